/* sensitivity_settle.c - the places of every wave, under every scenario. */
#include "stats/sensitivity_internal.h"

/* The waves that have records, in order. */
static enum gr_status make_areas(struct gr_sensitivity *s,
    const struct gr_register *reg, struct gr_err *err)
{
	size_t places = gr_tally_places(s->tally), waves = 0;
	struct gr_slice *wave = GR_NEW_ARRAY(s->keep, places, struct gr_slice);

	if (wave == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < places; i++)
		wave[i] = gr_tally_place_at(s->tally, i).wave;
	gr_slice_sort(wave, places);
	for (size_t i = 0; i < places; i++)
		if (i == 0 || !gr_slice_eq(wave[i], wave[waves - 1]))
			wave[waves++] = wave[i];
	return gr_areas_make(s->keep, reg,
	    (struct gr_areas_region){ s->standard->region,
	        s->standard->region_name_zh, NULL },
	    wave, waves, &s->areas, err);
}

static struct gr_outcome *outcome(const struct gr_sensitivity *s, size_t area,
    size_t scenario)
{
	return &s->outcome[area * s->scenarios + scenario];
}

const struct gr_outcome *gr_sensitivity_outcome(const struct gr_sensitivity *s,
    size_t area, size_t scenario)
{
	return outcome(s, area, scenario);
}

/* ---- the cities of a wave ---- */

struct cities {
	size_t *area, *place; /* place of the tally, or GR_NONE */
	struct gr_rate *rate, *points;
	size_t n, province;
};

static enum gr_status check_places(const struct gr_sensitivity *s,
    struct gr_err *err)
{
	for (size_t i = 0; i < gr_tally_places(s->tally); i++) {
		struct gr_tally_place name = gr_tally_place_at(s->tally, i);
		size_t wave = 0;

		while (!gr_slice_eq(s->areas.wave[wave], name.wave))
			wave++;
		if (gr_areas_find(&s->areas, wave, GR_LEVEL_CITY, name.code)
		    == GR_NONE)
			return gr_err_set(err, GR_EDATA,
			    "the register has no unit of city '%.*s' in wave "
			    "%.*s",
			    GR_ARG(name.code), GR_ARG(name.wave));
	}
	return GR_OK;
}

static void find_cities(const struct gr_sensitivity *s, size_t wave,
    struct cities *to)
{
	to->n = 0;
	for (size_t i = 0; i < s->areas.areas; i++) {
		const struct gr_area *a = &s->areas.area[i];
		struct gr_tally_place name = { s->areas.wave[wave], a->code };

		if (a->wave != wave || a->level == GR_LEVEL_COUNTY)
			continue;
		if (a->level == GR_LEVEL_PROVINCE) {
			to->province = i;
			continue;
		}
		to->area[to->n] = i;
		to->place[to->n] = GR_NONE;
		for (size_t k = 0; k < gr_tally_places(s->tally); k++)
			if (gr_tally_place_cmp(gr_tally_place_at(s->tally, k),
			        name)
			    == 0)
				to->place[to->n] = k;
		to->n++;
	}
}

static int64_t counted(const struct gr_sensitivity *s, size_t place, size_t bin)
{
	return place == GR_NONE ? 0 : gr_tally_count(s->tally, place, bin);
}

/* Attained units of a city; those that have not responded, if so read. */
static int64_t attained_in(const struct gr_sensitivity *s,
    const struct cities *c, size_t i, size_t trial)
{
	int64_t n = counted(s, c->place[i], s->bins[trial].attained);

	if (trial < s->scenarios
	    && s->scenario[trial].kind == GR_SCENARIO_ABSENT)
		n += s->areas.area[c->area[i]].registered
		    - counted(s, c->place[i], s->responded);
	return n;
}

/* The rates and the mean points of all cities under a trial. */
static void read_trial(const struct gr_sensitivity *s, struct cities *c,
    size_t trial)
{
	const struct gr_sensitivity_bins *bins = &s->bins[trial];

	for (size_t i = 0; i < c->n; i++) {
		c->rate[i] = (struct gr_rate){ attained_in(s, c, i, trial),
			s->areas.area[c->area[i]].registered };
		c->points[i] = (struct gr_rate){ counted(s, c->place[i],
			                             bins->points),
			counted(s, c->place[i], bins->scored) };
	}
}

