/* unit.c - the cards of a community, one a wave, newest first. */
#include "explain/explain_internal.h"

#include "base/wording.h"
#include "register/register.h"

/* ---- what the release says of it ---- */

static bool is_of_code(const void *context, const struct gr_header *header,
    const struct gr_row *row)
{
	return gr_explain_has(context, GR_ROLE_CODE, header, row);
}

static enum gr_status read_tables(struct gr_explain_card *u, struct gr_err *err)
{
	static const char *const place[] = { "wave", "src", "line", NULL };
	static const char *const community[] = { "wave", "community_code",
		"status", "src", "line", NULL };
	static const char *const finding[] = { "wave", "src", "line",
		"community_code", "column", "rule", "action", "value",
		"message", NULL };
	static const char *const layout[] = { "src", "column", "position",
		"header", NULL };
	static const char *const absent[] = { "wave", "community_code", NULL };
	const struct {
		const char *name;
		const char *const *required;
		struct gr_table *to;
	} tables[] = {
		{ "communities.csv", community, &u->table.communities },
		{ "findings.csv", finding, &u->table.findings },
		{ "layouts.csv", layout, &u->table.layouts },
		{ "not-responded.csv", absent, &u->table.absent },
		{ "set-aside.csv", place, &u->table.aside },
	};
	enum gr_status status = gr_release_stream(u->explain->release,
	    "records.tsv", is_of_code, u->explain, &u->table.records, err);

	for (size_t i = 0;
	     status == GR_OK && i < sizeof(tables) / sizeof(tables[0]); i++)
		status = gr_release_table(u->explain->release, tables[i].name,
		    tables[i].required, tables[i].to, err);
	return status;
}

static const struct gr_table_row *find_published(
    const struct gr_explain_card *u, struct gr_slice wave)
{
	const struct gr_table *t = &u->table.communities;

	for (size_t i = 0; i < t->rows; i++)
		if (gr_slice_eq(gr_release_cell(t, &t->row[i],
		                    GR_S("community_code")),
		        u->explain->code)
		    && gr_slice_eq(gr_release_cell(t, &t->row[i], GR_S("wave")),
		        wave))
			return &t->row[i];
	return NULL;
}

static enum gr_status prepare(struct gr_explain_card *u, struct gr_err *err)
{
	struct gr_arena *keep = u->explain->release->keep;
	const struct gr_table *records = &u->table.records;

	u->row.field = GR_NEW_ARRAY(keep, records->header.n, struct gr_slice);
	u->sheet = GR_NEW_ARRAY(keep, records->rows + 1,
	    struct gr_explain_sheet);
	if (u->row.field == NULL || u->sheet == NULL)
		return gr_err_memory(err);
	enum gr_status status = gr_raw_cell_new(keep, u->explain->standard,
	    &u->raw, err);
	if (status == GR_OK)
		status = gr_view_make(keep, u->explain->standard,
		    &records->header, &u->view, err);
	if (status == GR_OK)
		status = gr_score_row_make(keep, &u->view, &u->scored, err);
	if (status == GR_OK)
		status = gr_score_make(keep, u->explain->standard, &u->score,
		    err);
	for (size_t i = 0; status == GR_OK && i < records->rows; i++) {
		struct gr_explain_sheet *sheet = &u->sheet[i];

		sheet->row = &records->row[i];
		sheet->wave = sheet->row->cell[GR_WAVE];
		sheet->src = sheet->row->cell[GR_SRC];
		sheet->line = sheet->row->cell[GR_LINE];
		sheet->published = find_published(u, sheet->wave);
		status = gr_explain_open_sheet(u, sheet, err);
	}
	return status;
}

/* ---- the verdict, computed again ---- */

static enum gr_status score(struct gr_explain_card *u,
    const struct gr_explain_sheet *sheet, struct gr_err *err)
{
	enum gr_status status = gr_explain_load(u->explain, &u->table.records,
	    sheet->row, &u->view, &u->row, err);

	if (status != GR_OK)
		return status;
	struct gr_score_facts facts = gr_score_row_facts(u->scored, &u->row);
	gr_score_record(u->explain->standard, &u->view.env, &facts, &u->score);
	return GR_OK;
}

/* ---- the card ---- */

