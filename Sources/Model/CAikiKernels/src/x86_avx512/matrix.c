// Matrix products of floats, and dot products with plain float rows. Letters: aiki_kernels.h.
#if defined(__x86_64__)

#include "vectors.h"

// A micro-kernel keeps ROWS x TOKENS vector sums in registers: 24 sums, 4 weights and 1 activation
// of the 32 there are. Each weight loaded is used 6 times, each activation 4 times.
enum { ROWS = 4, TOKENS = 6 };

AIKI_AVX512_INLINE void micro_kernel(
    const int rows, const int tokens, const float *w, size_t w_stride, const float *x,
    size_t x_stride, size_t columns, float *y, size_t y_stride)
{
    __m512 sums[TOKENS][ROWS];
    for (int t = 0; t < tokens; t++) {
        for (int n = 0; n < rows; n++) sums[t][n] = _mm512_setzero_ps();
    }
    size_t k = 0;
    for (; k + LANES <= columns; k += LANES) {
        __m512 weights[ROWS];
        for (int n = 0; n < rows; n++) {
            weights[n] = _mm512_loadu_ps(w + (size_t)n * w_stride + k);
        }
        for (int t = 0; t < tokens; t++) {
            const __m512 value = _mm512_loadu_ps(x + (size_t)t * x_stride + k);
            for (int n = 0; n < rows; n++) {
                sums[t][n] = _mm512_fmadd_ps(weights[n], value, sums[t][n]);
            }
        }
    }
    if (k < columns) {
        const __mmask16 lanes = aiki_first_lanes(columns - k);
        __m512 weights[ROWS];
        for (int n = 0; n < rows; n++) {
            weights[n] = _mm512_maskz_loadu_ps(lanes, w + (size_t)n * w_stride + k);
        }
        for (int t = 0; t < tokens; t++) {
            const __m512 value = _mm512_maskz_loadu_ps(lanes, x + (size_t)t * x_stride + k);
            for (int n = 0; n < rows; n++) {
                sums[t][n] = _mm512_fmadd_ps(weights[n], value, sums[t][n]);
            }
        }
    }
    for (int t = 0; t < tokens; t++) {
        for (int n = 0; n < rows; n++) {
            y[(size_t)t * y_stride + (size_t)n] += aiki_sum_lanes(sums[t][n]);
        }
    }
}

