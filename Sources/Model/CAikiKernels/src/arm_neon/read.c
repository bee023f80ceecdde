#if defined(__aarch64__)

#include "vectors.h"

// Two streams, 64 bytes of each at a time.
static uint64_t aiki_read_sum_neon(const void *bytes, size_t count)
{
    const uint8_t *first = bytes;
    const uint8_t *second = first + count / 2;
    uint64x2_t sums[4] = {vdupq_n_u64(0), vdupq_n_u64(0), vdupq_n_u64(0), vdupq_n_u64(0)};
    for (size_t i = 0; i < count / 2; i += 64) {
        AIKI_UNROLL
        for (size_t j = 0; j < 4; j++) {
            const uint64x2_t a = vreinterpretq_u64_u8(vld1q_u8(first + i + 16 * j));
            const uint64x2_t b = vreinterpretq_u64_u8(vld1q_u8(second + i + 16 * j));
            sums[j] = vaddq_u64(sums[j], vaddq_u64(a, b));
        }
    }
    return vaddvq_u64(vaddq_u64(vaddq_u64(sums[0], sums[1]), vaddq_u64(sums[2], sums[3])));
}

void aiki_install_read_neon(AikiKernels *kernels)
{
    kernels->read_sum = aiki_read_sum_neon;
}

#endif
