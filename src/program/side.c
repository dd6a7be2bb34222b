/* The side channels: findings, set-aside, ledger (DESIGN 5), and the streams
 * that a stage writes beside its output. */
#include "program/run_internal.h"

#include <stdlib.h>

static const struct gr_slice finding_column[] = { { "wave", 4 }, { "src", 3 },
	{ "line", 4 }, { "community_code", 14 }, { "column", 6 }, { "rule", 4 },
	{ "action", 6 }, { "raw", 3 }, { "value", 5 }, { "message", 7 } };

#define FINDING_COLUMNS (sizeof finding_column / sizeof *finding_column)

static const char *const action_name[] = { [GR_FLAG] = "FLAG",
	[GR_ASK] = "ASK",
	[GR_NOTE] = "NOTE",
	[GR_SKIP] = "SKIP",
	[GR_MERGE] = "MERGE",
	[GR_SETASIDE] = "SETASIDE",
	[GR_STOP] = "STOP",
	[GR_FIX] = "FIX" };

static bool separates(char c)
{
	return c == '\t' || c == '\n' || c == '\r' || c == '\0';
}

/* No field may hold what separates fields and records. */
static enum gr_status clean_field(struct gr_run *run, struct gr_slice *s,
    struct gr_err *err)
{
	bool fine = true;
	char *to;

	for (size_t i = 0; i < s->len && fine; i++)
		fine = !separates(s->ptr[i]);
	if (fine)
		return GR_OK;
	to = gr_arena_alloc(run->scratch, s->len, 1);
	if (to == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < s->len; i++)
		to[i] = separates(s->ptr[i]) ? ' ' : s->ptr[i];
	s->ptr = to;
	return GR_OK;
}

enum gr_status gr_side_emit(struct gr_side *side, const struct gr_slice *field,
    size_t n, struct gr_err *err)
{
	if (side == NULL)
		return GR_OK;
	side->records++;
	return gr_sink_record(side->sink, field, n, err);
}

enum gr_status gr_side_new(struct gr_run *run, const char *path,
    const struct gr_slice *name, size_t n, struct gr_side **out,
    struct gr_err *err)
{
	struct gr_side *side;

	*out = NULL;
	if (path == NULL)
		return GR_OK;
	side = GR_NEW(run->keep, struct gr_side);
	if (side == NULL)
		return gr_err_memory(err);
	side->next = run->sides;
	run->sides = *out = side;
	enum gr_status status = gr_shared_claim(run->shared, path, err);
	if (status == GR_OK)
		status = gr_sink_open(path, &side->sink, err);
	return status == GR_OK ? gr_sink_record(side->sink, name, n, err)
	                       : status;
}

enum gr_status gr_side_open(struct gr_run *run, struct gr_err *err)
{
	const char *named[] = { run->common.output, run->common.findings,
		run->common.set_aside, run->common.ledger };
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < sizeof named / sizeof *named; i++)
		if (status == GR_OK)
			status = gr_shared_claim(run->shared, named[i], err);
	if (status == GR_OK && run->common.findings != NULL) {
		status = gr_sink_open(run->common.findings, &run->findings.sink,
		    err);
		if (status == GR_OK)
			status = gr_sink_record(run->findings.sink,
			    finding_column, FINDING_COLUMNS, err);
	}
	if (status == GR_OK && run->common.set_aside != NULL)
		status = gr_sink_open(run->common.set_aside,
		    &run->set_aside.sink, err);
	return status;
}

/* Set-aside records have the columns of the input, for ingest of the output,
 * and two that say why. */
enum gr_status gr_side_set_aside_header(struct gr_run *run, struct gr_err *err)
{
	const struct gr_header *header = run->whole_files ? &run->out
	                                                  : &run->in;
	struct gr_slice *name;

	if (run->set_aside.sink == NULL)
		return GR_OK;
	name = GR_NEW_ARRAY(run->keep, header->n + 2, struct gr_slice);
	if (name == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < header->n; i++)
		name[i] = header->name[i];
	name[header->n] = GR_S("rule");
	name[header->n + 1] = GR_S("message");
	return gr_sink_record(run->set_aside.sink, name, header->n + 2, err);
}

static enum gr_status count_action(struct gr_run *run,
    const struct gr_finding *finding, struct gr_err *err)
{
	if (finding->action == GR_FLAG)
		return gr_count(run, finding->wave, GR_CELLS_FLAGGED, 1, err);
	if (finding->action != GR_ASK)
		return GR_OK;
	run->asked = true;
	return gr_count(run, finding->wave, GR_CELLS_ASKED, 1, err);
}

enum gr_status gr_report(struct gr_run *run, const struct gr_finding *finding,
    struct gr_err *err)
{
	const struct gr_finding *f = finding;
	struct gr_slice field[FINDING_COLUMNS] = { f->wave, f->src, f->line,
		f->community_code, f->column, f->rule,
		gr_slice_of(action_name[f->action]), f->raw, f->value,
		f->message };
	enum gr_status status = gr_buf_check(&run->said, err);

	if (status == GR_OK)
		status = count_action(run, finding, err);
	if (status != GR_OK || run->findings.sink == NULL)
		return status;
	for (size_t i = 0; i < FINDING_COLUMNS && status == GR_OK; i++)
		status = clean_field(run, &field[i], err);
	if (status != GR_OK)
		return status;
	return gr_side_emit(&run->findings, field, FINDING_COLUMNS, err);
}

