// Types with blocks of 32: four blocks share the scale of a group of activations.
#ifndef AIKI_NEON_DOT_SMALL_H
#define AIKI_NEON_DOT_SMALL_H

#include "dot_integers.h"

// What the levels of four blocks are multiplied with, and what is added for each activation.
typedef struct {
    float32x4_t step;
    float32x4_t offset;
} Scales;

AIKI_NEON_INLINE float32x4_t four_halves(uint16_t a, uint16_t b, uint16_t c, uint16_t d)
{
    const uint64_t halves =
        (uint64_t)a | (uint64_t)b << 16 | (uint64_t)c << 32 | (uint64_t)d << 48;
    return vcvt_f32_f16(vreinterpret_f16_u64(vcreate_u64(halves)));
}

#define FOUR_HALVES(b, member) four_halves(b[0].member, b[1].member, b[2].member, b[3].member)

#define DEFINE_SCALES(name, Block)                                                                 \
    AIKI_NEON_INLINE Scales scales_##name(const Block *b)                                          \
    {                                                                                              \
        return (Scales){FOUR_HALVES(b, d), vdupq_n_f32(0)};                                        \
    }

#define DEFINE_SCALES_SHIFTED(name, Block)                                                         \
    AIKI_NEON_INLINE Scales scales_##name(const Block *b)                                          \
    {                                                                                              \
        return (Scales){FOUR_HALVES(b, d), FOUR_HALVES(b, m)};                                     \
    }

DEFINE_SCALES(q4_0, BlockQ4_0)
DEFINE_SCALES(q5_0, BlockQ5_0)
DEFINE_SCALES(q8_0, BlockQ8_0)
DEFINE_SCALES(iq4_nl, BlockIQ4_NL)
DEFINE_SCALES_SHIFTED(q4_1, BlockQ4_1)
DEFINE_SCALES_SHIFTED(q5_1, BlockQ5_1)

AIKI_NEON_INLINE Scales scales_mxfp4(const BlockMXFP4 *b)
{
    float steps[PARTS];
    for (int i = 0; i < PARTS; i++) steps[i] = aiki_half_e8m0(b[i].exponent);
    return (Scales){vld1q_f32(steps), vdupq_n_f32(0)};
}

