/* areas.h - the counties, cities and the province of each wave.
 *
 * The register says which units exist in a wave, and so which places there
 * are and how many units each has: the denominators.  A place without a
 * record has its line, and a register that changes between waves changes the
 * places with it.  Units are followed from one wave to the next by their code.
 */
#ifndef GREEN_REGISTER_AREAS_H
#define GREEN_REGISTER_AREAS_H

#include "register/register.h"
#include "standard/standard.h"

enum gr_level { GR_LEVEL_PROVINCE, GR_LEVEL_CITY, GR_LEVEL_COUNTY, GR_LEVELS };

extern const struct gr_slice gr_level_name[GR_LEVELS];

struct gr_area {
	enum gr_level level;
	size_t wave;                /* position in the waves */
	struct gr_slice code, name; /* name of the register, in Chinese */
	size_t before;              /* the same place in the wave before, or
				       GR_NONE */
	size_t city;                /* of a county: its city's area */
	size_t province;            /* of a county or city */
	int64_t registered;         /* units */
	int64_t entered, left;      /* units, since the wave before */
};

struct gr_areas {
	const struct gr_slice *wave;
	size_t waves;
	struct gr_area *area; /* by wave, code, level */
	size_t areas;
	struct gr_map *index; /* by wave * GR_LEVELS + level: code -> area */
};

/* The places of `waves` (sorted, borrowed) under a register.  `region` is the
 * province's code and name. */
GR_MUST_USE enum gr_status gr_areas_make(struct gr_arena *keep,
    const struct gr_register *reg, struct gr_slice region,
    struct gr_slice region_name, const struct gr_slice *wave, size_t waves,
    struct gr_areas *out, struct gr_err *err);

/* A place of a wave (by position), or GR_NONE. */
size_t gr_areas_find(const struct gr_areas *areas, size_t wave,
    enum gr_level level, struct gr_slice code);

#endif
