/* sink.h - bytes to standard output or to a file that appears only when whole.
 *
 * A file is written beside its name and renamed by commit, so a reader sees
 * the old one or the new one and nothing between; what somebody has put in the
 * place beside it is not followed.  Every write is checked, the
 * last flush and the close too: a full disk is an error, not a short file.  A
 * reader that has gone away (EPIPE) is told apart, since that is no failure to
 * talk about.
 *
 * Nothing is synced to the disk here: a night writes hundreds of files that
 * nobody needs after a power cut, and would wait some 10 ms for each.  Who
 * publishes syncs what it publishes, once, before it renames (sync(1), as
 * pipelines/nightly does); a stream that was cut off has no trailer.
 */
#ifndef GREEN_STREAM_SINK_H
#define GREEN_STREAM_SINK_H

#include "base/err.h"
#include "base/slice.h"

struct gr_sink;

/* `path` NULL is standard output.  Devices and pipes are written directly,
 * and so is what other names of open descriptors lead to, as /dev/stdout.
 * GR_ESYS if it cannot be made. */
GR_MUST_USE enum gr_status gr_sink_open(const char *path, struct gr_sink **out,
    struct gr_err *err);

/* The same, and nobody but its owner can read what appears. */
GR_MUST_USE enum gr_status gr_sink_open_private(const char *path,
    struct gr_sink **out, struct gr_err *err);

/* On a file that is open already and is the sink's from now on, `called` in
 * messages; commit closes it.  (A spool has no name that anybody could open.) */
GR_MUST_USE enum gr_status gr_sink_on(int fd, const char *called,
    struct gr_sink **out, struct gr_err *err);

/* Append; buffered. */
GR_MUST_USE enum gr_status gr_sink_write(struct gr_sink *sink,
    struct gr_slice bytes, struct gr_err *err);

/* Append all that the file `fd` holds, from its first byte on. */
GR_MUST_USE enum gr_status gr_sink_copy(struct gr_sink *sink, int fd,
    struct gr_err *err);

/* One record: the fields joined by TAB, then LF. */
GR_MUST_USE enum gr_status gr_sink_record(struct gr_sink *sink,
    const struct gr_slice *field, size_t n, struct gr_err *err);

/* Everything written so far leaves the process. */
GR_MUST_USE enum gr_status gr_sink_flush(struct gr_sink *sink,
    struct gr_err *err);

/* Flush, close and, for a file, rename to its name.  Frees the sink, also
 * when it fails: then nothing has appeared under the name. */
GR_MUST_USE enum gr_status gr_sink_commit(struct gr_sink *sink,
    struct gr_err *err);

/* Give it up: nothing appears.  NULL is allowed. */
void gr_sink_abandon(struct gr_sink *sink);

/* The end of a sink that may be NULL if it could not be opened: committed if all
 * went well, else given up, and the status is the one before. */
GR_MUST_USE enum gr_status gr_sink_end(struct gr_sink *sink,
    enum gr_status status, struct gr_err *err);

/* Columns of the terminal that it writes to, by $COLUMNS or by what the terminal
 * says; 0: it writes to none, and what is written hangs on no width. */
size_t gr_sink_columns(const struct gr_sink *sink);

/* Bytes given to it so far, and their hash (hash.h). */
uint64_t gr_sink_bytes(const struct gr_sink *sink);
uint64_t gr_sink_hash(struct gr_sink *sink);

/* True once a write has met a reader that is gone. */
bool gr_sink_is_broken_pipe(const struct gr_sink *sink);

#endif
