/* file_name.c - names of files in streams */
#include "text/file_name.h"

#include "text/utf8.h"

static void escape(struct gr_buf *to, struct gr_slice name, bool quoted)
{
	while (name.len > 0) {
		uint32_t c;
		size_t n = gr_utf8_next(name, &c);

		if (n > 0 && c >= ' ' && c != 0x7f
		    && (!quoted || (c != ' ' && c != '\\')))
			gr_buf_add(to, gr_slice_make(name.ptr, n));
		else
			gr_buf_format(to, quoted ? "\\x%02X" : "%%%02X",
			    (unsigned char)name.ptr[0]);
		name = gr_slice_skip(name, n > 0 ? n : 1);
	}
}

void gr_file_name_call(struct gr_buf *to, struct gr_slice name)
{
	escape(to, name, false);
}

void gr_file_name_quote(struct gr_buf *to, struct gr_slice name)
{
	escape(to, name, true);
}
