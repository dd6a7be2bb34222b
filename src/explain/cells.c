/* cells.c - the cells of a record: value, raw text, place, findings. */
#include "explain/explain_internal.h"
#include "text/file_name.h"

/* ---- opening the delivery ---- */

static enum gr_status find_layout(struct gr_explain_card *u,
    struct gr_explain_sheet *sheet, struct gr_err *err)
{
	const struct gr_table *t = &u->table.layouts;
	const struct gr_standard *standard = u->explain->standard;

	sheet->layout = GR_NEW_ARRAY(u->explain->release->keep,
	    standard->columns, const struct gr_table_row *);
	if (sheet->layout == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < t->rows; i++) {
		const struct gr_table_row *row = &t->row[i];

		if (!gr_slice_eq(gr_release_cell(t, row, GR_S("src")),
		        sheet->src))
			continue;
		size_t column = gr_standard_column(standard,
		    gr_release_cell(t, row, GR_S("column")));
		if (column != GR_NONE)
			sheet->layout[column] = row;
	}
	return GR_OK;
}

/* The delivery is read only if it is the one that the release was made of. */
static enum gr_status read_raw(struct gr_explain_card *u,
    struct gr_explain_sheet *sheet, struct gr_err *err)
{
	const struct gr_release *release = u->explain->release;
	struct gr_slice page; /* of a workbook */
	const struct gr_manifest_item *item = gr_manifest_find(
	    &release->manifest, GR_MANIFEST_INPUTS,
	    gr_file_name_file(sheet->src, &page));
	enum gr_manifest_state state = GR_MANIFEST_MISSING;
	const char *path;
	enum gr_status status = gr_release_input(release, sheet->src, &path,
	    err);

	if (status == GR_OK)
		status = gr_manifest_compare(item, path, &state, err);
	sheet->state = state == GR_MANIFEST_MISSING ? GR_RAW_GONE
	                                            : GR_RAW_CHANGED;
	if (status != GR_OK || state != GR_MANIFEST_SAME)
		return status == GR_EDATA ? GR_OK : status;
	status = gr_raw_cell_read(u->raw, path, page, sheet->wave, &sheet->raw,
	    1, &sheet->heading, err);
	if (status == GR_OK)
		sheet->state = sheet->raw.found ? GR_RAW_READ : GR_RAW_CHANGED;
	else
		sheet->state = GR_RAW_UNREADABLE;
	return status == GR_EDATA ? GR_OK : status;
}

enum gr_status gr_explain_open_sheet(struct gr_explain_card *u,
    struct gr_explain_sheet *sheet, struct gr_err *err)
{
	enum gr_status status = find_layout(u, sheet, err);

	if (status == GR_OK && !gr_slice_to_uint64(sheet->line, &sheet->number))
		return gr_err_at(err, GR_EDATA, u->table.records.path,
		    sheet->row->line, "line", "'%.*s' is no line number",
		    GR_ARG(sheet->line));
	sheet->raw.line = sheet->number;
	return status == GR_OK ? read_raw(u, sheet, err) : status;
}

/* What a delivery that cannot be shown is. */
static struct gr_slice why_no_raw(const struct gr_explain_card *u,
    enum gr_explain_raw state)
{
	switch (state) {
	case GR_RAW_READ:
		break;
	case GR_RAW_GONE:
		return gr_explain_say(u->explain, "the delivery is gone");
	case GR_RAW_CHANGED:
		return gr_explain_say(u->explain,
		    "the delivery has changed since the release");
	case GR_RAW_UNREADABLE:
		return gr_explain_say(u->explain,
		    "the delivery cannot be read");
	}
	return (struct gr_slice){ NULL, 0 };
}

/* ---- findings ---- */

/* Whether a finding is about a column of this record, or of its delivery: what
 * is found out about a whole column stands at the heading, without a unit. */
