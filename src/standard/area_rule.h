/* area_rule.h - which province, and which city, a county is counted in.
 *
 * Mostly the digits of its code say so, but not everywhere: the districts of a
 * municipality lie in no city but itself (1101.. is Beijing), a county directly
 * under a province in none at all (4190.., 6590..), and then each stands beside
 * the cities.  A standard for several provinces has these rules, and which
 * provinces there are, in its areas.csv; the longest prefix decides.
 */
#ifndef GREEN_STANDARD_AREA_RULE_H
#define GREEN_STANDARD_AREA_RULE_H

#include "standard/standard.h"

/* What every code of a region ("230000") begins with: "23". */
struct gr_slice gr_region_prefix(struct gr_slice region);

/* The rule for a county's province, or for its city, or NULL. */
const struct gr_area_rule *gr_area_rule_province(
    const struct gr_standard *standard, struct gr_slice county);
const struct gr_area_rule *gr_area_rule_city(const struct gr_standard *standard,
    struct gr_slice county);

/* The province of this code, or NULL. */
const struct gr_area_rule *gr_area_rule_of(const struct gr_standard *standard,
    bool province, struct gr_slice code);

#endif
