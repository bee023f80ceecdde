// The gradients of attention, block by block: scores are computed again, never kept.
//
// Of one head, with s the scores of scaled queries q and keys k, L the log of their sums, o the
// output, and products taken over a block of queries and a block of keys:
//
//     p = exp(s - L)            dv += p' do
//     dp = do v'                ds = p * (dp - sum(do * o))    dk += ds' q
//     dq += ds k
//
// Source: Dao 2023, "FlashAttention-2" §3.1.2, with keys outermost and one thread a key head, so
// that every sum is taken in the same order whoever computes it.
#include "aiki_kernels.h"

#include <string.h>

#include "attention_rows.h"

// A block of queries is an even count of rows; one of keys is a panel.
enum { QUERY_BLOCK = 96, KEY_BLOCK = AIKI_PANEL };

// One head's packed queries and gradients, and the blocks at hand. Units are of 32 bits.
typedef struct {
    const AikiKernels *kernels;
    const AikiProduct *product;
    const AikiAttentionBackward *backward;
    size_t key_value_head;
    size_t head;
    size_t tokens;        // T
    size_t key_units;     // of D numbers
    size_t value_units;   // of Dv numbers
    size_t key_panels;    // that hold D columns
    size_t value_panels;  // that hold Dv columns
    size_t query_units;   // of QUERY_BLOCK tokens
    size_t block_units;   // of KEY_BLOCK keys
    float *query_rows;    // (T), aiki_row_units of key_units each, scaled
    float *out_rows;      // (T), aiki_row_units of value_units each, of d_out
    float *query_panels;  // (T / QUERY_BLOCK, key_panels, query_units, AIKI_PANEL), scaled
    float *out_panels;    // (T / QUERY_BLOCK, value_panels, query_units, AIKI_PANEL), of d_out
    float *delta;         // (T): sum(do * o)
    float *numbers;       // (QUERY_BLOCK, D)
    float *keys;          // (key_units, AIKI_PANEL)
    float *values;        // (value_units, AIKI_PANEL)
    float *keys_across;   // (key_panels, block_units, AIKI_PANEL), scaled
    float *weights;       // (QUERY_BLOCK, KEY_BLOCK): scores, then p
    float *gradients;     // (QUERY_BLOCK, KEY_BLOCK): dp, then ds
    float *capped;        // (KEY_BLOCK)
    float *left;          // the larger of (query_units, AIKI_PANEL)
                          // and (QUERY_BLOCK), aiki_row_units of block_units each
} Head;

static size_t divided(size_t count, size_t by)
{
    return (count + by - 1) / by;
}

// Floats of a cache line: parts of the scratch begin on one.
enum { LINE = 16 };

static Head lay_out(const AikiKernels *kernels, const AikiAttentionBackward *backward,
                    float *memory, size_t *floats)
{
    const AikiAttention *attention = &backward->attention;
    const bool bf16 = attention->fast && kernels->training.product_bf16.unit > 0;
    Head head = {.kernels = kernels, .backward = backward, .tokens = attention->count};
    head.product = bf16 ? &kernels->training.product_bf16 : &kernels->training.product_f32;
    const size_t unit = head.product->unit;
    const size_t blocks = divided(head.tokens, QUERY_BLOCK);
    head.key_units = divided(attention->key_width, unit);
    head.value_units = divided(attention->value_width, unit);
    head.key_panels = divided(attention->key_width, AIKI_PANEL);
    head.value_panels = divided(attention->value_width, AIKI_PANEL);
    head.query_units = QUERY_BLOCK / unit;
    head.block_units = KEY_BLOCK / unit;
    const size_t panel = head.query_units * AIKI_PANEL;
    size_t used = 0;
    head.query_rows = memory + used, used += head.tokens * aiki_row_units(head.key_units);
    head.out_rows = memory + used, used += head.tokens * aiki_row_units(head.value_units);
    head.query_panels = memory + used, used += blocks * head.key_panels * panel;
    head.out_panels = memory + used, used += blocks * head.value_panels * panel;
    head.delta = memory + used, used += divided(head.tokens, LINE) * LINE;
    head.numbers = memory + used, used += QUERY_BLOCK * divided(attention->key_width, LINE) * LINE;
    head.keys = memory + used, used += head.key_units * AIKI_PANEL;
    head.values = memory + used, used += head.value_units * AIKI_PANEL;
    head.keys_across = memory + used;
    used += head.key_panels * head.block_units * AIKI_PANEL;
    head.weights = memory + used, used += QUERY_BLOCK * KEY_BLOCK;
    head.gradients = memory + used, used += QUERY_BLOCK * KEY_BLOCK;
    head.capped = memory + used, used += KEY_BLOCK;
    head.left = memory + used, used += QUERY_BLOCK * aiki_row_units(KEY_BLOCK);
    *floats = used;
    return head;
}

