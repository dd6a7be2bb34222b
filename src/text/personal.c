/* personal.c - telephone, identity and card numbers, made unreadable. */
#include "text/personal.h"

#include "text/blank.h"
#include "text/digit.h"
#include "text/personal_kinds.h"
#include "text/personal_power.h"
#include "text/personal_words.h"
#include "text/utf8.h"

enum { IDENTITY_LEAST = 15 }; /* digits of an identity number */

const struct gr_personal_place gr_personal_anywhere = { GR_PERSONAL_TEXT,
	{ "", 0 } };

/* The group before the one at hand. */
struct passed {
	enum gr_digit_gap gap;    /* behind it; joined: there is none */
	enum gr_digit_gap before; /* before it */
	unsigned digits;          /* of it */
	unsigned value;           /* what it says, if it is short */
};

/* Whether what looks like a number is a decimal with its one point, rather
 * than grouped by it or behind the number of a list: in a column of measures,
 * 0.15384615385, one of two coordinates. */
static bool is_decimal(const struct gr_digit_run *w, unsigned n,
    struct passed passed, enum gr_personal_where kind, struct gr_slice before)
{
	unsigned point = gr_digit_run_group(w, 0),
	         end = gr_digit_run_group(w, point);

	if (passed.gap == GR_GAP_POINT) {
		if (passed.before == GR_GAP_POINT || end < n || point < n
		    || (point < w->n && w->gap[point] == GR_GAP_POINT))
			return false;
		return kind == GR_PERSONAL_NUMBER || passed.value == 0
		    || passed.value > 20 || passed.digits > 2;
	}
	if (point >= n || w->gap[point] != GR_GAP_POINT || end < n
	    || (end < w->n && w->gap[end] == GR_GAP_POINT))
		return false;
	if (kind == GR_PERSONAL_NUMBER || w->digit[0] == '0')
		return point <= 1 || w->digit[0] != '0';
	unsigned second = end < w->n ? gr_digit_run_group(w, end) : end;
	return gr_personal_is_coordinate(before)
	    || (passed.before == GR_GAP_POINT && passed.gap != GR_GAP_JOINED)
	    || (second < w->n && second - end <= 3
	        && w->gap[second] == GR_GAP_POINT);
}

/* Whether the digits, in two groups or more, are measured. */
static bool is_measured(const struct gr_digit_run *w, unsigned n,
    struct gr_slice text)
{
	unsigned first = gr_digit_run_group(w, 0);

	return first < n
	    && gr_personal_is_measured(gr_slice_skip(text, w->end[n - 1]));
}

/* Digits of the numbers that the group at the start of `w` begins, or 0. */
static unsigned find(const struct gr_digit_run *w, struct gr_slice text,
    struct passed passed, enum gr_personal_where kind, bool called)
{
	unsigned n = w->n < GR_PERSONAL_DIGITS ? 0
	                                       : gr_personal_numbers(w, 0, 0);
	struct gr_slice before = gr_slice_make(text.ptr, w->at[0]);

	if (n == 0 && called && w->n >= GR_PERSONAL_DIGITS)
		n = gr_personal_numbers(w, 0, gr_personal_called(before));
	return n > 0
	        && ((n < IDENTITY_LEAST && passed.gap == GR_GAP_LIST
	                && gr_personal_is_listed(w, 0, n))
	            || is_decimal(w, n, passed, kind, before)
	            || is_measured(w, n, text))
	    ? 0
	    : n;
}

/* The same of digits as a table of figures may show them: parted, so that the
 * eye can count them, or as a power of ten. */
static unsigned find_shown(struct gr_digit_run *w, struct gr_slice text,
    struct passed passed, enum gr_personal_where kind, bool called)
{
	unsigned n = gr_personal_power(w, text, kind,
	    passed.gap == GR_GAP_POINT);

	if (n > 0)
		return n;
	if ((passed.gap <= GR_GAP_CHANGE || passed.digits > 1)
	    && gr_digit_run_close_up(w))
		return find(w, text, passed, kind, called);
	if (kind != GR_PERSONAL_NUMBER || passed.gap != GR_GAP_JOINED
	    || is_measured(w, w->n, text) || !gr_digit_run_join_thousands(w))
		return 0;
	return find(w, text, passed, kind, called);
}

/* ---- masking ---- */

/* The codes of units are 12, 15 or 17 digits, begin with their region's, and
 * have no letter beside them. */
static bool is_code(struct gr_slice text, struct gr_slice region)
{
	char digit[18], next;
	unsigned n = 0;
	size_t bytes;

	/* nearly all are written so */
	if (text.len < sizeof digit && gr_slice_is_digits(text)) {
		n = (unsigned)text.len;
		memcpy(digit, text.ptr, text.len);
		text.len = 0;
	}
	for (; text.len > 0; text = gr_slice_skip(text, bytes)) {
		uint32_t c;
		bool is_digit = (bytes = gr_digit_next(text, &next)) > 0;

		if (is_digit ? n == sizeof digit
		             : (bytes = gr_utf8_next(text, &c)) == 0
		            || !(gr_digit_run_is_mark(c) || gr_blank_is(c)))
			return false;
		if (is_digit)
			digit[n++] = next;
	}
	return (n == 12 || n == 15 || n == 17)
	    && (region.len >= 2 ? memcmp(digit, region.ptr, 2) == 0
	                        : gr_personal_is_province(digit));
}

