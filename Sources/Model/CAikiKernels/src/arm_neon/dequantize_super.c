// Types with super-blocks of 256: parts of 32 elements, eight vectors each. Layouts: blocks.h.
#if defined(__aarch64__)

#include "../blocks.h"
#include "../half.h"
#include "dot_rows.h"

#pragma STDC FP_CONTRACT OFF

// Every byte shifted right or, for a negative count, left.
AIKI_NEON_INLINE uint8x16_t shift_bytes(uint8x16_t bytes, int right)
{
    return vshlq_u8(bytes, vdupq_n_s8((int8_t)-right));
}

AIKI_NEON_INLINE int8x16_t as_signed(uint8x16_t levels)
{
    return vreinterpretq_s8_u8(levels);
}

AIKI_NEON_INLINE void prepare_k4(
    const uint8_t packed[12], uint16_t d, uint16_t dmin, Scales *scales)
{
    const float step = aiki_f32_of_f16(d), offset = aiki_f32_of_f16(dmin);
    for (int i = 0; i < 8; i++) {
        uint8_t scale, minimum;
        aiki_scale_minimum_k4(packed, i, &scale, &minimum);
        scales->step[i] = step * (float)scale;
        scales->offset[i] = -(offset * (float)minimum);
    }
}

AIKI_NEON_INLINE void prepare_q4_k(const BlockQ4_K *block, Scales *scales)
{
    prepare_k4(block->scales, block->d, block->dmin, scales);
}

AIKI_NEON_INLINE void unpack_q4_k(
    const BlockQ4_K *block, const Scales *scales, int part, float32x4_t v[8])
{
    for (int i = 0; i < 2; i++) {
        const uint8x16_t bytes = vld1q_u8(block->quants + part / 2 * 32 + 16 * i);
        const uint8x16_t levels = vandq_u8(shift_bytes(bytes, 4 * (part % 2)), vdupq_n_u8(15));
        shift_levels(as_signed(levels), scales->step[part], scales->offset[part], v + 4 * i);
    }
}

AIKI_NEON_INLINE void prepare_q5_k(const BlockQ5_K *block, Scales *scales)
{
    prepare_k4(block->scales, block->d, block->dmin, scales);
}

AIKI_NEON_INLINE void unpack_q5_k(
    const BlockQ5_K *block, const Scales *scales, int part, float32x4_t v[8])
{
    for (int i = 0; i < 2; i++) {
        const uint8x16_t bytes = vld1q_u8(block->quants + part / 2 * 32 + 16 * i);
        const uint8x16_t low = vandq_u8(shift_bytes(bytes, 4 * (part % 2)), vdupq_n_u8(15));
        const uint8x16_t bits = shift_bytes(vld1q_u8(block->high + 16 * i), part - 4);
        const uint8x16_t levels = vorrq_u8(low, vandq_u8(bits, vdupq_n_u8(16)));
        shift_levels(as_signed(levels), scales->step[part], scales->offset[part], v + 4 * i);
    }
}

// Two bits of 16 elements.
AIKI_NEON_INLINE uint8x16_t two_bits(const uint8_t quants[64], int part, int i)
{
    const uint8x16_t bytes = vld1q_u8(quants + part / 4 * 32 + 16 * i);
    return vandq_u8(shift_bytes(bytes, 2 * (part % 4)), vdupq_n_u8(3));
}

AIKI_NEON_INLINE void prepare_q2_k(const BlockQ2_K *block, Scales *scales)
{
    const float d = aiki_f32_of_f16(block->d), dmin = aiki_f32_of_f16(block->dmin);
    for (int i = 0; i < 16; i++) {
        scales->step[i] = d * (float)(block->scales[i] & 15);
        scales->offset[i] = -(dmin * (float)(block->scales[i] >> 4));
    }
}

AIKI_NEON_INLINE void unpack_q2_k(
    const BlockQ2_K *block, const Scales *scales, int part, float32x4_t v[8])
{
    for (int i = 0; i < 2; i++) {
        const int8x16_t levels = as_signed(two_bits(block->quants, part, i));
        const int sixteenth = 2 * part + i;
        shift_levels(levels, scales->step[sixteenth], scales->offset[sixteenth], v + 4 * i);
    }
}

AIKI_NEON_INLINE void prepare_q3_k(const BlockQ3_K *block, Scales *scales)
{
    const float d = aiki_f32_of_f16(block->d);
    for (int i = 0; i < 16; i++) {
        scales->step[i] = d * (float)aiki_scale_k3(block->scales, i);
    }
}

