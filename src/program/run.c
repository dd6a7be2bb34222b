/* run.c - one run: what it is told, what it may ask, what it gives. */
#include "program/order.h"
#include "program/process.h"
#include "program/run_internal.h"

#include "number/date.h"

/* ---- what feeds a run calls these ---- */

/* In a chain the stage furthest down that failed is the one to name. */
static enum gr_status blame(struct gr_run *run, enum gr_status status)
{
	if (status != GR_OK)
		run->failed = true;
	return status;
}

static enum gr_status check_place_columns(const struct gr_run *run,
    struct gr_err *err)
{
	static const char *const place[GR_PLACE_COLUMNS] = { "wave", "src",
		"line" };

	if (run->filter->traits & GR_COUNTS_IN)
		return GR_OK;
	for (size_t i = 0; i < GR_PLACE_COLUMNS; i++)
		if (run->in.n <= i
		    || !gr_slice_eq(run->in.name[i], gr_slice_of(place[i])))
			return gr_err_set(err, GR_EDATA,
			    "a stream of records "
			    "begins with the columns wave, src and line");
	return GR_OK;
}

static enum gr_status start_output(struct gr_run *run, struct gr_err *err)
{
	if (run->filter->traits & GR_NO_OUTPUT_STREAM)
		return GR_OK;
	if (!run->has_out && run->has_in)
		return gr_output(run, run->in.name, run->in.n, err);
	return GR_OK;
}

enum gr_status gr_run_begin(struct gr_run *run, const struct gr_header *in,
    struct gr_err *err)
{
	enum gr_status status = GR_OK;

	if (in != NULL) {
		status = gr_header_make(run->keep, in->name, in->n, &run->in,
		    err);
		if (status != GR_OK)
			return status;
		run->has_in = true;
		status = check_place_columns(run, err);
		if (status == GR_OK && run->fed_by != NULL)
			status = gr_order_check(run, gr_slice_of(run->fed_by),
			    err);
		run->wave_at = gr_header_find(&run->in, GR_S("wave"));
		run->code_at = gr_input_role(run, GR_ROLE_CODE);
		if (run->code_at == GR_NONE)
			run->code_at = gr_header_find(&run->in,
			    GR_S("community_code"));
	}
	if (status == GR_OK && in != NULL)
		status = gr_side_set_aside_header(run, err);
	run->started = true;
	if (status == GR_OK && run->filter->start != NULL)
		status = run->filter->start(run, run->state, err);
	if (status == GR_EDATA && in != NULL)
		gr_order_explain(run, err);
	if (status == GR_OK)
		status = start_output(run, err);
	return blame(run, status);
}

enum gr_status gr_run_row(struct gr_run *run, struct gr_row *row,
    struct gr_err *err)
{
	struct gr_slice wave = run->wave_at < row->n ? row->field[run->wave_at]
	                                             : GR_S("");
	enum gr_status status;

	if (run->filter->scan != NULL) {
		run->spooled++;
		status = run->spool.noted
		    ? GR_OK
		    : run->filter->scan(run, run->state, row, err);
		if (status == GR_OK && !run->reread)
			status = gr_spool_row(run, row, err);
		return blame(run, status);
	}
	status = gr_count(run, wave, GR_RECORDS_IN, 1, err);
	if (status == GR_OK)
		status = run->filter->row(run, run->state, row, err);
	return blame(run, status);
}

enum gr_status gr_run_block(struct gr_run *run, struct gr_block *block,
    struct gr_err *err)
{
	enum gr_status status = GR_OK;

	if (run->filter->ahead != NULL)
		status = run->filter->ahead(run, run->state, block->row,
		    block->n, err);
	for (size_t i = 0; i < block->n && status == GR_OK; i++)
		status = gr_run_row(run, &block->row[i], err);
	if (status == GR_OK && run->next != NULL)
		status = gr_seam_settle(run, err);
	gr_arena_reset(run->scratch);
	return status;
}

enum gr_status gr_run_commit(struct gr_run *run, struct gr_err *err)
{
	bool text = run->what.traits & GR_NO_OUTPUT_STREAM;
	struct gr_sink *sink = run->sink;
	enum gr_status status = GR_OK;

