/* personal.c - telephone, identity and card numbers, made unreadable. */
#include "text/personal.h"

#include "text/blank.h"
#include "text/digit.h"
#include "text/utf8.h"

enum {
	LEAST_UNCALLED =
	    11, /* digits of one that no word before it calls one */
	IDENTITY_LEAST = 15,
	MOST_GROUPS = 8,
	MOST_MARKS = 4, /* between two groups, blanks not counted */
	WINDOW = 64     /* digits that are looked at together */
};

enum kind { MOBILE, LANDLINE, LANDLINE_86, LOCAL, IDENTITY, IDENTITY_15, CARD };

struct form {
	enum kind kind;
	unsigned char group[MOST_GROUPS]; /* digits of each; 0 ends the list */
};

struct prefix {
	const char *digits;
	enum kind kind;
};

struct word {
	const char *word; /* in small letters */
	unsigned kinds;   /* a bit for each that it calls */
};

struct issuer {
	unsigned from, to, digits, least, most;
};

#define GR_PERSONAL_PREFIX(digits, kind)
#define GR_PERSONAL_PROVINCE(digits)
#define GR_PERSONAL_ISSUER(from, to, digits, least, most)
#define GR_PERSONAL_CALL(word, kind)
#define GR_PERSONAL_MEASURE(word)
#define GR_PERSONAL_PLACE(word)
#define GR_PERSONAL_FORM(kind, ...) { kind, { __VA_ARGS__ } },
static const struct form forms[] = {
#include "text/personal.def"
};
#undef GR_PERSONAL_FORM
#define GR_PERSONAL_FORM(kind, ...)

#undef GR_PERSONAL_PREFIX
#define GR_PERSONAL_PREFIX(digits, kind) { digits, kind },
static const struct prefix prefixes[] = {
#include "text/personal.def"
};
#undef GR_PERSONAL_PREFIX
#define GR_PERSONAL_PREFIX(digits, kind)

#undef GR_PERSONAL_PROVINCE
#define GR_PERSONAL_PROVINCE(digits) [digits] = true,
static const bool is_province[100] = {
#include "text/personal.def"
};
#undef GR_PERSONAL_PROVINCE
#define GR_PERSONAL_PROVINCE(digits)

#undef GR_PERSONAL_ISSUER
#define GR_PERSONAL_ISSUER(from, to, digits, least, most) \
	{ from, to, digits, least, most },
static const struct issuer issuers[] = {
#include "text/personal.def"
};
#undef GR_PERSONAL_ISSUER
#define GR_PERSONAL_ISSUER(from, to, digits, least, most)

#undef GR_PERSONAL_CALL
#define GR_PERSONAL_CALL(word, kind) { word, 1u << (kind) },
static const struct word calls[] = {
#include "text/personal.def"
};
#undef GR_PERSONAL_CALL
#define GR_PERSONAL_CALL(word, kind)

#undef GR_PERSONAL_MEASURE
#define GR_PERSONAL_MEASURE(word) { word, 1 },
static const struct word measures[] = {
#include "text/personal.def"
};
#undef GR_PERSONAL_MEASURE
#define GR_PERSONAL_MEASURE(word)

#undef GR_PERSONAL_PLACE
#define GR_PERSONAL_PLACE(word) { word, 1 },
static const struct word places[] = {
#include "text/personal.def"
};

#define LENGTH(array) (sizeof(array) / sizeof *(array))

const struct gr_personal_place gr_personal_anywhere = { GR_PERSONAL_TEXT,
	{ "", 0 } };

/* ---- the digits ahead ---- */

/* What stands before a digit.  Where the writing changes, as in 张三138, a
 * group may end or go on. */
enum gap { JOINED, CHANGE, POINT, LIST, OTHER };

struct window {
	char digit[WINDOW]; /* or an X, which ends an identity number */
	size_t at[WINDOW], end[WINDOW]; /* in the text */
	enum gap gap[WINDOW];           /* of the first: JOINED */
	unsigned n;
	bool more; /* the last one's group goes on */
};

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

/* Whether a character is neither letter nor digit: it may stand between the
 * groups of a number. */
static bool is_mark(uint32_t c)
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

static enum gap gap_of(uint32_t mark, unsigned marks, bool blank)
{
	if (marks == 1 && !blank && (mark == '.' || mark == 0xff0e))
		return POINT;
	return marks == 1
	        && (mark == ',' || mark == ';' || mark == 0xff0c
	            || mark == 0xff1b || mark == 0x3001)
	    ? LIST
	    : OTHER;
}

