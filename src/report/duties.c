/* duties.c - how every obligation stands in every city */
#include "base/wording.h"
#include "number/date.h"
#include "report/charts.h"
#include "report/sections.h"
#include "track/obligation_status.h"

/* Lines of milestones.csv by obligation of the standard and place; the last
 * place is the region. */
struct grid {
	const struct gr_report_facts *facts;
	size_t places, n;
	size_t *order; /* obligations that have a line, by due day */
	const struct gr_table_row **row; /* by obligation and place */
};

/* ---- what there is ---- */

static size_t obligation_of(const struct gr_standard *standard,
    struct gr_slice id)
{
	for (size_t i = 0; i < standard->obligations; i++)
		if (gr_slice_eq(standard->obligation[i].id, id))
			return i;
	return GR_NONE;
}

static size_t place_of(const struct grid *g, struct gr_slice code)
{
	const struct gr_report_place *city = gr_report_city(g->facts, code);

	return city != NULL ? (size_t)(city - g->facts->city)
	    : gr_slice_eq(code, g->facts->region.code) ? g->facts->n_cities
	                                               : GR_NONE;
}

/* Whether obligation `a` stands before `b`: what is due first, what has no day
 * last. */
static bool is_before(const struct gr_obligation *a,
    const struct gr_obligation *b)
{
	int32_t due_a = a->due == INT32_MIN ? INT32_MAX : a->due;
	int32_t due_b = b->due == INT32_MIN ? INT32_MAX : b->due;

	return due_a != due_b ? due_a < due_b : gr_slice_cmp(a->id, b->id) < 0;
}

static void sort(struct grid *g)
{
	const struct gr_obligation *all = g->facts->standard->obligation;

	for (size_t i = 1; i < g->n; i++) {
		size_t one = g->order[i], at = i;

		while (at > 0 && is_before(&all[one], &all[g->order[at - 1]])) {
			g->order[at] = g->order[at - 1];
			at--;
		}
		g->order[at] = one;
	}
}

static enum gr_status read_grid(const struct gr_report_facts *facts,
    struct grid *g, struct gr_err *err)
{
	const struct gr_standard *standard = facts->standard;
	const struct gr_table *t = &facts->milestones;
	bool *listed = GR_NEW_ARRAY(facts->keep, standard->obligations + 1,
	    bool);

	*g = (struct grid){ .facts = facts, .places = facts->n_cities + 1 };
	g->order = GR_NEW_ARRAY(facts->keep, standard->obligations + 1, size_t);
	g->row = GR_NEW_ARRAY(facts->keep,
	    standard->obligations * g->places + 1, const struct gr_table_row *);
	if (listed == NULL || g->order == NULL || g->row == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < t->rows; i++) {
		size_t o = obligation_of(standard,
		    gr_report_cell(t, &t->row[i], "id"));
		size_t place = place_of(g,
		    gr_report_cell(t, &t->row[i], "code"));

		if (o == GR_NONE || place == GR_NONE)
			continue;
		g->row[o * g->places + place] = &t->row[i];
		if (!listed[o])
			g->order[g->n++] = o;
		listed[o] = true;
	}
	sort(g);
	return GR_OK;
}

/* ---- the marks ---- */

struct mark {
	enum gr_obligation_status status;
	const char *word;
};

static const struct mark marks[] = {
	{ GR_OBLIGATION_MET_ON_TIME, GR_WORDS("met on time") },
	{ GR_OBLIGATION_MET, GR_WORDS("met, no day set") },
	{ GR_OBLIGATION_MET_LATE, GR_WORDS("met late") },
	{ GR_OBLIGATION_NOT_MET, GR_WORDS("not met") },
	{ GR_OBLIGATION_NO_RECORD, GR_WORDS("no record") },
	{ GR_OBLIGATION_UNDETERMINED, GR_WORDS_AS("page", "undetermined") },
	{ GR_OBLIGATION_NOT_DUE, GR_WORDS("not due yet") },
	{ GR_OBLIGATION_INDICATOR, GR_WORDS("indicator, no verdict") },
};
enum { MARKS = sizeof marks / sizeof *marks };

static enum gr_obligation_status status_of(struct gr_slice word)
{
	for (enum gr_obligation_status s = 0; s < GR_OBLIGATION_STATUSES; s++)
		if (gr_slice_eq(gr_obligation_status_name(s), word))
			return s;
	return GR_OBLIGATION_STATUSES;
}

struct gr_slice gr_report_duty_word(bool chinese, struct gr_slice word)
{
	enum gr_obligation_status status = status_of(word);

	for (size_t i = 0; i < MARKS; i++)
		if (marks[i].status == status)
			return gr_slice_of(
			    gr_wording_in(chinese, marks[i].word));
	return word;
}

