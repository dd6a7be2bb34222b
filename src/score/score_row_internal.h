/* score_row_internal.h - the plan that score_columns.c makes and score_row.c fills. */
#ifndef GREEN_SCORE_SCORE_ROW_INTERNAL_H
#define GREEN_SCORE_SCORE_ROW_INTERNAL_H

#include "score/score_row.h"
#include "stream/record.h"

/* The columns before the criteria's, and those between them and the atoms'. */
enum {
	SCORED_CODE = GR_PLACE_COLUMNS,
	SCORED_NAME,
	SCORED_CITY,
	SCORED_COUNTY,
	SCORED_STREET,
	SCORED_PARTICIPATING,
	SCORED_PILOT,
	SCORED_STATUS,
	SCORED_POINTS,
	SCORED_MET,
	SCORED_APPLICABLE,
	SCORED_OPEN,
	SCORED_CRITERIA
};
enum {
	SCORED_FAILED,
	SCORED_UNDETERMINED,
	SCORED_REPORTED,
	SCORED_FLAGS,
	SCORED_REASONS,
	SCORED_LISTS
};

/* A column of the input that goes on as it is, or a parameter. */
struct scored_carried {
	size_t at;   /* position in the input; slot of a parameter */
	bool answer; /* of this wave: in query where submissions tie */
	bool parameter;
};

struct gr_scored {
	const struct gr_view *view;
	struct gr_slice *name, *field; /* n of each */
	size_t n;
	size_t lists, atoms, carries, groups; /* where these begin */
	struct scored_carried *carried;
	size_t carrieds;
	size_t flags_at;
	struct gr_buf text; /* what the record's fields are made of */
};

/* Name the columns and find what they carry. */
GR_MUST_USE enum gr_status scored_plan(struct gr_arena *keep,
    struct gr_scored *scored, struct gr_err *err);

#endif
