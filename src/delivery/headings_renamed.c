/* headings_renamed.c - headings that a program has made unlike their doubles. */
#include "delivery/headings.h"
#include "text/blank.h"

static size_t digits_behind(struct gr_slice s)
{
	size_t n = 0;

	while (n < s.len && s.ptr[s.len - 1 - n] >= '0'
	    && s.ptr[s.len - 1 - n] <= '9')
		n++;
	return n;
}

/* `s` without a number and one of the marks that programs put before it. */
static bool cut_number(struct gr_slice s, struct gr_slice *base)
{
	static const char *const mark[] = { "_duplicated_", "...", ".", "_",
		":" };
	size_t n = digits_behind(s);

	s.len -= n;
	for (size_t i = 0; n > 0 && i < sizeof mark / sizeof *mark; i++) {
		struct gr_slice word = gr_slice_of(mark[i]);

		if (s.len <= word.len || !gr_slice_ends(s, word))
			continue;
		*base = gr_slice_make(s.ptr, s.len - word.len);
		return true;
	}
	return false;
}

/* Without what joined tables are told apart by. */
static bool cut_side(struct gr_slice s, struct gr_slice *base)
{
	static const char *const side[] = { "_x", "_y", ".x", ".y", "_left",
		"_right" };

	for (size_t i = 0; i < sizeof side / sizeof *side; i++) {
		struct gr_slice word = gr_slice_of(side[i]);

		if (s.len <= word.len || !gr_slice_ends(s, word))
			continue;
		*base = gr_slice_make(s.ptr, s.len - word.len);
		return true;
	}
	return false;
}

/* Without 2 to 99, as spreadsheets count doubles, in brackets or not: people
 * number their own columns so, too. */
static bool cut_count(struct gr_slice s, struct gr_slice *base)
{
	bool bracket = s.len > 0 && s.ptr[s.len - 1] == ')';
	size_t n;

	s.len -= bracket;
	n = digits_behind(s);
	if (n < 1 || n > 2 || n >= s.len || s.ptr[s.len - n] == '0'
	    || (n == 1 && s.ptr[s.len - 1] == '1'))
		return false;
	s.len -= n;
	if (bracket && s.ptr[s.len - 1] != '(')
		return false;
	s.len -= bracket;
	*base = s;
	return s.len > 0;
}

/* A numbered remark is one more, and so is a second person's telephone. */
static bool may_be_several(const struct gr_standard *standard, size_t column)
{
	const struct gr_column *c = &standard->column[column];

	return c->personal
	    || (c->type == GR_TYPE_TEXT
	        && !gr_standard_is_identity(standard, column));
}

enum gr_status gr_headings_renamed(struct gr_headings *headings,
    struct gr_arena *keep, struct gr_slice text, size_t *column,
    struct gr_err *err)
{
	struct gr_buf fold = { 0 };
	struct gr_heading heading = { .column = GR_NONE };
	struct gr_slice base;

	*column = GR_NONE;
	gr_blank_fold(&fold, text);
	enum gr_status status = gr_buf_check(&fold, err);
	struct gr_slice folded = gr_buf_slice(&fold);
	if (status == GR_OK
	    && (cut_number(folded, &base) || cut_side(folded, &base)))
		status = gr_headings_find(headings, keep, base, &heading, err);
	if (status == GR_OK && heading.column == GR_NONE
	    && cut_count(folded, &base)) {
		status = gr_headings_find(headings, keep, base, &heading, err);
		if (heading.column != GR_NONE
		    && may_be_several(gr_headings_standard(headings),
		        heading.column))
			heading.column = GR_NONE;
	}
	*column = heading.column;
	gr_buf_free(&fold);
	return status;
}
