/* register.c - the register: every urban community that exists, and its codes */
#include "register/register.h"

#include <stdlib.h>

#include "base/buf.h"
#include "number/date.h"
#include "register/unit_code.h"
#include "text/personal.h"

static const char *const required[] = { "community_code", "community_name",
	"city_code", "city_name", "county_code", "county_name", "street_code",
	"street_name", NULL };

static enum gr_status read_day(const struct gr_table *table,
    const struct gr_table_row *row, const char *column, int32_t *out,
    struct gr_err *err)
{
	struct gr_slice cell = gr_table_cell(table, row, column);
	struct gr_days days;

	if (cell.len == 0)
		return GR_OK;
	if (!gr_date_parse(cell, &days))
		return gr_table_error(table, row, column, err,
		    "'%.*s' is not a date (YYYY-MM-DD)", GR_ARG(cell));
	if (days.first != days.last)
		return gr_table_error(table, row, column, err,
		    "'%.*s' is not one day", GR_ARG(cell));
	*out = days.first;
	return GR_OK;
}

enum gr_status gr_register_period(const struct gr_table *table,
    const struct gr_table_row *row, int32_t *from, int32_t *to,
    struct gr_err *err)
{
	*from = INT32_MIN;
	*to = INT32_MAX;
	enum gr_status status = read_day(table, row, "valid_from", from, err);

	if (status == GR_OK)
		status = read_day(table, row, "valid_to", to, err);
	if (status != GR_OK)
		return status;
	if (*from > *to)
		return gr_table_error(table, row, "valid_to", err,
		    "the period ends before it begins");
	return GR_OK;
}

/* ---- codes ---- */

static bool is_zeros(struct gr_slice s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] != '0')
			return false;
	return true;
}

/* A code has digits alone, as many as the standard says; those behind the code
 * proper end in the class, which is none if it is zeros. */
static enum gr_status read_code(const struct gr_table *table,
    const struct gr_table_row *row, const struct gr_code_form *form,
    struct gr_unit *unit, struct gr_err *err)
{
	struct gr_slice code = unit->code;

	if (!gr_unit_code_is(form, code))
		return gr_unit_code_refuse(table, row, required[0], code, form,
		    err);
	unit->code = gr_unit_code_proper(form, code);
	if (code.len >= form->digits[0] + GR_CLASS_DIGITS) {
		unit->class = gr_slice_skip(code, code.len - GR_CLASS_DIGITS);
		if (is_zeros(unit->class))
			unit->class.len = 0;
	}
	if (form->street > 0
	    && is_zeros(gr_slice_skip(unit->code, form->street)))
		return gr_table_error(table, row, required[0], err,
		    "%.*s is the code of a street, a county or a city: no unit",
		    GR_ARG(code));
	return GR_OK;
}

/* The code of a place is the first `digits` of its units' codes, zeros behind
 * them or not; in the register it has as many as a county's. */
static enum gr_status read_place(const struct gr_table *table,
    const struct gr_table_row *row, size_t column, unsigned digits,
    const struct gr_code_form *form, struct gr_slice code,
    struct gr_slice *place, struct gr_err *err)
{
	if (place->len < digits || memcmp(place->ptr, code.ptr, digits) != 0
	    || !is_zeros(gr_slice_skip(*place, digits)))
		return gr_table_error(table, row, required[column], err,
		    "'%.*s' is not that of the code %.*s", GR_ARG(*place),
		    GR_ARG(code));
	if (place->len == form->county)
		return GR_OK;
	char *text = gr_arena_alloc(table->arena, form->county + 1, 1);
	if (!text)
		return gr_err_memory(err);
	memset(text, '0', form->county);
	memcpy(text, code.ptr, digits);
	*place = gr_slice_make(text, form->county);
	return GR_OK;
}

static enum gr_status check_codes(const struct gr_table *table,
    const struct gr_table_row *row, const struct gr_code_form *form,
    struct gr_unit *unit, struct gr_err *err)
{
	if (form->lengths == 0)
		return GR_OK;
	enum gr_status status = read_code(table, row, form, unit, err);

