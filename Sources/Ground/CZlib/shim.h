/* The system's zlib. Its ways to begin are macros, which Swift does not see. */
#ifndef AIKI_CZLIB_SHIM_H
#define AIKI_CZLIB_SHIM_H

#include <zlib.h>

/* Begins to inflate: a gzip or zlib stream (15 + 32), or a bare deflate stream (-15). */
static inline int aiki_inflate_init(z_stream *stream, int window_bits) {
    return inflateInit2(stream, window_bits);
}

#endif
