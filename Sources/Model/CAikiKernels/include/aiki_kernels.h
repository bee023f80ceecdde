// The numeric kernels of Aiki: one table of function pointers for each CPU kind.
//
// Kernels do not allocate, lock, print or start threads, and check nothing: the caller has checked
// every size. Matrices are row-major; a stride is the distance between rows, in numbers where the
// rows are float, in bytes where they are blocks.
//
// Letters: T tokens, N rows of a weight, K columns (the summed extent), H heads, D head width.
#ifndef AIKI_KERNELS_H
#define AIKI_KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "aiki_graph.h"
#include "aiki_training.h"

// Type numbers are those of GGUF files; arrays by type leave unused numbers NULL.
enum {
    AIKI_TYPE_F32 = 0,
    AIKI_TYPE_F16 = 1,
    AIKI_TYPE_Q4_0 = 2,
    AIKI_TYPE_Q4_1 = 3,
    AIKI_TYPE_Q5_0 = 6,
    AIKI_TYPE_Q5_1 = 7,
    AIKI_TYPE_Q8_0 = 8,
    AIKI_TYPE_Q2_K = 10,
    AIKI_TYPE_Q3_K = 11,
    AIKI_TYPE_Q4_K = 12,
    AIKI_TYPE_Q5_K = 13,
    AIKI_TYPE_Q6_K = 14,
    AIKI_TYPE_IQ4_NL = 20,
    AIKI_TYPE_IQ4_XS = 23,
    AIKI_TYPE_BF16 = 30,
    AIKI_TYPE_MXFP4 = 39,
    // Only in memory: what `compact` makes. Files know no such number.
    AIKI_TYPE_COMPACT_BF16 = 63,
    AIKI_TYPE_SLOTS = 64,
};

// Dot products are summed over this many columns at a time, in column order, and each partial sum
// is added to the result. Within a kind, dot_rows and gemm_f32 sum in the same order, so that a
// token's numbers do not depend on how many tokens are computed with it.
enum { AIKI_COLUMN_BLOCK = 1024 };

// Activations as 8-bit integers: AIKI_GROUP columns share a scale, and the last group is filled
// with zeros. Sums of AIKI_SUM_COLUMNS quants serve the types whose weights have an offset.
enum { AIKI_GROUP = 128, AIKI_SUM_COLUMNS = 16 };

// The most tokens of one call of dot_integers.
enum { AIKI_DOT_TOKENS = 8 };

// Rows of a weight that pack_panel takes at a time.
enum { AIKI_PANEL_STEP = 16 };

// Panels of BF16 that tokens pass by at once: tiles hold the sums meanwhile, and half of so many panels
// takes half of the first cache.
enum { AIKI_BF16_PASS = 3 };

typedef enum { AIKI_CPU_SCALAR, AIKI_CPU_AVX2, AIKI_CPU_AVX512, AIKI_CPU_AMX, AIKI_CPU_NEON } AikiCPU;

typedef enum { AIKI_SILU, AIKI_GELU_TANH, AIKI_GELU_ERF } AikiActivation;

// out[0 ..< count] = the numbers of the blocks; count is a multiple of the block.
typedef void (*AikiDequantize)(const void *blocks, size_t count, float *out);

// y[r] += sum over k of rows[r][k] * x[k], for 0 <= r < row_count.
typedef void (*AikiDotRows)(
    const void *rows, size_t row_bytes, size_t row_count, const float *x, size_t columns, float *y);

// T rows of activations; P is the count of columns rounded up to AIKI_GROUP.
typedef struct {
    int8_t *quants;  // (T, P), -127 ... 127
    float *scales;   // (T, P / AIKI_GROUP)
    int16_t *sums;   // (T, P / AIKI_SUM_COLUMNS)
    size_t columns;  // without the filling
} AikiIntegerRows;

// y[t * y_stride + r] += sum over k of rows[r][k] * x[t][k], for 0 <= r < row_count and
// 0 <= t < tokens <= AIKI_DOT_TOKENS. Products and sums within a block are of integers, exact; a
// token's bits do not depend on `tokens`.
typedef void (*AikiDotIntegers)(
    const void *rows, size_t row_bytes, size_t row_count, const AikiIntegerRows *x, size_t tokens,
    float *y, size_t y_stride);

