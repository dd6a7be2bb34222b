/* scoring_rows.c - atoms, criteria and groups of a batch of records. */
#include "score/scoring_rows.h"

static const struct gr_truths no_result = { 0, 0, UINT64_MAX };

enum gr_status gr_scoring_rows_make(struct gr_arena *keep,
    const struct gr_standard *standard, struct gr_scoring_rows *out,
    struct gr_err *err)
{
	size_t atoms = standard->atoms;
	struct gr_truths *result = GR_NEW_ARRAY(keep,
	    standard->criteria + atoms + standard->groups, struct gr_truths);

	*out = (struct gr_scoring_rows){ .test = GR_NEW_ARRAY(keep, atoms,
		                             const struct gr_truths *),
		.applies = GR_NEW_ARRAY(keep, atoms, const struct gr_truths *),
		.reason = GR_NEW_ARRAY(keep, atoms, gr_rows) };
	if (!result || !out->test || !out->applies || !out->reason)
		return gr_err_memory(err);
	out->criterion = result;
	out->atom = result + standard->criteria;
	out->group = out->atom + atoms;
	return GR_OK;
}

enum gr_score_reason gr_scoring_rows_reason(const struct gr_scoring_rows *rows)
{
	return rows->year_open ? GR_REASON_YEAR_OPEN : GR_REASON_YEAR_PARTIAL;
}

static void score_atom(const struct gr_atom *atom, struct gr_scoring_rows *rows,
    size_t i)
{
	const struct gr_truths *applies = rows->applies[i];
	struct gr_truths result = *rows->test[i];

	if (applies != NULL) {
		result.is &= applies->is;
		result.is_not &= applies->is;
		result.na = (result.na & applies->is) | applies->is_not
		    | applies->na;
	}
	rows->reason[i] = 0;
	if (atom->annual && rows->year_open) {
		rows->reason[i] = result.is_not;
		result.is_not = 0;
	} else if (atom->annual) {
		rows->reason[i] = result.is_not & rows->early_survey;
	}
	rows->reasons |= rows->reason[i];
	rows->atom[i] = result;
}

static void score_criterion(const struct gr_standard *standard,
    struct gr_scoring_rows *rows, size_t i)
{
	const struct gr_criterion *criterion = &standard->criterion[i];
	struct gr_truths result = no_result;

	for (size_t k = 0; k < criterion->atoms; k++) {
		size_t atom = criterion->first_atom + k;

		if (standard->atom[atom].hard)
			gr_truths_and(&result, &rows->atom[atom]);
	}
	rows->criterion[i] = result;
	if (criterion->group != GR_NONE)
		gr_truths_and(&rows->group[criterion->group], &result);
	gr_truths_and(&rows->passes, &result);
}

void gr_scoring_rows(const struct gr_standard *standard,
    struct gr_scoring_rows *rows)
{
	rows->reasons = 0;
	for (size_t i = 0; i < standard->atoms; i++)
		score_atom(&standard->atom[i], rows, i);
	for (size_t i = 0; i < standard->groups; i++)
		rows->group[i] = no_result;
	rows->passes = no_result;
	for (size_t i = 0; i < standard->criteria; i++)
		score_criterion(standard, rows, i);
	/* where nothing applies nothing is shown */
	rows->passes.na = 0;
	if (standard->by_points)
		rows->passes = (struct gr_truths){ 0, 0, 0 };
}
