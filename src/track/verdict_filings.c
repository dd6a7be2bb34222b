/* verdict_filings.c - a test on documents, in time or late. */
#include "track/verdict_internal.h"

#include "base/wording.h"
#include "number/date.h"
#include "text/personal.h"

/* What one document shows, best first. */
enum grade {
	IN_TIME,
	OPEN, /* something it is judged by is not recorded */
	LATE,
	FAILED,
	NOTHING
};

static bool is_date(size_t column)
{
	return column == GR_FILING_DOC_DATE || column == GR_FILING_RECEIVED_DATE
	    || column == GR_FILING_RECORDED_AT;
}

static enum gr_tri test_by(struct gr_verdicts *v,
    const struct gr_obligation_test *judged,
    const struct gr_verdict_case *place, int32_t due)
{
	gr_verdict_parameters(v, judged, place, due);
	return gr_verdict_test(v, judged);
}

/* The names of a document's columns; without its dates, if `dateless`. */
static void read_document(struct gr_verdicts *v, const struct gr_filing *filing,
    bool dateless)
{
	for (size_t slot = 0; slot < gr_obligation_names(v->standard); slot++) {
		struct gr_obligation_name name = gr_obligation_name(v->standard,
		    slot);

		for (size_t i = 0; name.kind == GR_OBLIGATION_filings
		     && i < GR_FILING_COLUMNS;
		     i++)
			if (gr_slice_eq(name.column,
			        gr_slice_of(gr_filing_column_name[i])))
				v->name[slot] = dateless && is_date(i)
				    ? GR_S("")
				    : filing->cell[i];
	}
}

/* Whether one that fails does so by its dates: it would not without them, and
 * nothing else is open. */
static enum grade grade_of_failed(struct gr_verdicts *v,
    const struct gr_obligation_test *judged,
    const struct gr_verdict_case *place, const struct gr_filing *filing)
{
	int32_t never;

	/* The last day there is stands for "whenever". */
	if (judged->o->due == INT32_MIN
	    || !gr_date_from_civil(9999, 12, 31, &never))
		return FAILED;
	if (test_by(v, judged, place, never) == GR_UNKNOWN)
		return OPEN;
	read_document(v, filing, true);
	return test_by(v, judged, place, judged->o->due) == GR_FALSE ? FAILED
	                                                             : LATE;
}

static enum grade grade_of(struct gr_verdicts *v,
    const struct gr_obligation_test *judged,
    const struct gr_verdict_case *place, const struct gr_filing *filing)
{
	enum gr_tri in_time;

	read_document(v, filing, false);
	in_time = test_by(v, judged, place, judged->o->due);
	if (in_time == GR_TRUE)
		return IN_TIME;
	if (in_time != GR_FALSE)
		return OPEN;
	return grade_of_failed(v, judged, place, filing);
}

/* Whether a document is newer than one that stands before it in the list: by
 * what it bears, then by its receipt, then by its line (ruling 29). */
static bool is_newer(const struct gr_filing *filing,
    const struct gr_filing *than)
{
	static const enum gr_filing_column by[] = { GR_FILING_DOC_DATE,
		GR_FILING_RECEIVED_DATE };

	for (size_t i = 0; i < 2; i++) {
		int order = gr_slice_cmp(filing->cell[by[i]],
		    than->cell[by[i]]);

		if (order != 0)
			return order > 0;
	}
	return true;
}

static enum gr_obligation_status status_of(
    const struct gr_obligation_test *judged, enum grade grade)
{
	switch (grade) {
	case IN_TIME:
		return judged->uses_due && judged->o->due != INT32_MIN
		    ? GR_OBLIGATION_MET_ON_TIME
		    : GR_OBLIGATION_MET;
	case OPEN:
		return GR_OBLIGATION_UNDETERMINED;
	case LATE:
		return GR_OBLIGATION_MET_LATE;
	case FAILED:
		return GR_OBLIGATION_NOT_MET;
	case NOTHING:
		break;
	}
	return GR_OBLIGATION_NO_RECORD;
}

