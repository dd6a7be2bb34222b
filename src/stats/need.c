/* need.c - the target of a place, and the count that reaches it */
#include "stats/need.h"

#include "number/rate.h"

enum gr_status gr_target_make(struct gr_arena *keep,
    const struct gr_standard *standard, struct gr_target *out,
    struct gr_err *err)
{
	*out = (struct gr_target){ .standard = standard,
		.slot = gr_target_slot(standard),
		.value = GR_NEW_ARRAY(keep, standard->parameter_names,
		    struct gr_slice) };
	return out->value != NULL ? GR_OK : gr_err_memory(err);
}

bool gr_target_pct(const struct gr_target *target, const struct gr_areas *areas,
    size_t area, struct gr_dec *out)
{
	const struct gr_area *a = &areas->area[area];
	struct gr_slice city = GR_S(""), county = GR_S("");
	int32_t day;

	if (target->slot == GR_NONE
	    || !gr_wave_last_day(areas->wave[a->wave], &day))
		return false;
	if (a->level == GR_LEVEL_CITY)
		city = a->code;
	if (a->level == GR_LEVEL_COUNTY) {
		county = a->code;
		city = areas->area[a->city].code;
	}
	gr_standard_parameters(target->standard, city, county, day,
	    target->value);
	return gr_target_is_pct(target->value[target->slot], out);
}

bool gr_target_need(const struct gr_target *target,
    const struct gr_areas *areas, size_t area, int64_t *out)
{
	struct gr_dec pct;

	if (!gr_target_pct(target, areas, area, &pct))
		return false;
	*out = gr_rate_need(areas->area[area].registered, pct);
	return true;
}

int64_t gr_target_gap(int64_t need, int64_t attained)
{
	return need > attained ? need - attained : 0;
}
