// Products of a packed left factor with rows as they are stored, a panel at a time.
//
// A panel of the right factor is packed once for AIKI_UNIT_BLOCK units and stays in the second
// cache while all rows of a part pass by it. Blocks of units begin at multiples of that count, so
// that a number's bits depend on the extents alone.
// Source: Goto and van de Geijn 2008, "Anatomy of High-Performance Matrix Multiplication" §4.
#include "aiki_kernels.h"

#include "blocks.h"

// Rows of a stored factor that are unpacked at a time, and the most numbers of each.
enum { UNPACKED_ROWS = 16, UNPACKED_COLUMNS = 2 * AIKI_UNIT_BLOCK };

// A summed extent that is long, as a vocabulary is.
enum { LONG_SUMMED = 8192 };

static const AikiProduct *product_of(const AikiKernels *kernels, bool bf16)
{
    return bf16 ? &kernels->training.product_bf16 : &kernels->training.product_f32;
}

static void pack_panels(const AikiProduct *product, const AikiPacked *factor, const float *x,
                        size_t stride, size_t first, size_t count)
{
    float *panels = (float *)factor->memory;
    for (size_t row = first; row < first + count; row += AIKI_PANEL) {
        const size_t left = first + count - row, rows = left < AIKI_PANEL ? left : AIKI_PANEL;
        product->pack_rows(x + row * stride, stride, rows, factor->summed,
                           panels + row * factor->units);
    }
}

static void pack_panels_across(const AikiProduct *product, const AikiPacked *factor, const float *x,
                               size_t stride, size_t first, size_t count)
{
    // Some rows at a time: more than a first cache has ways would chase each other out of it where
    // they stand a power of two apart (16 rows took two to five times as long at 4,096 columns).
    enum { ROWS_AT_ONCE = 8 };
    float *panels = (float *)factor->memory;
    for (size_t s = first; s < first + count; s += ROWS_AT_ONCE) {
        const size_t left = first + count - s;
        const size_t summed = left < ROWS_AT_ONCE ? left : ROWS_AT_ONCE;
        for (size_t row = 0; row < factor->rows; row += AIKI_PANEL) {
            const size_t rows = factor->rows - row < AIKI_PANEL ? factor->rows - row : AIKI_PANEL;
            product->pack_across(x + s * stride + row, stride, rows, summed,
                                 panels + row * factor->units + s / product->unit * AIKI_PANEL);
        }
    }
}

void aiki_pack(const AikiKernels *kernels, const AikiPacked *factor, const float *x, size_t stride,
               bool across, size_t first, size_t count)
{
    const AikiProduct *product = product_of(kernels, factor->bf16);
    if (across && !factor->panels) {
        const size_t step = aiki_row_units(factor->units);
        product->load_across(x + first * stride, stride, factor->rows, count, step,
                             (float *)factor->memory + first / product->unit);
    } else if (across) {
        pack_panels_across(product, factor, x, stride, first, count);
    } else if (factor->panels) {
        pack_panels(product, factor, x, stride, first, count);
    } else {
        const size_t step = aiki_row_units(factor->units);
        float *rows = (float *)factor->memory;
        for (size_t row = first; row < first + count; row++) {
            product->load_row(x + row * stride, factor->summed, rows + row * step);
        }
    }
}

// Stored blocks that are wider than a panel are unpacked once for all panels they reach into. Where
// the summed extent is long, so are the rows of the left factor: more panels at once pass by a block
// of them while it is in the second cache.
size_t aiki_product_columns(const AikiRows *right, bool across)
{
    enum { WIDE = 5 * AIKI_PANEL };
    const size_t summed = across ? right->rows : right->columns;
    const size_t columns = across ? right->columns : right->rows;
    if (across && right->block_columns > AIKI_PANEL) return right->block_columns;
    if (summed <= LONG_SUMMED) return AIKI_PANEL;
    const size_t all = (columns + AIKI_PANEL - 1) / AIKI_PANEL * AIKI_PANEL;
    return all < WIDE ? all : WIDE;
}

