/* input_stream.c - a stream of a run's input, from header to trailer */
#include "program/input_stream.h"

#include "program/order.h"

static enum gr_status take_header(struct gr_run *run,
    const struct gr_stream *stream, const char *name, struct gr_err *err)
{
	const struct gr_header *header = gr_stream_header(stream);

	if (!run->started)
		return gr_run_begin(run, header, err);
	if (header->n != run->in.n)
		return gr_err_at(err, GR_EDATA, name, 1, NULL,
		    "%zu columns where the first input has %zu", header->n,
		    run->in.n);
	for (size_t i = 0; i < header->n; i++)
		if (!gr_slice_eq(header->name[i], run->in.name[i]))
			return gr_err_at(err, GR_EDATA, name, 1, NULL,
			    "column %zu is '%.*s' where the first input has "
			    "'%.*s'",
			    i + 1, GR_ARG(header->name[i]),
			    GR_ARG(run->in.name[i]));
	return GR_OK;
}

void gr_input_name_place(struct gr_err *err, const char *name, uint64_t line)
{
	if (err->source[0] == '\0' && err->status == GR_EDATA)
		gr_err_place(err, err->status, name, line, err->column);
}

enum gr_status gr_input_open_stream(struct gr_run *run,
    struct gr_source *source, struct gr_stream **out, struct gr_err *err)
{
	enum gr_status status = gr_stream_open(source, run->common.foreign, out,
	    err);

	if (status != GR_OK)
		return status;
	status = take_header(run, *out, gr_source_name(source), err);
	if (status != GR_OK)
		gr_input_name_place(err, gr_source_name(source), 1);
	return status;
}

enum gr_status gr_input_end_stream(struct gr_run *run, struct gr_source *source,
    struct gr_stream *stream, struct gr_err *err)
{
	enum gr_status status = gr_order_check(run, gr_stream_program(stream),
	    err);

	if (status != GR_OK)
		gr_input_name_place(err, gr_source_name(source), 1);
	run->foreign |= gr_stream_is_foreign(stream);
	gr_progress_next(&run->progress, gr_source_raw_bytes(source),
	    gr_stream_records(stream));
	return status;
}
