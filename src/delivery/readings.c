/* readings.c - what a row with too few cells, or too many, may mean. */
#include "delivery/readings.h"
#include "text/blank.h"
#include "text/utf8.h"

enum { PARTED_BYTES = 120 }; /* nothing longer is two answers in one cell */

struct gr_readings {
	struct gr_arena *keep;
	const struct gr_layout *layout;
	struct gr_plausible *plausible;
	size_t cells; /* of the heading */
	struct gr_row_habit habit;
	/* of the row that is aligned: */
	struct gr_slice *value;   /* by heading: what is agreed on so far */
	bool *doubt;              /* it is not */
	struct gr_slice *reading; /* the reading that is looked at */
	bool *head;      /* by place: the cells before it fit as they */
	bool *tail;      /* stand; those behind it fit when moved */
	size_t readings; /* plausible ones so far */
};

/* Separators are missing, or too many, at a place of a row: before cell
 * `place`, 0 to `places`. */
struct row {
	const struct gr_csv_record *record;
	size_t extra; /* how many */
	size_t places;
	bool is_short;
};

enum gr_status gr_readings_new(struct gr_arena *keep,
    const struct gr_layout *layout, size_t cells,
    struct gr_plausible *plausible, struct gr_readings **out,
    struct gr_err *err)
{
	struct gr_readings *r = GR_NEW(keep, struct gr_readings);

	*out = r;
	if (r == NULL)
		return gr_err_memory(err);
	r->keep = keep;
	r->layout = layout;
	r->plausible = plausible;
	r->cells = cells > layout->width ? cells : layout->width;
	r->value = GR_NEW_ARRAY(keep, r->cells + 1, struct gr_slice);
	r->reading = GR_NEW_ARRAY(keep, r->cells + 1, struct gr_slice);
	r->doubt = GR_NEW_ARRAY(keep, r->cells + 1, bool);
	r->head = GR_NEW_ARRAY(keep, r->cells + 1, bool);
	r->tail = GR_NEW_ARRAY(keep, r->cells + 1, bool);
	return r->value && r->reading && r->doubt && r->head && r->tail
	    ? GR_OK
	    : gr_err_memory(err);
}

size_t gr_readings_cells(const struct gr_readings *readings)
{
	return readings->cells;
}

const struct gr_layout *gr_readings_layout(const struct gr_readings *readings)
{
	return readings->layout;
}

enum gr_status gr_readings_habit(struct gr_readings *readings,
    const struct gr_row_habit *habit, struct gr_err *err)
{
	readings->habit = *habit;
	if (habit->all <= readings->cells)
		return GR_OK;
	readings->head = GR_NEW_ARRAY(readings->keep, habit->all + 1, bool);
	readings->tail = GR_NEW_ARRAY(readings->keep, habit->all + 1, bool);
	return readings->head && readings->tail ? GR_OK : gr_err_memory(err);
}

bool gr_record_is_filled(const struct gr_csv_record *record)
{
	return record->cells > 0 && record->cell[record->cells - 1].len > 0;
}

bool gr_readings_is_habit(const struct gr_readings *readings,
    const struct gr_csv_record *record)
{
	return record->cells != readings->cells
	    && gr_row_habit_has(&readings->habit,
	        record->cells < readings->cells, record->cells,
	        gr_record_is_filled(record));
}

/* How many cells the row had: the heading's, or, if it ends blank as nearly all
 * do, theirs. */
static size_t cells_of(const struct gr_readings *r,
    const struct gr_csv_record *record)
{
	return r->habit.all > 0 && record->cells > 0
	        && record->cells != r->habit.all
	        && gr_blank_only(record->cell[record->cells - 1])
	    ? r->habit.all
	    : r->cells;
}

bool gr_readings_is_whole(const struct gr_readings *readings,
    const struct gr_csv_record *record)
{
	return record->cells == readings->cells
	    && cells_of(readings, record) == readings->cells;
}

bool gr_readings_is_short(const struct gr_readings *readings,
    const struct gr_csv_record *record)
{
	return record->cells < cells_of(readings, record);
}

/* A row that had so many cells. */
static struct row row_of(const struct gr_csv_record *record, size_t cells)
{
	bool is_short = record->cells < cells;

