/* paths.c - is it getting better: a small picture a city, with the way to the
 * target */
#include "base/wording.h"
#include "report/charts.h"
#include "report/sections.h"

/* One panel, in pixels. */
struct frame {
	int columns, width, height, left, top, plot_width, plot_height;
};

static const struct frame frames[GR_SVG_SIZES] = {
	[GR_SVG_WIDE] = { 5, 178, 156, 6, 30, 154, 84 },
	[GR_SVG_NARROW] = { 2, 172, 156, 6, 30, 150, 84 },
};

/* The rate of a place in a wave by position, or -1. */
static int64_t rate_in(const struct gr_report_facts *facts,
    struct gr_slice code, size_t wave)
{
	const struct gr_table_row *row = gr_report_find_row(&facts->cities,
	    facts->waves[wave], code);
	int64_t rate = -1;

	if (row != NULL)
		(void)gr_report_hundredths(gr_report_cell(&facts->cities, row,
		                               "attained_rate"),
		    &rate);
	return rate;
}

/* The line of pace.csv about the rate of a place, or NULL. */
static const struct gr_table_row *pace_of(const struct gr_report_facts *facts,
    struct gr_slice code)
{
	for (size_t i = 0; i < facts->pace.rows; i++)
		if (gr_slice_eq(gr_report_cell(&facts->pace,
		                    &facts->pace.row[i], "code"),
		        code))
			return &facts->pace.row[i];
	return NULL;
}

/* The year by whose end the rate of a line is due. */
static struct gr_slice due_year(const struct gr_report_facts *facts,
    const struct gr_table_row *pace)
{
	struct gr_slice due = gr_report_cell(&facts->pace, pace, "due");

	due.len = due.len > 4 ? 4 : due.len;
	return due;
}

/* The axes, which all panels share. */
struct axes {
	struct gr_slice *year; /* of waves and of due days, in order */
	size_t years;
	int64_t most; /* where rates end, hundredths of a percent */
};

struct panel {
	struct gr_svg *svg;
	const struct frame *f;
	int x, y; /* its corner, pixels */
	const struct axes *axes;
};

static int x_of(const struct panel *p, struct gr_slice year)
{
	int span = p->axes->years > 1 ? (int)p->axes->years - 1 : 1, at = 0;

	while ((size_t)at + 1 < p->axes->years
	    && gr_slice_cmp(p->axes->year[at], year) < 0)
		at++;
	return (p->x + p->f->left) * GR_PX
	    + p->f->plot_width * GR_PX * at / span;
}

static int y_of(const struct panel *p, int64_t rate)
{
	rate = rate < p->axes->most ? rate : p->axes->most;
	return (p->y + p->f->top + p->f->plot_height) * GR_PX
	    - (int)(p->f->plot_height * GR_PX * rate / p->axes->most);
}

/* The end of the scale: the next full 20 percent above every rate. */
static int64_t most_of(const struct gr_report_facts *facts)
{
	int64_t most = facts->target > 0 ? facts->target : 0;

	for (size_t i = 0; i < facts->n_cities; i++)
		for (size_t k = 0; k < facts->n_waves; k++) {
			int64_t rate = rate_in(facts, facts->city[i].code, k);

			most = rate > most ? rate : most;
		}
	for (size_t i = 0; i < facts->pace.rows; i++) {
		int64_t rate;

		if (gr_report_hundredths(gr_report_cell(&facts->pace,
		                             &facts->pace.row[i], "projected"),
		        &rate))
			most = rate > most ? rate : most;
	}
	return most > 8000 ? 10000 : most / 2000 * 2000 + 2000;
}

/* The years of waves, and those by whose end a rate is due. */
static void find_years(const struct gr_report_facts *facts, struct axes *axes)
{
	axes->year = GR_NEW_ARRAY(facts->keep,
	    facts->n_waves + facts->pace.rows + 1, struct gr_slice);
	for (size_t i = 0;
	     axes->year != NULL && i < facts->n_waves + facts->pace.rows; i++) {
		struct gr_slice year = i < facts->n_waves
		    ? facts->waves[i]
		    : due_year(facts, &facts->pace.row[i - facts->n_waves]);
		size_t at = 0;

		while (
		    at < axes->years && gr_slice_cmp(axes->year[at], year) < 0)
			at++;
		if (year.len == 0
		    || (at < axes->years && gr_slice_eq(axes->year[at], year)))
			continue;
		memmove(&axes->year[at + 1], &axes->year[at],
		    (axes->years - at) * sizeof *axes->year);
		axes->year[at] = year;
		axes->years++;
	}
}

