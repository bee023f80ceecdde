// Backward passes and optimiser steps, for inclusion by a kind that says what a vector is. The
// formulas are explained in scalar/gradients.c and scalar/optimizer.c.
//
// The last, partial vector takes the same path as whole ones, so that a number's result does not
// depend on its lane; its missing lanes are read as zeros.
//
// The including file defines LANES, BLOCKS_INLINE, BLOCKS_FUNCTION, Vector with the operators of the
// C compiler, Wide (sums in double), and: load_lanes, store_lanes, keep_lanes (zeros from a lane
// on), vector_set, vector_exponential, vector_root, vector_magnitude, vector_with_sign (of the
// second), vector_sum, wide_zero, wide_add_squares, wide_sum.

// How many numbers one step of a loop takes.
static inline size_t aiki_step_count(size_t index, size_t count)
{
    return count - index >= LANES ? LANES : count - index;
}

// dy * weight, weight NULL for ones.
BLOCKS_INLINE Vector weighted(const float *dy, const float *weight, size_t i, size_t lanes)
{
    const Vector gradient = load_lanes(dy + i, lanes);
    return weight ? gradient * load_lanes(weight + i, lanes) : gradient;
}

static BLOCKS_FUNCTION float rms_norm_backward(
    const float *x, const float *dy, const float *weight, size_t count, float epsilon, float *dx)
{
    Vector squares = vector_set(0), dots = vector_set(0);
    for (size_t i = 0; i < count; i += LANES) {
        const size_t lanes = aiki_step_count(i, count);
        const Vector v = load_lanes(x + i, lanes);
        squares += v * v;
        dots += weighted(dy, weight, i, lanes) * v;
    }
    const float factor = 1 / sqrtf(vector_sum(squares) / (float)count + epsilon);
    const Vector share = vector_set(vector_sum(dots) / (float)count * factor * factor);
    for (size_t i = 0; i < count; i += LANES) {
        const size_t lanes = aiki_step_count(i, count);
        const Vector v = load_lanes(x + i, lanes);
        const Vector change = weighted(dy, weight, i, lanes) - v * share;
        store_lanes(dx + i, lanes, load_lanes(dx + i, lanes) + vector_set(factor) * change);
    }
    return factor;
}

static BLOCKS_FUNCTION void layer_norm_backward(
    const float *x, const float *dy, const float *weight, size_t count, float epsilon, float *dx,
    float statistics[2])
{
    Vector sum = vector_set(0);
    for (size_t i = 0; i < count; i += LANES) sum += load_lanes(x + i, aiki_step_count(i, count));
    const float mean = vector_sum(sum) / (float)count;
    Vector squares = vector_set(0), gradients = vector_set(0), dots = vector_set(0);
    for (size_t i = 0; i < count; i += LANES) {
        const size_t lanes = aiki_step_count(i, count);
        const Vector v = keep_lanes(load_lanes(x + i, lanes) - vector_set(mean), lanes);
        const Vector gradient = weighted(dy, weight, i, lanes);
        squares += v * v;
        gradients += gradient;
        dots += gradient * v;
    }
    const float factor = 1 / sqrtf(vector_sum(squares) / (float)count + epsilon);
    const Vector shift = vector_set(vector_sum(gradients) / (float)count);
    const Vector share = vector_set(vector_sum(dots) / (float)count * factor * factor);
    for (size_t i = 0; i < count; i += LANES) {
        const size_t lanes = aiki_step_count(i, count);
        const Vector v = load_lanes(x + i, lanes) - vector_set(mean);
        const Vector change = weighted(dy, weight, i, lanes) - shift - v * share;
        store_lanes(dx + i, lanes, load_lanes(dx + i, lanes) + vector_set(factor) * change);
    }
    statistics[0] = mean;
    statistics[1] = factor;
}

static BLOCKS_FUNCTION void add_normalized(
    const float *x, const float *dy, size_t count, float mean, float factor, float *sums)
{
    for (size_t i = 0; i < count; i += LANES) {
        const size_t lanes = aiki_step_count(i, count);
        const Vector normal = (load_lanes(x + i, lanes) - vector_set(mean)) * vector_set(factor);
        store_lanes(sums + i, lanes,
                    load_lanes(sums + i, lanes) + load_lanes(dy + i, lanes) * normal);
    }
}

BLOCKS_INLINE Vector sigmoid(Vector x)
{
    const Vector one = vector_set(1);
    return one / (one + vector_exponential(vector_set(0) - x));
}

BLOCKS_INLINE Vector silu_slope(Vector x, Vector *slope)
{
    const Vector one = vector_set(1), s = sigmoid(x);
    *slope = s * (one + x * (one - s));
    return x * s;
}

