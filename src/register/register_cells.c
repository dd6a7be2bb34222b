/* register_cells.c - the cells of a register's row: of one form, and checked */
#include "register/register_cells.h"

#include "number/date.h"
#include "register/unit_code.h"

const char *const gr_register_columns[] = { "community_code", "community_name",
	"city_code", "city_name", "county_code", "county_name", "street_code",
	"street_name", NULL };

/* ---- periods ---- */

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

/* ---- cells ---- */

struct gr_register_form gr_register_form(const struct gr_header *header)
{
	return (struct gr_register_form){
		.code = { gr_header_find(header, GR_S("community_code")),
		    gr_header_find(header, GR_S("city_code")),
		    gr_header_find(header, GR_S("county_code")),
		    gr_header_find(header, GR_S("street_code")) },
		.day = { gr_header_find(header, GR_S("valid_from")),
		    gr_header_find(header, GR_S("valid_to")) },
	};
}

enum gr_status gr_register_tidy_row(const struct gr_table *table,
    const struct gr_register_form *form, struct gr_table_row *row, bool *blank,
    struct gr_err *err)
{
	enum gr_status status = GR_OK;

	*blank = false;
	if (!row->plain) {
		status = gr_table_tidy_row(table, row, blank, err);
		if (status == GR_OK && !*blank)
			status = gr_table_plain_row(table, row, err);
		if (status == GR_OK && !*blank)
			status = gr_unit_code_fold_row(table, row, form->code,
			    4, err);
	}
	for (size_t i = 0; i < 2 && status == GR_OK && !*blank; i++)
		status = gr_table_date(table, row, form->day[i], err);
	return status;
}

/* ---- codes ---- */

static bool is_zeros(struct gr_slice s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] != '0')
			return false;
	return true;
}

enum gr_status gr_register_read_code(const struct gr_table *table,
    const struct gr_table_row *row, const struct gr_code_form *form,
    struct gr_slice *code, struct gr_slice *class, struct gr_err *err)
{
	struct gr_slice given = *code;

	if (!gr_unit_code_is(form, given))
		return gr_unit_code_refuse(table, row,
		    gr_register_columns[GR_REGISTER_CODE], given, form, err);
	*code = gr_unit_code_proper(form, given);
	if (given.len >= form->digits[0] + GR_CLASS_DIGITS) {
		*class = gr_slice_skip(given, given.len - GR_CLASS_DIGITS);
		if (is_zeros(*class))
			class->len = 0;
	}
	if (form->street > 0 && is_zeros(gr_slice_skip(*code, form->street)))
		return gr_table_error(table, row,
		    gr_register_columns[GR_REGISTER_CODE], err,
		    "%.*s is the code of a street, a county or a city: no unit",
		    GR_ARG(*code));
	return GR_OK;
}

enum gr_status gr_register_read_place(const struct gr_table *table,
    const struct gr_table_row *row, size_t column, unsigned digits,
    const struct gr_code_form *form, struct gr_slice code,
    struct gr_slice *place, struct gr_err *err)
{
	if (place->len < digits || memcmp(place->ptr, code.ptr, digits) != 0
	    || !is_zeros(gr_slice_skip(*place, digits)))
		return gr_table_error(table, row, gr_register_columns[column],
		    err, "'%.*s' is not that of the code %.*s", GR_ARG(*place),
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
