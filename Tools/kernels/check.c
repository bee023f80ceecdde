// Compares one CPU kind's kernels with the scalar ones, for machines whose tests cannot run here.
//
//     check <cpu number of AikiCPU>
//
// Every slot of the table, every stored type, odd lengths; numbers from a fixed seed. Prints each
// slot that disagrees and ends with 1 where there was any.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "aiki_kernels.h"

enum { NUMBERS_MAX = 8192 };

static AikiKernels scalar, tested;
static int failures;
static uint64_t state = 42;

// SplitMix64 to a number in -1 ... 1.
static float uniform(void)
{
    state += 0x9E3779B97F4A7C15u;
    uint64_t z = state;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return (float)((double)((z ^ (z >> 31)) >> 11) * 0x1p-52 - 1);
}

static void fill(float *x, size_t count, float scale)
{
    for (size_t i = 0; i < count; i++) x[i] = uniform() * scale;
}

static void expect(bool held, const char *what, size_t detail)
{
    if (held) return;
    failures++;
    printf("disagrees: %s (%zu)\n", what, detail);
}

static bool near(const float *a, const float *b, size_t count, float tolerance)
{
    for (size_t i = 0; i < count; i++) {
        if (!(fabsf(a[i] - b[i]) <= tolerance * fmaxf(1, fabsf(b[i])))) return false;
    }
    return true;
}

typedef struct {
    uint32_t type;
    size_t block;
    size_t bytes;
} Type;

static const Type types[] = {
    {AIKI_TYPE_F32, 1, 4},        {AIKI_TYPE_F16, 1, 2},       {AIKI_TYPE_BF16, 1, 2},
    {AIKI_TYPE_Q8_0, 32, 34},     {AIKI_TYPE_Q4_0, 32, 18},    {AIKI_TYPE_Q4_1, 32, 20},
    {AIKI_TYPE_Q5_0, 32, 22},     {AIKI_TYPE_Q5_1, 32, 24},    {AIKI_TYPE_IQ4_NL, 32, 18},
    {AIKI_TYPE_MXFP4, 32, 17},    {AIKI_TYPE_Q2_K, 256, 84},   {AIKI_TYPE_Q3_K, 256, 110},
    {AIKI_TYPE_Q4_K, 256, 144},   {AIKI_TYPE_Q5_K, 256, 176},  {AIKI_TYPE_Q6_K, 256, 210},
    {AIKI_TYPE_IQ4_XS, 256, 136},
};

static void check_type(Type type)
{
    static float values[NUMBERS_MAX], a[NUMBERS_MAX], b[NUMBERS_MAX], x[NUMBERS_MAX];
    static uint8_t blocks[NUMBERS_MAX * 4];
    const size_t step = type.block;
    for (size_t columns = step; columns <= 1024 + 256; columns += step == 1 ? 37 : 256) {
        const size_t rows = NUMBERS_MAX / columns < 7 ? NUMBERS_MAX / columns : 7;
        const size_t row_bytes = columns / type.block * type.bytes;
        fill(values, rows * columns, 0.5f);
        fill(x, columns, 1);
        aiki_quantize_rows(type.type, values, rows, columns, NULL, blocks);
        scalar.dequantize[type.type](blocks, rows * columns, a);
        tested.dequantize[type.type](blocks, rows * columns, b);
        expect(memcmp(a, b, rows * columns * sizeof(float)) == 0, "dequantize", type.type);
        float y[7] = {0}, z[7] = {0}, g[7] = {0};
        scalar.dot_rows[type.type](blocks, row_bytes, rows, x, columns, y);
        tested.dot_rows[type.type](blocks, row_bytes, rows, x, columns, z);
        expect(near(z, y, rows, 1e-4f), "dot_rows", type.type);
        for (size_t k = 0; k < columns; k += AIKI_COLUMN_BLOCK) {
            const size_t width =
                columns - k < AIKI_COLUMN_BLOCK ? columns - k : AIKI_COLUMN_BLOCK;
            tested.gemm_f32(b + k, columns, rows, x + k, columns, 1, width, g, rows);
        }
        expect(memcmp(g, z, rows * sizeof(float)) == 0, "dot_rows as gemm", type.type);
    }
}

