/* taker.h - who takes the rows of a stream without holding the stream.
 *
 * What learns from a stream beside the one that passes (last wave's records,
 * the books of a run) is told of its columns, of its rows and of its end.  Where
 * they come from is the affair of whoever reads: the harness for a stage, a
 * test by itself.  So what stands between the two can change for all at once.
 */
#ifndef GREEN_STREAM_TAKER_H
#define GREEN_STREAM_TAKER_H

#include "stream/record.h"

struct gr_stream; /* stream.h */

struct gr_taker {
	void *context;
	/* The columns, valid until the end; `name` of the file for messages,
	 * valid as long. */
	enum gr_status (*begin)(void *context, const struct gr_header *header,
	    const char *name, struct gr_err *err);
	enum gr_status (
	    *row)(void *context, const struct gr_row *row, struct gr_err *err);
	/* All was whole, and this program (or "") wrote it.  May be NULL. */
	enum gr_status (*end)(void *context, struct gr_slice program,
	    bool foreign, struct gr_err *err);
};

/* Give a stream that is open to its taker, to the end: GR_OK.  GR_EDATA: it is
 * not whole, or the taker said so. */
GR_MUST_USE enum gr_status gr_taker_feed(const struct gr_taker *taker,
    struct gr_stream *stream, const char *name, struct gr_err *err);

/* The same of the file `path` ("-" is standard input); with `foreign` its
 * trailers are not looked at.  *is_foreign: it was, or a trailer said so. */
GR_MUST_USE enum gr_status gr_taker_read(const struct gr_taker *taker,
    const char *path, bool foreign, bool *is_foreign, struct gr_err *err);

#endif
