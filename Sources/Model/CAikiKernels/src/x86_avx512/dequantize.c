// Types with blocks of 32. Four-bit indices look their number up in a register of 16 floats that
// has the scale inside, so that unpacking costs a widening load, a shift and two permutations.
#if defined(__x86_64__)

#include "../blocks.h"
#include "../half.h"
#include "dot_rows.h"

// The sixteen, or thirty-two, numbers that indices stand for.
typedef struct {
    __m512 low;
    __m512 high;
} Tables;

// Levels as floats, in order.
static const float ramp[32] = {
    0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15,
    16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
};

AIKI_AVX512_INLINE __m512 scale_of(uint16_t half)
{
    return _mm512_set1_ps(_cvtsh_ss(half));
}

// scale * (index - shift) for indices from `first` on.
AIKI_AVX512_INLINE __m512 symmetric_table(int first, float shift, uint16_t scale)
{
    const __m512 levels = _mm512_sub_ps(_mm512_loadu_ps(ramp + first), _mm512_set1_ps(shift));
    return _mm512_mul_ps(levels, scale_of(scale));
}

// scale * index + minimum for indices from `first` on, rounded like the reference.
AIKI_AVX512_INLINE __m512 affine_table(int first, uint16_t scale, uint16_t minimum)
{
    return _mm512_add_ps(symmetric_table(first, 0, scale), scale_of(minimum));
}

AIKI_AVX512_INLINE __m512 level_table(const int8_t levels[16])
{
    return _mm512_cvtepi32_ps(_mm512_cvtepi8_epi32(_mm_loadu_si128((const __m128i *)levels)));
}

// Elements 0 ..< 16 from low halves, 16 ..< 32 from high halves. Permutation reads four bits of
// each lane, so the low halves need no mask.
AIKI_AVX512_INLINE void look_up_16(const uint8_t quants[16], __m512 table, __m512 v[2])
{
    const __m512i bytes = _mm512_cvtepu8_epi32(_mm_loadu_si128((const __m128i *)quants));
    v[0] = _mm512_permutexvar_ps(bytes, table);
    v[1] = _mm512_permutexvar_ps(_mm512_srli_epi32(bytes, 4), table);
}

AIKI_AVX512_INLINE void look_up_32(
    const uint8_t quants[16], const uint8_t high[4], const Tables *tables, __m512 v[2])
{
    uint32_t bits;
    memcpy(&bits, high, sizeof bits);
    const __m512i fifth = _mm512_set1_epi32(16);
    const __m512i bytes = _mm512_cvtepu8_epi32(_mm_loadu_si128((const __m128i *)quants));
    __m512i low = _mm512_and_si512(bytes, _mm512_set1_epi32(15));
    __m512i upper = _mm512_srli_epi32(bytes, 4);
    low = _mm512_mask_or_epi32(low, (__mmask16)bits, low, fifth);
    upper = _mm512_mask_or_epi32(upper, (__mmask16)(bits >> 16), upper, fifth);
    v[0] = _mm512_permutex2var_ps(tables->low, low, tables->high);
    v[1] = _mm512_permutex2var_ps(tables->low, upper, tables->high);
}

AIKI_AVX512_INLINE void prepare_q4_0(const BlockQ4_0 *block, Tables *tables)
{
    tables->low = symmetric_table(0, 8, block->d);
}

AIKI_AVX512_INLINE void prepare_q4_1(const BlockQ4_1 *block, Tables *tables)
{
    tables->low = affine_table(0, block->d, block->m);
}

AIKI_AVX512_INLINE void prepare_q5_0(const BlockQ5_0 *block, Tables *tables)
{
    tables->low = symmetric_table(0, 16, block->d);
    tables->high = symmetric_table(16, 16, block->d);
}

AIKI_AVX512_INLINE void prepare_q5_1(const BlockQ5_1 *block, Tables *tables)
{
    tables->low = affine_table(0, block->d, block->m);
    tables->high = affine_table(16, block->d, block->m);
}

AIKI_AVX512_INLINE void prepare_iq4_nl(const BlockIQ4_NL *block, Tables *tables)
{
    tables->low = _mm512_mul_ps(level_table(aiki_levels_iq4), scale_of(block->d));
}

