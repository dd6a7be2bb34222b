/* green-annual: the year's summary of a release, in sentences. */
#include "annual/annual.h"
#include "report/drawn.h"
#include "tools/tables_differ.h"
#include "tools/tools.h"

struct annual {
	const char *format; /* --format */
	const char *script; /* --script */
	const char *beside; /* --beside */
};

static const struct gr_option annual_options[] = {
	GR_OPTION_CHOICE(0, "format", struct annual, format,
	    "md|html|lists|claims", "md|html|lists|claims",
	    "Markdown (the default), HTML, its long lists as HTML, or the list of "
	    "claims as CSV"),
	GR_OPTION_TEXT(0, "script", struct annual, script, "NAME",
	    "The standard's table of sentences (default: annual.csv)"),
	GR_OPTION_TEXT(0, "beside", struct annual, beside, "DIR",
	    "Have the tables of pipelines/memo in DIR, too"),
	GR_OPTION_END
};

static void annual_defaults(void *state)
{
	struct annual *given = state;

	given->format = "md";
	given->script = "annual.csv";
}

/* Titles and units of another standard would not fit the release's figures;
 * the sentences may be any. */
static enum gr_status warn_of_tables(struct gr_run *run,
    const struct gr_annual *annual, struct gr_err *err)
{
	const struct gr_slice sentences[] = { GR_S("annual.csv"),
		gr_slice_of(annual->script) };

	return gr_tables_differ(run, annual->release, sentences, 2, err);
}

static enum gr_status draw(const struct gr_annual *annual,
    enum gr_annual_chart chart, struct gr_buf *to, struct gr_err *err)
{
	static void (*const drawn[])(struct gr_page *) = {
		[GR_ANNUAL_CHART_BARS] = gr_report_bars_drawn,
		[GR_ANNUAL_CHART_PATHS] = gr_report_paths_drawn,
	};
	const struct gr_report report = { annual->release, annual->standard,
		annual->chinese, NULL };

	return gr_report_drawn(&report, drawn[chart], to, err);
}

static enum gr_annual_format format_of(const char *name)
{
	return name[0] == 'h' ? GR_ANNUAL_HTML
	    : name[0] == 'l'  ? GR_ANNUAL_LISTS
	    : name[0] == 'c'  ? GR_ANNUAL_CLAIMS
	                      : GR_ANNUAL_MARKDOWN;
}

static enum gr_status annual_run(struct gr_run *run, void *state,
    struct gr_err *err)
{
	const struct annual *given = state;
	struct gr_release release;
	struct gr_annual annual = { &release, gr_run_standard(run),
		gr_run_is_chinese(run), format_of(given->format), given->script,
		given->beside, draw };
	enum gr_status status = gr_release_open_meant(gr_run_keep(run),
	    gr_run_operand(run, 0), NULL, &release, err);

	if (status == GR_OK)
		status = warn_of_tables(run, &annual, err);
	if (status != GR_OK)
		return status;
	return gr_annual_write(&annual, gr_run_sink(run), err);
}

const struct gr_tool gr_annual = {
	.program = "green-annual",
	.summary = "Write the year's summary of a release: what the standard's "
	           "annual.csv says, with the release's figures.",
	.args = "RELEASE",
	.operands = 1,
	.options = annual_options,
	.state_bytes = sizeof(struct annual),
	.traits = GR_NEEDS_STANDARD | GR_HAS_LANG,
	.defaults = annual_defaults,
	.run = annual_run,
};
