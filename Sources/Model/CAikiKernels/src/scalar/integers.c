// The specification of products with integer activations: what integers each stored block holds,
// and how they are scaled.
#include <math.h>

#include "../blocks.h"
#include "../half.h"
#include "../kinds.h"

// Element e of a block is scales[e / 16] * quants[e] + minima[e / 16].
typedef struct {
    int8_t quants[AIKI_SUPER];
    float scales[AIKI_SUPER / AIKI_SUM_COLUMNS];
    float minima[AIKI_SUPER / AIKI_SUM_COLUMNS];
} Integers;

// The two sixteenths of a small block.
static void set_scale(Integers *out, float scale, float minimum)
{
    for (int i = 0; i < 2; i++) {
        out->scales[i] = scale;
        out->minima[i] = minimum;
    }
}

static void unpack_q8_0(const char *bytes, Integers *out)
{
    BlockQ8_0 block;
    memcpy(&block, bytes, sizeof block);
    set_scale(out, aiki_f32_of_f16(block.d), 0);
    memcpy(out->quants, block.quants, sizeof block.quants);
}

static void unpack_q4_0(const char *bytes, Integers *out)
{
    BlockQ4_0 block;
    memcpy(&block, bytes, sizeof block);
    set_scale(out, aiki_f32_of_f16(block.d), 0);
    for (int j = 0; j < 16; j++) {
        out->quants[j] = (int8_t)((block.quants[j] & 15) - 8);
        out->quants[j + 16] = (int8_t)((block.quants[j] >> 4) - 8);
    }
}

static void unpack_q4_1(const char *bytes, Integers *out)
{
    BlockQ4_1 block;
    memcpy(&block, bytes, sizeof block);
    set_scale(out, aiki_f32_of_f16(block.d), aiki_f32_of_f16(block.m));
    for (int j = 0; j < 16; j++) {
        out->quants[j] = (int8_t)(block.quants[j] & 15);
        out->quants[j + 16] = (int8_t)(block.quants[j] >> 4);
    }
}

// The five-bit number of element j: four bits from a half byte, the fifth from bit j of `high`.
static int five_bits(const uint8_t quants[16], const uint8_t high[4], int j)
{
    const int low = j < 16 ? quants[j] & 15 : quants[j - 16] >> 4;
    return low | (high[j / 8] >> (j % 8) & 1) << 4;
}

static void unpack_q5_0(const char *bytes, Integers *out)
{
    BlockQ5_0 block;
    memcpy(&block, bytes, sizeof block);
    set_scale(out, aiki_f32_of_f16(block.d), 0);
    for (int j = 0; j < 32; j++) {
        out->quants[j] = (int8_t)(five_bits(block.quants, block.high, j) - 16);
    }
}

static void unpack_q5_1(const char *bytes, Integers *out)
{
    BlockQ5_1 block;
    memcpy(&block, bytes, sizeof block);
    set_scale(out, aiki_f32_of_f16(block.d), aiki_f32_of_f16(block.m));
    for (int j = 0; j < 32; j++) {
        out->quants[j] = (int8_t)five_bits(block.quants, block.high, j);
    }
}

static void unpack_iq4_nl(const char *bytes, Integers *out)
{
    BlockIQ4_NL block;
    memcpy(&block, bytes, sizeof block);
    set_scale(out, aiki_f32_of_f16(block.d), 0);
    for (int j = 0; j < 16; j++) {
        out->quants[j] = aiki_levels_iq4[block.quants[j] & 15];
        out->quants[j + 16] = aiki_levels_iq4[block.quants[j] >> 4];
    }
}

static void unpack_mxfp4(const char *bytes, Integers *out)
{
    BlockMXFP4 block;
    memcpy(&block, bytes, sizeof block);
    set_scale(out, aiki_half_e8m0(block.exponent), 0);
    for (int j = 0; j < 16; j++) {
        out->quants[j] = aiki_levels_e2m1[block.quants[j] & 15];
        out->quants[j + 16] = aiki_levels_e2m1[block.quants[j] >> 4];
    }
}

static void unpack_q2_k(const char *bytes, Integers *out)
{
    BlockQ2_K block;
    memcpy(&block, bytes, sizeof block);
    const float d = aiki_f32_of_f16(block.d), dmin = aiki_f32_of_f16(block.dmin);
    for (int i = 0; i < 16; i++) {
        out->scales[i] = d * (float)(block.scales[i] & 15);
        out->minima[i] = -dmin * (float)(block.scales[i] >> 4);
    }
    for (int e = 0; e < AIKI_SUPER; e++) {
        const int shift = 2 * (e % 128 / 32);
        out->quants[e] = (int8_t)(block.quants[e / 128 * 32 + e % 32] >> shift & 3);
    }
}

