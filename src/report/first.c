/* first.c - what to fix first: the shortlist */
#include "base/wording.h"
#include "report/sections.h"

/* What it takes a place to reach its target. */
struct way {
	int64_t candidates, communities, fixes;
	int64_t *criterion; /* fixes by criterion */
};

static void walk(const struct gr_report_judged *j, size_t area, int64_t gap,
    struct way *way)
{
	const struct gr_standard *standard = j->facts->standard;
	const struct gr_community *c;

	way->candidates = way->communities = way->fixes = 0;
	memset(way->criterion, 0, standard->criteria * sizeof *way->criterion);
	for (size_t i = 0;
	     (c = gr_shortlist_next(&j->list, area, &i)) != NULL;) {
		if (way->candidates++ >= gap)
			continue;
		way->communities++;
		way->fixes += (int64_t)c->fixes;
		for (size_t k = 0; k < standard->criteria; k++)
			way->criterion[k] += c->result[k] != '\0';
	}
}

/* The criterion that most fixes are about, or GR_NONE. */
static size_t most_of(const struct gr_standard *standard, const struct way *way)
{
	size_t most = GR_NONE;

	for (size_t k = 0; k < standard->criteria; k++)
		if (way->criterion[k] > 0
		    && (most == GR_NONE
		        || way->criterion[k] > way->criterion[most]))
			most = k;
	return most;
}

/* The criteria by the number of their fixes: "C09 (12), C05 (4)". */
static void put_criteria(struct gr_page *page, struct way *way)
{
	const struct gr_standard *standard = page->facts->standard;
	bool first = true;
	size_t k;

	gr_page_html(page, "<td class=\"list\">");
	while ((k = most_of(standard, way)) != GR_NONE) {
		gr_page_html(page, first ? "" : ", ");
		gr_page_text(page, standard->criterion[k].criterion);
		gr_page_format(page, "&nbsp;(%jd)",
		    (intmax_t)way->criterion[k]);
		way->criterion[k] = 0;
		first = false;
	}
	gr_page_html(page, "</td>");
}

static void put_place(struct gr_page *page, const struct gr_report_judged *j,
    const struct gr_report_place *p, struct way *way)
{
	size_t area = gr_report_list_area(j, p->code);

	if (area == GR_NONE)
		return;
	walk(j, area, p->gap, way);
	gr_page_row(page, p->code);
	gr_page_row_name(page, p->name,
	    p == &page->facts->region ? GR_S("") : p->code);
	gr_page_cell_int(page, p->gap);
	gr_page_cell_int(page, way->candidates);
	gr_page_cell_int(page, way->fixes);
	gr_page_cell_int(page, p->gap - way->communities);
	put_criteria(page, way);
	gr_page_row_end(page);
}

static bool is_anything_missed(const struct gr_report_facts *facts)
{
	bool missed = gr_report_misses(&facts->region);

	for (size_t i = 0; i < facts->n_cities; i++)
		missed |= gr_report_misses(&facts->city[i]);
	return missed;
}

static void say(struct gr_page *page, const struct gr_report_judged *j,
    struct way *way)
{
	const struct gr_report_facts *facts = page->facts;
	const struct gr_report_place *r = &facts->region;
	size_t area = r->row != NULL ? gr_report_list_area(j, r->code)
	                             : GR_NONE;

	if (!is_anything_missed(facts)) {
		gr_page_words(page,
		    GR_WORDS("Nothing: no place misses its target."));
		return;
	}
	if (area == GR_NONE || !gr_report_misses(r)) {
		gr_page_words(page,
		    GR_WORDS("What would bring each place to its target."));
		return;
	}
	walk(j, area, r->gap, way);
	size_t most = most_of(facts->standard, way);
	gr_page_say(page,
	    GR_WORDS(
	        "{fixes} {fixes?fix|fixes} in {n} {n?community|communities} "
	        "would bring {region} to the target."),
	    GR_SAID(GR_SAY_NUMBER("fixes", way->fixes),
	        GR_SAY_NUMBER("n", way->communities),
	        GR_SAY_NAME("region", r->name)));
	if (most == GR_NONE)
		return;
	const struct gr_criterion *c = &facts->standard->criterion[most];

	gr_page_gap(page);
	gr_page_say(page,
	    GR_WORDS("Most are about {id}, {title}: {n} of them."),
	    GR_SAID(GR_SAY("id", c->criterion),
	        GR_SAY("title",
	            gr_report_title(facts, c->title_zh, c->title_en)),
	        GR_SAY_NUMBER("n", way->criterion[most])));
}

static void put_table(struct gr_page *page,
    const struct gr_report_judged *judged, struct way *way)
{
	static const char *const heading[] = { GR_WORDS("Place"),
		GR_WORDS("Short of the target"),
		GR_WORDS("Communities that could"), GR_WORDS("Fewest fixes"),
		GR_WORDS("Short even then"), GR_WORDS("About which criteria") };
	const struct gr_report_facts *facts = page->facts;

	gr_page_table(page,
	    GR_WORDS("The fewest fixes by which each place reaches its target, "
	             "of communities that take part"),
	    NULL);
	gr_page_head(page, "tnnnnt", heading);
	gr_page_body(page);
	for (size_t i = 0; i < facts->n_cities; i++) {
		const struct gr_report_place *p =
		    &facts->city[facts->by_gap[i]];

		if (gr_report_misses(p))
			put_place(page, judged, p, way);
	}
	if (gr_report_misses(&facts->region))
		put_place(page, judged, &facts->region, way);
	gr_page_table_end(page);
}

void gr_report_shortlist(struct gr_page *page,
    const struct gr_report_judged *judged)
{
	const struct gr_report_facts *facts = page->facts;
	struct way way = { 0 };

	way.criterion = GR_NEW_ARRAY(facts->keep, facts->standard->criteria + 1,
	    int64_t);
	if (way.criterion == NULL) {
		page->to.failed = true;
		return;
	}
	gr_page_section(page, "first", GR_WORDS("What to fix first"));
	gr_page_html(page, "<p class=\"says\">");
	say(page, judged, &way);
	gr_page_html(page, "</p>\n");
	if (is_anything_missed(facts))
		put_table(page, judged, &way);
	gr_page_section_end(page);
}