size_t aiki_attention_backward_scratch(const AikiKernels *kernels,
                                       const AikiAttentionBackward *backward)
{
    size_t floats;
    // The address is only counted from.
    (void)lay_out(kernels, backward, NULL, &floats);
    return floats;
}

// Rows of x (rows, width) as columns of panels of `units` units each.
static void pack_panels(const AikiProduct *product, const float *x, size_t stride, size_t rows,
                        size_t width, size_t units, float *panels)
{
    for (size_t c = 0; c < width; c += AIKI_PANEL) {
        const size_t columns = width - c < AIKI_PANEL ? width - c : AIKI_PANEL;
        product->pack_across(x + c, stride, columns, rows,
                             panels + c / AIKI_PANEL * units * AIKI_PANEL);
    }
}

// Rows of x (rows, width) as rows of a left factor.
static void load_rows(const AikiProduct *product, const float *x, size_t stride, size_t rows,
                      size_t width, size_t units, float *out)
{
    const size_t step = aiki_row_units(units);
    for (size_t r = 0; r < rows; r++) product->load_row(x + r * stride, width, out + r * step);
}

// Packs a block of scaled queries and of d_out, both ways, and sums do * o.
static void begin_block(Head *head, size_t first, size_t rows)
{
    const AikiAttention *attention = &head->backward->attention;
    const size_t width = attention->key_width, value_width = attention->value_width;
    const size_t stride = attention->heads * width, out_stride = attention->heads * value_width;
    const float *query = attention->query + first * stride + head->head * width;
    const float *out = attention->out + first * out_stride + head->head * value_width;
    const float *d_out = head->backward->d_out + first * out_stride + head->head * value_width;
    for (size_t r = 0; r < rows; r++) {
        head->kernels->scale_f32(query + r * stride, attention->scale, width,
                                 head->numbers + r * width);
        head->delta[first + r] = head->kernels->training.dot_f32(
            out + r * out_stride, d_out + r * out_stride, value_width);
        float *d_query = head->backward->d_query + (first + r) * stride + head->head * width;
        memset(d_query, 0, width * sizeof(float));
    }
    const size_t block = first / QUERY_BLOCK, panel = head->query_units * AIKI_PANEL;
    load_rows(head->product, head->numbers, width, rows, width, head->key_units,
              head->query_rows + first * aiki_row_units(head->key_units));
    load_rows(head->product, d_out, out_stride, rows, value_width, head->value_units,
              head->out_rows + first * aiki_row_units(head->value_units));
    pack_panels(head->product, head->numbers, width, rows, width, head->query_units,
                head->query_panels + block * head->key_panels * panel);
    pack_panels(head->product, d_out, out_stride, rows, value_width, head->query_units,
                head->out_panels + block * head->value_panels * panel);
}

static float *row_of(const void *base, size_t stride, size_t position, size_t offset)
{
    return (float *)((const char *)base + position * stride) + offset;
}

