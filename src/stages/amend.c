/* green-amend: answers to queries go into the raw cells they belong to. */
#include "query/answer_cell.h"
#include "query/answer_unit.h"
#include "query/sheet_complaint.h"
#include "release/file_facts.h"
#include "stages/stages.h"
#include "standard/personal_place.h"
#include "text/file_name.h"

struct amend {
	struct gr_list files;   /* --answers */
	struct gr_list layouts; /* --layout */
	const char *delivery;   /* --delivery */
	const char *sent_path;  /* --as-sent */
	struct gr_side *sent;
	struct gr_slice *was; /* the fields of a record as they came */
	struct gr_answers answers;
	struct gr_answer_cells cells;
	struct gr_answer_units units;
	struct gr_map seen;     /* wave and src that came by */
	struct gr_slice called; /* the sheet that is read */
	struct gr_run *run;     /* for the calls of a sheet */
	struct gr_buf place, key;
};

static const struct gr_option amend_options[] = {
	GR_OPTION_LIST_NEEDED(0, "answers", struct amend, files, "FILE",
	    "A filled-in sheet of queries; may be given more than once"),
	GR_OPTION_LIST(0, "layout", struct amend, layouts, "FILE",
	    "Layouts of green-ingest: how each column was asked"),
	GR_OPTION_TEXT(0, "delivery", struct amend, delivery, "WAVE-SRC",
	    "This delivery came by, even if none of its rows does"),
	GR_OPTION_TEXT(0, "as-sent", struct amend, sent_path, "FILE",
	    "Write the records that an answer changed to FILE, as they were"),
	GR_OPTION_END
};

static struct gr_slice two_words(struct amend *a, struct gr_slice first,
    struct gr_slice second)
{
	struct gr_slice part[] = { first, second };

	return gr_buf_join(&a->key, part, 2, '\t');
}

/* That a delivery came by: the file, if it is a sheet of a workbook. */
static enum gr_status see(struct gr_run *run, struct amend *a,
    struct gr_slice wave, struct gr_slice src, struct gr_err *err)
{
	struct gr_slice key = two_words(a, wave, gr_file_name_file(src, NULL));
	uint64_t there;

	if (key.ptr != NULL && gr_map_get(&a->seen, key, &there))
		return GR_OK;
	key = gr_arena_copy(gr_run_keep(run), key);
	if (key.ptr == NULL)
		return gr_err_memory(err);
	return gr_map_put(&a->seen, key, 1, err);
}

/* A delivery that was refused has no row by which it would be known. */
static enum gr_status expect_delivery(struct gr_run *run, struct amend *a,
    struct gr_err *err)
{
	struct gr_slice src = gr_slice_of(a->delivery), wave;
	uint64_t year;

	if (!gr_slice_split(&src, '-', &wave) || src.len == 0
	    || !gr_slice_to_uint64(wave, &year))
		return gr_err_set(err, GR_EUSAGE,
		    "--delivery '%s' is no wave, '-' and delivery",
		    a->delivery);
	return see(run, a, wave, src, err);
}

/* No answer goes on with a personal number in it: into a cell, or into what is
 * said of it.  Nor does what a sheet calls a column. */
static enum gr_status hide_numbers(struct gr_run *run, struct amend *a,
    struct gr_err *err)
{
	struct gr_arena *keep = gr_run_keep(run);
	const struct gr_standard *standard = gr_run_standard(run);
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < a->answers.n && status == GR_OK; i++) {
		struct gr_answer *answer = &a->answers.answer[i];
		size_t column = gr_standard_column(standard,
		    answer->query.column);

		status = gr_personal_hide(keep, &answer->text,
		    gr_personal_place_of(standard, column), err);
		if (status == GR_OK)
			status = gr_personal_hide(keep, &answer->query.column,
			    gr_personal_anywhere, err);
	}
	return status;
}

/* What a sheet has that cannot be used is said of the whole sheet, and where
 * this is one delivery of several, green-inbox has said it. */
static enum gr_status complain(void *context, const struct gr_sheet_row *row,
    struct gr_err *err)
{
	struct amend *a = context;
	struct gr_sheet_complaint said;

	if (a->delivery != NULL)
		return GR_OK;
	enum gr_status status = gr_sheet_complain(row,
	    gr_run_is_chinese(a->run), gr_run_keep(a->run), &said, err);
	if (status != GR_OK)
		return status;
	gr_buf_clear(&a->key);
	gr_buf_uint(&a->key, said.line);
	const struct gr_finding finding = { .src = a->called,
		.line = said.line > 0 ? gr_buf_slice(&a->key) : GR_S(""),
		.rule = gr_finding_rule(said.kind),
		.action = gr_finding_action(said.kind),
		.value = said.answer,
		.message = said.message };
	status = gr_buf_check(&a->key, err);
	return status == GR_OK ? gr_report(a->run, &finding, err) : status;
}

/* Read a sheet, and keep what streams call it: the hash that may be in that is
 * of the whole file. */
