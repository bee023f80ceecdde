// Dot products of types with blocks of 32 with int8 activations: four blocks share a group's scale.
#if defined(__x86_64__)

#include "../half.h"
#include "dot_integers.h"

// What the levels of four blocks are multiplied with, and what is added for each activation.
typedef struct {
    __m128 step;
    __m128 offset;
} Scales;

AIKI_AVX2_INLINE __m128 four_halves(uint16_t a, uint16_t b, uint16_t c, uint16_t d)
{
    const uint64_t halves =
        (uint64_t)a | (uint64_t)b << 16 | (uint64_t)c << 32 | (uint64_t)d << 48;
    return _mm_cvtph_ps(_mm_cvtsi64_si128((long long)halves));
}

#define FOUR_HALVES(b, member) four_halves(b[0].member, b[1].member, b[2].member, b[3].member)

#define DEFINE_SCALES_CENTRED(name, Block, middle)                                                 \
    AIKI_AVX2_INLINE Scales scales_##name(const Block *b)                                          \
    {                                                                                              \
        const __m128 step = FOUR_HALVES(b, d);                                                     \
        return (Scales){step, _mm_mul_ps(step, _mm_set1_ps(-(middle)))};                           \
    }

#define DEFINE_SCALES_SHIFTED(name, Block)                                                         \
    AIKI_AVX2_INLINE Scales scales_##name(const Block *b)                                          \
    {                                                                                              \
        return (Scales){FOUR_HALVES(b, d), FOUR_HALVES(b, m)};                                     \
    }

DEFINE_SCALES_CENTRED(q4_0, BlockQ4_0, 8.0f)
DEFINE_SCALES_CENTRED(q5_0, BlockQ5_0, 16.0f)
DEFINE_SCALES_CENTRED(q8_0, BlockQ8_0, 0.0f)
DEFINE_SCALES_CENTRED(iq4_nl, BlockIQ4_NL, 0.0f)
DEFINE_SCALES_SHIFTED(q4_1, BlockQ4_1)
DEFINE_SCALES_SHIFTED(q5_1, BlockQ5_1)

// As aiki_half_e8m0, four at a time.
AIKI_AVX2_INLINE Scales scales_mxfp4(const BlockMXFP4 *b)
{
    const __m128i exponents =
        _mm_setr_epi32(b[0].exponent, b[1].exponent, b[2].exponent, b[3].exponent);
    const __m128i normal = _mm_slli_epi32(_mm_sub_epi32(exponents, _mm_set1_epi32(1)), 23);
    const __m128i subnormal = _mm_sllv_epi32(_mm_set1_epi32(0x00200000), exponents);
    const __m128i small = _mm_cmpgt_epi32(_mm_set1_epi32(2), exponents);
    const __m128i bits = _mm_blendv_epi8(normal, subnormal, small);
    return (Scales){_mm_castsi128_ps(bits), _mm_setzero_ps()};
}

// The fifth bits of 32 elements, each 16 in its byte.
AIKI_AVX2_INLINE __m256i fifth_bits(const uint8_t high[4])
{
    uint32_t bits;
    memcpy(&bits, high, sizeof bits);
    const __m256i select = _mm256_setr_epi64x(
        0, 0x0101010101010101, 0x0202020202020202, 0x0303030303030303);
    const __m256i masks = _mm256_set1_epi64x((long long)0x8040201008040201);
    const __m256i bytes = _mm256_shuffle_epi8(_mm256_set1_epi32((int)bits), select);
    const __m256i set = _mm256_cmpeq_epi8(_mm256_and_si256(bytes, masks), masks);
    return _mm256_and_si256(set, _mm256_set1_epi8(16));
}

AIKI_AVX2_INLINE __m256i levels_q4_0(const BlockQ4_0 *block)
{
    return join_halves(block->quants);
}

AIKI_AVX2_INLINE __m256i levels_q4_1(const BlockQ4_1 *block)
{
    return join_halves(block->quants);
}

AIKI_AVX2_INLINE __m256i levels_q5_0(const BlockQ5_0 *block)
{
    return _mm256_or_si256(join_halves(block->quants), fifth_bits(block->high));
}

AIKI_AVX2_INLINE __m256i levels_q5_1(const BlockQ5_1 *block)
{
    return _mm256_or_si256(join_halves(block->quants), fifth_bits(block->high));
}

AIKI_AVX2_INLINE __m256i levels_q8_0(const BlockQ8_0 *block)
{
    return load_32(block->quants);
}

AIKI_AVX2_INLINE __m256i levels_iq4_nl(const BlockIQ4_NL *block)
{
    return look_up(block->quants, aiki_levels_iq4);
}

AIKI_AVX2_INLINE __m256i levels_mxfp4(const BlockMXFP4 *block)
{
    return look_up(block->quants, aiki_levels_e2m1);
}

// The four numbers, each in all lanes.
AIKI_AVX2_INLINE void spread(__m128 numbers, __m256 lanes[PARTS])
{
    lanes[0] = _mm256_broadcastss_ps(numbers);
    lanes[1] = _mm256_broadcastss_ps(_mm_movehdup_ps(numbers));
    lanes[2] = _mm256_broadcastss_ps(_mm_movehl_ps(numbers, numbers));
    lanes[3] = _mm256_broadcastss_ps(_mm_permute_ps(numbers, 3));
}

