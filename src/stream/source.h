/* source.h - bytes from a file or from standard input, gunzipped by magic.
 *
 * Reading is where truncation hides: a cut .gz ends like a good one unless the
 * check sum and every member are looked at.  A source therefore gives GR_END
 * only after the last member has checked out and nothing follows it; junk
 * behind it (zero padding too: a lost block looks the same), a cut member or a
 * bomb is GR_EDATA with the byte.  Memory is bounded: two buffers and zlib's
 * window.  EINTR and short reads are its business, never the caller's.
 */
#ifndef GREEN_STREAM_SOURCE_H
#define GREEN_STREAM_SOURCE_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"

struct gr_source;

/* A gzip is a bomb when more than `ratio` bytes come out of one, once
 * `free_bytes` have come out; no file may give more than `max_bytes`. */
struct gr_source_limits {
	uint64_t ratio;      /* default 1000 */
	uint64_t free_bytes; /* default 10 MiB */
	uint64_t max_bytes;  /* default 1 TiB; 0 = none */
};

/* Open `path` ("-" is standard input); limits may be NULL.  GR_EDATA if it
 * cannot be opened or is a directory. */
GR_MUST_USE enum gr_status gr_source_open(const char *path,
    const struct gr_source_limits *limits, struct gr_source **out,
    struct gr_err *err);

/* The `bytes` from `from` on of a file that is open and can be read at any place,
 * as they are; `fd` stays the caller's, and is `called` so in messages. */
GR_MUST_USE enum gr_status gr_source_open_part(int fd, uint64_t from,
    uint64_t bytes, const char *called, struct gr_source **out,
    struct gr_err *err);

/* Up to `room` decoded bytes into `to`; *got > 0 with GR_OK, GR_END at the end.
 * GR_EDATA: not usable (names the byte); GR_ESYS: the system refused. */
GR_MUST_USE enum gr_status gr_source_read(struct gr_source *source, char *to,
    size_t room, size_t *got, struct gr_err *err);

/* Append all bytes that are left.  What was read before a failure is there. */
GR_MUST_USE enum gr_status gr_source_read_all(struct gr_source *source,
    struct gr_buf *to, struct gr_err *err);

/* Start again from the first byte.  GR_EUSAGE if it is a pipe: then the caller
 * spools. */
GR_MUST_USE enum gr_status gr_source_rewind(struct gr_source *source,
    struct gr_err *err);

/* Stand at the end: the rest, which was read before, is not asked for again.
 * Its bytes count as read. */
void gr_source_finish(struct gr_source *source);

/* Make a pipe one that can be rewound: read it all, from where it is, into a
 * file without a name in $TMPDIR, decoded, and stand at its first byte. */
GR_MUST_USE enum gr_status gr_source_spool(struct gr_source *source,
    struct gr_err *err);

/* Start again from the first byte, of a pipe once it is kept so. */
GR_MUST_USE enum gr_status gr_source_restart(struct gr_source *source,
    struct gr_err *err);

/* Give these bytes, decoded, in the place of its own, and stand at the first. */
GR_MUST_USE enum gr_status gr_source_replace(struct gr_source *source,
    struct gr_slice bytes, struct gr_err *err);

/* The same of what lies in a file that can be read at any place, which is the
 * source's from now on, also after a failure. */
GR_MUST_USE enum gr_status gr_source_turn(struct gr_source *source, int fd,
    struct gr_err *err);

const char *gr_source_name(const struct gr_source *source); /* as named */
uint64_t gr_source_bytes(const struct gr_source *source);   /* decoded so far */
uint64_t gr_source_raw_bytes(const struct gr_source *source); /* read so far */
uint64_t gr_source_size_bytes(
    const struct gr_source *source); /* of the file; 0 unknown */
bool gr_source_is_gzip(const struct gr_source *source);
int gr_source_fd(const struct gr_source *source); /* for fstat(); not to read */
void gr_source_close(struct gr_source *source);   /* NULL is allowed */

#endif