static bool is_about(const struct gr_explain_card *u,
    const struct gr_explain_sheet *sheet, const struct gr_table_row *row)
{
	const struct gr_table *t = &u->table.findings;
	struct gr_slice line = gr_release_cell(t, row, GR_S("line"));
	uint64_t number = 0;

	if (!gr_slice_eq(gr_release_cell(t, row, GR_S("src")), sheet->src)
	    || !gr_slice_eq(gr_release_cell(t, row, GR_S("wave")), sheet->wave))
		return false;
	if (gr_slice_eq(line, sheet->line))
		return true;
	return gr_slice_to_uint64(line, &number) && number <= sheet->heading
	    && gr_release_cell(t, row, GR_S("column")).len > 0;
}

static void append(struct gr_buf *to, struct gr_slice text)
{
	if (text.len == 0)
		return;
	if (to->len > 0)
		gr_buf_text(to, "; ");
	gr_buf_add(to, text);
}

/* The rules and messages of the findings about a cell. */
static void add_findings(const struct gr_explain_card *u,
    const struct gr_explain_sheet *sheet, struct gr_slice column,
    struct gr_buf *rule, struct gr_buf *note)
{
	const struct gr_table *t = &u->table.findings;

	for (size_t i = 0; i < t->rows; i++) {
		const struct gr_table_row *row = &t->row[i];

		if (!gr_slice_eq(gr_release_cell(t, row, GR_S("column")),
		        column)
		    || !is_about(u, sheet, row))
			continue;
		append(rule, gr_release_cell(t, row, GR_S("rule")));
		append(note, gr_release_cell(t, row, GR_S("action")));
		gr_buf_byte(note, ' ');
		gr_buf_add(note, gr_release_cell(t, row, GR_S("message")));
	}
}

/* A note about the whole delivery says nothing of this record. */
static bool is_remark(const struct gr_explain_card *u,
    const struct gr_explain_sheet *sheet, const struct gr_table_row *row)
{
	const struct gr_table *t = &u->table.findings;
	struct gr_slice action = gr_release_cell(t, row, GR_S("action"));

	return !gr_slice_eq(gr_release_cell(t, row, GR_S("line")), sheet->line)
	    && (gr_slice_eq(action, GR_S("NOTE"))
	        || gr_slice_eq(action, GR_S("SKIP")));
}

uint32_t gr_explain_letters(const struct gr_explain_card *unit,
    const struct gr_explain_sheet *sheet, struct gr_slice column)
{
	size_t at = gr_standard_column(unit->explain->standard, column);
	const struct gr_table_row *layout = at != GR_NONE ? sheet->layout[at]
	                                                  : NULL;
	struct gr_slice page;
	uint64_t position;

	(void)gr_file_name_file(sheet->src, &page);
	return page.len > 0 && layout != NULL
	        && gr_slice_to_uint64(gr_release_cell(&unit->table.layouts,
	                                  layout, GR_S("position")),
	            &position)
	    ? (uint32_t)position
	    : 0;
}

enum gr_status gr_explain_findings(struct gr_explain_card *u,
    const struct gr_explain_sheet *sheet, struct gr_err *err)
{
	const struct gr_table *t = &u->table.findings;

	for (size_t i = 0; i < t->rows; i++) {
		const struct gr_table_row *row = &t->row[i];
		struct gr_explanation_line *line;

		if (!is_about(u, sheet, row) || is_remark(u, sheet, row))
			continue;
		line = gr_explanation_add(&u->explain->out, GR_SHOW_FINDING,
		    err);
		if (line == NULL)
			return err->status;
		line->field[GR_X_VERDICT] = gr_release_cell(t, row,
		    GR_S("action"));
		line->field[GR_X_COLUMN] = gr_release_cell(t, row,
		    GR_S("column"));
		line->field[GR_X_VALUE] = gr_release_cell(t, row,
		    GR_S("value"));
		line->field[GR_X_RAW] = gr_release_cell(t, row, GR_S("raw"));
		line->field[GR_X_RULE] = gr_release_cell(t, row, GR_S("rule"));
		line->field[GR_X_SRC] = sheet->src;
		line->field[GR_X_LINE] = gr_release_cell(t, row, GR_S("line"));
		line->field[GR_X_NOTE] = gr_release_cell(t, row,
		    GR_S("message"));
		line->sheet_column = gr_explain_letters(u, sheet,
		    line->field[GR_X_COLUMN]);
	}
	return GR_OK;
}

