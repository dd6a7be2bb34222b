/* number_text.h - a workbook's number as the text that a person sees.
 *
 * A workbook holds binary fractions and writes 0.1 as 0.10000000000000001.
 * What Excel shows, and every one who typed it meant, are its 15 significant
 * digits, here without exponent and without zeros behind them.  A date is the
 * count of days since the workbook's day 0 (with 29 February 1900, which never
 * was, as day 60 in the system of 1900); it is given with the parts that its
 * format shows.
 */
#ifndef GREEN_SHEET_NUMBER_TEXT_H
#define GREEN_SHEET_NUMBER_TEXT_H

#include "base/buf.h"
#include "sheet/formats.h"

enum gr_number_outcome {
	GR_NUMBER_PLAIN,
	GR_NUMBER_NO_NUMBER, /* given as it stands */
	GR_NUMBER_NO_DAY     /* the day that never was: its count is given */
};

/* Append the text of the value `v` of a cell.  `of_1904`: the workbook's day 0
 * is 1904-01-01. */
enum gr_number_outcome gr_number_text(struct gr_buf *to, struct gr_slice v,
    enum gr_format_kind kind, bool of_1904);

#endif
