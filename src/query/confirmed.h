/* confirmed.h - values that their sender has confirmed before.
 *
 * A value that was asked about and confirmed (A06) is not asked about again, in
 * another submission of the wave or in later waves, as long as the unit gives
 * the same one in the same column (DESIGN 9.42).  Which cells were confirmed,
 * and what was written there, is learnt from findings; whose they are from the
 * records that green-match identified, for a code may have been damaged, old or
 * not given.  Where this wave's cell was put in query for being outside its
 * bounds (M02), its findings say what was written there.  All are few.
 */
#ifndef GREEN_QUERY_CONFIRMED_H
#define GREEN_QUERY_CONFIRMED_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "standard/standard.h"
#include "stream/taker.h"

struct gr_confirmed {
	struct gr_arena *keep;
	const struct gr_standard *standard;
	struct gr_map said;    /* wave, src, line, column -> position */
	struct gr_map outside; /* the same, of what is out of bounds */
	struct gr_map value;   /* unit, column, value -> position */
	struct gr_map written; /* unit, column, raw text -> position */
	struct gr_map renamed; /* code -> position of its last one */
	struct gr_confirmed_cell {
		struct gr_slice wave, code, column;
		struct gr_slice raw, value; /* raw alone, outside */
		bool confirmed;             /* not outside */
		bool identified;            /* its code is green-match's */
	} * cell;
	size_t cells, room;
	struct gr_slice *code; /* that renamed units have at last */
	size_t codes, codes_room;
	bool has_records; /* a cell that none of them has is nobody's */
	struct gr_buf key;
	struct gr_confirmed_columns { /* of the stream that is taken */
		const struct gr_header *header;
		size_t code, column, rule, raw, value; /* findings */
		size_t flags;                          /* records, or NONE */
	} at;
};

struct gr_confirmed gr_confirmed_make(struct gr_arena *keep,
    const struct gr_standard *standard);
void gr_confirmed_free(struct gr_confirmed *confirmed);

/* Who takes findings, and records as green-match gives them; more than one
 * stream may be given, in any order.  Without records the codes of findings
 * are believed. */
struct gr_taker gr_confirmed_taker(struct gr_confirmed *confirmed);

/* A unit that had the code `old` has `now` at last. */
GR_MUST_USE enum gr_status gr_confirmed_rename(struct gr_confirmed *confirmed,
    struct gr_slice old, struct gr_slice now, struct gr_err *err);

/* All has been taken. */
GR_MUST_USE enum gr_status gr_confirmed_settle(struct gr_confirmed *confirmed,
    struct gr_err *err);

/* What the unit has confirmed by `wave`, if it is this value of the column;
 * else NULL. */
const struct gr_confirmed_cell *gr_confirmed_value(
    struct gr_confirmed *confirmed, struct gr_slice wave, struct gr_slice code,
    struct gr_slice column, struct gr_slice value);

/* What the unit has confirmed by the wave of the cell at `place` (wave, src,
 * line), if that cell is in query for being outside its bounds and reads as it
 * read then; else NULL. */
const struct gr_confirmed_cell *gr_confirmed_outside(
    struct gr_confirmed *confirmed, const struct gr_slice *place,
    struct gr_slice code, struct gr_slice column);

#endif
