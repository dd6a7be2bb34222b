/* doubt.c - what rests on doubt: other rules, open cases, rules of their own */
#include "base/wording.h"
#include "report/charts.h"
#include "report/sections.h"

/* A row of the sensitivity's tables, as cells. */
struct lines {
	struct gr_row_print line;
	const struct gr_slice *cell;
	size_t n;
};

static enum gr_status robust_line(const struct gr_report_judged *j,
    struct gr_slice code, struct lines *out, struct gr_err *err)
{
	size_t area = gr_report_sensitivity_area(j, code);

	out->n = 0;
	if (area == GR_NONE
	    || gr_sensitivity_outcome(j->sensitivity, area, 0) == NULL)
		return GR_OK;
	gr_robustness_line(j->sensitivity, area, &out->line);
	return gr_row_print_fields(&out->line, &out->cell, &out->n, err);
}

static struct gr_slice cell_of(const struct lines *lines, const char *column)
{
	for (size_t i = 0; i < lines->n && i < GR_ROBUSTNESS_COLUMNS; i++)
		if (gr_slice_eq(gr_robustness_column[i], gr_slice_of(column)))
			return lines->cell[i];
	return GR_S("");
}

/* "without:C03" in words. */
static void put_scenario(struct gr_page *page, struct gr_slice name)
{
	struct gr_slice rest = name, kind;
	(void)gr_slice_split(&rest, ':', &kind);
	const struct gr_saying *with = GR_SAID(
	    GR_SAY("what", rest.ptr != NULL ? rest : GR_S("")));

	if (gr_slice_eq(kind, GR_S("without")))
		gr_page_say(page, GR_WORDS("without {what}"), with);
	else if (gr_slice_eq(kind, GR_S("thresholds")))
		gr_page_say(page, GR_WORDS("thresholds {what}%"), with);
	else if (gr_slice_eq(kind, GR_S("open")))
		gr_page_words(page, GR_WORDS("what is open counted as met"));
	else if (gr_slice_eq(kind, GR_S("absent")))
		gr_page_words(page,
		    GR_WORDS("who has not responded counted as attained"));
	else if (gr_slice_eq(kind, GR_S("common")))
		gr_page_words(page, GR_WORDS("the common rules"));
	else
		gr_page_text(page, name);
}

static void put_scenarios(struct gr_page *page, struct gr_slice changed)
{
	struct gr_slice one;
	bool first = true;

	gr_page_html(page, "<td class=\"list\">");
	while (changed.len > 0 && gr_slice_split(&changed, ';', &one)) {
		gr_page_html(page, first ? "" : page->chinese ? "；" : "; ");
		put_scenario(page, one);
		first = false;
	}
	if (first)
		gr_page_words(page, GR_WORDS_AS("page", "none"));
	gr_page_html(page, "</td>");
}

static void put_rate(struct gr_page *page, int64_t rate)
{
	struct gr_buf text = { 0 };

	if (rate >= 0)
		gr_dec_print_fixed(&text, rate, 2);
	gr_page_cell(page, gr_page_taken(page, &text));
	gr_buf_free(&text);
}

static const struct gr_page_column ranks[] = { { "rank", NULL },
	{ "rank_best", NULL }, { "rank_worst", NULL },
	{ "attained_common_rate", NULL }, { "rank_common", NULL },
	{ "own_basis", NULL } };

static enum gr_status put_place(struct gr_page *page,
    const struct gr_report_judged *j, const struct gr_report_range *range,
    struct lines *lines, struct gr_err *err)
{
	const struct gr_report_place *p = range->place;
	enum gr_status status = robust_line(j, p->code, lines, err);

	gr_page_row(page, p->code);
	gr_page_row_name(page, p->name,
	    p == &page->facts->region ? GR_S("") : p->code);
	gr_page_html(page, "<td class=\"s\">");
	gr_page_words(page,
	    !p->has_target   ? GR_WORDS("no target")
	        : p->gap > 0 ? GR_WORDS_AS("page", "missed")
	                     : GR_WORDS_AS("page", "reached"));
	gr_page_html(page, "</td>");
	put_rate(page, range->low);
	put_rate(page, range->high);
	put_scenarios(page, cell_of(lines, "changed"));
	gr_page_cells(page, &page->facts->cities, p->row, ranks,
	    sizeof ranks / sizeof *ranks);
	gr_page_row_end(page);
	return status;
}

static enum gr_status put_table(struct gr_page *page,
    const struct gr_report_judged *j, const struct gr_report_range *range,
    size_t n, struct lines *lines, struct gr_err *err)
{
	static const char *const heading[] = { GR_WORDS("Place"),
		GR_WORDS("Target"), GR_WORDS("Lowest rate (%)"),
		GR_WORDS("Highest rate (%)"),
		GR_WORDS("The verdict would be another with") };
	enum gr_status status = GR_OK;

	gr_page_table(page, GR_WORDS("What verdicts and ranks rest on, {wave}"),
	    GR_SAID(GR_SAY("wave", page->facts->wave)));
	gr_page_head(page, "ttnnt", heading);
	gr_page_head_figures(page, NULL, ranks, sizeof ranks / sizeof *ranks);
	gr_page_body(page);
	for (size_t i = 0; status == GR_OK && i < n; i++)
		status = put_place(page, j, &range[i], lines, err);
	gr_page_table_end(page);
	return status;
}

