/* reference.h - the places of cells: B17, and ranges of them: B17:C20. */
#ifndef GREEN_SHEET_REFERENCE_H
#define GREEN_SHEET_REFERENCE_H

#include "base/buf.h"

enum { GR_SHEET_ROWS_MAX = 1048576, GR_SHEET_COLUMNS_MAX = 16384 };

struct gr_cell_place {
	uint32_t row;    /* from 1 */
	uint32_t column; /* from 1 */
};

struct gr_cell_range {
	struct gr_cell_place first, last; /* upper left, lower right */
};

/* False if it is none, or lies beyond what a sheet can have. */
bool gr_cell_place_parse(const char *text, struct gr_cell_place *out);
bool gr_cell_range_parse(const char *text, struct gr_cell_range *out);

/* The letters of a column from 1: A, Z, AA, XFD. */
void gr_cell_column_print(struct gr_buf *buf, uint32_t column);

#endif
