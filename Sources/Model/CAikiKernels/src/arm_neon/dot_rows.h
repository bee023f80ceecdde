// From one way to unpack a type's blocks, both its kernels: numbers to memory, and dot products
// straight from the registers. Unpacking is exact, so both see the same numbers.
#ifndef AIKI_NEON_DOT_ROWS_H
#define AIKI_NEON_DOT_ROWS_H

#include "vectors.h"

// For each sixteenth of a block's elements, or as many as it has, what levels are scaled and
// shifted by.
typedef struct {
    float step[16];
    float offset[16];
} Scales;

// 16 signed levels as 4 vectors of level * step.
AIKI_NEON_INLINE void scale_levels(int8x16_t levels, float step, float32x4_t v[4])
{
    const int16x8_t low = vmovl_s8(vget_low_s8(levels));
    const int16x8_t high = vmovl_s8(vget_high_s8(levels));
    v[0] = vmulq_n_f32(vcvtq_f32_s32(vmovl_s16(vget_low_s16(low))), step);
    v[1] = vmulq_n_f32(vcvtq_f32_s32(vmovl_s16(vget_high_s16(low))), step);
    v[2] = vmulq_n_f32(vcvtq_f32_s32(vmovl_s16(vget_low_s16(high))), step);
    v[3] = vmulq_n_f32(vcvtq_f32_s32(vmovl_s16(vget_high_s16(high))), step);
}

// 16 signed levels as 4 vectors of level * step + offset, rounded like the reference.
AIKI_NEON_INLINE void shift_levels(int8x16_t levels, float step, float offset, float32x4_t v[4])
{
    scale_levels(levels, step, v);
    for (int j = 0; j < 4; j++) v[j] = vaddq_f32(v[j], vdupq_n_f32(offset));
}

enum { DOT_ROWS = 4 };

// DEFINE(name, block, length, prepare, unpack): prepare(const Block *, Scales *) runs once a block,
// unpack(const Block *, const Scales *, part, v[8]) for each 32 elements.
#define AIKI_DEFINE_NEON(name, Block, length, prepare, unpack)                                     \
    static void aiki_dequantize_##name##_neon(const void *blocks, size_t count, float *out)        \
    {                                                                                              \
        const Block *block = blocks;                                                               \
        for (size_t i = 0; i < count; i += length, block++) {                                      \
            Scales scales;                                                                         \
            prepare(block, &scales);                                                               \
            AIKI_UNROLL                                                                            \
            for (int part = 0; part < length / 32; part++) {                                       \
                float32x4_t v[8];                                                                  \
                unpack(block, &scales, part, v);                                                   \
                for (int j = 0; j < 8; j++) vst1q_f32(out + i + part * 32 + j * 4, v[j]);          \
            }                                                                                      \
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
            float32x4_t sums[DOT_ROWS];                                                            \
            for (int r = 0; r < rows; r++) sums[r] = vdupq_n_f32(0);                               \
            for (size_t k = k0; k < end; k += length) {                                            \
                Scales scales[DOT_ROWS];                                                           \
                for (int r = 0; r < rows; r++) {                                                   \
                    prepare((const Block *)(bytes + (size_t)r * row_bytes) + k / length,           \
                            &scales[r]);                                                           \
                }                                                                                  \
                AIKI_UNROLL                                                                        \
                for (int part = 0; part < length / 32; part++) {                                   \
                    for (int r = 0; r < rows; r++) {                                               \
                        float32x4_t v[8];                                                          \
                        unpack((const Block *)(bytes + (size_t)r * row_bytes) + k / length,        \
                               &scales[r], part, v);                                               \
                        for (int j = 0; j < 8; j++) {                                              \
                            const float32x4_t value = vld1q_f32(x + k + part * 32 + j * 4);        \
                            sums[r] = vfmaq_f32(sums[r], v[j], value);                             \
                        }                                                                          \
                    }                                                                              \
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
        for (; r + DOT_ROWS <= row_count; r += DOT_ROWS) {                                         \
            dot_some_##name(DOT_ROWS, bytes + r * row_bytes, row_bytes, x, columns, y + r);        \
        }                                                                                          \
        for (; r < row_count; r++) {                                                               \
            dot_some_##name(1, bytes + r * row_bytes, row_bytes, x, columns, y + r);               \
        }                                                                                          \
    }

#define AIKI_INSTALL_NEON(type, name)                                                              \
    kernels->dequantize[type] = aiki_dequantize_##name##_neon;                                     \
    kernels->dot_rows[type] = aiki_dot_rows_##name##_neon

#endif
