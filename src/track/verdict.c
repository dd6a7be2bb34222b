/* verdict.c - how a place stands toward one obligation. */
#include "track/verdict_internal.h"

#include <stdio.h>

#include "base/wording.h"
#include "number/date.h"

const struct gr_slice gr_verdict_column[GR_VERDICT_COLUMNS] = {
	{ "id", 2 },
	{ "level", 5 },
	{ "code", 4 },
	{ "due", 3 },
	{ "status", 6 },
	{ "outlook", 7 },
	{ "value", 5 },
	{ "target", 6 },
	{ "gap", 3 },
	{ "note", 4 },
};

/* ---- preparing ---- */

static enum gr_status no_column(struct gr_slice name, struct gr_err *err)
{
	return gr_err_set(err, GR_EDATA, "the statistics have no column '%.*s'",
	    GR_ARG(name));
}

/* Position of `<name>[_day][_high]` among the columns, or GR_NONE. */
static enum gr_status find_column(const struct gr_verdicts *v,
    struct gr_obligation_name name, struct gr_slice last, int32_t due,
    bool high, size_t *at, struct gr_err *err)
{
	struct gr_buf text = { 0 };
	enum gr_status status;
	int year, month, day;

	if (name.stem.len > 0) {
		gr_buf_add(&text, name.stem);
		gr_buf_byte(&text, '_');
	}
	gr_buf_add(&text, last);
	if (due != INT32_MIN) {
		gr_date_to_civil(due, &year, &month, &day);
		gr_buf_format(&text, "_%04d%02d%02d", year, month, day);
	}
	if (high)
		gr_buf_text(&text, "_high");
	status = gr_buf_check(&text, err);
	if (status == GR_OK)
		*at = gr_header_find(v->header, gr_buf_slice(&text));
	if (status == GR_OK && *at == GR_NONE && !high)
		status = no_column(gr_buf_slice(&text), err);
	gr_buf_free(&text);
	return status;
}

static enum gr_status find_pair(const struct gr_verdicts *v,
    struct gr_obligation_name name, struct gr_slice last, int32_t due,
    size_t *low, size_t *high, struct gr_err *err)
{
	enum gr_status status = find_column(v, name, last, due, false, low,
	    err);

	if (status == GR_OK)
		status = find_column(v, name, last, due, true, high, err);
	if (status == GR_OK && *high == GR_NONE)
		*high = *low;
	return status;
}

static bool is_plain(struct gr_obligation_name name, struct gr_slice figure)
{
	return name.kind == GR_OBLIGATION_stats && name.stem.len == 0
	    && gr_slice_eq(name.name, figure);
}

/* Find what attained is not more than. */
static void link_readings(const struct gr_verdicts *v,
    struct gr_obligation_test *judged)
{
	for (size_t i = 0; i < judged->readings; i++) {
		struct gr_verdict_reading *r = &judged->reading[i];

		struct gr_obligation_name name = gr_obligation_name(v->standard,
		    r->slot);

		if (!is_plain(name, GR_S("attained"))
		    && !is_plain(name, GR_S("attained_common")))
			continue;
		for (size_t k = 0; k < judged->readings; k++)
			if (judged->reading[k].first == r->first
			    && is_plain(gr_obligation_name(v->standard,
			                    judged->reading[k].slot),
			        GR_S("participating")))
				r->within = k;
	}
}

static enum gr_status make_reading(const struct gr_verdicts *v,
    const struct gr_obligation_test *judged, unsigned slot,
    struct gr_verdict_reading *out, struct gr_err *err)
{
	struct gr_obligation_name name = gr_obligation_name(v->standard, slot);
	int32_t due = name.by_due ? judged->o->due : INT32_MIN;
	struct gr_slice last = name.name;
	enum gr_status status;

