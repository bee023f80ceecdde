#include "aiki_kernels.h"

#include "blocks.h"
#include "half.h"
#include "kinds.h"
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
