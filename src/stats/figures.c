/* figures.c - what the counts of a place mean. */
#include "stats/figures_internal.h"

#include "number/interval.h"
#include "standard/standard_figure.h"

static int64_t count(const struct gr_aggregate *s, size_t area,
    gr_count_set set)
{
	return gr_aggregate_counts(s, area, set);
}

/* What the table of figures says: counts, added up. */
static void add_counts(const struct gr_aggregate *s, size_t area,
    struct gr_figures *f)
{
	for (size_t i = 0; i < GR_FIGURES; i++) {
		const struct gr_figure *figure = &gr_figure_table[i];

		f->value[i] = GR_NO_FIGURE;
		if (figure->who == GR_WHO_COUNTED
		    && gr_standard_has_figure(s->standard, figure))
			f->value[i] = count(s, area, figure->of);
	}
	f->rate = (struct gr_rate){ f->attained, f->registered };
	f->high = (struct gr_rate){ f->attained_high, f->registered };
	f->common = (struct gr_rate){ f->attained_common, f->registered };
	f->rate_before = f->common_before = (struct gr_rate){ 0, 0 };
}

static void find_need(const struct gr_aggregate *s, size_t area,
    struct gr_figures *f)
{
	struct gr_dec target;

	if (!gr_aggregate_target(s, area, &target))
		return;
	f->need = gr_rate_need(f->registered, target);
	f->gap = gr_target_gap(f->need, f->attained);
}

static void find_points(const struct gr_aggregate *s, size_t area,
    struct gr_figures *f)
{
	int64_t *quartile[] = { &f->points_p25, &f->points_median,
		&f->points_p75 };
	enum gr_rounding rounding = s->standard->rounding;
	size_t n = 0;

	for (size_t i = 0; i < s->points_bins; i++) {
		int64_t count = gr_tally_count(s->tally, s->place[area],
		    s->points[i].bin);

		if (count > 0)
			s->points_here[n++] = (struct gr_bin){
				s->points[i].value, count
			};
	}
	if (!gr_bins_mean(s->points_here, n, rounding, &f->points_mean))
		f->points_mean = GR_NO_FIGURE;
	for (unsigned i = 0; i < 3; i++)
		if (!gr_bins_quartile(s->points_here, n, i + 1, rounding,
		        quartile[i]))
			*quartile[i] = GR_NO_FIGURE;
}

static struct gr_judged_counts criterion(const struct gr_aggregate *s,
    size_t area, size_t i)
{
	return gr_aggregate_judged(s, area, GR_S("criterion"),
	    s->standard->criterion[i].criterion);
}

/* Whether criterion a is the shorter board: by failure share, then by count,
 * then by id (ruling 15). */
static bool is_shorter(const struct gr_aggregate *s, size_t area, size_t a,
    size_t b)
{
	struct gr_judged_counts x = criterion(s, area, a);
	struct gr_judged_counts y = criterion(s, area, b);
	int order = gr_rate_cmp((struct gr_rate){ x.not_met,
	                            x.not_met + x.met },
	    (struct gr_rate){ y.not_met, y.not_met + y.met });

	if (order != 0)
		return order > 0;
	if (x.not_met != y.not_met)
		return x.not_met > y.not_met;
	return gr_slice_cmp(s->standard->criterion[a].criterion,
	           s->standard->criterion[b].criterion)
	    < 0;
}

static void find_short_boards(const struct gr_aggregate *s, size_t area,
    struct gr_figures *f)
{
	int64_t *const place[] = { &f->short_1, &f->short_2, &f->short_3 };

	for (size_t i = 0; i < s->standard->criteria; i++) {
		size_t at = GR_SHORT_BOARDS;

		if (criterion(s, area, i).not_met == 0)
			continue;
		while (at > 0
		    && (*place[at - 1] == GR_NO_FIGURE
		        || is_shorter(s, area, i, (size_t)*place[at - 1])))
			at--;
		if (at == GR_SHORT_BOARDS)
			continue;
		for (size_t k = GR_SHORT_BOARDS - 1; k > at; k--)
			*place[k] = *place[k - 1];
		*place[at] = (int64_t)i;
	}
}

