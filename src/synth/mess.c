/* mess.c - mess.csv: what happens to answers on their way into a file */
#include "synth/mess.h"

static const char *const part_name[GR_MESS_PARTS] = { [GR_MESS_BASE] = "base",
	[GR_MESS_CELL] = "cell",
	[GR_MESS_HEADER] = "header",
	[GR_MESS_FILE] = "file",
	[GR_MESS_LAYOUT] = "layout",
	[GR_MESS_ROW] = "row",
	[GR_MESS_SPOILT] = "spoilt",
	[GR_MESS_SHARE] = "share",
	[GR_MESS_NAMED] = "named",
	[GR_MESS_RATE] = "rate",
	[GR_MESS_TEXT] = "text" };

const char *const gr_synth_outcome_name[GR_OUTCOMES] = {
	[GR_OUTCOME_FIX] = "FIX",
	[GR_OUTCOME_FLAG] = "FLAG",
	[GR_OUTCOME_ASK] = "ASK",
	[GR_OUTCOME_NOTE] = "NOTE",
	[GR_OUTCOME_SKIP] = "SKIP",
	[GR_OUTCOME_MERGE] = "MERGE",
	[GR_OUTCOME_SETASIDE] = "SETASIDE",
	[GR_OUTCOME_STOP] = "STOP"
};

struct reader {
	struct gr_arena *keep;
	struct gr_table table;
	const struct gr_recipes *recipes;
	const struct gr_standard *standard;
	struct gr_mess *out;
};

/* The position of a word in a list, or `n`. */
static size_t find_word(struct gr_slice word, const char *const *list, size_t n)
{
	size_t i = 0;

	while (i < n && !gr_slice_eq(word, gr_slice_of(list[i])))
		i++;
	return i;
}

static enum gr_status read_types(struct reader *r,
    const struct gr_table_row *in, struct gr_mess_row *row, struct gr_err *err)
{
	struct gr_slice rest = gr_table_cell(&r->table, in, "types"), part;

	if (rest.len == 0)
		return GR_OK;
	while (gr_slice_split(&rest, '|', &part)) {
		size_t type = find_word(part, gr_type_name, GR_TYPES);

		if (type == GR_TYPES)
			return gr_table_error(&r->table, in, "types", err,
			    "'%.*s' is no type", GR_ARG(part));
		row->types |= 1u << type;
	}
	return GR_OK;
}

/* "a|b": only these; "!a|!b": all but these. */
static enum gr_status read_columns(struct reader *r,
    const struct gr_table_row *in, struct gr_mess_row *row, struct gr_err *err)
{
	struct gr_slice rest = gr_table_cell(&r->table, in, "columns"), part;
	size_t *only = GR_NEW_ARRAY(r->keep, rest.len + 1, size_t);
	size_t *except = GR_NEW_ARRAY(r->keep, rest.len + 1, size_t);

	if (only == NULL || except == NULL)
		return gr_err_memory(err);
	row->column = only;
	row->except = except;
	while (rest.len > 0 && gr_slice_split(&rest, '|', &part)) {
		bool isnt = gr_slice_starts(part, GR_S("!"));
		size_t column = gr_standard_column(r->standard,
		    gr_slice_skip(part, isnt ? 1 : 0));

		if (column == GR_NONE)
			return gr_table_error(&r->table, in, "columns", err,
			    "the standard has no column '%.*s'", GR_ARG(part));
		if (isnt)
			except[row->excepts++] = column;
		else
			only[row->columns++] = column;
	}
	return GR_OK;
}

