// Dot products of types with super-blocks of 256 with int8 activations: two groups a block.
//
// The scales of sub-blocks are integers, so that a group is summed in 32 bits and turned into a
// float once. Layouts: blocks.h.
#if defined(__x86_64__)

#include "../half.h"
#include "dot_integers.h"

// The factors of a group's 8 sixteenths (those of eighths twice), and what multiplies the sums of
// their activations; d and dmin scale the two.
typedef struct {
    __m128i codes;
    __m128i shifts;
    float d;
    float dmin;
} Factors;

// Bytes 4 h ..< 4 h + 4 as 8 numbers of 16 bits, each twice.
AIKI_AVX2_INLINE __m128i twice(uint64_t bytes, const int half)
{
    const __m128i first = _mm_setr_epi8(0, -1, 0, -1, 1, -1, 1, -1, 2, -1, 2, -1, 3, -1, 3, -1);
    const __m128i second = _mm_setr_epi8(4, -1, 4, -1, 5, -1, 5, -1, 6, -1, 6, -1, 7, -1, 7, -1);
    return _mm_shuffle_epi8(_mm_cvtsi64_si128((long long)bytes), half == 0 ? first : second);
}

// The scales and minimums of Q4_K and Q5_K; see aiki_scale_minimum_k4, four at a time.
AIKI_AVX2_INLINE Factors factors_k4(
    const uint8_t packed[12], uint16_t d, uint16_t dmin, const int half)
{
    uint32_t first, second, third;
    memcpy(&first, packed, 4);
    memcpy(&second, packed + 4, 4);
    memcpy(&third, packed + 8, 4);
    const uint32_t six = 0x3f3f3f3f, four = 0x0f0f0f0f, two = 0x03030303;
    const uint32_t scale_high = (third & four) | (first >> 6 & two) << 4;
    const uint32_t minimum_high = (third >> 4 & four) | (second >> 6 & two) << 4;
    return (Factors){
        twice((first & six) | (uint64_t)scale_high << 32, half),
        twice((second & six) | (uint64_t)minimum_high << 32, half),
        _cvtsh_ss(d),
        -_cvtsh_ss(dmin),
    };
}

AIKI_AVX2_INLINE Factors factors_q4_k(const BlockQ4_K *block, const int half)
{
    return factors_k4(block->scales, block->d, block->dmin, half);
}

AIKI_AVX2_INLINE Factors factors_q5_k(const BlockQ5_K *block, const int half)
{
    return factors_k4(block->scales, block->d, block->dmin, half);
}

AIKI_AVX2_INLINE Factors factors_q2_k(const BlockQ2_K *block, const int half)
{
    const __m128i bytes = _mm_loadl_epi64((const __m128i *)(block->scales + 8 * half));
    const __m128i numbers = _mm_cvtepu8_epi16(bytes);
    return (Factors){
        _mm_and_si128(numbers, _mm_set1_epi16(15)),
        _mm_srli_epi16(numbers, 4),
        _cvtsh_ss(block->d),
        -_cvtsh_ss(block->dmin),
    };
}

// See aiki_scale_k3, four at a time.
AIKI_AVX2_INLINE Factors factors_q3_k(const BlockQ3_K *block, const int half)
{
    uint32_t low[2], high;
    memcpy(low, block->scales, 8);
    memcpy(&high, block->scales + 8, 4);
    const uint32_t four = 0x0f0f0f0f, two = 0x03030303;
    const uint32_t first = (low[0] >> 4 * half & four) | (high >> 4 * half & two) << 4;
    const uint32_t second = (low[1] >> 4 * half & four) | (high >> (4 * half + 2) & two) << 4;
    const __m128i numbers =
        _mm_cvtepu8_epi16(_mm_cvtsi64_si128((long long)(first | (uint64_t)second << 32)));
    const __m128i codes = _mm_sub_epi16(numbers, _mm_set1_epi16(32));
    return (Factors){codes, _mm_slli_epi16(codes, 2), _cvtsh_ss(block->d), 0};
}

AIKI_AVX2_INLINE Factors factors_q6_k(const BlockQ6_K *block, const int half)
{
    const __m128i bytes = _mm_loadl_epi64((const __m128i *)(block->scales + 8 * half));
    const __m128i codes = _mm_cvtepi8_epi16(bytes);
    return (Factors){codes, _mm_slli_epi16(codes, 5), _cvtsh_ss(block->d), 0};
}

