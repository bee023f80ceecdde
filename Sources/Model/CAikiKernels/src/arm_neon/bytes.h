// Products of rows of bytes, with or without the instructions for them: what includes this defines
// BYTES_TARGET, BYTES_NAME and add_products, which adds 16 products to four sums.
#include "../bytes_rows.h"

static inline __attribute__((always_inline)) BYTES_TARGET void dots(
    const int8_t *const row[], size_t rows, size_t columns, const int8_t *x, int32_t *out)
{
    int32x4_t sums[AIKI_BYTES_ROWS];
    for (size_t r = 0; r < rows; r++) sums[r] = vdupq_n_s32(0);
    for (size_t k = 0; k < columns; k += 16) {
        const int8x16_t factor = vld1q_s8(x + k);
        for (size_t r = 0; r < rows; r++) {
            sums[r] = add_products(sums[r], vld1q_s8(row[r] + k), factor);
        }
    }
    for (size_t r = 0; r < rows; r++) out[r] = vaddvq_s32(sums[r]);
}

static BYTES_TARGET void BYTES_NAME(
    const int8_t *rows, size_t columns, const uint32_t *which, size_t count, const int8_t *x,
    int32_t *out)
{
    AIKI_BYTES_EACH(dots, rows, columns, which, count, x, out);
}
