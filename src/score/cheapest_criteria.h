/* cheapest_criteria.h - the fewest criteria that a community would have to meet to attain.
 *
 * Where every criterion must be met, these are all that are not: failed ones,
 * and undetermined ones, of which an answer may do.  Under points there is a
 * choice: the mandatory criteria, then the heaviest of the others until the
 * points suffice, which no smaller set can do.
 */
#ifndef GREEN_SCORE_CHEAPEST_CRITERIA_H
#define GREEN_SCORE_CHEAPEST_CRITERIA_H

#include "score/scoring.h"

/* Set fix[i] for the criteria to be met, and *n to how many; of equal weights
 * those that stand first.  False: not even all of them would do. */
bool gr_cheapest_criteria_find(const struct gr_standard *standard,
    const enum gr_tri *criterion, bool *fix, size_t *n);

#endif
