// Instructions that not every 64-bit ARM processor has.
#ifndef AIKI_NEON_FEATURES_H
#define AIKI_NEON_FEATURES_H

#include <stdbool.h>

#if defined(__linux__)
#include <sys/auxv.h>
#elif defined(__APPLE__)
#include <stddef.h>
#include <sys/sysctl.h>
#endif

// Functions that use the dot products of bytes, the matrix products of bytes or those of BF16.
#define AIKI_DOT_PRODUCT __attribute__((target("arch=armv8.2-a+dotprod")))
#define AIKI_MATRIX_PRODUCT __attribute__((target("arch=armv8.2-a+dotprod+i8mm")))
#define AIKI_SHORT_PRODUCT __attribute__((target("arch=armv8.2-a+bf16")))

#if defined(__APPLE__)
static inline bool aiki_sysctl_flag(const char *name)
{
    int value = 0;
    size_t size = sizeof value;
    return sysctlbyname(name, &value, &size, NULL, 0) == 0 && value != 0;
}
#endif

static inline bool aiki_has_dot_product(void)
{
#if defined(__ARM_FEATURE_DOTPROD)
    return true;
#elif defined(__linux__)
    return (getauxval(AT_HWCAP) & HWCAP_ASIMDDP) != 0;
#elif defined(__APPLE__)
    return aiki_sysctl_flag("hw.optional.arm.FEAT_DotProd");
#else
    return false;
#endif
}

static inline bool aiki_has_matrix_product(void)
{
#if defined(__ARM_FEATURE_MATMUL_INT8)
    return true;
#elif defined(__linux__)
    return (getauxval(AT_HWCAP2) & HWCAP2_I8MM) != 0;
#elif defined(__APPLE__)
    return aiki_sysctl_flag("hw.optional.arm.FEAT_I8MM");
#else
    return false;
#endif
}

static inline bool aiki_has_short_product(void)
{
#if defined(__ARM_FEATURE_BF16_VECTOR_ARITHMETIC)
    return true;
#elif defined(__linux__)
    return (getauxval(AT_HWCAP2) & HWCAP2_BF16) != 0;
#elif defined(__APPLE__)
    return aiki_sysctl_flag("hw.optional.arm.FEAT_BF16");
#else
    return false;
#endif
}

#endif
