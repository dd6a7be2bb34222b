/* personal_power.c - a personal number that a program has written as a power. */
#include "text/personal_power.h"

#include "text/blank.h"
#include "text/digit.h"
#include "text/personal_kinds.h"
#include "text/personal_words.h"
#include "text/utf8.h"

enum {
	LEAST = 10, /* digits of the whole number, unless it is called one */
	MOST = 23
};

/* The digits before a power, and where the point is in them. */
struct mantissa {
	unsigned n, point;    /* of the run; before the point */
	unsigned zeros;       /* at its beginning */
	unsigned significant; /* up to the last that is not 0, zeros left out */
};

/* What stands behind them. */
struct power {
	struct gr_slice rest; /* of the text */
	int ten;
	bool letter; /* E+10 as a spreadsheet writes it, not ×10^10 */
};

static uint32_t narrow(uint32_t c)
{
	return c > 0xff00 && c < 0xff5f ? c - 0xfee0 : c;
}

/* One character of these, ASCII or as wide as an ideograph. */
static bool takes(struct gr_slice *s, const char *chars)
{
	uint32_t found;
	size_t n = gr_utf8_next(*s, &found);

	found = n > 0 ? narrow(found) : 0;
	if (found == 0 || found >= 0x80 || !strchr(chars, (int)found))
		return false;
	*s = gr_slice_skip(*s, n);
	return true;
}

static void skip_blanks(struct gr_slice *s)
{
	uint32_t c;
	size_t n;

	while ((n = gr_utf8_next(*s, &c)) > 0 && gr_blank_is(c))
		*s = gr_slice_skip(*s, n);
}

static bool takes_times(struct gr_slice *s)
{
	static const char *const sign[] = { "×", "·", "✕", "✖", "⋅", "∗" };

	for (size_t i = 0; i < sizeof sign / sizeof *sign; i++)
		if (gr_slice_starts(*s, gr_slice_of(sign[i]))) {
			*s = gr_slice_skip(*s, strlen(sign[i]));
			return true;
		}
	return takes(s, "*xX");
}

/* Past ×10^, whose small digits may have no ^ before them. */
static bool takes_ten(struct gr_slice *s)
{
	if (!takes_times(s))
		return false;
	skip_blanks(s);
	if (!takes(s, "1") || !takes(s, "0"))
		return false;
	skip_blanks(s);
	if (takes(s, "*"))
		return takes(s, "*");
	takes(s, "^");
	return true;
}

/* The power that `s` begins with: E+10, ×10^10; false if it is none. */
static bool power_of(struct gr_slice s, struct power *p)
{
	unsigned digits = 0;
	char digit;
	size_t n;

	skip_blanks(&s);
	p->letter = takes(&s, "EeDd");
	if (!p->letter && !takes_ten(&s))
		return false;
	skip_blanks(&s);
	takes(&s, "({");
	bool less = takes(&s, "-");
	if (!less)
		takes(&s, "+");
	skip_blanks(&s);
	p->ten = 0;
	while (p->ten <= GR_DIGIT_RUN_MOST && !gr_utf8_is_hanzi(s)
	    && (n = gr_digit_next(s, &digit)) > 0) {
		p->ten = p->ten * 10 + (digit - '0');
		s = gr_slice_skip(s, n);
		digits++;
	}
	p->ten = less ? -p->ten : p->ten;
	takes(&s, ")}");
	skip_blanks(&s);
	p->rest = s;
	return digits > 0;
}

/* The digits that a run begins with, up to a second point or a sign. */
static struct mantissa mantissa_of(const struct gr_digit_run *w)
{
	struct mantissa m = { .point = gr_digit_run_group(w, 0) };

	m.n = m.point;
	if (m.n < w->n
	    && (w->gap[m.n] == GR_GAP_POINT || w->gap[m.n] == GR_GAP_LIST))
		m.n = gr_digit_run_group(w, m.n);
	/* the sign of ×10 may look like the end of an identity number */
	while (m.n > 0 && w->digit[m.n - 1] == 'X')
		m.n--;
	m.point = m.point < m.n ? m.point : m.n;
	while (m.zeros < m.n && w->digit[m.zeros] == '0')
		m.zeros++;
	m.significant = m.n;
	while (m.significant > m.zeros && w->digit[m.significant - 1] == '0')
		m.significant--;
	m.significant -= m.zeros;
	return m;
}

/* What stands behind a mantissa, and behind more zeros than a run can have. */
static struct gr_slice behind(const struct gr_digit_run *w,
    struct gr_slice text, unsigned n)
{
	struct gr_slice s = gr_slice_skip(text, w->end[n - 1]);
	char digit;
	size_t bytes;

	while (n == w->n && w->more && (bytes = gr_digit_next(s, &digit)) > 0
	    && digit == '0')
		s = gr_slice_skip(s, bytes);
	return s;
}

/* 1.39123E+10, which is the little that a narrow column shows of a number. */
static bool is_shown(const struct mantissa *m, const struct power *p)
{
	return p->letter && m->point == 1 && m->n > 1 && m->zeros == 0
	    && p->ten >= (int)m->n - 1;
}

unsigned gr_personal_power(const struct gr_digit_run *w, struct gr_slice text,
    enum gr_personal_where where, bool behind_point)
{
	struct gr_digit_run whole = { .n = 0 };
	struct mantissa m = mantissa_of(w);
	struct power p;

	if (m.significant < 1 || (m.point == m.n && behind_point)
	    || !power_of(behind(w, text, m.n), &p))
		return 0;
	if (!is_shown(&m, &p)
	    && (m.significant < GR_PERSONAL_DIGITS
	        || gr_personal_is_measured(p.rest)))
		return 0;
	unsigned called = gr_personal_called(gr_slice_make(text.ptr, w->at[0]));
	int n = (int)m.point - (int)m.zeros + p.ten;
	if (n < (int)m.significant || n > MOST
	    || n < (called ? GR_PERSONAL_DIGITS : LEAST)
	    || (where == GR_PERSONAL_CODE && (n == 12 || n == 15 || n == 17)))
		return 0;
	for (; whole.n < (unsigned)n; whole.n++)
		whole.digit[whole.n] = whole.n < m.significant
		    ? w->digit[m.zeros + whole.n]
		    : '0';
	return gr_personal_is_rounded(&whole, m.significant, called) ? m.n : 0;
}
