/* name_index.h - the register by name: which units agree with what is written.
 *
 * Only street and stem together are a key (42 in 100 units share their stem
 * with another of the province, none with another of their street), so units
 * are indexed by both; county and city, where written, must agree.  What is
 * found agrees exactly, character by character of the name itself; near names
 * are told to people and never matched.
 */
#ifndef GREEN_REGISTER_NAME_INDEX_H
#define GREEN_REGISTER_NAME_INDEX_H

#include "base/map.h"
#include "register/register.h"
#include "register/unit_name.h"

struct gr_name_link {
	uint32_t next;   /* another unit of the same key, plus 1; 0: none */
	uint32_t county; /* its number, so that most are passed unseen */
};

struct gr_name_run { /* units side by side in one street */
	uint32_t first, n;
};

struct gr_name_index {
	const struct gr_register *reg;
	const struct gr_name_words *words;
	struct gr_slice region;  /* folded; may be empty */
	struct gr_name_run *run; /* all units: one a street, if the register
				    is in order */
	size_t runs;
	/* private */
	struct gr_index by_name;         /* street and stem -> the first unit */
	struct gr_name_link *link;       /* by unit */
	const struct gr_county **county; /* by number */
	struct gr_map by_county;         /* the counties there are */
};

/* Index `reg`; `region` is the name that may stand before a city's.  Both and
 * `words` are borrowed. */
GR_MUST_USE enum gr_status gr_name_index_make(struct gr_arena *keep,
    const struct gr_register *reg, const struct gr_name_words *words,
    struct gr_slice region, struct gr_name_index *out, struct gr_err *err);

/* Where a record says that its unit lies: names folded, codes as they are;
 * empty: it does not say. */
struct gr_written {
	struct gr_slice city, county, street, city_code, county_code;
};

/* The names that may stand before the name of a unit: a unit's own, or those
 * that are written. */
struct gr_parents gr_name_index_parents(const struct gr_name_index *in,
    const struct gr_unit *unit);
struct gr_parents gr_name_index_written_parents(const struct gr_name_index *in,
    const struct gr_written *written);

/* Whether the place as written can be the unit's; empty agrees.  Its parents'
 * names may stand before it. */
bool gr_name_index_city_agrees(const struct gr_name_index *in,
    const struct gr_unit *unit, struct gr_slice written);
bool gr_name_index_county_agrees(const struct gr_name_index *in,
    const struct gr_unit *unit, struct gr_slice written);
bool gr_name_index_street_agrees(const struct gr_name_index *in,
    const struct gr_unit *unit, struct gr_slice written);

/* All three, and the codes of city and county too. */
bool gr_name_index_lies(const struct gr_name_index *in,
    const struct gr_unit *unit, const struct gr_written *written);

/* Whether the folded name is the unit's but for the committee suffix. */
bool gr_name_index_is_named(const struct gr_name_index *in,
    const struct gr_unit *unit, struct gr_slice name);

enum { GR_FOUND_MAX = 8 };

/* Units found, each code once; those not valid on the day apart. */
struct gr_found {
	const struct gr_unit *now[GR_FOUND_MAX], *then[GR_FOUND_MAX];
	size_t n_now, n_then; /* may exceed GR_FOUND_MAX */
	bool exact;           /* `now` are equal with suffix too */
};

/* Add to *found (zeroed at first) the units of this folded name that lie in
 * the street as written and agree with all else that is written.  `key` is
 * scratch.  GR_ESYS when memory ran out. */
GR_MUST_USE enum gr_status gr_name_index_find(const struct gr_name_index *in,
    const struct gr_written *written, struct gr_slice name, int32_t day,
    struct gr_buf *key, struct gr_found *found, struct gr_err *err);

/* Whether some unit's county has this folded name. */
bool gr_name_index_has_county(const struct gr_name_index *in,
    struct gr_slice county);

#endif
