/* lines.h - the lines of a source, with the places where their fields end.
 *
 * A block is read, looked at once (row_scan.h), and its lines are handed out
 * where they lie: nothing is copied but the cut line at a block's end, which
 * moves to the front before the next is read.  Private to the wing: who reads
 * a stream wants stream.h.
 */
#ifndef GREEN_STREAM_LINES_H
#define GREEN_STREAM_LINES_H

#include "base/err.h"
#include "base/slice.h"
#include "stream/source.h"

#define GR_MAX_LINE_BYTES ((size_t)64 * 1024 * 1024)

struct gr_lines;

struct gr_line {              /* valid until the next one is asked for */
	struct gr_slice text; /* without its LF; never NULL */
	size_t fields;        /* at least one */
	bool ended;           /* by an LF: only a source's last may be not */
	const char *base;     /* what is counted from in */
	const uint32_t *at;   /* where every field but the last ends */
};

/* `source` is borrowed. */
GR_MUST_USE enum gr_status gr_lines_open(struct gr_source *source,
    struct gr_lines **out, struct gr_err *err);
void gr_lines_close(struct gr_lines *lines); /* NULL is allowed */

/* GR_END behind the last; GR_EDATA if one is longer than 64 MiB. */
GR_MUST_USE enum gr_status gr_lines_next(struct gr_lines *lines,
    struct gr_line *line, struct gr_err *err);

uint64_t gr_lines_given(const struct gr_lines *lines);

/* True if the next one cannot be given without reading. */
bool gr_lines_will_read(const struct gr_lines *lines);

/* True if there may be a NUL, a CR or bad UTF-8 in a line that was given, so
 * that each is to be looked at by itself; false if there is none. */
bool gr_lines_are_odd(const struct gr_lines *lines);

/* The hash (hash.h) of the lines from `first` on to the one before `behind`:
 * it begins when `first` was given and is taken when `behind` was. */
void gr_lines_hash_from(struct gr_lines *lines, const struct gr_line *first);
uint64_t gr_lines_hash_to(struct gr_lines *lines, const struct gr_line *behind);

/* The same from what is given next, and of all that was given since; it goes
 * on. */
void gr_lines_hash_here(struct gr_lines *lines);
uint64_t gr_lines_hash_now(struct gr_lines *lines);

/* Its fields, as many as `room`, to `field`. */
void gr_line_split(const struct gr_line *line, struct gr_slice *field,
    size_t room);

#endif
