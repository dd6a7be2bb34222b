/* head.c - the head of a page, and its notes */
#include "base/wording.h"
#include "report/sections.h"

/* The one sentence of the whole. */
static void put_lede(struct gr_page *page)
{
	const struct gr_report_facts *facts = page->facts;
	const struct gr_report_place *r = &facts->region;
	const struct gr_saying *with = GR_SAID(GR_SAY_NUMBER("attained",
	                                           r->attained),
	    GR_SAY_NUMBER("registered", r->registered),
	    GR_SAY("rate",
	        gr_report_cell(&facts->cities, r->row, "attained_rate")),
	    GR_SAY("target", gr_buf_slice(&facts->target_text)),
	    GR_SAY_NUMBER("need", r->need), GR_SAY_NUMBER("gap", r->gap),
	    GR_SAY_NUMBER("open", r->open), GR_SAY_NUMBER("absent", r->absent),
	    GR_SAY("high",
	        gr_report_cell(&facts->cities, r->row, "attained_rate_high")));

	gr_page_html(page, "<p class=\"lede\">");
	gr_page_say(page,
	    GR_WORDS("{attained} of {registered} communities have attained, "
	             "{rate}%."),
	    with);
	gr_page_gap(page);
	if (r->has_target && facts->target >= 0)
		gr_page_say(page,
		    r->gap > 0 ? GR_WORDS(
		        "The target of {target} percent needs {need}; {gap} "
		        "{gap?is|are} missing.")
		               : GR_WORDS(
		                   "The target of {target} percent is reached."),
		    with);
	if (r->open + r->absent > 0) {
		gr_page_gap(page);
		gr_page_say(page,
		    GR_WORDS(
		        "Were every open case to attain, {open} "
		        "undetermined and {absent} not responded, it would "
		        "be {high}%."),
		    with);
	}
	gr_page_html(page, "</p>\n");
}

static void put_key_figures(struct gr_page *page)
{
	static const struct {
		const char *column, *unit;
	} key[] = { { "attained_rate", "%" }, { "gap", "" },
		{ "participation_rate", "%" }, { "response_rate", "%" },
		{ "change_pp", "" } };
	const struct gr_report_facts *facts = page->facts;

	gr_page_html(page, "<dl class=\"key\">\n");
	for (size_t i = 0; i < sizeof key / sizeof *key; i++) {
		struct gr_slice cell = gr_report_cell(&facts->cities,
		    facts->region.row, key[i].column);

		if (cell.len == 0)
			continue;
		gr_page_html(page, "<div><dt>");
		gr_page_figure_title(page, gr_slice_of(key[i].column),
		    key[i].unit[0] != '\0');
		gr_page_html(page, "</dt><dd>");
		gr_page_text(page, cell);
		gr_page_format(page, "<span>%s</span></dd></div>\n",
		    key[i].unit);
	}
	gr_page_html(page, "</dl>\n");
}

static void put_link(struct gr_page *page, const char *to, const char *words)
{
	gr_page_html(page, "<li><a href=\"");
	gr_page_text(page, gr_slice_of(to));
	gr_page_html(page, "\">");
	gr_page_words(page, words);
	gr_page_html(page, "</a></li>\n");
}

/* To what only a script can offer, and reveals. */
static void put_live_link(struct gr_page *page)
{
	gr_page_html(page,
	    "<li class=\"live-only\" hidden><a href=\"#what-if\">");
	gr_page_words(page, GR_WORDS("What if"));
	gr_page_html(page, "</a></li>\n");
}

static void put_contents(struct gr_page *page)
{
	static const struct {
		const char *to, *words;
	} link[] = {
		{ "#result", GR_WORDS("Cities and target") },
		{ "#where", GR_WORDS("Map") },
		{ "#criteria", GR_WORDS("Criteria") },
		{ "#progress", GR_WORDS("Progress") },
		{ "#duties", GR_WORDS("Obligations") },
		{ "#first", GR_WORDS("What first") },
		{ "#doubt", GR_WORDS("What rests on doubt") },
		{ "#quality", GR_WORDS("Data") },
		{ "#cities", GR_WORDS("City by city") },
		{ "#notes", GR_WORDS("Notes") },
	};
	const char *finder = page->facts->finder;

	gr_page_html(page, "<nav aria-label=\"");
	gr_page_words(page, GR_WORDS("Contents"));
	gr_page_html(page, "\">\n<ul>\n");
	for (size_t i = 0; i < sizeof link / sizeof *link; i++)
		put_link(page, link[i].to, link[i].words);
	put_live_link(page);
	if (finder != NULL)
		put_link(page, finder, GR_WORDS("Find a community"));
	gr_page_html(page, "</ul>\n</nav>\n");
}

void gr_report_head(struct gr_page *page)
{
	const struct gr_report_facts *facts = page->facts;
	const struct gr_standard *standard = facts->standard;

	gr_page_html(page,
	    "<header>\n<div class=\"tools live-only\" hidden></div>\n"
	    "<p class=\"over\">");
	gr_page_text(page,
	    gr_report_title(facts, standard->title_zh, standard->title_en));
	gr_page_html(page, "</p>\n<h1>");
	gr_page_say(page, GR_WORDS("{region}: attainment in {wave}"),
	    GR_SAID(GR_SAY_NAME("region",
	                facts->region.row != NULL ? facts->region.name
	                                          : standard->id),
	        GR_SAY("wave", facts->wave)));
	gr_page_html(page, "</h1>\n");
	if (facts->region.row != NULL) {
		put_lede(page);
		put_key_figures(page);
	}
	gr_page_paragraph(page, "meta", GR_WORDS("As of {day}."),
	    GR_SAID(GR_SAY("day", facts->as_of)));
	gr_page_html(page, "<noscript><p class=\"meta\">");
	gr_page_words(page,
	    GR_WORDS("Without scripts all pictures and tables are here; only "
	             "what answers to a click or a search is not."));
	gr_page_html(page, "</p></noscript>\n</header>\n");
	put_contents(page);
}

/* ---- notes ---- */

void gr_report_notes(struct gr_page *page)
{
	const struct gr_report_facts *facts = page->facts;
	const struct gr_manifest *manifest = &facts->report->release->manifest;

	gr_page_section(page, "notes", GR_WORDS("Notes"));
	gr_page_paragraph(page, "",
	    GR_WORDS(
	        "The base of every rate is all registered communities. Who "
	        "has not responded, and who cannot be judged yet, stays in "
	        "the base and attains nothing; the high rate counts all of "
	        "them as attained."),
	    NULL);
	gr_page_paragraph(page, "",
	    GR_WORDS(
	        "Rates have two decimals, and one more where rounding would "
	        "put them on the other side of a threshold; parts may "
	        "therefore not add up to the last digit. An empty cell is a "
	        "figure that is not known."),
	    NULL);
	gr_page_paragraph(page, "",
	    GR_WORDS("Every number is one of the release's tables: cities.csv, "
	             "counties.csv, criteria.csv, milestones.csv, pace.csv; "
	             "green-explain opens each down to the cell it came from."),
	    NULL);
	gr_page_paragraph(page, "meta",
	    GR_WORDS("Standard {standard}, as of {day}. Hash of the inputs: "
	             "{key}"),
	    GR_SAID(GR_SAY("standard", manifest->standard),
	        GR_SAY("day", manifest->as_of), GR_SAY("key", manifest->key)));
	gr_page_section_end(page);
}
