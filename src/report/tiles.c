/* tiles.c - cities where they lie, as tiles of one size */
#include "base/wording.h"
#include "report/charts.h"

enum { STEPS = 6 };

/* The step of the scale for a rate: below the target the further the darker,
 * from the target on the lightest. */
static int step_of(const struct gr_report_place *p, int64_t target)
{
	if (p->rate < 0)
		return -1;
	if (target < 0)
		return (int)((10000 - p->rate) * (STEPS - 1) / 10000);
	if (!gr_report_misses(p))
		return 0;
	int64_t below = target - p->rate; /* hundredths of a percent */
	return below < 300 ? 2 : below < 800 ? 3 : below < 1500 ? 4 : 5;
}

static void draw_tile(struct gr_svg *svg, const struct gr_report_place *p,
    int x, int y, int side)
{
	const struct gr_report_facts *facts = svg->page->facts;
	int step = step_of(p, facts->target), middle = x + side / 2;
	bool large = side > 700;
	struct gr_slice rate = gr_report_cell(&facts->cities, p->row,
	    "attained_rate");
	struct gr_buf text = { 0 };
	char class[24], on[24], figure[24];

	(void)snprintf(class, sizeof class, step < 0 ? "open" : "h%d", step);
	(void)snprintf(on, sizeof on, "small hi%d", step < 0 ? 0 : step);
	(void)snprintf(figure, sizeof figure, "%s hi%d",
	    large ? "figure" : "small", step < 0 ? 0 : step);
	gr_svg_rect(svg, class, x, y, side, side);
	gr_svg_text(svg, on, GR_SVG_MIDDLE, middle,
	    y + side * (large ? 36 : 40) / 100, p->name, side - 4 * GR_PX);
	gr_buf_add(&text, rate);
	gr_svg_text(svg, figure, GR_SVG_MIDDLE, middle,
	    y + side * (large ? 60 : 72) / 100, gr_page_taken(svg->page, &text),
	    0);
	gr_buf_clear(&text);
	if (p->has_target && large)
		gr_page_fill(&text, svg->page->chinese,
		    gr_report_misses(p) ? GR_WORDS("{n} short")
		                        : GR_WORDS_AS("page", "reached"),
		    GR_SAID(GR_SAY_NUMBER("n", p->gap)));
	if (text.len > 0)
		gr_svg_text(svg, on, GR_SVG_MIDDLE, middle, y + side * 82 / 100,
		    gr_page_taken(svg->page, &text), 0);
	gr_buf_free(&text);
}

/* The corners of the grid that the cities with a tile span. */
struct span {
	int64_t row[2], col[2];
	size_t n;
};

static struct span span_of(const struct gr_report_facts *facts)
{
	struct span s = { { INT64_MAX, 0 }, { INT64_MAX, 0 }, 0 };

	for (size_t i = 0; i < facts->n_cities; i++) {
		const struct gr_place *t = facts->city[i].tile;

		if (t == NULL)
			continue;
		s.n++;
		s.row[0] = t->row < s.row[0] ? t->row : s.row[0];
		s.row[1] = t->row > s.row[1] ? t->row : s.row[1];
		s.col[0] = t->col < s.col[0] ? t->col : s.col[0];
		s.col[1] = t->col > s.col[1] ? t->col : s.col[1];
	}
	return s;
}

static void draw(struct gr_page *page, enum gr_svg_size size,
    const struct span *span)
{
	const struct gr_report_facts *facts = page->facts;
	int cols = (int)(span->col[1] - span->col[0] + 1),
	    rows = (int)(span->row[1] - span->row[0] + 1);
	int side = size == GR_SVG_WIDE ? 92 : 340 / (cols > 4 ? cols : 4) - 3,
	    step = side + 3;
	struct gr_svg svg;

	gr_svg_begin(&svg, page, size, "tiles", cols * step, rows * step);
	for (size_t i = 0; i < facts->n_cities; i++) {
		const struct gr_report_place *p = &facts->city[i];

		if (p->tile != NULL)
			draw_tile(&svg, p,
			    (int)(p->tile->col - span->col[0]) * step * GR_PX,
			    (int)(p->tile->row - span->row[0]) * step * GR_PX,
			    side * GR_PX);
	}
	gr_svg_end(&svg);
}

/* The places with the highest and the lowest rate. */
static void say(struct gr_page *page)
{
	const struct gr_report_facts *facts = page->facts;
	const struct gr_report_place *best = NULL, *worst = NULL;

	for (size_t i = 0; i < facts->n_cities; i++) {
		const struct gr_report_place *p = &facts->city[i];

		if (p->rate < 0)
			continue;
		best = best == NULL || p->rate > best->rate ? p : best;
		worst = worst == NULL || p->rate < worst->rate ? p : worst;
	}
	if (best == NULL || best == worst) {
		gr_page_say(page, GR_WORDS("The cities on the map."), NULL);
		return;
	}
	gr_page_say(page,
	    GR_WORDS("The rate is highest in {best}, {high}%, and lowest in "
	             "{worst}, {low}%."),
	    GR_SAID(GR_SAY_NAME("best", best->name),
	        GR_SAY("high",
	            gr_report_cell(&facts->cities, best->row, "attained_rate")),
	        GR_SAY_NAME("worst", worst->name),
	        GR_SAY("low",
	            gr_report_cell(&facts->cities, worst->row,
	                "attained_rate"))));
}

static const struct gr_page_column columns[] = {
	{ "registered", NULL },
	{ "attained", NULL },
	{ "attained_rate", NULL },
	{ "gap", NULL },
	{ "change_pp", NULL },
	{ "rank", NULL },
	{ "rank_best", NULL },
	{ "rank_worst", NULL },
};
enum { COLUMNS = sizeof columns / sizeof *columns };

void gr_report_tiles(struct gr_page *page)
{
	const struct gr_report_facts *facts = page->facts;
	struct span span = span_of(facts);

	if (span.n == 0)
		return;
	gr_page_figure(page, "tiles");
	say(page);
	gr_page_figure_drawn(page,
	    GR_WORDS(
	        "One tile a city, about where it lies; rate of attainment "
	        "in percent. The stronger the colour, the further below the target."));
	draw(page, GR_SVG_WIDE, &span);
	if (gr_svg_is_drawn(page, GR_SVG_NARROW))
		draw(page, GR_SVG_NARROW, &span);
	gr_page_figure_numbers(page);
	gr_page_table(page, GR_WORDS("Rates and ranks by city, {wave}"),
	    GR_SAID(GR_SAY("wave", facts->wave)));
	gr_page_head_figures(page, GR_WORDS("Place"), columns, COLUMNS);
	gr_page_body(page);
	for (size_t i = 0; i < facts->n_cities; i++) {
		const struct gr_report_place *p = &facts->city[i];

		gr_page_row(page, p->code);
		gr_page_row_name(page, p->name, p->code);
		gr_page_cells(page, &facts->cities, p->row, columns, COLUMNS);
		gr_page_row_end(page);
	}
	gr_page_table_end(page);
	gr_page_figure_end(page);
}
