/* rule_report.c - what the rules of cells did, as two streams */
#include "clean/rule_report.h"

#include "stream/stream.h"

static enum gr_status open_side(const char *path, const struct gr_slice *name,
    size_t n, struct gr_rule_report_side *side, struct gr_err *err)
{
	enum gr_status status;

	if (path == NULL)
		return GR_OK;
	status = gr_sink_open(path, &side->sink, err);
	return status == GR_OK ? gr_sink_record(side->sink, name, n, err)
	                       : status;
}

enum gr_status gr_rule_report_open(struct gr_rule_report *report,
    struct gr_cell_rules *rules, const char *explain_path,
    const char *fixes_path, struct gr_err *err)
{
	static const struct gr_slice explain[] = { { "rule", 4 }, { "row", 3 },
		{ "column", 6 }, { "action", 6 }, { "fired", 5 },
		{ "sample", 6 } };
	static const struct gr_slice fixes[] = { { "wave", 4 }, { "src", 3 },
		{ "column", 6 }, { "rule", 4 }, { "row", 3 }, { "cells", 5 } };
	enum gr_status status = open_side(explain_path, explain,
	    sizeof explain / sizeof *explain, &report->explain, err);

	report->rules = rules;
	return status == GR_OK ? open_side(fixes_path, fixes,
	           sizeof fixes / sizeof *fixes, &report->fixes, err)
	                       : status;
}

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

	while (status == GR_OK && report->fixes.sink != NULL
	    && gr_cell_rules_use(report->rules, &cursor, &use)) {
		struct gr_slice field[6] = { gr_buf_slice(&report->wave),
			gr_buf_slice(&report->src), use.column, use.rule };

		if (use.fixed == 0)
			continue;
		status = print_two(&report->scratch, use.row, use.fixed,
		    &field[4], &field[5], err);
		if (status == GR_OK)
			status = gr_sink_record(report->fixes.sink, field, 6,
			    err);
		report->fixes.records++;
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

	while (status == GR_OK && report->explain.sink != NULL
	    && gr_cell_rules_use(report->rules, &cursor, &use)) {
		struct gr_slice field[6] = { use.rule, GR_S(""), use.column,
			gr_slice_of(use.action), GR_S(""), use.sample };

		status = print_two(&report->scratch, use.row, use.fired,
		    &field[1], &field[4], err);
		if (status == GR_OK)
			status = gr_sink_record(report->explain.sink, field, 6,
			    err);
		report->explain.records++;
	}
	return status;
}

static enum gr_status commit(struct gr_rule_report_side *side,
    const char *program, bool foreign, struct gr_err *err)
{
	struct gr_sink *sink = side->sink;
	enum gr_status status;

	if (sink == NULL)
		return GR_OK;
	status = gr_stream_end(sink, program, side->records, foreign, err);
	if (status != GR_OK)
		return status;
	side->sink = NULL;
	return gr_sink_commit(sink, err);
}

enum gr_status gr_rule_report_finish(struct gr_rule_report *report,
    const char *program, bool foreign, struct gr_err *err)
{
	enum gr_status status = write_fixes(report, err);

	if (status == GR_OK)
		status = write_explain(report, err);
	if (status == GR_OK)
		status = commit(&report->fixes, program, foreign, err);
	return status == GR_OK ? commit(&report->explain, program, foreign, err)
	                       : status;
}

void gr_rule_report_free(struct gr_rule_report *report)
{
	gr_sink_abandon(report->explain.sink);
	gr_sink_abandon(report->fixes.sink);
	gr_buf_free(&report->wave);
	gr_buf_free(&report->src);
	gr_buf_free(&report->scratch);
}
