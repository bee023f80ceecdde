#include "../kinds.h"

#if defined(__aarch64__)

void aiki_install_neon(AikiKernels *kernels)
{
    (void)kernels;
}

#endif
