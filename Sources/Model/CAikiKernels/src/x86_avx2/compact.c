// Compact BF16, as for AVX-512; escapes are put in their places one by one.
#if defined(__x86_64__)

#include "../compact.h"
#include "vectors.h"

enum { HALF = AIKI_COMPACT / 2, QUARTER = AIKI_COMPACT / 4 };

// The bytes of a block, 32 places a register.
typedef struct {
    __m256i lower[4];
    __m256i upper[4];
} Bytes;

AIKI_AVX2_INLINE __m256i load(const void *bytes) { return _mm256_loadu_si256(bytes); }

AIKI_AVX2_INLINE void store(void *bytes, __m256i v) { _mm256_storeu_si256(bytes, v); }

AIKI_AVX2_INLINE __m256i below_of(__m256i codes)
{
    return _mm256_and_si256(codes, _mm256_set1_epi8(AIKI_ESCAPE_CODE));
}

static AIKI_AVX2 void put_escapes(
    const BlockCompactBF16 *block, const __m256i codes[4], __m256i upper[4])
{
    uint8_t below[AIKI_COMPACT], bytes[AIKI_COMPACT];
    size_t count = 0;
    for (int i = 0; i < 4; i++) {
        store(below + QUARTER * i, below_of(codes[i]));
        store(bytes + QUARTER * i, upper[i]);
    }
    for (int place = 0; place < AIKI_COMPACT; place++) count += below[place] == AIKI_ESCAPE_CODE;
    const uint8_t *escape = aiki_escapes_of(block, count);
    for (int place = 0; place < AIKI_COMPACT; place++) {
        if (below[place] == AIKI_ESCAPE_CODE) bytes[place] = *escape++;
    }
    for (int i = 0; i < 4; i++) upper[i] = load(bytes + QUARTER * i);
}

AIKI_AVX2_INLINE void read_block(const BlockCompactBF16 *block, Bytes *bytes)
{
    const __m256i offsets =
        _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)aiki_code_offsets));
    const __m256i table =
        _mm256_add_epi8(_mm256_set1_epi8((char)(block->base & 127)), offsets);
    const __m256i four = _mm256_set1_epi8(15);
    __m256i codes[4];
    for (int i = 0; i < 2; i++) {
        const __m256i both = load(block->codes + QUARTER * i);
        codes[i] = _mm256_and_si256(both, four);
        codes[2 + i] = _mm256_and_si256(_mm256_srli_epi16(both, 4), four);
    }
    for (int i = 0; i < 4; i++) {
        bytes->lower[i] = load(block->lower + QUARTER * i);
        bytes->upper[i] = _mm256_shuffle_epi8(table, codes[i]);
    }
    if (__builtin_expect(block->base & AIKI_HAS_ESCAPES, 0)) {
        put_escapes(block, codes, bytes->upper);
    }
}

// Numbers 32 * part ... of a block.
AIKI_AVX2_INLINE void floats(const Bytes *bytes, const int part, __m256 v[4])
{
    const __m256i upper = _mm256_set1_epi32((int)0xffff0000);
    for (int i = 0; i < 2; i++) {
        const __m256i low = bytes->lower[part / 2 * 2 + i];
        const __m256i high = bytes->upper[part / 2 * 2 + i];
        const __m256i pairs =
            part % 2 ? _mm256_unpackhi_epi8(low, high) : _mm256_unpacklo_epi8(low, high);
        v[i] = _mm256_castsi256_ps(_mm256_slli_epi32(pairs, 16));
        v[2 + i] = _mm256_castsi256_ps(_mm256_and_si256(pairs, upper));
    }
}

#define ROWS_INLINE AIKI_AVX2_INLINE
#define Vector __m256
#define vector_zero _mm256_setzero_ps
#define vector_load _mm256_loadu_ps
#define vector_store _mm256_storeu_ps
#define vector_product _mm256_fmadd_ps
#include "../compact_rows.h"

static AIKI_AVX2 void aiki_dequantize_compact_bf16_avx2(
    const void *blocks, size_t count, float *out)
{
    dequantize_blocks(blocks, count, out);
}

static AIKI_AVX2 void aiki_dot_rows_compact_bf16_avx2(
    const void *rows, size_t row_bytes, size_t row_count, const float *x, size_t columns, float *y)
{
    dot_all(true, rows, row_bytes, row_count, x, columns, y);
}

// Sixteen numbers as BF16; the digits of F16 that BF16 has no place for are added to `rest`.
AIKI_AVX2_INLINE __m256i read_numbers(const bool half, const char *bytes, __m256i *rest)
{
    if (!half) return load(bytes);
    __m256i v[2];
    for (int i = 0; i < 2; i++) {
        v[i] = _mm256_castps_si256(
            _mm256_cvtph_ps(_mm_loadu_si128((const __m128i *)bytes + i)));
        *rest = _mm256_or_si256(*rest, _mm256_slli_epi32(v[i], 16));
        v[i] = _mm256_srli_epi32(v[i], 16);
    }
    return _mm256_permute4x64_epi64(_mm256_packus_epi32(v[0], v[1]), 0xd8);
}

