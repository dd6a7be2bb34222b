/* sensitivity.c - one record under every scenario. */
#include "stats/sensitivity_internal.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_rng.h>
#include <stdio.h>

/* Weights are drawn in so many parts of the standard's unit. */
#define WEIGHT_PARTS 1000
#define WEIGHT_MOST INT64_C(1000000) /* keeps sums far from 64 bits */

/* ---- preparing ---- */

static enum gr_status add_scenario(struct gr_sensitivity *s,
    enum gr_scenario_kind kind, size_t criterion, const char *what,
    struct gr_slice of, struct gr_err *err)
{
	struct gr_scenario *to = &s->scenario[s->scenarios++];
	struct gr_buf name = { 0 };
	enum gr_status status;

	gr_buf_text(&name, what);
	gr_buf_add(&name, of);
	status = gr_buf_check(&name, err);
	if (status == GR_OK) {
		*to = (struct gr_scenario){ kind,
			gr_arena_copy(s->keep, gr_buf_slice(&name)),
			criterion };
		if (to->name.ptr == NULL)
			status = gr_err_memory(err);
	}
	gr_buf_free(&name);
	return status;
}

static enum gr_status add_shifts(struct gr_sensitivity *s, struct gr_err *err)
{
	uint64_t pct = s->plan.shift_pct;
	enum gr_status status = GR_OK;
	char text[32];

	for (size_t i = 0;
	     pct > 0 && status == GR_OK && i < GR_THRESHOLD_SCENARIOS; i++) {
		(void)snprintf(text, sizeof(text), "%c%llu", i == 0 ? '-' : '+',
		    (unsigned long long)pct);
		status = add_scenario(s, GR_SCENARIO_SHIFT, i,
		    "thresholds:", gr_slice_of(text), err);
		if (status != GR_OK)
			return status;
		s->thresholds++;
		status = gr_threshold_scenario_make(s->keep, s->standard,
		    i == 0 ? 100 - pct : 100 + pct, &s->threshold[i], err);
	}
	return status;
}

static enum gr_status add_scenarios(struct gr_sensitivity *s,
    struct gr_err *err)
{
	const struct gr_standard *std = s->standard;
	enum gr_status status = add_scenario(s, GR_SCENARIO_BASE, 0, "base",
	    GR_S(""), err);

	if (status == GR_OK && std->local)
		status = add_scenario(s, GR_SCENARIO_COMMON, 0, "common",
		    GR_S(""), err);
	for (size_t i = 0; status == GR_OK && i < std->criteria; i++)
		status = add_scenario(s, GR_SCENARIO_WITHOUT, i,
		    "without:", std->criterion[i].criterion, err);
	if (status == GR_OK)
		status = add_shifts(s, err);
	if (status == GR_OK)
		status = add_scenario(s, GR_SCENARIO_OPEN, 0, "open:met",
		    GR_S(""), err);
	if (status == GR_OK)
		status = add_scenario(s, GR_SCENARIO_ABSENT, 0, "absent:met",
		    GR_S(""), err);
	if (status == GR_OK && s->plan.draws > 0)
		status = add_scenario(s, GR_SCENARIO_WEIGHTS, 0, "weights",
		    GR_S(""), err);
	return status;
}

static enum gr_status name_bins(struct gr_sensitivity *s, struct gr_err *err)
{
	size_t n = s->scenarios + s->plan.draws;
	enum gr_status status = gr_tally_bin(s->tally, GR_S("responded"),
	    GR_S(""), &s->responded, err);
	char text[32];

	s->bins = GR_NEW_ARRAY(s->keep, n, struct gr_sensitivity_bins);
	if (s->bins == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; status == GR_OK && i < n; i++) {
		(void)snprintf(text, sizeof(text), "%zu", i);
		status = gr_tally_bin(s->tally, GR_S("attained"),
		    gr_slice_of(text), &s->bins[i].attained, err);
		if (status == GR_OK)
			status = gr_tally_bin(s->tally, GR_S("scored"),
			    gr_slice_of(text), &s->bins[i].scored, err);
		if (status == GR_OK)
			status = gr_tally_bin(s->tally, GR_S("points"),
			    gr_slice_of(text), &s->bins[i].points, err);
	}
	return status;
}