// See aiki_scale_iq4_xs: multiplying moves each pair of bits to the top of its 16.
AIKI_AVX2_INLINE Factors factors_iq4_xs(const BlockIQ4_XS *block, const int half)
{
    uint32_t packed;
    memcpy(&packed, block->scales_low, sizeof packed);
    const uint32_t even = packed & 0x0f0f0f0f, odd = packed >> 4 & 0x0f0f0f0f;
    const __m128i low = _mm_cvtepu8_epi16(
        _mm_unpacklo_epi8(_mm_cvtsi32_si128((int)even), _mm_cvtsi32_si128((int)odd)));
    const __m128i places = _mm_setr_epi16(1 << 14, 1 << 12, 1 << 10, 1 << 8, 1 << 6, 1 << 4, 4, 1);
    const __m128i moved = _mm_mullo_epi16(_mm_set1_epi16((short)block->scales_high), places);
    const __m128i high = _mm_slli_epi16(_mm_srli_epi16(moved, 14), 4);
    const __m128i codes = _mm_sub_epi16(_mm_or_si128(low, high), _mm_set1_epi16(32));
    const __m128i pairs =
        half == 0 ? _mm_unpacklo_epi16(codes, codes) : _mm_unpackhi_epi16(codes, codes);
    return (Factors){pairs, _mm_setzero_si128(), _cvtsh_ss(block->d), 0};
}

AIKI_AVX2_INLINE __m256i levels_q4_k(const BlockQ4_K *block, const int half, const int part)
{
    const __m256i bytes = load_32(block->quants + half * 64 + part / 2 * 32);
    return _mm256_and_si256(shift_bytes(bytes, 4 * (part % 2)), _mm256_set1_epi8(15));
}

AIKI_AVX2_INLINE __m256i levels_q5_k(const BlockQ5_K *block, const int half, const int part)
{
    const __m256i bytes = load_32(block->quants + half * 64 + part / 2 * 32);
    const __m256i low = _mm256_and_si256(shift_bytes(bytes, 4 * (part % 2)), _mm256_set1_epi8(15));
    const __m256i bits = shift_bytes(load_32(block->high), 4 * half + part - 4);
    return _mm256_or_si256(low, _mm256_and_si256(bits, _mm256_set1_epi8(16)));
}

// Two bits of 32 elements.
AIKI_AVX2_INLINE __m256i two_bits(const uint8_t quants[64], const int half, const int part)
{
    const __m256i bytes = shift_bytes(load_32(quants + half * 32), 2 * part);
    return _mm256_and_si256(bytes, _mm256_set1_epi8(3));
}

AIKI_AVX2_INLINE __m256i levels_q2_k(const BlockQ2_K *block, const int half, const int part)
{
    return two_bits(block->quants, half, part);
}

AIKI_AVX2_INLINE __m256i levels_q3_k(const BlockQ3_K *block, const int half, const int part)
{
    const __m256i bits = shift_bytes(load_32(block->high), 4 * half + part - 2);
    const __m256i high = _mm256_and_si256(bits, _mm256_set1_epi8(4));
    return _mm256_or_si256(two_bits(block->quants, half, part), high);
}

AIKI_AVX2_INLINE __m256i levels_q6_k(const BlockQ6_K *block, const int half, const int part)
{
    const __m256i low =
        shift_bytes(load_32(block->low + half * 64 + part % 2 * 32), part / 2 * 4);
    const __m256i high = shift_bytes(load_32(block->high + half * 32), 2 * part - 4);
    return _mm256_or_si256(
        _mm256_and_si256(low, _mm256_set1_epi8(15)), _mm256_and_si256(high, _mm256_set1_epi8(48)));
}

AIKI_AVX2_INLINE __m256i levels_iq4_xs(const BlockIQ4_XS *block, const int half, const int part)
{
    return look_up(block->quants + half * 64 + part * 16, aiki_levels_iq4);
}

// The factors of a part's two sixteenths, one in each half of the register.
AIKI_AVX2_INLINE __m256i factors_of_part(__m256i codes, const int part)
{
    return _mm256_shuffle_epi8(codes, load_32(aiki_spread_sixteenths[part]));
}

