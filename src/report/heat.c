/* heat.c - criteria by cities: which share of the communities fails where */
#include "base/wording.h"
#include "report/charts.h"

/* Rows of criteria.csv by criterion and place; the last place is the region. */
struct grid {
	const struct gr_report_facts *facts;
	size_t criteria, places;
	const struct gr_table_row **row;
	int64_t *share; /* hundredths of a percent; -1: none */
};

static size_t place_of(const struct gr_report_facts *facts,
    struct gr_slice code)
{
	for (size_t i = 0; i < facts->n_cities; i++)
		if (gr_slice_eq(facts->city[i].code, code))
			return i;
	return facts->region.row != NULL
	        && gr_slice_eq(facts->region.code, code)
	    ? facts->n_cities
	    : GR_NONE;
}

static void take_row(struct grid *g, const struct gr_table_row *row,
    const size_t *at)
{
	const struct gr_criterion *c = gr_report_criterion(g->facts,
	    row->cell[at[1]]);
	size_t place = place_of(g->facts, row->cell[at[0]]);

	if (c == NULL || place == GR_NONE)
		return;
	size_t cell = (size_t)(c - g->facts->standard->criterion) * g->places
	    + place;

	g->row[cell] = row;
	if (!gr_report_hundredths(row->cell[at[2]], &g->share[cell]))
		g->share[cell] = -1;
}

static enum gr_status read_grid(const struct gr_report_facts *facts,
    struct grid *g, struct gr_err *err)
{
	const struct gr_header *header = &facts->criteria.header;
	const size_t at[] = { gr_header_find(header, GR_S("code")),
		gr_header_find(header, GR_S("criterion")),
		gr_header_find(header, GR_S("failure_share")),
		gr_header_find(header, GR_S("wave")) };

	*g = (struct grid){ .facts = facts,
		.criteria = facts->standard->criteria,
		.places = facts->n_cities + 1 };
	size_t n = g->criteria * g->places;

	g->row = GR_NEW_ARRAY(facts->keep, n + 1, const struct gr_table_row *);
	g->share = GR_NEW_ARRAY(facts->keep, n + 1, int64_t);
	if (g->row == NULL || g->share == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < n; i++)
		g->share[i] = -1;
	for (size_t i = 0; i < facts->criteria.rows; i++) {
		const struct gr_table_row *row = &facts->criteria.row[i];

		if (gr_slice_eq(row->cell[at[3]], facts->wave))
			take_row(g, row, at);
	}
	return GR_OK;
}

/* ---- the picture ---- */

enum { STEPS = 6 };

static int step_of(int64_t share)
{
	static const int64_t from[STEPS] = { 0, 300, 800, 1500, 2500, 4000 };
	int step = 0;

	while (step + 1 < STEPS && share >= from[step + 1])
		step++;
	return step;
}

struct frame {
	int left, top, cell, row, width;
};

static struct frame frame_of(enum gr_svg_size size, size_t places)
{
	int n = (int)places;

	if (size == GR_SVG_NARROW) {
		int cell = n * 22 > 310 ? 22 : 310 / n;

		return (struct frame){ 34, 92, cell, 22, 34 + n * cell };
	}
	int cell = 600 / n > 44 ? 44 : 600 / n < 24 ? 24 : 600 / n;

	return (struct frame){ 880 - n * cell, 96, cell, 26, 880 };
}

static void draw_cell(struct gr_svg *svg, const struct frame *f, int x, int y,
    int64_t share)
{
	char class[24], text[16];

	if (share < 0) {
		gr_svg_rect(svg, "open", x, y, (f->cell - 1) * GR_PX,
		    (f->row - 1) * GR_PX);
		return;
	}
	(void)snprintf(class, sizeof class, "h%d", step_of(share));
	gr_svg_rect(svg, class, x, y, (f->cell - 1) * GR_PX,
	    (f->row - 1) * GR_PX);
	(void)snprintf(class, sizeof class, "small hi%d", step_of(share));
	int n = snprintf(text, sizeof text, "%jd",
	    (intmax_t)((share + 50) / 100));
	gr_svg_text(svg, class, GR_SVG_MIDDLE, x + f->cell * GR_PX / 2,
	    y + (f->row / 2 + 4) * GR_PX, gr_slice_make(text, (size_t)n), 0);
}

