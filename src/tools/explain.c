/* green-explain: a community or a place of a release, and why it stands where
 * it stands. */
#include "explain/explain.h"
#include "tools/tools.h"

struct explain {
	const char *data, *wave, *format;
	uint64_t margin_pct;
	bool all;
};

static const struct gr_option explain_options[] = {
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
	GR_OPTION_END
};

static void explain_defaults(void *state)
{
	struct explain *explain = state;

	explain->format = "text";
	explain->margin_pct = 5;
}

static enum gr_status check(const struct gr_run *run, struct gr_err *err)
{
	for (size_t i = 0; i < gr_run_operands(run); i++)
		if (gr_run_operand(run, i)[0] == '\0')
			return gr_err_set(err, GR_EUSAGE,
			    "an empty word is neither a release nor a code");
	return GR_OK;
}

static void warn_of(struct gr_run *run, const struct gr_explanation *out)
{
	for (size_t i = 0; i < out->n; i++) {
		struct gr_err what = { .line = 0 };

		if (out->line[i].kind != GR_SHOW_WARNING)
			continue;
		(void)gr_err_set(&what, GR_OK, "%.*s",
		    GR_ARG(out->line[i].field[GR_X_NOTE]));
		gr_warn(run, &what);
	}
}

static enum gr_status show(struct gr_run *run, const struct explain *given,
    const struct gr_explanation *out, struct gr_err *err)
{
	struct gr_slice name[GR_X_FIELDS];

	if (given->format[1] != 's')
		return gr_explanation_text(out, gr_run_is_chinese(run),
		    given->all, gr_run_sink(run), err);
	gr_exhibits_names(name);
	enum gr_status status = gr_output(run, name, GR_X_FIELDS, err);
	return status == GR_OK ? gr_exhibits_rows(out, gr_emit_row, run, err)
	                       : status;
}

static enum gr_status explain_run(struct gr_run *run, void *state,
    struct gr_err *err)
{
	const struct explain *given = state;
	struct gr_release release;
	struct gr_explain explain = { .release = &release,
		.standard = gr_run_standard(run),
		.wave = gr_slice_of(given->wave),
		.chinese = gr_run_is_chinese(run),
		.margin_pct = given->margin_pct };
	enum gr_status status = check(run, err);

	if (status == GR_OK)
		status = gr_release_open_meant(gr_run_keep(run),
		    gr_run_operand(run, 0), given->data, &release, err);
	if (status != GR_OK)
		return status;
	explain.code = gr_slice_of(gr_run_operand(run, 1));
	status = gr_explain_build(&explain, err);
	if (status != GR_OK)
		return status;
	warn_of(run, &explain.out);
	return show(run, given, &explain.out, err);
}

const struct gr_tool gr_explain = {
	.program = "green-explain",
	.summary = "Explain where a community, county or city of a release "
	           "stands, down to the cells of the deliveries.",
	.args = "RELEASE CODE",
	.operands = 2,
	.options = explain_options,
	.state_bytes = sizeof(struct explain),
	.traits = GR_NEEDS_STANDARD | GR_READS_CELLS | GR_HAS_LANG,
	.defaults = explain_defaults,
	.run = explain_run,
};
