/* confirmed.h - values that their sender has confirmed before.
 *
 * A value that was asked about and confirmed (A06) is not asked about again in
 * later waves, as long as the unit gives the same one in the same column
 * (DESIGN 9.42).  What was confirmed is learnt from the findings of earlier
 * waves; where this wave's cell was put in query for being outside its bounds
 * (M02), its findings say what was written there.  Both are few.
 */
#ifndef GREEN_QUERY_CONFIRMED_H
#define GREEN_QUERY_CONFIRMED_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "stream/taker.h"

struct gr_confirmed {
	struct gr_arena *keep;
	struct gr_map value;   /* unit, column, value -> position */
	struct gr_map written; /* unit, column, raw text -> position */
	struct gr_map outside; /* wave, src, line, column -> position */
	struct gr_confirmed_cell {
		struct gr_slice wave, raw, value; /* raw alone, outside */
	} * cell;
	size_t cells, room;
	struct gr_buf key;
	struct gr_confirmed_columns { /* of the findings that are taken */
		size_t wave, src, line, code, column, rule, raw, value;
	} at;
};

struct gr_confirmed gr_confirmed_make(struct gr_arena *keep);
void gr_confirmed_free(struct gr_confirmed *confirmed);

/* Who takes findings; more than one stream may be given. */
struct gr_taker gr_confirmed_taker(struct gr_confirmed *confirmed);

/* Whether the unit has confirmed this value of the column in a wave before
 * `wave`. */
bool gr_confirmed_value(struct gr_confirmed *confirmed, struct gr_slice wave,
    struct gr_slice code, struct gr_slice column, struct gr_slice value);

/* The value that the unit has confirmed in a wave before that of the cell at
 * `place` (wave, src, line), if that cell is in query for being outside its
 * bounds and reads as it read then; else NULL. */
const struct gr_confirmed_cell *gr_confirmed_outside(
    struct gr_confirmed *confirmed, const struct gr_slice *place,
    struct gr_slice code, struct gr_slice column);

#endif
