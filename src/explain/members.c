/* members.c - the communities behind the figures of a county. */
#include "explain/explain_internal.h"

static bool is_of_county(const void *context, const struct gr_header *header,
    const struct gr_row *row)
{
	return gr_explain_has(context, GR_ROLE_COUNTY, header, row);
}

/* The record that each community's line is of. */
static enum gr_status find_records(struct gr_explain_members *m,
    struct gr_err *err)
{
	const struct gr_standard *standard = m->explain->standard;
	const struct gr_table *t = m->communities;
	size_t role = standard->role[GR_ROLE_CODE];
	size_t code = role == GR_NONE ? GR_NONE : m->view.at[role];

	m->record = GR_NEW_ARRAY(m->explain->release->keep, t->rows + 1,
	    const struct gr_table_row *);
	m->counted = GR_NEW_ARRAY(m->explain->release->keep, t->rows + 1,
	    struct gr_count_record);
	m->was_asked = GR_NEW_ARRAY(m->explain->release->keep, t->rows + 1,
	    bool);
	if (m->record == NULL || m->counted == NULL || m->was_asked == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; code != GR_NONE && i < t->rows; i++) {
		const struct gr_table_row *row = &t->row[i];

		if (!gr_slice_eq(gr_explain_cell(t, row, "county_code"),
		        m->explain->code))
			continue;
		for (size_t k = 0; k < m->records.rows; k++) {
			const struct gr_table_row *record = &m->records.row[k];

			if (gr_slice_eq(record->cell[GR_WAVE],
			        gr_explain_cell(t, row, "wave"))
			    && gr_slice_eq(record->cell[code],
			        gr_explain_cell(t, row, "community_code")))
				m->record[i] = record;
		}
	}
	return GR_OK;
}

enum gr_status gr_explain_members_open(struct gr_explain_members *m,
    struct gr_err *err)
{
	const struct gr_standard *standard = m->explain->standard;
	struct gr_arena *keep = m->explain->release->keep;

	m->criterion = GR_NEW_ARRAY(keep, standard->criteria, enum gr_tri);
	if (m->criterion == NULL)
		return gr_err_memory(err);
	enum gr_status status = gr_release_stream(m->explain->release,
	    "records.tsv", is_of_county, m->explain, &m->records, err);
	if (status == GR_OK)
		status = gr_view_make(keep, standard, &m->records.header,
		    &m->view, err);
	if (status != GR_OK)
		return status;
	m->loaded.field = GR_NEW_ARRAY(keep, m->records.header.n,
	    struct gr_slice);
	return m->loaded.field != NULL ? find_records(m, err)
	                               : gr_err_memory(err);
}

void gr_explain_members_close(struct gr_explain_members *m)
{
	gr_view_free(&m->view);
}

/* ---- lines ---- */

static enum gr_status add(struct gr_explain_members *m,
    const struct gr_table *t, const struct gr_table_row *row,
    struct gr_slice value, bool counted, struct gr_err *err)
{
	struct gr_explanation_line *line = gr_explanation_add(&m->explain->out,
	    GR_SHOW_UNIT, err);

	if (line == NULL)
		return err->status;
	line->field[GR_X_COLUMN] = m->opened.column;
	line->field[GR_X_PART] = gr_explain_cell(t, row, "community_code");
	line->field[GR_X_TITLE] = gr_explain_cell(t, row, "community_name");
	line->field[GR_X_VALUE] = value;
	line->field[GR_X_VERDICT] = counted ? GR_S("1") : GR_S("");
	line->field[GR_X_SRC] = gr_explain_cell(t, row, "src");
	line->field[GR_X_LINE] = gr_explain_cell(t, row, "line");
	return GR_OK;
}

static bool is_member(const struct gr_explain_members *m,
    const struct gr_table *t, const struct gr_table_row *row,
    struct gr_slice wave)
{
	return gr_slice_eq(gr_explain_cell(t, row, "wave"), wave)
	    && gr_slice_eq(gr_explain_cell(t, row, "county_code"),
	        m->explain->code);
}

/* Units without a record, where they count, or have gone since. */
static enum gr_status add_absent(struct gr_explain_members *m,
    struct gr_err *err)
{
	const struct gr_table *t = m->absent;
	bool entered = m->opened.figure->who == GR_WHO_ENTERED;
	enum gr_status status = GR_OK;

	if (!entered && !gr_explain_counts_absent(m))
		return GR_OK;
	for (size_t i = 0; status == GR_OK && i < t->rows; i++)
		if (is_member(m, t, &t->row[i], m->wave)
		    && !(entered
		        && gr_explain_is_registered(m,
		            gr_explain_cell(t, &t->row[i], "community_code"),
		            m->before)))
			status = add(m, t, &t->row[i], GR_S("1"), true, err);
	return status;
}

/* Those that attained in the wave before and do not now. */
static enum gr_status add_fallen(struct gr_explain_members *m,
    struct gr_err *err)
{
	const struct gr_table *t = m->communities;
	enum gr_status status = GR_OK;

	for (size_t i = 0; status == GR_OK && i < t->rows; i++)
		if (is_member(m, t, &t->row[i], m->before)
		    && gr_explain_attained_only(m, &t->row[i], m->wave))
			status = add(m, t, &t->row[i], GR_S("1"), true, err);
	return status;
}

/* Those that were registered in the wave before and are not now. */
static enum gr_status add_left(struct gr_explain_members *m, struct gr_err *err)
{
	const struct gr_table *const tables[] = { m->communities, m->absent };
	enum gr_status status = GR_OK;

	for (size_t k = 0; k < 2; k++)
		for (size_t i = 0; status == GR_OK && i < tables[k]->rows;
		     i++) {
			const struct gr_table *t = tables[k];
			const struct gr_table_row *row = &t->row[i];

			if (is_member(m, t, row, m->before)
			    && !gr_explain_is_registered(m,
			        gr_explain_cell(t, row, "community_code"),
			        m->wave))
				status = add(m, t, row, GR_S("1"), true, err);
		}
	return status;
}

enum gr_status gr_explain_members_of(struct gr_explain_members *m,
    const struct gr_opened_figure *opened, struct gr_err *err)
{
	const struct gr_table *t = m->communities;
	enum gr_status status = GR_OK;

	m->opened = *opened;
	if (opened->figure->who == GR_WHO_NOBODY)
		return GR_OK;
	if (opened->figure->who == GR_WHO_NO_LONGER)
		return add_fallen(m, err);
	if (opened->figure->who == GR_WHO_LEFT)
		return add_left(m, err);
	for (size_t i = 0; status == GR_OK && i < t->rows; i++) {
		struct gr_slice addend = GR_S("1");

		if (!is_member(m, t, &t->row[i], m->wave))
			continue;
		m->row = &t->row[i];
		bool counted = gr_explain_counts(m);
		if (!counted)
			status = gr_explain_addend(m, &addend, &counted, err);
		if (status == GR_OK && addend.len > 0)
			status = add(m, t, &t->row[i], addend, counted, err);
	}
	return status == GR_OK ? add_absent(m, err) : status;
}