/* ---- how far rates go ---- */

/* The rate of a place for so many that attain, in hundredths. */
static int64_t rate_of(const struct gr_report_place *p, int64_t attained)
{
	return p->registered > 0
	    ? (attained * 20000 + p->registered) / (2 * p->registered)
	    : -1;
}

static enum gr_status find_range(const struct gr_report_judged *j,
    const struct gr_report_place *p, struct gr_report_range *out,
    struct lines *lines, struct gr_err *err)
{
	size_t area = gr_report_sensitivity_area(j, p->code), n;
	const struct gr_outcome *o;
	struct gr_slice one;

	*out = (struct gr_report_range){ .place = p, .low = -1, .high = -1 };
	(void)gr_sensitivity_scenarios(j->sensitivity, &n);
	out->reading = GR_NEW_ARRAY(j->facts->keep, n + 1, int64_t);
	if (out->reading == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; area != GR_NONE && i < n; i++) {
		o = gr_sensitivity_outcome(j->sensitivity, area, i);
		if (o == NULL)
			break;
		int64_t low = rate_of(p, o->attained_low),
		        high = rate_of(p, o->attained_high);

		out->low = out->low < 0 || low < out->low ? low : out->low;
		out->high = high > out->high ? high : out->high;
		if (i > 0)
			out->reading[out->readings++] = rate_of(p, o->attained);
	}
	enum gr_status status = robust_line(j, p->code, lines, err);
	struct gr_slice changed = cell_of(lines, "changed");

	while (changed.len > 0 && gr_slice_split(&changed, ';', &one))
		out->otherwise++;
	return status;
}

/* Of all cities, by their gap, and of the region. */
static enum gr_status find_ranges(const struct gr_report_judged *j,
    struct gr_report_range **out, size_t *n, struct lines *lines,
    struct gr_err *err)
{
	const struct gr_report_facts *facts = j->facts;
	enum gr_status status = GR_OK;

	*n = facts->n_cities + (facts->region.row != NULL);
	*out = GR_NEW_ARRAY(facts->keep, *n + 1, struct gr_report_range);
	if (*out == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; status == GR_OK && i < *n; i++)
		status = find_range(j,
		    i < facts->n_cities ? &facts->city[facts->by_gap[i]]
		                        : &facts->region,
		    &(*out)[i], lines, err);
	return status;
}

static void say(struct gr_page *page, const struct lines *lines)
{
	if (cell_of(lines, "cities").len == 0) {
		gr_page_words(page,
		    GR_WORDS("How far rates go under other readings of the "
		             "rules."));
		return;
	}
	gr_page_say(page,
	    GR_WORDS("Of {all} cities the verdict of {n} is the same "
	             "under every other reading of the rules that was "
	             "tried: one criterion left out, thresholds a tenth "
	             "lower or higher, open and missing cases counted."),
	    GR_SAID(GR_SAY("all", cell_of(lines, "cities")),
	        GR_SAY("n", cell_of(lines, "cities_robust"))));
}

static enum gr_status put_ranges(struct gr_page *page,
    const struct gr_report_judged *judged, struct lines *lines,
    struct gr_err *err)
{
	const struct gr_report_facts *facts = page->facts;
	struct gr_report_range *range;
	size_t n;
	enum gr_status status = find_ranges(judged, &range, &n, lines, err);

	if (status == GR_OK && facts->region.row != NULL)
		status = robust_line(judged, facts->region.code, lines, err);
	if (status != GR_OK || n == 0)
		return status;
	gr_page_figure(page, "doubt");
	say(page, lines);
	gr_page_figure_drawn(page,
	    GR_WORDS("The bar goes from the lowest to the highest rate of all "
	             "readings, a line in it is one of them, the dot the "
	             "published rate. Where the bar "
	             "crosses the target, the verdict depends on the reading. "
	             "Beside it the rank, and in brackets the ranks that open "
	             "cases allow."));
	gr_report_draw_ranges(page, GR_SVG_WIDE, range, n);
	gr_report_draw_ranges(page, GR_SVG_NARROW, range, n);
	gr_page_figure_numbers(page);
	status = put_table(page, judged, range, n, lines, err);
	gr_page_figure_end(page);
	return status;
}

enum gr_status gr_report_doubt(struct gr_page *page,
    const struct gr_report_judged *judged, struct gr_err *err)
{
	struct lines lines = { .n = 0 };

	gr_page_section(page, "doubt", GR_WORDS("What rests on doubt"));
	enum gr_status status = put_ranges(page, judged, &lines, err);
	gr_row_print_free(&lines.line);
	if (status == GR_OK)
		status = gr_report_firm(page, judged, err);
	gr_page_section_end(page);
	return status;
}
