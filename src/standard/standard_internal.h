/* standard_internal.h - what the files of the standard's reader share.
 *
 * A table is read row by row and cell by cell, and nearly every cell can be
 * wrong.  The loader's failure is therefore sticky: the first one is kept with
 * its place, later calls do nothing and answer something harmless, and a row
 * of twelve cells has one check instead of twelve.
 */
#ifndef GREEN_STANDARD_STANDARD_INTERNAL_H
#define GREEN_STANDARD_STANDARD_INTERNAL_H

#include "standard/standard.h"

enum { GR_ASKED_COLUMNS = 64 };

struct gr_loader {
	struct gr_arena *keep;
	struct gr_standard *std;          /* being filled */
	struct gr_table table;            /* being read */
	struct gr_table columns_table;    /* columns.csv, read in two passes */
	struct gr_table parameters_table; /* for gr_load_uses */
	struct gr_column *column;         /* the standard's, still changing */
	const struct gr_table_row *row;   /* of it; NULL between tables */
	/* the columns that were asked for, by where their names lie */
	struct gr_asked_column {
		const char *name;
		const struct gr_slice *header;
		size_t position;
	} asked[GR_ASKED_COLUMNS];
	enum gr_status status; /* the first failure, or GR_OK */
	struct gr_err *err;
};

/* ---- load_cell.c: rows and cells ---- */

/* Keep the first failure, at `column` of the current row. */
void gr_load_fail(struct gr_loader *l, const char *column, const char *format,
    ...) GR_PRINTF(3, 4);
bool gr_load_ok(struct gr_loader *l, enum gr_status status);

/* Read a table of the folder.  False: it failed, or it is not there and need
 * not be.  `columns` are all it may have, `required` those it must. */
bool gr_load_open(struct gr_loader *l, const char *file, bool must_exist,
    const char *const *required, const char *const *columns);

/* Make row `i` the current one: false after the last, or after a failure. */
bool gr_load_row(struct gr_loader *l, size_t i);

/* Zeroed room for as many items as the table has rows; NULL on failure. */
void *gr_load_items(struct gr_loader *l, size_t item_bytes);

struct gr_slice gr_load_cell(struct gr_loader *l, const char *column);

/* A cell that may not be empty. */
struct gr_slice gr_load_need(struct gr_loader *l, const char *column);

/* An id: letters, digits, '_', '-' and '.', and once in its table.  `seen`
 * learns it with `position`. */
struct gr_slice gr_load_id(struct gr_loader *l, const char *column,
    struct gr_map *seen, size_t position);

/* A name that expressions can use, once in its table. */
struct gr_slice gr_load_name(struct gr_loader *l, const char *column,
    struct gr_map *seen, size_t position);

/* Whether expressions can use a word as a name. */
bool gr_load_is_name(struct gr_slice word);

/* title_zh and title_en; each stands in for the other, and `name` for both. */
void gr_load_titles(struct gr_loader *l, struct gr_slice name,
    struct gr_slice *title_zh, struct gr_slice *title_en);

/* Which of `words` (ends with NULL) a cell is; an empty one is `empty`,
 * GR_NONE if it may not be empty. */
size_t gr_load_word(struct gr_loader *l, const char *column,
    const char *const *words, size_t empty);
size_t gr_load_word_of(struct gr_loader *l, const char *column,
    struct gr_slice cell, const char *const *words);

/* yes or 1; no, 0 or nothing. */
bool gr_load_yes(struct gr_loader *l, const char *column);

int64_t gr_load_int(struct gr_loader *l, const char *column, int64_t min,
    int64_t max, int64_t empty);

/* A text in the form of dates (number/date.h) if it is one in another form
 * (number/date_read.h); else as it is. */
struct gr_slice gr_load_date(struct gr_loader *l, struct gr_slice text);

/* The first day (or the last) that a date stands for. */
int32_t gr_load_day(struct gr_loader *l, const char *column, bool last,
    int32_t empty);

/* A cell's parts between '|', trimmed, none of them empty. */
const struct gr_slice *gr_load_list(struct gr_loader *l, const char *column,
    size_t *n);

/* The same, each the name of a column of the standard. */
const size_t *gr_load_columns(struct gr_loader *l, const char *column,
    size_t *n);

/* A cell's expression about a community; NULL if it is empty (and may be) or
 * on failure. */
const struct gr_expr *gr_load_test(struct gr_loader *l, const char *column,
    bool may_be_empty);
const struct gr_expr *gr_load_number(struct gr_loader *l, const char *column);

/* ---- one table, or a few of one idea, each ---- */

void gr_load_settings(struct gr_loader *l); /* standard.csv */
void gr_load_columns_table(struct gr_loader *l);
bool gr_load_is_reserved(struct gr_slice name);    /* a column of streams */
void gr_load_columns_headers(struct gr_loader *l); /* for deliveries */
void gr_load_columns_na(struct gr_loader *l);      /* after the parameters */
enum gr_type gr_load_type(struct gr_loader *l, const char *column,
    struct gr_slice word);
void gr_load_parameters(struct gr_loader *l);
void gr_load_rules(struct gr_loader *l);   /* rules.csv, units.csv */
void gr_load_scoring(struct gr_loader *l); /* groups, criteria, atoms */
void gr_load_checks(struct gr_loader *l);
void gr_load_ratios(struct gr_loader *l); /* derived, indicators */
void gr_load_obligations(struct gr_loader *l);
void gr_load_places(struct gr_loader *l);
void gr_load_areas(struct gr_loader *l);
void gr_load_scopes(struct gr_loader *l); /* after all that it may name */

/* After all tables: what their expressions read, and parameters that nothing
 * does. */
void gr_load_uses(struct gr_loader *l);

#endif
