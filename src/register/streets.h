/* streets.h - the places units lie in, each held once.
 *
 * A register names city, county and street again in every row.  Here a street
 * stands once for all its units and a county once for all its streets; the unit
 * before mostly lies in the same one.  Two rows that differ in any of these
 * cells lie in two streets: what is one place is for who reads them to say.
 */
#ifndef GREEN_REGISTER_STREETS_H
#define GREEN_REGISTER_STREETS_H

#include "base/arena.h"
#include "base/index.h"

/* With its city.  Names stand as they are and in the form in which they are
 * compared (text/name_fold.h). */
struct gr_county {
	struct gr_slice city_code, city_name, city_folded;
	struct gr_slice code, name, folded;
	bool plain;                   /* both names are (text/blank.h) */
	uint32_t number;              /* among those of the register, from 0 */
	const struct gr_county *next; /* of the register */
};

#define GR_AS_IT_IS UINT32_MAX

struct gr_street {
	const struct gr_county *county;
	const char *text; /* code, name; the name as compared, if it differs */
	uint32_t code_bytes, name_bytes;
	uint32_t folded_bytes; /* GR_AS_IT_IS: it does not differ */
	bool plain;
};

static inline struct gr_slice gr_street_code(const struct gr_street *street)
{
	return gr_slice_make(street->text, street->code_bytes);
}

static inline struct gr_slice gr_street_name(const struct gr_street *street)
{
	return gr_slice_make(street->text + street->code_bytes,
	    street->name_bytes);
}

static inline struct gr_slice gr_street_folded(const struct gr_street *street)
{
	struct gr_slice name = gr_street_name(street);

	return street->folded_bytes != GR_AS_IT_IS
	    ? gr_slice_make(name.ptr + name.len, street->folded_bytes)
	    : name;
}

/* What a row says of its place. */
struct gr_place_words {
	struct gr_slice city_code, city_name, county_code, county_name,
	    street_code, street_name;
};

/* Those that have been seen. */
struct gr_streets {
	struct gr_arena *keep;    /* of what they are */
	struct gr_arena *scratch; /* of how they are found again */
	const struct gr_county **county;
	const struct gr_street **street;
	size_t counties, streets, county_room, street_room;
	struct gr_index county_index, street_index;
};

/* The street of these words (copied), made if need be.  `streets` begins with
 * its two arenas and zeros. */
GR_MUST_USE enum gr_status gr_streets_find(struct gr_streets *streets,
    const struct gr_place_words *words, const struct gr_street **out,
    struct gr_err *err);

/* A name as it is compared: itself where that is the same, else in `keep`.
 * False if memory ran out. */
bool gr_streets_fold(struct gr_arena *keep, struct gr_slice name,
    struct gr_slice *out);

#endif
