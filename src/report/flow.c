/* flow.c - the way of the records, from delivery to figure, and who responded
 * when */
#include "base/wording.h"
#include "number/date.h"
#include "report/charts.h"

/* ---- the flow: what each program of the line let go ---- */

struct step {
	const char *words;
	int64_t n;
	bool loss; /* what left on the way, not what went on */
};

enum { STEPS = 7 };

/* Sum of a counter over the programs of the line in the newest wave; a program
 * NULL: all of them. */
static int64_t sum(const struct gr_report_facts *facts, const char *program,
    const char *counter)
{
	const struct gr_table *t = &facts->ledger;
	int64_t all = 0;

	for (size_t i = 0; i < t->rows; i++) {
		const struct gr_table_row *row = &t->row[i];

		if (gr_slice_eq(gr_report_cell(t, row, "wave"), facts->wave)
		    && gr_slice_eq(gr_report_cell(t, row, "kind"), GR_S("rows"))
		    && (program == NULL
		        || gr_slice_eq(gr_report_cell(t, row, "program"),
		            gr_slice_of(program))))
			all += gr_report_int(gr_report_cell(t, row, counter));
	}
	return all;
}

static void find_steps(const struct gr_report_facts *facts, struct step *step)
{
	const struct step found[STEPS] = {
		{ GR_WORDS("lines of deliveries"),
		    sum(facts, "green-ingest", "records_in"), false },
		{ GR_WORDS("headings, totals, blanks: skipped"),
		    sum(facts, NULL, "skipped"), true },
		{ GR_WORDS_AS("page", "records"),
		    sum(facts, "green-ingest", "records_out"), false },
		{ GR_WORDS("set aside, with a reason"),
		    sum(facts, NULL, "set_aside"), true },
		{ GR_WORDS("merged: sent more than once"),
		    sum(facts, NULL, "merged"), true },
		{ GR_WORDS("communities in the figures"),
		    facts->region.responded, false },
		{ GR_WORDS("not responded"), facts->region.absent, true },
	};

	memcpy(step, found, sizeof found);
}

static void draw_flow(struct gr_page *page, enum gr_svg_size size,
    const struct step *step, int64_t most)
{
	bool wide = size == GR_SVG_WIDE;
	int width = wide ? 880 : 344, row = wide ? 30 : 44,
	    left = wide ? 270 : 0, plot = wide ? 540 : 290;
	struct gr_svg svg;

	gr_svg_begin(&svg, page, size, "flow", width, STEPS * row + 4);
	for (int i = 0; i < STEPS; i++) {
		int y = i * row * GR_PX, bar = y + (wide ? 8 : 20) * GR_PX;
		int length = most > 0 ? (int)(plot * GR_PX * step[i].n / most)
		                      : 0;
		struct gr_buf text = { 0 };

		gr_buf_int(&text, step[i].n);
		gr_svg_text(&svg, step[i].loss ? "muted" : "name",
		    wide ? GR_SVG_END : GR_SVG_START,
		    wide ? (left - 12) * GR_PX : 0,
		    wide ? y + 20 * GR_PX : y + 14 * GR_PX,
		    gr_slice_of(gr_wording_in(page->chinese, step[i].words)),
		    (wide ? 256 : 330) * GR_PX);
		gr_svg_rect(&svg, step[i].loss ? "open" : "bar reaches",
		    left * GR_PX, bar,
		    length == 0 && step[i].n > 0 ? 15 : length, 16 * GR_PX);
		gr_svg_text(&svg, "figure", GR_SVG_START,
		    left * GR_PX + length + 8 * GR_PX, bar + 13 * GR_PX,
		    gr_page_taken(page, &text), 0);
		gr_buf_free(&text);
	}
	gr_svg_end(&svg);
}

void gr_report_flow(struct gr_page *page)
{
	const struct gr_report_facts *facts = page->facts;
	struct step step[STEPS];
	int64_t most = 0;

	find_steps(facts, step);
	for (size_t i = 0; i < STEPS; i++)
		most = step[i].n > most ? step[i].n : most;
	gr_page_figure(page, "flow");
	gr_page_say(page,
	    GR_WORDS("Of {in} lines that were delivered, {out} stand in the "
	             "figures as communities; every other one is accounted "
	             "for."),
	    GR_SAID(GR_SAY_NUMBER("in", step[0].n),
	        GR_SAY_NUMBER("out", step[5].n)));
	gr_page_figure_drawn(page,
	    GR_WORDS("Solid: what went on. Hatched: what left, and why."));
	draw_flow(page, GR_SVG_WIDE, step, most);
	draw_flow(page, GR_SVG_NARROW, step, most);
	gr_page_figure_numbers(page);
	gr_page_table(page, GR_WORDS("The way of the records, {wave}"),
	    GR_SAID(GR_SAY("wave", facts->wave)));
	gr_page_head(page, "tn",
	    (const char *const[]){ GR_WORDS("Step"), GR_WORDS("Lines") });
	gr_page_body(page);
	for (size_t i = 0; i < STEPS; i++) {
		gr_page_row(page, GR_S(""));
		gr_page_html(page, "<th scope=\"row\">");
		gr_page_words(page, step[i].words);
		gr_page_html(page, "</th>");
		gr_page_cell_int(page, step[i].n);
		gr_page_row_end(page);
	}
	gr_page_table_end(page);
	gr_page_figure_end(page);
}
