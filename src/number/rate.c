/* rate.c - rates as they are printed, and the order they give. */
#include "number/rate.h"

/* Enough to tell any rate of counts up to 10^7 from a target; the products
 * still fit 128 bits for parts up to 10^20. */
#define DIGITS_MAX 16
#define CHANGE_DIGITS_MAX 6 /* of the difference of two */

/* Whether part / whole percent reaches the threshold. */
static bool reaches(struct gr_rate rate, struct gr_dec threshold)
{
	return 100 * rate.part * gr_dec_ten_to(threshold.scale)
	    >= threshold.coef * rate.whole;
}

/* With as many digits as it takes not to cross the threshold. */
static void print_true(struct gr_buf *buf, struct gr_rate rate,
    struct gr_rate_style style, unsigned most)
{
	for (unsigned decimals = style.decimals;; decimals++) {
		struct gr_dec printed = {
			.coef = gr_dec_ratio(100 * rate.part, rate.whole,
			    decimals, style.rounding),
			.scale = decimals,
		};

		if (decimals < most && style.threshold_pct != NULL
		    && reaches(rate, *style.threshold_pct)
		        != (gr_dec_cmp(printed, *style.threshold_pct) >= 0))
			continue;
		gr_dec_print_fixed(buf, printed.coef, decimals);
		return;
	}
}

void gr_rate_print(struct gr_buf *buf, struct gr_rate rate,
    struct gr_rate_style style)
{
	if (rate.whole > 0)
		print_true(buf, rate, style, DIGITS_MAX);
}

void gr_rate_print_change(struct gr_buf *buf, struct gr_rate now,
    struct gr_rate before, struct gr_rate_style style)
{
	if (now.whole == 0 || before.whole == 0)
		return;
	struct gr_rate difference = { now.part * before.whole
		    - before.part * now.whole,
		now.whole * before.whole };

	print_true(buf, difference, style, CHANGE_DIGITS_MAX);
}

int gr_rate_cmp(struct gr_rate a, struct gr_rate b)
{
	gr_i128 left = a.part * b.whole, right = b.part * a.whole;

	return (left > right) - (left < right);
}

int64_t gr_rate_need(int64_t whole, struct gr_dec pct)
{
	gr_i128 hundred = 100 * gr_dec_ten_to(pct.scale);

	return (int64_t)((whole * pct.coef + hundred - 1) / hundred);
}

size_t gr_rate_rank(const struct gr_rate *rate, size_t n, size_t i)
{
	size_t rank = 1;

	if (rate[i].whole == 0)
		return 0;
	for (size_t j = 0; j < n; j++)
		rank += rate[j].whole != 0 && gr_rate_cmp(rate[j], rate[i]) > 0;
	return rank;
}

void gr_rate_rank_range(const struct gr_rate *low, const struct gr_rate *high,
    size_t n, size_t i, size_t *best, size_t *worst)
{
	*best = *worst = 0;
	if (low[i].whole == 0)
		return;
	*best = *worst = 1;
	for (size_t j = 0; j < n; j++) {
		if (j == i || low[j].whole == 0)
			continue;
		*best += gr_rate_cmp(low[j], high[i]) > 0;
		*worst += gr_rate_cmp(high[j], low[i]) > 0;
	}
}
