#include "peaks.h"

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

// Sums that do not depend on each other: latency times throughput on the CPUs known, and some more.
enum { CHAINS = 12 };

// Keeps the compiler from knowing that a register's content is of no use.
#define KEEP(value) __asm__ volatile("" : "+x"(value))

#if defined(__x86_64__)

__attribute__((target("avx2,fma"))) static uint64_t f32_avx2(uint64_t rounds)
{
    __m256 sums[CHAINS], a = _mm256_set1_ps(0.5f), b = _mm256_set1_ps(0.25f);
    for (int i = 0; i < CHAINS; i++) sums[i] = _mm256_setzero_ps();
    for (uint64_t r = 0; r < rounds; r++) {
#pragma clang loop unroll(full)
        for (int i = 0; i < CHAINS; i++) sums[i] = _mm256_fmadd_ps(a, b, sums[i]);
        KEEP(a);
    }
    for (int i = 0; i < CHAINS; i++) KEEP(sums[i]);
    return rounds * CHAINS * 8 * 2;
}

__attribute__((target("avx512f"))) static uint64_t f32_avx512(uint64_t rounds)
{
    __m512 sums[CHAINS], a = _mm512_set1_ps(0.5f), b = _mm512_set1_ps(0.25f);
    for (int i = 0; i < CHAINS; i++) sums[i] = _mm512_setzero_ps();
    for (uint64_t r = 0; r < rounds; r++) {
#pragma clang loop unroll(full)
        for (int i = 0; i < CHAINS; i++) sums[i] = _mm512_fmadd_ps(a, b, sums[i]);
        __asm__ volatile("" : "+v"(a));
    }
    for (int i = 0; i < CHAINS; i++) __asm__ volatile("" : "+v"(sums[i]));
    return rounds * CHAINS * 16 * 2;
}

__attribute__((target("avx512f,avx512bf16"))) static uint64_t bf16_avx512(uint64_t rounds)
{
    __m512 sums[CHAINS];
    __m512i a = _mm512_set1_epi16(0x3f00), b = a;
    for (int i = 0; i < CHAINS; i++) sums[i] = _mm512_setzero_ps();
    for (uint64_t r = 0; r < rounds; r++) {
#pragma clang loop unroll(full)
        for (int i = 0; i < CHAINS; i++) {
            sums[i] = _mm512_dpbf16_ps(sums[i], (__m512bh)a, (__m512bh)b);
        }
        __asm__ volatile("" : "+v"(a));
    }
    for (int i = 0; i < CHAINS; i++) __asm__ volatile("" : "+v"(sums[i]));
    return rounds * CHAINS * 32 * 2;
}

__attribute__((target("avx512f,avx512vnni"))) static uint64_t integers_avx512(uint64_t rounds)
{
    __m512i sums[CHAINS], a = _mm512_set1_epi8(1), b = a;
    for (int i = 0; i < CHAINS; i++) sums[i] = _mm512_setzero_si512();
    for (uint64_t r = 0; r < rounds; r++) {
#pragma clang loop unroll(full)
        for (int i = 0; i < CHAINS; i++) sums[i] = _mm512_dpbusd_epi32(sums[i], a, b);
        __asm__ volatile("" : "+v"(a));
    }
    for (int i = 0; i < CHAINS; i++) __asm__ volatile("" : "+v"(sums[i]));
    return rounds * CHAINS * 64 * 2;
}

#if defined(__linux__)

// Whether there are tiles; the kernels have asked the system for them.
static bool amx_supported(void)
{
    unsigned a, b, c, d;
    return __get_cpuid_count(7, 0, &a, &b, &c, &d) && d >> 22 & 1 && d >> 24 & 1 && d >> 25 & 1;
}

#define AMX __attribute__((target("amx-tile,amx-int8,amx-bf16")))

// Eight whole tiles, as the kernels shape them too: they are not released. 64 bytes of shapes: palette, start,
// 14 unused, bytes of the rows of each, rows of each.
static AMX void begin_tiles(void)
{
    _Alignas(64) uint8_t shapes[64] = {1};
    for (int i = 0; i < 8; i++) {
        shapes[16 + 2 * i] = 64;
        shapes[48 + i] = 16;
    }
    _tile_loadconfig(shapes);
    _tile_zero(0);
    _tile_zero(1);
    _tile_zero(2);
    _tile_zero(3);
    _tile_zero(4);
    _tile_zero(5);
    _tile_zero(6);
    _tile_zero(7);
}