static void draw_between(const struct panel *p, const char *class, int x1,
    int y1, int x2, int y2)
{
	gr_svg_path(p->svg, class);
	gr_svg_point(p->svg, x1, y1, true);
	gr_svg_point(p->svg, x2, y2, false);
	gr_svg_path_end(p->svg);
}

/* From the first wave's rate to the target, by the year it is due in. */
static void draw_required(const struct panel *p, struct gr_slice code,
    const struct gr_table_row *pace)
{
	const struct gr_report_facts *facts = p->svg->page->facts;
	const struct axes *axes = p->axes;
	int64_t first = rate_in(facts, code, 0), target = facts->target;
	struct gr_slice due = facts->waves[facts->n_waves - 1];

	if (pace != NULL) {
		struct gr_slice cell = gr_report_cell(&facts->pace, pace,
		    "target_rate");

		(void)gr_report_hundredths(cell, &target);
		due = due_year(facts, pace);
	}
	if (target < 0)
		return;
	gr_svg_line(p->svg, "target thin", x_of(p, axes->year[0]),
	    y_of(p, target), x_of(p, axes->year[axes->years - 1]),
	    y_of(p, target));
	if (first >= 0 && x_of(p, due) > x_of(p, facts->waves[0]))
		draw_between(p, "required", x_of(p, facts->waves[0]),
		    y_of(p, first), x_of(p, due), y_of(p, target));
}

/* What the pace so far leads to, with the interval of that estimate. */
static void draw_projected(const struct panel *p,
    const struct gr_report_place *place, const struct gr_table_row *pace)
{
	const struct gr_report_facts *facts = p->svg->page->facts;
	const char *misses = gr_report_misses(place) ? "misses" : "reaches";
	int64_t to, low, high;
	char class[32];

	if (pace == NULL || place->rate < 0
	    || !gr_report_hundredths(
	        gr_report_cell(&facts->pace, pace, "projected"), &to))
		return;
	int from = x_of(p, facts->wave), at = x_of(p, due_year(facts, pace));

	if (gr_report_hundredths(
	        gr_report_cell(&facts->pace, pace, "projected_low"), &low)
	    && gr_report_hundredths(
	        gr_report_cell(&facts->pace, pace, "projected_high"), &high))
		gr_svg_line(p->svg, "reach", at, y_of(p, low), at,
		    y_of(p, high));
	(void)snprintf(class, sizeof class, "projected %s", misses);
	draw_between(p, class, from, y_of(p, place->rate), at, y_of(p, to));
	(void)snprintf(class, sizeof class, "ring %s", misses);
	gr_svg_circle(p->svg, class, at, y_of(p, to), 3 * GR_PX);
}

static void draw_rates(const struct panel *p,
    const struct gr_report_place *place)
{
	const struct gr_report_facts *facts = p->svg->page->facts;
	const char *misses = gr_report_misses(place) ? "misses" : "reaches";
	char class[32];
	bool first = true;
	size_t drawn = 0;

	(void)snprintf(class, sizeof class, "line %s", misses);
	gr_svg_path(p->svg, class);
	for (size_t i = 0; i < facts->n_waves; i++) {
		int64_t rate = rate_in(facts, place->code, i);

		if (rate < 0)
			continue;
		gr_svg_point(p->svg, x_of(p, facts->waves[i]), y_of(p, rate),
		    first);
		first = false;
		drawn++;
	}
	if (drawn == 0)
		gr_svg_point(p->svg, x_of(p, facts->wave), y_of(p, 0), true);
	gr_svg_path_end(p->svg);
	(void)snprintf(class, sizeof class, "dot %s", misses);
	for (size_t i = 0; i < facts->n_waves; i++) {
		int64_t rate = rate_in(facts, place->code, i);

		if (rate >= 0)
			gr_svg_circle(p->svg, class, x_of(p, facts->waves[i]),
			    y_of(p, rate), 3 * GR_PX);
	}
}

