// Attention of few tokens over part of a cache, read once for all heads of a group.
//
// A micro-kernel has sixteen sums of dot products, of rows of queries by positions; they are then
// added across lanes together, which takes three instructions a sum instead of eight. Keys and
// values become floats in registers. f32 throughout.
#if defined(__x86_64__)

#include <math.h>
#include <string.h>

#include "../attention_rows.h"
#include "../blocks.h"
#include "vectors.h"

// Positions at a time, and the most rows of queries of a micro-kernel.
enum { BLOCK = 64, ROWS = 8 };

// Sixteen numbers at `index` of a head, as many as the mask says; index is a multiple of 16.
AIKI_AVX512_INLINE __m512 load_numbers(const uint32_t type, const char *head, size_t index,
                                       __mmask16 lanes)
{
    switch (type) {
    case AIKI_TYPE_F16:
        return _mm512_cvtph_ps(_mm256_maskz_loadu_epi16(lanes, head + 2 * index));
    case AIKI_TYPE_Q8_0: {
        const BlockQ8_0 *block = (const BlockQ8_0 *)(const void *)head + index / AIKI_SMALL;
        const __m128i bytes =
            _mm_loadu_si128((const __m128i *)(block->quants + index % AIKI_SMALL));
        const __m512 scale =
            _mm512_broadcastss_ps(_mm_cvtph_ps(_mm_cvtsi32_si128(block->d)));
        return _mm512_mul_ps(_mm512_cvtepi32_ps(_mm512_cvtepi8_epi32(bytes)), scale);
    }
    default:
        return _mm512_maskz_loadu_ps(lanes, head + 4 * index);
    }
}

// Lane i of the result is the sum of the lanes of v[i]; every sum is taken in the same order.
AIKI_AVX512_INLINE __m512 sum_lanes_of_sixteen(__m512 v[16])
{
    __m512 a[8], b[4], c[2];
    for (int i = 0; i < 8; i++) {
        const __m512 x = v[2 * i], y = v[2 * i + 1];
        a[i] = _mm512_add_ps(_mm512_unpacklo_ps(x, y), _mm512_unpackhi_ps(x, y));
    }
    for (int i = 0; i < 4; i++) {
        const __m512d x = _mm512_castps_pd(a[2 * i]), y = _mm512_castps_pd(a[2 * i + 1]);
        b[i] = _mm512_add_ps(_mm512_castpd_ps(_mm512_unpacklo_pd(x, y)),
                             _mm512_castpd_ps(_mm512_unpackhi_pd(x, y)));
    }
    // Lane 4 q + i of b[n] is what quarter q has of the sum of v[4 n + i].
    for (int i = 0; i < 2; i++) {
        c[i] = _mm512_add_ps(_mm512_shuffle_f32x4(b[2 * i], b[2 * i + 1], 0x88),
                             _mm512_shuffle_f32x4(b[2 * i], b[2 * i + 1], 0xdd));
    }
    return _mm512_add_ps(_mm512_shuffle_f32x4(c[0], c[1], 0x88),
                         _mm512_shuffle_f32x4(c[0], c[1], 0xdd));
}

// scores[r][j] = query r * key j for `rows` rows and 16 / rows positions.
AIKI_AVX512_INLINE void score_some(const int rows, const uint32_t type, const float *queries,
                                   size_t query_stride, const char *const *keys, size_t width,
                                   float *scores)
{
    const int positions = 16 / rows;
    __m512 sums[16];
    for (int i = 0; i < 16; i++) sums[i] = _mm512_setzero_ps();
    for (size_t k = 0; k < width; k += LANES) {
        const __mmask16 lanes = aiki_step_lanes(k, width);
        __m512 key[16];
        for (int j = 0; j < positions; j++) key[j] = load_numbers(type, keys[j], k, lanes);
        for (int r = 0; r < rows; r++) {
            const __m512 query = _mm512_loadu_ps(queries + (size_t)r * query_stride + k);
            for (int j = 0; j < positions; j++) {
                sums[r * positions + j] = _mm512_fmadd_ps(query, key[j], sums[r * positions + j]);
            }
        }
    }
    float sixteen[16];
    _mm512_storeu_ps(sixteen, sum_lanes_of_sixteen(sums));
    for (int r = 0; r < rows; r++) {
        memcpy(scores + r * BLOCK, sixteen + r * positions, (size_t)positions * sizeof(float));
    }
}