	/* Without a due day, a count up to it is the whole count. */
	if (name.by_due && due == INT32_MIN)
		last = name.any_time;
	*out = (struct gr_verdict_reading){ .slot = slot,
		.first = name.first,
		.by_due = due != INT32_MIN,
		.stem = name.stem,
		.gap = name.stem.len > 0 && gr_slice_eq(name.name, GR_S("gap")),
		.registered = !name.first && name.stem.len == 0
		    && gr_slice_eq(name.name, GR_S("registered")) };
	out->need = out->most = out->within = GR_NONE;
	status = find_pair(v, name, last, due, &out->low, &out->high, err);
	if (status == GR_OK && is_plain(name, GR_S("gap"))) {
		out->need = gr_header_find(v->header, GR_S("need"));
		out->most = out->need == GR_NONE
		    ? GR_NONE
		    : gr_header_find(v->header, GR_S("attained_high"));
	}
	if (status == GR_OK && out->by_due)
		status = find_pair(v, name, name.any_time, INT32_MIN,
		    &out->late_low, &out->late_high, err);
	return status;
}

static enum gr_status wrong_source(const struct gr_verdicts *v,
    const struct gr_obligation_test *judged, struct gr_slice name,
    struct gr_err *err)
{
	char path[GR_ERR_SOURCE_MAX];

	(void)snprintf(path, sizeof(path), "%s/obligations.csv",
	    v->standard->path);
	return gr_err_at(err, GR_EUSAGE, path, judged->o->line, "expression",
	    "'%.*s' is no name of the source %s", GR_ARG(name),
	    gr_obligation_kind_name[judged->o->kind]);
}

static enum gr_status too_many(const struct gr_verdicts *v,
    const struct gr_obligation_test *judged, struct gr_err *err)
{
	char path[GR_ERR_SOURCE_MAX];

	(void)snprintf(path, sizeof(path), "%s/obligations.csv",
	    v->standard->path);
	return gr_err_at(err, GR_EUSAGE, path, judged->o->line, "expression",
	    "more than %d figures in one test", GR_READINGS_MAX);
}

/* Note that the test reads a column of the filings. */
static void use_column(struct gr_obligation_test *judged, struct gr_slice name)
{
	for (size_t i = 0; i < GR_FILING_COLUMNS; i++)
		judged->uses[i] |= gr_slice_eq(name,
		    gr_slice_of(gr_filing_column_name[i]));
}

static enum gr_status read_names(struct gr_verdicts *v,
    struct gr_obligation_test *judged, struct gr_err *err)
{
	const unsigned *slot;
	size_t n = gr_expr_slots(judged->expr, GR_NAME_NOW, &slot);
	enum gr_status status = GR_OK;

	if (n > GR_READINGS_MAX)
		return too_many(v, judged, err);
	judged->reading = GR_NEW_ARRAY(v->keep, n, struct gr_verdict_reading);
	if (judged->reading == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; status == GR_OK && i < n; i++) {
		struct gr_obligation_name name = gr_obligation_name(v->standard,
		    slot[i]);

		if (name.kind != judged->o->kind)
			return wrong_source(v, judged, name.name, err);
		if (name.kind == GR_OBLIGATION_filings)
			use_column(judged, name.column);
		judged->newest |= name.newest;
		/* the judge of another kind reads its own names */
		if (name.kind != GR_OBLIGATION_stats)
			continue;
		struct gr_verdict_reading *reading =
		    &judged->reading[judged->readings++];

		status = make_reading(v, judged, slot[i], reading, err);
		judged->by_due |= reading->by_due;
		judged->target |= reading->registered;
	}
	link_readings(v, judged);
	n = gr_expr_slots(judged->expr, GR_NAME_PARAMETER, &slot);
	for (size_t i = 0; i < n; i++)
		judged->uses_due |= slot[i]
		    == gr_obligation_due_slot(v->standard);
	return status;
}

static enum gr_status find_shown(struct gr_verdicts *v,
    struct gr_obligation_test *judged, struct gr_err *err)
{
	size_t n = judged->o->shown;

