// Products of rows with a panel, for inclusion by a kind that says what a vector is.
//
// A micro-kernel keeps rows x vectors of sums in registers; a unit of the left factor is spread to
// all lanes, a vector of the panel holds a unit of as many columns. A number's sum is taken in order
// of the units, however many rows and columns are computed with it.
//
// The including file defines LANES, VECTORS (of a micro-kernel), BLOCKS_INLINE, BLOCKS_FUNCTION,
// BLOCKS_UNROLL, Vector, vector_zero, vector_load, vector_unit, vector_product, vector_add, and
// load_lanes and store_lanes, which take a count of lanes.

// Rows of a micro-kernel, and units of a row in a cache line.
enum { ROWS = 6, LINE = 16 };

// Where the units of a left factor stand: steps from row to row and from unit to unit.
typedef struct {
    const float *units;
    size_t row_step;
    size_t unit_step;
} Left;

BLOCKS_INLINE void multiply_rows(
    const int rows, const int vectors, Left left, const float *panel, size_t units,
    size_t last_lanes, float *y, size_t y_stride, bool accumulate)
{
    Vector sums[ROWS][VECTORS];
    for (int r = 0; r < rows; r++) {
        for (int v = 0; v < vectors; v++) {
            sums[r][v] = vector_zero();
            __builtin_prefetch(y + (size_t)r * y_stride + (size_t)v * LANES, 1, 3);
        }
    }
    for (size_t first = 0; first < units; first += LINE) {
        // The rows that come next stand elsewhere, which the hardware does not foresee.
        for (int r = 0; r < rows; r++) {
            __builtin_prefetch(left.units + (size_t)(r + ROWS) * left.row_step
                                   + first * left.unit_step,
                               0, 3);
        }
        const size_t end = units - first < LINE ? units : first + LINE;
        for (size_t u = first; u < end; u++) {
            Vector right[VECTORS];
            for (int v = 0; v < vectors; v++) {
                right[v] = vector_load(panel + u * AIKI_PANEL + (size_t)v * LANES);
            }
            for (int r = 0; r < rows; r++) {
                const Vector unit =
                    vector_unit(left.units + (size_t)r * left.row_step + u * left.unit_step);
                for (int v = 0; v < vectors; v++) {
                    sums[r][v] = vector_product(unit, right[v], sums[r][v]);
                }
            }
        }
    }
    BLOCKS_UNROLL
    for (int r = 0; r < rows; r++) {
        BLOCKS_UNROLL
        for (int v = 0; v < vectors; v++) {
            float *target = y + (size_t)r * y_stride + (size_t)v * LANES;
            const size_t lanes = v == vectors - 1 ? last_lanes : LANES;
            Vector sum = sums[r][v];
            if (accumulate) sum = vector_add(load_lanes(target, lanes), sum);
            store_lanes(target, lanes, sum);
        }
    }
}

// All rows by up to VECTORS vectors of columns.
BLOCKS_INLINE void multiply_columns(
    const int vectors, Left left, size_t rows, const float *panel, size_t units,
    size_t last_lanes, float *y, size_t y_stride, bool accumulate)
{
    for (; rows >= ROWS; rows -= ROWS) {
        multiply_rows(ROWS, vectors, left, panel, units, last_lanes, y, y_stride, accumulate);
        left.units += ROWS * left.row_step;
        y += ROWS * y_stride;
    }
    switch (rows) {
    case 0:
        break;
    case 1:
        multiply_rows(1, vectors, left, panel, units, last_lanes, y, y_stride, accumulate);
        break;
    case 2:
        multiply_rows(2, vectors, left, panel, units, last_lanes, y, y_stride, accumulate);
        break;
    case 3:
        multiply_rows(3, vectors, left, panel, units, last_lanes, y, y_stride, accumulate);
        break;
    case 4:
        multiply_rows(4, vectors, left, panel, units, last_lanes, y, y_stride, accumulate);
        break;
    default:
        multiply_rows(5, vectors, left, panel, units, last_lanes, y, y_stride, accumulate);
        break;
    }
}

static BLOCKS_FUNCTION void multiply_units(
    const void *units_of_left, size_t row_step, size_t unit_step, size_t rows, const void *panel,
    size_t units, size_t columns, float *y, size_t y_stride, bool accumulate)
{
    const Left left = {units_of_left, row_step, unit_step};
    for (size_t n = 0; n < columns; n += VECTORS * LANES) {
        const float *part = (const float *)panel + n;
        const size_t rest = columns - n;
        const size_t vectors = rest < VECTORS * LANES ? (rest + LANES - 1) / LANES : VECTORS;
        const size_t last = rest < VECTORS * LANES ? rest - (vectors - 1) * LANES : LANES;
        switch (vectors) {
        case 1:
            multiply_columns(1, left, rows, part, units, last, y + n, y_stride, accumulate);
            break;
#if VECTORS > 2
        case 2:
            multiply_columns(2, left, rows, part, units, last, y + n, y_stride, accumulate);
            break;
        case 3:
            multiply_columns(3, left, rows, part, units, last, y + n, y_stride, accumulate);
            break;
#endif
        default:
            multiply_columns(VECTORS, left, rows, part, units, last, y + n, y_stride, accumulate);
            break;
        }
    }
}
