/* finding_kind.c - the words of the catalogue, with what differs put in. */
#include "stream/finding_kind.h"

#include <assert.h>
#include <string.h>

static const struct gr_finding_arg *find(const struct gr_finding_arg *with,
    struct gr_slice place)
{
	for (; with && with->place; with++)
		if (gr_slice_eq(gr_slice_of(with->place), place))
			return with;
	return NULL;
}

static void put(struct gr_buf *to, const struct gr_finding_arg *arg)
{
	if (arg->is_number)
		gr_buf_uint(to, arg->number);
	else
		gr_buf_add(to, arg->text);
}

/* Whether `text` has a place of that name. */
static bool has_place(struct gr_slice text, const char *name)
{
	struct gr_slice place = gr_slice_of(name);

	for (; text.len > place.len + 1; text = gr_slice_skip(text, 1))
		if (text.ptr[0] == '{' && text.ptr[place.len + 1] == '}'
		    && gr_slice_starts(gr_slice_skip(text, 1), place))
			return true;
	return false;
}

void gr_finding_say(struct gr_buf *to, enum gr_finding_kind kind, bool chinese,
    const struct gr_finding_arg *with)
{
	const struct gr_finding_row *row = &gr_finding_table[kind];
	struct gr_slice text = gr_slice_of(chinese ? row->zh : row->en);

	for (const struct gr_finding_arg *arg = with; arg && arg->place; arg++)
		assert(has_place(text, arg->place));
	while (text.len > 0) {
		size_t open = gr_slice_find(text, GR_S("{"));

		if (open == SIZE_MAX) {
			gr_buf_add(to, text);
			return;
		}
		size_t close = gr_slice_find(text, GR_S("}"));
		assert(close != SIZE_MAX && close > open);
		const struct gr_finding_arg *arg = find(with,
		    gr_slice_make(text.ptr + open + 1, close - open - 1));
		assert(arg != NULL);
		gr_buf_add(to, gr_slice_make(text.ptr, open));
		put(to, arg);
		text = gr_slice_skip(text, close + 1);
	}
}

struct gr_slice gr_finding_rule(enum gr_finding_kind kind)
{
	return gr_finding_table[kind].rule;
}

enum gr_action gr_finding_action(enum gr_finding_kind kind)
{
	return gr_finding_table[kind].action;
}

enum gr_finding_kind gr_finding_of_rule(struct gr_slice rule)
{
	enum gr_finding_kind found = GR_FINDING_NONE;

	for (unsigned kind = 1; kind < GR_FINDING_KINDS; kind++)
		if (gr_slice_eq(gr_finding_table[kind].rule, rule)
		    && has_place(gr_slice_of(gr_finding_table[kind].en),
		        "detail"))
			found = (enum gr_finding_kind)kind;
	return found;
}

struct gr_slice gr_finding_detail(const char *message, struct gr_slice *rule)
{
	const char *open = strrchr(message, '[');
	struct gr_slice text = gr_slice_of(message);

	*rule = GR_S("");
	if (open == NULL || !gr_slice_ends(text, GR_S("]")))
		return text;
	*rule = gr_slice_make(open + 1, strlen(open + 1) - 1);
	return gr_slice_trim(gr_slice_make(message, (size_t)(open - message)));
}
