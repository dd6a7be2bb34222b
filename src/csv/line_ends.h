/* line_ends.h - whether every line of a text ends with CR CR LF.
 *
 * A program that writes CR LF through a file that turns LF into CR LF again
 * gives CR CR LF, which is a line and a blank line for everybody else.  Where
 * all lines end so, and not only some, it has one meaning: one line's end.  Line
 * ends within quotes are a cell's and say nothing.
 */
#ifndef GREEN_CSV_LINE_ENDS_H
#define GREEN_CSV_LINE_ENDS_H

#include <stdbool.h>
#include <stddef.h>

/* Zeroed at first.  A text whose first line ends otherwise costs no more. */
struct gr_line_ends {
	bool other;            /* some line ends otherwise */
	bool seen;             /* one has ended with CR CR LF */
	bool quoted;           /* within quotes */
	unsigned char returns; /* CRs so far */
};

void gr_line_ends_add(struct gr_line_ends *ends, const char *p, size_t n);

/* Whether all of them are CR CR LF, and there is one. */
bool gr_line_ends_are_doubled(const struct gr_line_ends *ends);

#endif
