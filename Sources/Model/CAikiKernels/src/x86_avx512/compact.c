// Compact BF16: a block's upper bytes come from a register of sixteen by the codes, and are interleaved
// with the lower ones.
#if defined(__x86_64__)

#include "../compact.h"
#include "compact.h"
#include "dot_rows.h"

#define AIKI_VBMI                                                                                  \
    __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512vbmi,avx512vbmi2,avx2,fma,"    \
                          "f16c,popcnt")))
#define AIKI_VBMI_INLINE static inline __attribute__((always_inline)) AIKI_VBMI

enum { HALF = AIKI_COMPACT / 2 };

// The bytes of a block, 64 numbers a register.
typedef struct {
    __m512i lower[2];
    __m512i upper[2];
} Bytes;

AIKI_VBMI_INLINE __mmask64 escapes_among(__m512i codes)
{
    const __m512i escape = _mm512_set1_epi8(AIKI_ESCAPE_CODE);
    return _mm512_cmpeq_epi8_mask(_mm512_and_si512(codes, escape), escape);
}

AIKI_VBMI_INLINE void read_block(const BlockCompactBF16 *block, Bytes *bytes)
{
    const __m512i four = _mm512_set1_epi8(15);
    const __m512i codes = _mm512_loadu_si512(block->codes);
    const __m512i low = _mm512_and_si512(codes, four);
    const __m512i high = _mm512_and_si512(_mm512_srli_epi16(codes, 4), four);
    const __m512i offsets =
        _mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)aiki_code_offsets));
    const __m512i table =
        _mm512_add_epi8(_mm512_set1_epi8((char)(block->base & 127)), offsets);
    bytes->lower[0] = _mm512_loadu_si512(block->lower);
    bytes->lower[1] = _mm512_loadu_si512(block->lower + HALF);
    bytes->upper[0] = _mm512_shuffle_epi8(table, low);
    bytes->upper[1] = _mm512_shuffle_epi8(table, high);
    if (__builtin_expect(block->base & AIKI_HAS_ESCAPES, 0)) {
        const __mmask64 first = escapes_among(low), second = escapes_among(high);
        const size_t some = (size_t)__builtin_popcountll(first);
        const uint8_t *upper =
            aiki_escapes_of(block, some + (size_t)__builtin_popcountll(second));
        bytes->upper[0] =
            _mm512_mask_expand_epi8(bytes->upper[0], first, _mm512_loadu_si512(upper));
        bytes->upper[1] =
            _mm512_mask_expand_epi8(bytes->upper[1], second, _mm512_loadu_si512(upper + some));
    }
}

// Numbers 32 * part ... of a block: pairs of those 16 apart.
AIKI_VBMI_INLINE __m512i pairs(const Bytes *bytes, const int part)
{
    const __m512i lower = bytes->lower[part / 2], upper = bytes->upper[part / 2];
    return part % 2 ? _mm512_unpackhi_epi8(lower, upper) : _mm512_unpacklo_epi8(lower, upper);
}

AIKI_VBMI_INLINE void floats(const Bytes *bytes, const int part, __m512 v[2])
{
    const __m512i both = pairs(bytes, part);
    v[0] = _mm512_castsi512_ps(_mm512_slli_epi32(both, 16));
    v[1] = _mm512_castsi512_ps(_mm512_and_si512(both, _mm512_set1_epi32((int)0xffff0000)));
}

#define ROWS_INLINE AIKI_VBMI_INLINE
#define Vector __m512
#define vector_zero _mm512_setzero_ps
#define vector_load _mm512_loadu_ps
#define vector_store _mm512_storeu_ps
#define vector_product _mm512_fmadd_ps
#include "../compact_rows.h"

static AIKI_VBMI void aiki_dequantize_compact_bf16_avx512(
    const void *blocks, size_t count, float *out)
{
    dequantize_blocks(blocks, count, out);
}

AIKI_VBMI void aiki_expand_compact_bf16_avx512(const void *block, uint16_t *out)
{
    static const uint16_t order[32] = {
        0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30,
        1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31,
    };
    const __m512i in_order = _mm512_loadu_si512(order);
    Bytes bytes;
    read_block(block, &bytes);
    AIKI_UNROLL
    for (int part = 0; part < PARTS; part++) {
        _mm512_storeu_si512(
            out + PART * part, _mm512_permutexvar_epi16(in_order, pairs(&bytes, part)));
    }
}

static AIKI_VBMI void aiki_dot_rows_compact_bf16_avx512(
    const void *rows, size_t row_bytes, size_t row_count, const float *x, size_t columns, float *y)
{
    dot_all(false, rows, row_bytes, row_count, x, columns, y);
}

static AIKI_VBMI void aiki_dot_rows_compact_bf16_streams(
    const void *rows, size_t row_bytes, size_t row_count, const float *x, size_t columns, float *y)
{
    dot_all(true, rows, row_bytes, row_count, x, columns, y);
}

AIKI_VBMI_INLINE uint8_t largest(__m512i v)
{
    const __m256i half =
        _mm256_max_epu8(_mm512_castsi512_si256(v), _mm512_extracti64x4_epi64(v, 1));
    return largest_byte(
        _mm_max_epu8(_mm256_castsi256_si128(half), _mm256_extracti128_si256(half, 1)));
}

