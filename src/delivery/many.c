/* many.c - rows that are set aside one by one, until they are too many. */
#include "delivery/many.h"

/* The entry of a reason, or the one that is free for it; GR_MANY_REASONS if
 * there is none. */
static size_t find(const struct gr_many *many, enum gr_finding_kind why)
{
	size_t i = 0;

	while (i < GR_MANY_REASONS && many->of[i].seen > 0
	    && many->of[i].why != why)
		i++;
	return i;
}

bool gr_many_is_full(const struct gr_many *many, enum gr_finding_kind why)
{
	size_t i = find(many, why);

	return i < GR_MANY_REASONS && many->of[i].seen >= GR_MANY_ROWS;
}

bool gr_many_add(struct gr_many *many, enum gr_finding_kind why, uint64_t line)
{
	size_t i = find(many, why);

	if (i == GR_MANY_REASONS)
		return false;
	struct gr_many_rows *of = &many->of[i];
	of->why = why;
	if (of->seen++ < GR_MANY_ROWS)
		return false;
	if (of->rows++ == 0)
		of->first = line;
	of->last = line;
	return true;
}
