/* superseded.h - the units of which one submission took the place of another.
 *
 * green-dedup tells of every superseded submission in its findings.  Had its
 * rule not decided, nobody would know which one stands, so whoever asks what
 * rests on a rule must know these units.  Submissions of equal content (R01)
 * leave nothing in doubt.
 */
#ifndef GREEN_DEDUP_SUPERSEDED_H
#define GREEN_DEDUP_SUPERSEDED_H

#include "stream/taker.h"

enum {
	GR_MERGES_WAVE,
	GR_MERGES_CODE,
	GR_MERGES_RULE,
	GR_MERGES_ACTION,
	GR_MERGES_COLUMNS
};

struct gr_superseded {
	struct gr_arena *keep;
	struct gr_map rule_at; /* wave TAB code -> rule */
	struct gr_slice *rule;
	size_t rules, room;
	size_t at[GR_MERGES_COLUMNS]; /* in the stream that is taken */
};

/* None yet. */
struct gr_superseded gr_superseded_make(struct gr_arena *keep);

/* Who takes the findings of green-dedup into `superseded`.  GR_EDATA: a column is
 * missing. */
struct gr_taker gr_superseded_taker(struct gr_superseded *superseded);

/* The rule by which a unit's submission stands, or an empty slice. */
GR_MUST_USE enum gr_status gr_superseded_find(
    const struct gr_superseded *superseded, struct gr_slice wave,
    struct gr_slice code, struct gr_slice *rule, struct gr_err *err);

#endif
