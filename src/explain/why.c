/* why.c - what is asked, what is lacking, what the verdict rests on. */
#include "explain/explain_internal.h"

#include "query/query_id.h"
#include "score/cheapest_atoms.h"
#include "score/robustness.h"

#include <errno.h>
#include <unistd.h>

/* ---- open queries ---- */

/* The columns of a sheet of queries (DESIGN 7): from its first, and from its
 * last on, for one of 0.1 does not say where the cell stands. */
enum { SHEET_NAME, SHEET_HEADING = 4, SHEET_COLUMNS_MIN = 8 };
enum { SHEET_WRITTEN_BACK = 3, SHEET_REASON_BACK = 2 };

static enum gr_status add_query(struct gr_explain_card *u,
    const struct gr_explain_sheet *sheet, const struct gr_table_row *row,
    size_t n, struct gr_err *err)
{
	struct gr_query query;

	if (!gr_query_parse(row->cell[SHEET_NAME], &query)
	    || !gr_slice_eq(query.wave, sheet->wave)
	    || !gr_slice_eq(query.src, sheet->src)
	    || !gr_slice_eq(query.line, sheet->line))
		return GR_OK;
	struct gr_explanation_line *line = gr_explanation_add(&u->explain->out,
	    GR_SHOW_QUERY, err);
	if (line == NULL)
		return err->status;
	line->field[GR_X_COLUMN] = query.column;
	line->field[GR_X_VALUE] = row->cell[SHEET_NAME];
	line->field[GR_X_RAW] = row->cell[n - SHEET_WRITTEN_BACK];
	line->field[GR_X_SRC] = sheet->src;
	line->field[GR_X_LINE] = sheet->line;
	line->field[GR_X_HEADING] = row->cell[SHEET_HEADING];
	line->field[GR_X_NOTE] = row->cell[n - SHEET_REASON_BACK];
	line->sheet_column = gr_explain_letters(u, sheet, query.column);
	return GR_OK;
}

static enum gr_status read_sheet_of(struct gr_explain_card *u,
    const struct gr_explain_sheet *sheet, struct gr_slice city,
    struct gr_err *err)
{
	static const char *const required[] = { "query", NULL };
	const struct gr_release *release = u->explain->release;
	struct gr_slice name = gr_explain_text(u->explain, err,
	    "queries/%.*s.csv", GR_ARG(city));
	const char *path = name.ptr
	    ? gr_release_path(release->keep, release->path, name)
	    : NULL;
	struct gr_table table;

	if (path == NULL)
		return gr_err_memory(err);
	if (access(path, F_OK) != 0 && errno == ENOENT)
		return GR_OK; /* a city that is asked nothing has no sheet */
	enum gr_status status = gr_release_table(release, name.ptr, required,
	    &table, err);
	if (status == GR_OK && table.header.n < SHEET_COLUMNS_MIN)
		return gr_err_at(err, GR_EDATA, path, 1, NULL,
		    "is no sheet of queries");
	for (size_t i = 0; status == GR_OK && i < table.rows; i++)
		status = add_query(u, sheet, &table.row[i], table.header.n,
		    err);
	return status;
}

enum gr_status gr_explain_queries(struct gr_explain_card *u,
    const struct gr_explain_sheet *sheet, struct gr_err *err)
{
	struct gr_slice city = gr_view_role(&u->view, GR_ROLE_CITY);
	enum gr_status status = GR_OK;

	if (city.len > 0 && memchr(city.ptr, '/', city.len) == NULL)
		status = read_sheet_of(u, sheet, city, err);
	return status == GR_OK ? read_sheet_of(u, sheet, GR_S("000000"), err)
	                       : status;
}

/* ---- what is lacking ---- */

static enum gr_status need_participation(struct gr_explain_card *u,
    struct gr_err *err)
{
	const struct gr_standard *standard = u->explain->standard;
	size_t role = standard->role[GR_ROLE_PARTICIPATING];
	struct gr_explanation_line *line = gr_explanation_add(&u->explain->out,
	    GR_SHOW_NEED, err);

	if (line == NULL)
		return err->status;
	line->field[GR_X_COLUMN] = standard->column[role].name;
	line->field[GR_X_VALUE] = u->view.now[role];
	line->field[GR_X_VERDICT] = gr_slice_eq(u->view.now[role], GR_S("0"))
	    ? GR_S("0")
	    : GR_S("U");
	line->field[GR_X_TITLE] = u->explain->chinese
	    ? standard->column[role].title_zh
	    : standard->column[role].title_en;
	return GR_OK;
}

