/* finder.c - the second page: every community of the wave */
#include "base/wording.h"
#include "report/cards.h"
#include "report/sections.h"
#include "report/shared_data.h"
#include "standard/canonical.h"

struct gr_slice gr_report_status_word(bool chinese, struct gr_slice status)
{
	static const struct {
		const char *status, *words;
	} known[] = {
		{ "attained", GR_WORDS_AS("page", "attained") },
		{ "not_attained", GR_WORDS("not attained") },
		{ "undetermined", GR_WORDS_AS("page", "undetermined") },
		{ "not_participating", GR_WORDS("not taking part") },
		{ "not_responded", GR_WORDS("not responded") },
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (gr_slice_eq(status, gr_slice_of(known[i].status)))
			return gr_slice_of(
			    gr_wording_in(chinese, known[i].words));
	return status;
}

/* ---- the list, for who has no scripts ---- */

static void put_criteria(struct gr_page *page, const struct gr_report_unit *u,
    char result, const char *before)
{
	const struct gr_standard *standard = page->facts->standard;

	for (size_t i = 0; i < standard->criteria; i++) {
		if (u->criterion[i] != result)
			continue;
		gr_page_html(page, before);
		gr_page_text(page, standard->criterion[i].criterion);
	}
}

static void put_unit(struct gr_page *page, const struct gr_report_unit *u,
    size_t prefix)
{
	struct gr_slice status = u->responded ? gr_score_status_name(u->status)
	                                      : GR_S("not_responded");

	gr_page_html(page, "<li><b>");
	gr_page_text(page, u->name);
	gr_page_html(page, "</b> ");
	gr_page_text(page,
	    gr_slice_make(u->code.ptr + prefix, u->code.len - prefix));
	if (!u->responded || u->status != GR_SCORE_NOT_ATTAINED) {
		gr_page_html(page, " ");
		gr_page_text(page,
		    gr_report_status_word(page->chinese, status));
	}
	if (u->responded) {
		put_criteria(page, u, '0', " ");
		put_criteria(page, u, 'U', " ?");
	}
	gr_page_html(page, "</li>");
}

enum { OWN_DIGITS = 3 }; /* of a code, behind those of its street */

static struct gr_slice street_of(const struct gr_report_unit *u)
{
	return gr_slice_make(u->code.ptr,
	    u->code.len > OWN_DIGITS ? u->code.len - OWN_DIGITS : 0);
}

/* The units of a street, which stand together; how many. */
static size_t put_street(struct gr_page *page, const struct gr_report_unit *u,
    size_t most)
{
	struct gr_slice street = street_of(u), name = u->street;
	size_t n = 1;

	while (n < most && gr_slice_eq(u[n].county, u->county)
	    && gr_slice_eq(street_of(&u[n]), street)) {
		/* a street in query is called as its neighbours call it */
		if (gr_slice_eq(name, GR_CELL_QUERY))
			name = u[n].street;
		n++;
	}
	gr_page_html(page, "<p>");
	gr_page_name(page, name);
	gr_page_html(page, " ");
	gr_page_text(page, street);
	gr_page_html(page, "…</p>\n<ul class=\"units\">");
	for (size_t i = 0; i < n; i++)
		put_unit(page, &u[i], street.len);
	gr_page_html(page, "</ul>\n");
	return n;
}

static void put_county(struct gr_page *page, const struct gr_report_unit *u)
{
	const struct gr_report_facts *facts = page->facts;
	const struct gr_report_place *city = gr_report_city(facts, u->city);
	const struct gr_table_row *row = gr_report_find_row(&facts->counties,
	    facts->wave, u->county);

	gr_page_html(page, "<details class=\"place\"><summary>");
	if (city != NULL) {
		gr_page_name(page, city->name);
		gr_page_html(page, " ");
	}
	gr_page_name(page,
	    row != NULL ? gr_report_cell(&facts->counties, row, "name")
	                : u->county);
	gr_page_html(page, "</summary>\n");
}

static void put_list(struct gr_page *page, const struct gr_report_judged *j)
{
	gr_page_section(page, "list", GR_WORDS("All communities, by county"));
	gr_page_html(page, "<noscript>\n");
	gr_page_paragraph(page, "meta",
	    GR_WORDS("Behind each name: the end of its code, its verdict (none "
	             "is named where it has not attained), the criteria that "
	             "it does not meet, and with ? those that are "
	             "undetermined."),
	    NULL);
	for (size_t i = 0; i < j->units;) {
		const struct gr_report_unit *u = &j->unit[i];

		put_county(page, u);
		while (
		    i < j->units && gr_slice_eq(j->unit[i].county, u->county))
			i += put_street(page, &j->unit[i], j->units - i);
		gr_page_html(page, "</details>\n");
	}
	gr_page_html(page, "</noscript>\n");
	gr_page_section_end(page);
}

enum gr_status gr_report_finder(struct gr_page *page,
    const struct gr_report_judged *judged, struct gr_err *err)
{
	const struct gr_report_facts *facts = page->facts;

	gr_page_html(page,
	    "<header>\n<div class=\"tools live-only\" hidden></div>\n<h1>");
	gr_page_say(page, GR_WORDS("{region}: every community, {wave}"),
	    GR_SAID(GR_SAY_NAME("region",
	                facts->region.row != NULL ? facts->region.name
	                                          : facts->standard->id),
	        GR_SAY("wave", facts->wave)));
	gr_page_html(page, "</h1>\n");
	gr_page_paragraph(page, "lede",
	    GR_WORDS("{n} communities, of which {responded} have responded, as "
	             "of {day}."),
	    GR_SAID(GR_SAY_NUMBER("n", (int64_t)judged->units),
	        GR_SAY_NUMBER("responded", (int64_t)judged->responded),
	        GR_SAY("day", facts->as_of)));
	gr_page_html(page, "<p><a href=\"report.html\">");
	gr_page_words(page, GR_WORDS("Back to the report"));
	gr_page_html(page, "</a></p>\n<noscript><p class=\"meta\">");
	gr_page_words(page,
	    GR_WORDS("Without scripts there is no search here, but the list of "
	             "all: the browser's own search finds a name in it."));
	gr_page_html(page,
	    "</p></noscript>\n</header>\n<main id=\"main\">\n"
	    "<section id=\"search\" class=\"live-only\" hidden>\n<h2>");
	gr_page_words(page, GR_WORDS("Find a community"));
	gr_page_html(page,
	    "</h2>\n<div id=\"finder-app\"></div>\n"
	    "<div id=\"card\" hidden></div>\n</section>\n");
	put_list(page, judged);
	if (*facts->cities_on != '\0')
		gr_report_cities(page, judged);
	gr_page_section(page, "notes", GR_WORDS("Notes"));
	gr_page_paragraph(page, "meta",
	    GR_WORDS("Standard {standard}, as of {day}. Hash of the inputs: "
	             "{key}"),
	    GR_SAID(GR_SAY("standard",
	                facts->report->release->manifest.standard),
	        GR_SAY("day", facts->as_of),
	        GR_SAY("key", facts->report->release->manifest.key)));
	gr_page_section_end(page);
	gr_page_html(page, "</main>\n");
	return gr_report_cards(page, judged, err);
}
