/* result_table.h - how criteria, groups or atoms came out in a place.
 *
 * Three tables of one shape: how many records met each, did not, are not
 * concerned, or are undetermined, and the share of failures among those that
 * are decided (ruling 14).  Lines of a place stand in the order of the ids.
 */
#ifndef GREEN_STATS_RESULT_TABLE_H
#define GREEN_STATS_RESULT_TABLE_H

#include "stats/figures.h"
#include "stream/row_print.h"

enum { GR_RESULT_COLUMNS = 9 };

struct gr_result_table {
	const struct gr_standard *standard;
	const char *measure; /* of the tally; also the column of the ids */
	const struct gr_slice *id;
	size_t ids;
	struct gr_slice name[GR_RESULT_COLUMNS];
};

/* `which` is "criteria", "groups" or "atoms". */
GR_MUST_USE enum gr_status gr_result_table_make(struct gr_arena *keep,
    const struct gr_standard *standard, const char *which,
    struct gr_result_table *out, struct gr_err *err);

/* Print the cells of the i-th id in a place. */
void gr_result_table_line(const struct gr_result_table *table,
    const struct gr_aggregate *statistics, const struct gr_areas *areas,
    size_t area, size_t i, struct gr_row_print *line);

#endif
