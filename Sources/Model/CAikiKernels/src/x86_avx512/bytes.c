#if defined(__x86_64__)

#include "../bytes_rows.h"
#include "vectors.h"

// VNNI multiplies unsigned with signed bytes: rows are raised by 128, which adds 128 times the sum of
// x to each product.
AIKI_VNNI_INLINE void dots(const int8_t *const row[], size_t rows, size_t columns,
                           const int8_t *x, int32_t shift, int32_t *out)
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
    for (size_t r = 0; r < rows; r++) out[r] = _mm512_reduce_add_epi32(sums[r]) - shift;
}

static AIKI_VNNI void aiki_dot_bytes_avx512(const int8_t *rows, size_t columns,
                                            const uint32_t *which, size_t count,
                                            const int8_t *x, int32_t *out)
{
    aiki_bytes_fetch(rows, columns, which, 0, AIKI_BYTES_AHEAD, count);
    const __m512i raise = _mm512_set1_epi8((char)0x80);
    __m512i shifts = _mm512_setzero_si512();
    for (size_t k = 0; k < columns; k += AIKI_BYTES_STEP) {
        shifts = _mm512_dpbusd_epi32(shifts, raise, _mm512_loadu_si512(x + k));
    }
    const int32_t shift = _mm512_reduce_add_epi32(shifts);
    size_t i = 0;
    for (; i + AIKI_BYTES_ROWS <= count; i += AIKI_BYTES_ROWS) {
        const int8_t *row[AIKI_BYTES_ROWS];
        const size_t ahead = i + AIKI_BYTES_AHEAD;
        aiki_bytes_fetch(rows, columns, which, ahead, ahead + AIKI_BYTES_ROWS, count);
        for (size_t r = 0; r < AIKI_BYTES_ROWS; r++) {
            row[r] = aiki_bytes_row(rows, columns, which, i + r);
        }
        dots(row, AIKI_BYTES_ROWS, columns, x, shift, out + i);
    }
    for (; i < count; i++) {
        const int8_t *row = aiki_bytes_row(rows, columns, which, i);
        dots(&row, 1, columns, x, shift, out + i);
    }
}

void aiki_install_bytes_avx512(AikiKernels *kernels)
{
    kernels->dot_bytes = aiki_dot_bytes_avx512;
}

#endif
