// The specification of backward passes that work row by row or number by number.
#include <math.h>

#include "../half.h"
#include "../kinds.h"

#pragma STDC FP_CONTRACT OFF

static void aiki_exp_rows_bf16_scalar(
    const float *x, size_t stride, size_t rows, size_t columns, const float *shifts, uint16_t *out,
    size_t out_stride, float *sums)
{
    for (size_t r = 0; r < rows; r++) {
        uint16_t *target = out + r * out_stride;
        double sum = 0;
        for (size_t c = 0; c < columns; c++) {
            const float e = expf(x[r * stride + c] - shifts[r]);
            sum += (double)e;
            target[c] = aiki_bf16_of_f32(e);
        }
        if (columns % 2) target[columns] = 0;
        sums[r] = (float)sum;
    }
}

static void aiki_pair_rows_bf16_scalar(
    const uint16_t *x, size_t stride, size_t columns, size_t rows, void *memory)
{
    for (size_t r = 0; r < rows; r += 2) {
        uint16_t *out = (uint16_t *)memory + r * AIKI_PANEL;
        const uint16_t *row = x + r * stride;
        for (size_t c = 0; c < columns; c++) {
            out[2 * c] = row[c];
            out[2 * c + 1] = r + 1 < rows ? row[stride + c] : 0;
        }
    }
}

// With f = 1 / sqrt(mean(x^2) + epsilon) and g = dy * weight:
// dx_i = f * (g_i - x_i * f^2 * mean(g * x)).
static float aiki_rms_norm_backward_f32_scalar(
    const float *x, const float *dy, const float *weight, size_t count, float epsilon, float *dx)
{
    double squares = 0, dot = 0;
    for (size_t i = 0; i < count; i++) {
        const double g = weight ? (double)dy[i] * (double)weight[i] : (double)dy[i];
        squares += (double)x[i] * (double)x[i];
        dot += g * (double)x[i];
    }
    const float factor = 1 / sqrtf((float)(squares / (double)count) + epsilon);
    const float share = (float)(dot / (double)count) * factor * factor;
    for (size_t i = 0; i < count; i++) {
        const float g = weight ? dy[i] * weight[i] : dy[i];
        dx[i] += factor * (g - x[i] * share);
    }
    return factor;
}

// With z = (x - mean) * f and g = dy * weight: dx_i = f * (g_i - mean(g) - z_i * mean(g * z)).
static void aiki_layer_norm_backward_f32_scalar(
    const float *x, const float *dy, const float *weight, size_t count, float epsilon, float *dx,
    float statistics[2])
{
    double sum = 0, squares = 0, gradients = 0, dot = 0;
    for (size_t i = 0; i < count; i++) sum += (double)x[i];
    const double mean = sum / (double)count;
    for (size_t i = 0; i < count; i++) {
        const double g = weight ? (double)dy[i] * (double)weight[i] : (double)dy[i];
        squares += ((double)x[i] - mean) * ((double)x[i] - mean);
        gradients += g;
        dot += g * ((double)x[i] - mean);
    }
    const float factor = 1 / sqrtf((float)(squares / (double)count) + epsilon);
    const float shift = (float)(gradients / (double)count);
    const float share = (float)(dot / (double)count) * factor * factor;
    for (size_t i = 0; i < count; i++) {
        const float g = weight ? dy[i] * weight[i] : dy[i];
        dx[i] += factor * (g - shift - (x[i] - (float)mean) * share);
    }
    statistics[0] = (float)mean;
    statistics[1] = factor;
}

static void aiki_add_normalized_f32_scalar(
    const float *x, const float *dy, size_t count, float mean, float factor, float *sums)
{
    for (size_t i = 0; i < count; i++) sums[i] += dy[i] * ((x[i] - mean) * factor);
}

static inline float silu(float x, float *slope)
{
    const float sigmoid = 1 / (1 + expf(-x));
    *slope = sigmoid * (1 + x * (1 - sigmoid));
    return x * sigmoid;
}

static inline float gelu_tanh(float x, float *slope)
{
    const float root = 0.79788456080286535588f;  // sqrt(2 / pi)
    const float t = tanhf(root * (x + 0.044715f * x * x * x));
    const float inner = root * (1 + 3 * 0.044715f * x * x);
    *slope = 0.5f * (1 + t) + 0.5f * x * (1 - t * t) * inner;
    return 0.5f * x * (1 + t);
}

static inline float gelu_erf(float x, float *slope)
{
    const float half_root = 0.70710678118654752440f;    // sqrt(1 / 2)
    const float density_root = 0.39894228040143267794f;  // 1 / sqrt(2 pi)
    const float share = 0.5f * (1 + erff(x * half_root));
    *slope = share + x * density_root * expf(-0.5f * x * x);
    return x * share;
}

static void aiki_gated_backward_f32_scalar(
    const float *gate, const float *up, const float *dy, size_t count, int activation,
    float *d_gate, float *d_up)
{
    for (size_t i = 0; i < count; i++) {
        float value, slope;
        switch (activation) {
        case AIKI_SILU: value = silu(gate[i], &slope); break;
        case AIKI_GELU_TANH: value = gelu_tanh(gate[i], &slope); break;
        default: value = gelu_erf(gate[i], &slope); break;
        }
        const float other = up ? up[i] : 1;
        d_gate[i] = dy[i] * other * slope;
        if (up) d_up[i] = dy[i] * value;
    }
}

static void aiki_softcap_backward_f32_scalar(
    const float *y, const float *dy, size_t count, float limit, float *dx)
{
    for (size_t i = 0; i < count; i++) {
        const float t = y[i] / limit;
        dx[i] = dy[i] * (1 - t * t);
    }
}

static void aiki_add_scaled_f32_scalar(const float *a, float factor, size_t count, float *y)
{
    for (size_t i = 0; i < count; i++) y[i] += a[i] * factor;
}

static void aiki_score_backward_f32_scalar(
    float *scores, float *gradients, size_t count, float log_sum, float delta)
{
    for (size_t i = 0; i < count; i++) {
        scores[i] = expf(scores[i] - log_sum);
        gradients[i] = scores[i] * (gradients[i] - delta);
    }
}

void aiki_install_gradients_scalar(AikiKernels *kernels)
{
    AikiTraining *training = &kernels->training;
    training->exp_rows_bf16 = aiki_exp_rows_bf16_scalar;
    training->pair_rows_bf16 = aiki_pair_rows_bf16_scalar;
    training->rms_norm_backward_f32 = aiki_rms_norm_backward_f32_scalar;
    training->layer_norm_backward_f32 = aiki_layer_norm_backward_f32_scalar;
    training->add_normalized_f32 = aiki_add_normalized_f32_scalar;
    training->gated_backward_f32 = aiki_gated_backward_f32_scalar;
    training->softcap_backward_f32 = aiki_softcap_backward_f32_scalar;
    training->add_scaled_f32 = aiki_add_scaled_f32_scalar;
    training->score_backward_f32 = aiki_score_backward_f32_scalar;
}