/* Bytes of blanks and a few marks, as they stand between two groups. */
static size_t gap_bytes(struct gr_slice s, enum gap *gap)
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
		} else if (is_mark(c) && marks < MOST_MARKS) {
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
static bool goes_on(const struct window *w, struct gr_slice text, size_t at,
    enum gap *gap)
{
	bool same = is_ideograph(gr_slice_skip(text, at))
	    == is_ideograph(gr_slice_skip(text, w->at[w->n - 1]));

	/* nothing of a number is joined to its X */
	if (*gap == JOINED && w->digit[w->n - 1] == 'X')
		*gap = OTHER;
	if (*gap == JOINED && !same)
		*gap = CHANGE;
	return same || *gap <= CHANGE;
}

/* The digits from the start of a group at `from` on, up to what is no part of
 * a number. */
static void look(struct window *w, struct gr_slice text, size_t from)
{
	size_t at = from, n;
	enum gap gap = JOINED;
	char digit;

	w->n = 0;
	w->more = false;
	while (at < text.len) {
		struct gr_slice rest = gr_slice_skip(text, at);

		n = place_bytes(rest, w->n == 0, &digit);
		if (n > 0) {
			if (w->n == WINDOW) {
				w->more = gap == JOINED;
				return;
			}
			if (w->n > 0 && digit != 'X'
			    && !goes_on(w, text, at, &gap))
				return;
			w->digit[w->n] = digit;
			w->at[w->n] = at;
			w->end[w->n] = at + n;
			w->gap[w->n++] = gap;
			gap = JOINED;
		} else if (gap != JOINED || (n = gap_bytes(rest, &gap)) == 0) {
			return;
		}
		at += n;
	}
}

/* 张三一三八一二三四五六七八三楼: an ideograph at either end may belong to the
 * words there. */
static void loosen(struct window *w, struct gr_slice text)
{
	unsigned last = w->n - 1;

	if (w->n <= LEAST_UNCALLED)
		return;
	if (w->gap[1] == JOINED && is_ideograph(gr_slice_skip(text, w->at[0])))
		w->gap[1] = CHANGE;
	if (w->gap[last] == JOINED && !w->more
	    && is_ideograph(gr_slice_skip(text, w->at[last])))
		w->gap[last] = CHANGE;
}

/* Digits that all stand apart, 1 3 8 1 2 3 4 5 6 7 8, become one group; false
 * if there are too few or others beside them: a list of small figures. */
static bool close_up(struct window *w)
{
	if (w->n < LEAST_UNCALLED || w->n == WINDOW)
		return false;
	for (unsigned i = 1; i < w->n; i++)
		if (w->gap[i] == JOINED)
			return false;
	for (unsigned i = 1; i < w->n; i++)
		w->gap[i] = w->gap[i] == CHANGE ? CHANGE : JOINED;
	return true;
}

/* ---- what the digits mean ---- */

static unsigned value(const char *d, unsigned n)
{
	unsigned v = 0;

	while (n-- > 0)
		v = v * 10 + (unsigned)(*d++ - '0');
	return v;
}

static bool is_day(unsigned month, unsigned day)
{
	return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/* A local number of an area (without its 0): only the great cities have areas
 * of two digits. */
static bool is_area(const char *d, unsigned n)
{
	bool great = value(d, 2) == 10 || d[0] == '2';
	unsigned area = great ? 2 : 3;

	return d[area] >= '2'
	    && (great ? n == 10 : d[0] >= '3' && (n == 10 || n == 11));
}

/* The last digit makes the sum of Luhn a multiple of ten. */
static bool has_luhn(const char *d, unsigned n)
{
	unsigned sum = 0;

	for (unsigned i = 0; i < n; i++) {
		unsigned v = (unsigned)(d[n - 1 - i] - '0');

		sum += i % 2 == 0 ? v : v * 2 / 10 + v * 2 % 10;
	}
	return sum % 10 == 0;
}

/* Who issues cards that begin with these four digits or more; NULL: nobody. */
static const struct issuer *issuer_of(const char *d)
{
	for (size_t i = 0; i < LENGTH(issuers); i++) {
		unsigned begins = value(d, issuers[i].digits);

		if (begins >= issuers[i].from && begins <= issuers[i].to)
			return &issuers[i];
	}
	return NULL;
}

static bool is_card(const char *d, unsigned n)
{
	const struct issuer *issuer = issuer_of(d);

	return issuer != NULL && n >= issuer->least && n <= issuer->most
	    && has_luhn(d, n);
}

/* Nobody with 15 digits was born before 1920; a unit's code of 15 digits has
 * its street there, which in a town begins with 0. */
static bool is_born(enum kind kind, const char *d)
{
	unsigned year = kind == IDENTITY ? value(d + 6, 4)
	                                 : 1900 + value(d + 6, 2);

	d += kind == IDENTITY ? 10 : 8;
	return year >= (kind == IDENTITY ? 1880 : 1920) && year <= 2099
	    && is_day(value(d, 2), value(d + 2, 2));
}

static bool has_meaning(enum kind kind, const char *d, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		if (d[i] == 'X' && !(kind == IDENTITY && i == n - 1))
			return false;
	switch (kind) {
	case MOBILE:
		return d[0] == '1' && d[1] >= '3';
	case LANDLINE:
		return d[0] == '0' && is_area(d + 1, n - 1);
	case LANDLINE_86:
		return is_area(d, n);
	case LOCAL:
		return d[0] >= '2' && d[0] <= '8';
	case IDENTITY:
	case IDENTITY_15:
		return is_province[value(d, 2)] && is_born(kind, d);
	case CARD:
		return is_card(d, n);
	}
	return false;
}

/* ---- how the digits are grouped ---- */

/* Digits from `from` on that are grouped so; 0 if they are not. */
static unsigned fits(const struct window *w, unsigned from,
    const struct form *form)
{
	unsigned n = from;

	for (unsigned g = 0; g < MOST_GROUPS && form->group[g] > 0; g++)
		for (unsigned i = 0; i < form->group[g]; i++, n++)
			if (n >= w->n
			    || (n > from && w->gap[n] != CHANGE
			        && (w->gap[n] == JOINED) != (i > 0)))
				return 0;
	return n - from;
}

/* Whether only commas and their like part the groups. */
static bool is_listed(const struct window *w, unsigned from, unsigned n)
{
	unsigned groups = 1;

	for (unsigned i = from + 1; i < from + n; i++) {
		if (w->gap[i] > CHANGE && w->gap[i] != LIST)
			return false;
		groups += w->gap[i] == LIST;
	}
	return groups > 1;
}

/* Whether all of several groups are round figures. */
static bool is_round(const struct window *w, unsigned from, unsigned n)
{
	unsigned groups = 1;

	for (unsigned i = from + 1; i < from + n; i++) {
		if (w->gap[i] <= CHANGE)
			continue;
		groups++;
		if (w->digit[i - 1] != '0')
			return false;
	}
	return groups >= 3 && w->digit[from + n - 1] == '0';
}

/* What also reads as figures of a list: 150、2300、1200, 5500 1200 3400 4000,
 * or one that goes on. */
static bool is_list(const struct window *w, unsigned from, unsigned n,
    enum kind kind)
{
	bool listed = is_listed(w, from, n);

	if (kind == IDENTITY || kind == IDENTITY_15)
		return false;
	return (listed && from + n < w->n && w->gap[from + n] == LIST)
	    || ((listed || kind == CARD) && is_round(w, from, n));
}

/* 1985-1990 350: years, and what there was in them. */
static bool is_years(const struct window *w, unsigned from, unsigned n)
{
	const char *d = w->digit + from;

	return n > 8 && d[0] == '1' && d[1] == '9' && w->gap[from + 4] > CHANGE
	    && w->gap[from + 8] > CHANGE
	    && (value(d + 4, 2) == 19 || value(d + 4, 2) == 20);
}

static bool ends_group(const struct window *w, unsigned n)
{
	return n == w->n ? !w->more : w->gap[n] != JOINED || w->digit[n] == 'X';
}

static unsigned whole_numbers(const struct window *w, unsigned from,
    unsigned called);

/* Digits of the number of this form that begins at `number`, and of those
 * that are joined to it; 0 if there is none. */
static unsigned one_form(const struct window *w, unsigned number,
    const struct form *form, unsigned called)
{
	unsigned n = fits(w, number, form);

	if (n == 0
	    || !((called & 1u << form->kind) != 0
	        || has_meaning(form->kind, w->digit + number, n))
	    || is_list(w, number, n, form->kind) || is_years(w, number, n))
		return 0;
	if (ends_group(w, number + n))
		return n;
	unsigned rest = whole_numbers(w, number + n, 0);
	return rest > 0 ? n + rest : 0;
}

static bool has_digits(const struct window *w, unsigned from,
    const char *digits)
{
	unsigned i = 0;

	while (digits[i] && from + i < w->n && w->digit[from + i] == digits[i])
		i++;
	return digits[i] == '\0';
}

/* The kinds, a bit each, whose numbers can begin with these digits. */
static unsigned kinds_of(const char *d, unsigned n, unsigned called)
{
	unsigned kinds = called;

	if (n < LEAST_UNCALLED - 1 || d[0] == 'X' || d[1] == 'X')
		return kinds;
	if (d[0] == '1' && d[1] >= '3')
		kinds |= 1u << MOBILE;
	if (d[0] == '0' && d[1] != '0')
		kinds |= 1u << LANDLINE;
	if (is_province[value(d, 2)])
		kinds |= 1u << IDENTITY | 1u << IDENTITY_15;
	if (n >= 16 && issuer_of(d) != NULL)
		kinds |= 1u << CARD;
	return kinds;
}

/* Digits of the numbers of some kinds from `from` on; 0 if there are none. */
static unsigned of_kinds(const struct window *w, unsigned from, unsigned kinds,
    unsigned called)
{
	unsigned most = 0;

	for (size_t f = 0; kinds != 0 && f < LENGTH(forms); f++) {
		unsigned n = (kinds & 1u << forms[f].kind) != 0
		    ? one_form(w, from, &forms[f], called)
		    : 0;

		most = n > most ? n : most;
	}
	return most;
}

/* Digits from `from` on that are numbers and nothing else up to the end of a
 * group, as many as can be; 0 if there are none. */
static unsigned whole_numbers(const struct window *w, unsigned from,
    unsigned called)
{
	unsigned most = of_kinds(w, from,
	    kinds_of(w->digit + from, w->n - from, called), called);

	for (size_t p = 0; p < LENGTH(prefixes); p++) {
		if (!has_digits(w, from, prefixes[p].digits))
			continue;
		unsigned before = (unsigned)strlen(prefixes[p].digits);
		unsigned n = of_kinds(w, from + before, 1u << prefixes[p].kind,
		    0);

		most = n > 0 && n + before > most ? n + before : most;
	}
	return most;
}

/* ---- what the text says of them ---- */

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
		    || (!gr_blank_is(c) && !is_mark(c)))
			break;
		s.len -= n;
	}
	return s;
}