/* The date that the obligation is judged by, else the document's own. */
static struct gr_slice date_of(const struct gr_obligation_test *judged,
    const struct gr_filing *filing)
{
	return filing->cell[judged->uses[GR_FILING_RECEIVED_DATE]
	        ? GR_FILING_RECEIVED_DATE
	        : GR_FILING_DOC_DATE];
}

static void show_filing(const struct gr_verdicts *v,
    const struct gr_obligation_test *judged, const struct gr_filing *filing,
    struct gr_verdict_cells *out)
{
	bool by_value = judged->uses[GR_FILING_VALUE]
	    && !judged->uses[GR_FILING_DOC_DATE]
	    && !judged->uses[GR_FILING_RECEIVED_DATE];
	struct gr_slice date = date_of(judged, filing);
	struct gr_days days;

	gr_buf_add(out->value, by_value ? filing->cell[GR_FILING_VALUE] : date);
	(void)gr_personal_add(out->note, filing->cell[GR_FILING_DOC_TITLE],
	    gr_personal_anywhere);
	if (by_value || judged->o->due == INT32_MIN
	    || !gr_date_parse(date, &days))
		return;
	gr_buf_int(out->gap,
	    days.first > judged->o->due ? (int64_t)days.first - judged->o->due
	                                : 0);
	if (days.first == judged->o->due && days.last == judged->o->due)
		gr_buf_text(out->note,
		    gr_wording_in(v->chinese, " (on the day)"));
}

/* Filings of a place under an obligation that exist by now; *next walks. */
static const struct gr_filing *next_filing(const struct gr_verdicts *v,
    const struct gr_obligation_test *judged,
    const struct gr_verdict_case *place, size_t *next)
{
	size_t n = v->filings != NULL ? v->filings->filings : 0;

	while (*next < n) {
		const struct gr_filing *filing = &v->filings->filing[(*next)++];

		if (filing->obligation != GR_NONE
		    && &v->standard->obligation[filing->obligation] == judged->o
		    && gr_slice_eq(filing->city_code, place->code)
		    && gr_filing_exists(filing, v->as_of))
			return filing;
	}
	return NULL;
}

/* An indicator shows what was recorded, added up. */
static void add_values(const struct gr_verdicts *v,
    const struct gr_obligation_test *judged,
    const struct gr_verdict_case *place, struct gr_verdict_cells *out)
{
	const struct gr_filing *filing;
	struct gr_dec sum = { 0, 0 }, value;
	size_t next = 0, values = 0;

	while ((filing = next_filing(v, judged, place, &next)) != NULL) {
		if (!gr_dec_parse(filing->cell[GR_FILING_VALUE], &value))
			continue;
		for (; sum.scale < value.scale; sum.scale++)
			sum.coef *= 10;
		for (; value.scale < sum.scale; value.scale++)
			value.coef *= 10;
		sum.coef += value.coef;
		values++;
	}
	if (values > 0)
		gr_dec_print(out->value, sum);
}

void gr_verdict_judge_filings(struct gr_verdicts *v,
    const struct gr_obligation_test *judged,
    const struct gr_verdict_case *place, struct gr_verdict_cells *out)
{
	const struct gr_filing *filing, *best = NULL;
	enum grade grade = NOTHING;
	size_t next = 0;
	char due[16];

	if (judged->expr == NULL) {
		add_values(v, judged, place, out);
		return;
	}
	while ((filing = next_filing(v, judged, place, &next)) != NULL) {
		enum grade one = grade_of(v, judged, place, filing);

		/* Of equals, the first that was recorded. */
		if (best == NULL
		    || (judged->newest ? is_newer(filing, best)
		                       : one < grade)) {
			grade = one;
			best = filing;
		}
	}
	out->status = status_of(judged, grade);
	if (judged->uses_due)
		gr_buf_add(out->target, gr_verdict_day(due, judged->o->due));
	if (best != NULL)
		show_filing(v, judged, best, out);
}