static void unpack_q3_k(const char *bytes, Integers *out)
{
    BlockQ3_K block;
    memcpy(&block, bytes, sizeof block);
    const float d = aiki_f32_of_f16(block.d);
    for (int i = 0; i < 16; i++) {
        out->scales[i] = d * (float)aiki_scale_k3(block.scales, i);
        out->minima[i] = 0;
    }
    for (int e = 0; e < AIKI_SUPER; e++) {
        const int low = block.quants[e / 128 * 32 + e % 32] >> (2 * (e % 128 / 32)) & 3;
        const int high = block.high[e % 32] >> (e / 32) & 1;
        out->quants[e] = (int8_t)((low | high << 2) - 4);
    }
}

// The scales and minima that Q4_K and Q5_K have for each 32 elements.
static void set_scales_k4(const uint8_t scales[12], float d, float dmin, Integers *out)
{
    for (int i = 0; i < 16; i++) {
        uint8_t scale, minimum;
        aiki_scale_minimum_k4(scales, i / 2, &scale, &minimum);
        out->scales[i] = d * (float)scale;
        out->minima[i] = -dmin * (float)minimum;
    }
}

static void unpack_q4_k(const char *bytes, Integers *out)
{
    BlockQ4_K block;
    memcpy(&block, bytes, sizeof block);
    set_scales_k4(block.scales, aiki_f32_of_f16(block.d), aiki_f32_of_f16(block.dmin), out);
    for (int e = 0; e < AIKI_SUPER; e++) {
        const int shift = 4 * (e / 32 % 2);
        out->quants[e] = (int8_t)(block.quants[e / 64 * 32 + e % 32] >> shift & 15);
    }
}

static void unpack_q5_k(const char *bytes, Integers *out)
{
    BlockQ5_K block;
    memcpy(&block, bytes, sizeof block);
    set_scales_k4(block.scales, aiki_f32_of_f16(block.d), aiki_f32_of_f16(block.dmin), out);
    for (int e = 0; e < AIKI_SUPER; e++) {
        const int low = block.quants[e / 64 * 32 + e % 32] >> (4 * (e / 32 % 2)) & 15;
        const int high = block.high[e % 32] >> (e / 32) & 1;
        out->quants[e] = (int8_t)(low | high << 4);
    }
}

static void unpack_q6_k(const char *bytes, Integers *out)
{
    BlockQ6_K block;
    memcpy(&block, bytes, sizeof block);
    const float d = aiki_f32_of_f16(block.d);
    for (int i = 0; i < 16; i++) {
        out->scales[i] = d * (float)block.scales[i];
        out->minima[i] = 0;
    }
    for (int e = 0; e < AIKI_SUPER; e++) {
        const int half = e / 128, quarter = e % 128 / 32, lane = e % 32;
        const uint8_t pair = block.low[half * 64 + quarter % 2 * 32 + lane];
        const int low = pair >> (quarter / 2 * 4) & 15;
        const int high = block.high[half * 32 + lane] >> (2 * quarter) & 3;
        out->quants[e] = (int8_t)((low | high << 4) - 32);
    }
}

static void unpack_iq4_xs(const char *bytes, Integers *out)
{
    BlockIQ4_XS block;
    memcpy(&block, bytes, sizeof block);
    const float d = aiki_f32_of_f16(block.d);
    for (int i = 0; i < 16; i++) {
        out->scales[i] = d * (float)aiki_scale_iq4_xs(&block, i / 2);
        out->minima[i] = 0;
    }
    for (int e = 0; e < AIKI_SUPER; e++) {
        const uint8_t pair = block.quants[e / 32 * 16 + e % 16];
        out->quants[e] = aiki_levels_iq4[e % 32 < 16 ? pair & 15 : pair >> 4];
    }
}

// One block by one token: `group` is the activations' scale of each sixteen columns.
static float dot_block(const Integers *block, int length, const int8_t *quants,
                       const int16_t *sums, const float *scales, size_t first)
{
    float total = 0;
    for (int i = 0; i < length / AIKI_SUM_COLUMNS; i++) {
        int32_t sum = 0;
        for (int e = i * AIKI_SUM_COLUMNS; e < (i + 1) * AIKI_SUM_COLUMNS; e++) {
            sum += block->quants[e] * quants[e];
        }
        const float scale = scales[(first + (size_t)i * AIKI_SUM_COLUMNS) / AIKI_GROUP];
        total += scale * (block->scales[i] * (float)sum + block->minima[i] * (float)sums[i]);
    }
    return total;
}

