// Dot products with integer activations for types with super-blocks of 256, two groups each. A
// group's sums stay integers until all its scales are inside: sums of four products become words
// (at most 4 * 63 * 127, which fits), and pairs of words times their scales are added up.
#if defined(__x86_64__)

#include "dot_integers.h"

// What a block's two groups share.
typedef struct {
    __m512i scales;  // words, in order
    __m256i sums;    // what multiplies the sixteen sums of the activations' quants, words
    __m512 d;
    __m128 dmin;
} Block;

typedef struct {
    __m512i quants[2];
    __m512i scales;  // words, as spread_scales has them
} Group;

// For each word of a group's sums, the scale that it gets: lane i has those of four columns each,
// four from lane i of either register of quants.
AIKI_VNNI_INLINE __m512i spread_scales(__m512i scales, const int half, const Order order)
{
    const __m512i sixteens = _mm512_setr_epi64(
        0, 0x0004000400040004, 0x0001000100010001, 0x0005000500050005, 0x0002000200020002,
        0x0006000600060006, 0x0003000300030003, 0x0007000700070007);
    const __m512i eighths = _mm512_setr_epi64(
        0, 0x0001000100010001, 0, 0x0001000100010001, 0x0002000200020002,
        0x0003000300030003, 0x0002000200020002, 0x0003000300030003);
    const __m512i index =
        order == ORDER_EIGHTHS ? _mm512_add_epi16(eighths, _mm512_set1_epi16((short)(4 * half)))
                               : _mm512_add_epi16(sixteens, _mm512_set1_epi16((short)(8 * half)));
    return _mm512_permutexvar_epi16(index, scales);
}

AIKI_VNNI_INLINE __m512 broadcast_half(uint16_t half)
{
    return _mm512_set1_ps(_cvtsh_ss(half));
}

// The scales and minima of Q4_K and Q5_K, from the first sixteen bytes of the block: d and dmin,
// then three words A, B, C of four bytes; see aiki_scale_minimum_k4.
AIKI_VNNI_INLINE void prepare_k4(const void *bytes, Block *out)
{
    const __m128i v = _mm_loadu_si128(bytes);
    const __m128i acbc = _mm_shuffle_epi32(v, _MM_SHUFFLE(3, 2, 3, 1));
    const __m128i aabb = _mm_shuffle_epi32(v, _MM_SHUFFLE(2, 2, 1, 1));
    const __m128i low = _mm_and_si128(
        _mm_srlv_epi32(acbc, _mm_setr_epi32(0, 0, 0, 4)),
        _mm_setr_epi32(0x3f3f3f3f, 0x0f0f0f0f, 0x3f3f3f3f, 0x0f0f0f0f));
    const __m128i high = _mm_and_si128(
        _mm_srli_epi32(aabb, 2), _mm_setr_epi32(0, 0x30303030, 0, 0x30303030));
    const __m256i words = _mm256_cvtepu8_epi16(_mm_or_si128(low, high));
    out->scales = _mm512_castsi256_si512(words);
    const __m256i twice =
        _mm256_setr_epi16(8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13, 14, 14, 15, 15);
    out->sums = _mm256_permutexvar_epi16(twice, words);
    const __m128 d = _mm_cvtph_ps(v);
    out->d = _mm512_broadcastss_ps(d);
    out->dmin = _mm_shuffle_ps(d, d, _MM_SHUFFLE(1, 1, 1, 1));
}

AIKI_VNNI_INLINE void prepare_q4_k(const BlockQ4_K *block, Block *out) { prepare_k4(block, out); }

AIKI_VNNI_INLINE void unpack_q4_k(
    const BlockQ4_K *block, const Block *shared, const int half, Group *out)
{
    const __m512i bytes = _mm512_loadu_si512(block->quants + 64 * half);
    const __m512i mask = _mm512_set1_epi8(15);
    out->quants[0] = _mm512_and_si512(bytes, mask);
    out->quants[1] = _mm512_and_si512(_mm512_srli_epi16(bytes, 4), mask);
    out->scales = spread_scales(shared->scales, half, ORDER_EIGHTHS);
}

