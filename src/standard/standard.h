/* standard.h - a standard: the folder of tables that holds all the rules.
 *
 * Nothing about a province is in the program: columns, conversions, checks,
 * criteria, thresholds and obligations are rows of CSV tables, read once and
 * validated whole before the first record is touched.  What a row says is kept
 * here as it was written, beside its line, so that a message can point at it;
 * expressions are compiled.  Everything lives in the keep arena.
 *
 * Expressions about a community use the columns' positions as slots (now and
 * prev alike) and the parameters' positions as slots of '$'.  Three parameters
 * are built in: $as_of (the run's; U if none was given), $wave_as_of, $wave.
 */
#ifndef GREEN_STANDARD_STANDARD_H
#define GREEN_STANDARD_STANDARD_H

#include "base/arena.h"
#include "base/map.h"
#include "csv/table.h"
#include "expr/expr.h"
#include "standard/answer.h"
#include "standard/column.h"
#include "standard/rows.h"

/* How the codes of a register are made, where a standard says so: how many
 * digits they may have, the first of them without a class behind it, and how
 * many of them are the city's, the county's and the street's code. */
struct gr_code_form {
	unsigned digits[4], city, county, street;
	size_t lengths; /* of digits; 0: codes of any form */
};

struct gr_standard {
	const char *path;
	/* standard.csv */
	struct gr_slice id, title_zh, title_en, region, region_name_zh,
	    region_name_en;
	bool chinese;                /* language zh, else en */
	const struct gr_slice *wave; /* waves, in order */
	size_t waves;
	bool by_points;            /* pass_rule points, else all */
	struct gr_dec points_pass; /* 0..100 */
	enum gr_rounding rounding;
	bool has_utc_offset; /* else an instant's civil day is not known */
	int utc_offset_minutes;
	/* blocks whose columns say who and when; none: see
	 * gr_standard_is_identity */
	const struct gr_slice *identity_block;
	size_t identity_blocks;
	const struct gr_slice
	    *no_answer_rule; /* see gr_standard_says_nothing */
	size_t no_answer_rules;
	const struct gr_slice *no_answer_word; /* see gr_standard_is_none */
	size_t no_answer_words;
	struct gr_code_form code_form;
	struct gr_map key; /* every key of standard.csv -> index */
	const struct gr_slice *key_value;

	const struct gr_column *column;
	size_t columns;
	const struct gr_rule *rule;
	size_t rules;
	const struct gr_unit_of_measure *unit;
	size_t units;
	const struct gr_check *check;
	size_t checks;
	const struct gr_ratio *derived;
	size_t deriveds;
	const struct gr_ratio *indicator;
	size_t indicators;
	const struct gr_group *group;
	size_t groups;
	const struct gr_criterion *criterion;
	size_t criteria;
	const struct gr_atom *atom;
	size_t atoms;
	const struct gr_scope *scope;
	size_t scopes;
	const struct gr_parameter *parameter;
	size_t parameters;
	const struct gr_slice
	    *parameter_name; /* by slot; first the 3 built in */
	size_t parameter_names;
	const struct gr_symbol *parameter_symbol; /* kind, bounds; by slot */
	const struct gr_obligation *obligation;
	size_t obligations;
	const struct gr_place *place;
	size_t places;
	const struct gr_area_rule *area_rule; /* none: of one province */
	size_t area_rules;

	struct gr_map column_index;   /* name -> position */
	size_t role[GR_ROLES];        /* position of the column, or GR_NONE */
	const bool *prev_used;        /* by column: some prev() reads it */
	const bool *parameter_judges; /* by slot: some atom reads it */
	bool local; /* a scope or an atom's parameter may be a place's own */
};

/* Slots of the built-in parameters. */
enum { GR_PARAM_AS_OF, GR_PARAM_WAVE_AS_OF, GR_PARAM_WAVE, GR_PARAM_BUILT_IN };

/* Which tables: rules.csv and units.csv are as long as all the rest, and only
 * those who read cells as they were delivered need them, and need to know that
 * no heading means two columns. */
enum gr_standard_tables { GR_STANDARD_WITHOUT_CELLS, GR_STANDARD_WITH_CELLS };

/* Read and validate the tables under `path`, but for the patterns and values
 * of rules.csv and units.csv: those are for whoever compiles them next
 * (clean/read_standard.h tries all of it).  GR_EUSAGE with file:line:column for
 * anything that does not hold. */
GR_MUST_USE enum gr_status gr_standard_load(struct gr_arena *keep,
    const char *path, enum gr_standard_tables tables, struct gr_standard *out,
    struct gr_err *err);

/* Where a table of the folder is, for messages; in `keep`.  NULL: memory ran
 * out. */
const char *gr_standard_table(const struct gr_standard *standard,
    struct gr_arena *keep, const char *name);

/* Position of a column by name, or GR_NONE. */
size_t gr_standard_column(const struct gr_standard *standard,
    struct gr_slice name);

/* How streams behind green-match head what has a role; empty: nothing has.  The
 * codes of city and county are there in any case: match appends city_code and
 * county_code where the survey does not ask them. */
struct gr_slice gr_standard_head(const struct gr_standard *standard,
    enum gr_role role);

/* GR_EUSAGE at columns.csv if no column has the role. */
GR_MUST_USE enum gr_status gr_standard_need_role(
    const struct gr_standard *standard, enum gr_role role, struct gr_err *err);

/* A key of standard.csv, or an empty slice. */
struct gr_slice gr_standard_key(const struct gr_standard *standard,
    const char *key);

/* What the cells of a type are to expressions. */
enum gr_value_kind gr_standard_kind(enum gr_type type);

/* Names of a column as expressions see them (gr_symbol_fn; context is the
 * standard). */
bool gr_standard_symbol(const void *standard, enum gr_name_class class,
    struct gr_slice name, struct gr_symbol *out);

/* Fill value[0 .. parameter_names - 1] for a place on a day: the most specific
 * scope (county, then city, then none) whose dates hold it; empty if none.
 * Built-in slots are left alone. */
void gr_standard_parameters(const struct gr_standard *standard,
    struct gr_slice city_code, struct gr_slice county_code, int32_t day,
    struct gr_slice *value);

#endif
