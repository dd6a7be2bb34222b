/* annual_internal.h - what the files of annual.h share.
 *
 * facts.c reads the tables of the release, script.c the table of
 * sentences, template.c the places in a sentence; figure.c puts
 * figures in and claim.c lists them; rows.c picks the rows that a
 * sentence is said of; annex.c attaches tables and pictures; annual.c writes
 * the document.
 */
#ifndef GREEN_ANNUAL_ANNUAL_INTERNAL_H
#define GREEN_ANNUAL_ANNUAL_INTERNAL_H

#include "annual/annual.h"
#include "release/markup.h"

/* ---- facts.c: the tables of the release ---- */

enum gr_annual_file {
	GR_FACT_CITIES,
	GR_FACT_COUNTIES,
	GR_FACT_CRITERIA,
	GR_FACT_MILESTONES,
	GR_FACT_PACE,
	GR_FACT_COMMUNITIES,
	GR_FACT_NOT_RESPONDED,
	GR_FACT_WITHDRAWN,
	/* beside the release: what a change of the standard does */
	GR_FACT_CHANGES,
	GR_FACT_PLACES,
	GR_FACT_UNITS,
	GR_FACT_SCENARIOS,
	GR_FACT_VERDICTS,
	GR_FACT_RULES,
	GR_FACT_CLAIMS, /* of this summary; grows while it is written */
	GR_FACT_FILES
};

enum { GR_FACT_KEYS = 4 };

/* What $names stand for */
enum {
	GR_FACT_AS_OF,
	GR_FACT_NEXT_YEAR,
	GR_FACT_REGION,
	GR_FACT_FIRST_WAVE,
	GR_FACT_WORDS
};

struct gr_annual_table {
	const char *path; /* in the release: "cities.csv", or beside it */
	struct gr_table table;
	enum gr_value_kind *kind;        /* by column */
	const struct gr_table_row **row; /* those of the year's wave */
	size_t rows;
	size_t wave;              /* its column, or GR_NONE */
	size_t key[GR_FACT_KEYS]; /* the columns that name a row */
	size_t keys;
	struct gr_map index;         /* key, wave and all -> row of table */
	struct gr_slice *now, *prev; /* cells as expressions see them */
};

struct gr_annual_facts {
	const struct gr_annual *annual;
	struct gr_arena *keep;
	struct gr_annual_table
	    *file[GR_FACT_FILES];            /* NULL until it is asked for */
	struct gr_slice word[GR_FACT_WORDS]; /* what $names stand for */
	struct gr_slice wave, before;        /* `before` empty: none */
	struct gr_slice hash;                /* of the release's manifest */
	struct gr_slice release;             /* its name, from that */
	const struct gr_table_row *region;   /* of cities.csv, this wave */
};

/* The columns of the claims, in order. */
enum {
	GR_CLAIM_NUMBER,
	GR_CLAIM_SENTENCE,
	GR_CLAIM_FIGURE,
	GR_CLAIM_OPERATION,
	GR_CLAIM_FILE,
	GR_CLAIM_ROW,
	GR_CLAIM_COLUMN,
	GR_CLAIM_VALUE,
	GR_CLAIM_COLUMNS
};

GR_MUST_USE enum gr_status gr_annual_facts_open(const struct gr_annual *annual,
    struct gr_annual_facts *out, struct gr_err *err);

/* A table by its name in annual.csv, or GR_FACT_FILES. */
enum gr_annual_file gr_annual_facts_find(const struct gr_annual_facts *facts,
    struct gr_slice name);

/* Have a table read. */
GR_MUST_USE enum gr_status gr_annual_facts_need(struct gr_annual_facts *facts,
    enum gr_annual_file file, struct gr_err *err);

/* The row of the same place in the wave before, or NULL. */
const struct gr_table_row *gr_annual_facts_before(
    const struct gr_annual_facts *facts, enum gr_annual_file file,
    const struct gr_table_row *row, struct gr_err *err);

