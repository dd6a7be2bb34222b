/* counts_row.c - count one scored record. */
#include "score/counts_internal.h"

#include "score/count_record.h"
#include "score/scoring.h"

static void add_named(struct gr_counting *at, struct gr_slice measure,
    struct gr_slice name)
{
	size_t bin;

	if (at->status == GR_OK)
		at->status = gr_tally_bin(at->m->tally, measure, name, &bin,
		    at->err);
	if (at->status == GR_OK)
		gr_counting_add_any(at, bin, 1);
}

static void refuse(struct gr_counting *at, size_t column, const char *what)
{
	if (at->status == GR_OK)
		at->status = gr_err_at(at->err, GR_EDATA, at->row->source,
		    at->row->line, at->m->header->name[column].ptr,
		    "'%.*s' is not %s", GR_ARG(at->row->field[column]), what);
}

/* A field that the standard may have no column for. */
static struct gr_slice field(const struct gr_counting *at, size_t column)
{
	return column == GR_NONE ? GR_S("") : at->row->field[column];
}

/* ---- places ---- */

/* Counters for the places of the tally up to this one. */
static enum gr_status make_places(struct gr_counts *m, size_t place,
    struct gr_err *err)
{
	enum gr_status status = GR_OK;

	while (status == GR_OK && m->places <= place) {
		void *places = m->place;

		status = gr_arena_grow(m->keep, &places, &m->place_room,
		    m->places, sizeof(*m->place), err);
		if (status != GR_OK)
			break;
		m->place = places;
		struct gr_counted_place *last = &m->place[m->places];
		status = gr_tally_row(m->tally, m->places, m->known,
		    &last->count, err);
		if (status == GR_OK)
			status = gr_state_counts_make(m->keep, &m->cells,
			    &last->states, err);
		m->places += status == GR_OK;
	}
	return status;
}

static bool find_place(struct gr_counting *at)
{
	struct gr_counts *m = at->m;
	struct gr_slice wave = at->row->field[GR_WAVE];
	struct gr_slice county = at->row->field[m->county];

	if (county.len == 0) {
		at->status = gr_err_at(at->err, GR_EDATA, at->row->source,
		    at->row->line, "county_code",
		    "empty: green-match says which county a record is of");
		return false;
	}
	if (m->last_place == GR_NONE || !gr_slice_eq(county, m->last_county)
	    || !gr_slice_eq(wave, m->last_wave)) {
		at->status = gr_tally_place(m->tally, wave, county,
		    &m->last_place, at->err);
		if (at->status == GR_OK)
			at->status = make_places(m, m->last_place, at->err);
		if (at->status != GR_OK) {
			m->last_place = GR_NONE;
			return false;
		}
		struct gr_tally_place name = gr_tally_place_at(m->tally,
		    m->last_place);

		m->last_wave = name.wave;
		m->last_county = name.code;
	}
	at->place = m->last_place;
	at->count = m->place[at->place].count;
	return true;
}

/* ---- criteria and atoms ---- */

/* Add what was counted in bytes to the counts. */
static void settle_place(struct gr_counts *m, struct gr_counted_place *place)
{
	for (size_t i = 0; i < m->cells.n; i++)
		for (size_t k = 0; k < GR_STATES; k++)
			place->count[m->judged[i].bin[k]] += gr_state_counts_of(
			    &place->states, i, k);
	gr_state_counts_clear(&place->states, &m->cells);
}

void gr_counts_settle(struct gr_counts *m)
{
	for (size_t i = 0; i < m->places; i++)
		settle_place(m, &m->place[i]);
}

static void add_judged(struct gr_counting *at)
{
	struct gr_counts *m = at->m;
	struct gr_counted_place *place = &m->place[at->place];
	size_t n = gr_state_cells_read(&m->cells, at->row->field);

	if (n < m->cells.n) {
		refuse(at, gr_state_cells_position(&m->cells, n),
		    "one of 1 0 N U");
		return;
	}
	if (gr_state_counts_add(&place->states, &m->cells))
		settle_place(m, place);
	for (size_t i = 0; i < m->standard->criteria; i++)
		m->result[i] = gr_state_at(&m->cells, i);
}

/* A group is the `and` of its criteria: of the states that they have, the
 * first of 0 U 1, else N. */
static void add_groups(struct gr_counting *at)
{
	enum { NO = 1, OPEN = 2, YES = 4, SETS = 8 };
	static const unsigned char of[UINT8_MAX
	    + 1] = { [GR_FALSE] = NO, [GR_UNKNOWN] = OPEN, [GR_TRUE] = YES };
	/* by what was seen, the place in gr_counts_state */
	static const unsigned char state[SETS] = { 2, 1, 3, 1, 0, 1, 3, 1 };
	struct gr_counts *m = at->m;
	const struct gr_standard *std = m->standard;

	for (size_t g = 0; g < std->groups; g++)
		m->seen[g] = 0;
	for (size_t i = 0; i < std->criteria; i++)
		m->seen[m->group_of[i]] |= of[m->result[i]];
	for (size_t g = 0; g < std->groups; g++)
		at->count[m->group[g].bin[state[m->seen[g]]]]++;
}

