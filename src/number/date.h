/* date.h - civil dates as day numbers, with the precision they were given in.
 *
 * Dates are the proleptic Gregorian calendar's, without time or zone; nothing
 * here asks the clock or mktime().  A date of month or year precision stands
 * for all its days, so a comparison can say "true for the whole of it" or
 * "cannot be told".  Day 0 is 1970-01-01.
 */
#ifndef GREEN_NUMBER_DATE_H
#define GREEN_NUMBER_DATE_H

#include "base/buf.h"

struct gr_days {
	int32_t first, last; /* day numbers, first <= last */
};

/* Canonical text -> its days: "2021-03-05", "2021-03" or "2021", years 0001 to
 * 9999.  False if it is not exactly that or no such day exists. */
bool gr_date_parse(struct gr_slice text, struct gr_days *out);

/* Day number of a civil date; false if there is no such day. */
bool gr_date_from_civil(int64_t year, int64_t month, int64_t day, int32_t *out);
void gr_date_to_civil(int32_t day_number, int *year, int *month, int *day);

void gr_date_print(struct gr_buf *buf, int32_t day_number); /* YYYY-MM-DD */

#endif
