// Attention of many tokens, for inclusion by a kind that says what a vector is.
//
// Queries stand in the lanes: a column of the matrices below is a row of queries, so that the
// largest score, the sum and the factors of online softmax are vectors without any sum across
// lanes, and keys and values are read in the order they are stored. A block of keys is unpacked
// once for all queries of a tile; CHUNK queries at a time pass by it.
//
//     scores (KEY_BLOCK, CHUNK) = keys (KEY_BLOCK, D) * queries (D, CHUNK)
//     sums (Dv, CHUNK) = sums * factor + values' (Dv, KEY_BLOCK) * exp(scores - maximum)
//
// Both products are of 32-bit units: one f32, or two bf16 that are multiplied and added together.
// Source: Milakov and Gimelshein 2018, "Online normalizer calculation for softmax"; blocks as in
// Dao 2022, "FlashAttention" §3.1.
//
// A column's bits depend on its own query only: blocks begin at multiples of KEY_BLOCK, every
// lane takes the same steps, and hidden scores contribute exact zeros.
//
// The including file defines LANES, UNIT (numbers in a unit), VECTORS, ROWS (of a micro-kernel),
// BLOCKS_INLINE, BLOCKS_FUNCTION, SCORE_FACTOR (what scores are multiplied by before
// vector_exponential), Vector, and the functions on it that stand below. A kind that multiplies tiles
// of ROWS by ROWS units defines TILES too, and multiply_tiles in place of vector_unit and vector_product.
#include <math.h>
#include <string.h>

#include "attention_rows.h"

enum { KEY_BLOCK = 64, CHUNK = VECTORS * LANES };

// Keys and units are padded with zeros to whole steps.
#ifdef TILES
enum { KEY_STEP = ROWS * UNIT, UNIT_STEP = ROWS };
#else
enum { KEY_STEP = ROWS, UNIT_STEP = 1 };
#endif

// Below every score, and a score that is hidden; their difference vanishes in exp.
#define NOTHING_YET (-1e20f)
#define HIDDEN (-1e30f)

// Where the parts of a thread's scratch begin. C chunks of CHUNK queries.
typedef struct {
    size_t units;        // of a key: D / UNIT, rounded up to UNIT_STEP
    size_t value_width;  // Dv, rounded up to ROWS
    float *numbers;      // two rows of a cache
    float *keys;         // (KEY_BLOCK, units)
    float *values;       // (KEY_BLOCK / UNIT, value_width)
#ifdef TILES
    float *columns;      // their transpose
#endif
    float *scores;       // (KEY_BLOCK, CHUNK)
    float *queries;      // (C, units, CHUNK)
    float *sums;         // (C, value_width, CHUNK)
    float *maximum;      // (C, CHUNK)
    float *total;        // (C, CHUNK)
    float *factor;       // (CHUNK)
    int32_t *begin;      // (C, CHUNK), of what each query sees
    int32_t *end;        // (C, CHUNK)
} Tile;

static size_t chunk_count(const AikiAttention *attention, size_t tokens)
{
    return (tokens * aiki_group_size(attention) + CHUNK - 1) / CHUNK;
}

static size_t row_floats(const AikiAttention *attention)
{
    const size_t width = attention->key_width > attention->value_width ? attention->key_width
                                                                       : attention->value_width;
    return (width + 63) / 64 * 64;
}

static Tile lay_out(const AikiAttention *attention, size_t tokens, float *memory, size_t *floats)
{
    const size_t chunks = chunk_count(attention, tokens);
    Tile tile;
    tile.units = ((attention->key_width + UNIT - 1) / UNIT + UNIT_STEP - 1) / UNIT_STEP * UNIT_STEP;
    tile.value_width = (attention->value_width + ROWS - 1) / ROWS * ROWS;
    size_t used = 0;
    tile.numbers = memory + used, used += 2 * row_floats(attention);
    tile.scores = memory + used, used += KEY_BLOCK * CHUNK;
    tile.queries = memory + used, used += chunks * tile.units * CHUNK;
    tile.sums = memory + used, used += chunks * tile.value_width * CHUNK;
    tile.maximum = memory + used, used += chunks * CHUNK;
    tile.total = memory + used, used += chunks * CHUNK;
    tile.factor = memory + used, used += CHUNK;
    tile.begin = (int32_t *)(memory + used), used += chunks * CHUNK;
    tile.end = (int32_t *)(memory + used), used += chunks * CHUNK;
    tile.keys = memory + used, used += (KEY_BLOCK * tile.units + 15) / 16 * 16;
    tile.values = memory + used, used += KEY_BLOCK / UNIT * tile.value_width;
#ifdef TILES
    tile.columns = memory + used, used += KEY_BLOCK / UNIT * tile.value_width;
#endif
    *floats = used;
    return tile;
}

