/* row_cells.c - the cells of a record, as they become the fields of a row.
 *
 * Of most cells nothing is to be done: they go out as they stand there.  Which
 * columns can have such cells is decided once, from the layout; whether a row
 * can, by one look at its text; which of its cells then concern us all the
 * same, by another, for their first bytes and their digits (row_look.h).  They, and the other columns, take the long way, in the order
 * of the columns, which is that of the findings.
 */
#include <stdlib.h>

#include "csv/scan.h"
#include "text/blank.h"
#include "text/personal.h"

#include "delivery/row_look.h"
#include "delivery/state.h"

/* ---- columns ---- */

/* Whether a cell of the column is written to its field before the row is looked
 * at.  The code's is not, since findings name it as soon as it is made. */
static bool is_copied(const struct gr_row_maker *m,
    const struct gr_file_column *c, const unsigned *columns_of)
{
	const struct gr_standard *s = m->d->setup->standard;

	return c->column != GR_NONE && c->state == GR_COLUMN_READ
	    && c->column != s->role[GR_ROLE_CODE] && columns_of[c->column] == 1;
}

/* Whether a cell that is copied may stay as it is. */
static bool is_at_once(const struct gr_file_column *c)
{
	return c->unit.len == 0 && !c->inverse;
}

static void add_to_run(struct gr_row_maker *m, size_t from, size_t to)
{
	struct gr_cell_run *last = m->runs > 0 ? &m->run[m->runs - 1] : NULL;

	if (last && last->from + last->n == from && last->to + last->n == to)
		last->n++;
	else
		m->run[m->runs++] = (struct gr_cell_run){ from, to, 1 };
}

/* The fields that no run sets. */
static void find_gaps(struct gr_row_maker *m)
{
	for (size_t i = 0; i < m->fields; i++) {
		bool copied = false;

		for (size_t k = 0; k < m->runs; k++)
			copied |= i >= m->run[k].to
			    && i < m->run[k].to + m->run[k].n;
		if (!copied)
			m->gap[m->gaps++] = i;
	}
}

/* Sort the columns into those that are copied and those that are looked at in
 * each row. */
static void sort_columns(struct gr_row_maker *m, const unsigned *columns_of)
{
	const struct gr_layout *layout = &m->d->layout;

	for (size_t i = 0; i < layout->width; i++) {
		const struct gr_file_column *c = &layout->column[i];
		size_t to = c->column == GR_NONE ? GR_NONE
		                                 : m->output[c->column];
		bool copied = is_copied(m, c, columns_of);

		if (c->column == GR_NONE ? !gr_blank_only(c->header)
		                         : to == GR_NONE)
			continue;
		if (copied)
			add_to_run(m, i, to);
		gr_row_look_add(
		    copied && is_at_once(c) ? m->at_once : m->always, i);
	}
}

enum gr_status gr_row_cells_begin(struct gr_row_maker *m, struct gr_err *err)
{
	const struct gr_layout *layout = &m->d->layout;
	const struct gr_standard *s = m->d->setup->standard;
	unsigned *columns_of = calloc(s->columns + 1, sizeof(*columns_of));

	m->words = gr_row_look_words(gr_readings_cells(m->d->readings));
	m->run = calloc(layout->width + 1, sizeof(*m->run));
	m->gap = calloc(m->fields, sizeof(*m->gap));
	m->at_once = calloc(m->words, sizeof(*m->at_once));
	m->always = calloc(m->words, sizeof(*m->always));
	m->look = calloc(m->words, sizeof(*m->look));
	m->digits = calloc(m->words, sizeof(*m->digits));
	if (!columns_of || !m->run || !m->gap || !m->at_once || !m->always
	    || !m->look || !m->digits) {
		free(columns_of);
		return gr_err_memory(err);
	}
	for (size_t i = 0; i < layout->width; i++)
		if (layout->column[i].column != GR_NONE)
			columns_of[layout->column[i].column]++;
	sort_columns(m, columns_of);
	find_gaps(m);
	free(columns_of);
	return GR_OK;
}

void gr_row_cells_end(struct gr_row_maker *m)
{
	free(m->run);
	free(m->gap);
	free(m->at_once);
	free(m->always);
	free(m->look);
	free(m->digits);
}

/* ---- the long way ---- */

/* Cells under no heading are dropped, but not without a word. */
static enum gr_status tell_unheaded(struct gr_row_maker *m, size_t i,
    uint64_t line, struct gr_slice cell, struct gr_err *err)
{
	if (m->told[i] || !gr_blank_only(m->d->layout.column[i].header)
	    || gr_blank_only(cell))
		return GR_OK;
	m->told[i] = true;
	return gr_delivery_tell(m->d, m->sink, GR_FINDING_L14_UNHEADED, line,
	    gr_slice_make(NULL, 0), GR_WITH(GR_NUMBER("column", i + 1)), err);
}

