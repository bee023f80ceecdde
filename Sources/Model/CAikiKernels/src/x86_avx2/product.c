// Packed products in f32. Packing is left to the scalar versions: it is a small part of the work.
#if defined(__x86_64__)

#include "vectors.h"

// Twelve sums, two vectors of a panel and a spread unit of the 16 registers there are.
#define VECTORS 2
#define BLOCKS_FUNCTION AIKI_AVX2
#define BLOCKS_INLINE AIKI_AVX2_INLINE
#define BLOCKS_UNROLL AIKI_UNROLL

typedef __m256 Vector;

BLOCKS_INLINE Vector vector_zero(void) { return _mm256_setzero_ps(); }
BLOCKS_INLINE Vector vector_load(const float *x) { return _mm256_loadu_ps(x); }
BLOCKS_INLINE Vector vector_unit(const float *x) { return _mm256_broadcast_ss(x); }
BLOCKS_INLINE Vector vector_add(Vector a, Vector b) { return _mm256_add_ps(a, b); }

BLOCKS_INLINE Vector vector_product(Vector a, Vector b, Vector sum)
{
    return _mm256_fmadd_ps(a, b, sum);
}

#include "../product_blocks.h"

void aiki_install_product_avx2(AikiKernels *kernels)
{
    kernels->training.product_f32.multiply = multiply_units;
}

#endif