static enum gr_status read_answers(struct gr_run *run, struct amend *a,
    const char *file, struct gr_err *err)
{
	char hash[GR_SHA256_DIGITS + 1];
	size_t first = a->answers.n;
	struct gr_err unread;

	gr_buf_clear(&a->place);
	if (gr_file_name_call(&a->place, gr_slice_of(file))
	    && gr_file_sha256(file, hash, &unread) == GR_OK)
		gr_file_name_mark(&a->place, hash);
	a->called = gr_arena_copy(gr_run_keep(run), gr_buf_slice(&a->place));
	if (a->place.failed || a->called.ptr == NULL)
		return gr_err_memory(err);
	enum gr_status status = gr_answers_read(&a->answers, file, complain, a,
	    err);
	for (size_t i = first; i < a->answers.n; i++)
		a->answers.answer[i].called = a->called;
	return status;
}

static enum gr_status amend_start(struct gr_run *run, void *state,
    struct gr_err *err)
{
	struct amend *a = state;
	struct gr_arena *keep = gr_run_keep(run);
	const struct gr_taker layout = gr_answer_cells_layouts(&a->cells);
	enum gr_status status = GR_OK;

	a->run = run;
	a->answers = gr_answers_make(keep);
	a->cells = gr_answer_cells_make(keep);
	a->seen = gr_map_make(keep);
	a->units.at = gr_query_unit_find(gr_run_standard(run), gr_input(run));
	a->was = GR_NEW_ARRAY(keep, gr_input(run)->n, struct gr_slice);
	if (a->was == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < a->files.n && status == GR_OK; i++)
		status = read_answers(run, a, a->files.item[i], err);
	if (status == GR_OK)
		status = hide_numbers(run, a, err);
	for (size_t i = 0; i < a->layouts.n && status == GR_OK; i++)
		status = gr_run_take(run, a->layouts.item[i], &layout, err);
	if (status == GR_OK && a->delivery != NULL)
		status = expect_delivery(run, a, err);
	return status == GR_OK ? gr_side_new(run, a->sent_path,
	           gr_input(run)->name, gr_input(run)->n, &a->sent, err)
	                       : status;
}

/* Say what became of an answer to a cell that reads `raw`. */
static enum gr_status note(struct gr_run *run, const struct amend *a,
    const struct gr_answer *answer, struct gr_finding finding,
    const struct gr_row *row, struct gr_slice raw, struct gr_err *err)
{
	size_t code_at = row ? gr_input_role(run, GR_ROLE_CODE) : GR_NONE;

	finding.wave = answer->query.wave;
	finding.src = answer->query.src;
	finding.line = answer->query.line;
	if (row && code_at < row->n)
		finding.community_code = row->field[code_at];
	finding.column = answer->query.column;
	finding.raw = raw;
	finding.value = answer->text;
	enum gr_status status = gr_buf_check(&a->place, err);
	return status == GR_OK ? gr_report(run, &finding, err) : status;
}

/* Where an answer stands, valid until the next one is asked. */
static struct gr_slice place_of(struct amend *a, const struct gr_answer *answer)
{
	gr_buf_clear(&a->place);
	gr_buf_add(&a->place, answer->called);
	gr_buf_byte(&a->place, ':');
	gr_buf_uint(&a->place, answer->line);
	return gr_buf_slice(&a->place);
}

/* Tell of an answer to a cell that reads as it did, by a kind that names the
 * answer alone. */
static enum gr_status tell(struct gr_run *run, struct amend *a,
    struct gr_answer *answer, struct gr_finding finding,
    const struct gr_row *row, struct gr_slice raw, struct gr_err *err)
{
	answer->state = GR_ANSWER_MET;
	return note(run, a, answer, finding, row, raw, err);
}

/* Put an answer in if its cell is the one that was asked about, reads as it did
 * then, and no other answer contradicts it. */
static enum gr_status apply(struct gr_run *run, struct amend *a,
    struct gr_answer *answer, struct gr_row *row, bool *applied,
    struct gr_err *err)
{
	size_t at = gr_header_find(gr_input(run), answer->query.column);
	char hash[GR_QUERY_HASH_DIGITS + 1];
	struct gr_slice old, new;
	bool fits;

	if (at == GR_NONE || at < GR_PLACE_COLUMNS)
		return GR_OK;
	old = gr_query_written(row->field[at]);
	gr_query_hash(old, hash);
	if (!gr_slice_eq(gr_slice_of(hash), answer->query.hash))
		return GR_OK;
	enum gr_status status = gr_answer_units_fit(&a->units, answer, &fits,
	    err);
	if (status != GR_OK || !fits)
		return status;
	if (answer->state == GR_ANSWER_CONFLICT)
		return tell(run, a, answer,
		    gr_found(run, GR_FINDING_A03,
		        GR_WITH(GR_TEXT("answer", place_of(a, answer)))),
		    row, old, err);
	if (gr_answer_confirms(answer->text) == GR_CONFIRMS_BARELY)
		return tell(run, a, answer,
		    gr_found(run, GR_FINDING_A07_REASON,
		        GR_WITH(GR_TEXT("answer", place_of(a, answer)))),
		    row, old, err);
	status = gr_answer_cells_put(&a->cells, answer, row->field[at],
	    gr_run_scratch(run), &new, err);
	if (status == GR_OK)
		status = tell(run, a, answer,
		    gr_found(run, GR_FINDING_A01,
		        GR_WITH(GR_TEXT("answer", place_of(a, answer)))),
		    row, old, err);
	row->field[at] = new;
	gr_answer_units_add(&a->units, row);
	*applied = true;
	return status;
}

