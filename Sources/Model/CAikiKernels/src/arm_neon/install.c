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
    aiki_install_activations_neon(kernels);
    // Each replaces the one before where the processor has its instructions.
    aiki_install_dot_plain_neon(kernels);
    aiki_install_dot_product_neon(kernels);
    aiki_install_bytes_plain_neon(kernels);
    aiki_install_bytes_product_neon(kernels);
    aiki_install_panel_plain_neon(kernels);
    aiki_install_panel_product_neon(kernels);
    aiki_install_panel_matrix_neon(kernels);
    aiki_install_panel_bf16_neon(kernels);
    aiki_install_product_neon(kernels);
    aiki_install_product_bf16_neon(kernels);
    aiki_install_gradients_neon(kernels);
}

#endif
