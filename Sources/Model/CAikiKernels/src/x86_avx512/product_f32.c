// Packed products in f32.
#if defined(__x86_64__)

#include "dot_rows.h"
#include "vectors.h"

#define VECTORS 4
#define BLOCKS_FUNCTION AIKI_AVX512
#define BLOCKS_INLINE AIKI_AVX512_INLINE
#define BLOCKS_UNROLL AIKI_UNROLL

typedef __m512 Vector;

BLOCKS_INLINE Vector vector_zero(void) { return _mm512_setzero_ps(); }
BLOCKS_INLINE Vector vector_load(const float *x) { return _mm512_loadu_ps(x); }
BLOCKS_INLINE Vector vector_unit(const float *x) { return _mm512_set1_ps(*x); }
BLOCKS_INLINE Vector vector_add(Vector a, Vector b) { return _mm512_add_ps(a, b); }

BLOCKS_INLINE Vector vector_product(Vector a, Vector b, Vector sum)
{
    return _mm512_fmadd_ps(a, b, sum);
}

BLOCKS_INLINE Vector load_lanes(const float *x, size_t lanes)
{
    return _mm512_maskz_loadu_ps(aiki_first_lanes(lanes), x);
}

BLOCKS_INLINE void store_lanes(float *x, size_t lanes, Vector v)
{
    _mm512_mask_storeu_ps(x, aiki_first_lanes(lanes), v);
}

#include "../product_blocks.h"

// Sixteen rows at a time, sixteen numbers of each: they become sixteen columns.
static AIKI_AVX512 void aiki_pack_rows_f32_avx512(
    const float *x, size_t stride, size_t rows, size_t summed, void *memory)
{
    for (size_t first = 0; first < rows; first += LANES) {
        for (size_t s = 0; s < summed; s += LANES) {
            const __mmask16 lanes = aiki_step_lanes(s, summed);
            const size_t units = summed - s < LANES ? summed - s : LANES;
            __m512i block[LANES];
            for (size_t r = 0; r < LANES; r++) {
                const bool there = first + r < rows;
                const float *row = there ? x + (first + r) * stride + s : x;
                block[r] = (__m512i)_mm512_maskz_loadu_ps(there ? lanes : 0, row);
            }
            aiki_transpose(block);
            float *out = (float *)memory + s * AIKI_PANEL + first;
            for (size_t u = 0; u < units; u++) {
                _mm512_storeu_si512(out + u * AIKI_PANEL, block[u]);
            }
        }
    }
}

static AIKI_AVX512 void aiki_pack_across_f32_avx512(
    const float *x, size_t stride, size_t rows, size_t summed, void *memory)
{
    float *out = memory;
    for (size_t s = 0; s < summed; s++) {
        for (size_t r = 0; r < rows; r += LANES) {
            const __mmask16 lanes = aiki_step_lanes(r, rows);
            _mm512_storeu_ps(out + s * AIKI_PANEL + r,
                             _mm512_maskz_loadu_ps(lanes, x + s * stride + r));
        }
    }
}

void aiki_install_product_f32_avx512(AikiKernels *kernels)
{
    AikiProduct *product = &kernels->training.product_f32;
    product->pack_rows = aiki_pack_rows_f32_avx512;
    product->pack_across = aiki_pack_across_f32_avx512;
    product->multiply = multiply_units;
}

#endif
