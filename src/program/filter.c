/* The harness: from argv to exit status. */
#include "clean/read_standard.h"
#include "program/process.h"
#include "program/run.h"

#include "base/wording.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

static const struct gr_option common_options[] = {
	GR_OPTION_TEXT('o', "output", struct gr_common, output, "FILE",
	    "Write to FILE, which appears only when it is whole"),
	GR_OPTION_TEXT(0, "findings", struct gr_common, findings, "FILE",
	    "Write one line per event to FILE"),
	GR_OPTION_TEXT(0, "set-aside", struct gr_common, set_aside, "FILE",
	    "Write the records that do not go on to FILE"),
	GR_OPTION_TEXT(0, "ledger", struct gr_common, ledger, "FILE",
	    "Write what came in and went out to FILE"),
	GR_OPTION_TEXT(0, "part", struct gr_common, part, "NAME",
	    "Call this share of the work NAME in the ledger (default: all)"),
	GR_OPTION_TEXT(0, "standard", struct gr_common, standard, "DIR",
	    "Read the standard's tables in DIR (default: $GREEN_STANDARD)"),
	GR_OPTION_CHOICE(0, "lang", struct gr_common, lang, "zh|en", "zh|en",
	    "Language of messages in files (default: the standard's)"),
	GR_OPTION_CHOICE(0, "fail-on", struct gr_common, fail_on, "WHAT",
	    "never|asked|set-aside",
	    "Exit 1 if a cell was asked, or a record set aside, "
	    "or never (the default)"),
	GR_OPTION_FLAG(0, "foreign", struct gr_common, foreign,
	    "Read what other tools made: trailers are not looked at"),
	GR_OPTION_CHOICE(0, "progress", struct gr_common, progress, "WHEN",
	    "auto|always|never", "Show a bar on stderr: auto, always, never"),
	GR_OPTION_FLAG('q', "quiet", struct gr_common, quiet,
	    "Say nothing but failures"),
	GR_OPTION_FLAG('v', "verbose", struct gr_common, verbose,
	    "Say at the end what was counted"),
	GR_OPTION_END
};

static const struct gr_option as_of_options[] = {
	GR_OPTION_DATE(0, "as-of", struct gr_common, as_of, "DATE",
	    "Judge as of DATE (default: 31 December of each wave)"),
	GR_OPTION_END
};

static enum gr_status parse(struct gr_run *run, int argc, char **argv,
    struct gr_err *err)
{
	const struct gr_filter *filter = run->filter;
	bool as_of = filter->traits & GR_KNOWS_AS_OF;
	struct gr_usage usage = { run->program, filter->summary,
		filter->args ? filter->args : "[FILE...]",
		{ { filter->options, run->state },
		    { as_of ? as_of_options : NULL, &run->common },
		    { common_options, &run->common } } };

	run->common.part = "all";
	run->common.progress = "auto";
	run->common.fail_on = "never";
	if (filter->defaults != NULL)
		filter->defaults(run->state);
	return gr_options_parse(&usage, argc, argv, &run->operands, err);
}

static enum gr_status read_standard(struct gr_run *run, struct gr_err *err)
{
	const char *path = run->common.standard;

	if (path == NULL)
		path = getenv("GREEN_STANDARD");
	if (path == NULL || path[0] == '\0') {
		if ((run->filter->traits & GR_NEEDS_STANDARD) == 0)
			return GR_OK;
		return gr_err_set(err, GR_EUSAGE,
		    "no standard: give "
		    "--standard DIR or set GREEN_STANDARD");
	}
	if ((run->filter->traits & GR_NEEDS_STANDARD) == 0)
		return GR_OK;
	run->standard = GR_NEW(run->keep, struct gr_standard);
	if (run->standard == NULL)
		return gr_err_memory(err);
	return run->filter->traits & GR_COMPILES_RULES
	    ? gr_standard_read_uncompiled(run->keep, path, run->standard, err)
	    : gr_standard_read(run->keep, path, run->standard, err);
}

/* Everything up to the first header: options, tables, output files. */
static enum gr_status open_run(struct gr_run *run,
    const struct gr_filter *filter, int argc, char **argv, struct gr_err *err)
{
	enum gr_status status;

	snprintf(run->program, sizeof run->program, "green-%s", filter->name);
	run->filter = filter;
	run->whole_files = filter->file != NULL || filter->stream != NULL;
	run->wave_at = run->code_at = run->out_wave_at = GR_NONE;
	run->keep = gr_arena_new();
	run->scratch = gr_arena_new();
	if (run->keep == NULL || run->scratch == NULL)
		return gr_err_memory(err);
	run->state = gr_arena_alloc(run->keep, 1, filter->state_bytes);
	if (run->state == NULL)
		return gr_err_memory(err);
	status = parse(run, argc, argv, err);
	if (status != GR_OK)
		return status;
	gr_progress_start(&run->progress, run->program,
	    run->common.quiet ? "never" : run->common.progress);
	status = read_standard(run, err);
	if (status == GR_OK && filter->prepare != NULL) {
		run->prepared = true;
		status = filter->prepare(run, run->state, err);
	}
	return status == GR_OK ? gr_side_open(run, err) : status;
}

