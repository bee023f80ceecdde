// The specification of optimiser steps, of sums in double, and of dropout.
#include <math.h>

#include "../kinds.h"
#include "../philox.h"

#pragma STDC FP_CONTRACT OFF

static void aiki_adam_w_f32_scalar(
    const AikiAdamW *step, const float *gradients, size_t count, float *x, float *first_moments,
    float *second_moments)
{
    for (size_t i = 0; i < count; i++) {
        const float g = gradients[i] * step->gradient_factor;
        const float m = step->beta1 * first_moments[i] + (1 - step->beta1) * g;
        const float v = step->beta2 * second_moments[i] + (1 - step->beta2) * g * g;
        first_moments[i] = m;
        second_moments[i] = v;
        x[i] = step->keep * x[i]
               - step->rate * m / (sqrtf(v) * step->root_correction + step->epsilon);
    }
}

static double aiki_squared_norm_f32_scalar(const float *x, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) sum += (double)x[i] * (double)x[i];
    return sum;
}

static float aiki_dot_f32_scalar(const float *a, const float *b, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) sum += (double)a[i] * (double)b[i];
    return (float)sum;
}

static void aiki_dropout_f32_scalar(
    const float *x, size_t count, float keep, uint64_t seed, uint64_t offset, float *out)
{
    const double limit = (double)keep * 0x1p32;
    const float factor = 1 / keep;
    uint32_t numbers[4];
    for (size_t i = 0; i < count; i++) {
        const uint64_t place = offset + i;
        if (i == 0 || place % 4 == 0) aiki_philox(seed, place / 4, numbers);
        out[i] = (double)numbers[place % 4] < limit ? x[i] * factor : 0;
    }
}

void aiki_install_optimizer_scalar(AikiKernels *kernels)
{
    AikiTraining *training = &kernels->training;
    training->adam_w_f32 = aiki_adam_w_f32_scalar;
    training->squared_norm_f32 = aiki_squared_norm_f32_scalar;
    training->dot_f32 = aiki_dot_f32_scalar;
    training->dropout_f32 = aiki_dropout_f32_scalar;
}