static size_t scratch_floats(const AikiAttention *attention, size_t tokens)
{
    size_t floats;
    // The address is only counted from.
    (void)lay_out(attention, tokens, NULL, &floats);
    return floats;
}

// Scaled queries, what they see, and empty sums.
static BLOCKS_FUNCTION void begin_tile(const AikiAttention *attention, size_t key_value_head,
                                       size_t first, size_t tokens, Tile tile)
{
    const size_t group = aiki_group_size(attention), rows = tokens * group;
    const size_t columns = chunk_count(attention, tokens) * CHUNK;
    const size_t width = attention->key_width;
    const float scale =
        attention->softcap > 0 ? attention->scale : attention->scale * SCORE_FACTOR;
    float *units = tile.numbers + row_floats(attention);
    memset(tile.numbers, 0, row_floats(attention) * sizeof(float));
    memset(tile.queries, 0, columns * tile.units * sizeof(float));
    memset(tile.sums, 0, columns * tile.value_width * sizeof(float));
    for (size_t column = 0; column < columns; column++) {
        // Columns without a query follow the last that has one.
        const size_t row = column < rows ? column : rows - 1;
        size_t begin, end;
        aiki_visible(attention, first + row / group, &begin, &end);
        tile.begin[column] = (int32_t)begin;
        tile.end[column] = (int32_t)end;
        tile.maximum[column] = NOTHING_YET;
        tile.total[column] = 0;
        if (column >= rows) continue;
        const float *query =
            attention->query + aiki_row_offset(attention, key_value_head, first, row) * width;
        for (size_t i = 0; i < width; i++) tile.numbers[i] = query[i] * scale;
        pack_keys(tile.numbers, tile.units * UNIT, units);
        float *target = tile.queries + column / CHUNK * tile.units * CHUNK + column % CHUNK;
        for (size_t i = 0; i < tile.units; i++) target[i * CHUNK] = units[i];
    }
}

// Asks for one head's numbers of the next block: rows of a head stand far apart, which the hardware
// does not foresee. Harmless beyond the end of memory.
static void ask_for(const char *rows, size_t stride, size_t bytes)
{
    for (size_t j = 0; j < KEY_BLOCK; j++) {
        for (size_t i = 0; i < bytes; i += 64) __builtin_prefetch(rows + j * stride + i, 0, 2);
    }
}

// One head's keys and values of positions block ..< block + count as units; zeros up to `padded`.
static BLOCKS_FUNCTION void load_block(const AikiKernels *kernels, const AikiAttention *attention,
                                       size_t head, size_t block, size_t count, size_t padded,
                                       Tile tile)
{
    const AikiDequantize dequantize = kernels->dequantize[attention->type];
    const size_t width = attention->key_width, value_width = attention->value_width;
    const char *keys = (const char *)attention->keys + head * aiki_head_bytes(attention, width);
    const char *values =
        (const char *)attention->values + head * aiki_head_bytes(attention, value_width);
    float *even = tile.numbers, *odd = tile.numbers + row_floats(attention);
    ask_for(keys + (block + KEY_BLOCK) * attention->key_stride, attention->key_stride,
            aiki_head_bytes(attention, width));
    ask_for(values + (block + KEY_BLOCK) * attention->value_stride, attention->value_stride,
            aiki_head_bytes(attention, value_width));
    memset(even, 0, 2 * row_floats(attention) * sizeof(float));
    for (size_t j = 0; j < padded; j++) {
        if (j < count) {
            dequantize(keys + (block + j) * attention->key_stride, width, even);
            pack_keys(even, tile.units * UNIT, tile.keys + j * tile.units);
        } else {
            memset(tile.keys + j * tile.units, 0, tile.units * sizeof(float));
        }
    }
    memset(even, 0, row_floats(attention) * sizeof(float));
    for (size_t j = 0; j < padded; j += UNIT) {
        float *rows[2] = {even, odd};
        for (size_t i = 0; i < UNIT; i++) {
            if (j + i < count) {
                dequantize(values + (block + j + i) * attention->value_stride, value_width,
                           rows[i]);
            } else {
                memset(rows[i], 0, value_width * sizeof(float));
            }
        }
        pack_values(even, odd, tile.value_width, tile.values + j / UNIT * tile.value_width);
    }
#ifdef TILES
    transpose_tiles(tile.values, padded / UNIT, tile.value_width, tile.columns);
#endif
}

#ifndef TILES