/* ---- evidence ---- */

/* Where a cell stands in the delivery, and what is written there. */
static void place_cell(const struct gr_explain_card *u,
    const struct gr_explain_sheet *sheet, size_t column,
    struct gr_explanation_line *line, struct gr_buf *note)
{
	const struct gr_table *t = &u->table.layouts;
	const struct gr_table_row *layout = sheet->layout[column];
	struct gr_slice page;
	uint64_t position = 0;

	line->field[GR_X_SRC] = sheet->src;
	line->field[GR_X_LINE] = sheet->line;
	if (layout == NULL) {
		append(note,
		    gr_explain_say(u->explain,
		        "the delivery has no such column"));
		return;
	}
	line->field[GR_X_HEADING] = gr_release_cell(t, layout, GR_S("header"));
	if (sheet->state != GR_RAW_READ) {
		append(note, why_no_raw(u, sheet->state));
		return;
	}
	if (gr_slice_to_uint64(gr_release_cell(t, layout, GR_S("position")),
	        &position)
	    && position > 0 && position <= sheet->raw.cells) {
		line->field[GR_X_RAW] = sheet->raw.cell[position - 1];
		(void)gr_file_name_file(sheet->src, &page);
		line->sheet_column = page.len > 0 ? (uint32_t)position : 0;
	}
}

/* Say which atom a line is evidence of; GR_NONE: of taking part. */
static void name_atom(const struct gr_standard *standard, size_t atom,
    struct gr_explanation_line *line)
{
	if (atom == GR_NONE)
		return;
	line->field[GR_X_CRITERION] =
	    standard->criterion[standard->atom[atom].criterion].criterion;
	line->field[GR_X_ATOM] = standard->atom[atom].atom;
}

/* One cell that an atom reads: of a record, under a name for the reader. */
static enum gr_status cell(struct gr_explain_card *u,
    const struct gr_explain_sheet *sheet, size_t atom, size_t column,
    struct gr_slice name, struct gr_slice value, struct gr_err *err)
{
	const struct gr_standard *standard = u->explain->standard;
	const struct gr_column *c = &standard->column[column];
	struct gr_explanation_line *line = gr_explanation_add(&u->explain->out,
	    GR_SHOW_EVIDENCE, err);
	struct gr_buf rule = { 0 }, note = { 0 };

	if (line == NULL)
		return err->status;
	name_atom(standard, atom, line);
	line->field[GR_X_COLUMN] = name;
	line->field[GR_X_VALUE] = value;
	line->field[GR_X_TITLE] = u->explain->chinese ? c->title_zh
	                                              : c->title_en;
	if (sheet != NULL) {
		add_findings(u, sheet, c->name, &rule, &note);
		place_cell(u, sheet, column, line, &note);
	}
	line->field[GR_X_RULE] = gr_explain_text(u->explain, err, "%.*s",
	    GR_ARG(gr_buf_slice(&rule)));
	line->field[GR_X_NOTE] = gr_explain_text(u->explain, err, "%.*s",
	    GR_ARG(gr_buf_slice(&note)));
	bool failed = rule.failed || note.failed
	    || line->field[GR_X_RULE].ptr == NULL
	    || line->field[GR_X_NOTE].ptr == NULL;
	gr_buf_free(&rule);
	gr_buf_free(&note);
	return failed ? gr_err_memory(err) : GR_OK;
}