AIKI_VNNI_INLINE void prepare_q5_k(const BlockQ5_K *block, Block *out) { prepare_k4(block, out); }

// In each byte, turns bit `lower` (in the lower half of the register) or `upper` to bit `target`;
// bits around it come from other columns.
AIKI_VNNI_INLINE __m512i turn_bits(__m512i v, const int lower, const int upper, const int target)
{
    const int a = (target - lower) & 31, b = (target - upper) & 31;
    return _mm512_rolv_epi32(
        v, _mm512_setr_epi32(a, a, a, a, a, a, a, a, b, b, b, b, b, b, b, b));
}

// a | (b & mask).
AIKI_VNNI_INLINE __m512i or_masked(__m512i a, __m512i b, __m512i mask)
{
    return _mm512_ternarylogic_epi32(a, b, mask, 0xf8);
}

// Thirty-two bytes, twice.
AIKI_VNNI_INLINE __m512i twice(const uint8_t *bytes)
{
    return _mm512_broadcast_i64x4(_mm256_loadu_si256((const __m256i *)bytes));
}

AIKI_VNNI_INLINE void unpack_q5_k(
    const BlockQ5_K *block, const Block *shared, const int half, Group *out)
{
    const __m512i bytes = _mm512_loadu_si512(block->quants + 64 * half);
    const __m512i high = twice(block->high);
    const __m512i mask = _mm512_set1_epi8(15), fifth = _mm512_set1_epi8(16);
    const int bit = 4 * half;
    out->quants[0] = or_masked(
        _mm512_and_si512(bytes, mask), turn_bits(high, bit, bit + 2, 4), fifth);
    out->quants[1] = or_masked(
        _mm512_and_si512(_mm512_srli_epi16(bytes, 4), mask),
        turn_bits(high, bit + 1, bit + 3, 4), fifth);
    out->scales = spread_scales(shared->scales, half, ORDER_EIGHTHS);
}

AIKI_VNNI_INLINE void prepare_q2_k(const BlockQ2_K *block, Block *out)
{
    const __m256i words =
        _mm256_cvtepu8_epi16(_mm_loadu_si128((const __m128i *)block->scales));
    out->scales = _mm512_castsi256_si512(_mm256_and_si256(words, _mm256_set1_epi16(15)));
    out->sums = _mm256_srli_epi16(words, 4);
    const __m128 d = _mm_cvtph_ps(_mm_loadu_si32(&block->d));
    out->d = _mm512_broadcastss_ps(d);
    out->dmin = _mm_shuffle_ps(d, d, _MM_SHUFFLE(1, 1, 1, 1));
}

AIKI_VNNI_INLINE void unpack_q2_k(
    const BlockQ2_K *block, const Block *shared, const int half, Group *out)
{
    const __m512i bytes = twice(block->quants + 32 * half);
    const __m512i mask = _mm512_set1_epi8(3);
    out->quants[0] = _mm512_and_si512(turn_bits(bytes, 0, 2, 0), mask);
    out->quants[1] = _mm512_and_si512(turn_bits(bytes, 4, 6, 0), mask);
    out->scales = spread_scales(shared->scales, half, ORDER_PLAIN);
}

// Scales are read with the two bytes before them, so that nothing behind the block is; see
// aiki_scale_k3.
AIKI_VNNI_INLINE void prepare_q3_k(const BlockQ3_K *block, Block *out)
{
    const __m128i v = _mm_loadu_si128((const __m128i *)(block->scales - 2));
    const __m128i low = _mm_and_si128(
        _mm_srlv_epi64(
            _mm_shuffle_epi8(v, _mm_setr_epi8(2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5, 6, 7, 8, 9)),
            _mm_set_epi64x(4, 0)),
        _mm_set1_epi8(15));
    const __m128i upper = _mm_rolv_epi32(
        _mm_shuffle_epi8(
            v, _mm_setr_epi8(10, 11, 12, 13, 10, 11, 12, 13, 10, 11, 12, 13, 10, 11, 12, 13)),
        _mm_setr_epi32(4, 2, 0, 30));
    const __m128i codes = _mm_or_si128(low, _mm_and_si128(upper, _mm_set1_epi8(0x30)));
    const __m256i words =
        _mm256_sub_epi16(_mm256_cvtepu8_epi16(codes), _mm256_set1_epi16(32));
    out->scales = _mm512_castsi256_si512(words);
    out->sums = _mm256_mullo_epi16(words, _mm256_set1_epi16(-4));
    out->d = broadcast_half(block->d);
}

