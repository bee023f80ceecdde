// Panels straight from super-blocks with levels of four or five bits, as panel_small.c has them
// from blocks of 32: here an eighth of a block has a scale and a minimum of its own.
#if defined(__x86_64__)

#include "../blocks.h"
#include "panel_rows.h"

enum { EIGHTHS = AIKI_GROUP / AIKI_SMALL };

// Of an eighth of each row's block.
typedef struct {
    __m512i quants[4][2];   // four bits of elements 0 ..< 16, and of 16 ..< 32
    __mmask64 upper[4][2];  // where the fifth bit is set, for levels of five
    __m512 steps;           // of the rows in order
    __m512 minima;
} Eighth;

// What all eighths of the rows' blocks are scaled by.
typedef struct {
    __m512i codes[4];  // scales 0 ..< 4, 4 ..< 8, then the minima; four rows' bytes of each a lane
    __m512 d;          // of the rows in order
    __m512 dmin;
} Scales;

// From the first sixteen bytes of each block: d and dmin, then three words A, B, C of four bytes;
// see aiki_scale_minimum_k4.
AIKI_AVX512_INLINE Scales scales_of_rows(const char *blocks, size_t row_bytes)
{
    __m512i starts[4], bytes[4];
    AIKI_UNROLL
    for (int i = 0; i < 4; i++) {
        const __m512i v = four_rows(blocks + (size_t)i * row_bytes, 4 * row_bytes);
        const __m512i acbc = _mm512_shuffle_epi32(v, _MM_PERM_DCDB);
        const __m512i aabb = _mm512_shuffle_epi32(v, _MM_PERM_CCBB);
        const __m512i low = _mm512_and_si512(
            _mm512_srlv_epi32(acbc, _mm512_broadcast_i32x4(_mm_setr_epi32(0, 0, 0, 4))),
            _mm512_broadcast_i32x4(
                _mm_setr_epi32(0x3f3f3f3f, 0x0f0f0f0f, 0x3f3f3f3f, 0x0f0f0f0f)));
        const __m512i high = _mm512_and_si512(
            _mm512_srli_epi32(aabb, 2),
            _mm512_broadcast_i32x4(_mm_setr_epi32(0, 0x30303030, 0, 0x30303030)));
        starts[i] = v;
        bytes[i] = _mm512_or_si512(low, high);
    }
    Scales out;
    fours_of_rows(bytes, out.codes);
    out.d = halves_of_rows(starts, 0);
    out.dmin = halves_of_rows(starts, 1);
    return out;
}

// An eighth's scales, or minima, without what all eighths are scaled by.
AIKI_AVX512_INLINE __m512 codes_of_rows(const __m512i codes[2], int eighth)
{
    const int first = 4 * (eighth % 4);
    return _mm512_cvtepi32_ps(integers_of_rows(codes[eighth / 4], first));
}

// level * step - minimum; the products are exact.
AIKI_AVX512_INLINE __m512 numbers_of(__m512 levels, __m512 steps, __m512 minima)
{
    return _mm512_fmsub_ps(levels, steps, minima);
}

// Reads an eighth of each row's block; returns the rows' largest magnitudes. Numbers grow, or fall,
// with their levels: the largest magnitude is that of the lowest level or of the highest.
AIKI_AVX512_INLINE __m512 read_eighth(const bool five, const char *blocks, size_t row_bytes,
                                      int eighth, const Scales *scales, Eighth *out)
{
    const size_t quants = five ? offsetof(BlockQ5_K, quants) : offsetof(BlockQ4_K, quants);
    const __m512i mask = _mm512_set1_epi8(15), fifth = _mm512_set1_epi8(16);
    const __m512i all = _mm512_set1_epi8(five ? 31 : 15);
    __m512i highest[4], lowest[4];
    AIKI_UNROLL
    for (int i = 0; i < 4; i++) {
        const char *block = blocks + (size_t)i * row_bytes;
        __m512i levels[2];
        AIKI_UNROLL
        for (int half = 0; half < 2; half++) {
            const int at = eighth / 2 * 32 + 16 * half;
            const __m512i bytes = four_rows(block + quants + at, 4 * row_bytes);
            const __m512i q = _mm512_and_si512(
                eighth % 2 ? _mm512_srli_epi16(bytes, 4) : bytes, mask);
            out->quants[i][half] = q;
            levels[half] = q;
            if (!five) continue;
            const __m512i high =
                four_rows(block + offsetof(BlockQ5_K, high) + 16 * half, 4 * row_bytes);
            const __mmask64 upper =
                _mm512_test_epi8_mask(high, _mm512_set1_epi8((char)(1 << eighth)));
            out->upper[i][half] = upper;
            levels[half] = _mm512_mask_add_epi8(q, upper, q, fifth);
        }
        highest[i] = _mm512_max_epu8(levels[0], levels[1]);
        lowest[i] = _mm512_sub_epi8(all, _mm512_min_epu8(levels[0], levels[1]));
    }
    out->steps = _mm512_mul_ps(codes_of_rows(scales->codes, eighth), scales->d);
    out->minima = _mm512_mul_ps(codes_of_rows(scales->codes + 2, eighth), scales->dmin);
    const __m512 top = largest_bytes(highest);
    const __m512 bottom =
        _mm512_sub_ps(_mm512_set1_ps(five ? 31 : 15), largest_bytes(lowest));
    return _mm512_max_ps(_mm512_abs_ps(numbers_of(top, out->steps, out->minima)),
                         _mm512_abs_ps(numbers_of(bottom, out->steps, out->minima)));
}

