/* counts_internal.h - what counting a scored record needs to know; private to
 * counts.c (preparing) and counts_row.c (counting).
 */
#ifndef GREEN_SCORE_COUNTS_INTERNAL_H
#define GREEN_SCORE_COUNTS_INTERNAL_H

#include "score/counts.h"
#include "standard/standard_figure.h"

enum { GR_STATES = 4 }; /* of a criterion or an atom: 1 0 N U */
enum { GR_COUNTS_CLASSES = GR_NAME_PARAMETER + 1 };

/* How many slots an expression's names of a class have. */
size_t gr_counts_slots(const struct gr_standard *standard,
    enum gr_name_class class);

extern const enum gr_tri gr_counts_state[GR_STATES]; /* in the order of bins */

struct gr_counted_states { /* a criterion, a group or an atom */
	size_t at;         /* its column; none for a group */
	size_t bin[GR_STATES];
};

struct gr_counted_sum {
	size_t at;            /* its column; none for an indicator's part */
	struct gr_slice base; /* bin of its sum in units of 1 */
	struct gr_slice measure;
	size_t bin[GR_SCALES]; /* GR_NONE until used */
	size_t counted;        /* bin: records that had a number */
};

struct gr_counted_ratio { /* an indicator */
	struct gr_counted_sum numerator, denominator, gap;
	size_t covered, not_applicable, open; /* bins */
};

/* A figure of places that sums or dates the answers under a role. */
struct gr_counted_answers {
	const struct gr_figure *figure;
	size_t at;                 /* its column, or GR_NONE */
	struct gr_counted_sum sum; /* unless it is by day */
};

struct gr_counts {
	struct gr_arena *keep;
	const struct gr_standard *standard;
	const struct gr_header *header;
	struct gr_tally *tally;

	/* columns; GR_NONE where the standard has no such role */
	size_t code, county, participating, pilot, claim, status, points,
	    reasons, flags, was, status_common, basis;

	struct gr_counted_states *criterion, *group, *atom;
	struct gr_counted_sum *sum;
	size_t sums;
	struct gr_counted_ratio *indicator;
	struct gr_counted_answers *placed;
	size_t places;

	size_t count[GR_COUNTS]; /* bins of count.def */
	size_t *only_short;      /* bins, by criterion */

	enum gr_tri *result; /* of the criteria of the record at hand */
	/* what indicators read of it, by slot, and where it stands or GR_NONE;
	 * by enum gr_name_class */
	struct gr_slice *cell[GR_COUNTS_CLASSES];
	size_t *cell_at[GR_COUNTS_CLASSES];

	struct gr_slice last_wave, last_county; /* of last_place; copies */
	size_t last_place;
};

#endif
