/* rate_scale.h - whether a delivery gives its rates as parts of one.
 *
 * 0.35 for 35% is a slip that a whole office makes alike.  Each cell is judged
 * by itself, by its counts or by its sender (N19, N20): a guess from the others
 * would turn a true 0.35% into 35%.  But that all rates of a file lie between 0
 * and 1 is worth a word to whoever asks the sender (N21).
 */
#ifndef GREEN_CLEAN_RATE_SCALE_H
#define GREEN_CLEAN_RATE_SCALE_H

#include "base/buf.h"
#include "base/err.h"

/* Zeroed before the first delivery, freed after the last. */
struct gr_rate_scale {
	uint64_t rates, parts; /* of those: above 0, up to 1 */
	bool above;            /* some rate can be no part of one */
	struct gr_buf first;   /* the line where the first one stands */
	struct gr_buf scratch;
};

/* A rate's text as it came, and what was read from it, in a line.  Text that
 * is no number and gave none is no rate. */
GR_MUST_USE enum gr_status gr_rate_scale_see(struct gr_rate_scale *scale,
    struct gr_slice raw, struct gr_slice value, struct gr_slice line,
    struct gr_err *err);

/* Whether there are two rates or more, not all zero and none above 1. */
bool gr_rate_scale_suspects(const struct gr_rate_scale *scale);

/* Forget them, for the next delivery. */
void gr_rate_scale_restart(struct gr_rate_scale *scale);
void gr_rate_scale_free(struct gr_rate_scale *scale);

#endif
