// What the AVX2 kernels share: partial loads, sums across lanes, exp.
#ifndef AIKI_AVX2_VECTORS_H
#define AIKI_AVX2_VECTORS_H

#include <immintrin.h>

#include "../kinds.h"

// The instructions that aiki_cpu_supported checks for this kind.
#define AIKI_AVX2 __attribute__((target("avx2,fma,f16c")))
#define AIKI_AVX2_INLINE static inline __attribute__((always_inline)) AIKI_AVX2

#if defined(__clang__)
#define AIKI_UNROLL _Pragma("clang loop unroll(full)")
#else
#define AIKI_UNROLL
#endif

#define LANES ((size_t)8)

// A mask whose first `count` lanes are set, for 0 <= count <= 8.
AIKI_AVX2_INLINE __m256i aiki_first_lanes(size_t count)
{
    static const int32_t edge[16] = {-1, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0};
    return _mm256_loadu_si256((const __m256i *)(edge + 8 - count));
}

// How many lanes one step of a loop over `count` numbers fills.
static inline size_t aiki_step_lanes(size_t index, size_t count)
{
    return count - index >= LANES ? LANES : count - index;
}

// The first `lanes` numbers, zeros behind them. Masked access is slow on some processors, so whole
// vectors do without.
AIKI_AVX2_INLINE __m256 load_lanes(const float *x, size_t lanes)
{
    return lanes == LANES ? _mm256_loadu_ps(x) : _mm256_maskload_ps(x, aiki_first_lanes(lanes));
}

AIKI_AVX2_INLINE void store_lanes(float *x, size_t lanes, __m256 v)
{
    if (lanes == LANES) {
        _mm256_storeu_ps(x, v);
    } else {
        _mm256_maskstore_ps(x, aiki_first_lanes(lanes), v);
    }
}

// The one order in which lanes are added, so that equal sums have equal bits.
AIKI_AVX2_INLINE float aiki_sum_lanes(__m256 v)
{
    __m128 quarter = _mm_add_ps(_mm256_castps256_ps128(v), _mm256_extractf128_ps(v, 1));
    quarter = _mm_add_ps(quarter, _mm_movehl_ps(quarter, quarter));
    return _mm_cvtss_f32(_mm_add_ss(quarter, _mm_movehdup_ps(quarter)));
}

AIKI_AVX2_INLINE float aiki_largest_lane(__m256 v)
{
    __m128 quarter = _mm_max_ps(_mm256_castps256_ps128(v), _mm256_extractf128_ps(v, 1));
    quarter = _mm_max_ps(quarter, _mm_movehl_ps(quarter, quarter));
    return _mm_cvtss_f32(_mm_max_ss(quarter, _mm_movehdup_ps(quarter)));
}

AIKI_AVX2_INLINE __m256 aiki_magnitude(__m256 v)
{
    return _mm256_andnot_ps(_mm256_set1_ps(-0.0f), v);
}

// 2^n for integers -126 <= n <= 127.
AIKI_AVX2_INLINE __m256 aiki_power_of_two(__m256i n)
{
    return _mm256_castsi256_ps(
        _mm256_slli_epi32(_mm256_add_epi32(n, _mm256_set1_epi32(127)), 23));
}

// Asks for the cache lines of the block that is some blocks ahead. The hardware does so by itself
// where blocks are read from front to back; those with their scales at the end stall without
// (Q6_K from memory: 6 to 7 GB/s a core without, 9 to 10 with). Harmless beyond the end of memory.
AIKI_AVX2_INLINE void aiki_prefetch(const char *block, size_t bytes)
{
    enum { DISTANCE = 1024, LINE = 64 };
    for (size_t offset = 0; offset < bytes; offset += LINE) {
        _mm_prefetch(block + DISTANCE + offset, _MM_HINT_T0);
    }
}

// exp, within 2 units in the last place; 0 below -104, infinite above 89, NaN for NaN.
//
// x = n ln 2 + r with |r| <= ln 2 / 2; exp(r) by its Taylor series to r^7, whose first neglected
// term is below 6e-9; ln 2 in two parts, the first short enough for exact products. 2^n is applied
// in two halves, so that results below the normal range are rounded, not lost.
AIKI_AVX2_INLINE __m256 aiki_exp(__m256 x)
{
    x = _mm256_max_ps(_mm256_set1_ps(-104.0f), x);
    x = _mm256_min_ps(_mm256_set1_ps(89.0f), x);
    const __m256 n = _mm256_round_ps(_mm256_mul_ps(x, _mm256_set1_ps(1.44269504088896341f)),
                                     _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
    __m256 r = _mm256_fnmadd_ps(n, _mm256_set1_ps(0.693359375f), x);
    r = _mm256_fnmadd_ps(n, _mm256_set1_ps(-2.12194440054690583e-4f), r);
    __m256 p = _mm256_set1_ps(1.0f / 5040);
    p = _mm256_fmadd_ps(p, r, _mm256_set1_ps(1.0f / 720));
    p = _mm256_fmadd_ps(p, r, _mm256_set1_ps(1.0f / 120));
    p = _mm256_fmadd_ps(p, r, _mm256_set1_ps(1.0f / 24));
    p = _mm256_fmadd_ps(p, r, _mm256_set1_ps(1.0f / 6));
    p = _mm256_fmadd_ps(p, r, _mm256_set1_ps(0.5f));
    p = _mm256_fmadd_ps(p, r, _mm256_set1_ps(1.0f));
    p = _mm256_fmadd_ps(p, r, _mm256_set1_ps(1.0f));
    const __m256i exponent = _mm256_cvtps_epi32(n);
    const __m256i half = _mm256_srai_epi32(exponent, 1);
    p = _mm256_mul_ps(p, aiki_power_of_two(half));
    return _mm256_mul_ps(p, aiki_power_of_two(_mm256_sub_epi32(exponent, half)));
}

void aiki_install_dequantize_avx2(AikiKernels *kernels);
void aiki_install_dequantize_super_avx2(AikiKernels *kernels);
void aiki_install_compact_avx2(AikiKernels *kernels);
void aiki_install_matrix_avx2(AikiKernels *kernels);
void aiki_install_norm_avx2(AikiKernels *kernels);
void aiki_install_elementwise_avx2(AikiKernels *kernels);
void aiki_install_store_avx2(AikiKernels *kernels);
void aiki_install_read_avx2(AikiKernels *kernels);
void aiki_install_bytes_avx2(AikiKernels *kernels);
void aiki_install_activations_avx2(AikiKernels *kernels);
void aiki_install_panel_avx2(AikiKernels *kernels);
void aiki_install_product_avx2(AikiKernels *kernels);
void aiki_install_gradients_avx2(AikiKernels *kernels);

#endif