static void place_of(const struct gr_run *run, const struct gr_slice *field,
    size_t n, struct gr_finding *finding)
{
	finding->wave = field[GR_WAVE];
	finding->src = field[GR_SRC];
	finding->line = field[GR_LINE];
	if (run->code_at < n && finding->community_code.len == 0)
		finding->community_code = field[run->code_at];
}

enum gr_status gr_report_row(struct gr_run *run, const struct gr_row *row,
    struct gr_finding finding, struct gr_err *err)
{
	place_of(run, row->field, row->n, &finding);
	return gr_report(run, &finding, err);
}

enum gr_status gr_set_aside(struct gr_run *run, const struct gr_slice *field,
    size_t n, struct gr_finding finding, struct gr_err *err)
{
	struct gr_slice *all;
	enum gr_status status;

	if (finding.action != GR_STOP)
		finding.action = GR_SETASIDE;
	place_of(run, field, n, &finding);
	run->put_aside = true;
	status = gr_count(run, finding.wave, GR_SET_ASIDE, 1, err);
	if (status == GR_OK)
		status = gr_report(run, &finding, err);
	if (status != GR_OK || run->set_aside.sink == NULL)
		return status;
	all = GR_NEW_ARRAY(run->scratch, n + 2, struct gr_slice);
	if (all == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < n; i++)
		all[i] = field[i];
	all[n] = finding.rule;
	all[n + 1] = finding.message;
	status = clean_field(run, &all[n + 1], err);
	if (status != GR_OK)
		return status;
	status = gr_side_emit(&run->set_aside, all, n + 2, err);
	return status == GR_OK ? gr_run_handed(run, err) : status;
}

static enum gr_status commit_side(struct gr_run *run, struct gr_side *side,
    struct gr_err *err)
{
	struct gr_sink *sink = side->sink;
	enum gr_status status;

	if (sink == NULL)
		return GR_OK;
	status = gr_stream_end(sink, run->program, side->records, run->foreign,
	    err);
	if (status != GR_OK)
		return status;
	side->sink = NULL;
	return gr_sink_commit(sink, err);
}

static int by_wave(const void *a, const void *b)
{
	const struct gr_wave_counts *x = a, *y = b;

	return gr_slice_cmp(x->wave, y->wave);
}

static uint64_t bytes_given(const struct gr_run *run)
{
	if (run->sink != NULL)
		return gr_sink_bytes(run->sink);
	return run->next != NULL ? run->next->seam.bytes : 0;
}

static enum gr_status ledger_line(struct gr_run *run, struct gr_side *side,
    const struct gr_wave_counts *count, bool first, struct gr_err *err)
{
	bool rows = (run->filter->traits & (GR_COUNTS_IN | GR_COUNTS_OUT)) == 0;
	struct gr_buf line = { 0 };
	enum gr_status status;

	gr_buf_format(&line, "%s\t%s\t%s\t%.*s", run->program,
	    rows ? "rows" : "counts", run->common.part, GR_ARG(count->wave));
	for (size_t i = 0; i < GR_COUNTERS; i++) {
		gr_buf_byte(&line, '\t');
		gr_buf_uint(&line, count->n[i]);
	}
	gr_buf_format(&line, "\t%ju\t%ju\n",
	    (uintmax_t)(first ? run->in_bytes : 0),
	    (uintmax_t)(first ? bytes_given(run) : 0));
	status = gr_buf_check(&line, err);
	if (status == GR_OK)
		status = gr_sink_write(side->sink, gr_buf_slice(&line), err);
	side->records++;
	gr_buf_free(&line);
	return status;
}

/* One line a wave; the bytes, which have no wave, stand in the first. */
static enum gr_status write_ledger(struct gr_run *run, struct gr_err *err)
{
	static const char head[] =
	    "program\tkind\tpart\twave\trecords_in\t"
	    "records_out\tset_aside\tmerged\tskipped\tcells_fixed\t"
	    "cells_flagged\tcells_asked\tbytes_in\tbytes_out\n";
	static const struct gr_wave_counts none;
	struct gr_side side = { .sink = NULL };
	enum gr_status status = gr_sink_open(run->common.ledger, &side.sink,
	    err);

	if (status != GR_OK)
		return status;
	status = gr_sink_write(side.sink, gr_slice_of(head), err);
	if (run->counts > 0)
		qsort(run->count, run->counts, sizeof *run->count, by_wave);
	for (size_t i = 0; i < run->counts && status == GR_OK; i++)
		status = ledger_line(run, &side, &run->count[i], i == 0, err);
	if (run->counts == 0 && status == GR_OK)
		status = ledger_line(run, &side, &none, true, err);
	if (status == GR_OK)
		status = commit_side(run, &side, err);
	gr_sink_abandon(side.sink);
	return status;
}

enum gr_status gr_side_commit(struct gr_run *run, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (struct gr_side *s = run->sides; s != NULL && status == GR_OK;
	     s = s->next)
		status = commit_side(run, s, err);
	if (status == GR_OK)
		status = commit_side(run, &run->findings, err);
	if (status == GR_OK)
		status = commit_side(run, &run->set_aside, err);
	if (status == GR_OK && run->common.ledger != NULL)
		status = write_ledger(run, err);
	return status;
}

void gr_side_abandon(struct gr_run *run)
{
	for (struct gr_side *s = run->sides; s != NULL; s = s->next)
		gr_sink_abandon(s->sink);
	run->sides = NULL;
	gr_sink_abandon(run->findings.sink);
	gr_sink_abandon(run->set_aside.sink);
	run->findings.sink = run->set_aside.sink = NULL;
}

void gr_run_fails(struct gr_run *run)
{
	run->found = true;
}
