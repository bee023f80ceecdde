// Products of many tokens with a quantised weight, a panel at a time.
//
// Panels are unpacked some at a time and stay in the second cache while all tokens pass by them, or
// were packed before, once for all passes; a tile of sums, panel_rows wide, waits in scratch until all
// columns are done, and in the first cache while some tokens pass by those panels. The weight's own
// blocks become floats, then integers with a scale for each AIKI_GROUP columns of a row, so that the
// innermost loop holds nothing but integer products. Weights of short floats become BF16 instead.
#include "aiki_kernels.h"

#include <string.h>

#include "blocks.h"

// Columns that are unpacked at a time: whole blocks of every type, and whole groups.
enum { STEP = AIKI_SUPER };

// Columns whose panels are passed by before the next, and tokens whose sums stay at hand meanwhile:
// whole sets of those that kinds multiply at once. Tiles hold sums of BF16 themselves: more tokens then
// mean that panels are read less often.
enum {
    CHUNK = 4 * STEP,
    CHUNK_GROUPS = CHUNK / AIKI_GROUP,
    CHUNK_TOKENS = 96,
    CHUNK_TOKENS_BF16 = 4 * CHUNK_TOKENS,
};

static size_t panel_floats(const AikiKernels *kernels, bool bf16)
{
    return (bf16 ? kernels->bf16_panel_bytes : kernels->panel_bytes) / sizeof(float);
}

// Scratch: the panels of a chunk, the numbers of AIKI_PANEL_STEP rows; sums stand before them.
static size_t unpacking_floats(const AikiKernels *kernels, const AikiPanelActivations *activations)
{
    return CHUNK_GROUPS * panel_floats(kernels, activations->bf16 != NULL) + AIKI_PANEL_STEP * STEP;
}

size_t aiki_panel_scratch(const AikiKernels *kernels, const AikiPanelActivations *activations,
                          size_t count)
{
    return count * kernels->panel_rows + unpacking_floats(kernels, activations);
}

size_t aiki_gated_scratch(const AikiKernels *kernels, const AikiPanelActivations *activations,
                          size_t count)
{
    return count * (2 * kernels->panel_rows + AIKI_GROUP) + unpacking_floats(kernels, activations);
}

// One group of one token; `slot` is its place.
static void quantize_group(const AikiKernels *kernels, const float *x, size_t width, size_t slot,
                           const AikiPanelActivations *activations)
{
    if (activations->bf16) {
        uint16_t *target = activations->bf16 + slot * AIKI_GROUP;
        kernels->round_bf16(x, width, target);
        memset(target + width, 0, (AIKI_GROUP - width) * sizeof *target);
        return;
    }
    int16_t sums[AIKI_GROUP / AIKI_SUM_COLUMNS];
    kernels->quantize_activations(x, width, activations->quants + slot * AIKI_GROUP,
                                  activations->scales + slot, sums);
    int32_t sum = 0;
    for (int i = 0; i < AIKI_GROUP / AIKI_SUM_COLUMNS; i++) sum += sums[i];
    activations->sums[slot] = sum;
}

void aiki_quantize_for_panels(const AikiKernels *kernels, const float *x, size_t first,
                              size_t count, const AikiPanelActivations *activations)
{
    enum { SOME = 16 };
    const size_t columns = activations->columns, tokens = activations->tokens;
    // Some tokens at a time: what is read follows on in each of few rows, what is written stands together.
    for (size_t start = first; start < first + count; start += SOME) {
        const size_t end = first + count - start < SOME ? first + count : start + SOME;
        for (size_t k = 0; k < columns; k += AIKI_GROUP) {
            const size_t width = columns - k < AIKI_GROUP ? columns - k : AIKI_GROUP;
            for (size_t t = start; t < end; t++) {
                quantize_group(kernels, x + t * columns + k, width, k / AIKI_GROUP * tokens + t,
                               activations);
            }
        }
    }
}

// As many rows, behind those of a panel.
static AikiRows rows_behind(const AikiKernels *kernels, AikiRows rows)
{
    rows.bytes = (const char *)rows.bytes + kernels->panel_rows * rows.row_bytes;
    return rows;
}

// Asks for columns k ..< k + columns of a row, as far as it has them. Rows stand apart, which the hardware
// does not foresee. Harmless beyond the end of memory.
static void ask_for(const AikiRows *rows, size_t row, size_t k, size_t columns)
{
    enum { LINE = 64 };
    if (k >= rows->columns) return;
    if (columns > rows->columns - k) columns = rows->columns - k;
    const size_t blocks = (columns + rows->block_columns - 1) / rows->block_columns;
    const char *bytes = (const char *)rows->bytes + row * rows->row_bytes
                        + k / rows->block_columns * rows->block_bytes;
    for (size_t i = 0; i < blocks * rows->block_bytes + LINE; i += LINE) {
        __builtin_prefetch(bytes + i, 0, 3);
    }
}

