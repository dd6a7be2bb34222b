/* layout.h - where the table begins in a delivery, and what its columns are.
 *
 * Above the heading there may be titles, and the heading may have two rows.
 * The heading is the row, among the first 20, that has most known columns and
 * tells which unit a record is about.  Its lower row may hold no more than units,
 * or the answers to choose from.  Everything that a heading leaves open is
 * decided here once, column by column, and never from the answers below it.
 */
#ifndef GREEN_DELIVERY_LAYOUT_H
#define GREEN_DELIVERY_LAYOUT_H

#include "delivery/headings.h"

enum { GR_LAYOUT_ROWS = 20 }; /* a heading begins among these */

/* A record that was kept: its cells are copies. */
struct gr_kept_row {
	struct gr_slice *cell;
	size_t cells;
	uint64_t line;
};

enum gr_column_state {
	GR_COLUMN_UNKNOWN, /* not in the dictionary, or without heading */
	GR_COLUMN_READ,
	GR_COLUMN_TRAP,  /* stopped: what yes means is not known */
	GR_COLUMN_UNIT,  /* stopped: a unit that cannot be converted */
	GR_COLUMN_DOUBLE /* stopped: two columns say they are this one */
};

struct gr_file_column {
	struct gr_slice header; /* as written; of two rows, joined */
	size_t column;          /* of the standard; GR_NONE if unknown */
	enum gr_column_state state;
	bool inverse;
	struct gr_slice unit;  /* to be written behind bare numbers */
	struct gr_slice shown; /* the heading without personal numbers */
};

struct gr_layout {
	struct gr_file_column *column;
	size_t width;          /* columns up to the last with a heading */
	size_t first, rows;    /* of the heading: position, 1 or 2 */
	size_t known;          /* columns of the dictionary */
	size_t *file_column;   /* by column of the standard, or GR_NONE */
	size_t role[GR_ROLES]; /* file column that is read, or GR_NONE */
};

/* Find the heading among `n` rows.  out->known is 0 if no cell of any row is a
 * known heading.  *identified: the best row has the code's or the name's
 * column; without that it is no heading.  Everything is kept in `keep`. */
GR_MUST_USE enum gr_status gr_layout_find(struct gr_headings *headings,
    const struct gr_standard *standard, struct gr_arena *keep,
    const struct gr_kept_row *row, size_t n, struct gr_layout *out,
    bool *identified, struct gr_err *err);

#endif
