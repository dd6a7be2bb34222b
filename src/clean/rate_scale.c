/* rate_scale.c - whether a delivery gives its rates as parts of one */
#include "clean/rate_scale.h"

#include "number/numeral.h"
#include "number/short.h"
#include "text/blank.h"

static void see_number(struct gr_rate_scale *scale, bool above, bool positive)
{
	scale->above |= above;
	scale->parts += positive;
}

/* Whether a number stands in a text as it came; "35%" says how it is meant. */
static bool is_bare(struct gr_rate_scale *scale, struct gr_slice raw,
    struct gr_dec *out)
{
	bool failed = false;

	return gr_numeral_plain(gr_blank_folded(&scale->scratch, raw, &failed),
	           out)
	    && out->coef >= 0;
}

enum gr_status gr_rate_scale_see(struct gr_rate_scale *scale,
    struct gr_slice raw, struct gr_slice value, struct gr_slice line,
    struct gr_err *err)
{
	const struct gr_dec one = { 1, 0 };
	struct gr_short plain;
	struct gr_dec number;

	if (gr_short_number(raw, &plain)) {
		see_number(scale, plain.millionths > 1000000,
		    plain.millionths > 0);
	} else if (is_bare(scale, raw, &number)) {
		see_number(scale, gr_dec_cmp(number, one) > 0, number.coef > 0);
	} else if (gr_dec_parse(value, &number)) {
		scale->above = true;
	} else {
		return gr_buf_check(&scale->scratch, err);
	}
	if (scale->rates++ == 0)
		gr_buf_add(&scale->first, line);
	enum gr_status status = gr_buf_check(&scale->scratch, err);

	return status == GR_OK ? gr_buf_check(&scale->first, err) : status;
}

bool gr_rate_scale_suspects(const struct gr_rate_scale *scale)
{
	return scale->rates > 1 && scale->parts > 0 && !scale->above;
}

void gr_rate_scale_restart(struct gr_rate_scale *scale)
{
	scale->rates = 0;
	scale->parts = 0;
	scale->above = false;
	gr_buf_clear(&scale->first);
}

void gr_rate_scale_free(struct gr_rate_scale *scale)
{
	gr_buf_free(&scale->first);
	gr_buf_free(&scale->scratch);
}
