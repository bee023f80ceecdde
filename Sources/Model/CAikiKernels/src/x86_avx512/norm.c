// Normalisation; sums are taken in sixteen float lanes.
#if defined(__x86_64__)

#include <math.h>

#include "vectors.h"

static AIKI_AVX512 void aiki_rms_norm_f32_avx512(
    const float *x, const float *weight, size_t count, float epsilon, float *out)
{
    __m512 squares = _mm512_setzero_ps();
    for (size_t i = 0; i < count; i += LANES) {
        const __m512 v = _mm512_maskz_loadu_ps(aiki_step_lanes(i, count), x + i);
        squares = _mm512_fmadd_ps(v, v, squares);
    }
    const float mean = aiki_sum_lanes(squares) / (float)count;
    const __m512 factor = _mm512_set1_ps(1 / sqrtf(mean + epsilon));
    for (size_t i = 0; i < count; i += LANES) {
        const __mmask16 lanes = aiki_step_lanes(i, count);
        __m512 v = _mm512_mul_ps(_mm512_maskz_loadu_ps(lanes, x + i), factor);
        if (weight) v = _mm512_mul_ps(v, _mm512_maskz_loadu_ps(lanes, weight + i));
        _mm512_mask_storeu_ps(out + i, lanes, v);
    }
}

static AIKI_AVX512 void aiki_layer_norm_f32_avx512(
    const float *x, const float *weight, const float *bias, size_t count, float epsilon, float *out)
{
    __m512 sum = _mm512_setzero_ps();
    for (size_t i = 0; i < count; i += LANES) {
        sum = _mm512_add_ps(sum, _mm512_maskz_loadu_ps(aiki_step_lanes(i, count), x + i));
    }
    const __m512 mean = _mm512_set1_ps(aiki_sum_lanes(sum) / (float)count);
    __m512 squares = _mm512_setzero_ps();
    for (size_t i = 0; i < count; i += LANES) {
        const __mmask16 lanes = aiki_step_lanes(i, count);
        const __m512 v = _mm512_maskz_sub_ps(lanes, _mm512_maskz_loadu_ps(lanes, x + i), mean);
        squares = _mm512_fmadd_ps(v, v, squares);
    }
    const float variance = aiki_sum_lanes(squares) / (float)count;
    const __m512 factor = _mm512_set1_ps(1 / sqrtf(variance + epsilon));
    for (size_t i = 0; i < count; i += LANES) {
        const __mmask16 lanes = aiki_step_lanes(i, count);
        __m512 v = _mm512_sub_ps(_mm512_maskz_loadu_ps(lanes, x + i), mean);
        v = _mm512_mul_ps(v, factor);
        if (weight) v = _mm512_mul_ps(v, _mm512_maskz_loadu_ps(lanes, weight + i));
        if (bias) v = _mm512_add_ps(v, _mm512_maskz_loadu_ps(lanes, bias + i));
        _mm512_mask_storeu_ps(out + i, lanes, v);
    }
}

void aiki_install_norm_avx512(AikiKernels *kernels)
{
    kernels->rms_norm_f32 = aiki_rms_norm_f32_avx512;
    kernels->layer_norm_f32 = aiki_layer_norm_f32_avx512;
}

#endif
