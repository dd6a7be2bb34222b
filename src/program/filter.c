/* filter.c - what is a filter's own on the road of every program: its side
 * files, its rows, its counts. */
#include "program/filter.h"

#include "base/wording.h"
#include "program/harness.h"
#include "program/process.h"

#include <stdio.h>
#include <stdlib.h>

static enum gr_status open_filter(struct gr_run *run, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	if (run->filter->prepare != NULL) {
		run->prepared = true;
		status = run->filter->prepare(run, run->state, err);
	}
	return status == GR_OK ? gr_side_open(run, err) : status;
}

static enum gr_status feed(struct gr_run *run, struct gr_err *err)
{
	enum gr_status status = gr_input_feed(run, err);

	return status == GR_OK ? gr_run_end(run, err) : status;
}

static void say_count(const struct gr_run *run,
    const struct gr_wave_counts *count)
{
	const uint64_t *n = count->n;
	struct gr_slice wave = count->wave.len > 0 ? count->wave : GR_S("-");

	fprintf(stderr,
	    gr_wording("%s: %.*s: %ju in, %ju out, %ju set aside, %ju merged, "
	               "%ju skipped, %ju cells fixed, %ju flagged, "
	               "%ju asked\n"),
	    run->program, GR_ARG(wave), (uintmax_t)n[GR_RECORDS_IN],
	    (uintmax_t)n[GR_RECORDS_OUT], (uintmax_t)n[GR_SET_ASIDE],
	    (uintmax_t)n[GR_MERGED], (uintmax_t)n[GR_SKIPPED],
	    (uintmax_t)n[GR_CELLS_FIXED], (uintmax_t)n[GR_CELLS_FLAGGED],
	    (uintmax_t)n[GR_CELLS_ASKED]);
}

/* What the ledger says, which has a line also if nothing was counted. */
static void say_counts(const struct gr_run *run)
{
	static const struct gr_wave_counts none;

	for (size_t i = 0; i < run->counts; i++)
		say_count(run, &run->count[i]);
	if (run->counts == 0)
		say_count(run, &none);
}

static void close_filter(struct gr_run *run)
{
	if ((run->prepared || run->started) && run->filter->stop != NULL)
		run->filter->stop(run, run->state);
}

static void describe(const struct gr_filter *filter, struct gr_run *run)
{
	static const struct gr_seam_calls calls = { gr_run_begin, gr_run_block,
		gr_run_row, gr_run_end };

	run->filter = filter;
	run->seam.to = &calls;
	run->whole_files = filter->file != NULL || filter->stream != NULL;
	snprintf(run->program, sizeof run->program, "green-%s", filter->name);
	run->what = (struct gr_program){ .summary = filter->summary,
		.args = filter->args ? filter->args : "[FILE...]",
		.options = filter->options,
		.state_bytes = filter->state_bytes,
		.traits = filter->traits | GR_IS_FILTER | GR_HAS_STANDARD,
		.defaults = filter->defaults,
		.open = open_filter,
		.work = feed,
		.say = say_counts,
		.close = close_filter };
}

int gr_filter_chain(const struct gr_filter *const *filter, char ***argv,
    size_t n, size_t jobs, struct gr_shared *shared)
{
	struct gr_run *run = calloc(n, sizeof *run);
	int code;

	if (run == NULL) {
		struct gr_err err = { .line = 0 };

		(void)gr_err_memory(&err);
		gr_process_complain(filter[0]->name, &err);
		return GR_EXIT_SYSTEM;
	}
	for (size_t i = 0; i < n; i++)
		describe(filter[i], &run[i]);
	code = gr_harness(run, n, argv, jobs, shared);
	free(run);
	return code;
}

int gr_filter_main(const struct gr_filter *filter, int argc, char **argv)
{
	char **words = argc > 0 ? argv : (char *[]){ NULL };

	return gr_filter_chain(&filter, &words, 1, 1, NULL);
}
