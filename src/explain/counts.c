/* counts.c - whether a community counts in a figure of its county. */
#include "explain/explain_internal.h"

#include "number/date.h"

static bool is(const struct gr_explain_members *m, const char *column,
    const char *value)
{
	return gr_slice_eq(gr_explain_cell(m->communities, m->row, column),
	    gr_slice_of(value));
}

bool gr_explain_is_attained(struct gr_explain_members *m)
{
	return is(m, "status", "attained");
}

/* ---- the registers, and the wave before ---- */

/* The row of a unit in a wave, or NULL. */
static const struct gr_table_row *unit_in(const struct gr_table *t,
    struct gr_slice code, struct gr_slice wave)
{
	for (size_t i = 0; i < t->rows; i++)
		if (gr_slice_eq(
		        gr_explain_cell(t, &t->row[i], "community_code"), code)
		    && gr_slice_eq(gr_explain_cell(t, &t->row[i], "wave"),
		        wave))
			return &t->row[i];
	return NULL;
}

bool gr_explain_is_registered(const struct gr_explain_members *m,
    struct gr_slice code, struct gr_slice wave)
{
	return unit_in(m->communities, code, wave) != NULL
	    || unit_in(m->absent, code, wave) != NULL;
}

bool gr_explain_attained_only(struct gr_explain_members *m,
    const struct gr_table_row *row, struct gr_slice other_wave)
{
	const struct gr_table *t = m->communities;
	struct gr_slice code = gr_explain_cell(t, row, "community_code");
	const struct gr_table_row *other = unit_in(t, code, other_wave);

	m->row = row;
	if (!gr_explain_is_attained(m))
		return false;
	if (other == NULL)
		return gr_explain_is_registered(m, code, other_wave);
	m->row = other;
	return !gr_explain_is_attained(m);
}

/* Of a tie nobody knows which submission stands. */
bool gr_explain_is_tied(struct gr_explain_members *m)
{
	return gr_slice_find(gr_explain_cell(m->communities, m->row, "flags"),
	           GR_S(":R02"))
	    != SIZE_MAX;
}

/* ---- its criteria, as published ---- */

static void read_criteria(struct gr_explain_members *m, size_t *failed,
    size_t *unknown)
{
	const struct gr_standard *standard = m->explain->standard;
	const struct gr_header *header = &m->communities->header;
	size_t first = gr_header_find(header, GR_S("criteria_undetermined"));

	*failed = *unknown = 0;
	for (size_t i = 0; i < standard->criteria; i++) {
		size_t at = first + 1 + i;
		struct gr_slice cell = first != GR_NONE && at < header->n
		    ? m->row->cell[at]
		    : GR_S("U");

		m->criterion[i] = cell.len == 1 && strchr("01NU", *cell.ptr)
		    ? (enum gr_tri) * cell.ptr
		    : GR_UNKNOWN;
		*failed += m->criterion[i] == GR_FALSE;
		*unknown += m->criterion[i] == GR_UNKNOWN;
	}
}

static bool is_near(struct gr_explain_members *m, size_t steps)
{
	size_t failed, unknown;

	read_criteria(m, &failed, &unknown);
	return is(m, "participating", "1") && !gr_explain_is_attained(m)
	    && failed == steps && unknown == 0;
}

/* Whether it has not met the criterion that the figure is about. */
static bool lacks_it(struct gr_explain_members *m)
{
	const struct gr_standard *standard = m->explain->standard;
	size_t failed, unknown;

	read_criteria(m, &failed, &unknown);
	for (size_t i = 0; i < standard->criteria; i++)
		if (gr_slice_eq(standard->criterion[i].criterion,
		        m->criterion_id))
			return m->criterion[i] == GR_FALSE;
	return false;
}

/* ---- figures that count ---- */

static bool all(struct gr_explain_members *m)
{
	(void)m;
	return true;
}

static bool participating(struct gr_explain_members *m)
{
	return is(m, "participating", "1");
}

static bool participating_high(struct gr_explain_members *m)
{
	return !is(m, "participating", "0");
}

static bool pilot(struct gr_explain_members *m)
{
	return is(m, "pilot", "1");
}

static bool pilot_high(struct gr_explain_members *m)
{
	return !is(m, "pilot", "0");
}

static bool undetermined(struct gr_explain_members *m)
{
	return is(m, "status", "undetermined");
}

static bool attained_high(struct gr_explain_members *m)
{
	return gr_explain_is_attained(m) || undetermined(m);
}

static bool reported_attained(struct gr_explain_members *m)
{
	return is(m, "reported", "1");
}

static bool ready(struct gr_explain_members *m)
{
	size_t failed, unknown;

	read_criteria(m, &failed, &unknown);
	return is(m, "status", "not_participating")
	    && gr_score_passes(m->explain->standard, m->criterion) == GR_TRUE;
}

static bool near_1(struct gr_explain_members *m)
{
	return is_near(m, 1);
}