// Four products of tiles whose rows hold so many numbers.
#define DEFINE_AMX(name, product, columns)                                                         \
    static AMX uint64_t name(uint64_t rounds)                                                      \
    {                                                                                              \
        begin_tiles();                                                                             \
        for (uint64_t r = 0; r < rounds; r++) {                                                    \
            product(0, 4, 6);                                                                      \
            product(1, 4, 7);                                                                      \
            product(2, 5, 6);                                                                      \
            product(3, 5, 7);                                                                      \
        }                                                                                          \
        return rounds * 4 * 16 * 16 * columns * 2;                                                 \
    }

DEFINE_AMX(bf16_amx, _tile_dpbf16ps, 32)
DEFINE_AMX(integers_amx, _tile_dpbssd, 64)

#endif

// Without VNNI: products to 16 bits, these to 32, and a sum.
__attribute__((target("avx2"))) static uint64_t integers_avx2(uint64_t rounds)
{
    __m256i sums[CHAINS], a = _mm256_set1_epi8(1), ones = _mm256_set1_epi16(1);
    for (int i = 0; i < CHAINS; i++) sums[i] = _mm256_setzero_si256();
    for (uint64_t r = 0; r < rounds; r++) {
#pragma clang loop unroll(full)
        for (int i = 0; i < CHAINS; i++) {
            __m256i b = a;
            KEEP(b);
            const __m256i pairs = _mm256_madd_epi16(_mm256_maddubs_epi16(a, b), ones);
            sums[i] = _mm256_add_epi32(sums[i], pairs);
        }
    }
    for (int i = 0; i < CHAINS; i++) KEEP(sums[i]);
    return rounds * CHAINS * 32 * 2;
}

uint64_t peak_run(Peak peak, PeakKind kind, uint64_t rounds)
{
    if (kind == PEAK_AVX2 && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
        if (peak == PEAK_F32) return f32_avx2(rounds);
        if (peak == PEAK_INTEGERS) return integers_avx2(rounds);
    }
    if (kind == PEAK_AVX512 && __builtin_cpu_supports("avx512f")) {
        if (peak == PEAK_F32) return f32_avx512(rounds);
        if (peak == PEAK_BF16 && __builtin_cpu_supports("avx512bf16")) return bf16_avx512(rounds);
        if (peak == PEAK_INTEGERS && __builtin_cpu_supports("avx512vnni")) {
            return integers_avx512(rounds);
        }
    }
#if defined(__linux__)
    if (kind == PEAK_AMX && amx_supported()) {
        if (peak == PEAK_F32) return f32_avx512(rounds);
        return peak == PEAK_BF16 ? bf16_amx(rounds) : integers_amx(rounds);
    }
#endif
    return 0;
}

#elif defined(__aarch64__)

uint64_t peak_run(Peak peak, PeakKind kind, uint64_t rounds)
{
    if (kind != PEAK_NEON || peak != PEAK_F32) return 0;
    float32x4_t sums[CHAINS], a = vdupq_n_f32(0.5f), b = vdupq_n_f32(0.25f);
    for (int i = 0; i < CHAINS; i++) sums[i] = vdupq_n_f32(0);
    for (uint64_t r = 0; r < rounds; r++) {
#pragma clang loop unroll(full)
        for (int i = 0; i < CHAINS; i++) sums[i] = vfmaq_f32(sums[i], a, b);
        __asm__ volatile("" : "+w"(a));
    }
    for (int i = 0; i < CHAINS; i++) __asm__ volatile("" : "+w"(sums[i]));
    return rounds * CHAINS * 4 * 2;
}

#else

uint64_t peak_run(Peak peak, PeakKind kind, uint64_t rounds)
{
    (void)peak, (void)kind, (void)rounds;
    return 0;
}

#endif

uint64_t peak_read(const void *memory, size_t bytes)
{
    const uint64_t *words = memory;
    uint64_t sums[32] = {0};
    for (size_t at = 0; at < bytes / 8; at += 32) {
        for (int i = 0; i < 32; i++) sums[i] += words[at + i];
    }
    uint64_t sum = 0;
    for (int i = 0; i < 32; i++) sum += sums[i];
    return sum;
}
