/* green-standard: a setting of a standard, as it is written there. */
#include "standard/setting.h"
#include "tools/tools.h"

struct standard_state {
	const char *get; /* --get */
};

static const struct gr_option standard_options[] = {
	GR_OPTION_TEXT_NEEDED(0, "get", struct standard_state, get, "KEY",
	    "Print the value of this key of standard.csv, or nothing"),
	GR_OPTION_END
};

static enum gr_status standard_run(struct gr_run *run, void *state,
    struct gr_err *err)
{
	const struct standard_state *given = state;
	struct gr_slice value;
	enum gr_status status = gr_setting_read(gr_run_keep(run),
	    gr_run_standard_path(run), gr_slice_of(given->get), &value, err);

	if (status != GR_OK || value.len == 0)
		return status;
	status = gr_print(run, value, err);
	return status == GR_OK ? gr_print(run, GR_S("\n"), err) : status;
}

const struct gr_tool gr_standard = {
	.program = "green-standard",
	.summary = "Print a setting of a standard, as it is written there.",
	.options = standard_options,
	.state_bytes = sizeof(struct standard_state),
	.traits = GR_NAMES_STANDARD,
	.run = standard_run,
};
