/* doubt.c - what rests on doubt: other rules, open cases, rules of their own */
#include "base/wording.h"
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

static enum gr_status put_place(struct gr_page *page,
    const struct gr_report_judged *j, const struct gr_report_place *p,
    struct lines *lines, struct gr_err *err)
{
	static const struct gr_page_column ranks[] = { { "rank", NULL },
		{ "rank_best", NULL }, { "rank_worst", NULL },
		{ "attained_common_rate", NULL }, { "rank_common", NULL },
		{ "own_basis", NULL } };
	enum gr_status status = robust_line(j, p->code, lines, err);

	gr_page_row(page, p->code);
	gr_page_row_name(page, p->name,
	    p == &page->facts->region ? NULL : "#city-", p->code);
	gr_page_html(page, "<td class=\"s\">");
	gr_page_words(page,
	    !p->has_target   ? GR_WORDS("no target")
	        : p->gap > 0 ? GR_WORDS_AS("page", "missed")
	                     : GR_WORDS_AS("page", "reached"));
	gr_page_html(page, "</td>");
	put_scenarios(page, cell_of(lines, "changed"));
	gr_page_cells(page, &page->facts->cities, p->row, ranks,
	    sizeof ranks / sizeof *ranks);
	gr_page_row_end(page);
	return status;
}

static enum gr_status put_table(struct gr_page *page,
    const struct gr_report_judged *j, struct lines *lines, struct gr_err *err)
{
	static const struct gr_page_column columns[] = {
		{ "verdict", GR_WORDS("Target") },
		{ "changed", GR_WORDS("The verdict would be another with") },
		{ "rank", NULL }, { "rank_best", NULL }, { "rank_worst", NULL },
		{ "attained_common_rate", NULL }, { "rank_common", NULL },
		{ "own_basis", NULL }
	};
	const struct gr_report_facts *facts = page->facts;
	enum gr_status status = GR_OK;

	gr_page_table(page, GR_WORDS("What verdicts and ranks rest on, {wave}"),
	    GR_SAID(GR_SAY("wave", facts->wave)));
	gr_page_head_figures(page, GR_WORDS("Place"), columns,
	    sizeof columns / sizeof *columns);
	gr_page_body(page);
	for (size_t i = 0; status == GR_OK && i < facts->n_cities; i++)
		status = put_place(page, j, &facts->city[facts->by_gap[i]],
		    lines, err);
	if (status == GR_OK && facts->region.row != NULL)
		status = put_place(page, j, &facts->region, lines, err);
	gr_page_table_end(page);
	return status;
}

enum gr_status gr_report_doubt(struct gr_page *page,
    const struct gr_report_judged *judged, struct gr_err *err)
{
	const struct gr_report_facts *facts = page->facts;
	struct lines lines = { .n = 0 };
	enum gr_status status = facts->region.row != NULL
	    ? robust_line(judged, facts->region.code, &lines, err)
	    : GR_OK;

	gr_page_section(page, "doubt", GR_WORDS("What rests on doubt"));
	if (cell_of(&lines, "cities").len > 0)
		gr_page_paragraph(page, "says",
		    GR_WORDS(
		        "Of {all} cities the verdict of {n} is the same "
		        "under every other reading of the rules that was "
		        "tried: one criterion left out, thresholds a tenth "
		        "lower or higher, open and missing cases counted."),
		    GR_SAID(GR_SAY("all", cell_of(&lines, "cities")),
		        GR_SAY("n", cell_of(&lines, "cities_robust"))));
	if (status == GR_OK)
		status = put_table(page, judged, &lines, err);
	gr_page_section_end(page);
	gr_row_print_free(&lines.line);
	return status;
}
