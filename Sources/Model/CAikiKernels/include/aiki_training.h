// The kernels of training: products in three forms, backward passes, optimisers.
//
// Included by aiki_kernels.h, whose rules hold here too. Sums are taken in an order that depends on
// the shapes alone, never on how work was shared out.
//
// Letters: M rows of the left factor, N columns of the result, S the summed extent.
#ifndef AIKI_TRAINING_H
#define AIKI_TRAINING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Both factors of a product are packed into units of 32 bits: one f32, or two BF16 numbers that
// follow each other in the summed extent. A panel holds AIKI_PANEL columns of a right factor, unit by
// unit; a left factor holds whole rows of units, or lies in panels itself, each of its rows a lane.
enum { AIKI_PANEL = 64 };

// Units that are summed in registers before they are added to the result.
enum { AIKI_UNIT_BLOCK = 256 };

// Units from one row of a left factor to the next: whole cache lines, an odd count of them, so that
// neighbouring rows never stand in the same place of a first cache.
static inline size_t aiki_row_units(size_t units)
{
    enum { LINE = 16 };
    return (((units + LINE - 1) / LINE) | 1) * LINE;
}

// What packs rows of short floats as they are stored, `row_bytes` apart; otherwise as pack_rows and
// pack_across of AikiProduct.
typedef struct {
    void (*rows)(const void *x, size_t row_bytes, size_t rows, size_t summed, void *out);
    void (*across)(const void *x, size_t row_bytes, size_t rows, size_t summed, void *out);
} AikiPackShort;

typedef struct {
    // Summed numbers in a unit: 1 of f32, 2 of BF16; 0 where the CPU has no such products.
    size_t unit;
    // The units of one row of `summed` numbers; zeros where it ends within a unit.
    void (*load_row)(const float *x, size_t summed, void *out);
    // out[u * AIKI_PANEL + r] = unit u of row r of x, for r < rows <= AIKI_PANEL; zeros where `summed`
    // ends within a unit. Lanes beyond, up to a multiple of 16, are undefined.
    void (*pack_rows)(const float *x, size_t stride, size_t rows, size_t summed, void *out);
    // The same where x is (summed, rows): its columns become rows.
    void (*pack_across)(const float *x, size_t stride, size_t rows, size_t summed, void *out);
    // Of binary16 and of BF16; both functions are NULL where those become floats first.
    AikiPackShort pack_f16;
    AikiPackShort pack_bf16;
    // out[r * step + u] = unit u of column r of x (summed, rows), for r < rows; steps in units. NULL where
    // left factors are as well read from panels. Units are written sixteen at a time.
    void (*load_across)(const float *x, size_t stride, size_t rows, size_t summed, size_t step,
                        void *out);
    // y[m * y_stride + n] = or += sum over units u of left[m * row_step + u * unit_step] * panel[u][n],
    // for m < rows and n < columns <= AIKI_PANEL; steps in units.
    void (*multiply)(const void *left, size_t row_step, size_t unit_step, size_t rows,
                     const void *panel, size_t units, size_t columns, float *y, size_t y_stride,
                     bool accumulate);
} AikiProduct;

// One step of AdamW over many numbers; see adam_w_f32.
typedef struct {
    float beta1;
    float beta2;
    float epsilon;
    // What gradients are multiplied by first.
    float gradient_factor;
    // The rate divided by 1 - beta1^step.
    float rate;
    // 1 / sqrt(1 - beta2^step).
    float root_correction;
    // 1 - rate * decay, with the rate as it was given.
    float keep;
} AikiAdamW;

typedef struct {
    AikiProduct product_f32;
    AikiProduct product_bf16;
    // out[r][c] = exp(x[r][c] - shifts[r]) rounded to BF16, with a zero behind an odd count of columns;
    // sums[r] = the sum of a row before it is rounded.
    void (*exp_rows_bf16)(const float *x, size_t stride, size_t rows, size_t columns,
                          const float *shifts, uint16_t *out, size_t out_stride, float *sums);
    // out[u * AIKI_PANEL + c] = the pair x[2 u][c], x[2 u + 1][c], for c < columns <= AIKI_PANEL; a
    // zero behind an odd count of rows. Lanes beyond, up to a multiple of 32, are undefined, and are
    // read.
    void (*pair_rows_bf16)(const uint16_t *x, size_t stride, size_t columns, size_t rows, void *out);
    // dx += gradient of x / sqrt(mean(x^2) + epsilon) * weight, weight NULL for ones. Returns
    // 1 / sqrt(mean(x^2) + epsilon), which x is multiplied by in the gradient of the weight.
    float (*rms_norm_backward_f32)(const float *x, const float *dy, const float *weight,
                                   size_t count, float epsilon, float *dx);
    // dx += gradient of (x - mean) / sqrt(variance + epsilon) * weight. Writes the mean and
    // 1 / sqrt(variance + epsilon) to statistics.
    void (*layer_norm_backward_f32)(const float *x, const float *dy, const float *weight,
                                    size_t count, float epsilon, float *dx, float statistics[2]);
    // sums += dy * (x - mean) * factor: what a row adds to the gradient of a normalisation's weight.
    void (*add_normalized_f32)(const float *x, const float *dy, size_t count, float mean,
                               float factor, float *sums);
    // Of activation(gate) * up: d_gate and d_up may be gate and up. up may be NULL (ones).
    void (*gated_backward_f32)(const float *gate, const float *up, const float *dy, size_t count,
                               int activation, float *d_gate, float *d_up);
    // dx = dy * (1 - (y / limit)^2), with y = limit * tanh(x / limit).
    void (*softcap_backward_f32)(const float *y, const float *dy, size_t count, float limit,
                                 float *dx);
    // y += a * factor.
    void (*add_scaled_f32)(const float *a, float factor, size_t count, float *y);
    // Weights of attention from scores, in place, and the gradient of the scores, in place of that
    // of the weights: p = exp(score - log_sum), g = p * (g - delta).
    void (*score_backward_f32)(float *scores, float *gradients, size_t count, float log_sum,
                               float delta);
    // out = x / keep where a number of the stream `seed`, counted from `offset`, is kept; else 0.
    void (*dropout_f32)(const float *x, size_t count, float keep, uint64_t seed, uint64_t offset,
                        float *out);
    // m = beta1 m + (1 - beta1) g, v = beta2 v + (1 - beta2) g^2, and
    // x = keep x - rate m / (sqrt(v) root_correction + epsilon).
    void (*adam_w_f32)(const AikiAdamW *step, const float *gradients, size_t count, float *x,
                       float *first_moments, float *second_moments);
    // The sum of squares, in double.
    double (*squared_norm_f32)(const float *x, size_t count);
    // The sum of products.
    float (*dot_f32)(const float *a, const float *b, size_t count);
} AikiTraining;

#endif
