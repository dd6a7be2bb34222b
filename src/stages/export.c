/* green-export: any stream -> CSV to publish, or a table to read. */
#include "csv/writer.h"
#include "stages/stages.h"
#include "stream/selection.h"
#include "text/width.h"
#include <stdlib.h>

/* A row that is kept because all of them are needed first. */
struct kept {
	const struct gr_slice *field; /* as in the input */
	uint64_t number;              /* in order of arrival */
};

struct export_state {
	const char *columns;  /* --columns a,b=c */
	const char *sort;     /* --sort a,b:n */
	const char *format;   /* --format csv|text */
	struct gr_list where; /* --where column=v1|v2, more than once */
	/* what the run learns */
	bool text;
	const struct gr_selection_column *column;
	size_t n; /* columns */
	const struct gr_selection_key *key;
	size_t keys;
	struct gr_selection_test *test;
	struct gr_slice *cell; /* a row of the output */
	struct kept *row;      /* under --sort and for text */
	size_t rows, room;
	struct gr_buf line;
};

static const struct gr_option export_options[] = {
	{ "columns", 0, GR_OPT_TEXT, false, "A,B=C",
	    offsetof(struct export_state, columns), 0, 0, NULL,
	    "These columns, in this order; B under the name C" },
	{ "where", 0, GR_OPT_LIST, false, "COLUMN=V1|V2",
	    offsetof(struct export_state, where), 0, 0, NULL,
	    "Only rows that have one of these values; all of several" },
	{ "sort", 0, GR_OPT_TEXT, false, "A,B:n",
	    offsetof(struct export_state, sort), 0, 0, NULL,
	    "Sort by these columns: bytewise, :n by number, :r downwards" },
	{ "format", 0, GR_OPT_CHOICE, false, "FORM",
	    offsetof(struct export_state, format), 0, 0, "csv|text",
	    "csv (the default), or text: aligned for a terminal" },
	{ 0 }
};

static void export_defaults(void *opaque)
{
	struct export_state *state = opaque;

	state->format = "csv";
}

static enum gr_status print_line(struct gr_run *run, struct export_state *state,
    struct gr_err *err)
{
	enum gr_status status = gr_buf_check(&state->line, err);

	if (status == GR_OK)
		status = gr_print(run, gr_buf_slice(&state->line), err);
	gr_buf_clear(&state->line);
	return status;
}

static void pick_cells(struct export_state *state, const struct gr_slice *field)
{
	for (size_t i = 0; i < state->n; i++)
		state->cell[i] = field[state->column[i].at];
}

static enum gr_status print_csv(struct gr_run *run, struct export_state *state,
    const struct gr_slice *field, struct gr_err *err)
{
	pick_cells(state, field);
	gr_csv_row(&state->line, state->cell, state->n);
	return print_line(run, state, err);
}

/* ---- rows that wait for the others ---- */

static enum gr_status keep_row(struct gr_run *run, struct export_state *state,
    const struct gr_row *row, struct gr_err *err)
{
	struct gr_arena *keep = gr_run_keep(run);
	struct gr_slice *copy = GR_NEW_ARRAY(keep, row->n, struct gr_slice);
	void *items = state->row;
	enum gr_status status = gr_arena_grow(keep, &items, &state->room,
	    state->rows, sizeof(*state->row), err);

	if (status != GR_OK)
		return status;
	state->row = items;
	if (copy == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < row->n; i++) {
		copy[i] = gr_arena_copy(keep, row->field[i]);
		if (copy[i].ptr == NULL)
			return gr_err_memory(err);
	}
	state->row[state->rows] = (struct kept){ copy, state->rows };
	state->rows++;
	return GR_OK;
}

static int compare_kept(const void *a, const void *b, void *opaque)
{
	const struct export_state *state = opaque;
	const struct kept *left = a, *right = b;
	int order = gr_selection_compare(state->key, state->keys, left->field,
	    right->field);

	/* Equal rows stay as they came. */
	return order != 0
	    ? order
	    : (left->number > right->number) - (left->number < right->number);
}

/* ---- a table to read ---- */

struct shape { /* of a column */
	size_t width;
	bool right; /* nothing but numbers */
};

static void widen(struct shape *shape, struct gr_slice cell)
{
	size_t width = gr_width_of(cell);

	if (width > shape->width)
		shape->width = width;
}

static struct shape shape_of(const struct export_state *state, size_t column)
{
	struct shape shape = { .right = false };
	size_t numbers = 0, others = 0;

	widen(&shape, state->column[column].name);
	for (size_t i = 0; i < state->rows; i++) {
		struct gr_slice cell =
		    state->row[i].field[state->column[column].at];

		widen(&shape, cell);
		numbers += gr_csv_is_number(cell);
		others += cell.len > 0 && !gr_csv_is_number(cell);
	}
	shape.right = numbers > 0 && others == 0;
	return shape;
}