/* Each weight by itself, uniformly within the spread about its own. */
static void draw_weights(gsl_rng *rng, uint64_t spread_pct,
    const struct gr_standard *std, struct gr_criterion *to)
{
	for (size_t i = 0; i < std->criteria; i++) {
		int64_t own = std->criterion[i].weight * WEIGHT_PARTS;
		int64_t reach = own / 100 * (int64_t)spread_pct;

		to[i] = std->criterion[i];
		to[i].weight = own - reach
		    + (int64_t)gsl_rng_uniform_int(rng,
		        (unsigned long)(2 * reach + 1));
	}
}

static enum gr_status draw_all(struct gr_sensitivity *s, struct gr_err *err)
{
	const struct gr_standard *std = s->standard;
	gsl_rng *rng;

	for (size_t i = 0; i < std->criteria; i++)
		if (std->criterion[i].weight > WEIGHT_MOST)
			return gr_err_set(err, GR_EUSAGE,
			    "the weight of %.*s is too large to be drawn",
			    GR_ARG(std->criterion[i].criterion));
	s->drawn = GR_NEW_ARRAY(s->keep, s->plan.draws, struct gr_standard);
	if (s->drawn == NULL)
		return gr_err_memory(err);
	/* GSL's own handler would abort. */
	gsl_error_handler_t *handler = gsl_set_error_handler_off();

	rng = gsl_rng_alloc(gsl_rng_mt19937);
	(void)gsl_set_error_handler(handler);
	if (rng == NULL)
		return gr_err_memory(err);
	gsl_rng_set(rng, s->plan.seed);
	for (size_t i = 0; i < s->plan.draws; i++) {
		struct gr_criterion *to = GR_NEW_ARRAY(s->keep, std->criteria,
		    struct gr_criterion);

		if (to == NULL) {
			gsl_rng_free(rng);
			return gr_err_memory(err);
		}
		draw_weights(rng, s->plan.spread_pct, std, to);
		s->drawn[i] = *std;
		s->drawn[i].criterion = to;
	}
	gsl_rng_free(rng);
	return GR_OK;
}

enum gr_status gr_sensitivity_new(struct gr_arena *keep,
    const struct gr_standard *standard, struct gr_sensitivity_plan plan,
    struct gr_sensitivity **out, struct gr_err *err)
{
	struct gr_sensitivity *s = GR_NEW(keep, struct gr_sensitivity);
	size_t room = standard->criteria + GR_THRESHOLD_SCENARIOS + 5;
	enum gr_status status;

	*out = s;
	if (s == NULL)
		return gr_err_memory(err);
	*s = (struct gr_sensitivity){ .keep = keep,
		.standard = standard,
		.plan = plan,
		.scenario = GR_NEW_ARRAY(keep, room, struct gr_scenario),
		.tally = gr_tally_new(keep),
		.criterion = GR_NEW_ARRAY(keep, standard->criteria,
		    enum gr_tri) };
	if (!s->scenario || !s->tally || !s->criterion)
		return gr_err_memory(err);
	status = add_scenarios(s, err);
	if (status == GR_OK)
		status = name_bins(s, err);
	if (status == GR_OK)
		status = draw_all(s, err);
	if (status == GR_OK)
		status = gr_score_make(keep, standard, &s->base, err);
	if (status == GR_OK)
		status = gr_score_make(keep, standard, &s->trial, err);
	return status;
}

void gr_sensitivity_free(struct gr_sensitivity *s)
{
	for (size_t i = 0; s != NULL && i < s->thresholds; i++)
		gr_threshold_scenario_free(&s->threshold[i]);
}

const struct gr_scenario *gr_sensitivity_scenarios(
    const struct gr_sensitivity *s, size_t *n)
{
	*n = s->scenarios;
	return s->scenario;
}

/* ---- a record ---- */

/* Where and how a record is being counted. */
struct counting {
	struct gr_sensitivity *s;
	size_t place;
	bool tie; /* in the mean of the points it is not, as in green-stats */
	enum gr_status status;
	struct gr_err *err;
};

static void add(struct counting *c, size_t bin, int64_t count)
{
	if (c->status == GR_OK && count != 0)
		c->status = gr_tally_add(c->s->tally, c->place, bin, count,
		    c->err);
}

/* Count results of criteria under a standard's pass rule and weights. */
static void count(struct counting *c, size_t at,
    const struct gr_standard *standard, const enum gr_tri *criterion,
    enum gr_tri participating)
{
	const struct gr_sensitivity_bins *bins = &c->s->bins[at];
	int64_t hundredths;

