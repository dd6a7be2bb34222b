/* data.c - the data within the first page */
#include "report/packed.h"
#include "report/sections.h"
#include "report/shared_data.h"
#include "standard/obligation.h"
#include "standard/standard_figure.h"

/* ---- what the standard says ---- */

static void put_places(struct gr_json *json,
    const struct gr_report_facts *facts)
{
	gr_json_name(json, "places");
	gr_json_open(json, '[');
	for (size_t i = 0; i < facts->n_cities; i++) {
		const struct gr_report_place *p = &facts->city[i];

		gr_json_open(json, '{');
		gr_json_member(json, "code", p->code);
		gr_json_member(json, "name", p->name);
		if (p->tile != NULL) {
			gr_json_member_int(json, "row", p->tile->row);
			gr_json_member_int(json, "col", p->tile->col);
		}
		gr_json_close(json, '}');
	}
	gr_json_close(json, ']');
}

static void put_atoms(struct gr_json *json, const struct gr_report_facts *facts)
{
	gr_json_name(json, "atoms");
	gr_json_open(json, '[');
	for (size_t i = 0; i < facts->standard->atoms; i++) {
		gr_json_open(json, '{');
		gr_report_data_atom(json, facts, i);
		gr_json_close(json, '}');
	}
	gr_json_close(json, ']');
}

static void put_day(struct gr_json *json, const char *name, int32_t day)
{
	struct gr_buf text = { 0 };

	if (day != INT32_MIN)
		gr_date_print(&text, day);
	gr_json_member(json, name, gr_json_taken(json, &text));
	gr_buf_free(&text);
}

static void put_obligations(struct gr_json *json,
    const struct gr_report_facts *facts)
{
	gr_json_name(json, "obligations");
	gr_json_open(json, '[');
	for (size_t i = 0; i < facts->standard->obligations; i++) {
		const struct gr_obligation *o = &facts->standard->obligation[i];

		gr_json_open(json, '{');
		gr_json_member(json, "id", o->id);
		gr_json_member(json, "title",
		    gr_report_title(facts, o->title_zh, o->title_en));
		gr_json_member(json, "level", o->level);
		gr_json_member(json, "source",
		    gr_slice_of(gr_obligation_kind_name[o->kind]));
		gr_json_member(json, "expression", o->expression);
		put_day(json, "due", o->due);
		put_day(json, "from", o->window_from);
		gr_json_close(json, '}');
	}
	gr_json_close(json, ']');
}

static const char *unit_name(enum gr_figure_unit unit)
{
	static const char *const name[] = { [GR_UNIT_NONE] = "",
		[GR_UNIT_COMMUNITIES] = "communities",
		[GR_UNIT_PERCENT] = "percent",
		[GR_UNIT_PERCENTAGE_POINTS] = "percentage_points",
		[GR_UNIT_POINTS] = "points",
		[GR_UNIT_AS_ANSWERED] = "as_answered" };

	return name[unit];
}

/* What the columns of cities.csv are. */
static void put_figures(struct gr_json *json,
    const struct gr_report_facts *facts)
{
	const struct gr_header *header = &facts->cities.header;
	struct gr_buf title = { 0 };

	gr_json_name(json, "figures");
	gr_json_open(json, '{');
	for (size_t i = 0; i < header->n; i++) {
		struct gr_slice stem;
		const struct gr_figure *figure = gr_standard_figure(
		    facts->standard, header->name[i], &stem);

		if (figure == NULL)
			continue;
		gr_buf_clear(&title);
		gr_standard_figure_title(facts->standard, figure, stem,
		    facts->chinese, &title);
		gr_json_text(json, header->name[i]);
		gr_buf_byte(json->to, ':');
		json->follows = false;
		gr_json_open(json, '{');
		gr_json_member(json, "title", gr_json_taken(json, &title));
		gr_json_member(json, "unit",
		    gr_slice_of(unit_name(figure->unit)));
		gr_json_member_int(json, "decimals", figure->decimals);
		gr_json_close(json, '}');
	}
	gr_json_close(json, '}');
	gr_buf_free(&title);
}

/* ---- the tables ---- */

/* The newest wave's criteria of cities and the region. */
static bool is_shown(const void *context, const struct gr_table *table,
    const struct gr_table_row *row)
{
	const struct gr_report_facts *facts = context;

	return gr_slice_eq(gr_report_cell(table, row, "wave"), facts->wave)
	    && !gr_slice_eq(gr_report_cell(table, row, "level"), GR_S("county"))
	    && gr_report_criterion(facts,
	           gr_report_cell(table, row, "criterion"))
	    != NULL;
}

static void open_rows(struct gr_json *json, const char *name,
    const struct gr_slice *column, size_t n)
{
	gr_json_name(json, name);
	gr_json_open(json, '{');
	gr_json_name(json, "columns");
	gr_json_open(json, '[');
	for (size_t i = 0; i < n; i++)
		gr_json_text(json, column[i]);
	gr_json_close(json, ']');
	gr_json_name(json, "rows");
	gr_json_open(json, '[');
}

static void close_rows(struct gr_json *json)
{
	gr_json_close(json, ']');
	gr_json_close(json, '}');
}

