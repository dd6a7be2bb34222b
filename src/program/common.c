/* common.c - options that programs have in common, and what they lead to. */
#include "program/common.h"

#include <stdlib.h>

/* The option of programs that have all of some traits and none of others. */
struct common_option {
	unsigned all, none;
	struct gr_option option;
};

/* clang-format off */
static const struct common_option common_options[] = {
	{ 0, GR_NO_OUTPUT,
	    GR_OPTION_TEXT('o', "output", struct gr_common, output, "FILE",
	        "Write to FILE, which appears only when it is whole") },
	{ GR_IS_FILTER, 0,
	    GR_OPTION_TEXT(0, "findings", struct gr_common, findings, "FILE",
	        "Write one line per event to FILE") },
	{ GR_IS_FILTER, 0,
	    GR_OPTION_TEXT(0, "set-aside", struct gr_common, set_aside, "FILE",
	        "Write the records that do not go on to FILE") },
	{ GR_IS_FILTER, 0,
	    GR_OPTION_TEXT(0, "ledger", struct gr_common, ledger, "FILE",
	        "Write what came in and went out to FILE") },
	{ GR_IS_FILTER, 0,
	    GR_OPTION_TEXT(0, "part", struct gr_common, part, "NAME",
	        "Call this share of the work NAME in the ledger "
	        "(default: all)") },
	{ GR_HAS_STANDARD, 0,
	    GR_OPTION_TEXT(0, "standard", struct gr_common, standard, "DIR",
	        "Read the standard's tables in DIR "
	        "(default: $GREEN_STANDARD)") },
	{ GR_IS_FILTER, 0,
	    GR_OPTION_CHOICE(0, "lang", struct gr_common, lang, "zh|en", "zh|en",
	        "Language of messages in files (default: the standard's)") },
	{ GR_HAS_LANG | GR_HAS_STANDARD, GR_IS_FILTER,
	    GR_OPTION_CHOICE(0, "lang", struct gr_common, lang, "zh|en", "zh|en",
	        "Language of the text (default: the standard's)") },
	{ GR_HAS_LANG, GR_HAS_STANDARD,
	    GR_OPTION_CHOICE(0, "lang", struct gr_common, lang, "zh|en", "zh|en",
	        "Language of the text (default: en)") },
	{ GR_IS_FILTER, 0,
	    GR_OPTION_CHOICE(0, "fail-on", struct gr_common, fail_on, "WHAT",
	        "never|asked|set-aside",
	        "Exit 1 if a cell was asked, or a record set aside, "
	        "or never (the default)") },
	{ GR_IS_FILTER, 0,
	    GR_OPTION_FLAG(0, "foreign", struct gr_common, foreign,
	        "Read what other tools made: trailers are not looked at") },
	{ GR_IS_FILTER, 0,
	    GR_OPTION_CHOICE(0, "progress", struct gr_common, progress, "WHEN",
	        "auto|always|never",
	        "Show a bar on stderr: auto, always, never") },
	{ 0, GR_NO_OUTPUT,
	    GR_OPTION_FLAG('q', "quiet", struct gr_common, quiet,
	        "Say nothing but failures") },
	{ GR_IS_FILTER, 0,
	    GR_OPTION_FLAG('v', "verbose", struct gr_common, verbose,
	        "Say at the end what was counted") },
	{ 0, GR_IS_FILTER | GR_NO_OUTPUT,
	    GR_OPTION_FLAG('v', "verbose", struct gr_common, verbose,
	        "Say at the end how much was written") },
};
/* clang-format on */

#define COMMON_OPTIONS (sizeof common_options / sizeof *common_options)

/* Shown before the others. */
static const struct gr_option as_of_options[] = {
	GR_OPTION_DATE(0, "as-of", struct gr_common, as_of, "DATE",
	    "Judge as of DATE (default: 31 December of each wave)"),
	GR_OPTION_END
};

static void choose(unsigned traits, struct gr_option *to)
{
	for (size_t i = 0; i < COMMON_OPTIONS; i++) {
		const struct common_option *o = &common_options[i];

		if ((traits & o->all) == o->all && (traits & o->none) == 0)
			*to++ = o->option;
	}
	*to = (struct gr_option)GR_OPTION_END;
}

static void set_defaults(struct gr_run *run)
{
	bool filter = run->what.traits & GR_IS_FILTER;

	run->common.part = "all";
	run->common.fail_on = "never";
	run->common.progress = filter ? "auto" : "never";
	if (!filter && (run->what.traits & GR_HAS_STANDARD) == 0)
		run->common.lang = "en";
	if (run->what.defaults != NULL)
		run->what.defaults(run->state);
}

enum gr_status gr_common_parse(struct gr_run *run, int argc, char **argv,
    struct gr_err *err)
{
	const struct gr_program *what = &run->what;
	struct gr_option options[COMMON_OPTIONS + 1];
	const struct gr_usage usage = { run->program, what->summary, what->args,
		{ { what->options, run->state },
		    { what->traits & GR_KNOWS_AS_OF ? as_of_options : NULL,
		        &run->common },
		    { options, &run->common } } };

	choose(what->traits, options);
	set_defaults(run);
	enum gr_status status = gr_options_parse(&usage, argc, argv,
	    &run->operands, err);
	if (status == GR_OK && (what->traits & GR_IS_FILTER) == 0
	    && run->operands.n != what->operands
	    && ((what->traits & GR_MORE_OPERANDS) == 0
	        || run->operands.n < what->operands))
		return gr_err_set(err, GR_EUSAGE,
		    "%zu operands are needed (%s), not %zu; see --help",
		    what->operands, what->args, run->operands.n);
	return status;
}

/* As it was named; NULL: it was not. */
static const char *standard_path(const struct gr_run *run)
{
	const char *path = run->common.standard;

	if (path == NULL)
		path = getenv("GREEN_STANDARD");
	return path != NULL && path[0] != '\0' ? path : NULL;
}

enum gr_status gr_run_standard_if_any(struct gr_run *run,
    const struct gr_standard **out, struct gr_err *err)
{
	const char *path = standard_path(run);

	*out = run->standard;
	return path == NULL || *out != NULL
	    ? GR_OK
	    : gr_shared_standard(run->shared, path, GR_STANDARD_WITHOUT_CELLS,
	        out, err);
}

static enum gr_status refuse_without(struct gr_err *err)
{
	return gr_err_set(err, GR_EUSAGE,
	    "no standard: give --standard DIR or set GREEN_STANDARD");
}

enum gr_status gr_run_standard_needed(struct gr_run *run,
    const struct gr_standard **out, struct gr_err *err)
{
	enum gr_status status = gr_run_standard_if_any(run, out, err);

	return status == GR_OK && *out == NULL ? refuse_without(err) : status;
}

enum gr_status gr_common_standard(struct gr_run *run, struct gr_err *err)
{
	const char *path = standard_path(run);

	if ((run->what.traits & (GR_NEEDS_STANDARD | GR_NAMES_STANDARD)) == 0)
		return GR_OK;
	if (path == NULL)
		return refuse_without(err);
	run->standard_path = path;
	if ((run->what.traits & GR_NEEDS_STANDARD) == 0)
		return GR_OK;
	return gr_shared_standard(run->shared, path,
	    run->what.traits & GR_READS_CELLS ? GR_STANDARD_WITH_CELLS
	                                      : GR_STANDARD_WITHOUT_CELLS,
	    &run->standard, err);
}
