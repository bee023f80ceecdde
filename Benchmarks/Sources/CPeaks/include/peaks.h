// What one core can do at most: loops that do nothing but the instruction in question.
#ifndef AIKI_PEAKS_H
#define AIKI_PEAKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
    PEAK_F32,       // fused multiply-add
    PEAK_BF16,      // products of BF16 summed in f32
    PEAK_INTEGERS,  // products of 8-bit integers summed in 32 bits
} Peak;

typedef enum { PEAK_AVX2, PEAK_AVX512, PEAK_AMX, PEAK_NEON } PeakKind;

// Runs `rounds` rounds of the instruction on independent registers; returns how many additions and
// multiplications that was, 0 where this machine cannot do it with the kind's instructions.
uint64_t peak_run(Peak peak, PeakKind kind, uint64_t rounds);

// The sum of 64-bit words; reads as fast as plain code can. `bytes` is a multiple of 256.
uint64_t peak_read(const void *memory, size_t bytes);

#endif
