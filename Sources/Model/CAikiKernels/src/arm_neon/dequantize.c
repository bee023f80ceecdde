// Types with blocks of 32: levels are gathered as bytes, then widened, converted and scaled.
#if defined(__aarch64__)

#include "../blocks.h"
#include "../half.h"
#include "dot_rows.h"

#pragma STDC FP_CONTRACT OFF

// The four bits of elements 0 ..< 16 and 16 ..< 32.
AIKI_NEON_INLINE void split_halves(const uint8_t quants[16], uint8x16_t levels[2])
{
    const uint8x16_t bytes = vld1q_u8(quants);
    levels[0] = vandq_u8(bytes, vdupq_n_u8(15));
    levels[1] = vshrq_n_u8(bytes, 4);
}

// Sixteen bits as sixteen bytes, 16 where the bit is set.
AIKI_NEON_INLINE uint8x16_t spread_bits(const uint8_t bits[2])
{
    static const uint8_t masks[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    const uint8x16_t both = vcombine_u8(vdup_n_u8(bits[0]), vdup_n_u8(bits[1]));
    return vandq_u8(vtstq_u8(both, vld1q_u8(masks)), vdupq_n_u8(16));
}

AIKI_NEON_INLINE void five_bits(
    const uint8_t quants[16], const uint8_t high[4], uint8x16_t levels[2])
{
    split_halves(quants, levels);
    levels[0] = vorrq_u8(levels[0], spread_bits(high));
    levels[1] = vorrq_u8(levels[1], spread_bits(high + 2));
}

AIKI_NEON_INLINE int8x16_t signed_levels(uint8x16_t levels, int8_t middle)
{
    return vsubq_s8(vreinterpretq_s8_u8(levels), vdupq_n_s8(middle));
}

#define DEFINE_PREPARE(name, Block)                                                                \
    AIKI_NEON_INLINE void prepare_##name(const Block *block, Scales *scales)                       \
    {                                                                                              \
        scales->step[0] = aiki_f32_of_f16(block->d);                                               \
    }

#define DEFINE_PREPARE_MINIMUM(name, Block)                                                        \
    AIKI_NEON_INLINE void prepare_##name(const Block *block, Scales *scales)                       \
    {                                                                                              \
        scales->step[0] = aiki_f32_of_f16(block->d);                                               \
        scales->offset[0] = aiki_f32_of_f16(block->m);                                             \
    }

DEFINE_PREPARE(q4_0, BlockQ4_0)
DEFINE_PREPARE(q5_0, BlockQ5_0)
DEFINE_PREPARE(q8_0, BlockQ8_0)
DEFINE_PREPARE(iq4_nl, BlockIQ4_NL)
DEFINE_PREPARE_MINIMUM(q4_1, BlockQ4_1)
DEFINE_PREPARE_MINIMUM(q5_1, BlockQ5_1)

AIKI_NEON_INLINE void prepare_mxfp4(const BlockMXFP4 *block, Scales *scales)
{
    scales->step[0] = aiki_half_e8m0(block->exponent);
}

AIKI_NEON_INLINE void unpack_q4_0(
    const BlockQ4_0 *block, const Scales *scales, int part, float32x4_t v[8])
{
    (void)part;
    uint8x16_t levels[2];
    split_halves(block->quants, levels);
    for (int i = 0; i < 2; i++) {
        scale_levels(signed_levels(levels[i], 8), scales->step[0], v + 4 * i);
    }
}

AIKI_NEON_INLINE void unpack_q4_1(
    const BlockQ4_1 *block, const Scales *scales, int part, float32x4_t v[8])
{
    (void)part;
    uint8x16_t levels[2];
    split_halves(block->quants, levels);
    for (int i = 0; i < 2; i++) {
        shift_levels(
            signed_levels(levels[i], 0), scales->step[0], scales->offset[0], v + 4 * i);
    }
}

AIKI_NEON_INLINE void unpack_q5_0(
    const BlockQ5_0 *block, const Scales *scales, int part, float32x4_t v[8])
{
    (void)part;
    uint8x16_t levels[2];
    five_bits(block->quants, block->high, levels);
    for (int i = 0; i < 2; i++) {
        scale_levels(signed_levels(levels[i], 16), scales->step[0], v + 4 * i);
    }
}

AIKI_NEON_INLINE void unpack_q5_1(
    const BlockQ5_1 *block, const Scales *scales, int part, float32x4_t v[8])
{
    (void)part;
    uint8x16_t levels[2];
    five_bits(block->quants, block->high, levels);
    for (int i = 0; i < 2; i++) {
        shift_levels(
            signed_levels(levels[i], 0), scales->step[0], scales->offset[0], v + 4 * i);
    }
}

AIKI_NEON_INLINE void unpack_q8_0(
    const BlockQ8_0 *block, const Scales *scales, int part, float32x4_t v[8])
{
    (void)part;
    scale_levels(vld1q_s8(block->quants), scales->step[0], v);
    scale_levels(vld1q_s8(block->quants + 16), scales->step[0], v + 4);
}

AIKI_NEON_INLINE void unpack_levels(
    const uint8_t quants[16], const int8_t table[16], float step, float32x4_t v[8])
{
    uint8x16_t levels[2];
    split_halves(quants, levels);
    for (int i = 0; i < 2; i++) {
        scale_levels(vqtbl1q_s8(vld1q_s8(table), levels[i]), step, v + 4 * i);
    }
}

AIKI_NEON_INLINE void unpack_iq4_nl(
    const BlockIQ4_NL *block, const Scales *scales, int part, float32x4_t v[8])
{
    (void)part;
    unpack_levels(block->quants, aiki_levels_iq4, scales->step[0], v);
}

AIKI_NEON_INLINE void unpack_mxfp4(
    const BlockMXFP4 *block, const Scales *scales, int part, float32x4_t v[8])
{
    (void)part;
    unpack_levels(block->quants, aiki_levels_e2m1, scales->step[0], v);
}

AIKI_DEFINE_NEON(q4_0, BlockQ4_0, AIKI_SMALL, prepare_q4_0, unpack_q4_0)
AIKI_DEFINE_NEON(q4_1, BlockQ4_1, AIKI_SMALL, prepare_q4_1, unpack_q4_1)
AIKI_DEFINE_NEON(q5_0, BlockQ5_0, AIKI_SMALL, prepare_q5_0, unpack_q5_0)
AIKI_DEFINE_NEON(q5_1, BlockQ5_1, AIKI_SMALL, prepare_q5_1, unpack_q5_1)
AIKI_DEFINE_NEON(q8_0, BlockQ8_0, AIKI_SMALL, prepare_q8_0, unpack_q8_0)
AIKI_DEFINE_NEON(iq4_nl, BlockIQ4_NL, AIKI_SMALL, prepare_iq4_nl, unpack_iq4_nl)
AIKI_DEFINE_NEON(mxfp4, BlockMXFP4, AIKI_SMALL, prepare_mxfp4, unpack_mxfp4)

void aiki_install_dequantize_neon(AikiKernels *kernels)
{
    AIKI_INSTALL_NEON(AIKI_TYPE_Q4_0, q4_0);
    AIKI_INSTALL_NEON(AIKI_TYPE_Q4_1, q4_1);
    AIKI_INSTALL_NEON(AIKI_TYPE_Q5_0, q5_0);
    AIKI_INSTALL_NEON(AIKI_TYPE_Q5_1, q5_1);
    AIKI_INSTALL_NEON(AIKI_TYPE_Q8_0, q8_0);
    AIKI_INSTALL_NEON(AIKI_TYPE_IQ4_NL, iq4_nl);
    AIKI_INSTALL_NEON(AIKI_TYPE_MXFP4, mxfp4);
}

#endif