/* The kinds that what stands before a number calls it: 电话：, 座机号码是 */
static unsigned called_kinds(struct gr_slice before)
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

static bool begins_with_measure(struct gr_slice s)
{
	for (size_t i = 0; i < LENGTH(measures); i++)
		if (gr_slice_starts(s, gr_slice_of(measures[i].word)))
			return true;
	return false;
}

/* How the groups before the one at hand were parted. */
struct passed {
	enum gap gap;    /* before the one at hand; JOINED: no group before */
	enum gap before; /* before the one before it */
	unsigned digits; /* of that one */
	unsigned value;  /* and what it says, if it is short */
};

static unsigned next_gap(const struct window *w, unsigned from)
{
	unsigned i = from + 1;

	while (i < w->n && w->gap[i] == JOINED)
		i++;
	return i;
}

/* Whether what looks like a number is a decimal with its one point, rather
 * than grouped by it or behind the number of a list: in a column of measures,
 * 0.15384615385, one of two coordinates. */
static bool is_decimal(const struct window *w, unsigned n, struct passed passed,
    enum gr_personal_kind kind, struct gr_slice before)
{
	unsigned point = next_gap(w, 0), end = next_gap(w, point);

	if (passed.gap == POINT) {
		if (passed.before == POINT || end < n || point < n
		    || (point < w->n && w->gap[point] == POINT))
			return false;
		return kind == GR_PERSONAL_NUMBER || passed.value == 0
		    || passed.value > 20 || passed.digits > 2;
	}
	if (point >= n || w->gap[point] != POINT || end < n
	    || (end < w->n && w->gap[end] == POINT))
		return false;
	if (kind == GR_PERSONAL_NUMBER || w->digit[0] == '0')
		return point <= 1 || w->digit[0] != '0';
	unsigned second = end < w->n ? next_gap(w, end) : end;
	return ends_in(without_marks_behind(before), places, LENGTH(places)) > 0
	    || (passed.before == POINT && passed.gap != JOINED)
	    || (second < w->n && second - end <= 3 && w->gap[second] == POINT);
}

