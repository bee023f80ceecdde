// Functions that work number by number, and the two halves of softmax. A number's result does not
// depend on its lane: the last, partial vector takes the same path under a mask.
#if defined(__x86_64__)

#include <math.h>

#include "vectors.h"

static AIKI_AVX2 float aiki_maximum_f32_avx2(const float *x, size_t count)
{
    const __m256 lowest = _mm256_set1_ps(-INFINITY);
    __m256 largest = lowest;
    for (size_t i = 0; i < count; i += LANES) {
        const size_t lanes = aiki_step_lanes(i, count);
        const __m256 v = load_lanes(x + i, lanes);
        const __m256 mask = _mm256_castsi256_ps(aiki_first_lanes(lanes));
        largest = _mm256_max_ps(_mm256_blendv_ps(lowest, v, mask), largest);
    }
    return aiki_largest_lane(largest);
}

static AIKI_AVX2 float aiki_exp_shifted_f32_avx2(float *x, size_t count, float shift)
{
    __m256 sum = _mm256_setzero_ps();
    for (size_t i = 0; i < count; i += LANES) {
        const size_t lanes = aiki_step_lanes(i, count);
        const __m256 v = _mm256_sub_ps(load_lanes(x + i, lanes), _mm256_set1_ps(shift));
        const __m256 e = aiki_exp(v);
        store_lanes(x + i, lanes, e);
        sum = _mm256_add_ps(sum, _mm256_and_ps(e, _mm256_castsi256_ps(aiki_first_lanes(lanes))));
    }
    return aiki_sum_lanes(sum);
}

// x / (1 + exp(-scaled)): silu where scaled is x.
AIKI_AVX2_INLINE __m256 times_sigmoid(__m256 x, __m256 scaled)
{
    const __m256 one = _mm256_set1_ps(1);
    const __m256 e = aiki_exp(_mm256_sub_ps(_mm256_setzero_ps(), scaled));
    return _mm256_div_ps(x, _mm256_add_ps(one, e));
}

// 0.5 (1 + tanh(u)) = 1 / (1 + exp(-2 u)), with u = sqrt(2 / pi) (x + 0.044715 x^3).
AIKI_AVX2_INLINE __m256 gelu_tanh(__m256 x)
{
    const __m256 square = _mm256_mul_ps(x, x);
    const __m256 inner =
        _mm256_fmadd_ps(square, _mm256_set1_ps(2 * 0.79788456080286536f * 0.044715f),
                        _mm256_set1_ps(2 * 0.79788456080286536f));
    return times_sigmoid(x, _mm256_mul_ps(x, inner));
}

// 0.5 x (1 + erf(x / sqrt 2)), erf within 1.5e-7.
// Source: Abramowitz and Stegun, "Handbook of Mathematical Functions", 7.1.26.
AIKI_AVX2_INLINE __m256 gelu_erf(__m256 x)
{
    const __m256 one = _mm256_set1_ps(1);
    const __m256 z = aiki_magnitude(_mm256_mul_ps(x, _mm256_set1_ps(0.70710678118654752f)));
    const __m256 t = _mm256_div_ps(one, _mm256_fmadd_ps(z, _mm256_set1_ps(0.3275911f), one));
    __m256 p = _mm256_set1_ps(1.061405429f);
    p = _mm256_fmadd_ps(p, t, _mm256_set1_ps(-1.453152027f));
    p = _mm256_fmadd_ps(p, t, _mm256_set1_ps(1.421413741f));
    p = _mm256_fmadd_ps(p, t, _mm256_set1_ps(-0.284496736f));
    p = _mm256_fmadd_ps(p, t, _mm256_set1_ps(0.254829592f));
    const __m256 e = aiki_exp(_mm256_sub_ps(_mm256_setzero_ps(), _mm256_mul_ps(z, z)));
    // complement = 1 - erf(z); 0.5 x (1 + erf(x / sqrt 2)) is x or 0 less half of |x| complement.
    const __m256 complement = _mm256_mul_ps(_mm256_mul_ps(p, t), e);
    const __m256 positive = _mm256_max_ps(x, _mm256_setzero_ps());
    const __m256 half = _mm256_mul_ps(aiki_magnitude(x), _mm256_set1_ps(0.5f));
    const __m256 value = _mm256_fnmadd_ps(half, complement, positive);
    return _mm256_blendv_ps(value, x, _mm256_cmp_ps(x, x, _CMP_UNORD_Q));
}

AIKI_AVX2_INLINE void gated(
    const float *gate, const float *up, size_t count, const AikiActivation activation, float *out)
{
    for (size_t i = 0; i < count; i += LANES) {
        const size_t lanes = aiki_step_lanes(i, count);
        const __m256 x = load_lanes(gate + i, lanes);
        __m256 value = activation == AIKI_SILU        ? times_sigmoid(x, x)
                       : activation == AIKI_GELU_TANH ? gelu_tanh(x)
                                                      : gelu_erf(x);
        if (up) value = _mm256_mul_ps(value, load_lanes(up + i, lanes));
        store_lanes(out + i, lanes, value);
    }
}