static struct gr_slice published(const struct gr_explain_card *u,
    const struct gr_explain_sheet *sheet, struct gr_slice column)
{
	if (sheet->published == NULL)
		return (struct gr_slice){ NULL, 0 };
	return gr_release_cell(&u->table.communities, sheet->published, column);
}

static enum gr_status card_line(struct gr_explain_card *u,
    const struct gr_explain_sheet *sheet, struct gr_slice column,
    struct gr_slice value, struct gr_err *err)
{
	struct gr_explanation_line *line = gr_explanation_add(&u->explain->out,
	    GR_SHOW_CARD, err);

	if (line == NULL)
		return err->status;
	line->field[GR_X_COLUMN] = column;
	line->field[GR_X_VALUE] = value;
	line->field[GR_X_SRC] = sheet->src;
	line->field[GR_X_LINE] = sheet->line;
	return GR_OK;
}

static enum gr_status note_status(struct gr_explain_card *u,
    const struct gr_explain_sheet *sheet, struct gr_err *err)
{
	struct gr_slice computed = gr_score_status_name(u->score.status);
	struct gr_explanation_line *line =
	    &u->explain->out.line[u->explain->out.n - 1];

	line->field[GR_X_VERDICT] = computed;
	if (gr_slice_eq(published(u, sheet, GR_S("status")), computed))
		return GR_OK;
	line->field[GR_X_NOTE] = gr_explain_text(u->explain, err,
	    gr_wording_in(u->explain->chinese,
	        "computed again from the record: %.*s"),
	    GR_ARG(computed));
	return line->field[GR_X_NOTE].ptr ? GR_OK : err->status;
}

/* Where the place has rules of its own: what they come to, and the verdict
 * without them. */
static enum gr_status card_common(struct gr_explain_card *u,
    const struct gr_explain_sheet *sheet, struct gr_err *err)
{
	static const char *const shown[] = { "basis", "status_common" };
	enum gr_status status = GR_OK;

	for (size_t i = 0; status == GR_OK && u->view.basis.len > 0 && i < 2;
	     i++)
		status = card_line(u, sheet, gr_slice_of(shown[i]),
		    published(u, sheet, gr_slice_of(shown[i])), err);
	return status;
}

static enum gr_status card(struct gr_explain_card *u,
    const struct gr_explain_sheet *sheet, struct gr_err *err)
{
	static const char *const shown[] = { "community_name", "street_name",
		"pilot", "points", "criteria_met", "criteria_applicable",
		"criteria_undetermined", "reported", "flags" };
	static const enum gr_role place[] = { GR_ROLE_CITY, GR_ROLE_CITY_NAME,
		GR_ROLE_COUNTY, GR_ROLE_COUNTY_NAME };
	const struct gr_standard *standard = u->explain->standard;
	enum gr_status status = GR_OK;

	for (size_t i = 0;
	     status == GR_OK && i < sizeof(place) / sizeof(place[0]); i++)
		if (gr_standard_head(standard, place[i]).len > 0)
			status = card_line(u, sheet,
			    gr_standard_head(standard, place[i]),
			    gr_view_role(&u->view, place[i]), err);
	for (size_t i = 0;
	     status == GR_OK && i < sizeof(shown) / sizeof(shown[0]); i++)
		status = card_line(u, sheet, gr_slice_of(shown[i]),
		    published(u, sheet, gr_slice_of(shown[i])), err);
	if (status == GR_OK)
		status = card_common(u, sheet, err);
	if (status == GR_OK)
		status = card_line(u, sheet, GR_S("status"),
		    published(u, sheet, GR_S("status")), err);
	return status == GR_OK ? note_status(u, sheet, err) : status;
}

static enum gr_status settled(struct gr_explain_card *u,
    const struct gr_explain_sheet *sheet, struct gr_err *err)
{
	const struct gr_slice code[] = { gr_view_role(&u->view, GR_ROLE_CITY),
		gr_view_role(&u->view, GR_ROLE_COUNTY) };
	const struct gr_explain_settlers of = { .code = code, .n = 2 };
	int32_t day;

	return gr_explain_day(u->explain, sheet->wave, &day)
	    ? gr_explain_settled(u->explain, &of, day, err)
	    : GR_OK;
}

/* ---- criteria and atoms ---- */

