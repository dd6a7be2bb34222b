/* A stage of one's own, written with nothing but what is offered: it passes
 * every N-th row on and sets the others aside. */
#include <green/stage.h>

struct sample {
	uint64_t every; /* --every */
	uint64_t seen;
};

static const struct gr_option sample_options[] = {
	GR_OPTION_NUMBER('n', "every", struct sample, every, "N", 1, 1000,
	    "Pass every N-th row on"),
	GR_OPTION_END
};

static void sample_defaults(void *state)
{
	((struct sample *)state)->every = 10;
}

static enum gr_status sample_row(struct gr_run *run, void *state,
    struct gr_row *row, struct gr_err *err)
{
	struct sample *sample = state;
	const struct gr_finding finding = { .rule = GR_S("OWN1"),
		.message = GR_S("not drawn") };

	if (++sample->seen % sample->every == 0)
		return gr_emit(run, row->field, row->n, err);
	return gr_set_aside(run, row->field, row->n, finding, err);
}

static const struct gr_filter sample_stage = {
	.name = "sample",
	.summary = "Pass every N-th row on.",
	.options = sample_options,
	.state_bytes = sizeof(struct sample),
	.defaults = sample_defaults,
	.row = sample_row,
};

_Static_assert(GR_INTERFACE_VERSION == 0, "written for interface 0");

int main(int argc, char **argv)
{
	return gr_filter_main(&sample_stage, argc, argv);
}