// Fills the panels of columns k ..< k + width; what is missing of rows and columns becomes zeros. Asks
// for the step that begins at column `next_k` of `next`.
static void pack_step(const AikiKernels *kernels, const AikiRows *rows, size_t k, size_t width,
                      const AikiRows *next, size_t next_k, bool bf16, size_t stride, float *numbers,
                      float *panels)
{
    const AikiDequantize dequantize = kernels->dequantize[rows->type];
    const size_t offset = k / rows->block_columns * rows->block_bytes;
    const size_t groups = (width + AIKI_GROUP - 1) / AIKI_GROUP;
    const AikiPackBlocks pack_blocks =
        width % AIKI_GROUP > 0 ? NULL : kernels->pack_blocks[rows->type];
    for (size_t first = 0; first < kernels->panel_rows; first += AIKI_PANEL_STEP) {
        if (pack_blocks && first + AIKI_PANEL_STEP <= rows->rows) {
            const char *row = (const char *)rows->bytes + first * rows->row_bytes;
            for (size_t n = 0; n < AIKI_PANEL_STEP; n++) ask_for(next, first + n, next_k, STEP);
            pack_blocks(row + offset, rows->row_bytes, groups, first, panels);
            continue;
        }
        for (size_t n = 0; n < AIKI_PANEL_STEP; n++) {
            float *target = numbers + n * STEP;
            size_t filled = 0;
            if (first + n < rows->rows) {
                const char *row = (const char *)rows->bytes + (first + n) * rows->row_bytes;
                ask_for(next, first + n, next_k, STEP);
                dequantize(row + offset, width, target);
                filled = width;
            }
            if (filled < groups * AIKI_GROUP) {
                memset(target + filled, 0, (groups * AIKI_GROUP - filled) * sizeof(float));
            }
        }
        for (size_t g = 0; g < groups; g++) {
            const float *source = numbers + g * AIKI_GROUP;
            if (bf16) {
                kernels->pack_bf16_panel(source, STEP, first, panels + g * stride);
            } else {
                kernels->pack_panel(source, STEP, first, panels + g * stride);
            }
        }
    }
}

size_t aiki_packed_bytes(const AikiKernels *kernels, size_t columns, bool bf16)
{
    return (columns + AIKI_GROUP - 1) / AIKI_GROUP * panel_floats(kernels, bf16) * sizeof(float);
}

size_t aiki_pack_scratch(void) { return AIKI_PANEL_STEP * STEP; }

// Packs columns k ..< end, step by step; behind them comes column `next_k` of `next`.
static void pack_steps(const AikiKernels *kernels, const AikiRows *rows, size_t k, size_t end,
                       const AikiRows *next, size_t next_k, bool bf16, float *numbers, float *panels)
{
    const size_t stride = panel_floats(kernels, bf16);
    for (; k < end; k += STEP, panels += STEP / AIKI_GROUP * stride) {
        const bool ends = end - k <= STEP;
        pack_step(kernels, rows, k, ends ? end - k : STEP, ends ? next : rows,
                  ends ? next_k : k + STEP, bf16, stride, numbers, panels);
    }
}

void aiki_pack_panels(const AikiKernels *kernels, const AikiRows *rows, bool bf16, void *packed,
                      float *scratch)
{
    const AikiRows next = rows_behind(kernels, *rows);
    pack_steps(kernels, rows, 0, rows->columns, &next, 0, bf16, scratch, packed);
}

// The chunk that is packed after one. Its rows are asked for while tokens pass by the panels of that one,
// some at each of `calls` calls, and so come in the time that memory has nothing else to do.
typedef struct {
    const AikiRows *rows;
    size_t k;
    size_t calls;
    size_t called;
} Ahead;

static void ask_for_some(const AikiKernels *kernels, Ahead *ahead)
{
    const size_t first = kernels->panel_rows * ahead->called / ahead->calls;
    const size_t end = kernels->panel_rows * ++ahead->called / ahead->calls;
    for (size_t row = first; row < end; row++) ask_for(ahead->rows, row, ahead->k, CHUNK);
}

// Adds the products of some tokens with panels one behind the other; `slot` is the first's place.
static void multiply_chunk(const AikiKernels *kernels, const float *panels, size_t stride,
                           size_t groups, const AikiPanelActivations *activations, size_t slot,
                           size_t count, float *sums, Ahead *ahead)
{
    const size_t pass = activations->bf16 ? AIKI_BF16_PASS : 1;
    for (size_t g = 0; g < groups; g += pass, slot += pass * activations->tokens) {
        const float *some = panels + g * stride;
        if (ahead->rows) ask_for_some(kernels, ahead);
        if (activations->bf16) {
            kernels->multiply_bf16_panels(some, groups - g < pass ? groups - g : pass,
                                          activations->bf16 + slot * AIKI_GROUP,
                                          activations->tokens * AIKI_GROUP, count, sums);
        } else {
            kernels->multiply_panel(some, activations->quants + slot * AIKI_GROUP,
                                    activations->scales + slot, activations->sums + slot, count,
                                    sums);
        }
    }
}

