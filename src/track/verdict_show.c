/* verdict_show.c - the figures of an indicator, which meets nothing. */
#include "track/verdict_internal.h"

#include "base/wording.h"
#include "standard/standard_figure.h"

/* "Taking part by 2021-12-31 12; Pilots by 2021-06-30 3" */
static void show_beside(const struct gr_verdicts *v,
    const struct gr_obligation *o, size_t i, struct gr_slice cell,
    struct gr_buf *to)
{
	struct gr_slice stem;
	const struct gr_figure *figure = gr_standard_figure(v->standard,
	    o->shows[i], &stem);

	if (to->len > 0)
		gr_buf_text(to, gr_wording_in(v->chinese, "; "));
	gr_standard_figure_title(v->standard, figure, stem, v->chinese, to);
	gr_buf_byte(to, ' ');
	gr_buf_add(to, cell);
}

/* The indicator that the figure is the change of, if it has a target; else
 * NULL. */
static const struct gr_ratio *striven_for(const struct gr_verdicts *v,
    const struct gr_obligation *o)
{
	const struct gr_ratio *all = v->standard->indicator;
	struct gr_slice stem;

	if (gr_standard_figure(v->standard, o->shows[0], &stem)
	    != &gr_figure_table[GR_FIGURE_indicator_change])
		return NULL;
	for (size_t i = 0; i < v->standard->indicators; i++)
		if (gr_slice_eq(all[i].name, stem)
		    && all[i].change_target.len > 0)
			return &all[i];
	return NULL;
}

static bool subtract(struct gr_dec a, struct gr_dec b, struct gr_dec *out)
{
	unsigned scale = a.scale > b.scale ? a.scale : b.scale;
	gr_i128 from, what;

	if (!gr_dec_rescale(a, scale, &from)
	    || !gr_dec_rescale(b, scale, &what))
		return false;
	*out = (struct gr_dec){ from - what, scale };
	return true;
}

/* What is missing of so many points a year; none is where all is covered,
 * and nobody can rise by more than is missing of that. */
static void show_change(const struct gr_verdicts *v,
    const struct gr_ratio *ratio, const struct gr_verdict_case *place,
    struct gr_slice cell, struct gr_verdict_cells *out)
{
	size_t at = gr_header_find(v->header, ratio->name);
	const struct gr_dec full = { 100, 0 };
	struct gr_dec target, change, now, gap, rest;

	gr_buf_add(out->target, ratio->change_target);
	if (!gr_dec_parse(ratio->change_target, &target)
	    || !gr_dec_parse(cell, &change) || !subtract(target, change, &gap))
		return;
	if (at != GR_NONE && gr_dec_parse(place->newest[at], &now)
	    && subtract(full, now, &rest) && gr_dec_cmp(rest, gap) < 0)
		gap = rest;
	if (gap.coef < 0)
		gap.coef = 0;
	gr_dec_print(out->gap, gap);
}

void gr_verdict_show(const struct gr_verdicts *v,
    const struct gr_obligation_test *judged,
    const struct gr_verdict_case *place, struct gr_verdict_cells *out)
{
	const struct gr_obligation *o = judged->o;
	const struct gr_ratio *ratio = o->shown > 0 ? striven_for(v, o) : NULL;

	for (size_t i = 0; i < o->shown; i++) {
		struct gr_slice cell = place->newest[judged->shown[i]];

		if (i == 0)
			gr_buf_add(out->value, cell);
		if (cell.len > 0)
			show_beside(v, o, i, cell, out->note);
	}
	if (ratio != NULL)
		show_change(v, ratio, place, place->newest[judged->shown[0]],
		    out);
}
