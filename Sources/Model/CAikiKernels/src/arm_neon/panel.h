// What the kinds of panels share: how a row becomes integers.
#ifndef AIKI_NEON_PANEL_H
#define AIKI_NEON_PANEL_H

#include "vectors.h"

// One row's quants in order; returns the scale.
AIKI_NEON_INLINE float quantize_row(const float *numbers, int8_t quants[AIKI_GROUP])
{
    float32x4_t largest = vdupq_n_f32(0);
    for (int i = 0; i < AIKI_GROUP; i += 4) {
        largest = vmaxq_f32(largest, vabsq_f32(vld1q_f32(numbers + i)));
    }
    const float maximum = vmaxvq_f32(largest);
    const float inverse = maximum >= 0x1p-100f ? 127 / maximum : 0;
    for (int i = 0; i < AIKI_GROUP; i += 16) {
        int32x4_t q[4];
        for (int j = 0; j < 4; j++) {
            q[j] = vcvtnq_s32_f32(vmulq_n_f32(vld1q_f32(numbers + i + 4 * j), inverse));
        }
        const int16x8_t low = vmovn_high_s32(vmovn_s32(q[0]), q[1]);
        const int16x8_t high = vmovn_high_s32(vmovn_s32(q[2]), q[3]);
        vst1q_s8(quants + i, vmovn_high_s16(vmovn_s16(low), high));
    }
    return inverse > 0 ? maximum / 127 : 0;
}

// y[0 ..< 4] += sums * (rows[0 ..< 4] * scale), the sum and the last product as one operation.
AIKI_NEON_INLINE void add_scaled(float *y, int32x4_t sums, const float *rows, float scale)
{
    const float32x4_t scales = vmulq_n_f32(vld1q_f32(rows), scale);
    vst1q_f32(y, vfmaq_f32(vld1q_f32(y), vcvtq_f32_s32(sums), scales));
}

// The kernel of a kind of panel for any count of tokens from `some`, which takes a constant count:
// TOKENS or 1.
#define AIKI_DEFINE_MULTIPLY_PANEL(name, target, some)                                             \
    static target void name(const void *panel, const int8_t *quants, const float *scales,          \
                            const int32_t *sums, size_t tokens, float *y)                          \
    {                                                                                              \
        (void)sums;                                                                                \
        size_t t = 0;                                                                              \
        for (; t + TOKENS <= tokens; t += TOKENS) {                                                \
            some(TOKENS, panel, quants + t * AIKI_GROUP, scales + t, y + t * PANEL_ROWS);          \
        }                                                                                          \
        for (; t < tokens; t++) {                                                                  \
            some(1, panel, quants + t * AIKI_GROUP, scales + t, y + t * PANEL_ROWS);               \
        }                                                                                          \
    }

#endif
