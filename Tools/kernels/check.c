// Compares one CPU kind's kernels with the scalar ones, for machines whose tests cannot run here.
//
//     check <cpu number of AikiCPU>
//
// Every slot of the table, every stored type, odd lengths; numbers from a fixed seed. Prints each
// slot that disagrees and ends with 1 where there was any.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "aiki_kernels.h"

enum { NUMBERS_MAX = 8192 };

static AikiKernels scalar, tested;
static int failures;
static uint64_t state = 42;

// SplitMix64 to a number in -1 ... 1.
static float uniform(void)
{
    state += 0x9E3779B97F4A7C15u;
    uint64_t z = state;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return (float)((double)((z ^ (z >> 31)) >> 11) * 0x1p-52 - 1);
}

static void fill(float *x, size_t count, float scale)
{
    for (size_t i = 0; i < count; i++) x[i] = uniform() * scale;
}

static void expect(bool held, const char *what, size_t detail)
{
    if (held) return;
    failures++;
    printf("disagrees: %s (%zu)\n", what, detail);
}

static bool near(const float *a, const float *b, size_t count, float tolerance)
{
    for (size_t i = 0; i < count; i++) {
        if (!(fabsf(a[i] - b[i]) <= tolerance * fmaxf(1, fabsf(b[i])))) return false;
    }
    return true;
}

typedef struct {
    uint32_t type;
    size_t block;
    size_t bytes;
} Type;

static const Type types[] = {
    {AIKI_TYPE_F32, 1, 4},        {AIKI_TYPE_F16, 1, 2},       {AIKI_TYPE_BF16, 1, 2},
    {AIKI_TYPE_Q8_0, 32, 34},     {AIKI_TYPE_Q4_0, 32, 18},    {AIKI_TYPE_Q4_1, 32, 20},
    {AIKI_TYPE_Q5_0, 32, 22},     {AIKI_TYPE_Q5_1, 32, 24},    {AIKI_TYPE_IQ4_NL, 32, 18},
    {AIKI_TYPE_MXFP4, 32, 17},    {AIKI_TYPE_Q2_K, 256, 84},   {AIKI_TYPE_Q3_K, 256, 110},
    {AIKI_TYPE_Q4_K, 256, 144},   {AIKI_TYPE_Q5_K, 256, 176},  {AIKI_TYPE_Q6_K, 256, 210},
    {AIKI_TYPE_IQ4_XS, 256, 136},
};

static void check_type(Type type)
{
    static float values[NUMBERS_MAX], a[NUMBERS_MAX], b[NUMBERS_MAX], x[NUMBERS_MAX];
    static uint8_t blocks[NUMBERS_MAX * 4];
    const size_t step = type.block;
    for (size_t columns = step; columns <= 1024 + 256; columns += step == 1 ? 37 : 256) {
        const size_t rows = NUMBERS_MAX / columns < 7 ? NUMBERS_MAX / columns : 7;
        const size_t row_bytes = columns / type.block * type.bytes;
        fill(values, rows * columns, 0.5f);
        fill(x, columns, 1);
        aiki_quantize_rows(type.type, values, rows, columns, NULL, blocks);
        scalar.dequantize[type.type](blocks, rows * columns, a);
        tested.dequantize[type.type](blocks, rows * columns, b);
        expect(memcmp(a, b, rows * columns * sizeof(float)) == 0, "dequantize", type.type);
        float y[7] = {0}, z[7] = {0}, g[7] = {0};
        scalar.dot_rows[type.type](blocks, row_bytes, rows, x, columns, y);
        tested.dot_rows[type.type](blocks, row_bytes, rows, x, columns, z);
        expect(near(z, y, rows, 1e-4f), "dot_rows", type.type);
        for (size_t k = 0; k < columns; k += AIKI_COLUMN_BLOCK) {
            const size_t width =
                columns - k < AIKI_COLUMN_BLOCK ? columns - k : AIKI_COLUMN_BLOCK;
            tested.gemm_f32(b + k, columns, rows, x + k, columns, 1, width, g, rows);
        }
        expect(memcmp(g, z, rows * sizeof(float)) == 0, "dot_rows as gemm", type.type);
    }
}

static void check_matrices(void)
{
    static float w[NUMBERS_MAX], x[NUMBERS_MAX], y[NUMBERS_MAX], z[NUMBERS_MAX];
    for (size_t rows = 1; rows <= 9; rows++) {
        for (size_t tokens = 1; tokens <= 13; tokens++) {
            const size_t columns = 1 + (rows * 31 + tokens * 17) % 90;
            fill(w, rows * columns, 1);
            fill(x, tokens * columns, 1);
            fill(y, tokens * rows, 1);
            memcpy(z, y, sizeof y);
            scalar.gemm_f32(w, columns, rows, x, columns, tokens, columns, y, rows);
            tested.gemm_f32(w, columns, rows, x, columns, tokens, columns, z, rows);
            expect(near(z, y, tokens * rows, 1e-4f), "gemm_f32", columns);
            fill(y, tokens * columns, 1);
            memcpy(z, y, sizeof y);
            // w as weights (tokens, rows) of the rows of x (rows, columns).
            fill(x, rows * columns, 1);
            fill(w, tokens * rows + tokens, 1);
            scalar.weighted_rows_f32(
                w, rows, tokens, w + tokens * rows, x, columns, rows, columns, y, columns);
            tested.weighted_rows_f32(
                w, rows, tokens, w + tokens * rows, x, columns, rows, columns, z, columns);
            expect(near(z, y, tokens * columns, 1e-5f), "weighted_rows_f32", columns);
        }
    }
}

