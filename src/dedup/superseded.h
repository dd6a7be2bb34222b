/* superseded.h - the units of which one submission took the place of another.
 *
 * green-dedup tells of every superseded submission in its findings.  Had its
 * rule not decided, nobody would know which one stands, so whoever asks what
 * rests on a rule must know these units.  Submissions of equal content (R01)
 * leave nothing in doubt.
 */
#ifndef GREEN_DEDUP_SUPERSEDED_H
#define GREEN_DEDUP_SUPERSEDED_H

#include "stream/record.h"

struct gr_superseded {
	struct gr_arena *keep;
	struct gr_map rule_at; /* wave TAB code -> rule */
	struct gr_slice *rule;
	size_t rules, room;
	bool foreign; /* what was read is */
};

/* Read the findings of green-dedup. */
GR_MUST_USE enum gr_status gr_superseded_read(struct gr_arena *keep,
    const char *path, bool foreign, struct gr_superseded *out,
    struct gr_err *err);

/* The rule by which a unit's submission stands, or an empty slice. */
GR_MUST_USE enum gr_status gr_superseded_find(
    const struct gr_superseded *superseded, struct gr_slice wave,
    struct gr_slice code, struct gr_slice *rule, struct gr_err *err);

#endif
