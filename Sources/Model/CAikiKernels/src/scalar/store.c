// The specification of storing floats in a cache: each number or block rounded to nearest.
#include <math.h>

#include "../blocks.h"
#include "../half.h"
#include "../kinds.h"

#pragma STDC FP_CONTRACT OFF

static void aiki_store_f32_scalar(const float *values, size_t count, void *blocks)
{
    memcpy(blocks, values, count * sizeof(float));
}

static void aiki_store_f16_scalar(const float *values, size_t count, void *blocks)
{
    uint8_t *bytes = blocks;
    for (size_t i = 0; i < count; i++) {
        const uint16_t half = aiki_f16_of_f32(values[i]);
        memcpy(bytes + 2 * i, &half, sizeof half);
    }
}

static void aiki_store_bf16_scalar(const float *values, size_t count, void *blocks)
{
    uint8_t *bytes = blocks;
    for (size_t i = 0; i < count; i++) {
        const uint16_t half = aiki_bf16_of_f32(values[i]);
        memcpy(bytes + 2 * i, &half, sizeof half);
    }
}

// The largest magnitude becomes 127; halves round to even.
static void aiki_store_q8_0_scalar(const float *values, size_t count, void *blocks)
{
    char *bytes = blocks;
    for (size_t i = 0; i < count; i += AIKI_SMALL, bytes += sizeof(BlockQ8_0)) {
        float largest = 0;
        for (int j = 0; j < 32; j++) largest = fmaxf(largest, fabsf(values[i + j]));
        const float d = largest / 127;
        const float inverse = d > 0 ? 1 / d : 0;
        BlockQ8_0 block = {.d = aiki_f16_of_f32(d)};
        for (int j = 0; j < 32; j++) {
            // The comparison also catches a number that is none, whose conversion is undefined.
            const float q = nearbyintf(values[i + j] * inverse);
            block.quants[j] = fabsf(q) <= 127 ? (int8_t)q : 0;
        }
        memcpy(bytes, &block, sizeof block);
    }
}

void aiki_install_store_scalar(AikiKernels *kernels)
{
    kernels->store[AIKI_TYPE_F32] = aiki_store_f32_scalar;
    kernels->store[AIKI_TYPE_F16] = aiki_store_f16_scalar;
    kernels->store[AIKI_TYPE_BF16] = aiki_store_bf16_scalar;
    kernels->store[AIKI_TYPE_Q8_0] = aiki_store_q8_0_scalar;
}
