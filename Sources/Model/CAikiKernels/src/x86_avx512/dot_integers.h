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
    SUMS_SCALED,    // eight floats with the activations' scale; those of two groups stand together
    SUMS_OFFSET,    // four integers: those of thirty-two columns times minus an offset
    SUMS_OF_BLOCK,  // four floats: those of thirty-two columns
} Sums;

// Rows that follow on in memory are read some at a time, one from each part of them, and what comes
// AHEAD bytes later, or what the next row has in its place, is asked for. Memory then answers more at
// once: Q8_0 of 2048 columns by two threads 42 GB/s instead of 37 on Zen 5, where memory has 46; Q5_0
// of 896 columns 33 instead of 24. More tokens need the registers for themselves. On Zen 4 two rows
// side by side lose (6 to 10 GB/s a core instead of 17 to 29).
enum { STREAMS = 2, STREAM_TOKENS = 4, AHEAD = 2048 };

// Rows that a kernel goes through side by side, and their sums.
typedef struct {
    const char *bytes;  // of the first
    size_t apart;       // bytes from one to the next
    float *y;
    size_t y_apart;
    size_t y_stride;    // from one token to the next
    size_t distance;    // bytes to what is read in a while
    bool are_short;
} Rows;

// Asks for what is read in a while. Harmless beyond the end of memory.
AIKI_VNNI_INLINE void ask_for(const char *bytes, const size_t count)
{
    for (size_t line = 0; line < count; line += 64) _mm_prefetch(bytes + line, _MM_HINT_T1);
}

// Columns are summed in parts of PART_GROUPS, whatever the count of tokens: the activations of eight
// tokens stay in the first cache for all rows (Q4_K of 8192 columns 20 GB/s instead of 8). Those of
// few tokens do so for some parts at once, and a row is read on end.
enum { PART_GROUPS = 32, PARTS = 2, SHORT_COLUMNS = PART_GROUPS * AIKI_GROUP };

enum { GROUPS_MAX = PART_GROUPS * AIKI_DOT_TOKENS };
_Static_assert(PARTS * STREAM_TOKENS <= AIKI_DOT_TOKENS, "parts of few tokens need more room");

// Some groups of T tokens: (G, T, ...), each with one address that grows with the group.
typedef struct {
    _Alignas(64) int8_t quants[GROUPS_MAX][AIKI_GROUP];
    union {
        __m128i sums[GROUPS_MAX];
        // (G / 2, T, 16)
        _Alignas(64) float scaled[GROUPS_MAX / 2][16];
    };
    float scales[GROUPS_MAX];
} Activations;

// Group g of token t, which is group `from` of all tokens'.
AIKI_VNNI_INLINE void arrange_group(
    const AikiIntegerRows *x, size_t from, const Order order, const Sums sums, const short offset,
    Activations *out, size_t g, const size_t t, const size_t tokens)
{
    const size_t to = g * tokens + t;
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
    out->scales[to] = x->scales[from];
    if (sums == SUMS_SCALED) {
        const __m256 all = _mm256_cvtepi32_ps(_mm256_cvtepi16_epi32(v));
        _mm256_store_ps(out->scaled[g / 2 * tokens + t] + g % 2 * 8,
                        _mm256_mul_ps(all, _mm256_set1_ps(x->scales[from])));
        return;
    }
    if (sums == SUMS_OFFSET) v = _mm_madd_epi16(v, _mm_set1_epi16((short)-offset));
    if (sums == SUMS_OF_BLOCK) {
        v = _mm_castps_si128(_mm_cvtepi32_ps(_mm_madd_epi16(v, _mm_set1_epi16(1))));
    }
    out->sums[to] = v;
}

