// What packing panels straight from blocks shares: sixteen rows at a time, sixteen bytes of each.
// Register i holds rows i, 4 + i, 8 + i and 12 + i, a lane each, so that four registers transposed
// within their lanes are sixteen rows of a panel in order.
#ifndef AIKI_AVX512_PANEL_ROWS_H
#define AIKI_AVX512_PANEL_ROWS_H

#include "panel.h"

// Sixteen bytes of each of four rows.
AIKI_AVX512_INLINE __m512i four_rows(const char *bytes, size_t stride)
{
    __m512i v = _mm512_castsi128_si512(_mm_loadu_si128((const __m128i *)bytes));
    v = _mm512_inserti32x4(v, _mm_loadu_si128((const __m128i *)(bytes + stride)), 1);
    v = _mm512_inserti32x4(v, _mm_loadu_si128((const __m128i *)(bytes + 2 * stride)), 2);
    return _mm512_inserti32x4(v, _mm_loadu_si128((const __m128i *)(bytes + 3 * stride)), 3);
}

// The binary16 number at the start of each lane of four registers, by rows; or the one after it.
AIKI_AVX512_INLINE __m512 halves_of_rows(const __m512i starts[4], const int second)
{
    const __m512i words = _mm512_unpacklo_epi32(_mm512_unpacklo_epi16(starts[0], starts[1]),
                                                _mm512_unpacklo_epi16(starts[2], starts[3]));
    const __m512i order =
        _mm512_setr_epi64(second, 2 + second, 4 + second, 6 + second, 0, 0, 0, 0);
    return _mm512_cvtph_ps(
        _mm512_castsi512_si256(_mm512_permutexvar_epi64(order, words)));
}

// Four bytes of each lane, one of each of its rows, become the rows' integers.
AIKI_AVX512_INLINE __m512i integers_of_rows(__m512i bytes, const int first)
{
    const __m512i apart = _mm512_broadcast_i32x4(
        _mm_add_epi32(_mm_set1_epi32(first), _mm_setr_epi32((int)0x80808000, (int)0x80808001,
                                                            (int)0x80808002, (int)0x80808003)));
    return _mm512_shuffle_epi8(bytes, apart);
}

// Four bytes of each lane, from `first` on, in the upper bytes of its words.
AIKI_AVX512_INLINE __m512i upper_bytes(__m512i bytes, const int first)
{
    const __m512i apart = _mm512_broadcast_i32x4(
        _mm_add_epi32(_mm_set1_epi32(first << 24),
                      _mm_setr_epi32(0x00808080, 0x01808080, 0x02808080, 0x03808080)));
    return _mm512_shuffle_epi8(bytes, apart);
}

// Sixteen bytes of each row as fours: of bytes 4 i ..< 4 i + 4 register i has the four rows of each lane, a
// word for each.
AIKI_AVX512_INLINE void fours_of_rows(const __m512i rows[4], __m512i fours[4])
{
    const __m512i a = _mm512_unpacklo_epi8(rows[0], rows[1]);
    const __m512i b = _mm512_unpacklo_epi8(rows[2], rows[3]);
    const __m512i c = _mm512_unpackhi_epi8(rows[0], rows[1]);
    const __m512i d = _mm512_unpackhi_epi8(rows[2], rows[3]);
    fours[0] = _mm512_unpacklo_epi16(a, b);
    fours[1] = _mm512_unpackhi_epi16(a, b);
    fours[2] = _mm512_unpacklo_epi16(c, d);
    fours[3] = _mm512_unpackhi_epi16(c, d);
}

// The largest byte of each row, as a float.
AIKI_AVX512_INLINE __m512 largest_bytes(const __m512i rows[4])
{
    const __m512i a = _mm512_max_epu8(_mm512_unpacklo_epi8(rows[0], rows[1]),
                                      _mm512_unpackhi_epi8(rows[0], rows[1]));
    const __m512i b = _mm512_max_epu8(_mm512_unpacklo_epi8(rows[2], rows[3]),
                                      _mm512_unpackhi_epi8(rows[2], rows[3]));
    // Bytes of the lane's four rows, again and again.
    __m512i all = _mm512_max_epu8(_mm512_unpacklo_epi16(a, b), _mm512_unpackhi_epi16(a, b));
    all = _mm512_max_epu8(all, _mm512_shuffle_epi32(all, _MM_PERM_BADC));
    all = _mm512_max_epu8(all, _mm512_shuffle_epi32(all, _MM_PERM_CDAB));
    return _mm512_cvtepi32_ps(integers_of_rows(all, 0));
}

// Four registers of rows become four columns each of sixteen rows.
AIKI_AVX512_INLINE void store_columns(const __m512i rows[4], int quad, size_t first, Panel *panel)
{
    const __m512i a = _mm512_unpacklo_epi32(rows[0], rows[1]);
    const __m512i b = _mm512_unpackhi_epi32(rows[0], rows[1]);
    const __m512i c = _mm512_unpacklo_epi32(rows[2], rows[3]);
    const __m512i d = _mm512_unpackhi_epi32(rows[2], rows[3]);
    _mm512_storeu_si512(panel->quants[quad][first], _mm512_unpacklo_epi64(a, c));
    _mm512_storeu_si512(panel->quants[quad + 1][first], _mm512_unpackhi_epi64(a, c));
    _mm512_storeu_si512(panel->quants[quad + 2][first], _mm512_unpacklo_epi64(b, d));
    _mm512_storeu_si512(panel->quants[quad + 3][first], _mm512_unpackhi_epi64(b, d));
}

// The same element of each lane, four times.
#define FOUR_TIMES(v, i) _mm512_permutevar_ps(v, _mm512_set1_epi32(i))

#endif