// The bytes of 64 numbers, by places.
AIKI_AVX2_INLINE void read_half(const bool half, const char *bytes, __m256i lower[2],
                                __m256i upper[2], __m256i *rest)
{
    const __m256i byte = _mm256_set1_epi16(255);
    __m256i low[2], high[2];
    for (int s = 0; s < 2; s++) {
        const __m256i a = read_numbers(half, bytes + 64 * s, rest);
        const __m256i b = read_numbers(half, bytes + 64 * s + 32, rest);
        low[s] = _mm256_unpacklo_epi16(a, b);
        high[s] = _mm256_unpackhi_epi16(a, b);
    }
    const __m256i even = _mm256_packus_epi16(
        _mm256_and_si256(low[0], byte), _mm256_and_si256(low[1], byte));
    const __m256i odd = _mm256_packus_epi16(
        _mm256_and_si256(high[0], byte), _mm256_and_si256(high[1], byte));
    lower[0] = _mm256_permute2x128_si256(even, odd, 0x20);
    lower[1] = _mm256_permute2x128_si256(even, odd, 0x31);
    const __m256i upper_even =
        _mm256_packus_epi16(_mm256_srli_epi16(low[0], 8), _mm256_srli_epi16(low[1], 8));
    const __m256i upper_odd =
        _mm256_packus_epi16(_mm256_srli_epi16(high[0], 8), _mm256_srli_epi16(high[1], 8));
    upper[0] = _mm256_permute2x128_si256(upper_even, upper_odd, 0x20);
    upper[1] = _mm256_permute2x128_si256(upper_even, upper_odd, 0x31);
}

// Upper bytes of escapes among 128 places, in order; returns how many.
static AIKI_AVX2 size_t find_escapes(
    const __m256i below[4], const __m256i upper[4], uint8_t found[AIKI_COMPACT])
{
    size_t count = 0;
    for (int i = 0; i < 4; i++) {
        uint8_t bytes[QUARTER];
        store(bytes, upper[i]);
        uint32_t places = (uint32_t)_mm256_movemask_epi8(
            _mm256_cmpeq_epi8(below[i], _mm256_set1_epi8(AIKI_ESCAPE_CODE)));
        for (; places; places &= places - 1) found[count++] = bytes[__builtin_ctz(places)];
    }
    return count;
}

AIKI_AVX2_INLINE bool compact(
    const bool half, const void *numbers, size_t count, void *blocks, AikiEscapes *escapes)
{
    const __m256i magnitude = _mm256_set1_epi8(127);
    const char *bytes = numbers;
    BlockCompactBF16 *block = blocks;
    for (; count > 0; count--, block++, bytes += 2 * AIKI_COMPACT) {
        __m256i lower[4], upper[4], rest = _mm256_setzero_si256();
        read_half(half, bytes, lower, upper, &rest);
        read_half(half, bytes + 2 * HALF, lower + 2, upper + 2, &rest);
        if (half && !_mm256_testz_si256(rest, rest)) return false;
        __m256i largest = _mm256_setzero_si256();
        for (int i = 0; i < 4; i++) {
            largest = _mm256_max_epu8(largest, _mm256_and_si256(upper[i], magnitude));
        }
        const uint8_t base = largest_byte(_mm_max_epu8(
            _mm256_castsi256_si128(largest), _mm256_extracti128_si256(largest, 1)));
        __m256i below[4], codes[4];
        for (int i = 0; i < 4; i++) {
            const __m256i own = _mm256_and_si256(upper[i], magnitude);
            below[i] = _mm256_min_epu8(
                _mm256_sub_epi8(_mm256_set1_epi8((char)base), own),
                _mm256_set1_epi8(AIKI_ESCAPE_CODE));
            const __m256i sign =
                _mm256_and_si256(_mm256_srli_epi16(upper[i], 4), _mm256_set1_epi8(8));
            codes[i] = _mm256_or_si256(sign, below[i]);
            store(block->lower + QUARTER * i, lower[i]);
        }
        for (int i = 0; i < 2; i++) {
            store(block->codes + QUARTER * i,
                  _mm256_or_si256(codes[i], _mm256_slli_epi16(codes[2 + i], 4)));
        }
        block->base = base;
        uint8_t found[AIKI_COMPACT];
        if (!aiki_put_escapes(block, found, find_escapes(below, upper, found), escapes)) {
            return false;
        }
    }
    return true;
}

static AIKI_AVX2 bool aiki_compact_avx2(
    bool half, const void *numbers, size_t count, void *blocks, AikiEscapes *escapes)
{
    return half ? compact(true, numbers, count, blocks, escapes)
                : compact(false, numbers, count, blocks, escapes);
}

void aiki_install_compact_avx2(AikiKernels *kernels)
{
    kernels->compact = aiki_compact_avx2;
    kernels->multiplies_compact = true;
    kernels->dequantize[AIKI_TYPE_COMPACT_BF16] = aiki_dequantize_compact_bf16_avx2;
    kernels->dot_rows[AIKI_TYPE_COMPACT_BF16] = aiki_dot_rows_compact_bf16_avx2;
}

#endif
