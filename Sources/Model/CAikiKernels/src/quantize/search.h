// The searches behind the quantisers: which scale, and which offset, lets a few integer levels
// stand for some numbers with the least weighted squared error.
//
// Each tries a grid of steps around the one that just spans the numbers, rounds to levels, and
// solves the weighted least squares problem that those levels leave, whose solution is exact.
#ifndef AIKI_SEARCH_H
#define AIKI_SEARCH_H

#include <stdbool.h>
#include <stdint.h>

// Uneven levels, ascending; NULL where levels are the integers low ... high.
typedef struct {
    int low;
    int high;
    const int8_t *table;  // 16 levels
} AikiLevels;

// x ~ scale * q + offset.
typedef struct {
    float scale;
    float offset;
} AikiAffine;

// Nearest integer of |v| < 2^22, ties to even, in a form that compilers vectorise.
static inline float aiki_nearest(float v)
{
    return (v + 12582912.0f) - 12582912.0f;
}

static inline float aiki_clamp(float v, float low, float high)
{
    const float raised = v < low ? low : v;
    return raised > high ? high : raised;
}

// The weights of numbers: importance * sqrt(mean square + x^2); without importance, as `power`
// says: 0: mean magnitude + |x|; 2: x^2.
void aiki_error_weights(
    const float *x, int count, const float *importance, float mean_square, int power,
    float *weights);

// The mean of squares of a block.
float aiki_mean_square(const float *x, int count);

// The index of the level nearest to v, counted from 0.
int aiki_nearest_level(AikiLevels levels, float v);

// The value of a level by its index.
float aiki_level(AikiLevels levels, int index);

// The scale for which the levels stand for x with the least error; 0 for nothing but zeros.
float aiki_fit_scale(const float *x, const float *weights, int count, AikiLevels levels);

// The weighted error of x in levels of a given scale.
float aiki_scale_error(
    const float *x, const float *weights, int count, AikiLevels levels, float scale);

// The scale and offset for which the integers 0 ... high stand for x with the least error.
// offset_negative: the offset must not be positive.
AikiAffine aiki_fit_affine(
    const float *x, const float *weights, int count, int high, bool offset_negative);

// The weighted error of x in 0 ... high under a given scale and offset.
float aiki_affine_error(
    const float *x, const float *weights, int count, int high, AikiAffine affine);

// The integer in 0 ... high that stands for x under a given scale and offset.
int aiki_affine_level(float x, int high, AikiAffine affine);

#endif
