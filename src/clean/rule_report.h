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
#include "stream/sink.h"

struct gr_rule_report_side {
	struct gr_sink *sink; /* NULL: not asked for */
	uint64_t records;
};

/* Zeroed before it is opened. */
struct gr_rule_report {
	struct gr_cell_rules *rules;
	struct gr_rule_report_side explain, fixes;
	struct gr_buf wave, src; /* of the delivery being counted */
	struct gr_buf scratch;
};

/* Either path may be NULL.  `rules` must outlive the report. */
GR_MUST_USE enum gr_status gr_rule_report_open(struct gr_rule_report *report,
    struct gr_cell_rules *rules, const char *explain_path,
    const char *fixes_path, struct gr_err *err);

/* Whether the next row is of another delivery than the one being counted. */
bool gr_rule_report_is_other(const struct gr_rule_report *report,
    struct gr_slice wave, struct gr_slice src);

/* Write what was fixed in the delivery that has ended, and begin another. */
GR_MUST_USE enum gr_status gr_rule_report_turn(struct gr_rule_report *report,
    struct gr_slice wave, struct gr_slice src, struct gr_err *err);

/* Write the rest and let both appear. */
GR_MUST_USE enum gr_status gr_rule_report_finish(struct gr_rule_report *report,
    const char *program, bool foreign, struct gr_err *err);

/* What was not finished never appears. */
void gr_rule_report_free(struct gr_rule_report *report);

#endif
