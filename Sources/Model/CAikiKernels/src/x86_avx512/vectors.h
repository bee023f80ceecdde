// What the AVX-512 kernels share: partial loads, sums across lanes, exp.
#ifndef AIKI_AVX512_VECTORS_H
#define AIKI_AVX512_VECTORS_H

#include <immintrin.h>

#include "../kinds.h"

// The instructions that aiki_cpu_supported checks for this kind.
#define AIKI_AVX512                                                                                \
    __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx2,fma,f16c")))
#define AIKI_AVX512_INLINE static inline __attribute__((always_inline)) AIKI_AVX512

// The same and VNNI, which install functions check for before they put its kernels in.
#define AIKI_VNNI                                                                                  \
    __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512vnni,avx2,fma,f16c")))
#define AIKI_VNNI_INLINE static inline __attribute__((always_inline)) AIKI_VNNI

#define LANES ((size_t)16)

// The first `count` lanes, for 0 <= count <= 16.
static inline __mmask16 aiki_first_lanes(size_t count)
{
    return (__mmask16)((1u << count) - 1);
}

// The lanes of one step of a loop over `count` numbers.
static inline __mmask16 aiki_step_lanes(size_t index, size_t count)
{
    return count - index >= LANES ? (__mmask16)0xffff : aiki_first_lanes(count - index);
}

// The one order in which lanes are added, so that equal sums have equal bits.
AIKI_AVX512_INLINE float aiki_sum_lanes(__m512 v)
{
    const __m256 half =
        _mm256_add_ps(_mm512_castps512_ps256(v), _mm512_extractf32x8_ps(v, 1));
    __m128 quarter = _mm_add_ps(_mm256_castps256_ps128(half), _mm256_extractf128_ps(half, 1));
    quarter = _mm_add_ps(quarter, _mm_movehl_ps(quarter, quarter));
    return _mm_cvtss_f32(_mm_add_ss(quarter, _mm_movehdup_ps(quarter)));
}

// Asks for the cache lines of the block that is some blocks ahead. The hardware does so by itself
// where blocks are read from front to back; those with their scales at the end stall without
// (Q6_K from memory: 6 to 7 GB/s a core without, 9 to 10 with). Harmless beyond the end of memory.
AIKI_AVX512_INLINE void aiki_prefetch(const char *block, size_t bytes)
{
    enum { DISTANCE = 1024, LINE = 64 };
    for (size_t offset = 0; offset < bytes; offset += LINE) {
        _mm_prefetch(block + DISTANCE + offset, _MM_HINT_T0);
    }
}

// exp, within 2 units in the last place; 0 below -104, infinite above 89, NaN for NaN.
//
// x = n ln 2 + r with |r| <= ln 2 / 2; exp(r) by its Taylor series to r^7, whose first neglected
// term is below 6e-9; ln 2 in two parts, the first short enough for exact products.
AIKI_AVX512_INLINE __m512 aiki_exp(__m512 x)
{
    x = _mm512_max_ps(_mm512_set1_ps(-104.0f), x);
    x = _mm512_min_ps(_mm512_set1_ps(89.0f), x);
    const __m512 n = _mm512_roundscale_ps(
        _mm512_mul_ps(x, _mm512_set1_ps(1.44269504088896341f)), _MM_FROUND_TO_NEAREST_INT);
    __m512 r = _mm512_fnmadd_ps(n, _mm512_set1_ps(0.693359375f), x);
    r = _mm512_fnmadd_ps(n, _mm512_set1_ps(-2.12194440054690583e-4f), r);
    __m512 p = _mm512_set1_ps(1.0f / 5040);
    p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(1.0f / 720));
    p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(1.0f / 120));
    p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(1.0f / 24));
    p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(1.0f / 6));
    p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(0.5f));
    p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(1.0f));
    p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(1.0f));
    return _mm512_scalef_ps(p, n);
}

// Sixteen rows of sixteen 32-bit words: rows become columns.
AIKI_AVX512_INLINE void aiki_transpose(__m512i r[16])
{
    __m512i t[16];
    for (int i = 0; i < 16; i += 2) {
        t[i] = _mm512_unpacklo_epi32(r[i], r[i + 1]);
        t[i + 1] = _mm512_unpackhi_epi32(r[i], r[i + 1]);
    }
    for (int i = 0; i < 16; i += 4) {
        r[i] = _mm512_unpacklo_epi64(t[i], t[i + 2]);
        r[i + 1] = _mm512_unpackhi_epi64(t[i], t[i + 2]);
        r[i + 2] = _mm512_unpacklo_epi64(t[i + 1], t[i + 3]);
        r[i + 3] = _mm512_unpackhi_epi64(t[i + 1], t[i + 3]);
    }
    for (int i = 0; i < 4; i++) {
        t[i] = _mm512_shuffle_i32x4(r[i], r[i + 4], 0x88);
        t[i + 4] = _mm512_shuffle_i32x4(r[i], r[i + 4], 0xdd);
        t[i + 8] = _mm512_shuffle_i32x4(r[i + 8], r[i + 12], 0x88);
        t[i + 12] = _mm512_shuffle_i32x4(r[i + 8], r[i + 12], 0xdd);
    }
    for (int i = 0; i < 4; i++) {
        r[i] = _mm512_shuffle_i32x4(t[i], t[i + 8], 0x88);
        r[i + 8] = _mm512_shuffle_i32x4(t[i], t[i + 8], 0xdd);
        r[i + 4] = _mm512_shuffle_i32x4(t[i + 4], t[i + 12], 0x88);
        r[i + 12] = _mm512_shuffle_i32x4(t[i + 4], t[i + 12], 0xdd);
    }
}

// Whether rows of weights are best read some at a time, as was measured on Zen 5 and Sapphire
// Rapids; Zen 4's cores lose the thread of them.
bool aiki_rows_pay_in_streams(void);

void aiki_install_dequantize_avx512(AikiKernels *kernels);
void aiki_install_dequantize_super_avx512(AikiKernels *kernels);
void aiki_install_compact_avx512(AikiKernels *kernels);
void aiki_install_matrix_avx512(AikiKernels *kernels);
void aiki_install_norm_avx512(AikiKernels *kernels);
void aiki_install_elementwise_avx512(AikiKernels *kernels);
void aiki_install_store_avx512(AikiKernels *kernels);
void aiki_install_read_avx512(AikiKernels *kernels);
void aiki_install_bytes_avx512(AikiKernels *kernels);
void aiki_install_panel_avx512(AikiKernels *kernels);
void aiki_install_panel_small_avx512(AikiKernels *kernels);
void aiki_install_panel_super_avx512(AikiKernels *kernels);
void aiki_install_panel_six_avx512(AikiKernels *kernels);
void aiki_install_panel_bf16_avx512(AikiKernels *kernels);
void aiki_install_activations_avx512(AikiKernels *kernels);
void aiki_install_dot_small_avx512(AikiKernels *kernels);
void aiki_install_dot_super_avx512(AikiKernels *kernels);
void aiki_install_attention_f32_avx512(AikiKernels *kernels);
void aiki_install_attention_bf16_avx512(AikiKernels *kernels);
void aiki_install_attention_part_avx512(AikiKernels *kernels);
void aiki_install_product_f32_avx512(AikiKernels *kernels);
void aiki_install_product_bf16_avx512(AikiKernels *kernels);
void aiki_install_gradients_avx512(AikiKernels *kernels);

#endif
