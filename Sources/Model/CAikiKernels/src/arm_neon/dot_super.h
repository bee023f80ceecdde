// Types with super-blocks of 256: two groups of activations a block. The scales of sub-blocks are
// integers, so that a group is summed in 32 bits and turned into a float once. Layouts: blocks.h.
#ifndef AIKI_NEON_DOT_SUPER_H
#define AIKI_NEON_DOT_SUPER_H

#include "dot_integers.h"

// The factors of a group's 8 sixteenths (those of eighths twice), and what multiplies the sums of
// their activations; d and dmin scale the two.
typedef struct {
    int16x8_t codes;
    int16x8_t shifts;
    float d;
    float dmin;
} Factors;

// Eight bytes as numbers of 16 bits.
AIKI_NEON_INLINE int16x8_t widen(uint32_t low, uint32_t high)
{
    const uint64_t bytes = (uint64_t)low | (uint64_t)high << 32;
    return vreinterpretq_s16_u16(vmovl_u8(vcreate_u8(bytes)));
}

// Four bytes as numbers of 16 bits, each twice.
AIKI_NEON_INLINE int16x8_t twice(uint32_t bytes)
{
    const int16x8_t numbers = widen(bytes, 0);
    return vzip1q_s16(numbers, numbers);
}

// The scales and minimums of Q4_K and Q5_K; see aiki_scale_minimum_k4, four at a time.
AIKI_NEON_INLINE Factors factors_k4(
    const uint8_t packed[12], uint16_t d, uint16_t dmin, const int half)
{
    uint32_t words[3];
    memcpy(words, packed, sizeof words);
    const uint32_t six = 0x3f3f3f3f, four = 0x0f0f0f0f, two = 0x03030303;
    uint32_t scale = words[0] & six, minimum = words[1] & six;
    if (half == 1) {
        scale = (words[2] & four) | (words[0] >> 6 & two) << 4;
        minimum = (words[2] >> 4 & four) | (words[1] >> 6 & two) << 4;
    }
    return (Factors){twice(scale), twice(minimum), aiki_f32_of_f16(d), -aiki_f32_of_f16(dmin)};
}

AIKI_NEON_INLINE Factors factors_q4_k(const BlockQ4_K *block, const int half)
{
    return factors_k4(block->scales, block->d, block->dmin, half);
}

AIKI_NEON_INLINE Factors factors_q5_k(const BlockQ5_K *block, const int half)
{
    return factors_k4(block->scales, block->d, block->dmin, half);
}

AIKI_NEON_INLINE Factors factors_q2_k(const BlockQ2_K *block, const int half)
{
    const uint8x8_t bytes = vld1_u8(block->scales + 8 * half);
    return (Factors){
        vreinterpretq_s16_u16(vmovl_u8(vand_u8(bytes, vdup_n_u8(15)))),
        vreinterpretq_s16_u16(vmovl_u8(vshr_n_u8(bytes, 4))),
        aiki_f32_of_f16(block->d),
        -aiki_f32_of_f16(block->dmin),
    };
}

// See aiki_scale_k3, four at a time.
AIKI_NEON_INLINE Factors factors_q3_k(const BlockQ3_K *block, const int half)
{
    uint32_t words[3];
    memcpy(words, block->scales, sizeof words);
    const uint32_t four = 0x0f0f0f0f, two = 0x03030303;
    const uint32_t first = (words[0] >> 4 * half & four) | (words[2] >> 4 * half & two) << 4;
    const uint32_t second =
        (words[1] >> 4 * half & four) | (words[2] >> (4 * half + 2) & two) << 4;
    const int16x8_t codes = vsubq_s16(widen(first, second), vdupq_n_s16(32));
    return (Factors){codes, vdupq_n_s16(0), aiki_f32_of_f16(block->d), 0};
}

AIKI_NEON_INLINE Factors factors_q6_k(const BlockQ6_K *block, const int half)
{
    const int16x8_t codes = vmovl_s8(vld1_s8(block->scales + 8 * half));
    return (Factors){codes, vdupq_n_s16(0), aiki_f32_of_f16(block->d), 0};
}

