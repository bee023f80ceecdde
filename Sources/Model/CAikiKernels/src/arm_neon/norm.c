// Normalisation; sums are taken in four float lanes.
#if defined(__aarch64__)

#include <math.h>

#include "vectors.h"

static void aiki_rms_norm_f32_neon(
    const float *x, const float *weight, size_t count, float epsilon, float *out)
{
    float32x4_t squares = vdupq_n_f32(0);
    for (size_t i = 0; i < count; i += LANES) {
        const float32x4_t v = load_lanes(x + i, aiki_step_lanes(i, count));
        squares = vfmaq_f32(squares, v, v);
    }
    const float mean = vaddvq_f32(squares) / (float)count;
    const float32x4_t factor = vdupq_n_f32(1 / sqrtf(mean + epsilon));
    for (size_t i = 0; i < count; i += LANES) {
        const size_t lanes = aiki_step_lanes(i, count);
        float32x4_t v = vmulq_f32(load_lanes(x + i, lanes), factor);
        if (weight) v = vmulq_f32(v, load_lanes(weight + i, lanes));
        store_lanes(out + i, lanes, v);
    }
}

static void aiki_layer_norm_f32_neon(
    const float *x, const float *weight, const float *bias, size_t count, float epsilon, float *out)
{
    float32x4_t sum = vdupq_n_f32(0);
    for (size_t i = 0; i < count; i += LANES) {
        sum = vaddq_f32(sum, load_lanes(x + i, aiki_step_lanes(i, count)));
    }
    const float32x4_t mean = vdupq_n_f32(vaddvq_f32(sum) / (float)count);
    float32x4_t squares = vdupq_n_f32(0);
    for (size_t i = 0; i < count; i += LANES) {
        const size_t lanes = aiki_step_lanes(i, count);
        float32x4_t v = vsubq_f32(load_lanes(x + i, lanes), mean);
        v = keep_lanes(v, lanes);
        squares = vfmaq_f32(squares, v, v);
    }
    const float variance = vaddvq_f32(squares) / (float)count;
    const float32x4_t factor = vdupq_n_f32(1 / sqrtf(variance + epsilon));
    for (size_t i = 0; i < count; i += LANES) {
        const size_t lanes = aiki_step_lanes(i, count);
        float32x4_t v = vsubq_f32(load_lanes(x + i, lanes), mean);
        v = vmulq_f32(v, factor);
        if (weight) v = vmulq_f32(v, load_lanes(weight + i, lanes));
        if (bias) v = vaddq_f32(v, load_lanes(bias + i, lanes));
        store_lanes(out + i, lanes, v);
    }
}

void aiki_install_norm_neon(AikiKernels *kernels)
{
    kernels->rms_norm_f32 = aiki_rms_norm_f32_neon;
    kernels->layer_norm_f32 = aiki_layer_norm_f32_neon;
}

#endif
