// The stored blocks of each quantised type, byte by byte, little-endian, without padding.
//
// The layouts are those of GGUF files. `d` is a scale, `m` or `dmin` the scale of a minimum; all
// are IEEE binary16. Numbers are given in the order of the elements they hold.
#ifndef AIKI_BLOCKS_H
#define AIKI_BLOCKS_H

#include <stdint.h>

enum { AIKI_SMALL = 32, AIKI_SUPER = 256 };

// w = d * (q - 8); byte j holds element j in its low half and j + 16 in its high half.
typedef struct {
    uint16_t d;
    uint8_t quants[16];
} BlockQ4_0;

// w = d * q + m.
typedef struct {
    uint16_t d;
    uint16_t m;
    uint8_t quants[16];
} BlockQ4_1;

// w = d * (q - 16); bit j of `high` is the fifth bit of element j.
typedef struct {
    uint16_t d;
    uint8_t high[4];
    uint8_t quants[16];
} BlockQ5_0;

// w = d * q + m.
typedef struct {
    uint16_t d;
    uint16_t m;
    uint8_t high[4];
    uint8_t quants[16];
} BlockQ5_1;

// w = d * q.
typedef struct {
    uint16_t d;
    int8_t quants[32];
} BlockQ8_0;

// w = d * (low half of scale) * q - dmin * (high half of scale); a scale for 16 elements.
// Byte l of a half's 32 holds elements l, l + 32, l + 64, l + 96 of its 128, two bits each.
typedef struct {
    uint8_t scales[16];
    uint8_t quants[64];
    uint16_t d;
    uint16_t dmin;
} BlockQ2_K;

// w = d * (scale - 32) * (q - 4), q of three bits: two as in Q2_K, the third in `high`, where bit
// j of byte l belongs to element l + 32 j. Sixteen 6-bit scales: low four bits of 0 ..< 8 and
// 8 ..< 16 in the halves of bytes 0 ..< 8, upper two of scale i at bit 2 (i / 4) of byte 8 + i % 4.
typedef struct {
    uint8_t high[32];
    uint8_t quants[64];
    uint8_t scales[12];
    uint16_t d;
} BlockQ3_K;

// w = d * scale * q - dmin * minimum; eight 6-bit pairs for 32 elements each: those of 0 ..< 4 in
// the low six bits of bytes 0 ..< 4 (scale) and 4 ..< 8 (minimum); those of 4 ..< 8 in halves of
// bytes 8 ..< 12 (low: scale) with their upper two bits on top of bytes 0 ..< 4 and 4 ..< 8.
// Byte l of a quarter's 32 holds elements l (low half) and l + 32 of its 64.
typedef struct {
    uint16_t d;
    uint16_t dmin;
    uint8_t scales[12];
    uint8_t quants[128];
} BlockQ4_K;

// As Q4_K with a fifth bit: bit j of `high[l]` belongs to element l + 32 j.
typedef struct {
    uint16_t d;
    uint16_t dmin;
    uint8_t scales[12];
    uint8_t high[32];
    uint8_t quants[128];
} BlockQ5_K;

// w = d * scale * (q - 32); a scale for 16 elements. For each half of 128: the low four bits of
// elements l and l + 64 in the halves of byte l of 64, the upper two of l, l + 32, l + 64, l + 96
// in the pairs of bits of byte l of 32.
typedef struct {
    uint8_t low[128];
    uint8_t high[64];
    int8_t scales[16];
    uint16_t d;
} BlockQ6_K;

// w = d * level[q]; order as in Q4_0.
typedef struct {
    uint16_t d;
    uint8_t quants[16];
} BlockIQ4_NL;

// w = d * (scale - 32) * level[q]; eight 6-bit scales: low four bits in the halves of
// `scales_low`, upper two in the pairs of bits of `scales_high`. 32 elements as in Q4_0, in turn.
typedef struct {
    uint16_t d;
    uint16_t scales_high;
    uint8_t scales_low[4];
    uint8_t quants[128];
} BlockIQ4_XS;

