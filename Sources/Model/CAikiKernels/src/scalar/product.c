// The specification of packed products: each number of the result is summed in order of the units.
#include <string.h>

#include "../kinds.h"

#pragma STDC FP_CONTRACT OFF

static void aiki_load_row_f32_scalar(const float *x, size_t summed, void *out)
{
    memcpy(out, x, summed * sizeof(float));
}

static void aiki_pack_rows_f32_scalar(const float *x, size_t stride, size_t rows, size_t summed,
                                      void *memory)
{
    float *out = memory;
    for (size_t r = 0; r < rows; r++) {
        for (size_t s = 0; s < summed; s++) out[s * AIKI_PANEL + r] = x[r * stride + s];
    }
}

static void aiki_pack_across_f32_scalar(const float *x, size_t stride, size_t rows, size_t summed,
                                        void *memory)
{
    float *out = memory;
    for (size_t s = 0; s < summed; s++) {
        memcpy(out + s * AIKI_PANEL, x + s * stride, rows * sizeof(float));
    }
}

static void aiki_multiply_f32_scalar(
    const void *left, size_t row_step, size_t unit_step, size_t rows, const void *panel,
    size_t units, size_t columns, float *y, size_t y_stride, bool accumulate)
{
    const float *right = panel;
    for (size_t m = 0; m < rows; m++) {
        const float *row = (const float *)left + m * row_step;
        float sums[AIKI_PANEL] = {0};
        for (size_t u = 0; u < units; u++) {
            const float factor = row[u * unit_step];
            for (size_t n = 0; n < columns; n++) sums[n] += factor * right[u * AIKI_PANEL + n];
        }
        float *target = y + m * y_stride;
        for (size_t n = 0; n < columns; n++) {
            target[n] = accumulate ? target[n] + sums[n] : sums[n];
        }
    }
}

void aiki_install_product_scalar(AikiKernels *kernels)
{
    kernels->training.product_f32 = (AikiProduct){
        .unit = 1,
        .load_row = aiki_load_row_f32_scalar,
        .pack_rows = aiki_pack_rows_f32_scalar,
        .pack_across = aiki_pack_across_f32_scalar,
        .multiply = aiki_multiply_f32_scalar,
    };
}
