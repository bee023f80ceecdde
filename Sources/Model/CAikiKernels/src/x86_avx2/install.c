#include "../kinds.h"

#if defined(__x86_64__)

void aiki_install_avx2(AikiKernels *kernels)
{
    (void)kernels;
}

#endif