// Defines aiki_dot_integers_<name>_avx512 and, in streams that ask ahead,
// aiki_dot_integers_<name>_streams from ROWS(tokens, streams, asking, rows, columns, activations,
// first group of those), which is inlined for each constant count of tokens.
#define AIKI_DEFINE_DOT_INTEGERS(name, Block, length, order, kind, offset, ROWS)                   \
    AIKI_VNNI_INLINE void dot_parts_##name(                                                        \
        const size_t streams, const bool asking, const size_t tokens, Rows rows, size_t columns,   \
        const Activations *x)                                                                      \
    {                                                                                              \
        enum { PART = PART_GROUPS * AIKI_GROUP };                                                  \
        for (size_t k = 0; k < columns; k += PART, rows.bytes += PART * sizeof(Block) / length) {  \
            ROWS(tokens, streams, asking, &rows, columns - k < PART ? columns - k : PART, x,       \
                 k / AIKI_GROUP);                                                                  \
        }                                                                                          \
    }                                                                                              \
                                                                                                   \
    AIKI_VNNI_INLINE void dot_all_##name(                                                          \
        const size_t streams, const bool asking, const size_t tokens, const char *rows,            \
        size_t row_bytes, size_t row_count, const AikiIntegerRows *x, float *y, size_t y_stride)   \
    {                                                                                              \
        Activations activations;                                                                   \
        const size_t groups = (x->columns + AIKI_GROUP - 1) / AIKI_GROUP;                          \
        const size_t most = (tokens <= STREAM_TOKENS ? PARTS : 1) * PART_GROUPS;                   \
        const size_t share = row_count / streams;                                                  \
        const size_t distance = groups > most ? row_bytes : AHEAD;                                 \
        const bool are_short = x->columns <= SHORT_COLUMNS;                                        \
        for (size_t first = 0; first < groups; first += most) {                                    \
            const size_t count = groups - first < most ? groups - first : most;                    \
            for (size_t g = 0; g < count; g++) {                                                   \
                for (size_t t = 0; t < tokens; t++) {                                              \
                    arrange_group(x, t * groups + first + g, order, kind, offset, &activations, g, \
                                  t, tokens);                                                      \
                }                                                                                  \
            }                                                                                      \
            const size_t left = x->columns - first * AIKI_GROUP;                                   \
            const size_t columns = left < count * AIKI_GROUP ? left : count * AIKI_GROUP;          \
            const char *part = rows + first * (AIKI_GROUP * sizeof(Block) / length);               \
            for (size_t r = 0; r < share; r++) {                                                   \
                const Rows some = {part + r * row_bytes, share * row_bytes, y + r, share,          \
                                   y_stride, distance, are_short};                                 \
                dot_parts_##name(streams, asking, tokens, some, columns, &activations);            \
            }                                                                                      \
            for (size_t r = share * streams; r < row_count; r++) {                                 \
                const Rows one = {                                                                 \
                    part + r * row_bytes, 0, y + r, 0, y_stride, distance, are_short};             \
                dot_parts_##name(1, asking, tokens, one, columns, &activations);                   \
            }                                                                                      \
        }                                                                                          \
    }                                                                                              \
                                                                                                   \
    AIKI_VNNI_INLINE void dot_counted_##name(                                                      \
        const size_t streams, const bool asking, const void *rows, size_t row_bytes,               \
        size_t row_count, const AikiIntegerRows *x, size_t tokens, float *y, size_t y_stride)      \
    {                                                                                              \
        switch (tokens) {                                                                          \
        case 1:                                                                                    \
            dot_all_##name(streams, asking, 1, rows, row_bytes, row_count, x, y, y_stride); break; \
        case 2:                                                                                    \
            dot_all_##name(streams, asking, 2, rows, row_bytes, row_count, x, y, y_stride); break; \
        case 3:                                                                                    \
            dot_all_##name(streams, asking, 3, rows, row_bytes, row_count, x, y, y_stride); break; \
        case 4:                                                                                    \
            dot_all_##name(streams, asking, 4, rows, row_bytes, row_count, x, y, y_stride); break; \
        case 5: dot_all_##name(1, true, 5, rows, row_bytes, row_count, x, y, y_stride); break;     \
        case 6: dot_all_##name(1, true, 6, rows, row_bytes, row_count, x, y, y_stride); break;     \
        case 7: dot_all_##name(1, true, 7, rows, row_bytes, row_count, x, y, y_stride); break;     \
        case 8: dot_all_##name(1, true, 8, rows, row_bytes, row_count, x, y, y_stride); break;     \
        default: break;                                                                            \
        }                                                                                          \
    }                                                                                              \
                                                                                                   \
    static AIKI_VNNI void aiki_dot_integers_##name##_avx512(                                       \
        const void *rows, size_t row_bytes, size_t row_count, const AikiIntegerRows *x,            \
        size_t tokens, float *y, size_t y_stride)                                                  \
    {                                                                                              \
        dot_counted_##name(1, false, rows, row_bytes, row_count, x, tokens, y, y_stride);          \
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
        dot_counted_##name(STREAMS, true, rows, row_bytes, row_count, x, tokens, y, y_stride);     \
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
