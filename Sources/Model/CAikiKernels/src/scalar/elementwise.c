// The specification of functions that work number by number, and of the two halves of softmax.
#include <math.h>

#include "../kinds.h"

#pragma STDC FP_CONTRACT OFF

static float aiki_maximum_f32_scalar(const float *x, size_t count)
{
    float largest = -INFINITY;
    for (size_t i = 0; i < count; i++) largest = x[i] > largest ? x[i] : largest;
    return largest;
}

// Summed in double: a plain float sum of a vocabulary's numbers loses two digits.
static float aiki_exp_shifted_f32_scalar(float *x, size_t count, float shift)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        x[i] = expf(x[i] - shift);
        sum += (double)x[i];
    }
    return (float)sum;
}

static inline float silu(float x)
{
    return x / (1 + expf(-x));
}

static inline float gelu_tanh(float x)
{
    const float root = 0.79788456080286535588f;  // sqrt(2 / pi)
    return 0.5f * x * (1 + tanhf(root * (x + 0.044715f * x * x * x)));
}

static inline float gelu_erf(float x)
{
    const float half_root = 0.70710678118654752440f;  // sqrt(1 / 2)
    return 0.5f * x * (1 + erff(x * half_root));
}

static void aiki_gated_f32_scalar(
    const float *gate, const float *up, size_t count, AikiActivation activation, float *out)
{
    for (size_t i = 0; i < count; i++) {
        float value;
        switch (activation) {
        case AIKI_SILU: value = silu(gate[i]); break;
        case AIKI_GELU_TANH: value = gelu_tanh(gate[i]); break;
        default: value = gelu_erf(gate[i]); break;
        }
        out[i] = up ? value * up[i] : value;
    }
}

static void aiki_softcap_f32_scalar(float *x, size_t count, float limit)
{
    for (size_t i = 0; i < count; i++) x[i] = limit * tanhf(x[i] / limit);
}

static void aiki_rope_adjacent_f32_scalar(
    float *x, size_t heads, size_t head_width, size_t pairs, const float *cosines,
    const float *sines)
{
    for (size_t h = 0; h < heads; h++, x += head_width) {
        for (size_t i = 0; i < pairs; i++) {
            const float a = x[2 * i], b = x[2 * i + 1];
            x[2 * i] = a * cosines[i] - b * sines[i];
            x[2 * i + 1] = a * sines[i] + b * cosines[i];
        }
    }
}

static void aiki_rope_halves_f32_scalar(
    float *x, size_t heads, size_t head_width, size_t pairs, const float *cosines,
    const float *sines)
{
    for (size_t h = 0; h < heads; h++, x += head_width) {
        for (size_t i = 0; i < pairs; i++) {
            const float a = x[i], b = x[i + pairs];
            x[i] = a * cosines[i] - b * sines[i];
            x[i + pairs] = a * sines[i] + b * cosines[i];
        }
    }
}

static void aiki_add_f32_scalar(const float *a, const float *b, size_t count, float *out)
{
    for (size_t i = 0; i < count; i++) out[i] = a[i] + b[i];
}

static void aiki_scale_f32_scalar(const float *a, float factor, size_t count, float *out)
{
    for (size_t i = 0; i < count; i++) out[i] = a[i] * factor;
}

void aiki_install_elementwise_scalar(AikiKernels *kernels)
{
    kernels->maximum_f32 = aiki_maximum_f32_scalar;
    kernels->exp_shifted_f32 = aiki_exp_shifted_f32_scalar;
    kernels->gated_f32 = aiki_gated_f32_scalar;
    kernels->softcap_f32 = aiki_softcap_f32_scalar;
    kernels->rope_adjacent_f32 = aiki_rope_adjacent_f32_scalar;
    kernels->rope_halves_f32 = aiki_rope_halves_f32_scalar;
    kernels->add_f32 = aiki_add_f32_scalar;
    kernels->scale_f32 = aiki_scale_f32_scalar;
}
