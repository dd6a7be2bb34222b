/* green-export: any stream -> a table, in one of the formats. */
#include "format/format.h"
#include "query/cell_places.h"
#include "stages/stages.h"
#include "standard/heading.h"
#include "stream/selection.h"
#include <stdlib.h>

/* A row that is kept because all of them are needed first. */
struct kept {
	const struct gr_slice *field; /* as in the input */
	uint64_t number;              /* in order of arrival */
};

struct export_state {
	const char *columns;    /* --columns a,b=c */
	const char *sort;       /* --sort a,b:n */
	const char *format;     /* --format: one of the list, or NULL */
	const char *bars;       /* --bars COLUMN */
	const char *target;     /* --target COLUMN or a number */
	uint64_t width;         /* --width N columns; 0: not given */
	const char *headings;   /* --headings zh|en */
	bool bom;               /* --bom */
	struct gr_list where;   /* --where column=v1|v2, more than once */
	struct gr_list layouts; /* --layout, more than once */
	/* what the run learns */
	const struct gr_format *form;
	struct gr_format_table table;
	const struct gr_selection_column *column;
	const struct gr_selection_key *key;
	size_t keys;
	struct gr_selection_test *test;
	struct gr_slice *cell; /* a row of the output */
	struct kept *row;      /* under --sort, and if the format scans them */
	size_t rows, room;
	struct gr_cell_places places; /* under --layout */
	size_t src, line, named;      /* and where they stand in the input */
	struct gr_buf place;
};

static const struct gr_option export_options[] = {
	GR_OPTION_TEXT(0, "columns", struct export_state, columns, "A,B=C",
	    "These columns, in this order; B under the name C"),
	GR_OPTION_LIST(0, "where", struct export_state, where, "COLUMN=V1|V2",
	    "Only rows that have one of these values; all of several"),
	GR_OPTION_TEXT(0, "sort", struct export_state, sort, "A,B:n",
	    "Sort by these columns: bytewise, :n by number, :r downwards"),
	GR_OPTION_LIST(0, "layout", struct export_state, layouts, "FILE",
	    "Layouts of green-ingest: name the cell of a workbook in a column "
	    "cell"),
	GR_OPTION_CHOICE(0, "format", struct export_state, format,
	    gr_format_names, gr_format_names,
	    "Form of the table (default: the first)"),
	GR_OPTION_CHOICE(0, "headings", struct export_state, headings, "zh|en",
	    "zh|en", "Head the columns by their titles, in Chinese or English"),
	GR_OPTION_FLAG(0, "bom", struct export_state, bom,
	    "In csv, begin with a byte order mark, as Excel wants it"),
	GR_OPTION_TEXT(0, "bars", struct export_state, bars, "COLUMN",
	    "In text, draw a bar of this column beside every row"),
	GR_OPTION_TEXT(0, "target", struct export_state, target, "WHAT",
	    "Mark this in the bars: a number, or another column's"),
	GR_OPTION_NUMBER(0, "width", struct export_state, width, "N", 1, 1000,
	    "Fit rows with bars into N columns (default: at a terminal, its "
	    "width)"),
	GR_OPTION_END
};

/* What a call of the format made goes out. */
static enum gr_status hand_on(struct gr_run *run, struct export_state *state,
    enum gr_status status, struct gr_err *err)
{
	struct gr_buf *out = &state->table.out;

	if (status == GR_OK)
		status = gr_buf_check(out, err);
	if (status == GR_OK)
		status = gr_print(run, gr_buf_slice(out), err);
	gr_buf_clear(out);
	return status;
}

typedef enum gr_status format_call(struct gr_format_table *table,
    const struct gr_slice *cell, struct gr_err *err);

/* What people call the cell that a row of findings is about; the format says
 * whether memory ran out. */
static struct gr_slice name_cell(struct export_state *state,
    const struct gr_slice *field)
{
	gr_buf_clear(&state->place);
	gr_cell_places_call(&state->places, field[state->src],
	    field[state->line], field[state->named], &state->place);
	state->table.out.failed |= state->place.failed;
	return gr_buf_slice(&state->place);
}

