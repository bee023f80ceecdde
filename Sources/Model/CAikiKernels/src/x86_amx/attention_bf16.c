// Attention of many tokens with tiles of BF16: keys and values are left factors, queries and weights
// right ones, as they stand.
#if defined(__x86_64__) && defined(__linux__)

#include "tiles.h"

#define TILES
#define ROWS TILE
#define BLOCKS_FUNCTION AIKI_AMX
#define BLOCKS_INLINE AIKI_AMX_INLINE

#include "../x86_avx512/attention_bf16.h"

BLOCKS_INLINE bool vector_is_one(Vector v)
{
    return _mm512_cmpneq_ps_mask(v, _mm512_set1_ps(1)) == 0;
}

// out (ROWS, CHUNK) = or += a (ROWS, steps) * b (steps, CHUNK), `vectors` tiles of its columns; steps
// in units, a multiple of ROWS.
BLOCKS_INLINE void multiply_tiles(const int vectors, const float *a, size_t a_row, const float *b,
                                  size_t steps, bool accumulate, float *out)
{
    enum { STRIDE = VECTORS * TILE_BYTES };
    if (accumulate) {
        _tile_loadd(0, out, STRIDE);
        if (vectors > 1) _tile_loadd(1, out + TILE, STRIDE);
        if (vectors > 2) _tile_loadd(2, out + 2 * TILE, STRIDE);
    } else {
        _tile_zero(0);
        _tile_zero(1);
        _tile_zero(2);
    }
    for (size_t s = 0; s < steps; s += TILE) {
        const float *right = b + s * VECTORS * TILE;
        _tile_loadd(3, a + s, a_row * sizeof(float));
        _tile_loadd(4, right, STRIDE);
        _tile_dpbf16ps(0, 3, 4);
        if (vectors > 1) {
            _tile_loadd(5, right + TILE, STRIDE);
            _tile_dpbf16ps(1, 3, 5);
        }
        if (vectors > 2) {
            _tile_loadd(6, right + 2 * TILE, STRIDE);
            _tile_dpbf16ps(2, 3, 6);
        }
    }
    _tile_stored(0, out, STRIDE);
    if (vectors > 1) _tile_stored(1, out + TILE, STRIDE);
    if (vectors > 2) _tile_stored(2, out + 2 * TILE, STRIDE);
}

// (rows, columns) units become (columns, rows); both are multiples of TILE.
BLOCKS_INLINE void transpose_tiles(const float *units, size_t rows, size_t columns, float *out)
{
    for (size_t c = 0; c < columns; c += TILE) {
        for (size_t r = 0; r < rows; r += TILE) {
            __m512i v[TILE];
            for (size_t i = 0; i < TILE; i++) {
                v[i] = _mm512_loadu_si512(units + (r + i) * columns + c);
            }
            aiki_transpose(v);
            for (size_t i = 0; i < TILE; i++) _mm512_storeu_si512(out + (c + i) * rows + r, v[i]);
        }
    }
}

#include "../attention_blocks.h"

static AIKI_AMX void attend_tiles(const AikiKernels *kernels, const AikiAttention *attention,
                                  size_t key_value_head, size_t first, size_t tokens, float *memory)
{
    aiki_use_tiles();
    attend_blocks(kernels, attention, key_value_head, first, tokens, memory);
}

void aiki_install_attention_bf16_amx(AikiKernels *kernels)
{
    kernels->attention_bf16.scratch = scratch_floats;
    kernels->attention_bf16.attend = attend_tiles;
}

#endif
