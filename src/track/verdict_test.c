/* verdict_test.c - a test, and the names that it is read under */
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

void gr_verdict_parameters(struct gr_verdicts *m,
    const struct gr_obligation_test *judged,
    const struct gr_verdict_place *place, int32_t due)
{
	const struct gr_standard *std = m->standard;
	int32_t day = m->as_of, last;

	if (gr_wave_last_day(place->wave, &last) && last < day)
		day = last;
	gr_standard_parameters(std, place->province ? GR_S("") : place->code,
	    GR_S(""), day, m->parameter);
	m->parameter[GR_PARAM_AS_OF] = gr_verdict_day(m->as_of_text, m->as_of);
	m->parameter[GR_PARAM_WAVE_AS_OF] = gr_verdict_day(m->wave_text, day);
	m->parameter[GR_PARAM_WAVE] = place->wave;
	m->parameter[gr_obligation_due_slot(std)] = gr_verdict_day(m->due_text,
	    due);
	m->parameter[gr_obligation_window_slot(std)] = gr_verdict_day(
	    m->window_text, judged->o->window_from);
}

enum gr_tri gr_verdict_test(const struct gr_verdicts *m,
    const struct gr_obligation_test *judged)
{
	struct gr_env env = { .now = m->name, .parameter = m->parameter };

	return gr_expr_test(judged->expr, &env);
}
