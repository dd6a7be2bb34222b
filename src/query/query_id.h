/* query_id.h - the name of a query, by which its answer finds its way back.
 *
 * A query asks about one cell of one delivery, or about a whole record.  Its
 * name says which, and ends in the first 8 hex digits of the SHA-256 of the raw
 * text that was asked about: an answer to a cell that has been corrected since
 * does not fit any more.  It begins with a letter, so that no spreadsheet takes
 * it for a number or a date: q2021-inbox/2021/230400.csv-17-households-0a1b2c3d.
 * Which unit it is about is said by its sheet (answer_unit.h).
 */
#ifndef GREEN_QUERY_QUERY_ID_H
#define GREEN_QUERY_QUERY_ID_H

#include "base/buf.h"
#include "standard/standard.h"
#include "stream/record.h"

#define GR_QUERY_HASH_DIGITS 8

/* The heading of the answers on a sheet, by which they are found again. */
#define GR_QUERY_ANSWER_ZH "答复"
#define GR_QUERY_ANSWER_EN "answer"

struct gr_query {
	struct gr_slice wave, src, line, column, hash; /* column may be "" */
};

/* The hash of a raw text: 8 lower-case hex digits and a NUL. */
void gr_query_hash(struct gr_slice raw, char to[GR_QUERY_HASH_DIGITS + 1]);

/* Append the name of a query. */
void gr_query_name(struct gr_buf *to, const struct gr_query *query);

/* Take a name apart; the slices point into it.  `src` may hold '-'.  False if
 * it is no name of a query.  One of 0.1 has eight digits more, of its unit, and
 * these are passed over. */
bool gr_query_parse(struct gr_slice name, struct gr_query *out);

/* What was written in a cell of ingest's stream: without the escape, the mark
 * of inverse polarity and that of a confirmation; empty for a cell of a stopped
 * column. */
struct gr_slice gr_query_written(struct gr_slice cell);

/* Where a row of ingest's stream names its unit; GR_NONE: nowhere. */
size_t gr_query_unit_find(const struct gr_standard *standard,
    const struct gr_header *header);

/* How it was named there, or "". */
struct gr_slice gr_query_unit_text(size_t at, const struct gr_row *row);

#endif
