#if defined(__x86_64__)

#include "../bytes_rows.h"
#include "vectors.h"

// VNNI multiplies unsigned with signed bytes: rows are raised by 128, which adds 128 times the sum of
// x to each product; aiki_dot_bytes_avx512 takes it off again.
AIKI_VNNI_INLINE void dots(const int8_t *const row[], size_t rows, size_t columns,
                           const int8_t *x, int32_t *out)
{
    const __m512i raise = _mm512_set1_epi8((char)0x80);
    __m512i sums[AIKI_BYTES_ROWS];
    for (size_t r = 0; r < rows; r++) sums[r] = _mm512_setzero_si512();
    for (size_t k = 0; k < columns; k += AIKI_BYTES_STEP) {
        const __m512i factor = _mm512_loadu_si512(x + k);
        for (size_t r = 0; r < rows; r++) {
            const __m512i raised = _mm512_xor_si512(_mm512_loadu_si512(row[r] + k), raise);
            sums[r] = _mm512_dpbusd_epi32(sums[r], raised, factor);
        }
    }
    for (size_t r = 0; r < rows; r++) out[r] = _mm512_reduce_add_epi32(sums[r]);
}

static AIKI_VNNI void aiki_dot_bytes_avx512(const int8_t *rows, size_t columns,
                                            const uint32_t *which, size_t count,
                                            const int8_t *x, int32_t *out)
{
    AIKI_BYTES_EACH(dots, rows, columns, which, count, x, out);
    const __m512i raise = _mm512_set1_epi8((char)0x80);
    __m512i shifts = _mm512_setzero_si512();
    for (size_t k = 0; k < columns; k += AIKI_BYTES_STEP) {
        shifts = _mm512_dpbusd_epi32(shifts, raise, _mm512_loadu_si512(x + k));
    }
    const int32_t shift = _mm512_reduce_add_epi32(shifts);
    for (size_t i = 0; i < count; i++) out[i] -= shift;
}

void aiki_install_bytes_avx512(AikiKernels *kernels)
{
    kernels->dot_bytes = aiki_dot_bytes_avx512;
}

#endif
