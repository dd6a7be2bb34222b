/* said.h - what a row says as a whole: nothing, or hardly anything to be read.
 *
 * A cell is judged by its column; whether a row is a submission, by what its
 * answers are together.  Of a delivery that is nonsense each cell would be
 * asked, a hundred bytes for one of theirs (ruling 40): once so many cells have
 * been that no survey of a province has them, its rows that are mostly
 * unreadable are no submissions either.
 */
#ifndef GREEN_CLEAN_SAID_H
#define GREEN_CLEAN_SAID_H

#include "clean/rules.h"

#define GR_SAID_CELLS 100000u /* asked of one delivery, cell by cell */

/* A row before and after its cells were read. */
struct gr_said_row {
	const size_t *answer; /* those of its cells that are answers */
	size_t answers;
	const size_t *field; /* where a cell is in the row */
	const struct gr_slice *raw, *value;
	const struct gr_cells *cells;
};

/* Whether all that the row answers are templates that nobody touched and marks
 * for none. */
bool gr_said_none(const struct gr_standard *standard,
    const struct gr_said_row *row);

/* Whether more than half of what is written in it cannot be read, as more than
 * GR_SAID_CELLS cells of its delivery could not; *asked, 0 where a delivery
 * begins, counts them. */
bool gr_said_unreadable(const struct gr_said_row *row, uint64_t *asked);

#endif
