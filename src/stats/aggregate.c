/* aggregate.c - the counts of every place, from those of its counties. */
#include "stats/figures_internal.h"

#include <stdlib.h>

/* Places of the tally above the county: no county's code begins with TAB. */
static enum gr_status place_of(struct gr_aggregate *s, size_t i,
    struct gr_err *err)
{
	const struct gr_area *area = &s->areas->area[i];
	char *key;

	if (area->level == GR_LEVEL_COUNTY)
		return gr_tally_place(s->tally, s->areas->wave[area->wave],
		    area->code, &s->place[i], err);
	key = GR_NEW_ARRAY(s->keep, area->code.len + 2, char);
	if (key == NULL)
		return gr_err_memory(err);
	key[0] = '\t';
	key[1] = "npc"[area->level];
	memcpy(key + 2, area->code.ptr, area->code.len);
	return gr_tally_place(s->tally, s->areas->wave[area->wave],
	    gr_slice_make(key, area->code.len + 2), &s->place[i], err);
}

static size_t wave_at(const struct gr_areas *areas, struct gr_slice wave)
{
	for (size_t i = 0; i < areas->waves; i++)
		if (gr_slice_eq(areas->wave[i], wave))
			return i;
	return GR_NONE;
}

static enum gr_status roll_up_place(struct gr_aggregate *s, size_t place,
    struct gr_err *err)
{
	struct gr_tally_place name = gr_tally_place_at(s->tally, place);
	size_t wave = wave_at(s->areas, name.wave), county = GR_NONE;
	size_t responded = gr_tally_find(s->tally, GR_S("responded"), GR_S(""));
	enum gr_status status = GR_OK;

	if (wave != GR_NONE)
		county = gr_areas_find(s->areas, wave, GR_LEVEL_COUNTY,
		    name.code);
	if (county == GR_NONE)
		return gr_err_at(err, GR_EDATA, s->reg->path, 0, NULL,
		    "the tally has records of county '%.*s' in wave %.*s, the "
		    "register has no unit there",
		    GR_ARG(name.code), GR_ARG(name.wave));
	const struct gr_area *area = &s->areas->area[county];

	if (gr_tally_count(s->tally, place, responded) > area->registered)
		return gr_err_at(err, GR_EDATA, s->reg->path, 0, NULL,
		    "county '%.*s' has %lld units in wave %.*s and %lld "
		    "records: was a part counted twice?",
		    GR_ARG(name.code), (long long)area->registered,
		    GR_ARG(name.wave),
		    (long long)gr_tally_count(s->tally, place, responded));
	const size_t around[] = { area->city, area->province, area->nation };

	for (size_t bin = 0; bin < gr_tally_bins(s->tally); bin++) {
		int64_t count = gr_tally_count(s->tally, place, bin);

		for (size_t i = 0; i < 3 && count != 0 && status == GR_OK; i++)
			if (around[i] != GR_NONE)
				status = gr_tally_add(s->tally,
				    s->place[around[i]], bin, count, err);
	}
	return status;
}

/* ---- units that are named ---- */

static bool existed_in(const struct gr_aggregate *s, const struct gr_unit *unit,
    size_t wave)
{
	int32_t day;

	return gr_wave_last_day(s->areas->wave[wave], &day)
	    && gr_unit_then(s->reg, unit, day) != NULL;
}

/* A unit that was named as attained in some wave, in a wave in which it
 * exists. */
static void count_unit(struct gr_aggregate *s, const struct gr_unit *unit,
    size_t wave, uint64_t mask)
{
	const struct gr_areas *areas = s->areas;
	bool now = mask >> wave & 1;
	bool before = wave > 0 && (mask >> (wave - 1) & 1);
	size_t county = gr_areas_find(areas, wave, GR_LEVEL_COUNTY,
	    gr_unit_county(unit)->code);
	bool existed = wave > 0 && existed_in(s, unit, wave - 1);
	size_t at[GR_LEVELS] = { areas->area[county].nation,
		areas->area[county].province, areas->area[county].city,
		county };

	for (size_t i = 0; i < GR_LEVELS; i++) {
		if (at[i] == GR_NONE)
			continue;
		s->named[at[i]] += now;
		s->known_before[at[i]] += now && existed;
		s->stayed[at[i]] += before;
		s->both[at[i]] += now && before;
	}
}

