/* green-dedup: of several submissions of a unit in a wave, the one that stands. */
#include "dedup/as_sent.h"
#include "dedup/submission_note.h"
#include "stages/stages.h"
#include "stream/fields_filled.h"
#include "stream/fields_put.h"
#include "stream/flags.h"
#include "stream/hash.h"

struct answers { /* columns side by side */
	size_t first, n;
};

struct dedup {
	struct gr_list sent_files; /* --as-sent */
	struct gr_submissions *submissions;
	struct gr_as_sent *sent;
	bool noted; /* all records were */
	size_t code, revision, report_date, reporter, flags; /* columns */
	bool *told;          /* by column: says what, not who and when */
	uint8_t *tells;      /* the same, a bit each */
	struct answers *run; /* the columns of answers, which are compared */
	size_t runs;
	uint8_t *answered;        /* by column, a bit: the record says it */
	const struct gr_row *row; /* the record at hand */
	const struct gr_header *in;
	size_t n;               /* columns */
	struct gr_slice *field; /* of a record in query */
	struct gr_buf text;     /* flags or a message */
	struct gr_buf line;     /* answers of a record */
};

static const struct gr_option dedup_options[] = {
	GR_OPTION_LIST(0, "as-sent", struct dedup, sent_files, "FILE",
	    "Records that answers changed, matched, as they were sent"),
	GR_OPTION_END
};

/* ---- columns ---- */

static void add_answer(struct dedup *dedup, size_t column)
{
	struct answers *last = dedup->run + dedup->runs;

	if (dedup->runs > 0 && last[-1].first + last[-1].n == column)
		last[-1].n++;
	else
		dedup->run[dedup->runs++] = (struct answers){ column, 1 };
}

static enum gr_status classify_columns(struct gr_run *run, struct dedup *dedup,
    struct gr_err *err)
{
	const struct gr_header *in = gr_input(run);
	const struct gr_standard *standard = gr_run_standard(run);
	struct gr_arena *keep = gr_run_keep(run);

	dedup->in = in;
	dedup->n = in->n;
	dedup->told = GR_NEW_ARRAY(keep, in->n, bool);
	dedup->tells = GR_NEW_ARRAY(keep, in->n / 8 + 1, uint8_t);
	dedup->run = GR_NEW_ARRAY(keep, in->n, struct answers);
	dedup->answered = GR_NEW_ARRAY(keep, in->n / 8 + 1, uint8_t);
	dedup->field = GR_NEW_ARRAY(keep, in->n, struct gr_slice);
	if (!dedup->told || !dedup->tells || !dedup->run || !dedup->answered
	    || !dedup->field)
		return gr_err_memory(err);
	for (size_t i = 0; i < in->n; i++) {
		size_t column = gr_standard_column(standard, in->name[i]);

		dedup->told[i] = column != GR_NONE
		    && !gr_standard_is_identity(standard, column);
		dedup->tells[i / 8] |= (uint8_t)(dedup->told[i] << i % 8);
		if (dedup->told[i] && gr_standard_is_answer(standard, column))
			add_answer(dedup, i);
	}
	return GR_OK;
}

/* ---- a row as a submission ---- */

/* The content of a record, its answers alone: who sent it, and what stood above
 * it, makes it no other. */
static enum gr_status read_content(struct dedup *dedup,
    const struct gr_row *row, uint64_t *content, struct gr_err *err)
{
	*content = 0;
	for (size_t i = 0; i < dedup->runs; i++) {
		gr_buf_clear(&dedup->line);
		gr_fields_add(&dedup->line, row->field + dedup->run[i].first,
		    dedup->run[i].n);
		*content = gr_hash_join(*content,
		    gr_hash_of(gr_buf_slice(&dedup->line)));
		if (dedup->line.failed)
			return gr_err_memory(err);
	}
	return GR_OK;
}

/* Where the record at hand says something. */
static const uint8_t *read_answered(void *state)
{
	struct dedup *dedup = state;

	gr_fields_filled(dedup->answered, dedup->row->field, dedup->n);
	for (size_t i = 0; i * 8 < dedup->n; i++)
		dedup->answered[i] &= dedup->tells[i];
	return dedup->answered;
}

