// Quantisers of one row: columns finite numbers to whole blocks. They choose scales and levels that
// make the weighted squared error small; importance holds one weight a column, or is NULL.
#ifndef AIKI_QUANTIZERS_H
#define AIKI_QUANTIZERS_H

#include <stddef.h>

typedef void (*AikiRowQuantizer)(
    const float *values, size_t columns, const float *importance, void *blocks);

void aiki_quantize_f32(const float *x, size_t columns, const float *importance, void *blocks);
void aiki_quantize_f16(const float *x, size_t columns, const float *importance, void *blocks);
void aiki_quantize_bf16(const float *x, size_t columns, const float *importance, void *blocks);
void aiki_quantize_q8_0(const float *x, size_t columns, const float *importance, void *blocks);

#endif