// Packs keys first ..< first + count and their values.
static void load_keys(Head *head, size_t first, size_t count)
{
    const AikiAttention *attention = &head->backward->attention;
    const size_t width = attention->key_width, value_width = attention->value_width;
    const size_t stride = attention->key_stride / sizeof(float);
    const float *keys =
        row_of(attention->keys, attention->key_stride, first, head->key_value_head * width);
    const float *values = row_of(attention->values, attention->value_stride, first,
                                 head->key_value_head * value_width);
    head->product->pack_rows(keys, stride, count, width, head->keys);
    head->product->pack_rows(values, attention->value_stride / sizeof(float), count, value_width,
                             head->values);
    for (size_t r = 0; r < count; r++) {
        head->kernels->scale_f32(keys + r * stride, attention->scale, width,
                                 head->numbers + r * width);
    }
    pack_panels(head->product, head->numbers, width, count, width, head->block_units,
                head->keys_across);
}

// Turns the scores and gradients of one query into p and ds; hidden ones become zeros.
static void weigh_row(Head *head, size_t token, size_t first_key, size_t keys, float *weights,
                      float *gradients)
{
    const AikiAttention *attention = &head->backward->attention;
    size_t begin, end;
    aiki_visible(attention, token, &begin, &end);
    begin = begin > first_key ? begin - first_key : 0;
    end = end > first_key ? end - first_key : 0;
    if (end > keys) end = keys;
    if (begin > end) begin = end;
    if (attention->softcap > 0) {
        head->kernels->softcap_f32(weights, keys, attention->softcap);
        memcpy(head->capped, weights, keys * sizeof(float));
    }
    const size_t count = end - begin;
    if (count > 0) {
        head->kernels->training.score_backward_f32(
            weights + begin, gradients + begin, count,
            attention->log_sums[token * attention->heads + head->head], head->delta[token]);
    }
    memset(weights, 0, begin * sizeof(float));
    memset(gradients, 0, begin * sizeof(float));
    memset(weights + end, 0, (KEY_BLOCK - end) * sizeof(float));
    memset(gradients + end, 0, (KEY_BLOCK - end) * sizeof(float));
    if (attention->softcap > 0) {
        head->kernels->training.softcap_backward_f32(head->capped, gradients, keys,
                                                     attention->softcap, gradients);
    }
}

// y (keys, width) += x' (keys, rows) * panels (rows, width), with x (rows, KEY_BLOCK).
static void add_transposed(Head *head, const float *x, size_t rows, size_t keys,
                           const float *panels, size_t width, float *y, size_t y_stride)
{
    const AikiProduct *product = head->product;
    const size_t units = divided(rows, product->unit);
    product->pack_across(x, KEY_BLOCK, keys, rows, head->left);
    for (size_t c = 0; c < width; c += AIKI_PANEL) {
        const size_t columns = width - c < AIKI_PANEL ? width - c : AIKI_PANEL;
        product->multiply(head->left, 1, AIKI_PANEL, keys,
                          panels + c / AIKI_PANEL * head->query_units * AIKI_PANEL, units,
                          columns, y + c, y_stride, true);
    }
}

// dq += ds * k for a block.
static void add_to_queries(Head *head, size_t first, size_t rows, size_t keys)
{
    const AikiAttention *attention = &head->backward->attention;
    const AikiProduct *product = head->product;
    const size_t width = attention->key_width, stride = attention->heads * width;
    const size_t units = divided(keys, product->unit);
    load_rows(product, head->gradients, KEY_BLOCK, rows, keys, units, head->left);
    float *d_query = head->backward->d_query + first * stride + head->head * width;
    for (size_t c = 0; c < width; c += AIKI_PANEL) {
        const size_t columns = width - c < AIKI_PANEL ? width - c : AIKI_PANEL;
        product->multiply(head->left, aiki_row_units(units), 1, rows,
                          head->keys_across + c / AIKI_PANEL * head->block_units * AIKI_PANEL,
                          units, columns, d_query + c, stride, true);
    }
}

