// Packed products of BF16 numbers by tiles: 32 rows by 32 columns of the result at once, so that each
// tile of a factor is read for two products.
//
// A number's sum begins at what it is added to and is taken in the order of the units, sixteen at a
// time, however many rows and columns are computed with it. Denormals count as zeros.
#if defined(__x86_64__) && defined(__linux__)

#include <string.h>

#include "../x86_avx512/bf16.h"
#include "tiles.h"

enum { WIDTH = 2 * TILE, STEPS = AIKI_UNIT_BLOCK / TILE };
enum { PANEL_STRIDE = AIKI_PANEL * sizeof(float), SUMS_STRIDE = WIDTH * sizeof(float) };

// Sixteen rows of a left factor as tiles, a step of the summed extent each.
typedef struct {
    const float *units;
    size_t stride;  // bytes, from row to row
    size_t step;    // floats, from tile to tile
    const float *last;  // the tile of the last step where it is not whole, TILE_BYTES a row
} Tiles;

// Room for tiles that do not stand in the left factor as they are.
typedef struct {
    _Alignas(64) float tiles[2][STEPS][TILE][TILE];
} Room;

typedef struct {
    const float *units;
    size_t row_step;
    size_t unit_step;
} Left;

// Units first ..< first + count of at most sixteen rows; zeros behind them.
AIKI_AMX_INLINE void fill_tile(Left left, size_t rows, size_t first, size_t count,
                               float tile[TILE][TILE])
{
    __m512i v[TILE];
    const float *base = left.units + first * left.unit_step;
    if (left.unit_step == 1) {
        for (size_t r = 0; r < TILE; r++) {
            const __mmask16 lanes = aiki_first_lanes(r < rows ? count : 0);
            v[r] = _mm512_maskz_loadu_epi32(lanes, base + (r < rows ? r * left.row_step : 0));
        }
    } else {
        const __mmask16 lanes = aiki_first_lanes(rows);
        for (size_t u = 0; u < TILE; u++) {
            v[u] = _mm512_maskz_loadu_epi32(u < count ? lanes : 0,
                                            base + (u < count ? u * left.unit_step : 0));
        }
        aiki_transpose(v);
    }
    for (size_t r = 0; r < TILE; r++) _mm512_store_si512(tile[r], v[r]);
}

AIKI_AMX_INLINE Tiles tiles_of(Left left, size_t rows, size_t units, float room[STEPS][TILE][TILE])
{
    const size_t whole = units / TILE, rest = units % TILE;
    if (rest > 0) fill_tile(left, rows, whole * TILE, rest, room[whole]);
    if (rows == TILE && left.unit_step == 1) {
        return (Tiles){left.units, left.row_step * sizeof(float), TILE, room[whole][0]};
    }
    for (size_t s = 0; s < whole; s++) fill_tile(left, rows, s * TILE, TILE, room[s]);
    return (Tiles){room[0][0], TILE_BYTES, TILE * TILE, room[whole][0]};
}

// A right factor's columns, two tiles wide; `last` is its last step where that is not whole.
typedef struct {
    const float *units;
    const float *last;
} Columns;

// One step of the summed extent: sixteen rows, or `both` sixteens, by 32 columns.
AIKI_AMX_INLINE void multiply_step(const bool both, const float *upper, size_t upper_stride,
                                   const float *lower, size_t lower_stride, const float *columns)
{
    _tile_loadd(6, columns, PANEL_STRIDE);
    _tile_loadd(4, upper, upper_stride);
    _tile_dpbf16ps(0, 4, 6);
    _tile_loadd(7, columns + TILE, PANEL_STRIDE);
    _tile_dpbf16ps(1, 4, 7);
    if (!both) return;
    _tile_loadd(5, lower, lower_stride);
    _tile_dpbf16ps(2, 5, 6);
    _tile_dpbf16ps(3, 5, 7);
}

AIKI_AMX_INLINE void multiply_steps(const bool both, Tiles upper, Tiles lower, Columns right,
                                    size_t units)
{
    const size_t whole = units / TILE;
    for (size_t s = 0; s < whole; s++) {
        multiply_step(both, upper.units + s * upper.step, upper.stride,
                      lower.units + s * lower.step, lower.stride,
                      right.units + s * TILE * AIKI_PANEL);
    }
    if (units % TILE == 0) return;
    multiply_step(both, upper.last, TILE_BYTES, lower.last, TILE_BYTES, right.last);
}

