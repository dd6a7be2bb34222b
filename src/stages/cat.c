/* green-cat: streams joined into one, with one header and one trailer. */
#include "stages/stages.h"

enum { LINE_BITS = 40, SOURCES_MAX = 1 << 23 };

struct cat {
	const char *columns;   /* --columns */
	const char *order;     /* --by-place: what names the sources in order */
	const char *from;      /* --from, a code; NULL: from the first on */
	const char *before;    /* --before, a code; NULL: to the last */
	struct gr_slice *name; /* what goes out */
	size_t *at;            /* where each stands in the input */
	size_t n;
	size_t code;           /* in the input, where units are chosen */
	size_t src, line;      /* in the input, where the order is by place */
	size_t listed;         /* the column of sources in the list */
	struct gr_map sources; /* src -> its number in the list */
	struct gr_buf last;    /* the source that was asked for last, */
	uint64_t last_at;      /* and its number */
};

static const struct gr_option cat_options[] = {
	GR_OPTION_TEXT(0, "columns", struct cat, columns, "NAME,...",
	    "Write these columns only, in this order"),
	GR_OPTION_TEXT(0, "by-place", struct cat, order, "FILE",
	    "Join by place, not file by file: by source in the order of FILE, "
	    "then by line"),
	GR_OPTION_TEXT(0, "from", struct cat, from, "CODE",
	    "Rows of units only whose code is CODE or sorts behind it"),
	GR_OPTION_TEXT(0, "before", struct cat, before, "CODE",
	    "Rows of units only whose code sorts before CODE"),
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
	cat->at = GR_NEW_ARRAY(gr_run_keep(run), most, size_t);
	if (cat->name == NULL || cat->at == NULL)
		return gr_err_memory(err);
	while (gr_slice_split(&rest, ',', &name)) {
		enum gr_status status = gr_input_need(run, name,
		    &cat->at[cat->n], err);

		if (status != GR_OK)
			return status;
		cat->name[cat->n++] = name;
	}
	return gr_output(run, cat->name, cat->n, err);
}

/* ---- units by their codes ---- */

static enum gr_status find_code(struct gr_run *run, struct cat *cat,
    struct gr_err *err)
{
	const struct gr_standard *standard;
	enum gr_status status = gr_run_standard_needed(run, &standard, err);

	if (status == GR_OK)
		status = gr_standard_need_role(standard, GR_ROLE_CODE, err);
	return status == GR_OK ? gr_input_need(run,
	           standard->column[standard->role[GR_ROLE_CODE]].name,
	           &cat->code, err)
	                       : status;
}

static bool is_chosen(const struct cat *cat, const struct gr_row *row)
{
	return (cat->from == NULL
	           || gr_slice_cmp(row->field[cat->code],
	                  gr_slice_of(cat->from))
	               >= 0)
	    && (cat->before == NULL
	        || gr_slice_cmp(row->field[cat->code], gr_slice_of(cat->before))
	            < 0);
}

/* ---- by place ---- */

static enum gr_status begin_list(void *context, const struct gr_header *header,
    const char *name, struct gr_err *err)
{
	struct cat *cat = context;

	cat->listed = gr_header_find(header, GR_S("src"));
	return cat->listed != GR_NONE ? GR_OK
	                              : gr_err_at(err, GR_EDATA, name, 1, NULL,
	                                  "the list has no column 'src'");
}

static enum gr_status take_source(void *context, const struct gr_row *row,
    struct gr_err *err)
{
	struct cat *cat = context;
	struct gr_slice src = row->field[cat->listed];
	uint64_t there;

	if (gr_map_get(&cat->sources, src, &there))
		return GR_OK;
	if (cat->sources.used >= SOURCES_MAX)
		return gr_err_at(err, GR_EDATA, row->source, row->line, "src",
		    "more sources than can be told apart (2^23)");
	src = gr_arena_copy(cat->sources.arena, src);
	return src.ptr ? gr_map_put(&cat->sources, src, cat->sources.used, err)
	               : gr_err_memory(err);
}

