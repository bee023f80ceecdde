// Quantisers of the types with 4 and 5 bits and blocks of 32.
#include "../blocks.h"
#include "../half.h"
#include "quantizers.h"
#include "search.h"

#pragma STDC FP_CONTRACT OFF

// The scale of 32 numbers in symmetric levels, and the levels' indices.
static uint16_t quantize_symmetric(
    const float *x, const float *importance, AikiLevels levels, uint8_t indices[32])
{
    float weights[AIKI_SMALL];
    aiki_error_weights(x, AIKI_SMALL, importance, aiki_mean_square(x, AIKI_SMALL), 0, weights);
    const uint16_t d = aiki_f16_of_f32(aiki_fit_scale(x, weights, AIKI_SMALL, levels));
    const float scale = aiki_f32_of_f16(d);
    const float inverse = scale != 0 ? 1 / scale : 0;
    for (int j = 0; j < AIKI_SMALL; j++) {
        indices[j] = (uint8_t)aiki_nearest_level(levels, x[j] * inverse);
    }
    return d;
}

// The scale and minimum of 32 numbers in the levels 0 ... high, and the levels.
static void quantize_affine(
    const float *x, const float *importance, int high, uint16_t *d, uint16_t *m,
    uint8_t indices[32])
{
    float weights[AIKI_SMALL];
    aiki_error_weights(x, AIKI_SMALL, importance, aiki_mean_square(x, AIKI_SMALL), 0, weights);
    const AikiAffine fit = aiki_fit_affine(x, weights, AIKI_SMALL, high, false);
    *d = aiki_f16_of_f32(fit.scale);
    *m = aiki_f16_of_f32(fit.offset);
    const AikiAffine stored = {.scale = aiki_f32_of_f16(*d), .offset = aiki_f32_of_f16(*m)};
    for (int j = 0; j < AIKI_SMALL; j++) {
        indices[j] = (uint8_t)aiki_affine_level(x[j], high, stored);
    }
}

static void pack_low(const uint8_t indices[32], uint8_t quants[16])
{
    for (int j = 0; j < 16; j++) {
        quants[j] = (uint8_t)((indices[j] & 15) | (indices[j + 16] & 15) << 4);
    }
}

static void pack_high(const uint8_t indices[32], uint8_t high[4])
{
    memset(high, 0, 4);
    for (int j = 0; j < 32; j++) high[j / 8] |= (uint8_t)((indices[j] >> 4) << (j % 8));
}

void aiki_quantize_q4_0(const float *x, size_t columns, const float *importance, void *blocks)
{
    BlockQ4_0 *block = blocks;
    const AikiLevels levels = {.low = -8, .high = 7};
    for (size_t i = 0; i < columns; i += AIKI_SMALL, block++) {
        uint8_t indices[AIKI_SMALL];
        block->d = quantize_symmetric(
            x + i, importance ? importance + i : NULL, levels, indices);
        pack_low(indices, block->quants);
    }
}

void aiki_quantize_q5_0(const float *x, size_t columns, const float *importance, void *blocks)
{
    BlockQ5_0 *block = blocks;
    const AikiLevels levels = {.low = -16, .high = 15};
    for (size_t i = 0; i < columns; i += AIKI_SMALL, block++) {
        uint8_t indices[AIKI_SMALL];
        block->d = quantize_symmetric(
            x + i, importance ? importance + i : NULL, levels, indices);
        pack_low(indices, block->quants);
        pack_high(indices, block->high);
    }
}

void aiki_quantize_q4_1(const float *x, size_t columns, const float *importance, void *blocks)
{
    BlockQ4_1 *block = blocks;
    for (size_t i = 0; i < columns; i += AIKI_SMALL, block++) {
        uint8_t indices[AIKI_SMALL];
        quantize_affine(
            x + i, importance ? importance + i : NULL, 15, &block->d, &block->m, indices);
        pack_low(indices, block->quants);
    }
}

void aiki_quantize_q5_1(const float *x, size_t columns, const float *importance, void *blocks)
{
    BlockQ5_1 *block = blocks;
    for (size_t i = 0; i < columns; i += AIKI_SMALL, block++) {
        uint8_t indices[AIKI_SMALL];
        quantize_affine(
            x + i, importance ? importance + i : NULL, 31, &block->d, &block->m, indices);
        pack_low(indices, block->quants);
        pack_high(indices, block->high);
    }
}

void aiki_quantize_iq4_nl(const float *x, size_t columns, const float *importance, void *blocks)
{
    BlockIQ4_NL *block = blocks;
    const AikiLevels levels = {.low = -127, .high = 113, .table = aiki_levels_iq4};
    for (size_t i = 0; i < columns; i += AIKI_SMALL, block++) {
        uint8_t indices[AIKI_SMALL];
        block->d = quantize_symmetric(
            x + i, importance ? importance + i : NULL, levels, indices);
        pack_low(indices, block->quants);
    }
}
