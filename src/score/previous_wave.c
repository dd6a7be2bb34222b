/* previous_wave.c - last wave's records by code. */
#include "score/previous_wave.h"

#include "score/scoring.h"
#include "standard/canonical.h"
#include "stream/stream.h"
#include <stdio.h>

/* Where the stream has what is kept. */
struct layout {
	const char *path;
	const struct gr_header *header;
	size_t *at; /* of the columns, then of the status */
	size_t code_at;
};

enum gr_status gr_previous_wave_none(struct gr_arena *keep,
    const struct gr_standard *standard, struct gr_previous *out,
    struct gr_err *err)
{
	*out = (struct gr_previous){ .standard = standard };
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

static enum gr_status need_column(const struct gr_previous *previous,
    const struct layout *layout, size_t i, size_t *at, struct gr_err *err)
{
	const struct gr_column *column = &previous->standard->column[i];

	*at = find_column(layout->header, column);
	if (*at == GR_NONE)
		return gr_err_at(err, GR_EDATA, layout->path, 1, NULL,
		    "the last wave's stream has no column '%.*s'",
		    GR_ARG(column->name));
	return GR_OK;
}

static enum gr_status find_columns(struct gr_arena *keep,
    const struct gr_previous *previous, struct layout *layout,
    struct gr_err *err)
{
	size_t code = previous->standard->role[GR_ROLE_CODE];

	layout->at = GR_NEW_ARRAY(keep, previous->columns + 1, size_t);
	if (layout->at == NULL)
		return gr_err_memory(err);
	if (code == GR_NONE)
		return gr_err_set(err, GR_EUSAGE,
		    "the standard has no column "
		    "with the role code, so no last wave can be read");

	enum gr_status status = need_column(previous, layout, code,
	    &layout->code_at, err);
	for (size_t i = 0; i < previous->columns && status == GR_OK; i++)
		status = need_column(previous, layout, previous->column[i],
		    &layout->at[i], err);

	/* A normalised stream has no verdicts, even if a column of the survey
	 * is called so. */
	bool scored = gr_header_find(layout->header, GR_S("criteria_met"))
	    != GR_NONE;
	layout->at[previous->columns] = scored
	    ? gr_header_find(layout->header, GR_S("status"))
	    : GR_NONE;
	return status;
}

static enum gr_status fail_at(const struct layout *layout,
    const struct gr_row *row, size_t at, struct gr_err *err, const char *what)
{
	char column[GR_ERR_COLUMN_MAX];

	(void)snprintf(column, sizeof(column), "%.*s",
	    GR_ARG(layout->header->name[at]));
	return gr_err_at(err, GR_EDATA, layout->path, row->line, column,
	    "'%.*s' %s", GR_ARG(row->field[at]), what);
}

static enum gr_status check_wave(struct gr_arena *keep,
    struct gr_previous *previous, const struct layout *layout,
    const struct gr_row *row, struct gr_err *err)
{
	struct gr_slice wave = row->field[GR_WAVE];

	if (previous->wave.len == 0) {
		previous->wave = gr_arena_copy(keep, wave);
		if (previous->wave.ptr == NULL)
			return gr_err_memory(err);
	}
	if (!gr_slice_eq(previous->wave, wave))
		return fail_at(layout, row, GR_WAVE, err,
		    "is a second wave in one stream");
	return GR_OK;
}

/* Room for one more unit's cells, and its place among them. */
static enum gr_status add_unit(struct gr_arena *keep,
    struct gr_previous *previous, struct gr_slice **cell, struct gr_err *err)
{
	size_t each = previous->columns + 1;
	void *items = previous->cell;
	enum gr_status status = gr_arena_grow(keep, &items, &previous->room,
	    previous->units, each * sizeof(**cell), err);

	if (status != GR_OK)
		return status;
	previous->cell = items;
	*cell = previous->cell + previous->units++ * each;
	return GR_OK;
}

static enum gr_status keep_cells(struct gr_arena *keep,
    const struct gr_previous *previous, const struct layout *layout,
    const struct gr_row *row, struct gr_slice *cell, struct gr_err *err)
{
	for (size_t i = 0; i <= previous->columns; i++) {
		size_t at = layout->at[i];

		if (at == GR_NONE)
			continue;
		if (i < previous->columns
		    && !gr_cell_is_canonical(
		        &previous->standard->column[previous->column[i]],
		        row->field[at]))
			return fail_at(layout, row, at, err,
			    "is not a canonical value");
		cell[i] = gr_arena_copy(keep, row->field[at]);
		if (cell[i].ptr == NULL)
			return gr_err_memory(err);
	}
	return GR_OK;
}

static enum gr_status keep_row(struct gr_arena *keep,
    struct gr_previous *previous, const struct layout *layout,
    const struct gr_row *row, struct gr_err *err)
{
	struct gr_slice code = row->field[layout->code_at];
	struct gr_slice *cell;
	uint64_t known;
	enum gr_status status = check_wave(keep, previous, layout, row, err);

	if (status != GR_OK || code.len == 0)
		return status;
	if (gr_map_get(&previous->by_code, code, &known))
		return fail_at(layout, row, layout->code_at, err,
		    "is there twice");
	code = gr_arena_copy(keep, code);
	if (code.ptr == NULL)
		return gr_err_memory(err);
	status = gr_map_put(&previous->by_code, code, previous->units, err);
	if (status == GR_OK)
		status = add_unit(keep, previous, &cell, err);
	if (status == GR_OK)
		status = keep_cells(keep, previous, layout, row, cell, err);
	return status;
}

static enum gr_status keep_stream(struct gr_arena *keep,
    struct gr_previous *previous, const char *path, struct gr_stream *stream,
    struct gr_err *err)
{
	struct layout layout = { .path = path,
		.header = gr_stream_header(stream) };
	struct gr_row row;
	enum gr_status status = find_columns(keep, previous, &layout, err);

	if (status == GR_OK
	    && gr_header_find(layout.header, GR_S("wave")) != GR_WAVE)
		return gr_err_at(err, GR_EDATA, path, 1, NULL,
		    "a stream of records begins with the column wave");
	while (status == GR_OK) {
		status = gr_stream_next(stream, &row, err);
		if (status == GR_OK)
			status = keep_row(keep, previous, &layout, &row, err);
	}
	previous->foreign = gr_stream_is_foreign(stream);
	return status == GR_END ? GR_OK : status;
}

enum gr_status gr_previous_wave_read(struct gr_arena *keep,
    const struct gr_standard *standard, const char *path, bool foreign,
    struct gr_previous *out, struct gr_err *err)
{
	struct gr_stream *stream = NULL;
	enum gr_status status = gr_previous_wave_none(keep, standard, out, err);

	if (status == GR_OK)
		status = gr_stream_open_file(path, foreign, &stream, err);
	if (status == GR_OK)
		status = keep_stream(keep, out, path, stream, err);
	gr_stream_close(stream);
	return status;
}

const struct gr_slice *gr_previous_wave_find(const struct gr_previous *previous,
    struct gr_slice code)
{
	uint64_t unit;

	if (!gr_map_get(&previous->by_code, code, &unit))
		return NULL;
	return previous->cell + unit * (previous->columns + 1);
}
