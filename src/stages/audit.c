/* green-audit: the ledgers, findings and streams of a run must balance. */
#include "audit/audit.h"
#include "stages/stages.h"

struct audit {
	struct gr_audit *books;
	uint64_t checks, failed;
};

static enum gr_status audit_start(struct gr_run *run, void *state,
    struct gr_err *err)
{
	static const struct gr_slice column[] = { { "wave", 4 }, { "check", 5 },
		{ "program", 7 }, { "part", 4 }, { "expected", 8 },
		{ "found", 5 }, { "ok", 2 } };
	struct audit *a = state;
	enum gr_status status = gr_audit_new(gr_run_keep(run),
	    gr_run_standard(run), &a->books, err);

	if (status != GR_OK)
		return status;
	return gr_output(run, column, sizeof column / sizeof *column, err);
}

static struct gr_taker audit_stream(struct gr_run *run, void *state)
{
	struct audit *a = state;

	(void)run;
	return gr_audit_taker(a->books);
}

struct report {
	struct gr_run *run;
	struct audit *audit;
};

static enum gr_status report_result(void *context,
    const struct gr_audit_result *result, struct gr_err *err)
{
	struct report *report = context;
	bool ok = result->expected == result->found;
	struct gr_buf number[2] = { { 0 }, { 0 } };
	struct gr_slice field[7] = { result->wave, gr_slice_of(result->check),
		result->program, result->part };
	enum gr_status status;

	gr_buf_uint(&number[0], result->expected);
	gr_buf_uint(&number[1], result->found);
	field[4] = gr_buf_slice(&number[0]);
	field[5] = gr_buf_slice(&number[1]);
	field[6] = ok ? GR_S("1") : GR_S("0");
	report->audit->checks++;
	if (!ok) {
		struct gr_err what;

		report->audit->failed++;
		gr_err_set(&what, GR_EDATA, "%.*s%s%s", GR_ARG(result->program),
		    result->program.len ? ": " : "", result->detail);
		gr_warn(report->run, &what);
	}
	status = gr_buf_check(&number[0], err);
	if (status == GR_OK)
		status = gr_buf_check(&number[1], err);
	if (status == GR_OK)
		status = gr_emit(report->run, field, 7, err);
	gr_buf_free(&number[0]);
	gr_buf_free(&number[1]);
	return status;
}

static enum gr_status audit_finish(struct gr_run *run, void *state,
    struct gr_err *err)
{
	struct audit *a = state;
	struct report report = { run, a };
	enum gr_status status = gr_audit_check(a->books, report_result, &report,
	    err);

	if (status != GR_OK || a->failed == 0)
		return status;
	return gr_err_set(err, GR_EDATA,
	    "the run does not balance: %ju of "
	    "%ju checks fail",
	    (uintmax_t)a->failed, (uintmax_t)a->checks);
}

static void audit_stop(struct gr_run *run, void *state)
{
	(void)run;
	gr_audit_free(((struct audit *)state)->books);
}

const struct gr_filter gr_audit = {
	.name = "audit",
	.summary = "Hold the ledgers, findings, set-aside records, tallies "
	           "and streams of a run against each other.",
	.args = "FILE...",
	.state_bytes = sizeof(struct audit),
	.traits = GR_NEEDS_STANDARD | GR_COUNTS_IN | GR_COUNTS_OUT,
	.start = audit_start,
	.stream = audit_stream,
	.finish = audit_finish,
	.stop = audit_stop,
};