	if (sink == NULL)
		return GR_OK;
	if (run->has_out || !text)
		status = gr_stream_end(sink,
		    run->made_by[0] ? run->made_by : run->program,
		    run->out_records, run->foreign, err);
	if (status == GR_OK)
		status = gr_sink_flush(sink, err);
	if (status != GR_OK)
		return status;
	run->out_bytes = gr_sink_bytes(sink);
	run->sink = NULL;
	return gr_sink_commit(sink, err);
}

static enum gr_status end_output(struct gr_run *run, struct gr_err *err)
{
	enum gr_status status = gr_run_commit(run, err);

	return status == GR_OK && run->next != NULL ? gr_seam_end(run, err)
	                                            : status;
}

/* The side files are in place before the trailer says that all is well. */
enum gr_status gr_run_end(struct gr_run *run, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	if (run->filter->scan != NULL)
		status = gr_spool_replay(run, err);
	if (status == GR_OK && run->filter->finish != NULL)
		status = run->filter->finish(run, run->state, err);
	if (status == GR_OK)
		status = gr_side_commit(run, err);
	if (status == GR_OK)
		status = end_output(run, err);
	return blame(run, status);
}

/* ---- what a stage may ask ---- */

const struct gr_header *gr_input(const struct gr_run *run)
{
	return &run->in;
}

enum gr_status gr_input_need(const struct gr_run *run, struct gr_slice name,
    size_t *position, struct gr_err *err)
{
	*position = gr_header_find(&run->in, name);
	if (*position == GR_NONE)
		return gr_err_set(err, GR_EDATA,
		    "the input has no column '%.*s'", GR_ARG(name));
	return GR_OK;
}

size_t gr_input_role(const struct gr_run *run, enum gr_role role)
{
	const struct gr_standard *standard = run->standard;

	if (standard == NULL || standard->role[role] == GR_NONE)
		return GR_NONE;
	return gr_header_find(&run->in,
	    standard->column[standard->role[role]].name);
}

enum gr_status gr_input_code(const struct gr_run *run, size_t *position,
    struct gr_err *err)
{
	enum gr_status status = gr_standard_need_role(run->standard,
	    GR_ROLE_CODE, err);

	*position = gr_input_role(run, GR_ROLE_CODE);
	if (status == GR_OK && *position == GR_NONE)
		return gr_err_set(err, GR_EDATA,
		    "the input has no column of the role 'code'");
	return status;
}

const struct gr_standard *gr_run_standard(const struct gr_run *run)
{
	return run->standard;
}

enum gr_status gr_run_register(struct gr_run *run, const char *path,
    struct gr_register *out, struct gr_err *err)
{
	const struct gr_register *reg;
	enum gr_status status = gr_shared_register(run->shared, path,
	    run->standard, &reg, err);

	if (status == GR_OK)
		*out = *reg;
	return status;
}

void *gr_run_inherit(struct gr_run *run, const char *what)
{
	return gr_shared_inherit(run->shared, what);
}

void gr_run_leave(struct gr_run *run, const char *what, void *tool,
    void (*discard)(void *tool))
{
	gr_shared_leave(run->shared, what, tool, discard);
}

const char *gr_run_standard_path(const struct gr_run *run)
{
	return run->standard_path;
}

struct gr_slice gr_run_as_of(const struct gr_run *run)
{
	return gr_slice_of(run->common.as_of);
}

static int32_t find_as_of(const struct gr_run *run, struct gr_slice wave)
{
	struct gr_days year, day;

	if (!gr_date_parse(wave, &year))
		year.last = INT32_MAX;
	if (!gr_date_parse(gr_run_as_of(run), &day))
		return year.last;
	return day.first < year.last ? day.first : year.last;
}

/* Rows of one wave mostly follow each other. */
int32_t gr_run_wave_as_of(struct gr_run *run, struct gr_slice wave)
{
	if (wave.len != sizeof(run->as_of_wave))
		return find_as_of(run, wave);
	if (memcmp(run->as_of_wave, wave.ptr, wave.len) != 0) {
		memcpy(run->as_of_wave, wave.ptr, wave.len);
		run->wave_as_of = find_as_of(run, wave);
	}
	return run->wave_as_of;
}

const char *gr_run_operand(const struct gr_run *run, size_t i)
{
	return run->operands.item[i];
}

size_t gr_run_operands(const struct gr_run *run)
{
	return run->operands.n;
}

