/* book_internal.h - the book of queries; private to book.c and sheets.c. */
#ifndef GREEN_QUERY_BOOK_INTERNAL_H
#define GREEN_QUERY_BOOK_INTERNAL_H

#include "query/book.h"

#define GR_NO_CITY GR_S("000000")

struct gr_asked_record {
	struct gr_slice wave, src, line;
	struct gr_slice city_code, city, county, community;
	bool named;                /* `community` is as its delivery has it */
	struct gr_slice successor; /* code of a unit, or "" */
	bool stands;
};

struct gr_asked_cell {
	size_t record; /* position in records */
	size_t column; /* of the standard, or GR_NONE */
	struct gr_slice name, raw, heading;
	size_t first_reason, last_reason; /* or GR_NONE */
	size_t added;      /* bytes of raw's end that only the heading says */
	uint32_t position; /* of the column in the delivery, or 0 */
	uint32_t anchor;   /* of the one that names the record, or 0 */
	bool in_row;       /* of green-ingest's rows */
	bool confirmable;
	bool settled;  /* confirmed: not to be asked */
	bool answered; /* nor what was asked early */
	bool own;      /* the unit at its end was written there */
};

struct gr_asked_reason { /* one finding's */
	struct gr_slice text;
	bool early, closed;
	size_t next; /* of the same cell, or GR_NONE */
};

struct gr_sender { /* of a delivery */
	struct gr_slice city_code, city;
	bool several; /* more than one city is in it */
};

struct gr_query_book {
	struct gr_arena *keep;
	const struct gr_standard *standard;
	struct gr_buf key;
	struct gr_asked_record *record;
	size_t records, records_room;
	struct gr_map record_index;
	struct gr_asked_cell *cell;
	size_t cells, cells_room;
	struct gr_map cell_index;
	struct gr_asked_reason *reason;
	size_t reasons, reasons_room;
	struct gr_sender *sender;
	size_t senders, senders_room;
	struct gr_map sender_index; /* wave and src -> sender */
	struct gr_map unit_index;   /* wave and code of what stands */
	bool waits;                 /* some record has a successor */
	bool has_rows;              /* of green-ingest */
	struct gr_learning {        /* from the stream that is taken */
		const struct gr_header *header;
		size_t unit;           /* where ingest's rows name theirs */
		bool aside;            /* records set aside */
		struct gr_map heading; /* src and column -> text */
		struct gr_asked_heading {
			struct gr_slice text, unit;
			uint32_t position;
		} * text;
		size_t texts, room;
	} from;
};

/* A key of up to four parts in book->key; {NULL, 0}: no memory. */
struct gr_slice gr_query_book_key(struct gr_query_book *book, struct gr_slice a,
    struct gr_slice b, struct gr_slice c, struct gr_slice d);

/* reasons.c: keep why a cell is asked about; the words of what is still open,
 * joined, *closed if no text in the cell can answer it.  False: nothing is. */
GR_MUST_USE enum gr_status gr_query_reason_add(struct gr_query_book *book,
    struct gr_asked_cell *cell, const struct gr_asked *asked,
    struct gr_err *err);
bool gr_query_reason_is_open(const struct gr_query_book *book,
    const struct gr_asked_cell *cell);
void gr_query_reason_say(const struct gr_query_book *book,
    const struct gr_asked_cell *cell, struct gr_buf *to, bool *closed);

#endif
