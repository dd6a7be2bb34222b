/* count_record.c - a scored record, as the counts of count.def see it. */
#include "score/count_record.h"

#include "score/scoring.h"
#include "stream/flags.h"

static enum gr_said said(const struct gr_standard *standard, enum gr_role role,
    struct gr_slice cell)
{
	if (standard->role[role] == GR_NONE)
		return GR_SAID_NOTHING;
	if (gr_slice_eq(cell, GR_S("1")))
		return GR_SAID_YES;
	return gr_slice_eq(cell, GR_S("0")) ? GR_SAID_NO : GR_SAID_NEITHER;
}

struct gr_count_record gr_count_record_make(const struct gr_standard *standard,
    const struct gr_count_cells *cells)
{
	struct gr_count_record out = {
		.status = cells->status,
		.status_common = cells->status_common,
		.own_basis = cells->basis.len > 0,
		.participating = said(standard, GR_ROLE_PARTICIPATING,
		    cells->participating),
		.pilot = said(standard, GR_ROLE_PILOT, cells->pilot),
		.claim = said(standard, GR_ROLE_CLAIM, cells->claim),
		.flagged = cells->flags.len > 0,
		/* two submissions that disagree: dedup flags the row, and it
		 * has no points (ruling 16) */
		.tied = gr_flags_by_rule(cells->flags, GR_S("R02")),
		.was_attained = gr_slice_eq(cells->status_before,
		    GR_S("attained")),
		.passes = gr_score_passes(standard, cells->criterion)
		    == GR_TRUE,
	};

	for (size_t i = 0; i < standard->criteria; i++) {
		out.met += cells->criterion[i] == GR_TRUE;
		out.failed += cells->criterion[i] == GR_FALSE;
		out.open += cells->criterion[i] == GR_UNKNOWN;
	}
	return out;
}
