/* green-cat: streams joined into one, with one header and one trailer. */
#include "stages/stages.h"

struct cat {
	const char *columns;   /* --columns */
	struct gr_slice *name; /* what goes out */
	size_t *from;          /* where each stands in the input */
	size_t n;
};

static const struct gr_option cat_options[] = {
	GR_OPTION_TEXT(0, "columns", struct cat, columns, "NAME,...",
	    "Write these columns only, in this order"),
	GR_OPTION_END
};

static enum gr_status choose(struct gr_run *run, struct cat *cat,
    struct gr_err *err)
{
	struct gr_slice rest = gr_slice_of(cat->columns), name;
	size_t most = 1;

	for (size_t i = 0; i < rest.len; i++)
		most += rest.ptr[i] == ',';
	cat->name = GR_NEW_ARRAY(gr_run_keep(run), most, struct gr_slice);
	cat->from = GR_NEW_ARRAY(gr_run_keep(run), most, size_t);
	if (cat->name == NULL || cat->from == NULL)
		return gr_err_memory(err);
	while (gr_slice_split(&rest, ',', &name)) {
		enum gr_status status = gr_input_need(run, name,
		    &cat->from[cat->n], err);

		if (status != GR_OK)
			return status;
		cat->name[cat->n++] = name;
	}
	return gr_output(run, cat->name, cat->n, err);
}

static enum gr_status cat_start(struct gr_run *run, void *state,
    struct gr_err *err)
{
	struct cat *cat = state;

	return cat->columns == NULL ? GR_OK : choose(run, cat, err);
}

static enum gr_status cat_row(struct gr_run *run, void *state,
    struct gr_row *row, struct gr_err *err)
{
	struct cat *cat = state;

	if (cat->columns == NULL)
		return gr_emit(run, row->field, row->n, err);
	for (size_t i = 0; i < cat->n; i++)
		cat->name[i] = row->field[cat->from[i]];
	return gr_emit(run, cat->name, cat->n, err);
}

static const struct gr_apart cat_apart = { .may = NULL };

const struct gr_filter gr_cat = {
	.name = "cat",
	.summary = "Join streams that have one header into one stream, after "
	           "checking that every part of every one is whole.",
	.options = cat_options,
	.state_bytes = sizeof(struct cat),
	.traits = GR_COUNTS_IN | GR_COUNTS_OUT,
	.start = cat_start,
	.row = cat_row,
	.apart = &cat_apart,
};
