/* tool.c - the harness of a program that reads a release. */
#include "program/tool.h"
#include "base/wording.h"

#include "program/process.h"

#include <stdio.h>

struct common {
	const char *output;
	bool quiet, verbose;
};

static const struct gr_option common_options[] = {
	GR_OPTION_TEXT('o', "output", struct common, output, "FILE",
	    "Write to FILE, which appears only when it is whole"),
	GR_OPTION_FLAG('q', "quiet", struct common, quiet,
	    "Say nothing but failures"),
	GR_OPTION_FLAG('v', "verbose", struct common, verbose,
	    "Say at the end how much was written"),
	GR_OPTION_END
};

static enum gr_status parse(const struct gr_tool *tool, struct gr_tool_run *run,
    void *state, struct common *common, int argc, char **argv,
    struct gr_err *err)
{
	const struct gr_usage usage = { tool->program, tool->summary,
		tool->args,
		{ { tool->options, state }, { common_options, common } } };

	if (tool->defaults != NULL)
		tool->defaults(state);
	enum gr_status status = gr_options_parse(&usage, argc, argv,
	    &run->operands, err);
	run->quiet = common->quiet;
	if (status == GR_OK && run->operands.n != tool->operands)
		return gr_err_set(err, GR_EUSAGE,
		    "%zu operands are needed (%s), not %zu; see --help",
		    tool->operands, tool->args, run->operands.n);
	return status;
}

static enum gr_status work(const struct gr_tool *tool, struct gr_tool_run *run,
    void *state, const struct common *common, bool *broken_pipe,
    struct gr_err *err)
{
	enum gr_status status = gr_sink_open(common->output, &run->sink, err);

	if (status == GR_OK)
		status = tool->run(run, state, err);
	if (status == GR_OK)
		status = gr_sink_flush(run->sink, err);
	uint64_t bytes = run->sink ? gr_sink_bytes(run->sink) : 0;
	*broken_pipe = run->sink != NULL && gr_sink_is_broken_pipe(run->sink);
	if (status != GR_OK) {
		gr_sink_abandon(run->sink);
		return status;
	}
	status = gr_sink_commit(run->sink, err);
	if (status == GR_OK && common->verbose)
		(void)fprintf(stderr, gr_wording("%s: %ju bytes written\n"),
		    run->program, (uintmax_t)bytes);
	return status;
}

int gr_tool_main(const struct gr_tool *tool, int argc, char **argv)
{
	struct gr_tool_run run = { .program = tool->program };
	struct sigaction old, ignore = { .sa_handler = SIG_IGN };
	struct common common = { .output = NULL };
	struct gr_err err = { .line = 0 };
	bool broken_pipe = false;

	if (!gr_process_begin() || sigaction(SIGPIPE, &ignore, &old) != 0)
		return GR_EXIT_SYSTEM;
	run.keep = gr_arena_new();
	void *state = run.keep ? gr_arena_alloc(run.keep, 1, tool->state_bytes)
	                       : NULL;
	enum gr_status status = state ? GR_OK : gr_err_memory(&err);
	if (status == GR_OK)
		status = parse(tool, &run, state, &common, argc, argv, &err);
	if (status == GR_OK)
		status = work(tool, &run, state, &common, &broken_pipe, &err);
	if (status != GR_OK && !broken_pipe)
		gr_process_complain(tool->program, &err);
	if (state != NULL && tool->stop != NULL)
		tool->stop(state);
	gr_list_free(&run.operands);
	gr_arena_free(run.keep);
	return broken_pipe
	    ? gr_process_end_by_broken_pipe(old.sa_handler == SIG_IGN)
	    : gr_process_exit_of(status);
}

void gr_tool_warn(const struct gr_tool_run *run, const struct gr_err *what)
{
	if (!run->quiet)
		gr_process_complain(run->program, what);
}
