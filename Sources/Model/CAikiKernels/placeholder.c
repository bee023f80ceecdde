#include "aiki_kernels.h"
