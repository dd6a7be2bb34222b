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
#ifndef GREEN_STANDARD_H
#define GREEN_STANDARD_H

#include "arena.h"
#include "expr.h"
#include "map.h"
#include "table.h"

enum gr_type {
	GR_TYPE_TEXT,
	GR_TYPE_CODE,
	GR_TYPE_INT,
	GR_TYPE_DEC,
	GR_TYPE_BOOL,
	GR_TYPE_PCT,
	GR_TYPE_DATE,
	GR_TYPE_YEAR,
	GR_TYPE_ENUM,
	GR_TYPE_SET,
	GR_TYPES
};

/* The roles that programs need; a role that no column has leaves its figures
 * empty.  In columns.csv they are spelled as here, in lower case.  city and
 * county are the columns of the codes, street that of the name. */
enum gr_role {
	GR_ROLE_NONE,
	GR_ROLE_CODE,
	GR_ROLE_NAME,
	GR_ROLE_CITY,
	GR_ROLE_COUNTY,
	GR_ROLE_STREET,
	GR_ROLE_PARTICIPATING,
	GR_ROLE_PILOT,
	GR_ROLE_CLAIM,
	GR_ROLE_POPULATION,
	GR_ROLE_REVISION,
	GR_ROLE_REPORT_DATE,
	GR_ROLE_SURVEY_DATE,
	GR_ROLE_SURVEY_YEAR,
	GR_ROLE_PREV_CODE,
	GR_ROLE_PREV_NAME,
	GR_ROLE_PILOT_DATE,
	GR_ROLE_PARTICIPATING_DATE,
	GR_ROLE_CITY_NAME,
	GR_ROLE_COUNTY_NAME,
	GR_ROLE_STREET_CODE,
	GR_ROLE_REPORTER,
	GR_ROLES
};

enum gr_na_rule { GR_NA_NO, GR_NA_YES, GR_NA_WHEN };

struct gr_alias {
	struct gr_slice text; /* without the '!' or '?' */
	bool inverse;         /* written '!': the header asks the opposite */
	bool trap;            /* written '?': a header that could mean either;
				   it stops the column (ruling 1) */
};

/* A number's bounds are what its cells can hold, so every number has them: for
 * an empty min or max the reader puts 0 and 999999999999 (int, dec), 0 and 100
 * (pct), 1 and 9999 (year), 0 and 1 (bool).  A title that is not given in one
 * language is that of the other, or the name. */
struct gr_column {
	struct gr_slice name, block, title_zh, title_en, unit, note;
	const struct gr_alias *alias;
	size_t aliases;
	const struct gr_slice *value; /* canonical texts of enum and set */
	size_t values;
	enum gr_type type;
	struct gr_slice min, max; /* canonical literals; a number always
					   has both (see below), else empty = none */
	char requirement;         /* 'R', 'C' or 'O' */
	enum gr_na_rule na;
	const struct gr_expr *na_when; /* GR_NA_WHEN */
	enum gr_role role;
	bool sum, personal;
	uint64_t line; /* of columns.csv */
};

struct gr_rule {
	struct gr_slice rule, pattern, value, note;
	bool text_phase;      /* else the value phase */
	bool by_type;         /* `types` decides, else `column` */
	unsigned types;       /* bit 1 << enum gr_type */
	const size_t *column; /* positions in columns */
	size_t columns;
	enum { GR_RULE_FIX, GR_RULE_FLAG, GR_RULE_ASK } action;
	uint64_t line; /* of rules.csv */
};

struct gr_unit_rule { /* a row of units.csv */
	struct gr_slice unit, pattern, column_unit;
	int64_t numerator, denominator;
	uint64_t line;
};

struct gr_check {
	struct gr_slice check, level, text, message_zh, message_en;
	bool ask; /* action ASK, else NOTE */
	const struct gr_expr *test;
	const size_t *column; /* what goes in query */
	size_t columns;
	uint64_t line;
};

struct gr_ratio { /* a row of derived or indicators */
	struct gr_slice name, title_zh, title_en, threshold;
	struct gr_slice numerator_text, denominator_text;
	const struct gr_expr *numerator, *denominator;
	unsigned decimals;
	uint64_t line;
};

struct gr_group {
	struct gr_slice group, title_zh, title_en;
};

struct gr_criterion {
	struct gr_slice criterion, title_zh, title_en;
	size_t group; /* position in groups, or GR_NONE */
	int64_t weight;
	bool mandatory;
	size_t first_atom, atoms; /* atoms stand in criteria order */
	uint64_t line;
};

struct gr_atom {
	struct gr_slice atom, title_zh, title_en, test_text, applies_text;
	size_t criterion; /* position in criteria */
	bool hard;        /* strength hard, and source counted by
					   `sources` of the standard */
	bool soft;        /* strength soft as written */
	bool source_std;  /* source std, else eval */
	bool annual;
	const struct gr_expr *applies; /* NULL = always */
	const struct gr_expr *test;
	uint64_t line;
};

struct gr_parameter {                 /* a row of parameters.csv */
	size_t slot;                  /* which $name */
	struct gr_slice scope, value; /* scope "" = everywhere */
	int32_t valid_from, valid_to; /* days, inclusive; INT32_MIN/MAX */
	uint64_t line;
};

struct gr_obligation {
	struct gr_slice id, title_zh, title_en, expression, note;
	bool province, city;      /* level: province | city | both */
	struct gr_slice level;    /* as written */
	int32_t due, window_from; /* days; INT32_MIN = none */
	bool from_filings;        /* source filings, else stats */
	uint64_t line;
};

struct gr_place {
	struct gr_slice code, name_zh, name_en;
	int64_t row, col;
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
	struct gr_map key; /* every key of standard.csv -> index */
	const struct gr_slice *key_value;

	const struct gr_column *column;
	size_t columns;
	const struct gr_rule *rule;
	size_t rules;
	const struct gr_unit_rule *unit;
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

	struct gr_map column_index; /* name -> position */
	size_t role[GR_ROLES];      /* position of the column, or GR_NONE */
	const bool *prev_used;      /* by column: some prev() reads it */
};

/* Slots of the built-in parameters. */
enum { GR_PARAM_AS_OF, GR_PARAM_WAVE_AS_OF, GR_PARAM_WAVE, GR_PARAM_BUILT_IN };

/* Read and validate every table under `path`.  GR_EUSAGE with file:line:column
 * for anything that does not hold. */
GR_MUST_USE enum gr_status gr_standard_read(struct gr_arena *keep,
    const char *path, struct gr_standard *out, struct gr_err *err);

/* Position of a column by name, or GR_NONE. */
size_t gr_standard_column(const struct gr_standard *standard,
    struct gr_slice name);

/* A key of standard.csv, or an empty slice. */
struct gr_slice gr_standard_key(const struct gr_standard *standard,
    const char *key);

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
