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

#include "csv/table_rows.h"
#include "register/streets.h"
#include "standard/standard.h"

/* A row: a unit, as long as it is valid.  There are many, so that all that
 * several have in common stands elsewhere once, and what a unit alone has in
 * one text; the functions below know where. */
struct gr_unit {
	const char *text; /* code, class, name; then, if it differs, the length
			     of the name as compared, and it */
	const struct gr_street *street;
	int32_t valid_from, valid_to; /* days, inclusive; INT32_MIN/MAX */
	uint32_t name_bytes;
	uint32_t code_bytes : 24, class_bytes : 7, differs : 1;
};

struct gr_register {
	const char *path;
	const struct gr_unit *unit; /* by code, then valid_from */
	size_t units;
	struct gr_index by_code;        /* the first unit of a code, if made */
	const struct gr_county *county; /* a list of all of them */
};

enum { GR_CLASS_DIGITS = 3 };

/* ---- what a unit is ---- */

static inline struct gr_slice gr_unit_code(const struct gr_unit *unit)
{
	return gr_slice_make(unit->text, unit->code_bytes);
}

/* Urban or rural: behind a longer code, or "". */
static inline struct gr_slice gr_unit_class(const struct gr_unit *unit)
{
	return gr_slice_make(unit->text + unit->code_bytes, unit->class_bytes);
}

static inline struct gr_slice gr_unit_name(const struct gr_unit *unit)
{
	return gr_slice_make(unit->text + unit->code_bytes + unit->class_bytes,
	    unit->name_bytes);
}

/* The name as it is compared. */
static inline struct gr_slice gr_unit_folded(const struct gr_unit *unit)
{
	struct gr_slice name = gr_unit_name(unit);
	uint32_t bytes;

	if (!unit->differs)
		return name;
	memcpy(&bytes, name.ptr + name.len, sizeof bytes);
	return gr_slice_make(name.ptr + name.len + sizeof bytes, bytes);
}

static inline const struct gr_county *gr_unit_county(const struct gr_unit *unit)
{
	return unit->street->county;
}

/* ---- reading ---- */

/* Read `path`.  GR_EUSAGE with file:line:column: missing column, empty code or
 * name, a code twice for one day, a date that is not one day, a code that is no
 * unit's or not of its city and county.  `standard` NULL: codes of any form. */
GR_MUST_USE enum gr_status gr_register_read(struct gr_arena *keep,
    const char *path, const struct gr_standard *standard,
    struct gr_register *out, struct gr_err *err);

/* The same of rows that are open, which it reads to their end. */
GR_MUST_USE enum gr_status gr_register_take(struct gr_arena *keep,
    struct gr_table_rows *rows, const struct gr_standard *standard,
    struct gr_register *out, struct gr_err *err);

/* Have units be found by their codes at once, as who looks up many wants: room
 * for the index in `keep`; then, once, the index itself, which needs no memory, so
 * that a thread can make it. */
GR_MUST_USE enum gr_status gr_register_index_room(struct gr_arena *keep,
    struct gr_register *reg, struct gr_err *err);
void gr_register_index(struct gr_register *reg);

/* Where in a heading what is typed in many ways stands, if it does. */
struct gr_register_form {
	size_t code[4], day[2];
};

struct gr_register_form gr_register_form(const struct gr_header *header);

/* Bring a row of a register into the form in which it is read: its cells
 * tidied, dates and codes as they are typed.  GR_EUSAGE: a control character.
 * *blank: nothing is left of it. */
GR_MUST_USE enum gr_status gr_register_tidy_row(const struct gr_table *table,
    const struct gr_register_form *form, struct gr_table_row *row, bool *blank,
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

/* Whether a code is that of a city or a county that ever had a unit. */
bool gr_register_has_place(const struct gr_register *reg, struct gr_slice code);

/* The unit of a code in a wave, or on a day, or NULL.  Without an index it is
 * looked for in some twenty places. */
const struct gr_unit *gr_register_find(const struct gr_register *reg,
    struct gr_slice code, struct gr_slice wave);
const struct gr_unit *gr_register_find_on(const struct gr_register *reg,
    struct gr_slice code, int32_t day);

/* The same, where it mostly is one of the next units behind `near`, which may be
 * NULL: records mostly come in the order of their codes. */
const struct gr_unit *gr_register_find_behind(const struct gr_register *reg,
    const struct gr_unit *near, struct gr_slice code, int32_t day);

/* The row of a unit of the register that is valid on a day, or NULL. */
const struct gr_unit *gr_unit_then(const struct gr_register *reg,
    const struct gr_unit *unit, int32_t day);

/* All rows of a code, whenever valid: *n of them, the first returned; NULL
 * when there is none. */
const struct gr_unit *gr_register_periods(const struct gr_register *reg,
    struct gr_slice code, size_t *n);

/* The same, where the first mostly lies at the position `near` or not far behind
 * it: for codes that come in order. */
const struct gr_unit *gr_register_periods_behind(const struct gr_register *reg,
    size_t near, struct gr_slice code, size_t *n);

#endif
