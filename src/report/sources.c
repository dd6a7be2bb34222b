/* sources.c - the deliveries that the records came from */
#include "report/sources.h"

static enum gr_status list(const struct gr_report_judged *j,
    struct gr_report_sources *out, struct gr_err *err)
{
	enum gr_status status = GR_OK;
	uint64_t there;

	for (size_t i = 0; status == GR_OK && i < j->units; i++) {
		struct gr_slice src = j->unit[i].src;

		if (!j->unit[i].responded
		    || gr_map_get(&out->index, src, &there))
			continue;
		status = gr_map_put(&out->index, src, out->n, err);
		out->src[out->n++] = src;
	}
	return status;
}

static enum gr_status take(struct gr_report_sources *out,
    const struct gr_standard *standard, struct gr_arena *keep,
    const struct gr_table_row *row, const size_t *at, struct gr_err *err)
{
	size_t column = gr_standard_column(standard, row->cell[at[1]]);
	struct gr_buf text = { 0 };
	uint64_t source;

	if (column == GR_NONE
	    || !gr_map_get(&out->index, row->cell[at[0]], &source))
		return GR_OK;
	gr_buf_add(&text, row->cell[at[2]]);
	gr_buf_byte(&text, ':');
	gr_buf_add(&text, row->cell[at[3]]);
	struct gr_slice cell = gr_arena_copy(keep, gr_buf_slice(&text));
	bool failed = text.failed || cell.ptr == NULL;
	gr_buf_free(&text);
	out->cell[source * out->columns + column] = cell;
	return failed ? gr_err_memory(err) : GR_OK;
}

enum gr_status gr_report_sources_find(const struct gr_report_judged *judged,
    struct gr_report_sources *out, struct gr_err *err)
{
	static const char *const required[] = { "src", "column", "position",
		"header", NULL };
	const struct gr_report_facts *facts = judged->facts;
	struct gr_table layouts;
	size_t at[4];

	*out = (struct gr_report_sources){ .index = gr_map_make(facts->keep),
		.columns = facts->standard->columns };
	out->src = GR_NEW_ARRAY(facts->keep, judged->units + 1,
	    struct gr_slice);
	if (out->src == NULL)
		return gr_err_memory(err);
	enum gr_status status = list(judged, out, err);
	if (status == GR_OK)
		status = gr_release_table(facts->report->release, "layouts.csv",
		    required, &layouts, err);
	if (status != GR_OK)
		return status;
	out->cell = GR_NEW_ARRAY(facts->keep, out->n * out->columns + 1,
	    struct gr_slice);
	if (out->cell == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < 4; i++)
		at[i] = gr_header_find(&layouts.header,
		    gr_slice_of(required[i]));
	for (size_t i = 0; status == GR_OK && i < layouts.rows; i++)
		status = take(out, facts->standard, facts->keep,
		    &layouts.row[i], at, err);
	return status;
}

size_t gr_report_source_at(const struct gr_report_sources *sources,
    struct gr_slice src)
{
	uint64_t at = 0;

	return gr_map_get(&sources->index, src, &at) ? (size_t)at : 0;
}
