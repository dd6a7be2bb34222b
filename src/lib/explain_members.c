/* explain_members.c - the communities behind the figures of a county. */
#include "explain_internal.h"

static bool is_of_county(const void *context, const struct gr_header *header,
    const struct gr_row *row)
{
	const struct gr_explain *explain = context;
	const struct gr_standard *standard = explain->standard;
	size_t role = standard->role[GR_ROLE_COUNTY];
	size_t at = role == GR_NONE
	    ? GR_NONE
	    : gr_header_find(header, standard->column[role].name);

	return at != GR_NONE && gr_slice_eq(row->field[at], explain->code);
}

enum gr_status explain_members_open(struct members *m, struct gr_err *err)
{
	m->criterion = GR_NEW_ARRAY(m->explain->release->keep,
	    m->explain->standard->criteria, enum gr_tri);
	if (m->criterion == NULL)
		return gr_err_memory(err);
	return gr_release_stream(m->explain->release, "records.tsv",
	    is_of_county, m->explain, &m->records, err);
}

/* ---- what is known of a community ---- */

static struct gr_slice cell_of(const struct gr_table *t,
    const struct gr_table_row *row, const char *column)
{
	return gr_release_cell(t, row, gr_slice_of(column));
}

static bool is(const struct gr_table *t, const struct gr_table_row *row,
    const char *column, const char *value)
{
	return gr_slice_eq(cell_of(t, row, column), gr_slice_of(value));
}

static bool is_attained(const struct members *m, const struct gr_table_row *row)
{
	return is(m->communities, row, "status", "attained");
}

/* The results of its criteria as published; how many are 0 and U. */
static void read_criteria(struct members *m, const struct gr_table_row *row,
    size_t *failed, size_t *unknown)
{
	const struct gr_standard *standard = m->explain->standard;
	const struct gr_header *header = &m->communities->header;
	size_t first = gr_header_find(header, GR_S("criteria_undetermined"));

	*failed = *unknown = 0;
	for (size_t i = 0; i < standard->criteria; i++) {
		size_t at = first + 1 + i;
		struct gr_slice cell = first != GR_NONE && at < header->n
		    ? row->cell[at]
		    : GR_S("U");

		m->criterion[i] = cell.len == 1 && strchr("01NU", *cell.ptr)
		    ? (enum gr_tri) * cell.ptr
		    : GR_UNKNOWN;
		*failed += m->criterion[i] == GR_FALSE;
		*unknown += m->criterion[i] == GR_UNKNOWN;
	}
}

static bool is_near(struct members *m, const struct gr_table_row *row,
    size_t steps)
{
	size_t failed, unknown;

	read_criteria(m, row, &failed, &unknown);
	return is(m->communities, row, "participating", "1")
	    && !is_attained(m, row) && failed == steps && unknown == 0;
}

static bool is_ready(struct members *m, const struct gr_table_row *row)
{
	size_t failed, unknown;

	read_criteria(m, row, &failed, &unknown);
	return is(m->communities, row, "status", "not_participating")
	    && gr_score_passes(m->explain->standard, m->criterion) == GR_TRUE;
}

static bool is_flagged(const struct members *m, const struct gr_table_row *row)
{
	return cell_of(m->communities, row, "flags").len > 0;
}

/* Of a tie nobody knows which submission stands. */
static bool is_tied(const struct members *m, const struct gr_table_row *row)
{
	return gr_slice_find(cell_of(m->communities, row, "flags"),
	           GR_S(":R02"))
	    != SIZE_MAX;
}

/* The row of a unit in a wave, or NULL. */
static const struct gr_table_row *unit_in(const struct gr_table *t,
    struct gr_slice code, struct gr_slice wave)
{
	for (size_t i = 0; i < t->rows; i++)
		if (gr_slice_eq(cell_of(t, &t->row[i], "community_code"), code)
		    && gr_slice_eq(cell_of(t, &t->row[i], "wave"), wave))
			return &t->row[i];
	return NULL;
}

