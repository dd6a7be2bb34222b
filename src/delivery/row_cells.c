/* row_cells.c - the cells of a record, as they become the fields of a row.
 *
 * Of most cells nothing is to be done: they go out as they stand there.  Which
 * columns can have such cells is decided once, from the layout; whether a row
 * can, by one look at its text; which of its cells then concern us all the
 * same, by their first byte and by the digits of those that have seven bytes.
 * They, and the other columns, take the long way, in the order of the columns,
 * which is that of the findings.
 */
#include <stdlib.h>

#include "csv/scan.h"
#include "text/blank.h"
#include "text/personal.h"

#include "delivery/state.h"

/* ---- columns ---- */

/* Whether a cell of the column may go out as it is.  The code's does not, since
 * findings name it as soon as it is made. */
static bool is_copied(const struct gr_row_maker *m,
    const struct gr_file_column *c, const unsigned *columns_of)
{
	const struct gr_standard *s = m->d->setup->standard;

	return c->state == GR_COLUMN_READ && c->unit.len == 0 && !c->inverse
	    && c->column != s->role[GR_ROLE_CODE] && columns_of[c->column] == 1;
}

enum gr_status gr_row_cells_begin(struct gr_row_maker *m, struct gr_err *err)
{
	const struct gr_layout *layout = &m->d->layout;
	const struct gr_standard *s = m->d->setup->standard;
	unsigned *columns_of = calloc(s->columns + 1, sizeof(*columns_of));

	m->copy = calloc(layout->width + 1, sizeof(*m->copy));
	m->look = calloc(layout->width + 1, sizeof(*m->look));
	m->always = calloc(layout->width + 1, sizeof(*m->always));
	if (!columns_of || !m->copy || !m->look || !m->always) {
		free(columns_of);
		return gr_err_memory(err);
	}
	for (size_t i = 0; i < layout->width; i++)
		if (layout->column[i].column != GR_NONE)
			columns_of[layout->column[i].column]++;
	for (size_t i = 0; i < layout->width; i++) {
		const struct gr_file_column *c = &layout->column[i];
		size_t to = c->column == GR_NONE ? GR_NONE
		                                 : m->output[c->column];

		if (c->column == GR_NONE ? !gr_blank_only(c->header)
		                         : to == GR_NONE)
			continue;
		if (c->column != GR_NONE && is_copied(m, c, columns_of))
			m->copy[m->copies++] = (struct gr_cell_copy){ i, to };
		else
			m->always[m->alwayses++] = i;
	}
	free(columns_of);
	return GR_OK;
}

void gr_row_cells_end(struct gr_row_maker *m)
{
	free(m->copy);
	free(m->look);
	free(m->always);
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

/* Whether a row may have cells that no look at their beginning finds: a line
 * break or tab in quotes, a character that was lost. */
static bool is_suspicious(const struct gr_delivery *d,
    const struct gr_csv_record *record)
{
	struct gr_slice text = record->text;

	while (text.len > 0
	    && (text.ptr[text.len - 1] == '\n'
	        || text.ptr[text.len - 1] == '\r'))
		text.len--;
	return (!record->flat && gr_cell_has_control(text))
	    || ((d->facts.damaged || d->undo)
	        && gr_scan_damage(text.ptr, text.len));
}

/* Marks of a stream, and what quotes of three bytes begin with. */
static const bool is_first_byte
    [256] = { ['!'] = true, ['\\'] = true, [0xe2] = true, [0xef] = true };

static inline bool concerns_us(struct gr_slice cell)
{
	if (cell.len >= GR_PERSONAL_DIGITS && gr_personal_may(cell))
		return true;
	return cell.len > 0 && is_first_byte[(unsigned char)cell.ptr[0]];
}

/* With TABs between them, cells that stand beside each other in the file and in
 * the dictionary are a piece of a stream's row, and written as one. */
static void part_by_tabs(const struct gr_csv_record *record)
{
	const struct gr_slice *cell = record->cell;
	const char *from = record->text.ptr;
	char *to = record->plain;

	for (size_t i = 0; i + 1 < record->cells; i++)
		to[cell[i].ptr + cell[i].len - from] = '\t';
}

/* Copy what can be; the columns that are to be looked at, m->look, in their
 * order.  Returns how many. */
static size_t copy_cells(struct gr_row_maker *m,
    const struct gr_csv_record *record)
{
	const struct gr_cell_copy *copy = m->copy, *end = copy + m->copies;
	const struct gr_slice *from = record->cell;
	struct gr_slice *to = m->field;
	size_t looks = 0, always = 0;

	for (; copy < end; copy++) {
		struct gr_slice cell = from[copy->from];

		to[copy->to] = cell;
		if (!concerns_us(cell))
			continue;
		while (always < m->alwayses && m->always[always] < copy->from)
			m->look[looks++] = m->always[always++];
		m->look[looks++] = copy->from;
	}
	while (always < m->alwayses)
		m->look[looks++] = m->always[always++];
	return looks;
}

enum gr_status gr_row_cells_make(struct gr_row_maker *m,
    const struct gr_csv_record *record, const bool *doubt,
    enum gr_finding_kind why, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	if (doubt || is_suspicious(m->d, record)) {
		for (size_t i = 0; i < m->d->layout.width && status == GR_OK;
		     i++)
			status = make_cell(m, record, i, doubt, why, err);
		return status;
	}
	if (record->plain)
		part_by_tabs(record);
	size_t looks = copy_cells(m, record);
	for (size_t i = 0; i < looks && status == GR_OK; i++)
		status = make_cell(m, record, m->look[i], NULL, why, err);
	return status;
}