// Fills rows first ..< first + AIKI_PANEL_STEP of consecutive panels from the rows' whole blocks.
typedef void (*AikiPackBlocks)(
    const void *blocks, size_t row_bytes, size_t groups, size_t first, void *panels);

// blocks = the nearest storable numbers of values[0 ..< count].
typedef void (*AikiQuantize)(const float *values, size_t count, void *blocks);

// Memory behind compact blocks for the escapes that do not fit them: aligned to AIKI_ESCAPE_LINE bytes,
// `capacity` of them a multiple of that, of which `used` are taken, by several threads at once. As much
// again as AIKI_ESCAPE_MARGIN may be read behind it.
enum { AIKI_ESCAPE_LINE = 64, AIKI_ESCAPE_MARGIN = 128 };
typedef struct {
    uint8_t *bytes;
    size_t capacity;
    size_t used;
} AikiEscapes;

// blocks = numbers[0 ..< 128 * count] of BF16, or of F16 where `half`, each exactly what it is; false where
// `escapes` is too small or too far behind, or a number of F16 has more digits than BF16.
typedef bool (*AikiCompact)(
    bool half, const void *numbers, size_t count, void *blocks, AikiEscapes *escapes);

typedef struct AikiKernels AikiKernels;
typedef struct AikiAttention AikiAttention;

// Attention of many tokens; see aiki_attention.
typedef struct {
    // Numbers of float scratch for so many tokens at once.
    size_t (*scratch)(const AikiAttention *attention, size_t tokens);
    void (*attend)(const AikiKernels *kernels, const AikiAttention *attention,
                   size_t key_value_head, size_t first, size_t tokens, float *scratch);
} AikiAttentionBlocks;

struct AikiKernels {
    AikiDequantize dequantize[AIKI_TYPE_SLOTS];
    AikiDotRows dot_rows[AIKI_TYPE_SLOTS];

    // Short floats in three quarters of their memory, and whether one token is multiplied by that faster
    // than by them as they are: then the sums have the same bits.
    AikiCompact compact;
    bool multiplies_compact;

    // For quantised types only.
    AikiDotIntegers dot_integers[AIKI_TYPE_SLOTS];

    // One row of activations as integers: quants = round(x / scale) with scale = max |x| / 127 of
    // each group, ties to even. A group whose numbers are all below 2^-100 becomes zeros; one with
    // a number that is not finite gets the scale NaN and zeros.
    void (*quantize_activations)(const float *x, size_t columns, int8_t *quants, float *scales,
                                 int16_t *sums);

    // A panel is AIKI_GROUP columns of panel_rows rows of a weight as 8-bit integers, quantised
    // row by row like activations, in the order that multiply_panel reads; panel_bytes long.
    size_t panel_rows;
    size_t panel_bytes;
    // Fills rows first ..< first + AIKI_PANEL_STEP from as many rows of AIKI_GROUP finite numbers.
    void (*pack_panel)(const float *numbers, size_t stride, size_t first, void *panel);
    // The same of several panels straight from blocks, the same bits; NULL for types that become
    // floats first. For rows of short floats, of panels of BF16.
    AikiPackBlocks pack_blocks[AIKI_TYPE_SLOTS];
    // y[t * panel_rows + n] += scale of n * scales[t] * sum over k of panel[n][k] * quants[t][k],
    // with quants (T, AIKI_GROUP) and sums[t] the sum of a token's quants. The sum is exact; the
    // product of the scales is rounded, and the rest is one fused multiply-add.
    void (*multiply_panel)(const void *panel, const int8_t *quants, const float *scales,
                           const int32_t *sums, size_t tokens, float *y);

    // The same with panels and activations of BF16, panel_rows rows too; NULL where the CPU has no
    // products of BF16. Sums are of f32, two columns at a time, in order.
    size_t bf16_panel_bytes;
    void (*pack_bf16_panel)(const float *numbers, size_t stride, size_t first, void *panel);
    // Of panels one behind the other, by activations x_stride numbers apart.
    void (*multiply_bf16_panels)(const void *panels, size_t count, const uint16_t *x, size_t x_stride,
                                 size_t tokens, float *y);
    // out[i] = x[i] rounded to BF16, ties to even.
    void (*round_bf16)(const float *x, size_t count, uint16_t *out);

