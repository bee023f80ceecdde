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

// What numbers are stored as.
typedef enum { FLOATS, HALVES, SHORTS } Stored;

BLOCKS_INLINE size_t width_of(const Stored stored)
{
    return stored == FLOATS ? sizeof(float) : sizeof(uint16_t);
}

// Asks for thirty-two numbers that will be packed later: rows of a source stand too far apart for the
// hardware to foresee. Harmless beyond the end of memory.
BLOCKS_INLINE void ask_for(const Stored stored, const char *x)
{
    _mm_prefetch(x, _MM_HINT_T0);
    if (stored == FLOATS) _mm_prefetch(x + 64, _MM_HINT_T0);
}

// Bytes of a row that are asked for ahead; and rows that are, where they are packed across, of as many
// lines.
enum { BYTES_AHEAD = 256 };

BLOCKS_INLINE size_t rows_ahead(const Stored stored) { return stored == FLOATS ? 12 : 24; }

// Thirty-two numbers, in their order.
BLOCKS_INLINE __m512i round_pairs(const float *x, size_t count)
{
    const __mmask16 low = aiki_first_lanes(count < LANES ? count : LANES);
    const __mmask16 high = aiki_first_lanes(count < LANES ? 0 : count - LANES);
    return aiki_rounded(_mm512_maskz_loadu_ps(low, x), _mm512_maskz_loadu_ps(high, x + LANES));
}

// Up to thirty-two stored numbers, in their order; zeros behind them.
BLOCKS_INLINE __m512i load_numbers(const Stored stored, const char *x, size_t count)
{
    if (stored == FLOATS) return round_pairs((const float *)x, count);
    const __mmask32 lanes = count < 2 * LANES ? (1u << count) - 1 : ~0u;
    const __m512i numbers = _mm512_maskz_loadu_epi16(lanes, x);
    if (stored == SHORTS) return numbers;
    return aiki_rounded(_mm512_cvtph_ps(_mm512_castsi512_si256(numbers)),
                        _mm512_cvtph_ps(_mm512_extracti64x4_epi64(numbers, 1)));
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
BLOCKS_INLINE void pack_rows(const Stored stored, const char *x, size_t row_bytes, size_t rows,
                             size_t summed, float *out)
{
    for (size_t first = 0; first < rows; first += LANES) {
        const char *base = x + first * row_bytes;
        for (size_t s = 0; s < summed; s += 2 * LANES) {
            const size_t count = summed - s < 2 * LANES ? summed - s : 2 * LANES;
            __m512i block[LANES];
            for (size_t r = 0; r < LANES; r++) {
                const bool there = first + r < rows;
                const char *row = there ? base + r * row_bytes + s * width_of(stored) : x;
                ask_for(stored, row + BYTES_AHEAD);
                block[r] = load_numbers(stored, row, there ? count : 0);
            }
            aiki_transpose(block);
            for (size_t u = 0; 2 * u < count; u++) {
                _mm512_storeu_si512(out + (s / 2 + u) * AIKI_PANEL + first, block[u]);
            }
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

// Two rows of the source become the pairs of a row of the panel.
BLOCKS_INLINE void pack_across(const Stored stored, const char *x, size_t row_bytes, size_t rows,
                               size_t summed, float *out)
{
    for (size_t s = 0; s < summed; s += 2) {
        for (size_t r = 0; r < rows; r += 2 * LANES) {
            const size_t count = rows - r < 2 * LANES ? rows - r : 2 * LANES;
            const bool two = s + 1 < summed;
            const char *row = x + s * row_bytes + r * width_of(stored);
            const char *ahead = row + rows_ahead(stored) * row_bytes;
            ask_for(stored, ahead);
            ask_for(stored, ahead + row_bytes);
            const __m512i a = load_numbers(stored, row, count);
            const __m512i b =
                load_numbers(stored, two ? row + row_bytes : x, two ? count : 0);
            store_pairs(a, b, out + s / 2 * AIKI_PANEL + r);
        }
    }
}

#define DEFINE_PACK(name, stored)                                                                  \
    static AIKI_BF16 void aiki_pack_##name##_rows_avx512(                                          \
        const void *x, size_t row_bytes, size_t rows, size_t summed, void *out)                    \
    {                                                                                              \
        pack_rows(stored, x, row_bytes, rows, summed, out);                                        \
    }                                                                                              \
    static AIKI_BF16 void aiki_pack_##name##_across_avx512(                                        \
        const void *x, size_t row_bytes, size_t rows, size_t summed, void *out)                    \
    {                                                                                              \
        pack_across(stored, x, row_bytes, rows, summed, out);                                      \
    }

DEFINE_PACK(f16, HALVES)
DEFINE_PACK(bf16, SHORTS)

static AIKI_BF16 void aiki_pack_rows_bf16_avx512(
    const float *x, size_t stride, size_t rows, size_t summed, void *out)
{
    pack_rows(FLOATS, (const char *)x, stride * sizeof *x, rows, summed, out);
}

static AIKI_BF16 void aiki_pack_across_bf16_avx512(
    const float *x, size_t stride, size_t rows, size_t summed, void *out)
{
    pack_across(FLOATS, (const char *)x, stride * sizeof *x, rows, summed, out);
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
    pack_across(SHORTS, (const char *)x, stride * sizeof *x, columns, rows, memory);
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
