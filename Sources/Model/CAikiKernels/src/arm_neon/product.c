// Packed products in f32. Packing is left to the scalar versions: it is a small part of the work.
#if defined(__aarch64__)

#include "vectors.h"

#define VECTORS 4
#define BLOCKS_FUNCTION
#define BLOCKS_INLINE AIKI_NEON_INLINE
#define BLOCKS_UNROLL AIKI_UNROLL

typedef float32x4_t Vector;

BLOCKS_INLINE Vector vector_zero(void) { return vdupq_n_f32(0); }
BLOCKS_INLINE Vector vector_load(const float *x) { return vld1q_f32(x); }
BLOCKS_INLINE Vector vector_unit(const float *x) { return vld1q_dup_f32(x); }
BLOCKS_INLINE Vector vector_add(Vector a, Vector b) { return vaddq_f32(a, b); }

BLOCKS_INLINE Vector vector_product(Vector a, Vector b, Vector sum)
{
    return vfmaq_f32(sum, a, b);
}

#include "../product_blocks.h"

void aiki_install_product_neon(AikiKernels *kernels)
{
    kernels->training.product_f32.multiply = multiply_units;
}

#endif
