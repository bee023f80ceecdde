// Dot products with int8 activations for processors with dot product instructions, which add four
// products of bytes to 32 bits.
#if defined(__aarch64__)

#include "features.h"
#include "vectors.h"

#define AIKI_DOT_TARGET AIKI_DOT_PRODUCT
#define AIKI_DOT_NAME(name) aiki_dot_integers_##name##_dotprod

static inline __attribute__((always_inline)) AIKI_DOT_PRODUCT int32x4_t dot_16(
    int8x16_t levels, const int8_t *quants)
{
    return vdotq_s32(vdupq_n_s32(0), levels, vld1q_s8(quants));
}

static inline __attribute__((always_inline)) AIKI_DOT_PRODUCT int32x4_t dot_32(
    int8x16_t first, int8x16_t second, const int8_t *quants)
{
    return vdotq_s32(dot_16(first, quants), second, vld1q_s8(quants + 16));
}

#include "dot_small.h"
#include "dot_super.h"

void aiki_install_dot_product_neon(AikiKernels *kernels)
{
    if (!aiki_has_dot_product()) return;
    install_small(kernels);
    install_super(kernels);
}

#endif
