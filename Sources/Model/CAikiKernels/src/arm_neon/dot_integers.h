// Dot products of every quantised type with int8 activations. Included once for processors with
// the dot product instructions and once for those without, which define
//
//     AIKI_DOT_TARGET              the attribute of functions that need them, or nothing
//     AIKI_DOT_NAME(name)          a kernel's name
//     dot_16(levels, quants)       16 products, added into four sums
//     dot_32(first, second, quants)
//
// Each token has sums of its own, added in the same order however many tokens are in a call.
#ifndef AIKI_NEON_DOT_INTEGERS_H
#define AIKI_NEON_DOT_INTEGERS_H

#include "../blocks.h"
#include "../half.h"
#include "vectors.h"

// Parts of 32 columns in a group of activations, and sixteenths of a group's columns.
enum { PARTS = AIKI_GROUP / 32, SIXTEENTHS = AIKI_GROUP / AIKI_SUM_COLUMNS };

// Tokens whose sums are kept in registers together.
enum { TOKENS_TOGETHER = 4 };

#define DOT_INLINE static inline __attribute__((always_inline)) AIKI_DOT_TARGET

// One token's activations.
typedef struct {
    const int8_t *quants;
    const float *scales;
    const int16_t *sums;
} Activations;

static inline Activations activations_of(const AikiIntegerRows *x, size_t token)
{
    const size_t groups = (x->columns + AIKI_GROUP - 1) / AIKI_GROUP;
    return (Activations){
        x->quants + token * groups * AIKI_GROUP,
        x->scales + token * groups,
        x->sums + token * groups * SIXTEENTHS,
    };
}

// 32 signed levels.
typedef struct {
    int8x16_t first;
    int8x16_t second;
} Levels;

AIKI_NEON_INLINE Levels centred(uint8x16_t first, uint8x16_t second, int8_t middle)
{
    return (Levels){
        vsubq_s8(vreinterpretq_s8_u8(first), vdupq_n_s8(middle)),
        vsubq_s8(vreinterpretq_s8_u8(second), vdupq_n_s8(middle)),
    };
}

// The four bits of elements 0 ..< 16 and 16 ..< 32 of 16 bytes as in Q4_0.
AIKI_NEON_INLINE uint8x16_t low_bits(const uint8_t *bytes)
{
    return vandq_u8(vld1q_u8(bytes), vdupq_n_u8(15));
}

AIKI_NEON_INLINE uint8x16_t high_bits(const uint8_t *bytes)
{
    return vshrq_n_u8(vld1q_u8(bytes), 4);
}

AIKI_NEON_INLINE Levels look_up(const uint8_t quants[16], const int8_t table[16])
{
    const int8x16_t levels = vld1q_s8(table);
    return (Levels){
        vqtbl1q_s8(levels, low_bits(quants)),
        vqtbl1q_s8(levels, high_bits(quants)),
    };
}

// Every byte shifted right or, for a negative count, left.
AIKI_NEON_INLINE uint8x16_t shift_bytes(uint8x16_t bytes, int right)
{
    return vshlq_u8(bytes, vdupq_n_s8((int8_t)-right));
}

// All rows and tokens by `some`, which takes a row and at most TOKENS_TOGETHER tokens.
#define DEFINE_DOT_INTEGERS(name)                                                                  \
    static AIKI_DOT_TARGET void AIKI_DOT_NAME(name)(                                               \
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

#endif
