/* duties_drawn.c - the plain picture of how every obligation stands */
#include "base/wording.h"
#include "number/date.h"
#include "report/duties_internal.h"

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

	for (size_t i = 0; i < GR_DUTY_MARKS; i++) {
		struct gr_slice words = gr_slice_of(
		    gr_wording_in(svg->page->chinese, gr_duty_marks[i].word));
		int room = gr_svg_text_width(words, 11) + 34 * GR_PX;

		if (x > 0 && x + room > width * GR_PX) {
			x = 0;
			y += 20 * GR_PX;
		}
		draw_mark(svg, gr_duty_marks[i].status, x + 7 * GR_PX,
		    y - 4 * GR_PX, 5 * GR_PX);
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
    const struct gr_duty_grid *g, size_t at)
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
			    gr_duty_status(gr_report_cell(&g->facts->milestones,
			        row, "status")),
			    (f->left + (int)i * f->cell + f->cell / 2) * GR_PX,
			    y, 6 * GR_PX);
	}
	gr_buf_free(&due);
}

void gr_duty_draw(struct gr_page *page, enum gr_svg_size size,
    const struct gr_duty_grid *g)
{
	struct frame f = frame_of(size, g->places);
	struct gr_svg svg;

	gr_svg_begin(&svg, page, size, "duties", f.width,
	    f.top + (int)g->n * f.row + 2);
	draw_legend(&svg, f.width);
	for (size_t i = 0; i < g->places; i++) {
		const struct gr_report_place *p = gr_report_place_at(g->facts,
		    i);

		gr_svg_text_up(&svg, "small",
		    (f.left + (int)i * f.cell + f.cell / 2) * GR_PX,
		    (f.top - 6) * GR_PX, p->name, 86 * GR_PX);
	}
	for (size_t i = 0; i < g->n; i++)
		draw_row(&svg, &f, g, i);
	gr_svg_end(&svg);
}
