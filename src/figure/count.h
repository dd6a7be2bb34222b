/* count.h - what a record adds to the tally, and so which records a figure has.
 *
 * A count is one line of count.def: its name, the measure and bin under which
 * it stands in a tally, and which records it counts.  The tally is filled by
 * these lines, and a figure is opened to its communities by the same ones, so
 * that the two cannot differ.  Whoever asks lays a record out as below:
 * score/count_record.h does, of a scored row or of a published community.
 */
#ifndef GREEN_FIGURE_COUNT_H
#define GREEN_FIGURE_COUNT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

/* GR_COUNT_attained ... */
enum gr_count_id {
#define GR_COUNT_ROW(name, measure, bin, which) GR_COUNT_##name,
#include "figure/count.def"
#undef GR_COUNT_ROW
	GR_COUNTS
};

/* An answer to a question of yes or no. */
enum gr_said {
	GR_SAID_NOTHING, /* the survey does not ask */
	GR_SAID_NO,
	GR_SAID_YES,
	GR_SAID_NEITHER /* missing, or in query */
};

/* What counts ask of a record. */
struct gr_count_record {
	struct gr_slice status;        /* "attained" ...; borrowed */
	struct gr_slice status_common; /* had its place settled nothing */
	bool own_basis;                /* its place has settled something */
	enum gr_said participating, pilot, claim;
	bool flagged;             /* some cell is */
	bool tied;                /* which submission stands is not known */
	bool was_attained;        /* in the last wave */
	bool passes;              /* the pass rule, taking part aside */
	size_t met, failed, open; /* criteria at 1, at 0, at U */
};

/* A line of count.def. */
struct gr_count {
	const char *name;
	struct gr_slice measure, bin; /* of the tally */
};

extern const struct gr_count gr_count_table[GR_COUNTS];

/* A set of counts, a bit each, by enum gr_count_id. */
typedef uint64_t gr_count_set;
#define GR_COUNT_BIT(name) ((gr_count_set)1 << GR_COUNT_##name)

/* In a set beside the counts: the units that have not responded. */
#define GR_COUNT_ABSENT ((gr_count_set)1 << 63)

/* The counts that have the record. */
gr_count_set gr_count_which(const struct gr_count_record *record);

/* Whether some count of the set has the record. */
bool gr_count_any(gr_count_set set, const struct gr_count_record *record);

/* Whether it takes part, has not attained, and lacks so many criteria, none
 * being open. */
bool gr_count_is_short_by(const struct gr_count_record *record,
    size_t criteria);

#endif