// sums[r] = sums[r] * factor[r] + weights of r * values, for `vectors` vectors of columns.
AIKI_AVX512_INLINE void add_values(const int rows, const int vectors, const uint32_t type,
                                   const float *weights, const char *values, size_t stride,
                                   size_t count, size_t column, size_t width, const float *factor,
                                   float *sums, size_t sums_stride)
{
    __mmask16 lanes[4];
    __m512 total[ROWS][4];
    for (int v = 0; v < vectors; v++) {
        lanes[v] = aiki_step_lanes(column + (size_t)v * LANES, width);
        for (int r = 0; r < rows; r++) {
            const float *from = sums + (size_t)r * sums_stride + column + (size_t)v * LANES;
            total[r][v] = _mm512_mul_ps(_mm512_loadu_ps(from), _mm512_set1_ps(factor[r]));
        }
    }
    for (size_t j = 0; j < count; j++) {
        __m512 row[4];
        for (int v = 0; v < vectors; v++) {
            row[v] = load_numbers(type, values + j * stride, column + (size_t)v * LANES, lanes[v]);
        }
        for (int r = 0; r < rows; r++) {
            const __m512 weight = _mm512_set1_ps(weights[r * BLOCK + (int)j]);
            for (int v = 0; v < vectors; v++) {
                total[r][v] = _mm512_fmadd_ps(weight, row[v], total[r][v]);
            }
        }
    }
    for (int v = 0; v < vectors; v++) {
        for (int r = 0; r < rows; r++) {
            float *to = sums + (size_t)r * sums_stride + column + (size_t)v * LANES;
            _mm512_storeu_ps(to, total[r][v]);
        }
    }
}

// What a group of at most ROWS rows has so far; widths are rounded up to whole vectors.
typedef struct {
    float *queries;  // (ROWS, D), scaled
    float *sums;     // (ROWS, Dv)
    float *scores;   // (ROWS, BLOCK)
    float maximum[ROWS];
    float factor[ROWS];
    __m512 total[ROWS];
    size_t key_width;
    size_t value_width;
} Group;

// Hides what a row does not see of block ..< block + BLOCK and turns its scores into weights.
AIKI_AVX512_INLINE void weigh_row(const AikiKernels *kernels, const AikiAttention *attention,
                                  size_t block, size_t begin, size_t end, int row, Group *group)
{
    float *scores = group->scores + row * BLOCK;
    if (attention->softcap > 0) kernels->softcap_f32(scores, BLOCK, attention->softcap);
    const __m512 hidden = _mm512_set1_ps(-INFINITY);
    __m512 v[BLOCK / LANES];
    __m512 most = _mm512_set1_ps(group->maximum[row]);
    for (size_t i = 0; i < BLOCK / LANES; i++) {
        const size_t first = block + i * LANES;
        const size_t last = first + LANES;
        __mmask16 seen = 0xffff;
        if (first < begin) {
            seen &= (__mmask16)~aiki_first_lanes(begin - first < LANES ? begin - first : LANES);
        }
        if (last > end) seen &= aiki_first_lanes(end > first ? end - first : 0);
        v[i] = _mm512_mask_loadu_ps(hidden, seen, scores + i * LANES);
        most = _mm512_max_ps(most, v[i]);
    }
    const float before = group->maximum[row], largest = _mm512_reduce_max_ps(most);
    group->factor[row] = 1;
    if (largest == -INFINITY) {
        memset(scores, 0, BLOCK * sizeof(float));
        return;
    }
    if (largest != before) group->factor[row] = expf(before - largest);
    __m512 sum = _mm512_mul_ps(group->total[row], _mm512_set1_ps(group->factor[row]));
    for (size_t i = 0; i < BLOCK / LANES; i++) {
        const __m512 e = aiki_exp(_mm512_sub_ps(v[i], _mm512_set1_ps(largest)));
        sum = _mm512_add_ps(sum, e);
        _mm512_storeu_ps(scores + i * LANES, e);
    }
    group->total[row] = sum;
    group->maximum[row] = largest;
}