// 0.5 (1 + tanh(u)) is the sigmoid s of 2 u, whose slope is 2 s (1 - s) u'.
BLOCKS_INLINE Vector gelu_tanh_slope(Vector x, Vector *slope)
{
    const Vector one = vector_set(1), twice_root = vector_set(2 * 0.79788456080286536f);
    const Vector cubic = vector_set(0.044715f) * x * x;
    const Vector s = sigmoid(twice_root * x * (one + cubic));
    const Vector inner = twice_root * (one + vector_set(3) * cubic);
    *slope = s + x * s * (one - s) * inner;
    return x * s;
}

// erf within 1.5e-7, with the exp of the density.
// Source: Abramowitz and Stegun, "Handbook of Mathematical Functions", 7.1.26.
BLOCKS_INLINE Vector gelu_erf_slope(Vector x, Vector *slope)
{
    const Vector one = vector_set(1), half = vector_set(0.5f);
    const Vector z = vector_magnitude(x) * vector_set(0.70710678118654752f);
    const Vector t = one / (one + z * vector_set(0.3275911f));
    Vector p = vector_set(1.061405429f) * t + vector_set(-1.453152027f);
    p = p * t + vector_set(1.421413741f);
    p = p * t + vector_set(-0.284496736f);
    p = p * t + vector_set(0.254829592f);
    const Vector e = vector_exponential(vector_set(0) - z * z);
    const Vector share = half + vector_with_sign(half - half * p * t * e, x);
    *slope = share + x * vector_set(0.39894228040143268f) * e;
    return x * share;
}

BLOCKS_INLINE void gated_slopes(
    const AikiActivation activation, const float *gate, const float *up, const float *dy,
    size_t count, float *d_gate, float *d_up)
{
    for (size_t i = 0; i < count; i += LANES) {
        const size_t lanes = aiki_step_count(i, count);
        const Vector x = load_lanes(gate + i, lanes);
        Vector gradient = load_lanes(dy + i, lanes), slope;
        const Vector value = activation == AIKI_SILU        ? silu_slope(x, &slope)
                             : activation == AIKI_GELU_TANH ? gelu_tanh_slope(x, &slope)
                                                            : gelu_erf_slope(x, &slope);
        const Vector of_up = gradient * value;
        if (up) gradient *= load_lanes(up + i, lanes);
        store_lanes(d_gate + i, lanes, gradient * slope);
        if (up) store_lanes(d_up + i, lanes, of_up);
    }
}

static BLOCKS_FUNCTION void gated_backward(
    const float *gate, const float *up, const float *dy, size_t count, int activation,
    float *d_gate, float *d_up)
{
    switch (activation) {
    case AIKI_SILU: gated_slopes(AIKI_SILU, gate, up, dy, count, d_gate, d_up); break;
    case AIKI_GELU_TANH: gated_slopes(AIKI_GELU_TANH, gate, up, dy, count, d_gate, d_up); break;
    default: gated_slopes(AIKI_GELU_ERF, gate, up, dy, count, d_gate, d_up); break;
    }
}

static BLOCKS_FUNCTION void softcap_backward(
    const float *y, const float *dy, size_t count, float limit, float *dx)
{
    const Vector one = vector_set(1), inverse = vector_set(1 / limit);
    for (size_t i = 0; i < count; i += LANES) {
        const size_t lanes = aiki_step_count(i, count);
        const Vector t = load_lanes(y + i, lanes) * inverse;
        store_lanes(dx + i, lanes, load_lanes(dy + i, lanes) * (one - t * t));
    }
}

static BLOCKS_FUNCTION void add_scaled(const float *a, float factor, size_t count, float *y)
{
    for (size_t i = 0; i < count; i += LANES) {
        const size_t lanes = aiki_step_count(i, count);
        const Vector sum =
            load_lanes(y + i, lanes) + load_lanes(a + i, lanes) * vector_set(factor);
        store_lanes(y + i, lanes, sum);
    }
}

static BLOCKS_FUNCTION void score_backward(
    float *scores, float *gradients, size_t count, float log_sum, float delta)
{
    for (size_t i = 0; i < count; i += LANES) {
        const size_t lanes = aiki_step_count(i, count);
        const Vector p = vector_exponential(load_lanes(scores + i, lanes) - vector_set(log_sum));
        store_lanes(scores + i, lanes, p);
        store_lanes(gradients + i, lanes,
                    p * (load_lanes(gradients + i, lanes) - vector_set(delta)));
    }
}