// The largest error allowed: 2^-20 of what the terms would be were all of a row's weights as large
// as its largest. An integer that is wrong by one is far outside.
static float dot_tolerance(const float *weights, size_t columns, const AikiIntegerRows *x)
{
    float largest = 0, sum = 0;
    for (size_t k = 0; k < columns; k++) {
        largest = fmaxf(largest, fabsf(weights[k]));
        sum += fabsf((float)x->quants[k]) * x->scales[k / AIKI_GROUP];
    }
    return 0x1p-20f * largest * sum;
}

// Products with integer activations, for every count of tokens; a token's bits must not depend on it.
static void check_integers(Type type)
{
    // Every short row, then those around what a kind may take in parts.
    enum { SHORT = 1280, LONG = 8192, COLUMNS_MAX = LONG + 512 };
    enum { ROWS = 3, TOKENS = AIKI_DOT_TOKENS, GROUPS = COLUMNS_MAX / AIKI_GROUP };
    static float values[ROWS * COLUMNS_MAX], weights[ROWS * COLUMNS_MAX], x[COLUMNS_MAX];
    static uint8_t blocks[ROWS * COLUMNS_MAX * 2];
    static int8_t quants[TOKENS * COLUMNS_MAX];
    static float scales[TOKENS * GROUPS];
    static int16_t sums[TOKENS * COLUMNS_MAX / AIKI_SUM_COLUMNS];
    if (scalar.dot_integers[type.type] == NULL) return;
    for (size_t columns = type.block; columns <= COLUMNS_MAX;
         columns = columns == SHORT ? LONG : columns + type.block) {
        const size_t row_bytes = columns / type.block * type.bytes;
        const size_t groups = (columns + AIKI_GROUP - 1) / AIKI_GROUP;
        const AikiIntegerRows rows = {quants, scales, sums, columns};
        fill(values, ROWS * columns, 0.5f);
        aiki_quantize_rows(type.type, values, ROWS, columns, NULL, blocks);
        scalar.dequantize[type.type](blocks, ROWS * columns, weights);
        for (size_t t = 0; t < TOKENS; t++) {
            fill(x, columns, 1);
            scalar.quantize_activations(
                x, columns, quants + t * groups * AIKI_GROUP, scales + t * groups,
                sums + t * groups * (AIKI_GROUP / AIKI_SUM_COLUMNS));
        }
        float y[TOKENS][ROWS] = {0}, all[TOKENS][ROWS] = {0};
        scalar.dot_integers[type.type](blocks, row_bytes, ROWS, &rows, TOKENS, y[0], ROWS);
        tested.dot_integers[type.type](blocks, row_bytes, ROWS, &rows, TOKENS, all[0], ROWS);
        for (size_t t = 0; t < TOKENS; t++) {
            const AikiIntegerRows token = {
                quants + t * groups * AIKI_GROUP, scales + t * groups,
                sums + t * groups * (AIKI_GROUP / AIKI_SUM_COLUMNS), columns};
            for (size_t r = 0; r < ROWS; r++) {
                const float bound = dot_tolerance(weights + r * columns, columns, &token);
                expect(fabsf(all[t][r] - y[t][r]) <= bound, "dot_integers", type.type);
            }
        }
        for (size_t tokens = 1; tokens < TOKENS; tokens++) {
            float some[TOKENS][ROWS] = {0};
            tested.dot_integers[type.type](blocks, row_bytes, ROWS, &rows, tokens, some[0], ROWS);
            expect(memcmp(some, all, tokens * sizeof some[0]) == 0, "dot_integers tokens", type.type);
        }
    }
}