    // y[t * y_stride + n] += sum over k of x[t * x_stride + k] * w[n * w_stride + k];
    // columns <= AIKI_COLUMN_BLOCK.
    void (*gemm_f32)(const float *w, size_t w_stride, size_t rows, const float *x, size_t x_stride,
                     size_t tokens, size_t columns, float *y, size_t y_stride);
    // out[m][c] = factors[m] * out[m][c] + sum over j of p[m][j] * v[j][c], summed in order of j.
    void (*weighted_rows_f32)(const float *p, size_t p_stride, size_t m_count,
                              const float *factors, const float *v, size_t v_stride,
                              size_t j_count, size_t columns, float *out, size_t out_stride);
    // The largest of x[0 ..< count], -infinity for none.
    float (*maximum_f32)(const float *x, size_t count);
    // x[i] = exp(x[i] - shift); returns the sum.
    float (*exp_shifted_f32)(float *x, size_t count, float shift);
    // out = x / sqrt(mean(x^2) + epsilon) * weight; weight may be NULL (ones).
    void (*rms_norm_f32)(const float *x, const float *weight, size_t count, float epsilon,
                         float *out);
    // out = (x - mean) / sqrt(variance + epsilon) * weight + bias; either may be NULL.
    void (*layer_norm_f32)(const float *x, const float *weight, const float *bias, size_t count,
                           float epsilon, float *out);
    // out = activation(gate) * up; up may be NULL (ones).
    void (*gated_f32)(const float *gate, const float *up, size_t count, AikiActivation activation,
                      float *out);
    // x[i] = limit * tanh(x[i] / limit).
    void (*softcap_f32)(float *x, size_t count, float limit);
    // Turns the pairs of each of `heads` rows of x by the angles' cosines and sines (pairs each).
    void (*rope_adjacent_f32)(float *x, size_t heads, size_t head_width, size_t pairs,
                              const float *cosines, const float *sines);
    void (*rope_halves_f32)(float *x, size_t heads, size_t head_width, size_t pairs,
                            const float *cosines, const float *sines);
    // out = a + b, out = a * factor.
    void (*add_f32)(const float *a, const float *b, size_t count, float *out);
    void (*scale_f32)(const float *a, float factor, size_t count, float *out);
    // Products in f32; and of numbers rounded to BF16, summed in f32, NULL where that is no faster.
    AikiAttentionBlocks attention_f32;
    AikiAttentionBlocks attention_bf16;
    // Attention of few tokens over part of a cache.
    void (*attention_part)(const AikiKernels *kernels, const AikiAttention *attention,
                           size_t key_value_head, size_t tokens, size_t part, float *sums,
                           float *scratch);
    // The storable forms of a cache: f32, f16 and q8_0, each number or block rounded to nearest.
    AikiQuantize store[AIKI_TYPE_SLOTS];
    // The sum, modulo 2^64, of 64-bit words in the machine's order; the count of bytes is a
    // multiple of 128. It reads as fast as the kind can: what reading memory is measured with.
    uint64_t (*read_sum)(const void *bytes, size_t count);
    // out[i] = sum over k of rows[r][k] * x[k], exact, where r is which[i], or i where which is NULL;
    // numbers of -127 ... 127, columns a multiple of AIKI_BYTES_STEP and below 2^17.
    void (*dot_bytes)(const int8_t *rows, size_t columns, const uint32_t *which, size_t count,
                      const int8_t *x, int32_t *out);
    // What only training needs.
    AikiTraining training;
};

// Whether this machine can run a kind's kernels.
bool aiki_cpu_supported(AikiCPU cpu);

// Fills the table with a kind's kernels; false, and nothing written, where it is not supported.
bool aiki_kernels_fill(AikiKernels *kernels, AikiCPU cpu);

// Array members by type, NULL where there is none.
AikiDequantize aiki_dequantize(const AikiKernels *kernels, uint32_t type);
AikiDotRows aiki_dot_rows(const AikiKernels *kernels, uint32_t type);
AikiDotIntegers aiki_dot_integers(const AikiKernels *kernels, uint32_t type);
AikiPackBlocks aiki_pack_blocks(const AikiKernels *kernels, uint32_t type);
AikiQuantize aiki_store(const AikiKernels *kernels, uint32_t type);

// Rows of a weight as they are stored.
typedef struct {
    const void *bytes;     // of row 0
    size_t row_bytes;
    size_t rows;
    size_t columns;
    uint32_t type;
    size_t block_columns;  // 1 for the types without blocks
    size_t block_bytes;
    const void *packed;    // what aiki_pack_panels made of them; NULL: packed again at each use
} AikiRows;

