#if defined(__x86_64__)

#include "vectors.h"

// Two streams, asking ahead for the lines of both.
static AIKI_AVX512 uint64_t aiki_read_sum_avx512(const void *bytes, size_t count)
{
    const char *first = bytes;
    const char *second = first + count / 2;
    __m512i a = _mm512_setzero_si512(), b = a;
    for (size_t i = 0; i < count / 2; i += 64) {
        aiki_prefetch(first + i, 64);
        aiki_prefetch(second + i, 64);
        a = _mm512_add_epi64(a, _mm512_loadu_si512(first + i));
        b = _mm512_add_epi64(b, _mm512_loadu_si512(second + i));
    }
    return (uint64_t)_mm512_reduce_add_epi64(_mm512_add_epi64(a, b));
}

void aiki_install_read_avx512(AikiKernels *kernels)
{
    kernels->read_sum = aiki_read_sum_avx512;
}

#endif