static struct gr_slice lower(const struct gr_explain_card *u,
    struct gr_slice id, struct gr_err *err)
{
	char *to = GR_NEW_ARRAY(u->explain->release->keep, id.len + 1, char);

	if (to == NULL) {
		(void)gr_err_memory(err);
		return (struct gr_slice){ NULL, 0 };
	}
	for (size_t i = 0; i < id.len; i++) {
		char c = id.ptr[i];

		to[i] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
	}
	return gr_slice_make(to, id.len);
}

static enum gr_status atom(struct gr_explain_card *u,
    const struct gr_explain_sheet *sheet, size_t i, struct gr_err *err)
{
	const struct gr_atom *a = &u->explain->standard->atom[i];
	struct gr_explanation_line *line = gr_explain_atom(u, GR_SHOW_ATOM, i,
	    err);

	if (line == NULL)
		return err->status;
	if (u->score.reason[i] == GR_REASON_YEAR_OPEN)
		line->field[GR_X_RULE] = GR_S("year_open");
	else if (u->score.reason[i] == GR_REASON_YEAR_PARTIAL)
		line->field[GR_X_RULE] = GR_S("year_partial");
	struct gr_slice note = gr_explain_text(u->explain, err, "%.*s%s%.*s%s",
	    GR_ARG(a->test_text), a->applies_text.len ? "; applies: " : "",
	    GR_ARG(a->applies_text),
	    a->hard       ? ""
	        : a->soft ? "; soft"
	                  : "; not counted");
	if (note.ptr == NULL
	    || gr_explain_note_decided(u, i, 1, &note, err) != GR_OK)
		return err->status;
	line->field[GR_X_NOTE] = note;
	return gr_explain_evidence(u, sheet, i, err);
}

static enum gr_status criterion(struct gr_explain_card *u,
    const struct gr_explain_sheet *sheet, size_t i, struct gr_err *err)
{
	const struct gr_criterion *c = &u->explain->standard->criterion[i];
	struct gr_slice computed = gr_score_result(u->score.criterion[i]);
	struct gr_slice column = lower(u, c->criterion, err);
	struct gr_explanation_line *line = column.ptr
	    ? gr_explanation_add(&u->explain->out, GR_SHOW_CRITERION, err)
	    : NULL;

	if (line == NULL)
		return err->status;
	struct gr_slice verdict = published(u, sheet, column);
	line->field[GR_X_CRITERION] = c->criterion;
	line->field[GR_X_VERDICT] = verdict.len > 0 ? verdict : computed;
	line->field[GR_X_TITLE] = u->explain->chinese ? c->title_zh
	                                              : c->title_en;
	if (verdict.len > 0 && !gr_slice_eq(verdict, computed))
		line->field[GR_X_NOTE] = gr_explain_say(u->explain,
		    "computed again from the record, it differs");
	enum gr_status status = gr_explain_note_decided(u, c->first_atom,
	    c->atoms, &line->field[GR_X_NOTE], err);
	for (size_t k = 0; status == GR_OK && k < c->atoms; k++)
		status = atom(u, sheet, c->first_atom + k, err);
	return status;
}

static enum gr_status show_sheet(struct gr_explain_card *u,
    const struct gr_explain_sheet *sheet, struct gr_err *err)
{
	enum gr_status status = score(u, sheet, err);

	if (status == GR_OK)
		status = card(u, sheet, err);
	if (status == GR_OK)
		status = gr_explain_participation(u, sheet, err);
	if (status == GR_OK)
		status = settled(u, sheet, err);
	for (size_t i = 0;
	     status == GR_OK && i < u->explain->standard->criteria; i++)
		status = criterion(u, sheet, i, err);
	if (status == GR_OK)
		status = gr_explain_findings(u, sheet, err);
	if (status == GR_OK)
		status = gr_explain_queries(u, sheet, err);
	if (status == GR_OK)
		status = gr_explain_needs(u, err);
	if (status == GR_OK)
		status = gr_explain_fragile(u, err);
	return status;
}

/* ---- waves ---- */

/* The newest wave of a table's rows about the code that is below `below`
 * (empty: any) and above *wave. */