// The numbers of the next block are asked for while this one is computed: rows of one head stand
// far apart, which the hardware does not foresee.
AIKI_AVX512_INLINE void ask_for(const char *rows, size_t stride, size_t bytes, size_t count)
{
    for (size_t j = 0; j < count; j++) {
        for (size_t offset = 0; offset < bytes; offset += 64) {
            _mm_prefetch(rows + j * stride + offset, _MM_HINT_T1);
        }
    }
}

// Keys and values of a head from a block's first position on, and how many positions there are.
typedef struct {
    const char *keys;
    const char *values;
    size_t block;
    size_t count;
} Past;

AIKI_AVX512_INLINE void score_block(const int rows, const uint32_t type,
                                    const AikiAttention *attention, Past past, Group *group)
{
    const size_t step = 16 / (size_t)rows;
    for (size_t j = 0; j < past.count; j += step) {
        const char *keys[16];
        for (size_t i = 0; i < step; i++) {
            // Beyond the last position its scores are computed once more, and hidden.
            const size_t at = j + i < past.count ? j + i : past.count - 1;
            keys[i] = past.keys + at * attention->key_stride;
        }
        score_some(rows, type, group->queries, group->key_width, keys, attention->key_width,
                   group->scores + j);
    }
}

AIKI_AVX512_INLINE void add_block(const int rows, const uint32_t type,
                                  const AikiAttention *attention, Past past, Group *group)
{
    const size_t width = attention->value_width;
    const int vectors = rows <= 4 ? 4 : 2;
    size_t c = 0;
    for (; c + (size_t)vectors * LANES <= group->value_width; c += (size_t)vectors * LANES) {
        add_values(rows, vectors, type, group->scores, past.values, attention->value_stride,
                   past.count, c, width, group->factor, group->sums, group->value_width);
    }
    for (; c < group->value_width; c += LANES) {
        add_values(rows, 1, type, group->scores, past.values, attention->value_stride, past.count,
                   c, width, group->factor, group->sums, group->value_width);
    }
}

#define BY_ROWS(call, type)                                                                        \
    switch (rows) {                                                                                \
    case 1: call(1, type, attention, past, group); break;                                          \
    case 2: call(2, type, attention, past, group); break;                                          \
    case 4: call(4, type, attention, past, group); break;                                          \
    default: call(ROWS, type, attention, past, group); break;                                      \
    }

#define DEFINE_BLOCK(name, type)                                                                   \
    static AIKI_AVX512 void score_##name(size_t rows, const AikiAttention *attention, Past past,   \
                                         Group *group)                                             \
    {                                                                                              \
        BY_ROWS(score_block, type)                                                                 \
    }                                                                                              \
    static AIKI_AVX512 void add_##name(size_t rows, const AikiAttention *attention, Past past,     \
                                       Group *group)                                               \
    {                                                                                              \
        BY_ROWS(add_block, type)                                                                   \
    }

DEFINE_BLOCK(f32, AIKI_TYPE_F32)
DEFINE_BLOCK(f16, AIKI_TYPE_F16)
DEFINE_BLOCK(q8_0, AIKI_TYPE_Q8_0)

typedef void (*OneBlock)(size_t rows, const AikiAttention *attention, Past past, Group *group);

// Rows that a micro-kernel has a version for.
static size_t rounded_rows(size_t rows)
{
    return rows <= 2 ? rows : rows <= 4 ? 4 : ROWS;
}

static AIKI_AVX512 void begin_group(const AikiAttention *attention, size_t key_value_head,
                                    size_t first_row, size_t rows, Group *group)
{
    memset(group->queries, 0, ROWS * group->key_width * sizeof(float));
    memset(group->sums, 0, ROWS * group->value_width * sizeof(float));
    for (size_t row = 0; row < ROWS; row++) {
        group->maximum[row] = -INFINITY;
        group->factor[row] = 1;
        group->total[row] = _mm512_setzero_ps();
        if (row >= rows) continue;
        const float *query =
            attention->query
            + aiki_row_offset(attention, key_value_head, 0, first_row + row)
                  * attention->key_width;
        for (size_t i = 0; i < attention->key_width; i++) {
            group->queries[row * group->key_width + i] = query[i] * attention->scale;
        }
    }
}

