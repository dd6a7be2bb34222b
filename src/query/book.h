/* book.h - what has to be asked, of whom, and in what words.
 *
 * Findings say what was doubtful and where; who sent it, what stood in the
 * delivery and under which heading is in other streams of the run.  The book
 * takes the findings first, then looks through those streams for just the
 * records that are asked about, and is then written as one sheet for each
 * city.  Only records that still stand are asked about: what a later delivery
 * has replaced is settled, and so is a unit whose successor reported.  About 200 bytes a query.
 */
#ifndef GREEN_QUERY_BOOK_H
#define GREEN_QUERY_BOOK_H

#include "query/query_id.h"
#include "standard/standard.h"
#include "stream/taker.h"

struct gr_query_book;

GR_MUST_USE enum gr_status gr_query_book_new(struct gr_arena *keep,
    const struct gr_standard *standard, struct gr_query_book **out,
    struct gr_err *err);
void gr_query_book_free(struct gr_query_book *book); /* NULL is allowed */

struct gr_asked { /* a finding that asks */
	struct gr_slice wave, src, line, column, rule, raw, message;
	struct gr_slice successor; /* nothing is asked if this unit stands */
	bool always;               /* a delivery or a column, no record */
	bool confirmable;          /* its value has one reading */
	bool early;                /* of what was written before answers came */
	bool closed;               /* no text in the cell can answer it */
};

/* Enter a finding; the slices are copied.  A second one about the same cell
 * adds its words to the first. */
GR_MUST_USE enum gr_status gr_query_book_ask(struct gr_query_book *book,
    const struct gr_asked *asked, struct gr_err *err);

/* Its sender has confirmed the cell: it is not asked about, whatever other
 * findings say, before this one or after it. */
GR_MUST_USE enum gr_status gr_query_book_settle(struct gr_query_book *book,
    const struct gr_asked *asked, struct gr_err *err);

/* An answer was put into the cell: what was asked early is settled by it. */
GR_MUST_USE enum gr_status gr_query_book_answer(struct gr_query_book *book,
    const struct gr_asked *asked, struct gr_err *err);

/* Who learns from streams, one at a time: which records stand and whose they
 * are (records, set-aside), what was written (ingest's rows), under which
 * heading (layouts). */
struct gr_taker gr_query_book_places(struct gr_query_book *book);
struct gr_taker gr_query_book_texts(struct gr_query_book *book);
struct gr_taker gr_query_book_headings(struct gr_query_book *book);

/* A query whose cell can be shown in its delivery; slices are valid during the
 * call. */
struct gr_query_mark {
	struct gr_slice wave, src, line;
	struct gr_slice city_code;        /* whose delivery it is, or 000000 */
	struct gr_slice column;           /* "": the whole record */
	struct gr_slice heading, written; /* as on the sheet */
	struct gr_slice reason;           /* alone */
	bool confirmable;
	uint32_t position; /* of its column in the delivery; 0: not known */
};

struct gr_query_calls {
	void *context;
	/* told of every sheet */
	enum gr_status (*sheet)(void *context, struct gr_slice city_code,
	    size_t queries, struct gr_err *err);
	/* and of every query; may be NULL */
	enum gr_status (*mark)(void *context, const struct gr_query_mark *mark,
	    struct gr_err *err);
};

/* Write folder/<city_code>.csv (sheet_file.h) for every city that is asked
 * something, 000000 where nobody knows whose the record is. */
GR_MUST_USE enum gr_status gr_query_book_write(struct gr_query_book *book,
    const char *folder, bool chinese, const struct gr_query_calls *calls,
    struct gr_err *err);

#endif
