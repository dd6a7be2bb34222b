/* cells.c - a cell of a delivery as a field of a row. */
#include "number/numeral.h"
#include "standard/personal_place.h"
#include "text/blank.h"
#include "text/lost.h"
#include "text/utf8.h"

#include "delivery/state.h"

const enum gr_role gr_filled_role[GR_FILLED_PLACES] = {
	GR_ROLE_CITY_NAME,
	GR_ROLE_COUNTY_NAME,
	GR_ROLE_STREET,
};

static enum gr_status keep_work(struct gr_row_maker *m, struct gr_slice *cell,
    struct gr_err *err)
{
	enum gr_status status = gr_buf_check(&m->work, err);

	if (status != GR_OK)
		return status;
	*cell = gr_arena_copy(m->scratch, gr_buf_slice(&m->work));
	return cell->ptr ? GR_OK : gr_err_memory(err);
}

/* Tabs and line breaks become a space; CR LF is one break. */
static void flatten(struct gr_buf *to, struct gr_slice s)
{
	gr_buf_clear(to);
	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i];
		if (c == '\r' && i + 1 < s.len && s.ptr[i + 1] == '\n')
			i++;
		gr_buf_byte(to,
		    c == '\t' || c == '\n' || c == '\r' || c == '\0' ? ' ' : c);
	}
}

/* The row's code as far as it is made, if it is nothing but digits. */
static struct gr_slice written_code(const struct gr_row_maker *m)
{
	size_t role = m->d->setup->standard->role[GR_ROLE_CODE];
	struct gr_slice code = role == GR_NONE ? gr_slice_make(NULL, 0)
	                                       : m->field[m->output[role]];

	for (size_t i = 0; i < code.len; i++)
		if (code.ptr[i] < '0' || code.ptr[i] > '9')
			return gr_slice_make(NULL, 0);
	return code;
}

enum gr_status gr_row_maker_tell(struct gr_row_maker *m,
    enum gr_finding_kind kind, uint64_t line, size_t column,
    struct gr_slice raw, struct gr_err *err)
{
	struct gr_event event;
	struct gr_buf masked = { 0 };
	enum gr_status status = gr_delivery_event(m->d, kind, line, NULL,
	    &event, err);

	if (status != GR_OK)
		return status;
	/* told as it was written, but for a number of a person */
	if (gr_personal_mask(raw,
	        column == GR_NONE
	            ? gr_personal_anywhere
	            : gr_personal_place_of(m->d->setup->standard, column),
	        &masked))
		raw = gr_buf_slice(&masked);
	event.raw = raw;
	if (column != GR_NONE)
		event.column = m->d->setup->standard->column[column].name;
	event.code = written_code(m);
	status = gr_buf_check(&masked, err);
	if (status == GR_OK)
		status = m->sink->event(m->sink->context, &event, err);
	gr_buf_free(&masked);
	return status;
}

/* Line breaks, typographic quotes, personal numbers: what is repaired. */
static enum gr_status repair(struct gr_row_maker *m,
    const struct gr_csv_record *record, size_t column, struct gr_slice *cell,
    struct gr_err *err)
{
	enum gr_status status = GR_OK;

	if (!record->flat && gr_blank_has_control(*cell)) {
		size_t len = cell->len;
		flatten(&m->work, *cell);
		m->counts->fixed += m->work.len != len
		    || memcmp(m->work.ptr, cell->ptr, len) != 0;
		status = keep_work(m, cell, err);
	}
	if (status == GR_OK && cell->len > 0
	    && ((unsigned char)cell->ptr[0] == 0xe2
	        || (unsigned char)cell->ptr[0] == 0xef)) {
		struct gr_slice inner = gr_blank_unquote(*cell);
		m->counts->fixed += inner.len != cell->len;
		*cell = inner;
	}
	if (status != GR_OK)
		return status;
	gr_buf_clear(&m->work);
	if (!gr_personal_mask(*cell,
	        gr_personal_place_of(m->d->setup->standard, column), &m->work))
		return gr_buf_check(&m->work, err);
	m->counts->fixed++;
	status = keep_work(m, cell, err);
	if (status == GR_OK)
		status = gr_row_maker_tell(m, GR_FINDING_R11, record->line,
		    column, gr_slice_make(NULL, 0), err);
	return status;
}

enum { NUMBER_MAX = 120 }; /* bytes; nothing longer is a number and words */

/* What stands behind the first number of a text; false if there is none. */
static bool behind_number(struct gr_slice text, struct gr_slice *rest)
{
	for (size_t at = 0; at < text.len;
	     at += gr_utf8_step(gr_slice_skip(text, at), NULL)) {
		struct gr_slice from = gr_slice_skip(text, at);
		size_t longest = 0;

		for (size_t n = gr_utf8_step(from, NULL); n <= from.len;
		     n += gr_utf8_step(gr_slice_skip(from, n), NULL)) {
			struct gr_dec number;
			if (gr_numeral_read(gr_slice_make(from.ptr, n),
			        &number))
				longest = n;
		}
		if (longest > 0) {
			*rest = gr_slice_skip(from, longest);
			return true;
		}
	}
	return false;
}

