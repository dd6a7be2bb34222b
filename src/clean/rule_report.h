/* rule_report.h - what the rules of cells did, as two streams beside the output.
 *
 * A rule that never fires is dead weight in a table, and one that fires on
 * half of a city's cells is a misunderstanding worth a telephone call.  Neither
 * is seen in findings, which a FIX does not make.  --explain-rules tells of the
 * whole run, --fixes of each delivery, column and rule.
 */
#ifndef GREEN_CLEAN_RULE_REPORT_H
#define GREEN_CLEAN_RULE_REPORT_H

#include "clean/rules.h"
#include "stream/record.h"

extern const struct gr_slice gr_rule_report_explain_column[];
extern const struct gr_slice gr_rule_report_fixes_column[];
enum { GR_RULEREPORT_COLUMNS = 6 }; /* of both */

struct gr_rule_report {
	struct gr_cell_rules *rules; /* borrowed */
	gr_row_fn *explain, *fixes;  /* where rows go; NULL: nowhere */
	void *context;               /* of both */
	/* zeroed at first */
	struct gr_buf wave, src; /* of the delivery being counted */
	struct gr_buf scratch;
};

/* Whether the next row is of another delivery than the one being counted. */
bool gr_rule_report_is_other(const struct gr_rule_report *report,
    struct gr_slice wave, struct gr_slice src);

/* Write what was fixed in the delivery that has ended, and begin another. */
GR_MUST_USE enum gr_status gr_rule_report_turn(struct gr_rule_report *report,
    struct gr_slice wave, struct gr_slice src, struct gr_err *err);

/* Write the rest. */
GR_MUST_USE enum gr_status gr_rule_report_finish(struct gr_rule_report *report,
    struct gr_err *err);

void gr_rule_report_free(struct gr_rule_report *report);

#endif
