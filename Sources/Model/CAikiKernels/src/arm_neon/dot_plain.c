// Dot products with int8 activations for processors without dot product instructions: products of
// bytes have 16 bits, which hold two of them: 2 * 128 * 127 < 32768.
#if defined(__aarch64__)

#include "vectors.h"

#define AIKI_DOT_TARGET
#define AIKI_DOT_NAME(name) aiki_dot_integers_##name##_neon

AIKI_NEON_INLINE int16x8_t pairs_16(int8x16_t levels, const int8_t *quants)
{
    const int8x16_t x = vld1q_s8(quants);
    return vmlal_high_s8(vmull_s8(vget_low_s8(levels), vget_low_s8(x)), levels, x);
}

AIKI_NEON_INLINE int32x4_t dot_16(int8x16_t levels, const int8_t *quants)
{
    return vpaddlq_s16(pairs_16(levels, quants));
}

AIKI_NEON_INLINE int32x4_t dot_32(int8x16_t first, int8x16_t second, const int8_t *quants)
{
    return vpadalq_s16(dot_16(first, quants), pairs_16(second, quants + 16));
}

#include "dot_small.h"
#include "dot_super.h"

void aiki_install_dot_plain_neon(AikiKernels *kernels)
{
    install_small(kernels);
    install_super(kernels);
}

#endif
