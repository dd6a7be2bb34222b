/* filings.c - what places filed. */
#include "track/filings.h"

#include "number/date.h"
#include "standard/obligation.h"
#include "text/personal.h"

const char *const gr_filing_column_name[GR_FILING_COLUMNS] = {
	[GR_FILING_DOC_DATE] = "doc_date",
	[GR_FILING_RECEIVED_DATE] = "received_date",
	[GR_FILING_RECORDED_AT] = "recorded_at",
	[GR_FILING_VALUE] = "value",
	[GR_FILING_DOC_TITLE] = "doc_title",
	[GR_FILING_DOC_NO] = "doc_no",
	[GR_FILING_EVIDENCE_REF] = "evidence_ref",
	[GR_FILING_RECORDER] = "recorder",
};

static bool is_date_column(enum gr_filing_column column)
{
	return column == GR_FILING_DOC_DATE || column == GR_FILING_RECEIVED_DATE
	    || column == GR_FILING_RECORDED_AT;
}

/* One reading of the list. */
struct reader {
	struct gr_arena *keep;
	const struct gr_standard *standard;
	bool chinese;
	struct gr_table table;
	struct gr_table_losses losses;
	struct gr_map seen; /* what has been filed already */
	struct gr_filing *filing;
	size_t at; /* the filing at hand; GR_NONE: damage, which is none */
	uint64_t line;
	struct gr_filing_fault *fault;
	size_t faults, room;
	struct gr_buf text;
	struct gr_err *err;
};

/* ---- faults ---- */

static enum gr_status tell(struct reader *r, enum gr_finding_kind kind,
    const char *column, struct gr_slice raw, const struct gr_finding_arg *with)
{
	void *items = r->fault;
	struct gr_slice message;
	enum gr_status status = gr_arena_grow(r->keep, &items, &r->room,
	    r->faults, sizeof(*r->fault), r->err);

	if (status != GR_OK)
		return status;
	r->fault = items;
	gr_buf_clear(&r->text);
	gr_finding_say(&r->text, kind, r->chinese, with);
	status = gr_buf_check(&r->text, r->err);
	if (status != GR_OK)
		return status;
	message = gr_arena_copy(r->keep, gr_buf_slice(&r->text));
	if (message.ptr == NULL)
		return gr_err_memory(r->err);
	/* somebody may have put a number of a person into the list */
	status = gr_personal_hide(r->keep, &message, gr_personal_anywhere,
	    r->err);
	if (status == GR_OK)
		status = gr_personal_hide(r->keep, &raw, gr_personal_anywhere,
		    r->err);
	if (status != GR_OK)
		return status;
	r->fault[r->faults++] = (struct gr_filing_fault){ r->at, r->line, kind,
		column, raw, message };
	return GR_OK;
}

/* ---- cells ---- */

/* A cell in the form that expressions read.  One that cannot be read is told
 * and counts as not given. */
static enum gr_status read_cell(struct reader *r,
    const struct gr_table_row *row, enum gr_filing_column column)
{
	const char *name = gr_filing_column_name[column];
	struct gr_slice *out = &r->filing[r->at].cell[column];
	struct gr_slice text = gr_table_cell(&r->table, row, name);
	struct gr_days days;
	struct gr_dec number;

	*out = text;
	/* The time of day of an entry does not matter. */
	if (column == GR_FILING_RECORDED_AT && text.len > 10
	    && (text.ptr[10] == ' ' || text.ptr[10] == 'T'))
		out->len = 10;
	if (text.len == 0)
		return GR_OK;
	if (is_date_column(column) && !gr_date_parse(*out, &days)) {
		*out = GR_S("");
		return tell(r, GR_FINDING_F06_DATE, name, text, NULL);
	}
	if (column == GR_FILING_VALUE && !gr_dec_parse(text, &number)) {
		*out = GR_S("");
		return tell(r, GR_FINDING_F06_VALUE, name, text, NULL);
	}
	return GR_OK;
}

/* ---- whose obligation it is ---- */

/* Position of the obligation; *yearly: there is one for other years. */
static size_t find_obligation(const struct gr_standard *standard,
    struct gr_slice id, struct gr_slice doc_date, bool *yearly)
{
	*yearly = false;
	for (size_t i = 0; i < standard->obligations; i++)
		if (gr_slice_eq(standard->obligation[i].id, id))
			return i;
	for (size_t i = 0; i < standard->obligations; i++) {
		const struct gr_obligation *o = &standard->obligation[i];

		if (o->year.len == 0 || !gr_slice_eq(o->base, id))
			continue;
		*yearly = true;
		if (gr_slice_starts(doc_date, o->year))
			return i;
	}
	return GR_NONE;
}

static enum gr_status tell_unknown(struct reader *r, struct gr_slice id,
    struct gr_slice doc_date, bool yearly)
{
	if (!yearly)
		return tell(r, GR_FINDING_F01_NONE, "obligation_id", id,
		    GR_WITH(GR_TEXT("id", id)));
	if (doc_date.len == 0)
		return tell(r, GR_FINDING_F03_YEAR, "doc_date", GR_S(""),
		    GR_WITH(GR_TEXT("id", id)));
	return tell(r, GR_FINDING_F01_YEAR, "obligation_id", id,
	    GR_WITH(GR_TEXT("id", id),
	        GR_TEXT("year", gr_slice_make(doc_date.ptr, 4))));
}

