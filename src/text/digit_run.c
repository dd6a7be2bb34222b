/* digit_run.c - the digits ahead in a text, and what stands between them. */
#include "text/digit_run.h"

#include "text/blank.h"
#include "text/digit.h"
#include "text/utf8.h"

enum { MOST_MARKS = 4 }; /* between two groups, blanks not counted */

/* Bytes of what may be the last place of an identity number: X, or what looks
 * like one. */
static size_t x_bytes(struct gr_slice s)
{
	uint32_t c;
	size_t n = gr_utf8_next(s, &c);

	return n > 0
	        && ((c | 0x20) == 'x' || c == 0xff38 || c == 0xff58 || c == 0xd7
	            || c == 0x425 || c == 0x445 || c == 0x2169 || c == 0x2179)
	    ? n
	    : 0;
}

bool gr_digit_run_is_mark(uint32_t c)
{
	if (c < 0x80)
		return !(c >= '0' && c <= '9')
		    && !((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
	return (c > 0x80 && c < 0xc0 && c != 0xaa && c != 0xb5 && c != 0xba)
	    || c == 0xd7 || c == 0xf7 || (c >= 0x2010 && c <= 0x206f)
	    || (c >= 0x20d0 && c <= 0x20f0) || (c >= 0x2190 && c <= 0x23ff)
	    || (c >= 0x2500 && c <= 0x27bf) || (c >= 0x2e00 && c <= 0x2e5d)
	    || (c >= 0x3000 && c <= 0x303f) || c == 0x30fb
	    || (c >= 0xfe10 && c <= 0xfe6f) || (c >= 0xff01 && c <= 0xff0f)
	    || (c >= 0xff1a && c <= 0xff20) || (c >= 0xff3b && c <= 0xff40)
	    || (c >= 0xff5b && c <= 0xff65) || (c >= 0x1f000 && c <= 0x1faff);
}

static enum gr_digit_gap gap_of(uint32_t mark, unsigned marks, bool blank)
{
	if (marks == 1 && !blank && (mark == '.' || mark == 0xff0e))
		return GR_GAP_POINT;
	return marks == 1
	        && (mark == ',' || mark == ';' || mark == 0xff0c
	            || mark == 0xff1b || mark == 0x3001)
	    ? GR_GAP_LIST
	    : GR_GAP_OTHER;
}

/* Bytes of blanks and a few marks, as they stand between two groups. */
static size_t gap_bytes(struct gr_slice s, enum gr_digit_gap *gap)
{
	uint32_t c, mark = 0;
	unsigned marks = 0;
	bool blank = false;
	char digit;
	size_t at = 0;

	while (at < s.len) {
		struct gr_slice rest = gr_slice_skip(s, at);
		size_t n = gr_utf8_next(rest, &c);

		if (n == 0 || gr_digit_next(rest, &digit) > 0)
			break;
		if (gr_blank_is(c)) {
			blank |= c == ' ' || c == 0x3000;
		} else if (gr_digit_run_is_mark(c) && marks < MOST_MARKS) {
			mark = c;
			marks++;
		} else {
			break;
		}
		at += n;
	}
	*gap = gap_of(mark, marks, blank);
	return at;
}

/* The digit, or the X behind digits, that `s` begins with; its bytes, or 0. */
static size_t place_bytes(struct gr_slice s, bool first, char *digit)
{
	size_t n = gr_digit_next(s, digit);

	if (n == 0 && !first && (n = x_bytes(s)) > 0)
		*digit = 'X';
	return n;
}

/* Whether a digit is an ideograph, which a name may end in as well. */
static bool is_ideograph(struct gr_slice digit)
{
	return gr_utf8_is_hanzi(digit) || gr_slice_starts(digit, GR_S("〇"));
}

/* What a digit is to the one before it, with `gap` between them.  A name in
 * another writing is no part of the number before it: 230382101001 八五〇农场 */
static bool goes_on(const struct gr_digit_run *w, struct gr_slice text,
    size_t at, enum gr_digit_gap *gap)
{
	bool same = is_ideograph(gr_slice_skip(text, at))
	    == is_ideograph(gr_slice_skip(text, w->at[w->n - 1]));

	/* nothing of a number is joined to its X */
	if (*gap == GR_GAP_JOINED && w->digit[w->n - 1] == 'X')
		*gap = GR_GAP_OTHER;
	if (*gap == GR_GAP_JOINED && !same)
		*gap = GR_GAP_CHANGE;
	return same || *gap <= GR_GAP_CHANGE;
}

void gr_digit_run_look(struct gr_digit_run *w, struct gr_slice text,
    size_t from)
{
	size_t at = from, n;
	enum gr_digit_gap gap = GR_GAP_JOINED;
	char digit;

	w->n = 0;
	w->more = false;
	while (at < text.len) {
		struct gr_slice rest = gr_slice_skip(text, at);

		n = place_bytes(rest, w->n == 0, &digit);
		if (n > 0) {
			if (w->n == GR_DIGIT_RUN_MOST) {
				w->more = gap == GR_GAP_JOINED;
				return;
			}
			if (w->n > 0 && digit != 'X'
			    && !goes_on(w, text, at, &gap))
				return;
			w->digit[w->n] = digit;
			w->at[w->n] = at;
			w->end[w->n] = at + n;
			w->gap[w->n++] = gap;
			gap = GR_GAP_JOINED;
		} else if (gap != GR_GAP_JOINED
		    || (n = gap_bytes(rest, &gap)) == 0) {
			return;
		}
		at += n;
	}
}

/* 张三一三八一二三四五六七八三楼: an ideograph at either end may belong to the
 * words there. */
void gr_digit_run_loosen(struct gr_digit_run *w, struct gr_slice text)
{
	unsigned last = w->n - 1;

	if (w->n <= GR_DIGIT_RUN_LONG)
		return;
	if (w->gap[1] == GR_GAP_JOINED
	    && is_ideograph(gr_slice_skip(text, w->at[0])))
		w->gap[1] = GR_GAP_CHANGE;
	if (w->gap[last] == GR_GAP_JOINED && !w->more
	    && is_ideograph(gr_slice_skip(text, w->at[last])))
		w->gap[last] = GR_GAP_CHANGE;
}

/* Digits that all stand apart, 1 3 8 1 2 3 4 5 6 7 8, become one group; false
 * if there are too few or others beside them: a list of small figures. */
bool gr_digit_run_close_up(struct gr_digit_run *w)
{
	if (w->n < GR_DIGIT_RUN_LONG || w->n == GR_DIGIT_RUN_MOST)
		return false;
	for (unsigned i = 1; i < w->n; i++)
		if (w->gap[i] == GR_GAP_JOINED)
			return false;
	for (unsigned i = 1; i < w->n; i++)
		w->gap[i] = w->gap[i] == GR_GAP_CHANGE ? GR_GAP_CHANGE
		                                       : GR_GAP_JOINED;
	return true;
}

bool gr_digit_run_join_thousands(struct gr_digit_run *w)
{
	unsigned end = gr_digit_run_group(w, 0), first = end;

	while (end < w->n && w->gap[end] > GR_GAP_POINT
	    && gr_digit_run_group(w, end) == end + 3)
		end += 3;
	/* behind them nothing but a fraction */
	if (first > 3 || end < first + 6
	    || (end < w->n && w->gap[end] != GR_GAP_POINT))
		return false;
	for (unsigned i = first; i < end; i += 3)
		w->gap[i] = GR_GAP_JOINED;
	return true;
}

unsigned gr_digit_run_group(const struct gr_digit_run *w, unsigned from)
{
	unsigned i = from + 1;

	while (i < w->n && w->gap[i] == GR_GAP_JOINED)
		i++;
	return i;
}
