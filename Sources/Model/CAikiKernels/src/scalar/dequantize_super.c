// The specification of the types with super-blocks of 256 elements. Layouts: blocks.h.
#include "../blocks.h"
#include "../half.h"
#include "dot_rows.h"

// No fused multiply-add: the reference rounds each product.
#pragma STDC FP_CONTRACT OFF

static void aiki_dequantize_q2_k_scalar(const void *blocks, size_t count, float *out)
{
    const char *bytes = blocks;
    for (size_t i = 0; i < count; i += AIKI_SUPER, bytes += sizeof(BlockQ2_K)) {
        BlockQ2_K block;
        memcpy(&block, bytes, sizeof block);
        const float d = aiki_f32_of_f16(block.d);
        const float dmin = aiki_f32_of_f16(block.dmin);
        for (int e = 0; e < AIKI_SUPER; e++) {
            const uint8_t scale = block.scales[e / 16];
            const int q = block.quants[e / 128 * 32 + e % 32] >> (2 * (e % 128 / 32)) & 3;
            const float step = d * (float)(scale & 15);
            const float minimum = dmin * (float)(scale >> 4);
            out[i + e] = step * (float)q - minimum;
        }
    }
}

static void aiki_dequantize_q3_k_scalar(const void *blocks, size_t count, float *out)
{
    const char *bytes = blocks;
    for (size_t i = 0; i < count; i += AIKI_SUPER, bytes += sizeof(BlockQ3_K)) {
        BlockQ3_K block;
        memcpy(&block, bytes, sizeof block);
        const float d = aiki_f32_of_f16(block.d);
        for (int e = 0; e < AIKI_SUPER; e++) {
            const int low = block.quants[e / 128 * 32 + e % 32] >> (2 * (e % 128 / 32)) & 3;
            const int high = block.high[e % 32] >> (e / 32) & 1;
            const float step = d * (float)aiki_scale_k3(block.scales, e / 16);
            out[i + e] = step * (float)((low | high << 2) - 4);
        }
    }
}

static void aiki_dequantize_q4_k_scalar(const void *blocks, size_t count, float *out)
{
    const char *bytes = blocks;
    for (size_t i = 0; i < count; i += AIKI_SUPER, bytes += sizeof(BlockQ4_K)) {
        BlockQ4_K block;
        memcpy(&block, bytes, sizeof block);
        const float d = aiki_f32_of_f16(block.d);
        const float dmin = aiki_f32_of_f16(block.dmin);
        for (int part = 0; part < 8; part++) {
            uint8_t scale, minimum;
            aiki_scale_minimum_k4(block.scales, part, &scale, &minimum);
            const float step = d * (float)scale;
            const float offset = dmin * (float)minimum;
            const uint8_t *quants = block.quants + part / 2 * 32;
            for (int j = 0; j < 32; j++) {
                const int q = quants[j] >> (4 * (part % 2)) & 15;
                out[i + (size_t)(part * 32 + j)] = step * (float)q - offset;
            }
        }
    }
}

static void aiki_dequantize_q5_k_scalar(const void *blocks, size_t count, float *out)
{
    const char *bytes = blocks;
    for (size_t i = 0; i < count; i += AIKI_SUPER, bytes += sizeof(BlockQ5_K)) {
        BlockQ5_K block;
        memcpy(&block, bytes, sizeof block);
        const float d = aiki_f32_of_f16(block.d);
        const float dmin = aiki_f32_of_f16(block.dmin);
        for (int part = 0; part < 8; part++) {
            uint8_t scale, minimum;
            aiki_scale_minimum_k4(block.scales, part, &scale, &minimum);
            const float step = d * (float)scale;
            const float offset = dmin * (float)minimum;
            const uint8_t *quants = block.quants + part / 2 * 32;
            for (int j = 0; j < 32; j++) {
                const int low = quants[j] >> (4 * (part % 2)) & 15;
                const int high = block.high[j] >> part & 1;
                out[i + (size_t)(part * 32 + j)] = step * (float)(low | high << 4) - offset;
            }
        }
    }
}

static void aiki_dequantize_q6_k_scalar(const void *blocks, size_t count, float *out)
{
    const char *bytes = blocks;
    for (size_t i = 0; i < count; i += AIKI_SUPER, bytes += sizeof(BlockQ6_K)) {
        BlockQ6_K block;
        memcpy(&block, bytes, sizeof block);
        const float d = aiki_f32_of_f16(block.d);
        for (int e = 0; e < AIKI_SUPER; e++) {
            const int half = e / 128, quarter = e % 128 / 32, lane = e % 32;
            const uint8_t pair = block.low[half * 64 + quarter % 2 * 32 + lane];
            const int low = pair >> (quarter / 2 * 4) & 15;
            const int high = block.high[half * 32 + lane] >> (2 * quarter) & 3;
            const float step = d * (float)block.scales[e / 16];
            out[i + e] = step * (float)((low | high << 4) - 32);
        }
    }
}

static void aiki_dequantize_iq4_xs_scalar(const void *blocks, size_t count, float *out)
{
    const char *bytes = blocks;
    for (size_t i = 0; i < count; i += AIKI_SUPER, bytes += sizeof(BlockIQ4_XS)) {
        BlockIQ4_XS block;
        memcpy(&block, bytes, sizeof block);
        const float d = aiki_f32_of_f16(block.d);
        for (int part = 0; part < 8; part++) {
            const float step = d * (float)aiki_scale_iq4_xs(&block, part);
            const uint8_t *quants = block.quants + part * 16;
            float *target = out + i + (size_t)part * 32;
            for (int j = 0; j < 16; j++) {
                target[j] = step * (float)aiki_levels_iq4[quants[j] & 15];
                target[j + 16] = step * (float)aiki_levels_iq4[quants[j] >> 4];
            }
        }
    }
}

AIKI_DEFINE_DOT_ROWS_SCALAR(q2_k, AIKI_SUPER, sizeof(BlockQ2_K))
AIKI_DEFINE_DOT_ROWS_SCALAR(q3_k, AIKI_SUPER, sizeof(BlockQ3_K))
AIKI_DEFINE_DOT_ROWS_SCALAR(q4_k, AIKI_SUPER, sizeof(BlockQ4_K))
AIKI_DEFINE_DOT_ROWS_SCALAR(q5_k, AIKI_SUPER, sizeof(BlockQ5_K))
AIKI_DEFINE_DOT_ROWS_SCALAR(q6_k, AIKI_SUPER, sizeof(BlockQ6_K))
AIKI_DEFINE_DOT_ROWS_SCALAR(iq4_xs, AIKI_SUPER, sizeof(BlockIQ4_XS))

void aiki_install_dequantize_super_scalar(AikiKernels *kernels)
{
    AIKI_INSTALL_SCALAR(AIKI_TYPE_Q2_K, q2_k);
    AIKI_INSTALL_SCALAR(AIKI_TYPE_Q3_K, q3_k);
    AIKI_INSTALL_SCALAR(AIKI_TYPE_Q4_K, q4_k);
    AIKI_INSTALL_SCALAR(AIKI_TYPE_Q5_K, q5_k);
    AIKI_INSTALL_SCALAR(AIKI_TYPE_Q6_K, q6_k);
    AIKI_INSTALL_SCALAR(AIKI_TYPE_IQ4_XS, iq4_xs);
}
