// Quantisers of the super-block types with scales and minimums: Q2_K, Q4_K, Q5_K.
//
// First every part gets the scale and minimum that suit it best; then both are rounded to small
// integer codes under two common factors, which are solved for again once the codes are known.
#include <math.h>

#include "../blocks.h"
#include "../half.h"
#include "quantizers.h"
#include "search.h"

#pragma STDC FP_CONTRACT OFF

enum { PARTS_MAX = 16, ROUNDS = 2 };

typedef struct {
    int parts;      // 8 or 16
    int length;     // elements in a part
    int high;       // the highest level
    int code_high;  // the highest code of a scale or minimum
} Shape;

typedef struct {
    uint16_t d;
    uint16_t dmin;
    uint8_t scales[PARTS_MAX];
    uint8_t minimums[PARTS_MAX];
    uint8_t levels[AIKI_SUPER];
} Super;

static AikiAffine stored_affine(const Super *super, int scale, int minimum)
{
    return (AikiAffine){
        .scale = aiki_f32_of_f16(super->d) * (float)scale,
        .offset = -(aiki_f32_of_f16(super->dmin) * (float)minimum),
    };
}

static int nearest_code(float value, float unit, int high)
{
    return unit > 0 ? (int)aiki_clamp(aiki_nearest(value / unit), 0, (float)high) : 0;
}

// The codes of a part, among the nearest and their neighbours; returns the error they leave.
static float choose_codes(
    const float *x, const float *weights, Shape shape, AikiAffine wanted, Super *super, int part)
{
    const int scale = nearest_code(wanted.scale, aiki_f32_of_f16(super->d), shape.code_high);
    const int minimum =
        nearest_code(-wanted.offset, aiki_f32_of_f16(super->dmin), shape.code_high);
    float best = INFINITY;
    for (int s = scale - 1; s <= scale + 1; s++) {
        for (int m = minimum - 1; m <= minimum + 1; m++) {
            if (s < 0 || m < 0 || s > shape.code_high || m > shape.code_high) continue;
            const float error = aiki_affine_error(
                x, weights, shape.length, shape.high, stored_affine(super, s, m));
            if (error < best) {
                best = error;
                super->scales[part] = (uint8_t)s;
                super->minimums[part] = (uint8_t)m;
            }
        }
    }
    return best;
}

static void assign_levels(const float *x, Shape shape, Super *super)
{
    for (int e = 0; e < AIKI_SUPER; e++) {
        const int part = e / shape.length;
        const AikiAffine affine =
            stored_affine(super, super->scales[part], super->minimums[part]);
        super->levels[e] = (uint8_t)aiki_affine_level(x[e], shape.high, affine);
    }
}

// The factors that suit the chosen codes and levels best: least squares in two unknowns, with
// a = scale * level and b = -minimum as the two known columns.
static bool solve_factors(const float *x, const float *weights, Shape shape, Super *super)
{
    double aa = 0, ab = 0, bb = 0, ax = 0, bx = 0;
    for (int e = 0; e < AIKI_SUPER; e++) {
        const int part = e / shape.length;
        const double a = (double)super->scales[part] * super->levels[e];
        const double b = -(double)super->minimums[part];
        const double w = (double)weights[e];
        aa += w * a * a;
        ab += w * a * b;
        bb += w * b * b;
        ax += w * a * (double)x[e];
        bx += w * b * (double)x[e];
    }
    const double determinant = aa * bb - ab * ab;
    if (!(determinant > 1e-9 * aa * bb) || aa == 0) return false;
    const float d = (float)((bb * ax - ab * bx) / determinant);
    const float dmin = (float)((aa * bx - ab * ax) / determinant);
    if (!(d > 0 && dmin >= 0)) return false;
    super->d = aiki_f16_of_f32(d);
    super->dmin = aiki_f16_of_f32(dmin);
    return true;
}

static float choose_all_codes(
    const float *x, const float *weights, Shape shape, const AikiAffine *wanted, Super *super)
{
    float error = 0;
    for (int part = 0; part < shape.parts; part++) {
        const int first = part * shape.length;
        error += choose_codes(x + first, weights + first, shape, wanted[part], super, part);
    }
    assign_levels(x, shape, super);
    return error;
}

