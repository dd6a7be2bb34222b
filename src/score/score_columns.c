/* score_columns.c - which columns a scored stream has. */
#include "score/score_row_internal.h"

#include "score/counts.h"

static enum gr_status need(const struct gr_score_row *scored,
    struct gr_slice name, size_t *at, struct gr_err *err)
{
	*at = gr_header_find(scored->view->header, name);
	if (*at == GR_NONE)
		return gr_err_set(err, GR_EDATA,
		    "the input has no column '%.*s'", GR_ARG(name));
	return GR_OK;
}

static enum gr_status need_answer(const struct gr_score_row *scored,
    size_t column, struct gr_err *err)
{
	size_t at;

	return need(scored, scored->view->standard->column[column].name, &at,
	    err);
}

/* What a test reads must be there, or all would silently be unknown. */
static enum gr_status need_slots(struct gr_arena *keep,
    const struct gr_score_row *scored, const struct gr_expr *expr,
    struct gr_err *err)
{
	const struct gr_column *column = scored->view->standard->column;
	enum gr_status status = GR_OK;
	const unsigned *slot;
	size_t n = gr_expr_slots(expr, GR_NAME_NOW, &slot);

	for (size_t i = 0; i < n && status == GR_OK; i++)
		status = need_answer(scored, slot[i], err);
	n = gr_expr_slots(expr, GR_NAME_PREV, &slot);
	for (size_t i = 0; i < n && status == GR_OK; i++) {
		struct gr_slice name;
		size_t at;

		status = gr_view_prev_name(keep, column[slot[i]].name, &name,
		    err);
		if (status == GR_OK)
			status = need(scored, name, &at, err);
	}
	return status;
}

static enum gr_status need_all(struct gr_arena *keep,
    struct gr_score_row *scored, struct gr_err *err)
{
	static const enum gr_role roles[] = { GR_ROLE_CODE, GR_ROLE_NAME,
		GR_ROLE_CITY, GR_ROLE_COUNTY, GR_ROLE_STREET,
		GR_ROLE_PARTICIPATING, GR_ROLE_PILOT, GR_ROLE_CLAIM,
		GR_ROLE_SURVEY_DATE };
	const struct gr_standard *standard = scored->view->standard;
	enum gr_status status = need(scored, GR_S("flags"), &scored->flags_at,
	    err);

	for (size_t i = 0; i < sizeof(roles) / sizeof(*roles); i++) {
		size_t column = standard->role[roles[i]];

		if (status == GR_OK && column != GR_NONE)
			status = need_answer(scored, column, err);
	}
	for (size_t i = 0; i < standard->atoms && status == GR_OK; i++) {
		const struct gr_atom *atom = &standard->atom[i];

		status = need_slots(keep, scored, atom->test, err);
		if (status == GR_OK && atom->applies != NULL)
			status = need_slots(keep, scored, atom->applies, err);
	}
	return status;
}

/* ---- names ---- */

static void add_name(struct gr_score_row *scored, struct gr_slice name)
{
	scored->name[scored->n++] = name;
}

/* A name that is made of an id: c01 of C01, group.A of A. */
static enum gr_status add_made(struct gr_arena *keep,
    struct gr_score_row *scored, struct gr_slice prefix, struct gr_slice id,
    bool lower, struct gr_err *err)
{
	char *to = gr_arena_alloc(keep, prefix.len + id.len, 1);

	if (to == NULL)
		return gr_err_memory(err);
	if (prefix.len > 0)
		memcpy(to, prefix.ptr, prefix.len);
	for (size_t i = 0; i < id.len; i++) {
		char c = id.ptr[i];
		bool upper = c >= 'A' && c <= 'Z';

		to[prefix.len + i] = (char)(lower && upper ? c + 32 : c);
	}
	add_name(scored, gr_slice_make(to, prefix.len + id.len));
	return GR_OK;
}

static size_t find_name(const struct gr_score_row *scored, struct gr_slice name)
{
	size_t i = 0;

	while (i < scored->n && !gr_slice_eq(scored->name[i], name))
		i++;
	return i < scored->n ? i : GR_NONE;
}

