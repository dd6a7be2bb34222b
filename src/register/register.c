/* register.c - the register: every urban community that exists, and its codes */
#include "register/register.h"

#include "number/date.h"

bool gr_wave_last_day(struct gr_slice wave, int32_t *out)
{
	struct gr_days days;

	if (wave.len != 4 || !gr_date_parse(wave, &days))
		return false;
	*out = days.last;
	return true;
}

/* The first unit of a code, or NULL. */
static const struct gr_unit *first_of(const struct gr_register *reg,
    struct gr_slice code)
{
	struct gr_index_walk walk = gr_index_walk(&reg->by_code,
	    gr_slice_hash(code));
	size_t at;

	while ((at = gr_index_next(&reg->by_code, &walk)) != GR_INDEX_END)
		if (gr_slice_eq(gr_unit_code(&reg->unit[at]), code))
			return &reg->unit[at];
	return NULL;
}

const struct gr_unit *gr_register_periods(const struct gr_register *reg,
    struct gr_slice code, size_t *n)
{
	const struct gr_unit *first = first_of(reg, code);
	const struct gr_unit *end = reg->unit + reg->units;

	*n = 0;
	while (first && first + *n < end
	    && gr_slice_eq(gr_unit_code(first + *n), code))
		(*n)++;
	return first;
}

bool gr_register_has_place(const struct gr_register *reg, struct gr_slice code)
{
	for (const struct gr_county *at = reg->county; at; at = at->next)
		if (gr_slice_eq(at->city_code, code)
		    || gr_slice_eq(at->code, code))
			return true;
	return false;
}

const struct gr_unit *gr_register_find_on(const struct gr_register *reg,
    struct gr_slice code, int32_t day)
{
	const struct gr_unit *unit = first_of(reg, code);
	const struct gr_unit *end = reg->unit + reg->units;

	if (unit && gr_unit_on(unit, day)) /* nearly always */
		return unit;
	for (; unit && unit < end && gr_slice_eq(gr_unit_code(unit), code);
	     unit++)
		if (gr_unit_on(unit, day))
			return unit;
	return NULL;
}

const struct gr_unit *gr_register_find_behind(const struct gr_register *reg,
    const struct gr_unit *near, struct gr_slice code, int32_t day)
{
	enum { UNITS = 8 };
	const struct gr_unit *end = reg->unit + reg->units;

	for (int i = 0; near != NULL && ++near < end && i < UNITS; i++) {
		int order = gr_slice_cmp(gr_unit_code(near), code);

		if (order > 0)
			break;
		if (order == 0 && gr_unit_on(near, day))
			return near;
	}
	return gr_register_find_on(reg, code, day);
}

const struct gr_unit *gr_register_find(const struct gr_register *reg,
    struct gr_slice code, struct gr_slice wave)
{
	int32_t day;

	if (!gr_wave_last_day(wave, &day))
		return NULL;
	return gr_register_find_on(reg, code, day);
}
