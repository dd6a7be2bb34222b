/* response.c - who has responded, by city and by week of the survey */
#include "base/wording.h"
#include "number/date.h"
#include "report/charts.h"

enum { WEEKS_MAX = 26 };

struct weeks {
	int32_t first; /* the day that the first week begins on */
	size_t n;
	int64_t count[WEEKS_MAX]; /* of the city at hand, up to the week */
};

static bool day_of(const struct gr_report_unit *u, int32_t *out)
{
	struct gr_days days;

	if (!u->responded || !gr_date_parse(u->survey_date, &days)
	    || days.first != days.last)
		return false;
	*out = days.first;
	return true;
}

/* Weeks begin on a Monday: day 4 was one. */
static int32_t monday_of(int32_t day)
{
	return day - (day % 7 + 10) % 7;
}

/* The last weeks in which somebody was surveyed; what came before them counts
 * in the first. */
static struct weeks find_weeks(const struct gr_report_judged *j)
{
	int32_t first = INT32_MAX, last = INT32_MIN, day;
	struct weeks weeks = { 0, 0, { 0 } };

	for (size_t i = 0; i < j->units; i++)
		if (day_of(&j->unit[i], &day)) {
			first = day < first ? day : first;
			last = day > last ? day : last;
		}
	if (first > last)
		return weeks;
	first = monday_of(first);
	weeks.n = (size_t)(last - first) / 7 + 1;
	if (weeks.n > WEEKS_MAX) {
		first += 7 * (int32_t)(weeks.n - WEEKS_MAX);
		weeks.n = WEEKS_MAX;
	}
	weeks.first = first;
	return weeks;
}

/* Fill count[] for a city: how many were surveyed by the end of each week. */
static void count(struct weeks *weeks, const struct gr_report_judged *j,
    struct gr_slice city)
{
	int32_t day;

	memset(weeks->count, 0, sizeof weeks->count);
	for (size_t i = 0; i < j->units; i++) {
		if (!gr_slice_eq(j->unit[i].city, city)
		    || !day_of(&j->unit[i], &day))
			continue;
		int32_t week = (day - weeks->first) / 7;
		for (size_t w = week < 0 ? 0 : (size_t)week; w < weeks->n; w++)
			weeks->count[w]++;
	}
}

/* ---- the picture ---- */

struct frame {
	int left, cell, row, top, width;
};

static struct frame frame_of(enum gr_svg_size size, size_t weeks)
{
	int n = weeks > 0 ? (int)weeks : 1;

	if (size == GR_SVG_NARROW) {
		int cell = 170 / n > 40 ? 40 : 170 / n;

		return (struct frame){ 104, cell, 24, 30, 344 };
	}
	int cell = 460 / n > 60 ? 60 : 460 / n;

	return (struct frame){ 140, cell, 26, 30, 880 };
}

static void draw_city(struct gr_svg *svg, const struct frame *f,
    const struct weeks *weeks, const struct gr_report_place *p, int y)
{
	static const char *const steps[] = { "r0", "r1", "r2", "r3", "r4" };
	struct gr_slice rate = gr_report_cell(&svg->page->facts->cities, p->row,
	    "response_rate");
	int right = f->left + (int)weeks->n * f->cell + 10;
	struct gr_buf text = { 0 };

	gr_svg_text(svg, svg->wide ? "name" : "small", GR_SVG_END,
	    (f->left - 10) * GR_PX, y + 17 * GR_PX, p->name,
	    (f->left - 12) * GR_PX);
	for (size_t i = 0; i < weeks->n; i++) {
		int64_t share = p->registered > 0
		    ? weeks->count[i] * 100 / p->registered
		    : 0;
		size_t step = share >= 95 ? 4
		    : share >= 75         ? 3
		    : share >= 50         ? 2
		    : share > 0           ? 1
		                          : 0;

		gr_svg_rect(svg, steps[step],
		    (f->left + (int)i * f->cell) * GR_PX, y + 3 * GR_PX,
		    (f->cell - 2) * GR_PX, (f->row - 4) * GR_PX);
	}
	gr_buf_add(&text, rate);
	if (rate.len > 0)
		gr_buf_text(&text, "%");
	if (p->absent > 0 && svg->wide) {
		gr_buf_text(&text, " · ");
		gr_page_fill(&text, svg->page->chinese,
		    GR_WORDS("{n} not responded"),
		    GR_SAID(GR_SAY_NUMBER("n", p->absent)));
	}
	gr_svg_text(svg, svg->wide ? "figure" : "small figure", GR_SVG_START,
	    right * GR_PX, y + 17 * GR_PX, gr_page_taken(svg->page, &text), 0);
	gr_buf_free(&text);
}

