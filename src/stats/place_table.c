/* place_table.c - the columns of cities.csv and counties.csv. */
#include "stats/place_table_internal.h"

#include "number/date.h"
#include <stdio.h>
#include <stdlib.h>

#define F(member) offsetof(struct gr_figures, member)

const struct gr_place_column gr_place_table_fixed[GR_PLACE_FIXED] = {
	{ "wave", GR_PLACE_WAVE, 0, 0 },
	{ "level", GR_PLACE_LEVEL, 0, 0 },
	{ "code", GR_PLACE_CODE, 0, 0 },
	{ "name", GR_PLACE_NAME, 0, 0 },
	{ "registered", GR_PLACE_COUNT, F(registered), 0 },
	{ "responded", GR_PLACE_COUNT, F(responded), 0 },
	{ "response_rate", GR_PLACE_FULL_RATE, F(responded), F(registered) },
	{ "participating", GR_PLACE_COUNT, F(participating), 0 },
	{ "participation_rate", GR_PLACE_RATE, F(participating),
	    F(registered) },
	{ "pilot", GR_PLACE_COUNT, F(pilot), 0 },
	{ "attained", GR_PLACE_COUNT, F(attained), 0 },
	{ "attained_rate", GR_PLACE_TARGET_RATE, F(attained), F(registered) },
	{ "undetermined", GR_PLACE_COUNT, F(undetermined), 0 },
	{ "not_responded", GR_PLACE_COUNT, F(not_responded), 0 },
	{ "attained_rate_low", GR_PLACE_TARGET_RATE, F(attained),
	    F(registered) },
	{ "attained_rate_high", GR_PLACE_TARGET_RATE, F(attained_high),
	    F(registered) },
	{ "ready", GR_PLACE_COUNT, F(ready), 0 },
	{ "reported_attained", GR_PLACE_COUNT, F(reported_attained), 0 },
	{ "need", GR_PLACE_COUNT, F(need), 0 },
	{ "gap", GR_PLACE_COUNT, F(gap), 0 },
	{ "attained_of_participating", GR_PLACE_TARGET_RATE, F(attained),
	    F(participating) },
	{ "near_1", GR_PLACE_COUNT, F(near_1), 0 },
	{ "near_2", GR_PLACE_COUNT, F(near_2), 0 },
	{ "short_1", GR_PLACE_SHORT, 0, 0 },
	{ "short_2", GR_PLACE_SHORT, 1, 0 },
	{ "short_3", GR_PLACE_SHORT, 2, 0 },
	{ "points_mean", GR_PLACE_HUNDREDTHS, F(points_mean), 0 },
	{ "points_p25", GR_PLACE_HUNDREDTHS, F(points_p25), 0 },
	{ "points_median", GR_PLACE_HUNDREDTHS, F(points_median), 0 },
	{ "points_p75", GR_PLACE_HUNDREDTHS, F(points_p75), 0 },
	{ "population", GR_PLACE_POPULATION, 0, 0 },
	{ "population_attained", GR_PLACE_POPULATION_ATTAINED, 0, 0 },
	{ "pm_coverage", GR_PLACE_COVERAGE, 0, 0 },
	{ "change_pp", GR_PLACE_CHANGE, 0, 0 },
	{ "newly_attained", GR_PLACE_COUNT, F(newly_attained), 0 },
	{ "no_longer_attained", GR_PLACE_COUNT, F(no_longer_attained), 0 },
	{ "rank", GR_PLACE_COUNT, F(rank), 0 },
	/* further columns */
	{ "rank_best", GR_PLACE_COUNT, F(rank_best), 0 },
	{ "rank_worst", GR_PLACE_COUNT, F(rank_worst), 0 },
	{ "rank_change", GR_PLACE_COUNT, F(rank_change), 0 },
	{ "rank_gap", GR_PLACE_COUNT, F(rank_gap), 0 },
	{ "units_entered", GR_PLACE_COUNT, F(units_entered), 0 },
	{ "units_left", GR_PLACE_COUNT, F(units_left), 0 },
	{ "attained_rate_of_respondents", GR_PLACE_TARGET_RATE, F(attained),
	    F(responded) },
	{ "hypergeometric_low", GR_PLACE_COUNT, F(hypergeometric_low), 0 },
	{ "hypergeometric_high", GR_PLACE_COUNT, F(hypergeometric_high), 0 },
	{ "wilson_low", GR_PLACE_HUNDREDTHS, F(wilson_low), 0 },
	{ "wilson_high", GR_PLACE_HUNDREDTHS, F(wilson_high), 0 },
	{ "population_attained_rate", GR_PLACE_POPULATION_RATE, 0, 0 },
	{ "leverage", GR_PLACE_LEVERAGE, 0, 0 },
	{ "leverage_count", GR_PLACE_COUNT, F(leverage_count), 0 },
	{ "participating_high", GR_PLACE_COUNT, F(participating_high), 0 },
	{ "pilot_high", GR_PLACE_COUNT, F(pilot_high), 0 },
	{ "attained_high", GR_PLACE_COUNT, F(attained_high), 0 },
	{ "flagged", GR_PLACE_COUNT, F(flagged), 0 },
	{ "tied", GR_PLACE_COUNT, F(tied), 0 },
};

