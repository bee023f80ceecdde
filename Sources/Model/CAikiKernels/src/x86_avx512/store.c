// Storing floats in a cache; rounds as the scalar version does, to the bit.
#if defined(__x86_64__)

#include "../blocks.h"
#include "../half.h"
#include "vectors.h"

static AIKI_AVX512 void aiki_store_f16_avx512(const float *values, size_t count, void *blocks)
{
    char *bytes = blocks;
    for (size_t i = 0; i < count; i += LANES) {
        const __mmask16 lanes = aiki_step_lanes(i, count);
        const __m256i halves = _mm512_cvtps_ph(
            _mm512_maskz_loadu_ps(lanes, values + i), _MM_FROUND_TO_NEAREST_INT);
        _mm256_mask_storeu_epi16(bytes + 2 * i, lanes, halves);
    }
}

static AIKI_AVX512 void aiki_store_q8_0_avx512(const float *values, size_t count, void *blocks)
{
    BlockQ8_0 *block = blocks;
    for (size_t i = 0; i < count; i += AIKI_SMALL, block++) {
        const __m512 a = _mm512_loadu_ps(values + i);
        const __m512 b = _mm512_loadu_ps(values + i + LANES);
        const __m512 magnitude = _mm512_max_ps(_mm512_abs_ps(a), _mm512_abs_ps(b));
        const float d = _mm512_reduce_max_ps(magnitude) / 127;
        const __m512 inverse = _mm512_set1_ps(d > 0 ? 1 / d : 0);
        block->d = aiki_f16_of_f32(d);
        const __m512i low = _mm512_cvtps_epi32(_mm512_mul_ps(a, inverse));
        const __m512i high = _mm512_cvtps_epi32(_mm512_mul_ps(b, inverse));
        _mm_storeu_si128((__m128i *)block->quants, _mm512_cvtepi32_epi8(low));
        _mm_storeu_si128((__m128i *)(block->quants + LANES), _mm512_cvtepi32_epi8(high));
    }
}

void aiki_install_store_avx512(AikiKernels *kernels)
{
    kernels->store[AIKI_TYPE_F16] = aiki_store_f16_avx512;
    kernels->store[AIKI_TYPE_Q8_0] = aiki_store_q8_0_avx512;
}

#endif