static bool near_2(struct gr_explain_members *m)
{
	return is_near(m, 2);
}

static bool only_short(struct gr_explain_members *m)
{
	return is_near(m, 1) && lacks_it(m);
}

static bool newly_attained(struct gr_explain_members *m)
{
	const struct gr_table_row *row = m->row;
	bool is_new = gr_explain_attained_only(m, row, m->before);

	m->row = row;
	return is_new;
}

static bool entered(struct gr_explain_members *m)
{
	return !gr_explain_is_registered(m,
	    gr_explain_cell(m->communities, m->row, "community_code"),
	    m->before);
}

static bool flagged(struct gr_explain_members *m)
{
	return gr_explain_cell(m->communities, m->row, "flags").len > 0;
}

static const struct {
	const char *figure;
	bool (*counts)(struct gr_explain_members *);
	bool absent; /* who has not responded counts too */
} counted[] = {
	{ "registered", all, true },
	{ "responded", all, false },
	{ "participating", participating, false },
	{ "participating_high", participating_high, true },
	{ "pilot", pilot, false },
	{ "pilot_high", pilot_high, true },
	{ "attained", gr_explain_is_attained, false },
	{ "attained_high", attained_high, true },
	{ "undetermined", undetermined, false },
	{ "reported_attained", reported_attained, false },
	{ "ready", ready, false },
	{ "near_1", near_1, false },
	{ "near_2", near_2, false },
	{ "short_1", lacks_it, false },
	{ "short_2", lacks_it, false },
	{ "short_3", lacks_it, false },
	{ "leverage", only_short, false },
	{ "leverage_count", only_short, false },
	{ "newly_attained", newly_attained, false },
	{ "units_entered", entered, false },
	{ "flagged", flagged, false },
	{ "tied", gr_explain_is_tied, false },
};

/* ---- figures by a day ---- */

struct by_day {
	const char *column; /* of those that say yes to it; NULL: of all */
	enum gr_role date;
	int32_t day;
	bool high; /* at most; else for certain */
};

/* Read "<stem>_YYYYMMDD" or "<stem>_YYYYMMDD_high". */
static bool read_day(struct gr_slice figure, const char *stem,
    struct by_day *out)
{
	struct gr_slice name = gr_slice_of(stem);
	uint64_t number;

	if (!gr_slice_starts(figure, name) || figure.len < name.len + 9)
		return false;
	figure = gr_slice_skip(figure, name.len + 1);
	out->high = gr_slice_eq(gr_slice_skip(figure, 8), GR_S("_high"));
	return (out->high || figure.len == 8)
	    && gr_slice_to_uint64(gr_slice_make(figure.ptr, 8), &number)
	    && gr_date_from_civil((int64_t)(number / 10000),
	        (int64_t)(number / 100 % 100), (int64_t)(number % 100),
	        &out->day);
}

static bool find_day(struct gr_slice figure, struct by_day *out)
{
	static const struct {
		const char *stem, *column;
		enum gr_role date;
	} dated[] = {
		{ "responded_by", NULL, GR_ROLE_SURVEY_DATE },
		{ "pilot_by", "pilot", GR_ROLE_PILOT_DATE },
		{ "participating_by", "participating",
		    GR_ROLE_PARTICIPATING_DATE },
	};

	for (size_t i = 0; i < sizeof(dated) / sizeof(dated[0]); i++)
		if (read_day(figure, dated[i].stem, out)) {
			out->column = dated[i].column;
			out->date = dated[i].date;
			return true;
		}
	return false;
}

/* A date that is not known may be any, and who says neither yes nor no may be
 * among them. */
static bool counts_by_day(struct gr_explain_members *m, const struct by_day *by)
{
	struct gr_days days;

	if (by->column != NULL && is(m, by->column, "0"))
		return false;
	if (by->column != NULL && !is(m, by->column, "1"))
		return by->high;
	if (!gr_date_parse(gr_explain_answer(m,
	                       m->explain->standard->role[by->date]),
	        &days))
		return by->high;
	return (by->high ? days.first : days.last) <= by->day;
}

/* ---- what is asked ---- */

bool gr_explain_counts(struct gr_explain_members *m)
{
	struct by_day by;

	for (size_t i = 0; i < sizeof(counted) / sizeof(counted[0]); i++)
		if (gr_slice_eq(m->figure, gr_slice_of(counted[i].figure)))
			return counted[i].counts(m);
	return find_day(m->figure, &by) && counts_by_day(m, &by);
}

bool gr_explain_counts_absent(struct gr_slice figure)
{
	struct by_day by;

	for (size_t i = 0; i < sizeof(counted) / sizeof(counted[0]); i++)
		if (gr_slice_eq(figure, gr_slice_of(counted[i].figure)))
			return counted[i].absent;
	/* Who has not answered may be a pilot, but has not responded. */
	if (find_day(figure, &by))
		return by.column != NULL && by.high;
	return gr_slice_eq(figure, GR_S("not_responded"));
}
