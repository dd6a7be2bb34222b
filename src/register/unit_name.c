/* unit_name.c - names of communities and places as people write them */
#include "register/unit_name.h"

#include "text/blank.h"
#include "text/utf8.h"

struct gr_slice gr_name_stem(const struct gr_name_words *words,
    struct gr_slice name)
{
	size_t n = gr_name_words_suffix(words, GR_WORD_COMMITTEE, name).len;

	if (n == name.len)
		return name;
	name.len -= n;
	while (name.len > 0 && name.ptr[name.len - 1] == ' ')
		name.len--;
	return name;
}

/* Whether `longer` is `shorter` and then one word of `kind`. */
static bool is_with_word(const struct gr_name_words *words, enum gr_word kind,
    struct gr_slice longer, struct gr_slice shorter)
{
	if (shorter.len == 0 || longer.len <= shorter.len
	    || !gr_slice_starts(longer, shorter))
		return false;
	struct gr_slice rest = gr_slice_skip(longer, shorter.len);
	for (size_t i = 0; i < words->n[kind]; i++)
		if (gr_slice_eq(rest, words->word[kind][i]))
			return true;
	return false;
}

struct gr_slice gr_place_without_office(const struct gr_name_words *words,
    struct gr_slice place)
{
	size_t n = gr_name_words_suffix(words, GR_WORD_OFFICE, place).len;

	if (n < place.len)
		place.len -= n;
	return place;
}

static bool is_same_place(const struct gr_name_words *words, enum gr_word kind,
    struct gr_slice written, struct gr_slice name)
{
	return gr_slice_eq(written, name)
	    || is_with_word(words, kind, name, written)
	    || is_with_word(words, kind, written, name);
}

bool gr_place_agrees(const struct gr_name_words *words, enum gr_word kind,
    struct gr_slice written, struct gr_slice name)
{
	/* an office's word may be part of the name: 东山办街道 */
	return is_same_place(words, kind, written, name)
	    || is_same_place(words, kind,
	        gr_place_without_office(words, written),
	        gr_place_without_office(words, name));
}

static bool drop_serial(struct gr_buf *name)
{
	struct gr_slice s = gr_buf_slice(name);
	size_t n = gr_serial_length(s);

	while (n > 0 && n < s.len && s.ptr[n] == ' ')
		n++;
	if (n == 0)
		return false;
	memmove(name->ptr, name->ptr + n, name->len - n);
	name->len -= n;
	return true;
}

static bool drop_spaces(struct gr_buf *name)
{
	size_t to = 0;

	for (size_t i = 0; i < name->len; i++)
		if (name->ptr[i] != ' ')
			name->ptr[to++] = name->ptr[i];
	bool changed = to < name->len;
	name->len = to;
	return changed;
}

/* Every "(former ...)" group; brackets do not nest in names. */
static bool drop_former(const struct gr_name_words *words, struct gr_buf *name)
{
	bool changed = false;
	size_t at = 0;

	while (at < name->len) {
		struct gr_slice rest = gr_slice_skip(gr_buf_slice(name), at);
		size_t open = gr_slice_find(rest, GR_S("("));
		size_t close = gr_slice_find(rest, GR_S(")"));

		if (open == SIZE_MAX || close == SIZE_MAX || close < open)
			break;
		struct gr_slice inner = { rest.ptr + open + 1,
			close - open - 1 };
		bool former = false;
		for (size_t i = 0; i < words->n[GR_WORD_FORMER]; i++)
			former = former
			    || gr_slice_starts(inner,
			        words->word[GR_WORD_FORMER][i]);
		if (!former) {
			at += close + 1;
			continue;
		}
		memmove(name->ptr + at + open, rest.ptr + close + 1,
		    rest.len - close - 1);
		name->len -= close + 1 - open;
		at += open;
		changed = true;
	}
	while (name->len > 0 && name->ptr[name->len - 1] == ' ')
		name->len--;
	return changed;
}

/* Bytes of the place `name`, and of an office's word behind it, that `s`
 * begins with. */
