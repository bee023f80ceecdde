// The specification of matrix products of floats. Letters: aiki_kernels.h.
#include "../kinds.h"

#pragma STDC FP_CONTRACT OFF

// w (rows, columns), x (tokens, columns), y (tokens, rows).
static void aiki_gemm_f32_scalar(
    const float *w, size_t w_stride, size_t rows, const float *x, size_t x_stride, size_t tokens,
    size_t columns, float *y, size_t y_stride)
{
    for (size_t t = 0; t < tokens; t++) {
        for (size_t n = 0; n < rows; n++) {
            float sum = 0;
            for (size_t k = 0; k < columns; k++) {
                sum += w[n * w_stride + k] * x[t * x_stride + k];
            }
            y[t * y_stride + n] += sum;
        }
    }
}

// p (m_count, j_count), v (j_count, columns), out (m_count, columns).
static void aiki_weighted_rows_f32_scalar(
    const float *p, size_t p_stride, size_t m_count, const float *factors, const float *v,
    size_t v_stride, size_t j_count, size_t columns, float *out, size_t out_stride)
{
    for (size_t m = 0; m < m_count; m++) {
        for (size_t c = 0; c < columns; c++) {
            float sum = factors[m] * out[m * out_stride + c];
            for (size_t j = 0; j < j_count; j++) {
                sum += p[m * p_stride + j] * v[j * v_stride + c];
            }
            out[m * out_stride + c] = sum;
        }
    }
}

void aiki_install_matrix_scalar(AikiKernels *kernels)
{
    kernels->gemm_f32 = aiki_gemm_f32_scalar;
    kernels->weighted_rows_f32 = aiki_weighted_rows_f32_scalar;
}
