#if defined(__aarch64__)

#include "vectors.h"

void aiki_install_neon(AikiKernels *kernels)
{
    aiki_install_dequantize_neon(kernels);
    aiki_install_dequantize_super_neon(kernels);
    aiki_install_matrix_neon(kernels);
    aiki_install_norm_neon(kernels);
    aiki_install_elementwise_neon(kernels);
    aiki_install_read_neon(kernels);
}

#endif
