// The quantiser of MXFP4: 4-bit floats with one power of two for 32 numbers.
#include <math.h>

#include "../blocks.h"
#include "../half.h"
#include "quantizers.h"

#pragma STDC FP_CONTRACT OFF

// The code of the E2M1 number nearest to v, which is in units of half the scale.
static uint8_t nearest_code(float v)
{
    // Midpoints between 0, 1, 2, 3, 4, 6, 8 and 12.
    static const float midpoints[7] = {0.5f, 1.5f, 2.5f, 3.5f, 5, 7, 10};
    const float magnitude = fabsf(v);
    uint8_t code = 0;
    for (int i = 0; i < 7; i++) code += magnitude > midpoints[i];
    return v < 0 && code > 0 ? code | 8 : code;
}

static float error_of(const float *x, const float *importance, uint8_t exponent)
{
    const float d = aiki_half_e8m0(exponent);
    float error = 0;
    for (int j = 0; j < AIKI_SMALL; j++) {
        const float difference = d * (float)aiki_levels_e2m1[nearest_code(x[j] / d)] - x[j];
        error += (importance ? importance[j] : 1) * difference * difference;
    }
    return error;
}

// The exponent with the least error: that of the OCP specification (§6.3: the largest number's
// exponent less that of the largest E2M1 number) or one of its neighbours.
static uint8_t best_exponent(const float *x, const float *importance)
{
    float largest = 0;
    for (int j = 0; j < AIKI_SMALL; j++) largest = fmaxf(largest, fabsf(x[j]));
    if (largest == 0) return 0;
    const int middle = ilogbf(largest) - 2 + 127;
    int best = 0;
    float best_error = INFINITY;
    for (int exponent = middle - 1; exponent <= middle + 1; exponent++) {
        if (exponent < 0 || exponent > 254) continue;
        const float error = error_of(x, importance, (uint8_t)exponent);
        if (error < best_error) {
            best_error = error;
            best = exponent;
        }
    }
    return (uint8_t)best;
}

void aiki_quantize_mxfp4(const float *x, size_t columns, const float *importance, void *blocks)
{
    BlockMXFP4 *block = blocks;
    for (size_t i = 0; i < columns; i += AIKI_SMALL, block++) {
        block->exponent = best_exponent(x + i, importance ? importance + i : NULL);
        const float d = aiki_half_e8m0(block->exponent);
        for (int j = 0; j < 16; j++) {
            const int low = nearest_code(x[i + (size_t)j] / d);
            const int high = nearest_code(x[i + (size_t)j + 16] / d);
            block->quants[j] = (uint8_t)(low | high << 4);
        }
    }
}
