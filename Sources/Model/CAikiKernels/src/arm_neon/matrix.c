// Matrix products of floats, and dot products with plain float rows. Letters: aiki_kernels.h.
#if defined(__aarch64__)

#include <string.h>

#include "vectors.h"

// A micro-kernel keeps ROWS x TOKENS vector sums in registers: 24 sums, 4 weights and 1 activation
// of the 32 there are. Each weight loaded is used 6 times, each activation 4 times.
enum { ROWS = 4, TOKENS = 6 };

AIKI_NEON_INLINE void micro_kernel(
    const int rows, const int tokens, const float *w, size_t w_stride, const float *x,
    size_t x_stride, size_t columns, float *y, size_t y_stride)
{
    float32x4_t sums[TOKENS][ROWS];
    for (int t = 0; t < tokens; t++) {
        for (int n = 0; n < rows; n++) sums[t][n] = vdupq_n_f32(0);
    }
    size_t k = 0;
    for (; k + LANES <= columns; k += LANES) {
        float32x4_t weights[ROWS];
        for (int n = 0; n < rows; n++) {
            weights[n] = vld1q_f32(w + (size_t)n * w_stride + k);
        }
        for (int t = 0; t < tokens; t++) {
            const float32x4_t value = vld1q_f32(x + (size_t)t * x_stride + k);
            for (int n = 0; n < rows; n++) {
                sums[t][n] = vfmaq_f32(sums[t][n], weights[n], value);
            }
        }
    }
    if (k < columns) {
        const size_t lanes = columns - k;
        float32x4_t weights[ROWS];
        for (int n = 0; n < rows; n++) {
            weights[n] = load_lanes(w + (size_t)n * w_stride + k, lanes);
        }
        for (int t = 0; t < tokens; t++) {
            const float32x4_t value = load_lanes(x + (size_t)t * x_stride + k, lanes);
            for (int n = 0; n < rows; n++) {
                sums[t][n] = vfmaq_f32(sums[t][n], weights[n], value);
            }
        }
    }
    for (int t = 0; t < tokens; t++) {
        for (int n = 0; n < rows; n++) {
            y[(size_t)t * y_stride + (size_t)n] += vaddvq_f32(sums[t][n]);
        }
    }
}

// All rows for a constant count of tokens.
AIKI_NEON_INLINE void all_rows(
    const int tokens, const float *w, size_t w_stride, size_t rows, const float *x,
    size_t x_stride, size_t columns, float *y, size_t y_stride)
{
    size_t n = 0;
    for (; n + ROWS <= rows; n += ROWS) {
        micro_kernel(ROWS, tokens, w + n * w_stride, w_stride, x, x_stride, columns, y + n,
                     y_stride);
    }
    for (; n < rows; n++) {
        micro_kernel(1, tokens, w + n * w_stride, w_stride, x, x_stride, columns, y + n, y_stride);
    }
}

static void aiki_gemm_f32_neon(
    const float *w, size_t w_stride, size_t rows, const float *x, size_t x_stride, size_t tokens,
    size_t columns, float *y, size_t y_stride)
{
    size_t t = 0;
    for (; t + TOKENS <= tokens; t += TOKENS) {
        all_rows(TOKENS, w, w_stride, rows, x + t * x_stride, x_stride, columns, y + t * y_stride,
                 y_stride);
    }
    x += t * x_stride;
    y += t * y_stride;
    switch (tokens - t) {
    case 1: all_rows(1, w, w_stride, rows, x, x_stride, columns, y, y_stride); break;
    case 2: all_rows(2, w, w_stride, rows, x, x_stride, columns, y, y_stride); break;
    case 3: all_rows(3, w, w_stride, rows, x, x_stride, columns, y, y_stride); break;
    case 4: all_rows(4, w, w_stride, rows, x, x_stride, columns, y, y_stride); break;
    case 5: all_rows(5, w, w_stride, rows, x, x_stride, columns, y, y_stride); break;
    default: break;
    }
}

