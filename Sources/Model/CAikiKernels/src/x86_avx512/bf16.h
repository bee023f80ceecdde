// What the kernels with products of BF16 share.
#ifndef AIKI_AVX512_BF16_H
#define AIKI_AVX512_BF16_H

#include "vectors.h"

#define AIKI_BF16                                                                                  \
    __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512bf16,avx2,fma,f16c")))
#define AIKI_BF16_INLINE static inline __attribute__((always_inline)) AIKI_BF16

// Rounds and interleaves two rows: lane i becomes the pair a[i], b[i].
AIKI_BF16_INLINE __m512i aiki_pairs(__m512 a, __m512 b)
{
    static const uint16_t order[32] = {
        0, 16, 1, 17, 2,  18, 3,  19, 4,  20, 5,  21, 6,  22, 7,  23,
        8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31,
    };
    const __m512i both = (__m512i)_mm512_cvtne2ps_pbh(b, a);
    return _mm512_permutexvar_epi16(_mm512_loadu_si512(order), both);
}

#endif
