/* foreign.c - character sets that are not read, told from GB18030. */
#include "csv/foreign.h"

#include <string.h>

static const char *const set_name[GR_FOREIGN_SETS] = {
	[GR_FOREIGN_GB18030] = NULL,
	[GR_FOREIGN_BIG5] = "Big5",
	[GR_FOREIGN_SHIFT_JIS] = "Shift_JIS",
	[GR_FOREIGN_EUC_KR] = "EUC-KR",
	[GR_FOREIGN_EUC_JP] = "EUC-JP",
};

static bool is_in(unsigned c, unsigned first, unsigned last)
{
	return c >= first && c <= last;
}

/* ---- characters of each set ---- */

static void see_gb(struct gr_foreign_count *n, unsigned a, unsigned b)
{
	/* GBK's extensions, and what is for private use */
	if (b < 0xa1 || is_in(a, 0x81, 0xa0) || is_in(a, 0xaa, 0xaf)
	    || a > 0xf7)
		n->rare++;
	else if (is_in(a, 0xb0, 0xd7))
		n->common++;
	else if (a > 0xd7)
		n->other++;
	else if (is_in(a, 0xa4, 0xa5))
		n->kana++;
}

static void see_big5(struct gr_foreign_count *n, unsigned a, unsigned b)
{
	if (!(is_in(b, 0x40, 0x7e) || is_in(b, 0xa1, 0xfe))
	    || !is_in(a, 0xa1, 0xf9) || is_in(a, 0xc7, 0xc8))
		n->odd++;
	else if (is_in(a, 0xa4, 0xc6))
		n->common++;
	else if (a > 0xc8)
		n->other++;
}

static void see_shift_jis(struct gr_foreign_count *n, unsigned a, unsigned b)
{
	if (!is_in(b, 0x40, 0xfc) || b == 0x7f || a > 0xea)
		n->odd++;
	else if ((a == 0x82 && is_in(b, 0x9f, 0xf1))
	    || (a == 0x83 && is_in(b, 0x40, 0x96)))
		n->kana++;
	else if (is_in(a, 0x88, 0x98))
		n->common++;
	else if (a > 0x98)
		n->other++;
}

static void see_euc_kr(struct gr_foreign *f, unsigned a, unsigned b)
{
	struct gr_foreign_count *n = &f->in[GR_FOREIGN_EUC_KR];

	if (b < 0xa1 || b > 0xfe) {
		if (is_in(a, 0x81, 0xc6)
		    && (is_in(b, 0x41, 0x5a) || is_in(b, 0x61, 0x7a)
		        || is_in(b, 0x81, 0xa0)))
			n->rare++;
		else
			n->odd++;
	} else if (is_in(a, 0xb0, 0xc8)) {
		unsigned at = (a - 0xb0) * 94 + (b - 0xa1);

		n->common++;
		f->syllable[at / 64] |= (uint64_t)1 << at % 64;
	} else if (is_in(a, 0xca, 0xfd)) {
		n->other++;
	} else if (!is_in(a, 0xa1, 0xac)) {
		n->odd++;
	}
}

static void see_euc_jp(struct gr_foreign_count *n, unsigned a, unsigned b)
{
	if (a == 0x8e)
		n->odd += !is_in(b, 0xa1, 0xdf);
	else if (b < 0xa1 || b > 0xfe || !is_in(a, 0xa1, 0xf4)
	    || is_in(a, 0xa9, 0xaf))
		n->odd++;
	else if (is_in(a, 0xa4, 0xa5))
		n->kana++;
	else if (is_in(a, 0xb0, 0xcf))
		n->common++;
	else if (a > 0xcf)
		n->other++;
}

/* ---- bytes to characters ---- */

static void step_gb(struct gr_foreign_count *n, unsigned char c)
{
	if (n->have == 0) {
		n->lead[0] = c;
		n->have = is_in(c, 0x81, 0xfe);
		n->odd += c == 0xff;
	} else if (n->have == 1 && is_in(c, '0', '9')) {
		n->have = 2;
	} else if (n->have == 1) {
		see_gb(n, n->lead[0], c);
		n->have = 0;
	} else if (n->have++ == 3) {
		n->rare++; /* of four bytes */
		n->have = 0;
	}
}

