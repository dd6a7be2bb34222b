/* date_read.c - dates as people and their spreadsheets write them in tables. */
#include "number/date_read.h"

#include <string.h>

#include "number/numeral.h"
#include "text/blank.h"
#include "text/utf8.h"

/* Spreadsheets count days from 1899-12-30.  The days that surveys speak of,
 * 2019 to 2023: there the count that begins in 1904 gives no day of its own. */
enum { SERIAL_FIRST = 43466, SERIAL_LAST = 45291, SERIAL_ZERO = -25569 };

enum { LONGEST = 96 };

/* With half-width characters and single blanks; false if it is too long. */
static bool fold(struct gr_slice text, char folded[LONGEST], size_t *n)
{
	*n = 0;
	text = gr_blank_trim(text);
	while (text.len > 0) {
		uint32_t c;
		size_t bytes = gr_blank_bytes(text);

		if (bytes > 0)
			c = ' ';
		else
			bytes = gr_utf8_step(text, &c);
		text = gr_slice_skip(text, bytes);
		if (*n + 4 > LONGEST || c == GR_UTF8_NONE)
			return false;
		if (c == ' ' && *n > 0 && folded[*n - 1] == ' ')
			continue;
		*n += gr_utf8_put(c == ' ' ? c : gr_blank_same(c), folded + *n);
	}
	return true;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Without the time of day behind a blank or a T. */
static struct gr_slice without_time(struct gr_slice s)
{
	size_t at = s.len, colons = 0;

	while (at > 0
	    && (is_digit(s.ptr[at - 1]) || s.ptr[at - 1] == '.'
	        || s.ptr[at - 1] == ':'))
		colons += s.ptr[--at] == ':';
	if (at > 1 && colons > 0 && colons < 3 && is_digit(s.ptr[at])
	    && (s.ptr[at - 1] == ' ' || s.ptr[at - 1] == 'T'))
		s.len = at - 1;
	return s;
}

/* The digits at the front, or the characters of a Chinese numeral. */
static struct gr_slice take_number(struct gr_slice *rest)
{
	static const char chinese[] = "〇零○一二三四五六七八九十廿卅";
	struct gr_slice set = gr_slice_make(chinese, sizeof chinese - 1);
	size_t n = 0;

	while (n < rest->len && is_digit(rest->ptr[n]))
		n++;
	while (n + 3 <= rest->len && (n == 0 || !is_digit(rest->ptr[n - 1]))) {
		size_t at = gr_slice_find(set, gr_slice_make(rest->ptr + n, 3));

		if (at == SIZE_MAX || at % 3 != 0)
			break;
		n += 3;
	}
	struct gr_slice number = gr_slice_make(rest->ptr, n);
	*rest = gr_slice_skip(*rest, n);
	return number;
}

static bool take(struct gr_slice *rest, const char *word)
{
	if (!gr_slice_starts(*rest, gr_slice_of(word)))
		return false;
	*rest = gr_slice_skip(*rest, strlen(word));
	return true;
}

static bool year_of(struct gr_slice text, int64_t *out)
{
	return (text.len == 4 || text.len == 12) && gr_numeral_digits(text, out)
	    && *out >= 1900 && *out < 2100;
}

/* A month or a day, 一 to 三十一 or with one or two digits. */
static bool part_of(struct gr_slice text, int64_t *out)
{
	struct gr_dec number;

	if (text.len == 0 || (is_digit(*text.ptr) && text.len > 2)
	    || !gr_numeral_read(text, &number) || number.scale != 0
	    || number.coef > 31)
		return false;
	*out = (int64_t)number.coef;
	return true;
}

static bool put(struct gr_buf *to, int64_t year, int64_t month, int64_t day)
{
	int32_t number;

	if (!gr_date_from_civil(year, month ? month : 1, day ? day : 1,
	        &number))
		return false;
	size_t from = to->len;
	gr_date_print(to, number);
	if (!to->failed)
		to->len = from + (day ? 10 : month ? 7 : 4);
	return true;
}

/* Digits and nothing else: 20210305, 202103, the number of a day. */
static bool read_digits(struct gr_buf *to, struct gr_slice s)
{
	size_t n = 0;
	int64_t number;

	while (n < s.len && is_digit(s.ptr[n]))
		n++;
	for (size_t i = n; i < s.len; i++)
		if (s.ptr[i] != (i == n ? '.' : '0'))
			return false;
	if (!gr_slice_to_int64(gr_slice_make(s.ptr, n), &number))
		return false;
	if (n == 5 && number >= SERIAL_FIRST && number <= SERIAL_LAST) {
		gr_date_print(to, (int32_t)number + SERIAL_ZERO);
		return true;
	}
	if (n == 8 && number / 10000 >= 1900 && number / 10000 < 2100)
		return number % 100 > 0
		    && put(to, number / 10000, number / 100 % 100,
		        number % 100);
	return n == 6 && s.len == 6 && number / 100 >= 1900
	    && number / 100 < 2100 && number % 100 > 0
	    && put(to, number / 100, number % 100, 0);
}

/* What stands between the parts of a date; the same twice. */
static const char *take_separator(struct gr_slice *rest)
{
	static const char *const separator[] = { "-", "/", ".", "年", "、", ",",
		"·", "_", "\\", " ", "‐", "‑", "–", "—", "―", "−", "⁄", "∕" };

	for (size_t i = 0; i < sizeof separator / sizeof *separator; i++)
		if (take(rest, separator[i]))
			return separator[i];
	return NULL;
}

/* Behind the year and what separates it. */
static bool read_month(struct gr_buf *to, struct gr_slice s, int64_t year,
    const char *separator)
{
	int64_t month, day;
	bool dotted = strcmp(separator, ".") == 0;
	struct gr_slice text = take_number(&s);

	if (!part_of(text, &month) || month < 1)
		return false;
	/* .1 may be October without its zero */
	if (s.len == 0)
		return !(dotted && month == 1 && text.len == 1)
		    && put(to, year, month, 0);
	if (take(&s, "月")) {
		(void)take(&s, "份");
		if (s.len == 0)
			return put(to, year, month, 0);
	} else if (strcmp(separator, "年") == 0 || !take(&s, separator)) {
		return false;
	}
	if (!part_of(take_number(&s), &day) || day < 1)
		return false;
	if (!take(&s, "日"))
		(void)take(&s, "号");
	return s.len == 0 && put(to, year, month, day);
}

/* Month and day before the year, where one of them can be no month (T06). */
static bool read_year_last(struct gr_buf *to, struct gr_slice s)
{
	struct gr_slice first = take_number(&s), second;
	const char *separator = take_separator(&s);
	int64_t a, b, year;

	if (!separator || !strchr("-/.", *separator))
		return false;
	second = take_number(&s);
	if (!take(&s, separator) || !part_of(first, &a) || !part_of(second, &b)
	    || !year_of(s, &year) || (a > 12) == (b > 12) || a < 1 || b < 1)
		return false;
	return a > 12 ? put(to, year, b, a) : put(to, year, a, b);
}

/* A spreadsheet's day 0. */
static bool is_no_day(struct gr_slice s)
{
	static const char *const zero[] = { "0", "1900/1/0", "1900-1-0",
		"1900-01-00", "1900/01/00", "1899-12-30", "1899/12/30" };

	for (size_t i = 0; i < sizeof zero / sizeof *zero; i++)
		if (gr_slice_eq(s, gr_slice_of(zero[i])))
			return true;
	return false;
}

bool gr_date_read(struct gr_buf *to, struct gr_slice text)
{
	char folded[LONGEST];
	size_t n;
	struct gr_days days;
	int64_t year;

	if (!fold(text, folded, &n))
		return false;
	struct gr_slice s = without_time(gr_slice_make(folded, n)), rest = s;
	if (is_no_day(s))
		return true;
	if (gr_date_parse(s, &days)) {
		gr_buf_add(to, s);
		return true;
	}
	if (read_digits(to, s))
		return true;
	struct gr_slice head = take_number(&rest);
	if (!year_of(head, &year))
		return read_year_last(to, s);
	const char *separator = take_separator(&rest);
	if (!separator)
		return rest.len == 0 && put(to, year, 0, 0);
	if (strcmp(separator, "年") != 0)
		return rest.len > 0 && read_month(to, rest, year, separator);
	(void)take(&rest, "度");
	if (rest.len == 0)
		return put(to, year, 0, 0);
	if (take(&rest, "底") || take(&rest, "末"))
		return rest.len == 0 && put(to, year, 12, 0);
	return read_month(to, rest, year, separator);
}