AIKI_VNNI_INLINE void unpack_q3_k(
    const BlockQ3_K *block, const Block *shared, const int half, Group *out)
{
    const __m512i bytes = twice(block->quants + 32 * half), high = twice(block->high);
    const __m512i mask = _mm512_set1_epi8(3), third = _mm512_set1_epi8(4);
    const int bit = 4 * half;
    out->quants[0] = or_masked(
        _mm512_and_si512(turn_bits(bytes, 0, 2, 0), mask), turn_bits(high, bit, bit + 1, 2),
        third);
    out->quants[1] = or_masked(
        _mm512_and_si512(turn_bits(bytes, 4, 6, 0), mask),
        turn_bits(high, bit + 2, bit + 3, 2), third);
    out->scales = spread_scales(shared->scales, half, ORDER_PLAIN);
}

AIKI_VNNI_INLINE void prepare_q6_k(const BlockQ6_K *block, Block *out)
{
    const __m256i words =
        _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)block->scales));
    out->scales = _mm512_castsi256_si512(words);
    out->sums = _mm256_slli_epi16(_mm256_sub_epi16(_mm256_setzero_si256(), words), 5);
    out->d = broadcast_half(block->d);
}

AIKI_VNNI_INLINE void unpack_q6_k(
    const BlockQ6_K *block, const Block *shared, const int half, Group *out)
{
    const __m512i low = _mm512_loadu_si512(block->low + 64 * half);
    const __m512i high = twice(block->high + 32 * half);
    const __m512i four = _mm512_set1_epi8(15), two = _mm512_set1_epi8(0x30);
    out->quants[0] =
        or_masked(_mm512_and_si512(low, four), turn_bits(high, 0, 2, 4), two);
    out->quants[1] = or_masked(
        _mm512_and_si512(_mm512_srli_epi16(low, 4), four), turn_bits(high, 4, 6, 4), two);
    out->scales = spread_scales(shared->scales, half, ORDER_PLAIN);
}

// The group's sum without the activations' scale and, for types with minima, without those. The
// offset of quants has the scales of the quants, and begins their sum.
AIKI_VNNI_INLINE __m512 dot_group(
    const Block *block, const Group *w, const Activations *x, size_t at, const int half,
    const bool minima)
{
    const __m512i zero = _mm512_setzero_si512();
    const __m512i first =
        _mm512_dpbusd_epi32(zero, w->quants[0], _mm512_load_si512(x->quants[at]));
    const __m512i second =
        _mm512_dpbusd_epi32(zero, w->quants[1], _mm512_load_si512(x->quants[at] + 64));
    const __m512i words = _mm512_packs_epi32(first, second);
    if (minima) {
        const __m512i sum = _mm512_madd_epi16(words, w->scales);
        return _mm512_mul_ps(_mm512_cvtepi32_ps(sum), block->d);
    }
    const __m128i factors = half ? _mm256_extracti128_si256(block->sums, 1)
                                 : _mm256_castsi256_si128(block->sums);
    const __m128i offset = _mm_madd_epi16(factors, x->sums[at]);
    const __m512i sum = _mm512_dpwssd_epi32(_mm512_zextsi128_si512(offset), words, w->scales);
    return _mm512_mul_ps(_mm512_cvtepi32_ps(sum), block->d);
}

// The minima of a block, one for each sixteen columns.
AIKI_VNNI_INLINE __m512 minima_of(const Block *block)
{
    const __m512 numbers = _mm512_cvtepi32_ps(_mm512_cvtepi16_epi32(block->sums));
    return _mm512_mul_ps(numbers, _mm512_broadcastss_ps(block->dmin));
}