// The sums of 32 activations, times the offsets.
AIKI_AVX2_INLINE __m256 offset_sums(const int16_t *sums, __m128 offset)
{
    const __m128i pairs = _mm_madd_epi16(load_16(sums), _mm_set1_epi16(1));
    return widen(_mm_mul_ps(_mm_cvtepi32_ps(pairs), offset));
}

// DEFINE(name, block, kind): from scales_name (four blocks) and levels_name (one block). A row's
// last blocks, where they are fewer than four, are copied before zeros.
#define DEFINE_SMALL(name, Block, kind)                                                            \
    AIKI_AVX2_INLINE void dot_group_##name(                                                        \
        const int tokens, const Block *blocks, const Activations *x, size_t group, __m256 *sums)   \
    {                                                                                              \
        const Scales scales = scales_##name(blocks);                                               \
        __m256 steps[PARTS], partial[TOKENS_TOGETHER];                                             \
        spread(scales.step, steps);                                                                \
        AIKI_UNROLL                                                                                \
        for (int t = 0; t < tokens; t++) {                                                         \
            partial[t] = kind == SIGNED                                                            \
                             ? _mm256_setzero_ps()                                                 \
                             : offset_sums(x[t].sums + group * 2 * PARTS, scales.offset);          \
        }                                                                                          \
        AIKI_UNROLL                                                                                \
        for (int part = 0; part < PARTS; part++) {                                                 \
            const __m256i levels = levels_##name(blocks + part);                                   \
            AIKI_UNROLL                                                                            \
            for (int t = 0; t < tokens; t++) {                                                     \
                const int8_t *quants = x[t].quants + group * AIKI_GROUP + part * 32;               \
                const __m256i pairs = products(kind, levels, quants);                              \
                const __m256i quads = _mm256_madd_epi16(pairs, _mm256_set1_epi16(1));              \
                partial[t] = _mm256_fmadd_ps(_mm256_cvtepi32_ps(quads), steps[part], partial[t]);  \
            }                                                                                      \
        }                                                                                          \
        AIKI_UNROLL                                                                                \
        for (int t = 0; t < tokens; t++) {                                                         \
            const __m256 scale = _mm256_broadcast_ss(x[t].scales + group);                         \
            sums[t] = _mm256_fmadd_ps(partial[t], scale, sums[t]);                                 \
        }                                                                                          \
    }                                                                                              \
                                                                                                   \
    AIKI_AVX2_INLINE void dot_some_##name(                                                         \
        const int tokens, const void *row, const AikiIntegerRows *rows, size_t first, float *y,    \
        size_t y_stride)                                                                           \
    {                                                                                              \
        const Block *blocks = row;                                                                 \
        const size_t whole = rows->columns / AIKI_GROUP;                                           \
        Activations x[TOKENS_TOGETHER];                                                            \
        __m256 sums[TOKENS_TOGETHER];                                                              \
        for (int t = 0; t < tokens; t++) {                                                         \
            x[t] = activations_of(rows, first + (size_t)t);                                        \
            sums[t] = _mm256_setzero_ps();                                                         \
        }                                                                                          \
        for (size_t group = 0; group < whole; group++, blocks += PARTS) {                          \
            dot_group_##name(tokens, blocks, x, group, sums);                                      \
        }                                                                                          \
        if (rows->columns % AIKI_GROUP != 0) {                                                     \
            Block last[PARTS] = {0};                                                               \
            memcpy(last, blocks, rows->columns % AIKI_GROUP / AIKI_SMALL * sizeof(Block));         \
            dot_group_##name(tokens, last, x, whole, sums);                                        \
        }                                                                                          \
        for (int t = 0; t < tokens; t++) y[(size_t)t * y_stride] += aiki_sum_lanes(sums[t]);       \
    }                                                                                              \
                                                                                                   \
    AIKI_DEFINE_DOT_INTEGERS_AVX2(name)

DEFINE_SMALL(q4_0, BlockQ4_0, CENTRED)
DEFINE_SMALL(q4_1, BlockQ4_1, SHIFTED)
DEFINE_SMALL(q5_0, BlockQ5_0, CENTRED)
DEFINE_SMALL(q5_1, BlockQ5_1, SHIFTED)
DEFINE_SMALL(q8_0, BlockQ8_0, SIGNED)
DEFINE_SMALL(iq4_nl, BlockIQ4_NL, SIGNED)
DEFINE_SMALL(mxfp4, BlockMXFP4, SIGNED)

void aiki_install_dot_small_avx2(AikiKernels *kernels)
{
    AIKI_INSTALL_DOT_INTEGERS_AVX2(AIKI_TYPE_Q4_0, q4_0);
    AIKI_INSTALL_DOT_INTEGERS_AVX2(AIKI_TYPE_Q4_1, q4_1);
    AIKI_INSTALL_DOT_INTEGERS_AVX2(AIKI_TYPE_Q5_0, q5_0);
    AIKI_INSTALL_DOT_INTEGERS_AVX2(AIKI_TYPE_Q5_1, q5_1);
    AIKI_INSTALL_DOT_INTEGERS_AVX2(AIKI_TYPE_Q8_0, q8_0);
    AIKI_INSTALL_DOT_INTEGERS_AVX2(AIKI_TYPE_IQ4_NL, iq4_nl);
    AIKI_INSTALL_DOT_INTEGERS_AVX2(AIKI_TYPE_MXFP4, mxfp4);
}

#endif
