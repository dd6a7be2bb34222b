/* raw_cell.h - what was written in a delivery, read again from the delivery.
 *
 * A release keeps values, not texts; the texts are in the deliveries, which
 * nobody changes.  To show one, the delivery is decoded and split as ingest
 * did it, and the record is taken from its line.  Personal numbers (text/personal.h)
 * are masked here too: nothing that was hidden then is shown now.
 */
#ifndef GREEN_DELIVERY_RAW_CELL_H
#define GREEN_DELIVERY_RAW_CELL_H

#include "standard/standard.h"

struct gr_raw_cell;

/* Prepare to read deliveries of a standard, which must outlive it.  GR_EUSAGE:
 * a table of the standard is wrong. */
GR_MUST_USE enum gr_status gr_raw_cell_new(struct gr_arena *keep,
    const struct gr_standard *standard, struct gr_raw_cell **out,
    struct gr_err *err);
void gr_raw_cell_free(struct gr_raw_cell *raw); /* NULL is allowed */

struct gr_raw_record {
	uint64_t line;               /* asked for: where it starts */
	const struct gr_slice *cell; /* as written; in `keep` */
	size_t cells;
	bool found;
};

/* Find records of the delivery at `path` by their lines; *heading is the line
 * of its heading's last row.  `sheet`: which one of a workbook, as streams call
 * it.  GR_EDATA: it cannot be opened or is no delivery any more. */
GR_MUST_USE enum gr_status gr_raw_cell_read(struct gr_raw_cell *raw,
    const char *path, struct gr_slice sheet, struct gr_slice wave,
    struct gr_raw_record *record, size_t n, uint64_t *heading,
    struct gr_err *err);

/* A row in whose column of codes a code stands: on which line, of which sheet
 * of a workbook, as streams call it ("" of other files). */
typedef enum gr_status gr_raw_cell_found_fn(void *context,
    struct gr_slice sheet, uint64_t line, struct gr_err *err);

/* Find all such rows of the delivery at `path`.  GR_EDATA as above. */
GR_MUST_USE enum gr_status gr_raw_cell_search(struct gr_raw_cell *raw,
    const char *path, struct gr_slice wave, struct gr_slice code,
    gr_raw_cell_found_fn *found, void *context, struct gr_err *err);

#endif