/* Attained in one wave, not in the other, and registered in both. */
static bool is_attained_only(const struct members *m,
    const struct gr_table_row *row, struct gr_slice other_wave)
{
	struct gr_slice code = cell_of(m->communities, row, "community_code");
	const struct gr_table_row *other = unit_in(m->communities, code,
	    other_wave);

	if (!is_attained(m, row) || (other && is_attained(m, other)))
		return false;
	return other != NULL || unit_in(m->absent, code, other_wave) != NULL;
}

/* Whether a community's record is counted in a figure that counts records. */
static bool counts(struct members *m, const struct gr_table_row *row,
    struct gr_slice figure)
{
	const struct gr_table *t = m->communities;

	if (gr_slice_eq(figure, GR_S("registered"))
	    || gr_slice_eq(figure, GR_S("responded")))
		return true;
	if (gr_slice_eq(figure, GR_S("participating"))
	    || gr_slice_eq(figure, GR_S("pilot")))
		return gr_slice_eq(gr_release_cell(t, row, figure), GR_S("1"));
	if (gr_slice_eq(figure, GR_S("attained"))
	    || gr_slice_eq(figure, GR_S("undetermined")))
		return gr_slice_eq(cell_of(t, row, "status"), figure);
	if (gr_slice_eq(figure, GR_S("attained_high")))
		return is_attained(m, row)
		    || is(t, row, "status", "undetermined");
	if (gr_slice_eq(figure, GR_S("reported_attained")))
		return is(t, row, "reported", "1");
	if (gr_slice_eq(figure, GR_S("ready")))
		return is_ready(m, row);
	if (gr_slice_eq(figure, GR_S("near_1")))
		return is_near(m, row, 1);
	if (gr_slice_eq(figure, GR_S("near_2")))
		return is_near(m, row, 2);
	if (gr_slice_eq(figure, GR_S("newly_attained")))
		return is_attained_only(m, row, m->before);
	if (gr_slice_eq(figure, GR_S("tied")))
		return is_tied(m, row);
	return gr_slice_eq(figure, GR_S("flagged")) && is_flagged(m, row);
}

/* ---- sums ---- */

static bool is_number(struct gr_slice cell)
{
	struct gr_dec number;

	return gr_dec_parse(cell, &number);
}

static struct gr_slice answer(const struct members *m, struct gr_slice code,
    struct gr_slice wave, size_t column)
{
	const struct gr_standard *standard = m->explain->standard;
	size_t role = standard->role[GR_ROLE_CODE];
	const struct gr_table *t = &m->records;

	for (size_t i = 0; role != GR_NONE && column != GR_NONE && i < t->rows;
	     i++)
		if (gr_slice_eq(t->row[i].cell[GR_WAVE], wave)
		    && gr_slice_eq(gr_release_cell(t, &t->row[i],
		                       standard->column[role].name),
		        code))
			return gr_release_cell(t, &t->row[i],
			    standard->column[column].name);
	return (struct gr_slice){ NULL, 0 };
}

/* A ratio's term, where it is a column and the other is one too. */
static bool term_of(const struct members *m, struct gr_slice figure,
    size_t *column, size_t *other)
{
	const struct gr_standard *standard = m->explain->standard;

	for (size_t i = 0; i < standard->indicators; i++) {
		const struct gr_ratio *ratio = &standard->indicator[i];
		size_t n = ratio->name.len;

		if (!gr_slice_starts(figure, ratio->name))
			continue;
		struct gr_slice tail = gr_slice_skip(figure, n);
		bool above = gr_slice_eq(tail, GR_S("_numerator"));

		if (!above && !gr_slice_eq(tail, GR_S("_denominator")))
			continue;
		*column = gr_standard_column(standard,
		    above ? ratio->numerator_text : ratio->denominator_text);
		*other = gr_standard_column(standard,
		    above ? ratio->denominator_text : ratio->numerator_text);
		return *column != GR_NONE && *other != GR_NONE;
	}
	return false;
}

/* What a community adds to a figure that is a sum; empty: nothing. */
static struct gr_slice addend(struct members *m, const struct gr_table_row *row,
    struct gr_slice figure)
{
	const struct gr_standard *standard = m->explain->standard;
	struct gr_slice code = cell_of(m->communities, row, "community_code");
	struct gr_slice none = { NULL, 0 };
	size_t column = GR_NONE, other = GR_NONE;

