// Attention of many tokens with f32 products.
#if defined(__x86_64__)

#include "vectors.h"

#define UNIT 1
#define VECTORS 3
#define ROWS 8
#define BLOCKS_FUNCTION AIKI_AVX512
#define BLOCKS_INLINE AIKI_AVX512_INLINE
#define SCORE_FACTOR 1.0f

typedef __m512 Vector;

BLOCKS_INLINE Vector vector_load(const float *x) { return _mm512_loadu_ps(x); }
BLOCKS_INLINE void vector_store(float *x, Vector v) { _mm512_storeu_ps(x, v); }
BLOCKS_INLINE Vector vector_set(float x) { return _mm512_set1_ps(x); }
BLOCKS_INLINE Vector vector_unit(const float *x) { return _mm512_set1_ps(*x); }
BLOCKS_INLINE Vector vector_add(Vector a, Vector b) { return _mm512_add_ps(a, b); }
BLOCKS_INLINE Vector vector_subtract(Vector a, Vector b) { return _mm512_sub_ps(a, b); }
BLOCKS_INLINE Vector vector_multiply(Vector a, Vector b) { return _mm512_mul_ps(a, b); }
BLOCKS_INLINE Vector vector_maximum(Vector a, Vector b) { return _mm512_max_ps(a, b); }
BLOCKS_INLINE Vector vector_exponential(Vector x) { return aiki_exp(x); }

BLOCKS_INLINE Vector vector_product(Vector a, Vector b, Vector sum)
{
    return _mm512_fmadd_ps(a, b, sum);
}

BLOCKS_INLINE Vector vector_hide(Vector scores, int32_t position, const int32_t *begin,
                                 const int32_t *end)
{
    const __m512i at = _mm512_set1_epi32(position);
    const __mmask16 seen = _mm512_cmple_epi32_mask(_mm512_loadu_si512(begin), at)
                           & _mm512_cmpgt_epi32_mask(_mm512_loadu_si512(end), at);
    return _mm512_mask_mov_ps(_mm512_set1_ps(-1e30f), seen, scores);
}

#include "../attention_units.h"

#include "../attention_blocks.h"

void aiki_install_attention_f32_avx512(AikiKernels *kernels)
{
    kernels->attention_f32.scratch = scratch_floats;
    kernels->attention_f32.attend = attend_blocks;
}

#endif