const struct gr_dated_measure gr_place_table_dated[GR_PLACE_DATED] = {
	{ "pilot_by", GR_ROLE_PILOT_DATE },
	{ "responded_by", GR_ROLE_SURVEY_DATE },
	{ "participating_by", GR_ROLE_PARTICIPATING_DATE },
};

static enum gr_status joined(struct gr_arena *keep, struct gr_slice stem,
    struct gr_slice tail, struct gr_slice *out, struct gr_err *err)
{
	char *text = GR_NEW_ARRAY(keep, stem.len + tail.len, char);

	if (text == NULL)
		return gr_err_memory(err);
	memcpy(text, stem.ptr, stem.len);
	memcpy(text + stem.len, tail.ptr, tail.len);
	*out = gr_slice_make(text, stem.len + tail.len);
	return GR_OK;
}

static enum gr_status add_name(struct gr_place_table *t, struct gr_slice stem,
    struct gr_slice tail, struct gr_err *err)
{
	return joined(t->keep, stem, tail, &t->name[t->names++], err);
}

enum { TAILS = 6 }; /* columns of an indicator besides the ratio itself */

static enum gr_status add_indicator(struct gr_place_table *t, size_t i,
    struct gr_err *err)
{
	static const char *const tail[TAILS] = { "_numerator", "_denominator",
		"_covered", "_open", "_gap", "_gap_high" };
	struct gr_place_indicator *to = &t->indicator[i];
	struct gr_slice name = t->standard->indicator[i].name;
	const struct {
		struct gr_slice *to;
		const char *tail;
	} bins[] = {
		{ &to->numerator, ".numerator" },
		{ &to->denominator, ".denominator" },
		{ &to->gap, ".gap" },
		{ &to->covered, "=covered" },
		{ &to->open, "=open" },
	};
	enum gr_status status = GR_OK;

	to->ratio = &t->standard->indicator[i];
	to->has_threshold = gr_dec_parse(to->ratio->threshold, &to->threshold);
	for (size_t k = 0; k < sizeof(bins) / sizeof(bins[0]); k++) {
		status = joined(t->keep, name, gr_slice_of(bins[k].tail),
		    bins[k].to, err);
		if (status != GR_OK)
			return status;
	}
	to->first = t->names;
	if (gr_slice_eq(name, GR_S("pm_coverage")))
		t->coverage = i;
	else
		status = add_name(t, name, GR_S(""), err);
	for (size_t k = 0; status == GR_OK && k < TAILS; k++)
		status = add_name(t, name, gr_slice_of(tail[k]), err);
	to->end = t->names;
	return status;
}