static Super quantize_super(const float *x, const float *importance, Shape shape)
{
    float weights[AIKI_SUPER];
    AikiAffine wanted[PARTS_MAX];
    float scale = 0, minimum = 0;
    const float mean_square = aiki_mean_square(x, AIKI_SUPER);
    for (int part = 0; part < shape.parts; part++) {
        const int first = part * shape.length;
        const float square =
            importance ? mean_square : aiki_mean_square(x + first, shape.length);
        aiki_error_weights(x + first, shape.length, importance ? importance + first : NULL, square,
                           0, weights + first);
        wanted[part] =
            aiki_fit_affine(x + first, weights + first, shape.length, shape.high, true);
        scale = fmaxf(scale, wanted[part].scale);
        minimum = fmaxf(minimum, -wanted[part].offset);
    }
    Super super = {
        .d = aiki_f16_of_f32(scale / (float)shape.code_high),
        .dmin = aiki_f16_of_f32(minimum / (float)shape.code_high),
    };
    float error = choose_all_codes(x, weights, shape, wanted, &super);
    for (int round = 0; round < ROUNDS; round++) {
        Super next = super;
        if (!solve_factors(x, weights, shape, &next)) break;
        const float next_error = choose_all_codes(x, weights, shape, wanted, &next);
        if (!(next_error < error)) break;
        super = next;
        error = next_error;
    }
    return super;
}

void aiki_quantize_q2_k(const float *x, size_t columns, const float *importance, void *blocks)
{
    const Shape shape = {.parts = 16, .length = 16, .high = 3, .code_high = 15};
    BlockQ2_K *block = blocks;
    for (size_t i = 0; i < columns; i += AIKI_SUPER, block++) {
        const Super super = quantize_super(x + i, importance ? importance + i : NULL, shape);
        memset(block, 0, sizeof *block);
        block->d = super.d;
        block->dmin = super.dmin;
        for (int part = 0; part < 16; part++) {
            block->scales[part] = (uint8_t)(super.scales[part] | super.minimums[part] << 4);
        }
        for (int e = 0; e < AIKI_SUPER; e++) {
            block->quants[e / 128 * 32 + e % 32] |=
                (uint8_t)(super.levels[e] << (2 * (e % 128 / 32)));
        }
    }
}

// The inverse of aiki_scale_minimum_k4.
static void pack_scales_k4(const Super *super, uint8_t packed[12])
{
    for (int i = 0; i < 4; i++) {
        const int scale = super->scales[i + 4], minimum = super->minimums[i + 4];
        packed[i] = (uint8_t)(super->scales[i] | scale >> 4 << 6);
        packed[i + 4] = (uint8_t)(super->minimums[i] | minimum >> 4 << 6);
        packed[i + 8] = (uint8_t)((scale & 15) | (minimum & 15) << 4);
    }
}

void aiki_quantize_q4_k(const float *x, size_t columns, const float *importance, void *blocks)
{
    const Shape shape = {.parts = 8, .length = 32, .high = 15, .code_high = 63};
    BlockQ4_K *block = blocks;
    for (size_t i = 0; i < columns; i += AIKI_SUPER, block++) {
        const Super super = quantize_super(x + i, importance ? importance + i : NULL, shape);
        memset(block, 0, sizeof *block);
        block->d = super.d;
        block->dmin = super.dmin;
        pack_scales_k4(&super, block->scales);
        for (int e = 0; e < AIKI_SUPER; e++) {
            block->quants[e / 64 * 32 + e % 32] |=
                (uint8_t)(super.levels[e] << (4 * (e % 64 / 32)));
        }
    }
}

void aiki_quantize_q5_k(const float *x, size_t columns, const float *importance, void *blocks)
{
    const Shape shape = {.parts = 8, .length = 32, .high = 31, .code_high = 63};
    BlockQ5_K *block = blocks;
    for (size_t i = 0; i < columns; i += AIKI_SUPER, block++) {
        const Super super = quantize_super(x + i, importance ? importance + i : NULL, shape);
        memset(block, 0, sizeof *block);
        block->d = super.d;
        block->dmin = super.dmin;
        pack_scales_k4(&super, block->scales);
        for (int e = 0; e < AIKI_SUPER; e++) {
            block->quants[e / 64 * 32 + e % 32] |=
                (uint8_t)((super.levels[e] & 15) << (4 * (e % 64 / 32)));
            block->high[e % 32] |= (uint8_t)(super.levels[e] >> 4 << (e / 32));
        }
    }
}
