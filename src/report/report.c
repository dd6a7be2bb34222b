/* report.c - the report of a release: the pages as a whole */
#include "report/report.h"

#include "base/wording.h"
#include "report/assets.h"
#include "report/charts.h"
#include "report/open_queries.h"
#include "report/sections.h"

static struct gr_slice title_of(struct gr_page *page, const char *text)
{
	const struct gr_report_facts *facts = page->facts;
	struct gr_slice region = facts->region.row != NULL
	    ? facts->region.name
	    : facts->standard->id;

	gr_buf_clear(&page->scratch);
	gr_page_fill(&page->scratch, page->chinese, text,
	    GR_SAID(GR_SAY_NAME("region", region),
	        GR_SAY("wave", facts->wave)));
	return gr_page_taken(page, &page->scratch);
}

/* One step from the first picture to what is said of each city. */
static void put_city_links(struct gr_page *page)
{
	const struct gr_report_facts *facts = page->facts;

	if (facts->n_cities == 0)
		return;
	gr_page_html(page, "<nav aria-label=\"");
	gr_page_words(page, GR_WORDS("City by city"));
	gr_page_html(page, "\"><ul>\n");
	for (size_t i = 0; i < facts->n_cities; i++) {
		const struct gr_report_place *p =
		    &facts->city[facts->by_gap[i]];

		gr_page_html(page, "<li>");
		gr_page_city_link(page, p->code);
		gr_page_name(page, p->name);
		gr_page_html(page, "</a></li>\n");
	}
	gr_page_html(page, "</ul></nav>\n");
}

/* Of many cities: where their sections are. */
static void put_where_cities_are(struct gr_page *page)
{
	gr_page_section(page, "cities", GR_WORDS("City by city"));
	gr_page_html(page, "<p><a href=\"");
	gr_page_text(page, gr_slice_of(page->facts->cities_on));
	gr_page_html(page, "#cities\">");
	gr_page_words(page,
	    GR_WORDS("Each city has a section of its own on the second page, "
	             "beside its communities."));
	gr_page_html(page, "</a></p>\n");
	gr_page_section_end(page);
}

/* The sections that say what stands where. */
static enum gr_status put_findings(struct gr_page *page,
    const struct gr_report_judged *judged, struct gr_err *err)
{
	gr_page_section(page, "result",
	    GR_WORDS("Which cities miss the target"));
	gr_report_bars(page);
	put_city_links(page);
	gr_page_section_end(page);
	gr_page_section(page, "where", GR_WORDS("Where"));
	gr_report_tiles(page);
	gr_page_section_end(page);
	gr_page_section(page, "criteria", GR_WORDS("Which criteria fail"));
	enum gr_status status = gr_report_heat(page, err);
	gr_page_section_end(page);
	gr_page_section(page, "progress", GR_WORDS("Is it getting better"));
	gr_report_paths(page);
	gr_page_section_end(page);
	gr_page_html(page,
	    "<section id=\"what-if\" class=\"live-only\" hidden>\n<h2>");
	gr_page_words(page, GR_WORDS("What if the rules were others"));
	gr_page_html(page, "</h2>\n<p class=\"band\" role=\"status\">");
	gr_page_words(page,
	    GR_WORDS(
	        "A calculation of the reader's own, no published figure."));
	gr_page_html(page,
	    "</p>\n<div id=\"what-if-app\"></div>\n</section>\n");
	gr_page_section(page, "duties", GR_WORDS("How the obligations stand"));
	if (status == GR_OK)
		status = gr_report_duties(page, err);
	gr_page_section_end(page);
	gr_report_shortlist(page, judged);
	return status == GR_OK ? gr_report_doubt(page, judged, err) : status;
}

static void put_data_section(struct gr_page *page,
    const struct gr_report_judged *judged)
{
	gr_page_section(page, "quality", GR_WORDS("How good the data are"));
	gr_report_flow(page);
	gr_report_response(page, judged);
	gr_page_paragraph(page, "says",
	    GR_WORDS(
	        "{open} {open?query|queries} about this wave {open?is|are} "
	        "open, and {answered} {answered?answer was|answers were} "
	        "put in."),
	    GR_SAID(GR_SAY_NUMBER("open", judged->all_queries),
	        GR_SAY_NUMBER("answered", judged->answers)));
	gr_page_section_end(page);
}

static enum gr_status put_report(struct gr_page *page,
    const struct gr_report_judged *judged, struct gr_err *err)
{
	struct gr_slice script = gr_asset(GR_ASSET_REPORT);

	gr_page_begin(page, "report",
	    title_of(page, GR_WORDS("{region}: attainment in {wave}")), script);
	gr_report_head(page);
	gr_page_html(page, "<main id=\"main\">\n");
	enum gr_status status = put_findings(page, judged, err);
	put_data_section(page, judged);
	if (*judged->facts->cities_on == '\0')
		gr_report_cities(page, judged);
	else
		put_where_cities_are(page);
	gr_report_notes(page);
	gr_page_html(page, "</main>\n");
	if (status == GR_OK)
		status = gr_report_data(page, judged, err);
	gr_page_end(page, script);
	return status == GR_OK ? gr_buf_check(&page->to, err) : status;
}

static enum gr_status put_finder(struct gr_page *page,
    const struct gr_report_judged *judged, struct gr_err *err)
{
	struct gr_slice script = gr_asset(GR_ASSET_FINDER);

	gr_page_begin(page, "finder",
	    title_of(page, GR_WORDS("{region}: every community, {wave}")),
	    script);
	enum gr_status status = gr_report_finder(page, judged, err);
	gr_page_end(page, script);
	return status == GR_OK ? gr_buf_check(&page->to, err) : status;
}

typedef enum gr_status put_page_fn(struct gr_page *page,
    const struct gr_report_judged *judged, struct gr_err *err);

static enum gr_status write_page(const struct gr_report_judged *judged,
    put_page_fn *put, struct gr_sink *sink, struct gr_err *err)
{
	struct gr_page page = { .facts = judged->facts,
		.chinese = judged->facts->chinese };
	enum gr_status status = put(&page, judged, err);

	if (status == GR_OK)
		status = gr_sink_write(sink, gr_buf_slice(&page.to), err);
	gr_page_free(&page);
	return status;
}

static enum gr_status write_finder(const struct gr_report_judged *judged,
    const char *path, struct gr_err *err)
{
	struct gr_sink *sink = NULL;
	enum gr_status status = gr_sink_open(path, &sink, err);

	if (status == GR_OK)
		status = write_page(judged, put_finder, sink, err);
	return gr_sink_end(sink, status, err);
}

enum gr_status gr_report_write(const struct gr_report *report,
    struct gr_sink *page, struct gr_err *err)
{
	struct gr_report_facts facts;
	struct gr_report_judged judged = { .facts = &facts };
	enum gr_status status = gr_report_facts_read(report, &facts, err);

	if (status == GR_OK)
		status = gr_report_judge(&facts, &judged, err);
	if (status == GR_OK)
		status = gr_report_count_queries(&judged, err);
	if (status == GR_OK)
		status = write_page(&judged, put_report, page, err);
	if (status == GR_OK && report->finder != NULL)
		status = write_finder(&judged, report->finder, err);
	gr_report_judged_free(&judged);
	gr_report_facts_free(&facts);
	return status;
}