static int by_day(const void *a, const void *b)
{
	const int32_t *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

static void find_dues(struct gr_place_table *t)
{
	size_t n = 0;

	for (size_t i = 0; i < t->standard->obligations; i++)
		if (t->standard->obligation[i].due != INT32_MIN)
			t->due[n++] = t->standard->obligation[i].due;
	if (n > 0)
		qsort(t->due, n, sizeof(*t->due), by_day);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || t->due[i] != t->due[i - 1])
			t->due[t->dues++] = t->due[i];
}

static enum gr_status add_due(struct gr_place_table *t, size_t measure,
    int32_t day, struct gr_err *err)
{
	char text[48];
	int year, month, of_month;
	enum gr_status status;

	gr_date_to_civil(day, &year, &month, &of_month);
	for (size_t high = 0; high < 2; high++) {
		(void)snprintf(text, sizeof(text), "_%04d%02d%02d%s", year,
		    month, of_month, high ? "_high" : "");
		status = add_name(t,
		    gr_slice_of(gr_place_table_dated[measure].name),
		    gr_slice_of(text), err);
		if (status != GR_OK)
			return status;
	}
	return GR_OK;
}

static enum gr_status name_columns(struct gr_place_table *t, struct gr_err *err)
{
	const struct gr_standard *std = t->standard;
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < GR_PLACE_FIXED; i++)
		t->name[t->names++] = gr_slice_of(gr_place_table_fixed[i].name);
	for (size_t i = 0; status == GR_OK && i < std->indicators; i++)
		status = add_indicator(t, i, err);
	for (size_t i = 0; i < t->dues; i++)
		for (size_t k = 0; status == GR_OK && k < GR_PLACE_DATED; k++)
			status = add_due(t, k, t->due[i], err);
	for (size_t i = 0; status == GR_OK && i < std->columns; i++)
		if (std->column[i].sum)
			status = add_name(t, GR_S("sum_"), std->column[i].name,
			    err);
	return status;
}

/* Each of an indicator's columns must be the only one of its name. */
static enum gr_status check_indicator(const struct gr_place_table *t, size_t i,
    struct gr_err *err)
{
	const struct gr_place_indicator *indicator = &t->indicator[i];

	for (size_t k = indicator->first; k < indicator->end; k++)
		for (size_t j = 0; j < t->names; j++) {
			if (j == k || !gr_slice_eq(t->name[j], t->name[k]))
				continue;
			const char *table = gr_standard_table(t->standard,
			    t->keep, "indicators.csv");

			if (table == NULL)
				return gr_err_memory(err);
			return gr_err_at(err, GR_EUSAGE, table,
			    indicator->ratio->line, "name",
			    "'%.*s' is the name of another column of "
			    "green-stats",
			    GR_ARG(t->name[k]));
		}
	return GR_OK;
}

/* Of two the one that stands later is to blame. */
static enum gr_status check_names(const struct gr_place_table *t,
    struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (size_t i = t->standard->indicators; i-- > 0 && status == GR_OK;)
		status = check_indicator(t, i, err);
	return status;
}

enum gr_status gr_place_table_new(struct gr_arena *keep,
    const struct gr_standard *standard, struct gr_place_table **out,
    struct gr_err *err)
{
	struct gr_place_table *t = GR_NEW(keep, struct gr_place_table);
	size_t room = GR_PLACE_FIXED + (TAILS + 1) * standard->indicators
	    + 2 * GR_PLACE_DATED * standard->obligations + standard->columns;

	if (t == NULL)
		return gr_err_memory(err);
	t->keep = keep;
	t->standard = standard;
	t->coverage = GR_NONE;
	t->name = GR_NEW_ARRAY(keep, room, struct gr_slice);
	t->indicator = GR_NEW_ARRAY(keep, standard->indicators,
	    struct gr_place_indicator);
	t->due = GR_NEW_ARRAY(keep, standard->obligations, int32_t);
	if (t->name == NULL || t->indicator == NULL || t->due == NULL)
		return gr_err_memory(err);
	find_dues(t);
	*out = t;
	enum gr_status status = name_columns(t, err);

	return status == GR_OK ? check_names(t, err) : status;
}

const struct gr_slice *gr_place_table_names(const struct gr_place_table *t,
    size_t *n)
{
	*n = t->names;
	return t->name;
}
