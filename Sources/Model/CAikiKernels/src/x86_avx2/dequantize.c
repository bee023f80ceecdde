// Types with blocks of 32: levels are gathered as bytes, then widened, converted and scaled.
#if defined(__x86_64__)

#include "../blocks.h"
#include "../half.h"
#include "dot_rows.h"

AIKI_AVX2_INLINE __m128i load_16(const void *bytes)
{
    return _mm_loadu_si128((const __m128i *)bytes);
}

// The four bits of elements 0 ..< 16 and 16 ..< 32.
AIKI_AVX2_INLINE void split_halves(const uint8_t quants[16], __m128i levels[2])
{
    const __m128i bytes = load_16(quants);
    levels[0] = _mm_and_si128(bytes, _mm_set1_epi8(15));
    levels[1] = _mm_and_si128(_mm_srli_epi16(bytes, 4), _mm_set1_epi8(15));
}

// Sixteen bits as sixteen bytes, 16 where the bit is set.
AIKI_AVX2_INLINE __m128i spread_bits(const uint8_t bits[2])
{
    const __m128i select = _mm_setr_epi8(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1);
    const __m128i masks =
        _mm_setr_epi8(1, 2, 4, 8, 16, 32, 64, -128, 1, 2, 4, 8, 16, 32, 64, -128);
    const __m128i both = _mm_set1_epi16((short)(bits[0] | bits[1] << 8));
    const __m128i set = _mm_and_si128(_mm_shuffle_epi8(both, select), masks);
    return _mm_and_si128(_mm_cmpeq_epi8(set, masks), _mm_set1_epi8(16));
}

AIKI_AVX2_INLINE void five_bits(
    const uint8_t quants[16], const uint8_t high[4], __m128i levels[2])
{
    split_halves(quants, levels);
    levels[0] = _mm_or_si128(levels[0], spread_bits(high));
    levels[1] = _mm_or_si128(levels[1], spread_bits(high + 2));
}

#define DEFINE_PREPARE(name, Block)                                                                \
    AIKI_AVX2_INLINE void prepare_##name(const Block *block, Scales *scales)                       \
    {                                                                                              \
        scales->step[0] = _cvtsh_ss(block->d);                                                     \
    }

#define DEFINE_PREPARE_MINIMUM(name, Block)                                                        \
    AIKI_AVX2_INLINE void prepare_##name(const Block *block, Scales *scales)                       \
    {                                                                                              \
        scales->step[0] = _cvtsh_ss(block->d);                                                     \
        scales->offset[0] = _cvtsh_ss(block->m);                                                   \
    }

DEFINE_PREPARE(q4_0, BlockQ4_0)
DEFINE_PREPARE(q5_0, BlockQ5_0)
DEFINE_PREPARE(q8_0, BlockQ8_0)
DEFINE_PREPARE(iq4_nl, BlockIQ4_NL)
DEFINE_PREPARE_MINIMUM(q4_1, BlockQ4_1)
DEFINE_PREPARE_MINIMUM(q5_1, BlockQ5_1)

AIKI_AVX2_INLINE void prepare_mxfp4(const BlockMXFP4 *block, Scales *scales)
{
    scales->step[0] = aiki_half_e8m0(block->exponent);
}

AIKI_AVX2_INLINE void unpack_q4_0(
    const BlockQ4_0 *block, const Scales *scales, int part, __m256 v[4])
{
    (void)part;
    __m128i levels[2];
    split_halves(block->quants, levels);
    for (int i = 0; i < 2; i++) {
        scale_levels(_mm_sub_epi8(levels[i], _mm_set1_epi8(8)), scales->step[0], v + 2 * i);
    }
}

AIKI_AVX2_INLINE void unpack_q4_1(
    const BlockQ4_1 *block, const Scales *scales, int part, __m256 v[4])
{
    (void)part;
    __m128i levels[2];
    split_halves(block->quants, levels);
    for (int i = 0; i < 2; i++) {
        shift_levels(levels[i], scales->step[0], scales->offset[0], v + 2 * i);
    }
}

