/* personal_words.c - what the words beside digits say of them. */
#include "text/personal_words.h"

#include "text/blank.h"
#include "text/utf8.h"

struct word {
	const char *word; /* in small letters */
	unsigned kinds;   /* a bit for each that it calls */
};

#define GR_PERSONAL_CALL(word, kind) { word, 1u << GR_NUMBER_##kind },
static const struct word calls[] = {
#include "text/personal.def"
};

#define GR_PERSONAL_MEASURE(word) { word, 1 },
static const struct word measures[] = {
#include "text/personal.def"
};

#define GR_PERSONAL_PLACE(word) { word, 1 },
static const struct word places[] = {
#include "text/personal.def"
};

#define LENGTH(array) (sizeof(array) / sizeof *(array))

/* The kinds of the words that a text ends in, in letters of any case. */
static unsigned ends_in(struct gr_slice s, const struct word *words, size_t n)
{
	unsigned kinds = 0;

	for (size_t i = 0; i < n; i++) {
		struct gr_slice word = gr_slice_of(words[i].word);
		size_t k = 0;

		if (s.len < word.len)
			continue;
		struct gr_slice end = gr_slice_skip(s, s.len - word.len);
		while (k < word.len
		    && (end.ptr[k] == word.ptr[k]
		        || (end.ptr[k] >= 'A' && end.ptr[k] <= 'Z'
		            && (end.ptr[k] | 0x20) == word.ptr[k])))
			k++;
		kinds |= k == word.len ? words[i].kinds : 0;
	}
	return kinds;
}

static struct gr_slice without_marks_behind(struct gr_slice s)
{
	while (s.len > 0) {
		size_t n = gr_utf8_last(s);
		uint32_t c;

		if (gr_utf8_next(gr_slice_skip(s, s.len - n), &c) == 0
		    || (!gr_blank_is(c) && !gr_digit_run_is_mark(c)))
			break;
		s.len -= n;
	}
	return s;
}

unsigned gr_personal_called(struct gr_slice before)
{
	static const char *const between[] = { "号码", "号", "是", "为" };
	unsigned kinds = 0;

	for (unsigned words = 0; words < 3 && kinds == 0; words++) {
		before = without_marks_behind(before);
		kinds = ends_in(before, calls, LENGTH(calls));
		for (size_t i = 0; i < LENGTH(between); i++)
			if (gr_slice_ends(before, gr_slice_of(between[i])))
				before.len -= strlen(between[i]);
	}
	return kinds;
}

bool gr_personal_is_measured(struct gr_slice s)
{
	for (size_t i = 0; i < LENGTH(measures); i++)
		if (gr_slice_starts(s, gr_slice_of(measures[i].word)))
			return true;
	return false;
}

bool gr_personal_is_coordinate(struct gr_slice before)
{
	return ends_in(without_marks_behind(before), places, LENGTH(places))
	    > 0;
}
