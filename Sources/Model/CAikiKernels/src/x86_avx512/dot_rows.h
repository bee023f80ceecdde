// From one way to unpack a type's blocks, both its kernels: numbers to memory, and dot products
// straight from the registers. Unpacking is exact, so both see the same numbers.
#ifndef AIKI_AVX512_DOT_ROWS_H
#define AIKI_AVX512_DOT_ROWS_H

#include "vectors.h"

// Unpacks 32 * part ... of a block into 2 vectors; `scales` is what the type's prepare made.
//
// DEFINE(name, block, length, Scales, prepare, unpack): prepare(const Block *, Scales *) runs once
// a block, unpack(const Block *, const Scales *, part, v[2]) for each 32 elements.
#define AIKI_DEFINE_AVX512(name, Block, length, Scales, prepare, unpack)                           \
    static AIKI_AVX512 void aiki_dequantize_##name##_avx512(                                       \
        const void *blocks, size_t count, float *out)                                              \
    {                                                                                              \
        const Block *block = blocks;                                                               \
        for (size_t i = 0; i < count; i += length, block++) {                                      \
            Scales scales;                                                                         \
            prepare(block, &scales);                                                               \
            AIKI_UNROLL                                                                            \
            for (int part = 0; part < length / 32; part++) {                                       \
                __m512 v[2];                                                                       \
                unpack(block, &scales, part, v);                                                   \
                _mm512_storeu_ps(out + i + part * 32, v[0]);                                       \
                _mm512_storeu_ps(out + i + part * 32 + 16, v[1]);                                  \
            }                                                                                      \
        }                                                                                          \
    }                                                                                              \
                                                                                                   \
    AIKI_AVX512_INLINE void dot_some_##name(                                                       \
        const int rows, const char *bytes, size_t row_bytes, const float *x, size_t columns,       \
        float *y)                                                                                  \
    {                                                                                              \
        for (size_t k0 = 0; k0 < columns; k0 += AIKI_COLUMN_BLOCK) {                               \
            const size_t end =                                                                     \
                columns - k0 < AIKI_COLUMN_BLOCK ? columns : k0 + AIKI_COLUMN_BLOCK;               \
            __m512 sums[2] = {_mm512_setzero_ps(), _mm512_setzero_ps()};                           \
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
                    const __m512 x0 = _mm512_loadu_ps(x + k + part * 32);                          \
                    const __m512 x1 = _mm512_loadu_ps(x + k + part * 32 + 16);                     \
                    for (int r = 0; r < rows; r++) {                                               \
                        __m512 v[2];                                                               \
                        unpack((const Block *)(bytes + (size_t)r * row_bytes) + k / length,        \
                               &scales[r], part, v);                                               \
                        sums[r] = _mm512_fmadd_ps(v[0], x0, sums[r]);                              \
                        sums[r] = _mm512_fmadd_ps(v[1], x1, sums[r]);                              \
                    }                                                                              \
                }                                                                                  \
            }                                                                                      \
            for (int r = 0; r < rows; r++) y[r] += aiki_sum_lanes(sums[r]);                        \
        }                                                                                          \
    }                                                                                              \
                                                                                                   \
    static AIKI_AVX512 void aiki_dot_rows_##name##_avx512(                                         \
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

#if defined(__clang__)
#define AIKI_UNROLL _Pragma("clang loop unroll(full)")
#else
#define AIKI_UNROLL
#endif

#define AIKI_INSTALL_AVX512(type, name)                                                            \
    kernels->dequantize[type] = aiki_dequantize_##name##_avx512;                                   \
    kernels->dot_rows[type] = aiki_dot_rows_##name##_avx512

#endif
