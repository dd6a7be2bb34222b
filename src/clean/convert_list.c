/* Conversions to one or several of a column's values. */
#include "clean/convert_internal.h"

enum gr_reading gr_convert_enum(const struct gr_column *column,
    struct gr_slice text, struct gr_buf *to)
{
	for (size_t i = 0; i < column->values; i++)
		if (gr_slice_eq(column->value[i], text)) {
			gr_buf_add(to, text);
			return GR_READING_DONE;
		}
	return GR_READING_NOT_LISTED;
}

/* The bytes of the separator that `text` begins with, or 0.  Blanks separate
 * only where the items are known. */
static size_t separator(struct gr_slice text, bool blanks)
{
	static const struct gr_slice mark[] = { { ",", 1 }, { ";", 1 },
		{ "/", 1 }, { "|", 1 }, { "+", 1 }, { "、", 3 }, { "，", 3 },
		{ "；", 3 }, { "／", 3 }, { "＋", 3 }, { " ", 1 },
		{ "\u3000", 3 } };
	size_t n = sizeof mark / sizeof *mark - (blanks ? 0 : 2);
	unsigned char first = text.len > 0 ? (unsigned char)text.ptr[0] : 'a';

	/* most are no separator, but a letter, or an ideograph or its tail */
	if (first > '|' && first != 0xe3 && first != 0xef)
		return 0;
	for (size_t i = 0; i < n; i++)
		if (gr_slice_starts(text, mark[i]))
			return mark[i].len;
	return 0;
}

/* The longest of the column's values that `text` begins with. */
static size_t longest_value(const struct gr_column *column,
    struct gr_slice text)
{
	size_t best = GR_NONE, len = 0;

	for (size_t i = 0; i < column->values && i < GR_SET_MAX; i++)
		if (column->value[i].len > len
		    && gr_slice_starts(text, column->value[i])) {
			best = i;
			len = column->value[i].len;
		}
	return best;
}

/* Known items, with or without separators, in the dictionary's order. */
static enum gr_reading put_known_set(const struct gr_column *column,
    struct gr_slice text, struct gr_buf *to)
{
	uint64_t seen = 0;
	bool first = true;

	while (text.len > 0) {
		size_t skip = separator(text, true), which;

		if (skip == 0) {
			which = longest_value(column, text);
			if (which == GR_NONE)
				return GR_READING_NOT_LISTED;
			seen |= (uint64_t)1 << which;
			skip = column->value[which].len;
		}
		text = gr_slice_skip(text, skip);
	}
	if (seen == 0)
		return GR_READING_NOT_LISTED;
	for (size_t i = 0; i < column->values && i < GR_SET_MAX; i++) {
		if ((seen >> i & 1) == 0)
			continue;
		if (!first)
			gr_buf_byte(to, ';');
		gr_buf_add(to, column->value[i]);
		first = false;
	}
	return GR_READING_DONE;
}

static bool is_bracket(struct gr_slice text, const char *narrow,
    const char *wide)
{
	return (text.ptr[0] == *narrow || text.ptr[0] == *wide)
	    && (gr_slice_starts(text, gr_slice_of(narrow))
	        || gr_slice_starts(text, gr_slice_of(wide)));
}

/* Cut the next item off a set without a list; what its brackets hold is of it:
 * 微信（公众号、群）. */
static struct gr_slice next_item(struct gr_slice *text)
{
	struct gr_slice item = *text;
	size_t n = 0, skip = 0, depth = 0;

	for (; n < text->len; n++) {
		struct gr_slice rest = gr_slice_skip(*text, n);

		if (is_bracket(rest, "(", "（"))
			depth++;
		else if (depth > 0 && is_bracket(rest, ")", "）"))
			depth--;
		skip = depth > 0 ? 0 : separator(rest, false);
		if (skip > 0)
			break;
	}
	item.len = n;
	*text = gr_slice_skip(*text, n + skip);
	return gr_slice_trim(item);
}

/* Items that no table lists: each once, in the order of their bytes. */
static enum gr_reading put_free_set(struct gr_slice text, struct gr_buf *to)
{
	struct gr_slice item[GR_SET_MAX];
	size_t n = 0;

	while (text.len > 0) {
		struct gr_slice next = next_item(&text);

		if (next.len == 0)
			continue;
		if (n == GR_SET_MAX)
			return GR_READING_NOT_LISTED;
		item[n++] = next;
	}
	gr_slice_sort(item, n);
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && gr_slice_eq(item[i], item[i - 1]))
			continue;
		if (i > 0)
			gr_buf_byte(to, ';');
		gr_buf_add(to, item[i]);
	}
	return n > 0 ? GR_READING_DONE : GR_READING_NOT_LISTED;
}

enum gr_reading gr_convert_set(const struct gr_column *column,
    struct gr_slice text, struct gr_buf *to)
{
	return column->values > 0 ? put_known_set(column, text, to)
	                          : put_free_set(text, to);
}
