/* book_views.h - what is asked most of a release, as views of its database. */
#ifndef GREEN_BOOK_BOOK_VIEWS_H
#define GREEN_BOOK_BOOK_VIEWS_H

#include <stddef.h>

struct gr_book_view {
	const char *name;
	const char *question; /* words to be looked up */
	const char *sql;      /* a SELECT */
};

extern const struct gr_book_view gr_book_view[];
extern const size_t gr_book_views;

#endif