// Sixteen bits as sixteen bytes, 16 where the bit is set.
AIKI_NEON_INLINE uint8x16_t spread_bits(const uint8_t bits[2])
{
    static const uint8_t masks[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    const uint8x16_t both = vcombine_u8(vdup_n_u8(bits[0]), vdup_n_u8(bits[1]));
    return vandq_u8(vtstq_u8(both, vld1q_u8(masks)), vdupq_n_u8(16));
}

AIKI_NEON_INLINE Levels five_bits(const uint8_t quants[16], const uint8_t high[4], int8_t middle)
{
    return centred(vorrq_u8(low_bits(quants), spread_bits(high)),
                   vorrq_u8(high_bits(quants), spread_bits(high + 2)), middle);
}

AIKI_NEON_INLINE Levels levels_q4_0(const BlockQ4_0 *block)
{
    return centred(low_bits(block->quants), high_bits(block->quants), 8);
}

AIKI_NEON_INLINE Levels levels_q4_1(const BlockQ4_1 *block)
{
    return centred(low_bits(block->quants), high_bits(block->quants), 0);
}

AIKI_NEON_INLINE Levels levels_q5_0(const BlockQ5_0 *block)
{
    return five_bits(block->quants, block->high, 16);
}

AIKI_NEON_INLINE Levels levels_q5_1(const BlockQ5_1 *block)
{
    return five_bits(block->quants, block->high, 0);
}

AIKI_NEON_INLINE Levels levels_q8_0(const BlockQ8_0 *block)
{
    return (Levels){vld1q_s8(block->quants), vld1q_s8(block->quants + 16)};
}

AIKI_NEON_INLINE Levels levels_iq4_nl(const BlockIQ4_NL *block)
{
    return look_up(block->quants, aiki_levels_iq4);
}

AIKI_NEON_INLINE Levels levels_mxfp4(const BlockMXFP4 *block)
{
    return look_up(block->quants, aiki_levels_e2m1);
}

// The sums of 32 activations, times the offsets.
AIKI_NEON_INLINE float32x4_t offset_sums(const int16_t *sums, float32x4_t offset)
{
    return vmulq_f32(vcvtq_f32_s32(vpaddlq_s16(vld1q_s16(sums))), offset);
}

// DEFINE(name, block, shifted): from scales_name (four blocks) and levels_name (one block). A row's
// last blocks, where they are fewer than four, are copied before zeros.
#define DEFINE_SMALL(name, Block, shifted)                                                         \
    DOT_INLINE void dot_group_##name(                                                              \
        const int tokens, const Block *blocks, const Activations *x, size_t group,                 \
        float32x4_t *sums)                                                                         \
    {                                                                                              \
        const Scales scales = scales_##name(blocks);                                               \
        const float32x4_t steps[PARTS] = {                                                         \
            vdupq_laneq_f32(scales.step, 0), vdupq_laneq_f32(scales.step, 1),                      \
            vdupq_laneq_f32(scales.step, 2), vdupq_laneq_f32(scales.step, 3)};                     \
        float32x4_t partial[TOKENS_TOGETHER];                                                      \
        for (int t = 0; t < tokens; t++) {                                                         \
            partial[t] = shifted ? offset_sums(x[t].sums + group * SIXTEENTHS, scales.offset)      \
                                 : vdupq_n_f32(0);                                                 \
        }                                                                                          \
        AIKI_UNROLL                                                                                \
        for (int part = 0; part < PARTS; part++) {                                                 \
            const Levels levels = levels_##name(blocks + part);                                    \
            AIKI_UNROLL                                                                            \
            for (int t = 0; t < tokens; t++) {                                                     \
                const int8_t *quants = x[t].quants + group * AIKI_GROUP + part * 32;               \
                const int32x4_t quads = dot_32(levels.first, levels.second, quants);               \
                partial[t] = vfmaq_f32(partial[t], vcvtq_f32_s32(quads), steps[part]);             \
            }                                                                                      \
        }                                                                                          \
        for (int t = 0; t < tokens; t++) {                                                         \
            sums[t] = vfmaq_n_f32(sums[t], partial[t], x[t].scales[group]);                        \
        }                                                                                          \
    }                                                                                              \
                                                                                                   \
    DOT_INLINE void dot_some_##name(                                                               \
        const int tokens, const void *row, const AikiIntegerRows *rows, size_t first, float *y,    \
        size_t y_stride)                                                                           \
    {                                                                                              \
        const Block *blocks = row;                                                                 \
        const size_t whole = rows->columns / AIKI_GROUP;                                           \
        Activations x[TOKENS_TOGETHER];                                                            \
        float32x4_t sums[TOKENS_TOGETHER];                                                         \
        for (int t = 0; t < tokens; t++) {                                                         \
            x[t] = activations_of(rows, first + (size_t)t);                                        \
            sums[t] = vdupq_n_f32(0);                                                              \
        }                                                                                          \
        for (size_t group = 0; group < whole; group++, blocks += PARTS) {                          \
            dot_group_##name(tokens, blocks, x, group, sums);                                      \
        }                                                                                          \
        if (rows->columns % AIKI_GROUP != 0) {                                                     \
            Block last[PARTS] = {0};                                                               \
            memcpy(last, blocks, rows->columns % AIKI_GROUP / AIKI_SMALL * sizeof(Block));         \
            dot_group_##name(tokens, last, x, whole, sums);                                        \
        }                                                                                          \
        for (int t = 0; t < tokens; t++) y[(size_t)t * y_stride] += vaddvq_f32(sums[t]);           \
    }                                                                                              \
                                                                                                   \
    DEFINE_DOT_INTEGERS(name)

DEFINE_SMALL(q4_0, BlockQ4_0, false)
DEFINE_SMALL(q4_1, BlockQ4_1, true)
DEFINE_SMALL(q5_0, BlockQ5_0, false)
DEFINE_SMALL(q5_1, BlockQ5_1, true)
DEFINE_SMALL(q8_0, BlockQ8_0, false)
DEFINE_SMALL(iq4_nl, BlockIQ4_NL, false)
DEFINE_SMALL(mxfp4, BlockMXFP4, false)

static void install_small(AikiKernels *kernels)
{
    kernels->dot_integers[AIKI_TYPE_Q4_0] = AIKI_DOT_NAME(q4_0);
    kernels->dot_integers[AIKI_TYPE_Q4_1] = AIKI_DOT_NAME(q4_1);
    kernels->dot_integers[AIKI_TYPE_Q5_0] = AIKI_DOT_NAME(q5_0);
    kernels->dot_integers[AIKI_TYPE_Q5_1] = AIKI_DOT_NAME(q5_1);
    kernels->dot_integers[AIKI_TYPE_Q8_0] = AIKI_DOT_NAME(q8_0);
    kernels->dot_integers[AIKI_TYPE_IQ4_NL] = AIKI_DOT_NAME(iq4_nl);
    kernels->dot_integers[AIKI_TYPE_MXFP4] = AIKI_DOT_NAME(mxfp4);
}

#endif
