/* refuse.c - why a province is not counted */
#include "nation/province.h"

#include "base/buf.h"

enum gr_status gr_province_refuse(const struct gr_nation *nation,
    struct gr_province *province, const struct gr_err *why, struct gr_err *err)
{
	struct gr_buf text = { 0 };

	if (why->status == GR_ESYS) {
		*err = *why;
		return err->status;
	}
	gr_buf_add(&text, province->why);
	if (text.len > 0)
		gr_buf_text(&text, "; ");
	if (why->source[0] != '\0')
		gr_buf_format(&text, "%s: ", why->source);
	if (why->line > 0)
		gr_buf_format(&text, "%llu: ", (unsigned long long)why->line);
	gr_buf_text(&text, nation->chinese ? why->chinese : why->message);
	province->why = gr_arena_copy(nation->keep, gr_buf_slice(&text));
	bool failed = text.failed || province->why.ptr == NULL;
	gr_buf_free(&text);
	return failed ? gr_err_memory(err) : GR_OK;
}
