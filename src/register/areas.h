/* areas.h - the counties, cities and the province of each wave, or all of them.
 *
 * The register says which units exist in a wave, and so which places there
 * are and how many units each has: the denominators.  A place without a
 * record has its line, and a register that changes between waves changes the
 * places with it.  Units are followed from one wave to the next by their code.
 * Under a standard of several provinces (standard/area_rule.h) the whole is a
 * level of its own above them.
 */
#ifndef GREEN_REGISTER_AREAS_H
#define GREEN_REGISTER_AREAS_H

#include "register/register.h"
#include "standard/standard.h"

enum gr_level {
	GR_LEVEL_NATION, /* only where there are several provinces */
	GR_LEVEL_PROVINCE,
	GR_LEVEL_CITY,
	GR_LEVEL_COUNTY,
	GR_LEVELS
};

extern const struct gr_slice gr_level_name[GR_LEVELS];

struct gr_area {
	enum gr_level level;
	size_t wave;                /* position in the waves */
	struct gr_slice code, name; /* name of the register, in Chinese */
	struct gr_slice in;         /* its province's code; "" of the nation */
	size_t before;              /* the same place in the wave before, or
				       GR_NONE */
	size_t city;                /* of a county: its city's area */
	size_t province;            /* of a county or city, and its own */
	size_t nation;              /* around all, or GR_NONE */
	int64_t registered;         /* units */
	int64_t entered, left;      /* units, since the wave before */
};

struct gr_areas {
	const struct gr_slice *wave;
	size_t waves;
	struct gr_area *area; /* by wave, province, code, level; the nation
				 before all */
	size_t areas;
	struct gr_map *index; /* by wave * GR_LEVELS + level: code -> area */
};

/* What the whole is called, and the standard whose rules for areas hold: NULL,
 * or one without any, and it is the one province. */
struct gr_areas_region {
	struct gr_slice code, name;
	const struct gr_standard *rules;
};

/* The places of `waves` (sorted, borrowed) under a register.  GR_EDATA: a county
 * of no province. */
GR_MUST_USE enum gr_status gr_areas_make(struct gr_arena *keep,
    const struct gr_register *reg, struct gr_areas_region region,
    const struct gr_slice *wave, size_t waves, struct gr_areas *out,
    struct gr_err *err);

/* A place of a wave (by position), or GR_NONE. */
size_t gr_areas_find(const struct gr_areas *areas, size_t wave,
    enum gr_level level, struct gr_slice code);

#endif
