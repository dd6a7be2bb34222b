/* milestone_filing.c - a test on documents, in time or late. */
#include "track/milestone_internal.h"

#include "number/date.h"

/* What one document shows, best first. */
enum grade {
	IN_TIME,
	OPEN, /* something it is judged by is not recorded */
	LATE,
	FAILED,
	NOTHING
};

static enum gr_tri test_by(struct gr_milestones *m, const struct duty *duty,
    const struct gr_milestone_place *place, int32_t due)
{
	milestone_parameters(m, duty, place, due);
	return milestone_test(m, duty);
}

static enum grade grade_of(struct gr_milestones *m, const struct duty *duty,
    const struct gr_milestone_place *place, const struct gr_filing *filing)
{
	int32_t never;
	enum gr_tri in_time, at_all;

	for (size_t slot = 0; slot < gr_obligation_names(m->standard); slot++) {
		struct gr_obligation_name name = gr_obligation_name(m->standard,
		    slot);

		for (size_t i = 0; name.filing && i < GR_FILING_COLUMNS; i++)
			if (gr_slice_eq(name.name,
			        gr_slice_of(gr_filing_column_name[i])))
				m->name[slot] = filing->cell[i];
	}
	in_time = test_by(m, duty, place, duty->o->due);
	if (in_time == GR_TRUE)
		return IN_TIME;
	/* The last day there is stands for "whenever". */
	if (!gr_date_from_civil(9999, 12, 31, &never))
		return FAILED;
	at_all = test_by(m, duty, place, never);
	if (in_time == GR_FALSE)
		return at_all == GR_TRUE ? LATE
		    : at_all == GR_FALSE ? FAILED
		                         : OPEN;
	return OPEN;
}

static const char *status_name(const struct duty *duty, enum grade grade)
{
	switch (grade) {
	case IN_TIME:
		return duty->uses_due && duty->o->due != INT32_MIN
		    ? "met_on_time"
		    : "met";
	case OPEN:
		return "undetermined";
	case LATE:
		return "met_late";
	case FAILED:
		return "not_met";
	case NOTHING:
		break;
	}
	return "no_record";
}

/* The date that the obligation is judged by, else the document's own. */
static struct gr_slice date_of(const struct duty *duty,
    const struct gr_filing *filing)
{
	return filing
	    ->cell[duty->uses[GR_FILING_RECEIVED_DATE] ? GR_FILING_RECEIVED_DATE
	                                               : GR_FILING_DOC_DATE];
}

static void show_filing(const struct gr_milestones *m, const struct duty *duty,
    const struct gr_filing *filing, struct verdict *out)
{
	bool by_value = duty->uses[GR_FILING_VALUE]
	    && !duty->uses[GR_FILING_DOC_DATE]
	    && !duty->uses[GR_FILING_RECEIVED_DATE];
	struct gr_slice date = date_of(duty, filing);
	struct gr_days days;

	gr_buf_add(out->value, by_value ? filing->cell[GR_FILING_VALUE] : date);
	gr_buf_add(out->note, filing->cell[GR_FILING_DOC_TITLE]);
	if (by_value || duty->o->due == INT32_MIN
	    || !gr_date_parse(date, &days))
		return;
	gr_buf_int(out->gap,
	    days.first > duty->o->due ? (int64_t)days.first - duty->o->due : 0);
	if (days.first == duty->o->due && days.last == duty->o->due)
		gr_buf_text(out->note,
		    m->chinese ? "（当日）" : " (on the day)");
}

/* Filings of a place under an obligation that exist by now; *next walks. */
static const struct gr_filing *next_filing(const struct gr_milestones *m,
    const struct duty *duty, const struct gr_milestone_place *place,
    size_t *next)
{
	size_t n = m->filings != NULL ? m->filings->filings : 0;

	while (*next < n) {
		const struct gr_filing *filing = &m->filings->filing[(*next)++];

		if (filing->obligation != GR_NONE
		    && &m->standard->obligation[filing->obligation] == duty->o
		    && gr_slice_eq(filing->city_code, place->code)
		    && gr_filing_exists(filing, m->as_of))
			return filing;
	}
	return NULL;
}

/* An indicator shows what was recorded, added up. */
static void add_values(const struct gr_milestones *m, const struct duty *duty,
    const struct gr_milestone_place *place, struct verdict *out)
{
	const struct gr_filing *filing;
	struct gr_dec sum = { 0, 0 }, value;
	size_t next = 0, values = 0;

	while ((filing = next_filing(m, duty, place, &next)) != NULL) {
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

void milestone_judge_filings(struct gr_milestones *m, const struct duty *duty,
    const struct gr_milestone_place *place, struct verdict *out)
{
	const struct gr_filing *filing, *best = NULL;
	enum grade grade = NOTHING;
	size_t next = 0;
	char due[16];

	if (duty->expr == NULL) {
		add_values(m, duty, place, out);
		return;
	}
	while ((filing = next_filing(m, duty, place, &next)) != NULL) {
		enum grade one = grade_of(m, duty, place, filing);

		/* Of equals, the first that was recorded. */
		if (one < grade) {
			grade = one;
			best = filing;
		}
	}
	out->status = status_name(duty, grade);
	if (duty->uses_due)
		gr_buf_add(out->target, milestone_day(due, duty->o->due));
	if (best != NULL)
		show_filing(m, duty, best, out);
}
