/* rows.h - the rows of a standard's tables, columns.csv apart.
 *
 * Each is a row as it was read: texts beside what they were compiled to, names
 * of columns and rows of other tables as positions, and the line it stood on,
 * so that a message can point at it.  They are values that the standard owns;
 * standard.h holds them together and reads them.
 */
#ifndef GREEN_STANDARD_ROWS_H
#define GREEN_STANDARD_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "expr/expr.h"

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

struct gr_unit_of_measure { /* a row of units.csv */
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
	struct gr_slice change_target; /* of an indicator: points a year */
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
	struct gr_slice note;
	int32_t valid_from, valid_to; /* days, inclusive; INT32_MIN/MAX */
	uint64_t line;
};

enum gr_scope_state { GR_SCOPE_OFF, GR_SCOPE_SOFT, GR_SCOPE_HARD };

/* A row of scopes.csv: what a city or county has settled about a criterion (all
 * of its atoms) or an atom. */
struct gr_scope {
	struct gr_slice item, scope;  /* as written */
	size_t criterion;             /* position; of the atom's, too */
	size_t atom;                  /* position, or GR_NONE: the criterion */
	enum gr_scope_state state;    /* HARD: as the standard has it */
	struct gr_slice source;       /* the document that settles it */
	int32_t valid_from, valid_to; /* days, inclusive; INT32_MIN/MAX */
	uint64_t line;
};

/* What an obligation is judged by: GR_OBLIGATION_stats ... */
enum gr_obligation_kind {
#define GR_OBLIGATION_KIND(name) GR_OBLIGATION_##name,
#include "standard/obligation_kind.def"
#undef GR_OBLIGATION_KIND
	GR_OBLIGATION_KINDS
};

struct gr_obligation {
	struct gr_slice id, title_zh, title_en, expression, note;
	bool province, city;      /* level: province | city | both */
	struct gr_slice level;    /* as written */
	int32_t due, window_from; /* days; INT32_MIN = none */
	enum gr_obligation_kind kind;
	const struct gr_expr *test;   /* of obligation.h's names; or NULL */
	struct gr_slice base, year;   /* of the id O22.2021; else no year */
	const struct gr_slice *shows; /* columns of figures, without a test */
	size_t shown;
	uint64_t line;
};

/* Of areas.csv: which counties a province or a city has, by how their codes
 * begin. */
struct gr_area_rule {
	struct gr_slice prefix, code, name_zh, name_en;
	bool province;    /* else a city's */
	bool each_county; /* each county is a city, under its own code */
};

struct gr_place {
	struct gr_slice code, name_zh, name_en;
	int64_t row, col;
};

#endif