static AIKI_AVX2 void aiki_gated_f32_avx2(
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
AIKI_AVX2_INLINE __m256 tanh_of(__m256 u)
{
    const __m256 square = _mm256_mul_ps(u, u);
    __m256 p = _mm256_set1_ps(-1382.0f / 155925);
    p = _mm256_fmadd_ps(p, square, _mm256_set1_ps(62.0f / 2835));
    p = _mm256_fmadd_ps(p, square, _mm256_set1_ps(-17.0f / 315));
    p = _mm256_fmadd_ps(p, square, _mm256_set1_ps(2.0f / 15));
    p = _mm256_fmadd_ps(p, square, _mm256_set1_ps(-1.0f / 3));
    const __m256 small = _mm256_fmadd_ps(_mm256_mul_ps(p, square), u, u);

    const __m256 magnitude = aiki_magnitude(u);
    const __m256 one = _mm256_set1_ps(1);
    const __m256 e = aiki_exp(_mm256_add_ps(magnitude, magnitude));
    const __m256 large = _mm256_sub_ps(
        one, _mm256_div_ps(_mm256_set1_ps(2), _mm256_add_ps(e, one)));
    const __m256 sign = _mm256_and_ps(u, _mm256_set1_ps(-0.0f));
    const __m256 far = _mm256_cmp_ps(magnitude, _mm256_set1_ps(0.35f), _CMP_GT_OQ);
    return _mm256_blendv_ps(small, _mm256_or_ps(large, sign), far);
}

static AIKI_AVX2 void aiki_softcap_f32_avx2(float *x, size_t count, float limit)
{
    const __m256 limits = _mm256_set1_ps(limit);
    for (size_t i = 0; i < count; i += LANES) {
        const size_t lanes = aiki_step_lanes(i, count);
        const __m256 u = _mm256_div_ps(load_lanes(x + i, lanes), limits);
        store_lanes(x + i, lanes, _mm256_mul_ps(limits, tanh_of(u)));
    }
}

static AIKI_AVX2 void aiki_rope_halves_f32_avx2(
    float *x, size_t heads, size_t head_width, size_t pairs, const float *cosines,
    const float *sines)
{
    for (size_t h = 0; h < heads; h++, x += head_width) {
        for (size_t i = 0; i < pairs; i += LANES) {
            const size_t lanes = aiki_step_lanes(i, pairs);
            const __m256 a = load_lanes(x + i, lanes);
            const __m256 b = load_lanes(x + pairs + i, lanes);
            const __m256 c = load_lanes(cosines + i, lanes);
            const __m256 s = load_lanes(sines + i, lanes);
            const __m256 first = _mm256_fmsub_ps(a, c, _mm256_mul_ps(b, s));
            const __m256 second = _mm256_fmadd_ps(a, s, _mm256_mul_ps(b, c));
            store_lanes(x + i, lanes, first);
            store_lanes(x + pairs + i, lanes, second);
        }
    }
}

// Four pairs at a time: each cosine and sine is doubled to stand under both numbers of its pair.
static AIKI_AVX2 void aiki_rope_adjacent_f32_avx2(
    float *x, size_t heads, size_t head_width, size_t pairs, const float *cosines,
    const float *sines)
{
    const __m256i twice = _mm256_setr_epi32(0, 0, 1, 1, 2, 2, 3, 3);
    for (size_t i = 0; i < pairs; i += LANES / 2) {
        const size_t lanes = aiki_step_lanes(2 * i, 2 * pairs);
        const size_t half = pairs - i >= 4 ? 4 : pairs - i;
        const __m256 c =
            _mm256_permutevar8x32_ps(load_lanes(cosines + i, half), twice);
        const __m256 s = _mm256_permutevar8x32_ps(load_lanes(sines + i, half), twice);
        for (size_t h = 0; h < heads; h++) {
            float *head = x + h * head_width + 2 * i;
            const __m256 v = load_lanes(head, lanes);
            const __m256 swapped = _mm256_permute_ps(v, 0xb1);
            // Even lanes: a c - b s; odd lanes: b c + a s.
            const __m256 turned = _mm256_fmaddsub_ps(v, c, _mm256_mul_ps(swapped, s));
            store_lanes(head, lanes, turned);
        }
    }
}

static AIKI_AVX2 void aiki_add_f32_avx2(
    const float *a, const float *b, size_t count, float *out)
{
    for (size_t i = 0; i < count; i += LANES) {
        const size_t lanes = aiki_step_lanes(i, count);
        const __m256 v = load_lanes(a + i, lanes);
        store_lanes(
            out + i, lanes, _mm256_add_ps(v, load_lanes(b + i, lanes)));
    }
}

static AIKI_AVX2 void aiki_scale_f32_avx2(
    const float *a, float factor, size_t count, float *out)
{
    for (size_t i = 0; i < count; i += LANES) {
        const size_t lanes = aiki_step_lanes(i, count);
        const __m256 v = load_lanes(a + i, lanes);
        store_lanes(out + i, lanes, _mm256_mul_ps(v, _mm256_set1_ps(factor)));
    }
}

void aiki_install_elementwise_avx2(AikiKernels *kernels)
{
    kernels->maximum_f32 = aiki_maximum_f32_avx2;
    kernels->exp_shifted_f32 = aiki_exp_shifted_f32_avx2;
    kernels->gated_f32 = aiki_gated_f32_avx2;
    kernels->softcap_f32 = aiki_softcap_f32_avx2;
    kernels->rope_adjacent_f32 = aiki_rope_adjacent_f32_avx2;
    kernels->rope_halves_f32 = aiki_rope_halves_f32_avx2;
    kernels->add_f32 = aiki_add_f32_avx2;
    kernels->scale_f32 = aiki_scale_f32_avx2;
}

#endif
