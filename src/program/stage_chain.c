/* stage_chain.c - the command line of several stages in one process */
#include "program/stage_chain.h"

#include "program/process.h"

#include <stdlib.h>
#include <unistd.h>

enum { STAGES_MAX = 64, JOBS_MAX = 64 };

struct chain {
	uint64_t jobs; /* --jobs */
	const struct gr_filter *stage[STAGES_MAX];
	char **words[STAGES_MAX]; /* each one's argv */
	size_t n;
};

static const struct gr_option chain_options[] = {
	GR_OPTION_NUMBER('j', "jobs", struct chain, jobs, "N", 1, JOBS_MAX,
	    "Let N stages work at the same time (default: as many as there are "
	    "processors)"),
	GR_OPTION_END
};

static uint64_t processors(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);

	return n < 1 ? 1 : n > JOBS_MAX ? JOBS_MAX : (uint64_t)n;
}

static const struct gr_filter *find(const struct gr_filter *const *stage,
    const char *name)
{
	static const char prefix[] = "green-";

	if (strncmp(name, prefix, sizeof prefix - 1) == 0)
		name += sizeof prefix - 1;
	while (*stage != NULL && strcmp((*stage)->name, name) != 0)
		stage++;
	return *stage;
}

/* How many words the chain has for itself: --jobs takes one that follows. */
static int own_words(int argc, char **argv)
{
	int n = 1;

	while (n < argc && argv[n][0] == '-') {
		bool takes = strcmp(argv[n], "-j") == 0
		    || strcmp(argv[n], "--jobs") == 0;

		n += takes && n + 1 < argc ? 2 : 1;
	}
	return n;
}

static enum gr_status parse_own(const char *program, struct chain *chain,
    int argc, char **argv, struct gr_err *err)
{
	const struct gr_usage usage = {
		.program = program,
		.summary = "Run several stages in one process: the same bytes "
		           "as through pipes.",
		.args = "STAGE [WORD...] [: STAGE [WORD...]]...",
		.set = { { chain_options, chain } },
	};
	struct gr_list operands = { .n = 0 };
	enum gr_status status = gr_options_parse(&usage, argc, argv, &operands,
	    err);

	gr_list_free(&operands);
	return status;
}

/* The stage's words end at the next ":", which becomes the end of its argv. */
static char **end_of(char **word)
{
	while (*word != NULL && strcmp(*word, ":") != 0)
		word++;
	return word;
}

static enum gr_status add_stage(const struct gr_filter *const *stage,
    struct chain *chain, char **word, struct gr_err *err)
{
	const struct gr_filter *found;

	if (*word == NULL || strcmp(*word, ":") == 0)
		return gr_err_set(err, GR_EUSAGE,
		    "a stage's name is missing; see --help");
	found = find(stage, *word);
	if (found == NULL)
		return gr_err_set(err, GR_EUSAGE, "there is no stage '%s'",
		    *word);
	if (chain->n > 0 && found->row == NULL)
		return gr_err_set(err, GR_EUSAGE,
		    "'%s' takes no rows: it can only be the first", *word);
	if (chain->n == STAGES_MAX)
		return gr_err_set(err, GR_EUSAGE,
		    "a chain has at most %d stages", STAGES_MAX);
	chain->stage[chain->n] = found;
	chain->words[chain->n++] = word;
	return GR_OK;
}

static enum gr_status parse(const char *program,
    const struct gr_filter *const *stage, struct chain *chain, int argc,
    char **argv, struct gr_err *err)
{
	int own = own_words(argc, argv);
	char **word = argv + own;
	enum gr_status status = parse_own(program, chain, own, argv, err);

	while (status == GR_OK) {
		char **end = end_of(word);

		status = add_stage(stage, chain, word, err);
		if (*end == NULL)
			break;
		*end = NULL;
		word = end + 1;
	}
	return status;
}

int gr_stage_chain_main(const char *program,
    const struct gr_filter *const *stage, int argc, char **argv)
{
	struct chain chain = { .jobs = processors() };
	struct gr_err err = { .line = 0 };

	if (!gr_process_begin())
		return GR_EXIT_SYSTEM;
	enum gr_status status = parse(program, stage, &chain, argc, argv, &err);
	if (status != GR_OK) {
		gr_process_complain(program, &err);
		return gr_process_exit_of(status);
	}
	return gr_filter_chain(chain.stage, chain.words, chain.n,
	    (size_t)chain.jobs);
}