static AIKI_AVX512 void end_group(const AikiAttention *attention, size_t key_value_head,
                                  size_t first_row, size_t rows, const Group *group, float *sums)
{
    const size_t width = attention->value_width;
    for (size_t row = 0; row < rows; row++) {
        float *out = sums
                     + aiki_row_offset(attention, key_value_head, 0, first_row + row)
                           * aiki_attention_part_width(attention);
        memcpy(out, group->sums + row * group->value_width, width * sizeof(float));
        out[width] = aiki_sum_lanes(group->total[row]);
        out[width + 1] = group->maximum[row];
    }
}

// Rows first_row ..< first_row + rows over positions begin ..< end.
static AIKI_AVX512 void attend_group(const AikiKernels *kernels, const AikiAttention *attention,
                                     size_t key_value_head, size_t first_row, size_t rows,
                                     size_t begin, size_t end, Group *group)
{
    const size_t size = aiki_group_size(attention), rounded = rounded_rows(rows);
    const size_t key_bytes = aiki_head_bytes(attention, attention->key_width);
    const size_t value_bytes = aiki_head_bytes(attention, attention->value_width);
    const char *keys = (const char *)attention->keys + key_value_head * key_bytes;
    const char *values = (const char *)attention->values + key_value_head * value_bytes;
    const uint32_t type = attention->type;
    const OneBlock score =
        type == AIKI_TYPE_F16 ? score_f16 : type == AIKI_TYPE_Q8_0 ? score_q8_0 : score_f32;
    const OneBlock add =
        type == AIKI_TYPE_F16 ? add_f16 : type == AIKI_TYPE_Q8_0 ? add_q8_0 : add_f32;
    for (size_t block = begin / BLOCK * BLOCK; block < end; block += BLOCK) {
        Past past;
        past.block = block;
        past.keys = keys + block * attention->key_stride;
        past.values = values + block * attention->value_stride;
        past.count = end - block < BLOCK ? end - block : BLOCK;
        const size_t ahead = end - block > BLOCK ? end - block - BLOCK : 0;
        const size_t asked = ahead < BLOCK ? ahead : BLOCK;
        ask_for(past.keys + BLOCK * attention->key_stride, attention->key_stride, key_bytes,
                asked);
        score(rounded, attention, past, group);
        for (size_t row = 0; row < rows; row++) {
            size_t from, to;
            aiki_visible(attention, (first_row + row) / size, &from, &to);
            weigh_row(kernels, attention, block, from, to < end ? to : end, (int)row, group);
        }
        ask_for(past.values + BLOCK * attention->value_stride, attention->value_stride,
                value_bytes, asked);
        add(rounded, attention, past, group);
    }
}

static AIKI_AVX512 void aiki_attention_part_avx512(
    const AikiKernels *kernels, const AikiAttention *attention, size_t key_value_head,
    size_t tokens, size_t part, float *sums, float *scratch)
{
    const size_t all = tokens * aiki_group_size(attention);
    size_t begin, end, unused;
    aiki_visible(attention, 0, &begin, &unused);
    aiki_visible(attention, tokens - 1, &unused, &end);
    const size_t first = part * AIKI_ATTENTION_PART, last = first + AIKI_ATTENTION_PART;
    if (begin < first) begin = first;
    if (end > last) end = last;
    Group group;
    group.key_width = (attention->key_width + LANES - 1) / LANES * LANES;
    group.value_width = (attention->value_width + LANES - 1) / LANES * LANES;
    group.queries = scratch;
    group.sums = group.queries + ROWS * group.key_width;
    group.scores = group.sums + ROWS * group.value_width;
    memset(group.scores, 0, ROWS * BLOCK * sizeof(float));
    for (size_t row = 0; row < all; row += ROWS) {
        const size_t rows = all - row < ROWS ? all - row : ROWS;
        begin_group(attention, key_value_head, row, rows, &group);
        attend_group(kernels, attention, key_value_head, row, rows, begin, end, &group);
        end_group(attention, key_value_head, row, rows, &group, sums);
    }
}

void aiki_install_attention_part_avx512(AikiKernels *kernels)
{
    kernels->attention_part = aiki_attention_part_avx512;
}

#endif