/* Lists were made by the parser, so they go even if the stage never began. */
static void free_lists(struct gr_run *run)
{
	for (const struct gr_option *o = run->filter->options;
	     o != NULL && o->name != NULL && run->state != NULL; o++)
		if (o->kind == GR_OPT_LIST)
			gr_list_free(
			    (struct gr_list *)((char *)run->state + o->offset));
}

static void close_run(struct gr_run *run)
{
	if ((run->prepared || run->started) && run->filter->stop != NULL)
		run->filter->stop(run, run->state);
	if (run->filter != NULL)
		free_lists(run);
	gr_sink_abandon(run->sink);
	gr_side_abandon(run);
	gr_spool_abandon(run);
	gr_list_free(&run->operands);
	gr_arena_free(run->keep);
	gr_arena_free(run->scratch);
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

static int status_of_findings(const struct gr_run *run)
{
	const char *when = run->common.fail_on;

	if (strcmp(when, "set-aside") == 0 && run->put_aside)
		return GR_EXIT_FINDINGS;
	if (strcmp(when, "asked") == 0 && (run->asked || run->put_aside))
		return GR_EXIT_FINDINGS;
	return GR_EXIT_DONE;
}

static enum gr_status open_chain(struct gr_run *run,
    const struct gr_filter *const *filter, char ***argv, size_t n,
    struct gr_run **failed, struct gr_err *err)
{
	for (size_t i = 0; i < n; i++) {
		enum gr_status status;
		int argc = 0;

		while (argv[i][argc] != NULL)
			argc++;
		*failed = &run[i];
		status = open_run(&run[i], filter[i], argc, argv[i], err);
		if (status != GR_OK)
			return status;
		if (i > 0 && run[i].operands.n > 0)
			return gr_err_set(err, GR_EUSAGE,
			    "only the first of "
			    "a chain reads files");
		if (i + 1 < n)
			run[i].next = &run[i + 1];
	}
	return gr_sink_open(run[n - 1].common.output, &run[n - 1].sink, err);
}

static int finish_chain(struct gr_run *run, size_t n)
{
	int worst = GR_EXIT_DONE;

	for (size_t i = 0; i < n; i++) {
		int mine = status_of_findings(&run[i]);

		gr_progress_stop(&run[i].progress);
		if (run[i].common.verbose)
			say_counts(&run[i]);
		worst = mine > worst ? mine : worst;
	}
	return worst;
}

int gr_filter_chain(const struct gr_filter *const *filter, char ***argv,
    size_t n)
{
	struct sigaction old, ignore = { .sa_handler = SIG_IGN };
	struct gr_run *run = calloc(n, sizeof *run);
	struct gr_run *failed = run;
	struct gr_err err = { 0 };
	enum gr_status status;
	bool broken_pipe = false;
	int code = GR_EXIT_DONE;

	if (run == NULL || !gr_process_begin()
	    || sigaction(SIGPIPE, &ignore, &old) != 0) {
		fprintf(stderr, gr_wording("green-%s: cannot begin: %s\n"),
		    filter[0]->name, gr_wording(gr_err_reason(errno)));
		free(run);
		return GR_EXIT_SYSTEM;
	}
	status = open_chain(run, filter, argv, n, &failed, &err);
	if (status == GR_OK)
		status = gr_input_feed(&run[0], &err);
	if (status == GR_OK)
		status = gr_run_end(&run[0], &err);
	if (status == GR_OK)
		code = finish_chain(run, n);
	else
		code = gr_process_exit_of(status);
	if (status != GR_OK && run[n - 1].sink != NULL)
		broken_pipe = gr_sink_is_broken_pipe(run[n - 1].sink);
	for (size_t i = 0; i < n; i++)
		if (run[i].failed)
			failed = &run[i];
	if (status != GR_OK)
		gr_progress_stop(&run[0].progress);
	if (status != GR_OK && !broken_pipe)
		gr_process_complain(failed->program, &err);
	for (size_t i = 0; i < n; i++)
		close_run(&run[i]);
	free(run);
	return broken_pipe
	    ? gr_process_end_by_broken_pipe(old.sa_handler == SIG_IGN)
	    : code;
}

int gr_filter_main(const struct gr_filter *filter, int argc, char **argv)
{
	char **words = argc > 0 ? argv : (char *[]){ NULL };

	return gr_filter_chain(&filter, &words, 1);
}
