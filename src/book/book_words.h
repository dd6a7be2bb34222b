/* book_words.h - the titles that only sheets of queries and notices have. */
#ifndef GREEN_BOOK_BOOK_WORDS_H
#define GREEN_BOOK_BOOK_WORDS_H

#include "base/buf.h"
#include "book/book_tables.h"

/* Append the title of a column of a sheet of queries, or of what is in front
 * of one: false if it is none. */
bool gr_book_query_title(enum gr_book_part part, struct gr_slice column,
    bool chinese, struct gr_buf *title);

#endif
