/* pace.c - is a rate rising fast enough to reach its target by its day? */
#include "track/pace.h"
#include <assert.h>

#include <math.h>

#include <gsl/gsl_cdf.h>

#include "number/date.h"

#define DAYS_A_YEAR 365.2425
#define UPPER 0.975 /* of a 95 percent interval */
#define MODERATE_PCT 60
#define ON_TRACK_PCT 95

const struct gr_slice gr_pace_column[GR_PACE_COLUMNS] = {
	{ "id", 2 },
	{ "level", 5 },
	{ "code", 4 },
	{ "due", 3 },
	{ "wave_first", 10 },
	{ "wave", 4 },
	{ "rate_first", 10 },
	{ "rate", 4 },
	{ "target_rate", 11 },
	{ "observed_pp", 11 },
	{ "required_pp", 11 },
	{ "pace_pct", 8 },
	{ "pace", 4 },
	{ "growth_pct", 10 },
	{ "growth_required_pct", 19 },
	{ "projected", 9 },
	{ "projected_low", 13 },
	{ "projected_high", 14 },
	{ "waves", 5 },
	{ "note", 4 },
};

/* ---- exact: the straight line ---- */

static gr_i128 divisor(gr_i128 a, gr_i128 b)
{
	if (a < 0)
		a = -a;
	while (b != 0) {
		gr_i128 rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

/* In lowest terms, so that it can be printed; whole > 0. */
static struct gr_rate lowest(gr_i128 part, gr_i128 whole)
{
	gr_i128 common = divisor(part, whole);

	assert(common != 0);

	return (struct gr_rate){ part / common, whole / common };
}

static struct gr_rate minus(struct gr_rate a, struct gr_rate b)
{
	return lowest(a.part * b.whole - b.part * a.whole, a.whole * b.whole);
}

static struct gr_rate as_rate(struct gr_dec pct)
{
	gr_i128 whole = 100;

	for (unsigned i = 0; i < pct.scale; i++)
		whole *= 10;
	return lowest(pct.coef, whole);
}

/* Whether observed is at least so many percent of what is required. */
static bool at_least(struct gr_rate pace, int pct)
{
	return 100 * pace.part >= pct * pace.whole;
}

static enum gr_pace_class class_of(struct gr_rate pace)
{
	if (at_least(pace, ON_TRACK_PCT))
		return GR_PACE_ON_TRACK;
	if (at_least(pace, MODERATE_PCT))
		return GR_PACE_MODERATE;
	return at_least(pace, 0) ? GR_PACE_INSUFFICIENT : GR_PACE_MOVING_AWAY;
}

/* `elapsed` of `all` days have gone. */
static void find_line(struct gr_pace *out, struct gr_rate target,
    int32_t elapsed, int32_t all)
{
	struct gr_rate missing = minus(target, out->first);

	out->observed = minus(out->last, out->first);
	if (missing.part <= 0) {
		/* The start was good enough and now is not. */
		if (out->class == GR_PACE_NONE)
			out->class = GR_PACE_MOVING_AWAY;
		return;
	}
	out->required = lowest(missing.part * elapsed, missing.whole * all);
	out->pace = lowest(out->observed.part * out->required.whole,
	    out->observed.whole * out->required.part);
	if (out->class == GR_PACE_NONE)
		out->class = class_of(out->pace);
}

/* ---- estimates ---- */

static double frac(struct gr_rate rate)
{
	return (double)rate.part / (double)rate.whole;
}

static double growth_pct(double from, double to, double years)
{
	return 100 * (pow(to / from, 1 / years) - 1);
}

static double within_pct(double pct)
{
	return fmin(100, fmax(0, pct));
}

/* Least squares over all waves, years since the first, percent. */
static void project(const struct gr_pace_point *point, size_t n, int32_t due,
    struct gr_pace *out)
{
	double sx = 0, sy = 0, sxx = 0, sxy = 0, rest = 0;
	double at = (due - point[0].day) / DAYS_A_YEAR, count = (double)n;

	for (size_t i = 0; i < n; i++) {
		double x = (point[i].day - point[0].day) / DAYS_A_YEAR;
		double y = 100 * (double)point[i].part / (double)point[i].whole;

		sx += x;
		sy += y;
		sxx += x * x;
		sxy += x * y;
	}
	double mean = sx / count, spread = sxx - sx * mean;
	double slope = (sxy - sx * sy / count) / spread;
	double start = sy / count - slope * mean;

	out->has_projection = true;
	out->projected_pct = within_pct(start + slope * at);
	if (n < 3)
		return;
	for (size_t i = 0; i < n; i++) {
		double x = (point[i].day - point[0].day) / DAYS_A_YEAR;
		double y = 100 * (double)point[i].part / (double)point[i].whole;

		rest += pow(y - start - slope * x, 2);
	}
	double error = sqrt(
	    rest / (count - 2) * (1 + 1 / count + pow(at - mean, 2) / spread));
	double reach = gsl_cdf_tdist_Pinv(UPPER, count - 2) * error;

	out->has_interval = true;
	out->low_pct = within_pct(start + slope * at - reach);
	out->high_pct = within_pct(start + slope * at + reach);
}

void gr_pace_find(const struct gr_pace_point *point, size_t n,
    struct gr_dec target_pct, int32_t due, struct gr_pace *out)
{
	struct gr_rate target = as_rate(target_pct);

	*out = (struct gr_pace){ .class = GR_PACE_NONE };
	/* A place without units has no rate; what came after is no progress
	 * toward the day. */
	while (n > 0 && point[0].whole == 0) {
		point++;
		n--;
	}
	while (out->points < n && point[out->points].day <= due
	    && point[out->points].whole > 0)
		out->points++;
	n = out->points;
	if (n == 0)
		return;
	out->first = (struct gr_rate){ point[0].part, point[0].whole };
	out->last = (struct gr_rate){ point[n - 1].part, point[n - 1].whole };
	out->last_day = point[n - 1].day == due;
	out->base_changed = point[0].whole != point[n - 1].whole;
	if (gr_rate_cmp(out->last, target) >= 0)
		out->class = GR_PACE_REACHED;
	if (n < 2)
		return;

	int32_t elapsed = point[n - 1].day - point[0].day;
	int32_t all = due - point[0].day;

	find_line(out, target, elapsed, all);
	if (point[0].part > 0) {
		out->has_growth = true;
		out->growth_pct = growth_pct(frac(out->first), frac(out->last),
		    elapsed / DAYS_A_YEAR);
		out->growth_required_pct = growth_pct(frac(out->first),
		    frac(target), all / DAYS_A_YEAR);
	}
	if (!out->last_day)
		project(point, n, due, out);
}

/* ---- printing ---- */

static void print_estimate(struct gr_row_print *line, bool known, double pct)
{
	if (known)
		gr_dec_print_fixed(&line->text, llround(pct * 100), 2);
	gr_row_print_end_cell(line);
}

static void print_rate(struct gr_row_print *line, struct gr_rate rate,
    enum gr_rounding rounding, const struct gr_dec *threshold)
{
	gr_rate_print(&line->text, rate,
	    (struct gr_rate_style){ 2, rounding, threshold });
	gr_row_print_end_cell(line);
}

/* The printed pace must not stand in another class than the exact one. */
static struct gr_dec nearest_threshold(const struct gr_pace *pace)
{
	if (pace->pace.part < 0)
		return (struct gr_dec){ 0, 0 };
	if (100 * pace->pace.part < (MODERATE_PCT + 1) * pace->pace.whole)
		return (struct gr_dec){ MODERATE_PCT, 0 };
	return (struct gr_dec){ ON_TRACK_PCT, 0 };
}

static void print_notes(const struct gr_pace *pace, struct gr_row_print *line)
{
	static const char *const few[] = { "no_wave", "one_wave", "two_waves" };
	bool more = false;

	if (pace->points < 2 || (pace->points == 2 && !pace->last_day)) {
		gr_buf_text(&line->text, few[pace->points]);
		more = true;
	}
	if (pace->last_day) {
		gr_buf_text(&line->text, more ? ";last_day" : "last_day");
		more = true;
	}
	if (pace->base_changed)
		gr_buf_text(&line->text,
		    more ? ";register_changed" : "register_changed");
	gr_row_print_end_cell(line);
}

void gr_pace_line(const struct gr_pace_target *target,
    const struct gr_pace *pace, enum gr_rounding rounding,
    struct gr_row_print *line)
{
	static const char *const name[] = { "", "reached", "on_track",
		"moderate", "insufficient", "moving_away" };
	struct gr_dec threshold = nearest_threshold(pace);

	gr_row_print_clear(line);
	gr_row_print_text(line, target->id);
	gr_row_print_text(line,
	    target->province ? GR_S("province") : GR_S("city"));
	gr_row_print_text(line, target->code);
	gr_date_print(&line->text, target->due);
	gr_row_print_end_cell(line);
	gr_row_print_text(line, target->wave_first);
	gr_row_print_text(line, target->wave);
	print_rate(line, pace->first, rounding, &target->pct);
	print_rate(line, pace->last, rounding, &target->pct);
	gr_dec_print(&line->text, target->pct);
	gr_row_print_end_cell(line);
	print_rate(line, pace->observed, rounding, NULL);
	print_rate(line, pace->required, rounding, NULL);
	print_rate(line, pace->pace, rounding, &threshold);
	gr_row_print_text(line, gr_slice_of(name[pace->class]));
	print_estimate(line, pace->has_growth, pace->growth_pct);
	print_estimate(line, pace->has_growth, pace->growth_required_pct);
	print_estimate(line, pace->has_projection, pace->projected_pct);
	print_estimate(line, pace->has_interval, pace->low_pct);
	print_estimate(line, pace->has_interval, pace->high_pct);
	gr_row_print_int(line, (int64_t)pace->points);
	print_notes(pace, line);
}
