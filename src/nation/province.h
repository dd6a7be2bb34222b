/* province.h - the release of a province: may it be counted with the others?
 *
 * A nation's figures are those of its provinces' tallies, put one behind the
 * other.  That is right only if all of them were counted by the same rules as of
 * the same day, and are what was published; so a release is held against its
 * manifest, and its tables against the nation's standard, before anything of it
 * counts.  What a place may settle for itself (scopes.csv, the rows of
 * parameters.csv with a scope, places.csv) and what is about words alone
 * (annual.csv, memo.csv, names.csv, layout.csv and those of green-synth) may
 * differ, and so may what the region is called.
 */
#ifndef GREEN_NATION_PROVINCE_H
#define GREEN_NATION_PROVINCE_H

#include "csv/table.h"
#include "release/release.h"
#include "standard/area_rule.h"

struct gr_nation {
	struct gr_arena *keep;
	const struct gr_standard *standard; /* with its areas.csv */
	struct gr_slice as_of;              /* of every release */
	const char *key;                    /* who signs them, or NULL */
	bool chinese;                       /* the reasons */
};

struct gr_province {
	const struct gr_area_rule *rule; /* NULL: it is none of the nation's */
	const char *folder;              /* its data; NULL: it is missing */
	struct gr_slice release, as_of, version;
	struct gr_table scopes, parameters; /* no row: it has none */
	size_t own_scopes, own_parameters;  /* rows for its own places */
	struct gr_slice why;                /* it is refused; "": it is not */
};

/* Read what a province has handed over: `folder` is, or holds of, its data
 * folder register.csv, releases/current and standard/, the tables it was judged
 * by.  What is wrong with it is told by out->why and no failure. */
GR_MUST_USE enum gr_status gr_province_read(const struct gr_nation *nation,
    const char *folder, struct gr_province *out, struct gr_err *err);

/* refuse.c: note a reason to refuse it. */
GR_MUST_USE enum gr_status gr_province_refuse(const struct gr_nation *nation,
    struct gr_province *province, const struct gr_err *why, struct gr_err *err);

/* tables.c: hold its tables against the nation's. */
GR_MUST_USE enum gr_status gr_province_check_tables(
    const struct gr_nation *nation, const struct gr_release *release,
    struct gr_province *province, struct gr_err *err);

/* local.c: scopes.csv and parameters.csv of the nation in `folder`: what its
 * standard says of everywhere, and what every province's says of its places. */
GR_MUST_USE enum gr_status gr_nation_write_local(const struct gr_nation *nation,
    const struct gr_province *province, size_t n, const char *folder,
    struct gr_err *err);

/* Whether a row of scopes.csv or parameters.csv is about a place. */
bool gr_province_row_is_local(const struct gr_table *table,
    const struct gr_table_row *row);

#endif