static void count_wave_units(struct gr_aggregate *s, size_t wave)
{
	uint64_t counts = UINT64_C(1) << wave
	    | (wave > 0 ? UINT64_C(1) << (wave - 1) : 0);
	size_t first = 0; /* of a code: the mask stands with it */
	int32_t day;

	if (!gr_wave_last_day(s->areas->wave[wave], &day))
		return;
	for (size_t i = 0; i < s->reg->units; i++) {
		const struct gr_unit *unit = &s->reg->unit[i];

		if (i > 0
		    && !gr_slice_eq(gr_unit_code(unit), gr_unit_code(unit - 1)))
			first = i;
		if ((s->attained[first] & counts) && gr_unit_on(unit, day))
			count_unit(s, unit, wave, s->attained[first]);
	}
}

static void count_units(struct gr_aggregate *s)
{
	for (size_t wave = 0; s->attained != NULL && wave < s->areas->waves;
	     wave++)
		count_wave_units(s, wave);
}

/* ---- bins that hold a number or a date ---- */

static int by_value(const void *a, const void *b)
{
	const struct gr_valued_bin *left = a, *right = b;

	return (left->value > right->value) - (left->value < right->value);
}

static enum gr_status sort_points(struct gr_aggregate *s, struct gr_err *err)
{
	size_t bins = gr_tally_bins(s->tally);

	s->points = GR_NEW_ARRAY(s->keep, bins, struct gr_valued_bin);
	s->points_here = GR_NEW_ARRAY(s->keep, bins, struct gr_bin);
	if (s->points == NULL || s->points_here == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < bins; i++) {
		struct gr_tally_bin bin = gr_tally_bin_at(s->tally, i);
		struct gr_valued_bin *point = &s->points[s->points_bins];

		if (!gr_slice_eq(bin.measure, GR_S("points")))
			continue;
		if (!gr_slice_to_int64(bin.bin, &point->value))
			return gr_err_set(err, GR_EDATA,
			    "the tally's points '%.*s' are no number",
			    GR_ARG(bin.bin));
		point->bin = i;
		s->points_bins++;
	}
	if (s->points_bins > 0)
		qsort(s->points, s->points_bins, sizeof(*s->points), by_value);
	return GR_OK;
}

static int by_day(const void *a, const void *b)
{
	const struct gr_dated_bin *left = a, *right = b;

	return (left->day > right->day) - (left->day < right->day);
}

static enum gr_status find_dates(struct gr_aggregate *s,
    struct gr_dated_bins *dated, struct gr_slice measure, struct gr_err *err)
{
	size_t bins = gr_tally_bins(s->tally);

	dated->measure = measure;
	dated->area = GR_NONE;
	dated->first = GR_NEW_ARRAY(s->keep, bins, struct gr_dated_bin);
	dated->last = GR_NEW_ARRAY(s->keep, bins, struct gr_dated_bin);
	if (dated->first == NULL || dated->last == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < bins; i++) {
		struct gr_tally_bin bin = gr_tally_bin_at(s->tally, i);
		struct gr_days days;

		if (!gr_slice_eq(bin.measure, measure))
			continue;
		/* No date may be any. */
		if (!gr_date_parse(bin.bin, &days))
			days = (struct gr_days){ INT32_MIN, INT32_MAX };
		dated->first[dated->n] = (struct gr_dated_bin){ i, days.first,
			0 };
		dated->last[dated->n++] = (struct gr_dated_bin){ i, days.last,
			0 };
	}
	qsort(dated->first, dated->n, sizeof(*dated->first), by_day);
	qsort(dated->last, dated->n, sizeof(*dated->last), by_day);
	return GR_OK;
}

static enum gr_status find_all_dates(struct gr_aggregate *s, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	s->dated = GR_NEW_ARRAY(s->keep, GR_FIGURES, struct gr_dated_bins);
	if (s->dated == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; status == GR_OK && i < GR_FIGURES; i++) {
		const struct gr_figure *figure = &gr_figure_table[i];

		if (figure->family == GR_FAMILY_DAY && !figure->at_most)
			status = find_dates(s, &s->dated[s->dateds++],
			    gr_slice_of(figure->measure), err);
	}
	return status;
}

