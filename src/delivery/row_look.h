/* row_look.h - which cells of a row must be looked at before they go out.
 *
 * A row is looked at as a whole, by one pass over its text: for cells that begin
 * with a byte that matters, and for those in which a number of a person may
 * stand.  What is found is a set of cells, a bit each.  The vector kernels
 * (row_look_avx2.c, row_look_avx512.c) are chosen at run time; the scalar twin
 * gives the same answers everywhere.
 */
#ifndef GREEN_DELIVERY_ROW_LOOK_H
#define GREEN_DELIVERY_ROW_LOOK_H

#include "base/slice.h"

enum { GR_ROW_LOOK_BITS = 64 };

/* Words of a set of so many cells. */
static inline size_t gr_row_look_words(size_t cells)
{
	return cells / GR_ROW_LOOK_BITS + 1;
}

static inline void gr_row_look_add(uint64_t *set, size_t cell)
{
	set[cell / GR_ROW_LOOK_BITS] |= UINT64_C(1) << cell % GR_ROW_LOOK_BITS;
}

/* Whether a cell begins as only a mark of a stream does, a typographic quote, or
 * a blank that may stand before one. */
bool gr_row_look_begins(struct gr_slice cell);

/* Put a TAB in the place of each `delimiter` of text[0 .. n - 1], whose cells
 * have no quotes around them.  Add to `begins` the cells that begin so, and to
 * `digits` those with GR_PERSONAL_DIGITS digits, or characters that may be some
 * (text/digit_pairs.h), or more. */
typedef void gr_row_part_fn(char *text, size_t n, char delimiter,
    uint64_t *begins, uint64_t *digits);
gr_row_part_fn gr_row_part, gr_row_part_scalar;

/* The kernels that this machine can run, the scalar one first; NULL behind the
 * last.  For the test that they agree. */
gr_row_part_fn *gr_row_part_kind(size_t i);

#endif
