/* cities.c - a section for every city, which prints alone */
#include "base/wording.h"
#include "report/sections.h"

enum { NAMES_MAX = 60 }; /* communities listed by name in a city */

static const struct gr_page_column county_columns[] = {
	{ "registered", NULL },
	{ "responded", NULL },
	{ "participating", NULL },
	{ "attained", NULL },
	{ "undetermined", NULL },
	{ "not_responded", NULL },
	{ "attained_rate", NULL },
	{ "attained_rate_high", NULL },
	{ "need", NULL },
	{ "gap", NULL },
};
enum { COUNTY_COLUMNS = sizeof county_columns / sizeof *county_columns };

/* ---- the city in words ---- */

static void say(struct gr_page *page, const struct gr_report_place *p)
{
	const struct gr_table *t = &page->facts->cities;
	const struct gr_criterion *c = gr_report_criterion(page->facts,
	    gr_report_cell(t, p->row, "short_1"));
	const struct gr_saying *with = GR_SAID(GR_SAY_NUMBER("attained",
	                                           p->attained),
	    GR_SAY_NUMBER("registered", p->registered),
	    GR_SAY("rate", gr_report_cell(t, p->row, "attained_rate")),
	    GR_SAY("rank", gr_report_cell(t, p->row, "rank")),
	    GR_SAY_NUMBER("all", (int64_t)page->facts->n_cities),
	    GR_SAY_NUMBER("need", p->need), GR_SAY_NUMBER("gap", p->gap),
	    GR_SAY("id", c != NULL ? c->criterion : GR_S("")),
	    GR_SAY("title",
	        c != NULL
	            ? gr_report_title(page->facts, c->title_zh, c->title_en)
	            : GR_S("")));

	gr_page_html(page, "<p class=\"says\">");
	gr_page_say(page,
	    GR_WORDS("{attained} of {registered} communities have attained, "
	             "{rate}%."),
	    with);
	if (p->has_target) {
		gr_page_gap(page);
		gr_page_say(page,
		    p->gap > 0
		        ? GR_WORDS("The target needs {need}; {gap} "
		                   "{gap?is|are} missing.")
		        : GR_WORDS("The target needs {need} and is reached."),
		    with);
	}
	gr_page_gap(page);
	gr_page_say(page, GR_WORDS("Rank {rank} of {all}."), with);
	if (c != NULL) {
		gr_page_gap(page);
		gr_page_say(page,
		    GR_WORDS("What holds it back most is {id}, {title}."),
		    with);
	}
	gr_page_html(page, "</p>\n");
}

/* ---- its tables ---- */

static void put_counties(struct gr_page *page, const struct gr_report_judged *j,
    const struct gr_report_place *p)
{
	const struct gr_report_facts *facts = page->facts;
	const struct gr_table *t = &facts->counties;
	size_t code = gr_header_find(&t->header, GR_S("code")),
	       wave = gr_header_find(&t->header, GR_S("wave"));

	gr_page_table(page, GR_WORDS("{city}: its counties, {wave}"),
	    GR_SAID(GR_SAY_NAME("city", p->name), GR_SAY("wave", facts->wave)));
	gr_page_head_figures(page, GR_WORDS("Place"), county_columns,
	    COUNTY_COLUMNS);
	gr_page_body(page);
	for (size_t i = 0; i < t->rows; i++) {
		const struct gr_table_row *row = &t->row[i];

		if (!gr_slice_eq(row->cell[wave], facts->wave)
		    || !gr_slice_eq(gr_report_city_of(j, row->cell[code]),
		        p->code))
			continue;
		gr_page_row(page, row->cell[code]);
		gr_page_row_name(page, gr_report_cell(t, row, "name"),
		    GR_S(""));
		gr_page_cells(page, t, row, county_columns, COUNTY_COLUMNS);
		gr_page_row_end(page);
	}
	gr_page_table_end(page);
}

