/* selection.c - which columns and rows of a stream are wanted. */
#include "stream/selection.h"

static enum gr_status find(const struct gr_header *header, struct gr_slice name,
    size_t *at, struct gr_err *err)
{
	*at = gr_header_find(header, name);
	if (*at == GR_NONE)
		return gr_err_set(err, GR_EUSAGE,
		    "the input has no column '%.*s'", GR_ARG(name));
	return GR_OK;
}

static size_t count_parts(struct gr_slice text)
{
	size_t n = 1;

	for (size_t i = 0; i < text.len; i++)
		n += text.ptr[i] == ',';
	return n;
}

/* Split at the first '='; false if there is none. */
static bool split_equals(struct gr_slice text, struct gr_slice *before,
    struct gr_slice *behind)
{
	size_t at = gr_slice_find(text, GR_S("="));

	if (at == SIZE_MAX)
		return false;
	*before = gr_slice_make(text.ptr, at);
	*behind = gr_slice_skip(text, at + 1);
	return true;
}

enum gr_status gr_selection_columns(struct gr_arena *keep,
    const struct gr_header *header, struct gr_slice text,
    const struct gr_selection_column **out, size_t *n, struct gr_err *err)
{
	struct gr_selection_column *column = GR_NEW_ARRAY(keep,
	    count_parts(text), struct gr_selection_column);
	struct gr_slice part;

	if (column == NULL)
		return gr_err_memory(err);
	for (*n = 0; gr_slice_split(&text, ',', &part); ++*n) {
		struct gr_slice from = part, to = part;
		enum gr_status status;

		(void)split_equals(part, &from, &to);
		status = find(header, from, &column[*n].at, err);
		if (status != GR_OK)
			return status;
		if (to.len == 0)
			return gr_err_set(err, GR_EUSAGE,
			    "'%.*s' gives a column no name", GR_ARG(part));
		for (size_t i = 0; i < *n; i++)
			if (gr_slice_eq(column[i].name, to))
				return gr_err_set(err, GR_EUSAGE,
				    "two columns would be called '%.*s'",
				    GR_ARG(to));
		column[*n].name = to;
	}
	*out = column;
	return GR_OK;
}

enum gr_status gr_selection_test(const struct gr_header *header,
    struct gr_slice text, struct gr_selection_test *out, struct gr_err *err)
{
	struct gr_slice name;

	if (!split_equals(text, &name, &out->values))
		return gr_err_set(err, GR_EUSAGE,
		    "'%.*s' is not COLUMN=VALUE|VALUE", GR_ARG(text));
	return find(header, name, &out->at, err);
}

bool gr_selection_holds(const struct gr_selection_test *test,
    const struct gr_slice *field)
{
	struct gr_slice rest = test->values, value;

	while (gr_slice_split(&rest, '|', &value))
		if (gr_slice_eq(value, field[test->at]))
			return true;
	return false;
}

enum gr_status gr_selection_keys(struct gr_arena *keep,
    const struct gr_header *header, struct gr_slice text,
    const struct gr_selection_key **out, size_t *n, struct gr_err *err)
{
	struct gr_selection_key *key = GR_NEW_ARRAY(keep, count_parts(text),
	    struct gr_selection_key);
	struct gr_slice part;

	if (key == NULL)
		return gr_err_memory(err);
	for (*n = 0; gr_slice_split(&text, ',', &part); ++*n) {
		enum gr_status status;

		for (;;) {
			if (gr_slice_ends(part, GR_S(":n")))
				key[*n].number = true;
			else if (gr_slice_ends(part, GR_S(":r")))
				key[*n].down = true;
			else
				break;
			part.len -= 2;
		}
		status = find(header, part, &key[*n].at, err);
		if (status != GR_OK)
			return status;
	}
	*out = key;
	return GR_OK;
}

/* Whole numbers by value come before everything else, which is bytewise. */
static int compare_numbers(struct gr_slice a, struct gr_slice b)
{
	int64_t x = 0, y = 0;
	bool is_x = gr_slice_to_int64(a, &x), is_y = gr_slice_to_int64(b, &y);

	if (is_x != is_y)
		return is_x ? -1 : 1;
	if (is_x && x != y)
		return x < y ? -1 : 1;
	return gr_slice_cmp(a, b);
}

int gr_selection_compare(const struct gr_selection_key *key, size_t n,
    const struct gr_slice *a, const struct gr_slice *b)
{
	for (size_t i = 0; i < n; i++) {
		struct gr_slice x = a[key[i].at], y = b[key[i].at];
		int order = key[i].number ? compare_numbers(x, y)
		                          : gr_slice_cmp(x, y);

		if (order != 0)
			return key[i].down ? -order : order;
	}
	return 0;
}
