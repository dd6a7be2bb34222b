/* kit.h - what it takes of a standard to read deliveries.
 *
 * Words, headings and rules are read and compiled once, for all deliveries of a
 * run, and for those of runs that come after in the same process: nothing in
 * them is about a delivery.
 */
#ifndef GREEN_DELIVERY_KIT_H
#define GREEN_DELIVERY_KIT_H

#include "delivery/headings.h"
#include "delivery/plausible.h"
#include "register/name_words.h"

struct gr_delivery_kit {
	const struct gr_standard *standard;
	struct gr_layout_words words;
	struct gr_name_words names;
	struct gr_headings *headings;
	struct gr_plausible *plausible;
	/* private */
	struct gr_arena *keep;
	struct gr_patterns *patterns;
};

/* Of a standard that must outlive it.  Fails as the functions do that read its
 * tables layout.csv and names.csv. */
GR_MUST_USE enum gr_status gr_delivery_kit_make(
    const struct gr_standard *standard, struct gr_delivery_kit **out,
    struct gr_err *err);
void gr_delivery_kit_free(struct gr_delivery_kit *kit); /* NULL is allowed */

#endif
