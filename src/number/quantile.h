/* quantile.h - mean and quartiles of binned whole numbers, exact.
 *
 * Tallies carry points as hundredths with a count each, so that they can be
 * added up; what is wanted of them is the mean and the quartiles of all units
 * as if every unit stood in a line.  Everything is a ratio of integers until
 * it is rounded, once, to a whole hundredth.
 */
#ifndef GREEN_NUMBER_QUANTILE_H
#define GREEN_NUMBER_QUANTILE_H

#include "number/dec.h"

struct gr_bin {
	int64_t value; /* such as hundredths of a point */
	int64_t count; /* >= 0 */
};

/* Sort by value.  Bins of one value may be several. */
void gr_bins_sort(struct gr_bin *bin, size_t n);

int64_t gr_bins_count(const struct gr_bin *bin, size_t n);

/* The mean; false if the bins are empty. */
bool gr_bins_mean(const struct gr_bin *bin, size_t n, enum gr_rounding rounding,
    int64_t *out);

/* The quantile `quarters`/4 by linear interpolation between order statistics
 * (R type 7: position (n - 1) p); bins are sorted.  False if they are empty. */
bool gr_bins_quartile(const struct gr_bin *bin, size_t n, unsigned quarters,
    enum gr_rounding rounding, int64_t *out);

#endif
