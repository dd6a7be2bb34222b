/* identify_ask.h - the question that is put where a record has no unit.
 *
 * A record that names no unit, or two, goes back to its sender.  What is asked
 * says which cell is in doubt, what the register has instead, and what comes
 * near to what was written.
 */
#ifndef GREEN_REGISTER_IDENTIFY_ASK_H
#define GREEN_REGISTER_IDENTIFY_ASK_H

#include "register/identify_search.h"

/* What is said of a code of which digits were lost. */
struct gr_damage {
	enum gr_finding_kind taken, /* the unit was found all the same */
	    other,                  /* the name is that of another unit */
	    none;                   /* place and name give no one unit */
};

/* Each sets the record aside: out->unit NULL, rule, cell and message. */

/* The code is in query (K11). */
GR_MUST_USE enum gr_status gr_ask_code_in_query(const struct gr_identifier *who,
    const struct gr_evidence *ev, struct gr_identity *out, struct gr_err *err);

/* The name is in query, so that it cannot confirm `unit`. */
GR_MUST_USE enum gr_status gr_ask_name_in_query(const struct gr_identifier *who,
    struct gr_identity *out, const struct gr_unit *unit, struct gr_err *err);

/* The name is not that of the code's `unit`. */
GR_MUST_USE enum gr_status gr_ask_name(const struct gr_identifier *who,
    const struct gr_evidence *ev, struct gr_identity *out,
    const struct gr_unit *unit, struct gr_err *err);

/* Name and place are those of another unit than the code's. */
GR_MUST_USE enum gr_status gr_ask_conflict(const struct gr_identifier *who,
    struct gr_identity *out, const struct gr_unit *unit,
    const struct gr_sought *sought, struct gr_err *err);

/* There is no name, and the place is not that of the code's `unit`. */
GR_MUST_USE enum gr_status gr_ask_place(const struct gr_identifier *who,
    struct gr_identity *out, const struct gr_unit *unit, struct gr_err *err);

/* The code's unit has become a part of `unit`. */
GR_MUST_USE enum gr_status gr_ask_merged(const struct gr_identifier *who,
    struct gr_identity *out, const struct gr_unit *unit, struct gr_err *err);

/* The code is not in the register of the day. */
GR_MUST_USE enum gr_status gr_ask_code(const struct gr_identifier *who,
    const struct gr_evidence *ev, struct gr_identity *out,
    const struct gr_fate *fate, struct gr_err *err);

/* No unit, or more than one, has the name; `damaged` is the rule of a damaged
 * code, or NULL. */
GR_MUST_USE enum gr_status gr_ask_unfound(const struct gr_identifier *who,
    const struct gr_evidence *ev, struct gr_identity *out,
    const struct gr_sought *sought, const struct gr_damage *damaged,
    struct gr_err *err);

#endif
