/* heading.h - what a column of a published table is called, and what is in it.
 *
 * Tables are published under names that programs read.  For people each has a
 * title, and who writes a table as a workbook, a database or JSON has to know
 * which of its columns are numbers: a code of twelve digits is none.  A figure
 * has both in figure.def, an answer in the standard's columns.csv, a criterion
 * or test in its tables, and what is left in heading.def.
 */
#ifndef GREEN_STANDARD_HEADING_H
#define GREEN_STANDARD_HEADING_H

#include "base/buf.h"
#include "figure/figure.h"

struct gr_standard; /* standard.h */

enum gr_heading_kind {
	GR_HEADING_ANY,  /* nobody knows: by what stands in a cell */
	GR_HEADING_TEXT, /* never a number, whatever it looks like */
	GR_HEADING_WORD, /* one of a few words of ours, as a status */
	GR_HEADING_YEAR,
	GR_HEADING_WHOLE,
	GR_HEADING_DECIMAL,
	GR_HEADING_PERCENT,
	GR_HEADING_CHANGE, /* percentage points, with a sign */
	GR_HEADING_POINTS
};

struct gr_heading {
	enum gr_heading_kind kind;
	bool known;                     /* it has a title of its own */
	bool further;                   /* a figure of a day, an indicator or
					   a sum: one of very many */
	const struct gr_figure *figure; /* NULL: it is none */
	const char *unit;               /* in words, in the language; "" none */
};

/* What `column` is.  `standard` NULL: of none, so only what every standard has
 * is known.  `of_places`: the table is of places, and the column a figure
 * before it is anything else; a survey may have an answer of the same name.
 * Its title is appended to `title`, NULL or in Chinese or English; a name that
 * is not known is its own. */
struct gr_heading gr_heading_of(const struct gr_standard *standard,
    struct gr_slice column, bool of_places, bool chinese, struct gr_buf *title);

/* How a figure is computed, in words; nothing where its title says so. */
void gr_heading_define(const struct gr_figure *figure, bool chinese,
    struct gr_buf *to);

/* One of the few words of ours that stand in cells, a status or a level, as
 * people say it; itself if it is none. */
struct gr_slice gr_heading_word(struct gr_slice word, bool chinese);

/* Whether a table with these columns is one of places: cities.csv is. */
bool gr_heading_has_places(const struct gr_slice *column, size_t n);

/* Whether a cell of a column is to be written as a number: it is one, in its
 * plain form (no plus, no zeros in front), and the column may have one. */
bool gr_heading_is_number(enum gr_heading_kind kind, struct gr_slice cell);

#endif