// w = 2^(exponent - 127) * e2m1(q); order as in Q4_0. Source: OCP MX specification 1.0 §5.
typedef struct {
    uint8_t exponent;
    uint8_t quants[16];
} BlockMXFP4;

_Static_assert(sizeof(BlockQ4_0) == 18, "Q4_0");
_Static_assert(sizeof(BlockQ4_1) == 20, "Q4_1");
_Static_assert(sizeof(BlockQ5_0) == 22, "Q5_0");
_Static_assert(sizeof(BlockQ5_1) == 24, "Q5_1");
_Static_assert(sizeof(BlockQ8_0) == 34, "Q8_0");
_Static_assert(sizeof(BlockQ2_K) == 84, "Q2_K");
_Static_assert(sizeof(BlockQ3_K) == 110, "Q3_K");
_Static_assert(sizeof(BlockQ4_K) == 144, "Q4_K");
_Static_assert(sizeof(BlockQ5_K) == 176, "Q5_K");
_Static_assert(sizeof(BlockQ6_K) == 210, "Q6_K");
_Static_assert(sizeof(BlockIQ4_NL) == 18, "IQ4_NL");
_Static_assert(sizeof(BlockIQ4_XS) == 136, "IQ4_XS");
_Static_assert(sizeof(BlockMXFP4) == 17, "MXFP4");

// The sixteen levels of IQ4_NL and IQ4_XS.
static const int8_t aiki_levels_iq4[16] = {
    -127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113,
};

// Twice the sixteen values of E2M1.
static const int8_t aiki_levels_e2m1[16] = {
    0, 1, 2, 3, 4, 6, 8, 12, 0, -1, -2, -3, -4, -6, -8, -12,
};

// The 6-bit scale and minimum of the i-th eighth of a Q4_K or Q5_K block.
static inline void aiki_scale_minimum_k4(
    const uint8_t scales[12], int i, uint8_t *scale, uint8_t *minimum)
{
    if (i < 4) {
        *scale = scales[i] & 63;
        *minimum = scales[i + 4] & 63;
    } else {
        *scale = (uint8_t)((scales[i + 4] & 15) | ((scales[i - 4] >> 6) << 4));
        *minimum = (uint8_t)((scales[i + 4] >> 4) | ((scales[i] >> 6) << 4));
    }
}

// The 6-bit scale of the i-th sixteenth of a Q3_K block, -32 ... 31.
static inline int aiki_scale_k3(const uint8_t scales[12], int i)
{
    const int low = i < 8 ? scales[i] & 15 : scales[i - 8] >> 4;
    const int high = (scales[8 + i % 4] >> (2 * (i / 4))) & 3;
    return (low | high << 4) - 32;
}

// The 6-bit scale of the i-th eighth of an IQ4_XS block, -32 ... 31.
static inline int aiki_scale_iq4_xs(const BlockIQ4_XS *block, int i)
{
    const int low = (block->scales_low[i / 2] >> (4 * (i % 2))) & 15;
    const int high = (block->scales_high >> (2 * i)) & 3;
    return (low | high << 4) - 32;
}

// BF16 in less memory, without loss: weights of a block differ little in their exponents. A number's
// code is its sign and how far its upper byte (without the sign) lies below `base`. Farther than 6 is an
// escape, 7, whose upper byte stands elsewhere: in `escapes`, in order of places, or where they are more
// than 3 in a list behind the blocks; `escapes` is then how many times 64 bytes it lies behind the 64
// bytes that the block begins in. Place p of a half of 64 holds element 32 s + 16 o + 4 l + j where p is
// 16 l + 8 s + 2 j + o, o < 2, j < 4, s < 2: bytes interleaved are then pairs of elements 16 apart. Code p
// of the first half is the lower half of byte p. A patched frame of reference (Zukowski et al. 2006 §3.1);
// not in files.
typedef struct {
    uint8_t base;  // its uppermost bit: there are escapes
    uint8_t escapes[3];
    uint8_t codes[64];
    uint8_t lower[128];  // lower bytes, by places
} BlockCompactBF16;

#endif