static void draw_row(struct gr_svg *svg, const struct frame *f,
    const struct grid *g, size_t criterion)
{
	const struct gr_criterion *c =
	    &g->facts->standard->criterion[criterion];
	int y = (f->top + (int)criterion * f->row) * GR_PX;
	int baseline = y + (f->row / 2 + 4) * GR_PX;

	gr_svg_text(svg, "small", GR_SVG_START, 0, baseline, c->criterion, 0);
	if (svg->wide)
		gr_svg_text(svg, "small muted", GR_SVG_START, 32 * GR_PX,
		    baseline,
		    gr_report_title(g->facts, c->title_zh, c->title_en),
		    (f->left - 40) * GR_PX);
	for (size_t i = 0; i < g->places; i++)
		draw_cell(svg, f, (f->left + (int)i * f->cell) * GR_PX, y,
		    g->share[criterion * g->places + i]);
}

static void draw(struct gr_page *page, enum gr_svg_size size,
    const struct grid *g)
{
	struct frame f = frame_of(size, g->places);
	int bottom = f.top + (int)g->criteria * f.row;
	struct gr_svg svg;

	gr_svg_begin(&svg, page, size, "heat", f.width, bottom + 2);
	for (size_t i = 0; i < g->places; i++) {
		const struct gr_report_place *p = gr_report_place_at(g->facts,
		    i);

		gr_svg_text_up(&svg, "small",
		    (f.left + (int)i * f.cell + f.cell / 2) * GR_PX,
		    (f.top - 6) * GR_PX, p->name, (f.top - 8) * GR_PX);
	}
	for (size_t i = 0; i < g->criteria; i++)
		draw_row(&svg, &f, g, i);
	gr_svg_line(&svg, "rule",
	    (f.left + (int)g->facts->n_cities * f.cell) * GR_PX - 5,
	    f.top * GR_PX,
	    (f.left + (int)g->facts->n_cities * f.cell) * GR_PX - 5,
	    bottom * GR_PX);
	gr_svg_end(&svg);
}

/* ---- the words and the numbers ---- */

static void say(struct gr_page *page, const struct grid *g)
{
	size_t worst = GR_NONE, region = g->places - 1, first = 0;

	for (size_t i = 0; i < g->criteria; i++)
		if (worst == GR_NONE
		    || g->share[i * g->places + region]
		        > g->share[worst * g->places + region])
			worst = i;
	if (worst == GR_NONE || g->share[worst * g->places + region] < 0) {
		gr_page_say(page, GR_WORDS("What fails where."), NULL);
		return;
	}
	if (g->share[worst * g->places + region] == 0) {
		gr_page_say(page,
		    GR_WORDS("No community with a verdict fails any "
		             "criterion."),
		    NULL);
		return;
	}
	const struct gr_criterion *c = &g->facts->standard->criterion[worst];

	for (size_t i = 0; i < g->facts->n_cities; i++)
		first += gr_slice_eq(gr_report_cell(&g->facts->cities,
		                         g->facts->city[i].row, "short_1"),
		    c->criterion);
	gr_page_say(page,
	    GR_WORDS(
	        "{id} ({title}) fails most: in {share} percent of the communities "
	        "with a verdict; it is the shortest board of {n} of {all} "
	        "cities."),
	    GR_SAID(GR_SAY("id", c->criterion),
	        GR_SAY("title",
	            gr_report_title(g->facts, c->title_zh, c->title_en)),
	        GR_SAY("share",
	            gr_report_cell(&g->facts->criteria,
	                g->row[worst * g->places + region], "failure_share")),
	        GR_SAY_NUMBER("n", (int64_t)first),
	        GR_SAY_NUMBER("all", (int64_t)g->facts->n_cities)));
}

