#if defined(__x86_64__)

#include "vectors.h"

void aiki_install_avx2(AikiKernels *kernels)
{
    aiki_install_dequantize_avx2(kernels);
    aiki_install_dequantize_super_avx2(kernels);
    aiki_install_compact_avx2(kernels);
    aiki_install_matrix_avx2(kernels);
    aiki_install_norm_avx2(kernels);
    aiki_install_elementwise_avx2(kernels);
    aiki_install_store_avx2(kernels);
    aiki_install_read_avx2(kernels);
    aiki_install_bytes_avx2(kernels);
    aiki_install_dot_small_avx2(kernels);
    aiki_install_dot_super_avx2(kernels);
    aiki_install_activations_avx2(kernels);
    aiki_install_panel_avx2(kernels);
    aiki_install_product_avx2(kernels);
    aiki_install_gradients_avx2(kernels);
}

#endif