static enum gr_status read_obligation(struct reader *r)
{
	struct gr_filing *f = &r->filing[r->at];
	bool yearly;
	size_t at = find_obligation(r->standard, f->id,
	    f->cell[GR_FILING_DOC_DATE], &yearly);

	f->obligation = GR_NONE;
	if (at == GR_NONE)
		return tell_unknown(r, f->id, f->cell[GR_FILING_DOC_DATE],
		    yearly);
	if (r->standard->obligation[at].kind != GR_OBLIGATION_filings)
		return tell(r, GR_FINDING_F01_STATS, "obligation_id", f->id,
		    GR_WITH(GR_TEXT("id", f->id)));
	f->obligation = at;
	return GR_OK;
}

/* ---- what is judged ---- */

/* Whether a document of the obligation is judged by a column. */
static bool is_judged(const struct gr_standard *standard,
    const struct gr_obligation *o, enum gr_filing_column column)
{
	struct gr_slice wanted = gr_slice_of(gr_filing_column_name[column]);
	bool by_doc_date = o->window_from != INT32_MIN;
	const unsigned *slot;
	size_t n;

	if (o->test == NULL)
		return by_doc_date && column == GR_FILING_DOC_DATE;
	n = gr_expr_slots(o->test, GR_NAME_NOW, &slot);
	for (size_t i = 0; i < n; i++) {
		struct gr_obligation_name name = gr_obligation_name(standard,
		    slot[i]);

		/* which is the newest, the date says */
		by_doc_date |= name.newest;
		if (gr_slice_eq(name.column, wanted))
			return true;
	}
	return by_doc_date && column == GR_FILING_DOC_DATE;
}

static enum gr_status check_missing(struct reader *r,
    const struct gr_table_row *row, enum gr_filing_column column)
{
	const struct gr_filing *f = &r->filing[r->at];
	const char *name = gr_filing_column_name[column];

	/* What could not be read was told. */
	if (gr_table_cell(&r->table, row, name).len > 0
	    || !is_judged(r->standard, &r->standard->obligation[f->obligation],
	        column))
		return GR_OK;
	return tell(r, GR_FINDING_F03_JUDGED, name, GR_S(""),
	    GR_WITH(GR_TEXT("id", f->id)));
}

/* Received before it was written: one of the two days is wrong. */
static enum gr_status check_order(struct reader *r)
{
	const struct gr_slice *cell = r->filing[r->at].cell;
	struct gr_days written, received;

	if (!gr_date_parse(cell[GR_FILING_DOC_DATE], &written)
	    || !gr_date_parse(cell[GR_FILING_RECEIVED_DATE], &received)
	    || received.last >= written.first)
		return GR_OK;
	return tell(r, GR_FINDING_F04, "received_date",
	    cell[GR_FILING_RECEIVED_DATE],
	    GR_WITH(GR_TEXT("date", cell[GR_FILING_DOC_DATE])));
}

/* One that was written before the window opens does not count. */
static enum gr_status check_window(struct reader *r)
{
	struct gr_filing *f = &r->filing[r->at];
	const struct gr_obligation *o = &r->standard->obligation[f->obligation];
	struct gr_buf day = { 0 };
	struct gr_days written;
	enum gr_status status;

	if (o->window_from == INT32_MIN
	    || !gr_date_parse(f->cell[GR_FILING_DOC_DATE], &written)
	    || written.last >= o->window_from)
		return GR_OK;
	f->obligation = GR_NONE;
	gr_date_print(&day, o->window_from);
	status = gr_buf_check(&day, r->err);
	if (status == GR_OK)
		status = tell(r, GR_FINDING_F05, "doc_date",
		    f->cell[GR_FILING_DOC_DATE],
		    GR_WITH(GR_TEXT("id", o->id),
		        GR_TEXT("date", gr_buf_slice(&day))));
	gr_buf_free(&day);
	return status;
}

/* The same document, recorded twice, counts once. */
static enum gr_status check_twice(struct reader *r)
{
	struct gr_filing *f = &r->filing[r->at];
	struct gr_slice part[GR_FILING_COLUMNS + 2], key;
	size_t n = 0;
	uint64_t line;

	part[n++] = f->city_code;
	part[n++] = r->standard->obligation[f->obligation].id;
	for (enum gr_filing_column i = 0; i < GR_FILING_COLUMNS; i++)
		if (i != GR_FILING_RECORDER && i != GR_FILING_RECORDED_AT)
			part[n++] = f->cell[i];
	gr_buf_clear(&r->text);
	key = gr_arena_copy(r->keep, gr_buf_join(&r->text, part, n, '\n'));
	if (key.ptr == NULL || r->text.failed)
		return gr_err_memory(r->err);
	if (!gr_map_get(&r->seen, key, &line))
		return gr_map_put(&r->seen, key, f->line, r->err);
	f->obligation = GR_NONE;
	return tell(r, GR_FINDING_F07, "obligation_id", f->id,
	    GR_WITH(GR_NUMBER("line", line)));
}

