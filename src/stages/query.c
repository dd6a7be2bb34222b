/* green-query: what was doubtful goes back, one sheet for each city. */
#include "query/answers.h"
#include "query/book.h"
#include "stages/stages.h"

struct query {
	struct gr_list rows;    /* --rows */
	struct gr_list raw;     /* --raw */
	struct gr_list layouts; /* --layout */
	const char *out;        /* --out */
	const char *asked;      /* --asked */
	struct gr_side *marks;  /* NULL: not asked for */
	struct gr_run *run;     /* for the book's calls */
	size_t wave, src, line, column, rule, action, raw_at, value, message;
	struct gr_query_book *book;
};

static const struct gr_option query_options[] = {
	GR_OPTION_TEXT_NEEDED(0, "out", struct query, out, "DIR",
	    "Write the sheets to DIR, as <city_code>.csv"),
	GR_OPTION_LIST(0, "rows", struct query, rows, "FILE",
	    "Records that stand, or that were set aside: whose they are"),
	GR_OPTION_LIST(0, "raw", struct query, raw, "FILE",
	    "Rows of green-ingest: what was written"),
	GR_OPTION_LIST(0, "layout", struct query, layouts, "FILE",
	    "Layouts of green-ingest: under which heading"),
	GR_OPTION_TEXT(0, "asked", struct query, asked, "FILE",
	    "Write where each query stands in its delivery"),
	GR_OPTION_END
};

static const struct gr_slice sheet_column[] = { { "city_code", 9 },
	{ "queries", 7 } };

static const struct gr_slice mark_column[] = { { "wave", 4 }, { "src", 3 },
	{ "line", 4 }, { "position", 8 }, { "city_code", 9 }, { "column", 6 },
	{ "heading", 7 }, { "written", 7 }, { "reason", 6 },
	{ "confirmable", 11 } };

static enum gr_status query_start(struct gr_run *run, void *state,
    struct gr_err *err)
{
	struct query *q = state;
	const struct {
		const char *name;
		size_t *at;
	} need[] = { { "wave", &q->wave }, { "src", &q->src },
		{ "line", &q->line }, { "column", &q->column },
		{ "rule", &q->rule }, { "action", &q->action },
		{ "raw", &q->raw_at }, { "value", &q->value },
		{ "message", &q->message } };

	for (size_t i = 0; i < sizeof need / sizeof *need; i++) {
		enum gr_status status = gr_input_need(run,
		    gr_slice_of(need[i].name), need[i].at, err);

		if (status != GR_OK)
			return status;
	}
	enum gr_status status = gr_output(run, sheet_column,
	    sizeof sheet_column / sizeof *sheet_column, err);
	if (status != GR_OK)
		return status;
	q->run = run;
	status = gr_side_new(run, q->asked, mark_column,
	    sizeof mark_column / sizeof *mark_column, &q->marks, err);
	return status == GR_OK ? gr_query_book_new(gr_run_keep(run),
	           gr_run_standard(run), &q->book, err)
	                       : status;
}

/* Whether a rule asks about a value that has one reading: outside its bounds,
 * or against a check.  The year is the wave's, whoever says that it is not. */
static bool is_confirmable(const struct gr_standard *standard,
    struct gr_slice rule, struct gr_slice column)
{
	size_t at = gr_standard_column(standard, column);

	if (at != GR_NONE && standard->column[at].role == GR_ROLE_SURVEY_YEAR)
		return false;
	if (gr_slice_eq(rule, gr_finding_rule(GR_FINDING_M02)))
		return true;
	for (size_t i = 0; i < standard->checks; i++)
		if (gr_slice_eq(standard->check[i].check, rule))
			return true;
	return false;
}

/* Whether green-ingest asks this of a cell: the text that green-amend has put
 * there since is another one.  Others ask by the same rules of what they read;
 * so the words count, in either language. */
static bool is_early(const struct gr_asked *asked)
{
	static const enum gr_finding_kind kind[] = {
		[0] = GR_FINDING_D06_CELL,
		[1] = GR_FINDING_D14_CELL,
		[2] = GR_FINDING_D16_CELL,
		[3] = GR_FINDING_D17_CELL,
		[4] = GR_FINDING_L09_ABOVE,
		[5] = GR_FINDING_L11,
		[6] = GR_FINDING_W06,
		[7] = GR_FINDING_W07,
		[8] = GR_FINDING_W13,
	};

	for (size_t i = 0; i < sizeof kind / sizeof *kind; i++) {
		const struct gr_finding_row *row = &gr_finding_table[kind[i]];

		if (gr_slice_eq(asked->rule, row->rule)
		    && (gr_slice_eq(asked->message, gr_slice_of(row->zh))
		        || gr_slice_eq(asked->message, gr_slice_of(row->en))))
			return true;
	}
	return false;
}

/* Whether a record is asked about whose unit's code stands for it: another code
 * is no answer. */