/* A half-width kana stands alone; people write whole ones, and all of GB2312's
 * pairs would be two of them. */
static void step_shift_jis(struct gr_foreign_count *n, unsigned char c)
{
	if (n->have == 1) {
		see_shift_jis(n, n->lead[0], c);
		n->have = 0;
		return;
	}
	n->lead[0] = c;
	n->have = is_in(c, 0x81, 0x9f) || is_in(c, 0xe0, 0xfc);
	n->rare += is_in(c, 0xa1, 0xdf);
	n->odd += c == 0x80 || c == 0xa0 || c > 0xfc;
}

/* The first byte of a pair; whether there was one before. */
static bool has_lead(struct gr_foreign_count *n, unsigned char c)
{
	if (n->have == 0) {
		n->lead[0] = c;
		n->have = c > 0x80;
		n->odd += c == 0x80 || c == 0xff;
		return false;
	}
	n->have = 0;
	n->odd += c < 0x20; /* a line ends within a character */
	return c >= 0x20;
}

static void step_big5(struct gr_foreign_count *n, unsigned char c)
{
	if (has_lead(n, c))
		see_big5(n, n->lead[0], c);
}

static void step_euc_kr(struct gr_foreign *f, unsigned char c)
{
	struct gr_foreign_count *n = &f->in[GR_FOREIGN_EUC_KR];

	if (has_lead(n, c))
		see_euc_kr(f, n->lead[0], c);
}

static void step_euc_jp(struct gr_foreign_count *n, unsigned char c)
{
	if (!has_lead(n, c))
		return;
	if (n->lead[0] == 0x8f) {
		n->rare++; /* three bytes */
		n->lead[0] = 0;
		n->have = 1;
	} else if (n->lead[0] != 0) {
		see_euc_jp(n, n->lead[0], c);
	}
}

static void step(struct gr_foreign *f, enum gr_foreign_set set, unsigned char c)
{
	struct gr_foreign_count *n = &f->in[set];

	switch (set) {
	case GR_FOREIGN_GB18030:
		step_gb(n, c);
		break;
	case GR_FOREIGN_BIG5:
		step_big5(n, c);
		break;
	case GR_FOREIGN_SHIFT_JIS:
		step_shift_jis(n, c);
		break;
	case GR_FOREIGN_EUC_KR:
		step_euc_kr(f, c);
		break;
	case GR_FOREIGN_EUC_JP:
		step_euc_jp(n, c);
		break;
	case GR_FOREIGN_SETS:
		break;
	}
}

/* ASCII says nothing, but behind the first byte of a pair; nor does a set that the
 * text is not in, by its form. */
static void add_to(struct gr_foreign *f, enum gr_foreign_set set, const char *p,
    size_t n)
{
	const struct gr_foreign_count *in = &f->in[set];

	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)p[i];

		if (c < 0x80 && in->have == 0)
			continue;
		if (in->odd > 0 && set != GR_FOREIGN_GB18030)
			return;
		step(f, set, c);
	}
}

void gr_foreign_add(struct gr_foreign *f, const char *p, size_t n)
{
	for (unsigned set = 0; set < GR_FOREIGN_SETS; set++)
		add_to(f, (enum gr_foreign_set)set, p, n);
}

/* ---- seven bits ---- */

static void step_hz(struct gr_foreign *f, unsigned char c)
{
	unsigned char before = f->last[3];

	if (!f->in_hz) {
		if (before == '~' && c == '{') {
			f->in_hz = true;
			f->hz_run = 0;
		}
	} else if (before == '~' && c == '}') {
		f->in_hz = false;
		/* the '~' was counted */
		f->hz_broken |= f->hz_run % 2 != 1 || f->hz_run < 3;
		f->hz += f->hz_run / 2;
	} else if (c < 0x21 || c > 0x7e) {
		f->in_hz = false;
		f->hz_broken = true;
	} else {
		f->hz_run++;
	}
}

