/* bars.c - bullet bars: cities against the target, the largest gap first */
#include "base/wording.h"
#include "report/charts.h"

static const struct gr_report_frame frames[GR_SVG_SIZES] = {
	[GR_SVG_WIDE] = { 880, 124, 572, 27, 15, 34 },
	[GR_SVG_NARROW] = { 344, 0, 340, 42, 13, 74 },
};

int gr_report_across(int left, int plot, int64_t hundredths)
{
	int64_t at = hundredths < 0 ? 0
	    : hundredths > 10000    ? 10000
	                            : hundredths;

	return left * GR_PX + (int)(plot * GR_PX * at / 10000);
}

static int across(const struct gr_report_frame *f, int64_t hundredths)
{
	return gr_report_across(f->left, f->plot, hundredths);
}

/* ---- the picture ---- */

void gr_report_scale(struct gr_svg *svg, int left, int plot, int top,
    int bottom)
{
	char text[8];

	for (int at = 0; at <= 100; at += 20) {
		int x = gr_report_across(left, plot, at * 100);
		enum gr_svg_anchor anchor = at == 0 ? GR_SVG_START
		    : at == 100                     ? GR_SVG_END
		                                    : GR_SVG_MIDDLE;
		int n = snprintf(text, sizeof text, at == 100 ? "%d%%" : "%d",
		    at);

		gr_svg_line(svg, "grid", x, top, x, bottom);
		gr_svg_text(svg, "small muted", anchor, x, bottom + 14 * GR_PX,
		    gr_slice_make(text, (size_t)n), 0);
	}
}

/* What is said beside a bar: how many are missing, or that none is. */
static void put_verdict(struct gr_svg *svg, const struct gr_report_frame *f,
    const struct gr_report_place *p, int y)
{
	struct gr_buf text = { 0 };
	struct gr_slice rate = gr_report_cell(&svg->page->facts->cities, p->row,
	    "attained_rate");
	bool misses = gr_report_misses(p);

	gr_buf_add(&text, rate);
	if (rate.len > 0)
		gr_buf_text(&text, "%");
	if (svg->wide)
		gr_svg_text(svg, "figure", GR_SVG_END, 764 * GR_PX, y,
		    gr_page_taken(svg->page, &text), 0);
	if (svg->wide)
		gr_buf_clear(&text);
	else if (p->has_target)
		gr_buf_text(&text, " · ");
	if (p->has_target)
		gr_page_fill(&text, svg->page->chinese,
		    misses ? GR_WORDS("{n} short")
		           : GR_WORDS_AS("page", "reached"),
		    GR_SAID(GR_SAY_NUMBER("n", p->gap)));
	gr_svg_text(svg, misses ? "verdict misses" : "verdict muted",
	    svg->wide ? GR_SVG_START : GR_SVG_END,
	    (svg->wide ? 782 : f->width) * GR_PX, y,
	    gr_page_taken(svg->page, &text), 0);
	gr_buf_free(&text);
}

int64_t gr_report_target_of(const struct gr_report_facts *facts,
    const struct gr_report_place *p)
{
	int64_t common = facts->target;
	int64_t need = common < 0 ? -1
	                          : (p->registered * common + 9999) / 10000;

	if (!p->has_target || p->registered == 0)
		return -1;
	return need == p->need ? common : p->need * 10000 / p->registered;
}

