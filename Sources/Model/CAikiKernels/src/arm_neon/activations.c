// Activations as 8-bit integers; rounds as the scalar version does, to the bit.
#if defined(__aarch64__)

#include <math.h>

#include "../half.h"
#include "vectors.h"

#pragma STDC FP_CONTRACT OFF

// A whole group.
AIKI_NEON_INLINE void quantize_group(const float *x, int8_t *quants, float *scale, int16_t *sums)
{
    // As bits, magnitudes are in order with NaN above infinity.
    uint32x4_t largest = vdupq_n_u32(0);
    for (int i = 0; i < AIKI_GROUP; i += 4) {
        const uint32x4_t bits = vreinterpretq_u32_f32(vabsq_f32(vld1q_f32(x + i)));
        largest = vmaxq_u32(largest, bits);
    }
    const uint32_t bits = vmaxvq_u32(largest);
    const float maximum = aiki_float_of_bits(bits);
    const bool finite = bits < 0x7f800000;
    const float inverse = finite && maximum >= 0x1p-100f ? 127 / maximum : 0;
    *scale = finite ? (inverse > 0 ? maximum / 127 : 0) : NAN;
    if (inverse == 0) {
        memset(quants, 0, AIKI_GROUP);
        memset(sums, 0, AIKI_GROUP / AIKI_SUM_COLUMNS * sizeof *sums);
        return;
    }
    for (int i = 0; i < AIKI_GROUP; i += 16) {
        int32x4_t q[4];
        for (int j = 0; j < 4; j++) {
            q[j] = vcvtnq_s32_f32(vmulq_n_f32(vld1q_f32(x + i + 4 * j), inverse));
        }
        const int16x8_t low = vmovn_high_s32(vmovn_s32(q[0]), q[1]);
        const int16x8_t high = vmovn_high_s32(vmovn_s32(q[2]), q[3]);
        vst1q_s8(quants + i, vmovn_high_s16(vmovn_s16(low), high));
        sums[i / AIKI_SUM_COLUMNS] = vaddvq_s16(vaddq_s16(low, high));
    }
}

static void aiki_quantize_activations_neon(
    const float *x, size_t columns, int8_t *quants, float *scales, int16_t *sums)
{
    size_t k = 0;
    for (; k + AIKI_GROUP <= columns; k += AIKI_GROUP) {
        quantize_group(x + k, quants + k, scales++, sums + k / AIKI_SUM_COLUMNS);
    }
    if (k < columns) {
        float last[AIKI_GROUP] = {0};
        memcpy(last, x + k, (columns - k) * sizeof(float));
        quantize_group(last, quants + k, scales, sums + k / AIKI_SUM_COLUMNS);
    }
}

void aiki_install_activations_neon(AikiKernels *kernels)
{
    kernels->quantize_activations = aiki_quantize_activations_neon;
}

#endif
