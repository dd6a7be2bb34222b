/* scoring.c - from a record's answers to atoms, criteria, groups, verdict. */
#include "score/scoring.h"

struct gr_slice gr_score_result(enum gr_tri result)
{
	switch (result) {
	case GR_TRUE:
		return GR_S("1");
	case GR_FALSE:
		return GR_S("0");
	case GR_NA:
		return GR_S("N");
	case GR_UNKNOWN:
		break;
	}
	return GR_S("U");
}

struct gr_slice gr_score_status_name(enum gr_score_status status)
{
	switch (status) {
	case GR_SCORE_NOT_PARTICIPATING:
		return GR_S("not_participating");
	case GR_SCORE_NOT_ATTAINED:
		return GR_S("not_attained");
	case GR_SCORE_ATTAINED:
		return GR_S("attained");
	case GR_SCORE_UNDETERMINED:
		break;
	}
	return GR_S("undetermined");
}

struct gr_slice gr_score_column_of(enum gr_role role)
{
	static const struct {
		enum gr_role role;
		struct gr_slice column;
	} published[] = {
		{ GR_ROLE_CODE, { "community_code", 14 } },
		{ GR_ROLE_NAME, { "community_name", 14 } },
		{ GR_ROLE_CITY, { "city_code", 9 } },
		{ GR_ROLE_COUNTY, { "county_code", 11 } },
		{ GR_ROLE_STREET, { "street_name", 11 } },
		{ GR_ROLE_PARTICIPATING, { "participating", 13 } },
		{ GR_ROLE_PILOT, { "pilot", 5 } },
		{ GR_ROLE_CLAIM, { "reported", 8 } },
	};

	for (size_t i = 0; i < sizeof(published) / sizeof(*published); i++) {
		if (published[i].role == role)
			return published[i].column;
	}
	return (struct gr_slice){ NULL, 0 };
}

/* ---- atoms ---- */

static void find_hard(const struct gr_standard *standard,
    const struct gr_scope *const *scope, struct gr_score *score)
{
	score->local = scope != NULL;
	for (size_t i = 0; i < standard->atoms; i++)
		score->hard[i] = gr_scope_counts(standard, scope, i);
}

enum gr_status gr_score_make(struct gr_arena *keep,
    const struct gr_standard *standard, struct gr_score *out,
    struct gr_err *err)
{
	*out = (struct gr_score){ .atom = GR_NEW_ARRAY(keep, standard->atoms,
		                      enum gr_tri),
		.reason = GR_NEW_ARRAY(keep, standard->atoms,
		    enum gr_score_reason),
		.hard = GR_NEW_ARRAY(keep, standard->atoms, bool),
		.criterion = GR_NEW_ARRAY(keep, standard->criteria,
		    enum gr_tri),
		.group = GR_NEW_ARRAY(keep, standard->groups, enum gr_tri) };
	if (!out->atom || !out->reason || !out->hard || !out->criterion
	    || !out->group)
		return gr_err_memory(err);
	find_hard(standard, NULL, out);
	return GR_OK;
}

const struct gr_expr *const *gr_score_tests(struct gr_arena *keep,
    const struct gr_standard *standard)
{
	const struct gr_expr **test = GR_NEW_ARRAY(keep, 2 * standard->atoms,
	    const struct gr_expr *);

	for (size_t i = 0; test != NULL && i < standard->atoms; i++) {
		test[i] = standard->atom[i].test;
		test[standard->atoms + i] = standard->atom[i].applies;
	}
	return test;
}

static enum gr_tri score_atom(const struct gr_standard *standard, size_t i,
    const struct gr_env *env, const struct gr_score_facts *facts,
    enum gr_score_reason *reason)
{
	const struct gr_atom *atom = &standard->atom[i];

	*reason = GR_REASON_NONE;
	if (facts->tie)
		return GR_UNKNOWN;
	if (atom->applies != NULL) {
		enum gr_tri applies = facts->tests != NULL
		    ? facts->tests[standard->atoms + i]
		    : gr_expr_test(atom->applies, env);

		if (applies == GR_UNKNOWN)
			return GR_UNKNOWN;
		if (applies != GR_TRUE)
			return GR_NA;
	}

	enum gr_tri result = facts->tests != NULL
	    ? facts->tests[i]
	    : gr_expr_test(atom->test, env);
	if (!atom->annual || result != GR_FALSE)
		return result;
	if (facts->year_open) {
		*reason = GR_REASON_YEAR_OPEN;
		return GR_UNKNOWN;
	}
	if (facts->early_survey)
		*reason = GR_REASON_YEAR_PARTIAL;
	return GR_FALSE;
}

static void score_atoms(const struct gr_standard *standard,
    const struct gr_env *env, const struct gr_score_facts *facts,
    struct gr_score *score)
{
	if (score->local || facts->scope != NULL)
		find_hard(standard, facts->scope, score);
	score->partial = false;
	for (size_t i = 0; i < standard->atoms; i++) {
		score->atom[i] = score_atom(standard, i, env, facts,
		    &score->reason[i]);
		if (facts->scope != NULL && !facts->tie
		    && gr_scope_is_off(facts->scope, i)) {
			score->atom[i] = GR_NA;
			score->reason[i] = GR_REASON_NONE;
		}
		score->partial |= score->reason[i] == GR_REASON_YEAR_PARTIAL;
	}
}

