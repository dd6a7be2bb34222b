#include "release/sums.h"

void gr_sums_add(struct gr_buf *to, struct gr_slice sha256,
    struct gr_slice file)
{
	bool odd = gr_slice_find(file, GR_S("\\")) != SIZE_MAX
	    || gr_slice_find(file, GR_S("\n")) != SIZE_MAX
	    || gr_slice_find(file, GR_S("\r")) != SIZE_MAX;

	if (odd)
		gr_buf_byte(to, '\\');
	gr_buf_add(to, sha256);
	gr_buf_text(to, "  ");
	for (size_t i = 0; i < file.len; i++)
		switch (file.ptr[i]) {
		case '\\':
			gr_buf_text(to, "\\\\");
			break;
		case '\n':
			gr_buf_text(to, "\\n");
			break;
		case '\r':
			gr_buf_text(to, "\\r");
			break;
		default:
			gr_buf_byte(to, file.ptr[i]);
		}
	gr_buf_byte(to, '\n');
}