// out[r][c] = factor[c] * out[r][c] + sum over s of a[r * a_row + s * a_step] * b[s][c], with
// strides in units; factor NULL replaces what was there.
BLOCKS_INLINE void product(const int vectors, const float *a, size_t a_row, size_t a_step,
                           const float *b, size_t steps, const float *factor, float *out)
{
    Vector sums[ROWS][VECTORS];
    for (int v = 0; v < vectors; v++) {
        for (int r = 0; r < ROWS; r++) {
            sums[r][v] = factor ? vector_multiply(vector_load(factor + v * LANES),
                                                  vector_load(out + r * CHUNK + v * LANES))
                                : vector_set(0);
        }
    }
    for (size_t s = 0; s < steps; s++) {
        Vector columns[VECTORS];
        for (int v = 0; v < vectors; v++) columns[v] = vector_load(b + s * CHUNK + v * LANES);
        for (int r = 0; r < ROWS; r++) {
            const Vector unit = vector_unit(a + (size_t)r * a_row + s * a_step);
            for (int v = 0; v < vectors; v++) {
                sums[r][v] = vector_product(unit, columns[v], sums[r][v]);
            }
        }
    }
    for (int r = 0; r < ROWS; r++) {
        for (int v = 0; v < vectors; v++) vector_store(out + r * CHUNK + v * LANES, sums[r][v]);
    }
}

// scores = keys * queries
BLOCKS_INLINE void multiply_keys(const int vectors, Tile tile, const float *queries, size_t padded)
{
    for (size_t j = 0; j < padded; j += ROWS) {
        product(vectors, tile.keys + j * tile.units, tile.units, 1, queries, tile.units, NULL,
                tile.scores + j * CHUNK);
    }
}

// sums = sums * factor + values' * weights
BLOCKS_INLINE void multiply_values(const int vectors, Tile tile, size_t padded, float *sums)
{
    for (size_t c = 0; c < tile.value_width; c += ROWS) {
        product(vectors, tile.values + c, 1, tile.value_width, tile.scores, padded / UNIT,
                tile.factor, sums + c * CHUNK);
    }
}

#else

BLOCKS_INLINE void multiply_keys(const int vectors, Tile tile, const float *queries, size_t padded)
{
    for (size_t j = 0; j < padded; j += ROWS) {
        multiply_tiles(vectors, tile.keys + j * tile.units, tile.units, queries, tile.units, false,
                       tile.scores + j * CHUNK);
    }
}

BLOCKS_INLINE void multiply_values(const int vectors, Tile tile, size_t padded, float *sums)
{
    for (int v = 0; v < vectors; v++) {
        const Vector factor = vector_load(tile.factor + v * LANES);
        if (vector_is_one(factor)) continue;
        for (size_t c = 0; c < tile.value_width; c++) {
            float *row = sums + c * CHUNK + v * LANES;
            vector_store(row, vector_multiply(factor, vector_load(row)));
        }
    }
    for (size_t c = 0; c < tile.value_width; c += ROWS) {
        multiply_tiles(vectors, tile.columns + c * (padded / UNIT), padded / UNIT, tile.scores,
                       padded / UNIT, true, sums + c * CHUNK);
    }
}

#endif

// Turns one vector of queries' scores into weights, as units, and keeps the running sums.
BLOCKS_INLINE void weigh(const bool partly, size_t block, size_t padded, const int32_t *begin,
                         const int32_t *end, float *maximum, float *total, float *factor,
                         float *scores)
{
    const Vector before = vector_load(maximum);
    Vector largest = before;
    for (size_t j = 0; j < padded; j++) {
        Vector score = vector_load(scores + j * CHUNK);
        if (partly) {
            score = vector_hide(score, (int32_t)(block + j), begin, end);
            vector_store(scores + j * CHUNK, score);
        }
        largest = vector_maximum(largest, score);
    }
    const Vector change = vector_exponential(vector_subtract(before, largest));
    Vector sum = vector_set(0);
    for (size_t j = 0; j < padded; j += 2) {
        const Vector a =
            vector_exponential(vector_subtract(vector_load(scores + j * CHUNK), largest));
        const Vector b =
            vector_exponential(vector_subtract(vector_load(scores + (j + 1) * CHUNK), largest));
        sum = vector_add(sum, vector_add(a, b));
        store_weights(a, b, scores + j / UNIT * CHUNK, CHUNK);
    }
    vector_store(maximum, largest);
    vector_store(factor, change);
    vector_store(total, vector_add(vector_multiply(vector_load(total), change), sum));
}

