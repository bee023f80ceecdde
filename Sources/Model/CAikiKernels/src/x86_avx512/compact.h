// What panels of BF16 need of compact blocks.
#ifndef AIKI_AVX512_COMPACT_H
#define AIKI_AVX512_COMPACT_H

#include <stdbool.h>
#include <stdint.h>

// Whether the CPU has what reading compact blocks takes.
bool aiki_compact_supported(void);

// out[0 ..< 128] = the numbers of a block.
void aiki_expand_compact_bf16_avx512(const void *block, uint16_t *out);

#endif
