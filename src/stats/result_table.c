/* result_table.c - how criteria, groups or atoms came out in a place. */
#include "stats/result_table.h"

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
		.name = { GR_S("wave"), GR_S("level"), GR_S("code"), GR_S(""),
		    GR_S("met"), GR_S("not_met"), GR_S("na"),
		    GR_S("undetermined"), GR_S("failure_share") },
	};
	out->name[3] = gr_slice_of(out->measure);
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
	    (struct gr_rate_style){ 2, table->standard->rounding, NULL });
	gr_row_print_end_cell(line);
}
