/* harness.c - the road from argv to exit status. */
#include "program/harness.h"

#include "base/simd.h"
#include "base/wording.h"
#include "program/common.h"
#include "program/process.h"
#include "program/shard.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

/* Everything before there is an output: options, tables, side files. */
static enum gr_status open_run(struct gr_run *run, char **argv,
    struct gr_err *err)
{
	int argc = 0;

	while (argv[argc] != NULL)
		argc++;
	run->wave_at = run->code_at = run->out_wave_at = GR_NONE;
	run->keep = gr_arena_new();
	run->scratch = gr_arena_new();
	if (run->keep == NULL || run->scratch == NULL)
		return gr_err_memory(err);
	run->state = gr_arena_alloc(run->keep, 1, run->what.state_bytes);
	if (run->state == NULL)
		return gr_err_memory(err);
	enum gr_status status = gr_common_parse(run, argc, argv, err);
	if (status != GR_OK)
		return status;
	gr_progress_start(&run->progress, run->program,
	    run->common.quiet ? "never" : run->common.progress);
	status = gr_common_standard(run, err);
	return status == GR_OK && run->what.open != NULL
	    ? run->what.open(run, err)
	    : status;
}

/* One that has a neighbour writes a file too, if it was named. */
static enum gr_status open_output(struct gr_run *run, struct gr_err *err)
{
	if ((run->what.traits & GR_NO_OUTPUT)
	    || (run->next != NULL && run->common.output == NULL))
		return GR_OK;
	return gr_sink_open(run->common.output, &run->sink, err);
}

static enum gr_status open_runs(struct gr_run *run, size_t n, char ***argv,
    struct gr_run **failed, struct gr_err *err)
{
	if (!gr_simd_choose(getenv("GREEN_SIMD")))
		return gr_err_set(err, GR_EUSAGE,
		    "GREEN_SIMD is scalar, sse2, avx2 or avx512");
	for (size_t i = 0; i < n; i++) {
		*failed = &run[i];
		enum gr_status status = open_run(&run[i], argv[i], err);
		if (status != GR_OK)
			return status;
		if (i > 0 && run[i].operands.n > 0)
			return gr_err_set(err, GR_EUSAGE,
			    "only the first of "
			    "a chain reads files");
		if (i + 1 < n) {
			run[i].next = &run[i + 1];
			run[i + 1].fed_by = run[i].program;
		}
	}
	for (size_t i = 0; i < n; i++) {
		*failed = &run[i];
		enum gr_status status = open_output(&run[i], err);
		if (status != GR_OK)
			return status;
	}
	return GR_OK;
}

/* Lists were made by the parser, so they go even if the work never began. */
static void free_lists(struct gr_run *run)
{
	for (const struct gr_option *o = run->what.options;
	     o != NULL && o->name != NULL && run->state != NULL; o++)
		if (o->kind == GR_OPT_LIST)
			gr_list_free(
			    (struct gr_list *)((char *)run->state + o->offset));
}

static void close_run(struct gr_run *run)
{
	if (run->state != NULL)
		run->what.close(run);
	free_lists(run);
	gr_sink_abandon(run->sink);
	gr_side_abandon(run);
	gr_spool_abandon(run);
	gr_list_free(&run->operands);
	gr_arena_free(run->keep);
	gr_arena_free(run->scratch);
	gr_buf_free(&run->said);
}

static int status_of_findings(const struct gr_run *run)
{
	const char *when = run->common.fail_on;

	if (run->ends != 0)
		return run->ends;
	if (run->found)
		return GR_EXIT_FINDINGS;
	if (strcmp(when, "set-aside") == 0 && run->put_aside)
		return GR_EXIT_FINDINGS;
	if (strcmp(when, "asked") == 0 && (run->asked || run->put_aside))
		return GR_EXIT_FINDINGS;
	return GR_EXIT_DONE;
}

static int finish(struct gr_run *run, size_t n)
{
	int worst = GR_EXIT_DONE;

	for (size_t i = 0; i < n; i++) {
		int mine = status_of_findings(&run[i]);

		gr_progress_stop(&run[i].progress);
		if (run[i].common.verbose)
			run[i].what.say(&run[i]);
		worst = mine > worst ? mine : worst;
	}
	return worst;
}

/* Says why the work failed, unless it is that nobody reads any more. */
static bool complain(struct gr_run *run, size_t n, const struct gr_run *failed,
    const struct gr_err *err)
{
	const struct gr_sink *sink = run[n - 1].sink;
	bool broken_pipe = sink != NULL && gr_sink_is_broken_pipe(sink);

	for (size_t i = 0; i < n; i++)
		if (run[i].failed)
			failed = &run[i];
	gr_progress_stop(&run[0].progress);
	if (!broken_pipe)
		gr_process_complain(failed->program, err);
	return broken_pipe;
}

/* The first of a chain works in this thread, as one of the crew. */
static enum gr_status work(struct gr_run *run, struct gr_crew *crew,
    struct gr_err *err)
{
	enum gr_status status;

	gr_seam_enter(crew);
	status = run->what.work(run, err);
	gr_seam_leave(crew);
	return status;
}

int gr_harness(struct gr_run *run, size_t n, char ***argv, size_t jobs,
    struct gr_shared *shared)
{
	struct gr_crew crew = { .lock = PTHREAD_MUTEX_INITIALIZER,
		.left = PTHREAD_COND_INITIALIZER,
		.idle = jobs };
	struct sigaction old, ignore = { .sa_handler = SIG_IGN };
	struct gr_shared own = { .keep = NULL };
	struct gr_run *failed = run;
	struct gr_err err = { .line = 0 };
	bool broken_pipe = false;
	int code;

	if (!gr_process_begin() || sigaction(SIGPIPE, &ignore, &old) != 0) {
		fprintf(stderr, gr_wording("%s: cannot begin: %s\n"),
		    run->program, gr_wording(gr_err_reason(errno)));
		return GR_EXIT_SYSTEM;
	}
	enum gr_status status = shared ? GR_OK : gr_shared_make(&own, &err);
	for (size_t i = 0; i < n; i++)
		run[i].shared = shared ? shared : &own;
	if (status == GR_OK)
		status = open_runs(run, n, argv, &failed, &err);
	if (status == GR_OK && run->filter != NULL)
		gr_shard_plan(run, n, jobs);
	if (status == GR_OK)
		status = gr_seam_crew(run, n, jobs, &crew, &err);
	if (status == GR_OK) {
		failed = run; /* what fails with what it reads is the first's */
		status = work(run, &crew, &err);
	}
	if (status == GR_OK) {
		code = finish(run, n);
	} else {
		code = gr_process_exit_of(status);
		broken_pipe = complain(run, n, failed, &err);
	}
	for (size_t i = 0; i < n; i++)
		gr_seam_abandon(&run[i]);
	for (size_t i = 0; i < n; i++)
		close_run(&run[i]);
	if (shared != NULL)
		gr_shared_end_chain(shared);
	gr_shared_free(&own);
	return broken_pipe
	    ? gr_process_end_by_broken_pipe(old.sa_handler == SIG_IGN)
	    : code;
}
