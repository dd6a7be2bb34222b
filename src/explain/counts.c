/* counts.c - whether a community counts in a figure of its county. */
#include "explain/explain_internal.h"

#include "number/date.h"

static struct gr_slice cell(const struct gr_explain_members *m,
    const char *column)
{
	return gr_explain_cell(m->communities, m->row, column);
}

/* ---- a community as the counts see it ---- */

/* Its criteria, as published. */
static void read_criteria(struct gr_explain_members *m)
{
	const struct gr_standard *standard = m->explain->standard;
	const struct gr_header *header = &m->communities->header;
	size_t first = gr_header_find(header, GR_S("criteria_undetermined"));

	for (size_t i = 0; i < standard->criteria; i++) {
		size_t at = first + 1 + i;
		struct gr_slice state = first != GR_NONE && at < header->n
		    ? m->row->cell[at]
		    : GR_S("U");

		m->criterion[i] = state.len == 1 && strchr("01NU", *state.ptr)
		    ? (enum gr_tri) * state.ptr
		    : GR_UNKNOWN;
	}
}

const struct gr_count_record *gr_explain_count_record(
    struct gr_explain_members *m)
{
	size_t at = (size_t)(m->row - m->communities->row);

	if (m->was_asked[at])
		return &m->counted[at];
	read_criteria(m);
	m->was_asked[at] = true;
	m->counted[at] = gr_count_record_make(m->explain->standard,
	    &(struct gr_count_cells){
	        .status = cell(m, "status"),
	        .status_common = cell(m, "status_common"),
	        .basis = cell(m, "basis"),
	        .participating = cell(m, "participating"),
	        .pilot = cell(m, "pilot"),
	        .claim = cell(m, "reported"),
	        .flags = cell(m, "flags"),
	        .criterion = m->criterion,
	    });
	return &m->counted[at];
}

static bool is_attained(struct gr_explain_members *m)
{
	return gr_count_any(GR_COUNT_BIT(attained), gr_explain_count_record(m));
}

/* Whether it has not met the criterion that the figure is about. */
static bool lacks_it(struct gr_explain_members *m)
{
	const struct gr_standard *standard = m->explain->standard;

	read_criteria(m);
	for (size_t i = 0; i < standard->criteria; i++)
		if (gr_slice_eq(standard->criterion[i].criterion,
		        m->opened.criterion))
			return m->criterion[i] == GR_FALSE;
	return false;
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
	if (!is_attained(m))
		return false;
	if (other == NULL)
		return gr_explain_is_registered(m, code, other_wave);
	m->row = other;
	return !is_attained(m);
}

static bool is_newly(struct gr_explain_members *m)
{
	const struct gr_table_row *row = m->row;
	bool newly = gr_explain_attained_only(m, row, m->before);

	m->row = row;
	return newly;
}

/* ---- figures by a day ---- */

/* The day of "YYYYMMDD". */
static bool read_day(struct gr_slice text, int32_t *out)
{
	uint64_t number;

	return gr_slice_to_uint64(text, &number)
	    && gr_date_from_civil((int64_t)(number / 10000),
	        (int64_t)(number / 100 % 100), (int64_t)(number % 100), out);
}

/* A date that is not known may be any, and who is open may be among them. */
static bool counts_by_day(struct gr_explain_members *m,
    const struct gr_count_record *record)
{
	const struct gr_figure *figure = m->opened.figure;
	size_t dates = gr_standard_figure_answer(m->explain->standard, figure);
	struct gr_days days;
	int32_t day;

	if (!read_day(m->opened.stem, &day))
		return false;
	if (!gr_count_any(figure->of, record))
		return gr_count_any(figure->open, record);
	if (!gr_date_parse(gr_explain_answer(m, dates), &days))
		return figure->at_most;
	return (figure->at_most ? days.first : days.last) <= day;
}

/* ---- what is asked ---- */

bool gr_explain_counts(struct gr_explain_members *m)
{
	const struct gr_figure *figure = m->opened.figure;
	const struct gr_count_record *record = gr_explain_count_record(m);

	switch (figure->who) {
	case GR_WHO_COUNTED:
		return gr_count_any(figure->of, record);
	case GR_WHO_BY_DAY:
		return counts_by_day(m, record);
	case GR_WHO_LACKING:
		return lacks_it(m);
	case GR_WHO_ONLY_LACKING:
		return gr_count_is_short_by(record, 1) && lacks_it(m);
	case GR_WHO_NEWLY:
		return is_newly(m);
	case GR_WHO_ENTERED:
		return !gr_explain_is_registered(m, cell(m, "community_code"),
		    m->before);
	case GR_WHO_NOBODY:
	case GR_WHO_ADDING:
	case GR_WHO_NO_LONGER:
	case GR_WHO_LEFT:
		break;
	}
	return false;
}

bool gr_explain_counts_absent(const struct gr_explain_members *m)
{
	const struct gr_figure *figure = m->opened.figure;

	return (figure->of | figure->open) & GR_COUNT_ABSENT;
}
