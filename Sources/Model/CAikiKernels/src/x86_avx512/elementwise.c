// Functions that work number by number, and the two halves of softmax. A number's result does not
// depend on its lane: the last, partial vector takes the same path under a mask.
#if defined(__x86_64__)

#include <math.h>

#include "vectors.h"

static AIKI_AVX512 float aiki_maximum_f32_avx512(const float *x, size_t count)
{
    const __m512 lowest = _mm512_set1_ps(-INFINITY);
    __m512 largest = lowest;
    for (size_t i = 0; i < count; i += LANES) {
        const __mmask16 lanes = aiki_step_lanes(i, count);
        largest = _mm512_max_ps(_mm512_mask_loadu_ps(lowest, lanes, x + i), largest);
    }
    return _mm512_reduce_max_ps(largest);
}

static AIKI_AVX512 float aiki_exp_shifted_f32_avx512(float *x, size_t count, float shift)
{
    __m512 sum = _mm512_setzero_ps();
    for (size_t i = 0; i < count; i += LANES) {
        const __mmask16 lanes = aiki_step_lanes(i, count);
        const __m512 v = _mm512_sub_ps(_mm512_maskz_loadu_ps(lanes, x + i), _mm512_set1_ps(shift));
        const __m512 e = aiki_exp(v);
        _mm512_mask_storeu_ps(x + i, lanes, e);
        sum = _mm512_mask_add_ps(sum, lanes, sum, e);
    }
    return aiki_sum_lanes(sum);
}

// x / (1 + exp(-scaled)): silu where scaled is x.
AIKI_AVX512_INLINE __m512 times_sigmoid(__m512 x, __m512 scaled)
{
    const __m512 one = _mm512_set1_ps(1);
    const __m512 e = aiki_exp(_mm512_sub_ps(_mm512_setzero_ps(), scaled));
    return _mm512_div_ps(x, _mm512_add_ps(one, e));
}

// 0.5 (1 + tanh(u)) = 1 / (1 + exp(-2 u)), with u = sqrt(2 / pi) (x + 0.044715 x^3).
AIKI_AVX512_INLINE __m512 gelu_tanh(__m512 x)
{
    const __m512 square = _mm512_mul_ps(x, x);
    const __m512 inner =
        _mm512_fmadd_ps(square, _mm512_set1_ps(2 * 0.79788456080286536f * 0.044715f),
                        _mm512_set1_ps(2 * 0.79788456080286536f));
    return times_sigmoid(x, _mm512_mul_ps(x, inner));
}

// 0.5 x (1 + erf(x / sqrt 2)), erf within 1.5e-7.
// Source: Abramowitz and Stegun, "Handbook of Mathematical Functions", 7.1.26.
AIKI_AVX512_INLINE __m512 gelu_erf(__m512 x)
{
    const __m512 one = _mm512_set1_ps(1);
    const __m512 z = _mm512_abs_ps(_mm512_mul_ps(x, _mm512_set1_ps(0.70710678118654752f)));
    const __m512 t = _mm512_div_ps(one, _mm512_fmadd_ps(z, _mm512_set1_ps(0.3275911f), one));
    __m512 p = _mm512_set1_ps(1.061405429f);
    p = _mm512_fmadd_ps(p, t, _mm512_set1_ps(-1.453152027f));
    p = _mm512_fmadd_ps(p, t, _mm512_set1_ps(1.421413741f));
    p = _mm512_fmadd_ps(p, t, _mm512_set1_ps(-0.284496736f));
    p = _mm512_fmadd_ps(p, t, _mm512_set1_ps(0.254829592f));
    const __m512 e = aiki_exp(_mm512_sub_ps(_mm512_setzero_ps(), _mm512_mul_ps(z, z)));
    // complement = 1 - erf(z); 0.5 x (1 + erf(x / sqrt 2)) is x or 0 less half of |x| complement.
    const __m512 complement = _mm512_mul_ps(_mm512_mul_ps(p, t), e);
    const __m512 positive = _mm512_max_ps(x, _mm512_setzero_ps());
    const __m512 half = _mm512_mul_ps(_mm512_abs_ps(x), _mm512_set1_ps(0.5f));
    const __m512 value = _mm512_fnmadd_ps(half, complement, positive);
    const __mmask16 no_number = _mm512_cmp_ps_mask(x, x, _CMP_UNORD_Q);
    return _mm512_mask_mov_ps(value, no_number, x);
}

AIKI_AVX512_INLINE void gated(
    const float *gate, const float *up, size_t count, const AikiActivation activation, float *out)
{
    for (size_t i = 0; i < count; i += LANES) {
        const __mmask16 lanes = aiki_step_lanes(i, count);
        const __m512 x = _mm512_maskz_loadu_ps(lanes, gate + i);
        __m512 value = activation == AIKI_SILU        ? times_sigmoid(x, x)
                       : activation == AIKI_GELU_TANH ? gelu_tanh(x)
                                                      : gelu_erf(x);
        if (up) value = _mm512_mul_ps(value, _mm512_maskz_loadu_ps(lanes, up + i));
        _mm512_mask_storeu_ps(out + i, lanes, value);
    }
}

