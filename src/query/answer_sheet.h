/* answer_sheet.h - a filled-in sheet of queries, row by row.
 *
 * It comes back as a spreadsheet saved it (csv/supplied.h): with columns added,
 * moved and left away, a title above, a remark below, and sometimes damaged on
 * the way.  Its columns are found by their headings.  What cannot be used costs
 * its line, or, where nobody can tell what stands in which column, the sheet; it
 * is given among the rows, to be said: no answer is lost without a word, and
 * none is guessed.
 */
#ifndef GREEN_QUERY_ANSWER_SHEET_H
#define GREEN_QUERY_ANSWER_SHEET_H

#include "csv/supplied.h"
#include "query/query_id.h"
#include "stream/source.h"

enum gr_sheet_what {
	GR_SHEET_QUERY,   /* a query, and its answer if that is not empty */
	GR_SHEET_NAME,    /* an answer to what is no query's name */
	GR_SHEET_CELLS,   /* the row is wider than the heading */
	GR_SHEET_CUT,     /* the text ends within this row */
	GR_SHEET_LINES,   /* these lines cannot be read: a quote is damaged */
	GR_SHEET_REST,    /* nor can any from this one on */
	GR_SHEET_HEADING, /* not one column of queries and one of answers */
	GR_SHEET_NONE,    /* no heading that has either */
	GR_SHEET_UNREAD   /* no text */
};

struct gr_sheet_row { /* valid until the next one is asked for */
	enum gr_sheet_what what;
	uint64_t line;
	uint64_t lines;         /* of GR_SHEET_LINES */
	struct gr_slice name;   /* of the query, as written */
	struct gr_query query;  /* the same; its wave is empty if it is none */
	struct gr_slice answer; /* without line ends */
	struct gr_slice community; /* as written, or "" */
	const char *detail;        /* of GR_SHEET_UNREAD */
	const char *detail_zh;     /* the same in Chinese */
};

struct gr_answer_sheet {
	struct gr_source *source;
	struct gr_supplied text;
	struct gr_sheet_columns {
		size_t query, answer, community; /* or SIZE_MAX */
		size_t cells; /* of the heading; 0: not found yet */
	} at;
	struct gr_buf answer;
	struct gr_err unread; /* what kept it from being opened */
	bool ended;
};

/* Open the sheet at `path`, which must live as long.  Close it also after a
 * failure.  GR_EDATA: it is not there. */
GR_MUST_USE enum gr_status gr_answer_sheet_open(const char *path,
    struct gr_answer_sheet *out, struct gr_err *err);
void gr_answer_sheet_close(struct gr_answer_sheet *sheet);

/* The next row that is a query or has to be told of, or GR_END. */
GR_MUST_USE enum gr_status gr_answer_sheet_next(struct gr_answer_sheet *sheet,
    struct gr_sheet_row *row, struct gr_err *err);

#endif