static void draw_place(struct gr_svg *svg, const struct gr_report_frame *f,
    const struct gr_report_place *p, int y)
{
	int bar = y + (svg->wide ? 6 : 20) * GR_PX, high = f->bar * GR_PX;
	int baseline = svg->wide ? bar + 12 * GR_PX : y + 14 * GR_PX;
	int from = across(f, 0), to = across(f, p->rate),
	    end = across(f, p->high);
	int64_t target = gr_report_target_of(svg->page->facts, p);

	gr_svg_text(svg, "name", svg->wide ? GR_SVG_END : GR_SVG_START,
	    svg->wide ? (f->left - 12) * GR_PX : 0, baseline, p->name,
	    svg->wide ? 112 * GR_PX : 150 * GR_PX);
	gr_svg_rect(svg, "ground", from, bar, f->plot * GR_PX, high);
	gr_svg_rect(svg, "open", to, bar, end - to, high);
	gr_svg_rect(svg, gr_report_misses(p) ? "bar misses" : "bar reaches",
	    from, bar, to - from, high);
	if (target >= 0) {
		int x = across(f, target);

		gr_svg_line(svg, "target", x, bar - 4 * GR_PX, x,
		    bar + high + 4 * GR_PX);
	}
	put_verdict(svg, f, p, baseline);
}

void gr_report_legend(struct gr_svg *svg, const struct gr_report_key *key,
    size_t n, int x, int y)
{
	int left = x;

	for (size_t i = 0; i < n; i++) {
		const char *words = gr_wording_in(svg->page->chinese,
		    key[i].words);
		int width = gr_svg_text_width(gr_slice_of(words), 11);

		if (!svg->wide && left > x && left + width > 320 * GR_PX) {
			left = x;
			y += 18 * GR_PX;
		}
		if (strncmp(key[i].class, "dot", 3) == 0)
			gr_svg_circle(svg, key[i].class, left + 6 * GR_PX,
			    y - 4 * GR_PX, 5 * GR_PX);
		else if (strcmp(key[i].class, "target") == 0)
			gr_svg_line(svg, "target", left + 6 * GR_PX,
			    y - 10 * GR_PX, left + 6 * GR_PX, y + 2 * GR_PX);
		else
			gr_svg_rect(svg, key[i].class, left, y - 9 * GR_PX,
			    12 * GR_PX, 10 * GR_PX);
		gr_svg_text(svg, "small muted", GR_SVG_START, left + 18 * GR_PX,
		    y, gr_slice_of(words), 0);
		left += width + 38 * GR_PX;
	}
}

/* The lines [from, to). */
static void draw_part(struct gr_page *page, enum gr_svg_size size,
    const struct gr_report_lines *lines, size_t from, size_t to)
{
	const struct gr_report_frame *f = lines->frame;
	bool region = lines->region && to == lines->n;
	int gap = region ? 10 : 0;
	int bottom = f->top + (int)(to - from) * f->row + gap + 4;
	struct gr_svg svg;

	gr_svg_begin(&svg, page, size, lines->id, f->width, bottom + 22);
	gr_report_legend(&svg, lines->key, lines->keys, f->left * GR_PX,
	    14 * GR_PX);
	gr_report_scale(&svg, f->left, f->plot, f->top * GR_PX, bottom * GR_PX);
	for (size_t i = from; i < to; i++) {
		bool last = region && i + 1 == to;
		int y = f->top + (int)(i - from) * f->row + (last ? gap : 0);

		if (last)
			gr_svg_line(&svg, "rule", 0, (y - 4) * GR_PX,
			    f->width * GR_PX, (y - 4) * GR_PX);
		lines->line(&svg, f, lines->context, i, y * GR_PX);
	}
	gr_svg_end(&svg);
}

void gr_report_draw_lines(struct gr_page *page, enum gr_svg_size size,
    const struct gr_report_lines *lines)
{
	size_t each = gr_svg_places(page, lines->n);

	for (size_t i = 0; gr_svg_is_drawn(page, size) && i < lines->n;
	     i += each)
		draw_part(page, size, lines, i,
		    i + each < lines->n ? i + each : lines->n);
}

static void draw_line(struct gr_svg *svg, const struct gr_report_frame *f,
    const void *context, size_t which, int y)
{
	const struct gr_report_facts *facts = context;

	draw_place(svg, f,
	    which < facts->n_cities ? &facts->city[facts->by_gap[which]]
	                            : &facts->region,
	    y);
}