static enum gr_status is_no_unit(struct gr_row_maker *m, struct gr_slice text,
    bool *yes, struct gr_err *err)
{
	bool known, converts;
	enum gr_status status = gr_headings_unit(m->d->setup->headings, text,
	    &known, &converts, err);

	*yes = status == GR_OK && !known && !converts;
	return status;
}

/* Whether a cell has a number and no unit of its own behind it: the heading's is
 * meant, whatever else the cell says. */
static enum gr_status needs_unit(struct gr_row_maker *m, struct gr_slice cell,
    bool *yes, struct gr_err *err)
{
	struct gr_slice text = gr_blank_folded(&m->fold, cell, &m->failed);
	struct gr_slice rest;
	enum gr_status status = GR_OK;

	*yes = text.len <= NUMBER_MAX && behind_number(text, &rest);
	if (!*yes)
		return GR_OK;
	if (rest.len > 2 && rest.ptr[0] == '('
	    && gr_slice_find(rest, GR_S(")")) == rest.len - 1)
		return is_no_unit(m, gr_slice_make(rest.ptr + 1, rest.len - 2),
		    yes, err);
	for (size_t n = 0; n < rest.len && status == GR_OK && *yes;) {
		n += gr_utf8_step(gr_slice_skip(rest, n), NULL);
		status = is_no_unit(m, gr_slice_make(rest.ptr, n), yes, err);
	}
	return status;
}

/* Whether a cell says itself what its heading would have added, so that the two
 * look alike in the stream. */
static bool has_same_unit(const struct gr_file_column *c, struct gr_slice cell)
{
	unsigned char first = cell.len > 0 ? (unsigned char)cell.ptr[0] : 0;

	return cell.len > c->unit.len && gr_slice_ends(cell, c->unit)
	    && ((first >= '0' && first <= '9') || first >= 0x80);
}

/* Behind a number, the heading's unit; '!' for a heading that asks the
 * opposite; '\' before what would be read as one of these. */
static enum gr_status mark(struct gr_row_maker *m,
    const struct gr_file_column *c, struct gr_slice *cell, struct gr_err *err)
{
	bool escape = cell->len > 0
	    && (cell->ptr[0] == '!' || cell->ptr[0] == '\\');
	bool inverse = c->inverse && !gr_blank_only(*cell);
	bool unit = false;

	if (c->unit.len > 0) {
		enum gr_status status = needs_unit(m, *cell, &unit, err);
		if (status != GR_OK)
			return status;
		escape |= !unit && has_same_unit(c, *cell);
	}
	if (!escape && !inverse && !unit)
		return GR_OK;
	gr_buf_clear(&m->work);
	if (inverse)
		gr_buf_byte(&m->work, '!');
	if (escape)
		gr_buf_byte(&m->work, '\\');
	gr_buf_add(&m->work, unit ? gr_blank_trim(*cell) : *cell);
	if (unit)
		gr_buf_add(&m->work, c->unit);
	return keep_work(m, cell, err);
}

enum gr_status gr_row_maker_cell(struct gr_row_maker *m,
    const struct gr_csv_record *record, const struct gr_file_column *c,
    struct gr_slice cell, struct gr_slice *out, struct gr_err *err)
{
	const struct gr_delivery *d = m->d;
	size_t name = d->setup->standard->role[GR_ROLE_NAME];
	enum gr_status status;

	*out = GR_CELL_STOPPED;
	if (c->state != GR_COLUMN_READ)
		return GR_OK;
	status = repair(m, record, c->column, &cell, err);
	if (status != GR_OK)
		return status;
	if ((d->facts.damaged || d->undo) && gr_text_is_damaged(cell)
	    && !(c->column == name && gr_row_maker_name_is_lost(m, record)))
		return gr_row_maker_tell(m, GR_FINDING_D06_CELL, record->line,
		    c->column, cell, err);
	status = mark(m, c, &cell, err);
	*out = cell;
	return status;
}

enum gr_status gr_row_maker_tell_name(struct gr_row_maker *m,
    const struct gr_csv_record *record, struct gr_err *err)
{
	const struct gr_layout *layout = &m->d->layout;
	size_t at = layout->role[GR_ROLE_NAME];

	if (!gr_row_maker_name_is_lost(m, record)
	    || layout->column[at].state != GR_COLUMN_READ)
		return GR_OK;
	return gr_row_maker_tell(m, GR_FINDING_K14_LOST, record->line,
	    layout->column[at].column,
	    at < record->cells ? record->cell[at] : gr_slice_make(NULL, 0),
	    err);
}
