// Dot products with integer activations for types whose blocks of 32 have a scale of their own, and
// IQ4_XS, whose eighths are such blocks but for where their scales are.
//
// Four blocks are a group. Each has four lanes of a register of sums, so that one vector of scales
// and one multiplication serve all of them. Instructions that take bytes and words from anywhere
// cost one cycle; blocks of an even size therefore come as two registers of bytes as they are, out
// of which words are picked. vpdpbusd wants unsigned weights: they are stored so, or get an offset,
// which the sums of the activations' quants take out again, exactly.
#if defined(__x86_64__)

#include "dot_integers.h"

typedef struct {
    __m512i quants[2];  // elements 0 ..< 16 of each block, and 16 ..< 32, with the offset
    __m512 scales;      // of each block, four times
    __m512 minima;      // likewise, where the type has one
} FourBlocks;

// Sixteen bytes of each of four blocks.
AIKI_VNNI_INLINE __m512i four_sixteens(const uint8_t *bytes, size_t stride)
{
    __m512i v = _mm512_castsi128_si512(_mm_loadu_si128((const __m128i *)bytes));
    v = _mm512_inserti32x4(v, _mm_loadu_si128((const __m128i *)(bytes + stride)), 1);
    v = _mm512_inserti32x4(v, _mm_loadu_si128((const __m128i *)(bytes + 2 * stride)), 2);
    return _mm512_inserti32x4(v, _mm_loadu_si128((const __m128i *)(bytes + 3 * stride)), 3);
}

// Four blocks of an even size as words, of at most 128 bytes.
typedef struct {
    __m512i start;  // 64 bytes from the first
    __m512i end;    // 64 bytes up to the last
} Words;

AIKI_VNNI_INLINE Words words_of(const void *blocks, const size_t size)
{
    const char *bytes = blocks;
    return (Words){_mm512_loadu_si512(bytes), _mm512_loadu_si512(bytes + 4 * size - 64)};
}

// The index, among the words of both registers, of a byte's word.
AIKI_VNNI_INLINE short index_of(const size_t size, const size_t byte)
{
    return (short)(byte + 2 <= 64 ? byte / 2 : 32 + (byte - (4 * size - 64)) / 2);
}

// Picks, for each block, `count` words from its byte `first` on, again and again.
AIKI_VNNI_INLINE __m512i pick(
    Words words, const size_t size, const size_t first, const size_t count)
{
    short at[32];
    AIKI_UNROLL
    for (size_t i = 0; i < 32; i++) at[i] = index_of(size, i / 8 * size + first + i % count * 2);
    return _mm512_permutex2var_epi16(words.start, _mm512_loadu_si512(at), words.end);
}

// A binary16 number of each, four times.
AIKI_VNNI_INLINE __m512 pick_halves(Words words, const size_t size, const size_t first)
{
    short at[16];
    AIKI_UNROLL
    for (size_t i = 0; i < 16; i++) at[i] = index_of(size, i / 4 * size + first);
    const __m512i index = _mm512_castsi256_si512(_mm256_loadu_si256((const __m256i *)at));
    const __m512i v = _mm512_permutex2var_epi16(words.start, index, words.end);
    return _mm512_cvtph_ps(_mm512_castsi512_si256(v));
}

// The halves of bytes: elements 0 ..< 16 are the low ones.
AIKI_VNNI_INLINE void halves_of_bytes(__m512i bytes, __m512i quants[2])
{
    const __m512i mask = _mm512_set1_epi8(15);
    quants[0] = _mm512_and_si512(bytes, mask);
    quants[1] = _mm512_and_si512(_mm512_srli_epi16(bytes, 4), mask);
}

// Adds 16 where an element's bit of `high` is set: 32 bits for each block, four times.
AIKI_VNNI_INLINE void add_fifth_bits(__m512i high, __m512i quants[2])
{
    const __m512i bits = _mm512_set1_epi64((long long)0x8040201008040201);
    for (int half = 0; half < 2; half++) {
        const long long low = 0x0101010101010101 * (2 * half);
        const __m512i bytes = _mm512_broadcast_i32x4(
            _mm_set_epi64x(low + 0x0101010101010101, low));
        const __mmask64 set = _mm512_test_epi8_mask(_mm512_shuffle_epi8(high, bytes), bits);
        quants[half] =
            _mm512_mask_add_epi8(quants[half], set, quants[half], _mm512_set1_epi8(16));
    }
}

AIKI_VNNI_INLINE void look_up(const __m128i levels, __m512i quants[2])
{
    const __m512i table = _mm512_broadcast_i32x4(levels);
    quants[0] = _mm512_shuffle_epi8(table, quants[0]);
    quants[1] = _mm512_shuffle_epi8(table, quants[1]);
}

