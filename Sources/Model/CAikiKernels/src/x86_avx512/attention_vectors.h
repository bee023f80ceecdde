// What attention does on vectors of 512 bits whatever its products are of, for inclusion before
// attention_blocks.h.
#include "vectors.h"

#define VECTORS 3

typedef __m512 Vector;

BLOCKS_INLINE Vector vector_load(const float *x) { return _mm512_loadu_ps(x); }
BLOCKS_INLINE void vector_store(float *x, Vector v) { _mm512_storeu_ps(x, v); }
BLOCKS_INLINE Vector vector_set(float x) { return _mm512_set1_ps(x); }
BLOCKS_INLINE Vector vector_unit(const float *x) { return _mm512_set1_ps(*x); }
BLOCKS_INLINE Vector vector_add(Vector a, Vector b) { return _mm512_add_ps(a, b); }
BLOCKS_INLINE Vector vector_subtract(Vector a, Vector b) { return _mm512_sub_ps(a, b); }
BLOCKS_INLINE Vector vector_multiply(Vector a, Vector b) { return _mm512_mul_ps(a, b); }
BLOCKS_INLINE Vector vector_maximum(Vector a, Vector b) { return _mm512_max_ps(a, b); }

BLOCKS_INLINE Vector vector_hide(Vector scores, int32_t position, const int32_t *begin,
                                 const int32_t *end)
{
    const __m512i at = _mm512_set1_epi32(position);
    const __mmask16 seen = _mm512_cmple_epi32_mask(_mm512_loadu_si512(begin), at)
                           & _mm512_cmpgt_epi32_mask(_mm512_loadu_si512(end), at);
    return _mm512_mask_mov_ps(_mm512_set1_ps(-1e30f), seen, scores);
}
