/* rules_internal.h - the compiled rules of a standard: built by rules.c and
 * families.c, run by rules_row.c, rules_plain.c and rules_cell.c, told about by
 * rules_say.c.
 */
#ifndef GREEN_CLEAN_RULES_INTERNAL_H
#define GREEN_CLEAN_RULES_INTERNAL_H

#include "clean/front.h"
#include "clean/rules.h"
#include "number/short.h"
#include "standard/canonical.h"

/* Text rules of one column, so that a bit stands for each. */
#define GR_TEXT_RULES 64u

struct gr_compiled { /* a row of rules.csv */
	const struct gr_rule *row;
	struct gr_pattern *pattern;
	const struct gr_convert *convert;
	bool keeps; /* what it matches stays as it is */
	bool fired;
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

#define GR_LAST_BYTES 48u

struct gr_use { /* what a rule has done in a column */
	uint64_t fired, fixed;
	struct gr_slice sample; /* in the arena */
};

/* Columns that are read alike: by the same rules, to the same values, within
 * the same bounds.  What one of them has learned, all know. */
struct gr_family {
	const struct gr_column *def; /* one of them */
	struct gr_compiled **rule;   /* text rules, then value rules */
	size_t texts, values;
	struct gr_sieve *sieve; /* of them; NULL: not asked for, or no memory */
	bool sieved;            /* it was asked for ... */
	bool owns_sieve;        /* ... and no other family had it */
	/* The rule that takes numbers as they are, and what they may be, in
	 * millionths; GR_NO_USE: there is none. */
	uint32_t plain;
	bool whole;
	int64_t least, most;
	/* By digits and decimals of such numbers: how often they came, or what
	 * is known of all of them (rules_plain.c). */
	uint8_t shape[GR_WORD_BYTES + 1][GR_SHORT_DECIMALS + 1];
	struct gr_recall recall;
	struct gr_front *front; /* NULL: no cells */
	unsigned digit;         /* the number of plain ones there; or 0 */
};

enum { GR_SHAPE_PLAIN = UINT8_MAX, GR_SHAPE_DIFFERS = UINT8_MAX - 1 };

enum gr_cell_way { /* how a cell is looked at first */
	GR_WAY_RECALL,
	GR_WAY_NUMBER, /* it may be a plain number */
	GR_WAY_TEXT,   /* it may be a text that no rule is about */
	GR_WAY_CODE,   /* it is another in every row, and may stay as it is */
	GR_WAY_RULES   /* by the rules, whatever it is */
};

struct gr_cell_column {
	const struct gr_column *def;
	struct gr_family *family;
	struct gr_use *use; /* by rule, then built in; NULL: no cells */
	size_t field;       /* of the row; GR_NONE: the input has it not */
	size_t cell;        /* its position among the cells of the row */
	enum gr_cell_way way;
	bool watched;               /* gr_cell_is_settled() must be asked */
	char room[GR_RECALL_VALUE]; /* the value of the present cell ... */
	struct gr_buf value;        /* ... or this, if it is long */
	/* The last text that no rule was about: many rows have the same. */
	char last[GR_LAST_BYTES];
	size_t last_bytes;
};

/* What a row needs of a column to pass a cell that is in front. */
struct gr_cell_seat {
	const struct gr_front *front;
	uint64_t pass; /* by number in front, a bit each: it passes */
	struct gr_cell_column *column;
	uint32_t field;
	uint32_t longest;         /* of a text that may be in front */
	struct gr_recall *recall; /* of longer ones that may pass, else NULL */
	struct gr_family
	    *numbers;  /* where a plain number may pass, else NULL */
	uint64_t *met; /* by number, how many are not counted yet */
};

/* Where the values of a row are laid, one TAB apart, as a line of a stream has
 * them: so they are written, or handed on, as one. */
struct gr_cell_line {
	char *to;
	size_t spare; /* bytes beyond those that each cell has */
};

struct gr_open_cell { /* one that is not done with when it is read */
	struct gr_cell_column *column;
	struct gr_outcome outcome;
};

struct gr_cell_rules {
	const struct gr_standard *standard;
	enum gr_cell_source source;
	bool plainly; /* nothing recalled, nothing passed over */
	bool untold;  /* nobody asks how a rule has worked */
	struct gr_arena *arena;
	struct gr_patterns *patterns;
	const struct gr_units_of_measure *units;
	struct gr_compiled *rule; /* as many as standard->rules */
	struct gr_family *family; /* at most as many as the columns */
	size_t families;
	struct gr_cell_column *column; /* as many as standard->columns */
	struct gr_cell_seat *seat;     /* of a row's cells */
	size_t cells;
	struct gr_arena *lent;     /* where values go that rows hold */
	struct gr_cell_line line;  /* of the present row */
	struct gr_open_cell *open; /* of the present row, room for all cells */
	size_t opened;
	struct gr_cell *told; /* the same */
	size_t tellings, fixed;
	struct gr_buf text, spare, subject;
};

struct gr_cell_job { /* a cell being read */
	struct gr_cell_rules *rules;
	struct gr_cell_column *column;
	struct gr_family *family;
	struct gr_slice raw;
	struct gr_slice text;           /* after the text phase */
	const struct gr_sieve_end *may; /* rules that may match; NULL: any */
	bool inverse;                   /* the header asks the opposite */
	struct gr_outcome *out;
	struct gr_err *err;
};

/* Sort the columns into families (families.c). */
GR_MUST_USE enum gr_status gr_cell_families(struct gr_cell_rules *rules,
    struct gr_err *err);
void gr_cell_families_free(struct gr_cell_rules *rules);

/* Make the sieve of a family's rules, unless there is no memory. */
void gr_cell_make_sieve(struct gr_cell_rules *rules, struct gr_family *family);

/* Where a text of a column leads its rules; NULL: any of them may match. */
static inline const struct gr_sieve_end *gr_cell_sift(
    struct gr_cell_rules *rules, struct gr_family *family, struct gr_slice text)
{
	if (!family->sieved)
		gr_cell_make_sieve(rules, family);
	return family->sieve != NULL ? gr_sieve_run(family->sieve, text) : NULL;
}

/* Both phases, M02 and M03 (rules_cell.c).  The value may point into the
 * rules' buffers. */
GR_MUST_USE enum gr_status gr_cell_decide(struct gr_cell_job *c);

/* Read a cell whose text is not recalled, and keep what it came to. */
GR_MUST_USE enum gr_status gr_cell_read(struct gr_cell_rules *rules,
    struct gr_cell_column *column, struct gr_slice raw, struct gr_outcome *out,
    struct gr_err *err);

/* The same of a text that may be recalled (rules_row.c); the value is valid
 * until the column's next cell. */
GR_MUST_USE enum gr_status gr_cell_recall(struct gr_cell_rules *rules,
    struct gr_cell_column *column, struct gr_slice raw, struct gr_outcome *out,
    struct gr_err *err);

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

/* What needs the rest of the row, whose values are value[] (rules_settle.c):
 * whether that may be so of a column's cells, and is of one of them, and the
 * doing. */
bool gr_cell_is_watched(const struct gr_cell_column *column);
bool gr_cell_is_settled(const struct gr_cell_rules *rules,
    const struct gr_cell_column *column, struct gr_slice wave,
    struct gr_slice raw, struct gr_slice value);
GR_MUST_USE enum gr_status gr_cell_settle(struct gr_cell_rules *rules,
    struct gr_cell_column *column, struct gr_slice wave, struct gr_slice raw,
    const struct gr_slice *value, struct gr_outcome *out, struct gr_err *err);

/* The rules of a family that are rows of rules.csv. */
static inline size_t gr_family_rules(const struct gr_family *family)
{
	return family->texts + family->values;
}

/* The id of the rule at a position of a family. */
struct gr_slice gr_cell_rules_use_id(const struct gr_family *family,
    size_t position);

#endif
