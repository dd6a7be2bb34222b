/* personal_kinds.h - the kinds of personal numbers, and what each looks like.
 *
 * personal.def has the kinds and how their digits are grouped.  What the digits
 * must mean beyond that (a day of birth, a sum that fits) is decided here, and
 * what looks just like one and is figures of a list or years.
 */
#ifndef GREEN_TEXT_PERSONAL_KINDS_H
#define GREEN_TEXT_PERSONAL_KINDS_H

#include "text/digit_run.h"

enum gr_number_kind {
	GR_NUMBER_MOBILE,
	GR_NUMBER_LANDLINE,    /* with the 0 of its area */
	GR_NUMBER_LANDLINE_86, /* behind the country's code, without it */
	GR_NUMBER_LOCAL,       /* without its area */
	GR_NUMBER_IDENTITY,
	GR_NUMBER_IDENTITY_15, /* of before 1999 */
	GR_NUMBER_CARD
};

/* Digits from `from` on that are numbers and nothing else up to the end of a
 * group, as many as can be; 0 if there are none.
 * `called`: a bit for each kind that they are, whatever they mean. */
unsigned gr_personal_numbers(const struct gr_digit_run *w, unsigned from,
    unsigned called);

/* Whether only commas and their like part the groups of `n` digits. */
bool gr_personal_is_listed(const struct gr_digit_run *w, unsigned from,
    unsigned n);

/* Whether the digits of a run are one number, if those behind the first `shown`
 * are not its own, but were rounded to 0.  `called` is as above. */
bool gr_personal_is_rounded(const struct gr_digit_run *w, unsigned shown,
    unsigned called);

/* Whether two digits are those of a province. */
bool gr_personal_is_province(const char *digits);

#endif
