#include "search.h"

#include <math.h>

#pragma STDC FP_CONTRACT OFF
#if defined(__clang__)
// Sums may be taken in any order, which lets the compiler use vectors.
#pragma clang fp reassociate(on)
#endif

// The grid: steps of a tenth of a level, a little more than one level to either side.
enum { GRID_STEPS = 10 };
static const float grid_unit = 0.1f;
// Rounds of rounding to levels and solving again, after the grid.
enum { REFINEMENTS = 3 };

float aiki_mean_square(const float *x, int count)
{
    float sum = 0;
    for (int i = 0; i < count; i++) sum += x[i] * x[i];
    return sum / (float)count;
}

void aiki_error_weights(
    const float *x, int count, const float *importance, float mean_square, int power,
    float *weights)
{
    const float magnitude = sqrtf(mean_square);
    for (int i = 0; i < count; i++) {
        if (importance) {
            weights[i] = importance[i] * sqrtf(mean_square + x[i] * x[i]);
        } else {
            weights[i] = power == 2 ? x[i] * x[i] : magnitude + fabsf(x[i]);
        }
    }
}

int aiki_nearest_level(AikiLevels levels, float v)
{
    if (!levels.table) {
        return (int)aiki_clamp(aiki_nearest(v), (float)levels.low, (float)levels.high) - levels.low;
    }
    // Binary search among the midpoints, without branches.
    int index = 0;
    for (int half = 8; half > 0; half /= 2) {
        const float sum = (float)(levels.table[index + half - 1] + levels.table[index + half]);
        index += 2 * v > sum ? half : 0;
    }
    return index;
}

float aiki_level(AikiLevels levels, int index)
{
    return (float)(levels.table ? levels.table[index] : levels.low + index);
}

// The value of the level of a table nearest to v.
static inline float rounded(AikiLevels levels, float v)
{
    return (float)levels.table[aiki_nearest_level(levels, v)];
}

// What one step of the search leaves: with scale = product / square, the error falls by
// product^2 / square below the error of zeros.
typedef struct {
    float product;  // sum of w x q
    float square;   // sum of w q^2
} Fit;

static Fit fit_uneven(
    const float *x, const float *weights, int count, AikiLevels levels, float inverse)
{
    Fit fit = {0, 0};
    for (int i = 0; i < count; i++) {
        const float q = rounded(levels, x[i] * inverse);
        fit.product += weights[i] * x[i] * q;
        fit.square += weights[i] * q * q;
    }
    return fit;
}

// The same for even levels, as a loop that compilers vectorise.
static Fit fit_even(
    const float *x, const float *weights, int count, AikiLevels levels, float inverse)
{
    const float low = (float)levels.low, high = (float)levels.high;
    float product = 0, square = 0;
    for (int i = 0; i < count; i++) {
        const float q = aiki_clamp(aiki_nearest(x[i] * inverse), low, high);
        product += weights[i] * x[i] * q;
        square += weights[i] * q * q;
    }
    return (Fit){.product = product, .square = square};
}

static Fit fit_at(
    const float *x, const float *weights, int count, AikiLevels levels, float inverse)
{
    if (levels.table) return fit_uneven(x, weights, count, levels, inverse);
    return fit_even(x, weights, count, levels, inverse);
}

// Keeps a fit that is better than the best so far.
static void consider(Fit fit, float *best, float *scale)
{
    if (fit.square > 0 && fit.product * fit.product > *best * fit.square) {
        *best = fit.product * fit.product / fit.square;
        *scale = fit.product / fit.square;
    }
}

float aiki_fit_scale(const float *x, const float *weights, int count, AikiLevels levels)
{
    float extreme = 0;
    for (int i = 0; i < count; i++) {
        if (fabsf(x[i]) > fabsf(extreme)) extreme = x[i];
    }
    if (fabsf(extreme) < 1e-30f) return 0;
    // The extreme number may stand on the lowest level or on the highest.
    float best = 0, scale = 0;
    const float unit = levels.table ? 1 : grid_unit;
    for (int step = -GRID_STEPS; step <= GRID_STEPS; step++) {
        const float shift = unit * (float)step;
        consider(fit_at(x, weights, count, levels, ((float)levels.low + shift) / extreme), &best,
                 &scale);
        consider(fit_at(x, weights, count, levels, ((float)levels.high + shift) / extreme), &best,
                 &scale);
    }
    for (int round = 0; round < REFINEMENTS && scale != 0; round++) {
        consider(fit_at(x, weights, count, levels, 1 / scale), &best, &scale);
    }
    return scale;
}

