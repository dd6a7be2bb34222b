/* chained.c - the stages that can stand in a chain. */
#include "stages/chained.h"

#include "stages/stages.h"

const struct gr_filter *const gr_chained[] = { &gr_ingest, &gr_amend, &gr_clean,
	&gr_match, &gr_dedup, &gr_normalise, &gr_score, &gr_tally, &gr_stats,
	&gr_absent, &gr_cat, &gr_export, &gr_ledger, &gr_query, &gr_mark,
	&gr_register, &gr_robustness, &gr_sensitivity, &gr_shortlist, &gr_track,
	&gr_edit_effects, NULL };
