/* table_source.c - a table from a file that may be packed, or from a pipe. */
#include "csv/table.h"

#include "base/buf.h"
#include "stream/source.h"

enum gr_status gr_table_take(struct gr_arena *keep, struct gr_source *source,
    struct gr_table *out, struct gr_err *err)
{
	struct gr_buf text = { 0 };
	enum gr_status status = gr_source_read_all(source, &text, err);

	if (status == GR_OK)
		status = gr_table_parse(keep, gr_source_name(source),
		    gr_buf_slice(&text), out, err);
	gr_buf_free(&text);
	return status;
}
