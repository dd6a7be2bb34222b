/* personal_kinds.c - the kinds of personal numbers, and what each looks like. */
#include "text/personal_kinds.h"

#include "text/personal.h"

enum { MOST_GROUPS = 8 };

struct form {
	enum gr_number_kind kind;
	unsigned char group[MOST_GROUPS]; /* digits of each; 0 ends the list */
};

struct prefix {
	const char *digits;
	enum gr_number_kind kind;
};

struct issuer {
	unsigned from, to, digits, least, most;
};

#define GR_PERSONAL_FORM(kind, ...) { GR_NUMBER_##kind, { __VA_ARGS__ } },
static const struct form forms[] = {
#include "text/personal.def"
};

#define GR_PERSONAL_PREFIX(digits, kind) { digits, GR_NUMBER_##kind },
static const struct prefix prefixes[] = {
#include "text/personal.def"
};

#define GR_PERSONAL_PROVINCE(digits) [digits] = true,
static const bool is_province[100] = {
#include "text/personal.def"
};

#define GR_PERSONAL_ISSUER(from, to, digits, least, most) \
	{ from, to, digits, least, most },
static const struct issuer issuers[] = {
#include "text/personal.def"
};

#define LENGTH(array) (sizeof(array) / sizeof *(array))

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
static bool is_born(enum gr_number_kind kind, const char *d)
{
	unsigned year = kind == GR_NUMBER_IDENTITY ? value(d + 6, 4)
	                                           : 1900 + value(d + 6, 2);

	d += kind == GR_NUMBER_IDENTITY ? 10 : 8;
	return year >= (kind == GR_NUMBER_IDENTITY ? 1880 : 1920)
	    && year <= 2099 && is_day(value(d, 2), value(d + 2, 2));
}

static bool has_meaning(enum gr_number_kind kind, const char *d, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		if (d[i] == 'X' && !(kind == GR_NUMBER_IDENTITY && i == n - 1))
			return false;
	switch (kind) {
	case GR_NUMBER_MOBILE:
		return d[0] == '1' && d[1] >= '3';
	case GR_NUMBER_LANDLINE:
		return d[0] == '0' && is_area(d + 1, n - 1);
	case GR_NUMBER_LANDLINE_86:
		return is_area(d, n);
	case GR_NUMBER_LOCAL:
		return d[0] >= '2' && d[0] <= '8';
	case GR_NUMBER_IDENTITY:
	case GR_NUMBER_IDENTITY_15:
		return is_province[value(d, 2)] && is_born(kind, d);
	case GR_NUMBER_CARD:
		return is_card(d, n);
	}
	return false;
}

/* ---- how the digits are grouped ---- */

/* Digits from `from` on that are grouped so; 0 if they are not. */
static unsigned fits(const struct gr_digit_run *w, unsigned from,
    const struct form *form)
{
	unsigned n = from;

	for (unsigned g = 0; g < MOST_GROUPS && form->group[g] > 0; g++)
		for (unsigned i = 0; i < form->group[g]; i++, n++)
			if (n >= w->n
			    || (n > from && w->gap[n] != GR_GAP_CHANGE
			        && (w->gap[n] == GR_GAP_JOINED) != (i > 0)))
				return 0;
	return n - from;
}

bool gr_personal_is_listed(const struct gr_digit_run *w, unsigned from,
    unsigned n)
{
	unsigned groups = 1;

	for (unsigned i = from + 1; i < from + n; i++) {
		if (w->gap[i] > GR_GAP_CHANGE && w->gap[i] != GR_GAP_LIST)
			return false;
		groups += w->gap[i] == GR_GAP_LIST;
	}
	return groups > 1;
}

/* Whether all of several groups are round figures. */
static bool is_round(const struct gr_digit_run *w, unsigned from, unsigned n)
{
	unsigned groups = 1;

	for (unsigned i = from + 1; i < from + n; i++) {
		if (w->gap[i] <= GR_GAP_CHANGE)
			continue;
		groups++;
		if (w->digit[i - 1] != '0')
			return false;
	}
	return groups >= 3 && w->digit[from + n - 1] == '0';
}

/* What also reads as figures of a list: 150、2300、1200, 5500 1200 3400 4000,
 * or one that goes on. */
static bool is_list(const struct gr_digit_run *w, unsigned from, unsigned n,
    enum gr_number_kind kind)
{
	bool listed = gr_personal_is_listed(w, from, n);

	if (kind == GR_NUMBER_IDENTITY || kind == GR_NUMBER_IDENTITY_15)
		return false;
	return (listed && from + n < w->n && w->gap[from + n] == GR_GAP_LIST)
	    || ((listed || kind == GR_NUMBER_CARD) && is_round(w, from, n));
}

/* 1985-1990 350: years, and what there was in them. */
static bool is_years(const struct gr_digit_run *w, unsigned from, unsigned n)
{
	const char *d = w->digit + from;

	return n > 8 && d[0] == '1' && d[1] == '9'
	    && w->gap[from + 4] > GR_GAP_CHANGE
	    && w->gap[from + 8] > GR_GAP_CHANGE
	    && (value(d + 4, 2) == 19 || value(d + 4, 2) == 20);
}

static bool ends_group(const struct gr_digit_run *w, unsigned n)
{
	return n == w->n ? !w->more
	                 : w->gap[n] != GR_GAP_JOINED || w->digit[n] == 'X';
}

/* Digits of the number of this form that begins at `number`, and of those
 * that are joined to it; 0 if there is none. */
static unsigned one_form(const struct gr_digit_run *w, unsigned number,
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
	unsigned rest = gr_personal_numbers(w, number + n, 0);
	return rest > 0 ? n + rest : 0;
}

static bool has_digits(const struct gr_digit_run *w, unsigned from,
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

	if (n < GR_DIGIT_RUN_LONG - 1 || d[0] == 'X' || d[1] == 'X')
		return kinds;
	if (d[0] == '1' && d[1] >= '3')
		kinds |= 1u << GR_NUMBER_MOBILE;
	if (d[0] == '0' && d[1] != '0')
		kinds |= 1u << GR_NUMBER_LANDLINE;
	if (is_province[value(d, 2)])
		kinds |= 1u << GR_NUMBER_IDENTITY | 1u << GR_NUMBER_IDENTITY_15;
	if (n >= 16 && issuer_of(d) != NULL)
		kinds |= 1u << GR_NUMBER_CARD;
	return kinds;
}

/* Digits of the numbers of some kinds from `from` on; 0 if there are none. */
static unsigned of_kinds(const struct gr_digit_run *w, unsigned from,
    unsigned kinds, unsigned called)
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

unsigned gr_personal_numbers(const struct gr_digit_run *w, unsigned from,
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

bool gr_personal_is_rounded(const struct gr_digit_run *w, unsigned shown,
    unsigned called)
{
	const struct issuer *issuer = issuer_of(w->digit);

	/* the sum of a card's digits says nothing any more */
	return gr_personal_numbers(w, 0, called) == w->n
	    || (shown >= GR_PERSONAL_DIGITS && issuer != NULL
	        && w->n >= issuer->least && w->n <= issuer->most);
}

bool gr_personal_is_province(const char *digits)
{
	return is_province[value(digits, 2)];
}