// Activations as multiply_panel reads them: groups outermost, T tokens in each.
typedef struct {
    int8_t *quants;  // (G, T, AIKI_GROUP); NULL for BF16
    float *scales;   // (G, T)
    int32_t *sums;   // (G, T)
    uint16_t *bf16;  // (G, T, AIKI_GROUP) instead; NULL for integers
    size_t tokens;   // T
    size_t columns;  // of the weight; G is columns / AIKI_GROUP, rounded up
} AikiPanelActivations;

// Rounds tokens first ..< first + count of x (T, columns).
void aiki_quantize_for_panels(const AikiKernels *kernels, const float *x, size_t first,
                              size_t count, const AikiPanelActivations *activations);

// Bytes of the panels of panel_rows rows of so many columns, as BF16 or as integers.
size_t aiki_packed_bytes(const AikiKernels *kernels, size_t columns, bool bf16);

// Numbers of float scratch that aiki_pack_panels needs.
size_t aiki_pack_scratch(void);

// Packs at most panel_rows rows of a weight, to be multiplied often; `packed` is aligned to 64 bytes.
void aiki_pack_panels(const AikiKernels *kernels, const AikiRows *rows, bool bf16, void *packed,
                      float *scratch);

// Numbers of float scratch that aiki_multiply_panels needs for `count` tokens at once.
size_t aiki_panel_scratch(const AikiKernels *kernels, const AikiPanelActivations *activations,
                          size_t count);

// y[t * y_stride + n] = the products of at most panel_rows rows of a weight with tokens
// first ..< first + count, added to what is there if wanted, or else to bias where that is not NULL;
// y is that of token 0.
void aiki_multiply_panels(const AikiKernels *kernels, const AikiRows *rows,
                          const AikiPanelActivations *activations, size_t first, size_t count,
                          float *y, size_t y_stride, bool accumulate, const float *bias,
                          float *scratch);

// Numbers of float scratch that aiki_multiply_gated_panels needs for `count` tokens at once.
size_t aiki_gated_scratch(const AikiKernels *kernels, const AikiPanelActivations *activations,
                          size_t count);

// Columns group * AIKI_GROUP ... of `out` = activation(gate) * up, rounded, of tokens
// first ..< first + count: from at most AIKI_GROUP rows of two weights and the activations x of all
// tokens. The bits are those of aiki_multiply_panels, gated_f32 and aiki_quantize_for_panels.
void aiki_multiply_gated_panels(const AikiKernels *kernels, const AikiRows *gate, const AikiRows *up,
                                AikiActivation activation, const AikiPanelActivations *x,
                                size_t first, size_t count, const AikiPanelActivations *out,
                                size_t group, float *scratch);

// One layer's attention of new tokens over a cache; see aiki_attention.
struct AikiAttention {
    const float *query;      // (T, H, D), row-major
    float *out;              // (T, H, Dv), row-major
    const void *keys;        // position p at keys + p * key_stride: (Hkv, D) numbers of `type`
    const void *values;      // position p at values + p * value_stride: (Hkv, Dv)
    size_t key_stride;       // bytes
    size_t value_stride;     // bytes
    size_t count;            // positions in the cache, below 2^31
    size_t first_position;   // position of token 0
    size_t heads;            // H
    size_t key_value_heads;  // Hkv, divides H
    size_t key_width;        // D
    size_t value_width;      // Dv
    size_t window;           // a token sees keys less than this far away; 0: no window
    uint32_t type;           // f32, f16 or q8_0
    float scale;             // of the scores
    float softcap;           // scores become softcap * tanh(score / softcap); 0: none
    bool causal;             // no token sees a later position
    bool fast;               // products may be of numbers rounded to BF16
    float *log_sums;         // (T, H): log of the sum of exp(score), -infinity for none; or NULL
};

// How many tokens aiki_attention best computes at once.
size_t aiki_attention_tokens(const AikiAttention *attention);

// Numbers of float scratch that aiki_attention needs for so many tokens at once.
size_t aiki_attention_scratch(const AikiKernels *kernels, const AikiAttention *attention,
                              size_t tokens);

// Computes the heads that read one key-value head, for tokens first ..< first + tokens.
void aiki_attention(const AikiKernels *kernels, const AikiAttention *attention,
                    size_t key_value_head, size_t first, size_t tokens, float *scratch);

