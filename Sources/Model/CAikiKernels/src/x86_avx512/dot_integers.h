// Dot products of stored rows with integer activations, for AVX-512 with VNNI: what the types with
// small blocks and those with super-blocks share.
//
// Both take AIKI_GROUP columns at a time: a row's quants become unsigned bytes in two registers,
// once for all tokens of the call, and each token's bytes are brought into the same order. A sum of
// integers keeps its sixteen lanes until the row ends, and floats are added in column order, so
// that a token's bits depend on no other token. Letters: aiki_kernels.h.
#ifndef AIKI_AVX512_DOT_INTEGERS_H
#define AIKI_AVX512_DOT_INTEGERS_H

#include <string.h>

#include "../blocks.h"
#include "../half.h"
#include "vectors.h"

// One token's group: its quants in the order of the weights' and what else a product needs.
typedef struct {
    __m512i quants[2];
    __m128i sums;  // eight, of sixteen columns each
    float scale;
} GroupOfToken;

// Where the lanes of a register of weights come from.
typedef enum {
    ORDER_PLAIN,     // columns 0 ..< 64, then 64 ..< 128
    ORDER_SIXTEENS,  // even sixteens of the group, then odd: halves of bytes within 32 columns
    ORDER_EIGHTHS,   // even thirty-twos of the group, then odd: halves of bytes within 64 columns
} Order;

AIKI_VNNI_INLINE GroupOfToken group_of_token(
    const AikiIntegerRows *x, size_t token, size_t group, size_t groups, const Order order)
{
    const size_t index = token * groups + group;
    const int8_t *quants = x->quants + index * AIKI_GROUP;
    const __m512i a = _mm512_loadu_si512(quants), b = _mm512_loadu_si512(quants + 64);
    const int16_t *sums = x->sums + index * (AIKI_GROUP / AIKI_SUM_COLUMNS);
    GroupOfToken out = {{a, b}, _mm_loadu_si128((const __m128i *)sums), x->scales[index]};
    if (order == ORDER_SIXTEENS) {
        out.quants[0] = _mm512_shuffle_i32x4(a, b, 0x88);
        out.quants[1] = _mm512_shuffle_i32x4(a, b, 0xdd);
    } else if (order == ORDER_EIGHTHS) {
        out.quants[0] = _mm512_shuffle_i64x2(a, b, 0x44);
        out.quants[1] = _mm512_shuffle_i64x2(a, b, 0xee);
    }
    return out;
}

// Defines aiki_dot_integers_<name>_avx512 from ROW(tokens, row, x, y, y_stride), which is inlined
// for each constant count of tokens. One row at a time: the core's own prefetching loses two rows
// side by side (6 to 10 GB/s from memory instead of 17 to 29).
#define AIKI_DEFINE_DOT_INTEGERS(name, ROW)                                                        \
    AIKI_VNNI_INLINE void dot_all_##name(                                                          \
        const size_t tokens, const char *bytes, size_t row_bytes, size_t row_count,                \
        const AikiIntegerRows *x, float *y, size_t y_stride)                                       \
    {                                                                                              \
        for (size_t r = 0; r < row_count; r++) {                                                   \
            ROW(tokens, bytes + r * row_bytes, x, y + r, y_stride);                                \
        }                                                                                          \
    }                                                                                              \
                                                                                                   \
    static AIKI_VNNI void aiki_dot_integers_##name##_avx512(                                       \
        const void *rows, size_t row_bytes, size_t row_count, const AikiIntegerRows *x,            \
        size_t tokens, float *y, size_t y_stride)                                                  \
    {                                                                                              \
        switch (tokens) {                                                                          \
        case 1: dot_all_##name(1, rows, row_bytes, row_count, x, y, y_stride); break;              \
        case 2: dot_all_##name(2, rows, row_bytes, row_count, x, y, y_stride); break;              \
        case 3: dot_all_##name(3, rows, row_bytes, row_count, x, y, y_stride); break;              \
        case 4: dot_all_##name(4, rows, row_bytes, row_count, x, y, y_stride); break;              \
        case 5: dot_all_##name(5, rows, row_bytes, row_count, x, y, y_stride); break;              \
        case 6: dot_all_##name(6, rows, row_bytes, row_count, x, y, y_stride); break;              \
        case 7: dot_all_##name(7, rows, row_bytes, row_count, x, y, y_stride); break;              \
        case 8: dot_all_##name(8, rows, row_bytes, row_count, x, y, y_stride); break;              \
        default: break;                                                                            \
        }                                                                                          \
    }

#if defined(__clang__)
#define AIKI_UNROLL _Pragma("clang loop unroll(full)")
#else
#define AIKI_UNROLL
#endif

#endif
