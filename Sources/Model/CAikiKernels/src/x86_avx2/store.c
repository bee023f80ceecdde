// Storing floats in a cache; rounds as the scalar version does, to the bit.
#if defined(__x86_64__)

#include "../blocks.h"
#include "../half.h"
#include "vectors.h"

static AIKI_AVX2 void aiki_store_f16_avx2(const float *values, size_t count, void *blocks)
{
    char *bytes = blocks;
    size_t i = 0;
    for (; i + LANES <= count; i += LANES) {
        const __m128i halves =
            _mm256_cvtps_ph(_mm256_loadu_ps(values + i), _MM_FROUND_TO_NEAREST_INT);
        _mm_storeu_si128((__m128i *)(bytes + 2 * i), halves);
    }
    for (; i < count; i++) {
        const uint16_t half = aiki_f16_of_f32(values[i]);
        memcpy(bytes + 2 * i, &half, sizeof half);
    }
}

static AIKI_AVX2 void aiki_store_q8_0_avx2(const float *values, size_t count, void *blocks)
{
    BlockQ8_0 *block = blocks;
    for (size_t i = 0; i < count; i += AIKI_SMALL, block++) {
        __m256 v[4];
        __m256 magnitude = _mm256_setzero_ps();
        for (int j = 0; j < 4; j++) {
            v[j] = _mm256_loadu_ps(values + i + j * LANES);
            magnitude = _mm256_max_ps(magnitude, aiki_magnitude(v[j]));
        }
        const float d = aiki_largest_lane(magnitude) / 127;
        const __m256 inverse = _mm256_set1_ps(d > 0 ? 1 / d : 0);
        block->d = aiki_f16_of_f32(d);
        __m256i q[4];
        for (int j = 0; j < 4; j++) q[j] = _mm256_cvtps_epi32(_mm256_mul_ps(v[j], inverse));
        // Packing works within the halves of registers: the permutation restores the order.
        const __m256i packed = _mm256_packs_epi16(
            _mm256_packs_epi32(q[0], q[1]), _mm256_packs_epi32(q[2], q[3]));
        const __m256i order = _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7);
        _mm256_storeu_si256(
            (__m256i *)block->quants, _mm256_permutevar8x32_epi32(packed, order));
    }
}

void aiki_install_store_avx2(AikiKernels *kernels)
{
    kernels->store[AIKI_TYPE_F16] = aiki_store_f16_avx2;
    kernels->store[AIKI_TYPE_Q8_0] = aiki_store_q8_0_avx2;
}

#endif