/* The columns that were chosen of a row of the input, to the format. */
static enum gr_status give(struct gr_run *run, struct export_state *state,
    format_call *call, const struct gr_slice *field, struct gr_err *err)
{
	for (size_t i = 0; i < state->table.n; i++)
		state->cell[i] = state->column[i].at != GR_NONE
		    ? field[state->column[i].at]
		    : name_cell(state, field);
	return hand_on(run, state, call(&state->table, state->cell, err), err);
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

/* ---- the stage ---- */

static enum gr_status learn_places(struct gr_run *run,
    struct export_state *state, struct gr_err *err)
{
	const struct gr_taker from = gr_cell_places_layouts(&state->places);
	enum gr_status status = gr_input_need(run, GR_S("src"), &state->src,
	    err);

	if (status == GR_OK)
		status = gr_input_need(run, GR_S("line"), &state->line, err);
	if (status == GR_OK)
		status = gr_input_need(run, GR_S("column"), &state->named, err);
	for (size_t i = 0; i < state->layouts.n && status == GR_OK; i++)
		status = gr_run_take(run, state->layouts.item[i], &from, err);
	return status;
}

/* Without --columns: all of them, and the cell. */
static enum gr_status choose_columns(struct gr_run *run,
    struct export_state *state, struct gr_err *err)
{
	const struct gr_header *in = gr_input(run);
	struct gr_arena *keep = gr_run_keep(run);
	struct gr_selection_column *all;

	if (state->columns != NULL)
		return gr_selection_columns(keep, in,
		    gr_slice_of(state->columns), &state->column,
		    &state->table.n, err);
	all = GR_NEW_ARRAY(keep, in->n + 1, struct gr_selection_column);
	if (all == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < in->n; i++)
		all[i] = (struct gr_selection_column){ i, in->name[i] };
	all[in->n] = (struct gr_selection_column){ GR_NONE, GR_S("cell") };
	state->column = all;
	state->table.n = in->n + (state->layouts.n > 0);
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

static enum gr_status write_header(struct gr_run *run,
    struct export_state *state, struct gr_err *err)
{
	return hand_on(run, state, state->form->header(&state->table, err),
	    err);
}

/* The position of a column of the table, or GR_NONE. */
static size_t position_of(const struct gr_format_table *table, const char *name)
{
	for (size_t i = 0; name != NULL && i < table->n; i++)
		if (gr_slice_eq(table->heading[i], gr_slice_of(name)))
			return i;
	return GR_NONE;
}

/* What the format is told of bars. */
static enum gr_status plan_bars(struct gr_run *run, struct export_state *state,
    struct gr_err *err)
{
	struct gr_format_table *table = &state->table;
	struct gr_slice target = gr_slice_of(state->target);
	struct gr_dec number;

	table->bars_to_of = position_of(table, state->target);
	table->bars_to = target;
	if (state->bars == NULL)
		return state->target == NULL && state->width == 0
		    ? GR_OK
		    : gr_err_set(err, GR_EUSAGE, "%s needs --bars",
		        state->target != NULL ? "--target" : "--width");
	if (!state->form->draws_bars)
		return gr_err_set(err, GR_EUSAGE,
		    "--bars are drawn in --format text");
	table->bars = true;
	table->bars_fill = state->width > 0;
	table->bars_fit = table->bars_fill ? (size_t)state->width
	                                   : gr_run_columns(run);
	table->bars_of = position_of(table, state->bars);
	if (table->bars_of == GR_NONE)
		return gr_err_set(err, GR_EUSAGE,
		    "--bars: the table has no column '%s'", state->bars);
	if (target.len > 0 && table->bars_to_of == GR_NONE
	    && !gr_dec_parse(target, &number))
		return gr_err_set(err, GR_EUSAGE,
		    "--target: '%s' is neither a number nor a column of the "
		    "table",
		    state->target);
	return GR_OK;
}

static enum gr_format_kind kind_of(enum gr_heading_kind kind)
{
	switch (kind) {
	case GR_HEADING_ANY:
		return GR_FORMAT_ANY;
	case GR_HEADING_TEXT:
	case GR_HEADING_WORD:
		return GR_FORMAT_TEXTS;
	case GR_HEADING_YEAR:
	case GR_HEADING_WHOLE:
	case GR_HEADING_DECIMAL:
	case GR_HEADING_PERCENT:
	case GR_HEADING_CHANGE:
	case GR_HEADING_POINTS:
		break;
	}
	return GR_FORMAT_NUMBERS;
}

/* What each column is, and is called: under the name that it has in the input,
 * whatever it is renamed to.  Only what is renamed keeps the name it is given. */
static enum gr_status learn_headings(struct gr_run *run,
    struct export_state *state, struct gr_slice *heading, struct gr_err *err)
{
	const struct gr_header *in = gr_input(run);
	const bool places = gr_heading_has_places(in->name, in->n);
	const bool chinese = state->headings != NULL
	    && strcmp(state->headings, "zh") == 0;
	struct gr_format_table *table = &state->table;
	enum gr_format_kind *kind = GR_NEW_ARRAY(table->keep, table->n,
	    enum gr_format_kind);
	const struct gr_standard *standard = NULL;
	enum gr_status status = kind == NULL
	    ? gr_err_memory(err)
	    : gr_run_standard_if_any(run, &standard, err);

	table->kind = kind;
	for (size_t i = 0; status == GR_OK && i < table->n; i++) {
		size_t at = state->column[i].at;
		struct gr_slice name = at == GR_NONE ? heading[i]
		                                     : in->name[at];

		gr_buf_clear(&state->place);
		kind[i] = kind_of(gr_heading_of(standard, name, places, chinese,
		    &state->place)
		                      .kind);
		status = gr_buf_check(&state->place, err);
		if (state->headings == NULL || !gr_slice_eq(name, heading[i]))
			continue;
		heading[i] = gr_arena_copy(table->keep,
		    gr_buf_slice(&state->place));
		if (status == GR_OK && heading[i].ptr == NULL)
			status = gr_err_memory(err);
	}
	return status;
}

static enum gr_status open_table(struct gr_run *run, struct export_state *state,
    struct gr_err *err)
{
	struct gr_format_table *table = &state->table;
	struct gr_slice *heading;
	enum gr_status status = GR_OK;

	table->keep = gr_run_keep(run);
	state->cell = GR_NEW_ARRAY(table->keep, table->n, struct gr_slice);
	heading = GR_NEW_ARRAY(table->keep, table->n, struct gr_slice);
	if (state->cell == NULL || heading == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < table->n; i++)
		heading[i] = state->column[i].name;
	table->heading = heading;
	table->bom = state->bom;
	if (state->bom && !state->form->has_bom)
		return gr_err_set(err, GR_EUSAGE,
		    "--bom: only --format csv has a byte order mark");
	status = plan_bars(run, state, err);
	/* a night's tables are csv under their names, and ask no standard */
	if (status == GR_OK
	    && (state->headings != NULL || state->form->has_kinds))
		status = learn_headings(run, state, heading, err);
	if (status == GR_OK && state->form->open != NULL)
		status = hand_on(run, state, state->form->open(table, err),
		    err);
	if (status != GR_OK || state->form->scan != NULL)
		return status;
	return write_header(run, state, err);
}

static enum gr_status export_start(struct gr_run *run, void *opaque,
    struct gr_err *err)
{
	struct export_state *state = opaque;
	enum gr_status status = choose_columns(run, state, err);

	state->places = gr_cell_places_make(gr_run_keep(run));
	if (status == GR_OK && state->layouts.n > 0)
		status = learn_places(run, state, err);
	state->form = gr_format_find(state->format);
	if (status == GR_OK)
		status = choose_rows(run, state, err);
	return status == GR_OK ? open_table(run, state, err) : status;
}

static enum gr_status export_row(struct gr_run *run, void *opaque,
    struct gr_row *row, struct gr_err *err)
{
	struct export_state *state = opaque;

	for (size_t i = 0; i < state->where.n; i++)
		if (!gr_selection_holds(&state->test[i], row->field))
			return GR_OK;
	if (state->form->scan != NULL || state->key != NULL)
		return keep_row(run, state, row, err);
	return give(run, state, state->form->row, row->field, err);
}

static enum gr_status give_kept(struct gr_run *run, struct export_state *state,
    format_call *call, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (size_t i = 0; status == GR_OK && i < state->rows; i++)
		status = give(run, state, call, state->row[i].field, err);
	return status;
}

static enum gr_status export_finish(struct gr_run *run, void *opaque,
    struct gr_err *err)
{
	struct export_state *state = opaque;
	const struct gr_format *form = state->form;
	enum gr_status status = GR_OK;

	if (state->key != NULL && state->rows > 0)
		qsort_r(state->row, state->rows, sizeof(*state->row),
		    compare_kept, state);
	if (form->scan != NULL) {
		status = give_kept(run, state, form->scan, err);
		if (status == GR_OK)
			status = write_header(run, state, err);
	}
	if (status == GR_OK)
		status = give_kept(run, state, form->row, err);
	if (status == GR_OK && form->close != NULL)
		status = hand_on(run, state, form->close(&state->table, err),
		    err);
	while (status == GR_OK && form->more != NULL)
		status = hand_on(run, state, form->more(&state->table, err),
		    err);
	return status == GR_END ? GR_OK : status;
}

static void export_stop(struct gr_run *run, void *opaque)
{
	struct export_state *state = opaque;

	(void)run;
	if (state->form != NULL && state->form->drop != NULL)
		state->form->drop(&state->table);
	gr_cell_places_free(&state->places);
	gr_buf_free(&state->place);
	gr_buf_free(&state->table.out);
}

const struct gr_filter gr_export = {
	.name = "export",
	.summary = "Write a stream as a table, to publish or to read.",
	.options = export_options,
	.state_bytes = sizeof(struct export_state),
	.traits = GR_COUNTS_IN | GR_NO_OUTPUT_STREAM,
	.start = export_start,
	.row = export_row,
	.finish = export_finish,
	.stop = export_stop,
};
