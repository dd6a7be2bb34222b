/* cell.c - one record's cells, as someone typed them */
#include "text/blank.h"

#include "synth/synth.h"

struct writer {
	struct gr_synth_sheet *sheet;
	const struct gr_synth_entry *entry;
	uint64_t line;
	bool lost_code; /* then the names must say who it is */
	struct gr_err *err;
};

static struct gr_synth_form_args args_for(const struct writer *w, size_t column,
    struct gr_slice value)
{
	return (struct gr_synth_form_args){ .value = value,
		.column = &w->sheet->synth->standard->column[column],
		.unit = w->entry->unit,
		.other = w->entry->other,
		.wave = w->sheet->wave,
		.number = w->sheet->rows + 1 };
}

/* `form` for this value in the unit arena; false if it has no such form. */
static bool expand(const struct writer *w, struct gr_slice form,
    const struct gr_synth_form_args *args, struct gr_slice *out)
{
	struct gr_buf buf = { 0 };
	bool done = gr_synth_form_expand(&buf, form, args) && !buf.failed;

	if (done)
		*out = gr_arena_copy(w->sheet->synth->unit, gr_buf_slice(&buf));
	gr_buf_free(&buf);
	return done && out->ptr != NULL;
}

/* What must be read from the cell: the form of `value`, or what the outcome
 * says where that is empty; "-" stands for no answer. */
static bool expected(const struct writer *w, const struct gr_mess_row *row,
    const struct gr_synth_form_args *args, struct gr_slice *out)
{
	if (gr_slice_eq(row->value, GR_S("-"))) {
		*out = (struct gr_slice){ NULL, 0 };
		return true;
	}
	if (row->value.len > 0)
		return expand(w, row->value, args, out);
	*out = row->outcome == GR_OUTCOME_ASK ? GR_S("?") : args->value;
	return true;
}

/* Whether a row of the table may be used for this cell at all. */
static bool fits(const struct gr_mess_row *row, const struct gr_column *column,
    struct gr_slice value)
{
	bool is_na = gr_slice_eq(value, GR_S("n/a"));

	/* A slash where n/a is allowed would be read as n/a. */
	if (value.len == 0 && column->na != GR_NA_NO)
		return false;
	/* Only where an expression says so is n/a supplied for a blank. */
	if (is_na && row->form.len == 0 && column->na != GR_NA_WHEN)
		return false;
	return gr_synth_form_fits(row, value);
}

static const struct gr_mess_row *choose(const struct writer *w,
    const struct gr_mess_choices *choices, size_t column, struct gr_slice value,
    uint64_t draw)
{
	const struct gr_column *c = &w->sheet->synth->standard->column[column];
	uint32_t *weight = GR_NEW_ARRAY(w->sheet->synth->unit, choices->n + 1,
	    uint32_t);

	if (weight == NULL)
		return NULL;
	for (size_t i = 0; i < choices->n; i++)
		if (fits(choices->row[i], c, value))
			weight[i] = choices->weight[i];
	size_t i = gr_draw_weighted(draw, weight, choices->n);

	return i == GR_NONE ? NULL : choices->row[i];
}

static bool is_name_role(enum gr_role role)
{
	return role == GR_ROLE_NAME || role == GR_ROLE_CITY_NAME
	    || role == GR_ROLE_COUNTY_NAME || role == GR_ROLE_STREET;
}

static const struct gr_mess_row *first_of(const struct gr_mess_choices *list)
{
	return list->n > 0 ? list->row[0] : NULL;
}

/* The row of mess.csv that is drawn for this cell, or NULL. */
static const struct gr_mess_row *touch(const struct writer *w,
    const struct gr_synth_sheet_column *col, struct gr_slice value)
{
	const struct gr_mess *mess = &w->sheet->synth->mess;
	const struct gr_column *c =
	    &w->sheet->synth->standard->column[col->column];
	uint64_t draw = gr_draw(w->entry->draw, gr_slice_hash(c->name), 11);
	uint64_t rate = gr_draw_below(draw, 100000);
	const struct gr_mess_choices *choices;

	/* where rates are shares, their counts must be beyond doubt */
	if (w->sheet->layout.shares != NULL)
		return first_of(&mess->share[col->column]);
	if (w->entry->plain || col->inverse || col->header != NULL
	    || (w->lost_code && is_name_role(c->role)))
		return NULL;
	if (rate < mess->ask_rate)
		choices = &mess->ask[col->column];
	else if (rate < mess->ask_rate + mess->mend_rate)
		choices = &mess->mend[col->column];
	else
		return NULL;
	return choices->n == 0
	    ? NULL
	    : choose(w, choices, col->column, value, gr_draw(draw, 5, 5));
}

/* How a value is written when nothing happens to it. */
static struct gr_slice plain(const struct writer *w, size_t column,
    struct gr_slice value)
{
	const struct gr_mess_choices *base =
	    &w->sheet->synth->mess.base[column];
	struct gr_synth_form_args args = args_for(w, column, value);
	struct gr_slice out = value;