AIKI_NEON_INLINE void unpack_q3_k(
    const BlockQ3_K *block, const Scales *scales, int part, float32x4_t v[8])
{
    for (int i = 0; i < 2; i++) {
        const uint8x16_t bits = shift_bytes(vld1q_u8(block->high + 16 * i), part - 2);
        const uint8x16_t levels =
            vorrq_u8(two_bits(block->quants, part, i), vandq_u8(bits, vdupq_n_u8(4)));
        const int8x16_t centred = vsubq_s8(as_signed(levels), vdupq_n_s8(4));
        scale_levels(centred, scales->step[2 * part + i], v + 4 * i);
    }
}

AIKI_NEON_INLINE void prepare_q6_k(const BlockQ6_K *block, Scales *scales)
{
    const float d = aiki_f32_of_f16(block->d);
    for (int i = 0; i < 16; i++) scales->step[i] = d * (float)block->scales[i];
}

AIKI_NEON_INLINE void unpack_q6_k(
    const BlockQ6_K *block, const Scales *scales, int part, float32x4_t v[8])
{
    const int half = part / 4, quarter = part % 4;
    for (int i = 0; i < 2; i++) {
        const uint8x16_t low = shift_bytes(
            vld1q_u8(block->low + half * 64 + quarter % 2 * 32 + 16 * i), quarter / 2 * 4);
        const uint8x16_t high =
            shift_bytes(vld1q_u8(block->high + half * 32 + 16 * i), 2 * quarter - 4);
        const uint8x16_t levels = vorrq_u8(
            vandq_u8(low, vdupq_n_u8(15)), vandq_u8(high, vdupq_n_u8(48)));
        const int8x16_t centred = vsubq_s8(as_signed(levels), vdupq_n_s8(32));
        scale_levels(centred, scales->step[2 * part + i], v + 4 * i);
    }
}

AIKI_NEON_INLINE void prepare_iq4_xs(const BlockIQ4_XS *block, Scales *scales)
{
    const float d = aiki_f32_of_f16(block->d);
    for (int i = 0; i < 8; i++) scales->step[i] = d * (float)aiki_scale_iq4_xs(block, i);
}

AIKI_NEON_INLINE void unpack_iq4_xs(
    const BlockIQ4_XS *block, const Scales *scales, int part, float32x4_t v[8])
{
    const int8x16_t table = vld1q_s8(aiki_levels_iq4);
    const uint8x16_t bytes = vld1q_u8(block->quants + 16 * part);
    const uint8x16_t low = vandq_u8(bytes, vdupq_n_u8(15));
    scale_levels(vqtbl1q_s8(table, low), scales->step[part], v);
    scale_levels(vqtbl1q_s8(table, vshrq_n_u8(bytes, 4)), scales->step[part], v + 4);
}

AIKI_DEFINE_NEON(q2_k, BlockQ2_K, AIKI_SUPER, prepare_q2_k, unpack_q2_k)
AIKI_DEFINE_NEON(q3_k, BlockQ3_K, AIKI_SUPER, prepare_q3_k, unpack_q3_k)
AIKI_DEFINE_NEON(q4_k, BlockQ4_K, AIKI_SUPER, prepare_q4_k, unpack_q4_k)
AIKI_DEFINE_NEON(q5_k, BlockQ5_K, AIKI_SUPER, prepare_q5_k, unpack_q5_k)
AIKI_DEFINE_NEON(q6_k, BlockQ6_K, AIKI_SUPER, prepare_q6_k, unpack_q6_k)
AIKI_DEFINE_NEON(iq4_xs, BlockIQ4_XS, AIKI_SUPER, prepare_iq4_xs, unpack_iq4_xs)

void aiki_install_dequantize_super_neon(AikiKernels *kernels)
{
    AIKI_INSTALL_NEON(AIKI_TYPE_Q2_K, q2_k);
    AIKI_INSTALL_NEON(AIKI_TYPE_Q3_K, q3_k);
    AIKI_INSTALL_NEON(AIKI_TYPE_Q4_K, q4_k);
    AIKI_INSTALL_NEON(AIKI_TYPE_Q5_K, q5_k);
    AIKI_INSTALL_NEON(AIKI_TYPE_Q6_K, q6_k);
    AIKI_INSTALL_NEON(AIKI_TYPE_IQ4_XS, iq4_xs);
}

#endif
