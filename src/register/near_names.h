/* near_names.h - the units whose names are nearest to one that no unit has.
 *
 * They are told to the sender and never matched.  Whoever sends a list of
 * another place asks for every row of it, so a name is not held against the
 * names of a whole county, but against 64 bits of each, which tell of nearly all
 * that they cannot be near.  Those of a county are made when a name is first
 * asked for in it.
 */
#ifndef GREEN_REGISTER_NEAR_NAMES_H
#define GREEN_REGISTER_NEAR_NAMES_H

#include "register/name_index.h"

enum { GR_NEAREST_MAX = 3 };

struct gr_near_names {
	const struct gr_name_index *names;
	struct gr_arena *keep;
	/* private */
	bool is_made;
	struct gr_map by_county; /* name of the county -> its group */
	struct gr_near_group *group;
	size_t groups, room;
};

/* Nothing is indexed yet; `names` is borrowed. */
struct gr_near_names gr_near_names_make(struct gr_arena *keep,
    const struct gr_name_index *names);

/* The units of the written county (and street, if some lie in it) whose stems
 * are nearest to that of the folded name: by distance, then code.  *n is how
 * many; 0 if the county is not known or none is near.  GR_ESYS: memory. */
GR_MUST_USE enum gr_status gr_near_names_find(struct gr_near_names *near,
    const struct gr_written *written, struct gr_slice name, int32_t day,
    const struct gr_unit *nearest[GR_NEAREST_MAX], size_t *n,
    struct gr_err *err);

#endif
