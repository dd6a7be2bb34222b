/* column.h - a column of the survey, as columns.csv describes it.
 *
 * The dictionary is what every program shares: what a cell may hold, which
 * headers name its column, whether it may be left out, and the role by which
 * a program finds it without knowing a province's names.  Programs ask for a
 * role and never for a name, so another survey needs no other program.
 */
#ifndef GREEN_STANDARD_COLUMN_H
#define GREEN_STANDARD_COLUMN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "expr/expr.h"

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

/* As columns.csv and rules.csv spell them; NULL behind the last. */
extern const char *const gr_type_name[GR_TYPES + 1];

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

/* What each role is called, and the types (bits by enum gr_type) that can play
 * it. */
struct gr_role_rule {
	const char *word;
	unsigned types;
};

extern const struct gr_role_rule gr_role_rule[GR_ROLES];

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

#endif