// A row on its own, where it is short and its blocks take longer to unpack than to read, asks for
// what comes `ahead` bytes later: Q4_K from memory by two threads 28 to 30 GB/s at 2048 columns.
// Long rows do without, and Q6_K loses what Q4_K gains.
#define DEFINE_DOT_SUPER(name, Stored, order, minima, ahead)                                       \
    AIKI_VNNI_INLINE void dot_some_##name(                                                         \
        const size_t tokens, const size_t streams, const bool asking, const Rows *rows,            \
        size_t columns, const Activations *x, size_t from)                                         \
    {                                                                                              \
        __m512 sums[STREAMS][AIKI_DOT_TOKENS];                                                     \
        for (size_t s = 0; s < streams; s++) {                                                     \
            for (size_t t = 0; t < tokens; t++) sums[s][t] = _mm512_setzero_ps();                  \
        }                                                                                          \
        const bool asks = asking || (ahead > 0 && rows->are_short);                                \
        const size_t distance = asking ? rows->distance : ahead;                                   \
        for (size_t k = 0; k < columns / AIKI_SUPER; k++) {                                        \
            for (size_t s = 0; s < streams; s++) {                                                 \
                const Stored *stored = (const Stored *)(rows->bytes + s * rows->apart) + k;        \
                Block block;                                                                       \
                if (asks) ask_for((const char *)stored + distance, sizeof(Stored));                \
                prepare_##name(stored, &block);                                                    \
                if (minima) {                                                                      \
                    const __m512 least = minima_of(&block);                                        \
                    for (size_t t = 0; t < tokens; t++) {                                          \
                        sums[s][t] = _mm512_fnmadd_ps(                                             \
                            least, _mm512_load_ps(x->scaled[(from / 2 + k) * tokens + t]),         \
                            sums[s][t]);                                                           \
                    }                                                                              \
                }                                                                                  \
                AIKI_UNROLL                                                                        \
                for (int half = 0; half < 2; half++) {                                             \
                    Group w;                                                                       \
                    unpack_##name(stored, &block, half, &w);                                       \
                    for (size_t t = 0; t < tokens; t++) {                                          \
                        const size_t at = (from + 2 * k + (size_t)half) * tokens + t;              \
                        const __m512 v = dot_group(&block, &w, x, at, half, minima);               \
                        sums[s][t] =                                                               \
                            _mm512_fmadd_ps(v, _mm512_set1_ps(x->scales[at]), sums[s][t]);         \
                    }                                                                              \
                }                                                                                  \
            }                                                                                      \
        }                                                                                          \
        for (size_t s = 0; s < streams; s++) {                                                     \
            for (size_t t = 0; t < tokens; t++) {                                                  \
                rows->y[s * rows->y_apart + t * rows->y_stride] += aiki_sum_lanes(sums[s][t]);     \
            }                                                                                      \
        }                                                                                          \
    }                                                                                              \
    AIKI_DEFINE_DOT_INTEGERS(name, Stored, AIKI_SUPER, order,                                      \
                             minima ? SUMS_SCALED : SUMS_PLAIN, 0, dot_some_##name)

DEFINE_DOT_SUPER(q2_k, BlockQ2_K, ORDER_PLAIN, true, 0)
DEFINE_DOT_SUPER(q3_k, BlockQ3_K, ORDER_PLAIN, false, 0)
DEFINE_DOT_SUPER(q4_k, BlockQ4_K, ORDER_EIGHTHS, true, 4608)
DEFINE_DOT_SUPER(q5_k, BlockQ5_K, ORDER_EIGHTHS, true, 0)
DEFINE_DOT_SUPER(q6_k, BlockQ6_K, ORDER_PLAIN, false, 0)

void aiki_install_dot_super_avx512(AikiKernels *kernels)
{
    AIKI_INSTALL_DOT_INTEGERS(AIKI_TYPE_Q2_K, q2_k);
    AIKI_INSTALL_DOT_INTEGERS(AIKI_TYPE_Q3_K, q3_k);
    AIKI_INSTALL_DOT_INTEGERS(AIKI_TYPE_Q4_K, q4_k);
    AIKI_INSTALL_DOT_INTEGERS(AIKI_TYPE_Q5_K, q5_k);
    AIKI_INSTALL_DOT_INTEGERS(AIKI_TYPE_Q6_K, q6_k);
}

#endif