enum gr_status gr_explain_needs(struct gr_explain_card *u, struct gr_err *err)
{
	const struct gr_standard *standard = u->explain->standard;
	struct gr_score_facts facts = gr_score_row_facts(u->scored, &u->row);
	struct gr_cheapest_atoms needs;
	enum gr_status status = gr_cheapest_atoms_find(
	    u->explain->release->keep, standard, &u->score, facts.participating,
	    &needs, err);

	if (status == GR_OK && needs.participation)
		status = need_participation(u, err);
	for (size_t i = 0; status == GR_OK && i < standard->atoms; i++) {
		struct gr_explanation_line *line;

		if (!needs.atom[i])
			continue;
		line = gr_explain_atom(u, GR_SHOW_NEED, i, err);
		if (line == NULL)
			return err->status;
		if (u->score.reason[i] == GR_REASON_YEAR_OPEN)
			line->field[GR_X_RULE] = GR_S("year_open");
	}
	return status;
}

/* ---- what it rests on ---- */

/* "C12 1>0 C05 U>1": the criteria that a change alters. */
static void say_criteria(const struct gr_explain_card *u,
    const struct gr_robustness_cell *f, struct gr_buf *to)
{
	const struct gr_standard *standard = u->explain->standard;

	for (size_t i = 0; i < standard->criteria; i++) {
		if (f->criterion[i] == u->score.criterion[i])
			continue;
		if (to->len > 0)
			gr_buf_byte(to, ' ');
		gr_buf_add(to, standard->criterion[i].criterion);
		gr_buf_format(to, " %c>%c", (char)u->score.criterion[i],
		    (char)f->criterion[i]);
	}
}

static struct gr_slice rule_of_margin(struct gr_explain_card *u, bool flagged,
    struct gr_err *err)
{
	return flagged ? GR_S("flag")
	               : gr_explain_text(u->explain, err, "margin %ju%%",
	                   (uintmax_t)u->explain->margin_pct);
}

static enum gr_status add_fragile(struct gr_explain_card *u,
    const struct gr_robustness_cell *f, struct gr_err *err)
{
	const struct gr_column *c = &u->explain->standard->column[f->column];
	struct gr_explanation_line *line = gr_explanation_add(&u->explain->out,
	    GR_SHOW_ROBUSTNESS, err);
	struct gr_buf note = { 0 };

	if (line == NULL)
		return err->status;
	say_criteria(u, f, &note);
	line->field[GR_X_VERDICT] = gr_score_status_name(f->status);
	line->field[GR_X_COLUMN] = c->name;
	line->field[GR_X_VALUE] = f->value;
	line->field[GR_X_OTHER] = f->other;
	line->field[GR_X_RULE] = rule_of_margin(u, f->flagged, err);
	line->field[GR_X_TITLE] = u->explain->chinese ? c->title_zh
	                                              : c->title_en;
	line->field[GR_X_NOTE] = gr_explain_text(u->explain, err, "%.*s",
	    GR_ARG(gr_buf_slice(&note)));
	bool failed = note.failed || line->field[GR_X_NOTE].ptr == NULL
	    || line->field[GR_X_RULE].ptr == NULL;
	gr_buf_free(&note);
	return failed ? gr_err_memory(err) : GR_OK;
}

enum gr_status gr_explain_fragile(struct gr_explain_card *u, struct gr_err *err)
{
	const struct gr_table *records = &u->table.records;
	size_t flags = gr_header_find(&records->header, GR_S("flags"));
	const struct gr_robustness_question question = { .view = &u->view,
		.scored = u->scored,
		.row = &u->row,
		.score = &u->score,
		.flags = flags == GR_NONE ? GR_S("") : u->row.field[flags],
		.margin_pct = u->explain->margin_pct };
	const struct gr_robustness_cell *found;
	size_t n;
	enum gr_status status = gr_robustness_find(u->explain->release->keep,
	    &question, &found, &n, err);

	for (size_t i = 0; status == GR_OK && i < n; i++)
		status = add_fragile(u, &found[i], err);
	return status;
}
