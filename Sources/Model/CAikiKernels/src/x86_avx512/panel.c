// Panels for AVX-512 with VNNI: 64 rows of weights as unsigned bytes (quant + 128), by four columns
// at a time, so that one broadcast of a token's four quants meets sixteen rows in a register.
//
// vpdpbusd multiplies unsigned by signed bytes; the offset adds 128 times the sum of the token's
// quants to every sum, which therefore begins at minus that.
#if defined(__x86_64__)

#include <string.h>

#include "panel.h"

// 24 sums, 4 weights and a broadcast of the 32 registers there are.
enum { VECTORS = PANEL_ROWS / 16, TOKENS = 6 };

// The largest magnitudes of sixteen rows, one a lane.
AIKI_AVX512_INLINE __m512 largest_of_rows(const float *numbers, size_t stride)
{
    __m512i rows[16];
    for (size_t n = 0; n < AIKI_PANEL_STEP; n++) {
        __m512 largest = _mm512_setzero_ps();
        for (int i = 0; i < AIKI_GROUP; i += 16) {
            const __m512 magnitudes = _mm512_abs_ps(_mm512_loadu_ps(numbers + n * stride + i));
            largest = _mm512_max_ps(largest, magnitudes);
        }
        rows[n] = _mm512_castps_si512(largest);
    }
    aiki_transpose(rows);
    __m512 largest = _mm512_castsi512_ps(rows[0]);
    for (int i = 1; i < 16; i++) {
        largest = _mm512_max_ps(largest, _mm512_castsi512_ps(rows[i]));
    }
    return largest;
}

// Sixty-four numbers as bytes with their offset. Packing goes lane by lane: word 4 l + j holds
// columns 16 j + 4 l and the three after it.
AIKI_AVX512_INLINE __m512i quantize_64(const float *numbers, __m512 factor)
{
    __m512i v[4];
    for (int j = 0; j < 4; j++) {
        v[j] = _mm512_cvtps_epi32(_mm512_mul_ps(_mm512_loadu_ps(numbers + 16 * j), factor));
    }
    return _mm512_xor_si512(narrowed(v), _mm512_set1_epi8(-128));
}

static AIKI_AVX512 void aiki_pack_panel_avx512(
    const float *numbers, size_t stride, size_t first, void *memory)
{
    Panel *panel = memory;
    float factors[AIKI_PANEL_STEP];
    _mm512_storeu_ps(factors, scale_rows(largest_of_rows(numbers, stride), first, panel));
    for (int part = 0; part < AIKI_GROUP / 64; part++) {
        __m512i rows[16];
        for (size_t n = 0; n < AIKI_PANEL_STEP; n++) {
            rows[n] = quantize_64(numbers + n * stride + 64 * part, _mm512_set1_ps(factors[n]));
        }
        aiki_transpose(rows);
        for (int word = 0; word < 16; word++) {
            const int quad = 16 * part + 4 * (word % 4) + word / 4;
            _mm512_storeu_si512(panel->quants[quad][first], rows[word]);
        }
    }
}

AIKI_VNNI_INLINE void multiply_some(const int tokens, const Panel *panel, const int8_t *quants,
                                    const float *scales, const int32_t *sums, float *y)
{
    __m512i total[TOKENS][VECTORS];
    for (int t = 0; t < tokens; t++) {
        const __m512i start = _mm512_set1_epi32(-128 * sums[t]);
        for (int v = 0; v < VECTORS; v++) total[t][v] = start;
    }
    for (int q = 0; q < QUADS; q++) {
        __m512i weights[VECTORS];
        for (int v = 0; v < VECTORS; v++) {
            weights[v] = _mm512_loadu_si512(panel->quants[q][16 * v]);
        }
        for (int t = 0; t < tokens; t++) {
            int32_t four;
            memcpy(&four, quants + t * AIKI_GROUP + 4 * q, sizeof four);
            const __m512i factor = _mm512_set1_epi32(four);
            for (int v = 0; v < VECTORS; v++) {
                total[t][v] = _mm512_dpbusd_epi32(total[t][v], weights[v], factor);
            }
        }
    }
    AIKI_UNROLL
    for (int v = 0; v < VECTORS; v++) {
        const __m512 rows = _mm512_loadu_ps(panel->scales + 16 * v);
        AIKI_UNROLL
        for (int t = 0; t < tokens; t++) {
            float *target = y + t * PANEL_ROWS + 16 * v;
            const __m512 scale = _mm512_mul_ps(rows, _mm512_set1_ps(scales[t]));
            _mm512_storeu_ps(target, _mm512_fmadd_ps(_mm512_cvtepi32_ps(total[t][v]), scale,
                                                     _mm512_loadu_ps(target)));
        }
    }
}

static AIKI_VNNI void aiki_multiply_panel_avx512(
    const void *panel, const int8_t *quants, const float *scales, const int32_t *sums,
    size_t tokens, float *y)
{
    size_t t = 0;
    for (; t + TOKENS <= tokens; t += TOKENS) {
        multiply_some(TOKENS, panel, quants + t * AIKI_GROUP, scales + t, sums + t,
                      y + t * PANEL_ROWS);
    }
    quants += t * AIKI_GROUP, scales += t, sums += t, y += t * PANEL_ROWS;
    switch (tokens - t) {
    case 5: multiply_some(5, panel, quants, scales, sums, y); break;
    case 4: multiply_some(4, panel, quants, scales, sums, y); break;
    case 3: multiply_some(3, panel, quants, scales, sums, y); break;
    case 2: multiply_some(2, panel, quants, scales, sums, y); break;
    case 1: multiply_some(1, panel, quants, scales, sums, y); break;
    default: break;
    }
}

void aiki_install_panel_avx512(AikiKernels *kernels)
{
    if (!__builtin_cpu_supports("avx512vnni")) return;
    kernels->panel_rows = PANEL_ROWS;
    kernels->panel_bytes = sizeof(Panel);
    kernels->pack_panel = aiki_pack_panel_avx512;
    kernels->multiply_panel = aiki_multiply_panel_avx512;
    aiki_install_panel_small_avx512(kernels);
    aiki_install_panel_super_avx512(kernels);
    aiki_install_panel_six_avx512(kernels);
}

#endif
