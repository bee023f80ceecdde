#if defined(__x86_64__) && defined(__linux__)

#define _DEFAULT_SOURCE  // for syscall

#include "tiles.h"

#include <cpuid.h>
#include <sys/syscall.h>
#include <unistd.h>

// The system keeps a thread's tiles only where a process has asked for that.
static bool tiles_are_granted(void)
{
    enum { REQUEST = 0x1023, TILE_DATA = 18 };  // ARCH_REQ_XCOMP_PERM, XFEATURE_XTILEDATA
    return syscall(SYS_arch_prctl, REQUEST, TILE_DATA) == 0;
}

bool aiki_amx_supported(void)
{
    enum { BF16 = 1 << 22, TILES = 1 << 24, INT8 = 1 << 25 };
    unsigned a, b, c, d;
    return __get_cpuid_count(7, 0, &a, &b, &c, &d) && d & BF16 && d & TILES && d & INT8
           && __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bf16")
           && tiles_are_granted();
}

void aiki_install_amx(AikiKernels *kernels)
{
    aiki_install_panel_amx(kernels);
    aiki_install_panel_bf16_amx(kernels);
    aiki_install_attention_bf16_amx(kernels);
    aiki_install_product_bf16_amx(kernels);
}

#endif
