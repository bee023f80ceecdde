// Random numbers that are a function of a seed and a place, so that any thread can make any of them.
// Source: Salmon 2011, "Parallel Random Numbers: As Easy as 1, 2, 3" §3.3, Philox-4x32-10.
#ifndef AIKI_PHILOX_H
#define AIKI_PHILOX_H

#include <stdint.h>

enum { AIKI_PHILOX_ROUNDS = 10 };
#define AIKI_PHILOX_FACTOR_0 0xD2511F53u
#define AIKI_PHILOX_FACTOR_1 0xCD9E8D57u
#define AIKI_PHILOX_KEY_0 0x9E3779B9u
#define AIKI_PHILOX_KEY_1 0xBB67AE85u

// Numbers 4 * block ..< 4 * block + 4 of the stream `seed`.
static inline void aiki_philox(uint64_t seed, uint64_t block, uint32_t out[4])
{
    uint32_t key0 = (uint32_t)seed, key1 = (uint32_t)(seed >> 32);
    uint32_t c0 = (uint32_t)block, c1 = (uint32_t)(block >> 32), c2 = 0, c3 = 0;
    for (int round = 0; round < AIKI_PHILOX_ROUNDS; round++) {
        const uint64_t a = (uint64_t)AIKI_PHILOX_FACTOR_0 * c0, b = (uint64_t)AIKI_PHILOX_FACTOR_1 * c2;
        c0 = (uint32_t)(b >> 32) ^ c1 ^ key0;
        c1 = (uint32_t)b;
        c2 = (uint32_t)(a >> 32) ^ c3 ^ key1;
        c3 = (uint32_t)a;
        key0 += AIKI_PHILOX_KEY_0;
        key1 += AIKI_PHILOX_KEY_1;
    }
    out[0] = c0, out[1] = c1, out[2] = c2, out[3] = c3;
}

#endif