/* Cells two blanks apart; nothing behind the last one. */
static enum gr_status print_aligned(struct gr_run *run,
    struct export_state *state, const struct shape *shape, struct gr_err *err)
{
	struct gr_buf *line = &state->line;

	for (size_t i = 0; i < state->n; i++) {
		if (i > 0)
			gr_buf_text(line, "  ");
		gr_width_pad(line, state->cell[i], shape[i].width,
		    shape[i].right);
	}
	while (line->len > 0 && line->ptr[line->len - 1] == ' ')
		line->len--;
	gr_buf_byte(line, '\n');
	return print_line(run, state, err);
}

static enum gr_status print_text(struct gr_run *run, struct export_state *state,
    struct gr_err *err)
{
	struct shape *shape = GR_NEW_ARRAY(gr_run_keep(run), state->n,
	    struct shape);
	enum gr_status status;

	if (shape == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < state->n; i++) {
		shape[i] = shape_of(state, i);
		state->cell[i] = state->column[i].name;
	}
	status = print_aligned(run, state, shape, err);
	for (size_t i = 0; status == GR_OK && i < state->rows; i++) {
		pick_cells(state, state->row[i].field);
		status = print_aligned(run, state, shape, err);
	}
	return status;
}

/* ---- the stage ---- */

/* Without --columns: all of them. */
static enum gr_status choose_columns(struct gr_run *run,
    struct export_state *state, struct gr_err *err)
{
	const struct gr_header *in = gr_input(run);
	struct gr_arena *keep = gr_run_keep(run);
	struct gr_selection_column *all;

	if (state->columns != NULL)
		return gr_selection_columns(keep, in,
		    gr_slice_of(state->columns), &state->column, &state->n,
		    err);
	all = GR_NEW_ARRAY(keep, in->n, struct gr_selection_column);
	if (all == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < in->n; i++)
		all[i] = (struct gr_selection_column){ i, in->name[i] };
	state->column = all;
	state->n = in->n;
	return GR_OK;
}

static enum gr_status choose_rows(struct gr_run *run,
    struct export_state *state, struct gr_err *err)
{
	struct gr_arena *keep = gr_run_keep(run);
	enum gr_status status = GR_OK;

	state->test = GR_NEW_ARRAY(keep, state->where.n,
	    struct gr_selection_test);
	if (state->test == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; status == GR_OK && i < state->where.n; i++)
		status = gr_selection_test(gr_input(run),
		    gr_slice_of(state->where.item[i]), &state->test[i], err);
	if (status == GR_OK && state->sort != NULL)
		status = gr_selection_keys(keep, gr_input(run),
		    gr_slice_of(state->sort), &state->key, &state->keys, err);
	return status;
}

static enum gr_status export_start(struct gr_run *run, void *opaque,
    struct gr_err *err)
{
	struct export_state *state = opaque;
	enum gr_status status = choose_columns(run, state, err);

	state->text = strcmp(state->format, "text") == 0;
	if (status == GR_OK)
		status = choose_rows(run, state, err);
	if (status != GR_OK)
		return status;
	state->cell = GR_NEW_ARRAY(gr_run_keep(run), state->n, struct gr_slice);
	if (state->cell == NULL)
		return gr_err_memory(err);
	if (state->text)
		return GR_OK;
	for (size_t i = 0; i < state->n; i++)
		state->cell[i] = state->column[i].name;
	gr_csv_row(&state->line, state->cell, state->n);
	return print_line(run, state, err);
}

static enum gr_status export_row(struct gr_run *run, void *opaque,
    struct gr_row *row, struct gr_err *err)
{
	struct export_state *state = opaque;

	for (size_t i = 0; i < state->where.n; i++)
		if (!gr_selection_holds(&state->test[i], row->field))
			return GR_OK;
	if (state->text || state->key != NULL)
		return keep_row(run, state, row, err);
	return print_csv(run, state, row->field, err);
}

static enum gr_status export_finish(struct gr_run *run, void *opaque,
    struct gr_err *err)
{
	struct export_state *state = opaque;
	enum gr_status status = GR_OK;

	if (state->key != NULL && state->rows > 0)
		qsort_r(state->row, state->rows, sizeof(*state->row),
		    compare_kept, state);
	if (state->text)
		return print_text(run, state, err);
	for (size_t i = 0; status == GR_OK && i < state->rows; i++)
		status = print_csv(run, state, state->row[i].field, err);
	return status;
}

static void export_stop(struct gr_run *run, void *opaque)
{
	struct export_state *state = opaque;

	(void)run;
	gr_buf_free(&state->line);
}

const struct gr_filter gr_export = {
	.name = "export",
	.summary = "Write a stream as CSV to publish, or as a table to read.",
	.options = export_options,
	.state_bytes = sizeof(struct export_state),
	.traits = GR_COUNTS_IN | GR_NO_OUTPUT_STREAM,
	.defaults = export_defaults,
	.start = export_start,
	.row = export_row,
	.finish = export_finish,
	.stop = export_stop,
};
