/* interval.c - what n answers of N units say about all N. */
#include "number/interval.h"

#include <math.h>

#include <gsl/gsl_cdf.h>

#define TAIL 0.025
#define Z 1.959963984540054 /* the normal law's 97.5 percent point */

static bool is_sane(int64_t passes, int64_t answers, int64_t population)
{
	return passes >= 0 && answers > 0 && passes <= answers
	    && answers <= population && population < UINT32_MAX;
}

/* P(X >= passes) if `good` of `population` pass and `answers` are drawn. */
static double at_least(int64_t passes, int64_t answers, int64_t population,
    int64_t good)
{
	if (passes == 0)
		return 1;
	return gsl_cdf_hypergeometric_Q((unsigned)(passes - 1), (unsigned)good,
	    (unsigned)(population - good), (unsigned)answers);
}

/* The smallest number of good units that makes `passes` not too many. */
static int64_t lowest(int64_t passes, int64_t answers, int64_t population)
{
	int64_t low = passes, high = population - (answers - passes);

	while (low < high) {
		int64_t middle = low + (high - low) / 2;

		if (at_least(passes, answers, population, middle) > TAIL)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

bool gr_interval_hypergeometric(int64_t passes, int64_t answers,
    int64_t population, struct gr_interval_count *out)
{
	if (!is_sane(passes, answers, population))
		return false;
	out->low = lowest(passes, answers, population);
	/* The upper end is the lower one of those that fail. */
	out->high = population - lowest(answers - passes, answers, population);
	return true;
}

/* Wilson 1927; `size` may be an effective one. */
static struct gr_interval wilson(double share, double size)
{
	double zz = Z * Z, centre = share + zz / (2 * size);
	double half = Z
	    * sqrt(share * (1 - share) / size + zz / (4 * size * size));
	double scale = 1 + zz / size;

	return (struct gr_interval){
		.low_frac = fmax(0, (centre - half) / scale),
		.high_frac = fmin(1, (centre + half) / scale),
	};
}

bool gr_interval_wilson(int64_t passes, int64_t answers,
    struct gr_interval *out)
{
	if (!is_sane(passes, answers, answers))
		return false;
	*out = wilson((double)passes / (double)answers, (double)answers);
	return true;
}

bool gr_interval_wilson_finite(int64_t passes, int64_t answers,
    int64_t population, struct gr_interval *out)
{
	if (!is_sane(passes, answers, population))
		return false;

	double share = (double)passes / (double)answers;

	if (answers == population) {
		*out = (struct gr_interval){ share, share };
		return true;
	}
	*out = wilson(share,
	    (double)answers * (double)(population - 1)
	        / (double)(population - answers));
	return true;
}

int64_t gr_interval_pct_hundredths(double frac)
{
	return (int64_t)llround(frac * 10000);
}
