/* cards.c - the data behind a community's card */
#include "report/cards.h"

#include "report/open_queries.h"
#include "report/shared_data.h"
#include "report/sources.h"

struct cards {
	struct gr_json json;
	const struct gr_report_judged *judged;
	struct gr_report_counties counties;
	struct gr_report_sources sources;
	size_t *column; /* of the standard, that atoms read: those shown */
	size_t columns;
	size_t *position; /* by column of the standard: among these */
};

static enum gr_status find_columns(struct cards *c, struct gr_err *err)
{
	const struct gr_report_facts *facts = c->judged->facts;
	size_t n = facts->standard->columns;

	c->column = GR_NEW_ARRAY(facts->keep, n + 1, size_t);
	c->position = GR_NEW_ARRAY(facts->keep, n + 1, size_t);
	if (c->column == NULL || c->position == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < n; i++)
		if (c->judged->read_by_atom[i]) {
			c->position[i] = c->columns;
			c->column[c->columns++] = i;
		}
	return GR_OK;
}

/* ---- what the standard asks ---- */

static void put_reads(struct gr_json *json, const struct cards *c,
    const struct gr_atom *atom)
{
	const struct gr_expr *both[] = { atom->test, atom->applies };

	gr_json_name(json, "columns");
	gr_json_open(json, '[');
	for (size_t e = 0; e < 2; e++) {
		const unsigned *slot;
		size_t n = both[e] != NULL
		    ? gr_expr_slots(both[e], GR_NAME_NOW, &slot)
		    : 0;

		for (size_t i = 0; i < n; i++)
			gr_json_int(json, (int64_t)c->position[slot[i]]);
	}
	gr_json_close(json, ']');
}

static void put_atoms(struct cards *c)
{
	const struct gr_report_facts *facts = c->judged->facts;

	gr_json_name(&c->json, "atoms");
	gr_json_open(&c->json, '[');
	for (size_t i = 0; i < facts->standard->atoms; i++) {
		const struct gr_atom *a = &facts->standard->atom[i];

		gr_json_open(&c->json, '{');
		gr_report_data_atom(&c->json, facts, i);
		gr_json_member(&c->json, "test", a->test_text);
		gr_json_member(&c->json, "applies", a->applies_text);
		put_reads(&c->json, c, a);
		gr_json_close(&c->json, '}');
	}
	gr_json_close(&c->json, ']');
}

static void put_columns(struct cards *c)
{
	const struct gr_report_facts *facts = c->judged->facts;

	gr_json_name(&c->json, "columns");
	gr_json_open(&c->json, '[');
	for (size_t i = 0; i < c->columns; i++) {
		const struct gr_column *column =
		    &facts->standard->column[c->column[i]];

		gr_json_open(&c->json, '{');
		gr_json_member(&c->json, "name", column->name);
		gr_json_member(&c->json, "title",
		    gr_report_title(facts, column->title_zh, column->title_en));
		gr_json_member(&c->json, "unit", column->unit);
		gr_json_member(&c->json, "type",
		    gr_slice_of(gr_type_name[column->type]));
		gr_json_close(&c->json, '}');
	}
	gr_json_close(&c->json, ']');
}

static enum gr_status put_parameters(struct cards *c, struct gr_err *err)
{
	const struct gr_report_facts *facts = c->judged->facts;
	const struct gr_standard *standard = facts->standard;
	struct gr_slice *value = GR_NEW_ARRAY(facts->keep,
	    standard->parameter_names + 1, struct gr_slice);
	int32_t day;

	if (value == NULL)
		return gr_err_memory(err);
	gr_json_name(&c->json, "parameters");
	gr_json_open(&c->json, '{');
	if (gr_report_wave_as_of(facts, &day)) {
		gr_standard_parameters(standard, GR_S(""), GR_S(""), day,
		    value);
		for (size_t i = GR_PARAM_BUILT_IN;
		     i < standard->parameter_names; i++) {
			gr_json_text(&c->json, standard->parameter_name[i]);
			gr_buf_byte(c->json.to, ':');
			c->json.follows = false;
			gr_json_text(&c->json, value[i]);
		}
	}
	gr_json_close(&c->json, '}');
	return GR_OK;
}

static void put_counties(struct cards *c)
{
	const struct gr_report_facts *facts = c->judged->facts;

	gr_json_name(&c->json, "counties");
	gr_json_open(&c->json, '[');
	for (size_t i = 0; i < c->counties.n; i++) {
		struct gr_slice code = c->counties.code[i];
		struct gr_slice city_code = gr_report_city_of(c->judged, code);
		const struct gr_report_place *city = gr_report_city(facts,
		    city_code);
		const struct gr_table_row *row = gr_report_find_row(
		    &facts->counties, facts->wave, code);

		gr_json_open(&c->json, '{');
		gr_json_member(&c->json, "code", code);
		gr_json_member(&c->json, "name",
		    row != NULL ? gr_report_cell(&facts->counties, row, "name")
		                : code);
		gr_json_member(&c->json, "city", city_code);
		gr_json_member(&c->json, "city_name",
		    city != NULL ? city->name : city_code);
		gr_json_close(&c->json, '}');
	}
	gr_json_close(&c->json, ']');
}

