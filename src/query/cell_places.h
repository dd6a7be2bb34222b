/* cell_places.h - where a cell stands, as people see it in its workbook: AB17.
 *
 * A stream names a cell by line and column of the dictionary.  Who opens the
 * workbook looks for letters and a row: which letters, the layouts of
 * green-ingest say.  A CSV has lines alone.
 */
#ifndef GREEN_QUERY_CELL_PLACES_H
#define GREEN_QUERY_CELL_PLACES_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "stream/taker.h"

struct gr_cell_places {
	struct gr_arena *keep;
	struct gr_map position; /* src and column -> from 1, of workbooks */
	size_t src, column, at; /* columns of the layout that is taken */
	struct gr_buf key;
};

struct gr_cell_places gr_cell_places_make(struct gr_arena *keep);
void gr_cell_places_free(struct gr_cell_places *places);

/* Who takes layouts. */
struct gr_taker gr_cell_places_layouts(struct gr_cell_places *places);

/* Append what people call the cell: nothing where it is no workbook's, or where
 * the sheet has no such column. */
void gr_cell_places_call(struct gr_cell_places *places, struct gr_slice src,
    struct gr_slice line, struct gr_slice column, struct gr_buf *to);

#endif
