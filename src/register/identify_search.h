/* identify_search.h - a name, looked up in all the ways it can be written.
 *
 * People write a unit with its street before it, with a serial number, with
 * the committee's suffix or without.  Every set of such forms is tried, the
 * fewest first, among the units that lie where the record says it lies.
 */
#ifndef GREEN_REGISTER_IDENTIFY_SEARCH_H
#define GREEN_REGISTER_IDENTIFY_SEARCH_H

#include "register/identify.h"

/* Sets of forms, the fewest first: a name is taken as it is written if that
 * can be. */
extern const unsigned gr_form_order[GR_FORMS];

/* What looking for the name has given. */
struct gr_sought {
	const struct gr_unit *unit[GR_FOUND_MAX];
	size_t n;       /* units that agree; may exceed GR_FOUND_MAX */
	unsigned forms; /* how the name had to be read */
	bool county_known, street_known;
	bool county_from_name; /* it alone stands before the name */
	bool renamed;          /* the name is one of before */
};

/* Whether a canonical cell holds a value. */
static inline bool gr_cell_is_given(struct gr_slice cell)
{
	return cell.len > 0 && !gr_slice_eq(cell, GR_S("?"))
	    && !gr_slice_eq(cell, GR_S("n/a"));
}

/* The place as written; borrows from both. */
struct gr_written gr_written_of(const struct gr_evidence *ev,
    const struct gr_identity *out);

/* The units of this folded name that lie where the record says.  `name` must
 * not be in out->form or out->key. */
GR_MUST_USE enum gr_status gr_identify_search(const struct gr_identifier *who,
    const struct gr_evidence *ev, struct gr_identity *out, struct gr_slice name,
    struct gr_sought *sought, struct gr_err *err);

/* The same for the record's name, without what is written in one column of the
 * place, by name or code: what is found then tells that this column is what
 * disagrees. */
GR_MUST_USE enum gr_status gr_identify_search_without(
    const struct gr_identifier *who, const struct gr_evidence *ev,
    struct gr_identity *out, unsigned name, unsigned code,
    struct gr_sought *sought, struct gr_err *err);

/* The parents but the street: a unit's own name may begin with its street's. */
struct gr_parents gr_outer_parents(struct gr_parents parents);

#endif
