/* counts_row.c - count one scored record. */
#include "score/counts_internal.h"

#include "score/count_record.h"
#include "score/scoring.h"
#include <stdio.h>

/* What is being counted: where, and how far it went. */
struct at {
	struct gr_counts *m;
	const struct gr_row *row;
	size_t place;
	enum gr_status status;
	struct gr_err *err;
};

static void add(struct at *at, size_t bin, int64_t count)
{
	if (at->status == GR_OK)
		at->status = gr_tally_add(at->m->tally, at->place, bin, count,
		    at->err);
}

static void add_named(struct at *at, struct gr_slice measure,
    struct gr_slice name)
{
	size_t bin;

	if (at->status == GR_OK)
		at->status = gr_tally_bin(at->m->tally, measure, name, &bin,
		    at->err);
	if (at->status == GR_OK)
		add(at, bin, 1);
}

static void refuse(struct at *at, size_t column, const char *what)
{
	if (at->status == GR_OK)
		at->status = gr_err_at(at->err, GR_EDATA, at->row->source,
		    at->row->line, at->m->header->name[column].ptr,
		    "'%.*s' is not %s", GR_ARG(at->row->field[column]), what);
}

/* A field that the standard may have no column for. */
static struct gr_slice field(const struct at *at, size_t column)
{
	return column == GR_NONE ? GR_S("") : at->row->field[column];
}

static void find_place(struct at *at)
{
	struct gr_counts *m = at->m;
	struct gr_slice wave = at->row->field[GR_WAVE];
	struct gr_slice county = at->row->field[m->county];

	if (county.len == 0) {
		at->status = gr_err_at(at->err, GR_EDATA, at->row->source,
		    at->row->line, "county_code",
		    "empty: green-match says which county a record is of");
		return;
	}
	if (m->last_place == GR_NONE || !gr_slice_eq(county, m->last_county)
	    || !gr_slice_eq(wave, m->last_wave)) {
		at->status = gr_tally_place(m->tally, wave, county,
		    &m->last_place, at->err);
		if (at->status != GR_OK) {
			m->last_place = GR_NONE;
			return;
		}
		struct gr_tally_place name = gr_tally_place_at(m->tally,
		    m->last_place);

		m->last_wave = name.wave;
		m->last_county = name.code;
	}
	at->place = m->last_place;
}

/* ---- sums ---- */

static void add_sum(struct at *at, struct gr_counted_sum *sum,
    struct gr_dec value)
{
	while (value.scale > 0 && value.coef % 10 == 0) {
		value.coef /= 10;
		value.scale--;
	}
	if (value.scale >= GR_SCALES || value.coef != (int64_t)value.coef) {
		if (at->status == GR_OK)
			at->status = gr_err_at(at->err, GR_EDATA,
			    at->row->source, at->row->line, NULL,
			    "a term of the sum %.*s does not fit 64 bits",
			    GR_ARG(sum->base));
		return;
	}
	size_t *bin = &sum->bin[value.scale];

	if (at->status == GR_OK && *bin == GR_NONE) {
		struct gr_slice name;

		at->status = gr_counts_sum_bin(at->m->keep, sum->base,
		    value.scale, &name, at->err);
		if (at->status == GR_OK)
			at->status = gr_tally_bin(at->m->tally, sum->measure,
			    name, bin, at->err);
	}
	add(at, *bin, (int64_t)value.coef);
}

static void add_sums(struct at *at)
{
	struct gr_counts *m = at->m;
	struct gr_dec value;

	for (size_t i = 0; i < m->sums; i++)
		if (gr_dec_parse(field(at, m->sum[i].at), &value)) {
			add_sum(at, &m->sum[i], value);
			add(at, m->sum[i].counted, 1);
		}
}

struct gr_dec gr_counts_shortfall(struct gr_dec part, struct gr_dec whole)
{
	unsigned scale = part.scale > whole.scale ? part.scale : whole.scale;
	gr_i128 a, b;

