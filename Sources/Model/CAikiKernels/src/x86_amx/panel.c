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

// Sixteen tokens whose sums are still to be scaled.
typedef struct {
    const Totals *totals;
    const float *scales;
    const int32_t *sums;
    float *y;
} Waiting;

// Takes the offset of the panel's bytes off some tokens' sums, and scales them.
AIKI_AMX_INLINE void add_scaled(const Waiting *waiting, size_t first, size_t count,
                                const __m512 rows[VECTORS])
{
    for (size_t t = first; t < first + count; t++) {
        const __m512i offset = _mm512_set1_epi32(-128 * waiting->sums[t]);
        const __m512 scale = _mm512_set1_ps(waiting->scales[t]);
        float *target = waiting->y + t * PANEL_ROWS;
        for (int v = 0; v < VECTORS; v++) {
            const __m512i sum = _mm512_load_si512(waiting->totals->sums[v][t]);
            const __m512 exact = _mm512_cvtepi32_ps(_mm512_add_epi32(sum, offset));
            _mm512_storeu_ps(target + TILE * v,
                             _mm512_fmadd_ps(exact, _mm512_mul_ps(rows[v], scale),
                                             _mm512_loadu_ps(target + TILE * v)));
        }
    }
}

// Signed activations of sixteen tokens by the unsigned bytes of a panel; what waits is scaled in
// between (161 ns to 126 for a block: a core does not look that far ahead).
AIKI_AMX_INLINE void multiply_tiles(const Panel *panel, const int8_t *quants,
                                    const Waiting *waiting, const __m512 rows[VECTORS],
                                    Totals *totals)
{
    enum { STRIDE = sizeof panel->quants[0], PART = TILE / 4 };
    const uint8_t *upper = panel->quants[0][0], *lower = panel->quants[TILE][0];
    // The next tokens. Harmless beyond the end of memory.
    for (int i = 0; i < TILE * AIKI_GROUP; i += TILE_BYTES) {
        _mm_prefetch((const char *)(quants + TILE * AIKI_GROUP + i), _MM_HINT_T0);
    }
    _tile_zero(0);
    _tile_zero(1);
    _tile_zero(2);
    _tile_zero(3);
    _tile_loadd(4, quants, AIKI_GROUP);
    _tile_loadd(5, upper, STRIDE);
    _tile_dpbsud(0, 4, 5);
    _tile_loadd(6, upper + TILE_BYTES, STRIDE);
    _tile_dpbsud(1, 4, 6);
    if (waiting) add_scaled(waiting, 0, PART, rows);
    _tile_loadd(7, upper + 2 * TILE_BYTES, STRIDE);
    _tile_dpbsud(2, 4, 7);
    _tile_loadd(5, upper + 3 * TILE_BYTES, STRIDE);
    _tile_dpbsud(3, 4, 5);
    if (waiting) add_scaled(waiting, PART, PART, rows);
    _tile_loadd(4, quants + TILE_BYTES, AIKI_GROUP);
    _tile_loadd(5, lower, STRIDE);
    _tile_dpbsud(0, 4, 5);
    _tile_loadd(6, lower + TILE_BYTES, STRIDE);
    _tile_dpbsud(1, 4, 6);
    if (waiting) add_scaled(waiting, 2 * PART, PART, rows);
    _tile_loadd(7, lower + 2 * TILE_BYTES, STRIDE);
    _tile_dpbsud(2, 4, 7);
    _tile_loadd(5, lower + 3 * TILE_BYTES, STRIDE);
    _tile_dpbsud(3, 4, 5);
    if (waiting) add_scaled(waiting, 3 * PART, PART, rows);
    _tile_stored(0, totals->sums[0], TILE_BYTES);
    _tile_stored(1, totals->sums[1], TILE_BYTES);
    _tile_stored(2, totals->sums[2], TILE_BYTES);
    _tile_stored(3, totals->sums[3], TILE_BYTES);
}

static AIKI_AMX void aiki_multiply_panel_amx(
    const void *memory, const int8_t *quants, const float *scales, const int32_t *sums,
    size_t tokens, float *y)
{
    const Panel *panel = memory;
    Totals totals[2];
    Waiting waiting = {0};
    __m512 rows[VECTORS];
    for (int v = 0; v < VECTORS; v++) rows[v] = _mm512_loadu_ps(panel->scales + TILE * v);
    aiki_use_tiles();
    for (size_t t = 0; t < tokens; t += TILE) {
        const size_t count = tokens - t < TILE ? tokens - t : TILE;
        int8_t padded[TILE * AIKI_GROUP];
        const int8_t *left = quants + t * AIKI_GROUP;
        if (count < TILE) {
            memset(padded, 0, sizeof padded);
            left = memcpy(padded, left, count * AIKI_GROUP);
        }
        Totals *next = &totals[t / TILE % 2];
        multiply_tiles(panel, left, t > 0 ? &waiting : NULL, rows, next);
        waiting = (Waiting){next, scales + t, sums + t, y + t * PANEL_ROWS};
        if (count < TILE || t + TILE == tokens) add_scaled(&waiting, 0, count, rows);
    }
}

void aiki_install_panel_amx(AikiKernels *kernels)
{
    kernels->multiply_panel = aiki_multiply_panel_amx;
}

#endif
