#include "stream/flags.h"

bool gr_flags_has(struct gr_slice flags, struct gr_slice column,
    struct gr_slice rule)
{
	struct gr_slice flag;

	while (flags.len > 0 && gr_slice_split(&flags, ';', &flag))
		if (flag.len == column.len + 1 + rule.len
		    && gr_slice_starts(flag, column)
		    && flag.ptr[column.len] == ':' && gr_slice_ends(flag, rule))
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