	for (size_t i = 0; i < base->n; i++)
		if (gr_synth_form_fits(base->row[i], value)
		    && expand(w, base->row[i]->form, &args, &out))
			break;
	return out;
}

/* The value as its heading asks for it: turned round, or in another unit. */
static struct gr_slice as_asked(const struct writer *w,
    const struct gr_synth_sheet_column *col, struct gr_slice value)
{
	struct gr_dec number;
	struct gr_buf buf = { 0 };

	if (col->inverse && gr_slice_eq(value, GR_S("1")))
		return GR_S("0");
	if (col->inverse && gr_slice_eq(value, GR_S("0")))
		return GR_S("1");
	if (col->header == NULL || col->header->factor == 1
	    || !gr_dec_parse(value, &number))
		return value;
	number.coef *= col->header->factor;
	gr_dec_print(&buf, number);
	value = gr_arena_copy(w->sheet->synth->unit, gr_buf_slice(&buf));
	gr_buf_free(&buf);
	return value;
}

static enum gr_status tell(const struct writer *w,
    const struct gr_mess_row *row, size_t column, struct gr_slice raw,
    struct gr_slice value)
{
	return gr_synth_sheet_defect(w->sheet, w->line, row,
	    column == GR_NONE ? GR_S("")
	                      : w->sheet->synth->standard->column[column].name,
	    w->entry->unit->code, raw, value, w->err);
}

/* A place name that stands in the row above may be left out below it. */
static bool is_merged(const struct writer *w, const struct gr_column *column)
{
	const struct gr_synth_sheet *s = w->sheet;
	const struct gr_synth_unit *u = w->entry->unit, *above = &s->above;

	if (!s->has_above
	    || (s->layout.merged == NULL && s->layout.ditto == NULL)
	    || w->entry->mess != NULL)
		return false;
	if (!gr_slice_eq(u->city_code, above->city_code))
		return false;
	if (column->role == GR_ROLE_CITY_NAME)
		return true;
	if (!gr_slice_eq(u->county_code, above->county_code))
		return false;
	if (column->role == GR_ROLE_COUNTY_NAME)
		return true;
	return column->role == GR_ROLE_STREET
	    && gr_slice_eq(u->street_code, above->street_code);
}

/* Told once for the delivery, where it was really done. */
static enum gr_status tell_left_out(struct writer *w)
{
	struct gr_synth_sheet *s = w->sheet;

	if (s->told_left_out)
		return GR_OK;
	s->told_left_out = true;
	return gr_synth_sheet_defect(s, 0,
	    s->layout.merged != NULL ? s->layout.merged : s->layout.ditto,
	    GR_S(""), GR_S(""), GR_S(""), GR_S(""), w->err);
}

static enum gr_status put_cell(struct writer *w,
    const struct gr_synth_sheet_column *col, struct gr_slice *cell)
{
	const struct gr_column *column;
	const struct gr_synth_layout *layout = &w->sheet->layout;
	struct gr_slice value, reading;

	if (col->column == GR_NONE) { /* a running number nobody asked for */
		struct gr_synth_form_args args = { .number = w->sheet->rows
			    + 1 };

		return expand(w, GR_S("{n}"), &args, cell)
		    ? GR_OK
		    : gr_err_memory(w->err);
	}
	column = &w->sheet->synth->standard->column[col->column];
	value = as_asked(w, col, w->entry->now[col->column]);
	if (is_merged(w, column)) {
		*cell = layout->merged != NULL
		    ? GR_S("")
		    : gr_mess_text(&w->sheet->synth->mess, "ditto");
		return tell_left_out(w);
	}
	const struct gr_mess_row *row = touch(w, col, value);
	struct gr_synth_form_args args = args_for(w, col->column, value);

	if (row == NULL && layout->county_in_names != NULL)
		row = first_of(&w->sheet->synth->mess.named[col->column]);
	if (row == NULL || !gr_synth_form_fits(row, value)
	    || !expand(w, row->form, &args, cell)
	    || !expected(w, row, &args, &reading)) {
		*cell = plain(w, col->column, value);
		return GR_OK;
	}
	w->sheet->touched[col - layout->column] = true;
	if (column->role == GR_ROLE_CODE)
		w->lost_code = true;
	if (layout->shares != NULL && column->type == GR_TYPE_PCT)
		w->sheet->shares++;
	return column->personal ? GR_OK
	                        : tell(w, row, col->column, *cell, reading);
}

static size_t find_column(const struct gr_synth_layout *layout, size_t column)
{
	for (size_t i = 0; i < layout->columns; i++)
		if (layout->column[i].column == column)
			return i;
	return GR_NONE;
}

/* Cells that go in query with the first one, or in its place: what a check of
 * the standard asks where it does not hold. */
