/* difference_internal.h - what the files of difference.h share.
 *
 * difference.c compares communities and figures; difference_pair.c pairs and
 * compares rows; difference_cause.c says what changed between the manifests;
 * difference_show.c writes the result.
 */
#ifndef GREEN_RELEASE_DIFFERENCE_INTERNAL_H
#define GREEN_RELEASE_DIFFERENCE_INTERNAL_H

#include "base/buf.h"
#include "release/difference.h"

struct gr_difference_cause {
	struct gr_slice kinds; /* "data;tables" */
	struct gr_slice names; /* what changed, joined by ';' */
};

/* Everything that the manifests have differently. */
struct gr_difference_causes {
	struct gr_arena *keep;
	const struct gr_release *old, *new;
	struct gr_slice *name[GR_MANIFEST_KINDS];
	size_t n[GR_MANIFEST_KINDS];
	bool as_of;
};

GR_MUST_USE enum gr_status gr_difference_causes_find(struct gr_arena *keep,
    const struct gr_release *old, const struct gr_release *new,
    struct gr_difference_causes *out, struct gr_err *err);

/* Why something of a wave differs (empty: of all waves).  `src`: the
 * deliveries that it stands in; n 0: any of the wave and of those before it.
 * `filings`: whether filings matter. */
GR_MUST_USE enum gr_status gr_difference_causes_of(
    const struct gr_difference_causes *causes, struct gr_slice wave,
    const struct gr_slice *src, size_t n, bool filings,
    struct gr_difference_cause *out, struct gr_err *err);

enum { GR_DIFFERENCE_KEYS = 4 };

struct gr_difference_side {
	const struct gr_release *release;
	struct gr_table table; /* the one that is compared */
	struct gr_table records;
	struct gr_map by_place; /* wave, src, line -> row of records */
};

struct gr_difference_pair {
	struct gr_slice key;
	const struct gr_table_row *old, *new; /* one may be NULL */
	size_t next; /* another of the same community, or GR_NONE */
};

struct gr_difference_finder {
	struct gr_arena *keep;
	struct gr_differences *out;
	struct gr_difference_causes causes;
	struct gr_difference_side old, new;
	struct gr_difference_pair *pair; /* of the tables at hand, by key */
	size_t pairs, room;
	struct gr_map by_code; /* community -> first of its pairs */
	bool same_day;         /* only what both are as of the same day of */
	struct gr_buf key;
};

struct gr_difference_about { /* what lines are about */
	enum gr_difference_kind kind;
	struct gr_slice wave, code, src, line;
	struct gr_slice prefix; /* of the column: "C05." */
	struct gr_difference_cause cause;
};

/* Columns to be compared. */
struct gr_difference_span {
	size_t first, end;
};

/* The cell of a row under a column; empty if there is no row or column. */
struct gr_slice gr_difference_pair_cell(const struct gr_table *t,
    const struct gr_table_row *row, const char *column);

/* The cells of a row under the columns of `key` (NULL-terminated), each with a
 * TAB behind it. */
GR_MUST_USE enum gr_status gr_difference_pair_key(
    struct gr_difference_finder *f, const struct gr_table *t,
    const struct gr_table_row *row, const char *const *key,
    struct gr_slice *out, struct gr_err *err);

/* Read a table of both releases and pair its rows by the columns of `key`. */
GR_MUST_USE enum gr_status gr_difference_pair_rows(
    struct gr_difference_finder *f, const char *name, const char *const *key,
    struct gr_err *err);

/* Where a record stands is not what it says. */
bool gr_difference_pair_is_place(struct gr_slice column);

/* Add a difference. */
GR_MUST_USE enum gr_status gr_difference_pair_add(
    struct gr_difference_finder *f, const struct gr_difference_about *about,
    struct gr_slice column, struct gr_slice old, struct gr_slice new,
    struct gr_err *err);

/* Add the columns of the new table, or of the one there is, in which two rows
 * differ, and count them in *found.  One row may be NULL: its cells are
 * empty. */
GR_MUST_USE enum gr_status gr_difference_pair_compare(
    struct gr_difference_finder *f, const struct gr_difference_about *about,
    const struct gr_table *old_table, const struct gr_table_row *old,
    const struct gr_table *new_table, const struct gr_table_row *new,
    struct gr_difference_span span, size_t *found, struct gr_err *err);

#endif
