/* tool.c - what is a tool's own on the road of every program. */
#include "program/tool.h"

#include "base/wording.h"
#include "program/harness.h"

#include <stdio.h>

static enum gr_status work(struct gr_run *run, struct gr_err *err)
{
	enum gr_status status = run->tool->run(run, run->state, err);

	if (status == GR_OK)
		status = gr_side_commit(run, err);
	return status == GR_OK ? gr_run_commit(run, err) : status;
}

static void say_bytes(const struct gr_run *run)
{
	(void)fprintf(stderr, gr_wording("%s: %ju bytes written\n"),
	    run->program, (uintmax_t)run->out_bytes);
}

static void close_tool(struct gr_run *run)
{
	if (run->tool->stop != NULL)
		run->tool->stop(run->state);
}

int gr_tool_main(const struct gr_tool *tool, int argc, char **argv)
{
	const unsigned any = GR_NEEDS_STANDARD | GR_NAMES_STANDARD;
	unsigned standard = tool->traits & any ? GR_HAS_STANDARD : 0;
	struct gr_run run = { .tool = tool,
		.what = { .summary = tool->summary,
		    .args = tool->args,
		    .operands = tool->operands,
		    .options = tool->options,
		    .state_bytes = tool->state_bytes,
		    .traits = tool->traits | standard | GR_NO_OUTPUT_STREAM,
		    .defaults = tool->defaults,
		    .work = work,
		    .say = say_bytes,
		    .close = close_tool } };
	char **words = argc > 0 ? argv : (char *[]){ NULL };

	snprintf(run.program, sizeof run.program, "%s", tool->program);
	return gr_harness(&run, 1, &words, 1, NULL);
}
