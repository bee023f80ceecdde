// What versions of dot_bytes share: rows are fetched some ahead, for those of a graph lie anywhere.
#ifndef AIKI_BYTES_ROWS_H
#define AIKI_BYTES_ROWS_H

#include <stddef.h>
#include <stdint.h>

// Rows computed together, and rows fetched ahead of them. Eight rows ahead keep the lines of a core's
// fetches busy: one row waits for memory some hundred times longer than it takes to compute.
enum { AIKI_BYTES_ROWS = 4, AIKI_BYTES_AHEAD = 8 };

static inline const int8_t *aiki_bytes_row(const int8_t *rows, size_t columns,
                                           const uint32_t *which, size_t index)
{
    return rows + (which ? which[index] : index) * columns;
}

// Asks for the lines of rows first ..< end, as far as there are so many.
static inline void aiki_bytes_fetch(const int8_t *rows, size_t columns, const uint32_t *which,
                                    size_t first, size_t end, size_t count)
{
    if (!which) return;  // The processor sees for itself what is read in order.
    for (size_t i = first; i < end && i < count; i++) {
        const int8_t *row = aiki_bytes_row(rows, columns, which, i);
        for (size_t k = 0; k < columns; k += 64) __builtin_prefetch(row + k);
    }
}

// The way of every version through the rows, as the body of its function: `dots` computes the products of
// some rows. A macro, so that it is compiled for the function's own instructions.
#define AIKI_BYTES_EACH(dots, rows, columns, which, count, x, out)                              \
    do {                                                                                        \
        aiki_bytes_fetch(rows, columns, which, 0, AIKI_BYTES_AHEAD, count);                     \
        size_t i = 0;                                                                           \
        for (; i + AIKI_BYTES_ROWS <= (count); i += AIKI_BYTES_ROWS) {                          \
            const int8_t *row[AIKI_BYTES_ROWS];                                                 \
            const size_t ahead = i + AIKI_BYTES_AHEAD;                                          \
            aiki_bytes_fetch(rows, columns, which, ahead, ahead + AIKI_BYTES_ROWS, count);      \
            for (size_t r = 0; r < AIKI_BYTES_ROWS; r++) {                                      \
                row[r] = aiki_bytes_row(rows, columns, which, i + r);                           \
            }                                                                                   \
            dots(row, AIKI_BYTES_ROWS, columns, x, (out) + i);                                  \
        }                                                                                       \
        for (; i < (count); i++) {                                                              \
            const int8_t *row = aiki_bytes_row(rows, columns, which, i);                        \
            dots(&row, 1, columns, x, (out) + i);                                               \
        }                                                                                       \
    } while (0)

#endif
