/* withdrawn.c - the submissions of a unit that were withdrawn: in deliveries
 * that the release has left out, or that are withdrawn since. */
#include "release/withdrawn.h"
#include "explain/explain_internal.h"
#include "release/chain.h"
#include "stream/finding_kind.h"
#include "text/file_name.h"

struct search { /* in a delivery that was left out */
	struct gr_explain_card *u;
	struct gr_slice src, note;
};

/* What the list says, in the words of the finding. */
static enum gr_status say_why(const struct gr_explain_card *u,
    struct gr_slice date, struct gr_slice who, struct gr_slice why,
    struct gr_slice *out, struct gr_err *err)
{
	struct gr_buf text = { 0 };

	gr_finding_say(&text, GR_FINDING_R16_DELIVERY, u->explain->chinese,
	    GR_WITH(GR_TEXT("date", date), GR_TEXT("who", who),
	        GR_TEXT("why", why)));
	enum gr_status status = gr_buf_check(&text, err);
	*out = gr_arena_copy(u->explain->release->keep, gr_buf_slice(&text));
	gr_buf_free(&text);
	return status == GR_OK && out->ptr == NULL ? gr_err_memory(err)
	                                           : status;
}

static enum gr_status tell(struct gr_explain_card *u, struct gr_slice src,
    struct gr_slice line_number, struct gr_slice note, struct gr_err *err)
{
	struct gr_explanation_line *line = gr_explanation_add(&u->explain->out,
	    GR_SHOW_ASIDE, err);

	if (line == NULL)
		return err->status;
	line->field[GR_X_SRC] = src;
	line->field[GR_X_LINE] = line_number;
	line->field[GR_X_RULE] = gr_finding_rule(GR_FINDING_R16_DELIVERY);
	line->field[GR_X_NOTE] = note;
	return GR_OK;
}

static enum gr_status tell_found(void *context, struct gr_slice sheet,
    uint64_t line, struct gr_err *err)
{
	const struct search *s = context;
	struct gr_slice src = gr_explain_text(s->u->explain, err, "%.*s%s%.*s",
	    GR_ARG(s->src), sheet.len > 0 ? "#" : "", GR_ARG(sheet));
	struct gr_slice number = gr_explain_text(s->u->explain, err, "%llu",
	    (unsigned long long)line);

	return src.ptr && number.ptr ? tell(s->u, src, number, s->note, err)
	                             : err->status;
}

/* The rows of a delivery that was left out, if it is there as it was. */
static enum gr_status search_delivery(struct search *s, struct gr_slice wave,
    struct gr_err *err)
{
	const struct gr_release *release = s->u->explain->release;
	const struct gr_manifest_item *item = gr_manifest_find(
	    &release->manifest, GR_MANIFEST_WITHDRAWN, s->src);
	enum gr_manifest_state state = GR_MANIFEST_MISSING;
	const char *path;
	enum gr_status status = gr_release_input(release, s->src, &path, err);

	if (status == GR_OK)
		status = gr_manifest_compare(item, path, &state, err);
	if (status == GR_OK && state == GR_MANIFEST_SAME)
		status = gr_raw_cell_search(s->u->raw, path, wave,
		    s->u->explain->code, tell_found, s, err);
	return status == GR_EDATA ? GR_OK : status; /* no delivery: no rows */
}

static enum gr_status left_out(struct gr_explain_card *u, struct gr_slice wave,
    struct gr_err *err)
{
	static const char *const required[] = { "wave", "kind", "src", "date",
		"who", "why", NULL };
	const struct gr_release *release = u->explain->release;
	struct gr_table table = { .rows = 0 };
	enum gr_status status = GR_OK;

	/* a release of before 0.2 has no such table */
	if (gr_manifest_find(&release->manifest, GR_MANIFEST_OUTPUTS,
	        GR_S(GR_WITHDRAWN_LIST))
	    != NULL)
		status = gr_release_table(release, GR_WITHDRAWN_LIST, required,
		    &table, err);
	for (size_t i = 0; status == GR_OK && i < table.rows; i++) {
		const struct gr_table_row *row = &table.row[i];
		struct search s = { .u = u,
			.src = gr_table_cell(&table, row, "src") };

		if (!gr_slice_eq(gr_table_cell(&table, row, "wave"), wave)
		    || !gr_slice_eq(gr_table_cell(&table, row, "kind"),
		        GR_S("delivery")))
			continue;
		status = say_why(u, gr_table_cell(&table, row, "date"),
		    gr_table_cell(&table, row, "who"),
		    gr_table_cell(&table, row, "why"), &s.note, err);
		if (status == GR_OK)
			status = search_delivery(&s, wave, err);
	}
	return status;
}

/* A record of the release whose delivery the list of today names. */
static enum gr_status since(struct gr_explain_card *u,
    const struct gr_withdrawn *list, const struct gr_explain_sheet *sheet,
    struct gr_err *err)
{
	struct gr_slice file = gr_file_name_file(sheet->src, NULL), note;

	for (size_t i = 0; i < list->n; i++) {
		const struct gr_withdrawal *row = &list->row[i];

		if (row->twice != NULL || !gr_withdrawal_names(row, file))
			continue;
		enum gr_status status = say_why(u, row->date, row->who,
		    row->why, &note, err);
		return status == GR_OK
		    ? tell(u, sheet->src, sheet->line, note, err)
		    : status;
	}
	return GR_OK;
}

enum gr_status gr_explain_withdrawn(struct gr_explain_card *u,
    struct gr_slice wave, struct gr_err *err)
{
	const struct gr_release *release = u->explain->release;
	struct gr_withdrawn list;
	enum gr_status status = left_out(u, wave, err);

	if (status == GR_OK)
		status = gr_withdrawn_read(release->keep, release->data, &list,
		    err);
	if (status == GR_EUSAGE) { /* a list that no night would take */
		list.n = 0;
		status = GR_OK;
	}
	for (size_t i = 0; status == GR_OK && i < u->table.records.rows; i++)
		if (gr_slice_eq(u->sheet[i].wave, wave))
			status = since(u, &list, &u->sheet[i], err);
	return status;
}
