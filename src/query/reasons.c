/* reasons.c - why a cell is asked about */
#include "query/book_internal.h"

enum gr_status gr_query_reason_add(struct gr_query_book *book,
    struct gr_asked_cell *cell, const struct gr_asked *asked,
    struct gr_err *err)
{
	void *items = book->reason;
	enum gr_status status = gr_arena_grow(book->keep, &items,
	    &book->reasons_room, book->reasons, sizeof *book->reason, err);

	if (status != GR_OK)
		return status;
	book->reason = items;
	if (cell->first_reason == GR_NONE)
		cell->first_reason = book->reasons;
	else
		book->reason[cell->last_reason].next = book->reasons;
	cell->last_reason = book->reasons;
	book->reason[book->reasons++] = (struct gr_asked_reason){
		gr_arena_copy(book->keep, asked->message), asked->early,
		asked->closed, GR_NONE
	};
	return book->reason[cell->last_reason].text.ptr ? GR_OK
	                                                : gr_err_memory(err);
}

static bool is_open(const struct gr_asked_cell *cell,
    const struct gr_asked_reason *reason)
{
	return !(cell->answered && reason->early);
}

bool gr_query_reason_is_open(const struct gr_query_book *book,
    const struct gr_asked_cell *cell)
{
	for (size_t i = cell->first_reason; i != GR_NONE;
	     i = book->reason[i].next)
		if (is_open(cell, &book->reason[i]))
			return true;
	return false;
}

void gr_query_reason_say(const struct gr_query_book *book,
    const struct gr_asked_cell *cell, struct gr_buf *to, bool *closed)
{
	size_t begin = to->len;

	*closed = true;
	for (size_t i = cell->first_reason; i != GR_NONE;
	     i = book->reason[i].next) {
		const struct gr_asked_reason *reason = &book->reason[i];
		struct gr_slice said = gr_slice_skip(gr_buf_slice(to), begin);

		if (!is_open(cell, reason))
			continue;
		*closed &= reason->closed;
		if (gr_slice_find(said, reason->text) != SIZE_MAX)
			continue;
		if (said.len > 0)
			gr_buf_text(to, "; ");
		gr_buf_add(to, reason->text);
	}
}
