// Panels straight from blocks of 32 with levels of four or five bits: a block has so few different
// numbers that each of them becomes a byte once, and bytes are looked up. The bits are those of
// unpacking to floats and packing these. Rows stand in registers as panel_rows.h says.
#if defined(__x86_64__)

#include "../blocks.h"
#include "panel_rows.h"

enum { BLOCKS = AIKI_GROUP / AIKI_SMALL };

typedef struct {
    __m512i quants[4][2];   // four bits of elements 0 ..< 16, and of 16 ..< 32
    __mmask64 upper[4][2];  // where the fifth bit is set, for levels of five
    __m512 scales;          // of the rows in order
} RowBlocks;

// Reads a block of each row; returns the rows' largest magnitudes.
AIKI_AVX512_INLINE __m512 read_blocks(const bool five, const char *blocks, size_t row_bytes,
                                      RowBlocks *out)
{
    const size_t quants = five ? offsetof(BlockQ5_0, quants) : offsetof(BlockQ4_0, quants);
    const __m512i mask = _mm512_set1_epi8(15), middle = _mm512_set1_epi8(five ? 16 : 8);
    const __m512i bits = _mm512_set1_epi64((long long)0x8040201008040201);
    __m512i starts[4], largest[4];
    AIKI_UNROLL
    for (int i = 0; i < 4; i++) {
        const char *block = blocks + (size_t)i * row_bytes;
        starts[i] = four_rows(block, 4 * row_bytes);
        const __m512i bytes = four_rows(block + quants, 4 * row_bytes);
        out->quants[i][0] = _mm512_and_si512(bytes, mask);
        out->quants[i][1] = _mm512_and_si512(_mm512_srli_epi16(bytes, 4), mask);
        __m512i magnitudes[2];
        AIKI_UNROLL
        for (int half = 0; half < 2; half++) {
            const __m512i q = out->quants[i][half], below = _mm512_sub_epi8(middle, q);
            if (!five) {
                magnitudes[half] = _mm512_abs_epi8(below);
                continue;
            }
            const int at = (int)offsetof(BlockQ5_0, high) + 2 * half;
            const __m512i spread = _mm512_broadcast_i32x4(_mm_set_epi64x(
                0x0101010101010101 * (at + 1), 0x0101010101010101 * at));
            const __mmask64 upper =
                _mm512_test_epi8_mask(_mm512_shuffle_epi8(starts[i], spread), bits);
            out->upper[i][half] = upper;
            magnitudes[half] = _mm512_mask_blend_epi8(upper, below, q);
        }
        largest[i] = _mm512_max_epu8(magnitudes[0], magnitudes[1]);
    }
    out->scales = halves_of_rows(starts, 0);
    return _mm512_mul_ps(largest_bytes(largest), _mm512_abs_ps(out->scales));
}

// The bytes, without their offset, of levels first ..< first + 16 of each lane's row.
AIKI_AVX512_INLINE __m512i table_of_levels(const float first, __m512 scales, __m512 factors)
{
    __m512i v[4];
    AIKI_UNROLL
    for (int j = 0; j < 4; j++) {
        const float level = first + 4 * (float)j;
        const __m512 levels =
            _mm512_broadcast_f32x4(_mm_setr_ps(level, level + 1, level + 2, level + 3));
        v[j] = _mm512_cvtps_epi32(_mm512_mul_ps(_mm512_mul_ps(levels, scales), factors));
    }
    return narrowed(v);
}

// The bytes of levels -16 ..< 0, from those of levels 0 ..< 16 and of 16.
AIKI_AVX512_INLINE __m512i mirrored(__m512i table, __m512i sixteenth)
{
    const __m512i reversed = _mm512_broadcast_i32x4(
        _mm_setr_epi8(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0));
    const __m512i beyond = _mm512_alignr_epi8(sixteenth, table, 1);
    return _mm512_sub_epi8(_mm512_setzero_si512(), _mm512_shuffle_epi8(beyond, reversed));
}

AIKI_AVX512_INLINE void store_blocks(const bool five, const RowBlocks *blocks, __m512 factors,
                                     int quad, size_t first, Panel *panel)
{
    const __m512i offset = _mm512_set1_epi8(-128);
    const __m512i sixteenths = _mm512_cvtps_epi32(
        _mm512_mul_ps(_mm512_mul_ps(_mm512_set1_ps(16), blocks->scales), factors));
    __m512i out[2][4];
    AIKI_UNROLL
    for (int i = 0; i < 4; i++) {
        const __m512 scales = FOUR_TIMES(blocks->scales, i), factor = FOUR_TIMES(factors, i);
        const __m512i table = table_of_levels(five ? 0 : -8, scales, factor);
        const __m512i upper = _mm512_xor_si512(table, offset);
        const __m512i lower =
            _mm512_xor_si512(mirrored(table, _mm512_castps_si512(FOUR_TIMES(
                                                 _mm512_castsi512_ps(sixteenths), i))),
                             offset);
        AIKI_UNROLL
        for (int half = 0; half < 2; half++) {
            const __m512i q = blocks->quants[i][half];
            out[half][i] = _mm512_shuffle_epi8(five ? lower : upper, q);
            if (five) {
                out[half][i] = _mm512_mask_shuffle_epi8(
                    out[half][i], blocks->upper[i][half], upper, q);
            }
        }
    }
    store_columns(out[0], quad, first, panel);
    store_columns(out[1], quad + 4, first, panel);
}

AIKI_AVX512_INLINE void pack_group(const bool five, const char *bytes, size_t row_bytes,
                                   size_t first, Panel *panel)
{
    const size_t block_bytes = five ? sizeof(BlockQ5_0) : sizeof(BlockQ4_0);
    RowBlocks blocks[BLOCKS];
    __m512 largest = _mm512_setzero_ps();
    for (size_t b = 0; b < BLOCKS; b++) {
        const __m512 found = read_blocks(five, bytes + b * block_bytes, row_bytes, &blocks[b]);
        largest = _mm512_max_ps(found, largest);
    }
    const __m512 factors = scale_rows(largest, first, panel);
    for (int b = 0; b < BLOCKS; b++) {
        store_blocks(five, &blocks[b], factors, 8 * b, first, panel);
    }
}

static AIKI_AVX512 void aiki_pack_blocks_q4_0_avx512(
    const void *blocks, size_t row_bytes, size_t groups, size_t first, void *panels)
{
    for (size_t g = 0; g < groups; g++) {
        pack_group(false, (const char *)((const BlockQ4_0 *)blocks + g * BLOCKS), row_bytes, first,
                   (Panel *)panels + g);
    }
}

static AIKI_AVX512 void aiki_pack_blocks_q5_0_avx512(
    const void *blocks, size_t row_bytes, size_t groups, size_t first, void *panels)
{
    for (size_t g = 0; g < groups; g++) {
        pack_group(true, (const char *)((const BlockQ5_0 *)blocks + g * BLOCKS), row_bytes, first,
                   (Panel *)panels + g);
    }
}

void aiki_install_panel_small_avx512(AikiKernels *kernels)
{
    kernels->pack_blocks[AIKI_TYPE_Q4_0] = aiki_pack_blocks_q4_0_avx512;
    kernels->pack_blocks[AIKI_TYPE_Q5_0] = aiki_pack_blocks_q5_0_avx512;
}

#endif
