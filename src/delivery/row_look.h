/* row_look.h - which cells of a row must be looked at before they go out.
 *
 * A row is looked at as a whole: its text once, for cells that begin with a
 * byte that matters, and the lengths of its cells once, for those in which a
 * number of a person may stand.  What is found is a set of cells, a bit each.
 * The vector kernels are chosen at run time (base/simd.h); the scalar twins
 * give the same answers everywhere.
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
 * have no quotes around them, and add to `set` the cells that begin so. */
typedef void gr_row_part_fn(char *text, size_t n, char delimiter,
    uint64_t *set);
gr_row_part_fn gr_row_part, gr_row_part_scalar;

/* Add to `set` the cells of `n` that have at least `least` bytes. */
typedef void gr_row_long_fn(const struct gr_slice *cell, size_t n, size_t least,
    uint64_t *set);
gr_row_long_fn gr_row_long, gr_row_long_scalar;

#endif
