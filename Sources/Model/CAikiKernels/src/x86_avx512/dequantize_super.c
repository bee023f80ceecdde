// Types with super-blocks of 256: parts of 32 elements, two vectors each. Layouts: blocks.h.
#if defined(__x86_64__)

#include "../blocks.h"
#include "../half.h"
#include "dot_rows.h"

// For each sixteenth (or eighth) of a block, what its levels are scaled and shifted by.
typedef struct {
    float step[16];
    float offset[16];
} Scales;

static const float ramp[32] = {
    0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15,
    16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
};
// Levels of fewer bits, repeated: the bits above them do not matter then.
static const float ramp_4[16] = {0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3};
static const float ramp_8[16] = {-4, -3, -2, -1, 0, 1, 2, 3, -4, -3, -2, -1, 0, 1, 2, 3};

AIKI_AVX512_INLINE __m512i widen(const uint8_t *bytes)
{
    return _mm512_cvtepu8_epi32(_mm_loadu_si128((const __m128i *)bytes));
}

AIKI_AVX512_INLINE __m512 table_of(const float *levels, float step, float offset)
{
    return _mm512_sub_ps(_mm512_mul_ps(_mm512_loadu_ps(levels), _mm512_set1_ps(step)),
                         _mm512_set1_ps(offset));
}

// Eight bytes as floats times a factor.
AIKI_AVX512_INLINE void scale_bytes_8(uint64_t bytes, float factor, float *out)
{
    const __m256i numbers = _mm256_cvtepu8_epi32(_mm_cvtsi64_si128((long long)bytes));
    _mm256_storeu_ps(out, _mm256_mul_ps(_mm256_cvtepi32_ps(numbers), _mm256_set1_ps(factor)));
}

// The eight scales and minimums of Q4_K and Q5_K; see aiki_scale_minimum_k4, four at a time.
AIKI_AVX512_INLINE void prepare_k4(
    const uint8_t packed[12], uint16_t d, uint16_t dmin, Scales *scales)
{
    uint32_t first, second, third;
    memcpy(&first, packed, 4);
    memcpy(&second, packed + 4, 4);
    memcpy(&third, packed + 8, 4);
    const uint32_t six = 0x3f3f3f3f, four = 0x0f0f0f0f, two = 0x03030303;
    const uint32_t scale_high = (third & four) | (first >> 6 & two) << 4;
    const uint32_t minimum_high = (third >> 4 & four) | (second >> 6 & two) << 4;
    const uint64_t scale_bytes = (first & six) | (uint64_t)scale_high << 32;
    const uint64_t minimum_bytes = (second & six) | (uint64_t)minimum_high << 32;
    scale_bytes_8(scale_bytes, _cvtsh_ss(d), scales->step);
    scale_bytes_8(minimum_bytes, _cvtsh_ss(dmin), scales->offset);
}

AIKI_AVX512_INLINE void prepare_q4_k(const BlockQ4_K *block, Scales *scales)
{
    prepare_k4(block->scales, block->d, block->dmin, scales);
}

AIKI_AVX512_INLINE void unpack_q4_k(
    const BlockQ4_K *block, const Scales *scales, int part, __m512 v[2])
{
    const uint8_t *quants = block->quants + part / 2 * 32;
    const __m512 table = table_of(ramp, scales->step[part], scales->offset[part]);
    for (int i = 0; i < 2; i++) {
        const __m512i bytes = widen(quants + 16 * i);
        v[i] = _mm512_permutexvar_ps(part % 2 ? _mm512_srli_epi32(bytes, 4) : bytes, table);
    }
}

AIKI_AVX512_INLINE void prepare_q5_k(const BlockQ5_K *block, Scales *scales)
{
    prepare_k4(block->scales, block->d, block->dmin, scales);
}

