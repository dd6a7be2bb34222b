/* green-report: a release as pages that are opened by double click. */
#include "report/report.h"
#include "tools/tools.h"

struct report {
	const char *inventory; /* --inventory FILE */
	const char *finder;    /* --finder FILE */
};

static const struct gr_option report_options[] = {
	GR_OPTION_TEXT(0, "finder", struct report, finder, "FILE",
	    "Write the second page, of every community, to FILE"),
	GR_OPTION_TEXT(0, "inventory", struct report, inventory, "FILE",
	    "RELEASE is being made and has no manifest yet: the inventory of "
	    "green-inbox says what it depends on"),
	GR_OPTION_END
};

/* Titles, criteria and tests of another standard would not fit the release's
 * records. */
static enum gr_status warn_of_tables(struct gr_run *run,
    const struct gr_release *release, struct gr_err *err)
{
	const struct gr_manifest *manifest = &release->manifest;
	enum gr_status status = GR_OK;

	for (size_t i = 0;
	     status == GR_OK && i < manifest->n[GR_MANIFEST_TABLES]; i++) {
		const struct gr_manifest_item *item =
		    &manifest->item[GR_MANIFEST_TABLES][i];
		struct gr_err what = { .line = 0 };
		bool same;

		status = gr_release_made_with(release,
		    gr_run_standard(run)->path, item, &same, err);
		if (status != GR_OK || same)
			continue;
		(void)gr_err_set(&what, GR_OK,
		    "%.*s is not the one that this release was made with",
		    GR_ARG(item->name));
		gr_warn(run, &what);
	}
	return status;
}

static enum gr_status report_run(struct gr_run *run, void *state,
    struct gr_err *err)
{
	const struct report *given = state;
	struct gr_release release;
	struct gr_report report = { .release = &release,
		.standard = gr_run_standard(run),
		.chinese = gr_run_is_chinese(run),
		.finder = given->finder };
	const char *path = gr_run_operand(run, 0);
	enum gr_status status = given->inventory != NULL
	    ? gr_release_open_making(gr_run_keep(run), path, given->inventory,
	        &release, err)
	    : gr_release_open_meant(gr_run_keep(run), path, NULL, &release,
	        err);

	if (status == GR_OK)
		status = warn_of_tables(run, &release, err);
	return status == GR_OK ? gr_report_write(&report, gr_run_sink(run), err)
	                       : status;
}

const struct gr_tool gr_report_tool = {
	.program = "green-report",
	.summary = "Write a release as a page for the browser: sentences, "
	           "pictures and tables, in one file that loads nothing.",
	.args = "RELEASE",
	.operands = 1,
	.options = report_options,
	.state_bytes = sizeof(struct report),
	.traits = GR_NEEDS_STANDARD | GR_HAS_LANG,
	.run = report_run,
};
