// Functions that work number by number, and the two halves of softmax. A number's result does not
// depend on its lane: the last, partial vector takes the same path under a mask.
#if defined(__aarch64__)

#include <math.h>

#include "vectors.h"

static float aiki_maximum_f32_neon(const float *x, size_t count)
{
    float32x4_t largest = vdupq_n_f32(-INFINITY);
    size_t i = 0;
    for (; i + LANES <= count; i += LANES) largest = vmaxq_f32(vld1q_f32(x + i), largest);
    float result = vmaxvq_f32(largest);
    for (; i < count; i++) result = x[i] > result ? x[i] : result;
    return result;
}

static float aiki_exp_shifted_f32_neon(float *x, size_t count, float shift)
{
    float32x4_t sum = vdupq_n_f32(0);
    for (size_t i = 0; i < count; i += LANES) {
        const size_t lanes = aiki_step_lanes(i, count);
        const float32x4_t v = vsubq_f32(load_lanes(x + i, lanes), vdupq_n_f32(shift));
        const float32x4_t e = aiki_exp(v);
        store_lanes(x + i, lanes, e);
        sum = vaddq_f32(sum, keep_lanes(e, lanes));
    }
    return vaddvq_f32(sum);
}

// x / (1 + exp(-scaled)): silu where scaled is x.
AIKI_NEON_INLINE float32x4_t times_sigmoid(float32x4_t x, float32x4_t scaled)
{
    const float32x4_t one = vdupq_n_f32(1);
    const float32x4_t e = aiki_exp(vsubq_f32(vdupq_n_f32(0), scaled));
    return vdivq_f32(x, vaddq_f32(one, e));
}

// 0.5 (1 + tanh(u)) = 1 / (1 + exp(-2 u)), with u = sqrt(2 / pi) (x + 0.044715 x^3).
AIKI_NEON_INLINE float32x4_t gelu_tanh(float32x4_t x)
{
    const float32x4_t square = vmulq_f32(x, x);
    const float32x4_t linear = vdupq_n_f32(2 * 0.79788456080286536f);
    const float32x4_t cubic = vdupq_n_f32(2 * 0.79788456080286536f * 0.044715f);
    const float32x4_t inner = vfmaq_f32(linear, square, cubic);
    return times_sigmoid(x, vmulq_f32(x, inner));
}

// 0.5 x (1 + erf(x / sqrt 2)), erf within 1.5e-7.
// Source: Abramowitz and Stegun, "Handbook of Mathematical Functions", 7.1.26.
AIKI_NEON_INLINE float32x4_t gelu_erf(float32x4_t x)
{
    const float32x4_t one = vdupq_n_f32(1);
    const float32x4_t z = vabsq_f32(vmulq_f32(x, vdupq_n_f32(0.70710678118654752f)));
    const float32x4_t t = vdivq_f32(one, vfmaq_f32(one, z, vdupq_n_f32(0.3275911f)));
    float32x4_t p = vdupq_n_f32(1.061405429f);
    p = vfmaq_f32(vdupq_n_f32(-1.453152027f), p, t);
    p = vfmaq_f32(vdupq_n_f32(1.421413741f), p, t);
    p = vfmaq_f32(vdupq_n_f32(-0.284496736f), p, t);
    p = vfmaq_f32(vdupq_n_f32(0.254829592f), p, t);
    const float32x4_t e = aiki_exp(vsubq_f32(vdupq_n_f32(0), vmulq_f32(z, z)));
    // complement = 1 - erf(z); 0.5 x (1 + erf(x / sqrt 2)) is x or 0 less half of |x| complement.
    const float32x4_t complement = vmulq_f32(vmulq_f32(p, t), e);
    const float32x4_t positive = vmaxq_f32(x, vdupq_n_f32(0));
    const float32x4_t half = vmulq_f32(vabsq_f32(x), vdupq_n_f32(0.5f));
    const float32x4_t value = vfmsq_f32(positive, half, complement);
    return vbslq_f32(vceqq_f32(x, x), value, x);
}

AIKI_NEON_INLINE void gated(
    const float *gate, const float *up, size_t count, const AikiActivation activation, float *out)
{
    for (size_t i = 0; i < count; i += LANES) {
        const size_t lanes = aiki_step_lanes(i, count);
        const float32x4_t x = load_lanes(gate + i, lanes);
        float32x4_t value = activation == AIKI_SILU        ? times_sigmoid(x, x)
                       : activation == AIKI_GELU_TANH ? gelu_tanh(x)
                                                      : gelu_erf(x);
        if (up) value = vmulq_f32(value, load_lanes(up + i, lanes));
        store_lanes(out + i, lanes, value);
    }
}

static void aiki_gated_f32_neon(
    const float *gate, const float *up, size_t count, AikiActivation activation, float *out)
{
    switch (activation) {
    case AIKI_SILU: gated(gate, up, count, AIKI_SILU, out); break;
    case AIKI_GELU_TANH: gated(gate, up, count, AIKI_GELU_TANH, out); break;
    default: gated(gate, up, count, AIKI_GELU_ERF, out); break;
    }
}

// tanh: 1 - 2 / (exp(2 |u|) + 1) with the sign of u; below 0.35, where that cancels, the Taylor
// series to u^11, whose first neglected term is below 2e-8 of the result.
AIKI_NEON_INLINE float32x4_t tanh_of(float32x4_t u)
{
    const float32x4_t square = vmulq_f32(u, u);
    float32x4_t p = vdupq_n_f32(-1382.0f / 155925);
    p = vfmaq_f32(vdupq_n_f32(62.0f / 2835), p, square);
    p = vfmaq_f32(vdupq_n_f32(-17.0f / 315), p, square);
    p = vfmaq_f32(vdupq_n_f32(2.0f / 15), p, square);
    p = vfmaq_f32(vdupq_n_f32(-1.0f / 3), p, square);
    const float32x4_t small = vfmaq_f32(u, vmulq_f32(p, square), u);

    const float32x4_t magnitude = vabsq_f32(u);
    const float32x4_t one = vdupq_n_f32(1);
    const float32x4_t e = aiki_exp(vaddq_f32(magnitude, magnitude));
    const float32x4_t large = vsubq_f32(
        one, vdivq_f32(vdupq_n_f32(2), vaddq_f32(e, one)));
    const uint32x4_t sign = vdupq_n_u32(0x80000000);
    const uint32x4_t far = vcgtq_f32(magnitude, vdupq_n_f32(0.35f));
    return vbslq_f32(far, vbslq_f32(sign, u, large), small);
}

static void aiki_softcap_f32_neon(float *x, size_t count, float limit)
{
    const float32x4_t limits = vdupq_n_f32(limit);
    for (size_t i = 0; i < count; i += LANES) {
        const size_t lanes = aiki_step_lanes(i, count);
        const float32x4_t u = vdivq_f32(load_lanes(x + i, lanes), limits);
        store_lanes(x + i, lanes, vmulq_f32(limits, tanh_of(u)));
    }
}

void aiki_install_elementwise_neon(AikiKernels *kernels)
{
    kernels->maximum_f32 = aiki_maximum_f32_neon;
    kernels->exp_shifted_f32 = aiki_exp_shifted_f32_neon;
    kernels->gated_f32 = aiki_gated_f32_neon;
    kernels->softcap_f32 = aiki_softcap_f32_neon;
}

#endif
