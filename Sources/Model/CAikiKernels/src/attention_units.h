// The units of attention_blocks.h where they are single f32 numbers: nothing needs packing.
#include <string.h>

BLOCKS_INLINE void store_weights(Vector a, Vector b, float *units, size_t stride)
{
    vector_store(units, a);
    vector_store(units + stride, b);
}

BLOCKS_INLINE void pack_keys(const float *row, size_t width, float *units)
{
    memcpy(units, row, width * sizeof(float));
}

BLOCKS_INLINE void pack_values(const float *even, const float *odd, size_t width, float *units)
{
    (void)odd;
    memcpy(units, even, width * sizeof(float));
}
