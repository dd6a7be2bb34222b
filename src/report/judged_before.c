/* judged_before.c - which units there were in the wave before */
#include "report/judged.h"

static bool is_before(const struct gr_report_facts *facts, struct gr_slice wave)
{
	for (size_t i = 1; i < facts->n_waves; i++)
		if (gr_slice_eq(facts->waves[i], facts->wave))
			return gr_slice_eq(facts->waves[i - 1], wave);
	return false;
}

static enum gr_status note(struct gr_report_judged *j, struct gr_slice code,
    struct gr_err *err)
{
	struct gr_slice kept = gr_arena_copy(j->facts->keep, code);

	return kept.ptr == NULL ? gr_err_memory(err)
	                        : gr_map_put(&j->before, kept, 1, err);
}

enum gr_status gr_report_note_before(struct gr_report_judged *judged,
    const struct gr_header *header, const struct gr_row *row,
    struct gr_err *err)
{
	struct gr_slice code = gr_standard_head(judged->facts->standard,
	    GR_ROLE_CODE);
	size_t at = gr_header_find(header, code);

	return at == GR_NONE || !is_before(judged->facts, row->field[GR_WAVE])
	    ? GR_OK
	    : note(judged, row->field[at], err);
}

enum gr_status gr_report_find_before(struct gr_report_judged *judged,
    struct gr_err *err)
{
	const struct gr_table *t = &judged->facts->absent;
	enum gr_status status = GR_OK;
	uint64_t there;

	for (size_t i = 0; status == GR_OK && i < t->rows; i++)
		if (is_before(judged->facts,
		        gr_report_cell(t, &t->row[i], "wave")))
			status = note(judged,
			    gr_report_cell(t, &t->row[i], "community_code"),
			    err);
	for (size_t i = 0; i < judged->units; i++)
		judged->unit[i].was_there = gr_map_get(&judged->before,
		    judged->unit[i].code, &there);
	return status;
}