static void check_activations(size_t columns, float scale)
{
    enum { COLUMNS_MAX = 512 };
    float x[COLUMNS_MAX];
    int8_t quants[2][COLUMNS_MAX];
    float scales[2][COLUMNS_MAX / AIKI_GROUP];
    int16_t sums[2][COLUMNS_MAX / AIKI_SUM_COLUMNS];
    fill(x, columns, scale);
    // Multiples of half a step, so that there are ties.
    for (size_t i = 0; i < columns && scale > 0; i += 2) {
        x[i] = (float)(int)(x[i] / scale * 254) * scale / 254;
    }
    if (columns % 5 == 0) x[columns / 2] = columns % 2 == 0 ? INFINITY : NAN;
    memset(quants, 1, sizeof quants);
    memset(scales, 1, sizeof scales);
    memset(sums, 1, sizeof sums);
    scalar.quantize_activations(x, columns, quants[0], scales[0], sums[0]);
    tested.quantize_activations(x, columns, quants[1], scales[1], sums[1]);
    bool same = memcmp(quants[0], quants[1], sizeof quants[0]) == 0
                && memcmp(sums[0], sums[1], sizeof sums[0]) == 0;
    for (size_t i = 0; i < COLUMNS_MAX / AIKI_GROUP; i++) {
        const bool none = isnan(scales[0][i]) && isnan(scales[1][i]);
        same = same && (none || memcmp(&scales[0][i], &scales[1][i], sizeof(float)) == 0);
    }
    expect(same, "quantize_activations", columns);
}

// A kind's own panel against the products of its quants, which are those of activations.
static void check_panel(size_t tokens)
{
    enum { TOKENS_MAX = 20, ROWS_MAX = 256 };
    static float numbers[ROWS_MAX][AIKI_GROUP], x[TOKENS_MAX][AIKI_GROUP];
    static int8_t weights[ROWS_MAX][AIKI_GROUP], quants[TOKENS_MAX][AIKI_GROUP];
    static float scales[TOKENS_MAX], y[TOKENS_MAX * ROWS_MAX], z[TOKENS_MAX * ROWS_MAX];
    static int32_t sums[TOKENS_MAX];
    static _Alignas(64) uint8_t panel[1 << 17];
    const size_t rows = tested.panel_rows;
    expect(rows <= ROWS_MAX && rows % AIKI_PANEL_STEP == 0, "panel_rows", rows);
    expect(tested.panel_bytes <= sizeof panel, "panel_bytes", tested.panel_bytes);
    float row_scales[ROWS_MAX];
    int16_t sixteenths[AIKI_GROUP / AIKI_SUM_COLUMNS];
    for (size_t n = 0; n < rows; n++) {
        fill(numbers[n], AIKI_GROUP, n % 7 == 6 ? 0 : 1.0f / (float)(n + 1));
        scalar.quantize_activations(numbers[n], AIKI_GROUP, weights[n], &row_scales[n], sixteenths);
    }
    for (size_t n = 0; n < rows; n += AIKI_PANEL_STEP) {
        tested.pack_panel(numbers[n], AIKI_GROUP, n, panel);
    }
    for (size_t t = 0; t < tokens; t++) {
        fill(x[t], AIKI_GROUP, 1);
        scalar.quantize_activations(x[t], AIKI_GROUP, quants[t], &scales[t], sixteenths);
        sums[t] = 0;
        for (size_t k = 0; k < AIKI_GROUP; k++) sums[t] += quants[t][k];
    }
    fill(y, tokens * rows, 1);
    memcpy(z, y, sizeof y);
    tested.multiply_panel(panel, quants[0], scales, sums, tokens, z);
    for (size_t t = 0; t < tokens; t++) {
        for (size_t n = 0; n < rows; n++) {
            int32_t sum = 0;
            for (size_t k = 0; k < AIKI_GROUP; k++) sum += weights[n][k] * quants[t][k];
            float *target = &y[t * rows + n];
            *target = fmaf((float)sum, row_scales[n] * scales[t], *target);
        }
    }
    expect(memcmp(y, z, tokens * rows * sizeof(float)) == 0, "multiply_panel", tokens);
}

