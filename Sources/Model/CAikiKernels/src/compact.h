// What compacting BF16 shares: escapes, where they stand. Layout: blocks.h.
#ifndef AIKI_COMPACT_H
#define AIKI_COMPACT_H

#include <string.h>

#include "aiki_kernels.h"
#include "blocks.h"

enum {
    AIKI_COMPACT = 128,      // numbers of a block
    AIKI_ESCAPE_CODE = 7,
    AIKI_ESCAPES_IN_BLOCK = 3,
    AIKI_HAS_ESCAPES = 128,  // in `base`, which is below that
};

// What codes add to the base of a block: from 8 on, the sign.
static const int8_t aiki_code_offsets[16] = {
    0, -1, -2, -3, -4, -5, -6, -7, -128, 127, 126, 125, 124, 123, 122, 121,
};

// The element of a half that stands at a place.
static inline size_t aiki_element_at(size_t place)
{
    return place / 8 % 2 * 32 + place % 2 * 16 + place / 16 * 4 + place / 2 % 4;
}

// Puts the escapes of a block where they belong; false where there is no room.
static inline bool aiki_put_escapes(
    BlockCompactBF16 *block, const uint8_t *upper, size_t count, AikiEscapes *escapes)
{
    memset(block->escapes, 0, sizeof block->escapes);
    if (count == 0) return true;
    block->base |= AIKI_HAS_ESCAPES;
    if (count <= AIKI_ESCAPES_IN_BLOCK) {
        memcpy(block->escapes, upper, count);
        return true;
    }
    const size_t size = (count + AIKI_ESCAPE_LINE - 1) / AIKI_ESCAPE_LINE * AIKI_ESCAPE_LINE;
    const size_t place = __atomic_fetch_add(&escapes->used, size, __ATOMIC_RELAXED);
    if (place > escapes->capacity || size > escapes->capacity - place) return false;
    uint8_t *list = escapes->bytes + place;
    const uintptr_t lines =
        (uintptr_t)list / AIKI_ESCAPE_LINE - (uintptr_t)block / AIKI_ESCAPE_LINE;
    if (lines >> 24) return false;
    memcpy(list, upper, count);
    for (int i = 0; i < 3; i++) block->escapes[i] = (uint8_t)(lines >> 8 * i);
    return true;
}

// Where the escapes of a block stand that has so many.
static inline const uint8_t *aiki_escapes_of(const BlockCompactBF16 *block, size_t count)
{
    if (count <= AIKI_ESCAPES_IN_BLOCK) return block->escapes;
    const size_t lines = (size_t)block->escapes[0] | (size_t)block->escapes[1] << 8
                         | (size_t)block->escapes[2] << 16;
    const size_t start = (uintptr_t)block % AIKI_ESCAPE_LINE;
    return (const uint8_t *)block - start + lines * AIKI_ESCAPE_LINE;
}

#endif
