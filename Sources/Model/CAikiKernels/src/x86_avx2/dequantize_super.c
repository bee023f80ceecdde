// Types with super-blocks of 256: parts of 32 elements, four vectors each. Layouts: blocks.h.
#if defined(__x86_64__)

#include "../blocks.h"
#include "../half.h"
#include "dot_rows.h"

AIKI_AVX2_INLINE __m256i load_32(const void *bytes)
{
    return _mm256_loadu_si256((const __m256i *)bytes);
}

// Every byte shifted right or, for a negative count, left; bits that cross over must be masked.
AIKI_AVX2_INLINE __m256i shift_bytes(__m256i bytes, int right)
{
    return right >= 0 ? _mm256_srli_epi16(bytes, right) : _mm256_slli_epi16(bytes, -right);
}

// Eight bytes as floats times a factor.
AIKI_AVX2_INLINE void scale_bytes_8(uint64_t bytes, float factor, float *out)
{
    const __m256i numbers = _mm256_cvtepu8_epi32(_mm_cvtsi64_si128((long long)bytes));
    _mm256_storeu_ps(out, _mm256_mul_ps(_mm256_cvtepi32_ps(numbers), _mm256_set1_ps(factor)));
}

// The eight scales and minimums of Q4_K and Q5_K; see aiki_scale_minimum_k4, four at a time.
AIKI_AVX2_INLINE void prepare_k4(
    const uint8_t packed[12], uint16_t d, uint16_t dmin, Scales *scales)
{
    uint32_t first, second, third;
    memcpy(&first, packed, 4);
    memcpy(&second, packed + 4, 4);
    memcpy(&third, packed + 8, 4);
    const uint32_t six = 0x3f3f3f3f, four = 0x0f0f0f0f, two = 0x03030303;
    const uint32_t scale_high = (third & four) | (first >> 6 & two) << 4;
    const uint32_t minimum_high = (third >> 4 & four) | (second >> 6 & two) << 4;
    scale_bytes_8((first & six) | (uint64_t)scale_high << 32, _cvtsh_ss(d), scales->step);
    scale_bytes_8(
        (second & six) | (uint64_t)minimum_high << 32, -_cvtsh_ss(dmin), scales->offset);
}

// 32 levels that share a step and an offset.
AIKI_AVX2_INLINE void finish_shifted(__m256i levels, float step, float offset, __m256 v[4])
{
    shift_levels(_mm256_castsi256_si128(levels), step, offset, v);
    shift_levels(_mm256_extracti128_si256(levels, 1), step, offset, v + 2);
}

AIKI_AVX2_INLINE void prepare_q4_k(const BlockQ4_K *block, Scales *scales)
{
    prepare_k4(block->scales, block->d, block->dmin, scales);
}

AIKI_AVX2_INLINE void unpack_q4_k(
    const BlockQ4_K *block, const Scales *scales, int part, __m256 v[4])
{
    const __m256i bytes = shift_bytes(load_32(block->quants + part / 2 * 32), 4 * (part % 2));
    const __m256i levels = _mm256_and_si256(bytes, _mm256_set1_epi8(15));
    finish_shifted(levels, scales->step[part], scales->offset[part], v);
}

AIKI_AVX2_INLINE void prepare_q5_k(const BlockQ5_K *block, Scales *scales)
{
    prepare_k4(block->scales, block->d, block->dmin, scales);
}

AIKI_AVX2_INLINE void unpack_q5_k(
    const BlockQ5_K *block, const Scales *scales, int part, __m256 v[4])
{
    const __m256i bytes = shift_bytes(load_32(block->quants + part / 2 * 32), 4 * (part % 2));
    const __m256i low = _mm256_and_si256(bytes, _mm256_set1_epi8(15));
    const __m256i high =
        _mm256_and_si256(shift_bytes(load_32(block->high), part - 4), _mm256_set1_epi8(16));
    finish_shifted(_mm256_or_si256(low, high), scales->step[part], scales->offset[part], v);
}

// Two bits of 32 elements.
AIKI_AVX2_INLINE __m256i two_bits(const uint8_t quants[64], int part)
{
    const __m256i bytes = shift_bytes(load_32(quants + part / 4 * 32), 2 * (part % 4));
    return _mm256_and_si256(bytes, _mm256_set1_epi8(3));
}

AIKI_AVX2_INLINE void prepare_q2_k(const BlockQ2_K *block, Scales *scales)
{
    const float d = _cvtsh_ss(block->d), dmin = _cvtsh_ss(block->dmin);
    for (int i = 0; i < 16; i++) {
        scales->step[i] = d * (float)(block->scales[i] & 15);
        scales->offset[i] = -dmin * (float)(block->scales[i] >> 4);
    }
}

AIKI_AVX2_INLINE void unpack_q2_k(
    const BlockQ2_K *block, const Scales *scales, int part, __m256 v[4])
{
    const __m256i levels = two_bits(block->quants, part);
    const float *step = scales->step + 2 * part, *offset = scales->offset + 2 * part;
    shift_levels(_mm256_castsi256_si128(levels), step[0], offset[0], v);
    shift_levels(_mm256_extracti128_si256(levels, 1), step[1], offset[1], v + 2);
}