// A kind's panel of BF16, where it has one, against sums of the rounded numbers' products.
static void check_bf16_panel(size_t tokens)
{
    enum { TOKENS_MAX = 20, ROWS_MAX = 256 };
    static float numbers[ROWS_MAX][AIKI_GROUP], x[TOKENS_MAX][AIKI_GROUP];
    static uint16_t short_x[TOKENS_MAX][AIKI_GROUP], short_w[ROWS_MAX][AIKI_GROUP];
    static float y[TOKENS_MAX * ROWS_MAX], z[TOKENS_MAX * ROWS_MAX];
    static _Alignas(64) uint8_t panel[1 << 17];
    if (tested.multiply_bf16_panels == NULL) return;
    const size_t rows = tested.panel_rows;
    expect(tested.bf16_panel_bytes <= sizeof panel, "bf16_panel_bytes", tested.bf16_panel_bytes);
    fill(numbers[0], rows * AIKI_GROUP, 1);
    fill(x[0], tokens * AIKI_GROUP, 1);
    for (size_t n = 0; n < rows; n += AIKI_PANEL_STEP) {
        tested.pack_bf16_panel(numbers[n], AIKI_GROUP, n, panel);
    }
    scalar.store[AIKI_TYPE_BF16](numbers[0], rows * AIKI_GROUP, short_w);
    scalar.store[AIKI_TYPE_BF16](x[0], tokens * AIKI_GROUP, short_x);
    tested.round_bf16(x[0], tokens * AIKI_GROUP, (uint16_t *)y);
    expect(memcmp(y, short_x, tokens * sizeof short_x[0]) == 0, "round_bf16", tokens);
    scalar.dequantize[AIKI_TYPE_BF16](short_w, rows * AIKI_GROUP, numbers[0]);
    scalar.dequantize[AIKI_TYPE_BF16](short_x, tokens * AIKI_GROUP, x[0]);
    fill(y, tokens * rows, 1);
    memcpy(z, y, sizeof y);
    tested.multiply_bf16_panels(panel, 1, short_x[0], 0, tokens, z);
    scalar.gemm_f32(
        numbers[0], AIKI_GROUP, rows, x[0], AIKI_GROUP, tokens, AIKI_GROUP, y, rows);
    expect(near(z, y, tokens * rows, 1e-5f), "multiply_bf16_panels", tokens);
}

static void check_matrices(void)
{
    static float w[NUMBERS_MAX], x[NUMBERS_MAX], y[NUMBERS_MAX], z[NUMBERS_MAX];
    for (size_t rows = 1; rows <= 9; rows++) {
        for (size_t tokens = 1; tokens <= 13; tokens++) {
            const size_t columns = 1 + (rows * 31 + tokens * 17) % 90;
            fill(w, rows * columns, 1);
            fill(x, tokens * columns, 1);
            fill(y, tokens * rows, 1);
            memcpy(z, y, sizeof y);
            scalar.gemm_f32(w, columns, rows, x, columns, tokens, columns, y, rows);
            tested.gemm_f32(w, columns, rows, x, columns, tokens, columns, z, rows);
            expect(near(z, y, tokens * rows, 1e-4f), "gemm_f32", columns);
            fill(y, tokens * columns, 1);
            memcpy(z, y, sizeof y);
            // w as weights (tokens, rows) of the rows of x (rows, columns).
            fill(x, rows * columns, 1);
            fill(w, tokens * rows + tokens, 1);
            scalar.weighted_rows_f32(
                w, rows, tokens, w + tokens * rows, x, columns, rows, columns, y, columns);
            tested.weighted_rows_f32(
                w, rows, tokens, w + tokens * rows, x, columns, rows, columns, z, columns);
            expect(near(z, y, tokens * columns, 1e-5f), "weighted_rows_f32", columns);
        }
    }
}

static void check_functions(size_t count)
{
    static float x[NUMBERS_MAX], y[NUMBERS_MAX], a[NUMBERS_MAX], b[NUMBERS_MAX];
    fill(x, count, 20);
    fill(y, count, 1);
    expect(scalar.maximum_f32(x, count) == tested.maximum_f32(x, count), "maximum_f32", count);
    memcpy(a, x, sizeof x);
    memcpy(b, x, sizeof x);
    const float sum = scalar.exp_shifted_f32(a, count, 15);
    const float other = tested.exp_shifted_f32(b, count, 15);
    expect(near(b, a, count, 1e-6f) && near(&other, &sum, 1, 1e-5f), "exp_shifted_f32", count);
    scalar.rms_norm_f32(x, y, count, 1e-5f, a);
    tested.rms_norm_f32(x, y, count, 1e-5f, b);
    expect(near(b, a, count, 1e-5f), "rms_norm_f32", count);
    scalar.layer_norm_f32(x, y, x, count, 1e-5f, a);
    tested.layer_norm_f32(x, y, x, count, 1e-5f, b);
    expect(near(b, a, count, count == 1 ? 1e-2f : 1e-4f), "layer_norm_f32", count);
    for (AikiActivation activation = AIKI_SILU; activation <= AIKI_GELU_ERF; activation++) {
        scalar.gated_f32(x, y, count, activation, a);
        tested.gated_f32(x, y, count, activation, b);
        expect(near(b, a, count, 1e-6f), "gated_f32", (size_t)activation);
    }
    memcpy(a, x, sizeof x);
    memcpy(b, x, sizeof x);
    scalar.softcap_f32(a, count, 5);
    tested.softcap_f32(b, count, 5);
    expect(near(b, a, count, 2e-6f), "softcap_f32", count);
    scalar.add_f32(x, y, count, a);
    tested.add_f32(x, y, count, b);
    expect(memcmp(a, b, count * sizeof(float)) == 0, "add_f32", count);
    scalar.scale_f32(x, 0.3f, count, a);
    tested.scale_f32(x, 0.3f, count, b);
    expect(memcmp(a, b, count * sizeof(float)) == 0, "scale_f32", count);
}

