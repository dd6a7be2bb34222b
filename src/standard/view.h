/* view.h - a record as the expressions of a standard see it.
 *
 * Expressions know columns and parameters by their positions in the standard;
 * a stream has its columns where it has them.  A view finds them once, by
 * name, and then lays out each record: its answers, last wave's answers and
 * the parameters that hold in its place on its wave's as-of date.  Where a place
 * has rules of its own (scope.h), those that all others have stand beside them.
 */
#ifndef GREEN_STANDARD_VIEW_H
#define GREEN_STANDARD_VIEW_H

#include "number/date.h"
#include "standard/scope.h"

struct gr_view_cell {        /* a column that the input has */
	struct gr_slice *to; /* in `now` or `prev` */
	size_t at;           /* position in the input */
};

struct gr_view {
	const struct gr_standard *standard;
	const struct gr_header *header; /* of the input */
	size_t *at;                /* by column of the standard: position in the
				   input, or GR_NONE */
	size_t *prev_at;           /* the same of prev.<column> */
	struct gr_view_cell *cell; /* those that the input has, cells of them */
	size_t cells;
	size_t city_at, county_at; /* of the codes of the place, or GR_NONE */
	struct gr_slice *now, *prev, *parameter;
	struct gr_slice city, county; /* codes */
	struct gr_env env;            /* of the three */
	int32_t as_of;                /* of the record's wave */

	/* What the place has settled for itself: by atom, the row that decides;
	 * what it comes to, empty where it is judged as all are; and what the
	 * others' tests would see. */
	const struct gr_scope **scope;
	struct gr_buf basis;
	struct gr_slice *common_parameter;
	struct gr_env common;

	/* Whose parameters are laid out, and the texts of the built in. */
	struct gr_buf place, built_in;
};

/* Prepare for rows under `header`; borrows all, lives in `keep`.  What the
 * header lacks is missing in every record.  Free with _free. */
GR_MUST_USE enum gr_status gr_view_make(struct gr_arena *keep,
    const struct gr_standard *standard, const struct gr_header *header,
    struct gr_view *out, struct gr_err *err);
void gr_view_free(struct gr_view *view);

/* Lay out a record.  `as_of` is that of the run, empty if none was given,
 * `wave_as_of` that of the record's wave.  The slices are those of the row.
 * GR_EDATA at the row's place: the wave is no year, a cell is not canonical. */
GR_MUST_USE enum gr_status gr_view_load(struct gr_view *view,
    const struct gr_row *row, struct gr_slice as_of, int32_t wave_as_of,
    struct gr_err *err);

/* The same where every cell is known to be canonical. */
GR_MUST_USE enum gr_status gr_view_load_known(struct gr_view *view,
    const struct gr_row *row, struct gr_slice as_of, int32_t wave_as_of,
    struct gr_err *err);

/* Whether it is a year of four digits, as a wave has to be. */
bool gr_view_is_wave(struct gr_slice wave);

/* The record's cell under the column that has `role`; empty if none has. */
struct gr_slice gr_view_role(const struct gr_view *view, enum gr_role role);

/* Set the parameters that are built in, $as_of, $wave_as_of and $wave; their
 * texts are in `buf`. */
GR_MUST_USE enum gr_status gr_view_built_in(struct gr_buf *buf,
    struct gr_slice wave, struct gr_slice as_of, int32_t wave_as_of,
    struct gr_slice *parameter, struct gr_err *err);

/* "prev." and the name of a column. */
GR_MUST_USE enum gr_status gr_view_prev_name(struct gr_arena *arena,
    struct gr_slice column, struct gr_slice *out, struct gr_err *err);

/* How a stream heads what an expression reads: a column by its name,
 * prev.<column>, parameter.<name>. */
GR_MUST_USE enum gr_status gr_view_name(struct gr_arena *arena,
    const struct gr_standard *standard, enum gr_name_class class, size_t slot,
    struct gr_slice *out, struct gr_err *err);

#endif
