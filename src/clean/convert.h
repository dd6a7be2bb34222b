/* convert.h - what the `value` of a rule does with the groups of its pattern.
 *
 * A value is a literal, or one call out of a closed list on named groups.  The
 * list is closed so that whoever reads a table knows all that can happen to a
 * cell, and so that every call can be checked when the table is read: its
 * groups exist, it suits the types of its columns.  A conversion gives one
 * canonical text or says why there is none; it never gives the nearest thing.
 *
 *   int(n) dec(n)       a plain number; commas between digits are passed over
 *   cn(n)               a Chinese numeral, in full
 *   scale(n)            a number before words of scale: 1.2万
 *   sci(n, e)           n * 10^e, every digit of which is written
 *   unit(n, u)          any of these in unit u: none, the column's own, or one
 *                       that units.csv converts
 *   percent(n) permille(n) tenths(n, m)    points: as they are, ‰, 成
 *   rate(n, a, b)       n as points or as a fraction, whichever agrees with
 *                       the row's cells a / b
 *   bound(n)            at least n: >=n
 *   date(y, m, d)       m and d may be left out, empty, or whole numbers
 *   instant(y, m, d, t, z)  the civil day, under the standard's utc_offset, of
 *                       the time of day t (16:00) in the zone z (Z, +08:00);
 *                       its year in a column of years
 *   serial(n, from, to) the day number of a spreadsheet, within a window
 *   year(y, century)    two digits need the century
 *   text(x) digits(x) partial(x)    as written; its digits; those and a '~'
 *   enum(x) set(x)      one, or several, of the column's values
 *   na_or_empty()       n/a where the column allows it, else missing
 *
 * and in the text phase: text(x), narrow(x) (full-width forms of ASCII made
 * ASCII), ideographs(x) (radicals and compatibility ideographs made the
 * ideographs they look like), blank() (one space).
 */
#ifndef GREEN_CLEAN_CONVERT_H
#define GREEN_CLEAN_CONVERT_H

#include "standard/standard.h"
#include "text/pattern.h"

enum gr_reading {
	GR_READING_DONE,
	GR_READING_FACTOR,    /* done, by a factor: never less than a FLAG */
	GR_READING_OTHER_DAY, /* done, on another day than is written: a FLAG */
	GR_READING_LATER,     /* wants the row's other cells: gr_convert_rate */
	/* no value: */
	GR_READING_NO_NUMBER, /* or one of more than 18 digits */
	GR_READING_NOT_WHOLE,
	GR_READING_DIGITS_LOST, /* a digit of the whole number not written */
	GR_READING_NO_UNIT,     /* not in units.csv for this column */
	GR_READING_NO_DAY,
	GR_READING_NO_YEAR,
	GR_READING_NO_ZONE,     /* an instant; the standard has no utc_offset */
	GR_READING_OUTSIDE,     /* a day number outside the window */
	GR_READING_NOT_LISTED,  /* none of the column's values */
	GR_READING_NO_EVIDENCE, /* rate(): a or b is not known */
	GR_READING_DISAGREES    /* rate(): neither, or both, agree with a / b */
};

struct gr_convert;          /* a value, compiled */
struct gr_units_of_measure; /* units.csv, compiled */

/* Compile a rule's value in `keep`; `pattern` is the rule's.  GR_EUSAGE at
 * source:line:value: a call that is not in the list, a wrong number of
 * arguments, no such group or column, a call or literal that does not suit the
 * type of a column that the rule is for. */
GR_MUST_USE enum gr_status gr_convert_compile(struct gr_arena *keep,
    const struct gr_standard *standard, const struct gr_rule *rule,
    const struct gr_pattern *pattern, const char *source,
    const struct gr_convert **out, struct gr_err *err);

/* The value for a cell of `column`, appended to *to, from the groups of the
 * rule's pattern, which has just matched (units.csv's patterns may match
 * meanwhile, and the groups are gone then).  *reading says how it went; if it
 * gives no value, *to is as it was.  Fails only as gr_pattern_match does. */
GR_MUST_USE enum gr_status gr_convert_run(const struct gr_convert *convert,
    const struct gr_pattern *pattern, const struct gr_column *column,
    const struct gr_units_of_measure *units, struct gr_buf *to,
    enum gr_reading *reading, struct gr_err *err);

/* The text phase: what a part that matched is replaced by. */
void gr_convert_text(const struct gr_convert *convert,
    const struct gr_pattern *pattern, struct gr_buf *to);

/* Whether it leaves a number in its shortest form as it is, if that is all of
 * the pattern's first group; *whole, that it must have no fraction. */
bool gr_convert_keeps_number(const struct gr_convert *convert, bool *whole);

/* Whether it leaves any text as it is, if that is all of the pattern's first
 * group. */
bool gr_convert_keeps_text(const struct gr_convert *convert);

/* The columns a and b of a rate(). */
void gr_convert_rate_columns(const struct gr_convert *convert,
    size_t *numerator, size_t *denominator);

/* A share in points, of which is written `written` (35, 0.35 or 1), by cells
 * that give it exactly: 100a/b must lie within half a point of 100 * written,
 * or within half a unit of its last digit (at most half a point) of `written`,
 * and not both.  DONE with the points in *to. */
enum gr_reading gr_convert_rate(struct gr_slice written,
    struct gr_slice numerator, struct gr_slice denominator, struct gr_buf *to);

/* Whether `text` is a value of the column in its canonical form and, of an
 * enum or a set, in its list and order; empty, n/a and ? are none. */
bool gr_value_is_listed(const struct gr_column *column, struct gr_slice text);

/* Whether a canonical value can lie within the column's min and max: a lower
 * bound and a date of low precision if any part of them does. */
bool gr_value_is_within(const struct gr_column *column, struct gr_slice text);

/* Compile units.csv into `set` and `keep`; GR_EUSAGE names file, line and
 * column.  Valid as long as both. */
GR_MUST_USE enum gr_status gr_units_of_measure_new(struct gr_arena *keep,
    struct gr_patterns *set, const struct gr_standard *standard,
    const struct gr_units_of_measure **out, struct gr_err *err);

/* The row of units.csv for a unit as written, in a column of `column_unit`;
 * NULL if there is none.  A row of 1/1 gives other spellings of the
 * column's own; any other is a conversion. */
GR_MUST_USE enum gr_status gr_units_of_measure_find(
    const struct gr_units_of_measure *units, struct gr_slice written,
    struct gr_slice column_unit, const struct gr_unit_of_measure **out,
    struct gr_err *err);

#endif
