/* view.c - a record as the expressions of a standard see it. */
#include "standard/view.h"

#include "standard/canonical.h"
#include <stdio.h>

static enum gr_status join(struct gr_arena *arena, struct gr_slice prefix,
    struct gr_slice base, struct gr_slice *out, struct gr_err *err)
{
	char *name = gr_arena_alloc(arena, prefix.len + base.len, 1);

	if (name == NULL)
		return gr_err_memory(err);
	memcpy(name, prefix.ptr, prefix.len);
	memcpy(name + prefix.len, base.ptr, base.len);
	*out = gr_slice_make(name, prefix.len + base.len);
	return GR_OK;
}

enum gr_status gr_view_prev_name(struct gr_arena *arena, struct gr_slice column,
    struct gr_slice *out, struct gr_err *err)
{
	return join(arena, GR_S("prev."), column, out, err);
}

enum gr_status gr_view_name(struct gr_arena *arena,
    const struct gr_standard *standard, enum gr_name_class class, size_t slot,
    struct gr_slice *out, struct gr_err *err)
{
	switch (class) {
	case GR_NAME_NOW:
		break;
	case GR_NAME_PREV:
		return gr_view_prev_name(arena, standard->column[slot].name,
		    out, err);
	case GR_NAME_PARAMETER:
		return join(arena, GR_S("parameter."),
		    standard->parameter_name[slot], out, err);
	}
	*out = standard->column[slot].name;
	return GR_OK;
}

static void add_cell(struct gr_view *view, struct gr_slice *to, size_t at)
{
	if (at != GR_NONE)
		view->cell[view->cells++] = (struct gr_view_cell){ to, at };
}

/* Where the header has the columns, and those of the last wave. */
static enum gr_status find_columns(struct gr_arena *keep,
    const struct gr_header *header, struct gr_view *view, struct gr_err *err)
{
	for (size_t i = 0; i < view->standard->columns; i++) {
		struct gr_slice name = view->standard->column[i].name;
		struct gr_slice prev = { NULL, 0 };

		view->at[i] = gr_header_find(header, name);
		enum gr_status status = gr_view_prev_name(keep, name, &prev,
		    err);
		if (status != GR_OK)
			return status;
		view->prev_at[i] = gr_header_find(header, prev);
		add_cell(view, &view->now[i], view->at[i]);
		add_cell(view, &view->prev[i], view->prev_at[i]);
	}
	view->city_at = gr_header_find(header,
	    gr_standard_head(view->standard, GR_ROLE_CITY));
	view->county_at = gr_header_find(header,
	    gr_standard_head(view->standard, GR_ROLE_COUNTY));
	return GR_OK;
}

/* Room for what a place may have settled for itself. */
static enum gr_status make_local(struct gr_arena *keep, struct gr_view *view,
    struct gr_err *err)
{
	const struct gr_standard *standard = view->standard;

	view->scope = GR_NEW_ARRAY(keep, standard->atoms,
	    const struct gr_scope *);
	view->common_parameter = GR_NEW_ARRAY(keep, standard->parameter_names,
	    struct gr_slice);
	view->common = (struct gr_env){ view->now, view->prev,
		view->common_parameter };
	return view->scope && view->common_parameter ? GR_OK
	                                             : gr_err_memory(err);
}

enum gr_status gr_view_make(struct gr_arena *keep,
    const struct gr_standard *standard, const struct gr_header *header,
    struct gr_view *out, struct gr_err *err)
{
	size_t n = standard->columns;

	*out = (struct gr_view){ .standard = standard, .header = header };
	out->at = GR_NEW_ARRAY(keep, n, size_t);
	out->prev_at = GR_NEW_ARRAY(keep, n, size_t);
	out->cell = GR_NEW_ARRAY(keep, 2 * n, struct gr_view_cell);
	out->now = GR_NEW_ARRAY(keep, n, struct gr_slice);
	out->prev = GR_NEW_ARRAY(keep, n, struct gr_slice);
	out->parameter = GR_NEW_ARRAY(keep, standard->parameter_names,
	    struct gr_slice);
	if (!out->at || !out->prev_at || !out->cell || !out->now || !out->prev
	    || !out->parameter)
		return gr_err_memory(err);
	out->env = (struct gr_env){ out->now, out->prev, out->parameter };
	if (standard->local) {
		enum gr_status status = make_local(keep, out, err);

		if (status != GR_OK)
			return status;
	}
	return find_columns(keep, header, out, err);
}

void gr_view_free(struct gr_view *view)
{
	gr_buf_free(&view->place);
	gr_buf_free(&view->basis);
	gr_buf_free(&view->built_in);
}

struct gr_slice gr_view_role(const struct gr_view *view, enum gr_role role)
{
	size_t column = view->standard->role[role];

	if (role == GR_ROLE_CITY)
		return view->city;
	if (role == GR_ROLE_COUNTY)
		return view->county;
	return column == GR_NONE ? (struct gr_slice){ NULL, 0 }
	                         : view->now[column];
}

static enum gr_status refuse(const struct gr_view *view,
    const struct gr_row *row, size_t at, const char *what, struct gr_err *err)
{
	char column[GR_ERR_COLUMN_MAX];
	struct gr_slice cell = row->field[at];
	struct gr_slice name = view->header->name[at];

	(void)snprintf(column, sizeof(column), "%.*s", GR_ARG(name));
	return gr_err_at(err, GR_EDATA, row->source, row->line, column,
	    "'%.*s' is not %s", GR_ARG(cell), what);
}

static struct gr_slice code_at(const struct gr_row *row, size_t at)
{
	return at == GR_NONE ? (struct gr_slice){ NULL, 0 } : row->field[at];
}