// The codes of 64 upper bytes; their escapes go to `escapes`, which has room for 64, and are counted.
AIKI_VBMI_INLINE __m512i codes_of(__m512i upper, __m512i base, uint8_t *escapes, size_t *count)
{
    const __m512i magnitudes = _mm512_and_si512(upper, _mm512_set1_epi8(127));
    const __m512i escape = _mm512_set1_epi8(AIKI_ESCAPE_CODE);
    const __m512i below = _mm512_min_epu8(_mm512_sub_epi8(base, magnitudes), escape);
    const __mmask64 are_escapes = _mm512_cmpeq_epi8_mask(below, escape);
    _mm512_storeu_si512(escapes, _mm512_maskz_compress_epi8(are_escapes, upper));
    *count = (size_t)__builtin_popcountll(are_escapes);
    const __m512i signs =
        _mm512_and_si512(_mm512_srli_epi16(upper, 4), _mm512_set1_epi8(8));
    return _mm512_or_si512(signs, below);
}

// Thirty-two numbers as BF16; the digits of F16 that BF16 has no place for are added to `rest`.
AIKI_VBMI_INLINE __m512i read_numbers(const bool half, const char *bytes, __m512i *rest)
{
    if (!half) return _mm512_loadu_si512(bytes);
    __m256i upper[2];
    for (int i = 0; i < 2; i++) {
        const __m512i v = _mm512_castps_si512(
            _mm512_cvtph_ps(_mm256_loadu_si256((const __m256i *)bytes + i)));
        *rest = _mm512_or_si512(*rest, _mm512_slli_epi32(v, 16));
        upper[i] = _mm512_cvtepi32_epi16(_mm512_srli_epi32(v, 16));
    }
    return _mm512_inserti64x4(_mm512_castsi256_si512(upper[0]), upper[1], 1);
}

AIKI_VBMI_INLINE bool compact(
    const bool half, const void *numbers, size_t count, void *blocks, AikiEscapes *escapes)
{
    uint8_t evens[HALF], odds[HALF];
    for (size_t place = 0; place < HALF; place++) {
        evens[place] = (uint8_t)(2 * aiki_element_at(place));
        odds[place] = (uint8_t)(evens[place] + 1);
    }
    const __m512i lower_order = _mm512_loadu_si512(evens);
    const __m512i upper_order = _mm512_loadu_si512(odds);
    const __m512i magnitude = _mm512_set1_epi8(127);
    const char *bytes = numbers;
    BlockCompactBF16 *block = blocks;
    for (; count > 0; count--, block++, bytes += 2 * AIKI_COMPACT) {
        __m512i lower[2], upper[2], rest = _mm512_setzero_si512();
        for (int i = 0; i < 2; i++) {
            const __m512i a = read_numbers(half, bytes + i * 2 * HALF, &rest);
            const __m512i b = read_numbers(half, bytes + i * 2 * HALF + 64, &rest);
            lower[i] = _mm512_permutex2var_epi8(a, lower_order, b);
            upper[i] = _mm512_permutex2var_epi8(a, upper_order, b);
        }
        if (half && _mm512_test_epi32_mask(rest, rest)) return false;
        const uint8_t base = largest(_mm512_max_epu8(
            _mm512_and_si512(upper[0], magnitude), _mm512_and_si512(upper[1], magnitude)));
        const __m512i bases = _mm512_set1_epi8((char)base);
        uint8_t found[AIKI_COMPACT];
        size_t some, others;
        const __m512i low = codes_of(upper[0], bases, found, &some);
        const __m512i high = codes_of(upper[1], bases, found + some, &others);
        block->base = base;
        _mm512_storeu_si512(block->codes, _mm512_or_si512(low, _mm512_slli_epi16(high, 4)));
        _mm512_storeu_si512(block->lower, lower[0]);
        _mm512_storeu_si512(block->lower + HALF, lower[1]);
        if (!aiki_put_escapes(block, found, some + others, escapes)) return false;
    }
    return true;
}

static AIKI_VBMI bool aiki_compact_avx512(
    bool half, const void *numbers, size_t count, void *blocks, AikiEscapes *escapes)
{
    return half ? compact(true, numbers, count, blocks, escapes)
                : compact(false, numbers, count, blocks, escapes);
}

bool aiki_compact_supported(void)
{
    return __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vbmi2")
           && __builtin_cpu_supports("popcnt");
}

void aiki_install_compact_avx512(AikiKernels *kernels)
{
    // Those for AVX2 stand in, with sums in another order than BF16's here.
    kernels->multiplies_compact = aiki_compact_supported();
    if (!kernels->multiplies_compact) return;
    kernels->compact = aiki_compact_avx512;
    kernels->dequantize[AIKI_TYPE_COMPACT_BF16] = aiki_dequantize_compact_bf16_avx512;
    kernels->dot_rows[AIKI_TYPE_COMPACT_BF16] = aiki_rows_pay_in_streams()
                                                    ? aiki_dot_rows_compact_bf16_streams
                                                    : aiki_dot_rows_compact_bf16_avx512;
}

#endif
