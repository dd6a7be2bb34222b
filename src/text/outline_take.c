/* What the readers of a pattern share: its characters, and sets of them. */
#include "text/outline_internal.h"

#include <stdlib.h>

#include "text/utf8.h"

uint32_t gr_outline_fail(struct gr_outline_reader *r)
{
	r->failed = true;
	return 0;
}

uint32_t gr_outline_take(struct gr_outline_reader *r)
{
	uint32_t character;
	size_t bytes;

	if (r->failed || r->at == r->text.len)
		return gr_outline_fail(r);
	bytes = gr_utf8_step(gr_slice_skip(r->text, r->at), &character);
	if (character == GR_UTF8_NONE)
		return gr_outline_fail(r);
	r->at += bytes;
	return character;
}

uint32_t gr_outline_set(struct gr_outline_reader *r,
    const struct gr_symbols *symbols)
{
	struct gr_outlines *o = r->outlines;

	if (o->sets == o->set_room) {
		size_t room = 2 * o->set_room;
		struct gr_symbols *more = realloc(o->set, room * sizeof *more);

		if (more == NULL) {
			r->no_memory = true;
			return gr_outline_fail(r);
		}
		o->set = more;
		o->set_room = room;
	}
	o->set[o->sets] = *symbols;
	return (uint32_t)o->sets++;
}
