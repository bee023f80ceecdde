#include "aiki_kernels.h"

#include "../blocks.h"
#include "quantizers.h"

// What is known of a quantisable type: its quantiser of one row and the bytes it writes.
typedef struct {
    AikiRowQuantizer quantize;
    size_t block;
    size_t block_bytes;
} Quantizer;

static Quantizer quantizer_of(uint32_t type)
{
    switch (type) {
    case AIKI_TYPE_F32: return (Quantizer){aiki_quantize_f32, 1, 4};
    case AIKI_TYPE_F16: return (Quantizer){aiki_quantize_f16, 1, 2};
    case AIKI_TYPE_BF16: return (Quantizer){aiki_quantize_bf16, 1, 2};
    case AIKI_TYPE_Q8_0: return (Quantizer){aiki_quantize_q8_0, 32, sizeof(BlockQ8_0)};
    case AIKI_TYPE_Q4_0: return (Quantizer){aiki_quantize_q4_0, 32, sizeof(BlockQ4_0)};
    case AIKI_TYPE_Q4_1: return (Quantizer){aiki_quantize_q4_1, 32, sizeof(BlockQ4_1)};
    case AIKI_TYPE_Q5_0: return (Quantizer){aiki_quantize_q5_0, 32, sizeof(BlockQ5_0)};
    case AIKI_TYPE_Q5_1: return (Quantizer){aiki_quantize_q5_1, 32, sizeof(BlockQ5_1)};
    case AIKI_TYPE_IQ4_NL: return (Quantizer){aiki_quantize_iq4_nl, 32, sizeof(BlockIQ4_NL)};
    case AIKI_TYPE_MXFP4: return (Quantizer){aiki_quantize_mxfp4, 32, sizeof(BlockMXFP4)};
    case AIKI_TYPE_Q2_K: return (Quantizer){aiki_quantize_q2_k, 256, sizeof(BlockQ2_K)};
    case AIKI_TYPE_Q3_K: return (Quantizer){aiki_quantize_q3_k, 256, sizeof(BlockQ3_K)};
    case AIKI_TYPE_Q4_K: return (Quantizer){aiki_quantize_q4_k, 256, sizeof(BlockQ4_K)};
    case AIKI_TYPE_Q5_K: return (Quantizer){aiki_quantize_q5_k, 256, sizeof(BlockQ5_K)};
    case AIKI_TYPE_Q6_K: return (Quantizer){aiki_quantize_q6_k, 256, sizeof(BlockQ6_K)};
    case AIKI_TYPE_IQ4_XS: return (Quantizer){aiki_quantize_iq4_xs, 256, sizeof(BlockIQ4_XS)};
    default: return (Quantizer){NULL, 1, 0};
    }
}

bool aiki_quantize_rows(uint32_t type, const float *values, size_t rows, size_t columns,
                        const float *importance, void *blocks)
{
    const Quantizer quantizer = quantizer_of(type);
    if (!quantizer.quantize) return false;
    const size_t row_bytes = columns / quantizer.block * quantizer.block_bytes;
    for (size_t r = 0; r < rows; r++) {
        quantizer.quantize(values + r * columns, columns, importance,
                           (char *)blocks + r * row_bytes);
    }
    return true;
}