static void check_ropes(size_t pairs)
{
    static float x[NUMBERS_MAX], a[NUMBERS_MAX], b[NUMBERS_MAX], angles[NUMBERS_MAX];
    const size_t heads = 3, width = 2 * pairs + 5;
    fill(x, heads * width, 1);
    fill(angles, 2 * pairs, 1);
    memcpy(a, x, sizeof x);
    memcpy(b, x, sizeof x);
    scalar.rope_adjacent_f32(a, heads, width, pairs, angles, angles + pairs);
    tested.rope_adjacent_f32(b, heads, width, pairs, angles, angles + pairs);
    expect(near(b, a, heads * width, 1e-6f), "rope_adjacent_f32", pairs);
    scalar.rope_halves_f32(a, heads, width, pairs, angles, angles + pairs);
    tested.rope_halves_f32(b, heads, width, pairs, angles, angles + pairs);
    expect(near(b, a, heads * width, 1e-6f), "rope_halves_f32", pairs);
}

static void check_store(uint32_t type)
{
    static float x[512];
    static uint8_t a[2048], b[2048];
    fill(x, 512, 3);
    scalar.store[type](x, 512, a);
    tested.store[type](x, 512, b);
    expect(memcmp(a, b, sizeof a) == 0, "store", type);
}

static void check_read(size_t count)
{
    static float x[NUMBERS_MAX];
    fill(x, NUMBERS_MAX, 1);
    expect(scalar.read_sum(x, count) == tested.read_sum(x, count), "read_sum", count);
}

static void check_bytes(size_t columns, size_t count)
{
    enum { ROWS = 20 };
    static int8_t rows[ROWS * 512], x[512];
    uint32_t which[ROWS];
    int32_t a[ROWS] = {0}, b[ROWS] = {0};
    for (size_t i = 0; i < ROWS * columns; i++) rows[i] = (int8_t)(uniform() * 127.99f);
    for (size_t i = 0; i < columns; i++) x[i] = (int8_t)(uniform() * 127.99f);
    for (size_t i = 0; i < count; i++) which[i] = (uint32_t)((uniform() + 1) / 2 * (ROWS - 1));
    scalar.dot_bytes(rows, columns, which, count, x, a);
    tested.dot_bytes(rows, columns, which, count, x, b);
    expect(memcmp(a, b, sizeof a) == 0, "dot_bytes", count);
    scalar.dot_bytes(rows, columns, NULL, count, x, a);
    tested.dot_bytes(rows, columns, NULL, count, x, b);
    expect(memcmp(a, b, sizeof a) == 0, "dot_bytes in order", count);
}

// A product of packed factors in one kind's way: the left one as rows of units, or where it is read across
// in panels, the right one in a panel.
static void packed_product(const AikiProduct *product, bool across, const float *x, const float *w,
                           size_t rows, size_t columns, size_t summed, float *y, bool accumulate)
{
    static float left[NUMBERS_MAX * 4], panel[NUMBERS_MAX * 4];
    const size_t units = (summed + product->unit - 1) / product->unit;
    if (!across) {
        product->pack_rows(w, summed, columns, summed, panel);
        const size_t step = aiki_row_units(units);
        for (size_t m = 0; m < rows; m++) product->load_row(x + m * summed, summed, left + m * step);
        product->multiply(left, step, 1, rows, panel, units, columns, y, columns, accumulate);
        return;
    }
    product->pack_across(w, columns, columns, summed, panel);
    for (size_t m = 0; m < rows; m += AIKI_PANEL) {
        const size_t count = rows - m < AIKI_PANEL ? rows - m : AIKI_PANEL;
        product->pack_across(x + m, rows, count, summed, left);
        product->multiply(left, 1, AIKI_PANEL, count, panel, units, columns, y + m * columns, columns,
                          accumulate);
    }
}

