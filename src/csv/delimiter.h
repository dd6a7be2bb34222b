/* delimiter.h - what separates the cells of a text.
 *
 * Whoever finds out what a text is separated by asks here which delimiters
 * there are, and which of them a line has most of.  A delivery has its heading
 * tried with each; a table's first line, a line that names a known column, or
 * one row of many tell by their number: names and codes hold none of them
 * outside quotes, or fewer.
 */
#ifndef GREEN_CSV_DELIMITER_H
#define GREEN_CSV_DELIMITER_H

#include <stdbool.h>

#include "base/slice.h"

/* The likeliest first. */
#define GR_DELIMITERS ",\t;|\x01"

/* How many stand outside quotes; *open: a quote is not closed at the end. */
size_t gr_delimiter_count(struct gr_slice line, char delimiter, bool *open);

/* The one that the line has most of, ',' if it has none. */
char gr_delimiter_of(struct gr_slice line);

/* Cut the next line off *text that is not empty: a line's end within quotes is
 * none.  False: there is no other. */
bool gr_delimiter_line(struct gr_slice *text, struct gr_slice *line);

#endif
