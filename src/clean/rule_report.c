/* rule_report.c - what the rules of cells did, as two streams */
#include "clean/rule_report.h"

const struct gr_slice gr_rule_report_explain_column[GR_RULEREPORT_COLUMNS] = {
	{ "rule", 4 }, { "row", 3 }, { "column", 6 }, { "action", 6 },
	{ "fired", 5 }, { "sample", 6 }
};
const struct gr_slice gr_rule_report_fixes_column[GR_RULEREPORT_COLUMNS] = {
	{ "wave", 4 }, { "src", 3 }, { "column", 6 }, { "rule", 4 },
	{ "row", 3 }, { "cells", 5 }
};

/* Two numbers as text, in one buffer; 0 in the first is empty. */
static enum gr_status print_two(struct gr_buf *buf, uint64_t a, uint64_t b,
    struct gr_slice *a_text, struct gr_slice *b_text, struct gr_err *err)
{
	size_t cut;

	gr_buf_clear(buf);
	if (a > 0)
		gr_buf_uint(buf, a);
	cut = buf->len;
	gr_buf_uint(buf, b);
	if (gr_buf_check(buf, err) != GR_OK)
		return GR_ESYS;
	*a_text = gr_slice_make(buf->ptr, cut);
	*b_text = gr_slice_skip(gr_buf_slice(buf), cut);
	return GR_OK;
}

/* What was fixed in the delivery that has ended. */
static enum gr_status write_fixes(struct gr_rule_report *report,
    struct gr_err *err)
{
	enum gr_status status = GR_OK;
	struct gr_rule_use use;
	size_t cursor = 0;

	while (status == GR_OK && report->fixes != NULL
	    && gr_cell_rules_use(report->rules, &cursor, &use)) {
		struct gr_slice field[6] = { gr_buf_slice(&report->wave),
			gr_buf_slice(&report->src), use.column, use.rule };

		if (use.fixed == 0)
			continue;
		status = print_two(&report->scratch, use.row, use.fixed,
		    &field[4], &field[5], err);
		if (status == GR_OK)
			status = report->fixes(report->context, field, 6, err);
	}
	gr_cell_rules_restart(report->rules);
	return status;
}

bool gr_rule_report_is_other(const struct gr_rule_report *report,
    struct gr_slice wave, struct gr_slice src)
{
	return !gr_slice_eq(gr_buf_slice(&report->src), src)
	    || !gr_slice_eq(gr_buf_slice(&report->wave), wave);
}

enum gr_status gr_rule_report_turn(struct gr_rule_report *report,
    struct gr_slice wave, struct gr_slice src, struct gr_err *err)
{
	enum gr_status status = write_fixes(report, err);

	gr_buf_clear(&report->wave);
	gr_buf_clear(&report->src);
	gr_buf_add(&report->wave, wave);
	gr_buf_add(&report->src, src);
	if (status == GR_OK)
		status = gr_buf_check(&report->wave, err);
	return status == GR_OK ? gr_buf_check(&report->src, err) : status;
}

static enum gr_status write_explain(struct gr_rule_report *report,
    struct gr_err *err)
{
	enum gr_status status = GR_OK;
	struct gr_rule_use use;
	size_t cursor = 0;

	while (status == GR_OK && report->explain != NULL
	    && gr_cell_rules_use(report->rules, &cursor, &use)) {
		struct gr_slice field[6] = { use.rule, GR_S(""), use.column,
			gr_slice_of(use.action), GR_S(""), use.sample };

		status = print_two(&report->scratch, use.row, use.fired,
		    &field[1], &field[4], err);
		if (status == GR_OK)
			status = report->explain(report->context, field, 6,
			    err);
	}
	return status;
}

enum gr_status gr_rule_report_finish(struct gr_rule_report *report,
    struct gr_err *err)
{
	enum gr_status status = write_fixes(report, err);

	return status == GR_OK ? write_explain(report, err) : status;
}

void gr_rule_report_free(struct gr_rule_report *report)
{
	gr_buf_free(&report->wave);
	gr_buf_free(&report->src);
	gr_buf_free(&report->scratch);
}
