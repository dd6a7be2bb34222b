/* green-report: a release as pages that are opened by double click. */
#include "report/report.h"
#include "book/release_book.h"
#include "tools/tables_differ.h"
#include "tools/tools.h"

struct report {
	const char *inventory; /* --inventory FILE */
	const char *finder;    /* --finder FILE */
	const char *workbook;  /* --workbook FILE */
};

static const struct gr_option report_options[] = {
	GR_OPTION_TEXT(0, "finder", struct report, finder, "FILE",
	    "Write the second page, of every community, to FILE"),
	GR_OPTION_TEXT(0, "inventory", struct report, inventory, "FILE",
	    "RELEASE is being made and has no manifest yet: the inventory of "
	    "green-inbox says what it depends on"),
	GR_OPTION_TEXT(0, "workbook", struct report, workbook, "FILE",
	    "Write the workbook that green-workbook makes to FILE, too"),
	GR_OPTION_END
};

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
		status = gr_tables_differ(run, &release, NULL, 0, err);
	if (status == GR_OK)
		status = gr_report_write(&report, gr_run_sink(run), err);
	if (status != GR_OK || given->workbook == NULL)
		return status;
	const struct gr_release_book book = { .release = &release,
		.standard = report.standard,
		.chinese = report.chinese };
	return gr_release_book_save(&book, given->workbook, err);
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