	if (status != GR_OK || form->city == 0)
		return status;
	status = read_place(table, row, 2, form->city, form, unit->code,
	    &unit->city_code, err);
	if (status == GR_OK)
		status = read_place(table, row, 4, form->county, form,
		    unit->code, &unit->county_code, err);
	return status;
}

/* ---- rows ---- */

/* Where the required columns of a register stand, in the order of `required`,
 * and whether it has periods. */
struct places {
	size_t at[sizeof(required) / sizeof(*required) - 1];
	bool periods;
};

static struct places find_places(const struct gr_table *table)
{
	const struct gr_header *header = &table->header;
	struct places p = {
		.periods = gr_header_find(header, GR_S("valid_from")) != GR_NONE
		    || gr_header_find(header, GR_S("valid_to")) != GR_NONE,
	};

	for (size_t i = 0; required[i]; i++)
		p.at[i] = gr_header_find(header, gr_slice_of(required[i]));
	return p;
}

static enum gr_status read_unit(const struct gr_table *table,
    const struct gr_table_row *row, const struct places *p,
    const struct gr_code_form *form, struct gr_unit *unit, struct gr_err *err)
{
	*unit = (struct gr_unit){
		.code = gr_table_at(row, p->at[0]),
		.name = gr_table_at(row, p->at[1]),
		.city_code = gr_table_at(row, p->at[2]),
		.city_name = gr_table_at(row, p->at[3]),
		.county_code = gr_table_at(row, p->at[4]),
		.county_name = gr_table_at(row, p->at[5]),
		.street_code = gr_table_at(row, p->at[6]),
		.street_name = gr_table_at(row, p->at[7]),
		.valid_from = INT32_MIN,
		.valid_to = INT32_MAX,
		.line = row->line,
	};
	if (unit->code.len == 0)
		return gr_table_error(table, row, "community_code", err,
		    "a unit must have a code");
	if (unit->name.len == 0)
		return gr_table_error(table, row, "community_name", err,
		    "a unit must have a name");
	enum gr_status status = check_codes(table, row, form, unit, err);
	if (status != GR_OK || !p->periods)
		return status;
	return gr_register_period(table, row, &unit->valid_from,
	    &unit->valid_to, err);
}

/* Names are published: a telephone number that somebody keeps beside one is
 * masked as ingest masks it in deliveries, so that the two still agree. */
static enum gr_status hide_numbers(struct gr_arena *keep, struct gr_unit *unit,
    struct gr_err *err)
{
	enum { NAMES = 4 };
	struct gr_slice *const name[NAMES] = { &unit->name, &unit->city_name,
		&unit->county_name, &unit->street_name };
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < NAMES && status == GR_OK; i++)
		status = gr_personal_hide(keep, name[i], gr_personal_anywhere,
		    err);
	return status;
}

static int by_code_and_period(const void *a, const void *b)
{
	const struct gr_unit *x = a, *y = b;
	int order = gr_slice_cmp(x->code, y->code);

	if (order != 0)
		return order;
	if (x->valid_from != y->valid_from)
		return x->valid_from < y->valid_from ? -1 : 1;
	return x->line < y->line ? -1 : x->line > y->line;
}

/* Registers mostly come in order. */
static bool is_sorted(const struct gr_unit *unit, size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (by_code_and_period(&unit[i - 1], &unit[i]) > 0)
			return false;
	return true;
}

/* Index sorted units by code; periods of one code must not overlap. */
static enum gr_status index_units(struct gr_register *reg, struct gr_err *err)
{
	for (size_t i = 0; i < reg->units; i++) {
		const struct gr_unit *unit = &reg->unit[i];

		if (i > 0 && gr_slice_eq(unit->code, unit[-1].code)) {
			if (unit->valid_from > unit[-1].valid_to)
				continue;
			const struct gr_unit *late = unit->line > unit[-1].line
			    ? unit
			    : unit - 1;
			const struct gr_unit *early = late == unit ? unit - 1
			                                           : unit;
			return gr_err_at(err, GR_EUSAGE, reg->path, late->line,
			    "community_code",
			    "%.*s is in line %llu too, for the same day",
			    GR_ARG(unit->code),
			    (unsigned long long)early->line);
		}
		enum gr_status status = gr_map_put(&reg->by_code, unit->code, i,
		    err);
		if (status != GR_OK)
			return status;
	}
	return GR_OK;
}

