// Attention in one pass over the cache, composed of a kind's kernels.
//
// The scores of a block of keys are computed for all query rows at once, then folded into running
// sums: with m the largest score so far and s the sum of exp(score - m), a block with a larger
// maximum rescales what was summed before by exp(m_old - m_new).
// Source: Milakov and Gimelshein 2018, "Online normalizer calculation for softmax"; blocks as in
// Dao 2022, "FlashAttention" §3.1.
//
// Blocks begin at multiples of KEY_BLOCK, and a row's masked scores contribute exact zeros, so a
// token's result does not depend on which tokens are computed with it.
#include <math.h>

#include "aiki_kernels.h"

enum { KEY_BLOCK = 64 };

// Where the parts of a thread's scratch begin. R query rows: the group's heads for each token.
typedef struct {
    float *keys;     // (KEY_BLOCK, D), f32
    float *values;   // (KEY_BLOCK, Dv), f32
    float *query;    // (R, D)
    float *scores;   // (R, KEY_BLOCK)
    float *sums;     // (R, Dv), weighted values so far
    float *maximum;  // R
    float *total;    // R
    float *factor;   // R
} Scratch;

static size_t group_size(const AikiAttention *attention)
{
    return attention->heads / attention->key_value_heads;
}

size_t aiki_attention_scratch(const AikiAttention *attention, size_t tokens)
{
    const size_t rows = tokens * group_size(attention);
    const size_t widths = attention->key_width + attention->value_width;
    return KEY_BLOCK * widths + rows * (widths + KEY_BLOCK + 3);
}

static Scratch lay_out(const AikiAttention *attention, size_t rows, float *memory)
{
    Scratch scratch;
    scratch.keys = memory;
    scratch.values = scratch.keys + KEY_BLOCK * attention->key_width;
    scratch.query = scratch.values + KEY_BLOCK * attention->value_width;
    scratch.scores = scratch.query + rows * attention->key_width;
    scratch.sums = scratch.scores + rows * KEY_BLOCK;
    scratch.maximum = scratch.sums + rows * attention->value_width;
    scratch.total = scratch.maximum + rows;
    scratch.factor = scratch.total + rows;
    return scratch;
}

// The positions a token sees: begin ..< end.
static void visible(const AikiAttention *attention, size_t token, size_t *begin, size_t *end)
{
    const size_t position = attention->first_position + token;
    const size_t window = attention->window;
    *begin = window && position >= window ? position - window + 1 : 0;
    *end = attention->count;
    if (window && position + window < *end) *end = position + window;
    if (attention->causal && position + 1 < *end) *end = position + 1;
}

// Scaled query rows, row r = token * group + head of the group, and empty sums.
static void begin_rows(const AikiAttention *attention, size_t key_value_head, size_t first,
                       size_t tokens, Scratch scratch)
{
    const size_t group = group_size(attention), width = attention->key_width;
    for (size_t row = 0; row < tokens * group; row++) {
        const size_t head = key_value_head * group + row % group;
        const size_t token = first + row / group;
        const float *query = attention->query + (token * attention->heads + head) * width;
        for (size_t i = 0; i < width; i++) {
            scratch.query[row * width + i] = query[i] * attention->scale;
        }
        scratch.maximum[row] = -INFINITY;
        scratch.total[row] = 0;
    }
    for (size_t i = 0; i < tokens * group * attention->value_width; i++) scratch.sums[i] = 0;
}

// One head's numbers of `count` positions as floats.
static void load_rows(AikiDequantize dequantize, const void *base, size_t stride, size_t offset,
                      size_t first, size_t count, size_t width, float *out)
{
    for (size_t j = 0; j < count; j++) {
        dequantize((const char *)base + (first + j) * stride + offset, width, out + j * width);
    }
}

