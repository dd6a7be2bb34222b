/* interval.h - what n answers of N units say about all N: 95 percent intervals.
 *
 * The survey is a census with non-response, so the population is finite and
 * small: an answer from every unit leaves no uncertainty, which the textbook
 * intervals do not know.  Both below do.  They treat the answers as if drawn
 * at random, an assumption the headline bounds (statistics.md) do without;
 * they are estimates and the only floating point among the figures.
 */
#ifndef GREEN_NUMBER_INTERVAL_H
#define GREEN_NUMBER_INTERVAL_H

#include <stdbool.h>
#include <stdint.h>

struct gr_interval_count {
	int64_t low, high; /* units of the population */
};

struct gr_interval {
	double low_frac, high_frac; /* 0-1 */
};

/* Exact (Clopper-Pearson for the hypergeometric law): the numbers of passing
 * units among `population` of which `passes` among `answers` are not too
 * unlikely, 2.5 percent on each side.  False if answers is 0 or the numbers
 * are not 0 <= passes <= answers <= population < 2^32. */
bool gr_interval_hypergeometric(int64_t passes, int64_t answers,
    int64_t population, struct gr_interval_count *out);

/* Wilson's score interval for an infinite population.  False as above. */
bool gr_interval_wilson(int64_t passes, int64_t answers,
    struct gr_interval *out);

/* The same with the effective size n (N - 1) / (N - n) of a finite
 * population; the point passes / answers when all have answered. */
bool gr_interval_wilson_finite(int64_t passes, int64_t answers,
    int64_t population, struct gr_interval *out);

/* A fraction (0-1) as hundredths of a percent, rounded to nearest. */
int64_t gr_interval_pct_hundredths(double frac);

#endif