/* Whether the digits, in two groups or more, are measured. */
static bool is_measured(const struct window *w, unsigned n,
    struct gr_slice text)
{
	unsigned first = next_gap(w, 0);

	return first < n
	    && begins_with_measure(gr_slice_skip(text, w->end[n - 1]));
}

/* Digits of the numbers that the group at the start of `w` begins, or 0. */
static unsigned find(const struct window *w, struct gr_slice text,
    struct passed passed, enum gr_personal_kind kind, bool called)
{
	unsigned n = w->n < GR_PERSONAL_DIGITS ? 0 : whole_numbers(w, 0, 0);

	struct gr_slice before = gr_slice_make(text.ptr, w->at[0]);

	if (n == 0 && called && w->n >= GR_PERSONAL_DIGITS)
		n = whole_numbers(w, 0, called_kinds(before));
	return n > 0
	        && ((n < IDENTITY_LEAST && passed.gap == LIST
	                && is_listed(w, 0, n))
	            || is_decimal(w, n, passed, kind, before)
	            || is_measured(w, n, text))
	    ? 0
	    : n;
}

/* ---- masking ---- */

/* The codes of units are 12, 15 or 17 digits, begin with their region's, and
 * have no letter beside them. */
static bool is_code(struct gr_slice text, struct gr_slice region)
{
	char digit[18], next;
	unsigned n = 0;
	size_t bytes;

	for (; text.len > 0; text = gr_slice_skip(text, bytes)) {
		uint32_t c;
		bool is_digit = (bytes = gr_digit_next(text, &next)) > 0;

		if (is_digit ? n == sizeof digit
		             : (bytes = gr_utf8_next(text, &c)) == 0
		            || !(is_mark(c) || gr_blank_is(c)))
			return false;
		if (is_digit)
			digit[n++] = next;
	}
	return (n == 12 || n == 15 || n == 17)
	    && (region.len >= 2 ? memcmp(digit, region.ptr, 2) == 0
	                        : is_province[value(digit, 2)]);
}

