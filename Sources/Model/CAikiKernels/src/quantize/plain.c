// Quantisers of the types whose best form needs no search.
#include <math.h>

#include "../blocks.h"
#include "../half.h"
#include "quantizers.h"

#pragma STDC FP_CONTRACT OFF

void aiki_quantize_f32(const float *x, size_t columns, const float *importance, void *blocks)
{
    (void)importance;
    memcpy(blocks, x, columns * sizeof(float));
}

void aiki_quantize_f16(const float *x, size_t columns, const float *importance, void *blocks)
{
    (void)importance;
    for (size_t i = 0; i < columns; i++) {
        const uint16_t half = aiki_f16_of_f32(x[i]);
        memcpy((char *)blocks + 2 * i, &half, sizeof half);
    }
}

void aiki_quantize_bf16(const float *x, size_t columns, const float *importance, void *blocks)
{
    (void)importance;
    for (size_t i = 0; i < columns; i++) {
        const uint16_t half = aiki_bf16_of_f32(x[i]);
        memcpy((char *)blocks + 2 * i, &half, sizeof half);
    }
}

void aiki_quantize_q8_0(const float *x, size_t columns, const float *importance, void *blocks)
{
    (void)importance;
    BlockQ8_0 *block = blocks;
    for (size_t i = 0; i < columns; i += AIKI_SMALL, block++) {
        float largest = 0;
        for (int j = 0; j < 32; j++) largest = fmaxf(largest, fabsf(x[i + j]));
        const float d = largest / 127;
        const float inverse = d > 0 ? 1 / d : 0;
        block->d = aiki_f16_of_f32(d);
        for (int j = 0; j < 32; j++) {
            // Where d is subnormal its inverse may be infinite.
            const float q = fminf(fmaxf(roundf(x[i + j] * inverse), -127), 127);
            block->quants[j] = (int8_t)q;
        }
    }
}
