/* stage_chain.c - the command line of several stages in one process */
#include "program/stage_chain.h"

#include "program/process.h"
#include "program/shared.h"
#include "program/stage_line.h"
#include "program/stage_tasks.h"
#include "program/whole.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { JOBS_MAX = 1000 };

struct chain {
	const char *program;
	const struct gr_filter *const *stage;
	uint64_t jobs;             /* --jobs */
	const char *tasks;         /* --tasks */
	bool to_do;                /* --to-do */
	struct gr_stage_line line; /* where there is no --tasks */
	struct gr_arena *keep;
	struct gr_shared shared;
};

static const struct gr_option chain_options[] = {
	GR_OPTION_NUMBER('j', "jobs", struct chain, jobs, "N", 1, JOBS_MAX,
	    "Let N stages or processes work at the same time (default: as many "
	    "as there are processors)"),
	GR_OPTION_TEXT('t', "tasks", struct chain, tasks, "FILE",
	    "Run the chains of every line of FILE, N lines at the same time"),
	GR_OPTION_FLAG(0, "to-do", struct chain, to_do,
	    "Run nothing: print which lines of --tasks have no folder NAME "
	    "(lost), or not as it was made (damaged)"),
	GR_OPTION_END
};

static uint64_t processors(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);

	return n < 1 ? 1 : n > JOBS_MAX ? JOBS_MAX : (uint64_t)n;
}

/* How many words the chain has for itself: each of its options takes a word,
 * which follows if it is not joined. */
static int own_words(int argc, char **argv)
{
	int n = 1;

	while (n < argc && argv[n][0] == '-') {
		const char *word = argv[n];
		bool takes = strcmp(word, "-j") == 0 || strcmp(word, "-t") == 0
		    || strcmp(word, "--jobs") == 0
		    || strcmp(word, "--tasks") == 0
		    || strcmp(word, "--folder") == 0
		    || strcmp(word, "--whole") == 0;

		n += takes && n + 1 < argc ? 2 : 1;
	}
	return n;
}

static enum gr_status parse_own(struct chain *chain, int argc, char **argv,
    struct gr_err *err)
{
	const struct gr_usage usage = {
		.program = chain->program,
		.summary = "Run several stages in one process: the same bytes "
		           "as through pipes.",
		.args = "STAGE [WORD...] [: STAGE [WORD...]]...",
		.set = { { chain_options, chain },
		    { gr_stage_line_options, &chain->line } },
	};
	struct gr_list operands = { .n = 0 };
	enum gr_status status = gr_options_parse(&usage, argc, argv, &operands,
	    err);

	gr_list_free(&operands);
	return status;
}

/* A status, or the exit status of what was run. */
static enum gr_status run(struct chain *chain, int argc, char **argv, int *code,
    struct gr_err *err)
{
	int own = own_words(argc, argv);
	enum gr_status status = parse_own(chain, own, argv, err);
	const struct gr_stage_tasks tasks = { chain->program, chain->stage,
		chain->tasks, (size_t)chain->jobs, chain->to_do, chain->keep,
		&chain->shared };

	if (status != GR_OK)
		return status;
	if (chain->tasks != NULL && (own < argc || chain->line.folder != NULL))
		return gr_err_set(err, GR_EUSAGE,
		    "with --tasks the stages stand in its file");
	if (chain->to_do && chain->tasks == NULL)
		return gr_err_set(err, GR_EUSAGE, "--to-do is for --tasks");
	if (chain->tasks != NULL)
		return gr_stage_tasks_run(&tasks, code, err);
	status = gr_stage_line_read(chain->keep, chain->stage, argv + own,
	    &chain->line, err);
	if (status != GR_OK)
		return status;
	*code = gr_stage_line_run(chain->program, &chain->line,
	    (size_t)chain->jobs, &chain->shared);
	if (*code > GR_EXIT_FINDINGS || chain->line.whole == NULL)
		return GR_OK;
	return gr_whole_keep(&(struct gr_whole_name){ chain->line.folder,
	                         chain->line.whole },
	    1, err);
}

int gr_stage_chain_main(const char *program,
    const struct gr_filter *const *stage, int argc, char **argv)
{
	struct chain chain = { .program = program,
		.stage = stage,
		.jobs = processors() };
	struct gr_err err = { .line = 0 };
	int code = GR_EXIT_DONE;

	if (!gr_process_begin())
		return GR_EXIT_SYSTEM;
	chain.keep = gr_arena_new();
	enum gr_status status = gr_shared_make(&chain.shared, &err);
	if (status == GR_OK && chain.keep == NULL)
		status = gr_err_memory(&err);
	if (status == GR_OK)
		status = run(&chain, argc, argv, &code, &err);
	if (status != GR_OK) {
		gr_process_complain(program, &err);
		code = gr_process_exit_of(status);
	}
	gr_shared_free(&chain.shared);
	gr_arena_free(chain.keep);
	return code;
}