	judged->shown = GR_NEW_ARRAY(v->keep, n, size_t);
	if (judged->shown == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < n; i++) {
		struct gr_slice name = judged->o->shows[i];

		judged->shown[i] = gr_header_find(v->header, name);
		if (judged->shown[i] == GR_NONE)
			return no_column(name, err);
	}
	return GR_OK;
}

static enum gr_status make_test(struct gr_verdicts *v,
    struct gr_obligation_test *judged, struct gr_err *err)
{
	judged->expr = judged->o->test;
	return judged->expr != NULL ? read_names(v, judged, err)
	                            : find_shown(v, judged, err);
}

enum gr_status gr_verdicts_new(struct gr_arena *keep,
    const struct gr_standard *standard, const struct gr_header *header,
    const struct gr_filings *filings, int32_t as_of, bool chinese,
    struct gr_verdicts **out, struct gr_err *err)
{
	struct gr_verdicts *v = GR_NEW(keep, struct gr_verdicts);
	enum gr_status status = GR_OK;

	if (v == NULL)
		return gr_err_memory(err);
	v->keep = keep;
	v->standard = standard;
	v->header = header;
	v->filings = filings;
	v->as_of = as_of;
	v->chinese = chinese;
	v->responded = gr_header_find(header, GR_S("responded"));
	v->name = GR_NEW_ARRAY(keep, gr_obligation_names(standard),
	    struct gr_slice);
	v->parameter = GR_NEW_ARRAY(keep, gr_obligation_parameters(standard),
	    struct gr_slice);
	v->judged = GR_NEW_ARRAY(keep, standard->obligations,
	    struct gr_obligation_test);
	if (v->name == NULL || v->parameter == NULL || v->judged == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; status == GR_OK && i < standard->obligations; i++) {
		v->judged[i].o = &standard->obligation[i];
		status = make_test(v, &v->judged[i], err);
	}
	*out = v;
	return status;
}

/* ---- judging ---- */

static gr_obligation_judge *const judge[GR_OBLIGATION_KINDS] = {
#define GR_OBLIGATION_KIND(name) gr_verdict_judge_##name,
#include "standard/obligation_kind.def"
#undef GR_OBLIGATION_KIND
};

/* Nothing was counted in the wave that would judge. */
static void show_no_wave(const struct gr_verdicts *v,
    const struct gr_obligation_test *judged, struct gr_verdict_cells *out)
{
	if (judged->expr != NULL)
		out->status = GR_OBLIGATION_NO_RECORD;
	gr_buf_format(out->note, gr_wording_in(v->chinese, "no survey of %.*s"),
	    GR_ARG(judged->o->year));
}

void gr_verdicts_line(struct gr_verdicts *v, size_t obligation,
    const struct gr_verdict_place *of, struct gr_row_print *line)
{
	const struct gr_obligation_test *judged = &v->judged[obligation];
	struct gr_buf cell[4] = { { 0 } };
	struct gr_verdict_cells verdict = { GR_OBLIGATION_INDICATOR,
		GR_OUTLOOK_NONE, &cell[0], &cell[1], &cell[2], &cell[3] };
	struct gr_verdict_case place;
	char due[16];

	if (gr_verdict_find_case(judged, of, &place))
		judge[judged->o->kind](v, judged, &place, &verdict);
	else
		show_no_wave(v, judged, &verdict);
	if (v->as_of < judged->o->due)
		verdict.status = GR_OBLIGATION_NOT_DUE;
	gr_row_print_clear(line);
	gr_row_print_text(line, judged->o->id);
	gr_row_print_text(line,
	    place.province ? GR_S("province") : GR_S("city"));
	gr_row_print_text(line, place.code);
	gr_row_print_text(line, gr_verdict_day(due, judged->o->due));
	gr_row_print_text(line, gr_obligation_status_name(verdict.status));
	gr_row_print_text(line, gr_obligation_outlook_name(verdict.outlook));
	for (size_t i = 0; i < 4; i++) {
		line->failed |= cell[i].failed;
		gr_row_print_text(line, gr_buf_slice(&cell[i]));
		gr_buf_free(&cell[i]);
	}
}
