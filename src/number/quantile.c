/* quantile.c - mean and quartiles of binned whole numbers, exact. */
#include "number/quantile.h"

#include <stdlib.h>

static int by_value(const void *a, const void *b)
{
	const struct gr_bin *left = a, *right = b;

	return (left->value > right->value) - (left->value < right->value);
}

void gr_bins_sort(struct gr_bin *bin, size_t n)
{
	if (n > 0)
		qsort(bin, n, sizeof(*bin), by_value);
}

int64_t gr_bins_count(const struct gr_bin *bin, size_t n)
{
	int64_t count = 0;

	for (size_t i = 0; i < n; i++)
		count += bin[i].count;
	return count;
}

bool gr_bins_mean(const struct gr_bin *bin, size_t n, enum gr_rounding rounding,
    int64_t *out)
{
	int64_t count = gr_bins_count(bin, n);
	gr_i128 sum = 0;

	if (count == 0)
		return false;
	for (size_t i = 0; i < n; i++)
		sum += (gr_i128)bin[i].value * bin[i].count;
	*out = (int64_t)gr_dec_ratio(sum, count, 0, rounding);
	return true;
}

/* The unit at 0-based position `at` of the line. */
static int64_t unit_at(const struct gr_bin *bin, size_t n, int64_t at)
{
	for (size_t i = 0; i < n; i++) {
		if (at < bin[i].count)
			return bin[i].value;
		at -= bin[i].count;
	}
	return bin[n - 1].value;
}

bool gr_bins_quartile(const struct gr_bin *bin, size_t n, unsigned quarters,
    enum gr_rounding rounding, int64_t *out)
{
	int64_t count = gr_bins_count(bin, n);

	if (count == 0)
		return false;

	gr_i128 position = (gr_i128)(count - 1) * quarters;
	int64_t below = (int64_t)(position / 4);
	gr_i128 part = position % 4;
	gr_i128 low = unit_at(bin, n, below);
	gr_i128 high = part == 0 ? low : unit_at(bin, n, below + 1);

	*out = (int64_t)gr_dec_ratio(4 * low + part * (high - low), 4, 0,
	    rounding);
	return true;
}
