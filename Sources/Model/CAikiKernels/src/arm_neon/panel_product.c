// Panels for processors with dot product instructions: four columns of each row side by side, so
// that one instruction multiplies four rows with four quants of a token.
#if defined(__aarch64__)

#include "features.h"
#include "panel.h"

// 16 sums, 4 weights and 4 activations of the 32 registers there are.
enum { PANEL_ROWS = 64, VECTORS = 4, TOKENS = 4, QUADS = AIKI_GROUP / 4 };

typedef struct {
    int8_t quants[QUADS][PANEL_ROWS][4];
    float scales[PANEL_ROWS];
} Panel;

static void aiki_pack_panel_dotprod(const float *numbers, size_t stride, size_t first, void *memory)
{
    Panel *panel = memory;
    for (size_t n = first; n < first + AIKI_PANEL_STEP; n++, numbers += stride) {
        int8_t quants[AIKI_GROUP];
        panel->scales[n] = quantize_row(numbers, quants);
        for (int q = 0; q < QUADS; q++) memcpy(panel->quants[q][n], quants + 4 * q, 4);
    }
}

#define INLINE_PRODUCT static inline __attribute__((always_inline)) AIKI_DOT_PRODUCT

// The products of one quad of columns: `lane` says which of the activations' four.
#define ADD_QUAD(lane)                                                                             \
    for (int v = 0; v < VECTORS; v++) {                                                            \
        const int8x16_t weights = vld1q_s8(panel->quants[q + lane][n + 4 * (size_t)v]);            \
        for (int t = 0; t < tokens; t++) {                                                         \
            sums[t][v] = vdotq_laneq_s32(sums[t][v], weights, x[t], lane);                         \
        }                                                                                          \
    }

INLINE_PRODUCT void multiply_some(
    const int tokens, const Panel *panel, const int8_t *quants, const float *scales, float *y)
{
    for (size_t n = 0; n < PANEL_ROWS; n += 4 * VECTORS) {
        int32x4_t sums[TOKENS][VECTORS];
        for (int t = 0; t < tokens; t++) {
            for (int v = 0; v < VECTORS; v++) sums[t][v] = vdupq_n_s32(0);
        }
        for (int q = 0; q < QUADS; q += 4) {
            int8x16_t x[TOKENS];
            for (int t = 0; t < tokens; t++) x[t] = vld1q_s8(quants + t * AIKI_GROUP + 4 * q);
            ADD_QUAD(0)
            ADD_QUAD(1)
            ADD_QUAD(2)
            ADD_QUAD(3)
        }
        for (int t = 0; t < tokens; t++) {
            for (int v = 0; v < VECTORS; v++) {
                const size_t row = n + 4 * (size_t)v;
                add_scaled(y + (size_t)t * PANEL_ROWS + row, sums[t][v], panel->scales + row,
                           scales[t]);
            }
        }
    }
}

AIKI_DEFINE_MULTIPLY_PANEL(aiki_multiply_panel_dotprod, AIKI_DOT_PRODUCT, multiply_some)

void aiki_install_panel_product_neon(AikiKernels *kernels)
{
    if (!aiki_has_dot_product()) return;
    kernels->panel_rows = PANEL_ROWS;
    kernels->panel_bytes = sizeof(Panel);
    kernels->pack_panel = aiki_pack_panel_dotprod;
    kernels->multiply_panel = aiki_multiply_panel_dotprod;
}

#endif
