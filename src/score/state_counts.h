/* state_counts.h - how often each of many cells was 1, 0, N and U.
 *
 * A scored record has a hundred cells of one letter, and nearly all that is
 * counted of it are these.  So they are counted sixteen at a time, and in
 * bytes, which hold 255 records; then, and when it is asked for, the bytes are
 * added to the counts that they are of.  Every place has counters of its own,
 * so it costs nothing that a record is of another place than the last.
 */
#ifndef GREEN_SCORE_STATE_COUNTS_H
#define GREEN_SCORE_STATE_COUNTS_H

#include "base/arena.h"
#include "expr/expr.h"

enum { GR_STATES = 4 }; /* of a criterion or an atom: 1 0 N U */

extern const enum gr_tri gr_counts_state[GR_STATES]; /* in the order of bins */

struct gr_state_run { /* cells that stand side by side in a row */
	size_t at, n;
};

/* Which cells of a row. */
struct gr_state_cells {
	struct gr_state_run *run;
	size_t runs;
	size_t n;           /* cells */
	size_t lanes;       /* sixteen cells each; the rest of the last is 0 */
	unsigned char *now; /* the record at hand: its letters */
};

/* The `n` cells at these positions. */
GR_MUST_USE enum gr_status gr_state_cells_make(struct gr_arena *keep,
    const size_t *at, size_t n, struct gr_state_cells *out, struct gr_err *err);

/* The letter of a cell of the record at hand. */
static inline enum gr_tri gr_state_at(const struct gr_state_cells *cells,
    size_t i)
{
	return (enum gr_tri)cells->now[i];
}

/* Where the i-th stands. */
size_t gr_state_cells_position(const struct gr_state_cells *cells, size_t i);

/* Read them of a row: how many are such letters before the first that is none,
 * so all if it is `n`. */
size_t gr_state_cells_read(struct gr_state_cells *cells,
    const struct gr_slice *field);

/* The counters of a place. */
struct gr_state_counts {
	unsigned char *count; /* by lane, state and cell of the lane */
	unsigned records;     /* that are not yet added */
};

GR_MUST_USE enum gr_status gr_state_counts_make(struct gr_arena *keep,
    const struct gr_state_cells *cells, struct gr_state_counts *out,
    struct gr_err *err);

/* Count the record at hand.  True: that was the last that there is room for,
 * before they are added. */
bool gr_state_counts_add(struct gr_state_counts *counts,
    const struct gr_state_cells *cells);

/* Of the records that were not added yet, how many had the i-th cell in a
 * state. */
unsigned gr_state_counts_of(const struct gr_state_counts *counts, size_t i,
    size_t state);

/* They were added. */
void gr_state_counts_clear(struct gr_state_counts *counts,
    const struct gr_state_cells *cells);

#endif
