/* ranges.c - how far the rates of places go under other readings of the rules */
#include "base/wording.h"
#include "report/charts.h"

enum { READINGS = 128 }; /* that lie apart, at most */

static const struct gr_report_frame frames[GR_SVG_SIZES] = {
	[GR_SVG_WIDE] = { 880, 124, 500, 27, 11, 34 },
	[GR_SVG_NARROW] = { 344, 4, 336, 42, 11, 60 },
};

/* "5 (3-7)": the rank, and those that open cases allow. */
static void add_rank(struct gr_svg *svg, const struct gr_report_place *p,
    struct gr_buf *text)
{
	const struct gr_table *table = &svg->page->facts->cities;
	struct gr_slice rank = gr_report_cell(table, p->row, "rank");

	if (rank.len == 0)
		return;
	gr_page_fill(text, svg->page->chinese,
	    GR_WORDS("rank {rank} ({best} to {worst})"),
	    GR_SAID(GR_SAY("rank", rank),
	        GR_SAY("best", gr_report_cell(table, p->row, "rank_best")),
	        GR_SAY("worst", gr_report_cell(table, p->row, "rank_worst"))));
}

static void add_verdict(struct gr_svg *svg, const struct gr_report_range *range,
    struct gr_buf *text)
{
	if (!range->place->has_target)
		return;
	gr_page_fill(text, svg->page->chinese,
	    range->otherwise == 0 ? GR_WORDS("firm")
	                          : GR_WORDS("otherwise in {n} of {all}"),
	    GR_SAID(GR_SAY_NUMBER("n", (int64_t)range->otherwise),
	        GR_SAY_NUMBER("all", (int64_t)range->readings)));
}

static void put_words(struct gr_svg *svg, const struct gr_report_frame *f,
    const struct gr_report_range *range, int y)
{
	const char *class = range->otherwise > 0 ? "small verdict misses"
	                                         : "small muted";
	struct gr_buf text = { 0 };

	add_rank(svg, range->place, &text);
	if (svg->wide) {
		gr_svg_text(svg, "small figure", GR_SVG_START,
		    (f->left + f->plot + 14) * GR_PX, y,
		    gr_page_taken(svg->page, &text), 0);
		gr_buf_clear(&text);
	} else if (text.len > 0 && range->place->has_target) {
		gr_buf_text(&text, " · ");
	}
	add_verdict(svg, range, &text);
	gr_svg_text(svg, class, GR_SVG_END, f->width * GR_PX, y,
	    gr_page_taken(svg->page, &text), 0);
	gr_buf_free(&text);
}

/* A line for each rate that a reading leads to, however many do. */
static void draw_readings(struct gr_svg *svg, const struct gr_report_frame *f,
    const struct gr_report_range *range, int top, int bottom)
{
	int x[READINGS];
	size_t n = 0;

	for (size_t i = 0; i < range->readings && n < READINGS; i++) {
		int at = gr_report_across(f->left, f->plot, range->reading[i]);
		size_t k = 0;

		while (k < n && x[k] != at)
			k++;
		if (k == n)
			x[n++] = at;
	}
	gr_svg_upright(svg, "reading", x, n, top, bottom);
}

static void draw_place(struct gr_svg *svg, const struct gr_report_frame *f,
    const void *ranges, size_t which, int y)
{
	const struct gr_report_range *range =
	    (const struct gr_report_range *)ranges + which;
	const struct gr_report_place *p = range->place;
	int bar = y + (svg->wide ? 8 : 22) * GR_PX, high = f->bar * GR_PX;
	int baseline = y + (svg->wide ? 18 : 14) * GR_PX;
	int from = gr_report_across(f->left, f->plot, range->low),
	    to = gr_report_across(f->left, f->plot, range->high),
	    target = gr_report_across(f->left, f->plot,
	        gr_report_target_of(svg->page->facts, p));
	bool crossed = range->otherwise > 0;

	gr_svg_text(svg, "name", svg->wide ? GR_SVG_END : GR_SVG_START,
	    svg->wide ? (f->left - 12) * GR_PX : 0, baseline, p->name,
	    (svg->wide ? 112 : 120) * GR_PX);
	if (range->low >= 0)
		gr_svg_rect(svg, crossed ? "span misses" : "span reaches", from,
		    bar, to - from > 2 * GR_PX ? to - from : 2 * GR_PX, high);
	draw_readings(svg, f, range, bar, bar + high);
	if (p->has_target && p->registered > 0)
		gr_svg_line(svg, "target", target, bar - 4 * GR_PX, target,
		    bar + high + 4 * GR_PX);
	if (p->rate >= 0)
		gr_svg_circle(svg, "dot ink",
		    gr_report_across(f->left, f->plot, p->rate), bar + high / 2,
		    4 * GR_PX);
	put_words(svg, f, range, baseline);
}

void gr_report_draw_ranges(struct gr_page *page, enum gr_svg_size size,
    const struct gr_report_range *range, size_t n)
{
	static const struct gr_report_key key[] = {
		{ "dot ink", GR_WORDS_AS("page", "published") },
		{ "span reaches", GR_WORDS("same verdict in all readings") },
		{ "span misses", GR_WORDS("verdict depends on the reading") },
		{ "target", GR_WORDS_AS("page", "target") },
	};
	const struct gr_report_lines lines = { "doubt", &frames[size], key,
		sizeof key / sizeof *key, n, page->facts->region.row != NULL,
		draw_place, range };

	gr_report_draw_lines(page, size, &lines);
}