enum { OFFSET_Q8 = 128, OFFSET_IQ4 = 128, OFFSET_E2M1 = 12 };

AIKI_VNNI_INLINE __m128i levels_iq4(void)
{
    const __m128i levels = _mm_loadu_si128((const __m128i *)aiki_levels_iq4);
    return _mm_xor_si128(levels, _mm_set1_epi8(-OFFSET_IQ4));
}

AIKI_VNNI_INLINE __m128i levels_e2m1(void)
{
    const __m128i levels = _mm_loadu_si128((const __m128i *)aiki_levels_e2m1);
    return _mm_add_epi8(levels, _mm_set1_epi8(OFFSET_E2M1));
}

AIKI_VNNI_INLINE void unpack_q4_0(const BlockQ4_0 *blocks, size_t group, FourBlocks *out)
{
    const Words words = words_of(blocks + 4 * group, sizeof *blocks);
    halves_of_bytes(pick(words, sizeof *blocks, offsetof(BlockQ4_0, quants), 8), out->quants);
    out->scales = pick_halves(words, sizeof *blocks, offsetof(BlockQ4_0, d));
}

AIKI_VNNI_INLINE void unpack_q4_1(const BlockQ4_1 *blocks, size_t group, FourBlocks *out)
{
    const Words words = words_of(blocks + 4 * group, sizeof *blocks);
    halves_of_bytes(pick(words, sizeof *blocks, offsetof(BlockQ4_1, quants), 8), out->quants);
    out->scales = pick_halves(words, sizeof *blocks, offsetof(BlockQ4_1, d));
    out->minima = pick_halves(words, sizeof *blocks, offsetof(BlockQ4_1, m));
}

AIKI_VNNI_INLINE void unpack_q5_0(const BlockQ5_0 *blocks, size_t group, FourBlocks *out)
{
    const Words words = words_of(blocks + 4 * group, sizeof *blocks);
    halves_of_bytes(pick(words, sizeof *blocks, offsetof(BlockQ5_0, quants), 8), out->quants);
    add_fifth_bits(pick(words, sizeof *blocks, offsetof(BlockQ5_0, high), 2), out->quants);
    out->scales = pick_halves(words, sizeof *blocks, offsetof(BlockQ5_0, d));
}

AIKI_VNNI_INLINE void unpack_q5_1(const BlockQ5_1 *blocks, size_t group, FourBlocks *out)
{
    const Words words = words_of(blocks + 4 * group, sizeof *blocks);
    halves_of_bytes(pick(words, sizeof *blocks, offsetof(BlockQ5_1, quants), 8), out->quants);
    add_fifth_bits(pick(words, sizeof *blocks, offsetof(BlockQ5_1, high), 2), out->quants);
    out->scales = pick_halves(words, sizeof *blocks, offsetof(BlockQ5_1, d));
    out->minima = pick_halves(words, sizeof *blocks, offsetof(BlockQ5_1, m));
}

// The blocks' d, four times each. They are too far apart for `pick`.
AIKI_VNNI_INLINE __m512 scales_q8_0(const BlockQ8_0 *blocks)
{
    __m256i v = _mm256_broadcastw_epi16(_mm_loadu_si16(&blocks[0].d));
    v = _mm256_mask_broadcastw_epi16(v, 0x00f0, _mm_loadu_si16(&blocks[1].d));
    v = _mm256_mask_broadcastw_epi16(v, 0x0f00, _mm_loadu_si16(&blocks[2].d));
    v = _mm256_mask_broadcastw_epi16(v, 0xf000, _mm_loadu_si16(&blocks[3].d));
    return _mm512_cvtph_ps(v);
}

AIKI_VNNI_INLINE void unpack_q8_0(const BlockQ8_0 *blocks, size_t group, FourBlocks *out)
{
    blocks += 4 * group;
    const uint8_t *quants = (const uint8_t *)blocks->quants;
    const __m512i offset = _mm512_set1_epi8(-OFFSET_Q8);
    for (int half = 0; half < 2; half++) {
        const __m512i v = four_sixteens(quants + 16 * half, sizeof *blocks);
        out->quants[half] = _mm512_xor_si512(v, offset);
    }
    out->scales = scales_q8_0(blocks);
}

AIKI_VNNI_INLINE void unpack_iq4_nl(const BlockIQ4_NL *blocks, size_t group, FourBlocks *out)
{
    const Words words = words_of(blocks + 4 * group, sizeof *blocks);
    halves_of_bytes(pick(words, sizeof *blocks, offsetof(BlockIQ4_NL, quants), 8), out->quants);
    look_up(levels_iq4(), out->quants);
    out->scales = pick_halves(words, sizeof *blocks, offsetof(BlockIQ4_NL, d));
}