static enum gr_status read_weight(struct reader *r,
    const struct gr_table_row *in, struct gr_mess_row *row, struct gr_err *err)
{
	static const char *const column[] = { NULL, "light", "heavy" };
	const char *name = column[r->out->level];
	uint64_t weight = 0;
	bool always = row->part == GR_MESS_BASE || row->part == GR_MESS_TEXT
	    || row->part == GR_MESS_SHARE || row->part == GR_MESS_NAMED;

	if (name != NULL) {
		struct gr_slice text = gr_table_cell(&r->table, in, name);

		if (text.len > 0
		    && (!gr_slice_to_uint64(text, &weight) || weight > 100000))
			return gr_table_error(&r->table, in, name, err,
			    "'%.*s' is no weight", GR_ARG(text));
	}
	row->weight = always ? 1 : (uint32_t)weight;
	return GR_OK;
}

static enum gr_status read_given(struct reader *r,
    const struct gr_table_row *in, struct gr_mess_row *row, struct gr_err *err)
{
	struct gr_slice text = gr_table_cell(&r->table, in, "given");

	if (text.len == 0)
		return GR_OK;
	if (row->part != GR_MESS_ROW)
		return gr_table_error(&r->table, in, "given", err,
		    "only what happens to a record can depend on its answers");
	return gr_recipes_test(r->keep, r->recipes, text, r->out->path,
	    in->line, "given", &row->given, err);
}

static enum gr_status read_row(struct reader *r, const struct gr_table_row *in,
    struct gr_mess_row *row, struct gr_err *err)
{
	struct gr_slice part = gr_table_cell(&r->table, in, "part");
	struct gr_slice outcome = gr_table_cell(&r->table, in, "outcome");
	struct gr_slice factor = gr_table_cell(&r->table, in, "factor");
	size_t p = find_word(part, part_name, GR_MESS_PARTS);
	size_t o = find_word(outcome, gr_synth_outcome_name, GR_OUTCOMES);
	enum gr_status status;

	if (p == GR_MESS_PARTS)
		return gr_table_error(&r->table, in, "part", err,
		    "'%.*s' is no part of a delivery", GR_ARG(part));
	if (outcome.len > 0 && o == GR_OUTCOMES)
		return gr_table_error(&r->table, in, "outcome", err,
		    "'%.*s' is no outcome", GR_ARG(outcome));
	row->factor = 1;
	if (factor.len > 0
	    && (!gr_slice_to_int64(factor, &row->factor) || row->factor < 1))
		return gr_table_error(&r->table, in, "factor", err,
		    "'%.*s' is no factor", GR_ARG(factor));
	row->part = (enum gr_mess_part)p;
	row->outcome = o == GR_OUTCOMES ? GR_OUTCOME_FIX
	                                : (enum gr_mess_outcome)o;
	row->id = gr_table_cell(&r->table, in, "id");
	row->when = gr_table_cell(&r->table, in, "when");
	row->form = gr_table_cell(&r->table, in, "form");
	row->value = gr_table_cell(&r->table, in, "value");
	row->line = in->line;
	status = read_types(r, in, row, err);
	if (status == GR_OK)
		status = read_given(r, in, row, err);
	if (status == GR_OK)
		status = read_columns(r, in, row, err);
	if (status == GR_OK)
		status = read_weight(r, in, row, err);
	return status;
}

static bool is_for(const struct gr_mess_row *row,
    const struct gr_standard *standard, size_t column)
{
	for (size_t i = 0; i < row->excepts; i++)
		if (row->except[i] == column)
			return false;
	for (size_t i = 0; i < row->columns; i++)
		if (row->column[i] == column)
			return true;
	return row->columns == 0
	    && (row->types & 1u << standard->column[column].type) != 0;
}

/* Which of the rows of a part, with an outcome or two, concern a column. */
static enum gr_status choose(struct reader *r, enum gr_mess_part part,
    bool asked, size_t column, struct gr_mess_choices *out, struct gr_err *err)
{
	const struct gr_mess *mess = r->out;

	out->row = GR_NEW_ARRAY(r->keep, mess->rows,
	    const struct gr_mess_row *);
	out->weight = GR_NEW_ARRAY(r->keep, mess->rows, uint32_t);
	if (out->row == NULL || out->weight == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < mess->rows; i++) {
		const struct gr_mess_row *row = &mess->row[i];

		if (row->part != part || row->weight == 0)
			continue;
		if (part == GR_MESS_CELL
		    && asked != (row->outcome == GR_OUTCOME_ASK))
			continue;
		if (column != GR_NONE && !is_for(row, r->standard, column))
			continue;
		out->row[out->n] = row;
		out->weight[out->n++] = row->weight;
	}
	return GR_OK;
}

