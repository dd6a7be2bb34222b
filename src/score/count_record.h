/* count_record.h - a scored record, as the counts of count.def see it.
 *
 * The tally counts rows of a scored stream; an explanation finds the same
 * records among the published communities.  Both have the same words in
 * differently named places, so they hand over the cells and get one record.
 */
#ifndef GREEN_SCORE_COUNT_RECORD_H
#define GREEN_SCORE_COUNT_RECORD_H

#include "figure/count.h"
#include "standard/standard.h"

/* Its cells; what the standard has no role for is not looked at. */
struct gr_count_cells {
	struct gr_slice status, participating, pilot, claim, flags;
	struct gr_slice status_common, basis;
	struct gr_slice status_before; /* in the last wave */
	const enum gr_tri *criterion;  /* by position */
};

struct gr_count_record gr_count_record_make(const struct gr_standard *standard,
    const struct gr_count_cells *cells);

#endif
