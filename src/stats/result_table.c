/* result_table.c - how criteria, groups or atoms came out in a place. */
#include "stats/result_table.h"

/* What names a line, then the figures that there are of each. */
static void name_columns(struct gr_result_table *table)
{
	static const enum gr_figure_id column[GR_RESULT_COLUMNS] = {
		GR_FIGURE_wave, GR_FIGURE_level,
		GR_FIGURE_code, [4] = GR_FIGURE_result_met,
		GR_FIGURE_result_not_met, GR_FIGURE_result_na,
		GR_FIGURE_result_undetermined, GR_FIGURE_failure_share
	};

	for (size_t i = 0; i < GR_RESULT_COLUMNS; i++)
		table->name[i] = gr_figure_column(&gr_figure_table[column[i]]);
	table->name[3] = gr_slice_of(table->measure);
}

enum gr_status gr_result_table_make(struct gr_arena *keep,
    const struct gr_standard *std, const char *which,
    struct gr_result_table *out, struct gr_err *err)
{
	bool criteria = strcmp(which, "criteria") == 0;
	bool groups = strcmp(which, "groups") == 0;
	size_t n = criteria ? std->criteria : groups ? std->groups : std->atoms;
	struct gr_slice *id = GR_NEW_ARRAY(keep, n, struct gr_slice);

	if (id == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < n; i++)
		id[i] = criteria ? std->criterion[i].criterion
		    : groups     ? std->group[i].group
		                 : std->atom[i].atom;
	gr_slice_sort(id, n);
	*out = (struct gr_result_table){
		.standard = std,
		.measure = criteria ? "criterion"
		    : groups        ? "group"
		                    : "atom",
		.id = id,
		.ids = n,
	};
	name_columns(out);
	return GR_OK;
}

void gr_result_table_line(const struct gr_result_table *table,
    const struct gr_aggregate *statistics, const struct gr_areas *areas,
    size_t area, size_t i, struct gr_row_print *line)
{
	const struct gr_area *a = &areas->area[area];
	struct gr_judged_counts n = gr_aggregate_judged(statistics, area,
	    gr_slice_of(table->measure), table->id[i]);

	gr_row_print_clear(line);
	gr_row_print_text(line, areas->wave[a->wave]);
	gr_row_print_text(line, gr_level_name[a->level]);
	gr_row_print_text(line, a->code);
	gr_row_print_text(line, table->id[i]);
	gr_row_print_int(line, n.met);
	gr_row_print_int(line, n.not_met);
	gr_row_print_int(line, n.na);
	gr_row_print_int(line, n.undetermined);
	gr_rate_print(&line->text,
	    (struct gr_rate){ n.not_met, n.met + n.not_met },
	    (struct gr_rate_style){
	        gr_figure_table[GR_FIGURE_failure_share].decimals,
	        table->standard->rounding, NULL });
	gr_row_print_end_cell(line);
}