// sums[t * panel_rows + n] = the products of at most panel_rows rows with tokens
// first ..< first + count; `unpacked` is memory for a chunk's panels, see unpacking_floats. `next` is
// what will be packed after that.
static void sum_panels(const AikiKernels *kernels, const AikiRows *rows, const AikiRows *next,
                       const AikiPanelActivations *activations, size_t first, size_t count,
                       float *sums, float *unpacked)
{
    const size_t width = kernels->panel_rows;
    const bool bf16 = activations->bf16 != NULL;
    const size_t stride = panel_floats(kernels, bf16);
    const size_t step = bf16 ? CHUNK_TOKENS_BF16 : CHUNK_TOKENS;
    const size_t pass = bf16 ? AIKI_BF16_PASS : 1;
    float *numbers = unpacked + CHUNK_GROUPS * stride;
    memset(sums, 0, count * width * sizeof(float));
    for (size_t chunk = 0; chunk < rows->columns; chunk += CHUNK) {
        const size_t end = rows->columns - chunk < CHUNK ? rows->columns : chunk + CHUNK;
        const size_t groups = (end - chunk + AIKI_GROUP - 1) / AIKI_GROUP;
        const float *panels = unpacked;
        Ahead ahead = {.calls = (count + step - 1) / step * ((groups + pass - 1) / pass)};
        if (rows->packed) {
            panels = (const float *)rows->packed + chunk / AIKI_GROUP * stride;
        } else {
            const bool ends = end == rows->columns;
            ahead.rows = ends ? next : rows;
            ahead.k = ends ? 0 : end;
            pack_steps(kernels, rows, chunk, end, ahead.rows, ahead.k, bf16, numbers, unpacked);
        }
        const size_t slot = chunk / AIKI_GROUP * activations->tokens + first;
        for (size_t t = 0; t < count; t += step) {
            const size_t some = count - t < step ? count - t : step;
            multiply_chunk(kernels, panels, stride, groups, activations, slot + t, some,
                           sums + t * width, &ahead);
        }
    }
}

void aiki_multiply_panels(const AikiKernels *kernels, const AikiRows *rows,
                          const AikiPanelActivations *activations, size_t first, size_t count,
                          float *y, size_t y_stride, bool accumulate, const float *bias,
                          float *scratch)
{
    const size_t width = kernels->panel_rows;
    float *sums = scratch;
    const AikiRows next = rows_behind(kernels, *rows);
    sum_panels(kernels, rows, &next, activations, first, count, sums, sums + count * width);
    // Rows stand apart, which the hardware does not foresee. Harmless beyond the end of memory.
    enum { ROWS_AHEAD = 12, LINE = 16 };
    for (size_t t = 0; t < count; t++) {
        float *target = y + (first + t) * y_stride;
        for (size_t i = 0; i < width; i += LINE) {
            __builtin_prefetch(target + ROWS_AHEAD * y_stride + i, 1, 3);
        }
        if (accumulate) {
            kernels->add_f32(target, sums + t * width, rows->rows, target);
        } else if (bias) {
            kernels->add_f32(sums + t * width, bias, rows->rows, target);
        } else {
            memcpy(target, sums + t * width, rows->rows * sizeof(float));
        }
    }
}

// At most panel_rows of the rows, from `from` on.
static AikiRows some_rows(const AikiKernels *kernels, const AikiRows *rows, size_t from)
{
    AikiRows some = *rows;
    some.bytes = (const char *)rows->bytes + from * rows->row_bytes;
    const size_t left = rows->rows - from;
    some.rows = left < kernels->panel_rows ? left : kernels->panel_rows;
    return some;
}

void aiki_multiply_gated_panels(const AikiKernels *kernels, const AikiRows *gate, const AikiRows *up,
                                AikiActivation activation, const AikiPanelActivations *x,
                                size_t first, size_t count, const AikiPanelActivations *out,
                                size_t group, float *scratch)
{
    const size_t width = kernels->panel_rows;
    float *gates = scratch, *ups = gates + count * width, *products = ups + count * width;
    float *unpacking = products + count * AIKI_GROUP;
    for (size_t from = 0; from < gate->rows; from += width) {
        const AikiRows gate_rows = some_rows(kernels, gate, from);
        const AikiRows up_rows = some_rows(kernels, up, from);
        const AikiRows next = rows_behind(kernels, gate_rows);
        sum_panels(kernels, &gate_rows, &up_rows, x, first, count, gates, unpacking);
        sum_panels(kernels, &up_rows, &next, x, first, count, ups, unpacking);
        for (size_t t = 0; t < count; t++) {
            kernels->gated_f32(gates + t * width, ups + t * width, gate_rows.rows, activation,
                               products + t * AIKI_GROUP + from);
        }
    }
    for (size_t t = 0; t < count; t++) {
        quantize_group(kernels, products + t * AIKI_GROUP, gate->rows, group * out->tokens + first + t,
                       out);
    }
}
