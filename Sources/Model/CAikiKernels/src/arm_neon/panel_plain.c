// Panels for processors without dot product instructions: rows of bytes as they are. Products of
// bytes have 16 bits, which hold two of them, and are added to 32 bits in pairs.
#if defined(__aarch64__)

#include "panel.h"

enum { PANEL_ROWS = 64, ROWS = 4, TOKENS = 4 };

typedef struct {
    int8_t quants[PANEL_ROWS][AIKI_GROUP];
    float scales[PANEL_ROWS];
} Panel;

static void aiki_pack_panel_plain(const float *numbers, size_t stride, size_t first, void *memory)
{
    Panel *panel = memory;
    for (size_t n = first; n < first + AIKI_PANEL_STEP; n++, numbers += stride) {
        panel->scales[n] = quantize_row(numbers, panel->quants[n]);
    }
}

// 16 sums and 4 weights of the 32 registers there are.
AIKI_NEON_INLINE void multiply_some(
    const int tokens, const Panel *panel, const int8_t *quants, const float *scales, float *y)
{
    for (size_t n = 0; n < PANEL_ROWS; n += ROWS) {
        int32x4_t sums[TOKENS][ROWS];
        for (int t = 0; t < tokens; t++) {
            for (int r = 0; r < ROWS; r++) sums[t][r] = vdupq_n_s32(0);
        }
        for (int k = 0; k < AIKI_GROUP; k += 16) {
            int8x16_t weights[ROWS];
            for (int r = 0; r < ROWS; r++) weights[r] = vld1q_s8(panel->quants[n + (size_t)r] + k);
            for (int t = 0; t < tokens; t++) {
                const int8x16_t x = vld1q_s8(quants + t * AIKI_GROUP + k);
                for (int r = 0; r < ROWS; r++) {
                    const int16x8_t low = vmull_s8(vget_low_s8(weights[r]), vget_low_s8(x));
                    sums[t][r] = vpadalq_s16(sums[t][r], vmlal_high_s8(low, weights[r], x));
                }
            }
        }
        for (int t = 0; t < tokens; t++) {
            const int32x4_t four = vpaddq_s32(vpaddq_s32(sums[t][0], sums[t][1]),
                                              vpaddq_s32(sums[t][2], sums[t][3]));
            add_scaled(y + (size_t)t * PANEL_ROWS + n, four, panel->scales + n, scales[t]);
        }
    }
}

AIKI_DEFINE_MULTIPLY_PANEL(aiki_multiply_panel_plain, , multiply_some)

void aiki_install_panel_plain_neon(AikiKernels *kernels)
{
    kernels->panel_rows = PANEL_ROWS;
    kernels->panel_bytes = sizeof(Panel);
    kernels->pack_panel = aiki_pack_panel_plain;
    kernels->multiply_panel = aiki_multiply_panel_plain;
}

#endif
