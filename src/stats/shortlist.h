/* shortlist.h - communities by what it would take them to attain.
 *
 * A place needs so many more attained communities; fixes in one community do
 * nothing for another, so the fewest fixes are those of the cheapest ones.
 * Records are kept until all are there (about 150 bytes and one for each
 * criterion), sorted by cost, and then walked place by place.
 */
#ifndef GREEN_STATS_SHORTLIST_H
#define GREEN_STATS_SHORTLIST_H

#include "register/areas.h"
#include "score/scoring.h"

struct gr_community {
	struct gr_slice wave, code, name, county;
	bool attained;
	bool joins;         /* does not take part, or it is not known */
	bool candidate;     /* fixes can make it attain */
	size_t fixes;       /* criteria, and joining */
	const char *result; /* by criterion: '0' or 'U' where it is to be
			       fixed, else NUL; NULL if it attained */
	size_t area;        /* its county */
};

struct gr_shortlist {
	struct gr_arena *keep;
	const struct gr_standard *standard;
	bool joining; /* communities may join, as one more fix */
	struct gr_community *item;
	size_t items, room;
	struct gr_areas areas;
	int64_t *attained; /* by area */
	bool *fix;         /* room for one community's */
};

GR_MUST_USE enum gr_status gr_shortlist_make(struct gr_arena *keep,
    const struct gr_standard *standard, bool joining, struct gr_shortlist *out,
    struct gr_err *err);

/* Add a community: wave, code, name, county, attained and joins as given (the
 * slices are copied), the rest from the results of its criteria. */
GR_MUST_USE enum gr_status gr_shortlist_add(struct gr_shortlist *list,
    struct gr_community community, const enum gr_tri *criterion,
    struct gr_err *err);

/* After the last one: sort, and count by the places of the register.  GR_EDATA:
 * a community twice in a wave, a county that the register does not have. */
GR_MUST_USE enum gr_status gr_shortlist_settle(struct gr_shortlist *list,
    const struct gr_register *reg, struct gr_err *err);

/* The next candidate of an area, the cheapest first, of equals by code; start
 * with *position 0; NULL after the last one. */
const struct gr_community *gr_shortlist_next(const struct gr_shortlist *list,
    size_t area, size_t *position);

#endif
