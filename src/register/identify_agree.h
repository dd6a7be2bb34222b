/* identify_agree.h - whether what a record says can be a unit's.
 *
 * A unit that the code has given, or the name, is the record's only if the rest
 * that is written agrees with it; how it had to be read for that is remarked.
 */
#ifndef GREEN_REGISTER_IDENTIFY_AGREE_H
#define GREEN_REGISTER_IDENTIFY_AGREE_H

#include "register/identify_search.h"

/* The forms in which the written name is the unit's, or GR_FORMS if none. */
unsigned gr_agree_forms(const struct gr_identifier *who,
    struct gr_identity *out, const struct gr_unit *unit, struct gr_slice name);

/* Remark what it took to read the name. */
void gr_agree_remark(struct gr_identity *out, unsigned forms,
    bool county_from_name);

/* Whether another row of the unit's code, of another time, has the name. */
bool gr_agree_before(const struct gr_identifier *who, struct gr_identity *out,
    struct gr_slice code, struct gr_slice name);

/* Whether the record's former name is the unit's. */
bool gr_agree_former(const struct gr_identifier *who, struct gr_identity *out,
    const struct gr_unit *unit, struct gr_slice prev_name);

/* Whether the county, not written elsewhere, alone stands before the name,
 * which may begin with the street's. */
bool gr_agree_county_before(const struct gr_identifier *who,
    const struct gr_evidence *ev, const struct gr_identity *out,
    const struct gr_unit *unit);

/* Code and name agree on a unit; does the place?  Where it does not, and
 * place and name together are another unit, neither wins. */
GR_MUST_USE enum gr_status gr_agree_places(const struct gr_identifier *who,
    const struct gr_evidence *ev, struct gr_identity *out,
    const struct gr_unit *unit, bool moved, struct gr_err *err);

/* Whether every cell of the name and the place is spelled as the register has
 * it, or empty: then there is nothing to ask of it, and no more is looked at. */
bool gr_agree_is_as_it_stands(const struct gr_evidence *ev,
    const struct gr_unit *unit);

#endif
