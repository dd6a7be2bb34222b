/* verdict_test.c - a test, and the place and names that it is read under */
#include "track/verdict_internal.h"

#include <stdio.h>

#include "number/date.h"
#include "register/register.h"

struct gr_slice gr_verdict_day(char to[16], int32_t day)
{
	int year, month, of_month;

	if (day == INT32_MIN)
		return GR_S("");
	gr_date_to_civil(day, &year, &month, &of_month);
	(void)snprintf(to, 16, "%04d-%02d-%02d", year, month, of_month);
	return gr_slice_of(to);
}

bool gr_verdict_find_case(const struct gr_obligation_test *judged,
    const struct gr_verdict_place *place, struct gr_verdict_case *out)
{
	const struct gr_verdict_row *row = place->newest;
	struct gr_slice wave = judged->o->kind == GR_OBLIGATION_stats
	    ? judged->o->year
	    : GR_S("");

	/* What is counted in one year says nothing of another. */
	while (
	    wave.len > 0 && row > place->first && !gr_slice_eq(row->wave, wave))
		row--;
	*out = (struct gr_verdict_case){ row->code, row->province, row->wave,
		row->field, place->first->field };
	return wave.len == 0 || gr_slice_eq(row->wave, wave);
}

void gr_verdict_parameters(struct gr_verdicts *v,
    const struct gr_obligation_test *judged,
    const struct gr_verdict_case *place, int32_t due)
{
	const struct gr_standard *std = v->standard;
	int32_t day = v->as_of, last;

	if (gr_wave_last_day(place->wave, &last) && last < day)
		day = last;
	gr_standard_parameters(std, place->province ? GR_S("") : place->code,
	    GR_S(""), day, v->parameter);
	v->parameter[GR_PARAM_AS_OF] = gr_verdict_day(v->as_of_text, v->as_of);
	v->parameter[GR_PARAM_WAVE_AS_OF] = gr_verdict_day(v->wave_text, day);
	v->parameter[GR_PARAM_WAVE] = place->wave;
	v->parameter[gr_obligation_due_slot(std)] = gr_verdict_day(v->due_text,
	    due);
	v->parameter[gr_obligation_window_slot(std)] = gr_verdict_day(
	    v->window_text, judged->o->window_from);
}

enum gr_tri gr_verdict_test(const struct gr_verdicts *v,
    const struct gr_obligation_test *judged)
{
	struct gr_env env = { .now = v->name, .parameter = v->parameter };

	return gr_expr_test(judged->expr, &env);
}