static void step_escape(struct gr_foreign *f, unsigned char c)
{
	const unsigned char *b = f->last;

	if (b[2] == 0x1b && b[3] == '$' && (c == 'B' || c == '@'))
		f->escaped = "ISO-2022-JP";
	else if (b[1] == 0x1b && b[2] == '$' && b[3] == ')' && c == 'C')
		f->escaped = "ISO-2022-KR";
	else if (b[1] == 0x1b && b[2] == '$' && b[3] == ')' && c == 'A')
		f->escaped = "ISO-2022-CN";
}

static void step_seven_bit(struct gr_foreign *f, unsigned char c)
{
	if (c == '~' || f->last[3] == '~' || f->in_hz)
		step_hz(f, c);
	if (f->last[3] == '$' || f->last[3] == ')')
		step_escape(f, c);
	memmove(f->last, f->last + 1, 3);
	f->last[3] = c;
}

void gr_foreign_add_seven_bit(struct gr_foreign *f, const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		step_seven_bit(f, (unsigned char)p[i]);
}

/* ---- which it is ---- */

static uint64_t total(const struct gr_foreign_count *n)
{
	return n->common + n->other + n->rare + n->kana;
}

/* At least `percent` of the characters. */
static bool is_share(uint64_t part, const struct gr_foreign_count *n,
    unsigned percent)
{
	return total(n) > 0 && part * 100 >= total(n) * percent;
}

/* Whether the text fits a set and is made of what its texts are made of. */
static bool reads_in(const struct gr_foreign_count *n)
{
	return n->odd == 0 && is_share(n->common + n->kana, n, 80);
}

static size_t syllables(const struct gr_foreign *f)
{
	size_t count = 0;

	for (size_t i = 0; i < sizeof f->syllable / sizeof *f->syllable; i++)
		for (uint64_t bits = f->syllable[i]; bits != 0;
		     bits &= bits - 1)
			count++;
	return count;
}

/* `least`: characters that would not stand in a Chinese text; a name or two of
 * rare characters are no sign. */
static enum gr_foreign_set find(const struct gr_foreign *f, uint64_t least,
    size_t least_syllables)
{
	const struct gr_foreign_count *in = f->in;
	const struct gr_foreign_count *gb = &in[GR_FOREIGN_GB18030];
	const struct gr_foreign_count *kr = &in[GR_FOREIGN_EUC_KR];
	const struct gr_foreign_count *jp = &in[GR_FOREIGN_EUC_JP];

	if (gb->rare >= least && is_share(gb->rare, gb, 50)
	    && reads_in(&in[GR_FOREIGN_SHIFT_JIS]))
		return GR_FOREIGN_SHIFT_JIS;
	if (gb->rare >= least && is_share(gb->rare, gb, 20)
	    && reads_in(&in[GR_FOREIGN_BIG5]))
		return GR_FOREIGN_BIG5;
	if (jp->odd == 0 && jp->kana >= least && is_share(jp->kana, jp, 10))
		return GR_FOREIGN_EUC_JP;
	if (kr->odd == 0 && is_share(kr->common + kr->rare, kr, 95)
	    && syllables(f) >= least_syllables)
		return GR_FOREIGN_EUC_KR;
	return GR_FOREIGN_GB18030;
}

const char *gr_foreign_name(const struct gr_foreign *f, bool gb)
{
	return set_name[gb ? find(f, 4, 20) : find(f, 1, 4)];
}

const char *gr_foreign_guess(const struct gr_foreign *f)
{
	return set_name[find(f, 1, 4)];
}

const char *gr_foreign_seven_bit(const struct gr_foreign *f)
{
	if (f->escaped != NULL)
		return f->escaped;
	return f->hz > 0 && !f->hz_broken ? "HZ" : NULL;
}