/* The communities that the shortlist of every city names. */
static void put_shortlist(struct gr_json *json,
    const struct gr_report_judged *j)
{
	static const struct gr_slice column[] = { { "wave", 4 }, { "code", 4 },
		{ "name", 4 }, { "city_code", 9 }, { "county_code", 11 },
		{ "fixes", 5 }, { "criteria", 8 } };
	const struct gr_report_facts *facts = j->facts;
	const struct gr_standard *standard = facts->standard;
	struct gr_buf text = { 0 };

	open_rows(json, "shortlist", column, sizeof column / sizeof *column);
	for (size_t i = 0; i < facts->n_cities; i++) {
		const struct gr_report_place *p = &facts->city[i];
		size_t area = gr_report_list_area(j, p->code), at = 0;
		const struct gr_community *c;

		for (int64_t n = 0; area != GR_NONE && n < p->gap
		     && (c = gr_shortlist_next(&j->list, area, &at)) != NULL;
		     n++) {
			gr_buf_clear(&text);
			for (size_t k = 0; k < standard->criteria; k++)
				if (c->result[k] != '\0')
					gr_buf_format(&text, "%s%.*s",
					    text.len > 0 ? ";" : "",
					    GR_ARG(standard->criterion[k]
					               .criterion));
			gr_json_open(json, '[');
			gr_json_text(json, facts->wave);
			gr_json_text(json, c->code);
			gr_json_text(json, c->name);
			gr_json_text(json, p->code);
			gr_json_text(json, c->county);
			gr_json_int(json, (int64_t)c->fixes);
			gr_json_text(json, gr_json_taken(json, &text));
			gr_json_close(json, ']');
		}
	}
	close_rows(json);
	gr_buf_free(&text);
}

static enum gr_status put_line(struct gr_json *json, struct gr_row_print *line,
    struct gr_err *err)
{
	const struct gr_slice *cell;
	size_t n;
	enum gr_status status = gr_row_print_fields(line, &cell, &n, err);

	if (status != GR_OK)
		return status;
	gr_json_open(json, '[');
	for (size_t i = 0; i < n; i++)
		gr_json_text(json, cell[i]);
	gr_json_close(json, ']');
	return GR_OK;
}

static enum gr_status put_sensitivity(struct gr_json *json,
    const struct gr_report_judged *j, struct gr_err *err)
{
	const struct gr_areas *areas = gr_sensitivity_areas(j->sensitivity);
	struct gr_row_print line = { .cells = 0 };
	enum gr_status status = GR_OK;
	size_t n;

	(void)gr_sensitivity_scenarios(j->sensitivity, &n);
	open_rows(json, "scenarios", gr_scenario_column, GR_SCENARIO_COLUMNS);
	for (size_t i = 0; status == GR_OK && i < areas->areas * n; i++) {
		if (areas->area[i / n].level == GR_LEVEL_COUNTY)
			continue;
		gr_scenario_line(j->sensitivity, i / n, i % n, &line);
		status = put_line(json, &line, err);
	}
	close_rows(json);
	open_rows(json, "robust", gr_robustness_column, GR_ROBUSTNESS_COLUMNS);
	for (size_t i = 0; status == GR_OK && i < areas->areas; i++) {
		if (areas->area[i].level == GR_LEVEL_COUNTY)
			continue;
		gr_robustness_line(j->sensitivity, i, &line);
		status = put_line(json, &line, err);
	}
	close_rows(json);
	gr_row_print_free(&line);
	return status;
}

static enum gr_status put_tables(struct gr_json *json,
    const struct gr_report_judged *j, struct gr_err *err)
{
	const struct gr_report_facts *facts = j->facts;

	gr_json_name(json, "tables");
	gr_json_open(json, '{');
	gr_json_table(json, "cities", &facts->cities, NULL, NULL);
	gr_json_table(json, "criteria", &facts->criteria, is_shown, facts);
	gr_json_table(json, "milestones", &facts->milestones, NULL, NULL);
	gr_json_table(json, "pace", &facts->pace, NULL, NULL);
	put_shortlist(json, j);
	enum gr_status status = put_sensitivity(json, j, err);
	gr_json_close(json, '}');
	return status;
}

/* What grows with the places: a text by itself, packed. */
static enum gr_status put_grown(struct gr_json *json,
    const struct gr_report_judged *judged, struct gr_err *err)
{
	struct gr_buf text = { 0 };
	struct gr_json grown = { .to = &text };

	gr_json_open(&grown, '{');
	put_places(&grown, judged->facts);
	put_figures(&grown, judged->facts);
	enum gr_status status = put_tables(&grown, judged, err);
	gr_json_close(&grown, '}');
	if (status == GR_OK)
		status = gr_buf_check(&text, err);
	gr_json_name(json, "grown");
	if (status == GR_OK)
		status = gr_json_packed(json, gr_buf_slice(&text), err);
	gr_buf_free(&text);
	return status;
}

enum gr_status gr_report_data(struct gr_page *page,
    const struct gr_report_judged *judged, struct gr_err *err)
{
	const struct gr_report_facts *facts = page->facts;
	struct gr_json json;

	gr_report_data_begin(page, &json);
	gr_report_data_about(&json, facts);
	put_atoms(&json, facts);
	put_obligations(&json, facts);
	enum gr_status status = put_grown(&json, judged, err);
	if (status == GR_OK)
		status = gr_report_answers(&json, judged, err);
	gr_report_data_words(&json, page->chinese, GR_REPORT_REPORT);
	gr_report_data_end(page, &json);
	return status;
}
