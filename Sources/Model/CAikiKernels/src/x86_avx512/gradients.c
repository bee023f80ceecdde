// Backward passes and optimiser steps.
#if defined(__x86_64__)

#include <math.h>

#include "../philox.h"
#include "vectors.h"

#define BLOCKS_FUNCTION AIKI_AVX512
#define BLOCKS_INLINE AIKI_AVX512_INLINE

typedef __m512 Vector;

typedef struct {
    __m512d low;
    __m512d high;
} Wide;

BLOCKS_INLINE Vector vector_set(float x) { return _mm512_set1_ps(x); }
BLOCKS_INLINE Vector vector_exponential(Vector x) { return aiki_exp(x); }
BLOCKS_INLINE Vector vector_root(Vector x) { return _mm512_sqrt_ps(x); }
BLOCKS_INLINE Vector vector_magnitude(Vector x) { return _mm512_abs_ps(x); }
BLOCKS_INLINE float vector_sum(Vector x) { return aiki_sum_lanes(x); }

BLOCKS_INLINE Vector load_lanes(const float *x, size_t lanes)
{
    return _mm512_maskz_loadu_ps(aiki_first_lanes(lanes), x);
}

BLOCKS_INLINE void store_lanes(float *x, size_t lanes, Vector v)
{
    _mm512_mask_storeu_ps(x, aiki_first_lanes(lanes), v);
}

BLOCKS_INLINE Vector keep_lanes(Vector v, size_t lanes)
{
    return _mm512_maskz_mov_ps(aiki_first_lanes(lanes), v);
}

BLOCKS_INLINE Vector vector_with_sign(Vector magnitude, Vector sign)
{
    const Vector bit = _mm512_set1_ps(-0.0f);
    return _mm512_or_ps(_mm512_andnot_ps(bit, magnitude), _mm512_and_ps(bit, sign));
}

BLOCKS_INLINE Wide wide_zero(void)
{
    return (Wide){_mm512_setzero_pd(), _mm512_setzero_pd()};
}

BLOCKS_INLINE Wide wide_add_squares(Wide sums, Vector v)
{
    const __m512d low = _mm512_cvtps_pd(_mm512_castps512_ps256(v));
    const __m512d high = _mm512_cvtps_pd(_mm512_extractf32x8_ps(v, 1));
    return (Wide){_mm512_fmadd_pd(low, low, sums.low), _mm512_fmadd_pd(high, high, sums.high)};
}

BLOCKS_INLINE double wide_sum(Wide sums)
{
    return _mm512_reduce_add_pd(_mm512_add_pd(sums.low, sums.high));
}

#include "../gradient_rows.h"

void aiki_install_gradients_avx512(AikiKernels *kernels) { install_gradients(&kernels->training); }

#endif