AIKI_NEON_INLINE Factors factors_iq4_xs(const BlockIQ4_XS *block, const int half)
{
    int16_t codes[SIXTEENTHS];
    for (int i = 0; i < SIXTEENTHS; i++) {
        codes[i] = (int16_t)aiki_scale_iq4_xs(block, 4 * half + i / 2);
    }
    return (Factors){vld1q_s16(codes), vdupq_n_s16(0), aiki_f32_of_f16(block->d), 0};
}

AIKI_NEON_INLINE uint8x16_t four_bits_of(const uint8_t *bytes, int right)
{
    return vandq_u8(shift_bytes(vld1q_u8(bytes), right), vdupq_n_u8(15));
}

AIKI_NEON_INLINE Levels levels_q4_k(const BlockQ4_K *block, const int half, const int part)
{
    const uint8_t *bytes = block->quants + half * 64 + part / 2 * 32;
    const int right = 4 * (part % 2);
    return centred(four_bits_of(bytes, right), four_bits_of(bytes + 16, right), 0);
}

AIKI_NEON_INLINE uint8x16_t other_bits_of(const uint8_t *bytes, int right, uint8_t mask)
{
    return vandq_u8(shift_bytes(vld1q_u8(bytes), right), vdupq_n_u8(mask));
}

AIKI_NEON_INLINE Levels levels_q5_k(const BlockQ5_K *block, const int half, const int part)
{
    const uint8_t *bytes = block->quants + half * 64 + part / 2 * 32;
    const int right = 4 * (part % 2), bit = 4 * half + part - 4;
    return centred(
        vorrq_u8(four_bits_of(bytes, right), other_bits_of(block->high, bit, 16)),
        vorrq_u8(four_bits_of(bytes + 16, right), other_bits_of(block->high + 16, bit, 16)), 0);
}

AIKI_NEON_INLINE Levels levels_q2_k(const BlockQ2_K *block, const int half, const int part)
{
    const uint8_t *bytes = block->quants + half * 32;
    return centred(
        other_bits_of(bytes, 2 * part, 3), other_bits_of(bytes + 16, 2 * part, 3), 0);
}

AIKI_NEON_INLINE Levels levels_q3_k(const BlockQ3_K *block, const int half, const int part)
{
    const uint8_t *bytes = block->quants + half * 32;
    const int bit = 4 * half + part - 2;
    return centred(
        vorrq_u8(other_bits_of(bytes, 2 * part, 3), other_bits_of(block->high, bit, 4)),
        vorrq_u8(other_bits_of(bytes + 16, 2 * part, 3), other_bits_of(block->high + 16, bit, 4)),
        4);
}

AIKI_NEON_INLINE Levels levels_q6_k(const BlockQ6_K *block, const int half, const int part)
{
    const uint8_t *low = block->low + half * 64 + part % 2 * 32;
    const uint8_t *high = block->high + half * 32;
    const int right = part / 2 * 4, pair = 2 * part - 4;
    return centred(
        vorrq_u8(four_bits_of(low, right), other_bits_of(high, pair, 48)),
        vorrq_u8(four_bits_of(low + 16, right), other_bits_of(high + 16, pair, 48)), 32);
}

AIKI_NEON_INLINE Levels levels_iq4_xs(const BlockIQ4_XS *block, const int half, const int part)
{
    return look_up(block->quants + half * 64 + part * 16, aiki_levels_iq4);
}

// The sums of 16 activations times the shifts.
AIKI_NEON_INLINE float32x4_t shifted_sums(const int16_t *sums, int16x8_t shifts)
{
    const int16x8_t numbers = vld1q_s16(sums);
    const int32x4_t low = vmull_s16(vget_low_s16(numbers), vget_low_s16(shifts));
    return vcvtq_f32_s32(vmlal_s16(low, vget_high_s16(numbers), vget_high_s16(shifts)));
}

