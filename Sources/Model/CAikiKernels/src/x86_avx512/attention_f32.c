// Attention of many tokens with f32 products.
#if defined(__x86_64__)

#include "vectors.h"

#define UNIT 1
#define ROWS 8
#define BLOCKS_FUNCTION AIKI_AVX512
#define BLOCKS_INLINE AIKI_AVX512_INLINE
#define SCORE_FACTOR 1.0f

#include "attention_vectors.h"

BLOCKS_INLINE Vector vector_exponential(Vector x) { return aiki_exp(x); }

BLOCKS_INLINE Vector vector_product(Vector a, Vector b, Vector sum)
{
    return _mm512_fmadd_ps(a, b, sum);
}

#include "../attention_units.h"

#include "../attention_blocks.h"

void aiki_install_attention_f32_avx512(AikiKernels *kernels)
{
    kernels->attention_f32.scratch = scratch_floats;
    kernels->attention_f32.attend = attend_blocks;
}

#endif