float aiki_scale_error(
    const float *x, const float *weights, int count, AikiLevels levels, float scale)
{
    const float inverse = scale != 0 ? 1 / scale : 0;
    float error = 0;
    if (levels.table) {
        for (int i = 0; i < count; i++) {
            const float difference = scale * rounded(levels, x[i] * inverse) - x[i];
            error += weights[i] * difference * difference;
        }
        return error;
    }
    const float low = (float)levels.low, high = (float)levels.high;
    for (int i = 0; i < count; i++) {
        const float q = aiki_clamp(aiki_nearest(x[i] * inverse), low, high);
        const float difference = scale * q - x[i];
        error += weights[i] * difference * difference;
    }
    return error;
}

// Solves for scale and offset where x was rounded to levels under another pair.
static AikiAffine solve_affine(
    const float *x, const float *weights, int count, int high, AikiAffine start,
    bool offset_negative)
{
    const float inverse = start.scale != 0 ? 1 / start.scale : 0;
    float w = 0, wq = 0, wqq = 0, wx = 0, wqx = 0;
    for (int i = 0; i < count; i++) {
        const float q = aiki_clamp(aiki_nearest((x[i] - start.offset) * inverse), 0, (float)high);
        w += weights[i];
        wq += weights[i] * q;
        wqq += weights[i] * q * q;
        wx += weights[i] * x[i];
        wqx += weights[i] * q * x[i];
    }
    const float determinant = w * wqq - wq * wq;
    if (!(determinant > 0)) return start;
    AikiAffine solution = {
        .scale = (w * wqx - wx * wq) / determinant,
        .offset = (wqq * wx - wq * wqx) / determinant,
    };
    if (offset_negative && solution.offset > 0) {
        solution = (AikiAffine){.scale = wqx / wqq, .offset = 0};
    }
    return solution;
}

AikiAffine aiki_fit_affine(
    const float *x, const float *weights, int count, int high, bool offset_negative)
{
    float smallest = x[0], largest = x[0];
    for (int i = 1; i < count; i++) {
        smallest = fminf(smallest, x[i]);
        largest = fmaxf(largest, x[i]);
    }
    if (offset_negative) smallest = fminf(smallest, 0);
    const float range = largest - smallest;
    AikiAffine best = {.scale = range > 0 ? range / (float)high : 0, .offset = smallest};
    if (!(range > 1e-30f)) return (AikiAffine){.scale = 0, .offset = smallest};
    float best_error = aiki_affine_error(x, weights, count, high, best);
    for (int step = -GRID_STEPS; step <= GRID_STEPS + REFINEMENTS; step++) {
        const float levels = (float)high + grid_unit * (float)step;
        const AikiAffine start =
            step > GRID_STEPS ? best : (AikiAffine){.scale = range / levels, .offset = smallest};
        const AikiAffine found = solve_affine(x, weights, count, high, start, offset_negative);
        const float error = aiki_affine_error(x, weights, count, high, found);
        if (error < best_error && found.scale > 0) {
            best_error = error;
            best = found;
        }
    }
    return best;
}

int aiki_affine_level(float x, int high, AikiAffine affine)
{
    const float inverse = affine.scale != 0 ? 1 / affine.scale : 0;
    return (int)aiki_clamp(aiki_nearest((x - affine.offset) * inverse), 0, (float)high);
}

float aiki_affine_error(
    const float *x, const float *weights, int count, int high, AikiAffine affine)
{
    const float inverse = affine.scale != 0 ? 1 / affine.scale : 0;
    float error = 0;
    for (int i = 0; i < count; i++) {
        const float q = aiki_clamp(aiki_nearest((x[i] - affine.offset) * inverse), 0, (float)high);
        const float difference = affine.scale * q + affine.offset - x[i];
        error += weights[i] * difference * difference;
    }
    return error;
}
