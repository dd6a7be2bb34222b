/* load_obligations.c - what places are to do, and by what it is judged */
#include "standard/standard_internal.h"

#include <stdio.h>

#include "number/date.h"
#include "standard/obligation.h"
#include "standard/standard_figure.h"

/* Whether some row has the day, as YYYYMMDD: only such days are counted to. */
static bool is_due(const struct gr_obligation *all, size_t n,
    struct gr_slice day)
{
	char text[16];
	int year, month, of_month;

	for (size_t i = 0; i < n; i++) {
		if (all[i].due == INT32_MIN)
			continue;
		gr_date_to_civil(all[i].due, &year, &month, &of_month);
		(void)snprintf(text, sizeof(text), "%04d%02d%02d", year, month,
		    of_month);
		if (gr_slice_eq(day, gr_slice_of(text)))
			return true;
	}
	return false;
}

/* "O22.2021" is what is owed in 2021, and O22 in any year. */
static void split_id(struct gr_obligation *o)
{
	const size_t digits = 4;
	struct gr_days year;

	o->base = o->id;
	o->year = GR_S("");
	if (o->id.len <= digits + 1 || o->id.ptr[o->id.len - digits - 1] != '.')
		return;
	o->year = gr_slice_skip(o->id, o->id.len - digits);
	if (gr_date_parse(o->year, &year))
		o->base.len = o->id.len - digits - 1;
	else
		o->year = GR_S("");
}

static void read_obligation(struct gr_loader *l, struct gr_obligation *o,
    struct gr_map *seen, size_t i)
{
	static const char *const levels[] = { "province", "city", "both",
		NULL };
	o->line = l->row->line;
	o->id = gr_load_id(l, "id", seen, i);
	split_id(o);
	gr_load_titles(l, o->id, &o->title_zh, &o->title_en);
	o->level = gr_load_cell(l, "level");
	size_t level = gr_load_word(l, "level", levels, GR_NONE);
	o->province = level != 1;
	o->city = level != 0;
	o->due = gr_load_day(l, "due", true, INT32_MIN);
	o->window_from = gr_load_day(l, "window_from", false, INT32_MIN);
	if (o->due != INT32_MIN && o->window_from > o->due)
		gr_load_fail(l, "window_from", "after the day it is due");
	o->kind = (enum gr_obligation_kind)gr_load_word(l, "source",
	    gr_obligation_kind_name, GR_OBLIGATION_stats);
	o->note = gr_load_cell(l, "note");
	o->expression = gr_load_cell(l, "expression");
	if (o->expression.len > 0 && l->status == GR_OK)
		gr_load_ok(l,
		    gr_expr_test_compile(l->keep, o->expression,
		        gr_obligation_symbol, l->std, l->table.path, o->line,
		        "expression", &o->test, l->err));
}

/* The figure must be one of places. */
static struct gr_slice read_figure(struct gr_loader *l)
{
	struct gr_slice stem, name = gr_load_need(l, "figure");
	const struct gr_figure *figure = gr_standard_figure(l->std, name,
	    &stem);

	if (figure == NULL
	    || (figure->family == GR_FAMILY_DAY
	        && !is_due(l->std->obligation, l->std->obligations, stem)))
		gr_load_fail(l, "figure", "'%.*s' is no figure of a place",
		    GR_ARG(name));
	return name;
}

/* Whose figure it is; NULL after a complaint. */
static struct gr_obligation *read_shower(struct gr_loader *l,
    struct gr_obligation *all)
{
	struct gr_slice id = gr_load_need(l, "obligation");

	for (size_t i = 0; i < l->std->obligations; i++) {
		if (!gr_slice_eq(all[i].id, id))
			continue;
		if (all[i].kind == GR_OBLIGATION_stats && all[i].test == NULL)
			return &all[i];
		gr_load_fail(l, "obligation",
		    "figures are shown of an indicator of the statistics");
		return NULL;
	}
	gr_load_fail(l, "obligation", "no obligation is called '%.*s'",
	    GR_ARG(id));
	return NULL;
}

/* shown.csv: a row for every figure, each obligation's one behind another. */
static void load_shown(struct gr_loader *l, struct gr_obligation *all)
{
	static const char *const required[] = { "obligation", "figure", NULL };
	static const char *const columns[] = { "obligation", "figure", "note",
		NULL };
	struct gr_slice *name;

	if (!gr_load_open(l, "shown.csv", false, required, columns))
		return;
	name = gr_load_items(l, sizeof(*name));
	for (size_t i = 0; gr_load_row(l, i); i++) {
		struct gr_obligation *o = read_shower(l, all);

		name[i] = read_figure(l);
		if (o == NULL)
			return;
		if (o->shown > 0 && o->shows + o->shown != &name[i])
			gr_load_fail(l, "obligation",
			    "the rows of '%.*s' must stand together",
			    GR_ARG(o->id));
		if (o->shown++ == 0)
			o->shows = &name[i];
	}
}

void gr_load_obligations(struct gr_loader *l)
{
	static const char *const required[] = { "id", "level", NULL };
	static const char *const columns[] = { "id", "title_zh", "title_en",
		"level", "due", "window_from", "source", "expression", "note",
		NULL };
	struct gr_map seen = gr_map_make(l->keep);

	if (!gr_load_open(l, "obligations.csv", false, required, columns))
		return;
	struct gr_obligation *all = gr_load_items(l, sizeof(*all));
	for (size_t i = 0; gr_load_row(l, i); i++)
		read_obligation(l, &all[i], &seen, i);
	l->std->obligation = all;
	l->std->obligations = l->table.rows;
	load_shown(l, all);
}
