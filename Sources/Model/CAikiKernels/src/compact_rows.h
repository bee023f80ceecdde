// Rows of compact blocks, for inclusion by a kind of x86 that says what a vector is.
//
// The including file defines LANES, ROWS_INLINE (with the kind's instructions), Vector,
// vector_zero, vector_load, vector_store, vector_product (a * b + c), Bytes, read_block, and floats, which
// makes numbers 32 * part ... of a block vectors, in order.

enum { PART = 32, PARTS = AIKI_COMPACT / PART, VECTORS = PART / LANES };

ROWS_INLINE void dequantize_blocks(const BlockCompactBF16 *block, size_t count, float *out)
{
    for (size_t i = 0; i < count; i += AIKI_COMPACT, block++) {
        Bytes bytes;
        read_block(block, &bytes);
        AIKI_UNROLL
        for (int part = 0; part < PARTS; part++) {
            Vector v[VECTORS];
            floats(&bytes, part, v);
            for (int j = 0; j < VECTORS; j++) {
                vector_store(out + i + part * PART + j * (int)LANES, v[j]);
            }
        }
    }
}

// As rows of BF16 are multiplied (matrix.c), with the sums in the same order: some rows at a time, so that
// no sum waits for itself.
enum { STREAMS = 2 };

ROWS_INLINE void dot_some(const size_t streams, const char *row, size_t apart, const float *x,
                          size_t columns, float *y, size_t y_apart)
{
    enum { AHEAD = 4096, LINE = 64 };
    for (size_t k0 = 0; k0 < columns; k0 += AIKI_COLUMN_BLOCK) {
        const size_t end = columns - k0 < AIKI_COLUMN_BLOCK ? columns : k0 + AIKI_COLUMN_BLOCK;
        Vector sums[STREAMS];
        for (size_t s = 0; s < streams; s++) sums[s] = vector_zero();
        for (size_t k = k0; k < end; k += AIKI_COMPACT) {
            Bytes bytes[STREAMS];
            for (size_t s = 0; s < streams; s++) {
                const BlockCompactBF16 *block =
                    (const BlockCompactBF16 *)(row + s * apart) + k / AIKI_COMPACT;
                for (size_t i = 0; i < sizeof *block; i += LINE) {
                    __builtin_prefetch((const char *)block + AHEAD + i, 0, 2);
                }
                read_block(block, &bytes[s]);
            }
            AIKI_UNROLL
            for (int part = 0; part < PARTS; part++) {
                const float *values = x + k + part * PART;
                for (size_t s = 0; s < streams; s++) {
                    Vector v[VECTORS];
                    floats(&bytes[s], part, v);
                    for (int j = 0; j < VECTORS; j++) {
                        sums[s] = vector_product(
                            v[j], vector_load(values + j * (int)LANES), sums[s]);
                    }
                }
            }
        }
        for (size_t s = 0; s < streams; s++) y[s * y_apart] += aiki_sum_lanes(sums[s]);
    }
}

// Rows that are read together stand far from each other, or are neighbours.
ROWS_INLINE void dot_all(const bool far, const char *rows, size_t row_bytes, size_t row_count,
                         const float *x, size_t columns, float *y)
{
    const size_t share = row_count / STREAMS;
    const size_t apart = far ? share : 1, step = far ? 1 : STREAMS;
    for (size_t r = 0; r < share; r++) {
        dot_some(STREAMS, rows + r * step * row_bytes, apart * row_bytes, x, columns, y + r * step,
                 apart);
    }
    for (size_t r = share * STREAMS; r < row_count; r++) {
        dot_some(1, rows + r * row_bytes, 0, x, columns, y + r, 0);
    }
}

ROWS_INLINE uint8_t largest_byte(__m128i v)
{
    // The least of the complements, of even and odd bytes.
    const __m128i rest = _mm_xor_si128(v, _mm_set1_epi8(-1));
    const __m128i least = _mm_min_epu8(rest, _mm_srli_epi16(rest, 8));
    const __m128i even = _mm_and_si128(least, _mm_set1_epi16(255));
    return (uint8_t)(255 - _mm_extract_epi16(_mm_minpos_epu16(even), 0));
}