// Up to 32 rows by up to 32 columns.
AIKI_AMX_INLINE void multiply_block(Tiles upper, Tiles lower, size_t rows, Columns right,
                                    size_t units, size_t columns, float *y, size_t y_stride,
                                    bool accumulate)
{
    _Alignas(64) float sums[WIDTH][WIDTH];
    const bool whole = rows == WIDTH && columns == WIDTH;
    const size_t stride = whole ? y_stride * sizeof(float) : SUMS_STRIDE;
    float *target = whole ? y : sums[0], *second = target + TILE * stride / sizeof(float);
    const __mmask16 low = aiki_first_lanes(columns < TILE ? columns : TILE);
    const __mmask16 high = aiki_first_lanes(columns < TILE ? 0 : columns - TILE);
    // Rows of a result stand apart, which the hardware does not foresee.
    for (size_t r = 0; whole && r < WIDTH; r++) {
        _mm_prefetch((const char *)(y + r * y_stride), _MM_HINT_ET0);
        _mm_prefetch((const char *)(y + r * y_stride + TILE), _MM_HINT_ET0);
    }
    if (!accumulate) {
        _tile_zero(0);
        _tile_zero(1);
        _tile_zero(2);
        _tile_zero(3);
    } else {
        for (size_t r = 0; !whole && r < WIDTH; r++) {
            const float *row = y + (r < rows ? r * y_stride : 0);
            _mm512_store_ps(sums[r], _mm512_maskz_loadu_ps(r < rows ? low : 0, row));
            _mm512_store_ps(sums[r] + TILE, _mm512_maskz_loadu_ps(r < rows ? high : 0, row + TILE));
        }
        _tile_loadd(0, target, stride);
        _tile_loadd(1, target + TILE, stride);
        _tile_loadd(2, second, stride);
        _tile_loadd(3, second + TILE, stride);
    }
    if (rows > TILE) {
        multiply_steps(true, upper, lower, right, units);
        _tile_stored(2, second, stride);
        _tile_stored(3, second + TILE, stride);
    } else {
        multiply_steps(false, upper, lower, right, units);
    }
    _tile_stored(0, target, stride);
    _tile_stored(1, target + TILE, stride);
    for (size_t r = 0; !whole && r < rows; r++) {
        _mm512_mask_storeu_ps(y + r * y_stride, low, _mm512_load_ps(sums[r]));
        _mm512_mask_storeu_ps(y + r * y_stride + TILE, high, _mm512_load_ps(sums[r] + TILE));
    }
}

static AIKI_AMX void aiki_multiply_bf16_amx(
    const void *units_of_left, size_t row_step, size_t unit_step, size_t rows, const void *panel,
    size_t units, size_t columns, float *y, size_t y_stride, bool accumulate)
{
    Room room;
    _Alignas(64) float last[TILE][AIKI_PANEL];
    const float *right = panel;
    const size_t whole = units / TILE * TILE;
    aiki_use_tiles();
    if (units > whole) {
        memset(last, 0, sizeof last);
        memcpy(last, right + whole * AIKI_PANEL, (units - whole) * sizeof last[0]);
    }
    for (size_t r = 0; r < rows; r += WIDTH) {
        const size_t count = rows - r < WIDTH ? rows - r : WIDTH;
        const size_t above = count < TILE ? count : TILE;
        const Left left = {(const float *)units_of_left + r * row_step, row_step, unit_step};
        const Left next = {left.units + TILE * row_step, row_step, unit_step};
        const Tiles upper = tiles_of(left, above, units, room.tiles[0]);
        const Tiles lower =
            count > TILE ? tiles_of(next, count - TILE, units, room.tiles[1]) : upper;
        for (size_t n = 0; n < columns; n += WIDTH) {
            const size_t wide = columns - n < WIDTH ? columns - n : WIDTH;
            multiply_block(upper, lower, count, (Columns){right + n, last[0] + n}, units, wide,
                           y + r * y_stride + n, y_stride, accumulate);
        }
    }
}

// Thirty-two rows of a source, sixteen columns of them: sixteen units of as many rows.
static AIKI_AMX void aiki_load_across_bf16_amx(
    const float *x, size_t stride, size_t rows, size_t summed, size_t step, void *memory)
{
    for (size_t s = 0; s < summed; s += 2 * TILE) {
        for (size_t r = 0; r < rows; r += TILE) {
            const __mmask16 lanes = aiki_step_lanes(r, rows);
            const float *block = x + s * stride + r;
            __m512i units[TILE];
            for (size_t u = 0; u < TILE; u++) {
                const bool even = s + 2 * u < summed, odd = s + 2 * u + 1 < summed;
                const float *row = block + 2 * u * stride;
                // Harmless beyond the end of memory.
                _mm_prefetch((const char *)(row + 2 * TILE * stride), _MM_HINT_T0);
                _mm_prefetch((const char *)(row + (2 * TILE + 1) * stride), _MM_HINT_T0);
                const __m512 a = _mm512_maskz_loadu_ps(even ? lanes : 0, even ? row : x);
                const __m512 b = _mm512_maskz_loadu_ps(odd ? lanes : 0, odd ? row + stride : x);
                units[u] = aiki_pairs(a, b);
            }
            aiki_transpose(units);
            float *out = (float *)memory + r * step + s / 2;
            for (size_t i = 0; i < TILE && r + i < rows; i++) {
                _mm_prefetch((const char *)(out + (TILE + i) * step), _MM_HINT_ET0);
                _mm512_storeu_si512(out + i * step, units[i]);
            }
        }
    }
}

void aiki_install_product_bf16_amx(AikiKernels *kernels)
{
    kernels->training.product_bf16.multiply = aiki_multiply_bf16_amx;
    kernels->training.product_bf16.load_across = aiki_load_across_bf16_amx;
}

#endif
