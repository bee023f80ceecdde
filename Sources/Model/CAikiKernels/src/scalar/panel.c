// The specification of panels: rows as integers, with one scale each.
#include <math.h>

#include "../half.h"
#include "../kinds.h"

typedef struct {
    int8_t quants[AIKI_PANEL_STEP][AIKI_GROUP];
    float scales[AIKI_PANEL_STEP];
} Panel;

static void aiki_pack_panel_scalar(
    const float *numbers, size_t stride, size_t first, void *memory)
{
    Panel *panel = memory;
    for (size_t n = first; n < first + AIKI_PANEL_STEP; n++, numbers += stride) {
        float maximum = 0;
        for (size_t k = 0; k < AIKI_GROUP; k++) maximum = fmaxf(maximum, fabsf(numbers[k]));
        const float inverse = maximum >= 0x1p-100f ? 127 / maximum : 0;
        panel->scales[n] = inverse > 0 ? maximum / 127 : 0;
        for (size_t k = 0; k < AIKI_GROUP; k++) {
            panel->quants[n][k] = (int8_t)nearbyintf(numbers[k] * inverse);
        }
    }
}

static void aiki_multiply_panel_scalar(
    const void *memory, const int8_t *quants, const float *scales, const int32_t *sums,
    size_t tokens, float *y)
{
    (void)sums;
    const Panel *panel = memory;
    for (size_t t = 0; t < tokens; t++) {
        for (size_t n = 0; n < AIKI_PANEL_STEP; n++) {
            int32_t sum = 0;
            for (size_t k = 0; k < AIKI_GROUP; k++) {
                sum += panel->quants[n][k] * quants[t * AIKI_GROUP + k];
            }
            float *target = y + t * AIKI_PANEL_STEP + n;
            *target = fmaf((float)sum, panel->scales[n] * scales[t], *target);
        }
    }
}

void aiki_install_panel_scalar(AikiKernels *kernels)
{
    kernels->panel_rows = AIKI_PANEL_STEP;
    kernels->panel_bytes = sizeof(Panel);
    kernels->pack_panel = aiki_pack_panel_scalar;
    kernels->multiply_panel = aiki_multiply_panel_scalar;
}
