// What the kernels with products of BF16 share.
#ifndef AIKI_AVX512_BF16_H
#define AIKI_AVX512_BF16_H

#include "../blocks.h"
#include "compact.h"
#include "vectors.h"

#define AIKI_BF16                                                                                  \
    __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512bf16,avx2,fma,f16c")))
#define AIKI_BF16_INLINE static inline __attribute__((always_inline)) AIKI_BF16

// Thirty-two numbers as BF16, in order.
AIKI_BF16_INLINE __m512i aiki_rounded(__m512 low, __m512 high)
{
    return (__m512i)_mm512_cvtne2ps_pbh(high, low);
}

// Rounds and interleaves two rows: lane i becomes the pair a[i], b[i].
AIKI_BF16_INLINE __m512i aiki_pairs(__m512 a, __m512 b)
{
    static const uint16_t order[32] = {
        0, 16, 1, 17, 2,  18, 3,  19, 4,  20, 5,  21, 6,  22, 7,  23,
        8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31,
    };
    return _mm512_permutexvar_epi16(_mm512_loadu_si512(order), aiki_rounded(a, b));
}

// Thirty-two columns of sixteen rows as pairs of BF16: pair i of the rows goes to target + i * stride.
AIKI_BF16_INLINE void aiki_store_pairs(
    __m512i rows[AIKI_PANEL_STEP], uint16_t *target, size_t stride)
{
    aiki_transpose(rows);
    for (size_t pair = 0; pair < 16; pair++) {
        _mm512_storeu_si512(target + pair * stride, rows[pair]);
    }
}

// Those of floats.
AIKI_BF16_INLINE void aiki_pack_floats(
    const float *numbers, size_t row_floats, uint16_t *target, size_t stride)
{
    __m512i rows[AIKI_PANEL_STEP];
    for (size_t n = 0; n < AIKI_PANEL_STEP; n++) {
        const float *row = numbers + n * row_floats;
        rows[n] = aiki_rounded(_mm512_loadu_ps(row), _mm512_loadu_ps(row + 16));
    }
    aiki_store_pairs(rows, target, stride);
}

// Those of binary16 or BF16. Asks for what comes six lines later: sixteen rows at once are more than the
// hardware foresees. Harmless beyond the end of memory.
AIKI_BF16_INLINE void aiki_pack_short(
    const bool half, const char *bytes, size_t row_bytes, uint16_t *target, size_t stride)
{
    __m512i rows[AIKI_PANEL_STEP];
    for (size_t n = 0; n < AIKI_PANEL_STEP; n++) {
        const char *row = bytes + n * row_bytes;
        _mm_prefetch(row + 6 * 64, _MM_HINT_T0);
        if (half) {
            rows[n] = aiki_rounded(
                _mm512_cvtph_ps(_mm256_loadu_si256((const __m256i *)row)),
                _mm512_cvtph_ps(_mm256_loadu_si256((const __m256i *)row + 1)));
        } else {
            rows[n] = _mm512_loadu_si512(row);
        }
    }
    aiki_store_pairs(rows, target, stride);
}

// Those of compact blocks, which are as wide as a panel: the numbers of sixteen stand in the first cache.
#define AIKI_DEFINE_PACK_COMPACT(name, Panel, place, stride)                                       \
    static AIKI_BF16 void name(                                                                    \
        const void *rows, size_t row_bytes, size_t groups, size_t first, void *panels)             \
    {                                                                                              \
        uint16_t numbers[AIKI_PANEL_STEP][AIKI_GROUP];                                             \
        for (size_t g = 0; g < groups; g++) {                                                      \
            for (size_t n = 0; n < AIKI_PANEL_STEP; n++) {                                         \
                const char *row = (const char *)rows + n * row_bytes;                              \
                aiki_expand_compact_bf16_avx512((const BlockCompactBF16 *)row + g, numbers[n]);    \
            }                                                                                      \
            for (size_t part = 0; part < AIKI_GROUP / 32; part++) {                                \
                __m512i block[AIKI_PANEL_STEP];                                                    \
                for (size_t n = 0; n < AIKI_PANEL_STEP; n++) {                                     \
                    block[n] = _mm512_loadu_si512(numbers[n] + 32 * part);                         \
                }                                                                                  \
                aiki_store_pairs(block, place((Panel *)panels + g, part, first), stride);          \
            }                                                                                      \
        }                                                                                          \
    }

#define AIKI_DEFINE_PACK_SHORT(name, half, Panel, place, stride)                                   \
    static AIKI_BF16 void name(                                                                    \
        const void *rows, size_t row_bytes, size_t groups, size_t first, void *panels)             \
    {                                                                                              \
        const char *bytes = rows;                                                                  \
        for (size_t g = 0; g < groups; g++) {                                                      \
            for (size_t part = 0; part < AIKI_GROUP / 32; part++, bytes += 32 * 2) {               \
                aiki_pack_short(                                                                   \
                    half, bytes, row_bytes, place((Panel *)panels + g, part, first), stride);      \
            }                                                                                      \
        }                                                                                          \
    }

// Defines what fills sixteen rows of a kind's panels: aiki_pack_bf16_panel_<kind> of one from floats,
// aiki_pack_f16_<kind>, aiki_pack_bf16_<kind> and aiki_pack_compact_<kind> of some from stored rows,
// where numbers that are zero to products of BF16 may stay what they are. place(panel, part, first) is
// where the pairs of a part of 32 columns begin, `stride` apart.
#define AIKI_DEFINE_PACK_BF16(kind, Panel, place, stride)                                          \
    static AIKI_BF16 void aiki_pack_bf16_panel_##kind(                                             \
        const float *numbers, size_t row_floats, size_t first, void *panel)                        \
    {                                                                                              \
        for (size_t part = 0; part < AIKI_GROUP / 32; part++) {                                    \
            aiki_pack_floats(                                                                      \
                numbers + 32 * part, row_floats, place((Panel *)panel, part, first), stride);      \
        }                                                                                          \
    }                                                                                              \
    AIKI_DEFINE_PACK_SHORT(aiki_pack_f16_##kind, true, Panel, place, stride)                       \
    AIKI_DEFINE_PACK_SHORT(aiki_pack_bf16_##kind, false, Panel, place, stride)                     \
    AIKI_DEFINE_PACK_COMPACT(aiki_pack_compact_##kind, Panel, place, stride)

#endif
