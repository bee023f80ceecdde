#if defined(__aarch64__)

#include "vectors.h"

#define BYTES_TARGET
#define BYTES_NAME aiki_dot_bytes_neon

// Two products of at most 127 * 127 fit 16 bits.
AIKI_NEON_INLINE int32x4_t add_products(int32x4_t sum, int8x16_t row, int8x16_t x)
{
    const int16x8_t low = vmull_s8(vget_low_s8(row), vget_low_s8(x));
    return vpadalq_s16(sum, vmlal_s8(low, vget_high_s8(row), vget_high_s8(x)));
}

#include "bytes.h"

void aiki_install_bytes_plain_neon(AikiKernels *kernels)
{
    kernels->dot_bytes = aiki_dot_bytes_neon;
}

#endif
