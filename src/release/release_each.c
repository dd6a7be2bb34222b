/* release_each.c - the rows of a file of a release, one after the other */
#include "csv/table_rows.h"
#include "release/release.h"
#include "stream/stream.h"

static enum gr_status each_of_table(struct gr_arena *keep, const char *path,
    gr_release_cells_fn *each, void *context, struct gr_err *err)
{
	struct gr_table_rows *rows = NULL;
	struct gr_table_row row;
	enum gr_status status = gr_table_rows_open(keep, path, NULL, &rows,
	    err);
	const struct gr_header *header = status == GR_OK
	    ? &gr_table_rows_table(rows)->header
	    : NULL;

	/* a table that people keep is wrong; one of a release is no input */
	if (status == GR_EUSAGE)
		status = err->status = GR_EDATA;
	if (status == GR_OK)
		status = each(context, header, NULL, err);
	while (status == GR_OK) {
		status = gr_table_rows_next(rows, &row, err);
		if (status == GR_EUSAGE)
			status = err->status = GR_EDATA;
		if (status == GR_OK)
			status = each(context, header, row.cell, err);
	}
	gr_table_rows_close(rows);
	return status == GR_END ? GR_OK : status;
}

static enum gr_status each_of_stream(const char *path,
    gr_release_cells_fn *each, void *context, struct gr_err *err)
{
	struct gr_stream *stream = NULL;
	struct gr_row row;
	enum gr_status status = gr_stream_open_file(path, false, &stream, err);

	if (status == GR_OK) {
		gr_stream_take_old(stream);
		status = each(context, gr_stream_header(stream), NULL, err);
	}
	while (status == GR_OK
	    && (status = gr_stream_next(stream, &row, err)) == GR_OK)
		status = each(context, gr_stream_header(stream), row.field,
		    err);
	gr_stream_close(stream);
	return status == GR_END ? GR_OK : status;
}

enum gr_status gr_release_each(struct gr_arena *keep, const char *path,
    gr_release_cells_fn *each, void *context, struct gr_err *err)
{
	return gr_slice_ends(gr_slice_of(path), GR_S(".csv"))
	    ? each_of_table(keep, path, each, context, err)
	    : each_of_stream(path, each, context, err);
}
