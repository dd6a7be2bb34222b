/* table_source.c - a table from a file that may be packed, or from a pipe. */
#include "csv/table.h"

#include "base/buf.h"
#include "stream/source.h"

static enum gr_status read_all(struct gr_source *source, struct gr_buf *text,
    struct gr_err *err)
{
	enum { STEP = 65536 };

	for (;;) {
		char *to = gr_buf_reserve(text, STEP);
		size_t got;

		if (!to)
			return gr_err_memory(err);
		enum gr_status status = gr_source_read(source, to, STEP, &got,
		    err);
		if (status == GR_END)
			return GR_OK;
		if (status != GR_OK)
			return status;
		text->len += got;
	}
}

enum gr_status gr_table_take(struct gr_arena *keep, struct gr_source *source,
    struct gr_table *out, struct gr_err *err)
{
	struct gr_buf text = { 0 };
	enum gr_status status = read_all(source, &text, err);

	if (status == GR_OK)
		status = gr_table_parse(keep, gr_source_name(source),
		    gr_buf_slice(&text), out, err);
	gr_buf_free(&text);
	return status;
}