static struct gr_slice cell_at(const struct gr_row *row, size_t column)
{
	return column == GR_NONE ? GR_S("") : row->field[column];
}

static enum gr_status read_row(struct dedup *dedup, const struct gr_row *row,
    struct gr_submission *out, struct gr_err *err)
{
	struct gr_slice reporter = cell_at(row, dedup->reporter);

	dedup->row = row;
	*out = (struct gr_submission){
		.wave = row->field[GR_WAVE],
		.code = row->field[dedup->code],
		.src = row->field[GR_SRC],
		.line = row->field[GR_LINE],
		.revision = cell_at(row, dedup->revision),
		.report_date = cell_at(row, dedup->report_date),
		.reporter = reporter.len ? gr_slice_hash(reporter) : 0,
		.read_answered = read_answered,
		.record = dedup,
	};
	/* it is at hand when the content has been read */
	gr_submissions_fetch(dedup->submissions, out);
	return read_content(dedup, row, &out->content, err);
}

/* ---- records as they were sent ---- */

/* The columns of a stream of records as they were sent are those of the input,
 * so that contents can be compared. */
static enum gr_status begin_sent(void *context, const struct gr_header *header,
    const char *name, struct gr_err *err)
{
	const struct dedup *dedup = context;
	bool same = header->n == dedup->n;

	for (size_t i = 0; same && i < header->n; i++)
		same = gr_slice_eq(header->name[i], dedup->in->name[i]);
	return same ? GR_OK
	            : gr_err_at(err, GR_EDATA, name, 1, NULL,
	                "has other columns than the records");
}

static enum gr_status take_sent(void *context, const struct gr_row *row,
    struct gr_err *err)
{
	struct dedup *dedup = context;
	struct gr_submission submission;
	enum gr_status status = read_row(dedup, row, &submission, err);

	return status == GR_OK ? gr_as_sent_tell(dedup->sent, &submission, err)
	                       : status;
}

static enum gr_status read_sent(struct gr_run *run, struct dedup *dedup,
    struct gr_err *err)
{
	const struct gr_taker taker = { dedup, begin_sent, take_sent, NULL };
	enum gr_status status = GR_OK;

	dedup->sent = gr_as_sent_make(gr_run_keep(run), dedup->n);
	if (!dedup->sent)
		return gr_err_memory(err);
	for (size_t i = 0; status == GR_OK && i < dedup->sent_files.n; i++)
		status = gr_run_take(run, dedup->sent_files.item[i], &taker,
		    err);
	return status;
}

static enum gr_status dedup_start(struct gr_run *run, void *state,
    struct gr_err *err)
{
	struct dedup *dedup = state;

	dedup->revision = gr_input_role(run, GR_ROLE_REVISION);
	dedup->report_date = gr_input_role(run, GR_ROLE_REPORT_DATE);
	dedup->reporter = gr_input_role(run, GR_ROLE_REPORTER);
	enum gr_status status = gr_input_code(run, &dedup->code, err);

	if (status == GR_OK)
		status = gr_input_need(run, GR_S("flags"), &dedup->flags, err);
	if (status == GR_OK)
		status = classify_columns(run, dedup, err);
	if (status != GR_OK)
		return status;
	dedup->submissions = gr_submissions_new();
	if (!dedup->submissions)
		return gr_err_memory(err);
	gr_submissions_columns(dedup->submissions, dedup->n);
	return read_sent(run, dedup, err);
}

/* ---- rows ---- */

static enum gr_status dedup_scan(struct gr_run *run, void *state,
    const struct gr_row *row, struct gr_err *err)
{
	struct dedup *dedup = state;
	struct gr_submission submission;
	enum gr_status status = read_row(dedup, row, &submission, err);

	(void)run;
	return status == GR_OK
	    ? gr_as_sent_note(dedup->sent, dedup->submissions, &submission, err)
	    : status;
}

