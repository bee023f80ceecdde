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

// Where the lanes of a register of weights come from.
typedef enum {
    ORDER_PLAIN,     // columns 0 ..< 64, then 64 ..< 128
    ORDER_SIXTEENS,  // even sixteens of the group, then odd: halves of bytes within 32 columns
    ORDER_EIGHTHS,   // even thirty-twos of the group, then odd: halves of bytes within 64 columns
} Order;

// What becomes of the eight sums of sixteen columns.
typedef enum {
    SUMS_PLAIN,     // eight words
    SUMS_OFFSET,    // four integers: those of thirty-two columns times minus an offset
    SUMS_OF_BLOCK,  // four floats: those of thirty-two columns
} Sums;

// Rows that follow on in memory are read some at a time: one from each part of them, and what comes
// AHEAD bytes later is asked for. Memory then answers more at once: Q8_0 of 2048 columns by two
// threads 42 GB/s instead of 37 on Zen 5, where memory has 46; Q5_0 of 896 columns 33 instead of 24.
// More tokens need the registers for themselves. On Zen 4 two rows side by side lose (6 to 10 GB/s a
// core instead of 17 to 29).
enum { STREAMS = 2, STREAM_TOKENS = 4, AHEAD = 2048 };

// Rows that a kernel goes through side by side, and their sums.
typedef struct {
    const char *bytes;  // of the first
    size_t apart;       // bytes from one to the next
    float *y;
    size_t y_apart;
    size_t y_stride;    // from one token to the next
} Rows;

// Asks for what is read in a while. Harmless beyond the end of memory.
AIKI_VNNI_INLINE void ask_ahead(const char *bytes, const size_t count)
{
    for (size_t line = 0; line < count; line += 64) {
        _mm_prefetch(bytes + AHEAD + line, _MM_HINT_T1);
    }
}

// Groups of activations that are brought into order at a time, once for all rows: more columns are
// summed in as many parts, whatever the count of tokens.
enum { PART_GROUPS = 64 };

// Some groups of T tokens: (G, T, ...), each with one address that grows with the group.
typedef struct {
    _Alignas(64) int8_t quants[PART_GROUPS * AIKI_DOT_TOKENS][AIKI_GROUP];
    __m128i sums[PART_GROUPS * AIKI_DOT_TOKENS];
    float scales[PART_GROUPS * AIKI_DOT_TOKENS];
} Activations;

AIKI_VNNI_INLINE void arrange_group(
    const AikiIntegerRows *x, size_t from, const Order order, const Sums sums, const short offset,
    Activations *out, size_t to)
{
    const int8_t *quants = x->quants + from * AIKI_GROUP;
    const __m512i a = _mm512_loadu_si512(quants), b = _mm512_loadu_si512(quants + 64);
    const __m512i first = order == ORDER_SIXTEENS  ? _mm512_shuffle_i32x4(a, b, 0x88)
                          : order == ORDER_EIGHTHS ? _mm512_shuffle_i64x2(a, b, 0x44)
                                                   : a;
    const __m512i second = order == ORDER_SIXTEENS  ? _mm512_shuffle_i32x4(a, b, 0xdd)
                           : order == ORDER_EIGHTHS ? _mm512_shuffle_i64x2(a, b, 0xee)
                                                    : b;
    _mm512_store_si512(out->quants[to], first);
    _mm512_store_si512(out->quants[to] + 64, second);
    __m128i v = _mm_loadu_si128(
        (const __m128i *)(x->sums + from * (AIKI_GROUP / AIKI_SUM_COLUMNS)));
    if (sums == SUMS_OFFSET) v = _mm_madd_epi16(v, _mm_set1_epi16((short)-offset));
    if (sums == SUMS_OF_BLOCK) {
        v = _mm_castps_si128(_mm_cvtepi32_ps(_mm_madd_epi16(v, _mm_set1_epi16(1))));
    }
    out->sums[to] = v;
    out->scales[to] = x->scales[from];
}