static void settle_scenario(struct gr_sensitivity *s, struct cities *c,
    size_t scenario)
{
	struct gr_outcome *all = outcome(s, c->province, scenario);

	read_trial(s, c, scenario);
	for (size_t i = 0; i < c->n; i++) {
		struct gr_outcome *o = outcome(s, c->area[i], scenario);
		size_t rank = gr_rate_rank(c->rate, c->n, i);
		size_t by_points = gr_rate_rank(c->points, c->n, i);
		int64_t attained = (int64_t)c->rate[i].part;

		*o = (struct gr_outcome){ attained, attained, attained,
			c->points[i], rank, rank, rank, by_points, by_points,
			by_points };
		all->attained += attained;
		all->points.part += o->points.part;
		all->points.whole += o->points.whole;
	}
	all->attained_low = all->attained_high = all->attained;
}

static void widen(size_t *best, size_t *worst, size_t rank)
{
	if (rank == 0)
		return;
	if (rank < *best || *best == 0)
		*best = rank;
	if (rank > *worst)
		*worst = rank;
}

static void widen_count(struct gr_outcome *o, int64_t attained)
{
	if (attained < o->attained_low)
		o->attained_low = attained;
	if (attained > o->attained_high)
		o->attained_high = attained;
}

static void settle_draw(struct gr_sensitivity *s, struct cities *c,
    size_t scenario, size_t draw)
{
	int64_t sum = 0;

	read_trial(s, c, s->scenarios + draw);
	for (size_t i = 0; i < c->n; i++) {
		struct gr_outcome *o = outcome(s, c->area[i], scenario);

		widen_count(o, (int64_t)c->rate[i].part);
		widen(&o->rank_best, &o->rank_worst,
		    gr_rate_rank(c->rate, c->n, i));
		widen(&o->points_rank_best, &o->points_rank_worst,
		    gr_rate_rank(c->points, c->n, i));
		sum += (int64_t)c->rate[i].part;
	}
	widen_count(outcome(s, c->province, scenario), sum);
}

static void settle_wave(struct gr_sensitivity *s, struct cities *c)
{
	for (size_t i = 0; i < s->scenarios; i++) {
		settle_scenario(s, c, i);
		if (s->scenario[i].kind != GR_SCENARIO_WEIGHTS)
			continue;
		for (size_t k = 0; k < s->plan.draws; k++)
			settle_draw(s, c, i, k);
	}
}

enum gr_status gr_sensitivity_settle(struct gr_sensitivity *s,
    const struct gr_register *reg, struct gr_err *err)
{
	enum gr_status status = make_areas(s, reg, err);
	size_t n = s->areas.areas;
	struct cities c = {
		.area = GR_NEW_ARRAY(s->keep, n, size_t),
		.place = GR_NEW_ARRAY(s->keep, n, size_t),
		.rate = GR_NEW_ARRAY(s->keep, n, struct gr_rate),
		.points = GR_NEW_ARRAY(s->keep, n, struct gr_rate),
	};

	if (status == GR_OK)
		status = gr_target_make(s->keep, s->standard, &s->target, err);
	if (status == GR_OK)
		status = check_places(s, err);
	if (status != GR_OK)
		return status;
	s->outcome = GR_NEW_ARRAY(s->keep, n * s->scenarios, struct gr_outcome);
	if (!c.area || !c.place || !c.rate || !c.points || !s->outcome)
		return gr_err_memory(err);
	for (size_t wave = 0; wave < s->areas.waves; wave++) {
		find_cities(s, wave, &c);
		settle_wave(s, &c);
	}
	return GR_OK;
}

const struct gr_areas *gr_sensitivity_areas(const struct gr_sensitivity *s)
{
	return &s->areas;
}

enum gr_tri gr_sensitivity_meets(const struct gr_sensitivity *s, size_t area,
    size_t scenario)
{
	const struct gr_outcome *o = outcome(s, area, scenario);
	int64_t need;

	if (!gr_target_need(&s->target, &s->areas, area, &need))
		return GR_NA;
	if (o->attained_low >= need)
		return GR_TRUE;
	return o->attained_high < need ? GR_FALSE : GR_UNKNOWN;
}
