// What attention with products of BF16 numbers does on vectors of 512 bits, for inclusion before
// attention_blocks.h by a kind that has such products.
//
// Scores are in units of ln 2, so that exp becomes 2^x: its cubic is within 1.1e-4, and weights
// are rounded to 8 bits for the second product anyway.
#include "vectors.h"

#define UNIT 2
#define VECTORS 3
#define SCORE_FACTOR 1.44269504088896341f

typedef __m512 Vector;

BLOCKS_INLINE Vector vector_load(const float *x) { return _mm512_loadu_ps(x); }
BLOCKS_INLINE void vector_store(float *x, Vector v) { _mm512_storeu_ps(x, v); }
BLOCKS_INLINE Vector vector_set(float x) { return _mm512_set1_ps(x); }
BLOCKS_INLINE Vector vector_add(Vector a, Vector b) { return _mm512_add_ps(a, b); }
BLOCKS_INLINE Vector vector_subtract(Vector a, Vector b) { return _mm512_sub_ps(a, b); }
BLOCKS_INLINE Vector vector_multiply(Vector a, Vector b) { return _mm512_mul_ps(a, b); }
BLOCKS_INLINE Vector vector_maximum(Vector a, Vector b) { return _mm512_max_ps(a, b); }

// 2^x = 2^n p(x - n), |x - n| <= 1/2, p with the least relative error of those that are 1 at 0:
// where the largest score stays, what was summed before must stay to the bit.
BLOCKS_INLINE Vector vector_exponential(Vector x)
{
    const __m512 n = _mm512_roundscale_ps(x, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
    const __m512 r = _mm512_sub_ps(x, n);
    __m512 p = _mm512_set1_ps(0.05500893f);
    p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(0.24221096f));
    p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(0.69328293f));
    p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(1));
    return _mm512_scalef_ps(p, n);
}

BLOCKS_INLINE Vector vector_hide(Vector scores, int32_t position, const int32_t *begin,
                                 const int32_t *end)
{
    const __m512i at = _mm512_set1_epi32(position);
    const __mmask16 seen = _mm512_cmple_epi32_mask(_mm512_loadu_si512(begin), at)
                           & _mm512_cmpgt_epi32_mask(_mm512_loadu_si512(end), at);
    return _mm512_mask_mov_ps(_mm512_set1_ps(-1e30f), seen, scores);
}

// Interleaves two rows: lane i becomes the pair a[i], b[i].
BLOCKS_INLINE __m512i pairs(__m512 a, __m512 b)
{
    static const uint16_t order[32] = {
        0, 16, 1, 17, 2,  18, 3,  19, 4,  20, 5,  21, 6,  22, 7,  23,
        8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31,
    };
    const __m512i both = (__m512i)_mm512_cvtne2ps_pbh(b, a);
    return _mm512_permutexvar_epi16(_mm512_loadu_si512(order), both);
}

BLOCKS_INLINE void store_weights(Vector a, Vector b, float *units, size_t stride)
{
    (void)stride;
    _mm512_storeu_si512(units, pairs(a, b));
}

// The row is followed by zeros.
BLOCKS_INLINE void pack_keys(const float *row, size_t width, float *units)
{
    for (size_t i = 0; i < width; i += 2 * LANES) {
        const __m512i v = (__m512i)_mm512_cvtne2ps_pbh(_mm512_loadu_ps(row + i + LANES),
                                                       _mm512_loadu_ps(row + i));
        const size_t left = (width - i + 1) / 2;
        _mm512_mask_storeu_epi32(units + i / 2, aiki_first_lanes(left < LANES ? left : LANES), v);
    }
}

BLOCKS_INLINE void pack_values(const float *even, const float *odd, size_t width, float *units)
{
    for (size_t i = 0; i < width; i += LANES) {
        _mm512_mask_storeu_epi32(units + i, aiki_step_lanes(i, width),
                                 pairs(_mm512_loadu_ps(even + i), _mm512_loadu_ps(odd + i)));
    }
}