/* A sign that is known by its shape, `half` its half side. */
static void draw_mark(struct gr_svg *svg, enum gr_obligation_status status,
    int x, int y, int half)
{
	switch (status) {
	case GR_OBLIGATION_MET_ON_TIME:
		gr_svg_rect(svg, "mark met", x - half, y - half, 2 * half,
		    2 * half);
		break;
	case GR_OBLIGATION_MET:
		gr_svg_circle(svg, "mark met", x, y, half);
		break;
	case GR_OBLIGATION_MET_LATE:
		gr_svg_rect(svg, "mark late", x - half, y - half, 2 * half,
		    2 * half);
		gr_svg_rect(svg, "mark met", x - half, y, 2 * half, half);
		break;
	case GR_OBLIGATION_NOT_MET:
		gr_svg_rect(svg, "mark missed", x - half, y - half, 2 * half,
		    2 * half);
		gr_svg_line(svg, "stroke-on", x - half / 2, y - half / 2,
		    x + half / 2, y + half / 2);
		gr_svg_line(svg, "stroke-on", x - half / 2, y + half / 2,
		    x + half / 2, y - half / 2);
		break;
	case GR_OBLIGATION_NO_RECORD:
		gr_svg_rect(svg, "mark none", x - half, y - half, 2 * half,
		    2 * half);
		break;
	case GR_OBLIGATION_UNDETERMINED:
		gr_svg_rect(svg, "mark open", x - half, y - half, 2 * half,
		    2 * half);
		break;
	case GR_OBLIGATION_NOT_DUE:
		gr_svg_circle(svg, "mark wait", x, y, half / 3);
		break;
	case GR_OBLIGATION_INDICATOR:
		gr_svg_line(svg, "mark dash", x - half / 2, y, x + half / 2, y);
		break;
	case GR_OBLIGATION_STATUSES:
		break;
	}
}

static void draw_legend(struct gr_svg *svg, int width)
{
	int x = 0, y = 12 * GR_PX;

	for (size_t i = 0; i < MARKS; i++) {
		struct gr_slice words = gr_slice_of(
		    gr_wording_in(svg->page->chinese, marks[i].word));
		int room = gr_svg_text_width(words, 11) + 34 * GR_PX;

		if (x > 0 && x + room > width * GR_PX) {
			x = 0;
			y += 20 * GR_PX;
		}
		draw_mark(svg, marks[i].status, x + 7 * GR_PX, y - 4 * GR_PX,
		    5 * GR_PX);
		gr_svg_text(svg, "small muted", GR_SVG_START, x + 18 * GR_PX, y,
		    words, 0);
		x += room;
	}
}

/* ---- the picture ---- */

struct frame {
	int left, top, cell, row, width;
};

static struct frame frame_of(enum gr_svg_size size, size_t places)
{
	int n = (int)places;

	if (size == GR_SVG_NARROW) {
		int cell = n * 19 > 280 ? 19 : 280 / n;

		return (struct frame){ 64, 148, cell, 20, 64 + n * cell };
	}
	int cell = 480 / n > 36 ? 36 : 480 / n < 22 ? 22 : 480 / n;

	return (struct frame){ 880 - n * cell, 132, cell, 22, 880 };
}

static void draw_row(struct gr_svg *svg, const struct frame *f,
    const struct grid *g, size_t at)
{
	const struct gr_obligation *o =
	    &g->facts->standard->obligation[g->order[at]];
	int y = (f->top + (int)at * f->row + f->row / 2) * GR_PX;
	struct gr_buf due = { 0 };

	if (at % 2 == 0)
		gr_svg_rect(svg, "stripe", 0, y - f->row * GR_PX / 2,
		    f->width * GR_PX, f->row * GR_PX);
	gr_svg_text(svg, "small", GR_SVG_START, 4 * GR_PX, y + 4 * GR_PX, o->id,
	    0);
	if (svg->wide) {
		if (o->due != INT32_MIN)
			gr_date_print(&due, o->due);
		gr_svg_text(svg, "small muted", GR_SVG_START, 66 * GR_PX,
		    y + 4 * GR_PX, gr_page_taken(svg->page, &due), 0);
		gr_svg_text(svg, "small", GR_SVG_START, 142 * GR_PX,
		    y + 4 * GR_PX,
		    gr_report_title(g->facts, o->title_zh, o->title_en),
		    (f->left - 150) * GR_PX);
	}
	for (size_t i = 0; i < g->places; i++) {
		const struct gr_table_row *row =
		    g->row[g->order[at] * g->places + i];

		if (row != NULL)
			draw_mark(svg,
			    status_of(gr_report_cell(&g->facts->milestones, row,
			        "status")),
			    (f->left + (int)i * f->cell + f->cell / 2) * GR_PX,
			    y, 6 * GR_PX);
	}
	gr_buf_free(&due);
}

