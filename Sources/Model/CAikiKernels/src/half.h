// Conversions between binary32 and the short floats, in integer arithmetic, exact everywhere.
#ifndef AIKI_HALF_H
#define AIKI_HALF_H

#include <stdint.h>
#include <string.h>

static inline float aiki_float_of_bits(uint32_t bits)
{
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static inline uint32_t aiki_bits_of_float(float value)
{
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

// binary16 to binary32, exact. A normal number's exponent is shifted into place and rebased; a
// subnormal is an integer times 2^-24, which a float subtraction of 0.5 normalises.
static inline float aiki_f32_of_f16(uint16_t half)
{
    const uint32_t sign = (uint32_t)(half & 0x8000) << 16;
    const uint32_t magnitude = half & 0x7fff;
    uint32_t bits;
    if (magnitude >= 0x7c00) {
        bits = 0x7f800000 | (magnitude & 0x3ff) << 13;
    } else if (magnitude >= 0x0400) {
        bits = (magnitude << 13) + 0x38000000;
    } else {
        bits = aiki_bits_of_float((float)magnitude * 0x1p-24f);
    }
    return aiki_float_of_bits(sign | bits);
}

// binary32 to binary16, to nearest, ties to even; too large becomes infinite, NaN stays NaN.
static inline uint16_t aiki_f16_of_f32(float value)
{
    const uint32_t bits = aiki_bits_of_float(value);
    const uint16_t sign = (uint16_t)(bits >> 16 & 0x8000);
    const uint32_t magnitude = bits & 0x7fffffff;
    if (magnitude > 0x7f800000) return (uint16_t)(sign | 0x7e00);
    if (magnitude >= 0x47800000) return (uint16_t)(sign | 0x7c00);
    if (magnitude < 0x38800000) {
        // Below 2^-14: adding 0.5 leaves the rounded multiple of 2^-24 in the low bits.
        const float shifted = aiki_float_of_bits(magnitude) + 0.5f;
        return (uint16_t)(sign | (aiki_bits_of_float(shifted) - 0x3f000000));
    }
    const uint32_t rounded = magnitude - 0x38000000 + 0xfff + (magnitude >> 13 & 1);
    return (uint16_t)(sign | rounded >> 13);
}

static inline float aiki_f32_of_bf16(uint16_t value)
{
    return aiki_float_of_bits((uint32_t)value << 16);
}

// To nearest, ties to even; NaN stays NaN.
static inline uint16_t aiki_bf16_of_f32(float value)
{
    const uint32_t bits = aiki_bits_of_float(value);
    if ((bits & 0x7fffffff) > 0x7f800000) return (uint16_t)(bits >> 16 | 0x40);
    return (uint16_t)((bits + 0x7fff + (bits >> 16 & 1)) >> 16);
}

// Half of the power of two that an E8M0 exponent stands for: 2^(exponent - 128), for tables that
// hold twice the values. The two smallest are subnormal.
static inline float aiki_half_e8m0(uint8_t exponent)
{
    const uint32_t bits =
        exponent < 2 ? 0x00200000u << exponent : (uint32_t)(exponent - 1) << 23;
    return aiki_float_of_bits(bits);
}

#endif
