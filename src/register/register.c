/* register.c - the register: every urban community that exists, and its codes */
#include "register/register.h"

#include "number/date.h"

#define TOGETHER 64u /* units that are indexed together */

bool gr_wave_last_day(struct gr_slice wave, int32_t *out)
{
	struct gr_days days;

	if (wave.len != 4 || !gr_date_parse(wave, &days))
		return false;
	*out = days.last;
	return true;
}

/* ---- the index ---- */

enum gr_status gr_register_index_room(struct gr_arena *keep,
    struct gr_register *reg, struct gr_err *err)
{
	return gr_index_make(keep, reg->units, &reg->by_code, err);
}

/* Index some units by code; where they go is asked for beforehand, since a long
 * index is in no cache. */
static void index_some(struct gr_register *reg, size_t from, size_t end)
{
	uint64_t hash[TOGETHER];

	for (size_t i = from; i < end; i++) {
		hash[i - from] = gr_slice_hash(gr_unit_code(&reg->unit[i]));
		gr_index_fetch(&reg->by_code, hash[i - from]);
	}
	for (size_t i = from; i < end; i++)
		if (i == 0
		    || !gr_slice_eq(gr_unit_code(&reg->unit[i]),
		        gr_unit_code(&reg->unit[i - 1])))
			gr_index_put(&reg->by_code, hash[i - from], i);
}

void gr_register_index(struct gr_register *reg)
{
	for (size_t i = 0; i < reg->units; i += TOGETHER)
		index_some(reg, i,
		    reg->units - i < TOGETHER ? reg->units : i + TOGETHER);
}

/* ---- by code ---- */

static bool is_before(const struct gr_register *reg, size_t at,
    struct gr_slice code)
{
	return gr_slice_cmp(gr_unit_code(&reg->unit[at]), code) < 0;
}

/* The first unit of a code, where the one at `low` is before it, or low is -1,
 * and the one at `end` is not, or there is none. */
static const struct gr_unit *first_between(const struct gr_register *reg,
    size_t low, size_t end, struct gr_slice code)
{
	while (end - low > 1) {
		size_t middle = low + (end - low) / 2;

		if (is_before(reg, middle, code))
			low = middle;
		else
			end = middle;
	}
	return end < reg->units
	        && gr_slice_eq(gr_unit_code(&reg->unit[end]), code)
	    ? &reg->unit[end]
	    : NULL;
}

/* The first unit of a code, or NULL. */
static const struct gr_unit *first_of(const struct gr_register *reg,
    struct gr_slice code)
{
	struct gr_index_walk walk;
	size_t at;

	if (reg->by_code.room == 0)
		return first_between(reg, (size_t)-1, reg->units, code);
	walk = gr_index_walk(&reg->by_code, gr_slice_hash(code));
	while ((at = gr_index_next(&reg->by_code, &walk)) != GR_INDEX_END)
		if (gr_slice_eq(gr_unit_code(&reg->unit[at]), code))
			return &reg->unit[at];
	return NULL;
}

/* How many rows its code has, from the first on. */
static size_t count_periods(const struct gr_register *reg,
    const struct gr_unit *first)
{
	const struct gr_unit *end = reg->unit + reg->units;
	size_t n = 0;

	while (first && first + n < end
	    && gr_slice_eq(gr_unit_code(first + n), gr_unit_code(first)))
		n++;
	return n;
}

const struct gr_unit *gr_register_periods(const struct gr_register *reg,
    struct gr_slice code, size_t *n)
{
	const struct gr_unit *first = first_of(reg, code);

	*n = count_periods(reg, first);
	return first;
}

/* In steps that grow, until one would pass it; then between the last two. */
const struct gr_unit *gr_register_periods_behind(const struct gr_register *reg,
    size_t near, struct gr_slice code, size_t *n)
{
	const struct gr_unit *first;
	size_t step = 1, end;

	if (near == 0 || near > reg->units || !is_before(reg, near - 1, code))
		return gr_register_periods(reg, code, n);
	near--;
	while (step < reg->units - near && is_before(reg, near + step, code)) {
		near += step;
		step *= 2;
	}
	end = step < reg->units - near ? near + step : reg->units;
	first = first_between(reg, near, end, code);
	*n = count_periods(reg, first);
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

/* From the first unit of its code on. */
static const struct gr_unit *on_day(const struct gr_register *reg,
    const struct gr_unit *unit, struct gr_slice code, int32_t day)
{
	const struct gr_unit *end = reg->unit + reg->units;

	if (unit && gr_unit_on(unit, day)) /* nearly always */
		return unit;
	for (; unit && unit < end && gr_slice_eq(gr_unit_code(unit), code);
	     unit++)
		if (gr_unit_on(unit, day))
			return unit;
	return NULL;
}

const struct gr_unit *gr_register_find_on(const struct gr_register *reg,
    struct gr_slice code, int32_t day)
{
	return on_day(reg, first_of(reg, code), code, day);
}

const struct gr_unit *gr_unit_then(const struct gr_register *reg,
    const struct gr_unit *unit, int32_t day)
{
	struct gr_slice code = gr_unit_code(unit);

	while (unit > reg->unit && gr_slice_eq(gr_unit_code(unit - 1), code))
		unit--;
	return on_day(reg, unit, code, day);
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
