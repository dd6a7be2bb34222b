/* readings.h - what a row with too few cells, or too many, may mean.
 *
 * Separators were lost, or came in, at one place; nobody says where.  Each
 * place is a reading of the row: blank cells go in there (or a cell that is no
 * answer, but two, is parted), or blank ones go out.  A reading is plausible if
 * every cell can be an answer of its column.  What all plausible readings agree
 * on is known; of the rest it is not known where it belongs (ruling 36 a).  A
 * separator is never taken for one between two texts: where in a name another
 * begins, cannot be told.  Where nearly all rows have more blanks behind them,
 * a row that lacks one of those lost a cell, though it may have as many as the
 * heading.
 */
#ifndef GREEN_DELIVERY_READINGS_H
#define GREEN_DELIVERY_READINGS_H

#include "csv/reader.h"
#include "delivery/plausible.h"
#include "delivery/row_ends.h"

struct gr_readings;

/* A row by the heading's cells; valid until the next one is aligned, and as
 * long as the record. */
struct gr_aligned {
	const struct gr_slice *cell;
	const bool *doubt; /* plausible readings differ on it */
	bool plausible;    /* there is a reading at all */
	bool doubtful;     /* some cell is in doubt */
};

/* Of a table of `cells` headings (layout->width of them and blank ones).  In
 * `keep`; what is given is borrowed. */
GR_MUST_USE enum gr_status gr_readings_new(struct gr_arena *keep,
    const struct gr_layout *layout, size_t cells,
    struct gr_plausible *plausible, struct gr_readings **out,
    struct gr_err *err);

/* The heading's cells. */
size_t gr_readings_cells(const struct gr_readings *readings);

const struct gr_layout *gr_readings_layout(const struct gr_readings *readings);

/* Whether a cell can be an answer in a place of the heading; behind the last
 * one nothing stands but blanks. */
GR_MUST_USE enum gr_status gr_readings_can_be(struct gr_readings *readings,
    size_t place, struct gr_slice cell, bool *yes, struct gr_err *err);

/* How blank cells are left off, or added, at row ends: that reading stands alone
 * for the rows that the habit has. */
GR_MUST_USE enum gr_status gr_readings_habit(struct gr_readings *readings,
    const struct gr_row_habit *habit, struct gr_err *err);

/* Whether a row has the heading's cells, and all that it had.  One that ends
 * with something has: behind a lost cell a blank would be its last. */
bool gr_readings_is_whole(const struct gr_readings *readings,
    const struct gr_csv_record *record);

/* Whether a row has fewer cells than it had, and not more. */
bool gr_readings_is_short(const struct gr_readings *readings,
    const struct gr_csv_record *record);

/* Whether a row is as long as the habit has it. */
bool gr_readings_is_habit(const struct gr_readings *readings,
    const struct gr_csv_record *record);

/* Whether the last cell of a row is not empty. */
bool gr_record_is_filled(const struct gr_csv_record *record);

/* Whether the row is plausible if blank cells are left off, or added, at its
 * end and nowhere else. */
GR_MUST_USE enum gr_status gr_readings_at_end(struct gr_readings *readings,
    const struct gr_csv_record *record, bool *plausible, struct gr_err *err);

/* Align a row that is not whole. */
GR_MUST_USE enum gr_status gr_readings_align(struct gr_readings *readings,
    const struct gr_csv_record *record, struct gr_aligned *out,
    struct gr_err *err);

/* Whether an aligned row tells its unit: code and name are not in doubt, and
 * not both blank. */
bool gr_readings_has_unit(const struct gr_readings *readings,
    const struct gr_aligned *aligned);

#endif
