/* annual_internal.h - what the files of annual.h share.
 *
 * facts.c reads the tables of the release, script.c the table of
 * sentences, template.c the places in a sentence; figure.c puts
 * figures in and claim.c lists them; rows.c picks the rows that a
 * sentence is said of; annual.c writes the document.
 */
#ifndef GREEN_ANNUAL_ANNUAL_INTERNAL_H
#define GREEN_ANNUAL_ANNUAL_INTERNAL_H

#include "annual/annual.h"
#include "release/markup.h"

/* ---- facts.c: the tables of the release ---- */

enum fact_file {
	FACT_CITIES,
	FACT_COUNTIES,
	FACT_CRITERIA,
	FACT_MILESTONES,
	FACT_PACE,
	FACT_COMMUNITIES,
	FACT_NOT_RESPONDED,
	FACT_CLAIMS, /* of this summary; grows while it is written */
	FACT_FILES
};

enum { FACT_KEYS = 4 };

/* What $names stand for */
enum { FACT_AS_OF, FACT_NEXT_YEAR, FACT_REGION, FACT_FIRST_WAVE, FACT_WORDS };

struct fact_table {
	const char *path; /* in the release: "cities.csv" */
	struct gr_table table;
	enum gr_value_kind *kind;        /* by column */
	const struct gr_table_row **row; /* those of the year's wave */
	size_t rows;
	size_t wave;           /* its column, or GR_NONE */
	size_t key[FACT_KEYS]; /* the columns that name a row */
	size_t keys;
	struct gr_map index;         /* key, wave and all -> row of table */
	struct gr_slice *now, *prev; /* cells as expressions see them */
};

struct facts {
	const struct gr_annual *annual;
	struct gr_arena *keep;
	struct fact_table *file[FACT_FILES]; /* NULL until it is asked for */
	struct gr_slice word[FACT_WORDS];    /* what $names stand for */
	struct gr_slice wave, before;        /* `before` empty: none */
	struct gr_slice hash;                /* of the release's manifest */
	struct gr_slice release;             /* its name, from that */
	const struct gr_table_row *region;   /* of cities.csv, this wave */
};

/* The columns of the claims, in order. */
enum {
	CLAIM_NUMBER,
	CLAIM_SENTENCE,
	CLAIM_FIGURE,
	CLAIM_OPERATION,
	CLAIM_FILE,
	CLAIM_ROW,
	CLAIM_COLUMN,
	CLAIM_VALUE,
	CLAIM_COLUMNS
};

GR_MUST_USE enum gr_status facts_open(const struct gr_annual *annual,
    struct facts *out, struct gr_err *err);

/* A table by its name in annual.csv, or FACT_FILES. */
enum fact_file facts_find(struct gr_slice name);

/* Have a table read. */
GR_MUST_USE enum gr_status facts_need(struct facts *facts, enum fact_file file,
    struct gr_err *err);

/* The row of the same place in the wave before, or NULL. */
const struct gr_table_row *facts_before(const struct facts *facts,
    enum fact_file file, const struct gr_table_row *row, struct gr_err *err);

/* What a row answers to a test; *err is set when memory ran out. */
GR_MUST_USE enum gr_status facts_test(const struct facts *facts,
    enum fact_file file, const struct gr_table_row *row,
    const struct gr_expr *test, bool *yes, struct gr_err *err);

/* A test about the rows of a table, at a place of annual.csv. */
GR_MUST_USE enum gr_status facts_compile(const struct facts *facts,
    enum fact_file file, struct gr_slice text, const struct gr_table *at,
    const struct gr_table_row *row, const char *column,
    const struct gr_expr **out, struct gr_err *err);

/* ---- template.c: a sentence with places for figures ---- */