enum gr_status gr_register_tidy(struct gr_table *table, struct gr_err *err)
{
	static const char *const days[] = { "valid_from", "valid_to", NULL };
	enum gr_status status = gr_table_tidy(table, err);

	if (status == GR_OK)
		status = gr_table_columns(table, required, NULL, err);
	if (status == GR_OK)
		status = gr_table_plain(table, err);
	if (status == GR_OK)
		status = gr_table_dates(table, days, err);
	if (status != GR_OK)
		return status;
	const struct places places = find_places(table);
	const size_t codes[] = { places.at[0], places.at[2], places.at[4],
		places.at[6] };
	return gr_unit_code_fold(table, codes, 4, err);
}

enum gr_status gr_register_make(const struct gr_table *table,
    const struct gr_standard *standard, struct gr_register *out,
    struct gr_err *err)
{
	static const struct gr_code_form any = { .lengths = 0 };
	struct gr_unit *unit = GR_NEW_ARRAY(table->arena, table->rows,
	    struct gr_unit);

	if (!unit)
		return gr_err_memory(err);
	const struct places places = find_places(table);
	for (size_t i = 0; i < table->rows; i++) {
		enum gr_status status = read_unit(table, &table->row[i],
		    &places, standard ? &standard->code_form : &any, &unit[i],
		    err);
		if (status == GR_OK)
			status = hide_numbers(table->arena, &unit[i], err);
		if (status != GR_OK)
			return status;
	}
	if (!is_sorted(unit, table->rows))
		qsort(unit, table->rows, sizeof(*unit), by_code_and_period);
	*out = (struct gr_register){
		.path = table->path,
		.unit = unit,
		.units = table->rows,
		.by_code = gr_map_make(table->arena),
	};
	return index_units(out, err);
}

enum gr_status gr_register_read(struct gr_arena *keep, const char *path,
    const struct gr_standard *standard, struct gr_register *out,
    struct gr_err *err)
{
	struct gr_table table;
	enum gr_status status = gr_table_read(keep, path, &table, err);

	if (status == GR_OK)
		status = gr_register_tidy(&table, err);
	return status == GR_OK ? gr_register_make(&table, standard, out, err)
	                       : status;
}

bool gr_wave_last_day(struct gr_slice wave, int32_t *out)
{
	struct gr_days days;

	if (wave.len != 4 || !gr_date_parse(wave, &days))
		return false;
	*out = days.last;
	return true;
}

bool gr_unit_in_wave(const struct gr_unit *unit, struct gr_slice wave)
{
	int32_t day;

	return gr_wave_last_day(wave, &day) && gr_unit_on(unit, day);
}

const struct gr_unit *gr_register_periods(const struct gr_register *reg,
    struct gr_slice code, size_t *n)
{
	uint64_t first;

	*n = 0;
	if (!gr_map_get(&reg->by_code, code, &first))
		return NULL;
	while (first + *n < reg->units
	    && gr_slice_eq(reg->unit[first + *n].code, code))
		(*n)++;
	return &reg->unit[first];
}

bool gr_register_has_place(const struct gr_register *reg, struct gr_slice code)
{
	for (size_t i = 0; i < reg->units; i++)
		if (gr_slice_eq(reg->unit[i].city_code, code)
		    || gr_slice_eq(reg->unit[i].county_code, code))
			return true;
	return false;
}

const struct gr_unit *gr_register_find_on(const struct gr_register *reg,
    struct gr_slice code, int32_t day)
{
	uint64_t at;

	if (!gr_map_get(&reg->by_code, code, &at))
		return NULL;
	for (; at < reg->units && gr_slice_eq(reg->unit[at].code, code); at++)
		if (gr_unit_on(&reg->unit[at], day))
			return &reg->unit[at];
	return NULL;
}

const struct gr_unit *gr_register_find(const struct gr_register *reg,
    struct gr_slice code, struct gr_slice wave)
{
	int32_t day;

	if (!gr_wave_last_day(wave, &day))
		return NULL;
	return gr_register_find_on(reg, code, day);
}