size_t aiki_product_scratch(const AikiRows *right, bool across)
{
    return aiki_product_columns(right, across) * AIKI_UNIT_BLOCK
           + UNPACKED_ROWS * UNPACKED_COLUMNS;
}

// A block of the summed extent: numbers first ..< first + summed, for columns of the result.
typedef struct {
    const AikiKernels *kernels;
    const AikiProduct *product;
    const AikiRows *right;
    size_t first;
    size_t summed;
    size_t first_column;
    size_t columns;
    float *numbers;
    float *panels;  // (columns / AIKI_PANEL, AIKI_UNIT_BLOCK, AIKI_PANEL)
} Block;

// Where the numbers of a row from `column` on are stored.
static const char *stored(const Block *block, size_t row, size_t column)
{
    const AikiRows *right = block->right;
    return (const char *)right->bytes + row * right->row_bytes
           + column / right->block_columns * right->block_bytes;
}

// `count` numbers from `column` on of some rows as floats, in place where they are such.
static const float *unpack(const Block *block, size_t row, size_t rows, size_t column,
                           size_t count, size_t *stride)
{
    const AikiRows *right = block->right;
    const char *bytes = stored(block, row, column);
    if (right->type == AIKI_TYPE_F32) {
        *stride = right->row_bytes / sizeof(float);
        return (const float *)bytes;
    }
    *stride = UNPACKED_COLUMNS;
    for (size_t r = 0; r < rows; r++) {
        block->kernels->dequantize[right->type](bytes + r * right->row_bytes, count,
                                                block->numbers + r * UNPACKED_COLUMNS);
    }
    return block->numbers;
}

static float *panel_of(const Block *block, size_t column)
{
    return block->panels + column / AIKI_PANEL * AIKI_UNIT_BLOCK * AIKI_PANEL;
}

// The right factor is (N, S): its rows are columns of the result.
static void pack_block_rows(const Block *block)
{
    for (size_t n = 0; n < block->columns; n += UNPACKED_ROWS) {
        const size_t left = block->columns - n;
        const size_t rows = left < UNPACKED_ROWS ? left : UNPACKED_ROWS;
        size_t stride;
        const float *x = unpack(block, block->first_column + n, rows, block->first,
                                block->summed, &stride);
        block->product->pack_rows(x, stride, rows, block->summed,
                                  panel_of(block, n) + n % AIKI_PANEL);
    }
}

// The right factor is (S, N).
static void pack_block_across(const Block *block)
{
    for (size_t s = 0; s < block->summed; s += UNPACKED_ROWS) {
        const size_t left = block->summed - s;
        const size_t rows = left < UNPACKED_ROWS ? left : UNPACKED_ROWS;
        size_t stride;
        const float *x = unpack(block, block->first + s, rows, block->first_column,
                                block->columns, &stride);
        for (size_t n = 0; n < block->columns; n += AIKI_PANEL) {
            const size_t columns =
                block->columns - n < AIKI_PANEL ? block->columns - n : AIKI_PANEL;
            block->product->pack_across(x + n, stride, columns, rows,
                                        panel_of(block, n)
                                            + s / block->product->unit * AIKI_PANEL);
        }
    }
}

// Short floats are packed as they are stored where the product can.
static void pack_block(const Block *block, bool across)
{
    const AikiPackShort *pack = block->right->type == AIKI_TYPE_F16    ? &block->product->pack_f16
                                : block->right->type == AIKI_TYPE_BF16 ? &block->product->pack_bf16
                                                                       : NULL;
    if (!pack || !pack->rows) {
        if (across) {
            pack_block_across(block);
        } else {
            pack_block_rows(block);
        }
        return;
    }
    for (size_t n = 0; n < block->columns; n += AIKI_PANEL) {
        const size_t left = block->columns - n, columns = left < AIKI_PANEL ? left : AIKI_PANEL;
        const size_t column = block->first_column + n, row_bytes = block->right->row_bytes;
        if (across) {
            pack->across(stored(block, block->first, column), row_bytes, columns, block->summed,
                         panel_of(block, n));
        } else {
            pack->rows(stored(block, column, block->first), row_bytes, columns, block->summed,
                       panel_of(block, n));
        }
    }
}

