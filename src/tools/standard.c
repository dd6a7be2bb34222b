/* green-standard: a setting of a standard as it is written there, and whether
 * all of it is right. */
#include "clean/read_standard.h"
#include "delivery/layout_words.h"
#include "register/name_words.h"
#include "standard/setting.h"
#include "tools/tools.h"

struct standard_state {
	const char *get; /* --get */
	bool check;      /* --check */
};

static const struct gr_option standard_options[] = {
	GR_OPTION_TEXT(0, "get", struct standard_state, get, "KEY",
	    "Print the value of this key of standard.csv, or nothing"),
	GR_OPTION_FLAG(0, "check", struct standard_state, check,
	    "Read every table and try every pattern and expression"),
	GR_OPTION_END
};

static enum gr_status print_setting(struct gr_run *run, const char *key,
    struct gr_err *err)
{
	struct gr_slice value;
	enum gr_status status = gr_setting_read(gr_run_keep(run),
	    gr_run_standard_path(run), gr_slice_of(key), &value, err);

	if (status != GR_OK || value.len == 0)
		return status;
	status = gr_print(run, value, err);
	return status == GR_OK ? gr_print(run, GR_S("\n"), err) : status;
}

/* All but what the summary and synthetic surveys have of their own. */
static enum gr_status check_tables(struct gr_run *run, struct gr_err *err)
{
	struct gr_arena *keep = gr_run_keep(run);
	const char *path = gr_run_standard_path(run);
	struct gr_standard standard;
	struct gr_layout_words layout;
	struct gr_name_words names;
	enum gr_status status = gr_standard_read(keep, path, &standard, err);

	if (status == GR_OK)
		status = gr_layout_words_read(keep, path, &layout, err);
	return status == GR_OK ? gr_name_words_read(keep, path, &names, err)
	                       : status;
}

static enum gr_status standard_run(struct gr_run *run, void *state,
    struct gr_err *err)
{
	const struct standard_state *given = state;
	enum gr_status status = GR_OK;

	if (given->get == NULL && !given->check)
		return gr_err_set(err, GR_EUSAGE,
		    "one of --get and --check is needed; see --help");
	if (given->check)
		status = check_tables(run, err);
	if (status == GR_OK && given->get != NULL)
		status = print_setting(run, given->get, err);
	return status;
}

const struct gr_tool gr_standard = {
	.program = "green-standard",
	.summary = "Print a setting of a standard, or check all of it.",
	.options = standard_options,
	.state_bytes = sizeof(struct standard_state),
	.traits = GR_NAMES_STANDARD,
	.run = standard_run,
};
