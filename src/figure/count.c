/* count.c - which records a count has. */
#include "figure/count.h"

static bool has_status(const struct gr_count_record *r, const char *status)
{
	return gr_slice_eq(r->status, gr_slice_of(status));
}

static bool is_attained(const struct gr_count_record *r)
{
	return has_status(r, "attained");
}

/* Where the survey does not ask who takes part, all do. */
static bool is_short_by(const struct gr_count_record *r, size_t criteria)
{
	return has_status(r, "not_attained") && r->failed == criteria
	    && r->open == 0
	    && (r->participating == GR_SAID_YES
	        || r->participating == GR_SAID_NOTHING);
}

bool gr_count_is_short_by(const struct gr_count_record *record, size_t criteria)
{
	return is_short_by(record, criteria);
}

#define TEXT(literal) \
	{ \
		(literal), sizeof(literal) - 1, \
	}
#define GR_COUNT_ROW(name, measure, bin, which) \
	[GR_COUNT_##name] = { #name, TEXT(measure), TEXT(bin) },

const struct gr_count gr_count_table[GR_COUNTS] = {
#include "figure/count.def"
};
#undef GR_COUNT_ROW

_Static_assert(GR_COUNTS < 63, "a set has a bit for each, and one more");

/* All lines at once: what several of them ask is asked once. */
gr_count_set gr_count_which(const struct gr_count_record *r)
{
	gr_count_set set = 0;

#define GR_COUNT_ROW(name, measure, bin, which) \
	set |= (gr_count_set)(which) << GR_COUNT_##name;
#include "figure/count.def"
#undef GR_COUNT_ROW
	return set;
}

bool gr_count_any(gr_count_set set, const struct gr_count_record *record)
{
	return (set & gr_count_which(record)) != 0;
}