static void append_masked(struct gr_buf *to, struct gr_slice text,
    const struct gr_digit_run *w, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		if (i > 0)
			gr_buf_add(to,
			    gr_slice_make(text.ptr + w->end[i - 1],
			        w->at[i] - w->end[i - 1]));
		gr_buf_byte(to, '*');
	}
}

static unsigned short_value(const char *d, unsigned n)
{
	return n == 1 ? (unsigned)(d[0] - '0')
	              : (unsigned)((d[0] - '0') * 10 + (d[1] - '0'));
}

/* The digits of the group at the start of the window are passed over; where
 * it ends in the text. */
static size_t pass(struct passed *passed, const struct gr_digit_run *w)
{
	unsigned end = gr_digit_run_group(w, 0);

	passed->before = passed->gap;
	passed->digits = end;
	passed->value = end <= 2 ? short_value(w->digit, end) : 100;
	passed->gap = end < w->n ? w->gap[end] : GR_GAP_JOINED;
	return w->end[end - 1];
}

/* Past the digits that go on with those before them. */
static size_t skip_digits(struct gr_slice text, size_t at)
{
	size_t n;
	char digit;

	while ((n = gr_digit_next(gr_slice_skip(text, at), &digit)) > 0)
		at += n;
	return at;
}

static bool mask(struct gr_slice text, enum gr_personal_where kind, bool called,
    struct gr_buf *to)
{
	struct passed passed = { .gap = GR_GAP_JOINED };
	size_t done = 0, i = 0;
	struct gr_digit_run w;
	char digit;

	while (i < text.len) {
		if (gr_digit_next(gr_slice_skip(text, i), &digit) == 0) {
			i++;
			continue;
		}
		gr_digit_run_look(&w, text, i);
		gr_digit_run_loosen(&w, text);
		struct passed next = passed;
		size_t end = pass(&next, &w);
		unsigned n = find(&w, text, passed, kind, called);
		if (n == 0)
			n = find_shown(&w, text, passed, kind, called);
		if (n > 0) {
			enum gr_digit_gap gap_behind = n < w.n ? w.gap[n]
			                                       : GR_GAP_JOINED;

			gr_buf_add(to,
			    gr_slice_make(text.ptr + done, i - done));
			append_masked(to, text, &w, n);
			done = w.end[n - 1];
			i = done;
			passed = (struct passed){ .gap = gap_behind };
			continue;
		}
		passed = next;
		i = gr_digit_run_group(&w, 0) < w.n || !w.more
		    ? end
		    : skip_digits(text, end);
	}
	if (done > 0)
		gr_buf_add(to, gr_slice_skip(text, done));
	return done > 0;
}

/* Whether a text of eight to fifteen bytes has none from 0x40 on, as letters are,
 * and all that is beyond ASCII. */
static bool is_bare(struct gr_slice text)
{
	uint64_t first, last;

	memcpy(&first, text.ptr, sizeof first);
	memcpy(&last, text.ptr + text.len - sizeof last, sizeof last);
	return ((first | last) & UINT64_MAX / 255 * 0xc0) == 0;
}

/* Without a letter or an ideograph, nothing calls a number by its name, and
 * only a whole one is known: a date is none. */
bool gr_personal_may(struct gr_slice text)
{
	if (text.len < GR_PERSONAL_DIGITS
	    || (text.len < GR_DIGIT_RUN_LONG && text.len >= sizeof(uint64_t)
	        && is_bare(text)))
		return false;
	struct gr_digit_bytes seen = gr_digit_look(text);
	if (!seen.words)
		return seen.plain >= GR_DIGIT_RUN_LONG;
	return gr_digit_has_seen(text, seen, GR_PERSONAL_DIGITS);
}

bool gr_personal_mask(struct gr_slice text, struct gr_personal_place place,
    struct gr_buf *to)
{
	return !(place.kind == GR_PERSONAL_CODE && is_code(text, place.region))
	    && gr_personal_may(text)
	    && mask(text, place.kind, gr_digit_look(text).words, to);
}

bool gr_personal_add(struct gr_buf *to, struct gr_slice text,
    struct gr_personal_place place)
{
	bool masked = gr_personal_mask(text, place, to);

	if (!masked)
		gr_buf_add(to, text);
	return masked;
}

enum gr_status gr_personal_hide(struct gr_arena *keep, struct gr_slice *text,
    struct gr_personal_place place, struct gr_err *err)
{
	struct gr_buf masked = { 0 };

	if (!gr_personal_mask(*text, place, &masked))
		return GR_OK;
	*text = gr_arena_copy(keep, gr_buf_slice(&masked));
	enum gr_status status = gr_buf_check(&masked, err);
	gr_buf_free(&masked);
	return status == GR_OK && text->ptr == NULL ? gr_err_memory(err)
	                                            : status;
}
