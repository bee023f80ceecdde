// Products of a strip's rows with a panel, for inclusion by a kind that says what a vector is.
//
// A micro-kernel keeps rows x vectors of sums in registers; a unit of the left factor is spread to
// all lanes, a vector of the panel holds a unit of as many columns. A number's sum is taken in order
// of the units, however many rows and columns are computed with it.
//
// The including file defines LANES, VECTORS (of a micro-kernel), BLOCKS_INLINE, BLOCKS_FUNCTION,
// BLOCKS_UNROLL, Vector, vector_zero, vector_load, vector_unit, vector_product, vector_add, and
// load_lanes and store_lanes, which take a count of lanes.

// Rows of a micro-kernel: half a strip.
enum { ROWS = AIKI_STRIP / 2 };

BLOCKS_INLINE void multiply_rows(
    const int rows, const int vectors, const float *strip, const float *panel, size_t units,
    size_t last_lanes, float *y, size_t y_stride, bool accumulate)
{
    Vector sums[ROWS][VECTORS];
    for (int r = 0; r < rows; r++) {
        for (int v = 0; v < vectors; v++) {
            sums[r][v] = vector_zero();
            __builtin_prefetch(y + (size_t)r * y_stride + (size_t)v * LANES, 1, 3);
        }
    }
    for (size_t u = 0; u < units; u++) {
        Vector right[VECTORS];
        for (int v = 0; v < vectors; v++) {
            right[v] = vector_load(panel + u * AIKI_PANEL + (size_t)v * LANES);
        }
        for (int r = 0; r < rows; r++) {
            const Vector left = vector_unit(strip + u * AIKI_STRIP + r);
            for (int v = 0; v < vectors; v++) {
                sums[r][v] = vector_product(left, right[v], sums[r][v]);
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
    const int vectors, const char *strips, size_t strip_bytes, size_t rows, const float *panel,
    size_t units, size_t last_lanes, float *y, size_t y_stride, bool accumulate)
{
    size_t m = 0;
    for (; m + ROWS <= rows; m += ROWS) {
        const char *strip = strips + m / AIKI_STRIP * strip_bytes;
        multiply_rows(ROWS, vectors, (const float *)strip + m % AIKI_STRIP, panel, units,
                      last_lanes, y + m * y_stride, y_stride, accumulate);
    }
    if (m == rows) return;
    const float *strip = (const float *)(strips + m / AIKI_STRIP * strip_bytes) + m % AIKI_STRIP;
    y += m * y_stride;
    switch (rows - m) {
    case 1:
        multiply_rows(1, vectors, strip, panel, units, last_lanes, y, y_stride, accumulate);
        break;
    case 2:
        multiply_rows(2, vectors, strip, panel, units, last_lanes, y, y_stride, accumulate);
        break;
    case 3:
        multiply_rows(3, vectors, strip, panel, units, last_lanes, y, y_stride, accumulate);
        break;
    case 4:
        multiply_rows(4, vectors, strip, panel, units, last_lanes, y, y_stride, accumulate);
        break;
    default:
        multiply_rows(5, vectors, strip, panel, units, last_lanes, y, y_stride, accumulate);
        break;
    }
}

static BLOCKS_FUNCTION void multiply_strips(
    const void *strips, size_t strip_bytes, size_t rows, const void *panel, size_t units,
    size_t columns, float *y, size_t y_stride, bool accumulate)
{
    for (size_t n = 0; n < columns; n += VECTORS * LANES) {
        const float *part = (const float *)panel + n;
        const size_t left = columns - n;
        const size_t vectors = left < VECTORS * LANES ? (left + LANES - 1) / LANES : VECTORS;
        const size_t last = left < VECTORS * LANES ? left - (vectors - 1) * LANES : LANES;
        switch (vectors) {
        case 1:
            multiply_columns(1, strips, strip_bytes, rows, part, units, last, y + n, y_stride,
                             accumulate);
            break;
#if VECTORS > 2
        case 2:
            multiply_columns(2, strips, strip_bytes, rows, part, units, last, y + n, y_stride,
                             accumulate);
            break;
        case 3:
            multiply_columns(3, strips, strip_bytes, rows, part, units, last, y + n, y_stride,
                             accumulate);
            break;
#endif
        default:
            multiply_columns(VECTORS, strips, strip_bytes, rows, part, units, last, y + n,
                             y_stride, accumulate);
            break;
        }
    }
}