	if (is_tied(m, row)) /* it is in no sum */
		return none;
	if (gr_slice_eq(figure, GR_S("population"))
	    || (gr_slice_eq(figure, GR_S("population_attained"))
	        && is_attained(m, row)))
		column = standard->role[GR_ROLE_POPULATION];
	else if (gr_slice_starts(figure, GR_S("sum_")))
		column = gr_standard_column(standard, gr_slice_skip(figure, 4));
	else if (!term_of(m, figure, &column, &other))
		return gr_slice_starts(figure, GR_S("points_"))
		    ? cell_of(m->communities, row, "points")
		    : none;
	struct gr_slice value = answer(m, code, m->wave, column);
	if (!is_number(value)
	    || (other != GR_NONE
	        && !is_number(answer(m, code, m->wave, other))))
		return none;
	return value;
}

/* ---- lines ---- */

static enum gr_status add(struct members *m, const struct gr_table *t,
    const struct gr_table_row *row, struct gr_slice figure,
    struct gr_slice value, bool counted, struct gr_err *err)
{
	struct gr_exhibit *line = gr_exhibit_add(&m->explain->out, GR_SHOW_UNIT,
	    err);

	if (line == NULL)
		return err->status;
	line->field[GR_X_COLUMN] = figure;
	line->field[GR_X_PART] = cell_of(t, row, "community_code");
	line->field[GR_X_TITLE] = cell_of(t, row, "community_name");
	line->field[GR_X_VALUE] = value;
	line->field[GR_X_VERDICT] = counted ? GR_S("1") : GR_S("");
	line->field[GR_X_SRC] = cell_of(t, row, "src");
	line->field[GR_X_LINE] = cell_of(t, row, "line");
	return GR_OK;
}

static bool is_member(const struct members *m, const struct gr_table *t,
    const struct gr_table_row *row, struct gr_slice wave)
{
	return gr_slice_eq(cell_of(t, row, "wave"), wave)
	    && gr_slice_eq(cell_of(t, row, "county_code"), m->explain->code);
}

static enum gr_status add_absent(struct members *m, struct gr_slice figure,
    struct gr_err *err)
{
	const struct gr_table *t = m->absent;
	enum gr_status status = GR_OK;

	if (!gr_slice_eq(figure, GR_S("registered"))
	    && !gr_slice_eq(figure, GR_S("not_responded"))
	    && !gr_slice_eq(figure, GR_S("attained_high")))
		return GR_OK;
	for (size_t i = 0; status == GR_OK && i < t->rows; i++)
		if (is_member(m, t, &t->row[i], m->wave))
			status = add(m, t, &t->row[i], figure, GR_S("1"), true,
			    err);
	return status;
}

/* Those that attained in the wave before and do not now. */
static enum gr_status add_fallen(struct members *m, struct gr_slice figure,
    struct gr_err *err)
{
	const struct gr_table *t = m->communities;
	enum gr_status status = GR_OK;

	for (size_t i = 0; status == GR_OK && i < t->rows; i++)
		if (is_member(m, t, &t->row[i], m->before)
		    && is_attained_only(m, &t->row[i], m->wave))
			status = add(m, t, &t->row[i], figure, GR_S("1"), true,
			    err);
	return status;
}

enum gr_status explain_members_of(struct members *m, struct gr_slice figure,
    struct gr_err *err)
{
	const struct gr_table *t = m->communities;
	enum gr_status status = GR_OK;

	if (gr_slice_eq(figure, GR_S("no_longer_attained")))
		return add_fallen(m, figure, err);
	for (size_t i = 0; status == GR_OK && i < t->rows; i++) {
		struct gr_slice value;

		if (!is_member(m, t, &t->row[i], m->wave))
			continue;
		bool counted = counts(m, &t->row[i], figure);
		value = counted ? GR_S("1") : addend(m, &t->row[i], figure);
		if (value.len > 0)
			status = add(m, t, &t->row[i], figure, value, counted,
			    err);
	}
	return status == GR_OK ? add_absent(m, figure, err) : status;
}
