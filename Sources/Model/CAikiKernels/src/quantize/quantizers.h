// Quantisers of one row: columns finite numbers, at most 65504 in magnitude, to whole blocks.
//
// They choose scales and levels that make the weighted squared error small; importance holds one
// weight a column, or is NULL.
#ifndef AIKI_QUANTIZERS_H
#define AIKI_QUANTIZERS_H

#include <stddef.h>

typedef void (*AikiRowQuantizer)(
    const float *x, size_t columns, const float *importance, void *blocks);

void aiki_quantize_f32(const float *x, size_t columns, const float *importance, void *blocks);
void aiki_quantize_f16(const float *x, size_t columns, const float *importance, void *blocks);
void aiki_quantize_bf16(const float *x, size_t columns, const float *importance, void *blocks);
void aiki_quantize_q8_0(const float *x, size_t columns, const float *importance, void *blocks);
void aiki_quantize_q4_0(const float *x, size_t columns, const float *importance, void *blocks);
void aiki_quantize_q4_1(const float *x, size_t columns, const float *importance, void *blocks);
void aiki_quantize_q5_0(const float *x, size_t columns, const float *importance, void *blocks);
void aiki_quantize_q5_1(const float *x, size_t columns, const float *importance, void *blocks);
void aiki_quantize_q2_k(const float *x, size_t columns, const float *importance, void *blocks);
void aiki_quantize_q3_k(const float *x, size_t columns, const float *importance, void *blocks);
void aiki_quantize_q4_k(const float *x, size_t columns, const float *importance, void *blocks);
void aiki_quantize_q5_k(const float *x, size_t columns, const float *importance, void *blocks);
void aiki_quantize_q6_k(const float *x, size_t columns, const float *importance, void *blocks);
void aiki_quantize_iq4_nl(const float *x, size_t columns, const float *importance, void *blocks);
void aiki_quantize_iq4_xs(const float *x, size_t columns, const float *importance, void *blocks);
void aiki_quantize_mxfp4(const float *x, size_t columns, const float *importance, void *blocks);

#endif
