/* green-workbook: a release as one file that people pass on. */
#include "book/release_book.h"
#include "tools/tables_differ.h"
#include "tools/tools.h"

struct workbook {
	const char *format; /* --format xlsx|sqlite */
	uint64_t rows;      /* --rows N; 0: not given */
};

static const struct gr_option workbook_options[] = {
	GR_OPTION_CHOICE(0, "format", struct workbook, format, "xlsx|sqlite",
	    "xlsx|sqlite",
	    "A workbook, or a database of SQLite (default: xlsx)"),
	GR_OPTION_NUMBER(0, "rows", struct workbook, rows, "N",
	    GR_RELEASE_BOOK_ROWS_MIN, GR_RELEASE_BOOK_ROWS_MAX,
	    "At most N rows on a sheet; a table with more goes on in another "
	    "one (default: 1048576)"),
	GR_OPTION_END
};

static enum gr_status workbook_run(struct gr_run *run, void *state,
    struct gr_err *err)
{
	const struct workbook *given = state;
	struct gr_release release;
	struct gr_release_book book = { .release = &release,
		.standard = gr_run_standard(run),
		.chinese = gr_run_is_chinese(run),
		.rows = (uint32_t)given->rows };

	enum gr_status status = gr_release_open_meant(gr_run_keep(run),
	    gr_run_operand(run, 0), NULL, &release, err);
	if (status == GR_OK)
		status = gr_tables_differ(run, &release, NULL, 0, err);
	if (status != GR_OK)
		return status;
	return given->format != NULL && strcmp(given->format, "sqlite") == 0
	    ? gr_release_book_database(&book, gr_run_sink(run), err)
	    : gr_release_book_write(&book, gr_run_sink(run), err);
}

const struct gr_tool gr_workbook_tool = {
	.program = "green-workbook",
	.summary = "Write a release as one file: a workbook, or a database.",
	.args = "RELEASE",
	.operands = 1,
	.options = workbook_options,
	.state_bytes = sizeof(struct workbook),
	.traits = GR_NEEDS_STANDARD | GR_HAS_LANG,
	.run = workbook_run,
};
