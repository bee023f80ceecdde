// From one way to unpack a type's blocks, its dot products with int8 activations.
//
// A product of bytes wants one factor unsigned (maddubs adds neighbours in 16 bits). Levels that
// are stored as 0 ... 63 are that factor as they are, and what is subtracted from them (CENTRED,
// SHIFTED) is multiplied with the sums of 16 activations. Signed levels (SIGNED) give their sign to
// the activation: 128 * 127 * 2 still fits 16 bits.
//
// Each token has sums of its own, added in the same order however many tokens are in a call.
#ifndef AIKI_AVX2_DOT_INTEGERS_H
#define AIKI_AVX2_DOT_INTEGERS_H

#include <string.h>

#include "../blocks.h"
#include "vectors.h"

// CENTRED: level - middle; SHIFTED: level * step + offset; SIGNED: levels are signed.
enum { CENTRED, SHIFTED, SIGNED };

// Parts of 32 columns in a group of activations.
enum { PARTS = AIKI_GROUP / 32 };

// Tokens whose sums are kept in registers together.
enum { TOKENS_TOGETHER = 4 };

// For each part, where a shuffle of 8 numbers of 16 bits takes its two sixteenths' from.
extern const uint8_t aiki_spread_sixteenths[PARTS][32];

// One token's activations.
typedef struct {
    const int8_t *quants;
    const float *scales;
    const int16_t *sums;
} Activations;

AIKI_AVX2_INLINE size_t groups_of(const AikiIntegerRows *x)
{
    return (x->columns + AIKI_GROUP - 1) / AIKI_GROUP;
}

AIKI_AVX2_INLINE Activations activations_of(const AikiIntegerRows *x, size_t token)
{
    const size_t groups = groups_of(x);
    return (Activations){
        x->quants + token * groups * AIKI_GROUP,
        x->scales + token * groups,
        x->sums + token * groups * (AIKI_GROUP / AIKI_SUM_COLUMNS),
    };
}

AIKI_AVX2_INLINE __m128i load_16(const void *bytes)
{
    return _mm_loadu_si128((const __m128i *)bytes);
}

AIKI_AVX2_INLINE __m256i load_32(const void *bytes)
{
    return _mm256_loadu_si256((const __m256i *)bytes);
}

// Every byte shifted right or, for a negative count, left; bits that cross over must be masked.
AIKI_AVX2_INLINE __m256i shift_bytes(__m256i bytes, int right)
{
    return right >= 0 ? _mm256_srli_epi16(bytes, right) : _mm256_slli_epi16(bytes, -right);
}

// The four bits of 32 elements stored as in Q4_0.
AIKI_AVX2_INLINE __m256i join_halves(const uint8_t quants[16])
{
    const __m256i bytes = _mm256_broadcastsi128_si256(load_16(quants));
    const __m256i right = _mm256_setr_epi32(0, 0, 0, 0, 4, 4, 4, 4);
    return _mm256_and_si256(_mm256_srlv_epi32(bytes, right), _mm256_set1_epi8(15));
}

// The levels that 32 half bytes stand for.
AIKI_AVX2_INLINE __m256i look_up(const uint8_t quants[16], const int8_t table[16])
{
    const __m256i levels = _mm256_broadcastsi128_si256(load_16(table));
    return _mm256_shuffle_epi8(levels, join_halves(quants));
}

// Products of 32 levels and activations, neighbours added: 16 numbers of 16 bits.
AIKI_AVX2_INLINE __m256i products(const int kind, __m256i levels, const int8_t *quants)
{
    const __m256i x = load_32(quants);
    if (kind != SIGNED) return _mm256_maddubs_epi16(levels, x);
    return _mm256_maddubs_epi16(_mm256_abs_epi8(levels), _mm256_sign_epi8(x, levels));
}

// Four numbers in the low lanes, zeros in the others.
AIKI_AVX2_INLINE __m256 widen(__m128 numbers)
{
    return _mm256_insertf128_ps(_mm256_setzero_ps(), numbers, 0);
}

// All rows and tokens by `some`, which takes a row and at most TOKENS_TOGETHER tokens.
#define AIKI_DEFINE_DOT_INTEGERS_AVX2(name)                                                        \
    static AIKI_AVX2 void aiki_dot_integers_##name##_avx2(                                         \
        const void *rows, size_t row_bytes, size_t row_count, const AikiIntegerRows *x,            \
        size_t tokens, float *y, size_t y_stride)                                                  \
    {                                                                                              \
        for (size_t r = 0; r < row_count; r++, y++) {                                              \
            const void *row = (const char *)rows + r * row_bytes;                                  \
            for (size_t t = 0; t < tokens; t += TOKENS_TOGETHER) {                                 \
                float *target = y + t * y_stride;                                                  \
                switch (tokens - t) {                                                              \
                case 1: dot_some_##name(1, row, x, t, target, y_stride); break;                    \
                case 2: dot_some_##name(2, row, x, t, target, y_stride); break;                    \
                case 3: dot_some_##name(3, row, x, t, target, y_stride); break;                    \
                default: dot_some_##name(4, row, x, t, target, y_stride); break;                   \
                }                                                                                  \
            }                                                                                      \
        }                                                                                          \
    }

#define AIKI_INSTALL_DOT_INTEGERS_AVX2(type, name)                                                 \
    kernels->dot_integers[type] = aiki_dot_integers_##name##_avx2

#endif
