/* record.h - the shape of a stream: a header of names, rows of fields.
 *
 * Stages see rows as arrays of slices under a header and never the bytes they
 * came from.  The first three columns of every row stream are wave, src and
 * line (DESIGN 3): where in which delivery the record stands.
 */
#ifndef GREEN_STREAM_RECORD_H
#define GREEN_STREAM_RECORD_H

#include "base/arena.h"
#include "base/map.h"

#define GR_NONE SIZE_MAX /* no such column */

enum { GR_WAVE, GR_SRC, GR_LINE, GR_PLACE_COLUMNS };

struct gr_header {
	const struct gr_slice *name;
	size_t n;
	struct gr_map index; /* name -> position */
};

struct gr_row {
	struct gr_slice *field; /* n of them; the stage may overwrite them */
	size_t n;               /* always the header's n */
	const char *source;     /* the input's name, for messages */
	uint64_t line;          /* 1-based line in that input */
};

/* A header with copies of `name` in `arena`.  GR_EDATA: no name, a name twice,
 * an empty name, one beginning with '#'; GR_ESYS: no memory. */
GR_MUST_USE enum gr_status gr_header_make(struct gr_arena *arena,
    const struct gr_slice *name, size_t n, struct gr_header *out,
    struct gr_err *err);

/* Where rows are handed to, one by one, of as many fields as were announced. */
typedef enum gr_status gr_row_fn(void *context, const struct gr_slice *field,
    size_t n, struct gr_err *err);

/* Position of a column, or GR_NONE. */
size_t gr_header_find(const struct gr_header *header, struct gr_slice name);

#endif
