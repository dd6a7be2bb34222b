/* identify_internal.h - what the three files of identify share.
 *
 * identify.c decides, identify_search.c looks a name up in all the ways it can
 * be written, identify_ask.c puts the question where there is no unit.
 */
#ifndef GREEN_LIB_IDENTIFY_INTERNAL_H
#define GREEN_LIB_IDENTIFY_INTERNAL_H

#include <green/identify.h>

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

/* Each sets the record aside: out->unit NULL, rule, cell and message. */

/* The code is in query (K11). */
GR_MUST_USE enum gr_status gr_ask_code_in_query(const struct gr_identifier *who,
    const struct gr_evidence *ev, struct gr_identity *out, struct gr_err *err);

/* The name is in query, so that it cannot confirm `unit`. */
GR_MUST_USE enum gr_status gr_ask_name_in_query(const struct gr_identifier *who,
    struct gr_identity *out,
    const struct gr_unit *unit, struct gr_err *err);

/* The name is not that of the code's `unit`. */
GR_MUST_USE enum gr_status gr_ask_name(const struct gr_identifier *who,
    const struct gr_evidence *ev, struct gr_identity *out,
    const struct gr_unit *unit, struct gr_err *err);

/* Name and place are those of another unit than the code's. */
GR_MUST_USE enum gr_status gr_ask_conflict(const struct gr_identifier *who,
    struct gr_identity *out,
    const struct gr_unit *unit, const struct gr_sought *sought,
    struct gr_err *err);

/* There is no name, and the place is not that of the code's `unit`. */
GR_MUST_USE enum gr_status gr_ask_place(const struct gr_identifier *who,
    struct gr_identity *out,
    const struct gr_unit *unit, struct gr_err *err);

/* The code is not in the register of the day. */
GR_MUST_USE enum gr_status gr_ask_code(const struct gr_identifier *who,
    const struct gr_evidence *ev, struct gr_identity *out,
    const struct gr_fate *fate, struct gr_err *err);

/* No unit, or more than one, has the name; `damaged` is the rule of a damaged
 * code, or NULL. */
GR_MUST_USE enum gr_status gr_ask_unfound(const struct gr_identifier *who,
    const struct gr_evidence *ev, struct gr_identity *out,
    const struct gr_sought *sought, const char *damaged, struct gr_err *err);

/* The parents but the street: a unit's own name may begin with its street's. */
struct gr_parents gr_outer_parents(struct gr_parents parents);

#endif
