/* previous_wave.c - last wave's records by code. */
#include "score/previous_wave.h"

#include "score/scoring.h"
#include "standard/canonical.h"
#include <stdio.h>

enum gr_status gr_previous_wave_none(struct gr_arena *keep,
    const struct gr_standard *standard, struct gr_previous *out,
    struct gr_err *err)
{
	*out = (struct gr_previous){ .keep = keep, .standard = standard };
	out->by_code = gr_map_make(keep);
	out->column = GR_NEW_ARRAY(keep, standard->columns, size_t);
	if (out->column == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < standard->columns; i++) {
		if (standard->prev_used[i])
			out->column[out->columns++] = i;
	}
	return GR_OK;
}

/* Under its own name, else under that which score gives its role. */
static size_t find_column(const struct gr_header *header,
    const struct gr_column *column)
{
	size_t at = gr_header_find(header, column->name);
	struct gr_slice published = gr_score_column_of(column->role);

	if (at == GR_NONE && published.len > 0)
		at = gr_header_find(header, published);
	return at;
}

static enum gr_status need_column(const struct gr_previous *previous, size_t i,
    size_t *at, struct gr_err *err)
{
	const struct gr_column *column = &previous->standard->column[i];

	*at = find_column(previous->stream.header, column);
	if (*at == GR_NONE)
		return gr_err_at(err, GR_EDATA, previous->stream.name, 1, NULL,
		    "the last wave's stream has no column '%.*s'",
		    GR_ARG(column->name));
	return GR_OK;
}

static enum gr_status find_columns(struct gr_previous *previous,
    struct gr_err *err)
{
	struct gr_previous_stream *stream = &previous->stream;
	size_t code = previous->standard->role[GR_ROLE_CODE];

	stream->at = GR_NEW_ARRAY(previous->keep, previous->columns + 1,
	    size_t);
	if (stream->at == NULL)
		return gr_err_memory(err);
	if (code == GR_NONE)
		return gr_err_set(err, GR_EUSAGE,
		    "the standard has no column "
		    "with the role code, so no last wave can be read");

	enum gr_status status = need_column(previous, code, &stream->code_at,
	    err);
	for (size_t i = 0; i < previous->columns && status == GR_OK; i++)
		status = need_column(previous, previous->column[i],
		    &stream->at[i], err);

	/* A normalised stream has no verdicts, even if a column of the survey
	 * is called so. */
	bool scored = gr_header_find(stream->header, GR_S("criteria_met"))
	    != GR_NONE;
	stream->at[previous->columns] = scored
	    ? gr_header_find(stream->header, GR_S("status"))
	    : GR_NONE;
	return status;
}

static enum gr_status fail_at(const struct gr_previous_stream *stream,
    const struct gr_row *row, size_t at, struct gr_err *err, const char *what)
{
	char column[GR_ERR_COLUMN_MAX];

	(void)snprintf(column, sizeof(column), "%.*s",
	    GR_ARG(stream->header->name[at]));
	return gr_err_at(err, GR_EDATA, stream->name, row->line, column,
	    "'%.*s' %s", GR_ARG(row->field[at]), what);
}

static enum gr_status check_wave(struct gr_previous *previous,
    const struct gr_row *row, struct gr_err *err)
{
	struct gr_slice wave = row->field[GR_WAVE];

	if (previous->wave.len == 0) {
		previous->wave = gr_arena_copy(previous->keep, wave);
		if (previous->wave.ptr == NULL)
			return gr_err_memory(err);
	}
	if (!gr_slice_eq(previous->wave, wave))
		return fail_at(&previous->stream, row, GR_WAVE, err,
		    "is a second wave in one stream");
	return GR_OK;
}

/* Room for one more unit's cells, and its place among them. */
static enum gr_status add_unit(struct gr_previous *previous,
    struct gr_slice **cell, struct gr_err *err)
{
	size_t each = previous->columns + 1;
	void *items = previous->cell;
	enum gr_status status = gr_arena_grow(previous->keep, &items,
	    &previous->room, previous->units, each * sizeof(**cell), err);

	if (status != GR_OK)
		return status;
	previous->cell = items;
	*cell = previous->cell + previous->units++ * each;
	return GR_OK;
}

static enum gr_status keep_cells(const struct gr_previous *previous,
    const struct gr_row *row, struct gr_slice *cell, struct gr_err *err)
{
	const struct gr_previous_stream *stream = &previous->stream;

	for (size_t i = 0; i <= previous->columns; i++) {
		size_t at = stream->at[i];

		if (at == GR_NONE)
			continue;
		if (i < previous->columns
		    && !gr_cell_is_canonical(
		        &previous->standard->column[previous->column[i]],
		        row->field[at]))
			return fail_at(stream, row, at, err,
			    "is not a canonical value");
		cell[i] = gr_arena_copy(previous->keep, row->field[at]);
		if (cell[i].ptr == NULL)
			return gr_err_memory(err);
	}
	return GR_OK;
}

static enum gr_status take(void *context, const struct gr_row *row,
    struct gr_err *err)
{
	struct gr_previous *previous = context;
	const struct gr_previous_stream *stream = &previous->stream;
	struct gr_slice code = row->field[stream->code_at];
	struct gr_slice *cell;
	uint64_t known;
	enum gr_status status = check_wave(previous, row, err);

	if (status != GR_OK || code.len == 0)
		return status;
	if (gr_map_get(&previous->by_code, code, &known))
		return fail_at(stream, row, stream->code_at, err,
		    "is there twice");
	code = gr_arena_copy(previous->keep, code);
	if (code.ptr == NULL)
		return gr_err_memory(err);
	status = gr_map_put(&previous->by_code, code, previous->units, err);
	if (status == GR_OK)
		status = add_unit(previous, &cell, err);
	if (status == GR_OK)
		status = keep_cells(previous, row, cell, err);
	return status;
}

static enum gr_status begin(void *context, const struct gr_header *header,
    const char *name, struct gr_err *err)
{
	struct gr_previous *previous = context;

	previous->stream.header = header;
	previous->stream.name = name;
	enum gr_status status = find_columns(previous, err);
	if (status == GR_OK && gr_header_find(header, GR_S("wave")) != GR_WAVE)
		return gr_err_at(err, GR_EDATA, name, 1, NULL,
		    "a stream of records begins with the column wave");
	return status;
}

struct gr_taker gr_previous_taker(struct gr_previous *previous)
{
	return (struct gr_taker){ previous, begin, take, NULL };
}

const struct gr_slice *gr_previous_wave_find(const struct gr_previous *previous,
    struct gr_slice code)
{
	uint64_t unit;

	if (!gr_map_get(&previous->by_code, code, &unit))
		return NULL;
	return previous->cell + unit * (previous->columns + 1);
}
