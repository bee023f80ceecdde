// Dot products of stored rows with a float vector, from the type's own dequantiser.
#ifndef AIKI_SCALAR_DOT_ROWS_H
#define AIKI_SCALAR_DOT_ROWS_H

#include "../blocks.h"
#include "../kinds.h"

// y[r] += sum over k of rows[r][k] * x[k], each AIKI_COLUMN_BLOCK columns summed on their own.
static inline void aiki_dot_rows_scalar(
    AikiDequantize dequantize, size_t block, size_t block_bytes, const void *rows,
    size_t row_bytes, size_t row_count, const float *x, size_t columns, float *y)
{
    float numbers[AIKI_SUPER];
    for (size_t r = 0; r < row_count; r++) {
        const char *bytes = (const char *)rows + r * row_bytes;
        float sum = 0;
        for (size_t k = 0; k < columns; k += block, bytes += block_bytes) {
            dequantize(bytes, block, numbers);
            for (size_t j = 0; j < block; j++) sum += numbers[j] * x[k + j];
            if ((k + block) % AIKI_COLUMN_BLOCK == 0) {
                y[r] += sum;
                sum = 0;
            }
        }
        y[r] += sum;
    }
}

// Defines aiki_dot_rows_<name>_scalar for a type whose dequantiser is already defined.
#define AIKI_DEFINE_DOT_ROWS_SCALAR(name, block, block_bytes)                                      \
    static void aiki_dot_rows_##name##_scalar(                                                     \
        const void *rows, size_t row_bytes, size_t row_count, const float *x, size_t columns,      \
        float *y)                                                                                  \
    {                                                                                              \
        aiki_dot_rows_scalar(aiki_dequantize_##name##_scalar, block, block_bytes, rows, row_bytes, \
                             row_count, x, columns, y);                                            \
    }

// Puts both functions of a type into the table.
#define AIKI_INSTALL_SCALAR(type, name)                                                            \
    kernels->dequantize[type] = aiki_dequantize_##name##_scalar;                                   \
    kernels->dot_rows[type] = aiki_dot_rows_##name##_scalar

#endif
