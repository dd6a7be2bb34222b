/* changes.h - what became of codes: renamed, merged, split, abolished.
 *
 * A delivery may carry last year's codes.  The register knows only those of
 * its own day, so the province keeps changes.csv (old_code,new_code,date,kind,
 * note).  A code is followed from change to change, never back in time; what
 * was split or abolished has no one successor, so it is for its sender to say.
 */
#ifndef GREEN_REGISTER_CHANGES_H
#define GREEN_REGISTER_CHANGES_H

#include "base/arena.h"
#include "base/map.h"
#include "csv/table.h"
#include "standard/standard.h"

enum gr_change_kind {
	GR_CHANGE_RENAMED,
	GR_CHANGE_MERGED,   /* one successor */
	GR_CHANGE_SPLIT,    /* one row a successor */
	GR_CHANGE_ABOLISHED /* none */
};

struct gr_change {
	struct gr_slice old_code, new_code, note;
	int32_t day; /* it holds from this day on */
	enum gr_change_kind kind;
	uint64_t line; /* of the table */
};

struct gr_changes {
	const char *path;
	const struct gr_change *change; /* by old code, day, new code */
	size_t n;
	struct gr_map by_old; /* old code -> its first change */
};

/* Read `path`.  GR_EUSAGE with file:line:column: unknown kind, no date, a
 * successor missing or too many, two fates on one day, what is no code.
 * Codes are read as the register's are (unit_code.h); `standard` NULL: codes of
 * any form. */
GR_MUST_USE enum gr_status gr_changes_read(struct gr_arena *keep,
    const char *path, const struct gr_standard *standard,
    struct gr_changes *out, struct gr_err *err);

/* The same in two steps, of a table that is there: its cells brought into one
 * form (csv/table.h), then the changes made of them. */
GR_MUST_USE enum gr_status gr_changes_tidy(struct gr_table *table,
    struct gr_err *err);
GR_MUST_USE enum gr_status gr_changes_make(const struct gr_table *table,
    const struct gr_standard *standard, struct gr_changes *out,
    struct gr_err *err);

/* Whether a table is one of changes, not a register, and from which day on a
 * row of it holds. */
bool gr_changes_are(const struct gr_table *table);
GR_MUST_USE enum gr_status gr_changes_day(const struct gr_table *table,
    const struct gr_table_row *row, int32_t *out, struct gr_err *err);

/* What became of a code by `day`. */
struct gr_fate {
	bool changed;                 /* false: no change is known */
	enum gr_change_kind kind;     /* of the last; merged once it was */
	struct gr_slice code;         /* the successor; empty if not one */
	const struct gr_change *last; /* the change, or the first of a split */
	size_t successors;            /* of a split: rows from `last` on */
};

/* Follow `code` up to `day`.  A name's change that keeps the code is none. */
struct gr_fate gr_changes_follow(const struct gr_changes *changes,
    struct gr_slice code, int32_t day);

#endif
