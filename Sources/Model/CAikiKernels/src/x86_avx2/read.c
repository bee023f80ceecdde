#if defined(__x86_64__)

#include "vectors.h"

// Two streams, asking ahead for the lines of both.
static AIKI_AVX2 uint64_t aiki_read_sum_avx2(const void *bytes, size_t count)
{
    const char *first = bytes;
    const char *second = first + count / 2;
    __m256i a = _mm256_setzero_si256(), b = a, c = a, d = a;
    for (size_t i = 0; i < count / 2; i += 64) {
        aiki_prefetch(first + i, 64);
        aiki_prefetch(second + i, 64);
        a = _mm256_add_epi64(a, _mm256_loadu_si256((const __m256i *)(first + i)));
        b = _mm256_add_epi64(b, _mm256_loadu_si256((const __m256i *)(first + i + 32)));
        c = _mm256_add_epi64(c, _mm256_loadu_si256((const __m256i *)(second + i)));
        d = _mm256_add_epi64(d, _mm256_loadu_si256((const __m256i *)(second + i + 32)));
    }
    uint64_t words[4];
    a = _mm256_add_epi64(_mm256_add_epi64(a, b), _mm256_add_epi64(c, d));
    _mm256_storeu_si256((__m256i *)words, a);
    return words[0] + words[1] + words[2] + words[3];
}

void aiki_install_read_avx2(AikiKernels *kernels)
{
    kernels->read_sum = aiki_read_sum_avx2;
}

#endif
