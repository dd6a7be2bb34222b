/* rules.h - from the raw text of a cell to a typed value, by rules.csv.
 *
 * A cell passes two phases (DESIGN 4).  Every text rule of its column rewrites
 * it once, in the table's order; then the first value rule of the column, else
 * of its type, whose pattern matches the whole text decides what it means.
 * Each cell ends with one value, one action and one rule, and what cannot be
 * read with one meaning becomes `?`.  Which texts mean what is the table's;
 * only what holds for every table is here: M01 (a required answer is missing),
 * M02 (outside min and max), M03 (no rule reads it), and the year of the wave.
 *
 * Results are kept per column by their raw bytes, so patterns run about once
 * for each different text, and memory is bounded whatever comes.
 */
#ifndef GREEN_CLEAN_RULES_H
#define GREEN_CLEAN_RULES_H

#include "clean/convert.h"

/* A longer cell is no answer, and no pattern is run on it: text passes as it
 * is, anything else is M03. */
#define GR_CELL_TEXT_BYTES 4096u
#define GR_CELL_BYTES 1000u

struct gr_cell_rules;

enum gr_cell_action {
	GR_CELL_AS_IS, /* the value is the text */
	GR_CELL_FIX,
	GR_CELL_FLAG,
	GR_CELL_ASK /* the value is `?`, or empty under M01 */
};

enum gr_cell_why {         /* what is said, beside the rule's note */
	GR_WHY_RULE,       /* the rule asks, or its conversion failed */
	GR_WHY_MISSING,    /* M01 */
	GR_WHY_OUTSIDE,    /* M02 */
	GR_WHY_UNREAD,     /* M03 */
	GR_WHY_NA,         /* n/a where the column does not allow it */
	GR_WHY_OTHER_YEAR, /* the survey year is not the wave's */
	GR_WHY_CONFIRMED   /* no ASK: A06, its sender says that it is so */
};

struct gr_cell {               /* one of which there is something to tell */
	size_t cell;           /* its position among those of the row */
	struct gr_slice value; /* canonical, "", "n/a" or "?" */
	struct gr_slice rule;  /* the deciding rule's id; empty: as it was */
	struct gr_slice note;  /* that rule's note in rules.csv */
	enum gr_cell_action action;
	enum gr_cell_why why;
	enum gr_reading reading; /* how the conversion ended */
	bool unconfirmed; /* its sender confirms what has no one reading */
};

/* What the cells are: raw text of ingest, escaped as DESIGN 3 says, or values
 * that were cleaned before.  Of these, what is canonical and within its bounds
 * stays as it is, and so do empty, n/a and `?`. */
enum gr_cell_source { GR_CELL_RAW, GR_CELL_CLEANED };

/* Compile rules.csv and units.csv of a standard, which must outlive the rules.
 * GR_EUSAGE at file:line:column for a pattern that does not compile, a value
 * that is no literal or call for its columns, an ASK that gives a value, a `?`
 * that does not ask, a text rule that is no FIX. */
GR_MUST_USE enum gr_status gr_cell_rules_new(const struct gr_standard *standard,
    struct gr_cell_rules **out, struct gr_err *err);
void gr_cell_rules_free(struct gr_cell_rules *rules); /* NULL is allowed */

/* What the cells will be; raw if it is not said. */
void gr_cell_rules_expect(struct gr_cell_rules *rules,
    enum gr_cell_source source);

/* The same checks alone: for whoever reads a standard. */
GR_MUST_USE enum gr_status gr_cell_rules_check(
    const struct gr_standard *standard, struct gr_err *err);

/* Where the cells of a row are: cell i is in field[i] of the row, and in the
 * column at position column[i] of the standard.  Once, when what they are and
 * how they are read has been said, before the first row. */
GR_MUST_USE enum gr_status gr_cell_rules_place(struct gr_cell_rules *rules,
    const size_t *column, const size_t *field, size_t n, struct gr_err *err);

/* Whether rules that have been placed, and may have read rows since, can go on
 * with cells of this source at these places: what they recall rests on nothing
 * else. */
bool gr_cell_rules_fit(const struct gr_cell_rules *rules,
    const struct gr_standard *standard, enum gr_cell_source source,
    const size_t *column, const size_t *field, size_t n);

/* Read every cell by the rules themselves, without recalling any or passing
 * over any, and tell of those that are fixed, too: for whoever holds the short
 * ways against the long one. */
void gr_cell_rules_read_plainly(struct gr_cell_rules *rules);

/* Keep no account of how the rules work, since nobody will ask for it: there is
 * no use to tell of then. */
void gr_cell_rules_leave_untold(struct gr_cell_rules *rules);

struct gr_cells { /* what the cells of a row came to, beside their values */
	const struct gr_cell
	    *told; /* flagged, asked or unconfirmed, in order */
	size_t n;
	size_t fixed; /* cells */
};

/* Read the cells of a row of a wave: raw[] are its fields, and the value of each
 * that is a cell goes to the same place of value[], which is another row.  Values
 * are valid until the rules or `scratch` end, or, if they are the text itself, as
 * long as that; what is told until the next row.  Fails as gr_pattern_match
 * does. */
GR_MUST_USE enum gr_status gr_cell_rules_row(struct gr_cell_rules *rules,
    struct gr_arena *scratch, struct gr_slice wave, const struct gr_slice *raw,
    struct gr_slice *value, struct gr_cells *out, struct gr_err *err);

/* Whether a text can be an answer of the column: some rule reads it, or asks
 * what is meant by such an answer, or it is n/a.  What no rule reads, what lies
 * outside the bounds, and a number where no number is wanted are none.  For
 * whoever must tell under which heading a cell belongs. */
GR_MUST_USE enum gr_status gr_cell_rules_can_answer(struct gr_cell_rules *rules,
    size_t column, struct gr_slice text, bool *can, struct gr_err *err);

/* What the finding of a FLAG or ASK in a column says, appended to *to. */
void gr_cell_message(const struct gr_column *column, const struct gr_cell *cell,
    bool chinese, struct gr_buf *to);

/* How a rule has worked in a column. */
struct gr_rule_use {
	struct gr_slice rule, column; /* no column: it never fired */
	const char *action;           /* FIX, FLAG or ASK, as in the table */
	uint64_t row;                 /* line of rules.csv; 0: built in */
	uint64_t fired;               /* cells that it rewrote or decided */
	uint64_t fixed;               /* cells that count as fixed by it */
	struct gr_slice sample;       /* the first raw text it fired on */
};

/* The next use from `*cursor` (0 to begin) on; false after the last.  First
 * the rules that fired, by column, then the rows of rules.csv that never
 * did. */
bool gr_cell_rules_use(struct gr_cell_rules *rules, size_t *cursor,
    struct gr_rule_use *out);

/* Start counting `fixed` anew, for the next delivery. */
void gr_cell_rules_restart(struct gr_cell_rules *rules);

#endif