// Exponents become floats as aiki_half_e8m0 has them.
AIKI_VNNI_INLINE void unpack_mxfp4(const BlockMXFP4 *blocks, size_t group, FourBlocks *out)
{
    blocks += 4 * group;
    halves_of_bytes(four_sixteens(blocks->quants, sizeof *blocks), out->quants);
    look_up(levels_e2m1(), out->quants);
    // Byte 17 i of the four blocks is byte i of lane i.
    const __m512i first = _mm512_setr_epi32(
        0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3);
    const __m512i only = _mm512_or_si512(first, _mm512_set1_epi32((int)0x80808000));
    const __m512i exponents = _mm512_shuffle_epi8(_mm512_loadu_si512(blocks), only);
    const __m512i normal =
        _mm512_slli_epi32(_mm512_sub_epi32(exponents, _mm512_set1_epi32(1)), 23);
    const __mmask16 small = _mm512_cmplt_epi32_mask(exponents, _mm512_set1_epi32(2));
    const __m512i bits =
        _mm512_mask_sllv_epi32(normal, small, _mm512_set1_epi32(0x00200000), exponents);
    out->scales = _mm512_castsi512_ps(bits);
}

AIKI_VNNI_INLINE void unpack_iq4_xs(const BlockIQ4_XS *blocks, size_t group, FourBlocks *out)
{
    const BlockIQ4_XS *block = blocks + group / 2;
    const int first = (int)(group % 2) * 4;
    halves_of_bytes(_mm512_loadu_si512(block->quants + 16 * first), out->quants);
    look_up(levels_iq4(), out->quants);
    // Low bits of the half's four scales at 4 i, upper bits at 16 + 2 i; see aiki_scale_iq4_xs.
    uint16_t low;
    memcpy(&low, block->scales_low + group % 2 * 2, sizeof low);
    const uint8_t upper = ((const uint8_t *)&block->scales_high)[group % 2];
    const __m512i codes = _mm512_set1_epi32(low | upper << 16);
    const __m512i low_bits = _mm512_and_si512(
        _mm512_srlv_epi32(
            codes, _mm512_setr_epi32(0, 0, 0, 0, 4, 4, 4, 4, 8, 8, 8, 8, 12, 12, 12, 12)),
        _mm512_set1_epi32(15));
    const __m512i upper_bits = _mm512_and_si512(
        _mm512_srlv_epi32(
            codes,
            _mm512_setr_epi32(12, 12, 12, 12, 14, 14, 14, 14, 16, 16, 16, 16, 18, 18, 18, 18)),
        _mm512_set1_epi32(0x30));
    const __m512i scales =
        _mm512_sub_epi32(_mm512_or_si512(low_bits, upper_bits), _mm512_set1_epi32(32));
    out->scales = _mm512_mul_ps(_mm512_cvtepi32_ps(scales), _mm512_set1_ps(_cvtsh_ss(block->d)));
}

// Number i to lane i of 128 bits, zeros beside it.
AIKI_VNNI_INLINE __m512i spread_sums(const __m128i *sums)
{
    return _mm512_maskz_broadcast_i32x4(0x8421, _mm_load_si128(sums));
}

