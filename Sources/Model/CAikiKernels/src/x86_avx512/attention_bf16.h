// What attention with products of BF16 numbers does on vectors of 512 bits, for inclusion before
// attention_blocks.h by a kind that has such products.
//
// Scores are in units of ln 2, so that exp becomes 2^x: its cubic is within 1.1e-4, and weights
// are rounded to 8 bits for the second product anyway.
#include "attention_vectors.h"
#include "bf16.h"

#define UNIT 2
#define SCORE_FACTOR 1.44269504088896341f

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

BLOCKS_INLINE void store_weights(Vector a, Vector b, float *units, size_t stride)
{
    (void)stride;
    _mm512_storeu_si512(units, aiki_pairs(a, b));
}

// The row is followed by zeros.
BLOCKS_INLINE void pack_keys(const float *row, size_t width, float *units)
{
    for (size_t i = 0; i < width; i += 2 * LANES) {
        const __m512i v =
            aiki_rounded(_mm512_loadu_ps(row + i), _mm512_loadu_ps(row + i + LANES));
        const size_t left = (width - i + 1) / 2;
        _mm512_mask_storeu_epi32(units + i / 2, aiki_first_lanes(left < LANES ? left : LANES), v);
    }
}

BLOCKS_INLINE void pack_values(const float *even, const float *odd, size_t width, float *units)
{
    for (size_t i = 0; i < width; i += LANES) {
        _mm512_mask_storeu_epi32(units + i, aiki_step_lanes(i, width),
                                 aiki_pairs(_mm512_loadu_ps(even + i), _mm512_loadu_ps(odd + i)));
    }
}