/* A finding about the whole record. */
static enum gr_status tell(struct gr_run *run, const struct dedup *dedup,
    const struct gr_row *row, struct gr_finding finding, struct gr_err *err)
{
	finding.column = gr_input(run)->name[dedup->code];
	finding.raw = row->field[dedup->code];
	return gr_report_row(run, row, finding, err);
}

static enum gr_status merge(struct gr_run *run, const struct dedup *dedup,
    const struct gr_row *row, struct gr_finding finding, struct gr_err *err)
{
	enum gr_status status = gr_count(run, row->field[GR_WAVE], GR_MERGED, 1,
	    err);

	return status == GR_OK ? tell(run, dedup, row, finding, err) : status;
}

/* What the superseded record answered and the standing one does not. */
static enum gr_status list_lost(struct gr_run *run, struct dedup *dedup,
    const struct gr_row *row, const struct gr_submission_answer *answer,
    struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (size_t i = 0; answer->answered && status == GR_OK && i < dedup->n;
	     i++) {
		struct gr_slice cell = row->field[i];

		if (!dedup->told[i] || cell.len == 0
		    || gr_slice_eq(cell, GR_S("?"))
		    || (answer->answered[i / 8] >> i % 8 & 1))
			continue;
		struct gr_finding finding = gr_found(run, GR_FINDING_R04, NULL);

		finding.column = gr_input(run)->name[i];
		finding.raw = cell;
		status = gr_report_row(run, row, finding, err);
	}
	return status;
}

/* None stands: this record goes on for the unit, all it says in query. */
static enum gr_status put_in_query(struct gr_run *run, struct dedup *dedup,
    const struct gr_row *row, struct gr_err *err)
{
	memcpy(dedup->field, row->field, dedup->n * sizeof(*dedup->field));
	for (size_t i = 0; i < dedup->n; i++)
		if (dedup->told[i])
			dedup->field[i] = GR_S("?");
	gr_buf_clear(&dedup->text);
	gr_buf_add(&dedup->text, row->field[dedup->flags]);
	gr_flags_add(&dedup->text, gr_input(run)->name[dedup->code],
	    GR_S("R02"));
	enum gr_status status = gr_buf_check(&dedup->text, err);
	if (status != GR_OK)
		return status;
	dedup->field[dedup->flags] = gr_buf_slice(&dedup->text);
	return gr_emit(run, dedup->field, dedup->n, err);
}

/* Nearly all are alone in their unit, and need not be read again. */
static bool is_alone(struct dedup *dedup, const struct gr_row *row)
{
	return gr_as_sent_is_idle(dedup->sent)
	    && gr_submissions_is_alone(dedup->submissions, row->field[GR_WAVE],
	        row->field[dedup->code]);
}

static enum gr_status dedup_row(struct gr_run *run, void *state,
    struct gr_row *row, struct gr_err *err)
{
	struct dedup *dedup = state;
	struct gr_submission submission;
	struct gr_submission_answer answer;
	enum gr_status status = dedup->noted
	    ? GR_OK
	    : gr_as_sent_end(dedup->sent, dedup->submissions, err);

	dedup->noted = true;
	if (status == GR_OK && is_alone(dedup, row))
		return gr_emit_lasting(run, row->field, row->n, err);
	if (status == GR_OK)
		status = read_row(dedup, row, &submission, err);
	if (status == GR_OK)
		status = gr_as_sent_ask(dedup->sent, dedup->submissions,
		    &submission, &answer, err);
	if (status != GR_OK)
		return status;
	switch (answer.verdict) {
	case GR_STANDS:
		return gr_emit_lasting(run, row->field, row->n, err);
	case GR_IDENTICAL:
		return merge(run, dedup, row,
		    gr_found(run, GR_FINDING_R01,
		        GR_WITH(GR_TEXT("src", answer.src),
		            GR_NUMBER("line", answer.line))),
		    err);
	case GR_SUPERSEDED:
		status = merge(run, dedup, row,
		    gr_found(run,
		        answer.other_reporter ? GR_FINDING_R03
		                              : GR_FINDING_R02_SUPERSEDED,
		        GR_WITH(GR_TEXT("src", answer.src),
		            GR_NUMBER("line", answer.line))),
		    err);
		return status == GR_OK
		    ? list_lost(run, dedup, row, &answer, err)
		    : status;
	case GR_TIED:
		status = tell(run, dedup, row,
		    gr_found(run, GR_FINDING_R02_TIE, NULL), err);
		return status == GR_OK ? put_in_query(run, dedup, row, err)
		                       : status;
	case GR_TIED_TOO:
		status = merge(run, dedup, row,
		    gr_found(run, GR_FINDING_R02_TIE_MERGED, NULL), err);
		return status == GR_OK ? tell(run, dedup, row,
		           gr_found(run, GR_FINDING_R02_TIE, NULL), err)
		                       : status;
	}
	return GR_OK;
}

