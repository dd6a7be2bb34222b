/* broken.h - a record that line breaks without quotes have parted.
 *
 * What a cell of several lines leaves of its row, where nobody has quoted it, is
 * a short row and the lines below it, none of which is a row: none has a code.
 * Together they have the cells of the heading, with one of them in two pieces at
 * each break.  Read by itself the first is a record of half the answers, so
 * short rows are held until it is known what follows.
 */
#ifndef GREEN_DELIVERY_BROKEN_H
#define GREEN_DELIVERY_BROKEN_H

#include "csv/reader.h"
#include "delivery/readings.h"

enum {
	GR_BROKEN_MOST = 32,        /* pieces; of more nothing is known */
	GR_BROKEN_BYTES = 64 * 1024 /* and they are not longer */
};

struct gr_piece {
	struct gr_csv_record record;
	unsigned kind; /* of row */
};

/* All members begin as 0. */
struct gr_broken {
	struct gr_arena *keep; /* the pieces */
	struct gr_piece piece[GR_BROKEN_MOST];
	size_t n;
	size_t cells, bytes; /* of all of them together */
};

void gr_broken_end(struct gr_broken *broken);

/* Whether a row may be the first piece: it names its unit, and is short, and not
 * by habit. */
bool gr_broken_may_begin(const struct gr_readings *readings, unsigned kind,
    const struct gr_csv_record *record);

/* Whether a row may be a further piece of what is held. */
GR_MUST_USE enum gr_status gr_broken_goes_on(const struct gr_broken *broken,
    struct gr_readings *readings, unsigned kind,
    const struct gr_csv_record *record, bool *yes, struct gr_err *err);

/* Hold a row; *whole: it is the last piece of a record. */
GR_MUST_USE enum gr_status gr_broken_hold(struct gr_broken *broken,
    struct gr_readings *readings, unsigned kind,
    const struct gr_csv_record *record, bool *whole, struct gr_err *err);

/* Lines of what is held. */
uint64_t gr_broken_lines(const struct gr_broken *broken);

/* Nothing is held any more; what was is valid until the next row is. */
void gr_broken_let_go(struct gr_broken *broken);

#endif
