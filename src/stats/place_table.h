/* place_table.h - the columns of cities.csv and counties.csv, and their lines.
 *
 * DESIGN 6 fixes the first columns, their names and their order; behind them
 * stand the intervals, the upper readings of what is open, and what the
 * standard adds: its indicators, its due dates, its sums.  A count that has
 * open cases has a column <name>_high beside it: what it would be if every
 * open case turned out well.
 */
#ifndef GREEN_STATS_PLACE_TABLE_H
#define GREEN_STATS_PLACE_TABLE_H

#include "stats/figures.h"
#include "stream/row_print.h"

struct gr_place_table;

GR_MUST_USE enum gr_status gr_place_table_new(struct gr_arena *keep,
    const struct gr_standard *standard, struct gr_place_table **out,
    struct gr_err *err);

/* The names of the columns. */
const struct gr_slice *gr_place_table_names(const struct gr_place_table *table,
    size_t *n);

/* Print the cells of a place.  `chinese`: cities by the register's name, else
 * by that of places.csv. */
void gr_place_table_line(const struct gr_place_table *table,
    const struct gr_aggregate *statistics, const struct gr_areas *areas,
    size_t area, bool chinese, struct gr_row_print *line);

#endif