bool gr_run_is_chinese(const struct gr_run *run)
{
	if (run->common.lang != NULL)
		return run->common.lang[0] == 'z';
	return run->standard == NULL || run->standard->chinese;
}

struct gr_finding gr_found(struct gr_run *run, enum gr_finding_kind kind,
    const struct gr_finding_arg *with)
{
	gr_buf_clear(&run->said);
	gr_finding_say(&run->said, kind, gr_run_is_chinese(run), with);
	return (struct gr_finding){ .rule = gr_finding_rule(kind),
		.action = gr_finding_action(kind),
		.message = gr_buf_slice(&run->said) };
}

struct gr_arena *gr_run_keep(struct gr_run *run)
{
	return run->keep;
}

struct gr_arena *gr_run_scratch(struct gr_run *run)
{
	return run->scratch;
}

enum gr_status gr_run_take(struct gr_run *run, const char *path,
    const struct gr_taker *taker, struct gr_err *err)
{
	bool foreign;
	enum gr_status status = gr_taker_read(taker, path, run->common.foreign,
	    &foreign, err);

	run->foreign |= foreign;
	return status;
}

/* ---- what a stage gives ---- */

enum gr_status gr_output(struct gr_run *run, const struct gr_slice *name,
    size_t n, struct gr_err *err)
{
	enum gr_status status = gr_header_make(run->keep, name, n, &run->out,
	    err);

	if (status != GR_OK)
		return status;
	run->has_out = true;
	run->out_wave_at = gr_header_find(&run->out, GR_S("wave"));
	if (run->whole_files) {
		status = gr_side_set_aside_header(run, err);
		if (status != GR_OK)
			return status;
	}
	if (run->sink != NULL)
		status = gr_sink_record(run->sink, run->out.name, n, err);
	/* At once, so that a missing column is noticed downstream now. */
	if (run->sink != NULL && status == GR_OK)
		status = gr_sink_flush(run->sink, err);
	return status == GR_OK && run->next != NULL ? gr_seam_begin(run, err)
	                                            : status;
}

static enum gr_status give(struct gr_run *run, const struct gr_slice *field,
    size_t n, bool lasting, struct gr_err *err)
{
	enum gr_status status = gr_count(run,
	    run->out_wave_at < n ? field[run->out_wave_at] : GR_S(""),
	    GR_RECORDS_OUT, 1, err);

	if (status != GR_OK)
		return status;
	run->out_records++;
	if (run->sink != NULL)
		status = gr_sink_record(run->sink, field, n, err);
	if (status == GR_OK && run->next != NULL)
		status = gr_seam_give(run, field, lasting, err);
	return status == GR_OK ? gr_run_handed(run, err) : status;
}

enum gr_status gr_emit(struct gr_run *run, const struct gr_slice *field,
    size_t n, struct gr_err *err)
{
	return give(run, field, n, false, err);
}

enum gr_status gr_emit_lasting(struct gr_run *run, const struct gr_slice *field,
    size_t n, struct gr_err *err)
{
	return give(run, field, n, true, err);
}

enum gr_status gr_emit_row(void *run, const struct gr_slice *field, size_t n,
    struct gr_err *err)
{
	return gr_emit(run, field, n, err);
}

void gr_run_seen(struct gr_run *run, const struct gr_ahead *ahead)
{
	run->seen = ahead;
}

/* The runs of a chain stand side by side. */
const struct gr_ahead *gr_run_seen_before(const struct gr_run *run)
{
	return run->fed_by != NULL && run->seam.crew == NULL ? run[-1].seen
	                                                     : NULL;
}

enum gr_status gr_print(struct gr_run *run, struct gr_slice text,
    struct gr_err *err)
{
	return gr_sink_write(run->sink, text, err);
}

struct gr_sink *gr_run_sink(struct gr_run *run)
{
	return run->sink;
}

size_t gr_run_columns(const struct gr_run *run)
{
	return run->sink != NULL ? gr_sink_columns(run->sink) : 0;
}

void gr_run_ends(struct gr_run *run, int code)
{
	run->ends = code;
}

void gr_tell(const char *words)
{
	gr_process_say(gr_slice_of(words), stderr);
	(void)fputc('\n', stderr);
}

void gr_warn(struct gr_run *run, const struct gr_err *what)
{
	if (run->common.quiet)
		return;
	gr_progress_stop(&run->progress);
	gr_process_complain(run->program, what);
}
