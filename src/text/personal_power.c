/* personal_power.c - a personal number that a spreadsheet has taken for one. */
#include "text/personal_power.h"

#include "text/personal_kinds.h"
#include "text/utf8.h"

enum { LEAST = 9, MOST = 22 }; /* powers of ten */

/* One character of these, ASCII or as wide as an ideograph. */
static bool takes(struct gr_slice *s, char c, char other)
{
	uint32_t found;
	size_t n = gr_utf8_next(*s, &found);

	if (n == 3 && found > 0xff00 && found < 0xff5f)
		found -= 0xfee0;
	if (n == 0 || (found != (uint32_t)c && found != (uint32_t)other))
		return false;
	*s = gr_slice_skip(*s, n);
	return true;
}

/* The power that `s` begins with: E+10; 0 if it is none. */
static unsigned power_of(struct gr_slice s)
{
	unsigned power = 0;
	char digit;
	size_t n;

	if (!takes(&s, 'E', 'e'))
		return 0;
	takes(&s, '+', '+');
	while (power <= MOST && !gr_utf8_is_hanzi(s)
	    && (n = gr_digit_next(s, &digit)) > 0) {
		power = power * 10 + (unsigned)(digit - '0');
		s = gr_slice_skip(s, n);
	}
	return power >= LEAST && power <= MOST ? power : 0;
}

unsigned gr_personal_power(const struct gr_digit_run *w, struct gr_slice text,
    enum gr_personal_where where)
{
	struct gr_digit_run whole = { .n = 0 };

	if (w->n < 2 || w->more || w->gap[1] != GR_GAP_POINT
	    || gr_digit_run_group(w, 1) != w->n)
		return 0;
	unsigned power = power_of(gr_slice_skip(text, w->end[w->n - 1]));
	if (power + 1 < w->n
	    || (where == GR_PERSONAL_CODE
	        && (power == 11 || power == 14 || power == 16)))
		return 0;
	for (; whole.n <= power; whole.n++)
		whole.digit[whole.n] = whole.n < w->n ? w->digit[whole.n] : '0';
	return gr_personal_is_rounded(&whole, w->n) ? w->n : 0;
}