// All rows for a constant count of tokens.
AIKI_AVX512_INLINE void all_rows(
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

static AIKI_AVX512 void aiki_gemm_f32_avx512(
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

// Up to 4 rows of out by 4 vectors of columns, each sum taken in order of j.
AIKI_AVX512_INLINE void weighted_some(
    const int rows, const int vectors, __mmask16 last, const float *p, size_t p_stride,
    const float *factors, const float *v, size_t v_stride, size_t j_count, float *out,
    size_t out_stride)
{
    __m512 sums[4][4];
    for (int m = 0; m < rows; m++) {
        for (int c = 0; c < vectors; c++) {
            const __mmask16 lanes = c == vectors - 1 ? last : (__mmask16)0xffff;
            const float *old = out + (size_t)m * out_stride + (size_t)c * LANES;
            sums[m][c] = _mm512_mul_ps(
                _mm512_maskz_loadu_ps(lanes, old), _mm512_set1_ps(factors[m]));
        }
    }
    for (size_t j = 0; j < j_count; j++) {
        __m512 row[4];
        for (int c = 0; c < vectors; c++) {
            const __mmask16 lanes = c == vectors - 1 ? last : (__mmask16)0xffff;
            row[c] = _mm512_maskz_loadu_ps(lanes, v + j * v_stride + (size_t)c * LANES);
        }
        for (int m = 0; m < rows; m++) {
            const __m512 weight = _mm512_set1_ps(p[(size_t)m * p_stride + j]);
            for (int c = 0; c < vectors; c++) {
                sums[m][c] = _mm512_fmadd_ps(weight, row[c], sums[m][c]);
            }
        }
    }
    for (int m = 0; m < rows; m++) {
        for (int c = 0; c < vectors; c++) {
            const __mmask16 lanes = c == vectors - 1 ? last : (__mmask16)0xffff;
            float *target = out + (size_t)m * out_stride + (size_t)c * LANES;
            _mm512_mask_storeu_ps(target, lanes, sums[m][c]);
        }
    }
}

static AIKI_AVX512 void aiki_weighted_rows_f32_avx512(
    const float *p, size_t p_stride, size_t m_count, const float *factors, const float *v,
    size_t v_stride, size_t j_count, size_t columns, float *out, size_t out_stride)
{
    const __mmask16 all = 0xffff;
    for (size_t c = 0; c < columns;) {
        const bool wide = columns - c >= 4 * LANES;
        const __mmask16 last = wide ? all : aiki_step_lanes(c, columns);
        size_t m = 0;
        for (; m + 4 <= m_count; m += 4) {
            const float *weights = p + m * p_stride;
            float *target = out + m * out_stride + c;
            if (wide) {
                weighted_some(4, 4, last, weights, p_stride, factors + m, v + c, v_stride,
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
                weighted_some(1, 4, last, weights, p_stride, factors + m, v + c, v_stride,
                              j_count, target, out_stride);
            } else {
                weighted_some(1, 1, last, weights, p_stride, factors + m, v + c, v_stride,
                              j_count, target, out_stride);
            }
        }
        c += wide ? 4 * LANES : LANES;
    }
}

// Sixteen numbers, or as many as the mask says, of rows of f32, f16 and bf16.
AIKI_AVX512_INLINE __m512 load_f32(const char *bytes, size_t index, __mmask16 lanes)
{
    return _mm512_maskz_loadu_ps(lanes, bytes + 4 * index);
}

AIKI_AVX512_INLINE __m512 load_f16(const char *bytes, size_t index, __mmask16 lanes)
{
    return _mm512_cvtph_ps(_mm256_maskz_loadu_epi16(lanes, bytes + 2 * index));
}

AIKI_AVX512_INLINE __m512 load_bf16(const char *bytes, size_t index, __mmask16 lanes)
{
    const __m256i halves = _mm256_maskz_loadu_epi16(lanes, bytes + 2 * index);
    return _mm512_castsi512_ps(_mm512_slli_epi32(_mm512_cvtepu16_epi32(halves), 16));
}

// As rows of integers are read in streams (dot_integers.h); a row here takes less of a core's time.
enum { STREAMS = 4, AHEAD = 2048 };

#define DEFINE_PLAIN(name, bytes)                                                                  \
    static AIKI_AVX512 void aiki_dequantize_##name##_avx512(                                       \
        const void *blocks, size_t count, float *out)                                              \
    {                                                                                              \
        for (size_t i = 0; i < count; i += LANES) {                                                \
            const __mmask16 lanes = aiki_step_lanes(i, count);                                     \
            _mm512_mask_storeu_ps(out + i, lanes, load_##name(blocks, i, lanes));                  \
        }                                                                                          \
    }                                                                                              \
                                                                                                   \
    AIKI_AVX512_INLINE void dot_some_##name(                                                       \
        const size_t streams, const char *row, size_t apart, const float *x, size_t columns,       \
        float *y, size_t y_apart)                                                                  \
    {                                                                                              \
        for (size_t k0 = 0; k0 < columns; k0 += AIKI_COLUMN_BLOCK) {                               \
            const size_t end =                                                                     \
                columns - k0 < AIKI_COLUMN_BLOCK ? columns : k0 + AIKI_COLUMN_BLOCK;               \
            const size_t whole = k0 + (end - k0) / LANES * LANES;                                  \
            __m512 sums[STREAMS];                                                                  \
            for (size_t s = 0; s < streams; s++) sums[s] = _mm512_setzero_ps();                    \
            for (size_t k = k0; k < whole; k += LANES) {                                           \
                const __m512 v = _mm512_loadu_ps(x + k);                                           \
                const bool starts_line = bytes * LANES >= 64 || k / LANES % 2 == 0;                \
                for (size_t s = 0; s < streams; s++) {                                             \
                    if (streams > 1 && starts_line) {                                              \
                        _mm_prefetch(row + s * apart + bytes * k + AHEAD, _MM_HINT_T1);            \
                    }                                                                              \
                    sums[s] = _mm512_fmadd_ps(load_##name(row + s * apart, k, 0xffff), v,          \
                                              sums[s]);                                            \
                }                                                                                  \
            }                                                                                      \
            if (whole < end) {                                                                     \
                const __mmask16 lanes = aiki_first_lanes(end - whole);                             \
                const __m512 v = _mm512_maskz_loadu_ps(lanes, x + whole);                          \
                for (size_t s = 0; s < streams; s++) {                                             \
                    sums[s] = _mm512_fmadd_ps(load_##name(row + s * apart, whole, lanes), v,       \
                                              sums[s]);                                            \
                }                                                                                  \
            }                                                                                      \
            for (size_t s = 0; s < streams; s++) y[s * y_apart] += aiki_sum_lanes(sums[s]);        \
        }                                                                                          \
    }                                                                                              \
                                                                                                   \
    AIKI_AVX512_INLINE void dot_all_##name(                                                        \
        const size_t streams, const char *rows, size_t row_bytes, size_t row_count,                \
        const float *x, size_t columns, float *y)                                                  \
    {                                                                                              \
        const size_t share = row_count / streams;                                                  \
        for (size_t r = 0; r < share; r++) {                                                       \
            dot_some_##name(streams, rows + r * row_bytes, share * row_bytes, x, columns, y + r,   \
                            share);                                                                \
        }                                                                                          \
        for (size_t r = share * streams; r < row_count; r++) {                                     \
            dot_some_##name(1, rows + r * row_bytes, 0, x, columns, y + r, 0);                     \
        }                                                                                          \
    }                                                                                              \
                                                                                                   \
    static AIKI_AVX512 void aiki_dot_rows_##name##_avx512(                                         \
        const void *rows, size_t row_bytes, size_t row_count, const float *x, size_t columns,      \
        float *y)                                                                                  \
    {                                                                                              \
        dot_all_##name(1, rows, row_bytes, row_count, x, columns, y);                              \
    }                                                                                              \
                                                                                                   \
    static AIKI_AVX512 void aiki_dot_rows_##name##_streams(                                        \
        const void *rows, size_t row_bytes, size_t row_count, const float *x, size_t columns,      \
        float *y)                                                                                  \
    {                                                                                              \
        dot_all_##name(STREAMS, rows, row_bytes, row_count, x, columns, y);                        \
    }

DEFINE_PLAIN(f32, 4)
DEFINE_PLAIN(f16, 2)
DEFINE_PLAIN(bf16, 2)

void aiki_install_matrix_avx512(AikiKernels *kernels)
{
    kernels->gemm_f32 = aiki_gemm_f32_avx512;
    kernels->weighted_rows_f32 = aiki_weighted_rows_f32_avx512;
    kernels->dequantize[AIKI_TYPE_F32] = aiki_dequantize_f32_avx512;
    kernels->dequantize[AIKI_TYPE_F16] = aiki_dequantize_f16_avx512;
    kernels->dequantize[AIKI_TYPE_BF16] = aiki_dequantize_bf16_avx512;
    const bool streams = aiki_rows_pay_in_streams();
    kernels->dot_rows[AIKI_TYPE_F32] =
        streams ? aiki_dot_rows_f32_streams : aiki_dot_rows_f32_avx512;
    kernels->dot_rows[AIKI_TYPE_F16] =
        streams ? aiki_dot_rows_f16_streams : aiki_dot_rows_f16_avx512;
    kernels->dot_rows[AIKI_TYPE_BF16] =
        streams ? aiki_dot_rows_bf16_streams : aiki_dot_rows_bf16_avx512;
}

#endif
