/* green-synth: synthetic waves of deliveries, messy as cities send them, with
 * the truth beside them. */
#include "synth/synth.h"
#include "tools/tools.h"

static const struct gr_option synth_options[] = {
	GR_OPTION_TEXT_NEEDED(0, "register", struct gr_synth, register_path,
	    "FILE", "the units that are asked"),
	GR_OPTION_TEXT_NEEDED(0, "out", struct gr_synth, out, "DIR",
	    "data folder to write; it has no inbox yet"),
	GR_OPTION_NUMBER(0, "seed", struct gr_synth, seed, "N", 0, 0,
	    "what all draws depend on (default 1)"),
	GR_OPTION_LIST(0, "wave", struct gr_synth, wave, "W",
	    "only this wave; may be repeated (default: all of the standard)"),
	GR_OPTION_CHOICE(0, "mess", struct gr_synth, level, "LEVEL",
	    "none|light|heavy",
	    "how untidy the deliveries are (default light)"),
	GR_OPTION_NUMBER(0, "communities", struct gr_synth, communities, "N", 0,
	    0, "invent units beyond the register's up to N"),
	GR_OPTION_FLAG(0, "single-file", struct gr_synth, single_file,
	    "one delivery for each wave"),
	GR_OPTION_END
};

static void synth_defaults(void *state)
{
	struct gr_synth *synth = state;

	synth->seed = 1;
	synth->level = "light";
}

static enum gr_status synth_run(struct gr_run *run, void *state,
    struct gr_err *err)
{
	struct gr_synth *synth = state;

	synth->standard = gr_run_standard(run);
	return gr_synth_run(synth, err);
}

const struct gr_tool gr_synth = {
	.program = "green-synth",
	.summary = "Write synthetic deliveries of survey waves, and the truth "
	           "beside them.",
	.options = synth_options,
	.state_bytes = sizeof(struct gr_synth),
	.traits = GR_NEEDS_STANDARD | GR_NO_OUTPUT,
	.defaults = synth_defaults,
	.run = synth_run,
};
