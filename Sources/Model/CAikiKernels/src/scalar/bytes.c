// The specification of products of rows of bytes.
#include "../kinds.h"

static void aiki_dot_bytes_scalar(const int8_t *rows, size_t columns, const uint32_t *which,
                                  size_t count, const int8_t *x, int32_t *out)
{
    for (size_t i = 0; i < count; i++) {
        const int8_t *row = rows + (which ? which[i] : i) * columns;
        int32_t sum = 0;
        for (size_t k = 0; k < columns; k++) sum += (int32_t)row[k] * x[k];
        out[i] = sum;
    }
}

void aiki_install_bytes_scalar(AikiKernels *kernels)
{
    kernels->dot_bytes = aiki_dot_bytes_scalar;
}