// DEFINE(name, block, kind): from factors_name and levels_name.
#define DEFINE_SUPER(name, Block, kind)                                                            \
    AIKI_AVX2_INLINE void dot_half_##name(                                                         \
        const int tokens, const Block *block, const int half, const Activations *x, size_t group,  \
        __m256 *sums)                                                                              \
    {                                                                                              \
        const Factors factors = factors_##name(block, half);                                       \
        const __m256i codes = _mm256_broadcastsi128_si256(factors.codes);                          \
        __m256i integers[TOKENS_TOGETHER];                                                         \
        AIKI_UNROLL                                                                                \
        for (int part = 0; part < PARTS; part++) {                                                 \
            const __m256i levels = levels_##name(block, half, part);                               \
            const __m256i weights = factors_of_part(codes, part);                                  \
            AIKI_UNROLL                                                                            \
            for (int t = 0; t < tokens; t++) {                                                     \
                const int8_t *quants = x[t].quants + group * AIKI_GROUP + part * 32;               \
                const __m256i pairs = products(kind, levels, quants);                              \
                const __m256i quads = _mm256_madd_epi16(pairs, weights);                           \
                integers[t] = part == 0 ? quads : _mm256_add_epi32(integers[t], quads);            \
            }                                                                                      \
        }                                                                                          \
        AIKI_UNROLL                                                                                \
        for (int t = 0; t < tokens; t++) {                                                         \
            const __m256 scale = _mm256_broadcast_ss(x[t].scales + group);                         \
            const __m128i shifts =                                                                 \
                _mm_madd_epi16(load_16(x[t].sums + group * 2 * PARTS), factors.shifts);            \
            if (kind == CENTRED) {                                                                 \
                integers[t] = _mm256_sub_epi32(                                                    \
                    integers[t], _mm256_inserti128_si256(_mm256_setzero_si256(), shifts, 0));      \
            }                                                                                      \
            __m256 total = _mm256_mul_ps(_mm256_cvtepi32_ps(integers[t]),                          \
                                         _mm256_set1_ps(factors.d));                               \
            if (kind == SHIFTED) {                                                                 \
                total = _mm256_fmadd_ps(widen(_mm_cvtepi32_ps(shifts)),                            \
                                        _mm256_set1_ps(factors.dmin), total);                      \
            }                                                                                      \
            sums[t] = _mm256_fmadd_ps(total, scale, sums[t]);                                      \
        }                                                                                          \
    }                                                                                              \
                                                                                                   \
    AIKI_AVX2_INLINE void dot_some_##name(                                                         \
        const int tokens, const void *row, const AikiIntegerRows *rows, size_t first, float *y,    \
        size_t y_stride)                                                                           \
    {                                                                                              \
        const Block *block = row;                                                                  \
        Activations x[TOKENS_TOGETHER];                                                            \
        __m256 sums[TOKENS_TOGETHER];                                                              \
        for (int t = 0; t < tokens; t++) {                                                         \
            x[t] = activations_of(rows, first + (size_t)t);                                        \
            sums[t] = _mm256_setzero_ps();                                                         \
        }                                                                                          \
        for (size_t group = 0; group < rows->columns / AIKI_GROUP; group += 2, block++) {          \
            dot_half_##name(tokens, block, 0, x, group, sums);                                     \
            dot_half_##name(tokens, block, 1, x, group + 1, sums);                                 \
        }                                                                                          \
        for (int t = 0; t < tokens; t++) y[(size_t)t * y_stride] += aiki_sum_lanes(sums[t]);       \
    }                                                                                              \
                                                                                                   \
    AIKI_DEFINE_DOT_INTEGERS_AVX2(name)

DEFINE_SUPER(q2_k, BlockQ2_K, SHIFTED)
DEFINE_SUPER(q3_k, BlockQ3_K, CENTRED)
DEFINE_SUPER(q4_k, BlockQ4_K, SHIFTED)
DEFINE_SUPER(q5_k, BlockQ5_K, SHIFTED)
DEFINE_SUPER(q6_k, BlockQ6_K, CENTRED)
DEFINE_SUPER(iq4_xs, BlockIQ4_XS, SIGNED)

void aiki_install_dot_super_avx2(AikiKernels *kernels)
{
    AIKI_INSTALL_DOT_INTEGERS_AVX2(AIKI_TYPE_Q2_K, q2_k);
    AIKI_INSTALL_DOT_INTEGERS_AVX2(AIKI_TYPE_Q3_K, q3_k);
    AIKI_INSTALL_DOT_INTEGERS_AVX2(AIKI_TYPE_Q4_K, q4_k);
    AIKI_INSTALL_DOT_INTEGERS_AVX2(AIKI_TYPE_Q5_K, q5_k);
    AIKI_INSTALL_DOT_INTEGERS_AVX2(AIKI_TYPE_Q6_K, q6_k);
    AIKI_INSTALL_DOT_INTEGERS_AVX2(AIKI_TYPE_IQ4_XS, iq4_xs);
}

#endif