// Up to 4 rows of out by 2 vectors of columns, each sum taken in order of j.
AIKI_NEON_INLINE void weighted_some(
    const int rows, const int vectors, size_t last, const float *p, size_t p_stride,
    const float *factors, const float *v, size_t v_stride, size_t j_count, float *out,
    size_t out_stride)
{
    float32x4_t sums[4][2];
    for (int m = 0; m < rows; m++) {
        for (int c = 0; c < vectors; c++) {
            const size_t lanes = c == vectors - 1 ? last : LANES;
            const float *old = out + (size_t)m * out_stride + (size_t)c * LANES;
            sums[m][c] =
                vmulq_f32(load_lanes(old, lanes), vdupq_n_f32(factors[m]));
        }
    }
    for (size_t j = 0; j < j_count; j++) {
        float32x4_t row[2];
        for (int c = 0; c < vectors; c++) {
            const size_t lanes = c == vectors - 1 ? last : LANES;
            row[c] = load_lanes(v + j * v_stride + (size_t)c * LANES, lanes);
        }
        for (int m = 0; m < rows; m++) {
            const float32x4_t weight = vdupq_n_f32(p[(size_t)m * p_stride + j]);
            for (int c = 0; c < vectors; c++) {
                sums[m][c] = vfmaq_f32(sums[m][c], weight, row[c]);
            }
        }
    }
    for (int m = 0; m < rows; m++) {
        for (int c = 0; c < vectors; c++) {
            const size_t lanes = c == vectors - 1 ? last : LANES;
            store_lanes(out + (size_t)m * out_stride + (size_t)c * LANES, lanes, sums[m][c]);
        }
    }
}

static void aiki_weighted_rows_f32_neon(
    const float *p, size_t p_stride, size_t m_count, const float *factors, const float *v,
    size_t v_stride, size_t j_count, size_t columns, float *out, size_t out_stride)
{
    for (size_t c = 0; c < columns;) {
        const bool wide = columns - c >= 2 * LANES;
        const size_t last = wide ? LANES : aiki_step_lanes(c, columns);
        size_t m = 0;
        for (; m + 4 <= m_count; m += 4) {
            const float *weights = p + m * p_stride;
            float *target = out + m * out_stride + c;
            if (wide) {
                weighted_some(4, 2, last, weights, p_stride, factors + m, v + c, v_stride,
                              j_count, target, out_stride);
            } else {
                weighted_some(4, 1, last, weights, p_stride, factors + m, v + c, v_stride,
                              j_count, target, out_stride);
            }
        }
        for (; m < m_count; m++) {
            const float *weights = p + m * p_stride;
            float *target = out + m * out_stride + c;
            if (wide) {
                weighted_some(1, 2, last, weights, p_stride, factors + m, v + c, v_stride,
                              j_count, target, out_stride);
            } else {
                weighted_some(1, 1, last, weights, p_stride, factors + m, v + c, v_stride,
                              j_count, target, out_stride);
            }
        }
        c += wide ? 2 * LANES : LANES;
    }
}

// Four numbers of rows of f32, f16 and bf16, or as many as are left, zeros behind them. Rows may
// stand at any byte.
AIKI_NEON_INLINE float32x4_t load_f32(const char *bytes, size_t index, size_t count)
{
    float numbers[LANES] = {0};
    if (count - index >= LANES) {
        memcpy(numbers, bytes + 4 * index, sizeof numbers);
    } else {
        memcpy(numbers, bytes + 4 * index, 4 * (count - index));
    }
    return vld1q_f32(numbers);
}

AIKI_NEON_INLINE uint16x4_t load_halves(const char *bytes, size_t index, size_t count)
{
    uint16_t halves[LANES] = {0};
    if (count - index >= LANES) {
        memcpy(halves, bytes + 2 * index, sizeof halves);
    } else {
        memcpy(halves, bytes + 2 * index, 2 * (count - index));
    }
    return vld1_u16(halves);
}

