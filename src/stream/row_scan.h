/* row_scan.h - where in a block of a stream its fields and lines end.
 *
 * The one pass in which the bytes of a stream are looked at: it finds every TAB
 * and LF, and whether there is anything that no stream holds.  What is odd and
 * where, a slower look at the line must say; as good as no block is.  Its vector
 * kernels (row_scan_avx2.c, row_scan_avx512.c) are chosen at run time; the
 * scalar twin gives the same answers everywhere.
 */
#ifndef GREEN_STREAM_ROW_SCAN_H
#define GREEN_STREAM_ROW_SCAN_H

#include "base/slice.h"

/* Kernels write up to so many places behind the last that they count. */
#define GR_ROW_SCAN_SLACK ((size_t)64)

struct gr_row_scan {
	uint32_t *at;  /* offsets of every TAB and LF, ascending */
	uint32_t *end; /* places in `at` of every LF, ascending */
	size_t found, lines;
	bool odd;   /* a NUL, a CR or bytes that are not UTF-8 ... */
	bool known; /* ... for which nobody need look, if this is set */
};

/* Add to `scan` what stands in text[from .. to - 1]; `at` and `end` have room
 * for a place a byte and the slack.  text[0 .. from - 1] was given before, of
 * which the last three bytes are read: a character that a block cuts is judged
 * with the next, and the first line of text[] must begin at its first byte. */
typedef void gr_row_scan_fn(struct gr_row_scan *scan, const char *text,
    size_t from, size_t to);
gr_row_scan_fn gr_row_scan, gr_row_scan_scalar;

/* The `n` fields that end at base + at[0], base + at[1] ..., the first of which
 * begins at `from` and each other one byte behind the end of the one before,
 * to `field`. */
typedef void gr_row_split_fn(const char *base, const char *from,
    const uint32_t *at, size_t n, struct gr_slice *field);
gr_row_split_fn gr_row_split, gr_row_split_scalar;

/* The kernels that this machine can run, the scalar one first; NULL behind the
 * last.  For the test that they agree. */
gr_row_scan_fn *gr_row_scan_kind(size_t i);
gr_row_split_fn *gr_row_split_kind(size_t i);

#endif
