/* personal.c - mobile and identity numbers in free text, made unreadable. */
#include "delivery/personal.h"
#include "text/blank.h"

enum { MOST_DIGITS = 18, MOST_GROUPS = 5 };

/* How people group the digits; blanks or a dash between two groups. */
struct form {
	unsigned char group[MOST_GROUPS]; /* digits; 0 ends the list */
	enum { MOBILE, MOBILE_86, IDENTITY, IDENTITY_15 } kind;
};

static const struct form forms[] = {
	{ { 11 }, MOBILE },
	{ { 3, 4, 4 }, MOBILE },
	{ { 3, 8 }, MOBILE },
	{ { 7, 4 }, MOBILE },
	{ { 13 }, MOBILE_86 },
	{ { 2, 11 }, MOBILE_86 },
	{ { 2, 3, 4, 4 }, MOBILE_86 },
	{ { 2, 3, 8 }, MOBILE_86 },
	{ { 5, 4, 4 }, MOBILE_86 },
	{ { 18 }, IDENTITY },
	{ { 6, 8, 4 }, IDENTITY },
	{ { 6, 6, 6 }, IDENTITY },
	{ { 6, 4, 4, 4 }, IDENTITY },
	{ { 3, 3, 4, 4, 4 }, IDENTITY },
	{ { 15 }, IDENTITY_15 },
	{ { 6, 6, 3 }, IDENTITY_15 },
};

/* The digit at the start of `s` as '0' to '9', and its bytes; 0: none. */
static char digit_at(struct gr_slice s, size_t *bytes)
{
	*bytes = 1;
	if (s.len == 0)
		return 0;
	if (s.ptr[0] >= '0' && s.ptr[0] <= '9')
		return s.ptr[0];
	/* U+FF10 to U+FF19 */
	if (s.len < 3 || s.ptr[0] != '\xef' || s.ptr[1] != '\xbc'
	    || (unsigned char)s.ptr[2] < 0x90 || (unsigned char)s.ptr[2] > 0x99)
		return 0;
	*bytes = 3;
	return (char)((unsigned char)s.ptr[2] - 0x90 + '0');
}

/* Bytes of an X, which may be the last place of an identity number, or 0. */
static size_t x_bytes(struct gr_slice s)
{
	if (s.len > 0 && (s.ptr[0] | 0x20) == 'x')
		return 1;
	return gr_slice_starts(s, GR_S("Ｘ")) || gr_slice_starts(s, GR_S("ｘ"))
	    ? 3
	    : 0;
}

static char last_of_identity(struct gr_slice s, size_t *bytes)
{
	size_t n = x_bytes(s);
	bool ends = n >= s.len
	    || !((s.ptr[n] | 0x20) >= 'a' && (s.ptr[n] | 0x20) <= 'z');

	*bytes = n > 0 ? n : 1;
	return n > 0 && ends ? 'X' : 0;
}

/* Bytes of what stands between two groups: blanks, and one dash or point. */
static size_t gap_bytes(struct gr_slice s)
{
	static const struct gr_slice mark[] = { { "-", 1 }, { ".", 1 },
		{ "_", 1 }, { "·", 2 }, { "‐", 3 }, { "‑", 3 }, { "–", 3 },
		{ "—", 3 }, { "―", 3 }, { "−", 3 }, { "－", 3 }, { "．", 3 } };
	bool marked = false;
	size_t at = 0, n;

	do {
		struct gr_slice rest = gr_slice_skip(s, at);

		n = gr_blank_bytes(rest);
		for (size_t i = 0;
		     i < sizeof(mark) / sizeof(*mark) && n == 0 && !marked; i++)
			if (gr_slice_starts(rest, mark[i]))
				n = mark[i].len;
		marked = marked || (n > 0 && gr_blank_bytes(rest) == 0);
		at += n;
	} while (n > 0);
	return at;
}

static int number(const char *d, int n)
{
	int value = 0;

	while (n-- > 0)
		value = value * 10 + (*d++ - '0');
	return value;
}

static bool is_day(int month, int day)
{
	return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

static bool has_meaning(const struct form *form, const char *d)
{
	int year;

	switch (form->kind) {
	case MOBILE:
		return d[0] == '1' && d[1] >= '3';
	case MOBILE_86:
		return d[0] == '8' && d[1] == '6' && d[2] == '1' && d[3] >= '3';
	case IDENTITY:
		year = number(d + 6, 4);
		return year >= 1880 && year <= 2099
		    && is_day(number(d + 10, 2), number(d + 12, 2));
	case IDENTITY_15:
		return is_day(number(d + 8, 2), number(d + 10, 2));
	}
	return false;
}

/* Bytes of `s` that have this form and mean such a number; 0 if they do not. */
static size_t match(struct gr_slice s, const struct form *form)
{
	char digit[MOST_DIGITS + 1] = { 0 };
	size_t n = 0, at = 0, bytes;

	for (size_t g = 0; g < MOST_GROUPS && form->group[g] > 0; g++) {
		if (g > 0) {
			size_t gap = gap_bytes(gr_slice_skip(s, at));

			if (gap == 0)
				return 0;
			at += gap;
		}
		for (unsigned i = 0; i < form->group[g]; i++) {
			struct gr_slice rest = gr_slice_skip(s,
			    at < s.len ? at : s.len);
			char d = digit_at(rest, &bytes);
			if (d == 0 && n == 17)
				d = last_of_identity(rest, &bytes);
			if (d == 0)
				return 0;
			digit[n++] = d;
			at += bytes;
		}
	}
	if (digit_at(gr_slice_skip(s, at), &bytes) != 0)
		return 0;
	return has_meaning(form, digit) ? at : 0;
}

static void append_masked(struct gr_buf *to, struct gr_slice s)
{
	for (size_t i = 0, bytes; i < s.len; i += bytes) {
		struct gr_slice rest = gr_slice_skip(s, i);
		bool hide = digit_at(rest, &bytes) != 0;

		if (!hide && x_bytes(rest) > 0) {
			hide = true;
			bytes = x_bytes(rest);
		}
		if (hide)
			gr_buf_byte(to, '*');
		else
			gr_buf_add(to, gr_slice_make(s.ptr + i, bytes));
	}
}

/* Bytes of the number that `s` begins with, or 0. */
static size_t find(struct gr_slice s, bool code)
{
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		size_t n = code && forms[i].kind == IDENTITY_15
		    ? 0
		    : match(s, &forms[i]);
		if (n > 0)
			return n;
	}
	return 0;
}

bool gr_personal_mask(struct gr_slice text, bool code, struct gr_buf *to)
{
	size_t done = 0, bytes, i = 0;
	bool masked = false;

	while (i < text.len) {
		struct gr_slice rest = gr_slice_skip(text, i);
		if (digit_at(rest, &bytes) == 0) {
			i++;
			continue;
		}
		size_t n = find(rest, code);
		if (n > 0) {
			gr_buf_add(to,
			    gr_slice_make(text.ptr + done, i - done));
			append_masked(to, gr_slice_make(rest.ptr, n));
			done = i + n;
			masked = true;
		}
		/* the rest of the digits belongs to the same number */
		for (i += n; digit_at(gr_slice_skip(text, i), &bytes) != 0;)
			i += bytes;
	}
	if (masked)
		gr_buf_add(to, gr_slice_skip(text, done));
	return masked;
}
