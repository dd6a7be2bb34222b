/* green-explain - a community or a place of a release: why it stands where it
 * stands */
#include "clean/read_standard.h"
#include "explain/explain.h"
#include "program/tool.h"

#include <stdlib.h>

struct explain {
	const char *standard, *data, *wave, *format, *lang;
	uint64_t margin_pct;
	bool all;
};

static const struct gr_option options[] = {
	GR_OPTION_TEXT(0, "standard", struct explain, standard, "DIR",
	    "Read the standard's tables in DIR (default: $GREEN_STANDARD)"),
	GR_OPTION_TEXT(0, "data", struct explain, data, "DIR",
	    "Folder of the deliveries (default: RELEASE/../..)"),
	GR_OPTION_TEXT('w', "wave", struct explain, wave, "YEAR",
	    "Only this wave"),
	GR_OPTION_NUMBER(0, "margin", struct explain, margin_pct, "PCT", 0, 100,
	    "A number is near a threshold within PCT percent of itself "
	    "(default 5)"),
	GR_OPTION_FLAG('a', "all", struct explain, all,
	    "In text, open every atom, also those that are met"),
	GR_OPTION_CHOICE(0, "format", struct explain, format, "text|tsv",
	    "text|tsv", "Text for a terminal (the default), or a stream"),
	GR_OPTION_CHOICE(0, "lang", struct explain, lang, "zh|en", "zh|en",
	    "Language of titles and notes (default: the standard's)"),
	GR_OPTION_END
};

static void set_defaults(void *state)
{
	struct explain *explain = state;

	explain->format = "text";
	explain->standard = getenv("GREEN_STANDARD");
	explain->margin_pct = 5;
}

static enum gr_status check(const struct explain *given,
    const struct gr_list *operands, struct gr_err *err)
{
	if (given->standard == NULL || given->standard[0] == '\0')
		return gr_err_set(err, GR_EUSAGE,
		    "no standard: give --standard DIR or set GREEN_STANDARD");
	if (operands->item[0][0] == '\0' || operands->item[1][0] == '\0')
		return gr_err_set(err, GR_EUSAGE,
		    "an empty word is neither a release nor a code");
	return GR_OK;
}

static void warn_of(const struct gr_tool_run *run,
    const struct gr_explanation *out)
{
	for (size_t i = 0; i < out->n; i++) {
		struct gr_err what = { .line = 0 };

		if (out->line[i].kind != GR_SHOW_WARNING)
			continue;
		(void)gr_err_set(&what, GR_OK, "%.*s",
		    GR_ARG(out->line[i].field[GR_X_NOTE]));
		gr_tool_warn(run, &what);
	}
}

static enum gr_status run_explain(struct gr_tool_run *run, void *state,
    struct gr_err *err)
{
	const struct explain *given = state;
	struct gr_standard standard;
	struct gr_release release;
	struct gr_explain explain = { .release = &release,
		.standard = &standard,
		.wave = gr_slice_of(given->wave),
		.margin_pct = given->margin_pct };
	enum gr_status status = check(given, &run->operands, err);

	if (status == GR_OK)
		status = gr_standard_read(run->keep, given->standard, &standard,
		    err);
	if (status == GR_OK)
		status = gr_release_open(run->keep, run->operands.item[0],
		    given->data, &release, err);
	if (status != GR_OK)
		return status;
	explain.code = gr_slice_of(run->operands.item[1]);
	explain.chinese = given->lang ? given->lang[0] == 'z'
	                              : standard.chinese;
	status = gr_explain_build(&explain, err);
	if (status != GR_OK)
		return status;
	warn_of(run, &explain.out);
	if (given->format[1] == 's')
		return gr_explanation_stream(&explain.out, run->program,
		    run->sink, err);
	return gr_explanation_text(&explain.out, explain.chinese, given->all,
	    run->sink, err);
}

static const struct gr_tool tool = {
	.program = "green-explain",
	.summary = "Explain where a community, county or city of a release "
	           "stands, down to the cells of the deliveries.",
	.args = "RELEASE CODE",
	.operands = 2,
	.options = options,
	.state_bytes = sizeof(struct explain),
	.defaults = set_defaults,
	.run = run_explain,
};

int main(int argc, char **argv)
{
	return gr_tool_main(&tool, argc, argv);
}
