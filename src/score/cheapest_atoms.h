/* cheapest_atoms.h - the cheapest set of atoms that would make a community attain.
 *
 * Where every criterion must be met, that is every hard atom that is not met
 * or not known, of every criterion that is not met or not known.  Under points
 * there is a choice: the mandatory criteria, and of the others those that give
 * the points still missing for the fewest atoms (exactly, by dynamic
 * programming over the number of atoms; of equals, earlier criteria).
 */
#ifndef GREEN_SCORE_CHEAPEST_ATOMS_H
#define GREEN_SCORE_CHEAPEST_ATOMS_H

#include "score/scoring.h"

struct gr_cheapest_atoms {
	bool participation;     /* does not take part, or it is not known */
	bool *criterion;        /* by criterion: to be met */
	bool *atom;             /* by atom: 0, or U, of such a criterion */
	size_t failed, unknown; /* how many atoms are 0, and U */
};

/* What a scored record lacks; nothing if it attains. */
GR_MUST_USE enum gr_status gr_cheapest_atoms_find(struct gr_arena *keep,
    const struct gr_standard *standard, const struct gr_score *score,
    enum gr_tri participating, struct gr_cheapest_atoms *out,
    struct gr_err *err);

#endif
