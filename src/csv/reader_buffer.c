/* reader_buffer.c - the text and the cells that a reader holds. */
#include "csv/reader_internal.h"

#include <assert.h>
#include <stdlib.h>

/* Move what is left, or held, to the front; the index moves with it. */
static void shift(struct gr_csv *csv)
{
	size_t from = csv->held ? csv->hold : csv->start;
	size_t first = csv->held ? csv->hold_k : csv->k;
	struct gr_scan_found *found = &csv->found;
	size_t kept = 0;

	if (from == 0)
		return;
	memmove(csv->window, csv->window + from, csv->end - from);
	for (size_t i = first; i < found->n; i++)
		found->at[i - first] = found->at[i] - (uint32_t)from;
	found->n -= first;
	for (size_t i = 0; i < found->stops; i++)
		if (found->stop[i] >= first)
			found->stop[kept++] = found->stop[i] - (uint32_t)first;
	found->stops = kept;
	csv->stop = 0;
	csv->k -= first;
	csv->end -= from;
	csv->passed += from;
	csv->start -= from;
	csv->tabs = csv->tabs > from ? csv->tabs - from : 0;
	csv->hold = csv->hold_k = 0;
}

bool gr_csv_make_places(struct gr_csv *csv)
{
	size_t bytes = (csv->room + GR_SCAN_SLACK) * sizeof(*csv->found.at);
	uint32_t *at = realloc(csv->found.at, bytes);

	if (at)
		csv->found.at = at;
	uint32_t *stop = realloc(csv->found.stop, bytes);
	if (stop)
		csv->found.stop = stop;
	return at && stop;
}

static enum gr_status grow(struct gr_csv *csv, struct gr_err *err)
{
	size_t room = csv->room * 2;
	assert(room > csv->room);
	char *window = realloc(csv->window, room);

	if (!window)
		return gr_err_memory(err);
	csv->window = window;
	csv->room = room;
	return gr_csv_make_places(csv) ? GR_OK : gr_err_memory(err);
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
	(csv->flags & GR_CSV_SCALAR ? gr_scan_scalar : gr_scan)(to, got,
	    csv->delimiter, (uint32_t)csv->end, &csv->found);
	const char *tab = csv->delimiter == '\t' ? NULL
	                                         : memrchr(to, '\t', got);
	if (tab)
		csv->tabs = (size_t)(tab - csv->window) + 1;
	csv->end += got;
	return GR_OK;
}

bool gr_csv_make_room(struct gr_csv *csv, size_t cells)
{
	size_t room = csv->cell_room;

	while (room < cells)
		room *= 2;
	struct gr_slice *cell = realloc(csv->cell, room * sizeof(*cell));
	if (!cell)
		return false;
	csv->cell = cell;
	csv->cell_room = room;
	return true;
}
