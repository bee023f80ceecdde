// From one way to unpack a type's blocks, both its kernels: numbers to memory, and dot products
// straight from the registers. Unpacking is exact, so both see the same numbers.
#ifndef AIKI_AVX2_DOT_ROWS_H
#define AIKI_AVX2_DOT_ROWS_H

#include "vectors.h"

// For each sixteenth of a block's elements, or as many as it has, what levels are scaled and
// shifted by.
typedef struct {
    float step[16];
    float offset[16];
} Scales;

// 16 signed levels as 2 vectors of level * step.
AIKI_AVX2_INLINE void scale_levels(__m128i levels, float step, __m256 v[2])
{
    const __m256 steps = _mm256_set1_ps(step);
    v[0] = _mm256_mul_ps(_mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(levels)), steps);
    v[1] = _mm256_mul_ps(
        _mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(_mm_srli_si128(levels, 8))), steps);
}

// 16 signed levels as 2 vectors of level * step + offset, rounded like the reference.
AIKI_AVX2_INLINE void shift_levels(__m128i levels, float step, float offset, __m256 v[2])
{
    scale_levels(levels, step, v);
    v[0] = _mm256_add_ps(v[0], _mm256_set1_ps(offset));
    v[1] = _mm256_add_ps(v[1], _mm256_set1_ps(offset));
}

// DEFINE(name, block, length, prepare, unpack): prepare(const Block *, Scales *) runs once a block,
// unpack(const Block *, const Scales *, part, v[4]) for each 32 elements.
#define AIKI_DEFINE_AVX2(name, Block, length, prepare, unpack)                                     \
    static AIKI_AVX2 void aiki_dequantize_##name##_avx2(                                           \
        const void *blocks, size_t count, float *out)                                              \
    {                                                                                              \
        const Block *block = blocks;                                                               \
        for (size_t i = 0; i < count; i += length, block++) {                                      \
            Scales scales;                                                                         \
            prepare(block, &scales);                                                               \
            AIKI_UNROLL                                                                            \
            for (int part = 0; part < length / 32; part++) {                                       \
                __m256 v[4];                                                                       \
                unpack(block, &scales, part, v);                                                   \
                for (int j = 0; j < 4; j++) {                                                      \
                    _mm256_storeu_ps(out + i + part * 32 + j * LANES, v[j]);                       \
                }                                                                                  \
            }                                                                                      \
        }                                                                                          \
    }                                                                                              \
                                                                                                   \
    AIKI_AVX2_INLINE void dot_some_##name(                                                         \
        const int rows, const char *bytes, size_t row_bytes, const float *x, size_t columns,       \
        float *y)                                                                                  \
    {                                                                                              \
        for (size_t k0 = 0; k0 < columns; k0 += AIKI_COLUMN_BLOCK) {                               \
            const size_t end =                                                                     \
                columns - k0 < AIKI_COLUMN_BLOCK ? columns : k0 + AIKI_COLUMN_BLOCK;               \
            __m256 sums[2] = {_mm256_setzero_ps(), _mm256_setzero_ps()};                           \
            for (size_t k = k0; k < end; k += length) {                                            \
                Scales scales[2];                                                                  \
                for (int r = 0; r < rows; r++) {                                                   \
                    const Block *block =                                                           \
                        (const Block *)(bytes + (size_t)r * row_bytes) + k / length;               \
                    aiki_prefetch((const char *)block, sizeof(Block));                             \
                    prepare(block, &scales[r]);                                                    \
                }                                                                                  \
                AIKI_UNROLL                                                                        \
                for (int part = 0; part < length / 32; part++) {                                   \
                    for (int r = 0; r < rows; r++) {                                               \
                        __m256 v[4];                                                               \
                        unpack((const Block *)(bytes + (size_t)r * row_bytes) + k / length,        \
                               &scales[r], part, v);                                               \
                        for (int j = 0; j < 4; j++) {                                              \
                            const __m256 value = _mm256_loadu_ps(x + k + part * 32 + j * LANES);   \
                            sums[r] = _mm256_fmadd_ps(v[j], value, sums[r]);                       \
                        }                                                                          \
                    }                                                                              \
                }                                                                                  \
            }                                                                                      \
            for (int r = 0; r < rows; r++) y[r] += aiki_sum_lanes(sums[r]);                        \
        }                                                                                          \
    }                                                                                              \
                                                                                                   \
    static AIKI_AVX2 void aiki_dot_rows_##name##_avx2(                                             \
        const void *rows, size_t row_bytes, size_t row_count, const float *x, size_t columns,      \
        float *y)                                                                                  \
    {                                                                                              \
        const char *bytes = rows;                                                                  \
        size_t r = 0;                                                                              \
        for (; r + 2 <= row_count; r += 2) {                                                       \
            dot_some_##name(2, bytes + r * row_bytes, row_bytes, x, columns, y + r);               \
        }                                                                                          \
        if (r < row_count) {                                                                       \
            dot_some_##name(1, bytes + r * row_bytes, row_bytes, x, columns, y + r);               \
        }                                                                                          \
    }

#define AIKI_INSTALL_AVX2(type, name)                                                              \
    kernels->dequantize[type] = aiki_dequantize_##name##_avx2;                                     \
    kernels->dot_rows[type] = aiki_dot_rows_##name##_avx2

#endif
