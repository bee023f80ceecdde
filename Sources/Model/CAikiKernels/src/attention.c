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
//
// These versions serve the kinds that have none of their own.
#include <math.h>

#include "attention_rows.h"

enum { KEY_BLOCK = 64 };

// Query rows of a tile: enough to use a block of keys that has been unpacked many times, few enough
// to stay in the second cache with their sums.
enum { ROWS_PER_TILE = 384 };

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

static size_t scratch_floats(const AikiAttention *attention, size_t tokens)
{
    const size_t rows = tokens * aiki_group_size(attention);
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

// Scaled query rows, row r = token * group + head of the group, and empty sums.
static void begin_rows(const AikiAttention *attention, size_t key_value_head, size_t first,
                       size_t tokens, Scratch scratch)
{
    const size_t rows = tokens * aiki_group_size(attention), width = attention->key_width;
    for (size_t row = 0; row < rows; row++) {
        const float *query =
            attention->query + aiki_row_offset(attention, key_value_head, first, row) * width;
        for (size_t i = 0; i < width; i++) {
            scratch.query[row * width + i] = query[i] * attention->scale;
        }
        scratch.maximum[row] = -INFINITY;
        scratch.total[row] = 0;
    }
    for (size_t i = 0; i < rows * attention->value_width; i++) scratch.sums[i] = 0;
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
    aiki_visible(attention, token, &begin, &end);
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
    const size_t group = aiki_group_size(attention), rows = tokens * group;
    const size_t key_width = attention->key_width, value_width = attention->value_width;
    const AikiDequantize dequantize = kernels->dequantize[attention->type];
    const size_t key_bytes = aiki_head_bytes(attention, key_width);
    const size_t value_bytes = aiki_head_bytes(attention, value_width);

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

// Folds positions begin ..< end into the sums, from a block's first position on.
static void fold_blocks(const AikiKernels *kernels, const AikiAttention *attention, size_t head,
                        size_t first, size_t tokens, size_t begin, size_t end, Scratch scratch)
{
    for (size_t block = begin / KEY_BLOCK * KEY_BLOCK; block < end; block += KEY_BLOCK) {
        const size_t count = end - block < KEY_BLOCK ? end - block : KEY_BLOCK;
        fold_block(kernels, attention, head, first, tokens, block, count, scratch);
    }
}

static void attend_composed(const AikiKernels *kernels, const AikiAttention *attention,
                            size_t key_value_head, size_t first, size_t tokens, float *memory)
{
    const size_t rows = tokens * aiki_group_size(attention), width = attention->value_width;
    const Scratch scratch = lay_out(attention, rows, memory);
    begin_rows(attention, key_value_head, first, tokens, scratch);

    size_t begin, end, unused;
    aiki_visible(attention, first, &begin, &unused);
    aiki_visible(attention, first + tokens - 1, &unused, &end);
    fold_blocks(kernels, attention, key_value_head, first, tokens, begin, end, scratch);
    for (size_t row = 0; row < rows; row++) {
        float *out =
            attention->out + aiki_row_offset(attention, key_value_head, first, row) * width;
        // A token that sees nothing gets zeros.
        const float inverse = scratch.total[row] > 0 ? 1 / scratch.total[row] : 0;
        for (size_t i = 0; i < width; i++) out[i] = scratch.sums[row * width + i] * inverse;
        if (attention->log_sums) {
            attention->log_sums[aiki_row_offset(attention, key_value_head, first, row)] =
                scratch.total[row] > 0 ? scratch.maximum[row] + logf(scratch.total[row])
                                       : -INFINITY;
        }
    }
}

static void attend_part_composed(const AikiKernels *kernels, const AikiAttention *attention,
                                 size_t key_value_head, size_t tokens, size_t part, float *sums,
                                 float *memory)
{
    const size_t rows = tokens * aiki_group_size(attention), width = attention->value_width;
    const Scratch scratch = lay_out(attention, rows, memory);
    begin_rows(attention, key_value_head, 0, tokens, scratch);
    size_t begin, end, unused;
    aiki_visible(attention, 0, &begin, &unused);
    aiki_visible(attention, tokens - 1, &unused, &end);
    const size_t first = part * AIKI_ATTENTION_PART, last = first + AIKI_ATTENTION_PART;
    if (begin < first) begin = first;
    if (end > last) end = last;
    fold_blocks(kernels, attention, key_value_head, 0, tokens, begin, end, scratch);
    for (size_t row = 0; row < rows; row++) {
        float *out = sums + aiki_row_offset(attention, key_value_head, 0, row) * (width + 2);
        for (size_t i = 0; i < width; i++) out[i] = scratch.sums[row * width + i];
        out[width] = scratch.total[row];
        out[width + 1] = scratch.maximum[row];
    }
}

void aiki_install_attention(AikiKernels *kernels)
{
    kernels->attention_f32.scratch = scratch_floats;
    kernels->attention_f32.attend = attend_composed;
    kernels->attention_part = attend_part_composed;
}

static const AikiAttentionBlocks *blocks_of(const AikiKernels *kernels,
                                            const AikiAttention *attention)
{
    const bool fast = attention->fast && kernels->attention_bf16.attend;
    return fast ? &kernels->attention_bf16 : &kernels->attention_f32;
}

size_t aiki_attention_tokens(const AikiAttention *attention)
{
    const size_t tokens = ROWS_PER_TILE / aiki_group_size(attention);
    return tokens > 0 ? tokens : 1;
}

size_t aiki_attention_scratch(const AikiKernels *kernels, const AikiAttention *attention,
                              size_t tokens)
{
    return blocks_of(kernels, attention)->scratch(attention, tokens);
}

void aiki_attention(const AikiKernels *kernels, const AikiAttention *attention,
                    size_t key_value_head, size_t first, size_t tokens, float *scratch)
{
    blocks_of(kernels, attention)
        ->attend(kernels, attention, key_value_head, first, tokens, scratch);
}

size_t aiki_attention_part_scratch(const AikiAttention *attention, size_t tokens)
{
    // Narrow heads are rounded up to whole vectors by some kinds.
    enum { ROUNDING = 1024 };
    return scratch_floats(attention, tokens) + ROUNDING;
}

void aiki_attention_parts(const AikiAttention *attention, size_t tokens, size_t *first,
                          size_t *end)
{
    size_t unused;
    aiki_visible(attention, 0, first, &unused);
    aiki_visible(attention, tokens - 1, &unused, end);
    *first /= AIKI_ATTENTION_PART;
    *end = (*end + AIKI_ATTENTION_PART - 1) / AIKI_ATTENTION_PART;
    if (*end < *first) *end = *first;
}

void aiki_attention_merge(const AikiAttention *attention, size_t tokens, size_t row, size_t parts,
                          const float *sums)
{
    const size_t width = attention->value_width, stride = width + 2;
    const size_t part_stride = tokens * attention->heads * stride;
    const float *rows = sums + row * stride;
    float *out = attention->out + row * width;
    float maximum = -INFINITY, total = 0;
    for (size_t part = 0; part < parts; part++) {
        maximum = fmaxf(maximum, rows[part * part_stride + width + 1]);
    }
    for (size_t i = 0; i < width; i++) out[i] = 0;
    for (size_t part = 0; part < parts; part++) {
        const float *from = rows + part * part_stride;
        // A part in which the token sees nothing has nothing to add, whoever asked for it.
        if (from[width] <= 0) continue;
        const float factor = expf(from[width + 1] - maximum);
        total += factor * from[width];
        for (size_t i = 0; i < width; i++) out[i] += factor * from[i];
    }
    const float inverse = total > 0 ? 1 / total : 0;
    for (size_t i = 0; i < width; i++) out[i] *= inverse;
}