static enum gr_status fail_taken(struct gr_arena *keep,
    const struct gr_score_row *scored, const char *file, uint64_t line,
    const char *column, struct gr_slice name, struct gr_err *err)
{
	const char *table = gr_standard_table(scored->view->standard, keep,
	    file);

	if (table == NULL)
		return gr_err_memory(err);
	return gr_err_at(err, GR_EUSAGE, table, line, column,
	    "'%.*s' is the name of another column of green-score",
	    GR_ARG(name));
}

static bool is_list(const struct gr_score_row *scored, struct gr_slice name)
{
	for (size_t i = scored->lists; i < scored->atoms; i++)
		if (gr_slice_eq(scored->name[i], name))
			return true;
	return false;
}

/* The ids of criteria and atoms make columns, in lower case and as they are;
 * what stands later is to blame. */
static enum gr_status check_ids(struct gr_arena *keep,
    const struct gr_score_row *scored, struct gr_err *err)
{
	const struct gr_standard *standard = scored->view->standard;
	const struct gr_slice *made = scored->name + GR_SCORED_CRITERIA;

	for (size_t i = 0; i < standard->criteria; i++)
		if (find_name(scored, made[i]) < GR_SCORED_CRITERIA + i
		    || is_list(scored, made[i]))
			return fail_taken(keep, scored, "criteria.csv",
			    standard->criterion[i].line, "criterion", made[i],
			    err);
	for (size_t i = 0; i < standard->atoms; i++)
		if (find_name(scored, standard->atom[i].atom)
		    < scored->atoms + i)
			return fail_taken(keep, scored, "atoms.csv",
			    standard->atom[i].line, "atom",
			    standard->atom[i].atom, err);
	return GR_OK;
}

static enum gr_status carry(struct gr_score_row *scored, struct gr_slice name,
    bool answer, struct gr_err *err)
{
	struct gr_score_row_carried *to = &scored->carried[scored->carrieds++];

	to->answer = answer;
	add_name(scored, name);
	return need(scored, name, &to->at, err);
}

/* A column of the survey under its own name, unless it is there already. */
static enum gr_status carry_answer(struct gr_arena *keep,
    struct gr_score_row *scored, size_t i, struct gr_err *err)
{
	const struct gr_column *column = &scored->view->standard->column[i];
	size_t taken = find_name(scored, column->name);

	if (taken == GR_NONE)
		return carry(scored, column->name, true, err);
	if (taken >= scored->carries
	    || gr_slice_eq(gr_score_column_of(column->role), column->name))
		return GR_OK;
	return fail_taken(keep, scored, "columns.csv", column->line, "name",
	    column->name, err);
}

/* What the indicators read besides this wave's answers. */
static enum gr_status carry_read(struct gr_arena *keep,
    struct gr_score_row *scored, enum gr_name_class class, size_t slots,
    struct gr_err *err)
{
	const struct gr_standard *standard = scored->view->standard;
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < slots && status == GR_OK; i++) {
		struct gr_slice name;

		if (!gr_counts_reads(standard, class, i))
			continue;
		status = gr_view_name(keep, standard, class, i, &name, err);
		if (status != GR_OK)
			break;
		if (class == GR_NAME_PREV) {
			status = carry(scored, name, false, err);
			continue;
		}
		add_name(scored, name);
		scored->carried[scored->carrieds++] =
		    (struct gr_score_row_carried){ .at = i, .parameter = true };
	}
	return status;
}

/* The sums, then what tally and next wave's normalise read. */
static enum gr_status carry_all(struct gr_arena *keep,
    struct gr_score_row *scored, struct gr_err *err)
{
	const struct gr_standard *standard = scored->view->standard;
	enum gr_status status = GR_OK;

	scored->carries = scored->n;
	for (size_t i = 0; i < standard->columns && status == GR_OK; i++) {
		if (standard->column[i].sum && !standard->column[i].personal)
			status = carry_answer(keep, scored, i, err);
	}
	if (status == GR_OK)
		status = carry(scored, GR_S("prev.status"), false, err);
	for (size_t i = 0; i < standard->columns && status == GR_OK; i++) {
		if (!standard->column[i].personal
		    && (standard->prev_used[i]
		        || gr_counts_carries(standard, i)))
			status = carry_answer(keep, scored, i, err);
	}
	if (status == GR_OK)
		status = carry_read(keep, scored, GR_NAME_PREV,
		    standard->columns, err);
	return status == GR_OK ? carry_read(keep, scored, GR_NAME_PARAMETER,
	           standard->parameter_names, err)
	                       : status;
}

