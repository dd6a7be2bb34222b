/* green-synth - synthetic waves of deliveries, messy as cities send them, with
 * the truth beside them */
#include <stdlib.h>

#include "program/process.h"
#include "synth/synth.h"

static const struct gr_option options[] = {
	{ "register", 0, GR_OPT_TEXT, true, "FILE",
	    offsetof(struct gr_synth, register_path), 0, 0, NULL,
	    "the units that are asked" },
	{ "standard", 0, GR_OPT_TEXT, false, "DIR",
	    offsetof(struct gr_synth, standard_path), 0, 0, NULL,
	    "folder of the standard's tables, synth.csv and mess.csv among them "
	    "(default: $GREEN_STANDARD)" },
	{ "out", 0, GR_OPT_TEXT, true, "DIR", offsetof(struct gr_synth, out), 0,
	    0, NULL, "data folder to write; it has no inbox yet" },
	{ "seed", 0, GR_OPT_NUMBER, false, "N", offsetof(struct gr_synth, seed),
	    0, 0, NULL, "what all draws depend on (default 1)" },
	{ "wave", 0, GR_OPT_LIST, false, "W", offsetof(struct gr_synth, wave),
	    0, 0, NULL,
	    "only this wave; may be repeated (default: all of the standard)" },
	{ "mess", 0, GR_OPT_CHOICE, false, "LEVEL",
	    offsetof(struct gr_synth, level), 0, 0, "none|light|heavy",
	    "how untidy the deliveries are (default light)" },
	{ "communities", 0, GR_OPT_NUMBER, false, "N",
	    offsetof(struct gr_synth, communities), 0, 0, NULL,
	    "invent units beyond the register's up to N" },
	{ "single-file", 0, GR_OPT_FLAG, false, NULL,
	    offsetof(struct gr_synth, single_file), 0, 0, NULL,
	    "one delivery for each wave" },
	{ .name = NULL }
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
