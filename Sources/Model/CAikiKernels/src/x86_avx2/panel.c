// Panels for AVX2: 64 rows of weights as 16-bit integers, two columns at a time, so that one
// broadcast of a token's two quants meets eight rows in a register.
//
// Bytes would be half as long, but their products overflow the 16 bits in which maddubs adds them
// unless signs are moved from one factor to the other for every product.
#if defined(__x86_64__)

#include "vectors.h"

// 12 sums, 2 weights, a broadcast and a product are the 16 registers there are.
enum { PANEL_ROWS = 64, VECTORS = 2, TOKENS = 6, PAIRS = AIKI_GROUP / 2 };

typedef struct {
    int16_t quants[PAIRS][PANEL_ROWS][2];
    float scales[PANEL_ROWS];
} Panel;

// Eight rows of eight 32-bit words: rows become columns.
AIKI_AVX2_INLINE void transpose(__m256i r[8])
{
    __m256i t[8];
    for (int i = 0; i < 8; i += 2) {
        t[i] = _mm256_unpacklo_epi32(r[i], r[i + 1]);
        t[i + 1] = _mm256_unpackhi_epi32(r[i], r[i + 1]);
    }
    for (int i = 0; i < 8; i += 4) {
        r[i] = _mm256_unpacklo_epi64(t[i], t[i + 2]);
        r[i + 1] = _mm256_unpackhi_epi64(t[i], t[i + 2]);
        r[i + 2] = _mm256_unpacklo_epi64(t[i + 1], t[i + 3]);
        r[i + 3] = _mm256_unpackhi_epi64(t[i + 1], t[i + 3]);
    }
    for (int i = 0; i < 4; i++) {
        t[i] = _mm256_permute2x128_si256(r[i], r[i + 4], 0x20);
        t[i + 4] = _mm256_permute2x128_si256(r[i], r[i + 4], 0x31);
    }
    for (int i = 0; i < 8; i++) r[i] = t[i];
}

// One row's quants in order; returns the scale.
AIKI_AVX2_INLINE float quantize_row(const float *numbers, int16_t quants[AIKI_GROUP])
{
    __m256 largest = _mm256_setzero_ps();
    for (int i = 0; i < AIKI_GROUP; i += 8) {
        largest = _mm256_max_ps(largest, aiki_magnitude(_mm256_loadu_ps(numbers + i)));
    }
    const float maximum = aiki_largest_lane(largest);
    const float inverse = maximum >= 0x1p-100f ? 127 / maximum : 0;
    const __m256 factor = _mm256_set1_ps(inverse);
    for (int i = 0; i < AIKI_GROUP; i += 16) {
        const __m256 low = _mm256_mul_ps(_mm256_loadu_ps(numbers + i), factor);
        const __m256 high = _mm256_mul_ps(_mm256_loadu_ps(numbers + i + 8), factor);
        const __m256i packed =
            _mm256_packs_epi32(_mm256_cvtps_epi32(low), _mm256_cvtps_epi32(high));
        _mm256_storeu_si256((__m256i *)(quants + i), _mm256_permute4x64_epi64(packed, 0xd8));
    }
    return inverse > 0 ? maximum / 127 : 0;
}

static AIKI_AVX2 void aiki_pack_panel_avx2(
    const float *numbers, size_t stride, size_t first, void *memory)
{
    Panel *panel = memory;
    for (size_t n0 = first; n0 < first + AIKI_PANEL_STEP; n0 += 8, numbers += 8 * stride) {
        int16_t rows[8][AIKI_GROUP];
        for (size_t n = 0; n < 8; n++) {
            panel->scales[n0 + n] = quantize_row(numbers + n * stride, rows[n]);
        }
        for (int p = 0; p < PAIRS; p += 8) {
            __m256i r[8];
            for (int n = 0; n < 8; n++) r[n] = _mm256_loadu_si256((__m256i *)(rows[n] + 2 * p));
            transpose(r);
            for (int q = 0; q < 8; q++) {
                _mm256_storeu_si256((__m256i *)panel->quants[p + q][n0], r[q]);
            }
        }
    }
}