// DEFINE(name, block, sixteenths, shifted): from factors_name and levels_name; whether each
// sixteenth of a group has a scale of its own, or two share one.
#define DEFINE_SUPER(name, Block, sixteenths, shifted)                                             \
    DOT_INLINE void dot_half_##name(                                                               \
        const int tokens, const Block *block, const int half, const Activations *x, size_t group,  \
        float32x4_t *sums)                                                                         \
    {                                                                                              \
        const Factors factors = factors_##name(block, half);                                       \
        int16_t codes[SIXTEENTHS];                                                                 \
        vst1q_s16(codes, factors.codes);                                                           \
        int32x4_t integers[TOKENS_TOGETHER];                                                       \
        for (int t = 0; t < tokens; t++) integers[t] = vdupq_n_s32(0);                             \
        AIKI_UNROLL                                                                                \
        for (int part = 0; part < PARTS; part++) {                                                 \
            const Levels levels = levels_##name(block, half, part);                                \
            AIKI_UNROLL                                                                            \
            for (int t = 0; t < tokens; t++) {                                                     \
                const int8_t *quants = x[t].quants + group * AIKI_GROUP + part * 32;               \
                if (sixteenths) {                                                                  \
                    const int32x4_t a = dot_16(levels.first, quants);                              \
                    const int32x4_t b = dot_16(levels.second, quants + 16);                        \
                    integers[t] = vmlaq_n_s32(integers[t], a, codes[2 * part]);                    \
                    integers[t] = vmlaq_n_s32(integers[t], b, codes[2 * part + 1]);                \
                } else {                                                                           \
                    const int32x4_t both = dot_32(levels.first, levels.second, quants);            \
                    integers[t] = vmlaq_n_s32(integers[t], both, codes[2 * part]);                 \
                }                                                                                  \
            }                                                                                      \
        }                                                                                          \
        for (int t = 0; t < tokens; t++) {                                                         \
            float32x4_t total = vmulq_n_f32(vcvtq_f32_s32(integers[t]), factors.d);                \
            if (shifted) {                                                                         \
                total = vfmaq_n_f32(                                                               \
                    total, shifted_sums(x[t].sums + group * SIXTEENTHS, factors.shifts),           \
                    factors.dmin);                                                                 \
            }                                                                                      \
            sums[t] = vfmaq_n_f32(sums[t], total, x[t].scales[group]);                             \
        }                                                                                          \
    }                                                                                              \
                                                                                                   \
    DOT_INLINE void dot_some_##name(                                                               \
        const int tokens, const void *row, const AikiIntegerRows *rows, size_t first, float *y,    \
        size_t y_stride)                                                                           \
    {                                                                                              \
        const Block *block = row;                                                                  \
        Activations x[TOKENS_TOGETHER];                                                            \
        float32x4_t sums[TOKENS_TOGETHER];                                                         \
        for (int t = 0; t < tokens; t++) {                                                         \
            x[t] = activations_of(rows, first + (size_t)t);                                        \
            sums[t] = vdupq_n_f32(0);                                                              \
        }                                                                                          \
        for (size_t group = 0; group < rows->columns / AIKI_GROUP; group += 2, block++) {          \
            dot_half_##name(tokens, block, 0, x, group, sums);                                     \
            dot_half_##name(tokens, block, 1, x, group + 1, sums);                                 \
        }                                                                                          \
        for (int t = 0; t < tokens; t++) y[(size_t)t * y_stride] += vaddvq_f32(sums[t]);           \
    }                                                                                              \
                                                                                                   \
    DEFINE_DOT_INTEGERS(name)

DEFINE_SUPER(q2_k, BlockQ2_K, true, true)
DEFINE_SUPER(q3_k, BlockQ3_K, true, false)
DEFINE_SUPER(q4_k, BlockQ4_K, false, true)
DEFINE_SUPER(q5_k, BlockQ5_K, false, true)
DEFINE_SUPER(q6_k, BlockQ6_K, true, false)
DEFINE_SUPER(iq4_xs, BlockIQ4_XS, false, false)

static void install_super(AikiKernels *kernels)
{
    kernels->dot_integers[AIKI_TYPE_Q2_K] = AIKI_DOT_NAME(q2_k);
    kernels->dot_integers[AIKI_TYPE_Q3_K] = AIKI_DOT_NAME(q3_k);
    kernels->dot_integers[AIKI_TYPE_Q4_K] = AIKI_DOT_NAME(q4_k);
    kernels->dot_integers[AIKI_TYPE_Q5_K] = AIKI_DOT_NAME(q5_k);
    kernels->dot_integers[AIKI_TYPE_Q6_K] = AIKI_DOT_NAME(q6_k);
    kernels->dot_integers[AIKI_TYPE_IQ4_XS] = AIKI_DOT_NAME(iq4_xs);
}

#endif
