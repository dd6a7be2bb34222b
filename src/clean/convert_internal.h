/* convert_internal.h - a compiled value: made by convert.c, run by
 * convert_run.c with dates, lists and the rest in files of their own.
 */
#ifndef GREEN_CLEAN_CONVERT_INTERNAL_H
#define GREEN_CLEAN_CONVERT_INTERNAL_H

#include "clean/convert.h"

#define GR_CONVERT_ARGS 5
#define GR_SET_MAX 64 /* items of a set */

enum gr_call {
	GR_CALL_LITERAL,
	GR_CALL_INT,
	GR_CALL_DEC,
	GR_CALL_CN,
	GR_CALL_SCALE,
	GR_CALL_SCI,
	GR_CALL_UNIT,
	GR_CALL_PERCENT,
	GR_CALL_PERMILLE,
	GR_CALL_TENTHS,
	GR_CALL_RATE,
	GR_CALL_BOUND,
	GR_CALL_DATE,
	GR_CALL_INSTANT,
	GR_CALL_SERIAL,
	GR_CALL_YEAR,
	GR_CALL_TEXT,
	GR_CALL_DIGITS,
	GR_CALL_PARTIAL,
	GR_CALL_ENUM,
	GR_CALL_SET,
	GR_CALL_NA_OR_EMPTY,
	GR_CALL_NARROW,
	GR_CALL_IDEOGRAPHS,
	GR_CALL_BLANK
};

struct gr_call_arg {
	unsigned group; /* 0: not a group */
	int64_t number;
	size_t column;
};

struct gr_convert {
	enum gr_call call;
	struct gr_slice literal;
	struct gr_call_arg arg[GR_CONVERT_ARGS];
	size_t args;
	const struct gr_standard *standard; /* its utc_offset */
};

/* Each appends to *to, or leaves it as it was and says why. */
enum gr_reading gr_convert_date(const struct gr_convert *convert,
    const struct gr_slice *arg, struct gr_buf *to);
enum gr_reading gr_convert_instant(const struct gr_convert *convert,
    const struct gr_slice *arg, const struct gr_column *column,
    struct gr_buf *to);
enum gr_reading gr_convert_serial(const struct gr_convert *convert,
    struct gr_slice text, struct gr_buf *to);
enum gr_reading gr_convert_year(const struct gr_convert *convert,
    struct gr_slice text, struct gr_buf *to);
enum gr_reading gr_convert_enum(const struct gr_column *column,
    struct gr_slice text, struct gr_buf *to);
enum gr_reading gr_convert_set(const struct gr_column *column,
    struct gr_slice text, struct gr_buf *to);

#endif
