// The specification of compact BF16. Layout: blocks.h.
#include "../compact.h"
#include "../half.h"
#include "dot_rows.h"

enum { HALF = AIKI_COMPACT / 2 };

// The element of a block at a place of both halves.
static size_t element_at(size_t place)
{
    return place / HALF * HALF + aiki_element_at(place % HALF);
}

// The numbers of a block as bytes of BF16; false where some are none.
static bool read_numbers(bool half, const void *numbers, uint8_t bytes[2 * AIKI_COMPACT])
{
    memcpy(bytes, numbers, 2 * AIKI_COMPACT);
    for (size_t i = 0; half && i < AIKI_COMPACT; i++) {
        const float number = aiki_f32_of_f16((uint16_t)(bytes[2 * i] | bytes[2 * i + 1] << 8));
        uint32_t bits;
        memcpy(&bits, &number, sizeof bits);
        if (bits & 0xffff) return false;
        bytes[2 * i] = (uint8_t)(bits >> 16);
        bytes[2 * i + 1] = (uint8_t)(bits >> 24);
    }
    return true;
}

static bool aiki_compact_scalar(
    bool half, const void *numbers, size_t count, void *blocks, AikiEscapes *escapes)
{
    const char *source = numbers;
    BlockCompactBF16 *block = blocks;
    for (; count > 0; count--, block++, source += 2 * AIKI_COMPACT) {
        uint8_t bytes[2 * AIKI_COMPACT];
        if (!read_numbers(half, source, bytes)) return false;
        uint8_t base = 0;
        for (size_t i = 0; i < AIKI_COMPACT; i++) {
            const uint8_t magnitude = bytes[2 * i + 1] & 127;
            if (magnitude > base) base = magnitude;
        }
        uint8_t found[AIKI_COMPACT];
        size_t some = 0;
        memset(block->codes, 0, sizeof block->codes);
        for (size_t place = 0; place < AIKI_COMPACT; place++) {
            const uint8_t *number = bytes + 2 * element_at(place);
            const uint8_t upper = number[1];
            int below = base - (upper & 127);
            if (below >= AIKI_ESCAPE_CODE) {
                below = AIKI_ESCAPE_CODE;
                found[some++] = upper;
            }
            const int code = (upper >> 7 << 3) | below;
            block->codes[place % HALF] |= (uint8_t)(place < HALF ? code : code << 4);
            block->lower[place] = number[0];
        }
        block->base = base;
        if (!aiki_put_escapes(block, found, some, escapes)) return false;
    }
    return true;
}

static void aiki_dequantize_compact_bf16_scalar(const void *blocks, size_t count, float *out)
{
    const BlockCompactBF16 *block = blocks;
    for (size_t start = 0; start < count; start += AIKI_COMPACT, block++) {
        int codes[AIKI_COMPACT];
        size_t some = 0;
        for (size_t place = 0; place < AIKI_COMPACT; place++) {
            const int both = block->codes[place % HALF];
            codes[place] = place < HALF ? both & 15 : both >> 4;
            some += (codes[place] & 7) == AIKI_ESCAPE_CODE;
        }
        const uint8_t *escape = aiki_escapes_of(block, some);
        for (size_t place = 0; place < AIKI_COMPACT; place++) {
            const bool escapes = (codes[place] & 7) == AIKI_ESCAPE_CODE;
            const uint8_t upper =
                escapes ? *escape++
                        : (uint8_t)((block->base & 127) + aiki_code_offsets[codes[place]]);
            out[start + element_at(place)] =
                aiki_f32_of_bf16((uint16_t)(upper << 8 | block->lower[place]));
        }
    }
}

AIKI_DEFINE_DOT_ROWS_SCALAR(compact_bf16, AIKI_COMPACT, sizeof(BlockCompactBF16))

void aiki_install_compact_scalar(AikiKernels *kernels)
{
    kernels->compact = aiki_compact_scalar;
    AIKI_INSTALL_SCALAR(AIKI_TYPE_COMPACT_BF16, compact_bf16);
}