	/* The expression's compiler has seen to it that sums fit. */
	if (!gr_dec_rescale(part, scale, &a)
	    || !gr_dec_rescale(whole, scale, &b) || a >= b)
		return (struct gr_dec){ 0, 0 };
	return (struct gr_dec){ b - a, scale };
}

struct gr_indicator_terms gr_counts_terms(const struct gr_ratio *indicator,
    const struct gr_env *env)
{
	struct gr_indicator_terms out = { .state = GR_NA };
	enum gr_tri a = gr_expr_number(indicator->numerator, env,
	    &out.numerator);
	enum gr_tri b = gr_expr_number(indicator->denominator, env,
	    &out.denominator);

	if (a == GR_TRUE && b == GR_TRUE) {
		out.state = GR_TRUE;
		out.gap = gr_counts_shortfall(out.numerator, out.denominator);
	} else if (a == GR_UNKNOWN || b == GR_UNKNOWN) {
		out.state = GR_UNKNOWN;
	}
	return out;
}

static void add_indicator(struct at *at, struct gr_counted_ratio *pair,
    const struct gr_indicator_terms *terms)
{
	switch (terms->state) {
	case GR_TRUE:
		add_sum(at, &pair->numerator, terms->numerator);
		add_sum(at, &pair->denominator, terms->denominator);
		add_sum(at, &pair->gap, terms->gap);
		add(at, pair->covered, 1);
		break;
	case GR_UNKNOWN:
		add(at, pair->open, 1);
		break;
	case GR_NA:
	case GR_FALSE:
		add(at, pair->not_applicable, 1);
		break;
	}
}

static void add_indicators(struct at *at)
{
	struct gr_counts *m = at->m;
	const struct gr_standard *std = m->standard;
	struct gr_env env = { m->cell[GR_NAME_NOW], m->cell[GR_NAME_PREV],
		m->cell[GR_NAME_PARAMETER] };

	for (unsigned class = 0; class < GR_COUNTS_CLASSES; class ++)
		for (size_t i = 0; i < gr_counts_slots(std, class); i++)
			if (m->cell_at[class][i] != GR_NONE)
				m->cell[class][i] =
				    at->row->field[m->cell_at[class][i]];
	for (size_t i = 0; i < std->indicators; i++) {
		struct gr_indicator_terms terms = gr_counts_terms(
		    &std->indicator[i], &env);

		add_indicator(at, &m->indicator[i], &terms);
	}
}

/* ---- criteria ---- */

/* The state's place in `gr_counts_state`; anything else is refused. */
static size_t read_state(struct at *at, size_t column)
{
	struct gr_slice s = at->row->field[column];

	for (size_t i = 0; s.len == 1 && i < GR_STATES; i++)
		if (s.ptr[0] == (char)gr_counts_state[i])
			return i;
	refuse(at, column, "one of 1 0 N U");
	return 0;
}

static size_t state_of(enum gr_tri tri)
{
	size_t i = 0;

	while (gr_counts_state[i] != tri)
		i++;
	return i;
}

static void add_judged(struct at *at)
{
	struct gr_counts *m = at->m;
	const struct gr_standard *std = m->standard;

	for (size_t i = 0; i < std->criteria; i++) {
		size_t state = read_state(at, m->criterion[i].at);

		m->result[i] = gr_counts_state[state];
		add(at, m->criterion[i].bin[state], 1);
	}
	for (size_t i = 0; i < std->atoms; i++)
		add(at, m->atom[i].bin[read_state(at, m->atom[i].at)], 1);
	for (size_t g = 0; g < std->groups; g++) {
		enum gr_tri all = GR_NA;

		for (size_t i = 0; i < std->criteria; i++)
			if (std->criterion[i].group == g)
				all = gr_tri_and(all, m->result[i]);
		add(at, m->group[g].bin[state_of(all)], 1);
	}
}

/* The one criterion that a record lacks. */
static void add_only_short(struct at *at)
{
	struct gr_counts *m = at->m;

	for (size_t i = 0; i < m->standard->criteria; i++)
		if (m->result[i] == GR_FALSE)
			add(at, m->only_short[i], 1);
}

