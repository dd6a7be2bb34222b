/* answer_cell.h - an answer as green-ingest would have written it.
 *
 * An answer goes into a raw cell as if it had stood in the delivery: under a
 * heading that may ask the opposite of its column, or name a unit.  How each
 * column of a delivery was asked is learnt from ingest's layouts.  Who confirms
 * leaves the cell as it is, with a mark that clean reads (DESIGN 9.42).
 */
#ifndef GREEN_QUERY_ANSWER_CELL_H
#define GREEN_QUERY_ANSWER_CELL_H

#include "query/answers.h"
#include "stream/taker.h"

struct gr_answer_cells {
	struct gr_arena *keep;
	struct gr_map layout; /* src and column -> position */
	struct gr_answer_heading {
		bool inverted;
		struct gr_slice unit;
	} * heading;
	size_t headings, room;
	struct gr_answer_layout { /* columns of the layout that is taken */
		size_t src, column, unit, inverted;
	} at;
	struct gr_buf key, cell;
};

struct gr_answer_cells gr_answer_cells_make(struct gr_arena *keep);
void gr_answer_cells_free(struct gr_answer_cells *cells);

/* Who takes layouts. */
struct gr_taker gr_answer_cells_layouts(struct gr_answer_cells *cells);

/* The raw cell `old` with an answer put in, in `scratch`. */
GR_MUST_USE enum gr_status gr_answer_cells_put(struct gr_answer_cells *cells,
    const struct gr_answer *answer, struct gr_slice old,
    struct gr_arena *scratch, struct gr_slice *to, struct gr_err *err);

#endif
