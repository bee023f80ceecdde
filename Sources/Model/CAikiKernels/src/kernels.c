#include "aiki_kernels.h"

#include "kinds.h"

bool aiki_cpu_supported(AikiCPU cpu)
{
    switch (cpu) {
    case AIKI_CPU_SCALAR:
        return true;
#if defined(__x86_64__)
    case AIKI_CPU_AVX2:
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")
               && __builtin_cpu_supports("f16c");
    case AIKI_CPU_AVX512:
        return aiki_cpu_supported(AIKI_CPU_AVX2) && __builtin_cpu_supports("avx512f")
               && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq")
               && __builtin_cpu_supports("avx512vl");
#endif
#if defined(__x86_64__) && defined(__linux__)
    case AIKI_CPU_AMX:
        return aiki_cpu_supported(AIKI_CPU_AVX512) && aiki_amx_supported();
#endif
#if defined(__aarch64__)
    case AIKI_CPU_NEON:
        return true;
#endif
    default:
        return false;
    }
}

bool aiki_kernels_fill(AikiKernels *kernels, AikiCPU cpu)
{
    if (!aiki_cpu_supported(cpu)) return false;
    *kernels = (AikiKernels){0};
    aiki_install_dequantize_scalar(kernels);
    aiki_install_dequantize_super_scalar(kernels);
    aiki_install_compact_scalar(kernels);
    aiki_install_matrix_scalar(kernels);
    aiki_install_norm_scalar(kernels);
    aiki_install_elementwise_scalar(kernels);
    aiki_install_store_scalar(kernels);
    aiki_install_read_scalar(kernels);
    aiki_install_bytes_scalar(kernels);
    aiki_install_integers_scalar(kernels);
    aiki_install_panel_scalar(kernels);
    aiki_install_attention(kernels);
    aiki_install_product_scalar(kernels);
    aiki_install_gradients_scalar(kernels);
    aiki_install_optimizer_scalar(kernels);
#if defined(__x86_64__)
    // Each kind of x86 is the one before and more. Some kernels for AVX-512 need more than the kind
    // asks for; those for AVX2 stand in.
    if (cpu >= AIKI_CPU_AVX2) aiki_install_avx2(kernels);
    if (cpu >= AIKI_CPU_AVX512) aiki_install_avx512(kernels);
#endif
#if defined(__x86_64__) && defined(__linux__)
    if (cpu == AIKI_CPU_AMX) aiki_install_amx(kernels);
#endif
#if defined(__aarch64__)
    if (cpu == AIKI_CPU_NEON) aiki_install_neon(kernels);
#endif
    return true;
}

AikiDequantize aiki_dequantize(const AikiKernels *kernels, uint32_t type)
{
    return type < AIKI_TYPE_SLOTS ? kernels->dequantize[type] : NULL;
}

AikiDotRows aiki_dot_rows(const AikiKernels *kernels, uint32_t type)
{
    return type < AIKI_TYPE_SLOTS ? kernels->dot_rows[type] : NULL;
}

AikiDotIntegers aiki_dot_integers(const AikiKernels *kernels, uint32_t type)
{
    return type < AIKI_TYPE_SLOTS ? kernels->dot_integers[type] : NULL;
}

AikiPackBlocks aiki_pack_blocks(const AikiKernels *kernels, uint32_t type)
{
    return type < AIKI_TYPE_SLOTS ? kernels->pack_blocks[type] : NULL;
}

AikiQuantize aiki_store(const AikiKernels *kernels, uint32_t type)
{
    return type < AIKI_TYPE_SLOTS ? kernels->store[type] : NULL;
}
