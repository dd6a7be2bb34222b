/* source_all.c - a source whose bytes are wanted at once */
#include "stream/source.h"

enum gr_status gr_source_read_all(struct gr_source *source, struct gr_buf *to,
    struct gr_err *err)
{
	enum { STEP = 65536 };
	enum gr_status status = GR_OK;

	while (status == GR_OK) {
		char *room = gr_buf_reserve(to, STEP);
		size_t got = 0;

		if (room == NULL)
			return gr_err_memory(err);
		status = gr_source_read(source, room, STEP, &got, err);
		if (status == GR_OK)
			to->len += got;
	}
	return status == GR_END ? GR_OK : status;
}