static size_t parent_length(const struct gr_name_words *words,
    struct gr_slice name, struct gr_slice s)
{
	if (name.len == 0 || !gr_slice_starts(s, name))
		return 0;
	struct gr_slice rest = gr_slice_skip(s, name.len);
	for (size_t i = 0; i < words->n[GR_WORD_OFFICE]; i++) {
		struct gr_slice word = words->word[GR_WORD_OFFICE][i];

		if (gr_slice_starts(rest, word))
			return name.len + word.len;
	}
	return name.len;
}

struct gr_slice gr_name_after_parents(const struct gr_name_words *words,
    const struct gr_parents *parents, struct gr_slice s)
{
	for (size_t i = 0; parents && i < GR_PARENTS_MAX;) {
		size_t longest = 0, which = i;

		/* a street's own name may begin with that of the region */
		for (size_t k = i; k < GR_PARENTS_MAX; k++) {
			size_t n = parent_length(words, parents->name[k], s);

			if (n > longest) {
				longest = n;
				which = k;
			}
		}
		if (longest == 0)
			break;
		s = gr_slice_skip(s, longest);
		while (s.len > 0 && *s.ptr == ' ')
			s = gr_slice_skip(s, 1);
		i = which + 1;
	}
	return s;
}

static bool drop_parents(const struct gr_name_words *words,
    const struct gr_parents *parents, struct gr_buf *name)
{
	struct gr_slice rest = gr_name_after_parents(words, parents,
	    gr_buf_slice(name));

	if (rest.len == name->len)
		return false;
	memmove(name->ptr, rest.ptr, rest.len);
	name->len = rest.len;
	return true;
}

bool gr_name_take_back(const struct gr_name_words *words, unsigned forms,
    const struct gr_parents *parents, struct gr_slice name, struct gr_buf *to)
{
	gr_buf_clear(to);
	gr_buf_add(to, name);
	if (to->failed)
		return false;
	if ((forms & GR_FORM_SERIAL) && !drop_serial(to))
		return false;
	if ((forms & GR_FORM_SPACES) && !drop_spaces(to))
		return false;
	if ((forms & GR_FORM_FORMER) && !drop_former(words, to))
		return false;
	if ((forms & GR_FORM_PARENT) && !drop_parents(words, parents, to))
		return false;
	return to->len > 0;
}

enum { DISTANCE_MAX = 63 };

/* Code points of `s`, or SIZE_MAX if there are more than `room`. */
static size_t characters(struct gr_slice s, uint32_t *to, size_t room)
{
	size_t n = 0;

	while (s.len > 0) {
		uint32_t c;
		size_t bytes = gr_utf8_step(s, &c);

		if (n == room)
			return SIZE_MAX;
		to[n++] = c == GR_UTF8_NONE ? (unsigned char)*s.ptr : c;
		s = gr_slice_skip(s, bytes);
	}
	return n;
}

size_t gr_name_distance(struct gr_slice a, struct gr_slice b, size_t most)
{
	/* Names longer than this are near to none: a unit's has at most 40
	 * characters. */
	uint32_t x[DISTANCE_MAX], y[DISTANCE_MAX];
	size_t row[DISTANCE_MAX + 1];
	size_t n = characters(a, x, DISTANCE_MAX);
	size_t m = characters(b, y, DISTANCE_MAX);

	if (n == SIZE_MAX || m == SIZE_MAX || n > m + most || m > n + most)
		return SIZE_MAX;
	for (size_t j = 0; j <= m; j++)
		row[j] = j;
	for (size_t i = 1; i <= n; i++) {
		size_t diagonal = row[0];

		row[0] = i;
		for (size_t j = 1; j <= m; j++) {
			size_t up = row[j],
			       best = diagonal + (x[i - 1] != y[j - 1]);

			if (up + 1 < best)
				best = up + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			row[j] = best;
			diagonal = up;
		}
	}
	return row[m] <= most ? row[m] : SIZE_MAX;
}
