/* answer_unit.c - whether an answer is about the unit of a row */
#include "query/answer_unit.h"

#include "text/name_fold.h"

void gr_answer_units_free(struct gr_answer_units *units)
{
	gr_buf_free(&units->known);
	gr_buf_free(&units->ours);
	gr_buf_free(&units->theirs);
}

void gr_answer_units_begin(struct gr_answer_units *units,
    const struct gr_row *row)
{
	gr_buf_clear(&units->known);
	gr_answer_units_add(units, row);
}

void gr_answer_units_add(struct gr_answer_units *units,
    const struct gr_row *row)
{
	char hash[GR_QUERY_HASH_DIGITS + 1];

	gr_query_unit_hash(&units->at, row, hash);
	gr_buf_text(&units->known, hash);
}

static bool is_known(const struct gr_answer_units *units, struct gr_slice hash)
{
	struct gr_slice rest = gr_buf_slice(&units->known);

	for (; rest.len > 0; rest = gr_slice_skip(rest, hash.len))
		if (gr_slice_starts(rest, hash))
			return true;
	return false;
}

static bool is_same_place(struct gr_answer_units *units, struct gr_slice ours,
    struct gr_slice theirs)
{
	gr_buf_clear(&units->ours);
	gr_buf_clear(&units->theirs);
	gr_place_fold(&units->ours, ours);
	gr_place_fold(&units->theirs, theirs);
	return gr_slice_eq(gr_buf_slice(&units->ours),
	    gr_buf_slice(&units->theirs));
}

/* By the sheet's columns; one that is blank on a side says nothing, but the
 * unit's own name must be told. */
static enum gr_answer_fit fit_by_sheet(struct gr_answer_units *units,
    const struct gr_answer *answer, const struct gr_row *row)
{
	struct gr_slice name = gr_query_unit_text(&units->at,
	    GR_QUERY_UNIT_NAME, row);
	struct gr_slice county = gr_query_unit_text(&units->at,
	    GR_QUERY_UNIT_COUNTY, row);

	if (name.len == 0 || answer->community.len == 0)
		return GR_ANSWER_NOBODYS;
	if (!is_same_place(units, name, answer->community))
		return GR_ANSWER_MISPLACED;
	return county.len == 0 || answer->county.len == 0
	        || is_same_place(units, county, answer->county)
	    ? GR_ANSWER_FITS
	    : GR_ANSWER_MISPLACED;
}

enum gr_status gr_answer_units_fit(struct gr_answer_units *units,
    const struct gr_answer *answer, const struct gr_row *row,
    enum gr_answer_fit *fit, struct gr_err *err)
{
	if (answer->query.unit.len == 0)
		*fit = fit_by_sheet(units, answer, row);
	else
		*fit = is_known(units, answer->query.unit)
		    ? GR_ANSWER_FITS
		    : GR_ANSWER_MISPLACED;
	enum gr_status status = gr_buf_check(&units->known, err);
	if (status == GR_OK)
		status = gr_buf_check(&units->ours, err);
	return status == GR_OK ? gr_buf_check(&units->theirs, err) : status;
}
