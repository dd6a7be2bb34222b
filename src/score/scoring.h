/* scoring.h - from a record's answers to atoms, criteria, groups, verdict.
 *
 * An atom is one test of the standard's text in four states; a criterion is
 * the `and` of its hard atoms, a group that of its criteria.  A known failure
 * settles a criterion, whatever else is unknown, and what is unknown never
 * passes or fails anything (DESIGN 4).  The status is computed from this and
 * never from what the delivery claims.
 */
#ifndef GREEN_SCORE_SCORING_H
#define GREEN_SCORE_SCORING_H

#include "standard/scope.h"

enum gr_score_status {
	GR_SCORE_NOT_PARTICIPATING,
	GR_SCORE_NOT_ATTAINED,
	GR_SCORE_UNDETERMINED,
	GR_SCORE_ATTAINED
};

/* As the column status shows it: "attained". */
struct gr_slice gr_score_status_name(enum gr_score_status status);

/* As the columns of criteria and atoms show it: 1, 0, N or U. */
struct gr_slice gr_score_result(enum gr_tri result);

/* Why an annual atom is not simply 0. */
enum gr_score_reason {
	GR_REASON_NONE,
	GR_REASON_YEAR_OPEN,   /* U: its year has not ended */
	GR_REASON_YEAR_PARTIAL /* 0: but surveyed before the year's end */
};

/* What is known of a record besides its answers. */
struct gr_score_facts {
	enum gr_tri participating; /* GR_TRUE if nobody is asked */
	bool year_open;    /* before 31 December, as of the wave's as-of */
	bool early_survey; /* surveyed before 1 November of the wave */
	bool tie;          /* R02: which submission stands is not known,
				   so nothing is */
	/* by atom, what its place has settled; NULL: nothing */
	const struct gr_scope *const *scope;
	/* what the tests that gr_score_tests() lists say of the record; NULL:
	 * they are evaluated */
	const enum gr_tri *tests;
};

/* The arrays are as long as the standard's and stay until the arena goes. */
struct gr_score {
	enum gr_tri *atom, *criterion, *group;
	enum gr_score_reason *reason; /* by atom */
	bool *hard;                   /* by atom: it counts here */
	bool local;                   /* by what its place has settled */
	bool partial;       /* some reason is GR_REASON_YEAR_PARTIAL */
	enum gr_tri passes; /* the pass rule, participation aside:
					   one that passes and does not take
					   part is ready */
	enum gr_score_status status;
	size_t met, applicable, undetermined; /* criteria */
	bool has_points;                      /* something was applicable */
	int64_t points_hundredths;
};

GR_MUST_USE enum gr_status gr_score_make(struct gr_arena *keep,
    const struct gr_standard *standard, struct gr_score *out,
    struct gr_err *err);

/* The tests of all atoms: the i-th one's, then, at atoms + i, when it applies
 * (NULL: always).  In `keep`; NULL: memory ran out. */
const struct gr_expr *const *gr_score_tests(struct gr_arena *keep,
    const struct gr_standard *standard);

/* Score a record into *score, by what its place has settled: what is off does
 * not apply, what is soft counts for nothing. */
void gr_score_record(const struct gr_standard *standard,
    const struct gr_env *env, const struct gr_score_facts *facts,
    struct gr_score *score);

/* The pass rule over the results of all criteria: GR_TRUE, GR_FALSE, or
 * GR_UNKNOWN, which it is too where no criterion applies. */
enum gr_tri gr_score_passes(const struct gr_standard *standard,
    const enum gr_tri *criterion);

/* 100 times met over met, not met and unknown, by weight, in hundredths; false
 * if nothing is applicable. */
bool gr_score_points(const struct gr_standard *standard,
    const enum gr_tri *criterion, int64_t *hundredths);

/* The same of `met` of `all`, which is not 0. */
int64_t gr_score_points_of(const struct gr_standard *standard, int64_t met,
    int64_t all);

enum gr_score_status gr_score_status_of(enum gr_tri participating,
    enum gr_tri passes);

/* The name that a scored stream gives to the column of a role, whatever the
 * standard calls it ("reported" for the claim); empty for the other roles. */
struct gr_slice gr_score_column_of(enum gr_role role);

#endif