static bool is_closed(const struct gr_asked *asked)
{
	return asked->successor.len > 0
	    || gr_slice_eq(asked->rule, gr_finding_rule(GR_FINDING_R02_TIE))
	    || gr_slice_eq(asked->rule, gr_finding_rule(GR_FINDING_R13_NONE));
}

static enum gr_status query_row(struct gr_run *run, void *state,
    struct gr_row *row, struct gr_err *err)
{
	struct query *q = state;
	struct gr_slice action = row->field[q->action];
	bool stop = gr_slice_eq(action, GR_S("STOP"));
	/* a column that the delivery lacks is no record's matter either */
	bool always = stop || gr_slice_eq(row->field[q->rule], GR_S("L17"));
	struct gr_asked asked = { row->field[q->wave], row->field[q->src],
		row->field[q->line], row->field[q->column], row->field[q->rule],
		row->field[q->raw_at], row->field[q->message],
		gr_slice_eq(row->field[q->rule],
		    gr_finding_rule(GR_FINDING_K21_MERGED))
		    ? row->field[q->value]
		    : GR_S(""),
		always, false, false, false };

	/* what it says belongs to the query that stays */
	bool states_why = gr_slice_eq(asked.rule,
	    gr_finding_rule(GR_FINDING_A07_VALUE));

	if (gr_slice_eq(asked.rule, gr_finding_rule(GR_FINDING_A06)))
		return gr_query_book_settle(q->book, &asked, err);
	if (gr_slice_eq(asked.rule, gr_finding_rule(GR_FINDING_A01)))
		return gr_answer_confirms(row->field[q->value]) == GR_CONFIRMS
		    ? GR_OK /* of a text that stays */
		    : gr_query_book_answer(q->book, &asked, err);
	if (!stop && !states_why && !gr_slice_eq(action, GR_S("ASK"))
	    && !gr_slice_eq(action, GR_S("SETASIDE")))
		return GR_OK;
	asked.confirmable = is_confirmable(gr_run_standard(run), asked.rule,
	    asked.column);
	asked.early = is_early(&asked);
	asked.closed = is_closed(&asked);
	return gr_query_book_ask(q->book, &asked, err);
}

static enum gr_status learn(struct gr_run *run, const struct gr_list *files,
    struct gr_taker from, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < files->n && status == GR_OK; i++)
		status = gr_run_take(run, files->item[i], &from, err);
	return status;
}

static enum gr_status report_sheet(void *context, struct gr_slice city_code,
    size_t queries, struct gr_err *err)
{
	struct query *q = context;
	struct gr_buf number = { 0 };
	enum gr_status status;

	gr_buf_uint(&number, queries);
	status = gr_buf_check(&number, err);
	if (status == GR_OK)
		status = gr_emit(q->run,
		    (struct gr_slice[]){ city_code, gr_buf_slice(&number) }, 2,
		    err);
	gr_buf_free(&number);
	return status;
}

static enum gr_status report_mark(void *context,
    const struct gr_query_mark *mark, struct gr_err *err)
{
	struct query *q = context;
	struct gr_buf number = { 0 };

	gr_buf_uint(&number, mark->position);
	const struct gr_slice field[] = { mark->wave, mark->src, mark->line,
		gr_buf_slice(&number), mark->city_code, mark->column,
		mark->heading, mark->written, mark->reason,
		mark->confirmable ? GR_S("1") : GR_S("0") };
	enum gr_status status = gr_buf_check(&number, err);
	if (status == GR_OK)
		status = gr_side_emit(q->marks, field,
		    sizeof field / sizeof *field, err);
	gr_buf_free(&number);
	return status;
}

static enum gr_status query_finish(struct gr_run *run, void *state,
    struct gr_err *err)
{
	struct query *q = state;
	enum gr_status status = learn(run, &q->rows,
	    gr_query_book_places(q->book), err);

	if (status == GR_OK)
		status = learn(run, &q->raw, gr_query_book_texts(q->book), err);
	if (status == GR_OK)
		status = learn(run, &q->layouts,
		    gr_query_book_headings(q->book), err);
	if (status != GR_OK)
		return status;
	const struct gr_query_calls calls = { q, report_sheet,
		q->marks != NULL ? report_mark : NULL };
	return gr_query_book_write(q->book, q->out, gr_run_is_chinese(run),
	    &calls, err);
}

static void query_stop(struct gr_run *run, void *state)
{
	struct query *q = state;

	(void)run;
	gr_query_book_free(q->book);
}

const struct gr_filter gr_query = {
	.name = "query",
	.summary = "Turn the findings that ask into one sheet of queries for "
	           "each city.",
	.options = query_options,
	.state_bytes = sizeof(struct query),
	.traits = GR_NEEDS_STANDARD | GR_COUNTS_IN | GR_COUNTS_OUT,
	.start = query_start,
	.row = query_row,
	.finish = query_finish,
	.stop = query_stop,
};
