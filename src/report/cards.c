/* cards.c - the data behind a community's card */
#include "report/cards.h"

#include "report/card_units.h"

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

static enum gr_status put_sources(struct cards *c, struct gr_err *err)
{
	struct gr_buf text = { 0 };
	struct gr_json json = { .to = &text };

	gr_json_open(&json, '[');
	for (size_t i = 0; i < c->sources.n; i++) {
		gr_json_open(&json, '{');
		gr_json_member(&json, "src", c->sources.src[i]);
		gr_json_name(&json, "at");
		gr_json_open(&json, '[');
		for (size_t k = 0; k < c->columns; k++)
			gr_json_text(&json,
			    gr_report_source_cell(&c->sources, i,
			        c->column[k]));
		gr_json_close(&json, ']');
		gr_json_close(&json, '}');
	}
	gr_json_close(&json, ']');
	gr_json_name(&c->json, "sources");
	enum gr_status status = gr_buf_check(&text, err);
	if (status == GR_OK)
		status = gr_json_packed(&c->json, gr_buf_slice(&text), err);
	gr_buf_free(&text);
	return status;
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
	put_counties(&c);
	status = put_parameters(&c, err);
	if (status == GR_OK)
		status = put_sources(&c, err);
	if (status == GR_OK)
		status = gr_report_card_units(&c.json, judged, &c.counties,
		    &c.sources, err);
	gr_report_data_words(&c.json, page->chinese, GR_REPORT_FINDER);
	gr_report_data_end(page, &c.json);
	return status;
}