static void append_masked(struct gr_buf *to, struct gr_slice text,
    const struct window *w, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		if (i > 0)
			gr_buf_add(to,
			    gr_slice_make(text.ptr + w->end[i - 1],
			        w->at[i] - w->end[i - 1]));
		gr_buf_byte(to, '*');
	}
}

/* The digits of the group at the start of the window are passed over; where
 * it ends in the text. */
static size_t pass(struct passed *passed, const struct window *w)
{
	unsigned end = next_gap(w, 0);

	passed->before = passed->gap;
	passed->digits = end;
	passed->value = end <= 2 ? value(w->digit, end) : 100;
	passed->gap = end < w->n ? w->gap[end] : JOINED;
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

static bool mask(struct gr_slice text, enum gr_personal_kind kind, bool called,
    struct gr_buf *to)
{
	struct passed passed = { .gap = JOINED };
	size_t done = 0, i = 0;
	struct window w;
	char digit;

	while (i < text.len) {
		if (gr_digit_next(gr_slice_skip(text, i), &digit) == 0) {
			i++;
			continue;
		}
		look(&w, text, i);
		loosen(&w, text);
		struct passed next = passed;
		size_t end = pass(&next, &w);
		unsigned n = find(&w, text, passed, kind, called);
		if (n == 0 && (passed.gap <= CHANGE || passed.digits > 1)
		    && close_up(&w))
			n = find(&w, text, passed, kind, called);
		if (n > 0) {
			enum gap gap_behind = n < w.n ? w.gap[n] : JOINED;

			gr_buf_add(to,
			    gr_slice_make(text.ptr + done, i - done));
			append_masked(to, text, &w, n);
			done = w.end[n - 1];
			i = done;
			passed = (struct passed){ .gap = gap_behind };
			continue;
		}
		passed = next;
		i = next_gap(&w, 0) < w.n || !w.more ? end
		                                     : skip_digits(text, end);
	}
	if (done > 0)
		gr_buf_add(to, gr_slice_skip(text, done));
	return done > 0;
}

/* Whether there is a letter or an ideograph at all, to call a number. */
static bool has_words(struct gr_slice text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.ptr[i] >= 0x80
		    || ((text.ptr[i] | 0x20) >= 'a'
		        && (text.ptr[i] | 0x20) <= 'z'))
			return true;
	return false;
}

bool gr_personal_mask(struct gr_slice text, struct gr_personal_place place,
    struct gr_buf *to)
{
	if (!gr_personal_may(text)
	    || (place.kind == GR_PERSONAL_CODE && is_code(text, place.region)))
		return false;
	bool called = has_words(text);
	if (!called && !gr_digit_has(text, LEAST_UNCALLED))
		return false;
	return mask(text, place.kind, called, to);
}

bool gr_personal_add(struct gr_buf *to, struct gr_slice text,
    struct gr_personal_place place)
{
	bool masked = gr_personal_mask(text, place, to);

	if (!masked)
		gr_buf_add(to, text);
	return masked;
}
