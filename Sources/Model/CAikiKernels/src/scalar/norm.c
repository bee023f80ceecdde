// The specification of normalisation. Sums are taken in double: they are short, and a plain float
// sum would be the least exact of all versions.
#include <math.h>

#include "../kinds.h"

#pragma STDC FP_CONTRACT OFF

static void aiki_rms_norm_f32_scalar(
    const float *x, const float *weight, size_t count, float epsilon, float *out)
{
    double squares = 0;
    for (size_t i = 0; i < count; i++) squares += (double)x[i] * (double)x[i];
    const float mean = (float)(squares / (double)count);
    const float factor = 1 / sqrtf(mean + epsilon);
    for (size_t i = 0; i < count; i++) {
        const float normal = x[i] * factor;
        out[i] = weight ? normal * weight[i] : normal;
    }
}

static void aiki_layer_norm_f32_scalar(
    const float *x, const float *weight, const float *bias, size_t count, float epsilon, float *out)
{
    double sum = 0, squares = 0;
    for (size_t i = 0; i < count; i++) sum += (double)x[i];
    const double mean = sum / (double)count;
    for (size_t i = 0; i < count; i++) {
        squares += ((double)x[i] - mean) * ((double)x[i] - mean);
    }
    const float factor = 1 / sqrtf((float)(squares / (double)count) + epsilon);
    for (size_t i = 0; i < count; i++) {
        float normal = (x[i] - (float)mean) * factor;
        if (weight) normal *= weight[i];
        out[i] = bias ? normal + bias[i] : normal;
    }
}

void aiki_install_norm_scalar(AikiKernels *kernels)
{
    kernels->rms_norm_f32 = aiki_rms_norm_f32_scalar;
    kernels->layer_norm_f32 = aiki_layer_norm_f32_scalar;
}
