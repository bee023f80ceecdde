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
    aiki_bytes_fetch(rows, columns, which, 0, AIKI_BYTES_AHEAD, count);
    size_t i = 0;
    for (; i + AIKI_BYTES_ROWS <= count; i += AIKI_BYTES_ROWS) {
        const int8_t *row[AIKI_BYTES_ROWS];
        const size_t ahead = i + AIKI_BYTES_AHEAD;
        aiki_bytes_fetch(rows, columns, which, ahead, ahead + AIKI_BYTES_ROWS, count);
        for (size_t r = 0; r < AIKI_BYTES_ROWS; r++) {
            row[r] = aiki_bytes_row(rows, columns, which, i + r);
        }
        dots(row, AIKI_BYTES_ROWS, columns, x, out + i);
    }
    for (; i < count; i++) {
        const int8_t *row = aiki_bytes_row(rows, columns, which, i);
        dots(&row, 1, columns, x, out + i);
    }
}
