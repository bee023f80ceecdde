// What every version of attention shares: which heads and positions a row of queries reads.
//
// Letters: G heads read one key head; a row is one of the G heads of one token, row = token * G +
// head of the group.
#ifndef AIKI_ATTENTION_ROWS_H
#define AIKI_ATTENTION_ROWS_H

#include "kinds.h"

static inline size_t aiki_group_size(const AikiAttention *attention)
{
    return attention->heads / attention->key_value_heads;
}

// Bytes of one head's `width` numbers in a cache.
static inline size_t aiki_head_bytes(const AikiAttention *attention, size_t width)
{
    if (attention->type == AIKI_TYPE_Q8_0) return width / 32 * 34;
    return width * (attention->type == AIKI_TYPE_F32 ? 4 : 2);
}

// The positions a token sees: begin ..< end.
static inline void aiki_visible(const AikiAttention *attention, size_t token, size_t *begin,
                                size_t *end)
{
    const size_t position = attention->first_position + token;
    const size_t window = attention->window;
    *begin = window && position >= window ? position - window + 1 : 0;
    *end = attention->count;
    if (window && position + window < *end) *end = position + window;
    if (attention->causal && position + 1 < *end) *end = position + 1;
    if (*end < *begin) *end = *begin;
}

// Row `row` of the tokens from `first` on: its numbers are at offset * width.
static inline size_t aiki_row_offset(const AikiAttention *attention, size_t key_value_head,
                                     size_t first, size_t row)
{
    const size_t group = aiki_group_size(attention);
    return (first + row / group) * attention->heads + key_value_head * group + row % group;
}

#endif
