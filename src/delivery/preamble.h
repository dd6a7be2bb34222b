/* preamble.h - what is said about a whole delivery above its table.
 *
 * "填报单位：某市　填报日期：2021年3月5日　单位：个、户、人" is said of every row
 * below.  A key that is a column's heading gives that column's cells, if the
 * table itself does not have the column; a unit that would have to be converted
 * contradicts the dictionary, and nobody knows for which column it is meant.
 */
#ifndef GREEN_DELIVERY_PREAMBLE_H
#define GREEN_DELIVERY_PREAMBLE_H

#include "delivery/layout.h"

struct gr_given {
	size_t column;         /* of the standard */
	struct gr_slice value; /* as written, trimmed; masked (personal.h) */
	uint64_t line;
};

struct gr_preamble {
	struct gr_given *given;
	size_t n;
	struct gr_slice bad_unit; /* contradicts the dictionary; else "" */
	uint64_t bad_unit_line;
	bool *told; /* by row: says something that was read */
};

/* Read the first layout->first rows. */
GR_MUST_USE enum gr_status gr_preamble_read(struct gr_headings *headings,
    const struct gr_standard *standard, const struct gr_layout_words *words,
    const struct gr_layout *layout, const struct gr_kept_row *row,
    struct gr_arena *keep, struct gr_preamble *out, struct gr_err *err);

#endif