static enum gr_tri score_criterion(const struct gr_criterion *criterion,
    const struct gr_score *score)
{
	enum gr_tri result = GR_NA;

	for (size_t i = 0; i < criterion->atoms; i++) {
		size_t at = criterion->first_atom + i;

		if (score->hard[at])
			result = gr_tri_and(result, score->atom[at]);
	}
	return result;
}

/* ---- the pass rule ---- */

/* Criteria by result, each counted by its weight. */
struct weights {
	int64_t met, failed, unknown;
};

static struct weights weigh(const struct gr_standard *standard,
    const enum gr_tri *criterion)
{
	struct weights w = { 0, 0, 0 };

	for (size_t i = 0; i < standard->criteria; i++) {
		int64_t weight = standard->criterion[i].weight;

		if (criterion[i] == GR_TRUE)
			w.met += weight;
		else if (criterion[i] == GR_FALSE)
			w.failed += weight;
		else if (criterion[i] == GR_UNKNOWN)
			w.unknown += weight;
	}
	return w;
}

int64_t gr_score_points_of(const struct gr_standard *standard, int64_t met,
    int64_t all)
{
	return (int64_t)gr_dec_ratio((gr_i128)100 * met, all, 2,
	    standard->rounding);
}

bool gr_score_points(const struct gr_standard *standard,
    const enum gr_tri *criterion, int64_t *hundredths)
{
	struct weights w = weigh(standard, criterion);
	int64_t all = w.met + w.failed + w.unknown;

	if (all == 0)
		return false;
	*hundredths = gr_score_points_of(standard, w.met, all);
	return true;
}

/* Whether `met` of `all` reaches the standard's points. */
static bool reaches(const struct gr_standard *standard, int64_t met,
    int64_t all)
{
	struct gr_dec points = { (gr_i128)100 * met, 0 };
	struct gr_dec needed = { standard->points_pass.coef * all,
		standard->points_pass.scale };

	return gr_dec_cmp(points, needed) >= 0;
}

static enum gr_tri passes_by_points(const struct gr_standard *standard,
    const enum gr_tri *criterion)
{
	struct weights w = weigh(standard, criterion);
	int64_t all = w.met + w.failed + w.unknown;
	bool mandatory_unknown = false;

	for (size_t i = 0; i < standard->criteria; i++) {
		if (!standard->criterion[i].mandatory)
			continue;
		if (criterion[i] == GR_FALSE)
			return GR_FALSE;
		mandatory_unknown |= criterion[i] == GR_UNKNOWN;
	}
	if (reaches(standard, w.met, all) && !mandatory_unknown)
		return GR_TRUE;
	return reaches(standard, w.met + w.unknown, all) ? GR_UNKNOWN
	                                                 : GR_FALSE;
}

enum gr_tri gr_score_passes(const struct gr_standard *standard,
    const enum gr_tri *criterion)
{
	enum gr_tri result = GR_NA;

	for (size_t i = 0; i < standard->criteria; i++)
		result = gr_tri_and(result, criterion[i]);
	/* Where nothing applies nothing is shown, under either rule. */
	if (result == GR_NA)
		return GR_UNKNOWN;
	return standard->by_points ? passes_by_points(standard, criterion)
	                           : result;
}

enum gr_score_status gr_score_status_of(enum gr_tri participating,
    enum gr_tri passes)
{
	if (participating == GR_FALSE)
		return GR_SCORE_NOT_PARTICIPATING;
	if (passes == GR_FALSE)
		return GR_SCORE_NOT_ATTAINED;
	if (participating != GR_TRUE || passes != GR_TRUE)
		return GR_SCORE_UNDETERMINED;
	return GR_SCORE_ATTAINED;
}

/* ---- a record ---- */

static void count_criteria(const struct gr_standard *standard,
    struct gr_score *score)
{
	score->met = score->applicable = score->undetermined = 0;
	for (size_t i = 0; i < standard->criteria; i++) {
		score->met += score->criterion[i] == GR_TRUE;
		score->applicable += score->criterion[i] != GR_NA;
		score->undetermined += score->criterion[i] == GR_UNKNOWN;
	}
}

void gr_score_record(const struct gr_standard *standard,
    const struct gr_env *env, const struct gr_score_facts *facts,
    struct gr_score *score)
{
	score_atoms(standard, env, facts, score);
	for (size_t i = 0; i < standard->groups; i++)
		score->group[i] = GR_NA;
	for (size_t i = 0; i < standard->criteria; i++) {
		const struct gr_criterion *criterion = &standard->criterion[i];

		score->criterion[i] = facts->tie
		    ? GR_UNKNOWN
		    : score_criterion(criterion, score);
		if (criterion->group != GR_NONE)
			score->group[criterion->group] = gr_tri_and(
			    score->group[criterion->group],
			    score->criterion[i]);
	}
	count_criteria(standard, score);
	score->passes = gr_score_passes(standard, score->criterion);
	score->status = gr_score_status_of(
	    facts->tie ? GR_UNKNOWN : facts->participating, score->passes);
	score->has_points = gr_score_points(standard, score->criterion,
	    &score->points_hundredths);
}