static void draw_panel(const struct panel *p,
    const struct gr_report_place *place)
{
	const struct gr_report_facts *facts = p->svg->page->facts;
	const struct gr_table_row *pace = pace_of(facts, place->code);
	const struct axes *axes = p->axes;
	struct gr_slice last = axes->year[axes->years - 1];
	int bottom = y_of(p, 0), right = p->x + p->f->left + p->f->plot_width;
	struct gr_buf text = { 0 };

	gr_svg_text(p->svg, "small strong", GR_SVG_START, p->x * GR_PX,
	    (p->y + 14) * GR_PX, place->name, 100 * GR_PX);
	gr_buf_add(&text,
	    gr_report_cell(&facts->cities, place->row, "attained_rate"));
	if (text.len > 0)
		gr_buf_text(&text, "%");
	gr_svg_text(p->svg,
	    gr_report_misses(place) ? "small figure misses" : "small figure",
	    GR_SVG_END, right * GR_PX, (p->y + 14) * GR_PX,
	    gr_page_taken(p->svg->page, &text), 0);
	gr_svg_line(p->svg, "axis", x_of(p, axes->year[0]), bottom,
	    x_of(p, last), bottom);
	draw_required(p, place->code, pace);
	draw_projected(p, place, pace);
	draw_rates(p, place);
	gr_svg_text(p->svg, "small muted", GR_SVG_START, p->x * GR_PX,
	    bottom + 15 * GR_PX, axes->year[0], 0);
	if (pace != NULL)
		gr_svg_text(p->svg, "small muted", GR_SVG_MIDDLE,
		    (p->x + p->f->left + right) / 2 * GR_PX,
		    bottom + 15 * GR_PX,
		    gr_report_pace_word(p->svg->page->chinese,
		        gr_report_cell(&facts->pace, pace, "pace")),
		    96 * GR_PX);
	if (axes->years > 1)
		gr_svg_text(p->svg, "small muted", GR_SVG_END, right * GR_PX,
		    bottom + 15 * GR_PX, last, 0);
	gr_buf_free(&text);
}

/* The panels [from, to), of which the first is the region's. */
static void draw_part(struct gr_page *page, enum gr_svg_size size,
    const struct axes *axes, size_t from, size_t to)
{
	const struct gr_report_facts *facts = page->facts;
	const struct frame *f = &frames[size];
	int rows = ((int)(to - from) + f->columns - 1) / f->columns;
	struct gr_svg svg;

	gr_svg_begin(&svg, page, size, "paths", f->columns * f->width,
	    rows * f->height);
	for (size_t k = from; k < to; k++) {
		bool region = facts->region.row != NULL && k == 0;
		size_t city = facts->region.row != NULL ? k - 1 : k;
		int i = (int)(k - from);
		struct panel panel = { &svg, f, i % f->columns * f->width,
			i / f->columns * f->height, axes };

		draw_panel(&panel,
		    region ? &facts->region
		           : &facts->city[facts->by_gap[city]]);
	}
	gr_svg_end(&svg);
}

static void draw(struct gr_page *page, enum gr_svg_size size)
{
	const struct gr_report_facts *facts = page->facts;
	size_t n = facts->n_cities + (facts->region.row != NULL),
	       each = gr_svg_places(page, n);
	struct axes axes = { .most = most_of(facts) };

	if (!gr_svg_is_drawn(page, size))
		return;
	find_years(facts, &axes);
	if (axes.year == NULL) {
		page->to.failed = true;
		return;
	}
	for (size_t i = 0; i < n; i += each)
		draw_part(page, size, &axes, i, i + each < n ? i + each : n);
}

/* ---- the words and the numbers ---- */

static void say(struct gr_page *page)
{
	const struct gr_report_facts *facts = page->facts;
	const struct gr_report_place *r = &facts->region;
	struct gr_slice change = r->row == NULL
	    ? GR_S("")
	    : gr_report_cell(&facts->cities, r->row, "change_pp");
	size_t up = 0;

	for (size_t i = 0; i < facts->n_cities; i++) {
		int64_t by;

		up += gr_report_hundredths(gr_report_cell(&facts->cities,
		                               facts->city[i].row, "change_pp"),
		          &by)
		    && by > 0;
	}
	if (change.len == 0 || facts->n_waves < 2) {
		gr_page_say(page,
		    GR_WORDS("Only one wave: nothing to compare it with."),
		    NULL);
		return;
	}
	gr_page_say(page,
	    GR_WORDS("Against the wave before, the rate of {region} changed by "
	             "{change} percentage points; it rose in {n} of {all} "
	             "cities."),
	    GR_SAID(GR_SAY_NAME("region", r->name), GR_SAY("change", change),
	        GR_SAY_NUMBER("n", (int64_t)up),
	        GR_SAY_NUMBER("all", (int64_t)facts->n_cities)));
}