/* What a row answers to a test; *err is set when memory ran out. */
GR_MUST_USE enum gr_status gr_annual_facts_test(
    const struct gr_annual_facts *facts, enum gr_annual_file file,
    const struct gr_table_row *row, const struct gr_expr *test, bool *yes,
    struct gr_err *err);

/* A test about the rows of a table, at a place of annual.csv. */
GR_MUST_USE enum gr_status gr_annual_facts_compile(
    const struct gr_annual_facts *facts, enum gr_annual_file file,
    struct gr_slice text, const struct gr_table *at,
    const struct gr_table_row *row, const char *column,
    const struct gr_expr **out, struct gr_err *err);

/* ---- template.c: a sentence with places for figures ---- */

enum gr_piece_kind {
	GR_PIECE_TEXT,
	GR_PIECE_VALUE,       /* {column} */
	GR_PIECE_BEFORE,      /* {prev(column)} */
	GR_PIECE_CHANGE,      /* {change(column)} */
	GR_PIECE_CHANGE_RATE, /* {change(column/column)}: percentage points */
	GR_PIECE_COUNT,       /* {count(test)}, {count()} */
	GR_PIECE_AS_OF,       /* {$as_of} */
	GR_PIECE_RELEASE      /* {$release} */
};

enum gr_piece_style {
	GR_STYLE_PLAIN,
	GR_STYLE_ABS,
	GR_STYLE_TITLE,
	GR_STYLE_WORD,
	GR_STYLE_DATE,
	GR_STYLE_TENTH, /* with one decimal, if that says no other thing */
	GR_STYLE_WAN    /* in ten thousands, as Chinese counts */
};

struct gr_piece {
	enum gr_piece_kind kind;
	enum gr_piece_style style;
	struct gr_slice text; /* of GR_PIECE_TEXT; the test of GR_PIECE_COUNT */
	size_t column, whole; /* positions in the table */
	const struct gr_expr *test;
};

struct gr_template {
	struct gr_piece *piece;
	size_t n, room;
};

/* Read a cell of annual.csv, the `column` of `row`, as a template about the
 * rows of a table. */
GR_MUST_USE enum gr_status gr_annual_template_read(
    const struct gr_annual_facts *facts, enum gr_annual_file file,
    const struct gr_table *at, const struct gr_table_row *row,
    const char *column, struct gr_template *out, struct gr_err *err);

/* ---- script.c: annual.csv ---- */

enum gr_script_line_kind {
	GR_ANNUAL_TITLE,
	GR_ANNUAL_SECTION,
	GR_ANNUAL_PARAGRAPH,
	GR_ANNUAL_SENTENCE,
	GR_ANNUAL_ITEM,
	GR_ANNUAL_NOTE,
	GR_ANNUAL_TO, /* whom it is for */
	GR_ANNUAL_FROM,
	GR_ANNUAL_DATED,
	GR_ANNUAL_COPY, /* who has a copy */
	GR_ANNUAL_ISSUED,
	GR_ANNUAL_TABLE,
	GR_ANNUAL_CHART,
	GR_ANNUAL_COLUMN, /* of the table above */
	GR_ANNUAL_WORD,
	GR_ANNUAL_KINDS
};

struct gr_script_order {
	size_t column;
	bool descending;
};

struct gr_script_line {
	enum gr_script_line_kind kind;
	enum gr_annual_file file; /* what it is about */
	bool every;   /* said of rows of the table, not of the region */
	size_t group; /* column, or GR_NONE */
	struct gr_script_order *order;
	size_t orders;
	uint64_t first; /* at most so many; 0: all */
	struct gr_slice when_text;
	const struct gr_expr *when;
	struct gr_slice word;      /* GR_ANNUAL_WORD: what is put in words;
	                              GR_ANNUAL_CHART: what is drawn */
	bool wide, apart, aside;   /* GR_ANNUAL_TABLE: its page is on its side,
	                              it is a document of its own, or for the
	                              screen */
	struct gr_slice text[2];   /* zh, en */
	struct gr_template say[2]; /* zh, en */
	struct gr_template cell;   /* GR_ANNUAL_COLUMN */
	const struct gr_table_row *at; /* of annual.csv */
};

