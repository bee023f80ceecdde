// Panels for AVX-512 with BF16: as those of integers, with pairs of columns in place of fours.
//
// vdpbf16ps adds two products to each sum; denormals count as zeros.
#if defined(__x86_64__)

#include <string.h>

#include "bf16.h"
#include "dot_rows.h"

// 24 sums, 4 weights and a broadcast of the 32 registers there are.
enum { PANEL_ROWS = 64, VECTORS = PANEL_ROWS / 16, TOKENS = 6, PAIRS = AIKI_GROUP / 2 };

typedef struct {
    uint16_t numbers[PAIRS][PANEL_ROWS][2];
} Panel;

static AIKI_BF16 void aiki_round_bf16_avx512(const float *x, size_t count, uint16_t *out)
{
    for (size_t i = 0; i < count; i += LANES) {
        const __mmask16 lanes = aiki_step_lanes(i, count);
        const __m256bh rounded = _mm512_cvtneps_pbh(_mm512_maskz_loadu_ps(lanes, x + i));
        _mm256_mask_storeu_epi16(out + i, lanes, (__m256i)rounded);
    }
}

AIKI_BF16_INLINE uint16_t *place(Panel *panel, size_t part, size_t first)
{
    return panel->numbers[16 * part][first];
}

AIKI_DEFINE_PACK_BF16(avx512, Panel, place, 2 * PANEL_ROWS)

AIKI_BF16_INLINE void multiply_some(
    const int tokens, const Panel *panel, const uint16_t *x, float *y)
{
    __m512 sums[TOKENS][VECTORS];
    for (int t = 0; t < tokens; t++) {
        for (int v = 0; v < VECTORS; v++) sums[t][v] = _mm512_setzero_ps();
    }
    for (int pair = 0; pair < PAIRS; pair++) {
        __m512bh weights[VECTORS];
        for (int v = 0; v < VECTORS; v++) {
            weights[v] = (__m512bh)_mm512_loadu_si512(panel->numbers[pair][16 * v]);
        }
        for (int t = 0; t < tokens; t++) {
            int32_t two;
            memcpy(&two, x + t * AIKI_GROUP + 2 * pair, sizeof two);
            const __m512bh factor = (__m512bh)_mm512_set1_epi32(two);
            for (int v = 0; v < VECTORS; v++) {
                sums[t][v] = _mm512_dpbf16_ps(sums[t][v], weights[v], factor);
            }
        }
    }
    AIKI_UNROLL
    for (int t = 0; t < tokens; t++) {
        AIKI_UNROLL
        for (int v = 0; v < VECTORS; v++) {
            float *target = y + t * PANEL_ROWS + 16 * v;
            _mm512_storeu_ps(target, _mm512_add_ps(_mm512_loadu_ps(target), sums[t][v]));
        }
    }
}

static AIKI_BF16 void multiply_panel(
    const Panel *panel, const uint16_t *x, size_t tokens, float *y)
{
    size_t t = 0;
    for (; t + TOKENS <= tokens; t += TOKENS) {
        multiply_some(TOKENS, panel, x + t * AIKI_GROUP, y + t * PANEL_ROWS);
    }
    x += t * AIKI_GROUP, y += t * PANEL_ROWS;
    switch (tokens - t) {
    case 5: multiply_some(5, panel, x, y); break;
    case 4: multiply_some(4, panel, x, y); break;
    case 3: multiply_some(3, panel, x, y); break;
    case 2: multiply_some(2, panel, x, y); break;
    case 1: multiply_some(1, panel, x, y); break;
    default: break;
    }
}

static AIKI_BF16 void aiki_multiply_bf16_panels_avx512(
    const void *memory, size_t count, const uint16_t *x, size_t x_stride, size_t tokens, float *y)
{
    const Panel *panels = memory;
    for (size_t n = 0; n < count; n++) multiply_panel(panels + n, x + n * x_stride, tokens, y);
}

void aiki_install_panel_bf16_avx512(AikiKernels *kernels)
{
    // Both kinds of panels have as many rows.
    if (!__builtin_cpu_supports("avx512bf16") || kernels->panel_rows != PANEL_ROWS) return;
    kernels->bf16_panel_bytes = sizeof(Panel);
    kernels->pack_bf16_panel = aiki_pack_bf16_panel_avx512;
    kernels->pack_blocks[AIKI_TYPE_F16] = aiki_pack_f16_avx512;
    kernels->pack_blocks[AIKI_TYPE_BF16] = aiki_pack_bf16_avx512;
    if (aiki_compact_supported()) {
        kernels->pack_blocks[AIKI_TYPE_COMPACT_BF16] = aiki_pack_compact_avx512;
    }
    kernels->multiply_bf16_panels = aiki_multiply_bf16_panels_avx512;
    kernels->round_bf16 = aiki_round_bf16_avx512;
}

#endif
