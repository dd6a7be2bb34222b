/* date_read.h - dates as people and their spreadsheets write them in tables.
 *
 * A table that Excel has saved again has 2021/1/1 where it had 2021-01-01, or
 * the number of a day.  The forms are those of the catalogue (T01 to T12) that
 * have one meaning; 3/5/2021, 21/3/5, 2021.1 and an instant of another zone
 * have none, or more than one, and are no dates here.
 */
#ifndef GREEN_NUMBER_DATE_READ_H
#define GREEN_NUMBER_DATE_READ_H

#include "number/date.h"

/* Append `text` as date.h has it ("2021-03-05", "2021-03", "2021"), or nothing
 * for what a spreadsheet shows where there is no day (1900/1/0).  False, with
 * nothing appended, if it has not exactly one meaning. */
bool gr_date_read(struct gr_buf *to, struct gr_slice text);

#endif