static enum gr_status name_all(struct gr_arena *keep,
    struct gr_score_row *scored, struct gr_err *err)
{
	static const char *const first[GR_SCORED_CRITERIA] = { "wave", "src",
		"line", "community_code", "community_name", "city_code",
		"county_code", "street_name", "participating", "pilot",
		"status", "points", "criteria_met", "criteria_applicable",
		"criteria_undetermined" };
	static const char *const lists[GR_SCORED_LISTS] = { "failed",
		"undetermined", "reported", "flags", "status_common", "basis",
		"reasons" };
	const struct gr_standard *standard = scored->view->standard;
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < GR_SCORED_CRITERIA; i++)
		add_name(scored, gr_slice_of(first[i]));
	for (size_t i = 0; i < standard->criteria && status == GR_OK; i++)
		status = add_made(keep, scored, GR_S(""),
		    standard->criterion[i].criterion, true, err);
	scored->lists = scored->n;
	for (size_t i = 0; i < GR_SCORED_LISTS; i++)
		add_name(scored, gr_slice_of(lists[i]));
	scored->atoms = scored->n;
	for (size_t i = 0; i < standard->atoms; i++)
		add_name(scored, standard->atom[i].atom);
	if (status == GR_OK)
		status = check_ids(keep, scored, err);
	if (status == GR_OK)
		status = carry_all(keep, scored, err);
	scored->groups = scored->n;
	for (size_t i = 0; i < standard->groups && status == GR_OK; i++)
		status = add_made(keep, scored, GR_S("group."),
		    standard->group[i].group, false, err);
	return status;
}

static size_t role_at(const struct gr_view *view, enum gr_role role)
{
	size_t column = view->standard->role[role];

	if (role == GR_ROLE_CITY)
		return view->city_at;
	if (role == GR_ROLE_COUNTY)
		return view->county_at;
	return column == GR_NONE ? GR_NONE : view->at[column];
}

/* Where the input has what goes on by its role, and that each result is one
 * byte. */
static void find_published(struct gr_score_row *scored)
{
	static const enum gr_role published[] = { GR_ROLE_CODE, GR_ROLE_NAME,
		GR_ROLE_CITY, GR_ROLE_COUNTY, GR_ROLE_STREET,
		GR_ROLE_PARTICIPATING, GR_ROLE_PILOT };
	const struct gr_standard *standard = scored->view->standard;

	for (size_t i = GR_SCORED_CODE; i < GR_SCORED_STATUS; i++)
		scored->role_at[i] = role_at(scored->view,
		    published[i - GR_SCORED_CODE]);
	scored->claim_at = role_at(scored->view, GR_ROLE_CLAIM);
	for (size_t i = 0; i < standard->criteria; i++)
		scored->field[GR_SCORED_CRITERIA + i].len = 1;
	for (size_t i = 0; i < standard->atoms; i++)
		scored->field[scored->atoms + i].len = 1;
	for (size_t i = 0; i < standard->groups; i++)
		scored->field[scored->groups + i].len = 1;
}

enum gr_status gr_score_row_plan(struct gr_arena *keep,
    struct gr_score_row *scored, struct gr_err *err)
{
	const struct gr_standard *standard = scored->view->standard;
	/* Answers, last wave's status and answers, parameters. */
	size_t carried = 2 * standard->columns + 1 + standard->parameter_names;
	size_t room = GR_SCORED_CRITERIA + GR_SCORED_LISTS + standard->criteria
	    + standard->atoms + standard->groups + carried;
	enum gr_status status = need_all(keep, scored, err);

	if (status != GR_OK)
		return status;
	scored->name = GR_NEW_ARRAY(keep, room, struct gr_slice);
	scored->field = GR_NEW_ARRAY(keep, room, struct gr_slice);
	scored->carried = GR_NEW_ARRAY(keep, carried,
	    struct gr_score_row_carried);
	if (!scored->name || !scored->field || !scored->carried)
		return gr_err_memory(err);
	status = name_all(keep, scored, err);
	if (status == GR_OK)
		find_published(scored);
	return status;
}
