// Packed products of BF16 numbers, two in a unit, summed in f32.
//
// bfdot adds two products to each sum; denormals count as zeros.
#if defined(__aarch64__)

#include "../half.h"
#include "features.h"
#include "vectors.h"

#define VECTORS 4
#define BLOCKS_FUNCTION AIKI_SHORT_PRODUCT
#define BLOCKS_INLINE static inline __attribute__((always_inline)) AIKI_SHORT_PRODUCT
#define BLOCKS_UNROLL AIKI_UNROLL

typedef float32x4_t Vector;

BLOCKS_INLINE Vector vector_zero(void) { return vdupq_n_f32(0); }
BLOCKS_INLINE Vector vector_load(const float *x) { return vld1q_f32(x); }
BLOCKS_INLINE Vector vector_unit(const float *x) { return vld1q_dup_f32(x); }
BLOCKS_INLINE Vector vector_add(Vector a, Vector b) { return vaddq_f32(a, b); }

BLOCKS_INLINE Vector vector_product(Vector a, Vector b, Vector sum)
{
    return vbfdotq_f32(sum, vreinterpretq_bf16_f32(b), vreinterpretq_bf16_f32(a));
}

#include "../product_blocks.h"

// One row of `summed` numbers as pairs, a pair every `step` numbers.
static void load_pairs(const float *x, size_t summed, size_t step, uint16_t *out)
{
    for (size_t s = 0; s < summed; s += 2) {
        uint16_t *unit = out + s / 2 * step;
        unit[0] = aiki_bf16_of_f32(x[s]);
        unit[1] = s + 1 < summed ? aiki_bf16_of_f32(x[s + 1]) : 0;
    }
}

static void aiki_load_row_bf16_neon(const float *x, size_t summed, void *out)
{
    load_pairs(x, summed, 2, out);
}

static void aiki_pack_rows_bf16_neon(const float *x, size_t stride, size_t rows, size_t summed,
                                     void *memory)
{
    for (size_t r = 0; r < rows; r++) {
        load_pairs(x + r * stride, summed, 2 * AIKI_PANEL, (uint16_t *)memory + 2 * r);
    }
}

static void aiki_pack_across_bf16_neon(const float *x, size_t stride, size_t rows, size_t summed,
                                       void *memory)
{
    uint16_t *out = memory;
    for (size_t s = 0; s < summed; s += 2) {
        const float *a = x + s * stride, *b = a + stride;
        uint16_t *units = out + s / 2 * AIKI_PANEL * 2;
        for (size_t r = 0; r < rows; r++) {
            units[2 * r] = aiki_bf16_of_f32(a[r]);
            units[2 * r + 1] = s + 1 < summed ? aiki_bf16_of_f32(b[r]) : 0;
        }
    }
}

void aiki_install_product_bf16_neon(AikiKernels *kernels)
{
    if (!aiki_has_short_product()) return;
    kernels->training.product_bf16 = (AikiProduct){
        .unit = 2,
        .load_row = aiki_load_row_bf16_neon,
        .pack_rows = aiki_pack_rows_bf16_neon,
        .pack_across = aiki_pack_across_bf16_neon,
        .multiply = multiply_units,
    };
}

#endif