/* ---- the list ---- */

static enum gr_status check_filing(struct reader *r,
    const struct gr_table_row *row)
{
	static const enum gr_filing_column dates[] = { GR_FILING_DOC_DATE,
		GR_FILING_RECEIVED_DATE, GR_FILING_RECORDED_AT };
	enum gr_status status = check_order(r);

	for (size_t i = 0; status == GR_OK && i < 3; i++)
		if (r->filing[r->at].obligation != GR_NONE)
			status = check_missing(r, row, dates[i]);
	if (status == GR_OK && r->filing[r->at].obligation != GR_NONE)
		status = check_window(r);
	if (status == GR_OK && r->filing[r->at].obligation != GR_NONE)
		status = check_twice(r);
	return status;
}

static enum gr_status read_filing(struct reader *r,
    const struct gr_table_row *row)
{
	struct gr_filing *f = &r->filing[r->at];
	enum gr_status status = GR_OK;

	f->line = row->line;
	f->city_code = gr_table_cell(&r->table, row, "city_code");
	f->id = gr_table_cell(&r->table, row, "obligation_id");
	for (enum gr_filing_column i = 0;
	     status == GR_OK && i < GR_FILING_COLUMNS; i++)
		status = read_cell(r, row, i);
	if (status == GR_OK)
		status = read_obligation(r);
	return status == GR_OK ? check_filing(r, row) : status;
}

static enum gr_status read_list(struct reader *r, const char *path)
{
	static const char *const required[] = { "city_code", "obligation_id",
		"doc_date", "received_date", NULL };
	static const char *const days[] = { "doc_date", "received_date",
		"recorded_at", NULL };
	enum gr_status status = gr_table_read_damaged(r->keep, path, &r->table,
	    &r->losses, r->err);

	if (status == GR_OK
	    && gr_table_columns(&r->table, required, NULL, r->err) != GR_OK) {
		r->losses = (struct gr_table_losses){ .no_heading = true };
		r->table.rows = 0;
	}
	if (status == GR_OK)
		status = gr_table_flatten(&r->table, r->err);
	if (status == GR_OK)
		status = gr_table_tidy(&r->table, r->err);
	if (status == GR_OK)
		status = gr_table_dates(&r->table, days, r->err);
	if (status != GR_OK)
		return status;
	r->filing = GR_NEW_ARRAY(r->keep, r->table.rows, struct gr_filing);
	return r->filing != NULL ? GR_OK : gr_err_memory(r->err);
}

static enum gr_status tell_loss(struct reader *r,
    const struct gr_table_loss *loss)
{
	r->line = loss->line;
	if (loss->cells == GR_NONE)
		return tell(r, GR_FINDING_F08_BYTES, "", GR_S(""), NULL);
	if (loss->cells > 0)
		return tell(r, GR_FINDING_F08_CELLS, "", GR_S(""),
		    GR_WITH(GR_NUMBER("cells", loss->cells),
		        GR_NUMBER("columns", r->table.header.n)));
	if (loss->lines > 0)
		return tell(r, GR_FINDING_F08_QUOTE, "", GR_S(""),
		    GR_WITH(GR_NUMBER("lines", loss->lines)));
	return tell(r, GR_FINDING_F08_REST, "", GR_S(""), NULL);
}

/* Lines that are no filing. */
static enum gr_status tell_losses(struct reader *r)
{
	enum gr_status status = GR_OK;

	r->at = GR_NONE;
	r->line = 1;
	if (r->losses.no_heading)
		status = tell(r, GR_FINDING_F08_HEADING, "", GR_S(""), NULL);
	for (size_t i = 0; status == GR_OK && i < r->losses.n; i++)
		status = tell_loss(r, &r->losses.loss[i]);
	r->at = 0;
	return status;
}

enum gr_status gr_filings_read(struct gr_arena *keep, const char *path,
    const struct gr_standard *standard, bool chinese, struct gr_filings *out,
    struct gr_err *err)
{
	struct reader r = { .keep = keep,
		.standard = standard,
		.chinese = chinese,
		.seen = gr_map_make(keep),
		.err = err };
	enum gr_status status = read_list(&r, path);

	if (status == GR_OK)
		status = tell_losses(&r);
	for (size_t i = 0; status == GR_OK && i < r.table.rows; i++) {
		r.line = r.table.row[i].line;
		status = read_filing(&r, &r.table.row[i]);
		r.at++;
	}
	gr_buf_free(&r.text);
	*out = (struct gr_filings){ path, r.filing, r.at, r.fault, r.faults };
	return status;
}

bool gr_filing_exists(const struct gr_filing *filing, int32_t day)
{
	struct gr_days days;

	return (!gr_date_parse(filing->cell[GR_FILING_RECEIVED_DATE], &days)
	           && !gr_date_parse(filing->cell[GR_FILING_DOC_DATE], &days))
	    || days.first <= day;
}