AIKI_AVX512_INLINE void prepare_mxfp4(const BlockMXFP4 *block, Tables *tables)
{
    const __m512 scale = _mm512_set1_ps(aiki_half_e8m0(block->exponent));
    tables->low = _mm512_mul_ps(level_table(aiki_levels_e2m1), scale);
}

AIKI_AVX512_INLINE void prepare_q8_0(const BlockQ8_0 *block, Tables *tables)
{
    tables->low = scale_of(block->d);
}

#define DEFINE_UNPACK_16(name, Block)                                                              \
    AIKI_AVX512_INLINE void unpack_##name(                                                         \
        const Block *block, const Tables *tables, int part, __m512 v[2])                           \
    {                                                                                              \
        (void)part;                                                                                \
        look_up_16(block->quants, tables->low, v);                                                 \
    }

#define DEFINE_UNPACK_32(name, Block)                                                              \
    AIKI_AVX512_INLINE void unpack_##name(                                                         \
        const Block *block, const Tables *tables, int part, __m512 v[2])                           \
    {                                                                                              \
        (void)part;                                                                                \
        look_up_32(block->quants, block->high, tables, v);                                         \
    }

DEFINE_UNPACK_16(q4_0, BlockQ4_0)
DEFINE_UNPACK_16(q4_1, BlockQ4_1)
DEFINE_UNPACK_16(iq4_nl, BlockIQ4_NL)
DEFINE_UNPACK_16(mxfp4, BlockMXFP4)
DEFINE_UNPACK_32(q5_0, BlockQ5_0)
DEFINE_UNPACK_32(q5_1, BlockQ5_1)

AIKI_AVX512_INLINE void unpack_q8_0(
    const BlockQ8_0 *block, const Tables *tables, int part, __m512 v[2])
{
    (void)part;
    for (int i = 0; i < 2; i++) {
        const __m128i bytes = _mm_loadu_si128((const __m128i *)(block->quants + 16 * i));
        const __m512 q = _mm512_cvtepi32_ps(_mm512_cvtepi8_epi32(bytes));
        v[i] = _mm512_mul_ps(q, tables->low);
    }
}

AIKI_DEFINE_AVX512(q4_0, BlockQ4_0, AIKI_SMALL, Tables, prepare_q4_0, unpack_q4_0)
AIKI_DEFINE_AVX512(q4_1, BlockQ4_1, AIKI_SMALL, Tables, prepare_q4_1, unpack_q4_1)
AIKI_DEFINE_AVX512(q5_0, BlockQ5_0, AIKI_SMALL, Tables, prepare_q5_0, unpack_q5_0)
AIKI_DEFINE_AVX512(q5_1, BlockQ5_1, AIKI_SMALL, Tables, prepare_q5_1, unpack_q5_1)
AIKI_DEFINE_AVX512(q8_0, BlockQ8_0, AIKI_SMALL, Tables, prepare_q8_0, unpack_q8_0)
AIKI_DEFINE_AVX512(iq4_nl, BlockIQ4_NL, AIKI_SMALL, Tables, prepare_iq4_nl, unpack_iq4_nl)
AIKI_DEFINE_AVX512(mxfp4, BlockMXFP4, AIKI_SMALL, Tables, prepare_mxfp4, unpack_mxfp4)

void aiki_install_dequantize_avx512(AikiKernels *kernels)
{
    AIKI_INSTALL_AVX512(AIKI_TYPE_Q4_0, q4_0);
    AIKI_INSTALL_AVX512(AIKI_TYPE_Q4_1, q4_1);
    AIKI_INSTALL_AVX512(AIKI_TYPE_Q5_0, q5_0);
    AIKI_INSTALL_AVX512(AIKI_TYPE_Q5_1, q5_1);
    AIKI_INSTALL_AVX512(AIKI_TYPE_Q8_0, q8_0);
    AIKI_INSTALL_AVX512(AIKI_TYPE_IQ4_NL, iq4_nl);
    AIKI_INSTALL_AVX512(AIKI_TYPE_MXFP4, mxfp4);
}

#endif