enum piece_kind {
	PIECE_TEXT,
	PIECE_VALUE,       /* {column} */
	PIECE_BEFORE,      /* {prev(column)} */
	PIECE_CHANGE,      /* {change(column)} */
	PIECE_CHANGE_RATE, /* {change(column/column)}: percentage points */
	PIECE_COUNT,       /* {count(test)}, {count()} */
	PIECE_AS_OF,       /* {$as_of} */
	PIECE_RELEASE      /* {$release} */
};

enum piece_style {
	STYLE_PLAIN,
	STYLE_ABS,
	STYLE_TITLE,
	STYLE_WORD,
	STYLE_DATE
};

struct piece {
	enum piece_kind kind;
	enum piece_style style;
	struct gr_slice text; /* of PIECE_TEXT; the test of PIECE_COUNT */
	size_t column, whole; /* positions in the table */
	const struct gr_expr *test;
};

struct template
{
	struct piece *piece;
	size_t n, room;
};

/* Read a cell of annual.csv, the `column` of `row`, as a template about the
 * rows of a table. */
GR_MUST_USE enum gr_status template_read(const struct facts *facts,
    enum fact_file file, const struct gr_table *at,
    const struct gr_table_row *row, const char *column, struct template *out,
    struct gr_err *err);

/* ---- script.c: annual.csv ---- */

enum line_kind {
	LINE_TITLE,
	LINE_SECTION,
	LINE_PARAGRAPH,
	LINE_SENTENCE,
	LINE_ITEM,
	LINE_NOTE,
	LINE_TABLE,
	LINE_COLUMN, /* of the table above */
	LINE_WORD,
	LINE_KINDS
};

struct order {
	size_t column;
	bool descending;
};

struct script_line {
	enum line_kind kind;
	enum fact_file file; /* what it is about */
	bool every;          /* said of rows of the table, not of the region */
	size_t group;        /* column, or GR_NONE */
	struct order *order;
	size_t orders;
	uint64_t first; /* at most so many; 0: all */
	struct gr_slice when_text;
	const struct gr_expr *when;
	struct gr_slice word;          /* LINE_WORD: what is put in words */
	struct gr_slice text[2];       /* zh, en */
	struct template say[2];        /* zh, en */
	struct template cell;          /* LINE_COLUMN */
	const struct gr_table_row *at; /* of annual.csv */
};

struct script {
	struct gr_table table;
	struct script_line *line;
	size_t n;
};

GR_MUST_USE enum gr_status script_read(struct facts *facts, struct script *out,
    struct gr_err *err);

/* ---- rows.c: the rows that a line is about ---- */

/* The rows of one group, or of all; count() counts among them. */
struct rows {
	const struct gr_table_row **row;
	size_t n;
};

/* The groups of a line's rows, in its order: each is said once, of its first
 * row.  A line without a group has one group for every row. */
GR_MUST_USE enum gr_status rows_pick(const struct facts *facts,
    const struct script_line *line, struct rows **group, size_t *groups,
    struct gr_err *err);

/* ---- figure.c: figures ---- */

struct figures {
	struct facts *facts;
	const struct script *script;
	size_t language; /* 0 zh, 1 en */
	uint64_t claims;
	size_t claim_room;
	struct gr_buf scratch;
};

/* What a template says of a group of rows: a text for each piece, in the keep
 * arena; *missing if one has nothing to say. */
GR_MUST_USE enum gr_status figures_print(struct figures *figures,
    const struct script_line *line, const struct template *template,
    const struct rows *rows, struct gr_slice *text, bool *missing,
    struct gr_err *err);

/* What has been put together in `scratch`, kept; then it is empty.  *err says
 * if memory ran out. */
struct gr_slice figures_keep(struct figures *figures, struct gr_err *err);

/* ---- claim.c: claims ---- */

/* List a piece as a claim of `sentence`; the number is figures->claims. */
GR_MUST_USE enum gr_status figures_claim(struct figures *figures,
    const struct script_line *line, const struct piece *piece,
    const struct rows *rows, struct gr_slice sentence, struct gr_slice text,
    struct gr_err *err);

#endif
