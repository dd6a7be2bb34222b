/* register.h - the register: every urban community that exists, and its codes.
 *
 * The register, not the survey, says how many communities there are: it is the
 * denominator of every rate and the only place a code or a name is true.  Its
 * columns are community_code, community_name, city_code, city_name,
 * county_code, county_name, street_code, street_name and, optionally,
 * valid_from and valid_to; a code may have several rows with periods that do
 * not overlap.  It is checked as a frame, since no figure is better than it:
 * where the standard says how codes are made (code_digits and code_places of
 * standard.csv), a row is a unit of the city and county that its code names, or
 * the register is refused.  For a wave the rows count that are valid on its 31 December
 * (a script that stands earlier clips the register first: green-register).
 */
#ifndef GREEN_REGISTER_REGISTER_H
#define GREEN_REGISTER_REGISTER_H

#include "base/arena.h"
#include "csv/table.h"
#include "standard/standard.h"

struct gr_unit {
	struct gr_slice code, name, city_code, city_name, county_code,
	    county_name, street_code, street_name;
	struct gr_slice class; /* urban or rural: behind a longer code, or "" */
	int32_t valid_from, valid_to; /* days, inclusive; INT32_MIN/MAX */
	uint64_t line;                /* of the register */
};

struct gr_register {
	const char *path;
	const struct gr_unit *unit; /* by code, then valid_from */
	size_t units;
	struct gr_map by_code; /* code -> first unit of that code */
};

enum { GR_CLASS_DIGITS = 3 };

/* Read `path`.  GR_EUSAGE with file:line:column: missing column, empty code or
 * name, a code twice for one day, a date that is not one day, a code that is no
 * unit's or not of its city and county.  `standard` NULL: codes of any form. */
GR_MUST_USE enum gr_status gr_register_read(struct gr_arena *keep,
    const char *path, const struct gr_standard *standard,
    struct gr_register *out, struct gr_err *err);

/* The same in two steps, of a table that is there: first its cells are brought
 * into one form (csv/table.h), then the register is made of them. */
GR_MUST_USE enum gr_status gr_register_tidy(struct gr_table *table,
    struct gr_err *err);
GR_MUST_USE enum gr_status gr_register_make(const struct gr_table *table,
    const struct gr_standard *standard, struct gr_register *out,
    struct gr_err *err);

/* The periods of a row of a register or of a table like it, from its columns
 * valid_from and valid_to; empty or no column: unbounded. */
GR_MUST_USE enum gr_status gr_register_period(const struct gr_table *table,
    const struct gr_table_row *row, int32_t *from, int32_t *to,
    struct gr_err *err);

/* 31 December of a wave ("2021"); false if it is not a year. */
bool gr_wave_last_day(struct gr_slice wave, int32_t *out);

static inline bool gr_unit_on(const struct gr_unit *unit, int32_t day)
{
	return unit->valid_from <= day && day <= unit->valid_to;
}

/* Whether a unit counts in a wave ("2021"). */
bool gr_unit_in_wave(const struct gr_unit *unit, struct gr_slice wave);

/* Whether a code is that of a city or a county that ever had a unit. */
bool gr_register_has_place(const struct gr_register *reg, struct gr_slice code);

/* The unit of a code in a wave, or on a day, or NULL. */
const struct gr_unit *gr_register_find(const struct gr_register *reg,
    struct gr_slice code, struct gr_slice wave);
const struct gr_unit *gr_register_find_on(const struct gr_register *reg,
    struct gr_slice code, int32_t day);

/* All rows of a code, whenever valid: *n of them, the first returned; NULL
 * when there is none. */
const struct gr_unit *gr_register_periods(const struct gr_register *reg,
    struct gr_slice code, size_t *n);

#endif
