/* duties.c - how every obligation stands in every city */
#include "base/wording.h"
#include "number/date.h"
#include "report/duties_internal.h"
#include "report/sections.h"

/* ---- what there is ---- */

static size_t obligation_of(const struct gr_standard *standard,
    struct gr_slice id)
{
	for (size_t i = 0; i < standard->obligations; i++)
		if (gr_slice_eq(standard->obligation[i].id, id))
			return i;
	return GR_NONE;
}

static size_t place_of(const struct gr_duty_grid *g, struct gr_slice code)
{
	const struct gr_report_place *city = gr_report_city(g->facts, code);

	return city != NULL ? (size_t)(city - g->facts->city)
	    : gr_slice_eq(code, g->facts->region.code) ? g->facts->n_cities
	                                               : GR_NONE;
}

/* Whether obligation `a` stands before `b`: what is due first, what has no day
 * last. */
static bool is_before(const struct gr_obligation *a,
    const struct gr_obligation *b)
{
	int32_t due_a = a->due == INT32_MIN ? INT32_MAX : a->due;
	int32_t due_b = b->due == INT32_MIN ? INT32_MAX : b->due;

	return due_a != due_b ? due_a < due_b : gr_slice_cmp(a->id, b->id) < 0;
}

static void sort(struct gr_duty_grid *g)
{
	const struct gr_obligation *all = g->facts->standard->obligation;

	for (size_t i = 1; i < g->n; i++) {
		size_t one = g->order[i], at = i;

		while (at > 0 && is_before(&all[one], &all[g->order[at - 1]])) {
			g->order[at] = g->order[at - 1];
			at--;
		}
		g->order[at] = one;
	}
}

static enum gr_status read_grid(const struct gr_report_facts *facts,
    struct gr_duty_grid *g, struct gr_err *err)
{
	const struct gr_standard *standard = facts->standard;
	const struct gr_table *t = &facts->milestones;
	bool *listed = GR_NEW_ARRAY(facts->keep, standard->obligations + 1,
	    bool);

	*g = (struct gr_duty_grid){ .facts = facts,
		.places = facts->n_cities + 1 };
	g->order = GR_NEW_ARRAY(facts->keep, standard->obligations + 1, size_t);
	g->row = GR_NEW_ARRAY(facts->keep,
	    standard->obligations * g->places + 1, const struct gr_table_row *);
	if (listed == NULL || g->order == NULL || g->row == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < t->rows; i++) {
		size_t o = obligation_of(standard,
		    gr_report_cell(t, &t->row[i], "id"));
		size_t place = place_of(g,
		    gr_report_cell(t, &t->row[i], "code"));

		if (o == GR_NONE || place == GR_NONE)
			continue;
		g->row[o * g->places + place] = &t->row[i];
		if (!listed[o])
			g->order[g->n++] = o;
		listed[o] = true;
	}
	sort(g);
	return GR_OK;
}

/* ---- the words and the numbers ---- */

static void say(struct gr_page *page, const struct gr_duty_grid *g)
{
	int64_t count[GR_OBLIGATION_STATUSES + 1] = { 0 };
	int64_t due = 0;

	for (size_t i = 0; i < g->n * g->places; i++) {
		const struct gr_table_row *row =
		    g->row[g->order[i / g->places] * g->places + i % g->places];

		if (row != NULL)
			count[gr_duty_status(gr_report_cell(
			    &g->facts->milestones, row, "status"))]++;
	}
	for (int s = GR_OBLIGATION_MET; s <= GR_OBLIGATION_UNDETERMINED; s++)
		due += count[s];
	gr_page_say(page,
	    GR_WORDS(
	        "Of {due} obligations that are due, {met} are met, {late} "
	        "of them late; {missed} are not met, of {none} there is no "
	        "record, and {open} cannot be told yet."),
	    GR_SAID(GR_SAY_NUMBER("due", due),
	        GR_SAY_NUMBER("met",
	            count[GR_OBLIGATION_MET] + count[GR_OBLIGATION_MET_ON_TIME]
	                + count[GR_OBLIGATION_MET_LATE]),
	        GR_SAY_NUMBER("late", count[GR_OBLIGATION_MET_LATE]),
	        GR_SAY_NUMBER("missed", count[GR_OBLIGATION_NOT_MET]),
	        GR_SAY_NUMBER("none", count[GR_OBLIGATION_NO_RECORD]),
	        GR_SAY_NUMBER("open", count[GR_OBLIGATION_UNDETERMINED])));
}

static void put_row(struct gr_page *page, const struct gr_duty_grid *g,
    size_t at)
{
	const struct gr_report_facts *facts = g->facts;
	const struct gr_obligation *o =
	    &facts->standard->obligation[g->order[at]];
	struct gr_buf due = { 0 };

	if (o->due != INT32_MIN)
		gr_date_print(&due, o->due);
	gr_page_row(page, GR_S(""));
	gr_page_html(page, "<th scope=\"row\">");
	gr_page_text(page, o->id);
	gr_page_html(page, " ");
	gr_page_text(page, gr_report_title(facts, o->title_zh, o->title_en));
	gr_page_html(page, "</th>");
	gr_page_cell(page, gr_page_taken(page, &due));
	for (size_t i = 0; i < g->places; i++) {
		const struct gr_table_row *row =
		    g->row[g->order[at] * g->places + i];

		gr_page_cell(page,
		    row != NULL ? gr_report_duty_word(page->chinese,
		        gr_report_cell(&facts->milestones, row, "status"))
		                : GR_S(""));
	}
	gr_page_row_end(page);
	gr_buf_free(&due);
}