/* A cell of which it is not known what it says, or whether it belongs here. */
static enum gr_status ask(struct gr_row_maker *m, enum gr_finding_kind kind,
    uint64_t line, const struct gr_file_column *c, size_t at,
    struct gr_err *err)
{
	m->field[at] = GR_CELL_STOPPED;
	if (c->state != GR_COLUMN_READ)
		return GR_OK; /* the whole column is asked for */
	return gr_row_maker_tell(m, kind, line, c->column,
	    gr_slice_make(NULL, 0), err);
}

static enum gr_status make_cell(struct gr_row_maker *m,
    const struct gr_csv_record *record, size_t i, const bool *doubt,
    enum gr_finding_kind why, struct gr_err *err)
{
	const struct gr_file_column *c = &m->d->layout.column[i];
	struct gr_slice cell = record->cell[i];

	if (c->column == GR_NONE)
		return tell_unheaded(m, i, record->line, cell, err);
	size_t at = m->output[c->column];
	if (at == GR_NONE)
		return GR_OK;
	return doubt && doubt[i]
	    ? ask(m, why, record->line, c, at, err)
	    : gr_row_maker_cell(m, record, c, cell, &m->field[at], err);
}

/* ---- the short way ---- */

/* The record's text without its line end. */
static struct gr_slice line_of(const struct gr_csv_record *record)
{
	struct gr_slice text = record->text;

	while (text.len > 0
	    && (text.ptr[text.len - 1] == '\n'
	        || text.ptr[text.len - 1] == '\r'))
		text.len--;
	return text;
}

/* Whether a row may have cells that no look at their beginning finds: a line
 * break or tab in quotes, a character that was lost. */
static bool is_suspicious(const struct gr_delivery *d,
    const struct gr_csv_record *record)
{
	struct gr_slice text = line_of(record);

	return (!record->flat && gr_blank_has_control(text))
	    || ((d->facts.damaged || d->undo)
	        && gr_scan_damage(text.ptr, text.len));
}

void gr_row_cells_blank(struct gr_row_maker *m)
{
	memcpy(m->field, m->blank, m->fields * sizeof(*m->field));
}

/* Set each field: to a cell, or as it is before anything is made of it. */
static void copy_cells(struct gr_row_maker *m,
    const struct gr_csv_record *record)
{
	const struct gr_cell_run *run = m->run, *end = run + m->runs;

	for (size_t i = 0; i < m->gaps; i++)
		m->field[m->gap[i]] = m->blank[m->gap[i]];
	for (; run < end; run++)
		memcpy(m->field + run->to, record->cell + run->from,
		    run->n * sizeof(*m->field));
}

/* Cells in which a mark may stand, or a quote, or a number of a person.  With TABs between them, cells
 * that stand beside each other in the file and in the dictionary are a piece of
 * a stream's row, and written as one. */
static void look_at_text(struct gr_row_maker *m,
    const struct gr_csv_record *record)
{
	if (record->plain) {
		gr_row_part(record->plain, line_of(record).len, m->d->delimiter,
		    m->look, m->digits);
		return;
	}
	for (size_t i = 0; i < record->cells; i++) {
		if (gr_row_look_begins(record->cell[i]))
			gr_row_look_add(m->look, i);
		gr_row_look_add(m->digits, i);
	}
}

/* Set m->look to the columns whose cells are to be made. */
static void look_at_row(struct gr_row_maker *m,
    const struct gr_csv_record *record)
{
	memset(m->look, 0, m->words * sizeof(*m->look));
	memset(m->digits, 0, m->words * sizeof(*m->digits));
	look_at_text(m, record);
	for (size_t w = 0; w < m->words; w++) {
		uint64_t digits = m->digits[w] & m->at_once[w];

		m->look[w] = (m->look[w] & m->at_once[w]) | m->always[w];
		for (; digits != 0; digits &= digits - 1) {
			size_t i = w * GR_ROW_LOOK_BITS
			    + (size_t)__builtin_ctzll(digits);

			if (gr_personal_may(record->cell[i]))
				gr_row_look_add(m->look, i);
		}
	}
}

enum gr_status gr_row_cells_make(struct gr_row_maker *m,
    const struct gr_csv_record *record, const bool *doubt,
    enum gr_finding_kind why, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	if (doubt || is_suspicious(m->d, record)) {
		gr_row_cells_blank(m);
		for (size_t i = 0; i < m->d->layout.width && status == GR_OK;
		     i++)
			status = make_cell(m, record, i, doubt, why, err);
		return status;
	}
	copy_cells(m, record);
	look_at_row(m, record);
	for (size_t w = 0; w < m->words; w++)
		for (uint64_t set = m->look[w]; set != 0 && status == GR_OK;
		     set &= set - 1)
			status = make_cell(m, record,
			    w * GR_ROW_LOOK_BITS + (size_t)__builtin_ctzll(set),
			    NULL, why, err);
	return status;
}