// Hides what a row's token does not see and turns the scores into weights.
static void weigh_row(const AikiKernels *kernels, const AikiAttention *attention, size_t token,
                      size_t block, size_t count, size_t row, Scratch scratch)
{
    float *scores = scratch.scores + row * KEY_BLOCK;
    size_t begin, end;
    visible(attention, token, &begin, &end);
    if (attention->softcap > 0) kernels->softcap_f32(scores, count, attention->softcap);
    for (size_t j = 0; j < count; j++) {
        if (block + j < begin || block + j >= end) scores[j] = -INFINITY;
    }
    const float before = scratch.maximum[row];
    const float largest = fmaxf(before, kernels->maximum_f32(scores, count));
    scratch.factor[row] = 1;
    if (largest == -INFINITY) {
        for (size_t j = 0; j < count; j++) scores[j] = 0;
        return;
    }
    if (largest != before) scratch.factor[row] = expf(before - largest);
    const float sum = kernels->exp_shifted_f32(scores, count, largest);
    scratch.total[row] = scratch.total[row] * scratch.factor[row] + sum;
    scratch.maximum[row] = largest;
}

// Folds positions block ..< block + count into the sums of all rows.
static void fold_block(const AikiKernels *kernels, const AikiAttention *attention, size_t head,
                       size_t first, size_t tokens, size_t block, size_t count, Scratch scratch)
{
    const size_t group = group_size(attention), rows = tokens * group;
    const size_t key_width = attention->key_width, value_width = attention->value_width;
    const AikiDequantize dequantize = kernels->dequantize[attention->type];
    const bool blocks = attention->type == AIKI_TYPE_Q8_0;
    const size_t bytes = attention->type == AIKI_TYPE_F32 ? 4 : 2;
    const size_t key_bytes = blocks ? key_width / 32 * 34 : key_width * bytes;
    const size_t value_bytes = blocks ? value_width / 32 * 34 : value_width * bytes;

    load_rows(dequantize, attention->keys, attention->key_stride, head * key_bytes, block, count,
              key_width, scratch.keys);
    for (size_t i = 0; i < rows * KEY_BLOCK; i++) scratch.scores[i] = 0;
    kernels->gemm_f32(scratch.keys, key_width, count, scratch.query, key_width, rows, key_width,
                      scratch.scores, KEY_BLOCK);
    for (size_t row = 0; row < rows; row++) {
        weigh_row(kernels, attention, first + row / group, block, count, row, scratch);
    }
    load_rows(dequantize, attention->values, attention->value_stride, head * value_bytes, block,
              count, value_width, scratch.values);
    kernels->weighted_rows_f32(scratch.scores, KEY_BLOCK, rows, scratch.factor, scratch.values,
                               value_width, count, value_width, scratch.sums, value_width);
}

void aiki_attention(const AikiKernels *kernels, const AikiAttention *attention,
                    size_t key_value_head, size_t first, size_t tokens, float *memory)
{
    const size_t group = group_size(attention), rows = tokens * group;
    const size_t width = attention->value_width;
    const Scratch scratch = lay_out(attention, rows, memory);
    begin_rows(attention, key_value_head, first, tokens, scratch);

    size_t begin, end, unused;
    visible(attention, first, &begin, &unused);
    visible(attention, first + tokens - 1, &unused, &end);
    for (size_t block = begin / KEY_BLOCK * KEY_BLOCK; block < end; block += KEY_BLOCK) {
        const size_t count = end - block < KEY_BLOCK ? end - block : KEY_BLOCK;
        fold_block(kernels, attention, key_value_head, first, tokens, block, count, scratch);
    }
    for (size_t row = 0; row < rows; row++) {
        const size_t head = key_value_head * group + row % group;
        const size_t token = first + row / group;
        float *out = attention->out + (token * attention->heads + head) * width;
        // A token that sees nothing gets zeros.
        const float inverse = scratch.total[row] > 0 ? 1 / scratch.total[row] : 0;
        for (size_t i = 0; i < width; i++) out[i] = scratch.sums[row * width + i] * inverse;
    }
}
