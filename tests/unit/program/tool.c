/* tool.h: a tool goes from argv to its exit status as all others do. */
#include "program/tool.h"

#include "ended.h"
#include "scratch.h"

struct state {
	uint64_t times;
};

static bool stopped;

static const struct gr_option options[] = { GR_OPTION_NUMBER(0, "times",
	                                        struct state, times, "N", 0, 9,
	                                        "How often"),
	GR_OPTION_END };

static void set_defaults(void *state)
{
	((struct state *)state)->times = 1;
}

/* Writes its operand so many times; the operand "bad" is no input. */
static enum gr_status work(struct gr_run *run, void *opaque, struct gr_err *err)
{
	const struct state *state = opaque;
	struct gr_slice word = gr_slice_of(gr_run_operand(run, 0));
	enum gr_status status = GR_OK;

	for (uint64_t i = 0; status == GR_OK && i < state->times; i++)
		status = gr_print(run, word, err);
	if (status == GR_OK && gr_slice_eq(word, GR_S("bad")))
		return gr_err_set(err, GR_EDATA, "bad");
	return status;
}

static void stop(void *state)
{
	(void)state;
	stopped = true;
}

static const struct gr_tool tool = {
	.program = "green-test",
	.summary = "Write a word.",
	.args = "WORD",
	.operands = 1,
	.options = options,
	.state_bytes = sizeof(struct state),
	.defaults = set_defaults,
	.run = work,
	.stop = stop,
};

TestSuite(tool, .init = scratch_open, .fini = scratch_close);

/* Run it with these words and "-o out"; a word NULL ends them. */
static int run(char *first, char *second)
{
	char *argv[] = { "green-test", "-o", NULL, first, second, NULL };
	char out[512];
	int argc = 3 + (first != NULL) + (first != NULL && second != NULL);

	snprintf(out, sizeof(out), "%s", scratch_path("out"));
	argv[2] = out;
	stopped = false;
	return gr_tool_main(&tool, argc, argv);
}

static const char *written(void)
{
	static char text[64];
	FILE *file = fopen(scratch_path("out"), "rb");

	if (file == NULL)
		return NULL;
	text[fread(text, 1, sizeof(text) - 1, file)] = '\0';
	fclose(file);
	return text;
}

Test(tool, output_appears_when_all_went_well)
{
	cr_assert_eq(run("word", NULL), 0);
	cr_assert_str_eq(written(), "word");
	cr_assert(stopped);
	cr_assert_eq(run("--times=3", "ab"), 0);
	cr_assert_str_eq(written(), "ababab");
}

Test(tool, a_failure_leaves_no_output_and_has_its_status)
{
	cr_assert_eq(run("bad", NULL), 3);
	cr_assert_null(written());
	cr_assert(stopped);
}

Test(tool, too_few_or_many_operands_are_usage)
{
	cr_assert_eq(run(NULL, NULL), 2);
	cr_assert_eq(run("a", "b"), 2);
	cr_assert_null(written());
}

Test(tool, an_output_that_cannot_be_made_is_a_failure)
{
	char *argv[] = { "green-test", "-o", "/nowhere/out", "word", NULL };

	cr_assert_eq(gr_tool_main(&tool, 4, argv), 4);
	cr_assert(stopped);
}

/* Gives its operand as a row, and says a word that -q keeps back. */
static enum gr_status give(struct gr_run *run, void *opaque, struct gr_err *err)
{
	static const struct gr_slice name[] = { { "word", 4 } };
	struct gr_slice word = gr_slice_of(gr_run_operand(run, 0));
	struct gr_err what = { .line = 0 };

	(void)opaque;
	(void)gr_err_set(&what, GR_OK, "%.*s", GR_ARG(word));
	gr_warn(run, &what);
	enum gr_status status = gr_output(run, name, 1, err);
	return status == GR_OK ? gr_emit(run, &word, 1, err) : status;
}

static const struct gr_tool rows = {
	.program = "green-rows",
	.summary = "Give a row.",
	.args = "WORD",
	.operands = 1,
	.state_bytes = 1,
	.run = give,
};

Test(tool, rows_end_with_the_trailer_of_the_program)
{
	char out[512];
	char *argv[] = { "green-rows", "-q", "-o", out, "a", NULL };

	snprintf(out, sizeof(out), "%s", scratch_path("out"));
	cr_assert_eq(gr_tool_main(&rows, 5, argv), 0);
	cr_assert_str_eq(written(), ended("word\na\n", "green-rows", ""));
}

static bool chinese, has_output, has_tables;
static char named[64];

static enum gr_status look(struct gr_run *run, void *opaque, struct gr_err *err)
{
	(void)opaque, (void)err;
	chinese = gr_run_is_chinese(run);
	has_output = gr_run_sink(run) != NULL;
	has_tables = gr_run_standard(run) != NULL;
	if (gr_run_standard_path(run) != NULL)
		snprintf(named, sizeof(named), "%s", gr_run_standard_path(run));
	return GR_OK;
}

static int run_with(unsigned traits, char *word)
{
	char *argv[] = { "green-look", word, NULL };
	const struct gr_tool tool_with = { .program = "green-look",
		.summary = "Look.",
		.state_bytes = 1,
		.traits = traits,
		.run = look };

	chinese = has_output = false;
	return gr_tool_main(&tool_with, word == NULL ? 1 : 2, argv);
}

Test(tool, without_a_standard_speaks_english_unless_told_otherwise)
{
	cr_assert_eq(run_with(GR_HAS_LANG, NULL), 0);
	cr_expect_not(chinese);
	cr_expect(has_output);
	cr_assert_eq(run_with(GR_HAS_LANG, "--lang=zh"), 0);
	cr_expect(chinese);
}

Test(tool, that_needs_a_standard_fails_without_one)
{
	unsetenv("GREEN_STANDARD");
	cr_expect_eq(run_with(GR_NEEDS_STANDARD, NULL), 2);
	setenv("GREEN_STANDARD", "", 1);
	cr_expect_eq(run_with(GR_NEEDS_STANDARD, NULL), 2);
	cr_expect_eq(run_with(GR_NEEDS_STANDARD, "--standard=/nowhere"), 2);
}

Test(tool, that_names_a_standard_is_told_its_folder_and_reads_it_itself)
{
	setenv("GREEN_STANDARD", "/somewhere", 1);
	cr_assert_eq(run_with(GR_NAMES_STANDARD, NULL), 0);
	cr_expect_str_eq(named, "/somewhere");
	cr_expect_not(has_tables);
	cr_assert_eq(run_with(GR_NAMES_STANDARD, "--standard=/nowhere"), 0);
	cr_expect_str_eq(named, "/nowhere");
	unsetenv("GREEN_STANDARD");
	cr_expect_eq(run_with(GR_NAMES_STANDARD, NULL), 2);
}

Test(tool, that_writes_files_of_its_own_has_no_output)
{
	cr_assert_eq(run_with(GR_NO_OUTPUT, NULL), 0);
	cr_expect_not(has_output);
}

/* A word that is no option ends the process, as argp does. */
Test(tool, has_no_option_that_its_traits_do_not_give_it, .exit_code = 2)
{
	exit(run_with(GR_NO_OUTPUT, "--output=x"));
}

Test(tool, has_no_standard_without_the_trait, .exit_code = 2)
{
	exit(run_with(0, "--standard=x"));
}