/* "area/100" is the sum of `area` in units of 10^-2. */
static bool read_scale(struct gr_slice bin, struct gr_scaled_bin *out)
{
	size_t slash = gr_slice_find(bin, GR_S("/1"));

	if (slash == SIZE_MAX)
		return false;
	out->base = gr_slice_make(bin.ptr, slash);
	out->scale = (unsigned)(bin.len - slash - 2);
	return true;
}

/* The sums of columns and indicators stand under `sum`, those of a role under
 * the name of their figure. */
static bool is_sum(struct gr_slice measure)
{
	const struct gr_figure *figure = gr_figure_of_place(measure);

	return gr_slice_eq(measure, GR_S("sum"))
	    || (figure != NULL && figure->kind == GR_KIND_SUM);
}

static enum gr_status find_scaled(struct gr_aggregate *s, struct gr_err *err)
{
	size_t bins = gr_tally_bins(s->tally);

	s->scaled = GR_NEW_ARRAY(s->keep, bins, struct gr_scaled_bin);
	if (s->scaled == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < bins; i++) {
		struct gr_tally_bin bin = gr_tally_bin_at(s->tally, i);
		struct gr_scaled_bin *item = &s->scaled[s->scaled_bins];

		if (!read_scale(bin.bin, item) || !is_sum(bin.measure))
			continue;
		item->measure = bin.measure;
		item->bin = i;
		s->scaled_bins++;
	}
	return GR_OK;
}

static size_t longest_id(const struct gr_standard *std)
{
	size_t most = 0;

	for (size_t i = 0; i < std->criteria; i++)
		if (std->criterion[i].criterion.len > most)
			most = std->criterion[i].criterion.len;
	for (size_t i = 0; i < std->groups; i++)
		if (std->group[i].group.len > most)
			most = std->group[i].group.len;
	for (size_t i = 0; i < std->atoms; i++)
		if (std->atom[i].atom.len > most)
			most = std->atom[i].atom.len;
	return most;
}

static enum gr_status allocate(struct gr_aggregate *s, struct gr_err *err)
{
	const struct gr_standard *std = s->standard;
	size_t n = s->areas->areas;

	s->place = GR_NEW_ARRAY(s->keep, n, size_t);
	s->both = GR_NEW_ARRAY(s->keep, n, int64_t);
	s->named = GR_NEW_ARRAY(s->keep, n, int64_t);
	s->stayed = GR_NEW_ARRAY(s->keep, n, int64_t);
	s->known_before = GR_NEW_ARRAY(s->keep, n, int64_t);
	s->figures = GR_NEW_ARRAY(s->keep, n, struct gr_figures);
	s->key = GR_NEW_ARRAY(s->keep, longest_id(std) + 2, char);
	if (s->key == NULL || s->place == NULL || s->both == NULL
	    || s->named == NULL || s->stayed == NULL || s->known_before == NULL
	    || s->figures == NULL)
		return gr_err_memory(err);
	return gr_target_make(s->keep, std, &s->target, err);
}

enum gr_status gr_aggregate_make(struct gr_arena *keep,
    const struct gr_standard *standard, const struct gr_register *reg,
    const struct gr_areas *areas, struct gr_tally *tally,
    const uint64_t *attained, struct gr_aggregate **out, struct gr_err *err)
{
	struct gr_aggregate *s = GR_NEW(keep, struct gr_aggregate);
	size_t counties = gr_tally_places(tally);
	enum gr_status status;

	if (s == NULL)
		return gr_err_memory(err);
	*s = (struct gr_aggregate){ .keep = keep,
		.standard = standard,
		.reg = reg,
		.areas = areas,
		.tally = tally,
		.attained = attained };
	status = allocate(s, err);
	for (size_t i = 0; status == GR_OK && i < areas->areas; i++)
		status = place_of(s, i, err);
	for (size_t i = 0; status == GR_OK && i < counties; i++)
		status = roll_up_place(s, i, err);
	if (status == GR_OK)
		status = sort_points(s, err);
	if (status == GR_OK)
		status = find_scaled(s, err);
	if (status == GR_OK)
		status = find_all_dates(s, err);
	if (status != GR_OK)
		return status;
	count_units(s);
	*out = s;
	return gr_figures_compute(s, err);
}
