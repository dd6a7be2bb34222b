/* target.c - the share of communities that a place is to reach. */
#include "standard/target.h"

const struct gr_slice gr_target_parameter = { "attained_target_pct", 19 };

bool gr_target_is_pct(struct gr_slice text, struct gr_dec *out)
{
	return gr_dec_parse(text, out) && out->coef >= 0;
}

size_t gr_target_slot(const struct gr_standard *standard)
{
	for (size_t i = 0; i < standard->parameter_names; i++)
		if (gr_slice_eq(standard->parameter_name[i],
		        gr_target_parameter))
			return i;
	return GR_NONE;
}
