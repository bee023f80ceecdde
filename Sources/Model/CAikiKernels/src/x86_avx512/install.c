#if defined(__x86_64__)

#include <cpuid.h>
#include <string.h>

#include "vectors.h"

bool aiki_rows_pay_in_streams(void)
{
    enum { ZEN_4 = 0x19 };  // family
    unsigned a, vendor[3];
    if (!__get_cpuid(0, &a, &vendor[0], &vendor[2], &vendor[1])) return true;
    if (memcmp(vendor, "AuthenticAMD", sizeof vendor) != 0) return true;
    unsigned b, c, d;
    if (!__get_cpuid(1, &a, &b, &c, &d)) return true;
    return (a >> 8 & 15) + (a >> 20 & 255) != ZEN_4;
}

void aiki_install_avx512(AikiKernels *kernels)
{
    aiki_install_dequantize_avx512(kernels);
    aiki_install_dequantize_super_avx512(kernels);
    aiki_install_compact_avx512(kernels);
    aiki_install_matrix_avx512(kernels);
    aiki_install_norm_avx512(kernels);
    aiki_install_elementwise_avx512(kernels);
    aiki_install_store_avx512(kernels);
    aiki_install_read_avx512(kernels);
    aiki_install_panel_avx512(kernels);
    aiki_install_panel_bf16_avx512(kernels);
    aiki_install_activations_avx512(kernels);
    if (__builtin_cpu_supports("avx512vnni")) {
        aiki_install_dot_small_avx512(kernels);
        aiki_install_dot_super_avx512(kernels);
        aiki_install_bytes_avx512(kernels);
    } else {
        aiki_install_dot_small_avx2(kernels);
        aiki_install_dot_super_avx2(kernels);
    }
    aiki_install_attention_f32_avx512(kernels);
    aiki_install_attention_bf16_avx512(kernels);
    aiki_install_attention_part_avx512(kernels);
    aiki_install_product_f32_avx512(kernels);
    aiki_install_product_bf16_avx512(kernels);
    aiki_install_gradients_avx512(kernels);
}

#endif
