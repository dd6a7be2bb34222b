/* load_tables.c - the tables beside the scores: checks, ratios, places */
#include "standard/standard_internal.h"

enum { DECIMALS_MAX = 9 };

static void read_check(struct gr_loader *l, struct gr_check *c,
    struct gr_map *seen, size_t i)
{
	static const char *const actions[] = { "ASK", "NOTE", NULL };

	c->line = l->row->line;
	c->check = gr_load_id(l, "check", seen, i);
	c->level = gr_load_cell(l, "level");
	c->text = gr_load_cell(l, "expression");
	c->test = gr_load_test(l, "expression", false);
	c->column = gr_load_columns(l, "columns", &c->columns);
	c->ask = gr_load_word(l, "action", actions, GR_NONE) == 0;
	if (c->ask && c->columns == 0)
		gr_load_fail(l, "columns",
		    "an ASK must name what goes in query");
	c->message_zh = gr_load_cell(l, "message_zh");
	c->message_en = gr_load_cell(l, "message_en");
	if (c->message_zh.len == 0)
		c->message_zh = c->message_en;
	if (c->message_en.len == 0)
		c->message_en = c->message_zh;
	if (c->message_zh.len == 0)
		gr_load_need(l, "message_zh");
}

void gr_load_checks(struct gr_loader *l)
{
	static const char *const required[] = { "check", "expression",
		"columns", "action", "message_zh", NULL };
	static const char *const columns[] = { "check", "level", "expression",
		"columns", "action", "message_zh", "message_en", "note", NULL };
	struct gr_map seen = gr_map_make(l->keep);

	if (!gr_load_open(l, "checks.csv", false, required, columns))
		return;
	struct gr_check *all = gr_load_items(l, sizeof(*all));
	for (size_t i = 0; gr_load_row(l, i); i++)
		read_check(l, &all[i], &seen, i);
	l->std->check = all;
	l->std->checks = l->table.rows;
}

/* A number, or nothing. */
static struct gr_slice read_number(struct gr_loader *l, const char *column)
{
	struct gr_slice cell = gr_load_cell(l, column);
	struct gr_dec number;

	if (cell.len > 0 && !gr_dec_parse(cell, &number))
		gr_load_fail(l, column, "'%.*s' is no number", GR_ARG(cell));
	return cell;
}

static void read_ratio(struct gr_loader *l, struct gr_ratio *r,
    struct gr_map *seen, size_t i)
{
	r->line = l->row->line;
	r->name = gr_load_name(l, "name", seen, i);
	if (gr_standard_column(l->std, r->name) != GR_NONE)
		gr_load_fail(l, "name", "'%.*s' is a column of the survey",
		    GR_ARG(r->name));
	gr_load_titles(l, r->name, &r->title_zh, &r->title_en);
	r->numerator_text = gr_load_cell(l, "numerator");
	r->denominator_text = gr_load_cell(l, "denominator");
	r->numerator = gr_load_number(l, "numerator");
	r->denominator = gr_load_number(l, "denominator");
	r->decimals = (unsigned)gr_load_int(l, "decimals", 0, DECIMALS_MAX, 2);
	r->threshold = read_number(l, "threshold");
	r->change_target = read_number(l, "change_target");
}

static const struct gr_ratio *read_ratios(struct gr_loader *l, const char *file,
    const char *const *columns, size_t *n)
{
	static const char *const required[] = { "name", "numerator",
		"denominator", NULL };
	struct gr_map seen = gr_map_make(l->keep);

	if (!gr_load_open(l, file, false, required, columns))
		return NULL;
	struct gr_ratio *all = gr_load_items(l, sizeof(*all));
	for (size_t i = 0; gr_load_row(l, i); i++)
		read_ratio(l, &all[i], &seen, i);
	*n = l->table.rows;
	return all;
}

/* A derived column stands in the stream beside those of green-match. */
static void check_derived(struct gr_loader *l)
{
	for (size_t i = 0; i < l->std->deriveds && gr_load_row(l, i); i++) {
		struct gr_slice name = l->std->derived[i].name;

		if (gr_load_is_reserved(name)
		    || gr_slice_eq(name, GR_S("city_code"))
		    || gr_slice_eq(name, GR_S("county_code"))
		    || gr_slice_eq(name, GR_S("street_code")))
			gr_load_fail(l, "name",
			    "'%.*s' is a column of the streams", GR_ARG(name));
	}
}

void gr_load_ratios(struct gr_loader *l)
{
	static const char *const derived[] = { "name", "title_zh", "title_en",
		"numerator", "denominator", "decimals", "note", NULL };
	static const char *const indicators[] = { "name", "title_zh",
		"title_en", "numerator", "denominator", "decimals", "threshold",
		"change_target", "note", NULL };

	l->std->derived = read_ratios(l, "derived.csv", derived,
	    &l->std->deriveds);
	check_derived(l);
	l->std->indicator = read_ratios(l, "indicators.csv", indicators,
	    &l->std->indicators);
}

static void read_place(struct gr_loader *l, struct gr_place *all,
    struct gr_map *seen, size_t i)
{
	struct gr_place *p = &all[i];

	p->code = gr_load_id(l, "code", seen, i);
	p->name_zh = gr_load_cell(l, "name_zh");
	p->name_en = gr_load_cell(l, "name_en");
	if (p->name_zh.len == 0)
		p->name_zh = p->name_en.len ? p->name_en : p->code;
	if (p->name_en.len == 0)
		p->name_en = p->name_zh;
	gr_load_need(l, "row");
	gr_load_need(l, "col");
	p->row = gr_load_int(l, "row", 0, 99, 0);
	p->col = gr_load_int(l, "col", 0, 99, 0);
	for (size_t j = 0; j < i; j++)
		if (all[j].row == p->row && all[j].col == p->col)
			gr_load_fail(l, "col", "'%.*s' has this tile already",
			    GR_ARG(all[j].code));
}

void gr_load_places(struct gr_loader *l)
{
	static const char *const required[] = { "code", "row", "col", NULL };
	static const char *const columns[] = { "code", "name_zh", "name_en",
		"row", "col", "note", NULL };
	struct gr_map seen = gr_map_make(l->keep);

	if (!gr_load_open(l, "places.csv", false, required, columns))
		return;
	struct gr_place *all = gr_load_items(l, sizeof(*all));
	for (size_t i = 0; gr_load_row(l, i); i++)
		read_place(l, all, &seen, i);
	l->std->place = all;
	l->std->places = l->table.rows;
}