static void find_leverage(const struct gr_aggregate *s, size_t area,
    struct gr_figures *f)
{
	const struct gr_criterion *all = s->standard->criterion;

	f->leverage_count = 0;
	for (size_t i = 0; i < s->standard->criteria; i++) {
		int64_t n = gr_aggregate_count(s, area, GR_S("only_short"),
		    all[i].criterion);

		if (n > f->leverage_count
		    || (n > 0 && n == f->leverage_count
		        && gr_slice_cmp(all[i].criterion,
		               all[f->leverage].criterion)
		            < 0)) {
			f->leverage = (int64_t)i;
			f->leverage_count = n;
		}
	}
}

static void find_interval(struct gr_figures *f)
{
	struct gr_interval_count units;
	struct gr_interval share;

	if (gr_interval_hypergeometric(f->attained, f->responded, f->registered,
	        &units)) {
		f->hypergeometric_low = units.low;
		f->hypergeometric_high = units.high;
	}
	if (gr_interval_wilson_finite(f->attained, f->responded, f->registered,
	        &share)) {
		f->wilson_low = gr_interval_pct_hundredths(share.low_frac);
		f->wilson_high = gr_interval_pct_hundredths(share.high_frac);
	}
}

/* Against the wave before, over units that both registers have (ruling 17).
 * Where units were not named, the register is taken not to have changed. */
static void find_change(const struct gr_aggregate *s, size_t area,
    struct gr_figures *f)
{
	const struct gr_area *a = &s->areas->area[area];
	const struct gr_figures *before;
	int64_t both = count(s, area, GR_COUNT_BIT(both_attained));

	if (a->wave == 0)
		return;
	f->units_entered = a->entered;
	f->units_left = a->left;
	f->newly_attained = s->known_before[area] - s->both[area];
	f->no_longer_attained = s->stayed[area] - s->both[area];
	if (a->before == GR_NONE)
		return;
	before = &s->figures[a->before];
	f->rate_before = before->rate;
	f->common_before = before->common;
	if (s->named[area] == f->attained
	    && s->named[a->before] == before->attained)
		return;
	f->newly_attained = f->attained - both;
	f->no_longer_attained = before->attained - both;
}

/* ---- whether a place has settled something else than before ---- */

static bool has_any(const struct gr_aggregate *s, size_t area, size_t bin)
{
	return gr_tally_count(s->tally, s->place[area], bin) > 0;
}

/* A county's records stand under one basis, or under none of their own. */
static bool is_basis_other(const struct gr_aggregate *s, size_t area,
    size_t before)
{
	const struct gr_figures *f = s->figures;

	if ((f[area].responded > f[area].own_basis)
	    != (f[before].responded > f[before].own_basis))
		return true;
	for (size_t bin = 0; bin < gr_tally_bins(s->tally); bin++)
		if (gr_slice_eq(gr_tally_bin_at(s->tally, bin).measure,
		        GR_S("basis"))
		    && has_any(s, area, bin) != has_any(s, before, bin))
			return true;
	return false;
}

/* Of the places around, whether it is so of any of their counties.  Of a county
 * without a record in either wave nothing is known, and nothing hangs on it. */
static void find_basis(struct gr_aggregate *s, size_t area)
{
	const struct gr_area *a = &s->areas->area[area];
	struct gr_figures *f = s->figures;

	if (a->level != GR_LEVEL_COUNTY || a->before == GR_NONE
	    || f[area].responded == 0 || f[a->before].responded == 0)
		return;
	bool other = is_basis_other(s, area, a->before);
	size_t around[GR_LEVELS] = { a->nation, a->province, a->city, area };

	for (size_t i = 0; i < GR_LEVELS; i++)
		if (around[i] != GR_NONE && f[around[i]].basis_changed != 1)
			f[around[i]].basis_changed = other;
}