// The bytes of levels first ..< first + 16 of each lane's row.
AIKI_AVX512_INLINE __m512i table_of_levels(const float first, __m512 steps, __m512 minima,
                                           __m512 factors)
{
    __m512i v[4];
    AIKI_UNROLL
    for (int j = 0; j < 4; j++) {
        const float level = first + 4 * (float)j;
        const __m512 levels =
            _mm512_broadcast_f32x4(_mm_setr_ps(level, level + 1, level + 2, level + 3));
        v[j] = _mm512_cvtps_epi32(_mm512_mul_ps(numbers_of(levels, steps, minima), factors));
    }
    return _mm512_xor_si512(narrowed(v), _mm512_set1_epi8(-128));
}

AIKI_AVX512_INLINE void store_eighth(const bool five, const Eighth *eighth, __m512 factors,
                                     int quad, size_t first, Panel *panel)
{
    __m512i out[2][4];
    AIKI_UNROLL
    for (int i = 0; i < 4; i++) {
        const __m512 steps = FOUR_TIMES(eighth->steps, i), factor = FOUR_TIMES(factors, i);
        const __m512 minima = FOUR_TIMES(eighth->minima, i);
        const __m512i lower = table_of_levels(0, steps, minima, factor);
        AIKI_UNROLL
        for (int half = 0; half < 2; half++) {
            const __m512i q = eighth->quants[i][half];
            out[half][i] = _mm512_shuffle_epi8(lower, q);
            if (!five) continue;
            const __m512i upper = table_of_levels(16, steps, minima, factor);
            out[half][i] =
                _mm512_mask_shuffle_epi8(out[half][i], eighth->upper[i][half], upper, q);
        }
    }
    store_columns(out[0], quad, first, panel);
    store_columns(out[1], quad + 4, first, panel);
}

AIKI_AVX512_INLINE void pack_half(const bool five, const char *blocks, size_t row_bytes,
                                  const Scales *scales, const int half, size_t first, Panel *panel)
{
    Eighth eighths[EIGHTHS];
    __m512 largest = _mm512_setzero_ps();
    for (int e = 0; e < EIGHTHS; e++) {
        const __m512 found = read_eighth(
            five, blocks, row_bytes, EIGHTHS * half + e, scales, &eighths[e]);
        largest = _mm512_max_ps(found, largest);
    }
    const __m512 factors = scale_rows(largest, first, panel);
    for (int e = 0; e < EIGHTHS; e++) {
        store_eighth(five, &eighths[e], factors, 8 * e, first, panel);
    }
}

// Super-blocks are whole: groups come in twos.
AIKI_AVX512_INLINE void pack_super(const bool five, const char *blocks, size_t row_bytes,
                                   size_t groups, size_t first, Panel *panels)
{
    const size_t block_bytes = five ? sizeof(BlockQ5_K) : sizeof(BlockQ4_K);
    for (size_t g = 0; g < groups; g += 2, blocks += block_bytes) {
        const Scales scales = scales_of_rows(blocks, row_bytes);
        pack_half(five, blocks, row_bytes, &scales, 0, first, panels + g);
        pack_half(five, blocks, row_bytes, &scales, 1, first, panels + g + 1);
    }
}

static AIKI_AVX512 void aiki_pack_blocks_q4_k_avx512(
    const void *blocks, size_t row_bytes, size_t groups, size_t first, void *panels)
{
    pack_super(false, blocks, row_bytes, groups, first, panels);
}

static AIKI_AVX512 void aiki_pack_blocks_q5_k_avx512(
    const void *blocks, size_t row_bytes, size_t groups, size_t first, void *panels)
{
    pack_super(true, blocks, row_bytes, groups, first, panels);
}

void aiki_install_panel_super_avx512(AikiKernels *kernels)
{
    kernels->pack_blocks[AIKI_TYPE_Q4_K] = aiki_pack_blocks_q4_k_avx512;
    kernels->pack_blocks[AIKI_TYPE_Q5_K] = aiki_pack_blocks_q5_k_avx512;
}

#endif
