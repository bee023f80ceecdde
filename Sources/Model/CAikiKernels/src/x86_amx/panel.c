// Panels of AVX-512 by tiles of 16 tokens: the same integers, the same bits.
//
// A panel's 64 rows are four tiles of columns, its AIKI_GROUP columns two tiles of the summed extent.
// While tiles are multiplied, the sums of the sixteen tokens before are scaled.
#if defined(__x86_64__) && defined(__linux__)

#include <string.h>

#include "../x86_avx512/panel.h"
#include "tiles.h"

enum { VECTORS = PANEL_ROWS / TILE };

typedef struct {
    _Alignas(64) int32_t sums[VECTORS][TILE][TILE];
} Totals;

// Signed activations by the unsigned bytes of a panel.
AIKI_AMX_INLINE void multiply_tiles(const Panel *panel, const int8_t *quants)
{
    _tile_zero(0);
    _tile_zero(1);
    _tile_zero(2);
    _tile_zero(3);
    for (int part = 0; part < AIKI_GROUP / TILE_BYTES; part++) {
        const uint8_t *right = panel->quants[TILE * part][0];
        _tile_loadd(4, quants + TILE_BYTES * part, AIKI_GROUP);
        _tile_loadd(5, right, sizeof panel->quants[0]);
        _tile_dpbsud(0, 4, 5);
        _tile_loadd(6, right + TILE_BYTES, sizeof panel->quants[0]);
        _tile_dpbsud(1, 4, 6);
        _tile_loadd(7, right + 2 * TILE_BYTES, sizeof panel->quants[0]);
        _tile_dpbsud(2, 4, 7);
        _tile_loadd(5, right + 3 * TILE_BYTES, sizeof panel->quants[0]);
        _tile_dpbsud(3, 4, 5);
    }
}

AIKI_AMX_INLINE void store_tiles(Totals *totals)
{
    _tile_stored(0, totals->sums[0], TILE_BYTES);
    _tile_stored(1, totals->sums[1], TILE_BYTES);
    _tile_stored(2, totals->sums[2], TILE_BYTES);
    _tile_stored(3, totals->sums[3], TILE_BYTES);
}

// Takes the offset of the panel's bytes off, and scales.
AIKI_AMX_INLINE void add_scaled(const Totals *totals, const Panel *panel, const float *scales,
                                const int32_t *sums, size_t tokens, float *y)
{
    __m512 rows[VECTORS];
    for (int v = 0; v < VECTORS; v++) rows[v] = _mm512_loadu_ps(panel->scales + TILE * v);
    for (size_t t = 0; t < tokens; t++) {
        const __m512i offset = _mm512_set1_epi32(-128 * sums[t]);
        const __m512 scale = _mm512_set1_ps(scales[t]);
        float *target = y + t * PANEL_ROWS;
        for (int v = 0; v < VECTORS; v++) {
            const __m512i sum = _mm512_load_si512(totals->sums[v][t]);
            const __m512 exact = _mm512_cvtepi32_ps(_mm512_add_epi32(sum, offset));
            _mm512_storeu_ps(target + TILE * v,
                             _mm512_fmadd_ps(exact, _mm512_mul_ps(rows[v], scale),
                                             _mm512_loadu_ps(target + TILE * v)));
        }
    }
}

static AIKI_AMX void aiki_multiply_panel_amx(
    const void *memory, const int8_t *quants, const float *scales, const int32_t *sums,
    size_t tokens, float *y)
{
    const Panel *panel = memory;
    Totals totals;
    size_t before = 0, waiting = 0;
    aiki_use_tiles();
    for (size_t t = 0; t < tokens; t += TILE) {
        const size_t count = tokens - t < TILE ? tokens - t : TILE;
        if (count == TILE) {
            multiply_tiles(panel, quants + t * AIKI_GROUP);
        } else {
            int8_t whole[TILE * AIKI_GROUP] = {0};
            memcpy(whole, quants + t * AIKI_GROUP, count * AIKI_GROUP);
            multiply_tiles(panel, whole);
        }
        add_scaled(&totals, panel, scales + before, sums + before, waiting, y + before * PANEL_ROWS);
        store_tiles(&totals);
        before = t, waiting = count;
    }
    add_scaled(&totals, panel, scales + before, sums + before, waiting, y + before * PANEL_ROWS);
}

void aiki_install_panel_amx(AikiKernels *kernels)
{
    kernels->multiply_panel = aiki_multiply_panel_amx;
}

#endif