	return (struct row){ .record = record,
		.is_short = is_short,
		.extra = is_short ? cells - record->cells
		                  : record->cells - cells,
		.places = is_short ? record->cells : cells };
}

enum gr_status gr_readings_can_be(struct gr_readings *readings, size_t place,
    struct gr_slice cell, bool *yes, struct gr_err *err)
{
	const struct gr_layout *layout = readings->layout;

	if (place < layout->width)
		return gr_plausible_cell(readings->plausible,
		    &layout->column[place], cell, yes, err);
	*yes = gr_blank_only(cell);
	return GR_OK;
}

/* ---- which places are plausible ---- */

static enum gr_status look_at_heads(struct gr_readings *r,
    const struct row *row, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	r->head[0] = true;
	for (size_t i = 0; i < row->places && status == GR_OK; i++) {
		r->head[i + 1] = false;
		if (r->head[i])
			status = gr_readings_can_be(r, i, row->record->cell[i],
			    &r->head[i + 1], err);
	}
	return status;
}

static enum gr_status look_at_tails(struct gr_readings *r,
    const struct row *row, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	r->tail[row->places] = true;
	for (size_t i = row->places; i-- > 0 && status == GR_OK;) {
		size_t from = row->is_short ? i : i + row->extra;
		size_t to = row->is_short ? i + row->extra : i;
		r->tail[i] = false;
		if (r->tail[i + 1])
			status = gr_readings_can_be(r, to,
			    row->record->cell[from], &r->tail[i], err);
	}
	return status;
}

/* The cells that a long row has too many, if they go out at a place. */
static bool are_blank(const struct row *row, size_t place)
{
	for (size_t i = 0; i < row->extra; i++)
		if (!gr_blank_only(row->record->cell[place + i]))
			return false;
	return true;
}

/* ---- readings ---- */

static void read_at(struct gr_readings *r, const struct row *row, size_t place)
{
	const struct gr_slice *cell = row->record->cell;

	for (size_t c = 0; c < r->cells; c++) {
		if (c < place)
			r->reading[c] = cell[c];
		else if (!row->is_short)
			r->reading[c] = cell[c + row->extra];
		else if (c < place + row->extra)
			r->reading[c] = gr_slice_make("", 0);
		else
			r->reading[c] = cell[c - row->extra];
	}
}

/* One more plausible reading. */
static void agree(struct gr_readings *r)
{
	bool first = r->readings++ == 0;

	for (size_t c = 0; c < r->cells; c++) {
		if (first) {
			r->value[c] = r->reading[c];
			r->doubt[c] = false;
			continue;
		}
		r->doubt[c] |= !gr_slice_eq(r->value[c], r->reading[c])
		    && !(gr_blank_only(r->value[c])
		        && gr_blank_only(r->reading[c]));
	}
}

static bool is_text(const struct gr_readings *r, size_t column)
{
	const struct gr_layout *layout = r->layout;

	return column >= layout->width
	    || gr_plausible_is_text(r->plausible, &layout->column[column]);
}

/* Readings in which a cell is two that have lost the separators between them:
 * the rest of the row is as it is when blanks go in before that cell, or
 * behind it.  328410 may be a number, or 3284 and 10; but what can be a code is
 * no code with something behind it. */
static enum gr_status part_cell(struct gr_readings *r, const struct row *row,
    size_t i, struct gr_err *err)
{
	struct gr_slice cell = gr_blank_trim(row->record->cell[i]);
	size_t second = i + row->extra;
	enum gr_status status = GR_OK;

	if (!r->head[i] || !r->tail[i + 1] || cell.len > PARTED_BYTES
	    || (is_text(r, i) && is_text(r, second))
	    || (i == r->layout->role[GR_ROLE_CODE] && r->head[i + 1]))
		return GR_OK;
	for (size_t n = 0; status == GR_OK;) {
		bool first_fits, second_fits = false;
		n += gr_utf8_step(gr_slice_skip(cell, n), NULL);
		if (n >= cell.len)
			break;
		struct gr_slice rest = gr_slice_skip(cell, n);
		status = gr_readings_can_be(r, i, gr_slice_make(cell.ptr, n),
		    &first_fits, err);
		if (status == GR_OK && first_fits)
			status = gr_readings_can_be(r, second, rest,
			    &second_fits, err);
		if (status != GR_OK || !second_fits)
			continue;
		read_at(r, row, i);
		r->reading[i] = gr_slice_make(cell.ptr, n);
		r->reading[second] = rest;
		agree(r);
	}
	return status;
}