static void draw(struct gr_page *page, enum gr_svg_size size,
    const struct grid *g)
{
	struct frame f = frame_of(size, g->places);
	struct gr_svg svg;

	gr_svg_begin(&svg, page, size, "duties", f.width,
	    f.top + (int)g->n * f.row + 2);
	draw_legend(&svg, f.width);
	for (size_t i = 0; i < g->places; i++) {
		const struct gr_report_place *p = i < g->facts->n_cities
		    ? &g->facts->city[i]
		    : &g->facts->region;

		gr_svg_text_up(&svg, "small",
		    (f.left + (int)i * f.cell + f.cell / 2) * GR_PX,
		    (f.top - 6) * GR_PX, p->name, 86 * GR_PX);
	}
	for (size_t i = 0; i < g->n; i++)
		draw_row(&svg, &f, g, i);
	gr_svg_end(&svg);
}

/* ---- the words and the numbers ---- */

static void say(struct gr_page *page, const struct grid *g)
{
	int64_t count[GR_OBLIGATION_STATUSES + 1] = { 0 };
	int64_t due = 0;

	for (size_t i = 0; i < g->n * g->places; i++) {
		const struct gr_table_row *row =
		    g->row[g->order[i / g->places] * g->places + i % g->places];

		if (row != NULL)
			count[status_of(gr_report_cell(&g->facts->milestones,
			    row, "status"))]++;
	}
	for (int s = GR_OBLIGATION_MET; s <= GR_OBLIGATION_UNDETERMINED; s++)
		due += count[s];
	gr_page_say(page,
	    GR_WORDS(
	        "Of {due} obligations that are due, {met} are met, {late} "
	        "of them late; {missed} are not met, of {none} there is no "
	        "record, and {open} cannot be told yet."),
	    GR_SAID(GR_SAY_NUMBER("due", due),
	        GR_SAY_NUMBER("met",
	            count[GR_OBLIGATION_MET] + count[GR_OBLIGATION_MET_ON_TIME]
	                + count[GR_OBLIGATION_MET_LATE]),
	        GR_SAY_NUMBER("late", count[GR_OBLIGATION_MET_LATE]),
	        GR_SAY_NUMBER("missed", count[GR_OBLIGATION_NOT_MET]),
	        GR_SAY_NUMBER("none", count[GR_OBLIGATION_NO_RECORD]),
	        GR_SAY_NUMBER("open", count[GR_OBLIGATION_UNDETERMINED])));
}

static void put_row(struct gr_page *page, const struct grid *g, size_t at)
{
	const struct gr_report_facts *facts = g->facts;
	const struct gr_obligation *o =
	    &facts->standard->obligation[g->order[at]];
	struct gr_buf due = { 0 };

	if (o->due != INT32_MIN)
		gr_date_print(&due, o->due);
	gr_page_row(page, GR_S(""));
	gr_page_html(page, "<th scope=\"row\">");
	gr_page_text(page, o->id);
	gr_page_html(page, " ");
	gr_page_text(page, gr_report_title(facts, o->title_zh, o->title_en));
	gr_page_html(page, "</th>");
	gr_page_cell(page, gr_page_taken(page, &due));
	for (size_t i = 0; i < g->places; i++) {
		const struct gr_table_row *row =
		    g->row[g->order[at] * g->places + i];

		gr_page_cell(page,
		    row != NULL ? gr_report_duty_word(page->chinese,
		        gr_report_cell(&facts->milestones, row, "status"))
		                : GR_S(""));
	}
	gr_page_row_end(page);
	gr_buf_free(&due);
}

static void put_numbers(struct gr_page *page, const struct grid *g)
{
	const struct gr_report_facts *facts = g->facts;

	gr_page_table(page, GR_WORDS("How the obligations stand, as of {day}"),
	    GR_SAID(GR_SAY("day", facts->as_of)));
	gr_page_head(page, "tt",
	    (const char *const[]){ GR_WORDS("Obligation"), GR_WORDS("Due") });
	for (size_t i = 0; i < g->places; i++) {
		gr_page_html(page, "<th scope=\"col\">");
		gr_page_name(page,
		    i < facts->n_cities ? facts->city[i].name
		                        : facts->region.name);
		gr_page_html(page, "</th>");
	}
	gr_page_body(page);
	for (size_t i = 0; i < g->n; i++)
		put_row(page, g, i);
	gr_page_table_end(page);
}

enum gr_status gr_report_duties(struct gr_page *page, struct gr_err *err)
{
	struct grid grid;
	enum gr_status status = read_grid(page->facts, &grid, err);

	if (status != GR_OK || grid.n == 0)
		return status;
	gr_page_figure(page, "duties");
	say(page, &grid);
	gr_page_figure_drawn(page,
	    GR_WORDS(
	        "A line an obligation, in the order of their days; a column "
	        "a city, the last one the whole."));
	draw(page, GR_SVG_WIDE, &grid);
	draw(page, GR_SVG_NARROW, &grid);
	gr_page_figure_numbers(page);
	put_numbers(page, &grid);
	gr_page_figure_end(page);
	return GR_OK;
}
