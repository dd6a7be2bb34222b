/* taker.c - from a stream to who takes its rows. */
#include "stream/taker.h"

#include "stream/stream.h"

enum gr_status gr_taker_feed(const struct gr_taker *taker,
    struct gr_stream *stream, const char *name, struct gr_err *err)
{
	struct gr_row row;
	enum gr_status status = taker->begin(taker->context,
	    gr_stream_header(stream), name, err);

	while (status == GR_OK) {
		status = gr_stream_next(stream, &row, err);
		if (status == GR_OK)
			status = taker->row(taker->context, &row, err);
	}
	if (status != GR_END)
		return status;
	return taker->end != NULL ? taker->end(taker->context,
	           gr_stream_program(stream), gr_stream_is_foreign(stream), err)
	                          : GR_OK;
}

enum gr_status gr_taker_read(const struct gr_taker *taker, const char *path,
    bool foreign, bool *is_foreign, struct gr_err *err)
{
	struct gr_stream *stream;
	enum gr_status status = gr_stream_open_file(path, foreign, &stream,
	    err);

	*is_foreign = foreign;
	if (status != GR_OK)
		return status;
	status = gr_taker_feed(taker, stream, path, err);
	*is_foreign = gr_stream_is_foreign(stream);
	gr_stream_close(stream);
	return status;
}