bool gr_view_is_wave(struct gr_slice wave)
{
	struct gr_days year;

	return wave.len == 4 && gr_date_parse(wave, &year);
}

static enum gr_status check_wave(const struct gr_view *view,
    const struct gr_row *row, struct gr_err *err)
{
	return gr_view_is_wave(row->field[GR_WAVE])
	    ? GR_OK
	    : refuse(view, row, GR_WAVE, "a year of four digits", err);
}

static void load_cells(struct gr_view *view, const struct gr_row *row)
{
	for (size_t i = 0; i < view->cells; i++)
		*view->cell[i].to = row->field[view->cell[i].at];
	view->city = code_at(row, view->city_at);
	view->county = code_at(row, view->county_at);
}

static enum gr_status check_cells(const struct gr_view *view,
    const struct gr_row *row, struct gr_err *err)
{
	for (size_t i = 0; i < view->standard->columns; i++) {
		const struct gr_column *column = &view->standard->column[i];
		size_t at[] = { view->at[i], view->prev_at[i] };

		for (size_t k = 0; k < 2; k++)
			if (at[k] != GR_NONE
			    && !gr_cell_is_canonical(column, row->field[at[k]]))
				return refuse(view, row, at[k],
				    "a canonical value", err);
	}
	return GR_OK;
}

/* The texts stand in one buffer, which has its room before the first slice of
 * it is taken. */
enum gr_status gr_view_built_in(struct gr_buf *buf, struct gr_slice wave,
    struct gr_slice as_of, int32_t wave_as_of, struct gr_slice *parameter,
    struct gr_err *err)
{
	gr_buf_clear(buf);
	gr_date_print(buf, wave_as_of);
	size_t day_bytes = buf->len;
	gr_buf_add(buf, as_of); /* not given: not known, so U */
	size_t as_of_end = buf->len;
	gr_buf_add(buf, wave);

	enum gr_status status = gr_buf_check(buf, err);
	if (status != GR_OK)
		return status;
	parameter[GR_PARAM_WAVE_AS_OF] = gr_slice_make(buf->ptr, day_bytes);
	parameter[GR_PARAM_AS_OF] = gr_slice_make(buf->ptr + day_bytes,
	    as_of_end - day_bytes);
	parameter[GR_PARAM_WAVE] = gr_slice_make(buf->ptr + as_of_end,
	    wave.len);
	return GR_OK;
}

/* What the place has settled for itself, and what holds for all. */
static enum gr_status load_local(struct gr_view *view, struct gr_slice city,
    struct gr_slice county, struct gr_err *err)
{
	const struct gr_standard *standard = view->standard;
	struct gr_slice none = { NULL, 0 };

	gr_standard_parameters(standard, none, none, view->as_of,
	    view->common_parameter);
	for (size_t i = 0; i < GR_PARAM_BUILT_IN; i++)
		view->common_parameter[i] = view->parameter[i];
	gr_scope_find(standard, city, county, view->as_of, view->scope);
	gr_buf_clear(&view->basis);
	gr_scope_print(&view->basis, standard, view->scope, view->parameter,
	    view->common_parameter);
	enum gr_status status = gr_buf_check(&view->basis, err);
	return status == GR_OK ? gr_scope_check(standard, view->scope,
	           county.len > 0 ? county : city, err)
	                       : status;
}

/* Parameters depend on wave and place only, and records of one place mostly
 * follow each other. */
static enum gr_status load_parameters(struct gr_view *view,
    struct gr_slice wave, struct gr_slice as_of, struct gr_err *err)
{
	struct gr_slice city = gr_view_role(view, GR_ROLE_CITY);
	struct gr_slice county = gr_view_role(view, GR_ROLE_COUNTY);
	struct gr_slice known = gr_buf_slice(&view->place);

	if (known.len == wave.len + 1 + city.len + 1 + county.len) {
		struct gr_slice part;

		if (gr_slice_split(&known, '\t', &part)
		    && gr_slice_eq(part, wave)
		    && gr_slice_split(&known, '\t', &part)
		    && gr_slice_eq(part, city) && gr_slice_eq(known, county))
			return GR_OK;
	}
	gr_buf_clear(&view->place);
	gr_buf_add(&view->place, wave);
	gr_buf_byte(&view->place, '\t');
	gr_buf_add(&view->place, city);
	gr_buf_byte(&view->place, '\t');
	gr_buf_add(&view->place, county);

	enum gr_status status = gr_buf_check(&view->place, err);
	if (status == GR_OK)
		status = gr_view_built_in(&view->built_in, wave, as_of,
		    view->as_of, view->parameter, err);
	if (status != GR_OK)
		return status;
	gr_standard_parameters(view->standard, city, county, view->as_of,
	    view->parameter);
	return view->standard->local ? load_local(view, city, county, err)
	                             : GR_OK;
}

enum gr_status gr_view_load(struct gr_view *view, const struct gr_row *row,
    struct gr_slice as_of, int32_t wave_as_of, struct gr_err *err)
{
	enum gr_status status = check_wave(view, row, err);

	if (status == GR_OK)
		status = check_cells(view, row, err);
	return status == GR_OK
	    ? gr_view_load_known(view, row, as_of, wave_as_of, err)
	    : status;
}

enum gr_status gr_view_load_known(struct gr_view *view,
    const struct gr_row *row, struct gr_slice as_of, int32_t wave_as_of,
    struct gr_err *err)
{
	enum gr_status status = check_wave(view, row, err);

	if (status != GR_OK)
		return status;
	load_cells(view, row);
	view->as_of = wave_as_of;
	return load_parameters(view, row->field[GR_WAVE], as_of, err);
}
