/* explain.h - a code of a release, opened: why it stands where it stands.
 *
 * For a community: one card a wave, from its verdict over criteria and atoms
 * down to the cells of the delivery.  For a county, a city or the province:
 * every figure with its numerator, its denominator and what it consists of one
 * level below.  Verdicts of atoms are computed again from the release's
 * records by the same code that scored them, and held against what was
 * published.
 */
#ifndef GREEN_EXPLAIN_EXPLAIN_H
#define GREEN_EXPLAIN_EXPLAIN_H

#include "explain/explanation.h"
#include "release/release.h"
#include "standard/standard.h"

struct gr_explain {
	const struct gr_release *release;
	const struct gr_standard *standard;
	struct gr_slice code; /* of a community or a place, or its name */
	struct gr_slice wave; /* only this one; empty: all */
	bool chinese;
	uint64_t margin_pct; /* of fragile verdicts */
	struct gr_explanation out;
};

/* Build the explanation of explain->code; of a name it becomes the code.
 * GR_EUSAGE: the release has no such code or name (in that wave), or several
 * have the name; GR_EDATA: a file of the release is not usable. */
GR_MUST_USE enum gr_status gr_explain_build(struct gr_explain *explain,
    struct gr_err *err);

#endif