/* ---- the rest ---- */

static void check_status(struct at *at, size_t column)
{
	struct gr_slice status = at->row->field[column];

	for (enum gr_score_status i = 0; i <= GR_SCORE_ATTAINED; i++)
		if (gr_slice_eq(status, gr_score_status_name(i)))
			return;
	refuse(at, column, "a status");
}

static void add_points(struct at *at)
{
	struct gr_slice text = at->row->field[at->m->points];
	struct gr_dec points;
	char hundredths[8];

	if (text.len == 0)
		return;
	if (!gr_dec_parse(text, &points) || points.scale > 2 || points.coef < 0
	    || gr_dec_cmp(points, (struct gr_dec){ 100, 0 }) > 0) {
		refuse(at, at->m->points, "a number of points from 0 to 100");
		return;
	}
	for (; points.scale < 2; points.scale++)
		points.coef *= 10;
	(void)snprintf(hundredths, sizeof(hundredths), "%d", (int)points.coef);
	add_named(at, GR_S("points"), gr_slice_of(hundredths));
}

/* A date as it was given; what is no date is counted under '?'. */
static void add_date(struct at *at, const struct gr_counted_answers *dated)
{
	struct gr_slice text = field(at, dated->at);

	if (text.len == 0 || gr_slice_eq(text, GR_S("n/a")))
		text = GR_S("?");
	add_named(at, gr_slice_of(dated->figure->measure), text);
}

static void add_placed(struct at *at, const struct gr_count_record *record)
{
	struct gr_counts *m = at->m;

	for (size_t i = 0; i < m->places; i++) {
		struct gr_counted_answers *placed = &m->placed[i];
		struct gr_dec value;

		if (!gr_count_any(placed->figure->of, record))
			continue;
		if (placed->figure->family == GR_FAMILY_DAY)
			add_date(at, placed);
		else if (gr_dec_parse(field(at, placed->at), &value))
			add_sum(at, &placed->sum, value);
	}
}

static void add_reasons(struct at *at)
{
	struct gr_slice rest = at->row->field[at->m->reasons], reason;

	while (gr_slice_split(&rest, ';', &reason))
		if (reason.len > 0)
			add_named(at, GR_S("reason"), reason);
}

static struct gr_count_record lay_out(const struct at *at)
{
	const struct gr_counts *m = at->m;

	return gr_count_record_make(m->standard,
	    &(struct gr_count_cells){
	        .status = field(at, m->status),
	        .status_common = field(at, m->status_common),
	        .basis = field(at, m->basis),
	        .participating = field(at, m->participating),
	        .pilot = field(at, m->pilot),
	        .claim = field(at, m->claim),
	        .flags = field(at, m->flags),
	        .status_before = field(at, m->was),
	        .criterion = m->result,
	    });
}

static void add_counts(struct at *at, const struct gr_count_record *record)
{
	for (size_t i = 0; i < GR_COUNTS; i++)
		if (gr_count_table[i].has(record))
			add(at, at->m->count[i], 1);
}

enum gr_status gr_counts_add(struct gr_counts *m, const struct gr_row *row,
    struct gr_counted *out, struct gr_err *err)
{
	struct at at = { m, row, 0, GR_OK, err };

	find_place(&at);
	if (at.status != GR_OK)
		return at.status;
	check_status(&at, m->status);
	check_status(&at, m->status_common);
	add_judged(&at);
	if (at.status != GR_OK)
		return at.status;

	struct gr_count_record record = lay_out(&at);

	add_counts(&at, &record);
	if (gr_count_is_short_by(&record, 1))
		add_only_short(&at);
	if (!record.tied)
		add_points(&at);
	add_sums(&at);
	add_placed(&at, &record);
	add_indicators(&at);
	add_reasons(&at);
	if (record.own_basis)
		add_named(&at, GR_S("basis"), row->field[m->basis]);
	*out = (struct gr_counted){ at.place, row->field[m->code],
		gr_slice_eq(record.status, GR_S("attained")),
		record.was_attained };
	return at.status;
}
