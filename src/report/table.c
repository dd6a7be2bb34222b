/* table.c - the tables of a page */
#include "base/wording.h"
#include "csv/writer.h"
#include "number/date.h"
#include "report/page.h"
#include "standard/standard_figure.h"
#include "text/width.h"

enum { SHORT = 16 }; /* columns of a text that stays on one line */

void gr_page_table(struct gr_page *page, const char *caption,
    const struct gr_saying *with)
{
	struct gr_buf text = { 0 };

	gr_page_fill(&text, page->chinese, caption, with);
	gr_page_html(page,
	    "<div class=\"wide\" role=\"region\" tabindex=\"0\" "
	    "aria-label=\"");
	gr_page_text(page, gr_page_taken(page, &text));
	gr_page_html(page, "\">\n<table>\n<caption>");
	gr_page_say(page, caption, with);
	gr_page_html(page, "</caption>\n<thead>\n<tr>");
	gr_buf_free(&text);
}

static void open_heading(struct gr_page *page, bool number)
{
	gr_page_html(page,
	    number ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">");
}

static void put_heading(struct gr_page *page, const char *heading, bool number)
{
	open_heading(page, number);
	gr_page_words(page, heading);
	gr_page_html(page, "</th>");
}

void gr_page_head(struct gr_page *page, const char *kinds,
    const char *const *heading)
{
	for (size_t i = 0; kinds[i] != '\0'; i++)
		put_heading(page, heading[i], kinds[i] == 'n');
}

void gr_page_body(struct gr_page *page)
{
	gr_page_html(page, "</tr>\n</thead>\n<tbody>\n");
}

void gr_page_row(struct gr_page *page, struct gr_slice code)
{
	gr_page_html(page, "<tr");
	if (code.len > 0) {
		gr_page_html(page, " data-code=\"");
		gr_page_text(page, code);
		gr_page_html(page, "\"");
	}
	gr_page_html(page, ">");
}

void gr_page_row_end(struct gr_page *page)
{
	gr_page_html(page, "</tr>\n");
}

void gr_page_table_end(struct gr_page *page)
{
	gr_page_html(page, "</tbody>\n</table>\n</div>\n");
}

void gr_page_city_link(struct gr_page *page, struct gr_slice code)
{
	gr_page_html(page, "<a href=\"");
	gr_page_text(page, gr_slice_of(page->facts->cities_on));
	gr_page_html(page, "#city-");
	gr_page_text(page, code);
	gr_page_html(page, "\">");
}

void gr_page_row_name(struct gr_page *page, struct gr_slice name,
    struct gr_slice code)
{
	gr_page_html(page,
	    gr_width_of(name) <= SHORT ? "<th scope=\"row\" class=\"s\">"
	                               : "<th scope=\"row\" class=\"long\">");
	if (code.len > 0)
		gr_page_city_link(page, code);
	gr_page_name(page, name);
	gr_page_html(page, code.len > 0 ? "</a></th>" : "</th>");
}

void gr_page_row_place(struct gr_page *page, size_t place)
{
	const struct gr_report_place *p = gr_report_place_at(page->facts,
	    place);

	gr_page_row(page, p->code);
	gr_page_row_name(page, p->name,
	    place < page->facts->n_cities ? p->code : GR_S(""));
}

/* A whole date, which no line may break. */
static bool is_date(struct gr_slice text)
{
	struct gr_days days;

	return text.len == strlen("2022-12-31") && gr_date_parse(text, &days);
}

void gr_page_cell(struct gr_page *page, struct gr_slice text)
{
	gr_page_html(page,
	    gr_csv_is_number(text)           ? "<td class=\"n\">"
	        : is_date(text)              ? "<td class=\"d\">"
	        : gr_width_of(text) <= SHORT ? "<td class=\"s\">"
	                                     : "<td>");
	gr_page_text(page, text);
	gr_page_html(page, "</td>");
}

void gr_page_cell_int(struct gr_page *page, int64_t number)
{
	gr_page_format(page, "<td class=\"n\">%jd</td>", (intmax_t)number);
}

/* ---- figures of places ---- */

static const char *unit_mark(enum gr_figure_unit unit, bool chinese)
{
	switch (unit) {
	case GR_UNIT_PERCENT:
		return chinese ? "（%）" : " (%)";
	case GR_UNIT_PERCENTAGE_POINTS:
		return gr_wording_in(chinese, " (points)");
	case GR_UNIT_NONE:
	case GR_UNIT_COMMUNITIES:
	case GR_UNIT_POINTS:
	case GR_UNIT_AS_ANSWERED:
		break;
	}
	return "";
}

void gr_page_figure_title(struct gr_page *page, struct gr_slice column,
    bool alone)
{
	const struct gr_standard *standard = page->facts->standard;
	struct gr_slice stem;
	const struct gr_figure *figure = gr_standard_figure(standard, column,
	    &stem);
	struct gr_buf *text = &page->scratch;

	gr_buf_clear(text);
	if (figure != NULL) {
		gr_standard_figure_title(standard, figure, stem, page->chinese,
		    text);
		if (!alone
		    && gr_slice_find(gr_page_taken(page, text), GR_S("%"))
		        == SIZE_MAX)
			gr_buf_text(text,
			    unit_mark(figure->unit, page->chinese));
	} else {
		gr_buf_add(text, column);
	}
	gr_page_text(page, gr_page_taken(page, text));
}

void gr_page_head_figures(struct gr_page *page, const char *first,
    const struct gr_page_column *column, size_t n)
{
	if (first != NULL)
		put_heading(page, first, false);
	for (size_t i = 0; i < n; i++) {
		if (column[i].title != NULL) {
			put_heading(page, column[i].title, false);
			continue;
		}
		open_heading(page, true);
		gr_page_figure_title(page, gr_slice_of(column[i].column),
		    false);
		gr_page_html(page, "</th>");
	}
}

void gr_page_cells(struct gr_page *page, const struct gr_table *table,
    const struct gr_table_row *row, const struct gr_page_column *column,
    size_t n)
{
	for (size_t i = 0; i < n; i++)
		gr_page_cell(page,
		    gr_report_cell(table, row, column[i].column));
}