AIKI_AVX2_INLINE void unpack_q5_0(
    const BlockQ5_0 *block, const Scales *scales, int part, __m256 v[4])
{
    (void)part;
    __m128i levels[2];
    five_bits(block->quants, block->high, levels);
    for (int i = 0; i < 2; i++) {
        scale_levels(_mm_sub_epi8(levels[i], _mm_set1_epi8(16)), scales->step[0], v + 2 * i);
    }
}

AIKI_AVX2_INLINE void unpack_q5_1(
    const BlockQ5_1 *block, const Scales *scales, int part, __m256 v[4])
{
    (void)part;
    __m128i levels[2];
    five_bits(block->quants, block->high, levels);
    for (int i = 0; i < 2; i++) {
        shift_levels(levels[i], scales->step[0], scales->offset[0], v + 2 * i);
    }
}

AIKI_AVX2_INLINE void unpack_q8_0(
    const BlockQ8_0 *block, const Scales *scales, int part, __m256 v[4])
{
    (void)part;
    scale_levels(load_16(block->quants), scales->step[0], v);
    scale_levels(load_16(block->quants + 16), scales->step[0], v + 2);
}

AIKI_AVX2_INLINE void unpack_levels(
    const uint8_t quants[16], const int8_t table[16], float step, __m256 v[4])
{
    __m128i levels[2];
    split_halves(quants, levels);
    for (int i = 0; i < 2; i++) {
        scale_levels(_mm_shuffle_epi8(load_16(table), levels[i]), step, v + 2 * i);
    }
}

AIKI_AVX2_INLINE void unpack_iq4_nl(
    const BlockIQ4_NL *block, const Scales *scales, int part, __m256 v[4])
{
    (void)part;
    unpack_levels(block->quants, aiki_levels_iq4, scales->step[0], v);
}

AIKI_AVX2_INLINE void unpack_mxfp4(
    const BlockMXFP4 *block, const Scales *scales, int part, __m256 v[4])
{
    (void)part;
    unpack_levels(block->quants, aiki_levels_e2m1, scales->step[0], v);
}

AIKI_DEFINE_AVX2(q4_0, BlockQ4_0, AIKI_SMALL, prepare_q4_0, unpack_q4_0)
AIKI_DEFINE_AVX2(q4_1, BlockQ4_1, AIKI_SMALL, prepare_q4_1, unpack_q4_1)
AIKI_DEFINE_AVX2(q5_0, BlockQ5_0, AIKI_SMALL, prepare_q5_0, unpack_q5_0)
AIKI_DEFINE_AVX2(q5_1, BlockQ5_1, AIKI_SMALL, prepare_q5_1, unpack_q5_1)
AIKI_DEFINE_AVX2(q8_0, BlockQ8_0, AIKI_SMALL, prepare_q8_0, unpack_q8_0)
AIKI_DEFINE_AVX2(iq4_nl, BlockIQ4_NL, AIKI_SMALL, prepare_iq4_nl, unpack_iq4_nl)
AIKI_DEFINE_AVX2(mxfp4, BlockMXFP4, AIKI_SMALL, prepare_mxfp4, unpack_mxfp4)

void aiki_install_dequantize_avx2(AikiKernels *kernels)
{
    AIKI_INSTALL_AVX2(AIKI_TYPE_Q4_0, q4_0);
    AIKI_INSTALL_AVX2(AIKI_TYPE_Q4_1, q4_1);
    AIKI_INSTALL_AVX2(AIKI_TYPE_Q5_0, q5_0);
    AIKI_INSTALL_AVX2(AIKI_TYPE_Q5_1, q5_1);
    AIKI_INSTALL_AVX2(AIKI_TYPE_Q8_0, q8_0);
    AIKI_INSTALL_AVX2(AIKI_TYPE_IQ4_NL, iq4_nl);
    AIKI_INSTALL_AVX2(AIKI_TYPE_MXFP4, mxfp4);
}

#endif
