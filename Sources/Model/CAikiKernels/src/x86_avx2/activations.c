// Activations as 8-bit integers; rounds as the scalar version does, to the bit.
#if defined(__x86_64__)

#include <math.h>

#include "../half.h"
#include "vectors.h"

// The largest of eight unsigned numbers below 2^31.
AIKI_AVX2_INLINE uint32_t largest_word(__m256i v)
{
    __m128i quarter = _mm_max_epi32(_mm256_castsi256_si128(v), _mm256_extracti128_si256(v, 1));
    quarter = _mm_max_epi32(quarter, _mm_shuffle_epi32(quarter, 0x4e));
    quarter = _mm_max_epi32(quarter, _mm_shuffle_epi32(quarter, 0xb1));
    return (uint32_t)_mm_cvtsi128_si32(quarter);
}

// A group of which `width` numbers are there.
AIKI_AVX2_INLINE void quantize_group(
    const float *x, size_t width, int8_t *quants, float *scale, int16_t *sums)
{
    __m256 v[AIKI_GROUP / 8];
    // As bits, magnitudes are in order with NaN above infinity.
    __m256i largest = _mm256_setzero_si256();
    AIKI_UNROLL
    for (size_t i = 0; i < AIKI_GROUP / LANES; i++) {
        v[i] = _mm256_setzero_ps();
        if (i * LANES < width) v[i] = load_lanes(x + i * LANES, aiki_step_lanes(i * LANES, width));
        largest = _mm256_max_epi32(largest, _mm256_castps_si256(aiki_magnitude(v[i])));
    }
    const uint32_t bits = largest_word(largest);
    const float maximum = aiki_float_of_bits(bits);
    const bool finite = bits < 0x7f800000;
    const float inverse = finite && maximum >= 0x1p-100f ? 127 / maximum : 0;
    *scale = finite ? (inverse > 0 ? maximum / 127 : 0) : NAN;
    if (inverse == 0) {
        memset(quants, 0, AIKI_GROUP);
        memset(sums, 0, AIKI_GROUP / AIKI_SUM_COLUMNS * sizeof *sums);
        return;
    }
    const __m256 factor = _mm256_set1_ps(inverse);
    AIKI_UNROLL
    for (size_t i = 0; i < AIKI_GROUP / 32; i++) {
        __m256i q[4];
        for (size_t j = 0; j < 4; j++) {
            q[j] = _mm256_cvtps_epi32(_mm256_mul_ps(v[4 * i + j], factor));
        }
        // Packing works within the halves of registers: the permutation restores the order.
        const __m256i packed = _mm256_packs_epi16(
            _mm256_packs_epi32(q[0], q[1]), _mm256_packs_epi32(q[2], q[3]));
        const __m256i order = _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7);
        const __m256i bytes = _mm256_permutevar8x32_epi32(packed, order);
        _mm256_storeu_si256((__m256i *)(quants + 32 * i), bytes);
        const __m256i pairs = _mm256_maddubs_epi16(_mm256_set1_epi8(1), bytes);
        const __m256i quads = _mm256_madd_epi16(pairs, _mm256_set1_epi16(1));
        const __m256i eights = _mm256_hadd_epi32(quads, quads);
        const __m256i sixteens = _mm256_hadd_epi32(eights, eights);
        sums[2 * i] = (int16_t)_mm256_extract_epi32(sixteens, 0);
        sums[2 * i + 1] = (int16_t)_mm256_extract_epi32(sixteens, 4);
    }
}

static AIKI_AVX2 void aiki_quantize_activations_avx2(
    const float *x, size_t columns, int8_t *quants, float *scales, int16_t *sums)
{
    size_t k = 0;
    for (; k + AIKI_GROUP <= columns; k += AIKI_GROUP) {
        quantize_group(x + k, AIKI_GROUP, quants + k, scales++, sums + k / AIKI_SUM_COLUMNS);
    }
    if (k < columns) {
        quantize_group(x + k, columns - k, quants + k, scales, sums + k / AIKI_SUM_COLUMNS);
    }
}

void aiki_install_activations_avx2(AikiKernels *kernels)
{
    kernels->quantize_activations = aiki_quantize_activations_avx2;
}

#endif