// Rows of a left factor, units first ..< first + units, by a panel.
static void multiply_panel(const AikiProduct *product, const AikiPacked *left, size_t first_row,
                           size_t rows, size_t first, size_t units, const float *panel,
                           size_t columns, float *y, size_t y_stride, bool accumulate)
{
    const float *base = left->memory;
    if (!left->panels) {
        const size_t step = aiki_row_units(left->units);
        product->multiply(base + first_row * step + first, step, 1, rows, panel, units, columns, y,
                          y_stride, accumulate);
        return;
    }
    const size_t step = left->units;
    for (size_t m = 0; m < rows; m += AIKI_PANEL) {
        const size_t count = rows - m < AIKI_PANEL ? rows - m : AIKI_PANEL;
        product->multiply(base + (first_row + m) * step + first * AIKI_PANEL, 1, AIKI_PANEL, count,
                          panel, units, columns, y + m * y_stride, y_stride, accumulate);
    }
}

// Columns of the result that share their unpacked blocks.
static void multiply_columns(const AikiPacked *left, bool across, AikiProductPart part, float *y,
                             size_t y_stride, bool accumulate, Block *block)
{
    const AikiProduct *product = block->product;
    const size_t step = AIKI_UNIT_BLOCK * product->unit;
    for (size_t s = 0; s < left->summed; s += step) {
        block->first = s;
        block->summed = left->summed - s < step ? left->summed - s : step;
        pack_block(block, across);
        const size_t units = (block->summed + product->unit - 1) / product->unit;
        for (size_t n = 0; n < block->columns; n += AIKI_PANEL) {
            const size_t columns =
                block->columns - n < AIKI_PANEL ? block->columns - n : AIKI_PANEL;
            multiply_panel(product, left, part.first_row, part.rows, s / product->unit, units,
                           panel_of(block, n), columns,
                           y + part.first_row * y_stride + block->first_column + n, y_stride,
                           accumulate || s > 0);
        }
    }
}

void aiki_multiply_part(const AikiKernels *kernels, const AikiPacked *left,
                        const AikiRows *right, bool across, AikiProductPart part, float *y,
                        size_t y_stride, bool accumulate, float *scratch)
{
    const size_t step = aiki_product_columns(right, across);
    const size_t end = part.first_column + part.columns;
    Block block = {
        .kernels = kernels,
        .product = product_of(kernels, left->bf16),
        .right = right,
        .panels = scratch,
        .numbers = scratch + step * AIKI_UNIT_BLOCK,
    };
    for (size_t n = part.first_column; n < end; n += step) {
        block.first_column = n;
        block.columns = end - n < step ? end - n : step;
        multiply_columns(left, across, part, y, y_stride, accumulate, &block);
    }
}

void aiki_multiply_packed(const AikiKernels *kernels, const AikiPacked *left,
                          const AikiPacked *right, AikiProductPart part, float *y,
                          size_t y_stride, bool accumulate)
{
    const AikiProduct *product = product_of(kernels, left->bf16);
    const float *panels = right->memory;
    const size_t step = right->units;
    const size_t end = part.first_column + part.columns;
    for (size_t u = 0; u < left->units; u += AIKI_UNIT_BLOCK) {
        const size_t units = left->units - u < AIKI_UNIT_BLOCK ? left->units - u : AIKI_UNIT_BLOCK;
        for (size_t n = part.first_column; n < end; n += AIKI_PANEL) {
            const size_t columns = end - n < AIKI_PANEL ? end - n : AIKI_PANEL;
            multiply_panel(product, left, part.first_row, part.rows, u, units,
                           panels + n * step + u * AIKI_PANEL, columns,
                           y + part.first_row * y_stride + n, y_stride, accumulate || u > 0);
        }
    }
}
