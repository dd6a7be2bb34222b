/* sensitivity.h - what would be counted if the rules were a little different.
 *
 * A verdict of a place is only as good as the choices behind it.  Each record
 * is judged once as the standard has it and once under each scenario: without
 * one criterion, with all thresholds lower or higher, with what is open read
 * as met, with other weights drawn at random.  Counts are exact; only the
 * draws are random, whole numbers from a seeded generator of GSL, so the same
 * seed gives the same table everywhere.
 */
#ifndef GREEN_STATS_SENSITIVITY_H
#define GREEN_STATS_SENSITIVITY_H

#include "number/rate.h"
#include "register/register.h"
#include "score/scoring.h"
#include "standard/view.h"
#include "stats/need.h"
#include "stream/row_print.h"
#include "stream/tally.h"

struct gr_sensitivity_plan {
	uint64_t shift_pct;  /* thresholds, 0..100 */
	uint64_t draws;      /* of weights */
	uint64_t spread_pct; /* 0..100: weights by up to so much */
	uint64_t seed;
};

enum gr_scenario_kind {
	GR_SCENARIO_BASE,
	GR_SCENARIO_COMMON,
	GR_SCENARIO_WITHOUT,
	GR_SCENARIO_SHIFT,
	GR_SCENARIO_OPEN,
	GR_SCENARIO_ABSENT,
	GR_SCENARIO_WEIGHTS
};

struct gr_scenario {
	enum gr_scenario_kind kind;
	struct gr_slice name; /* "without:C03", "thresholds:+10" */
	size_t criterion;     /* without */
};

struct gr_sensitivity;

/* Free with _free, also after a failure (*out may then be NULL). */
GR_MUST_USE enum gr_status gr_sensitivity_new(struct gr_arena *keep,
    const struct gr_standard *standard, struct gr_sensitivity_plan plan,
    struct gr_sensitivity **out, struct gr_err *err);
void gr_sensitivity_free(struct gr_sensitivity *sensitivity);

/* The scenarios, the base first. */
const struct gr_scenario *gr_sensitivity_scenarios(
    const struct gr_sensitivity *sensitivity, size_t *n);

/* Judge the record that a view has loaded. */
GR_MUST_USE enum gr_status gr_sensitivity_add(
    struct gr_sensitivity *sensitivity, const struct gr_view *view,
    struct gr_slice wave, const struct gr_score_facts *facts,
    struct gr_err *err);

/* A city or the province in a wave, under a scenario. */
struct gr_outcome {
	int64_t attained;
	int64_t attained_low, attained_high; /* over the draws */
	struct gr_rate points; /* mean of hundredths; whole 0: nothing */
	size_t rank, rank_best, rank_worst; /* 0: none (the province) */
	size_t points_rank, points_rank_best, points_rank_worst;
};

/* After the last record: the places of all waves. */
GR_MUST_USE enum gr_status gr_sensitivity_settle(
    struct gr_sensitivity *sensitivity, const struct gr_register *reg,
    struct gr_err *err);
const struct gr_areas *gr_sensitivity_areas(
    const struct gr_sensitivity *sensitivity);

/* Only cities and provinces have outcomes. */
const struct gr_outcome *gr_sensitivity_outcome(
    const struct gr_sensitivity *sensitivity, size_t area, size_t scenario);

/* The columns and the cells of a place under a scenario, and of how robust its
 * verdict is: the same under all scenarios and draws. */
enum { GR_SCENARIO_COLUMNS = 16, GR_ROBUSTNESS_COLUMNS = 12 };
extern const struct gr_slice gr_scenario_column[GR_SCENARIO_COLUMNS];
extern const struct gr_slice gr_robustness_column[GR_ROBUSTNESS_COLUMNS];
void gr_scenario_line(const struct gr_sensitivity *sensitivity, size_t area,
    size_t scenario, struct gr_row_print *line);
void gr_robustness_line(const struct gr_sensitivity *sensitivity, size_t area,
    struct gr_row_print *line);

/* Whether a place meets its target under a scenario: GR_UNKNOWN if it depends
 * on the draw, GR_NA if there is no target. */
enum gr_tri gr_sensitivity_meets(const struct gr_sensitivity *sensitivity,
    size_t area, size_t scenario);

#endif