static AIKI_AVX512 void aiki_gated_f32_avx512(
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
AIKI_AVX512_INLINE __m512 tanh_of(__m512 u)
{
    const __m512 square = _mm512_mul_ps(u, u);
    __m512 p = _mm512_set1_ps(-1382.0f / 155925);
    p = _mm512_fmadd_ps(p, square, _mm512_set1_ps(62.0f / 2835));
    p = _mm512_fmadd_ps(p, square, _mm512_set1_ps(-17.0f / 315));
    p = _mm512_fmadd_ps(p, square, _mm512_set1_ps(2.0f / 15));
    p = _mm512_fmadd_ps(p, square, _mm512_set1_ps(-1.0f / 3));
    const __m512 small = _mm512_fmadd_ps(_mm512_mul_ps(p, square), u, u);

    const __m512 magnitude = _mm512_abs_ps(u);
    const __m512 one = _mm512_set1_ps(1);
    const __m512 e = aiki_exp(_mm512_add_ps(magnitude, magnitude));
    const __m512 large = _mm512_sub_ps(
        one, _mm512_div_ps(_mm512_set1_ps(2), _mm512_add_ps(e, one)));
    const __m512 sign = _mm512_and_ps(u, _mm512_set1_ps(-0.0f));
    const __mmask16 far = _mm512_cmp_ps_mask(magnitude, _mm512_set1_ps(0.35f), _CMP_GT_OQ);
    return _mm512_mask_or_ps(small, far, large, sign);
}

static AIKI_AVX512 void aiki_softcap_f32_avx512(float *x, size_t count, float limit)
{
    const __m512 limits = _mm512_set1_ps(limit);
    for (size_t i = 0; i < count; i += LANES) {
        const __mmask16 lanes = aiki_step_lanes(i, count);
        const __m512 u = _mm512_div_ps(_mm512_maskz_loadu_ps(lanes, x + i), limits);
        _mm512_mask_storeu_ps(x + i, lanes, _mm512_mul_ps(limits, tanh_of(u)));
    }
}

static AIKI_AVX512 void aiki_rope_halves_f32_avx512(
    float *x, size_t heads, size_t head_width, size_t pairs, const float *cosines,
    const float *sines)
{
    for (size_t h = 0; h < heads; h++, x += head_width) {
        for (size_t i = 0; i < pairs; i += LANES) {
            const __mmask16 lanes = aiki_step_lanes(i, pairs);
            const __m512 a = _mm512_maskz_loadu_ps(lanes, x + i);
            const __m512 b = _mm512_maskz_loadu_ps(lanes, x + pairs + i);
            const __m512 c = _mm512_maskz_loadu_ps(lanes, cosines + i);
            const __m512 s = _mm512_maskz_loadu_ps(lanes, sines + i);
            const __m512 first = _mm512_fmsub_ps(a, c, _mm512_mul_ps(b, s));
            const __m512 second = _mm512_fmadd_ps(a, s, _mm512_mul_ps(b, c));
            _mm512_mask_storeu_ps(x + i, lanes, first);
            _mm512_mask_storeu_ps(x + pairs + i, lanes, second);
        }
    }
}

// Eight pairs at a time: each cosine and sine is doubled to stand under both numbers of its pair.
static AIKI_AVX512 void aiki_rope_adjacent_f32_avx512(
    float *x, size_t heads, size_t head_width, size_t pairs, const float *cosines,
    const float *sines)
{
    const __m512i twice = _mm512_setr_epi32(0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7);
    for (size_t i = 0; i < pairs; i += LANES / 2) {
        const __mmask16 lanes = aiki_step_lanes(2 * i, 2 * pairs);
        const __mmask16 half = pairs - i >= 8 ? (__mmask16)0xff : aiki_first_lanes(pairs - i);
        const __m512 c =
            _mm512_permutexvar_ps(twice, _mm512_maskz_loadu_ps(half, cosines + i));
        const __m512 s = _mm512_permutexvar_ps(twice, _mm512_maskz_loadu_ps(half, sines + i));
        for (size_t h = 0; h < heads; h++) {
            float *head = x + h * head_width + 2 * i;
            const __m512 v = _mm512_maskz_loadu_ps(lanes, head);
            const __m512 swapped = _mm512_permute_ps(v, 0xb1);
            // Even lanes: a c - b s; odd lanes: b c + a s.
            const __m512 turned = _mm512_fmaddsub_ps(v, c, _mm512_mul_ps(swapped, s));
            _mm512_mask_storeu_ps(head, lanes, turned);
        }
    }
}

static AIKI_AVX512 void aiki_add_f32_avx512(
    const float *a, const float *b, size_t count, float *out)
{
    for (size_t i = 0; i < count; i += LANES) {
        const __mmask16 lanes = aiki_step_lanes(i, count);
        const __m512 v = _mm512_maskz_loadu_ps(lanes, a + i);
        _mm512_mask_storeu_ps(
            out + i, lanes, _mm512_add_ps(v, _mm512_maskz_loadu_ps(lanes, b + i)));
    }
}

static AIKI_AVX512 void aiki_scale_f32_avx512(
    const float *a, float factor, size_t count, float *out)
{
    for (size_t i = 0; i < count; i += LANES) {
        const __mmask16 lanes = aiki_step_lanes(i, count);
        const __m512 v = _mm512_maskz_loadu_ps(lanes, a + i);
        _mm512_mask_storeu_ps(out + i, lanes, _mm512_mul_ps(v, _mm512_set1_ps(factor)));
    }
}

void aiki_install_elementwise_avx512(AikiKernels *kernels)
{
    kernels->maximum_f32 = aiki_maximum_f32_avx512;
    kernels->exp_shifted_f32 = aiki_exp_shifted_f32_avx512;
    kernels->gated_f32 = aiki_gated_f32_avx512;
    kernels->softcap_f32 = aiki_softcap_f32_avx512;
    kernels->rope_adjacent_f32 = aiki_rope_adjacent_f32_avx512;
    kernels->rope_halves_f32 = aiki_rope_halves_f32_avx512;
    kernels->add_f32 = aiki_add_f32_avx512;
    kernels->scale_f32 = aiki_scale_f32_avx512;
}

#endif