static void put_criteria(struct gr_page *page, const struct gr_report_place *p)
{
	static const char *const cell[] = { "met", "not_met", "undetermined",
		"na", "failure_share" };
	static const char *const heading[] = { GR_WORDS("Criterion"),
		GR_WORDS("Met"), GR_WORDS("Failed"), GR_WORDS("Undetermined"),
		GR_WORDS("Does not apply"), GR_WORDS("Share of failures (%)") };
	const struct gr_report_facts *facts = page->facts;
	const struct gr_table *t = &facts->criteria;
	size_t code = gr_header_find(&t->header, GR_S("code")),
	       wave = gr_header_find(&t->header, GR_S("wave")),
	       id = gr_header_find(&t->header, GR_S("criterion"));

	gr_page_table(page, GR_WORDS("{city}: criteria, {wave}"),
	    GR_SAID(GR_SAY_NAME("city", p->name), GR_SAY("wave", facts->wave)));
	gr_page_head(page, "tnnnnn", heading);
	gr_page_body(page);
	for (size_t i = 0; i < t->rows; i++) {
		const struct gr_table_row *row = &t->row[i];
		const struct gr_criterion *c = gr_slice_eq(row->cell[code],
		                                   p->code)
		        && gr_slice_eq(row->cell[wave], facts->wave)
		    ? gr_report_criterion(facts, row->cell[id])
		    : NULL;

		if (c == NULL)
			continue;
		gr_page_row(page, GR_S(""));
		gr_page_html(page, "<th scope=\"row\">");
		gr_page_text(page, c->criterion);
		gr_page_html(page, " ");
		gr_page_text(page,
		    gr_report_title(facts, c->title_zh, c->title_en));
		gr_page_html(page, "</th>");
		for (size_t k = 0; k < sizeof cell / sizeof *cell; k++)
			gr_page_cell(page, gr_report_cell(t, row, cell[k]));
		gr_page_row_end(page);
	}
	gr_page_table_end(page);
}

static const struct gr_obligation *obligation_of(
    const struct gr_standard *standard, struct gr_slice id)
{
	for (size_t i = 0; i < standard->obligations; i++)
		if (gr_slice_eq(standard->obligation[i].id, id))
			return &standard->obligation[i];
	return NULL;
}

static void put_duties(struct gr_page *page, const struct gr_report_place *p)
{
	static const char *const heading[] = { GR_WORDS("Obligation"),
		GR_WORDS("Due"), GR_WORDS("Status"), GR_WORDS("Value"),
		GR_WORDS("Note") };
	const struct gr_report_facts *facts = page->facts;
	const struct gr_table *t = &facts->milestones;

	gr_page_table(page, GR_WORDS("{city}: obligations, as of {day}"),
	    GR_SAID(GR_SAY_NAME("city", p->name), GR_SAY("day", facts->as_of)));
	gr_page_head(page, "tttnt", heading);
	gr_page_body(page);
	for (size_t i = 0; i < t->rows; i++) {
		const struct gr_table_row *row = &t->row[i];
		struct gr_slice id = gr_report_cell(t, row, "id");
		const struct gr_obligation *o = obligation_of(facts->standard,
		    id);

		if (!gr_slice_eq(gr_report_cell(t, row, "code"), p->code))
			continue;
		gr_page_row(page, GR_S(""));
		gr_page_html(page, "<th scope=\"row\">");
		gr_page_text(page, id);
		if (o != NULL) {
			gr_page_html(page, " ");
			gr_page_text(page,
			    gr_report_title(facts, o->title_zh, o->title_en));
		}
		gr_page_html(page, "</th>");
		gr_page_cell(page, gr_report_cell(t, row, "due"));
		gr_page_cell(page,
		    gr_report_duty_word(page->chinese,
		        gr_report_cell(t, row, "status")));
		gr_page_cell(page, gr_report_cell(t, row, "value"));
		gr_page_cell(page, gr_report_cell(t, row, "note"));
		gr_page_row_end(page);
	}
	gr_page_table_end(page);
}

/* ---- its communities ---- */

static void put_unit(struct gr_page *page, struct gr_slice code,
    struct gr_slice name)
{
	const char *finder = page->facts->finder;

