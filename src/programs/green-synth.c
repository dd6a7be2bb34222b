/* green-synth - synthetic waves of deliveries, messy as cities send them, with
 * the truth beside them */
#include <stdlib.h>

#include "program/process.h"
#include "synth/synth.h"

static const struct gr_option options[] = {
	GR_OPTION_TEXT_NEEDED(0, "register", struct gr_synth, register_path,
	    "FILE", "the units that are asked"),
	GR_OPTION_TEXT(0, "standard", struct gr_synth, standard_path, "DIR",
	    "folder of the standard's tables, synth.csv and mess.csv among them "
	    "(default: $GREEN_STANDARD)"),
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

int main(int argc, char **argv)
{
	struct gr_synth synth = { .seed = 1,
		.level = "light",
		.standard_path = getenv("GREEN_STANDARD") };
	const struct gr_usage usage = { .program = "green-synth",
		.summary = "Write synthetic deliveries of survey waves, and "
		           "the truth beside them.",
		.args = NULL,
		.set = { { options, &synth } } };
	struct gr_list operands = { .n = 0 };
	struct gr_err err = { .line = 0 };
	enum gr_status status;

	if (!gr_process_begin())
		return GR_EXIT_SYSTEM;
	status = gr_options_parse(&usage, argc, argv, &operands, &err);
	if (status == GR_OK && synth.standard_path == NULL)
		status = gr_err_set(&err, GR_EUSAGE,
		    "no standard: give --standard or set GREEN_STANDARD");
	if (status == GR_OK)
		status = gr_synth_run(&synth, &err);
	gr_list_free(&synth.wave);
	gr_list_free(&operands);
	if (status != GR_OK)
		gr_process_complain(usage.program, &err);
	return gr_process_exit_of(status);
}
