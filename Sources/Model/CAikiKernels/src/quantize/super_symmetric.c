// Quantisers of the super-block types with scales alone: Q3_K, Q6_K, IQ4_XS.
//
// First every part gets the scale that suits it best; then the scales are rounded to small integer
// codes under a common factor, which is solved for again once the codes are known.
#include <math.h>

#include "../blocks.h"
#include "../half.h"
#include "quantizers.h"
#include "search.h"

#pragma STDC FP_CONTRACT OFF

enum { PARTS_MAX = 16, ROUNDS = 2 };

typedef struct {
    int parts;         // 8 or 16
    int length;        // elements in a part
    AikiLevels levels;
    int code_low;      // the lowest code of a scale
    int code_high;     // the highest
    int power;         // of the weights; see aiki_error_weights
} Shape;

typedef struct {
    uint16_t d;
    int8_t scales[PARTS_MAX];
    uint8_t indices[AIKI_SUPER];
} Super;

// The code of a part's scale, the nearest or a neighbour; returns the error it leaves.
static float choose_code(
    const float *x, const float *weights, Shape shape, float wanted, Super *super, int part)
{
    const float d = aiki_f32_of_f16(super->d);
    const float exact = d != 0 ? aiki_nearest(wanted / d) : 0;
    const int code = (int)aiki_clamp(exact, (float)shape.code_low, (float)shape.code_high);
    float best = INFINITY;
    for (int s = code - 1; s <= code + 1; s++) {
        if (s < shape.code_low || s > shape.code_high) continue;
        const float error =
            aiki_scale_error(x, weights, shape.length, shape.levels, d * (float)s);
        if (error < best) {
            best = error;
            super->scales[part] = (int8_t)s;
        }
    }
    return best;
}

static float choose_all_codes(
    const float *x, const float *weights, Shape shape, const float *wanted, Super *super)
{
    float error = 0;
    for (int part = 0; part < shape.parts; part++) {
        const int first = part * shape.length;
        error += choose_code(x + first, weights + first, shape, wanted[part], super, part);
    }
    for (int e = 0; e < AIKI_SUPER; e++) {
        const float scale = aiki_f32_of_f16(super->d) * (float)super->scales[e / shape.length];
        const float inverse = scale != 0 ? 1 / scale : 0;
        super->indices[e] = (uint8_t)aiki_nearest_level(shape.levels, x[e] * inverse);
    }
    return error;
}

// The factor that suits the chosen codes and levels best: least squares in one unknown.
static bool solve_factor(const float *x, const float *weights, Shape shape, Super *super)
{
    double product = 0, square = 0;
    for (int e = 0; e < AIKI_SUPER; e++) {
        const double level = (double)aiki_level(shape.levels, super->indices[e])
                             * (double)super->scales[e / shape.length];
        product += (double)weights[e] * (double)x[e] * level;
        square += (double)weights[e] * level * level;
    }
    if (!(square > 0)) return false;
    super->d = aiki_f16_of_f32((float)(product / square));
    return true;
}

static Super quantize_super(const float *x, const float *importance, Shape shape)
{
    float weights[AIKI_SUPER], wanted[PARTS_MAX];
    float extreme = 0;
    const float mean_square = aiki_mean_square(x, AIKI_SUPER);
    for (int part = 0; part < shape.parts; part++) {
        const int first = part * shape.length;
        aiki_error_weights(x + first, shape.length, importance ? importance + first : NULL,
                           mean_square, shape.power, weights + first);
        wanted[part] = aiki_fit_scale(x + first, weights + first, shape.length, shape.levels);
        if (fabsf(wanted[part]) > fabsf(extreme)) extreme = wanted[part];
    }
    Super super = {.d = aiki_f16_of_f32(extreme / (float)shape.code_low)};
    float error = choose_all_codes(x, weights, shape, wanted, &super);
    for (int round = 0; round < ROUNDS; round++) {
        Super next = super;
        if (!solve_factor(x, weights, shape, &next)) break;
        const float next_error = choose_all_codes(x, weights, shape, wanted, &next);
        if (!(next_error < error)) break;
        super = next;
        error = next_error;
    }
    return super;
}

void aiki_quantize_q3_k(const float *x, size_t columns, const float *importance, void *blocks)
{
    const Shape shape = {
        .parts = 16, .length = 16, .levels = {.low = -4, .high = 3},
        .code_low = -32, .code_high = 31, .power = 0,
    };
    BlockQ3_K *block = blocks;
    for (size_t i = 0; i < columns; i += AIKI_SUPER, block++) {
        const Super super = quantize_super(x + i, importance ? importance + i : NULL, shape);
        memset(block, 0, sizeof *block);
        block->d = super.d;
        for (int part = 0; part < 16; part++) {
            const int code = super.scales[part] + 32;
            block->scales[part % 8] |= (uint8_t)((code & 15) << (part / 8 * 4));
            block->scales[8 + part % 4] |= (uint8_t)(code >> 4 << (2 * (part / 4)));
        }
        for (int e = 0; e < AIKI_SUPER; e++) {
            block->quants[e / 128 * 32 + e % 32] |=
                (uint8_t)((super.indices[e] & 3) << (2 * (e % 128 / 32)));
            block->high[e % 32] |= (uint8_t)(super.indices[e] >> 2 << (e / 32));
        }
    }
}

void aiki_quantize_q6_k(const float *x, size_t columns, const float *importance, void *blocks)
{
    const Shape shape = {
        .parts = 16, .length = 16, .levels = {.low = -32, .high = 31},
        .code_low = -128, .code_high = 127, .power = 2,
    };
    BlockQ6_K *block = blocks;
    for (size_t i = 0; i < columns; i += AIKI_SUPER, block++) {
        const Super super = quantize_super(x + i, importance ? importance + i : NULL, shape);
        memset(block, 0, sizeof *block);
        block->d = super.d;
        memcpy(block->scales, super.scales, sizeof block->scales);
        for (int e = 0; e < AIKI_SUPER; e++) {
            const int half = e / 128, quarter = e % 128 / 32, lane = e % 32;
            block->low[half * 64 + quarter % 2 * 32 + lane] |=
                (uint8_t)((super.indices[e] & 15) << (quarter / 2 * 4));
            block->high[half * 32 + lane] |= (uint8_t)(super.indices[e] >> 4 << (2 * quarter));
        }
    }
}

void aiki_quantize_iq4_xs(const float *x, size_t columns, const float *importance, void *blocks)
{
    const Shape shape = {
        .parts = 8, .length = 32,
        .levels = {.low = -127, .high = 113, .table = aiki_levels_iq4},
        .code_low = -32, .code_high = 31, .power = 2,
    };
    BlockIQ4_XS *block = blocks;
    for (size_t i = 0; i < columns; i += AIKI_SUPER, block++) {
        const Super super = quantize_super(x + i, importance ? importance + i : NULL, shape);
        memset(block, 0, sizeof *block);
        block->d = super.d;
        for (int part = 0; part < 8; part++) {
            const int code = super.scales[part] + 32;
            block->scales_low[part / 2] |= (uint8_t)((code & 15) << (4 * (part % 2)));
            block->scales_high |= (uint16_t)(code >> 4 << (2 * part));
        }
        for (int e = 0; e < AIKI_SUPER; e++) {
            block->quants[e / 32 * 16 + e % 16] |=
                (uint8_t)(super.indices[e] << (4 * (e % 32 / 16)));
        }
    }
}