AIKI_AVX512_INLINE void unpack_q5_k(
    const BlockQ5_K *block, const Scales *scales, int part, __m512 v[2])
{
    const uint8_t *quants = block->quants + part / 2 * 32;
    const __m512 low_table = table_of(ramp, scales->step[part], scales->offset[part]);
    const __m512 high_table = table_of(ramp + 16, scales->step[part], scales->offset[part]);
    for (int i = 0; i < 2; i++) {
        const __m512i bytes = widen(quants + 16 * i);
        const __m512i low = part % 2 ? _mm512_srli_epi32(bytes, 4)
                                     : _mm512_and_si512(bytes, _mm512_set1_epi32(15));
        const __m128i high = _mm_loadu_si128((const __m128i *)(block->high + 16 * i));
        const __mmask16 fifth = _mm_test_epi8_mask(high, _mm_set1_epi8((char)(1 << part)));
        const __m512i index = _mm512_mask_or_epi32(low, fifth, low, _mm512_set1_epi32(16));
        v[i] = _mm512_permutex2var_ps(low_table, index, high_table);
    }
}

AIKI_AVX512_INLINE void prepare_q2_k(const BlockQ2_K *block, Scales *scales)
{
    const __m512i codes = widen(block->scales);
    const __m512i low = _mm512_and_si512(codes, _mm512_set1_epi32(15));
    const __m512i high = _mm512_srli_epi32(codes, 4);
    const __m512 d = _mm512_set1_ps(_cvtsh_ss(block->d));
    const __m512 dmin = _mm512_set1_ps(_cvtsh_ss(block->dmin));
    _mm512_storeu_ps(scales->step, _mm512_mul_ps(_mm512_cvtepi32_ps(low), d));
    _mm512_storeu_ps(scales->offset, _mm512_mul_ps(_mm512_cvtepi32_ps(high), dmin));
}

AIKI_AVX512_INLINE void unpack_q2_k(
    const BlockQ2_K *block, const Scales *scales, int part, __m512 v[2])
{
    for (int i = 0; i < 2; i++) {
        const int sixteenth = 2 * part + i;
        const __m512 table =
            table_of(ramp_4, scales->step[sixteenth], scales->offset[sixteenth]);
        const __m512i bytes = widen(block->quants + part / 4 * 32 + 16 * i);
        const unsigned shift = 2 * (unsigned)(part % 4);
        v[i] = _mm512_permutexvar_ps(_mm512_srli_epi32(bytes, shift), table);
    }
}

AIKI_AVX512_INLINE void prepare_q3_k(const BlockQ3_K *block, Scales *scales)
{
    const float d = _cvtsh_ss(block->d);
    for (int i = 0; i < 16; i++) {
        scales->step[i] = d * (float)aiki_scale_k3(block->scales, i);
    }
}

AIKI_AVX512_INLINE void unpack_q3_k(
    const BlockQ3_K *block, const Scales *scales, int part, __m512 v[2])
{
    for (int i = 0; i < 2; i++) {
        const __m512 table = table_of(ramp_8, scales->step[2 * part + i], 0);
        const __m512i bytes = widen(block->quants + part / 4 * 32 + 16 * i);
        const unsigned shift = 2 * (unsigned)(part % 4);
        const __m512i low =
            _mm512_and_si512(_mm512_srli_epi32(bytes, shift), _mm512_set1_epi32(3));
        const __m128i high = _mm_loadu_si128((const __m128i *)(block->high + 16 * i));
        const __mmask16 third = _mm_test_epi8_mask(high, _mm_set1_epi8((char)(1 << part)));
        const __m512i index = _mm512_mask_or_epi32(low, third, low, _mm512_set1_epi32(4));
        v[i] = _mm512_permutexvar_ps(index, table);
    }
}

AIKI_AVX512_INLINE void prepare_q6_k(const BlockQ6_K *block, Scales *scales)
{
    const __m512i codes =
        _mm512_cvtepi8_epi32(_mm_loadu_si128((const __m128i *)block->scales));
    const __m512 d = _mm512_set1_ps(_cvtsh_ss(block->d));
    _mm512_storeu_ps(scales->step, _mm512_mul_ps(d, _mm512_cvtepi32_ps(codes)));
}