struct gr_slice gr_report_pace_word(bool chinese, struct gr_slice pace)
{
	static const struct {
		const char *pace, *words;
	} known[] = {
		{ "reached", GR_WORDS("target reached") },
		{ "on_track", GR_WORDS("on track") },
		{ "moderate", GR_WORDS_AS("page", "moderate") },
		{ "insufficient", GR_WORDS_AS("page", "insufficient") },
		{ "moving_away", GR_WORDS("moving away") },
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (gr_slice_eq(pace, gr_slice_of(known[i].pace)))
			return gr_slice_of(
			    gr_wording_in(chinese, known[i].words));
	return pace;
}

static bool has_projection(const struct gr_report_facts *facts)
{
	for (size_t i = 0; i < facts->pace.rows; i++)
		if (gr_report_cell(&facts->pace, &facts->pace.row[i],
		        "projected")
		        .len
		    > 0)
			return true;
	return false;
}

static void put_row(struct gr_page *page, const struct gr_report_place *p,
    struct gr_slice link)
{
	static const char *const after[] = { "required_pp", "observed_pp",
		"pace_pct" };
	const struct gr_report_facts *facts = page->facts;
	const struct gr_table_row *pace = pace_of(facts, p->code);

	gr_page_row(page, p->code);
	gr_page_row_name(page, p->name, link);
	for (size_t i = 0; i < facts->n_waves; i++) {
		const struct gr_table_row *row = gr_report_find_row(
		    &facts->cities, facts->waves[i], p->code);

		gr_page_cell(page,
		    row != NULL
		        ? gr_report_cell(&facts->cities, row, "attained_rate")
		        : GR_S(""));
	}
	gr_page_cell(page, gr_report_cell(&facts->cities, p->row, "change_pp"));
	for (size_t i = 0; i < sizeof after / sizeof *after; i++)
		gr_page_cell(page,
		    pace != NULL ? gr_report_cell(&facts->pace, pace, after[i])
		                 : GR_S(""));
	gr_page_cell(page,
	    pace != NULL ? gr_report_pace_word(page->chinese,
	        gr_report_cell(&facts->pace, pace, "pace"))
	                 : GR_S(""));
	if (has_projection(facts))
		gr_page_cell(page,
		    pace != NULL
		        ? gr_report_cell(&facts->pace, pace, "projected")
		        : GR_S(""));
	gr_page_row_end(page);
}

static void put_numbers(struct gr_page *page)
{
	static const char *const after[] = {
		GR_WORDS("Required (points)"),
		GR_WORDS("Observed (points)"),
		GR_WORDS("Observed of required (%)"),
		GR_WORDS("Pace"),
		GR_WORDS("Projected (%, an estimate)"),
	};
	const struct gr_report_facts *facts = page->facts;

	gr_page_table(page, GR_WORDS("Rate of attainment by wave, percent"),
	    NULL);
	gr_page_head(page, "t", (const char *const[]){ GR_WORDS("Place") });
	for (size_t i = 0; i < facts->n_waves; i++) {
		gr_page_html(page, "<th scope=\"col\" class=\"n\">");
		gr_page_text(page, facts->waves[i]);
		gr_page_html(page, "</th>");
	}
	gr_page_html(page, "<th scope=\"col\" class=\"n\">");
	gr_page_figure_title(page, GR_S("change_pp"), false);
	gr_page_html(page, "</th>");
	gr_page_head(page, has_projection(facts) ? "nnntn" : "nnnt", after);
	gr_page_body(page);
	if (facts->region.row != NULL)
		put_row(page, &facts->region, GR_S(""));
	for (size_t i = 0; i < facts->n_cities; i++)
		put_row(page, &facts->city[facts->by_gap[i]],
		    facts->city[facts->by_gap[i]].code);
	gr_page_table_end(page);
}

static const char how[] = GR_WORDS(
    "Rate of attainment by wave; every scale begins at 0 and is the same. The "
    "thin line is the target, the dashed one the even way to it from the first "
    "wave; a dotted one is the projection of the pace so far, an estimate. "
    "Below: the pace.");

void gr_report_paths(struct gr_page *page)
{
	if (page->facts->n_waves == 0)
		return;
	gr_page_figure(page, "paths");
	say(page);
	gr_page_figure_drawn(page, how);
	draw(page, GR_SVG_WIDE);
	draw(page, GR_SVG_NARROW);
	gr_page_figure_numbers(page);
	put_numbers(page);
	gr_page_figure_end(page);
}

void gr_report_paths_drawn(struct gr_page *page)
{
	draw(page, GR_SVG_WIDE);
	gr_page_html(page, "<p class=\"key\">");
	gr_page_text(page, gr_slice_of(gr_wording_in(page->chinese, how)));
	gr_page_html(page, "</p>\n");
}
