#if defined(__aarch64__)

#include "features.h"
#include "vectors.h"

#define BYTES_TARGET AIKI_DOT_PRODUCT
#define BYTES_NAME aiki_dot_bytes_dotprod

static inline __attribute__((always_inline)) AIKI_DOT_PRODUCT int32x4_t add_products(
    int32x4_t sum, int8x16_t row, int8x16_t x)
{
    return vdotq_s32(sum, row, x);
}

#include "bytes.h"

void aiki_install_bytes_product_neon(AikiKernels *kernels)
{
    if (aiki_has_dot_product()) kernels->dot_bytes = aiki_dot_bytes_dotprod;
}

#endif