/* ---- ranks, among the cities of a province and the provinces of a nation */

struct cities {
	size_t *area;
	size_t n;
	struct gr_rate *rate, *high, *change, *gap, *common;
};

/* now - before as one exact rate. */
static struct gr_rate difference(const struct gr_figures *f)
{
	return (struct gr_rate){ f->rate.part * f->rate_before.whole
		    - f->rate_before.part * f->rate.whole,
		f->rate.whole * f->rate_before.whole };
}

static int64_t or_none(size_t rank)
{
	return rank == 0 ? GR_NO_FIGURE : (int64_t)rank;
}

/* Those of a level that lie in a place. */
static void rank_within(struct gr_aggregate *s, struct cities *c, size_t place)
{
	bool nation = s->areas->area[place].level == GR_LEVEL_NATION;

	c->n = 0;
	for (size_t i = 0; i < s->areas->areas; i++) {
		const struct gr_area *a = &s->areas->area[i];
		const struct gr_figures *f = &s->figures[i];

		if ((nation ? a->nation : a->province) != place
		    || a->level != (nation ? GR_LEVEL_PROVINCE : GR_LEVEL_CITY))
			continue;
		c->area[c->n] = i;
		c->rate[c->n] = f->rate;
		c->high[c->n] = f->high;
		c->common[c->n] = f->common;
		c->change[c->n] = difference(f);
		c->gap[c->n] = f->gap == GR_NO_FIGURE
		    ? (struct gr_rate){ 0, 0 }
		    : (struct gr_rate){ -f->gap, 1 };
		c->n++;
	}
	for (size_t i = 0; i < c->n; i++) {
		struct gr_figures *f = &s->figures[c->area[i]];
		size_t best, worst;

		gr_rate_rank_range(c->rate, c->high, c->n, i, &best, &worst);
		f->rank = or_none(gr_rate_rank(c->rate, c->n, i));
		f->rank_common = or_none(gr_rate_rank(c->common, c->n, i));
		f->rank_best = or_none(best);
		f->rank_worst = or_none(worst);
		f->rank_change = or_none(gr_rate_rank(c->change, c->n, i));
		f->rank_gap = or_none(gr_rate_rank(c->gap, c->n, i));
	}
}

static enum gr_status rank(struct gr_aggregate *s, struct gr_err *err)
{
	size_t n = s->areas->areas;
	struct cities c = {
		.area = GR_NEW_ARRAY(s->keep, n, size_t),
		.rate = GR_NEW_ARRAY(s->keep, n, struct gr_rate),
		.high = GR_NEW_ARRAY(s->keep, n, struct gr_rate),
		.change = GR_NEW_ARRAY(s->keep, n, struct gr_rate),
		.gap = GR_NEW_ARRAY(s->keep, n, struct gr_rate),
		.common = GR_NEW_ARRAY(s->keep, n, struct gr_rate),
	};

	if (c.area == NULL || c.rate == NULL || c.high == NULL
	    || c.change == NULL || c.gap == NULL || c.common == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < n; i++)
		if (s->areas->area[i].level <= GR_LEVEL_PROVINCE)
			rank_within(s, &c, i);
	return GR_OK;
}

enum gr_status gr_figures_compute(struct gr_aggregate *s, struct gr_err *err)
{
	for (size_t i = 0; i < s->areas->areas; i++) {
		struct gr_figures *f = &s->figures[i];

		add_counts(s, i, f);
		find_need(s, i, f);
		find_points(s, i, f);
		find_short_boards(s, i, f);
		find_leverage(s, i, f);
		find_interval(f);
		/* Areas of earlier waves stand first, so theirs are known. */
		find_change(s, i, f);
	}
	for (size_t i = 0; i < s->areas->areas; i++)
		find_basis(s, i);
	return rank(s, err);
}
