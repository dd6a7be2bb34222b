/* counts_internal.h - what counting a scored record needs to know; private to
 * counts.c (preparing), counts_row.c (counting) and counts_numbers.c (counting
 * what is a number).
 *
 * What there is to count is known when the header is: every such bin has its
 * number in the tally then, and in every place a counter of that position.
 */
#ifndef GREEN_SCORE_COUNTS_INTERNAL_H
#define GREEN_SCORE_COUNTS_INTERNAL_H

#include "score/counts.h"
#include "score/date_bins.h"
#include "score/scoring.h"
#include "score/state_counts.h"
#include "standard/standard_figure.h"

enum { GR_COUNTS_CLASSES = GR_NAME_PARAMETER + 1 };
enum { GR_COUNTS_POINTS = 100 * 100 }; /* the most, in hundredths */

/* How many slots an expression's names of a class have. */
size_t gr_counts_slots(const struct gr_standard *standard,
    enum gr_name_class class);

struct gr_counted_states { /* of a criterion, a group or an atom */
	size_t bin[GR_STATES];
};

struct gr_counted_number { /* a column, read once a record */
	size_t at;
	enum gr_tri state; /* of the record at hand: GR_TRUE, it has one */
	unsigned scale;
	int64_t coef;
};

struct gr_counted_sum {
	size_t number;        /* none for an indicator's part */
	struct gr_slice base; /* bin of its sum in units of 1 */
	struct gr_slice measure;
	size_t bin[GR_SCALES]; /* GR_NONE until used; of 1 always there */
	size_t counted;        /* bin: records that had a number */
};

struct gr_counted_side { /* a numerator or denominator */
	const struct gr_expr *expr;
	size_t number; /* all that it is, or GR_NONE */
};

struct gr_counted_ratio { /* an indicator */
	struct gr_counted_side part, whole;
	struct gr_counted_sum numerator, denominator, gap;
	size_t covered, not_applicable, open; /* bins */
};

/* A figure of places that sums or dates the answers under a role. */
struct gr_counted_answers {
	const struct gr_figure *figure;
	size_t at;                  /* its column */
	struct gr_counted_sum sum;  /* or, */
	struct gr_date_bins *dates; /* if it is by day */
};

struct gr_counted_cell { /* what an expression reads */
	enum gr_name_class class;
	size_t slot, at;
};

struct gr_counted_place { /* by number of the tally */
	int64_t *count;   /* by bin, of those that are known from the start */
	struct gr_state_counts states;
};

struct gr_counts {
	struct gr_arena *keep;
	const struct gr_standard *standard;
	const struct gr_header *header;
	struct gr_tally *tally;

	/* columns; GR_NONE where the standard has no such role */
	size_t code, county, participating, pilot, claim, status, points,
	    reasons, flags, was, status_common, basis;

	struct gr_state_cells cells;      /* criteria, then atoms */
	struct gr_counted_states *judged; /* likewise */
	struct gr_counted_states *group;
	size_t *group_of; /* by criterion; one behind the last: of none */
	unsigned *seen;   /* by group: the states of its criteria */
	struct gr_counted_number *number;
	size_t numbers, number_room;
	struct gr_counted_sum *sum;
	size_t sums;
	struct gr_counted_ratio *indicator;
	struct gr_counted_answers *answers;
	size_t answered;

	struct gr_slice status_name[GR_SCORE_ATTAINED + 1];
	size_t count[GR_COUNTS]; /* bins of count.def */
	size_t *only_short;      /* bins, by criterion */
	size_t known;            /* bins, those from the start */
	uint32_t *points_bin;    /* by hundredths: bin + 1, or 0 */

	enum gr_tri *result; /* of the criteria of the record at hand */
	/* what the expressions of indicators read of it, by slot, and which of
	 * it an indicator needs that is more than a name */
	struct gr_slice *cell[GR_COUNTS_CLASSES];
	struct gr_counted_cell *read;
	size_t reads, read_room;

	struct gr_counted_place *place;
	size_t places, place_room;
	struct gr_slice last_wave, last_county; /* of last_place; copies */
	size_t last_place;
};

/* What is being counted: where, and how far it went. */
struct gr_counting {
	struct gr_counts *m;
	const struct gr_row *row;
	size_t place;
	int64_t *count; /* of the place */
	enum gr_status status;
	struct gr_err *err;
};

/* ---- counts_numbers.c ---- */

/* Add to any bin. */
void gr_counting_add_any(struct gr_counting *at, size_t bin, int64_t count);

/* The same of a bin that is known from the start. */
static inline void gr_counting_add(struct gr_counting *at, size_t bin,
    int64_t count)
{
	int64_t sum;

	if (__builtin_add_overflow(at->count[bin], count, &sum))
		gr_counting_add_any(at, bin, count); /* says so */
	else
		at->count[bin] = sum;
}

void gr_counting_read_numbers(struct gr_counting *at);
void gr_counting_add_number(struct gr_counting *at, struct gr_counted_sum *sum,
    size_t i);
void gr_counting_add_sums(struct gr_counting *at);
void gr_counting_add_indicators(struct gr_counting *at);

#endif
