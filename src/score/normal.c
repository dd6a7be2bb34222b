/* normal.c - what green-normalise finds in a record by itself. */
#include "score/normal.h"

#include "score/derive.h"
#include "standard/canonical.h"

static enum gr_status make_ahead(struct gr_arena *keep,
    struct gr_normal *normal, struct gr_err *err)
{
	const struct gr_standard *standard = normal->view.standard;
	size_t n = standard->checks + standard->columns;
	const struct gr_expr **test = GR_NEW_ARRAY(keep, n,
	    const struct gr_expr *);
	enum gr_status status;

	if (test == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < standard->checks; i++)
		test[i] = standard->check[i].test;
	for (size_t i = 0; i < standard->columns; i++)
		test[standard->checks + i] = standard->column[i].na_when;
	status = gr_ahead_make(keep, &normal->view, test, n, &normal->ahead,
	    err);
	for (size_t i = 0; i < standard->deriveds && status == GR_OK; i++) {
		const struct gr_ratio *ratio = &standard->derived[i];

		status = gr_ahead_need(normal->ahead, keep, ratio->numerator,
		    err);
		if (status == GR_OK)
			status = gr_ahead_need(normal->ahead, keep,
			    ratio->denominator, err);
	}
	return status == GR_OK ? gr_ahead_prev(normal->ahead, keep,
	           normal->previous->column, normal->previous->columns, err)
	                       : status;
}

enum gr_status gr_normal_make(struct gr_arena *keep,
    const struct gr_standard *standard, const struct gr_header *header,
    const struct gr_previous *previous, struct gr_normal *out,
    struct gr_err *err)
{
	*out = (struct gr_normal){ .previous = previous };
	out->blank = GR_NEW_ARRAY(keep, previous->columns + 1, struct gr_slice);
	if (out->blank == NULL)
		return gr_err_memory(err);
	enum gr_status status = gr_view_make(keep, standard, header, &out->view,
	    err);
	return status == GR_OK ? make_ahead(keep, out, err) : status;
}

void gr_normal_free(struct gr_normal *normal)
{
	gr_view_free(&normal->view);
	gr_ahead_free(normal->ahead);
	gr_buf_free(&normal->text);
}

enum gr_status gr_normal_names(struct gr_arena *keep,
    const struct gr_normal *normal, const struct gr_slice **name, size_t *n,
    struct gr_err *err)
{
	const struct gr_standard *standard = normal->view.standard;
	const struct gr_header *in = normal->view.header;
	const struct gr_previous *previous = normal->previous;
	struct gr_slice *to = GR_NEW_ARRAY(keep,
	    in->n + standard->deriveds + previous->columns + 1,
	    struct gr_slice);

	if (to == NULL)
		return gr_err_memory(err);
	memcpy(to, in->name, in->n * sizeof(*to));
	*name = to;
	*n = in->n;
	for (size_t i = 0; i < standard->deriveds; i++)
		to[(*n)++] = standard->derived[i].name;
	for (size_t i = 0; i < previous->columns; i++) {
		enum gr_status status = gr_view_prev_name(keep,
		    standard->column[previous->column[i]].name, &to[(*n)++],
		    err);
		if (status != GR_OK)
			return status;
	}
	to[(*n)++] = GR_S("prev.status");
	return GR_OK;
}

/* ---- a record ---- */

enum gr_status gr_normal_load(struct gr_normal *normal,
    const struct gr_row *row, struct gr_slice as_of, int32_t wave_as_of,
    const struct gr_slice **last, struct gr_err *err)
{
	const struct gr_previous *previous = normal->previous;
	enum gr_status status = gr_ahead_load(normal->ahead, row, as_of,
	    wave_as_of, err);

	if (status != GR_OK)
		return status;
	if (previous->wave.len > 0
	    && gr_slice_cmp(previous->wave, row->field[GR_WAVE]) >= 0)
		return gr_err_at(err, GR_EDATA, row->source, row->line, "wave",
		    "--previous holds wave %.*s, which is not before %.*s",
		    GR_ARG(previous->wave), GR_ARG(row->field[GR_WAVE]));
	*last = gr_previous_wave_find(previous,
	    gr_view_role(&normal->view, GR_ROLE_CODE));
	if (*last == NULL)
		*last = normal->blank;
	for (size_t i = 0; i < previous->columns; i++)
		normal->view.prev[previous->column[i]] = (*last)[i];
	return GR_OK;
}

void gr_normal_set(struct gr_normal *normal, struct gr_row *row, size_t column,
    struct gr_slice value)
{
	normal->view.now[column] = value;
	row->field[normal->view.at[column]] = value;
	gr_ahead_forget(normal->ahead);
	gr_ahead_change(normal->ahead, row, column, value);
}

bool gr_normal_breaks(const struct gr_normal *normal, size_t check)
{
	return gr_ahead_test(normal->ahead, check) == GR_FALSE;
}

enum gr_cell_fate gr_normal_fate(const struct gr_normal *normal, size_t i)
{
	const struct gr_view *view = &normal->view;
	const struct gr_column *column = &view->standard->column[i];
	bool is_na = gr_cell_is_na(view->now[i]);

	if (view->at[i] == GR_NONE || (view->now[i].len > 0 && !is_na)
	    || column->na == GR_NA_YES)
		return GR_FATE_KEEP;
	if (column->na == GR_NA_NO)
		return is_na ? GR_FATE_QUERY : GR_FATE_KEEP;

	enum gr_tri holds = gr_ahead_test(normal->ahead,
	    view->standard->checks + i);
	if (is_na)
		return holds == GR_FALSE ? GR_FATE_QUERY : GR_FATE_KEEP;
	return holds == GR_TRUE ? GR_FATE_NOT_APPLICABLE : GR_FATE_KEEP;
}

enum gr_status gr_normal_derive(struct gr_normal *normal,
    struct gr_arena *scratch, struct gr_slice *out, struct gr_err *err)
{
	const struct gr_standard *standard = normal->view.standard;
	struct gr_buf *text = &normal->text;

	for (size_t i = 0; i < standard->deriveds; i++) {
		const struct gr_ratio *ratio = &standard->derived[i];

		gr_buf_clear(text);
		if (!gr_derive(ratio, &normal->view.env, standard->rounding,
		        text))
			return gr_err_at(err, GR_EUSAGE, "derived.csv",
			    ratio->line, "numerator",
			    "a value of '%.*s' has too many digits to be "
			    "exact",
			    GR_ARG(ratio->name));
		enum gr_status status = gr_buf_check(text, err);
		if (status != GR_OK)
			return status;
		out[i] = gr_arena_copy(scratch, gr_buf_slice(text));
		if (out[i].ptr == NULL)
			return gr_err_memory(err);
	}
	return GR_OK;
}