// One group of a row with all tokens, then some rows.
#define DEFINE_DOT_SMALL(name, Block, length, kind, offset)                                        \
    AIKI_VNNI_INLINE void dot_group_##name(                                                        \
        const size_t tokens, const void *row, size_t group, const Activations *x, size_t x_group,  \
        __m512 *total)                                                                             \
    {                                                                                              \
        FourBlocks w;                                                                              \
        unpack_##name(row, group, &w);                                                             \
        for (size_t t = 0; t < tokens; t++) {                                                      \
            const size_t at = x_group * tokens + t;                                                \
            const bool affine = kind == SUMS_OF_BLOCK;                                             \
            __m512i dot = affine ? _mm512_setzero_si512() : spread_sums(&x->sums[at]);             \
            dot = _mm512_dpbusd_epi32(dot, w.quants[0], _mm512_load_si512(x->quants[at]));         \
            dot = _mm512_dpbusd_epi32(dot, w.quants[1], _mm512_load_si512(x->quants[at] + 64));    \
            __m512 v = _mm512_mul_ps(_mm512_cvtepi32_ps(dot), w.scales);                           \
            if (affine) {                                                                          \
                const __m512 of_blocks = _mm512_castsi512_ps(spread_sums(&x->sums[at]));           \
                v = _mm512_fmadd_ps(w.minima, of_blocks, v);                                       \
            }                                                                                      \
            total[t] = _mm512_fmadd_ps(v, _mm512_set1_ps(x->scales[at]), total[t]);                \
        }                                                                                          \
    }                                                                                              \
                                                                                                   \
    AIKI_VNNI_INLINE void dot_some_##name(                                                         \
        const size_t tokens, const size_t streams, const bool asking, const Rows *rows,            \
        size_t columns, const Activations *x, size_t from)                                         \
    {                                                                                              \
        const size_t whole = columns / AIKI_GROUP;                                                 \
        const size_t group_bytes = AIKI_GROUP * sizeof(Block) / length;                            \
        __m512 total[STREAMS][AIKI_DOT_TOKENS];                                                    \
        for (size_t s = 0; s < streams; s++) {                                                     \
            for (size_t t = 0; t < tokens; t++) total[s][t] = _mm512_setzero_ps();                 \
        }                                                                                          \
        for (size_t group = 0; group < whole; group++) {                                           \
            for (size_t s = 0; s < streams; s++) {                                                 \
                const char *row = rows->bytes + s * rows->apart;                                   \
                if (asking) ask_for(row + rows->distance + group * group_bytes, group_bytes);      \
                dot_group_##name(tokens, row, group, x, from + group, total[s]);                   \
            }                                                                                      \
        }                                                                                          \
        for (size_t s = 0; s < streams && columns % AIKI_GROUP > 0; s++) {                         \
            /* Blocks of zeros after the last ones; IQ4_XS never comes here. */                    \
            char tail[4 * sizeof(Block)] = {0};                                                    \
            const size_t size = columns % AIKI_GROUP / AIKI_SMALL * sizeof(Block);                 \
            memcpy(tail, rows->bytes + s * rows->apart + whole * 4 * sizeof(Block), size);         \
            dot_group_##name(tokens, tail, 0, x, from + whole, total[s]);                          \
        }                                                                                          \
        for (size_t s = 0; s < streams; s++) {                                                     \
            for (size_t t = 0; t < tokens; t++) {                                                  \
                rows->y[s * rows->y_apart + t * rows->y_stride] += aiki_sum_lanes(total[s][t]);    \
            }                                                                                      \
        }                                                                                          \
    }                                                                                              \
    AIKI_DEFINE_DOT_INTEGERS(name, Block, length, ORDER_SIXTEENS, kind, offset, dot_some_##name)

DEFINE_DOT_SMALL(q4_0, BlockQ4_0, AIKI_SMALL, SUMS_OFFSET, 8)
DEFINE_DOT_SMALL(q4_1, BlockQ4_1, AIKI_SMALL, SUMS_OF_BLOCK, 0)
DEFINE_DOT_SMALL(q5_0, BlockQ5_0, AIKI_SMALL, SUMS_OFFSET, 16)
DEFINE_DOT_SMALL(q5_1, BlockQ5_1, AIKI_SMALL, SUMS_OF_BLOCK, 0)
DEFINE_DOT_SMALL(q8_0, BlockQ8_0, AIKI_SMALL, SUMS_OFFSET, OFFSET_Q8)
DEFINE_DOT_SMALL(iq4_nl, BlockIQ4_NL, AIKI_SMALL, SUMS_OFFSET, OFFSET_IQ4)
DEFINE_DOT_SMALL(mxfp4, BlockMXFP4, AIKI_SMALL, SUMS_OFFSET, OFFSET_E2M1)
DEFINE_DOT_SMALL(iq4_xs, BlockIQ4_XS, AIKI_SUPER, SUMS_OFFSET, OFFSET_IQ4)

void aiki_install_dot_small_avx512(AikiKernels *kernels)
{
    AIKI_INSTALL_DOT_INTEGERS(AIKI_TYPE_Q4_0, q4_0);
    AIKI_INSTALL_DOT_INTEGERS(AIKI_TYPE_Q4_1, q4_1);
    AIKI_INSTALL_DOT_INTEGERS(AIKI_TYPE_Q5_0, q5_0);
    AIKI_INSTALL_DOT_INTEGERS(AIKI_TYPE_Q5_1, q5_1);
    AIKI_INSTALL_DOT_INTEGERS(AIKI_TYPE_Q8_0, q8_0);
    AIKI_INSTALL_DOT_INTEGERS(AIKI_TYPE_IQ4_NL, iq4_nl);
    AIKI_INSTALL_DOT_INTEGERS(AIKI_TYPE_MXFP4, mxfp4);
    AIKI_INSTALL_DOT_INTEGERS(AIKI_TYPE_IQ4_XS, iq4_xs);
}

#endif