AIKI_NEON_INLINE float32x4_t load_f16(const char *bytes, size_t index, size_t count)
{
    return vcvt_f32_f16(vreinterpret_f16_u16(load_halves(bytes, index, count)));
}

AIKI_NEON_INLINE float32x4_t load_bf16(const char *bytes, size_t index, size_t count)
{
    return vreinterpretq_f32_u32(vshll_n_u16(load_halves(bytes, index, count), 16));
}

#define DEFINE_PLAIN(name)                                                                         \
    static void aiki_dequantize_##name##_neon(                                                     \
        const void *blocks, size_t count, float *out)                                              \
    {                                                                                              \
        for (size_t i = 0; i < count; i += LANES) {                                                \
            const size_t lanes = aiki_step_lanes(i, count);                                        \
            store_lanes(out + i, lanes, load_##name(blocks, i, count));                            \
        }                                                                                          \
    }                                                                                              \
                                                                                                   \
    AIKI_NEON_INLINE void dot_some_##name(                                                         \
        const int rows, const char *bytes, size_t row_bytes, const float *x, size_t columns,       \
        float *y)                                                                                  \
    {                                                                                              \
        for (size_t k0 = 0; k0 < columns; k0 += AIKI_COLUMN_BLOCK) {                               \
            const size_t end =                                                                     \
                columns - k0 < AIKI_COLUMN_BLOCK ? columns : k0 + AIKI_COLUMN_BLOCK;               \
            float32x4_t sums[4];                                                                   \
            for (int r = 0; r < rows; r++) sums[r] = vdupq_n_f32(0);                               \
            for (size_t k = k0; k < end; k += LANES) {                                             \
                const size_t lanes = aiki_step_lanes(k, end);                                      \
                const float32x4_t value = load_lanes(x + k, lanes);                                \
                for (int r = 0; r < rows; r++) {                                                   \
                    const float32x4_t weights = load_##name(bytes + (size_t)r * row_bytes, k, end);\
                    sums[r] = vfmaq_f32(sums[r], weights, value);                                  \
                }                                                                                  \
            }                                                                                      \
            for (int r = 0; r < rows; r++) y[r] += vaddvq_f32(sums[r]);                            \
        }                                                                                          \
    }                                                                                              \
                                                                                                   \
    static void aiki_dot_rows_##name##_neon(                                                       \
        const void *rows, size_t row_bytes, size_t row_count, const float *x, size_t columns,      \
        float *y)                                                                                  \
    {                                                                                              \
        const char *bytes = rows;                                                                  \
        size_t r = 0;                                                                              \
        for (; r + 4 <= row_count; r += 4) {                                                       \
            dot_some_##name(4, bytes + r * row_bytes, row_bytes, x, columns, y + r);               \
        }                                                                                          \
        for (; r < row_count; r++) {                                                               \
            dot_some_##name(1, bytes + r * row_bytes, row_bytes, x, columns, y + r);               \
        }                                                                                          \
    }

DEFINE_PLAIN(f32)
DEFINE_PLAIN(f16)
DEFINE_PLAIN(bf16)

void aiki_install_matrix_neon(AikiKernels *kernels)
{
    kernels->gemm_f32 = aiki_gemm_f32_neon;
    kernels->weighted_rows_f32 = aiki_weighted_rows_f32_neon;
    kernels->dequantize[AIKI_TYPE_F32] = aiki_dequantize_f32_neon;
    kernels->dequantize[AIKI_TYPE_F16] = aiki_dequantize_f16_neon;
    kernels->dequantize[AIKI_TYPE_BF16] = aiki_dequantize_bf16_neon;
    kernels->dot_rows[AIKI_TYPE_F32] = aiki_dot_rows_f32_neon;
    kernels->dot_rows[AIKI_TYPE_F16] = aiki_dot_rows_f16_neon;
    kernels->dot_rows[AIKI_TYPE_BF16] = aiki_dot_rows_bf16_neon;
}

#endif
