/* green-annual - the year's summary of a release, in sentences */
#include "annual/annual.h"
#include "clean/read_standard.h"
#include "program/tool.h"

#include <stdlib.h>

struct annual {
	const char *standard, *format, *lang;
};

static const struct gr_option options[] = {
	GR_OPTION_TEXT(0, "standard", struct annual, standard, "DIR",
	    "Read the standard's tables in DIR (default: $GREEN_STANDARD)"),
	GR_OPTION_CHOICE(0, "format", struct annual, format, "md|html|claims",
	    "md|html|claims",
	    "Markdown (the default), HTML, or the list of claims as CSV"),
	GR_OPTION_CHOICE(0, "lang", struct annual, lang, "zh|en", "zh|en",
	    "Language of the text (default: the standard's)"),
	GR_OPTION_END
};

static void set_defaults(void *state)
{
	struct annual *annual = state;

	annual->format = "md";
	annual->standard = getenv("GREEN_STANDARD");
}

/* Titles and units of another standard would not fit the release's figures;
 * the sentences may be any. */
static enum gr_status warn_of_tables(const struct gr_tool_run *run,
    const struct gr_annual *annual, struct gr_err *err)
{
	const struct gr_manifest *manifest = &annual->release->manifest;
	enum gr_status status = GR_OK;

	for (size_t i = 0;
	     status == GR_OK && i < manifest->n[GR_MANIFEST_TABLES]; i++) {
		const struct gr_manifest_item *item =
		    &manifest->item[GR_MANIFEST_TABLES][i];
		struct gr_err what = { .line = 0 };
		bool same;

		if (gr_slice_eq(item->name, GR_S("annual.csv")))
			continue;
		status = gr_release_made_with(annual->release,
		    annual->standard->path, item, &same, err);
		if (status != GR_OK || same)
			continue;
		(void)gr_err_set(&what, GR_OK,
		    "%.*s is not the one that this release was made with",
		    GR_ARG(item->name));
		gr_tool_warn(run, &what);
	}
	return status;
}

static enum gr_status run_annual(struct gr_tool_run *run, void *state,
    struct gr_err *err)
{
	const struct annual *given = state;
	struct gr_standard standard;
	struct gr_release release;
	struct gr_annual annual = { &release, &standard, false,
		GR_ANNUAL_MARKDOWN };

	if (given->standard == NULL || given->standard[0] == '\0')
		return gr_err_set(err, GR_EUSAGE,
		    "no standard: give --standard DIR or set GREEN_STANDARD");
	enum gr_status status = gr_standard_read(run->keep, given->standard,
	    &standard, err);
	if (status == GR_OK)
		status = gr_release_open(run->keep, run->operands.item[0], NULL,
		    &release, err);
	if (status == GR_OK)
		status = warn_of_tables(run, &annual, err);
	if (status != GR_OK)
		return status;
	annual.chinese = given->lang ? given->lang[0] == 'z' : standard.chinese;
	if (given->format[0] == 'h')
		annual.format = GR_ANNUAL_HTML;
	else if (given->format[0] == 'c')
		annual.format = GR_ANNUAL_CLAIMS;
	return gr_annual_write(&annual, run->sink, err);
}

static const struct gr_tool tool = {
	.program = "green-annual",
	.summary = "Write the year's summary of a release: what the standard's "
	           "annual.csv says, with the release's figures.",
	.args = "RELEASE",
	.operands = 1,
	.options = options,
	.state_bytes = sizeof(struct annual),
	.defaults = set_defaults,
	.run = run_annual,
};

int main(int argc, char **argv)
{
	return gr_tool_main(&tool, argc, argv);
}