static enum gr_status choose_all(struct reader *r, struct gr_err *err)
{
	struct gr_mess *mess = r->out;
	const struct {
		struct gr_mess_choices **by_column;
		enum gr_mess_part part;
		bool asked;
	} lists[] = {
		{ &mess->base, GR_MESS_BASE, false },
		{ &mess->mend, GR_MESS_CELL, false },
		{ &mess->ask, GR_MESS_CELL, true },
		{ &mess->header, GR_MESS_HEADER, false },
		{ &mess->share, GR_MESS_SHARE, false },
		{ &mess->named, GR_MESS_NAMED, false },
	};
	size_t columns = r->standard->columns;
	enum gr_status status = choose(r, GR_MESS_ROW, false, GR_NONE,
	    &mess->record, err);

	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		struct gr_mess_choices *list = GR_NEW_ARRAY(r->keep, columns,
		    struct gr_mess_choices);

		if (list == NULL)
			return gr_err_memory(err);
		*lists[i].by_column = list;
		for (size_t c = 0; c < columns && status == GR_OK; c++)
			status = choose(r, lists[i].part, lists[i].asked, c,
			    &list[c], err);
	}
	return status;
}

enum gr_status gr_mess_read(struct gr_arena *keep, const char *path,
    const struct gr_recipes *recipes, enum gr_mess_level level,
    struct gr_mess *out, struct gr_err *err)
{
	static const char *const columns[] = { "id", "part", "types", "columns",
		"when", "given", "form", "outcome", "value", "factor", "light",
		"heavy", "note", NULL };
	static const char *const none[] = { NULL };
	struct reader r = { .keep = keep,
		.recipes = recipes,
		.standard = recipes->standard,
		.out = out };
	enum gr_status status = gr_table_read(keep, path, &r.table, err);

	*out = (struct gr_mess){ .path = path, .level = level };
	if (status == GR_OK)
		status = gr_table_columns(&r.table, columns, none, err);
	if (status != GR_OK)
		return status;
	struct gr_mess_row *row = GR_NEW_ARRAY(keep, r.table.rows + 1,
	    struct gr_mess_row);

	if (row == NULL)
		return gr_err_memory(err);
	out->row = row;
	out->rows = r.table.rows;
	for (size_t i = 0; i < out->rows && status == GR_OK; i++) {
		status = read_row(&r, &r.table.row[i], &row[i], err);
		if (row[i].part != GR_MESS_RATE)
			continue;
		if (gr_slice_eq(row[i].form, GR_S("mend")))
			out->mend_rate = row[i].weight;
		else if (gr_slice_eq(row[i].form, GR_S("ask")))
			out->ask_rate = row[i].weight;
	}
	return status == GR_OK ? choose_all(&r, err) : status;
}

const struct gr_mess_row *gr_mess_has(const struct gr_mess *mess,
    enum gr_mess_part part, struct gr_slice form, uint64_t draw)
{
	for (size_t i = 0; i < mess->rows; i++) {
		const struct gr_mess_row *row = &mess->row[i];

		if (row->part == part && gr_slice_eq(row->form, form)
		    && gr_draw_below(gr_draw(draw, row->line, 0), 1000)
		        < row->weight)
			return row;
	}
	return NULL;
}

struct gr_slice gr_mess_text(const struct gr_mess *mess, const char *name)
{
	for (size_t i = 0; i < mess->rows; i++)
		if (mess->row[i].part == GR_MESS_TEXT
		    && gr_slice_eq(mess->row[i].form, gr_slice_of(name)))
			return mess->row[i].value;
	return (struct gr_slice){ NULL, 0 };
}
