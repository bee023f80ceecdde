// The specification of every stored type: what number each element is. Layouts: blocks.h.
#include "../blocks.h"
#include "../half.h"
#include "dot_rows.h"

// No fused multiply-add: the reference rounds each product.
#pragma STDC FP_CONTRACT OFF

static void aiki_dequantize_f32_scalar(const void *blocks, size_t count, float *out)
{
    memcpy(out, blocks, count * sizeof(float));
}

static void aiki_dequantize_f16_scalar(const void *blocks, size_t count, float *out)
{
    const uint8_t *bytes = blocks;
    for (size_t i = 0; i < count; i++) {
        uint16_t half;
        memcpy(&half, bytes + 2 * i, sizeof half);
        out[i] = aiki_f32_of_f16(half);
    }
}

static void aiki_dequantize_bf16_scalar(const void *blocks, size_t count, float *out)
{
    const uint8_t *bytes = blocks;
    for (size_t i = 0; i < count; i++) {
        uint16_t half;
        memcpy(&half, bytes + 2 * i, sizeof half);
        out[i] = aiki_f32_of_bf16(half);
    }
}

static void aiki_dequantize_q8_0_scalar(const void *blocks, size_t count, float *out)
{
    const char *bytes = blocks;
    for (size_t i = 0; i < count; i += AIKI_SMALL, bytes += sizeof(BlockQ8_0)) {
        BlockQ8_0 block;
        memcpy(&block, bytes, sizeof block);
        const float d = aiki_f32_of_f16(block.d);
        for (int j = 0; j < 32; j++) out[i + j] = (float)block.quants[j] * d;
    }
}

static void aiki_dequantize_q4_0_scalar(const void *blocks, size_t count, float *out)
{
    const char *bytes = blocks;
    for (size_t i = 0; i < count; i += AIKI_SMALL, bytes += sizeof(BlockQ4_0)) {
        BlockQ4_0 block;
        memcpy(&block, bytes, sizeof block);
        const float d = aiki_f32_of_f16(block.d);
        for (int j = 0; j < 16; j++) {
            out[i + j] = (float)((block.quants[j] & 15) - 8) * d;
            out[i + j + 16] = (float)((block.quants[j] >> 4) - 8) * d;
        }
    }
}

static void aiki_dequantize_q4_1_scalar(const void *blocks, size_t count, float *out)
{
    const char *bytes = blocks;
    for (size_t i = 0; i < count; i += AIKI_SMALL, bytes += sizeof(BlockQ4_1)) {
        BlockQ4_1 block;
        memcpy(&block, bytes, sizeof block);
        const float d = aiki_f32_of_f16(block.d);
        const float m = aiki_f32_of_f16(block.m);
        for (int j = 0; j < 16; j++) {
            out[i + j] = (float)(block.quants[j] & 15) * d + m;
            out[i + j + 16] = (float)(block.quants[j] >> 4) * d + m;
        }
    }
}

// The five-bit number of element j: four bits from a half byte, the fifth from bit j of `high`.
static inline int five_bits(const uint8_t quants[16], const uint8_t high[4], int j)
{
    const int low = j < 16 ? quants[j] & 15 : quants[j - 16] >> 4;
    return low | (high[j / 8] >> (j % 8) & 1) << 4;
}

static void aiki_dequantize_q5_0_scalar(const void *blocks, size_t count, float *out)
{
    const char *bytes = blocks;
    for (size_t i = 0; i < count; i += AIKI_SMALL, bytes += sizeof(BlockQ5_0)) {
        BlockQ5_0 block;
        memcpy(&block, bytes, sizeof block);
        const float d = aiki_f32_of_f16(block.d);
        for (int j = 0; j < 32; j++) {
            out[i + j] = (float)(five_bits(block.quants, block.high, j) - 16) * d;
        }
    }
}