	if (finder != NULL) {
		gr_page_html(page, "<a href=\"");
		gr_page_text(page, gr_slice_of(finder));
		gr_page_html(page, "#");
		gr_page_text(page, code);
		gr_page_html(page, "\">");
	}
	gr_page_name(page, name);
	if (finder != NULL)
		gr_page_html(page, "</a>");
}

/* Those that could attain for the fewest fixes, as many as are missing. */
static void put_candidates(struct gr_page *page,
    const struct gr_report_judged *j, const struct gr_report_place *p)
{
	const struct gr_standard *standard = page->facts->standard;
	size_t area = gr_report_list_area(j, p->code), at = 0;
	const struct gr_community *c;
	int64_t n = 0;

	if (area == GR_NONE || !gr_report_misses(p))
		return;
	gr_page_html(page, "<h4>");
	gr_page_words(page, GR_WORDS("Nearest to attaining"));
	gr_page_html(page, "</h4>\n<ul class=\"units\">\n");
	while (n < p->gap && n < NAMES_MAX
	    && (c = gr_shortlist_next(&j->list, area, &at)) != NULL) {
		n++;
		gr_page_html(page, "<li>");
		put_unit(page, c->code, c->name);
		gr_page_html(page, " <span class=\"meta\">");
		for (size_t k = 0; k < standard->criteria; k++)
			if (c->result[k] != '\0') {
				gr_page_text(page,
				    standard->criterion[k].criterion);
				gr_page_html(page,
				    c->result[k] == 'U' ? "? " : " ");
			}
		gr_page_html(page, "</span></li>\n");
	}
	gr_page_html(page, "</ul>\n");
}

static void put_absent(struct gr_page *page, const struct gr_report_judged *j,
    const struct gr_report_place *p)
{
	int64_t n = 0;

	if (p->absent == 0)
		return;
	gr_page_html(page, "<h4>");
	gr_page_words(page, GR_WORDS("Not responded"));
	gr_page_html(page, "</h4>\n<ul class=\"units\">\n");
	for (size_t i = 0; i < j->units && n < NAMES_MAX; i++) {
		const struct gr_report_unit *u = &j->unit[i];

		if (u->responded || !gr_slice_eq(u->city, p->code))
			continue;
		n++;
		gr_page_html(page, "<li>");
		put_unit(page, u->code, u->name);
		gr_page_html(page, "</li>\n");
	}
	gr_page_html(page, "</ul>\n");
	if (n < p->absent)
		gr_page_paragraph(page, "meta",
		    GR_WORDS("And {n} more: not-responded.csv."),
		    GR_SAID(GR_SAY_NUMBER("n", p->absent - n)));
}

static void put_city(struct gr_page *page, const struct gr_report_judged *j,
    const struct gr_report_place *p)
{
	gr_page_html(page, "<section class=\"city\" id=\"city-");
	gr_page_text(page, p->code);
	gr_page_html(page, "\" data-code=\"");
	gr_page_text(page, p->code);
	gr_page_html(page, "\">\n<h3>");
	gr_page_name(page, p->name);
	gr_page_html(page, "</h3>\n");
	say(page, p);
	put_counties(page, j, p);
	put_candidates(page, j, p);
	put_criteria(page, p);
	put_duties(page, p);
	put_absent(page, j, p);
	gr_page_html(page, "<p class=\"meta\"><a href=\"#main\">");
	gr_page_words(page, GR_WORDS("To the top"));
	gr_page_html(page, "</a></p>\n</section>\n");
}

void gr_report_cities(struct gr_page *page,
    const struct gr_report_judged *judged)
{
	const struct gr_report_facts *facts = page->facts;

	gr_page_section(page, "cities", GR_WORDS("City by city"));
	gr_page_paragraph(page, "meta",
	    GR_WORDS("Follow the link of a city in a table and print: its "
	             "section prints alone."),
	    NULL);
	for (size_t i = 0; i < facts->n_cities; i++)
		put_city(page, judged, &facts->city[i]);
	gr_page_section_end(page);
}
