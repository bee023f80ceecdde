// Panels for processors with matrix products of BF16: four columns of two rows side by side, so
// that one instruction multiplies two rows with four numbers of two tokens.
//
// bfmmla adds two products at a time to each sum; denormals count as zeros.
#if defined(__aarch64__)

#include "../half.h"
#include "features.h"
#include "panel.h"

// 16 sums of two rows by two tokens, 4 weights and 4 activations of the 32 registers there are.
enum { PANEL_ROWS = 64, VECTORS = 4, TOKENS = 8, QUADS = AIKI_GROUP / 4 };

typedef struct {
    uint16_t numbers[QUADS][PANEL_ROWS][4];
} Panel;

static void aiki_round_bf16_neon(const float *x, size_t count, uint16_t *out)
{
    for (size_t i = 0; i < count; i++) out[i] = aiki_bf16_of_f32(x[i]);
}

static void aiki_pack_bf16_panel_neon(
    const float *numbers, size_t stride, size_t first, void *memory)
{
    Panel *panel = memory;
    for (size_t n = first; n < first + AIKI_PANEL_STEP; n++, numbers += stride) {
        uint16_t rounded[AIKI_GROUP];
        aiki_round_bf16_neon(numbers, AIKI_GROUP, rounded);
        for (int q = 0; q < QUADS; q++) {
            memcpy(panel->numbers[q][n], rounded + 4 * q, sizeof panel->numbers[q][n]);
        }
    }
}

#define INLINE_SHORT static inline __attribute__((always_inline)) AIKI_SHORT_PRODUCT

// Two tokens' four numbers; of a last token without neighbour twice.
INLINE_SHORT bfloat16x8_t two_tokens(const int tokens, const uint16_t *x, int t, int quad)
{
    const int next = t + 1 < tokens ? t + 1 : t;
    return vreinterpretq_bf16_u16(vcombine_u16(vld1_u16(x + t * AIKI_GROUP + 4 * quad),
                                               vld1_u16(x + next * AIKI_GROUP + 4 * quad)));
}

INLINE_SHORT void multiply_some(
    const int tokens, const Panel *panel, const uint16_t *x, float *y)
{
    const int pairs = (tokens + 1) / 2;
    for (size_t n = 0; n < PANEL_ROWS; n += 2 * VECTORS) {
        float32x4_t sums[TOKENS / 2][VECTORS];
        for (int p = 0; p < pairs; p++) {
            for (int v = 0; v < VECTORS; v++) sums[p][v] = vdupq_n_f32(0);
        }
        for (int q = 0; q < QUADS; q++) {
            bfloat16x8_t weights[VECTORS];
            for (int v = 0; v < VECTORS; v++) {
                const uint16_t *rows = panel->numbers[q][n + 2 * (size_t)v];
                weights[v] = vreinterpretq_bf16_u16(vld1q_u16(rows));
            }
            for (int p = 0; p < pairs; p++) {
                const bfloat16x8_t both = two_tokens(tokens, x, 2 * p, q);
                for (int v = 0; v < VECTORS; v++) {
                    sums[p][v] = vbfmmlaq_f32(sums[p][v], weights[v], both);
                }
            }
        }
        // A sum holds row 0 by both tokens, then row 1: even words are the first token's.
        for (int t = 0; t < tokens; t++) {
            for (int v = 0; v < VECTORS; v += 2) {
                const float32x4_t a = sums[t / 2][v], b = sums[t / 2][v + 1];
                const float32x4_t four = t % 2 == 0 ? vuzp1q_f32(a, b) : vuzp2q_f32(a, b);
                float *target = y + (size_t)t * PANEL_ROWS + n + 2 * (size_t)v;
                vst1q_f32(target, vaddq_f32(vld1q_f32(target), four));
            }
        }
    }
}

static AIKI_SHORT_PRODUCT void multiply_panel(
    const Panel *panel, const uint16_t *x, size_t tokens, float *y)
{
    size_t t = 0;
    for (; t + TOKENS <= tokens; t += TOKENS) {
        multiply_some(TOKENS, panel, x + t * AIKI_GROUP, y + t * PANEL_ROWS);
    }
    for (; t < tokens; t++) {
        multiply_some(1, panel, x + t * AIKI_GROUP, y + t * PANEL_ROWS);
    }
}

static AIKI_SHORT_PRODUCT void aiki_multiply_bf16_panels_neon(
    const void *memory, size_t count, const uint16_t *x, size_t x_stride, size_t tokens, float *y)
{
    const Panel *panels = memory;
    for (size_t n = 0; n < count; n++) multiply_panel(panels + n, x + n * x_stride, tokens, y);
}

void aiki_install_panel_bf16_neon(AikiKernels *kernels)
{
    // All kinds of panels have as many rows.
    if (!aiki_has_short_product() || kernels->panel_rows != PANEL_ROWS) return;
    kernels->bf16_panel_bytes = sizeof(Panel);
    kernels->pack_bf16_panel = aiki_pack_bf16_panel_neon;
    kernels->multiply_bf16_panels = aiki_multiply_bf16_panels_neon;
    kernels->round_bf16 = aiki_round_bf16_neon;
}

#endif