static void aiki_dequantize_q5_1_scalar(const void *blocks, size_t count, float *out)
{
    const char *bytes = blocks;
    for (size_t i = 0; i < count; i += AIKI_SMALL, bytes += sizeof(BlockQ5_1)) {
        BlockQ5_1 block;
        memcpy(&block, bytes, sizeof block);
        const float d = aiki_f32_of_f16(block.d);
        const float m = aiki_f32_of_f16(block.m);
        for (int j = 0; j < 32; j++) {
            out[i + j] = (float)five_bits(block.quants, block.high, j) * d + m;
        }
    }
}

static void aiki_dequantize_iq4_nl_scalar(const void *blocks, size_t count, float *out)
{
    const char *bytes = blocks;
    for (size_t i = 0; i < count; i += AIKI_SMALL, bytes += sizeof(BlockIQ4_NL)) {
        BlockIQ4_NL block;
        memcpy(&block, bytes, sizeof block);
        const float d = aiki_f32_of_f16(block.d);
        for (int j = 0; j < 16; j++) {
            out[i + j] = d * (float)aiki_levels_iq4[block.quants[j] & 15];
            out[i + j + 16] = d * (float)aiki_levels_iq4[block.quants[j] >> 4];
        }
    }
}

static void aiki_dequantize_mxfp4_scalar(const void *blocks, size_t count, float *out)
{
    const char *bytes = blocks;
    for (size_t i = 0; i < count; i += AIKI_SMALL, bytes += sizeof(BlockMXFP4)) {
        BlockMXFP4 block;
        memcpy(&block, bytes, sizeof block);
        const float d = aiki_half_e8m0(block.exponent);
        for (int j = 0; j < 16; j++) {
            out[i + j] = d * (float)aiki_levels_e2m1[block.quants[j] & 15];
            out[i + j + 16] = d * (float)aiki_levels_e2m1[block.quants[j] >> 4];
        }
    }
}

AIKI_DEFINE_DOT_ROWS_SCALAR(f32, 1, 4)
AIKI_DEFINE_DOT_ROWS_SCALAR(f16, 1, 2)
AIKI_DEFINE_DOT_ROWS_SCALAR(bf16, 1, 2)
AIKI_DEFINE_DOT_ROWS_SCALAR(q8_0, AIKI_SMALL, sizeof(BlockQ8_0))
AIKI_DEFINE_DOT_ROWS_SCALAR(q4_0, AIKI_SMALL, sizeof(BlockQ4_0))
AIKI_DEFINE_DOT_ROWS_SCALAR(q4_1, AIKI_SMALL, sizeof(BlockQ4_1))
AIKI_DEFINE_DOT_ROWS_SCALAR(q5_0, AIKI_SMALL, sizeof(BlockQ5_0))
AIKI_DEFINE_DOT_ROWS_SCALAR(q5_1, AIKI_SMALL, sizeof(BlockQ5_1))
AIKI_DEFINE_DOT_ROWS_SCALAR(iq4_nl, AIKI_SMALL, sizeof(BlockIQ4_NL))
AIKI_DEFINE_DOT_ROWS_SCALAR(mxfp4, AIKI_SMALL, sizeof(BlockMXFP4))

void aiki_install_dequantize_scalar(AikiKernels *kernels)
{
    AIKI_INSTALL_SCALAR(AIKI_TYPE_F32, f32);
    AIKI_INSTALL_SCALAR(AIKI_TYPE_F16, f16);
    AIKI_INSTALL_SCALAR(AIKI_TYPE_BF16, bf16);
    AIKI_INSTALL_SCALAR(AIKI_TYPE_Q8_0, q8_0);
    AIKI_INSTALL_SCALAR(AIKI_TYPE_Q4_0, q4_0);
    AIKI_INSTALL_SCALAR(AIKI_TYPE_Q4_1, q4_1);
    AIKI_INSTALL_SCALAR(AIKI_TYPE_Q5_0, q5_0);
    AIKI_INSTALL_SCALAR(AIKI_TYPE_Q5_1, q5_1);
    AIKI_INSTALL_SCALAR(AIKI_TYPE_IQ4_NL, iq4_nl);
    AIKI_INSTALL_SCALAR(AIKI_TYPE_MXFP4, mxfp4);
}
