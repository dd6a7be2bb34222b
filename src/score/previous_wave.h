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

struct gr_previous {
	const struct gr_standard *standard;
	size_t *column; /* those that some prev() reads, in order */
	size_t columns;
	struct gr_slice wave;  /* of all records; empty: there are none */
	bool foreign;          /* made from foreign input */
	struct gr_slice *cell; /* a unit's: `columns` and the status */
	size_t units, room;
	struct gr_map by_code;
};

/* No last wave, but the list of columns. */
GR_MUST_USE enum gr_status gr_previous_wave_none(struct gr_arena *keep,
    const struct gr_standard *standard, struct gr_previous *out,
    struct gr_err *err);

/* Read the stream `path`, normalised or scored.  In a scored stream a column
 * that is not there under its own name is that of its role.  GR_EDATA: no
 * complete stream (with `foreign` its trailer is not looked at), a column is
 * missing, a code twice, more than one wave, a cell that is not canonical. */
GR_MUST_USE enum gr_status gr_previous_wave_read(struct gr_arena *keep,
    const struct gr_standard *standard, const char *path, bool foreign,
    struct gr_previous *out, struct gr_err *err);

/* A unit's cells, `columns` and then the status, or NULL. */
const struct gr_slice *gr_previous_wave_find(const struct gr_previous *previous,
    struct gr_slice code);

#endif