enum gr_status gr_readings_at_end(struct gr_readings *readings,
    const struct gr_csv_record *record, bool *plausible, struct gr_err *err)
{
	struct row row = row_of(record, readings->cells);
	enum gr_status status = look_at_heads(readings, &row, err);

	*plausible = status == GR_OK && readings->head[row.places]
	    && (row.is_short || are_blank(&row, row.places));
	return status;
}

static enum gr_status read_all(struct gr_readings *r, const struct row *row,
    struct gr_err *err)
{
	enum gr_status status = look_at_heads(r, row, err);

	if (status == GR_OK)
		status = look_at_tails(r, row, err);
	for (size_t i = 0; i <= row->places && status == GR_OK; i++) {
		if (r->head[i] && r->tail[i]
		    && (row->is_short || are_blank(row, i))) {
			read_at(r, row, i);
			agree(r);
		}
		if (row->is_short && i < row->places)
			status = part_cell(r, row, i, err);
	}
	return status;
}

/* Readings of a row that the habit does not have.  One with fewer cells than the
 * heading may have lost those behind, or others. */
static enum gr_status read_each(struct gr_readings *r,
    const struct gr_csv_record *record, struct gr_err *err)
{
	size_t cells = cells_of(r, record);
	struct row row = row_of(record, cells);
	enum gr_status status = read_all(r, &row, err);

	if (status != GR_OK || cells == r->cells || record->cells >= r->cells)
		return status;
	row = row_of(record, r->cells);
	return read_all(r, &row, err);
}

/* A short row without a line end is where a file was cut off: its last cell may
 * have been longer (ruling 41). */
static void doubt_cut(struct gr_readings *r, const struct gr_csv_record *record)
{
	struct gr_slice text = record->text, last;

	if (record->cells == 0 || text.len == 0
	    || text.ptr[text.len - 1] == '\n' || text.ptr[text.len - 1] == '\r')
		return;
	last = record->cell[record->cells - 1];
	/* or either half of it, where two have become one */
	for (size_t c = 0; c < r->cells && !gr_blank_only(last); c++)
		r->doubt[c] |= (uintptr_t)r->value[c].ptr >= (uintptr_t)last.ptr
		    && (uintptr_t)r->value[c].ptr
		        < (uintptr_t)last.ptr + last.len;
}

enum gr_status gr_readings_align(struct gr_readings *readings,
    const struct gr_csv_record *record, struct gr_aligned *out,
    struct gr_err *err)
{
	struct row row = row_of(record, readings->cells);
	bool habit = gr_readings_is_habit(readings, record);
	enum gr_status status = GR_OK;

	readings->readings = 0;
	if (habit)
		status = gr_readings_at_end(readings, record, &habit, err);
	if (status == GR_OK && habit) {
		read_at(readings, &row, row.places);
		agree(readings);
	} else if (status == GR_OK)
		status = read_each(readings, record, err);
	if (status == GR_OK && readings->readings > 0
	    && gr_readings_is_short(readings, record))
		doubt_cut(readings, record);
	*out = (struct gr_aligned){ .cell = readings->value,
		.doubt = readings->doubt,
		.plausible = readings->readings > 0 };
	for (size_t c = 0; c < readings->cells && out->plausible; c++)
		out->doubtful |= readings->doubt[c];
	return status;
}

bool gr_readings_has_unit(const struct gr_readings *readings,
    const struct gr_aligned *aligned)
{
	static const enum gr_role role[] = { GR_ROLE_CODE, GR_ROLE_NAME };
	bool filled = false;

	for (size_t i = 0; i < sizeof(role) / sizeof(role[0]); i++) {
		size_t at = readings->layout->role[role[i]];
		if (at == GR_NONE)
			continue;
		if (aligned->doubt[at])
			return false;
		filled |= !gr_blank_only(aligned->cell[at]);
	}
	return filled;
}
