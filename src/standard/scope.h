/* scope.h - what a city or county has settled for itself, where it binds.
 *
 * The text lets a city settle the standard, the range and the contents of the
 * creation (三(二)): a criterion or an atom may be off or soft there from a day
 * on (scopes.csv), a threshold another (parameters.csv).  Headline figures
 * follow that; so that cities and years stay comparable, every record is also
 * judged as if nobody had settled anything.  The county comes before its city,
 * and of one place what is said of an atom before what is said of its
 * criterion.
 */
#ifndef GREEN_STANDARD_SCOPE_H
#define GREEN_STANDARD_SCOPE_H

#include "base/buf.h"
#include "standard/standard.h"

/* "off", "soft", "hard" */
struct gr_slice gr_scope_state_name(enum gr_scope_state state);

/* Fill decides[0 .. atoms - 1] for a place on a day: the row that decides an
 * atom, or NULL. */
void gr_scope_find(const struct gr_standard *standard, struct gr_slice city,
    struct gr_slice county, int32_t day, const struct gr_scope **decides);

/* Whether an atom does not apply there, and whether it counts: `decides` NULL
 * is the standard as it is. */
bool gr_scope_is_off(const struct gr_scope *const *decides, size_t atom);
bool gr_scope_counts(const struct gr_standard *standard,
    const struct gr_scope *const *decides, size_t atom);

/* GR_EUSAGE at scopes.csv: a place that is left without a criterion, or without
 * one that is mandatory. */
GR_MUST_USE enum gr_status gr_scope_check(const struct gr_standard *standard,
    const struct gr_scope *const *decides, struct gr_slice place,
    struct gr_err *err);

/* What it comes to, in the standard's order: "C05:off;C02.4:soft;care=30", the
 * parameters being those that atoms read and that differ from `common`.  Adds
 * nothing where a place is judged as all are. */
void gr_scope_print(struct gr_buf *to, const struct gr_standard *standard,
    const struct gr_scope *const *decides, const struct gr_slice *parameter,
    const struct gr_slice *common);

#endif
