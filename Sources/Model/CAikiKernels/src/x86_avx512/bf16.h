// What the kernels with products of BF16 share.
#ifndef AIKI_AVX512_BF16_H
#define AIKI_AVX512_BF16_H

#include "vectors.h"

#define AIKI_BF16                                                                                  \
    __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512bf16,avx2,fma,f16c")))
#define AIKI_BF16_INLINE static inline __attribute__((always_inline)) AIKI_BF16

// Rounds and interleaves two rows: lane i becomes the pair a[i], b[i].
AIKI_BF16_INLINE __m512i aiki_pairs(__m512 a, __m512 b)
{
    static const uint16_t order[32] = {
        0, 16, 1, 17, 2,  18, 3,  19, 4,  20, 5,  21, 6,  22, 7,  23,
        8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31,
    };
    const __m512i both = (__m512i)_mm512_cvtne2ps_pbh(b, a);
    return _mm512_permutexvar_epi16(_mm512_loadu_si512(order), both);
}

// Thirty-two columns of sixteen rows of binary16 or BF16 as pairs of BF16: pair i of the rows goes to
// target + i * stride.
AIKI_BF16_INLINE void aiki_pack_short(
    const bool half, const char *bytes, size_t row_bytes, uint16_t *target, size_t stride)
{
    __m512i rows[AIKI_PANEL_STEP];
    for (size_t n = 0; n < AIKI_PANEL_STEP; n++) {
        const char *row = bytes + n * row_bytes;
        if (half) {
            const __m512 low = _mm512_cvtph_ps(_mm256_loadu_si256((const __m256i *)row));
            const __m512 high = _mm512_cvtph_ps(_mm256_loadu_si256((const __m256i *)row + 1));
            rows[n] = (__m512i)_mm512_cvtne2ps_pbh(high, low);
        } else {
            rows[n] = _mm512_loadu_si512(row);
        }
    }
    aiki_transpose(rows);
    for (size_t pair = 0; pair < 16; pair++) {
        _mm512_storeu_si512(target + pair * stride, rows[pair]);
    }
}

// Defines `name`, which fills rows of a kind's panels of BF16 from rows of binary16 or BF16; numbers
// that are zero to products of BF16 may stay what they are. PLACE(panel, part, first) is where a part
// of 32 columns begins.
#define AIKI_DEFINE_PACK_SHORT(name, half, Panel, PLACE, STRIDE)                                   \
    static AIKI_BF16 void name(                                                                    \
        const void *rows, size_t row_bytes, size_t groups, size_t first, void *panels)             \
    {                                                                                              \
        const char *bytes = rows;                                                                  \
        for (size_t g = 0; g < groups; g++) {                                                      \
            Panel *panel = (Panel *)panels + g;                                                    \
            for (size_t part = 0; part < AIKI_GROUP / 32; part++, bytes += 32 * 2) {               \
                aiki_pack_short(half, bytes, row_bytes, PLACE(panel, part, first), STRIDE);        \
            }                                                                                      \
        }                                                                                          \
    }

#endif
