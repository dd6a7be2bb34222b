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

#define GR_COUNT_ROW(name, measure, bin, which) \
	static bool has_##name(const struct gr_count_record *r) \
	{ \
		(void)r; \
		return which; \
	}
#include "figure/count.def"
#undef GR_COUNT_ROW

#define TEXT(literal) \
	{ \
		(literal), sizeof(literal) - 1, \
	}
#define GR_COUNT_ROW(name, measure, bin, which) \
	[GR_COUNT_##name] = { #name, TEXT(measure), TEXT(bin), has_##name },

const struct gr_count gr_count_table[GR_COUNTS] = {
#include "figure/count.def"
};

_Static_assert(GR_COUNTS < 63, "a set has a bit for each, and one more");

bool gr_count_any(gr_count_set set, const struct gr_count_record *record)
{
	for (size_t i = 0; i < GR_COUNTS; i++)
		if (set >> i & 1 && gr_count_table[i].has(record))
			return true;
	return false;
}