/* The one criterion that a record lacks. */
static void add_only_short(struct gr_counting *at)
{
	struct gr_counts *m = at->m;

	for (size_t i = 0; i < m->standard->criteria; i++)
		at->count[m->only_short[i]] += m->result[i] == GR_FALSE;
}

/* ---- the rest ---- */

static void check_status(struct gr_counting *at, size_t column)
{
	struct gr_slice status = at->row->field[column];

	for (size_t i = 0; i <= GR_SCORE_ATTAINED; i++)
		if (gr_slice_eq(status, at->m->status_name[i]))
			return;
	refuse(at, column, "a status");
}

/* The bin of so many hundredths. */
static size_t points_bin(struct gr_counting *at, size_t hundredths)
{
	uint32_t *bin = &at->m->points_bin[hundredths];
	struct gr_buf text = { 0 };
	size_t found = 0;

	if (*bin == 0 && at->status == GR_OK) {
		gr_buf_uint(&text, hundredths);
		at->status = gr_buf_check(&text, at->err);
		if (at->status == GR_OK)
			at->status = gr_tally_bin(at->m->tally, GR_S("points"),
			    gr_buf_slice(&text), &found, at->err);
		*bin = (uint32_t)found + 1;
		gr_buf_free(&text);
	}
	return *bin - 1;
}

static void add_points(struct gr_counting *at)
{
	struct gr_slice text = at->row->field[at->m->points];
	struct gr_dec points;

	if (text.len == 0)
		return;
	if (!gr_dec_parse(text, &points) || points.scale > 2 || points.coef < 0
	    || gr_dec_cmp(points, (struct gr_dec){ 100, 0 }) > 0) {
		refuse(at, at->m->points, "a number of points from 0 to 100");
		return;
	}
	int64_t hundredths = (int64_t)points.coef;

	for (; points.scale < 2; points.scale++)
		hundredths *= 10;
	gr_counting_add_any(at, points_bin(at, (size_t)hundredths), 1);
}

/* A date as it was given; what is no date is counted under '?'. */
static void add_date(struct gr_counting *at,
    const struct gr_counted_answers *dated)
{
	struct gr_slice text = at->row->field[dated->at];
	size_t bin;

	if (text.len == 0 || gr_slice_eq(text, GR_S("n/a")))
		text = GR_S("?");
	if (at->status == GR_OK)
		at->status = gr_date_bins_find(dated->dates, at->m->tally,
		    gr_slice_of(dated->figure->measure), text, &bin, at->err);
	if (at->status == GR_OK)
		gr_counting_add_any(at, bin, 1);
}

static void add_answers(struct gr_counting *at, gr_count_set set)
{
	struct gr_counts *m = at->m;

	for (size_t i = 0; i < m->answered; i++) {
		struct gr_counted_answers *of = &m->answers[i];

		if ((of->figure->of & set) == 0)
			continue;
		if (of->dates != NULL)
			add_date(at, of);
		else
			gr_counting_add_number(at, &of->sum, of->sum.number);
	}
}

static void add_reasons(struct gr_counting *at)
{
	struct gr_slice rest = at->row->field[at->m->reasons], reason;

	while (rest.len > 0 && gr_slice_split(&rest, ';', &reason))
		if (reason.len > 0)
			add_named(at, GR_S("reason"), reason);
}

static struct gr_count_record lay_out(const struct gr_counting *at)
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

static void add_counts(struct gr_counting *at, gr_count_set set)
{
	for (; set != 0; set &= set - 1)
		at->count[at->m->count[__builtin_ctzll(set)]]++;
}

enum gr_status gr_counts_add(struct gr_counts *m, const struct gr_row *row,
    struct gr_counted *out, struct gr_err *err)
{
	struct gr_counting at = { m, row, 0, NULL, GR_OK, err };

	if (!find_place(&at))
		return at.status;
	check_status(&at, m->status);
	check_status(&at, m->status_common);
	if (at.status == GR_OK)
		add_judged(&at);
	if (at.status != GR_OK)
		return at.status;

	struct gr_count_record record = lay_out(&at);
	gr_count_set set = gr_count_which(&record);

	add_groups(&at);
	add_counts(&at, set);
	if (gr_count_is_short_by(&record, 1))
		add_only_short(&at);
	if (!record.tied)
		add_points(&at);
	gr_counting_read_numbers(&at);
	gr_counting_add_sums(&at);
	add_answers(&at, set);
	gr_counting_add_indicators(&at);
	add_reasons(&at);
	if (record.own_basis)
		add_named(&at, GR_S("basis"), row->field[m->basis]);
	*out = (struct gr_counted){ at.place, row->field[m->code],
		(set & GR_COUNT_BIT(attained)) != 0, record.was_attained };
	return at.status;
}
