// Backward passes and optimiser steps.
#if defined(__x86_64__)

#include <math.h>

#include "../philox.h"
#include "vectors.h"

#define BLOCKS_FUNCTION AIKI_AVX2
#define BLOCKS_INLINE AIKI_AVX2_INLINE

typedef __m256 Vector;

typedef struct {
    __m256d low;
    __m256d high;
} Wide;

BLOCKS_INLINE Vector vector_set(float x) { return _mm256_set1_ps(x); }
BLOCKS_INLINE Vector vector_exponential(Vector x) { return aiki_exp(x); }
BLOCKS_INLINE Vector vector_root(Vector x) { return _mm256_sqrt_ps(x); }
BLOCKS_INLINE Vector vector_magnitude(Vector x) { return aiki_magnitude(x); }
BLOCKS_INLINE float vector_sum(Vector x) { return aiki_sum_lanes(x); }

BLOCKS_INLINE Vector keep_lanes(Vector v, size_t lanes)
{
    return _mm256_and_ps(v, _mm256_castsi256_ps(aiki_first_lanes(lanes)));
}

BLOCKS_INLINE Vector vector_with_sign(Vector magnitude, Vector sign)
{
    const Vector bit = _mm256_set1_ps(-0.0f);
    return _mm256_or_ps(_mm256_andnot_ps(bit, magnitude), _mm256_and_ps(bit, sign));
}

BLOCKS_INLINE Wide wide_zero(void)
{
    return (Wide){_mm256_setzero_pd(), _mm256_setzero_pd()};
}

BLOCKS_INLINE Wide wide_add_squares(Wide sums, Vector v)
{
    const __m256d low = _mm256_cvtps_pd(_mm256_castps256_ps128(v));
    const __m256d high = _mm256_cvtps_pd(_mm256_extractf128_ps(v, 1));
    return (Wide){_mm256_fmadd_pd(low, low, sums.low), _mm256_fmadd_pd(high, high, sums.high)};
}

BLOCKS_INLINE double wide_sum(Wide sums)
{
    double lanes[4];
    _mm256_storeu_pd(lanes, _mm256_add_pd(sums.low, sums.high));
    return (lanes[0] + lanes[2]) + (lanes[1] + lanes[3]);
}

#include "../gradient_rows.h"

void aiki_install_gradients_avx2(AikiKernels *kernels) { install_gradients(&kernels->training); }

#endif