static enum gr_status tell_others(struct writer *w,
    const struct gr_mess_row *row)
{
	const struct gr_synth_layout *layout = &w->sheet->layout;
	enum gr_status status = GR_OK;

	for (size_t i = 1; i < row->columns && status == GR_OK; i++) {
		size_t at = find_column(layout, row->column[i]);

		if (at != GR_NONE)
			status = tell(w, row, row->column[i],
			    w->sheet->cell[at], GR_S("?"));
	}
	return status;
}

/* The record's own defect, where it is a cell: a code of another province, a
 * neighbour's name, no code at all, a part larger than its whole. */
static enum gr_status replace_cell(struct writer *w)
{
	const struct gr_mess_row *row = w->entry->mess;
	struct gr_slice reading;

	if (row == NULL || row->columns == 0)
		return GR_OK;
	size_t at = find_column(&w->sheet->layout, row->column[0]);

	if (at == GR_NONE)
		return GR_OK;
	struct gr_slice *cell = &w->sheet->cell[at];
	struct gr_synth_form_args args = args_for(w, row->column[0],
	    w->entry->now[row->column[0]]);
	struct gr_mess_row first = *row;

	w->sheet->touched[at] = true;

	if (!expand(w, row->form, &args, cell)
	    || !expected(w, row, &args, &reading))
		return gr_err_at(w->err, GR_EUSAGE, w->sheet->synth->mess.path,
		    row->line, "form", "it cannot be made from '%.*s'",
		    GR_ARG(args.value));
	if (row->outcome == GR_OUTCOME_ASK && row->value.len > 0)
		first.outcome = GR_OUTCOME_NOTE; /* it stands, others do not */
	enum gr_status status = tell(w, &first, row->column[0], *cell, reading);

	return status == GR_OK ? tell_others(w, row) : status;
}

static bool is_silent(const struct writer *w, size_t column)
{
	struct gr_slice value = w->entry->now[column];

	return value.len == 0
	    || (gr_slice_eq(value, GR_S("n/a"))
	        && w->sheet->synth->standard->column[column].na == GR_NA_WHEN);
}

/* Cells at the end that say nothing may be missing altogether; an n/a among
 * them arrives as a blank. */
static enum gr_status cut_tail(const struct writer *w, size_t *n)
{
	const struct gr_synth_layout *layout = &w->sheet->layout;
	struct gr_mess_row blank = *w->entry->mess;
	enum gr_status status = GR_OK;
	size_t all = *n;

	blank.outcome = GR_OUTCOME_FIX;
	*n = layout->columns;
	for (size_t column; *n > 1 && status == GR_OK; --*n) {
		column = layout->column[*n - 1].column;
		if (column == GR_NONE || !is_silent(w, column))
			break;
		if (w->entry->now[column].len > 0)
			status = tell(w, &blank, column, GR_S(""),
			    w->entry->now[column]);
	}
	return status == GR_OK && *n < all
	    ? tell(w, w->entry->mess, GR_NONE, GR_S(""), GR_S(""))
	    : status;
}

/* Filled cells at the end, more than there are blank ones anywhere side by side:
 * so many may be the ones that are too many. */
static void add_surplus(const struct writer *w, size_t *n)
{
	const size_t cells = *n;
	size_t run = 0, most = 0;

	for (size_t i = 0; i < cells; i++) {
		run = gr_blank_only(w->sheet->cell[i]) ? run + 1 : 0;
		most = run > most ? run : most;
	}
	for (size_t i = 0; i <= most; i++)
		w->sheet->cell[(*n)++] = w->entry->mess->value;
}

enum gr_status gr_synth_sheet_cells(struct gr_synth_sheet *sheet,
    const struct gr_synth_entry *entry, uint64_t line, size_t *n,
    struct gr_err *err)
{
	const struct gr_synth_layout *layout = &sheet->layout;
	const struct gr_mess_row *mess = entry->mess;
	struct writer w = { .sheet = sheet,
		.entry = entry,
		.line = line,
		.lost_code = mess != NULL,
		.err = err };
	enum gr_status status = GR_OK;

	*n = layout->columns;
	for (size_t i = 0; i < *n && status == GR_OK; i++)
		status = put_cell(&w, &layout->column[i], &sheet->cell[i]);
	if (status == GR_OK)
		status = replace_cell(&w);
	for (size_t i = 0; i < layout->trailing; i++)
		sheet->cell[(*n)++] = (struct gr_slice){ NULL, 0 };
	if (mess == NULL)
		return status;
	if (gr_slice_eq(mess->form, GR_S("short")))
		return status == GR_OK ? cut_tail(&w, n) : status;
	if (gr_slice_eq(mess->form, GR_S("long")))
		sheet->cell[(*n)++] = (struct gr_slice){ NULL, 0 };
	else if (gr_slice_eq(mess->form, GR_S("broken")))
		sheet->cell[(*n)++] = mess->value;
	else if (gr_slice_eq(mess->form, GR_S("overfull")))
		add_surplus(&w, n);
	return status == GR_OK && mess->columns == 0
	    ? tell(&w, mess, GR_NONE, GR_S(""), GR_S(""))
	    : status;
}