AIKI_AVX512_INLINE void unpack_q6_k(
    const BlockQ6_K *block, const Scales *scales, int part, __m512 v[2])
{
    const int half = part / 4, quarter = part % 4;
    const __m256i low =
        _mm256_loadu_si256((const __m256i *)(block->low + half * 64 + quarter % 2 * 32));
    const __m256i high = _mm256_loadu_si256((const __m256i *)(block->high + half * 32));
    const __m256i four = _mm256_set1_epi8(15), two = _mm256_set1_epi8(0x30);
    const __m256i lower =
        _mm256_and_si256(quarter / 2 ? _mm256_srli_epi16(low, 4) : low, four);
    const __m256i shifted = quarter == 0   ? _mm256_slli_epi16(high, 4)
                            : quarter == 1 ? _mm256_slli_epi16(high, 2)
                            : quarter == 2 ? high
                                           : _mm256_srli_epi16(high, 2);
    const __m256i upper = _mm256_and_si256(shifted, two);
    const __m256i q = _mm256_sub_epi8(_mm256_or_si256(lower, upper), _mm256_set1_epi8(32));
    const __m128i halves[2] = {_mm256_castsi256_si128(q), _mm256_extracti128_si256(q, 1)};
    for (int i = 0; i < 2; i++) {
        const __m512 numbers = _mm512_cvtepi32_ps(_mm512_cvtepi8_epi32(halves[i]));
        v[i] = _mm512_mul_ps(numbers, _mm512_set1_ps(scales->step[2 * part + i]));
    }
}

AIKI_AVX512_INLINE void prepare_iq4_xs(const BlockIQ4_XS *block, Scales *scales)
{
    const float d = _cvtsh_ss(block->d);
    for (int i = 0; i < 8; i++) scales->step[i] = d * (float)aiki_scale_iq4_xs(block, i);
}

AIKI_AVX512_INLINE void unpack_iq4_xs(
    const BlockIQ4_XS *block, const Scales *scales, int part, __m512 v[2])
{
    const __m512 levels = _mm512_cvtepi32_ps(
        _mm512_cvtepi8_epi32(_mm_loadu_si128((const __m128i *)aiki_levels_iq4)));
    const __m512 table = _mm512_mul_ps(levels, _mm512_set1_ps(scales->step[part]));
    const __m512i bytes = widen(block->quants + 16 * part);
    v[0] = _mm512_permutexvar_ps(bytes, table);
    v[1] = _mm512_permutexvar_ps(_mm512_srli_epi32(bytes, 4), table);
}

AIKI_DEFINE_AVX512(q2_k, BlockQ2_K, AIKI_SUPER, Scales, prepare_q2_k, unpack_q2_k)
AIKI_DEFINE_AVX512(q3_k, BlockQ3_K, AIKI_SUPER, Scales, prepare_q3_k, unpack_q3_k)
AIKI_DEFINE_AVX512(q4_k, BlockQ4_K, AIKI_SUPER, Scales, prepare_q4_k, unpack_q4_k)
AIKI_DEFINE_AVX512(q5_k, BlockQ5_K, AIKI_SUPER, Scales, prepare_q5_k, unpack_q5_k)
AIKI_DEFINE_AVX512(q6_k, BlockQ6_K, AIKI_SUPER, Scales, prepare_q6_k, unpack_q6_k)
AIKI_DEFINE_AVX512(iq4_xs, BlockIQ4_XS, AIKI_SUPER, Scales, prepare_iq4_xs, unpack_iq4_xs)

void aiki_install_dequantize_super_avx512(AikiKernels *kernels)
{
    AIKI_INSTALL_AVX512(AIKI_TYPE_Q2_K, q2_k);
    AIKI_INSTALL_AVX512(AIKI_TYPE_Q3_K, q3_k);
    AIKI_INSTALL_AVX512(AIKI_TYPE_Q4_K, q4_k);
    AIKI_INSTALL_AVX512(AIKI_TYPE_Q5_K, q5_k);
    AIKI_INSTALL_AVX512(AIKI_TYPE_Q6_K, q6_k);
    AIKI_INSTALL_AVX512(AIKI_TYPE_IQ4_XS, iq4_xs);
}

#endif
