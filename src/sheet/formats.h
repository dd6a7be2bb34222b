/* formats.h - what a cell's number format says of its number.
 *
 * A workbook keeps a date as a count of days and a percentage as a fraction;
 * only the format of the cell tells.  Formats are read as Excel reads them: the
 * first section counts, what is quoted, escaped or in brackets is no part of
 * it (but [h], [mm], [ss]), m is the month unless hours or seconds are there,
 * and the numbers 14 to 58 are dates and times by themselves in Chinese
 * workbooks.
 */
#ifndef GREEN_SHEET_FORMATS_H
#define GREEN_SHEET_FORMATS_H

#include "base/arena.h"
#include "sheet/package.h"

enum gr_format_kind {
	GR_FORMAT_NUMBER,  /* also General and text */
	GR_FORMAT_PERCENT, /* of a fraction */
	GR_FORMAT_DATE,
	GR_FORMAT_MONTH, /* year and month, no day */
	GR_FORMAT_YEAR,  /* alone */
	GR_FORMAT_TIME,  /* of a day, or how long */
	GR_FORMAT_DATE_TIME
};

/* The kind of a format's code: "yyyy-mm-dd", "0.0%". */
enum gr_format_kind gr_format_of_code(struct gr_slice code);

/* The kind of one that has a number of its own, below 164. */
enum gr_format_kind gr_format_of_number(uint64_t number);

struct gr_formats {
	unsigned char *kind; /* an enum gr_format_kind each, by style */
	size_t n;
	size_t more; /* that there may be before they are too many */
};

/* Read the part of styles; GR_PACKAGE_NO_MEMBER: all cells are numbers. */
GR_MUST_USE enum gr_status gr_formats_read(struct gr_package *package,
    size_t member, struct gr_arena *keep, struct gr_formats *out,
    struct gr_err *err);

static inline enum gr_format_kind gr_format_at(const struct gr_formats *formats,
    uint64_t style)
{
	return style < formats->n ? (enum gr_format_kind)formats->kind[style]
	                          : GR_FORMAT_NUMBER;
}

#endif
