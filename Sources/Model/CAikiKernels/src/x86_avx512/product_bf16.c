// Packed products of BF16 numbers, two in a unit, summed in f32.
//
// vdpbf16ps adds two products to each sum; denormals count as zeros.
#if defined(__x86_64__)

#include <string.h>

#include "bf16.h"
#include "dot_rows.h"

#define VECTORS 4
#define BLOCKS_FUNCTION AIKI_BF16
#define BLOCKS_INLINE AIKI_BF16_INLINE
#define BLOCKS_UNROLL AIKI_UNROLL

typedef __m512 Vector;

BLOCKS_INLINE Vector vector_zero(void) { return _mm512_setzero_ps(); }
BLOCKS_INLINE Vector vector_load(const float *x) { return _mm512_loadu_ps(x); }
BLOCKS_INLINE Vector vector_unit(const float *x) { return _mm512_set1_ps(*x); }
BLOCKS_INLINE Vector vector_add(Vector a, Vector b) { return _mm512_add_ps(a, b); }

BLOCKS_INLINE Vector vector_product(Vector a, Vector b, Vector sum)
{
    return _mm512_dpbf16_ps(sum, (__m512bh)b, (__m512bh)a);
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

// Asks for what will be packed next: rows of a source stand too far apart for the hardware to
// foresee. Harmless beyond the end of memory.
BLOCKS_INLINE void ask_ahead(const float *x, size_t distance)
{
    _mm_prefetch((const char *)(x + distance), _MM_HINT_T0);
}

// Rows that are asked for ahead of those that are packed across; of short floats, as many lines.
enum { ROWS_AHEAD = 12, SHORT_ROWS_AHEAD = 2 * ROWS_AHEAD };

// Thirty-two numbers, in their order.
BLOCKS_INLINE __m512i round_pairs(const float *x, size_t count)
{
    const __mmask16 low = aiki_first_lanes(count < LANES ? count : LANES);
    const __mmask16 high = aiki_first_lanes(count < LANES ? 0 : count - LANES);
    return aiki_rounded(_mm512_maskz_loadu_ps(low, x), _mm512_maskz_loadu_ps(high, x + LANES));
}

static AIKI_BF16 void aiki_load_row_bf16_avx512(const float *x, size_t summed, void *out)
{
    uint16_t *numbers = out;
    size_t s = 0;
    for (; s + 2 * LANES <= summed; s += 2 * LANES) {
        _mm512_storeu_si512(numbers + s, round_pairs(x + s, 2 * LANES));
    }
    if (s == summed) return;
    const size_t units = (summed - s + 1) / 2;
    _mm512_mask_storeu_epi32(numbers + s, aiki_first_lanes(units), round_pairs(x + s, summed - s));
}

// Sixteen rows at a time, thirty-two numbers of each: sixteen units become columns.
static AIKI_BF16 void aiki_pack_rows_bf16_avx512(
    const float *x, size_t stride, size_t rows, size_t summed, void *memory)
{
    for (size_t first = 0; first < rows; first += LANES) {
        for (size_t s = 0; s < summed; s += 2 * LANES) {
            const size_t count = summed - s < 2 * LANES ? summed - s : 2 * LANES;
            __m512i block[LANES];
            for (size_t r = 0; r < LANES; r++) {
                const bool there = first + r < rows;
                const float *row = there ? x + (first + r) * stride + s : x;
                ask_ahead(row, 4 * LANES);
                ask_ahead(row, 5 * LANES);
                block[r] = round_pairs(row, there ? count : 0);
            }
            aiki_transpose(block);
            float *out = (float *)memory + s / 2 * AIKI_PANEL + first;
            for (size_t u = 0; 2 * u < count; u++) {
                _mm512_storeu_si512(out + u * AIKI_PANEL, block[u]);
            }
        }
    }
}

// Two rows of the source become the pairs of a row of the panel.
static AIKI_BF16 void aiki_pack_across_bf16_avx512(
    const float *x, size_t stride, size_t rows, size_t summed, void *memory)
{
    float *out = memory;
    for (size_t s = 0; s < summed; s += 2) {
        const float *a = x + s * stride, *b = s + 1 < summed ? a + stride : a;
        for (size_t r = 0; r < rows; r += LANES) {
            const __mmask16 lanes = aiki_step_lanes(r, rows);
            ask_ahead(a + r, ROWS_AHEAD * stride);
            ask_ahead(b + r, ROWS_AHEAD * stride);
            _mm512_storeu_si512(
                out + s / 2 * AIKI_PANEL + r,
                aiki_pairs(_mm512_maskz_loadu_ps(lanes, a + r),
                           _mm512_maskz_loadu_ps(s + 1 < summed ? lanes : 0, b + r)));
        }
    }
}

// Stores the pairs a[i], b[i] of thirty-two numbers each.
BLOCKS_INLINE void store_pairs(__m512i a, __m512i b, float *out)
{
    static const uint16_t orders[2][32] = {
        {0, 32, 1, 33, 2,  34, 3,  35, 4,  36, 5,  37, 6,  38, 7,  39,
         8, 40, 9, 41, 10, 42, 11, 43, 12, 44, 13, 45, 14, 46, 15, 47},
        {16, 48, 17, 49, 18, 50, 19, 51, 20, 52, 21, 53, 22, 54, 23, 55,
         24, 56, 25, 57, 26, 58, 27, 59, 28, 60, 29, 61, 30, 62, 31, 63},
    };
    _mm512_storeu_si512(out, _mm512_permutex2var_epi16(a, _mm512_loadu_si512(orders[0]), b));
    _mm512_storeu_si512(
        out + LANES, _mm512_permutex2var_epi16(a, _mm512_loadu_si512(orders[1]), b));
}

// Which of the thirty-two numbers from `first` on there are.
BLOCKS_INLINE __mmask32 aiki_step_shorts(size_t first, size_t count)
{
    return count - first < 32 ? (1u << (count - first)) - 1 : ~0u;
}

// Up to thirty-two numbers of binary16 or BF16 in their order; zeros behind them.
BLOCKS_INLINE __m512i load_short(const bool half, const char *x, __mmask32 lanes)
{
    const __m512i numbers = _mm512_maskz_loadu_epi16(lanes, x);
    if (!half) return numbers;
    return aiki_rounded(_mm512_cvtph_ps(_mm512_castsi512_si256(numbers)),
                        _mm512_cvtph_ps(_mm512_extracti64x4_epi64(numbers, 1)));
}

BLOCKS_INLINE void pack_short_rows(
    const bool half, const char *x, size_t row_bytes, size_t rows, size_t summed, float *out)
{
    for (size_t first = 0; first < rows; first += LANES) {
        const char *base = x + first * row_bytes;
        for (size_t s = 0; s < summed; s += 2 * LANES) {
            const __mmask32 lanes = aiki_step_shorts(s, summed);
            __m512i block[LANES];
            for (size_t r = 0; r < LANES; r++) {
                const bool there = first + r < rows;
                const char *row = there ? base + r * row_bytes + 2 * s : x;
                ask_ahead((const float *)row, 4 * LANES);
                block[r] = load_short(half, row, there ? lanes : 0);
            }
            aiki_transpose(block);
            const size_t units = (summed - s + 1) / 2;
            for (size_t u = 0; u < LANES && u < units; u++) {
                _mm512_storeu_si512(out + (s / 2 + u) * AIKI_PANEL + first, block[u]);
            }
        }
    }
}

BLOCKS_INLINE void pack_short_across(
    const bool half, const char *x, size_t row_bytes, size_t rows, size_t summed, float *out)
{
    for (size_t s = 0; s < summed; s += 2) {
        for (size_t r = 0; r < rows; r += 2 * LANES) {
            const __mmask32 lanes = aiki_step_shorts(r, rows);
            const char *row = x + s * row_bytes + 2 * r;
            const __m512i a = load_short(half, row, lanes);
            const bool two = s + 1 < summed;
            _mm_prefetch(row + SHORT_ROWS_AHEAD * row_bytes, _MM_HINT_T0);
            _mm_prefetch(row + (SHORT_ROWS_AHEAD + 1) * row_bytes, _MM_HINT_T0);
            const __m512i b = load_short(half, two ? row + row_bytes : x, two ? lanes : 0);
            store_pairs(a, b, out + s / 2 * AIKI_PANEL + r);
        }
    }
}

static AIKI_BF16 void aiki_pack_f16_rows_avx512(
    const void *x, size_t row_bytes, size_t rows, size_t summed, void *out)
{
    pack_short_rows(true, x, row_bytes, rows, summed, out);
}

static AIKI_BF16 void aiki_pack_f16_across_avx512(
    const void *x, size_t row_bytes, size_t rows, size_t summed, void *out)
{
    pack_short_across(true, x, row_bytes, rows, summed, out);
}

static AIKI_BF16 void aiki_pack_bf16_rows_avx512(
    const void *x, size_t row_bytes, size_t rows, size_t summed, void *out)
{
    pack_short_rows(false, x, row_bytes, rows, summed, out);
}

static AIKI_BF16 void aiki_pack_bf16_across_avx512(
    const void *x, size_t row_bytes, size_t rows, size_t summed, void *out)
{
    pack_short_across(false, x, row_bytes, rows, summed, out);
}

static AIKI_BF16 void aiki_exp_rows_bf16_avx512(
    const float *x, size_t stride, size_t rows, size_t columns, const float *shifts, uint16_t *out,
    size_t out_stride, float *sums)
{
    for (size_t r = 0; r < rows; r++) {
        const __m512 shift = _mm512_set1_ps(shifts[r]);
        __m512 sum = _mm512_setzero_ps();
        for (size_t c = 0; c < columns; c += 2 * LANES) {
            const size_t count = columns - c < 2 * LANES ? columns - c : 2 * LANES;
            const __mmask16 low = aiki_first_lanes(count < LANES ? count : LANES);
            const __mmask16 high = aiki_first_lanes(count < LANES ? 0 : count - LANES);
            const float *row = x + r * stride + c;
            const __m512 a = _mm512_maskz_mov_ps(
                low, aiki_exp(_mm512_sub_ps(_mm512_maskz_loadu_ps(low, row), shift)));
            const __m512 b = _mm512_maskz_mov_ps(
                high, aiki_exp(_mm512_sub_ps(_mm512_maskz_loadu_ps(high, row + LANES), shift)));
            sum = _mm512_add_ps(sum, _mm512_add_ps(a, b));
            _mm512_mask_storeu_epi32(out + r * out_stride + c, aiki_first_lanes((count + 1) / 2),
                                     aiki_rounded(a, b));
        }
        sums[r] = aiki_sum_lanes(sum);
    }
}

static AIKI_BF16 void aiki_pair_rows_bf16_avx512(
    const uint16_t *x, size_t stride, size_t columns, size_t rows, void *memory)
{
    for (size_t r = 0; r < rows; r += 2) {
        float *out = (float *)memory + r / 2 * AIKI_PANEL;
        for (size_t c = 0; c < columns; c += 2 * LANES) {
            const uint16_t *row = x + r * stride + c;
            const __m512i a = _mm512_loadu_si512(row);
            const __m512i b =
                r + 1 < rows ? _mm512_loadu_si512(row + stride) : _mm512_setzero_si512();
            _mm_prefetch((const char *)(row + ROWS_AHEAD * stride), _MM_HINT_T0);
            _mm_prefetch((const char *)(row + (ROWS_AHEAD + 1) * stride), _MM_HINT_T0);
            store_pairs(a, b, out + c);
        }
    }
}

void aiki_install_product_bf16_avx512(AikiKernels *kernels)
{
    if (!__builtin_cpu_supports("avx512bf16")) return;
    kernels->training.exp_rows_bf16 = aiki_exp_rows_bf16_avx512;
    kernels->training.pair_rows_bf16 = aiki_pair_rows_bf16_avx512;
    kernels->training.product_bf16 = (AikiProduct){
        .unit = 2,
        .load_row = aiki_load_row_bf16_avx512,
        .pack_rows = aiki_pack_rows_bf16_avx512,
        .pack_across = aiki_pack_across_bf16_avx512,
        .pack_f16 = {aiki_pack_f16_rows_avx512, aiki_pack_f16_across_avx512},
        .pack_bf16 = {aiki_pack_bf16_rows_avx512, aiki_pack_bf16_across_avx512},
        .multiply = multiply_units,
    };
}

#endif