/* The record of the wave before, where prev() has its values from. */
static const struct gr_explain_sheet *sheet_before(
    const struct gr_explain_card *u, const struct gr_explain_sheet *sheet)
{
	const struct gr_explain_sheet *before = NULL;

	for (size_t i = 0; i < u->table.records.rows; i++)
		if (gr_slice_cmp(u->sheet[i].wave, sheet->wave) < 0
		    && (before == NULL
		        || gr_slice_cmp(u->sheet[i].wave, before->wave) > 0))
			before = &u->sheet[i];
	return before;
}

static enum gr_status parameter(struct gr_explain_card *u, size_t atom,
    unsigned slot, struct gr_err *err)
{
	const struct gr_standard *standard = u->explain->standard;
	struct gr_explanation_line *line = gr_explanation_add(&u->explain->out,
	    GR_SHOW_PARAMETER, err);

	if (line == NULL)
		return err->status;
	name_atom(standard, atom, line);
	line->field[GR_X_COLUMN] = gr_explain_text(u->explain, err, "$%.*s",
	    GR_ARG(standard->parameter_name[slot]));
	line->field[GR_X_VALUE] = u->view.parameter[slot];
	return line->field[GR_X_COLUMN].ptr ? GR_OK : err->status;
}

/* Whether an earlier expression of the atom has read the slot already. */
static bool was_shown(const struct gr_expr *before, enum gr_name_class class,
    unsigned slot)
{
	const unsigned *shown;
	size_t n = before ? gr_expr_slots(before, class, &shown) : 0;

	for (size_t i = 0; i < n; i++)
		if (shown[i] == slot)
			return true;
	return false;
}

static enum gr_status show_expr(struct gr_explain_card *u,
    const struct gr_explain_sheet *sheet, size_t atom,
    const struct gr_expr *expr, const struct gr_expr *before,
    struct gr_err *err)
{
	const struct gr_column *columns = u->explain->standard->column;
	const unsigned *slot;
	enum gr_status status = GR_OK;
	size_t n = gr_expr_slots(expr, GR_NAME_NOW, &slot);

	for (size_t i = 0; status == GR_OK && i < n; i++)
		if (!was_shown(before, GR_NAME_NOW, slot[i]))
			status = cell(u, sheet, atom, slot[i],
			    columns[slot[i]].name, u->view.now[slot[i]], err);
	n = gr_expr_slots(expr, GR_NAME_PREV, &slot);
	for (size_t i = 0; status == GR_OK && i < n; i++) {
		struct gr_slice name = { NULL, 0 };

		if (was_shown(before, GR_NAME_PREV, slot[i]))
			continue;
		status = gr_view_prev_name(u->explain->release->keep,
		    columns[slot[i]].name, &name, err);
		if (status == GR_OK)
			status = cell(u, sheet_before(u, sheet), atom, slot[i],
			    name, u->view.prev[slot[i]], err);
	}
	n = gr_expr_slots(expr, GR_NAME_PARAMETER, &slot);
	for (size_t i = 0; status == GR_OK && i < n; i++)
		if (!was_shown(before, GR_NAME_PARAMETER, slot[i]))
			status = parameter(u, atom, slot[i], err);
	return status;
}

enum gr_status gr_explain_evidence(struct gr_explain_card *u,
    const struct gr_explain_sheet *sheet, size_t atom, struct gr_err *err)
{
	const struct gr_atom *a = &u->explain->standard->atom[atom];
	enum gr_status status = GR_OK;

	if (a->applies != NULL)
		status = show_expr(u, sheet, atom, a->applies, NULL, err);
	if (status == GR_OK)
		status = show_expr(u, sheet, atom, a->test, a->applies, err);
	return status;
}

enum gr_status gr_explain_participation(struct gr_explain_card *u,
    const struct gr_explain_sheet *sheet, struct gr_err *err)
{
	const struct gr_standard *standard = u->explain->standard;
	size_t column = standard->role[GR_ROLE_PARTICIPATING];

	if (column == GR_NONE)
		return GR_OK;
	return cell(u, sheet, GR_NONE, column, standard->column[column].name,
	    u->view.now[column], err);
}