AIKI_AVX2_INLINE void prepare_q3_k(const BlockQ3_K *block, Scales *scales)
{
    const float d = _cvtsh_ss(block->d);
    for (int i = 0; i < 16; i++) {
        scales->step[i] = d * (float)aiki_scale_k3(block->scales, i);
    }
}

AIKI_AVX2_INLINE void unpack_q3_k(
    const BlockQ3_K *block, const Scales *scales, int part, __m256 v[4])
{
    const __m256i high =
        _mm256_and_si256(shift_bytes(load_32(block->high), part - 2), _mm256_set1_epi8(4));
    const __m256i levels = _mm256_sub_epi8(
        _mm256_or_si256(two_bits(block->quants, part), high), _mm256_set1_epi8(4));
    scale_levels(_mm256_castsi256_si128(levels), scales->step[2 * part], v);
    scale_levels(_mm256_extracti128_si256(levels, 1), scales->step[2 * part + 1], v + 2);
}

AIKI_AVX2_INLINE void prepare_q6_k(const BlockQ6_K *block, Scales *scales)
{
    const __m256 d = _mm256_set1_ps(_cvtsh_ss(block->d));
    for (int i = 0; i < 16; i += LANES) {
        const __m128i codes = _mm_loadl_epi64((const __m128i *)(block->scales + i));
        const __m256 numbers = _mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(codes));
        _mm256_storeu_ps(scales->step + i, _mm256_mul_ps(d, numbers));
    }
}

AIKI_AVX2_INLINE void unpack_q6_k(
    const BlockQ6_K *block, const Scales *scales, int part, __m256 v[4])
{
    const int half = part / 4, quarter = part % 4;
    const __m256i low = shift_bytes(
        load_32(block->low + half * 64 + quarter % 2 * 32), quarter / 2 * 4);
    const __m256i high = shift_bytes(load_32(block->high + half * 32), 2 * quarter - 4);
    const __m256i bits = _mm256_or_si256(
        _mm256_and_si256(low, _mm256_set1_epi8(15)), _mm256_and_si256(high, _mm256_set1_epi8(48)));
    const __m256i levels = _mm256_sub_epi8(bits, _mm256_set1_epi8(32));
    scale_levels(_mm256_castsi256_si128(levels), scales->step[2 * part], v);
    scale_levels(_mm256_extracti128_si256(levels, 1), scales->step[2 * part + 1], v + 2);
}

AIKI_AVX2_INLINE void prepare_iq4_xs(const BlockIQ4_XS *block, Scales *scales)
{
    const float d = _cvtsh_ss(block->d);
    for (int i = 0; i < 8; i++) scales->step[i] = d * (float)aiki_scale_iq4_xs(block, i);
}

AIKI_AVX2_INLINE void unpack_iq4_xs(
    const BlockIQ4_XS *block, const Scales *scales, int part, __m256 v[4])
{
    const __m128i table = _mm_loadu_si128((const __m128i *)aiki_levels_iq4);
    const __m128i bytes = _mm_loadu_si128((const __m128i *)(block->quants + 16 * part));
    const __m128i low = _mm_and_si128(bytes, _mm_set1_epi8(15));
    const __m128i high = _mm_and_si128(_mm_srli_epi16(bytes, 4), _mm_set1_epi8(15));
    scale_levels(_mm_shuffle_epi8(table, low), scales->step[part], v);
    scale_levels(_mm_shuffle_epi8(table, high), scales->step[part], v + 2);
}

AIKI_DEFINE_AVX2(q2_k, BlockQ2_K, AIKI_SUPER, prepare_q2_k, unpack_q2_k)
AIKI_DEFINE_AVX2(q3_k, BlockQ3_K, AIKI_SUPER, prepare_q3_k, unpack_q3_k)
AIKI_DEFINE_AVX2(q4_k, BlockQ4_K, AIKI_SUPER, prepare_q4_k, unpack_q4_k)
AIKI_DEFINE_AVX2(q5_k, BlockQ5_K, AIKI_SUPER, prepare_q5_k, unpack_q5_k)
AIKI_DEFINE_AVX2(q6_k, BlockQ6_K, AIKI_SUPER, prepare_q6_k, unpack_q6_k)
AIKI_DEFINE_AVX2(iq4_xs, BlockIQ4_XS, AIKI_SUPER, prepare_iq4_xs, unpack_iq4_xs)

void aiki_install_dequantize_super_avx2(AikiKernels *kernels)
{
    AIKI_INSTALL_AVX2(AIKI_TYPE_Q2_K, q2_k);
    AIKI_INSTALL_AVX2(AIKI_TYPE_Q3_K, q3_k);
    AIKI_INSTALL_AVX2(AIKI_TYPE_Q4_K, q4_k);
    AIKI_INSTALL_AVX2(AIKI_TYPE_Q5_K, q5_k);
    AIKI_INSTALL_AVX2(AIKI_TYPE_Q6_K, q6_k);
    AIKI_INSTALL_AVX2(AIKI_TYPE_IQ4_XS, iq4_xs);
}

#endif