// Numbers that BF16 holds exactly make both precisions comparable with the scalar products.
static void fill_short(float *x, size_t count)
{
    for (size_t i = 0; i < count; i++) x[i] = floorf(uniform() * 100);
}

static void check_products(size_t rows, size_t columns, size_t summed)
{
    static float x[NUMBERS_MAX], w[NUMBERS_MAX], a[NUMBERS_MAX], b[NUMBERS_MAX];
    const AikiProduct *products[2] = {&tested.training.product_f32, &tested.training.product_bf16};
    for (int p = 0; p < 2; p++) {
        if (products[p]->unit == 0) continue;
        for (int across = 0; across < 2; across++) {
            fill_short(x, rows * summed);
            fill_short(w, columns * summed);
            fill_short(a, rows * columns);
            memcpy(b, a, sizeof a);
            packed_product(&scalar.training.product_f32, across, x, w, rows, columns, summed, a,
                           summed % 2 == 0);
            packed_product(products[p], across, x, w, rows, columns, summed, b, summed % 2 == 0);
            // Sums of integers below 2^24 are exact.
            expect(memcmp(a, b, rows * columns * sizeof(float)) == 0, "product",
                   rows * 1000000 + columns * 1000 + summed);
        }
    }
}

// Backward passes and optimiser steps against the scalar ones.
static void check_gradients(size_t count)
{
    static float x[NUMBERS_MAX], dy[NUMBERS_MAX], w[NUMBERS_MAX], a[4][NUMBERS_MAX],
        b[4][NUMBERS_MAX];
    const AikiTraining *one = &scalar.training, *other = &tested.training;
    fill(x, count, 3);
    fill(dy, count, 1);
    fill(w, count, 1);
    memcpy(a[0], w, sizeof w);
    memcpy(b[0], w, sizeof w);
    const float factor = one->rms_norm_backward_f32(x, dy, w, count, 1e-5f, a[0]);
    const float same = other->rms_norm_backward_f32(x, dy, w, count, 1e-5f, b[0]);
    expect(near(&same, &factor, 1, 1e-5f), "rms_norm_backward_f32 factor", count);
    expect(near(b[0], a[0], count, 1e-5f), "rms_norm_backward_f32", count);
    float means[2], also[2];
    one->layer_norm_backward_f32(x, dy, NULL, count, 1e-2f, a[0], means);
    other->layer_norm_backward_f32(x, dy, NULL, count, 1e-2f, b[0], also);
    expect(near(b[0], a[0], count, 3e-5f), "layer_norm_backward_f32", count);
    expect(near(also, means, 2, 1e-5f), "layer_norm_backward_f32 statistics", count);
    one->add_normalized_f32(x, dy, count, 0.2f, 1.5f, a[0]);
    other->add_normalized_f32(x, dy, count, 0.2f, 1.5f, b[0]);
    expect(near(b[0], a[0], count, 3e-5f), "add_normalized_f32", count);
    for (int activation = AIKI_SILU; activation <= AIKI_GELU_ERF; activation++) {
        one->gated_backward_f32(x, w, dy, count, activation, a[1], a[2]);
        other->gated_backward_f32(x, w, dy, count, activation, b[1], b[2]);
        expect(near(b[1], a[1], count, 2e-6f), "gated_backward_f32 gate", (size_t)activation);
        expect(near(b[2], a[2], count, 2e-6f), "gated_backward_f32 up", (size_t)activation);
    }
    one->softcap_backward_f32(x, dy, count, 4, a[1]);
    other->softcap_backward_f32(x, dy, count, 4, b[1]);
    one->add_scaled_f32(w, 0.3f, count, a[1]);
    other->add_scaled_f32(w, 0.3f, count, b[1]);
    expect(near(b[1], a[1], count, 1e-6f), "softcap_backward_f32, add_scaled_f32", count);
    one->score_backward_f32(a[1], a[2], count, 1.5f, 0.25f);
    other->score_backward_f32(b[1], b[2], count, 1.5f, 0.25f);
    expect(near(b[1], a[1], count, 3e-6f), "score_backward_f32 weights", count);
    expect(near(b[2], a[2], count, 3e-6f), "score_backward_f32 gradients", count);
    const AikiAdamW step = {0.9f, 0.95f, 1e-8f, 0.5f, 0.01f, 2, 0.99f};
    memcpy(a[3], w, sizeof w);
    memcpy(b[3], w, sizeof w);
    for (size_t i = 0; i < count; i++) a[2][i] = b[2][i] = fabsf(a[2][i]);
    one->adam_w_f32(&step, dy, count, a[3], a[1], a[2]);
    other->adam_w_f32(&step, dy, count, b[3], b[1], b[2]);
    expect(near(b[3], a[3], count, 1e-5f), "adam_w_f32", count);
    for (uint64_t offset = 0; offset < 6; offset++) {
        one->dropout_f32(x, count, 0.7f, 99, offset, a[0]);
        other->dropout_f32(x, count, 0.7f, 99, offset, b[0]);
        expect(memcmp(a[0], b[0], count * sizeof(float)) == 0, "dropout_f32", count);
    }
    const double norm = one->squared_norm_f32(x, count);
    expect(fabs(other->squared_norm_f32(x, count) - norm) <= 1e-13 * norm, "squared_norm_f32",
           count);
    const float sum = one->dot_f32(x, dy, count), near_sum = other->dot_f32(x, dy, count);
    expect(fabsf(sum - near_sum) <= 1e-4f, "dot_f32", count);
}