struct gr_script {
	struct gr_table table;
	struct gr_script_line *line;
	size_t n;
};

GR_MUST_USE enum gr_status gr_annual_script_read(struct gr_annual_facts *facts,
    struct gr_script *out, struct gr_err *err);

/* ---- rows.c: the rows that a line is about ---- */

/* The rows of one group, or of all; count() counts among them. */
struct gr_annual_rows {
	const struct gr_table_row **row;
	size_t n;
};

/* The groups of a line's rows, in its order: each is said once, of its first
 * row.  A line without a group has one group for every row. */
GR_MUST_USE enum gr_status gr_annual_rows_group(
    const struct gr_annual_facts *facts, const struct gr_script_line *line,
    struct gr_annual_rows **group, size_t *groups, struct gr_err *err);

/* ---- figure.c: figures ---- */

struct gr_annual_figures {
	struct gr_annual_facts *facts;
	const struct gr_script *script;
	size_t language; /* 0 zh, 1 en */
	uint64_t claims;
	size_t claim_room;
	struct gr_buf scratch;
};

/* What a template says of a group of rows: a text for each piece, in the keep
 * arena, and all of them in one; empty if one has nothing to say. */
GR_MUST_USE enum gr_status gr_annual_figures_say(
    struct gr_annual_figures *figures, const struct gr_script_line *line,
    const struct gr_template *template, const struct gr_annual_rows *rows,
    struct gr_slice **text, struct gr_slice *whole, struct gr_err *err);

/* What has been put together in `scratch`, kept; then it is empty.  *err says
 * if memory ran out. */
struct gr_slice gr_annual_figures_keep(struct gr_annual_figures *figures,
    struct gr_err *err);

/* ---- claim.c: claims ---- */

/* List a piece as a claim of `sentence`; the number is figures->claims. */
GR_MUST_USE enum gr_status gr_annual_claim(struct gr_annual_figures *figures,
    const struct gr_script_line *line, const struct gr_piece *piece,
    const struct gr_annual_rows *rows, struct gr_slice sentence,
    struct gr_slice text, struct gr_err *err);

/* ---- annex.c: what is attached ---- */

struct gr_annual_writing {
	const struct gr_annual *annual;
	struct gr_annual_facts facts;
	struct gr_script script;
	struct gr_annual_figures figures;
	struct gr_buf out;
	struct gr_markup markup;
	const struct gr_script_line
	    *section;               /* its heading is not written yet */
	enum gr_markup_block block; /* that is open */
	bool open;
	bool signing;       /* GR_MARKUP_SIGN is open */
	bool listed;        /* what is attached */
	uint64_t annex;     /* the number of the last one */
	bool begun;         /* a page is there: the next annex has its own */
	struct gr_buf last; /* GR_MARKUP_LAST, which comes at the end */
};

static inline bool gr_annual_is_html(const struct gr_annual_writing *w)
{
	return w->annual->format == GR_ANNUAL_HTML
	    || w->annual->format == GR_ANNUAL_LISTS;
}

/* Whether a line is an annex: a table or picture on paper. */
bool gr_annual_is_annex(const struct gr_script_line *line);

/* The list of annexes, which stands below the text and above who signs. */
GR_MUST_USE enum gr_status gr_annual_list_annexes(struct gr_annual_writing *w,
    struct gr_err *err);

/* A table or chart with its number, if this document has it. */
GR_MUST_USE enum gr_status gr_annual_put_table(struct gr_annual_writing *w,
    const struct gr_script_line *line, struct gr_err *err);
GR_MUST_USE enum gr_status gr_annual_put_chart(struct gr_annual_writing *w,
    const struct gr_script_line *line, struct gr_err *err);

#endif
