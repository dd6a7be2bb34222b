/* name_nearness.c - whether one name can be a slip for another */
#include "register/name_nearness.h"

#include "number/numeral.h"
#include "text/utf8.h"

size_t gr_name_changes(struct gr_slice stem)
{
	return 1 + gr_utf8_count(stem) / 4;
}

bool gr_name_number(struct gr_slice stem, struct gr_dec *number,
    struct gr_slice *rest)
{
	static const char numerals[] = "零〇一二两三四五六七八九十百";
	static const struct gr_slice ordinal = { "第", 3 };
	size_t at = 0;

	if (gr_slice_starts(stem, ordinal))
		stem = gr_slice_skip(stem, ordinal.len);
	while (at < stem.len) {
		struct gr_slice s = gr_slice_skip(stem, at);
		size_t n = gr_utf8_step(s, NULL);

		if (!(*s.ptr >= '0' && *s.ptr <= '9')
		    && (n != 3
		        || gr_slice_find(GR_S(numerals),
		               gr_slice_make(s.ptr, n))
		            == SIZE_MAX))
			break;
		at += n;
	}
	*rest = gr_slice_skip(stem, at);
	return gr_numeral_read(gr_slice_make(stem.ptr, at), number);
}

/* Whether two stems differ in how a number is written: 13, 十三, 第十三. */
static bool is_same_number(struct gr_slice a, struct gr_slice b)
{
	struct gr_dec x, y;
	struct gr_slice behind_x, behind_y;

	return gr_name_number(a, &x, &behind_x)
	    && gr_name_number(b, &y, &behind_y) && gr_dec_cmp(x, y) == 0
	    && gr_slice_eq(behind_x, behind_y);
}

bool gr_name_is_near(const struct gr_name_words *words, struct gr_slice a,
    struct gr_slice b)
{
	a = gr_name_stem(words, a);
	b = gr_name_stem(words, b);
	if (is_same_number(a, b))
		return true;
	/* one-character names would be near to each other all */
	if (gr_utf8_count(a) < 2 || gr_utf8_count(b) < 2)
		return false;
	return gr_name_distance(a, b, gr_name_changes(a)) != SIZE_MAX;
}

size_t gr_name_nearness(struct gr_slice a, struct gr_slice b)
{
	return is_same_number(a, b)
	    ? 0
	    : gr_name_distance(a, b, gr_name_changes(a));
}
