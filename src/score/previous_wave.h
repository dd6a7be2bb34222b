/* previous_wave.h - last wave's records, as prev() and prev.status need them.
 *
 * They are read whole before the first record of this wave: for each community
 * the cells that some prev() of the standard reads and the status that it was
 * given, a few dozen bytes a unit.  Records are found by code, nothing else,
 * so a change in the register makes none.
 */
#ifndef GREEN_SCORE_PREVIOUS_WAVE_H
#define GREEN_SCORE_PREVIOUS_WAVE_H

#include "standard/standard.h"
#include "stream/taker.h"

struct gr_previous {
	struct gr_arena *keep;
	const struct gr_standard *standard;
	size_t *column; /* those that some prev() reads, in order */
	size_t columns;
	struct gr_slice wave;  /* of all records; empty: there are none */
	struct gr_slice *cell; /* a unit's: `columns` and the status */
	size_t units, room;
	struct gr_map by_code;
	struct gr_previous_stream { /* the one that is taken */
		const char *name;
		const struct gr_header *header;
		size_t *at; /* of the columns, then of the status */
		size_t code_at;
	} stream;
};

/* No last wave, but the list of columns. */
GR_MUST_USE enum gr_status gr_previous_wave_none(struct gr_arena *keep,
    const struct gr_standard *standard, struct gr_previous *out,
    struct gr_err *err);

/* Who takes last wave's stream, normalised or scored, into `previous` (as
 * gr_previous_wave_none left it).  In a scored stream a column that is not there
 * under its own name is that of its role.  GR_EDATA: a column is missing, a
 * code twice, more than one wave, a cell that is not canonical. */
struct gr_taker gr_previous_taker(struct gr_previous *previous);

/* A unit's cells, `columns` and then the status, or NULL. */
const struct gr_slice *gr_previous_wave_find(const struct gr_previous *previous,
    struct gr_slice code);

#endif
