/* firm.c - what the verdicts of single communities rest on */
#include "base/wording.h"
#include "report/charts.h"

/* A verdict is of the first of these that it fits. */
enum rests { OPEN, REMARK, MARGIN, FIRM, RESTS };

struct counts {
	const struct gr_report_place *place;
	int64_t n[RESTS], all;
};

static enum rests rests_on(const struct gr_report_unit *u)
{
	if (u->status == GR_SCORE_UNDETERMINED)
		return OPEN;
	if (u->rests.len == 0)
		return FIRM;
	return u->rests_on_remark ? REMARK : MARGIN;
}

/* Of the cities, in the order of the largest gap, and of all. */
static enum gr_status count(const struct gr_report_judged *j,
    struct counts **out, size_t *n, struct gr_err *err)
{
	const struct gr_report_facts *facts = j->facts;
	struct counts *counts = GR_NEW_ARRAY(facts->keep, facts->n_cities + 1,
	    struct counts);

	if (counts == NULL)
		return gr_err_memory(err);
	*n = facts->n_cities + (facts->region.row != NULL);
	for (size_t i = 0; i < facts->n_cities; i++)
		counts[i].place = &facts->city[facts->by_gap[i]];
	counts[facts->n_cities].place = &facts->region;
	for (size_t i = 0; i < j->units; i++) {
		const struct gr_report_unit *u = &j->unit[i];

		if (!u->responded)
			continue;
		enum rests rests = rests_on(u);

		for (size_t k = 0; k <= facts->n_cities; k++)
			if (k == facts->n_cities
			    || gr_slice_eq(counts[k].place->code, u->city)) {
				counts[k].n[rests]++;
				counts[k].all++;
			}
	}
	*out = counts;
	return GR_OK;
}

/* ---- the picture ---- */

static const struct gr_report_frame frames[GR_SVG_SIZES] = {
	[GR_SVG_WIDE] = { 880, 124, 572, 27, 15, 34 },
	[GR_SVG_NARROW] = { 344, 4, 336, 42, 13, 60 },
};

static const struct gr_report_key key[] = {
	{ "bar firm", GR_WORDS("firm") },
	{ "bar near", GR_WORDS("a number close to its threshold decides") },
	{ "bar remark", GR_WORDS("a cell read with a remark decides") },
	{ "open", GR_WORDS_AS("page", "undetermined") },
};

static void draw_place(struct gr_svg *svg, const struct gr_report_frame *f,
    const void *counts, size_t which, int y)
{
	const struct counts *c = (const struct counts *)counts + which;
	static const enum rests order[] = { FIRM, MARGIN, REMARK, OPEN };
	int bar = y + (svg->wide ? 6 : 20) * GR_PX, left;
	int baseline = y + (svg->wide ? 18 : 14) * GR_PX;
	struct gr_buf text = { 0 };
	int64_t before = 0;

	gr_svg_text(svg, "name", svg->wide ? GR_SVG_END : GR_SVG_START,
	    svg->wide ? (f->left - 12) * GR_PX : 0, baseline, c->place->name,
	    (svg->wide ? 112 : 150) * GR_PX);
	gr_svg_rect(svg, "ground", f->left * GR_PX, bar, f->plot * GR_PX,
	    f->bar * GR_PX);
	for (size_t i = 0; c->all > 0 && i < RESTS; i++) {
		left = gr_report_across(f->left, f->plot,
		    before * 10000 / c->all);
		before += c->n[order[i]];
		gr_svg_rect(svg, key[i].class, left, bar,
		    gr_report_across(f->left, f->plot, before * 10000 / c->all)
		        - left - (before < c->all ? GR_PX : 0),
		    f->bar * GR_PX);
	}
	gr_page_fill(&text, svg->page->chinese,
	    c->all > 0 ? GR_WORDS("{n} of {all} firm")
	               : GR_WORDS("no response"),
	    GR_SAID(GR_SAY_NUMBER("n", c->n[FIRM]),
	        GR_SAY_NUMBER("all", c->all)));
	gr_svg_text(svg, "small figure", GR_SVG_END, f->width * GR_PX, baseline,
	    gr_page_taken(svg->page, &text), 0);
	gr_buf_free(&text);
}

static void draw(struct gr_page *page, enum gr_svg_size size,
    const struct counts *counts, size_t n)
{
	const struct gr_report_lines lines = { "firm", &frames[size], key,
		sizeof key / sizeof *key, n, n > page->facts->n_cities,
		draw_place, counts };

	gr_report_draw_lines(page, size, &lines);
}

/* ---- the words and the numbers ---- */

static void put_numbers(struct gr_page *page, const struct counts *counts,
    size_t n)
{
	static const char *const heading[] = { GR_WORDS("Place"),
		GR_WORDS("Verdicts"), GR_WORDS("Firm"),
		GR_WORDS("A number close to its threshold decides"),
		GR_WORDS("A cell read with a remark decides"),
		GR_WORDS("Undetermined") };

	gr_page_table(page, GR_WORDS("What single verdicts rest on, {wave}"),
	    GR_SAID(GR_SAY("wave", page->facts->wave)));
	gr_page_head(page, "tnnnnn", heading);
	gr_page_body(page);
	for (size_t i = 0; i < n; i++) {
		const struct gr_report_place *p = counts[i].place;

		gr_page_row(page, p->code);
		gr_page_row_name(page, p->name,
		    p == &page->facts->region ? GR_S("") : p->code);
		gr_page_cell_int(page, counts[i].all);
		for (enum rests r = RESTS; r-- > OPEN;)
			gr_page_cell_int(page, counts[i].n[r]);
		gr_page_row_end(page);
	}
	gr_page_table_end(page);
}

enum gr_status gr_report_firm(struct gr_page *page,
    const struct gr_report_judged *judged, struct gr_err *err)
{
	struct counts *counts = NULL;
	size_t n = 0;
	enum gr_status status = count(judged, &counts, &n, err);

	if (status != GR_OK || n == 0)
		return status;
	const struct counts *all = &counts[page->facts->n_cities];

	gr_page_figure(page, "firm");
	gr_page_say(page,
	    GR_WORDS(
	        "Of the verdicts on {all} communities {firm} are firm: no "
	        "single cell would change them. In {margin} a number decides "
	        "that is within {pct} percent of its threshold, in {remark} a "
	        "cell that was read with a remark; {open} wait for answers."),
	    GR_SAID(GR_SAY_NUMBER("all", all->all),
	        GR_SAY_NUMBER("firm", all->n[FIRM]),
	        GR_SAY_NUMBER("margin", all->n[MARGIN]),
	        GR_SAY_NUMBER("pct", GR_REPORT_MARGIN_PCT),
	        GR_SAY_NUMBER("remark", all->n[REMARK]),
	        GR_SAY_NUMBER("open", all->n[OPEN])));
	gr_page_figure_drawn(page,
	    GR_WORDS("Share of the communities that responded, in percent; "
	             "each is counted once, by what is most in doubt."));
	draw(page, GR_SVG_WIDE, counts, n);
	draw(page, GR_SVG_NARROW, counts, n);
	gr_page_figure_numbers(page);
	put_numbers(page, counts, n);
	gr_page_figure_end(page);
	return GR_OK;
}