// Folds a loaded block into the sums of one chunk of `vectors` vectors of queries.
BLOCKS_INLINE void fold_chunk(const int vectors, const AikiKernels *kernels,
                              const AikiAttention *attention, size_t chunk, size_t block,
                              size_t padded, bool partly, Tile tile)
{
    const float *queries = tile.queries + chunk * tile.units * CHUNK;
    multiply_keys(vectors, tile, queries, padded);
    if (attention->softcap > 0) {
        for (size_t j = 0; j < padded; j++) {
            float *scores = tile.scores + j * CHUNK;
            kernels->softcap_f32(scores, (size_t)vectors * LANES, attention->softcap);
            for (int v = 0; v < vectors; v++) {
                vector_store(scores + v * LANES, vector_multiply(vector_set(SCORE_FACTOR),
                                                                 vector_load(scores + v * LANES)));
            }
        }
    }
    for (int v = 0; v < vectors; v++) {
        const size_t column = chunk * CHUNK + (size_t)v * LANES;
        if (partly) {
            weigh(true, block, padded, tile.begin + column, tile.end + column,
                  tile.maximum + column, tile.total + column, tile.factor + v * LANES,
                  tile.scores + v * LANES);
        } else {
            weigh(false, block, padded, tile.begin + column, tile.end + column,
                  tile.maximum + column, tile.total + column, tile.factor + v * LANES,
                  tile.scores + v * LANES);
        }
    }
    multiply_values(vectors, tile, padded, tile.sums + chunk * tile.value_width * CHUNK);
}

static BLOCKS_FUNCTION void fold_block(const AikiKernels *kernels, const AikiAttention *attention,
                                       size_t rows, size_t block, size_t count, size_t padded,
                                       Tile tile)
{
    for (size_t chunk = 0; chunk * CHUNK < rows; chunk++) {
        const size_t first = chunk * CHUNK, last = first + CHUNK - 1;
        // What is seen begins and ends later from column to column.
        if (block >= (size_t)tile.end[last] || block + count <= (size_t)tile.begin[first]) continue;
        const bool partly =
            block < (size_t)tile.begin[last] || block + padded > (size_t)tile.end[first];
        const size_t vectors = (rows - first + LANES - 1) / LANES;
        switch (vectors) {
        case 1: fold_chunk(1, kernels, attention, chunk, block, padded, partly, tile); break;
        case 2: fold_chunk(2, kernels, attention, chunk, block, padded, partly, tile); break;
        default: fold_chunk(VECTORS, kernels, attention, chunk, block, padded, partly, tile); break;
        }
    }
}

// Divides the sums by their totals; a token that sees nothing gets zeros.
static BLOCKS_FUNCTION void end_tile(const AikiAttention *attention, size_t key_value_head,
                                     size_t first, size_t tokens, Tile tile)
{
    const size_t rows = tokens * aiki_group_size(attention), width = attention->value_width;
    for (size_t row = 0; row < rows; row++) {
        const float *sums = tile.sums + row / CHUNK * tile.value_width * CHUNK + row % CHUNK;
        float *out =
            attention->out + aiki_row_offset(attention, key_value_head, first, row) * width;
        const float inverse = tile.total[row] > 0 ? 1 / tile.total[row] : 0;
        for (size_t i = 0; i < width; i++) out[i] = sums[i * CHUNK] * inverse;
        if (attention->log_sums) {
            attention->log_sums[aiki_row_offset(attention, key_value_head, first, row)] =
                tile.total[row] > 0 ? tile.maximum[row] / SCORE_FACTOR + logf(tile.total[row])
                                    : -INFINITY;
        }
    }
}

static BLOCKS_FUNCTION void attend_blocks(const AikiKernels *kernels,
                                          const AikiAttention *attention, size_t key_value_head,
                                          size_t first, size_t tokens, float *memory)
{
    size_t floats;
    const Tile tile = lay_out(attention, tokens, memory, &floats);
    begin_tile(attention, key_value_head, first, tokens, tile);
    const size_t rows = tokens * aiki_group_size(attention);
    size_t begin, end, unused;
    aiki_visible(attention, first, &begin, &unused);
    aiki_visible(attention, first + tokens - 1, &unused, &end);
    for (size_t block = begin / KEY_BLOCK * KEY_BLOCK; block < end; block += KEY_BLOCK) {
        const size_t count = end - block < KEY_BLOCK ? end - block : KEY_BLOCK;
        const size_t padded = (count + KEY_STEP - 1) / KEY_STEP * KEY_STEP;
        load_block(kernels, attention, key_value_head, block, count, padded, tile);
        fold_block(kernels, attention, rows, block, count, padded, tile);
    }
    end_tile(attention, key_value_head, first, tokens, tile);
}
