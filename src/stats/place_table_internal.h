/* place_table_internal.h - what a column of the table of places is; private to
 * place_table.c (the columns) and place_line.c (the lines).
 */
#ifndef GREEN_STATS_PLACE_TABLE_INTERNAL_H
#define GREEN_STATS_PLACE_TABLE_INTERNAL_H

#include "stats/place_table.h"

struct gr_place_column {
	const struct gr_figure *figure;
	bool empty;          /* the standard has no such role */
	struct gr_slice bin; /* of the tally, under the figure's measure */
	size_t indicator;    /* that it is of, or GR_NONE */
	int32_t day;         /* up to which it counts */
};

struct gr_place_indicator {
	const struct gr_ratio *ratio;
	struct gr_dec threshold, change_target;
	bool has_threshold, has_change_target;
	struct gr_slice numerator, denominator, open; /* bins of the tally */
};

struct gr_place_table {
	struct gr_arena *keep;
	const struct gr_standard *standard;
	struct gr_slice *name; /* by column */
	struct gr_place_column *column;
	size_t columns;
	struct gr_place_indicator *indicator;
	int32_t *due; /* the obligations' due days, each once */
	size_t dues;
};

#endif
