#if defined(__x86_64__)

#include "../bytes_rows.h"
#include "vectors.h"

AIKI_AVX2_INLINE int32_t sum_integers(__m256i v)
{
    __m128i quarter =
        _mm_add_epi32(_mm256_castsi256_si128(v), _mm256_extracti128_si256(v, 1));
    quarter = _mm_add_epi32(quarter, _mm_shuffle_epi32(quarter, 0x4e));
    return _mm_cvtsi128_si32(_mm_add_epi32(quarter, _mm_shuffle_epi32(quarter, 0xb1)));
}

// Magnitudes of a row times x with the row's signs: two products of at most 127 * 127 fit 16 bits.
AIKI_AVX2_INLINE void dots(const int8_t *const row[], size_t rows, size_t columns,
                           const int8_t *x, int32_t *out)
{
    const __m256i ones = _mm256_set1_epi16(1);
    __m256i sums[AIKI_BYTES_ROWS];
    for (size_t r = 0; r < rows; r++) sums[r] = _mm256_setzero_si256();
    for (size_t k = 0; k < columns; k += 32) {
        const __m256i factor = _mm256_loadu_si256((const __m256i *)(x + k));
        for (size_t r = 0; r < rows; r++) {
            const __m256i bytes = _mm256_loadu_si256((const __m256i *)(row[r] + k));
            const __m256i pairs = _mm256_maddubs_epi16(
                _mm256_abs_epi8(bytes), _mm256_sign_epi8(factor, bytes));
            sums[r] = _mm256_add_epi32(sums[r], _mm256_madd_epi16(pairs, ones));
        }
    }
    for (size_t r = 0; r < rows; r++) out[r] = sum_integers(sums[r]);
}

static AIKI_AVX2 void aiki_dot_bytes_avx2(const int8_t *rows, size_t columns,
                                          const uint32_t *which, size_t count, const int8_t *x,
                                          int32_t *out)
{
    AIKI_BYTES_EACH(dots, rows, columns, which, count, x, out);
}

void aiki_install_bytes_avx2(AikiKernels *kernels)
{
    kernels->dot_bytes = aiki_dot_bytes_avx2;
}

#endif
