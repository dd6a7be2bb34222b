/* stages.h - the descriptors of all stages, one line each.
 *
 * A stage is a file in src/stages; its program is a main that names it, and a
 * process that joins several names several.
 */
#ifndef GREEN_STAGES_STAGES_H
#define GREEN_STAGES_STAGES_H

#include "program/filter.h"

extern const struct gr_filter gr_inbox;
extern const struct gr_filter gr_ingest;
extern const struct gr_filter gr_clean;
extern const struct gr_filter gr_register;
extern const struct gr_filter gr_match;
extern const struct gr_filter gr_dedup;
extern const struct gr_filter gr_normalise;
extern const struct gr_filter gr_score;
extern const struct gr_filter gr_tally;
extern const struct gr_filter gr_stats;
extern const struct gr_filter gr_track;
extern const struct gr_filter gr_absent;
extern const struct gr_filter gr_export;
extern const struct gr_filter gr_cat;
extern const struct gr_filter gr_audit;
extern const struct gr_filter gr_ledger;
extern const struct gr_filter gr_query;
extern const struct gr_filter gr_mark;
extern const struct gr_filter gr_amend;
extern const struct gr_filter gr_shortlist;
extern const struct gr_filter gr_sensitivity;
extern const struct gr_filter gr_robustness;
extern const struct gr_filter gr_edit_effects;

#endif
