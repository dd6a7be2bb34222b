/* Unit tests of green/tool.h: from argv to exit status. */
#include "program/tool.h"

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
static enum gr_status work(struct gr_tool_run *run, void *opaque,
    struct gr_err *err)
{
	const struct state *state = opaque;
	struct gr_slice word = gr_slice_of(run->operands.item[0]);
	enum gr_status status = GR_OK;

	for (uint64_t i = 0; status == GR_OK && i < state->times; i++)
		status = gr_sink_write(run->sink, word, err);
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
