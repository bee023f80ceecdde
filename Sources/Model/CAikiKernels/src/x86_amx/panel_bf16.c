// Panels of BF16 by tiles: 32 tokens by half a panel's rows, whose sums stay in four tiles while some
// panels pass by. A token's sums begin at what was summed before, and are added to in the order of the
// columns, 32 of them at a time.
//
// Numbers stand as tiles hold them, so that a tile is 1 KiB on end. Half of some panels stays in the
// first cache while all tokens pass by; sums come from the second and go there once for all of them.
#if defined(__x86_64__) && defined(__linux__)

#include <string.h>

#include "../x86_avx512/bf16.h"
#include "tiles.h"

enum { PANEL_ROWS = 64, TILE_COLUMNS = 2 * TILE, PARTS = AIKI_GROUP / TILE_COLUMNS };
enum { ROW_BYTES = AIKI_GROUP * sizeof(uint16_t), SUMS_BYTES = PANEL_ROWS * sizeof(float) };

// By columns, rows, pairs of columns, then a row's two numbers.
typedef struct {
    uint16_t numbers[PARTS][PANEL_ROWS / TILE][TILE][TILE][2];
} Panel;

AIKI_BF16_INLINE uint16_t *place(Panel *panel, size_t part, size_t first)
{
    return panel->numbers[part][first / TILE][0][0];
}

AIKI_DEFINE_PACK_BF16(amx, Panel, place, 2 * TILE)

// 32 tokens where both, else 16.
AIKI_AMX_INLINE void multiply_block(const bool both, const Panel *panels, size_t count, size_t half,
                                    const uint16_t *x, size_t x_stride, float *y)
{
    float *second = y + TILE * PANEL_ROWS;
    _tile_loadd(0, y, SUMS_BYTES);
    _tile_loadd(1, y + TILE, SUMS_BYTES);
    if (both) {
        _tile_loadd(2, second, SUMS_BYTES);
        _tile_loadd(3, second + TILE, SUMS_BYTES);
    }
    for (size_t n = 0; n < count; n++, x += x_stride) {
        for (size_t part = 0; part < PARTS; part++) {
            const uint16_t *left = x + part * TILE_COLUMNS;
            _tile_loadd(6, panels[n].numbers[part][2 * half], TILE_BYTES);
            _tile_loadd(4, left, ROW_BYTES);
            _tile_dpbf16ps(0, 4, 6);
            _tile_loadd(7, panels[n].numbers[part][2 * half + 1], TILE_BYTES);
            _tile_dpbf16ps(1, 4, 7);
            if (!both) continue;
            _tile_loadd(5, left + TILE * AIKI_GROUP, ROW_BYTES);
            _tile_dpbf16ps(2, 5, 6);
            _tile_dpbf16ps(3, 5, 7);
        }
    }
    _tile_stored(0, y, SUMS_BYTES);
    _tile_stored(1, y + TILE, SUMS_BYTES);
    if (both) {
        _tile_stored(2, second, SUMS_BYTES);
        _tile_stored(3, second + TILE, SUMS_BYTES);
    }
}

// Fewer tokens than a tile has rows.
static AIKI_AMX void multiply_rest(const Panel *panels, size_t count, const uint16_t *x,
                                   size_t x_stride, size_t tokens, float *y)
{
    uint16_t whole[TILE * AIKI_GROUP] = {0};
    float sums[TILE * PANEL_ROWS] = {0};
    memcpy(sums, y, tokens * SUMS_BYTES);
    for (size_t n = 0; n < count; n++, x += x_stride) {
        memcpy(whole, x, tokens * ROW_BYTES);
        for (size_t half = 0; half < 2; half++) {
            multiply_block(false, panels + n, 1, half, whole, 0, sums + half * 2 * TILE);
        }
    }
    memcpy(y, sums, tokens * SUMS_BYTES);
}

static AIKI_AMX void aiki_multiply_bf16_panels_amx(
    const void *memory, size_t count, const uint16_t *x, size_t x_stride, size_t tokens, float *y)
{
    const Panel *panels = memory;
    const size_t whole = tokens / TILE * TILE;
    aiki_use_tiles();
    for (size_t n = 0; n < count; n += AIKI_BF16_PASS) {
        const size_t some = count - n < AIKI_BF16_PASS ? count - n : AIKI_BF16_PASS;
        const uint16_t *from = x + n * x_stride;
        for (size_t half = 0; half < 2; half++) {
            float *sums = y + half * 2 * TILE;
            size_t t = 0;
            for (; t + 2 * TILE <= whole; t += 2 * TILE) {
                multiply_block(true, panels + n, some, half, from + t * AIKI_GROUP, x_stride,
                               sums + t * PANEL_ROWS);
            }
            if (t < whole) {
                multiply_block(false, panels + n, some, half, from + t * AIKI_GROUP, x_stride,
                               sums + t * PANEL_ROWS);
            }
        }
    }
    if (whole == tokens) return;
    multiply_rest(panels, count, x + whole * AIKI_GROUP, x_stride, tokens - whole,
                  y + whole * PANEL_ROWS);
}

void aiki_install_panel_bf16_amx(AikiKernels *kernels)
{
    kernels->bf16_panel_bytes = sizeof(Panel);
    kernels->pack_bf16_panel = aiki_pack_bf16_panel_amx;
    kernels->pack_blocks[AIKI_TYPE_F16] = aiki_pack_f16_amx;
    kernels->pack_blocks[AIKI_TYPE_BF16] = aiki_pack_bf16_amx;
    if (aiki_compact_supported()) {
        kernels->pack_blocks[AIKI_TYPE_COMPACT_BF16] = aiki_pack_compact_amx;
    }
    kernels->multiply_bf16_panels = aiki_multiply_bf16_panels_amx;
}

#endif