// Sixteen rows by a constant count of tokens.
AIKI_AVX2_INLINE void multiply_rows(
    const int tokens, const Panel *panel, size_t first, const int32_t quants[TOKENS][PAIRS],
    const float *scales, float *y)
{
    __m256i sums[TOKENS][VECTORS];
    for (int t = 0; t < tokens; t++) {
        for (int v = 0; v < VECTORS; v++) sums[t][v] = _mm256_setzero_si256();
    }
    for (int p = 0; p < PAIRS; p++) {
        __m256i weights[VECTORS];
        for (int v = 0; v < VECTORS; v++) {
            weights[v] =
                _mm256_loadu_si256((const __m256i *)panel->quants[p][first + 8 * (size_t)v]);
        }
        for (int t = 0; t < tokens; t++) {
            const __m256i pair = _mm256_set1_epi32(quants[t][p]);
            for (int v = 0; v < VECTORS; v++) {
                sums[t][v] = _mm256_add_epi32(sums[t][v], _mm256_madd_epi16(weights[v], pair));
            }
        }
    }
    for (int v = 0; v < VECTORS; v++) {
        const __m256 rows = _mm256_loadu_ps(panel->scales + first + 8 * (size_t)v);
        for (int t = 0; t < tokens; t++) {
            float *target = y + (size_t)t * PANEL_ROWS + first + 8 * (size_t)v;
            const __m256 scale = _mm256_mul_ps(rows, _mm256_set1_ps(scales[t]));
            _mm256_storeu_ps(target, _mm256_fmadd_ps(_mm256_cvtepi32_ps(sums[t][v]), scale,
                                                     _mm256_loadu_ps(target)));
        }
    }
}

AIKI_AVX2_INLINE void multiply_some(
    const int tokens, const Panel *panel, const int8_t *quants, const float *scales, float *y)
{
    int32_t wide[TOKENS][PAIRS];
    for (int t = 0; t < tokens; t++) {
        for (int k = 0; k < AIKI_GROUP; k += 16) {
            const __m128i bytes = _mm_loadu_si128((const __m128i *)(quants + t * AIKI_GROUP + k));
            _mm256_storeu_si256((__m256i *)(wide[t] + k / 2), _mm256_cvtepi8_epi16(bytes));
        }
    }
    for (size_t n = 0; n < PANEL_ROWS; n += 8 * VECTORS) {
        multiply_rows(tokens, panel, n, wide, scales, y);
    }
}

static AIKI_AVX2 void aiki_multiply_panel_avx2(
    const void *panel, const int8_t *quants, const float *scales, const int32_t *sums,
    size_t tokens, float *y)
{
    (void)sums;
    size_t t = 0;
    for (; t + TOKENS <= tokens; t += TOKENS) {
        multiply_some(TOKENS, panel, quants + t * AIKI_GROUP, scales + t, y + t * PANEL_ROWS);
    }
    quants += t * AIKI_GROUP, scales += t, y += t * PANEL_ROWS;
    switch (tokens - t) {
    case 5: multiply_some(5, panel, quants, scales, y); break;
    case 4: multiply_some(4, panel, quants, scales, y); break;
    case 3: multiply_some(3, panel, quants, scales, y); break;
    case 2: multiply_some(2, panel, quants, scales, y); break;
    case 1: multiply_some(1, panel, quants, scales, y); break;
    default: break;
    }
}

void aiki_install_panel_avx2(AikiKernels *kernels)
{
    kernels->panel_rows = PANEL_ROWS;
    kernels->panel_bytes = sizeof(Panel);
    kernels->pack_panel = aiki_pack_panel_avx2;
    kernels->multiply_panel = aiki_multiply_panel_avx2;
}

#endif
