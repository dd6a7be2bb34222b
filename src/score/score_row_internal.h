/* score_row_internal.h - the plan that score_columns.c makes and score_row.c fills. */
#ifndef GREEN_SCORE_SCORE_ROW_INTERNAL_H
#define GREEN_SCORE_SCORE_ROW_INTERNAL_H

#include "score/score_row.h"
#include "stream/record.h"

/* The columns before the criteria's, and those between them and the atoms'. */
enum {
	GR_SCORED_CODE = GR_PLACE_COLUMNS,
	GR_SCORED_NAME,
	GR_SCORED_CITY,
	GR_SCORED_COUNTY,
	GR_SCORED_STREET,
	GR_SCORED_PARTICIPATING,
	GR_SCORED_PILOT,
	GR_SCORED_STATUS,
	GR_SCORED_POINTS,
	GR_SCORED_MET,
	GR_SCORED_APPLICABLE,
	GR_SCORED_OPEN,
	GR_SCORED_CRITERIA
};
enum {
	GR_SCORED_FAILED,
	GR_SCORED_UNDETERMINED,
	GR_SCORED_REPORTED,
	GR_SCORED_FLAGS,
	GR_SCORED_STATUS_COMMON,
	GR_SCORED_BASIS,
	GR_SCORED_REASONS,
	GR_SCORED_LISTS
};

/* A column of the input that goes on as it is, or a parameter. */
struct gr_score_row_carried {
	size_t at;   /* position in the input; slot of a parameter */
	bool answer; /* of this wave: in query where submissions tie */
	bool parameter;
};

struct gr_score_row {
	const struct gr_view *view;
	struct gr_slice *name, *field; /* n of each */
	size_t n;
	size_t lists, atoms, carries, groups; /* where these begin */
	struct gr_score_row_carried *carried;
	size_t carrieds;
	size_t flags_at;
	size_t role_at[GR_SCORED_STATUS]; /* by column, in the input */
	size_t claim_at;
	char wave[4]; /* of the days below: records of one mostly follow */
	int32_t november, december; /* its 1 November and its last day */
	struct gr_buf text;         /* what the record's fields are made of */
};

/* The days of the wave, which is a year. */
void gr_score_row_days(struct gr_score_row *scored, struct gr_slice wave);

/* Where the row stands and who it is. */
void gr_score_row_place(const struct gr_score_row *scored,
    const struct gr_row *row);

/* The fields of criteria, atoms and groups in that order: each is a byte, behind
 * which stands a TAB, so that they can be written as they lie. */
void gr_score_row_place_results(const struct gr_score_row *scored,
    const char *results);

/* Name the columns and find what they carry. */
GR_MUST_USE enum gr_status gr_score_row_plan(struct gr_arena *keep,
    struct gr_score_row *scored, struct gr_err *err);

#endif