static void newer_wave(const struct gr_explain_card *u,
    const struct gr_table *t, struct gr_slice code_column,
    struct gr_slice below, struct gr_slice *wave)
{
	for (size_t i = 0; i < t->rows; i++) {
		struct gr_slice of = gr_release_cell(t, &t->row[i],
		    GR_S("wave"));

		if (gr_slice_eq(gr_release_cell(t, &t->row[i], code_column),
		        u->explain->code)
		    && (below.len == 0 || gr_slice_cmp(of, below) < 0)
		    && gr_slice_cmp(of, *wave) > 0)
			*wave = of;
	}
}

static struct gr_slice next_wave(const struct gr_explain_card *u,
    struct gr_slice below)
{
	const struct gr_standard *standard = u->explain->standard;
	size_t role = standard->role[GR_ROLE_CODE];
	struct gr_slice code = role == GR_NONE ? GR_S("community_code")
	                                       : standard->column[role].name;
	struct gr_slice wave = { NULL, 0 };

	newer_wave(u, &u->table.records, code, below, &wave);
	newer_wave(u, &u->table.aside, code, below, &wave);
	newer_wave(u, &u->table.absent, GR_S("community_code"), below, &wave);
	return wave;
}

/* Submissions of a code that were set aside. */
static enum gr_status show_aside(struct gr_explain_card *u,
    struct gr_slice wave, struct gr_err *err)
{
	const struct gr_table *t = &u->table.aside;
	const struct gr_standard *standard = u->explain->standard;
	size_t role = standard->role[GR_ROLE_CODE];

	for (size_t i = 0; role != GR_NONE && i < t->rows; i++) {
		const struct gr_table_row *row = &t->row[i];
		struct gr_explanation_line *line;

		if (!gr_slice_eq(gr_release_cell(t, row, GR_S("wave")), wave)
		    || !gr_slice_eq(gr_release_cell(t, row,
		                        standard->column[role].name),
		        u->explain->code))
			continue;
		line = gr_explanation_add(&u->explain->out, GR_SHOW_ASIDE, err);
		if (line == NULL)
			return err->status;
		line->field[GR_X_SRC] = gr_release_cell(t, row, GR_S("src"));
		line->field[GR_X_LINE] = gr_release_cell(t, row, GR_S("line"));
		line->field[GR_X_RULE] = gr_release_cell(t, row, GR_S("rule"));
		line->field[GR_X_NOTE] = gr_release_cell(t, row,
		    GR_S("message"));
	}
	return GR_OK;
}

static enum gr_status no_record(struct gr_explain_card *u, struct gr_err *err)
{
	struct gr_explanation_line *line = gr_explanation_add(&u->explain->out,
	    GR_SHOW_CARD, err);

	if (line == NULL)
		return err->status;
	line->field[GR_X_COLUMN] = GR_S("status");
	line->field[GR_X_VALUE] = GR_S("not_responded");
	line->field[GR_X_NOTE] = gr_explain_say(u->explain,
	    "no record counts in this wave");
	return GR_OK;
}

static enum gr_status show_wave(struct gr_explain_card *u, struct gr_slice wave,
    struct gr_err *err)
{
	enum gr_status status = GR_OK;
	bool any = false;

	u->explain->out.wave = wave;
	for (size_t i = 0; status == GR_OK && i < u->table.records.rows; i++)
		if (gr_slice_eq(u->sheet[i].wave, wave)) {
			any = true;
			status = show_sheet(u, &u->sheet[i], err);
		}
	if (status == GR_OK && !any)
		status = no_record(u, err);
	if (status == GR_OK)
		status = show_aside(u, wave, err);
	return status == GR_OK ? gr_explain_withdrawn(u, wave, err) : status;
}

enum gr_status gr_explain_unit(struct gr_explain *explain, bool *found,
    struct gr_err *err)
{
	struct gr_explain_card u = { .explain = explain };
	struct gr_slice wave = { NULL, 0 };
	enum gr_status status = read_tables(&u, err);

	if (status == GR_OK)
		status = prepare(&u, err);
	while (status == GR_OK && (wave = next_wave(&u, wave)).len > 0) {
		if (explain->wave.len > 0 && !gr_slice_eq(explain->wave, wave))
			continue;
		*found = true;
		status = show_wave(&u, wave, err);
	}
	gr_raw_cell_free(u.raw);
	gr_view_free(&u.view);
	gr_score_row_free(u.scored);
	return status;
}