static void draw(struct gr_page *page, enum gr_svg_size size)
{
	static const struct gr_report_key key[] = {
		{ "bar misses", GR_WORDS("attained, below the target") },
		{ "bar reaches", GR_WORDS("attained, target reached") },
		{ "open", GR_WORDS("undetermined or not responded") },
		{ "target", GR_WORDS_AS("page", "target") },
	};
	const struct gr_report_facts *facts = page->facts;
	bool region = facts->region.row != NULL;
	const struct gr_report_lines lines = { "bars", &frames[size], key,
		sizeof key / sizeof *key, facts->n_cities + region, region,
		draw_line, facts };

	gr_report_draw_lines(page, size, &lines);
}

/* ---- the words and the numbers ---- */

static void say(struct gr_page *page)
{
	const struct gr_report_facts *facts = page->facts;
	int64_t missing = 0, short_of = 0, with_target = 0;

	for (size_t i = 0; i < facts->n_cities; i++) {
		const struct gr_report_place *p = &facts->city[i];

		with_target += p->has_target;
		missing += gr_report_misses(p);
		short_of += gr_report_misses(p) ? p->gap : 0;
	}
	struct gr_slice first = facts->n_cities > 0
	    ? facts->city[facts->by_gap[0]].name
	    : GR_S("");
	int64_t most = facts->n_cities > 0 ? facts->city[facts->by_gap[0]].gap
	                                   : 0;

	if (with_target == 0)
		gr_page_say(page, GR_WORDS("The rate of attainment by city."),
		    NULL);
	else if (missing == 0)
		gr_page_say(page,
		    GR_WORDS("All {all} cities have reached the target."),
		    GR_SAID(GR_SAY_NUMBER("all", with_target)));
	else
		gr_page_say(page,
		    GR_WORDS(
		        "{n} of {all} cities {n?is|are} below the target, by "
		        "{gap} {gap?community|communities} together; "
		        "{city} lacks most, {most}."),
		    GR_SAID(GR_SAY_NUMBER("n", missing),
		        GR_SAY_NUMBER("all", with_target),
		        GR_SAY_NUMBER("gap", short_of),
		        GR_SAY_NAME("city", first),
		        GR_SAY_NUMBER("most", most)));
}

static const struct gr_page_column columns[] = {
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
	{ "rank", NULL },
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static void put_place(struct gr_page *page, const struct gr_report_place *p,
    struct gr_slice link)
{
	gr_page_row(page, p->code);
	gr_page_row_name(page, p->name, link);
	gr_page_cells(page, &page->facts->cities, p->row, columns, COLUMNS);
	gr_page_row_end(page);
}

static void put_numbers(struct gr_page *page)
{
	const struct gr_report_facts *facts = page->facts;

	gr_page_table(page,
	    GR_WORDS("Attainment by city, {wave}, the largest gap first"),
	    GR_SAID(GR_SAY("wave", facts->wave)));
	gr_page_head_figures(page, GR_WORDS("Place"), columns, COLUMNS);
	gr_page_body(page);
	for (size_t i = 0; i < facts->n_cities; i++)
		put_place(page, &facts->city[facts->by_gap[i]],
		    facts->city[facts->by_gap[i]].code);
	if (facts->region.row != NULL)
		put_place(page, &facts->region, GR_S(""));
	gr_page_table_end(page);
}

void gr_report_bars(struct gr_page *page)
{
	gr_page_figure(page, "bars");
	say(page);
	gr_page_figure_drawn(page,
	    GR_WORDS("Share of all registered communities that attained, in "
	             "percent. Where the hatched band crosses the target, open "
	             "cases decide."));
	draw(page, GR_SVG_WIDE);
	draw(page, GR_SVG_NARROW);
	gr_page_figure_numbers(page);
	put_numbers(page);
	gr_page_figure_end(page);
}

void gr_report_bars_drawn(struct gr_page *page)
{
	draw(page, GR_SVG_WIDE);
}
