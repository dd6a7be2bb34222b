/* broken.c - a record that line breaks without quotes have parted. */
#include "delivery/broken.h"

#include "delivery/row_kind.h"
#include "text/blank.h"

void gr_broken_end(struct gr_broken *broken)
{
	gr_arena_free(broken->keep);
	broken->keep = NULL;
}

/* Whether a row has what tells a unit in its place: a code, or a name if there
 * are no codes. */
static bool is_named(const struct gr_layout *layout,
    const struct gr_csv_record *record)
{
	size_t code = layout->role[GR_ROLE_CODE],
	       name = layout->role[GR_ROLE_NAME];

	if (code != GR_NONE)
		return code < record->cells
		    && gr_cell_is_code(record->cell[code]);
	return name < record->cells && !gr_blank_only(record->cell[name]);
}

bool gr_broken_may_begin(const struct gr_readings *readings, unsigned kind,
    const struct gr_csv_record *record)
{
	return kind == GR_ROW_DATA && record->cells > 1
	    && is_named(gr_readings_layout(readings), record)
	    && record->cells < gr_readings_cells(readings)
	    && record->text.len <= GR_BROKEN_BYTES
	    && !gr_readings_is_habit(readings, record);
}

/* Whether a row is one by itself: by its code, or, if there are none, by what its
 * readings agree on. */
static enum gr_status is_unit(struct gr_readings *readings,
    const struct gr_csv_record *record, bool *yes, struct gr_err *err)
{
	size_t code = gr_readings_layout(readings)->role[GR_ROLE_CODE];
	struct gr_aligned aligned;

	*yes = false;
	if (code != GR_NONE)
		return is_named(gr_readings_layout(readings), record)
		    ? gr_readings_can_be(readings, code, record->cell[code],
		        yes, err)
		    : GR_OK;
	enum gr_status status = gr_readings_align(readings, record, &aligned,
	    err);
	*yes = status == GR_OK && aligned.plausible
	    && gr_readings_has_unit(readings, &aligned);
	return status;
}

enum gr_status gr_broken_goes_on(const struct gr_broken *broken,
    struct gr_readings *readings, unsigned kind,
    const struct gr_csv_record *record, bool *yes, struct gr_err *err)
{
	size_t pieces = record->cells > 0 ? record->cells - 1 : 0;

	*yes = broken->n < GR_BROKEN_MOST
	    && broken->bytes + record->text.len <= GR_BROKEN_BYTES
	    && broken->cells + pieces <= gr_readings_cells(readings)
	    && (kind == GR_ROW_DATA || kind == GR_ROW_TEXT
	        || (kind == GR_ROW_BLANK && record->cells == 0));
	if (!*yes || kind != GR_ROW_DATA)
		return GR_OK;
	enum gr_status status = is_unit(readings, record, yes, err);
	*yes = !*yes;
	return status;
}

/* A copy of a row.  Its first cell and the last one before it are one. */
static enum gr_status keep_piece(struct gr_broken *broken, unsigned kind,
    const struct gr_csv_record *record, struct gr_err *err)
{
	struct gr_piece *piece = &broken->piece[broken->n];
	struct gr_slice *cell;

	if (broken->keep == NULL)
		broken->keep = gr_arena_new();
	if (broken->keep == NULL)
		return gr_err_memory(err);
	if (broken->n == 0)
		gr_arena_reset(broken->keep);
	*piece = (struct gr_piece){ *record, kind };
	cell = GR_NEW_ARRAY(broken->keep, record->cells + 1, struct gr_slice);
	piece->record.text = gr_arena_copy(broken->keep, record->text);
	if (cell == NULL || piece->record.text.ptr == NULL)
		return gr_err_memory(err);
	piece->record.cell = cell;
	piece->record.plain = NULL;
	for (size_t i = 0; i < record->cells; i++) {
		cell[i] = gr_arena_copy(broken->keep, record->cell[i]);
		if (cell[i].ptr == NULL)
			return gr_err_memory(err);
	}
	broken->bytes += record->text.len;
	broken->cells += record->cells;
	broken->cells -= broken->n > 0 && record->cells > 0;
	broken->n++;
	return GR_OK;
}

/* Whether all cells but those that are in pieces can be answers of the columns
 * in which they stand then. */
static enum gr_status are_plausible(const struct gr_broken *broken,
    struct gr_readings *readings, bool *yes, struct gr_err *err)
{
	enum gr_status status = GR_OK;
	size_t column = 0;

	*yes = true;
	for (size_t p = 0; p < broken->n && status == GR_OK; p++) {
		const struct gr_csv_record *r = &broken->piece[p].record;
		if (r->cells == 0)
			continue;
		size_t from = p > 0, to = r->cells - (p + 1 < broken->n);

		column -= from;
		for (size_t i = 0; i < r->cells && status == GR_OK; i++) {
			bool fits = true;

			if (i >= from && i < to)
				status = gr_readings_can_be(readings, column,
				    r->cell[i], &fits, err);
			*yes &= fits;
			column++;
		}
	}
	return status;
}

enum gr_status gr_broken_hold(struct gr_broken *broken,
    struct gr_readings *readings, unsigned kind,
    const struct gr_csv_record *record, bool *whole, struct gr_err *err)
{
	enum gr_status status = keep_piece(broken, kind, record, err);

	*whole = status == GR_OK && broken->n > 1 && kind == GR_ROW_DATA
	    && broken->cells == gr_readings_cells(readings);
	return *whole ? are_plausible(broken, readings, whole, err) : status;
}

uint64_t gr_broken_lines(const struct gr_broken *broken)
{
	const struct gr_csv_record *last = &broken->piece[broken->n - 1].record;

	return last->line + last->breaks - broken->piece[0].record.line + 1;
}

void gr_broken_let_go(struct gr_broken *broken)
{
	broken->n = 0;
	broken->cells = broken->bytes = 0;
}
