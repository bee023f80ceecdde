// What each folder of kernels puts into the table. A kind starts from the scalar table and
// replaces what it has a faster version of.
#ifndef AIKI_KINDS_H
#define AIKI_KINDS_H

#include "aiki_kernels.h"

void aiki_install_dequantize_scalar(AikiKernels *kernels);
void aiki_install_dequantize_super_scalar(AikiKernels *kernels);
void aiki_install_compact_scalar(AikiKernels *kernels);
void aiki_install_matrix_scalar(AikiKernels *kernels);
void aiki_install_norm_scalar(AikiKernels *kernels);
void aiki_install_elementwise_scalar(AikiKernels *kernels);
void aiki_install_store_scalar(AikiKernels *kernels);
void aiki_install_read_scalar(AikiKernels *kernels);
void aiki_install_bytes_scalar(AikiKernels *kernels);
void aiki_install_integers_scalar(AikiKernels *kernels);
void aiki_install_panel_scalar(AikiKernels *kernels);
void aiki_install_attention(AikiKernels *kernels);
void aiki_install_product_scalar(AikiKernels *kernels);
void aiki_install_gradients_scalar(AikiKernels *kernels);
void aiki_install_optimizer_scalar(AikiKernels *kernels);

#if defined(__x86_64__)
void aiki_install_avx2(AikiKernels *kernels);
void aiki_install_avx512(AikiKernels *kernels);
// For machines with AVX-512 but without its VNNI, too.
void aiki_install_dot_small_avx2(AikiKernels *kernels);
void aiki_install_dot_super_avx2(AikiKernels *kernels);
#endif

#if defined(__x86_64__) && defined(__linux__)
// Whether there are tiles of integers and BF16, and the system keeps them: it is asked to.
bool aiki_amx_supported(void);
void aiki_install_amx(AikiKernels *kernels);
#endif

#if defined(__aarch64__)
void aiki_install_neon(AikiKernels *kernels);
#endif

#endif
