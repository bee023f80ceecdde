// What the AMX kernels share. A core has eight tiles of 16 rows of 64 bytes; a product of tiles adds
// to 16 by 16 sums of 32 bits. The right factor stands in a tile as it stands in panels: a row holds
// 16 columns, 32 bits of the summed extent of each.
#ifndef AIKI_AMX_TILES_H
#define AIKI_AMX_TILES_H

#include "../x86_avx512/vectors.h"

#define AIKI_AMX                                                                                   \
    __attribute__((target("amx-tile,amx-int8,amx-bf16,avx512f,avx512bw,avx512dq,avx512vl,"         \
                          "avx512vnni,avx512bf16,avx2,fma,f16c")))
#define AIKI_AMX_INLINE static inline __attribute__((always_inline)) AIKI_AMX

// Rows of a tile, and the 32-bit words of each.
enum { TILE = 16, TILE_BYTES = 64 };

// Where ldtilecfg reads the shapes from.
typedef struct {
    uint8_t palette;
    uint8_t start_row;
    uint8_t reserved[14];
    uint16_t row_bytes[16];
    uint8_t rows[16];
} TileShapes;

// Gives all tiles their whole shape, once in each thread for each file of kernels: it takes as long as
// some products of tiles. The system keeps the shape with the thread; nobody else in the process shapes
// or releases tiles.
AIKI_AMX_INLINE void aiki_use_tiles(void)
{
    static _Thread_local bool shaped;
    if (shaped) return;
    TileShapes shapes = {.palette = 1};
    for (int i = 0; i < 8; i++) {
        shapes.row_bytes[i] = TILE_BYTES;
        shapes.rows[i] = TILE;
    }
    _tile_loadconfig(&shapes);
    shaped = true;
}

void aiki_install_panel_amx(AikiKernels *kernels);
void aiki_install_panel_bf16_amx(AikiKernels *kernels);
void aiki_install_attention_bf16_amx(AikiKernels *kernels);
void aiki_install_product_bf16_amx(AikiKernels *kernels);

#endif
