// Normalisation; sums are taken in eight float lanes.
#if defined(__x86_64__)

#include <math.h>

#include "vectors.h"

static AIKI_AVX2 void aiki_rms_norm_f32_avx2(
    const float *x, const float *weight, size_t count, float epsilon, float *out)
{
    __m256 squares = _mm256_setzero_ps();
    for (size_t i = 0; i < count; i += LANES) {
        const __m256 v = load_lanes(x + i, aiki_step_lanes(i, count));
        squares = _mm256_fmadd_ps(v, v, squares);
    }
    const float mean = aiki_sum_lanes(squares) / (float)count;
    const __m256 factor = _mm256_set1_ps(1 / sqrtf(mean + epsilon));
    for (size_t i = 0; i < count; i += LANES) {
        const size_t lanes = aiki_step_lanes(i, count);
        __m256 v = _mm256_mul_ps(load_lanes(x + i, lanes), factor);
        if (weight) v = _mm256_mul_ps(v, load_lanes(weight + i, lanes));
        store_lanes(out + i, lanes, v);
    }
}

static AIKI_AVX2 void aiki_layer_norm_f32_avx2(
    const float *x, const float *weight, const float *bias, size_t count, float epsilon, float *out)
{
    __m256 sum = _mm256_setzero_ps();
    for (size_t i = 0; i < count; i += LANES) {
        sum = _mm256_add_ps(sum, load_lanes(x + i, aiki_step_lanes(i, count)));
    }
    const __m256 mean = _mm256_set1_ps(aiki_sum_lanes(sum) / (float)count);
    __m256 squares = _mm256_setzero_ps();
    for (size_t i = 0; i < count; i += LANES) {
        const size_t lanes = aiki_step_lanes(i, count);
        __m256 v = _mm256_sub_ps(load_lanes(x + i, lanes), mean);
        v = _mm256_and_ps(v, _mm256_castsi256_ps(aiki_first_lanes(lanes)));
        squares = _mm256_fmadd_ps(v, v, squares);
    }
    const float variance = aiki_sum_lanes(squares) / (float)count;
    const __m256 factor = _mm256_set1_ps(1 / sqrtf(variance + epsilon));
    for (size_t i = 0; i < count; i += LANES) {
        const size_t lanes = aiki_step_lanes(i, count);
        __m256 v = _mm256_sub_ps(load_lanes(x + i, lanes), mean);
        v = _mm256_mul_ps(v, factor);
        if (weight) v = _mm256_mul_ps(v, load_lanes(weight + i, lanes));
        if (bias) v = _mm256_add_ps(v, load_lanes(bias + i, lanes));
        store_lanes(out + i, lanes, v);
    }
}

void aiki_install_norm_avx2(AikiKernels *kernels)
{
    kernels->rms_norm_f32 = aiki_rms_norm_f32_avx2;
    kernels->layer_norm_f32 = aiki_layer_norm_f32_avx2;
}

#endif
