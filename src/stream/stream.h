/* stream.h - reading and ending a stream: header, rows, trailer (DESIGN 3).
 *
 * A stream is whole only if its last line says so: "#end", the program, the
 * records and the bytes before it, and their hash.  A reader gives GR_END after a trailer that
 * matched and never otherwise, so that a killed neighbour or a cut file cannot
 * pass for a short one.  Streams joined by cat are a stream: after a trailer
 * the same header may follow.  Rows are slices into the reader's buffer.
 */
#ifndef GREEN_STREAM_STREAM_H
#define GREEN_STREAM_STREAM_H

#include "stream/record.h"
#include "stream/sink.h"
#include "stream/source.h"

struct gr_stream;

/* Read the header of the stream in `source` (borrowed, must outlive it).  With
 * `foreign`, trailers are neither needed nor checked.  GR_EDATA: no header. */
GR_MUST_USE enum gr_status gr_stream_open(struct gr_source *source,
    bool foreign, struct gr_stream **out, struct gr_err *err);

/* The same of the file at `path` ("-" is standard input), which is the
 * stream's own and closed with it. */
GR_MUST_USE enum gr_status gr_stream_open_file(const char *path, bool foreign,
    struct gr_stream **out, struct gr_err *err);

/* Take trailers without a hash too, as versions before 0.2 wrote them: for
 * releases of then, and for nothing else. */
void gr_stream_take_old(struct gr_stream *stream);

/* Valid as long as the stream. */
const struct gr_header *gr_stream_header(const struct gr_stream *stream);

/* The next row, valid until the next call; GR_END after the last one, when
 * everything matched.  GR_EDATA names line and column: no or a wrong trailer,
 * too few or many fields, NUL, CR, invalid UTF-8, a line too long. */
GR_MUST_USE enum gr_status gr_stream_next(struct gr_stream *stream,
    struct gr_row *row, struct gr_err *err);

/* The next rows, at least one and at most `room`: those that are there without
 * reading the source again.  They are valid until the next call.  What ends
 * them, an error too, is told by the next call, when they have been dealt
 * with; calls of this kind only, from the first row on. */
GR_MUST_USE enum gr_status gr_stream_next_rows(struct gr_stream *stream,
    struct gr_row *row, size_t room, size_t *n, struct gr_err *err);

/* True if the next call has to read from the source: the moment to flush what
 * was written and to reset what lives for a batch. */
bool gr_stream_will_read(const struct gr_stream *stream);

/* True if a trailer said that a part was made from foreign input, or if it
 * was opened so. */
bool gr_stream_is_foreign(const struct gr_stream *stream);

/* A hash of all rows that were read, once they have ended.  Of a foreign stream
 * only if it was wanted, before the first of them. */
void gr_stream_want_digest(struct gr_stream *stream);
uint64_t gr_stream_digest(const struct gr_stream *stream);

uint64_t gr_stream_records(const struct gr_stream *stream);

/* The program that the last trailer named ("green-clean"), or "". */
struct gr_slice gr_stream_program(const struct gr_stream *stream);

void gr_stream_close(struct gr_stream *stream); /* NULL is allowed */

/* Write the trailer of a stream of `records` whose every byte, header
 * included, has gone through `sink`. */
GR_MUST_USE enum gr_status gr_stream_end(struct gr_sink *sink,
    const char *program, uint64_t records, bool foreign, struct gr_err *err);

/* How long the trailer of a stream is that has so many records and bytes. */
size_t gr_stream_end_bytes(const char *program, uint64_t records,
    uint64_t bytes, bool foreign);

#endif