static void put_numbers(struct gr_page *page, const struct grid *g)
{
	const struct gr_report_facts *facts = g->facts;

	gr_page_table(page,
	    GR_WORDS(
	        "Share of failures by criterion and city, {wave}, percent"),
	    GR_SAID(GR_SAY("wave", facts->wave)));
	gr_page_html(page, "<th scope=\"col\">");
	gr_page_words(page, GR_WORDS("Criterion"));
	gr_page_html(page, "</th>");
	for (size_t i = 0; i < g->places; i++) {
		gr_page_html(page, "<th scope=\"col\" class=\"n\">");
		gr_page_name(page,
		    i < facts->n_cities ? facts->city[i].name
		                        : facts->region.name);
		gr_page_html(page, "</th>");
	}
	gr_page_body(page);
	for (size_t i = 0; i < g->criteria; i++) {
		const struct gr_criterion *c = &facts->standard->criterion[i];

		gr_page_row(page, GR_S(""));
		gr_page_html(page, "<th scope=\"row\">");
		gr_page_text(page, c->criterion);
		gr_page_html(page, " ");
		gr_page_text(page,
		    gr_report_title(facts, c->title_zh, c->title_en));
		gr_page_html(page, "</th>");
		for (size_t j = 0; j < g->places; j++) {
			const struct gr_table_row *row =
			    g->row[i * g->places + j];

			gr_page_cell(page,
			    row != NULL ? gr_report_cell(&facts->criteria, row,
			        "failure_share")
			                : GR_S(""));
		}
		gr_page_row_end(page);
	}
	gr_page_table_end(page);
}

/* ---- many cities: a line each, and the table is the picture ---- */

static void put_line(struct gr_page *page, const struct grid *g, size_t place)
{
	gr_page_row_place(page, place);
	for (size_t i = 0; i < g->criteria; i++) {
		int64_t share = g->share[i * g->places + place];

		if (share < 0)
			gr_page_html(page, "<td></td>");
		else
			gr_page_format(page, "<td class=\"h%d\">%jd</td>",
			    step_of(share), (intmax_t)((share + 50) / 100));
	}
	gr_page_row_end(page);
}

static void put_criteria(struct gr_page *page,
    const struct gr_standard *standard)
{
	gr_page_html(page, "<ul class=\"units meta\">\n");
	for (size_t i = 0; i < standard->criteria; i++) {
		const struct gr_criterion *c = &standard->criterion[i];

		gr_page_html(page, "<li>");
		gr_page_text(page, c->criterion);
		gr_page_html(page, " ");
		gr_page_text(page,
		    gr_report_title(page->facts, c->title_zh, c->title_en));
		gr_page_html(page, "</li>\n");
	}
	gr_page_html(page, "</ul>\n");
}

static void put_tinted(struct gr_page *page, const struct grid *g)
{
	const struct gr_report_facts *facts = g->facts;

	put_criteria(page, facts->standard);
	gr_page_table(page,
	    GR_WORDS(
	        "Share of failures by criterion and city, {wave}, percent"),
	    GR_SAID(GR_SAY("wave", facts->wave)));
	gr_page_head(page, "t", (const char *const[]){ GR_WORDS("Place") });
	for (size_t i = 0; i < g->criteria; i++) {
		gr_page_html(page, "<th scope=\"col\">");
		gr_page_text(page, facts->standard->criterion[i].criterion);
		gr_page_html(page, "</th>");
	}
	gr_page_body(page);
	if (facts->region.row != NULL)
		put_line(page, g, facts->n_cities);
	for (size_t i = 0; i < facts->n_cities; i++)
		put_line(page, g, facts->by_gap[i]);
	gr_page_table_end(page);
}

enum gr_status gr_report_heat(struct gr_page *page, struct gr_err *err)
{
	static const char how[] = GR_WORDS(
	    "Of the communities that met or failed a criterion, the "
	    "percentage that failed it; the stronger the colour the more.");
	struct grid grid;
	enum gr_status status = read_grid(page->facts, &grid, err);

	if (status != GR_OK || grid.criteria == 0)
		return status;
	if (page->facts->many) {
		gr_page_tinted(page, "heat");
		say(page, &grid);
		gr_page_tinted_how(page, how);
		put_tinted(page, &grid);
		gr_page_tinted_end(page);
		return GR_OK;
	}
	gr_page_figure(page, "heat");
	say(page, &grid);
	gr_page_figure_drawn(page, how);
	draw(page, GR_SVG_WIDE, &grid);
	draw(page, GR_SVG_NARROW, &grid);
	gr_page_figure_numbers(page);
	put_numbers(page, &grid);
	gr_page_figure_end(page);
	return GR_OK;
}