static void put_sources(struct cards *c)
{
	gr_json_name(&c->json, "sources");
	gr_json_open(&c->json, '[');
	for (size_t i = 0; i < c->sources.n; i++) {
		gr_json_open(&c->json, '{');
		gr_json_member(&c->json, "src", c->sources.src[i]);
		gr_json_name(&c->json, "at");
		gr_json_open(&c->json, '[');
		for (size_t k = 0; k < c->columns; k++)
			gr_json_text(&c->json,
			    gr_report_source_cell(&c->sources, i,
			        c->column[k]));
		gr_json_close(&c->json, ']');
		gr_json_close(&c->json, '}');
	}
	gr_json_close(&c->json, ']');
}

/* ---- the communities ---- */

typedef void put_fn(struct cards *c, const struct gr_report_unit *u);

static void put_code(struct cards *c, const struct gr_report_unit *u)
{
	gr_json_text(&c->json, u->code);
}

static void put_name(struct cards *c, const struct gr_report_unit *u)
{
	gr_json_text(&c->json, u->name);
}

static void put_county(struct cards *c, const struct gr_report_unit *u)
{
	gr_json_int(&c->json,
	    (int64_t)gr_report_county_at(&c->counties, u->county));
}

static void put_street(struct cards *c, const struct gr_report_unit *u)
{
	gr_json_text(&c->json, u->street);
}

static void put_status(struct cards *c, const struct gr_report_unit *u)
{
	gr_json_text(&c->json,
	    u->responded ? gr_score_status_name(u->status)
	                 : GR_S("not_responded"));
}

static void put_points(struct cards *c, const struct gr_report_unit *u)
{
	struct gr_buf text = { 0 };

	if (u->has_points)
		gr_dec_print_fixed(&text, u->points_hundredths, 2);
	gr_json_text(&c->json, gr_json_taken(&c->json, &text));
	gr_buf_free(&text);
}

static void put_criteria(struct cards *c, const struct gr_report_unit *u)
{
	gr_json_text(&c->json, gr_slice_of(u->criterion));
}

static void put_source(struct cards *c, const struct gr_report_unit *u)
{
	gr_json_int(&c->json,
	    u->responded ? (int64_t)gr_report_source_at(&c->sources, u->src)
	                 : -1);
}

static void put_line(struct cards *c, const struct gr_report_unit *u)
{
	gr_json_int(&c->json, gr_report_int(u->line));
}

static void put_values(struct cards *c, const struct gr_report_unit *u)
{
	gr_json_text(&c->json, u->values);
}

static void put_flags(struct cards *c, const struct gr_report_unit *u)
{
	gr_json_text(&c->json, u->flags);
}

static void put_needs(struct cards *c, const struct gr_report_unit *u)
{
	const struct gr_standard *standard = c->judged->facts->standard;
	struct gr_buf text = { 0 };

	for (size_t i = 0; u->responded && i < standard->atoms; i++)
		if (u->needs[i] == '1')
			gr_buf_format(&text, "%s%.*s", text.len > 0 ? " " : "",
			    GR_ARG(standard->atom[i].atom));
	gr_json_text(&c->json, gr_json_taken(&c->json, &text));
	gr_buf_free(&text);
}

static void put_own(struct cards *c, const struct gr_report_unit *u)
{
	gr_json_text(&c->json, u->basis);
}

static void put_all_atoms(struct cards *c)
{
	const struct gr_report_judged *j = c->judged;
	size_t atoms = j->facts->standard->atoms;
	struct gr_buf bytes = { 0 };

	for (size_t i = 0; i < j->units; i++) {
		if (j->unit[i].responded)
			gr_report_pack(&bytes, j->unit[i].atom, atoms);
		else
			for (size_t k = 0; k < atoms; k += 4)
				gr_buf_byte(&bytes, '\0');
	}
	gr_json_name(&c->json, "atoms");
	gr_json_bytes(&c->json, gr_json_taken(&c->json, &bytes));
	gr_buf_free(&bytes);
}

static void put_units(struct cards *c)
{
	static const struct {
		const char *name;
		put_fn *put;
	} column[] = { { "code", put_code }, { "name", put_name },
		{ "county", put_county }, { "street", put_street },
		{ "status", put_status }, { "points", put_points },
		{ "criteria", put_criteria }, { "source", put_source },
		{ "line", put_line }, { "values", put_values },
		{ "flags", put_flags }, { "needs", put_needs },
		{ "own", put_own } };

	gr_json_name(&c->json, "units");
	gr_json_open(&c->json, '{');
	for (size_t k = 0; k < sizeof column / sizeof *column; k++) {
		gr_json_name(&c->json, column[k].name);
		gr_json_open(&c->json, '[');
		for (size_t i = 0; i < c->judged->units; i++)
			column[k].put(c, &c->judged->unit[i]);
		gr_json_close(&c->json, ']');
	}
	put_all_atoms(c);
	gr_json_close(&c->json, '}');
}

enum gr_status gr_report_cards(struct gr_page *page,
    const struct gr_report_judged *judged, struct gr_err *err)
{
	struct cards c = { .judged = judged };
	enum gr_status status = find_columns(&c, err);

	if (status == GR_OK)
		status = gr_report_counties_find(judged, &c.counties, err);
	if (status == GR_OK)
		status = gr_report_sources_find(judged, &c.sources, err);
	if (status != GR_OK)
		return status;
	gr_report_data_begin(page, &c.json);
	gr_report_data_about(&c.json, judged->facts);
	put_atoms(&c);
	put_columns(&c);
	put_sources(&c);
	put_counties(&c);
	status = put_parameters(&c, err);
	put_units(&c);
	if (status == GR_OK)
		status = gr_report_open_queries(&c.json, judged, err);
	gr_report_data_words(&c.json, page->chinese, GR_REPORT_FINDER);
	gr_report_data_end(page, &c.json);
	return status;
}
