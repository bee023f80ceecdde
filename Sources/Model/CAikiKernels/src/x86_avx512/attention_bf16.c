// Attention of many tokens with products of BF16 numbers, summed in f32: twice the speed of f32 where
// vdpbf16ps is as fast as a fused multiply-add.
#if defined(__x86_64__)

#include "bf16.h"

#define ROWS 8
#define BLOCKS_FUNCTION AIKI_BF16
#define BLOCKS_INLINE AIKI_BF16_INLINE

#include "attention_bf16.h"

BLOCKS_INLINE Vector vector_product(Vector a, Vector b, Vector sum)
{
    return _mm512_dpbf16_ps(sum, (__m512bh)a, (__m512bh)b);
}

#include "../attention_blocks.h"

void aiki_install_attention_bf16_avx512(AikiKernels *kernels)
{
    if (!__builtin_cpu_supports("avx512bf16")) return;
    kernels->attention_bf16.scratch = scratch_floats;
    kernels->attention_bf16.attend = attend_blocks;
}

#endif