	if (participating == GR_TRUE
	    && gr_score_passes(standard, criterion) == GR_TRUE)
		add(c, bins->attained, 1);
	if (c->tie || !gr_score_points(standard, criterion, &hundredths))
		return;
	add(c, bins->scored, 1);
	add(c, bins->points, hundredths);
}

/* What is open read as met; a known failure stays one. */
static void count_open(struct counting *c, size_t at, enum gr_tri participating)
{
	struct gr_sensitivity *s = c->s;

	for (size_t i = 0; i < s->standard->criteria; i++)
		s->criterion[i] = s->base.criterion[i] == GR_UNKNOWN
		    ? GR_TRUE
		    : s->base.criterion[i];
	count(c, at, s->standard, s->criterion,
	    participating == GR_UNKNOWN ? GR_TRUE : participating);
}

static void count_without(struct counting *c, size_t at, size_t criterion,
    enum gr_tri participating)
{
	struct gr_sensitivity *s = c->s;

	memcpy(s->criterion, s->base.criterion,
	    s->standard->criteria * sizeof(*s->criterion));
	s->criterion[criterion] = GR_NA;
	count(c, at, s->standard, s->criterion, participating);
}

/* As if no place had settled anything for itself. */
static void count_common(struct counting *c, size_t at,
    const struct gr_view *view, const struct gr_score_facts *facts)
{
	struct gr_sensitivity *s = c->s;
	struct gr_score_facts common = *facts;
	const struct gr_score *score = &s->base;

	common.scope = NULL;
	if (view->basis.len > 0) {
		gr_score_record(s->standard, &view->common, &common, &s->trial);
		score = &s->trial;
	}
	count(c, at, s->standard, score->criterion, facts->participating);
}

static void count_shifted(struct counting *c, size_t at, size_t which,
    const struct gr_view *view, const struct gr_score_facts *facts)
{
	struct gr_threshold_scenario *threshold = &c->s->threshold[which];
	struct gr_env env;

	if (c->status == GR_OK)
		c->status = gr_threshold_scenario_env(threshold, view, &env,
		    c->err);
	if (c->status != GR_OK)
		return;
	gr_score_record(&threshold->standard, &env, facts, &c->s->trial);
	count(c, at, c->s->standard, c->s->trial.criterion,
	    facts->participating);
}

static void count_scenario(struct counting *c, size_t at,
    const struct gr_view *view, const struct gr_score_facts *facts)
{
	struct gr_sensitivity *s = c->s;
	enum gr_tri participating = facts->participating;

	switch (s->scenario[at].kind) {
	case GR_SCENARIO_BASE:
	case GR_SCENARIO_WEIGHTS:
		count(c, at, s->standard, s->base.criterion, participating);
		break;
	case GR_SCENARIO_COMMON:
		count_common(c, at, view, facts);
		break;
	case GR_SCENARIO_WITHOUT:
		count_without(c, at, s->scenario[at].criterion, participating);
		break;
	case GR_SCENARIO_SHIFT:
		count_shifted(c, at, s->scenario[at].criterion, view, facts);
		break;
	case GR_SCENARIO_OPEN:
	case GR_SCENARIO_ABSENT:
		count_open(c, at, participating);
		break;
	}
}

enum gr_status gr_sensitivity_add(struct gr_sensitivity *s,
    const struct gr_view *view, struct gr_slice wave,
    const struct gr_score_facts *facts, struct gr_err *err)
{
	struct counting c = { .s = s, .tie = facts->tie, .err = err };
	struct gr_score_facts known = *facts;

	/* Of a tie nothing is known, not even whether it takes part. */
	if (facts->tie)
		known.participating = GR_UNKNOWN;
	c.status = gr_tally_place(s->tally, wave,
	    gr_view_role(view, GR_ROLE_CITY), &c.place, err);
	add(&c, s->responded, 1);
	gr_score_record(s->standard, &view->env, &known, &s->base);
	for (size_t i = 0; i < s->scenarios; i++)
		count_scenario(&c, i, view, &known);
	for (size_t i = 0; i < s->plan.draws; i++)
		count(&c, s->scenarios + i, &s->drawn[i], s->base.criterion,
		    known.participating);
	return c.status;
}