static BLOCKS_FUNCTION void adam_w(
    const AikiAdamW *step, const float *gradients, size_t count, float *x, float *first_moments,
    float *second_moments)
{
    const Vector beta1 = vector_set(step->beta1), other1 = vector_set(1 - step->beta1);
    const Vector beta2 = vector_set(step->beta2), other2 = vector_set(1 - step->beta2);
    const Vector factor = vector_set(step->gradient_factor), keep = vector_set(step->keep);
    const Vector rate = vector_set(step->rate), epsilon = vector_set(step->epsilon);
    const Vector correction = vector_set(step->root_correction);
    for (size_t i = 0; i < count; i += LANES) {
        const size_t lanes = aiki_step_count(i, count);
        const Vector g = load_lanes(gradients + i, lanes) * factor;
        const Vector m = beta1 * load_lanes(first_moments + i, lanes) + other1 * g;
        const Vector v = beta2 * load_lanes(second_moments + i, lanes) + other2 * g * g;
        store_lanes(first_moments + i, lanes, m);
        store_lanes(second_moments + i, lanes, v);
        const Vector change = rate * m / (vector_root(v) * correction + epsilon);
        store_lanes(x + i, lanes, keep * load_lanes(x + i, lanes) - change);
    }
}

// Random numbers of so many blocks of four, side by side so that compilers make vectors of them.
enum { BLOCKS = 16 };

static BLOCKS_FUNCTION void philox_blocks(uint64_t seed, uint64_t block, uint32_t out[4][BLOCKS])
{
    uint32_t c0[BLOCKS], c1[BLOCKS], c2[BLOCKS], c3[BLOCKS];
    for (uint32_t b = 0; b < BLOCKS; b++) {
        c0[b] = (uint32_t)(block + b), c1[b] = (uint32_t)((block + b) >> 32);
        c2[b] = 0, c3[b] = 0;
    }
    for (uint32_t round = 0; round < AIKI_PHILOX_ROUNDS; round++) {
        const uint32_t key0 = (uint32_t)seed + round * AIKI_PHILOX_KEY_0;
        const uint32_t key1 = (uint32_t)(seed >> 32) + round * AIKI_PHILOX_KEY_1;
        for (uint32_t b = 0; b < BLOCKS; b++) {
            const uint64_t low = (uint64_t)AIKI_PHILOX_FACTOR_0 * c0[b];
            const uint64_t high = (uint64_t)AIKI_PHILOX_FACTOR_1 * c2[b];
            const uint32_t first = (uint32_t)(high >> 32) ^ c1[b] ^ key0;
            const uint32_t third = (uint32_t)(low >> 32) ^ c3[b] ^ key1;
            c0[b] = first, c1[b] = (uint32_t)high, c2[b] = third, c3[b] = (uint32_t)low;
        }
    }
    for (uint32_t b = 0; b < BLOCKS; b++) {
        out[0][b] = c0[b], out[1][b] = c1[b], out[2][b] = c2[b], out[3][b] = c3[b];
    }
}

static BLOCKS_FUNCTION void dropout(
    const float *x, size_t count, float keep, uint64_t seed, uint64_t offset, float *out)
{
    const float factor = 1 / keep;
    // Numbers below the limit are kept; the largest share keeps all.
    const double limit = ceil((double)keep * 0x1p32);
    const uint64_t kept = (uint64_t)limit;
    uint32_t numbers[4][BLOCKS];
    size_t i = 0;
    while (i < count) {
        const uint64_t place = offset + i;
        philox_blocks(seed, place / 4, numbers);
        const size_t skipped = place % 4, there = 4 * BLOCKS - skipped;
        const size_t end = count - i < there ? count - i : there;
        for (size_t j = 0; j < end; j++) {
            const size_t at = skipped + j;
            out[i + j] = numbers[at % 4][at / 4] < kept ? x[i + j] * factor : 0;
        }
        i += end;
    }
}

static BLOCKS_FUNCTION double squared_norm(const float *x, size_t count)
{
    Wide sums = wide_zero();
    for (size_t i = 0; i < count; i += LANES) {
        sums = wide_add_squares(sums, load_lanes(x + i, aiki_step_count(i, count)));
    }
    return wide_sum(sums);
}

static BLOCKS_FUNCTION float dot(const float *a, const float *b, size_t count)
{
    Vector sums = vector_set(0);
    for (size_t i = 0; i < count; i += LANES) {
        const size_t lanes = aiki_step_count(i, count);
        sums += load_lanes(a + i, lanes) * load_lanes(b + i, lanes);
    }
    return vector_sum(sums);
}

static void install_gradients(AikiTraining *training)
{
    training->rms_norm_backward_f32 = rms_norm_backward;
    training->layer_norm_backward_f32 = layer_norm_backward;
    training->add_normalized_f32 = add_normalized;
    training->gated_backward_f32 = gated_backward;
    training->softcap_backward_f32 = softcap_backward;
    training->add_scaled_f32 = add_scaled;
    training->score_backward_f32 = score_backward;
    training->adam_w_f32 = adam_w;
    training->squared_norm_f32 = squared_norm;
    training->dot_f32 = dot;
    training->dropout_f32 = dropout;
}