/* What was not put in: there is no such cell, it reads otherwise, or another
 * unit stands there. */
static enum gr_status refuse(struct gr_run *run, struct amend *a,
    struct gr_answer *answer, const struct gr_row *row, struct gr_err *err)
{
	size_t at = gr_header_find(gr_input(run), answer->query.column);
	struct gr_slice place = place_of(a, answer), raw = GR_S("");
	struct gr_finding finding;
	bool fits;
	enum gr_status status = GR_OK;

	if (at == GR_NONE || at < GR_PLACE_COLUMNS) {
		finding = gr_found(run, GR_FINDING_A04_CELL,
		    GR_WITH(GR_TEXT("answer", place)));
		return tell(run, a, answer, finding, row, raw, err);
	}
	raw = gr_query_written(row->field[at]);
	status = gr_answer_units_fit(&a->units, answer, &fits, err);
	if (status != GR_OK)
		return status;
	finding = gr_found(run,
	    fits ? GR_FINDING_A02_CELL : GR_FINDING_A02_UNIT,
	    GR_WITH(GR_TEXT("answer", place)));
	return tell(run, a, answer, finding, row, raw, err);
}

/* An answer may itself have been asked about and answered: so answers are
 * looked through again for as long as one fits. */
static enum gr_status amend_record(struct gr_run *run, struct amend *a,
    size_t first, struct gr_row *row, struct gr_err *err)
{
	bool applied = first != SIZE_MAX;
	enum gr_status status = GR_OK;

	if (applied)
		gr_answer_units_begin(&a->units, row);
	while (applied) {
		applied = false;
		for (size_t i = first; i != SIZE_MAX && status == GR_OK;
		     i = a->answers.answer[i].next)
			if (a->answers.answer[i].state != GR_ANSWER_MET)
				status = apply(run, a, &a->answers.answer[i],
				    row, &applied, err);
	}
	for (size_t i = first; i != SIZE_MAX && status == GR_OK;
	     i = a->answers.answer[i].next)
		if (a->answers.answer[i].state != GR_ANSWER_MET)
			status = refuse(run, a, &a->answers.answer[i], row,
			    err);
	return status;
}

static enum gr_status amend_row(struct gr_run *run, void *state,
    struct gr_row *row, struct gr_err *err)
{
	struct amend *a = state;
	struct gr_slice wave = row->field[GR_WAVE], src = row->field[GR_SRC];
	enum gr_status status = see(run, a, wave, src, err);

	memcpy(a->was, row->field, row->n * sizeof(*a->was));
	if (status == GR_OK)
		status = amend_record(run, a,
		    gr_answers_find(&a->answers, wave, src,
		        row->field[GR_LINE]),
		    row, err);
	if (status == GR_OK
	    && memcmp(a->was, row->field, row->n * sizeof(*a->was)) != 0)
		status = gr_side_emit(a->sent, a->was, row->n, err);
	return status == GR_OK ? gr_emit(run, row->field, row->n, err) : status;
}

/* Answers to records that their delivery does not hold any more.  Of those to
 * other deliveries another run knows. */
static enum gr_status amend_finish(struct gr_run *run, void *state,
    struct gr_err *err)
{
	struct amend *a = state;
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < a->answers.n && status == GR_OK; i++) {
		const struct gr_answer *answer = &a->answers.answer[i];
		uint64_t there;

		if (answer->state != GR_ANSWER_MET
		    && gr_map_get(&a->seen,
		        two_words(a, answer->query.wave,
		            gr_file_name_file(answer->query.src, NULL)),
		        &there))
			status = note(run, a, answer,
			    gr_found(run, GR_FINDING_A04_RECORD,
			        GR_WITH(
			            GR_TEXT("answer", place_of(a, answer)))),
			    NULL, GR_S(""), err);
	}
	return status;
}

static void amend_stop(struct gr_run *run, void *state)
{
	struct amend *a = state;

	(void)run;
	gr_answers_free(&a->answers);
	gr_answer_cells_free(&a->cells);
	gr_answer_units_free(&a->units);
	gr_buf_free(&a->place);
	gr_buf_free(&a->key);
}

const struct gr_filter gr_amend = {
	.name = "amend",
	.summary = "Put the answers to queries into the raw cells they belong "
	           "to.",
	.options = amend_options,
	.state_bytes = sizeof(struct amend),
	.traits = GR_NEEDS_STANDARD,
	.start = amend_start,
	.row = amend_row,
	.finish = amend_finish,
	.stop = amend_stop,
};
