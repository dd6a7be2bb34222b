/* date_bins.h - the bins of a measure's dates, found by the date.
 *
 * Nearly every bin of such a measure is a day of a few years.  It has a place
 * by the last digit of its year, its month and day, where its number is kept
 * with the text; another text that would stand there takes the place.  What is
 * not there is looked up in the tally, so to forget changes nothing.
 */
#ifndef GREEN_SCORE_DATE_BINS_H
#define GREEN_SCORE_DATE_BINS_H

#include "stream/tally.h"

struct gr_date_bins;

/* In the arena, some 64 kB; NULL: memory ran out. */
struct gr_date_bins *gr_date_bins_new(struct gr_arena *keep);

/* As gr_tally_bin(tally, measure, text), always for the same tally and
 * measure. */
GR_MUST_USE enum gr_status gr_date_bins_find(struct gr_date_bins *bins,
    struct gr_tally *tally, struct gr_slice measure, struct gr_slice text,
    size_t *bin, struct gr_err *err);

#endif