#define DEFINE_DOT_INTEGERS(name, Block, length)                                                   \
    static void aiki_dot_integers_##name##_scalar(                                                 \
        const void *rows, size_t row_bytes, size_t row_count, const AikiIntegerRows *x,            \
        size_t tokens, float *y, size_t y_stride)                                                  \
    {                                                                                              \
        const size_t padded = (x->columns + AIKI_GROUP - 1) / AIKI_GROUP * AIKI_GROUP;             \
        for (size_t r = 0; r < row_count; r++) {                                                   \
            const char *bytes = (const char *)rows + r * row_bytes;                                \
            for (size_t k = 0; k < x->columns; k += length, bytes += sizeof(Block)) {              \
                Integers block;                                                                    \
                unpack_##name(bytes, &block);                                                      \
                for (size_t t = 0; t < tokens; t++) {                                              \
                    y[t * y_stride + r] += dot_block(                                              \
                        &block, length, x->quants + t * padded + k,                                \
                        x->sums + (t * padded + k) / AIKI_SUM_COLUMNS,                             \
                        x->scales + t * padded / AIKI_GROUP, k);                                   \
                }                                                                                  \
            }                                                                                      \
        }                                                                                          \
    }

DEFINE_DOT_INTEGERS(q8_0, BlockQ8_0, AIKI_SMALL)
DEFINE_DOT_INTEGERS(q4_0, BlockQ4_0, AIKI_SMALL)
DEFINE_DOT_INTEGERS(q4_1, BlockQ4_1, AIKI_SMALL)
DEFINE_DOT_INTEGERS(q5_0, BlockQ5_0, AIKI_SMALL)
DEFINE_DOT_INTEGERS(q5_1, BlockQ5_1, AIKI_SMALL)
DEFINE_DOT_INTEGERS(iq4_nl, BlockIQ4_NL, AIKI_SMALL)
DEFINE_DOT_INTEGERS(mxfp4, BlockMXFP4, AIKI_SMALL)
DEFINE_DOT_INTEGERS(q2_k, BlockQ2_K, AIKI_SUPER)
DEFINE_DOT_INTEGERS(q3_k, BlockQ3_K, AIKI_SUPER)
DEFINE_DOT_INTEGERS(q4_k, BlockQ4_K, AIKI_SUPER)
DEFINE_DOT_INTEGERS(q5_k, BlockQ5_K, AIKI_SUPER)
DEFINE_DOT_INTEGERS(q6_k, BlockQ6_K, AIKI_SUPER)
DEFINE_DOT_INTEGERS(iq4_xs, BlockIQ4_XS, AIKI_SUPER)

static void aiki_quantize_activations_scalar(
    const float *x, size_t columns, int8_t *quants, float *scales, int16_t *sums)
{
    for (size_t k0 = 0; k0 < columns; k0 += AIKI_GROUP) {
        const size_t width = columns - k0 < AIKI_GROUP ? columns - k0 : AIKI_GROUP;
        // As bits, magnitudes are in order with NaN above infinity.
        uint32_t largest = 0;
        for (size_t i = 0; i < width; i++) {
            const uint32_t bits = aiki_bits_of_float(x[k0 + i]) & 0x7fffffff;
            if (bits > largest) largest = bits;
        }
        const float maximum = aiki_float_of_bits(largest);
        const int finite = largest < 0x7f800000;
        const float inverse = finite && maximum >= 0x1p-100f ? 127 / maximum : 0;
        scales[k0 / AIKI_GROUP] = finite ? (inverse > 0 ? maximum / 127 : 0) : NAN;
        for (size_t i = 0; i < AIKI_GROUP; i++) {
            const int wanted = i < width && inverse > 0;
            quants[k0 + i] = wanted ? (int8_t)nearbyintf(x[k0 + i] * inverse) : 0;
        }
        for (size_t i = 0; i < AIKI_GROUP; i += AIKI_SUM_COLUMNS) {
            int sum = 0;
            for (size_t j = 0; j < AIKI_SUM_COLUMNS; j++) sum += quants[k0 + i + j];
            sums[(k0 + i) / AIKI_SUM_COLUMNS] = (int16_t)sum;
        }
    }
}

#define INSTALL(type, name) kernels->dot_integers[type] = aiki_dot_integers_##name##_scalar

void aiki_install_integers_scalar(AikiKernels *kernels)
{
    INSTALL(AIKI_TYPE_Q8_0, q8_0);
    INSTALL(AIKI_TYPE_Q4_0, q4_0);
    INSTALL(AIKI_TYPE_Q4_1, q4_1);
    INSTALL(AIKI_TYPE_Q5_0, q5_0);
    INSTALL(AIKI_TYPE_Q5_1, q5_1);
    INSTALL(AIKI_TYPE_IQ4_NL, iq4_nl);
    INSTALL(AIKI_TYPE_MXFP4, mxfp4);
    INSTALL(AIKI_TYPE_Q2_K, q2_k);
    INSTALL(AIKI_TYPE_Q3_K, q3_k);
    INSTALL(AIKI_TYPE_Q4_K, q4_k);
    INSTALL(AIKI_TYPE_Q5_K, q5_k);
    INSTALL(AIKI_TYPE_Q6_K, q6_k);
    INSTALL(AIKI_TYPE_IQ4_XS, iq4_xs);
    kernels->quantize_activations = aiki_quantize_activations_scalar;
}