/* The cities [from, to). */
static void draw_part(struct gr_page *page, enum gr_svg_size size,
    struct weeks *weeks, const struct gr_report_judged *j, size_t from,
    size_t to)
{
	const struct gr_report_facts *facts = page->facts;
	struct frame f = frame_of(size, weeks->n);
	struct gr_buf text = { 0 };
	struct gr_svg svg;

	gr_svg_begin(&svg, page, size, "response", f.width,
	    f.top + (int)(to - from) * f.row + 4);
	for (size_t i = 0; i < weeks->n; i++) {
		bool told = i == 0 || (i + 1 == weeks->n && weeks->n > 2)
		    || f.cell >= 44;

		gr_buf_clear(&text);
		gr_date_print(&text, weeks->first + 7 * (int32_t)i);
		if (told && text.len >= 10)
			gr_svg_text(&svg, "small muted", GR_SVG_START,
			    (f.left + (int)i * f.cell) * GR_PX, 20 * GR_PX,
			    gr_slice_skip(gr_page_taken(page, &text), 5), 0);
	}
	for (size_t i = from; i < to; i++) {
		count(weeks, j, facts->city[i].code);
		draw_city(&svg, &f, weeks, &facts->city[i],
		    (f.top + (int)(i - from) * f.row) * GR_PX);
	}
	gr_svg_end(&svg);
	gr_buf_free(&text);
}

static void draw(struct gr_page *page, enum gr_svg_size size,
    struct weeks *weeks, const struct gr_report_judged *j)
{
	size_t n = page->facts->n_cities, each = gr_svg_places(page, n);

	for (size_t i = 0; gr_svg_is_drawn(page, size) && i < n; i += each)
		draw_part(page, size, weeks, j, i, i + each < n ? i + each : n);
}

/* ---- the words and the numbers ---- */

static const struct gr_page_column columns[] = {
	{ "registered", NULL },
	{ "responded", NULL },
	{ "response_rate", NULL },
	{ "not_responded", NULL },
	{ "undetermined", NULL },
	{ "flagged", NULL },
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static void put_numbers(struct gr_page *page, struct weeks *weeks,
    const struct gr_report_judged *j)
{
	const struct gr_report_facts *facts = page->facts;
	struct gr_buf day = { 0 };

	gr_page_table(page,
	    GR_WORDS("Responses by city, and surveyed by the end of each week, "
	             "{wave}"),
	    GR_SAID(GR_SAY("wave", facts->wave)));
	gr_page_head_figures(page, GR_WORDS("Place"), columns, COLUMNS);
	gr_page_head(page, "n",
	    (const char *const[]){ GR_WORDS("Open queries") });
	for (size_t i = 0; i < weeks->n; i++) {
		gr_buf_clear(&day);
		gr_date_print(&day, weeks->first + 7 * (int32_t)i + 6);
		gr_page_html(page, "<th scope=\"col\" class=\"n\">");
		gr_page_text(page, gr_page_taken(page, &day));
		gr_page_html(page, "</th>");
	}
	gr_page_body(page);
	for (size_t i = 0; i < facts->n_cities; i++) {
		const struct gr_report_place *p = &facts->city[i];

		gr_page_row(page, p->code);
		gr_page_row_name(page, p->name, p->code);
		gr_page_cells(page, &facts->cities, p->row, columns, COLUMNS);
		gr_page_cell_int(page, j->queries[i]);
		count(weeks, j, p->code);
		for (size_t w = 0; w < weeks->n; w++)
			gr_page_cell_int(page, weeks->count[w]);
		gr_page_row_end(page);
	}
	gr_page_table_end(page);
	gr_buf_free(&day);
}

void gr_report_response(struct gr_page *page,
    const struct gr_report_judged *judged)
{
	const struct gr_report_facts *facts = page->facts;
	const struct gr_report_place *r = &facts->region;
	struct weeks weeks = find_weeks(judged);

	if (r->row == NULL)
		return;
	gr_page_figure(page, "response");
	gr_page_say(page,
	    GR_WORDS(
	        "{n} of {all} communities have responded, {rate}%; {absent} "
	        "have not."),
	    GR_SAID(GR_SAY_NUMBER("n", r->responded),
	        GR_SAY_NUMBER("all", r->registered),
	        GR_SAY("rate",
	            gr_report_cell(&facts->cities, r->row, "response_rate")),
	        GR_SAY_NUMBER("absent", r->absent)));
	gr_page_figure_drawn(page,
	    GR_WORDS(
	        "Share of the communities that had been surveyed by the end "
	        "of each week (its Monday on top); the stronger the colour the more."));
	draw(page, GR_SVG_WIDE, &weeks, judged);
	draw(page, GR_SVG_NARROW, &weeks, judged);
	gr_page_figure_numbers(page);
	put_numbers(page, &weeks, judged);
	gr_page_figure_end(page);
}
