// Backward passes and optimiser steps.
#if defined(__aarch64__)

#include <math.h>

#include "../philox.h"
#include "vectors.h"

#define BLOCKS_FUNCTION
#define BLOCKS_INLINE AIKI_NEON_INLINE

typedef float32x4_t Vector;

typedef struct {
    float64x2_t low;
    float64x2_t high;
} Wide;

BLOCKS_INLINE Vector vector_set(float x) { return vdupq_n_f32(x); }
BLOCKS_INLINE Vector vector_exponential(Vector x) { return aiki_exp(x); }
BLOCKS_INLINE Vector vector_root(Vector x) { return vsqrtq_f32(x); }
BLOCKS_INLINE Vector vector_magnitude(Vector x) { return vabsq_f32(x); }
BLOCKS_INLINE float vector_sum(Vector x) { return vaddvq_f32(x); }

BLOCKS_INLINE Vector vector_with_sign(Vector magnitude, Vector sign)
{
    return vbslq_f32(vdupq_n_u32(0x80000000u), sign, vabsq_f32(magnitude));
}

BLOCKS_INLINE Wide wide_zero(void)
{
    return (Wide){vdupq_n_f64(0), vdupq_n_f64(0)};
}

BLOCKS_INLINE Wide wide_add_squares(Wide sums, Vector v)
{
    const float64x2_t low = vcvt_f64_f32(vget_low_f32(v)), high = vcvt_high_f64_f32(v);
    return (Wide){vfmaq_f64(sums.low, low, low), vfmaq_f64(sums.high, high, high)};
}

BLOCKS_INLINE double wide_sum(Wide sums)
{
    return vaddvq_f64(vaddq_f64(sums.low, sums.high));
}

#include "../gradient_rows.h"

void aiki_install_gradients_neon(AikiKernels *kernels) { install_gradients(&kernels->training); }

#endif
