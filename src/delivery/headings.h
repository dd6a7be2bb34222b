/* headings.h - which column of the dictionary a heading of a delivery means.
 *
 * By rule and by table, never by resemblance: the exact title or alias; the
 * same without blanks and with brackets unified; that without its number and
 * ornaments; the same with its unit or its answers (是/否) split off; each only if one column matches.  A heading that
 * does not say what "yes" would mean is a trap and stops its column, and so
 * does a unit that cannot be converted into the column's.
 */
#ifndef GREEN_DELIVERY_HEADINGS_H
#define GREEN_DELIVERY_HEADINGS_H

#include "delivery/layout_words.h"
#include "standard/standard.h"
#include "text/pattern.h"

struct gr_headings;

enum gr_heading_kind {
	GR_HEADING_UNKNOWN, /* no column, or more than one */
	GR_HEADING_FOUND,
	GR_HEADING_TRAP, /* the column is known, what yes means is not */
	GR_HEADING_UNIT  /* the column is known, the unit is not its */
};

struct gr_heading {
	enum gr_heading_kind kind;
	size_t column;        /* position in columns.csv; GR_NONE if unknown */
	bool inverse;         /* asks the opposite */
	struct gr_slice unit; /* convertible: to be written behind a cell
				   that has none; else empty.  In `keep` */
};

/* Index the columns of `standard`; all three must outlive it.  Patterns of
 * units go to `patterns`. */
GR_MUST_USE enum gr_status gr_headings_make(struct gr_arena *keep,
    struct gr_patterns *patterns, const struct gr_standard *standard,
    const struct gr_layout_words *words, struct gr_headings **out,
    struct gr_err *err);

/* What `text` means.  `keep`: where a unit is copied to. */
GR_MUST_USE enum gr_status gr_headings_find(struct gr_headings *headings,
    struct gr_arena *keep, struct gr_slice text, struct gr_heading *out,
    struct gr_err *err);

/* The column whose heading stands in `text` before what a program puts behind
 * the second of two equal ones (pandas .1, polars _duplicated_0, R ...3, a
 * spreadsheet's 2); GR_NONE if there is none.  That it is the same column only
 * shows when another one has its heading, too. */
GR_MUST_USE enum gr_status gr_headings_renamed(struct gr_headings *headings,
    struct gr_arena *keep, struct gr_slice text, size_t *column,
    struct gr_err *err);

/* What a unit is to the columns: *known if some column has it, in whatever
 * spelling; *converts if it would have to be converted into one of them. */
GR_MUST_USE enum gr_status gr_headings_unit(struct gr_headings *headings,
    struct gr_slice unit, bool *known, bool *converts, struct gr_err *err);

/* The standard whose columns they are. */
const struct gr_standard *gr_headings_standard(
    const struct gr_headings *headings);

void gr_headings_free(struct gr_headings *headings); /* NULL is allowed */

#endif
