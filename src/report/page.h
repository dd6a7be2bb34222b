/* page.h - a page in the making: sentences, tables, figures.
 *
 * Whatever comes from a release or a standard goes through gr_page_text or
 * gr_page_say, and so through the one escaper (release/markup.h); markup is
 * written by the code alone.  Sentences stand in the sources in English, with
 * named places, and in src/po in Chinese.  The buffer is sticky, so callers
 * check once, at the end.
 */
#ifndef GREEN_REPORT_PAGE_H
#define GREEN_REPORT_PAGE_H

#include "report/facts.h"

struct gr_page {
	struct gr_buf to;
	const struct gr_report_facts *facts;
	bool chinese;
	struct gr_buf scratch; /* of gr_page_number and such */
};

/* What stands in a place of a sentence: GR_SAID(GR_SAY("city", name), ...) */
struct gr_saying {
	const char *place;
	struct gr_slice text;
	int64_t number;
	bool is_number, is_name;
};

#define GR_SAY(place, slice) \
	{ \
		place, slice, 0, false, false \
	}
#define GR_SAY_NAME(place, slice) \
	{ \
		place, slice, 0, false, true \
	}
#define GR_SAY_NUMBER(place, n) \
	{ \
		place, { NULL, 0 }, n, true, false \
	}
#define GR_SAID(...) \
	((const struct gr_saying[]){ __VA_ARGS__, { .place = NULL } })

/* Begin and end a document: `kind` is "report" or "finder", `script` what runs
 * in it, or empty. */
void gr_page_begin(struct gr_page *page, const char *kind,
    struct gr_slice title, struct gr_slice script);
void gr_page_end(struct gr_page *page, struct gr_slice script);
void gr_page_free(struct gr_page *page);

/* A text, escaped; one of a name, kept from turning what is around it. */
void gr_page_text(struct gr_page *page, struct gr_slice text);
void gr_page_name(struct gr_page *page, struct gr_slice name);

/* What a buffer holds, to be put into the page: if it did not get its memory, the
 * page has not either. */
struct gr_slice gr_page_taken(struct gr_page *page, const struct gr_buf *text);

/* Words of ours, in the page's language, escaped. */
void gr_page_words(struct gr_page *page, const char *text);

/* A sentence: `text` in the page's language, {place} by what is given; {n?one|many}
 * is "one" where n is 1.  A name is kept from turning what is around it. */
void gr_page_say(struct gr_page *page, const char *text,
    const struct gr_saying *with);

/* The same, not escaped, for an attribute or JSON that escapes it. */
void gr_page_fill(struct gr_buf *to, bool chinese, const char *text,
    const struct gr_saying *with);

/* What stands between two sentences: nothing in Chinese. */
void gr_page_gap(struct gr_page *page);

/* Markup of ours, as it is. */
void gr_page_html(struct gr_page *page, const char *html);
void gr_page_format(struct gr_page *page, const char *format, ...)
    GR_PRINTF(2, 3);

/* <section id="..."> with its heading of level 2, and its end. */
void gr_page_section(struct gr_page *page, const char *id, const char *heading);
void gr_page_section_end(struct gr_page *page);

/* A paragraph of one sentence. */
void gr_page_paragraph(struct gr_page *page, const char *class,
    const char *text, const struct gr_saying *with);

/* ---- figures: a sentence, a picture, its numbers ---- */

/* Begin it, up to its sentence; then gr_page_say; then how it is read (NULL:
 * nothing) and the picture; then its table; then its end. */
void gr_page_figure(struct gr_page *page, const char *chart);
void gr_page_figure_drawn(struct gr_page *page, const char *how);
void gr_page_figure_numbers(struct gr_page *page);
void gr_page_figure_end(struct gr_page *page);

/* One of many cities, whose table is the picture: its cells are coloured.
 * Begin it, up to its sentence; how it is read; the table; its end. */
void gr_page_tinted(struct gr_page *page, const char *chart);
void gr_page_tinted_how(struct gr_page *page, const char *how);
void gr_page_tinted_end(struct gr_page *page);

/* ---- tables ---- */

struct gr_page_column {
	const char *column; /* of the release's table */
	const char *title;  /* ours; NULL: that of the figure */
};

/* A table of its own in a region that scrolls; the caption is text. */
void gr_page_table(struct gr_page *page, const char *caption,
    const struct gr_saying *with);
/* Headings: `kinds` has a letter for each, 'n' where numbers stand below. */
void gr_page_head(struct gr_page *page, const char *kinds,
    const char *const *heading);
void gr_page_body(struct gr_page *page);
void gr_page_row(struct gr_page *page, struct gr_slice code);
void gr_page_row_end(struct gr_page *page);
void gr_page_table_end(struct gr_page *page);

/* <a href="..."> to the section of a city. */
void gr_page_city_link(struct gr_page *page, struct gr_slice code);

/* Begin the row of a place (gr_report_place_at), with its heading. */
void gr_page_row_place(struct gr_page *page, size_t place);

/* Cells: the row's heading, of a city (`code` is not empty) with a link to its
 * section; a text; a number, right-aligned; one that is told by what it looks
 * like. */
void gr_page_row_name(struct gr_page *page, struct gr_slice name,
    struct gr_slice code);
void gr_page_cell(struct gr_page *page, struct gr_slice text);
void gr_page_cell_int(struct gr_page *page, int64_t number);

/* The heading of a column of places: what the table of figures calls it, with
 * its unit or (`alone`) without. */
void gr_page_figure_title(struct gr_page *page, struct gr_slice column,
    bool alone);

/* Headings (`first`, if it is not NULL, before them) and cells of a row of
 * places, by columns. */
void gr_page_head_figures(struct gr_page *page, const char *first,
    const struct gr_page_column *column, size_t n);
void gr_page_cells(struct gr_page *page, const struct gr_table *table,
    const struct gr_table_row *row, const struct gr_page_column *column,
    size_t n);

#endif
