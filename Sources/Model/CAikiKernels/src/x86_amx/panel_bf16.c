// Panels of BF16 by tiles of 16 tokens. A token's sums begin at what was summed before, and are
// added to in the order of the columns, 32 of them at a time.
#if defined(__x86_64__) && defined(__linux__)

#include <string.h>

#include "tiles.h"

enum { PANEL_ROWS = 64, TILE_COLUMNS = 2 * TILE };
enum { ROW_BYTES = AIKI_GROUP * sizeof(uint16_t), SUMS_BYTES = PANEL_ROWS * sizeof(float) };

AIKI_AMX_INLINE void multiply_tiles(const char *panel, const uint16_t *x, float *y)
{
    _tile_loadd(0, y, SUMS_BYTES);
    _tile_loadd(1, y + TILE, SUMS_BYTES);
    _tile_loadd(2, y + 2 * TILE, SUMS_BYTES);
    _tile_loadd(3, y + 3 * TILE, SUMS_BYTES);
    for (int part = 0; part < AIKI_GROUP / TILE_COLUMNS; part++) {
        const char *right = panel + part * TILE * SUMS_BYTES;
        _tile_loadd(4, x + part * TILE_COLUMNS, ROW_BYTES);
        _tile_loadd(5, right, SUMS_BYTES);
        _tile_dpbf16ps(0, 4, 5);
        _tile_loadd(6, right + TILE_BYTES, SUMS_BYTES);
        _tile_dpbf16ps(1, 4, 6);
        _tile_loadd(7, right + 2 * TILE_BYTES, SUMS_BYTES);
        _tile_dpbf16ps(2, 4, 7);
        _tile_loadd(5, right + 3 * TILE_BYTES, SUMS_BYTES);
        _tile_dpbf16ps(3, 4, 5);
    }
    _tile_stored(0, y, SUMS_BYTES);
    _tile_stored(1, y + TILE, SUMS_BYTES);
    _tile_stored(2, y + 2 * TILE, SUMS_BYTES);
    _tile_stored(3, y + 3 * TILE, SUMS_BYTES);
}

static AIKI_AMX void aiki_multiply_bf16_panel_amx(
    const void *panel, const uint16_t *x, size_t tokens, float *y)
{
    size_t t = 0;
    aiki_use_tiles();
    for (; t + TILE <= tokens; t += TILE) {
        multiply_tiles(panel, x + t * AIKI_GROUP, y + t * PANEL_ROWS);
    }
    const size_t rest = tokens - t;
    if (rest == 0) return;
    uint16_t whole[TILE * AIKI_GROUP] = {0};
    float sums[TILE * PANEL_ROWS] = {0};
    memcpy(whole, x + t * AIKI_GROUP, rest * ROW_BYTES);
    memcpy(sums, y + t * PANEL_ROWS, rest * SUMS_BYTES);
    multiply_tiles(panel, whole, sums);
    memcpy(y + t * PANEL_ROWS, sums, rest * SUMS_BYTES);
}

void aiki_install_panel_bf16_amx(AikiKernels *kernels)
{
    kernels->multiply_bf16_panel = aiki_multiply_bf16_panel_amx;
}

#endif
