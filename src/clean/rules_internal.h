/* rules_internal.h - the compiled rules of a standard: built by
 * rules.c, run by rules_row.c and rules_cell.c, told about by
 * rules_say.c.
 */
#ifndef GREEN_CLEAN_RULES_INTERNAL_H
#define GREEN_CLEAN_RULES_INTERNAL_H

#include "base/memo.h"
#include "clean/rules.h"
#include "standard/canonical.h"

/* Text rules of one column, so that a bit stands for each. */
#define GR_TEXT_RULES 64u

struct gr_compiled { /* a row of rules.csv */
	const struct gr_rule *row;
	struct gr_pattern *pattern;
	const struct gr_convert *convert;
	uint64_t fired;
	bool look[256];   /* a text rule: bytes that it can begin with */
	bool look_always; /* they are not known */
};

/* Rules that are not rows: they stand behind a column's own. */
enum gr_built_in {
	GR_BUILT_MISSING,
	GR_BUILT_OUTSIDE,
	GR_BUILT_UNREAD,
	GR_BUILT_YEAR,
	GR_BUILT_CONFIRMED, /* the one that gives a value */
	GR_BUILT_INS
};

struct gr_use {                   /* a rule in a column */
	struct gr_compiled *rule; /* NULL: built in */
	enum gr_built_in built_in;
	size_t column;
	uint64_t fired, fixed;
	struct gr_slice sample; /* in the arena */
};

struct gr_cell_column {
	const struct gr_column *def;
	struct gr_use *use; /* text rules, value rules, built-in ones */
	size_t texts, values;
	bool look[256];      /* bytes that a text rule can begin with */
	bool look_always;    /* for some text rule they are not known */
	struct gr_buf value; /* of the present row */
	struct gr_memo memo;
};

struct gr_cell_rules {
	const struct gr_standard *standard;
	enum gr_cell_source source;
	struct gr_arena *arena;
	struct gr_patterns *patterns;
	const struct gr_units_of_measure *units;
	struct gr_compiled *rule;      /* as many as standard->rules */
	struct gr_cell_column *column; /* as many as standard->columns */
	struct gr_use *use;
	size_t uses;
	struct gr_outcome *outcome; /* by column, of the present row */
	struct gr_buf text, spare, subject;
};

#define GR_NO_USE UINT32_MAX

struct gr_outcome { /* what a cell came to */
	struct gr_slice value;
	uint64_t texts;          /* text rules that rewrote it, as bits */
	uint32_t shown, decided; /* positions in the column's uses */
	enum gr_cell_action action;
	enum gr_cell_why why;
	enum gr_reading reading;
	bool is_raw;    /* the value is the raw text itself */
	bool confirmed; /* its sender says that it is so */
};

struct gr_remembered { /* in a memo */
	struct gr_outcome outcome;
	char value[GR_MEMO_KEY_BYTES];
};

struct gr_cell_job { /* a cell being read */
	struct gr_cell_rules *rules;
	struct gr_cell_column *column;
	struct gr_slice raw;
	struct gr_slice text; /* after the text phase */
	bool inverse;         /* the header asks the opposite */
	struct gr_outcome *out;
	struct gr_err *err;
};

/* Both phases, M02 and M03 (rules_cell.c).  The value may point into the
 * rules' buffers. */
GR_MUST_USE enum gr_status gr_cell_decide(struct gr_cell_job *c);

/* End a cell: put in query by a use, by a rule that is not a row, or with the
 * value in the column's buffer by a use. */
void gr_cell_ask(struct gr_cell_job *c, size_t use, enum gr_cell_why why,
    enum gr_reading reading);
void gr_cell_ask_built_in(struct gr_cell_job *c, enum gr_built_in rule,
    enum gr_cell_why why);
void gr_cell_accept(struct gr_cell_job *c, size_t use, enum gr_reading reading);

/* Let a confirmed cell keep the value that it was read to have, even outside
 * min and max; one that was not read stays as it is (DESIGN 9.42). */
void gr_cell_confirm(struct gr_cell_job *c);

/* The id of a use's rule. */
struct gr_slice gr_cell_rules_use_id(const struct gr_use *use);

#endif
