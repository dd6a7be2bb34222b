/* green-diff - what differs between two releases, and what caused it */
#include "program/tool.h"
#include "release/difference.h"

struct diff {
	const char *format, *lang;
};

static const struct gr_option options[] = {
	GR_OPTION_CHOICE(0, "format", struct diff, format, "text|tsv",
	    "text|tsv", "Text for a terminal (the default), or a stream"),
	GR_OPTION_CHOICE(0, "lang", struct diff, lang, "zh|en", "zh|en",
	    "Language of the text's headings (default: en)"),
	GR_OPTION_END
};

static void set_defaults(void *state)
{
	struct diff *diff = state;

	diff->format = "text";
	diff->lang = "en";
}

static enum gr_status run_diff(struct gr_tool_run *run, void *state,
    struct gr_err *err)
{
	const struct diff *diff = state;
	struct gr_release old, new;
	struct gr_differences found;
	enum gr_status status = gr_release_open(run->keep,
	    run->operands.item[0], NULL, &old, err);

	if (status == GR_OK)
		status = gr_release_open(run->keep, run->operands.item[1], NULL,
		    &new, err);
	if (status == GR_OK)
		status = gr_difference_find(&old, &new, &found, err);
	if (status != GR_OK)
		return status;
	if (diff->format[1] == 's')
		return gr_difference_stream(&found, run->program, run->sink,
		    err);
	return gr_difference_text(&found, diff->lang[0] == 'z', run->sink, err);
}

static const struct gr_tool tool = {
	.program = "green-diff",
	.summary = "Say what differs between two releases, and what caused "
	           "it: data, tables, program or the day.",
	.args = "OLD NEW",
	.operands = 2,
	.options = options,
	.state_bytes = sizeof(struct diff),
	.defaults = set_defaults,
	.run = run_diff,
};

int main(int argc, char **argv)
{
	return gr_tool_main(&tool, argc, argv);
}
