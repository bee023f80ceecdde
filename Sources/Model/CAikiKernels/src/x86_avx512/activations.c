// Activations as integers, for both kinds of products with integers.
#if defined(__x86_64__)

#include <math.h>

#include "vectors.h"

enum { VECTORS = AIKI_GROUP / 16 };

// The sums of each sixteen of 128 quants.
AIKI_AVX512_INLINE __m128i sums_of_sixteens(__m512i a, __m512i b)
{
    const __m512i bytes = _mm512_set1_epi8(1), words = _mm512_set1_epi16(1);
    // Of two quants, of four, then of eight from both: lane by lane a, a, b, b.
    a = _mm512_madd_epi16(_mm512_maddubs_epi16(bytes, a), words);
    b = _mm512_madd_epi16(_mm512_maddubs_epi16(bytes, b), words);
    __m512i sums = _mm512_madd_epi16(_mm512_packs_epi32(a, b), words);
    sums = _mm512_madd_epi16(_mm512_packs_epi32(sums, sums), words);
    const __m512i order =
        _mm512_setr_epi32(0, 4, 8, 12, 1, 5, 9, 13, 0, 4, 8, 12, 1, 5, 9, 13);
    const __m512i ordered = _mm512_permutexvar_epi32(order, sums);
    return _mm256_cvtepi32_epi16(_mm512_castsi512_si256(ordered));
}

static AIKI_AVX512 void aiki_quantize_activations_avx512(
    const float *x, size_t columns, int8_t *quants, float *scales, int16_t *sums)
{
    for (size_t k = 0; k < columns; k += AIKI_GROUP) {
        __m512 v[VECTORS];
        // As bits, magnitudes are in order with NaN above infinity.
        __m512i largest = _mm512_setzero_si512();
        for (size_t i = 0; i < VECTORS; i++) {
            const size_t first = k + i * LANES;
            const __mmask16 lanes = first < columns ? aiki_step_lanes(first, columns) : 0;
            v[i] = _mm512_maskz_loadu_ps(lanes, x + first);
            largest = _mm512_max_epi32(largest, _mm512_castps_si512(_mm512_abs_ps(v[i])));
        }
        const __m128i bits = _mm_cvtsi32_si128(_mm512_reduce_max_epi32(largest));
        const float maximum = _mm_cvtss_f32(_mm_castsi128_ps(bits));
        const bool finite = maximum < INFINITY;
        const float inverse = finite && maximum >= 0x1p-100f ? 127 / maximum : 0;
        scales[k / AIKI_GROUP] = finite ? (inverse > 0 ? maximum / 127 : 0) : NAN;
        // Products with what is not finite are discarded.
        const __mmask16 wanted = inverse > 0 ? 0xffff : 0;
        const __m512 factor = _mm512_set1_ps(inverse);
        for (size_t i = 0; i < VECTORS; i++) {
            const __m512i integers =
                _mm512_maskz_cvtps_epi32(wanted, _mm512_mul_ps(v[i], factor));
            _mm_storeu_si128(
                (__m128i *)(quants + k + i * LANES), _mm512_cvtepi32_epi8(integers));
        }
        const __m128i totals = sums_of_sixteens(
            _mm512_loadu_si512(quants + k), _mm512_loadu_si512(quants + k + 64));
        _mm_storeu_si128((__m128i *)(sums + k / AIKI_SUM_COLUMNS), totals);
    }
}

void aiki_install_activations_avx512(AikiKernels *kernels)
{
    kernels->quantize_activations = aiki_quantize_activations_avx512;
}

#endif