static enum gr_status read_order(struct gr_run *run, struct cat *cat,
    struct gr_err *err)
{
	const struct gr_taker taker = { cat, begin_list, take_source, NULL };
	enum gr_status status = gr_input_need(run, GR_S("src"), &cat->src, err);

	if (status == GR_OK)
		status = gr_input_need(run, GR_S("line"), &cat->line, err);
	cat->sources = gr_map_make(gr_run_keep(run));
	return status == GR_OK ? gr_run_take(run, cat->order, &taker, err)
	                       : status;
}

static enum gr_status number_of(struct cat *cat, const struct gr_row *row,
    struct gr_err *err)
{
	struct gr_slice src = row->field[cat->src];

	if (cat->last.len > 0 && gr_slice_eq(src, gr_buf_slice(&cat->last)))
		return GR_OK;
	if (!gr_map_get(&cat->sources, src, &cat->last_at))
		return gr_err_at(err, GR_EDATA, row->source, row->line, "src",
		    "'%.*s' is not in the list of --by-place", GR_ARG(src));
	gr_buf_clear(&cat->last);
	gr_buf_add(&cat->last, src);
	return gr_buf_check(&cat->last, err);
}

static enum gr_status cat_place(struct gr_run *run, void *state,
    const struct gr_row *row, uint64_t *place, struct gr_err *err)
{
	struct cat *cat = state;
	enum gr_status status = number_of(cat, row, err);
	uint64_t line;

	(void)run;
	if (status != GR_OK)
		return status;
	if (!gr_slice_to_uint64(row->field[cat->line], &line)
	    || line >> LINE_BITS != 0)
		return gr_err_at(err, GR_EDATA, row->source, row->line, "line",
		    "'%.*s' is not the number of a line",
		    GR_ARG(row->field[cat->line]));
	*place = cat->last_at << LINE_BITS | line;
	return GR_OK;
}

static bool cat_wants_place(const void *state)
{
	return ((const struct cat *)state)->order != NULL;
}

static const struct gr_merging cat_merging = { .wanted = cat_wants_place,
	.place = cat_place };

/* ---- the rows ---- */

static enum gr_status cat_start(struct gr_run *run, void *state,
    struct gr_err *err)
{
	struct cat *cat = state;
	enum gr_status status = GR_OK;

	if (cat->from != NULL || cat->before != NULL)
		status = find_code(run, cat, err);
	if (status == GR_OK && cat->order != NULL)
		status = read_order(run, cat, err);
	return status == GR_OK && cat->columns != NULL ? choose(run, cat, err)
	                                               : status;
}

static enum gr_status cat_row(struct gr_run *run, void *state,
    struct gr_row *row, struct gr_err *err)
{
	struct cat *cat = state;

	if ((cat->from != NULL || cat->before != NULL) && !is_chosen(cat, row))
		return GR_OK;
	if (cat->columns == NULL)
		return gr_emit(run, row->field, row->n, err);
	for (size_t i = 0; i < cat->n; i++)
		cat->name[i] = row->field[cat->at[i]];
	return gr_emit(run, cat->name, cat->n, err);
}

static void cat_stop(struct gr_run *run, void *state)
{
	(void)run;
	gr_buf_free(&((struct cat *)state)->last);
}

static bool cat_may(const void *state)
{
	return !cat_wants_place(state);
}

static const struct gr_apart cat_apart = { .may = cat_may };

const struct gr_filter gr_cat = {
	.name = "cat",
	.summary = "Join streams that have one header into one stream, after "
	           "checking that every part of every one is whole.",
	.options = cat_options,
	.state_bytes = sizeof(struct cat),
	.traits = GR_COUNTS_IN | GR_COUNTS_OUT,
	.start = cat_start,
	.row = cat_row,
	.stop = cat_stop,
	.apart = &cat_apart,
	.merging = &cat_merging,
};
