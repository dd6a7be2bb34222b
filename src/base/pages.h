/* pages.h - memory that is long and looked at here and there.
 *
 * A page costs its first touch, and later a place in the table of those that the
 * processor finds at once: of 2 MB instead of 4 kB there are few.
 */
#ifndef GREEN_BASE_PAGES_H
#define GREEN_BASE_PAGES_H

#include <stddef.h>

/* Have what is fresh of this memory lie in large pages, as far as they fit and
 * the system has any: it costs nothing but time if they do not. */
void gr_pages_large(void *from, size_t bytes);

#endif