// What queries first ..< first + rows, of one block, add for the loaded keys.
static void fold_block(Head *head, size_t first, size_t rows, size_t first_key, size_t keys)
{
    const AikiAttentionBackward *backward = head->backward;
    const AikiAttention *attention = &backward->attention;
    const AikiProduct *product = head->product;
    const size_t key_step = aiki_row_units(head->key_units);
    const size_t value_step = aiki_row_units(head->value_units);
    product->multiply(head->query_rows + first * key_step, key_step, 1, rows, head->keys,
                      head->key_units, keys, head->weights, KEY_BLOCK, false);
    product->multiply(head->out_rows + first * value_step, value_step, 1, rows, head->values,
                      head->value_units, keys, head->gradients, KEY_BLOCK, false);
    for (size_t r = 0; r < rows; r++) {
        weigh_row(head, first + r, first_key, keys, head->weights + r * KEY_BLOCK,
                  head->gradients + r * KEY_BLOCK);
    }
    const size_t block = first / QUERY_BLOCK, panel = head->query_units * AIKI_PANEL;
    const size_t skipped = first % QUERY_BLOCK / product->unit * AIKI_PANEL;
    add_transposed(head, head->weights, rows, keys,
                   head->out_panels + block * head->value_panels * panel + skipped,
                   attention->value_width,
                   row_of(backward->d_values, attention->value_stride, first_key,
                          head->key_value_head * attention->value_width),
                   attention->value_stride / sizeof(float));
    add_transposed(head, head->gradients, rows, keys,
                   head->query_panels + block * head->key_panels * panel + skipped,
                   attention->key_width,
                   row_of(backward->d_keys, attention->key_stride, first_key,
                          head->key_value_head * attention->key_width),
                   attention->key_stride / sizeof(float));
    add_to_queries(head, first, rows, keys);
}

// All queries that see some of the loaded keys.
static void fold_keys(Head *head, size_t first_key, size_t keys)
{
    const AikiAttention *attention = &head->backward->attention;
    const size_t window = attention->window;
    size_t begin = 0, end = head->tokens;
    if (attention->causal) {
        begin = first_key;
    } else if (window && first_key + 1 > window) {
        begin = first_key + 1 - window;
    }
    if (window && first_key + keys - 1 + window < end) end = first_key + keys - 1 + window;
    // Units may be of two rows.
    begin = begin / 2 * 2;
    while (begin < end) {
        const size_t next = (begin / QUERY_BLOCK + 1) * QUERY_BLOCK;
        const size_t rows = (next < end ? next : end) - begin;
        fold_block(head, begin, rows, first_key, keys);
        begin = next;
    }
}

static void clear_keys(const AikiAttentionBackward *backward, size_t key_value_head)
{
    const AikiAttention *attention = &backward->attention;
    const size_t width = attention->key_width, value_width = attention->value_width;
    for (size_t t = 0; t < attention->count; t++) {
        memset(row_of(backward->d_keys, attention->key_stride, t, key_value_head * width), 0,
               width * sizeof(float));
        memset(row_of(backward->d_values, attention->value_stride, t,
                      key_value_head * value_width),
               0, value_width * sizeof(float));
    }
}

void aiki_attention_backward(const AikiKernels *kernels, const AikiAttentionBackward *backward,
                             size_t key_value_head, float *scratch)
{
    const AikiAttention *attention = &backward->attention;
    const size_t group = aiki_group_size(attention);
    size_t unused;
    Head head = lay_out(kernels, backward, scratch, &unused);
    head.key_value_head = key_value_head;
    clear_keys(backward, key_value_head);
    for (size_t g = 0; g < group; g++) {
        head.head = key_value_head * group + g;
        for (size_t t = 0; t < head.tokens; t += QUERY_BLOCK) {
            const size_t left = head.tokens - t;
            begin_block(&head, t, left < QUERY_BLOCK ? left : QUERY_BLOCK);
        }
        for (size_t key = 0; key < head.tokens; key += KEY_BLOCK) {
            const size_t left = head.tokens - key, keys = left < KEY_BLOCK ? left : KEY_BLOCK;
            load_keys(&head, key, keys);
            fold_keys(&head, key, keys);
        }
    }
}
