// Panels straight from super-blocks with levels of six bits, a scale for sixteen of them: as panel_super.c
// does, but numbers are made one by one, for sixteen levels are too few to look up bytes of sixty-four.
// The bits are those of unpacking to floats and packing these. Rows stand in registers as
// panel_rows.h says.
#if defined(__x86_64__)

#include "../blocks.h"
#include "panel_rows.h"

// Sixteens of a group and of a block, and where the last sixteen bytes of a block begin: d ends them.
enum { SIXTEENS = AIKI_GROUP / 16, BLOCK_SIXTEENS = AIKI_SUPER / 16 };
enum { LAST = sizeof(BlockQ6_K) - 16 };

// Levels become floats in the upper byte of a word.
#define LEVEL_UNIT 0x1p24f

// Scales of sixteen rows, in order, for each sixteen of their blocks.
typedef struct {
    __m512 steps[BLOCK_SIXTEENS];
} Scales;

AIKI_AVX512_INLINE void read_scales(const char *blocks, size_t row_bytes, Scales *out)
{
    __m512i ends[4], bytes[4];
    AIKI_UNROLL
    for (int i = 0; i < 4; i++) {
        const char *block = blocks + (size_t)i * row_bytes;
        bytes[i] = four_rows(block + offsetof(BlockQ6_K, scales), 4 * row_bytes);
        ends[i] = _mm512_bsrli_epi128(four_rows(block + LAST, 4 * row_bytes), 14);
    }
    const __m512 d = halves_of_rows(ends, 0);
    __m512i fours[4];
    fours_of_rows(bytes, fours);
    AIKI_UNROLL
    for (int s = 0; s < BLOCK_SIXTEENS; s++) {
        const __m512i codes = _mm512_srai_epi32(upper_bytes(fours[s / 4], 4 * (s % 4)), 24);
        out->steps[s] = _mm512_mul_ps(d, _mm512_cvtepi32_ps(codes));
    }
}

// Levels of a half of each row's block, and their rows' largest magnitudes.
AIKI_AVX512_INLINE __m512 read_half(const char *blocks, size_t row_bytes, const int half,
                                    const __m512 *steps, __m512i levels[SIXTEENS][4])
{
    const __m512i four = _mm512_set1_epi8(15), two = _mm512_set1_epi8(0x30);
    const __m512i middle = _mm512_set1_epi8(32);
    AIKI_UNROLL
    for (int i = 0; i < 4; i++) {
        const char *block = blocks + (size_t)i * row_bytes;
        AIKI_UNROLL
        for (int s = 0; s < 2; s++) {
            const char *low = block + offsetof(BlockQ6_K, low) + 64 * half + 16 * s;
            const __m512i high = four_rows(
                block + offsetof(BlockQ6_K, high) + 32 * half + 16 * s, 4 * row_bytes);
            const __m512i first = four_rows(low, 4 * row_bytes);
            const __m512i second = four_rows(low + 32, 4 * row_bytes);
            const __m512i lower[4] = {first, second, _mm512_srli_epi16(first, 4),
                                      _mm512_srli_epi16(second, 4)};
            const __m512i upper[4] = {_mm512_slli_epi16(high, 4), _mm512_slli_epi16(high, 2), high,
                                      _mm512_srli_epi16(high, 2)};
            AIKI_UNROLL
            for (int quarter = 0; quarter < 4; quarter++) {
                const __m512i level = _mm512_or_si512(_mm512_and_si512(lower[quarter], four),
                                                      _mm512_and_si512(upper[quarter], two));
                levels[2 * quarter + s][i] = _mm512_sub_epi8(level, middle);
            }
        }
    }
    __m512 largest = _mm512_setzero_ps();
    for (int s = 0; s < SIXTEENS; s++) {
        __m512i magnitudes[4];
        AIKI_UNROLL
        for (int i = 0; i < 4; i++) magnitudes[i] = _mm512_abs_epi8(levels[s][i]);
        const __m512 found = _mm512_mul_ps(largest_bytes(magnitudes), _mm512_abs_ps(steps[s]));
        largest = _mm512_max_ps(largest, found);
    }
    return largest;
}

// Sixteen levels of four rows as bytes with their offset; `units` are steps of a LEVEL_UNIT.
AIKI_AVX512_INLINE __m512i bytes_of(__m512i levels, __m512 units, __m512 factors)
{
    __m512i v[4];
    AIKI_UNROLL
    for (int j = 0; j < 4; j++) {
        const __m512 numbers = _mm512_cvtepi32_ps(upper_bytes(levels, 4 * j));
        v[j] = _mm512_cvtps_epi32(_mm512_mul_ps(_mm512_mul_ps(numbers, units), factors));
    }
    return _mm512_xor_si512(narrowed(v), _mm512_set1_epi8(-128));
}

AIKI_AVX512_INLINE void pack_half(const char *blocks, size_t row_bytes, const int half,
                                  const Scales *scales, size_t first, Panel *panel)
{
    const __m512 *steps = scales->steps + SIXTEENS * half;
    __m512i levels[SIXTEENS][4];
    const __m512 largest = read_half(blocks, row_bytes, half, steps, levels);
    const __m512 all = scale_rows(largest, first, panel);
    __m512 factors[4];
    AIKI_UNROLL
    for (int i = 0; i < 4; i++) factors[i] = FOUR_TIMES(all, i);
    for (int s = 0; s < SIXTEENS; s++) {
        const __m512 units = _mm512_mul_ps(steps[s], _mm512_set1_ps(1 / LEVEL_UNIT));
        __m512i out[4];
        AIKI_UNROLL
        for (int i = 0; i < 4; i++) {
            out[i] = bytes_of(levels[s][i], FOUR_TIMES(units, i), factors[i]);
        }
        store_columns(out, 4 * s, first, panel);
    }
}

// Super-blocks are whole: groups come in twos.
static AIKI_AVX512 void aiki_pack_blocks_q6_k_avx512(
    const void *rows, size_t row_bytes, size_t groups, size_t first, void *panels)
{
    const char *blocks = rows;
    for (size_t g = 0; g < groups; g += 2, blocks += sizeof(BlockQ6_K)) {
        Scales scales;
        read_scales(blocks, row_bytes, &scales);
        pack_half(blocks, row_bytes, 0, &scales, first, (Panel *)panels + g);
        pack_half(blocks, row_bytes, 1, &scales, first, (Panel *)panels + g + 1);
    }
}

void aiki_install_panel_six_avx512(AikiKernels *kernels)
{
    kernels->pack_blocks[AIKI_TYPE_Q6_K] = aiki_pack_blocks_q6_k_avx512;
}

#endif
