#include "stream/flags.h"

/* The next flag, taken apart at its colon. */
static bool next_flag(struct gr_slice *flags, struct gr_slice *column,
    struct gr_slice *rule)
{
	if (flags->len == 0 || !gr_slice_split(flags, ';', rule))
		return false;
	(void)gr_slice_split(rule, ':', column);
	return true;
}

bool gr_flags_has(struct gr_slice flags, struct gr_slice column,
    struct gr_slice rule)
{
	struct gr_slice c, r;

	while (next_flag(&flags, &c, &r))
		if (gr_slice_eq(c, column) && gr_slice_eq(r, rule))
			return true;
	return false;
}

bool gr_flags_of_column(struct gr_slice flags, struct gr_slice column)
{
	struct gr_slice c, r;

	while (next_flag(&flags, &c, &r))
		if (gr_slice_eq(c, column))
			return true;
	return false;
}

bool gr_flags_by_rule(struct gr_slice flags, struct gr_slice rule)
{
	struct gr_slice c, r;

	while (next_flag(&flags, &c, &r))
		if (gr_slice_eq(r, rule))
			return true;
	return false;
}

void gr_flags_add(struct gr_buf *flags, struct gr_slice column,
    struct gr_slice rule)
{
	if (gr_flags_has(gr_buf_slice(flags), column, rule))
		return;
	if (flags->len > 0)
		gr_buf_byte(flags, ';');
	gr_buf_add(flags, column);
	gr_buf_byte(flags, ':');
	gr_buf_add(flags, rule);
}
