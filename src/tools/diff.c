/* green-diff: what differs between two releases, and what caused it. */
#include "release/correction.h"
#include "release/difference.h"
#include "tools/tools.h"

struct diff {
	const char *format; /* --format */
};

static const struct gr_option diff_options[] = {
	GR_OPTION_CHOICE(0, "format", struct diff, format, "text|tsv|notice",
	    "text|tsv|notice",
	    "Text for a terminal (the default), a stream, or a notice of what "
	    "is corrected, as CSV"),
	GR_OPTION_END
};

static void diff_defaults(void *state)
{
	((struct diff *)state)->format = "text";
}

static enum gr_status give_notice(struct gr_run *run,
    const struct gr_release *old, const struct gr_release *new,
    struct gr_err *err)
{
	struct gr_buf notice = { 0 };
	enum gr_status status = gr_correction_make(old, new, &notice, err);

	if (status == GR_OK)
		status = gr_print(run, gr_buf_slice(&notice), err);
	gr_buf_free(&notice);
	return status;
}

static enum gr_status diff_run(struct gr_run *run, void *state,
    struct gr_err *err)
{
	const struct diff *diff = state;
	struct gr_arena *keep = gr_run_keep(run);
	struct gr_slice name[GR_D_FIELDS];
	struct gr_release old, new;
	struct gr_differences found;
	enum gr_status status = gr_release_open_meant(keep,
	    gr_run_operand(run, 0), NULL, &old, err);

	if (status == GR_OK)
		status = gr_release_open_meant(keep, gr_run_operand(run, 1),
		    NULL, &new, err);
	if (status == GR_OK && diff->format[0] == 'n')
		return give_notice(run, &old, &new, err);
	if (status == GR_OK)
		status = gr_difference_find(&old, &new, &found, err);
	if (status != GR_OK)
		return status;
	if (diff->format[1] != 's')
		return gr_difference_text(&found, gr_run_is_chinese(run),
		    gr_run_sink(run), err);
	gr_difference_names(name);
	status = gr_output(run, name, GR_D_FIELDS, err);
	return status == GR_OK
	    ? gr_difference_rows(&found, gr_emit_row, run, err)
	    : status;
}

const struct gr_tool gr_diff = {
	.program = "green-diff",
	.summary = "Say what differs between two releases, and what caused "
	           "it: data, tables, program or the day.",
	.args = "OLD NEW",
	.operands = 2,
	.options = diff_options,
	.state_bytes = sizeof(struct diff),
	.traits = GR_HAS_LANG,
	.defaults = diff_defaults,
	.run = diff_run,
};
