// Panels for processors with matrix product instructions: eight columns of two rows side by side,
// so that one instruction multiplies two rows with eight quants of two tokens.
#if defined(__aarch64__)

#include "features.h"
#include "panel.h"

// 16 sums of two rows by two tokens, 4 weights and 4 activations of the 32 registers there are.
enum { PANEL_ROWS = 64, VECTORS = 4, TOKENS = 8, OCTETS = AIKI_GROUP / 8 };

typedef struct {
    int8_t quants[OCTETS][PANEL_ROWS][8];
    float scales[PANEL_ROWS];
} Panel;

static void aiki_pack_panel_i8mm(const float *numbers, size_t stride, size_t first, void *memory)
{
    Panel *panel = memory;
    for (size_t n = first; n < first + AIKI_PANEL_STEP; n++, numbers += stride) {
        int8_t quants[AIKI_GROUP];
        panel->scales[n] = quantize_row(numbers, quants);
        for (int o = 0; o < OCTETS; o++) memcpy(panel->quants[o][n], quants + 8 * o, 8);
    }
}

#define INLINE_MATRIX static inline __attribute__((always_inline)) AIKI_MATRIX_PRODUCT

// Two tokens' eight quants; of a last token without neighbour twice.
INLINE_MATRIX int8x16_t two_tokens(const int tokens, const int8_t *quants, int t, int octet)
{
    const int next = t + 1 < tokens ? t + 1 : t;
    return vcombine_s8(vld1_s8(quants + t * AIKI_GROUP + 8 * octet),
                       vld1_s8(quants + next * AIKI_GROUP + 8 * octet));
}

INLINE_MATRIX void multiply_some(
    const int tokens, const Panel *panel, const int8_t *quants, const float *scales, float *y)
{
    const int pairs = (tokens + 1) / 2;
    for (size_t n = 0; n < PANEL_ROWS; n += 2 * VECTORS) {
        int32x4_t sums[TOKENS / 2][VECTORS];
        for (int p = 0; p < pairs; p++) {
            for (int v = 0; v < VECTORS; v++) sums[p][v] = vdupq_n_s32(0);
        }
        for (int o = 0; o < OCTETS; o++) {
            int8x16_t weights[VECTORS];
            for (int v = 0; v < VECTORS; v++) {
                weights[v] = vld1q_s8(panel->quants[o][n + 2 * (size_t)v]);
            }
            for (int p = 0; p < pairs; p++) {
                const int8x16_t x = two_tokens(tokens, quants, 2 * p, o);
                for (int v = 0; v < VECTORS; v++) {
                    sums[p][v] = vmmlaq_s32(sums[p][v], weights[v], x);
                }
            }
        }
        // A sum holds row 0 by both tokens, then row 1: even words are the first token's.
        for (int t = 0; t < tokens; t++) {
            for (int v = 0; v < VECTORS; v += 2) {
                const int32x4_t a = sums[t / 2][v], b = sums[t / 2][v + 1];
                const int32x4_t four = t % 2 == 0 ? vuzp1q_s32(a, b) : vuzp2q_s32(a, b);
                const size_t row = n + 2 * (size_t)v;
                add_scaled(y + (size_t)t * PANEL_ROWS + row, four, panel->scales + row, scales[t]);
            }
        }
    }
}

AIKI_DEFINE_MULTIPLY_PANEL(aiki_multiply_panel_i8mm, AIKI_MATRIX_PRODUCT, multiply_some)

void aiki_install_panel_matrix_neon(AikiKernels *kernels)
{
    if (!aiki_has_matrix_product()) return;
    kernels->panel_rows = PANEL_ROWS;
    kernels->panel_bytes = sizeof(Panel);
    kernels->pack_panel = aiki_pack_panel_i8mm;
    kernels->multiply_panel = aiki_multiply_panel_i8mm;
}

#endif
