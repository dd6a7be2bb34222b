/* reader_buffer.c - the text and the cells that a reader holds. */
#include "csv/reader_internal.h"

#include <assert.h>
#include <stdlib.h>

#include "csv/scan.h"

/* Move what is left, or held, to the front; the index moves with it. */
static void shift(struct gr_csv *csv)
{
	size_t from = csv->held ? csv->hold : csv->start;
	size_t first = csv->held ? csv->hold_k : csv->k;
	size_t kept = csv->found - first;

	if (from == 0)
		return;
	memmove(csv->window, csv->window + from, csv->end - from);
	for (size_t i = 0; i < kept; i++)
		csv->at[i] = csv->at[first + i] - (uint32_t)from;
	csv->found = kept;
	csv->k -= first;
	csv->end -= from;
	csv->passed += from;
	csv->start -= from;
	csv->hold = csv->hold_k = 0;
}

static enum gr_status grow(struct gr_csv *csv, struct gr_err *err)
{
	size_t room = csv->room * 2;
	assert(room > csv->room);
	char *window = realloc(csv->window, room);

	if (window)
		csv->window = window;
	uint32_t *at = realloc(csv->at, room * sizeof(*at));
	if (at)
		csv->at = at;
	if (!window || !at)
		return gr_err_memory(err);
	csv->room = room;
	return GR_OK;
}

/* Get more text behind `end`; sets at_end if there is none. */
enum gr_status gr_csv_refill(struct gr_csv *csv, struct gr_err *err)
{
	enum gr_status status = GR_OK;
	size_t got = 0;

	shift(csv);
	if (csv->end == csv->room)
		status = grow(csv, err);
	if (status != GR_OK)
		return status;
	char *to = csv->window + csv->end;
	status = csv->read(csv->context, to, csv->room - csv->end, &got, err);
	if (status == GR_END) {
		csv->at_end = true;
		return GR_OK;
	}
	csv->read_failed = status != GR_OK;
	if (status != GR_OK)
		return status;
	csv->found += (csv->flags & GR_CSV_SCALAR ? gr_scan_scalar : gr_scan)(
	    to, got, csv->delimiter, (uint32_t)csv->end, csv->at + csv->found);
	csv->has_tabs |= csv->delimiter != '\t' && memchr(to, '\t', got);
	csv->end += got;
	return GR_OK;
}

bool gr_csv_add_cell(struct gr_csv *csv, const char *ptr, size_t len)
{
	if (csv->cells >= csv->limits.max_columns) {
		csv->cells++;
		return true;
	}
	if (csv->cells == csv->cell_room) {
		size_t room = csv->cell_room * 2;
		assert(room > csv->cell_room);
		struct gr_slice *cell = realloc(csv->cell,
		    room * sizeof(*cell));
		if (!cell)
			return false;
		csv->cell = cell;
		csv->cell_room = room;
	}
	csv->cell[csv->cells++] = gr_slice_make(ptr, len);
	return true;
}