// The kinds in the order of AikiCPU.
static const char *const kinds[] = { "scalar", "avx2", "avx512", "amx", "neon" };
enum { KINDS = sizeof kinds / sizeof kinds[0] };

int main(int count, char **arguments)
{
    const char *name = count > 1 ? arguments[1] : "";
    size_t kind = 0;
    while (kind < KINDS && strcmp(kinds[kind], name) != 0) kind++;
    if (kind == KINDS) {
        printf("name a kind of kernels: scalar, avx2, avx512, amx or neon\n");
        return 2;
    }
    aiki_kernels_fill(&scalar, AIKI_CPU_SCALAR);
    if (!aiki_kernels_fill(&tested, (AikiCPU)kind)) {
        printf("this machine cannot run %s kernels\n", kinds[kind]);
        return 2;
    }
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        check_type(types[i]);
        check_integers(types[i]);
    }
    for (size_t columns = 1; columns <= 512; columns++) {
        check_activations(columns, 1);
        check_activations(columns, columns % 3 == 0 ? 0x1p-99f : columns % 3 == 1 ? 0 : 1e30f);
    }
    for (size_t tokens = 1; tokens <= 20; tokens++) {
        check_panel(tokens);
        check_bf16_panel(tokens);
    }
    check_matrices();
    for (size_t length = 1; length <= 70; length++) check_functions(length);
    check_functions(1000);
    for (size_t pairs = 1; pairs <= 40; pairs++) check_ropes(pairs);
    check_store(AIKI_TYPE_F32);
    check_store(AIKI_TYPE_F16);
    check_store(AIKI_TYPE_BF16);
    check_store(AIKI_TYPE_Q8_0);
    for (size_t length = 2; length <= 70; length++) check_gradients(length);
    check_gradients(1000);
    for (size_t rows = 1; rows <= 26; rows++) {
        for (size_t columns = 1; columns <= AIKI_PANEL; columns += rows == 7 ? 1 : 9) {
            check_products(rows, columns, 1 + (rows * 31 + columns * 7) % 100);
        }
    }
    for (size_t bytes = 0; bytes <= 4096; bytes += 128) check_read(bytes);
    for (size_t columns = 64; columns <= 512; columns += 64) {
        for (size_t count = 0; count <= 20; count++) check_bytes(columns, count);
    }
    printf("%s kernels: %d disagreements\n", kinds[kind], failures);
    return failures > 0;
}