static void put_numbers(struct gr_page *page, const struct gr_duty_grid *g)
{
	const struct gr_report_facts *facts = g->facts;

	gr_page_table(page, GR_WORDS("How the obligations stand, as of {day}"),
	    GR_SAID(GR_SAY("day", facts->as_of)));
	gr_page_head(page, "tt",
	    (const char *const[]){ GR_WORDS("Obligation"), GR_WORDS("Due") });
	for (size_t i = 0; i < g->places; i++) {
		gr_page_html(page, "<th scope=\"col\">");
		gr_page_name(page,
		    i < facts->n_cities ? facts->city[i].name
		                        : facts->region.name);
		gr_page_html(page, "</th>");
	}
	gr_page_body(page);
	for (size_t i = 0; i < g->n; i++)
		put_row(page, g, i);
	gr_page_table_end(page);
}

/* ---- many cities: a line each, and the table is the picture ---- */

static void put_sign(struct gr_page *page, enum gr_obligation_status status)
{
	for (size_t i = 0; i < GR_DUTY_MARKS; i++)
		if (gr_duty_marks[i].status == status)
			gr_page_words(page, gr_duty_marks[i].sign);
}

static void put_signs(struct gr_page *page)
{
	gr_page_html(page, "<ul class=\"legend\">\n");
	for (size_t i = 0; i < GR_DUTY_MARKS; i++) {
		const struct gr_duty_mark *mark = &gr_duty_marks[i];

		gr_page_html(page, "<li><span class=\"sign ");
		gr_page_text(page, gr_obligation_status_name(mark->status));
		gr_page_html(page, "\" aria-hidden=\"true\">");
		gr_page_words(page, mark->sign);
		gr_page_html(page, "</span>");
		gr_page_words(page, mark->word);
		gr_page_html(page, "</li>\n");
	}
	gr_page_html(page, "</ul>\n");
}

/* What the columns are. */
static void put_obligations(struct gr_page *page, const struct gr_duty_grid *g)
{
	struct gr_buf due = { 0 };

	gr_page_html(page, "<ul class=\"units meta\">\n");
	for (size_t i = 0; i < g->n; i++) {
		const struct gr_obligation *o =
		    &g->facts->standard->obligation[g->order[i]];

		gr_buf_clear(&due);
		if (o->due != INT32_MIN)
			gr_date_print(&due, o->due);
		gr_page_html(page, "<li>");
		gr_page_text(page, o->id);
		gr_page_html(page, due.len > 0 ? " " : "");
		gr_page_text(page, gr_page_taken(page, &due));
		gr_page_html(page, " ");
		gr_page_text(page,
		    gr_report_title(g->facts, o->title_zh, o->title_en));
		gr_page_html(page, "</li>\n");
	}
	gr_page_html(page, "</ul>\n");
	gr_buf_free(&due);
}

static void put_line(struct gr_page *page, const struct gr_duty_grid *g,
    size_t place)
{
	const struct gr_report_facts *facts = g->facts;

	gr_page_row_place(page, place);
	for (size_t i = 0; i < g->n; i++) {
		const struct gr_table_row *row =
		    g->row[g->order[i] * g->places + place];
		struct gr_slice status = row != NULL
		    ? gr_report_cell(&facts->milestones, row, "status")
		    : GR_S("");

		gr_page_html(page, "<td");
		if (status.len > 0) {
			gr_page_html(page, " class=\"");
			gr_page_text(page, status);
			gr_page_html(page, "\"");
		}
		gr_page_html(page, ">");
		put_sign(page, gr_duty_status(status));
		gr_page_html(page, "</td>");
	}
	gr_page_row_end(page);
}

static void put_tinted(struct gr_page *page, const struct gr_duty_grid *g)
{
	const struct gr_report_facts *facts = g->facts;

	put_signs(page);
	gr_page_table(page, GR_WORDS("How the obligations stand, as of {day}"),
	    GR_SAID(GR_SAY("day", facts->as_of)));
	gr_page_head(page, "t", (const char *const[]){ GR_WORDS("Place") });
	for (size_t i = 0; i < g->n; i++) {
		gr_page_html(page, "<th scope=\"col\">");
		gr_page_text(page, facts->standard->obligation[g->order[i]].id);
		gr_page_html(page, "</th>");
	}
	gr_page_body(page);
	if (facts->region.row != NULL)
		put_line(page, g, facts->n_cities);
	for (size_t i = 0; i < facts->n_cities; i++)
		put_line(page, g, facts->by_gap[i]);
	gr_page_table_end(page);
	put_obligations(page, g);
}

enum gr_status gr_report_duties(struct gr_page *page, struct gr_err *err)
{
	struct gr_duty_grid grid;
	enum gr_status status = read_grid(page->facts, &grid, err);

	if (status != GR_OK || grid.n == 0)
		return status;
	if (page->facts->many) {
		gr_page_tinted(page, "duties");
		say(page, &grid);
		gr_page_tinted_how(page,
		    GR_WORDS("A column an obligation, in the order of their "
		             "days; a line a city, the first one the whole."));
		put_tinted(page, &grid);
		gr_page_tinted_end(page);
		return GR_OK;
	}
	gr_page_figure(page, "duties");
	say(page, &grid);
	gr_page_figure_drawn(page,
	    GR_WORDS(
	        "A line an obligation, in the order of their days; a column "
	        "a city, the last one the whole."));
	gr_duty_draw(page, GR_SVG_WIDE, &grid);
	gr_duty_draw(page, GR_SVG_NARROW, &grid);
	gr_page_figure_numbers(page);
	put_numbers(page, &grid);
	gr_page_figure_end(page);
	return GR_OK;
}