// Few tokens share out a long past instead: a part is AIKI_ATTENTION_PART positions of the cache,
// from a multiple of that on, so that its numbers depend on nothing but the past.
enum { AIKI_ATTENTION_PART = 512 };

// Numbers that a part leaves for each head of each token: Dv sums of values weighted by
// exp(score - maximum), the sum of these weights, and the maximum, -infinity for none.
static inline size_t aiki_attention_part_width(const AikiAttention *attention)
{
    return attention->value_width + 2;
}

// Numbers of float scratch that attention_part needs for so many tokens.
size_t aiki_attention_part_scratch(const AikiAttention *attention, size_t tokens);

// The parts that `tokens` tokens see: first ..< end.
void aiki_attention_parts(const AikiAttention *attention, size_t tokens, size_t *first,
                          size_t *end);

// Sums the parts of row token * H + head in order of position: sums is (parts, T, H, part_width).
void aiki_attention_merge(const AikiAttention *attention, size_t tokens, size_t row, size_t parts,
                          const float *sums);

// A factor of products, packed: rows of aiki_row_units(units) units, as a left factor is read; or
// panels (M / AIKI_PANEL rounded up, units, AIKI_PANEL), which serve as a left factor and as a right
// one whose columns they are.
typedef struct {
    const void *memory;
    size_t rows;    // M
    size_t summed;  // S
    size_t units;   // S / unit, rounded up
    bool bf16;      // units are pairs of BF16 numbers
    bool panels;
} AikiPacked;

// Packs `count` rows of x from `first` on; x is (M, S), or (S, M) where `across`: panels then, unless
// there is a load_across. The first row is a multiple of AIKI_PACK_STEP except for rows that are loaded
// as they are.
enum { AIKI_PACK_STEP = 64 };
void aiki_pack(const AikiKernels *kernels, const AikiPacked *factor, const float *x, size_t stride,
               bool across, size_t first, size_t count);

// A part of a product: rows and columns of the result.
typedef struct {
    size_t first_row;     // where left is in panels a multiple of AIKI_PANEL
    size_t rows;
    size_t first_column;  // a multiple of AIKI_PANEL; of aiki_product_columns where read across
    size_t columns;
} AikiProductPart;

// Columns of the result that are best computed at once, a multiple of AIKI_PANEL.
size_t aiki_product_columns(const AikiRows *right, bool across);

// Numbers of float scratch that aiki_multiply_part needs.
size_t aiki_product_scratch(const AikiRows *right, bool across);

// y (M, N) = or += left (M, S) times the right factor, which is (N, S), or (S, N) where `across`;
// only a part of it. y is that of row 0, column 0.
void aiki_multiply_part(const AikiKernels *kernels, const AikiPacked *left,
                        const AikiRows *right, bool across, AikiProductPart part, float *y,
                        size_t y_stride, bool accumulate, float *scratch);

// The same with a right factor (N, S) in panels. Columns begin at a multiple of AIKI_PANEL.
void aiki_multiply_packed(const AikiKernels *kernels, const AikiPacked *left,
                          const AikiPacked *right, AikiProductPart part, float *y,
                          size_t y_stride, bool accumulate);

// The gradients of aiki_attention over a cache of f32 that holds the keys and values of the tokens
// themselves: first_position is 0, count the count of tokens T.
typedef struct {
    AikiAttention attention;    // out and log_sums as aiki_attention filled them
    const float *d_out;         // (T, H, Dv)
    float *d_query;             // (T, H, D)
    float *d_keys;              // with the strides of the keys
    float *d_values;            // with the strides of the values
} AikiAttentionBackward;

// Numbers of float scratch that aiki_attention_backward needs.
size_t aiki_attention_backward_scratch(const AikiKernels *kernels,
                                       const AikiAttentionBackward *backward);

// Replaces the gradients of one key-value head and of the query heads that read it.
void aiki_attention_backward(const AikiKernels *kernels, const AikiAttentionBackward *backward,
                             size_t key_value_head, float *scratch);

// Quantises rows of finite numbers; importance (one weight a column, or NULL) steers the search.
// columns is a multiple of the block; returns false for a type that has no quantiser.
bool aiki_quantize_rows(uint32_t type, const float *values, size_t rows, size_t columns,
                        const float *importance, void *blocks);

// Tells the core that this is a spin loop.
static inline void aiki_spin_hint(void)
{
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("isb");
#endif
}

#endif