/* ---- in several processes ---- */

/* With records as they were sent the order decides which is whose copy. */
static bool dedup_may(const void *state)
{
	return ((const struct dedup *)state)->sent_files.n == 0;
}

static enum gr_status dedup_note(struct gr_run *run, void *state,
    const struct gr_row *row, struct gr_buf *to, struct gr_err *err)
{
	struct dedup *dedup = state;
	struct gr_submission submission;
	enum gr_status status = read_row(dedup, row, &submission, err);

	(void)run;
	if (status != GR_OK)
		return status;
	gr_submission_note_add(to, &submission, dedup->n);
	return gr_buf_check(to, err);
}

/* Where units stand is asked for some of them beforehand. */
static enum gr_status take_some(struct dedup *dedup, struct gr_slice *notes,
    bool again, struct gr_err *err)
{
	enum { TOGETHER = 32 };
	struct gr_submissions *all = dedup->submissions;
	struct gr_submission submission[TOGETHER];
	enum gr_status status = GR_OK;
	size_t n = 0;

	while (status == GR_OK && n < TOGETHER && notes->len > 0) {
		status = gr_submission_note_next(notes, dedup->n,
		    &submission[n], err);
		if (status == GR_OK && !again)
			gr_submissions_fetch(all, &submission[n]);
		n++;
	}
	for (size_t i = 0; i < n && status == GR_OK; i++)
		status = again
		    ? gr_submissions_note_again(all, &submission[i], err)
		    : gr_submissions_note(all, &submission[i], err);
	return status;
}

static enum gr_status dedup_take(struct gr_run *run, void *state,
    struct gr_slice notes, bool again, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	(void)run;
	while (status == GR_OK && notes.len > 0)
		status = take_some(state, &notes, again, err);
	return status;
}

static void dedup_expect(void *state, uint64_t rows)
{
	gr_submissions_expect(((struct dedup *)state)->submissions,
	    rows < SIZE_MAX ? (size_t)rows : SIZE_MAX);
}

static bool dedup_settle(struct gr_run *run, void *state)
{
	(void)run;
	return gr_submissions_settle(((struct dedup *)state)->submissions);
}

static const struct gr_apart dedup_apart = {
	.may = dedup_may,
	.note = dedup_note,
	.expect = dedup_expect,
	.take = dedup_take,
	.settle = dedup_settle,
};

static void dedup_stop(struct gr_run *run, void *state)
{
	struct dedup *dedup = state;

	(void)run;
	gr_submissions_free(dedup->submissions);
	gr_as_sent_free(dedup->sent);
	gr_buf_free(&dedup->text);
	gr_buf_free(&dedup->line);
}

const struct gr_filter gr_dedup = {
	.name = "dedup",
	.summary = "Of several submissions of one unit and wave, let the one "
	           "that stands go on.",
	.options = dedup_options,
	.state_bytes = sizeof(struct dedup),
	.traits = GR_NEEDS_STANDARD,
	.effort = 1,
	.start = dedup_start,
	.scan = dedup_scan,
	.row = dedup_row,
	.stop = dedup_stop,
	.apart = &dedup_apart,
};
