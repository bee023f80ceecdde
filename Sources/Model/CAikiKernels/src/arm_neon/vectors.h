// What the NEON kernels share: partial loads, exp.
//
// Additions, scalings, rotations and cache stores have no version here: NEON is part of every
// 64-bit ARM processor, so that compilers already turn the scalar loops into its instructions.
#ifndef AIKI_NEON_VECTORS_H
#define AIKI_NEON_VECTORS_H

#include <arm_neon.h>
#include <string.h>

#include "../kinds.h"

#define AIKI_NEON_INLINE static inline __attribute__((always_inline))

#if defined(__clang__)
#define AIKI_UNROLL _Pragma("clang loop unroll(full)")
#else
#define AIKI_UNROLL
#endif

#define LANES ((size_t)4)

// How many lanes one step of a loop over `count` numbers fills.
static inline size_t aiki_step_lanes(size_t index, size_t count)
{
    return count - index >= LANES ? LANES : count - index;
}

// The first `lanes` numbers, zeros behind them.
AIKI_NEON_INLINE float32x4_t load_lanes(const float *x, size_t lanes)
{
    if (lanes == LANES) return vld1q_f32(x);
    float numbers[LANES] = {0};
    for (size_t i = 0; i < lanes; i++) numbers[i] = x[i];
    return vld1q_f32(numbers);
}

AIKI_NEON_INLINE void store_lanes(float *x, size_t lanes, float32x4_t v)
{
    if (lanes == LANES) {
        vst1q_f32(x, v);
        return;
    }
    float numbers[LANES];
    vst1q_f32(numbers, v);
    for (size_t i = 0; i < lanes; i++) x[i] = numbers[i];
}

// The vector with zeros from lane `lanes` on.
AIKI_NEON_INLINE float32x4_t keep_lanes(float32x4_t v, size_t lanes)
{
    const uint32x4_t index = {0, 1, 2, 3};
    const uint32x4_t kept = vcltq_u32(index, vdupq_n_u32((uint32_t)lanes));
    return vreinterpretq_f32_u32(vandq_u32(vreinterpretq_u32_f32(v), kept));
}

// 2^n for integers -126 <= n <= 127.
AIKI_NEON_INLINE float32x4_t aiki_power_of_two(int32x4_t n)
{
    return vreinterpretq_f32_s32(vshlq_n_s32(vaddq_s32(n, vdupq_n_s32(127)), 23));
}

// exp, within 2 units in the last place; 0 below -104, infinite above 89, NaN for NaN.
//
// x = n ln 2 + r with |r| <= ln 2 / 2; exp(r) by its Taylor series to r^7, whose first neglected
// term is below 6e-9; ln 2 in two parts, the first short enough for exact products. 2^n is applied
// in two halves, so that results below the normal range are rounded, not lost.
AIKI_NEON_INLINE float32x4_t aiki_exp(float32x4_t x)
{
    x = vminq_f32(vmaxq_f32(x, vdupq_n_f32(-104.0f)), vdupq_n_f32(89.0f));
    const float32x4_t n = vrndnq_f32(vmulq_n_f32(x, 1.44269504088896341f));
    float32x4_t r = vfmsq_f32(x, n, vdupq_n_f32(0.693359375f));
    r = vfmsq_f32(r, n, vdupq_n_f32(-2.12194440054690583e-4f));
    float32x4_t p = vdupq_n_f32(1.0f / 5040);
    p = vfmaq_f32(vdupq_n_f32(1.0f / 720), p, r);
    p = vfmaq_f32(vdupq_n_f32(1.0f / 120), p, r);
    p = vfmaq_f32(vdupq_n_f32(1.0f / 24), p, r);
    p = vfmaq_f32(vdupq_n_f32(1.0f / 6), p, r);
    p = vfmaq_f32(vdupq_n_f32(0.5f), p, r);
    p = vfmaq_f32(vdupq_n_f32(1.0f), p, r);
    p = vfmaq_f32(vdupq_n_f32(1.0f), p, r);
    const int32x4_t exponent = vcvtq_s32_f32(n);
    const int32x4_t half = vshrq_n_s32(exponent, 1);
    p = vmulq_f32(p, aiki_power_of_two(half));
    return vmulq_f32(p, aiki_power_of_two(vsubq_s32(exponent, half)));
}

void aiki_install_dequantize_neon(AikiKernels *kernels);
void aiki_install_dequantize_super_neon(AikiKernels *kernels);
void aiki_install_matrix_neon(AikiKernels *kernels);
void aiki_install_norm_neon(AikiKernels *kernels);
void aiki_install_elementwise_neon(AikiKernels *kernels);
void aiki_install_read_neon(AikiKernels *kernels);
void aiki_install_bytes_plain_neon(AikiKernels *kernels);
void aiki_install_bytes_product_neon(AikiKernels *kernels);
void aiki_install_dot_plain_neon(AikiKernels *kernels);
void aiki_install_dot_product_neon(AikiKernels *kernels);
void aiki_install_activations_neon(AikiKernels *kernels);
void aiki_install_panel_plain_neon(AikiKernels *kernels);
void aiki_install_panel_product_neon(AikiKernels *kernels);
void aiki_install_panel_matrix_neon(AikiKernels *kernels);
void aiki_install_panel_bf16_neon(AikiKernels *kernels);
void aiki_install_product_neon(AikiKernels *kernels);
void aiki_install_product_bf16_neon(AikiKernels *kernels);
void aiki_install_gradients_neon(AikiKernels *kernels);

#endif
