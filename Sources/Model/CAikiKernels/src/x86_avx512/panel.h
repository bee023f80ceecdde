// What the kernels that fill panels for AVX-512 with VNNI share; see panel.c.
#ifndef AIKI_AVX512_PANEL_H
#define AIKI_AVX512_PANEL_H

#include "dot_rows.h"
#include "vectors.h"

enum { PANEL_ROWS = 64, QUADS = AIKI_GROUP / 4 };

typedef struct {
    uint8_t quants[QUADS][PANEL_ROWS][4];
    float scales[PANEL_ROWS];
} Panel;

// Words as bytes: each lane has those of its lane of v[0] first.
AIKI_AVX512_INLINE __m512i narrowed(const __m512i v[4])
{
    return _mm512_packs_epi16(_mm512_packs_epi32(v[0], v[1]), _mm512_packs_epi32(v[2], v[3]));
}

// From the largest magnitudes of sixteen rows, their scales; returns what their numbers are
// multiplied by to become integers.
AIKI_AVX512_INLINE __m512 scale_rows(__m512 largest, size_t first, Panel *panel)
{
    const __m512 most = _mm512_set1_ps(127);
    const __mmask16 present = _mm512_cmp_ps_mask(largest, _mm512_set1_ps(0x1p-100f), _CMP_GE_OQ);
    _mm512_storeu_ps(panel->scales + first, _mm512_maskz_div_ps(present, largest, most));
    return _mm512_maskz_div_ps(present, most, largest);
}

#endif