// Defines aiki_dot_integers_<name>_avx512 and, in STREAMS streams, aiki_dot_integers_<name>_streams
// from ROWS(tokens, streams, rows, columns, activations), which is inlined for each constant count of
// tokens.
#define AIKI_DEFINE_DOT_INTEGERS(name, Block, length, order, kind, offset, ROWS)                   \
    AIKI_VNNI_INLINE void dot_all_##name(                                                          \
        const size_t streams, const size_t tokens, const char *rows, size_t row_bytes,             \
        size_t row_count, const AikiIntegerRows *x, float *y, size_t y_stride)                     \
    {                                                                                              \
        Activations activations;                                                                   \
        const size_t groups = (x->columns + AIKI_GROUP - 1) / AIKI_GROUP;                          \
        const size_t share = row_count / streams;                                                  \
        for (size_t first = 0; first < groups; first += PART_GROUPS) {                             \
            const size_t count = groups - first < PART_GROUPS ? groups - first : PART_GROUPS;      \
            for (size_t g = 0; g < count; g++) {                                                   \
                for (size_t t = 0; t < tokens; t++) {                                              \
                    arrange_group(x, t * groups + first + g, order, kind, offset, &activations,    \
                                  g * tokens + t);                                                 \
                }                                                                                  \
            }                                                                                      \
            const size_t left = x->columns - first * AIKI_GROUP;                                   \
            const size_t columns = left < count * AIKI_GROUP ? left : count * AIKI_GROUP;          \
            const char *part = rows + first * (AIKI_GROUP * sizeof(Block) / length);               \
            for (size_t r = 0; r < share; r++) {                                                   \
                const Rows some = {                                                                \
                    part + r * row_bytes, share * row_bytes, y + r, share, y_stride};              \
                ROWS(tokens, streams, &some, columns, &activations);                               \
            }                                                                                      \
            for (size_t r = share * streams; r < row_count; r++) {                                 \
                const Rows one = {part + r * row_bytes, 0, y + r, 0, y_stride};                    \
                ROWS(tokens, 1, &one, columns, &activations);                                      \
            }                                                                                      \
        }                                                                                          \
    }                                                                                              \
                                                                                                   \
    AIKI_VNNI_INLINE void dot_counted_##name(                                                      \
        const size_t streams, const void *rows, size_t row_bytes, size_t row_count,                \
        const AikiIntegerRows *x, size_t tokens, float *y, size_t y_stride)                        \
    {                                                                                              \
        switch (tokens) {                                                                          \
        case 1: dot_all_##name(streams, 1, rows, row_bytes, row_count, x, y, y_stride); break;     \
        case 2: dot_all_##name(streams, 2, rows, row_bytes, row_count, x, y, y_stride); break;     \
        case 3: dot_all_##name(streams, 3, rows, row_bytes, row_count, x, y, y_stride); break;     \
        case 4: dot_all_##name(streams, 4, rows, row_bytes, row_count, x, y, y_stride); break;     \
        case 5: dot_all_##name(1, 5, rows, row_bytes, row_count, x, y, y_stride); break;           \
        case 6: dot_all_##name(1, 6, rows, row_bytes, row_count, x, y, y_stride); break;           \
        case 7: dot_all_##name(1, 7, rows, row_bytes, row_count, x, y, y_stride); break;           \
        case 8: dot_all_##name(1, 8, rows, row_bytes, row_count, x, y, y_stride); break;           \
        default: break;                                                                            \
        }                                                                                          \
    }                                                                                              \
                                                                                                   \
    static AIKI_VNNI void aiki_dot_integers_##name##_avx512(                                       \
        const void *rows, size_t row_bytes, size_t row_count, const AikiIntegerRows *x,            \
        size_t tokens, float *y, size_t y_stride)                                                  \
    {                                                                                              \
        dot_counted_##name(1, rows, row_bytes, row_count, x, tokens, y, y_stride);                 \
    }                                                                                              \
                                                                                                   \
    static AIKI_VNNI void aiki_dot_integers_##name##_streams(                                      \
        const void *rows, size_t row_bytes, size_t row_count, const AikiIntegerRows *x,            \
        size_t tokens, float *y, size_t y_stride)                                                  \
    {                                                                                              \
        if (tokens > STREAM_TOKENS) {                                                              \
            aiki_dot_integers_##name##_avx512(                                                     \
                rows, row_bytes, row_count, x, tokens, y, y_stride);                               \
            return;                                                                                \
        }                                                                                          \
        dot_counted_##name(STREAMS, rows, row_bytes, row_count, x, tokens, y, y_stride);           \
    }

// Puts one of the two into the table.
#define AIKI_INSTALL_DOT_INTEGERS(type, name)                                                      \
    kernels->dot_integers[type] = aiki_rows_pay_in_streams() ? aiki_dot_integers_##name##_streams  \
                                                             : aiki_dot_integers_##name##_avx512

#if defined(__clang__)
#define AIKI_UNROLL _Pragma("clang loop unroll(full)")
#else
#define AIKI_UNROLL
#endif

#endif