static void check_functions(size_t count)
{
    static float x[NUMBERS_MAX], y[NUMBERS_MAX], a[NUMBERS_MAX], b[NUMBERS_MAX];
    fill(x, count, 20);
    fill(y, count, 1);
    expect(scalar.maximum_f32(x, count) == tested.maximum_f32(x, count), "maximum_f32", count);
    memcpy(a, x, sizeof x);
    memcpy(b, x, sizeof x);
    const float sum = scalar.exp_shifted_f32(a, count, 15);
    const float other = tested.exp_shifted_f32(b, count, 15);
    expect(near(b, a, count, 1e-6f) && near(&other, &sum, 1, 1e-5f), "exp_shifted_f32", count);
    scalar.rms_norm_f32(x, y, count, 1e-5f, a);
    tested.rms_norm_f32(x, y, count, 1e-5f, b);
    expect(near(b, a, count, 1e-5f), "rms_norm_f32", count);
    scalar.layer_norm_f32(x, y, x, count, 1e-5f, a);
    tested.layer_norm_f32(x, y, x, count, 1e-5f, b);
    expect(near(b, a, count, count == 1 ? 1e-2f : 1e-4f), "layer_norm_f32", count);
    for (AikiActivation activation = AIKI_SILU; activation <= AIKI_GELU_ERF; activation++) {
        scalar.gated_f32(x, y, count, activation, a);
        tested.gated_f32(x, y, count, activation, b);
        expect(near(b, a, count, 1e-6f), "gated_f32", (size_t)activation);
    }
    memcpy(a, x, sizeof x);
    memcpy(b, x, sizeof x);
    scalar.softcap_f32(a, count, 5);
    tested.softcap_f32(b, count, 5);
    expect(near(b, a, count, 2e-6f), "softcap_f32", count);
    scalar.add_f32(x, y, count, a);
    tested.add_f32(x, y, count, b);
    expect(memcmp(a, b, count * sizeof(float)) == 0, "add_f32", count);
    scalar.scale_f32(x, 0.3f, count, a);
    tested.scale_f32(x, 0.3f, count, b);
    expect(memcmp(a, b, count * sizeof(float)) == 0, "scale_f32", count);
}

static void check_ropes(size_t pairs)
{
    static float x[NUMBERS_MAX], a[NUMBERS_MAX], b[NUMBERS_MAX], angles[NUMBERS_MAX];
    const size_t heads = 3, width = 2 * pairs + 5;
    fill(x, heads * width, 1);
    fill(angles, 2 * pairs, 1);
    memcpy(a, x, sizeof x);
    memcpy(b, x, sizeof x);
    scalar.rope_adjacent_f32(a, heads, width, pairs, angles, angles + pairs);
    tested.rope_adjacent_f32(b, heads, width, pairs, angles, angles + pairs);
    expect(near(b, a, heads * width, 1e-6f), "rope_adjacent_f32", pairs);
    scalar.rope_halves_f32(a, heads, width, pairs, angles, angles + pairs);
    tested.rope_halves_f32(b, heads, width, pairs, angles, angles + pairs);
    expect(near(b, a, heads * width, 1e-6f), "rope_halves_f32", pairs);
}

static void check_store(uint32_t type)
{
    static float x[512];
    static uint8_t a[2048], b[2048];
    fill(x, 512, 3);
    scalar.store[type](x, 512, a);
    tested.store[type](x, 512, b);
    expect(memcmp(a, b, sizeof a) == 0, "store", type);
}

static void check_read(size_t count)
{
    static float x[NUMBERS_MAX];
    fill(x, NUMBERS_MAX, 1);
    expect(scalar.read_sum(x, count) == tested.read_sum(x, count), "read_sum", count);
}

int main(int count, char **arguments)
{
    const AikiCPU cpu = count > 1 ? (AikiCPU)atoi(arguments[1]) : AIKI_CPU_SCALAR;
    aiki_kernels_fill(&scalar, AIKI_CPU_SCALAR);
    if (!aiki_kernels_fill(&tested, cpu)) {
        printf("this machine cannot run kernels of kind %d\n", (int)cpu);
        return 2;
    }
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) check_type(types[i]);
    check_matrices();
    for (size_t length = 1; length <= 70; length++) check_functions(length);
    check_functions(1000);
    for (size_t pairs = 1; pairs <= 40; pairs++) check_ropes(pairs);
    check_store(AIKI_TYPE_F32);
    check_store(AIKI_TYPE_F16);
    check_store(AIKI_TYPE_BF16);
    check_store(AIKI_TYPE_Q8_0);
    for (size_t bytes = 0; bytes <= 4096; bytes += 128) check_read(bytes);
    printf("kind %d: %d disagreements\n", (int)cpu, failures);
    return failures > 0;
}
