/* verdict_stats.c - a test on figures, with open cases read either way. */
#include "track/verdict_internal.h"

#include "base/wording.h"

#include <stdio.h>

/* A corner says of every reading, by its bit, whether its open cases turn out
 * well. */
enum { ALL_BADLY = 0 };

static const struct gr_slice *row_of(const struct gr_verdict_reading *reading,
    const struct gr_verdict_case *place)
{
	return reading->first ? place->first : place->newest;
}

static bool is_open(const struct gr_verdict_reading *r)
{
	return r->low != r->high || r->late_low != r->late_high
	    || r->most != GR_NONE;
}

/* What is missing to the target if whoever is open attains. */
static struct gr_slice least_gap(struct gr_verdicts *v,
    const struct gr_verdict_reading *r, const struct gr_slice *row)
{
	char *to = v->least[r->first];
	int64_t need, most;

	if (!gr_slice_to_int64(row[r->need], &need)
	    || !gr_slice_to_int64(row[r->most], &most))
		return row[r->high];
	(void)snprintf(to, sizeof(v->least[0]), "%lld",
	    (long long)(need > most ? need - most : 0));
	return gr_slice_of(to);
}

static struct gr_slice read_figure(struct gr_verdicts *v,
    const struct gr_verdict_reading *r, const struct gr_verdict_case *place,
    bool well, bool late)
{
	const struct gr_slice *row = row_of(r, place);

	if (well && r->most != GR_NONE)
		return least_gap(v, r, row);
	if (late && r->by_due)
		return row[well ? r->late_high : r->late_low];
	return row[well ? r->high : r->low];
}

/* Whoever attains takes part: no filling has more of the one than the other. */
static void keep_within(struct gr_verdicts *v,
    const struct gr_obligation_test *judged, const struct gr_verdict_reading *r)
{
	struct gr_slice *attained = &v->name[r->slot];
	struct gr_slice most = v->name[judged->reading[r->within].slot];
	int64_t a, b;

	if (gr_slice_to_int64(*attained, &a) && gr_slice_to_int64(most, &b)
	    && a > b)
		*attained = most;
}

/* Fill the names in. */
static void read_figures(struct gr_verdicts *v,
    const struct gr_obligation_test *judged,
    const struct gr_verdict_case *place, unsigned corner, bool late)
{
	for (size_t i = 0; i < judged->readings; i++) {
		const struct gr_verdict_reading *r = &judged->reading[i];

		v->name[r->slot] = read_figure(v, r, place, corner >> i & 1,
		    late);
	}
	for (size_t i = 0; i < judged->readings; i++)
		if (judged->reading[i].within != GR_NONE)
			keep_within(v, judged, &judged->reading[i]);
}

/* The test at every corner: what holds at all of them holds however the open
 * cases turn out, of each figure by itself. */
static enum gr_tri either_way(struct gr_verdicts *v,
    const struct gr_obligation_test *judged,
    const struct gr_verdict_case *place, bool late)
{
	unsigned open = 0, corner;
	enum gr_tri result;

	for (size_t i = 0; i < judged->readings; i++)
		if (is_open(&judged->reading[i]))
			open |= 1u << i;
	corner = open;
	read_figures(v, judged, place, corner, late);
	result = gr_verdict_test(v, judged);
	while (corner != ALL_BADLY) {
		corner = (corner - 1) & open;
		read_figures(v, judged, place, corner, late);
		if (gr_verdict_test(v, judged) != result)
			return GR_UNKNOWN;
	}
	return result;
}

static enum gr_obligation_status status_of(struct gr_verdicts *v,
    const struct gr_obligation_test *judged,
    const struct gr_verdict_case *place)
{
	enum gr_tri in_time;

	in_time = either_way(v, judged, place, false);
	if (in_time == GR_TRUE)
		return judged->by_due ? GR_OBLIGATION_MET_ON_TIME
		                      : GR_OBLIGATION_MET;
	if (in_time != GR_FALSE)
		return GR_OBLIGATION_UNDETERMINED;
	if (!judged->by_due)
		return GR_OBLIGATION_NOT_MET;
	switch (either_way(v, judged, place, true)) {
	case GR_TRUE:
		return GR_OBLIGATION_MET_LATE;
	case GR_FALSE:
		return GR_OBLIGATION_NOT_MET;
	case GR_NA:
	case GR_UNKNOWN:
		break;
	}
	return GR_OBLIGATION_UNDETERMINED;
}

/* The same test with the respondents for the whole: is their rate enough? */
static bool is_likely(struct gr_verdicts *v,
    const struct gr_obligation_test *judged,
    const struct gr_verdict_case *place)
{
	int64_t responded = 0;

	if (v->responded == GR_NONE
	    || !gr_slice_to_int64(place->newest[v->responded], &responded)
	    || responded == 0)
		return false; /* nobody has answered: nothing suggests it */
	read_figures(v, judged, place, ALL_BADLY, false);
	for (size_t i = 0; i < judged->readings; i++)
		if (judged->reading[i].registered)
			v->name[judged->reading[i].slot] =
			    place->newest[v->responded];
	return gr_verdict_test(v, judged) == GR_TRUE;
}

static enum gr_obligation_outlook outlook_of(struct gr_verdicts *v,
    const struct gr_obligation_test *judged,
    const struct gr_verdict_case *place)
{
	if (!judged->target)
		return GR_OUTLOOK_NONE;
	switch (either_way(v, judged, place, false)) {
	case GR_TRUE:
		return GR_OUTLOOK_CERTAIN;
	case GR_FALSE:
		return GR_OUTLOOK_OUT_OF_REACH;
	case GR_NA:
	case GR_UNKNOWN:
		break;
	}
	return is_likely(v, judged, place) ? GR_OUTLOOK_LIKELY
	                                   : GR_OUTLOOK_UNLIKELY;
}

/* ---- value, target, gap ---- */

static bool holds_at(struct gr_verdicts *v,
    const struct gr_obligation_test *judged,
    const struct gr_verdict_reading *main, int64_t count)
{
	(void)snprintf(v->number, sizeof(v->number), "%lld", (long long)count);
	v->name[main->slot] = gr_slice_of(v->number);
	return gr_verdict_test(v, judged) == GR_TRUE;
}

/* The smallest count of `main` at which the test holds, all else as it is;
 * tests only become true as the count grows. */
static bool smallest(struct gr_verdicts *v,
    const struct gr_obligation_test *judged,
    const struct gr_verdict_reading *main, int64_t limit, int64_t *out)
{
	int64_t low = 0, high = limit;

	if (!holds_at(v, judged, main, limit))
		return false;
	while (low < high) {
		int64_t middle = low + (high - low) / 2;

		if (holds_at(v, judged, main, middle))
			high = middle;
		else
			low = middle + 1;
	}
	*out = low;
	return true;
}

/* An indicator's gap: its part, its whole and what is missing. */
static void show_gap(struct gr_verdicts *v,
    const struct gr_verdict_reading *main, const struct gr_verdict_case *place,
    struct gr_verdict_cells *out)
{
	static const char *const tail[] = { "_numerator", "_denominator" };
	struct gr_buf *to[] = { out->value, out->target };
	struct gr_buf name = { 0 };

	for (size_t i = 0; i < 2; i++) {
		size_t at = GR_NONE;

		gr_buf_clear(&name);
		gr_buf_add(&name, main->stem);
		gr_buf_text(&name, tail[i]);
		if (!name.failed)
			at = gr_header_find(v->header, gr_buf_slice(&name));
		if (at != GR_NONE)
			gr_buf_add(to[i], row_of(main, place)[at]);
		to[i]->failed |= name.failed;
	}
	gr_buf_add(out->gap, row_of(main, place)[main->low]);
	gr_buf_free(&name);
}

/* What the test is about: the first name that is no base. */
static const struct gr_verdict_reading *main_reading(
    const struct gr_verdicts *v, const struct gr_obligation_test *judged)
{
	for (size_t i = 0; i < judged->readings; i++) {
		struct gr_obligation_name name = gr_obligation_name(v->standard,
		    judged->reading[i].slot);

		if (name.stem.len > 0
		    || !gr_slice_eq(name.name, GR_S("registered")))
			return &judged->reading[i];
	}
	return NULL;
}

static void show_figures(struct gr_verdicts *v,
    const struct gr_obligation_test *judged,
    const struct gr_verdict_case *place, struct gr_verdict_cells *out)
{
	const struct gr_verdict_reading *main = main_reading(v, judged);
	size_t base = gr_header_find(v->header, GR_S("registered"));
	int64_t value, limit, target;

	if (main == NULL)
		return;
	if (main->gap) {
		show_gap(v, main, place, out);
		return;
	}
	gr_buf_add(out->value, row_of(main, place)[main->low]);
	read_figures(v, judged, place, ALL_BADLY, false);
	if (base == GR_NONE
	    || !gr_slice_to_int64(row_of(main, place)[base], &limit)
	    || !gr_slice_to_int64(row_of(main, place)[main->low], &value)
	    || !smallest(v, judged, main, limit, &target))
		return;
	gr_buf_int(out->target, target);
	gr_buf_int(out->gap, target > value ? target - value : 0);
}

static struct gr_slice figure(const struct gr_verdicts *v,
    const struct gr_verdict_case *place, const char *column)
{
	size_t at = gr_header_find(v->header, gr_slice_of(column));

	return at == GR_NONE ? GR_S("?") : place->newest[at];
}

/* Of how many it is not known whether they count by the day. */
static void show_undated(const struct gr_verdicts *v,
    const struct gr_slice *row, const struct gr_verdict_reading *main,
    struct gr_buf *to)
{
	int64_t certain, at_most;

	if (gr_slice_to_int64(row[main->low], &certain)
	    && gr_slice_to_int64(row[main->high], &at_most))
		gr_buf_format(to,
		    gr_wording_in(v->chinese,
		        "%lld may or may not be by the day"),
		    (long long)(at_most - certain));
}

/* How many lack one of an indicator's two figures. */
static void show_uncovered(const struct gr_verdicts *v,
    const struct gr_slice *row, const struct gr_verdict_reading *main,
    struct gr_buf *to)
{
	struct gr_buf name = { 0 };
	size_t open = GR_NONE;

	gr_buf_add(&name, main->stem);
	gr_buf_text(&name, "_open");
	if (!name.failed)
		open = gr_header_find(v->header, gr_buf_slice(&name));
	to->failed |= name.failed;
	gr_buf_free(&name);
	if (open != GR_NONE)
		gr_buf_format(to,
		    gr_wording_in(v->chinese, "%.*s without figures"),
		    GR_ARG(row[open]));
}

/* The undetermined by the rules that the test goes by. */
static struct gr_slice undetermined(const struct gr_verdicts *v,
    const struct gr_verdict_reading *main, const struct gr_verdict_case *place)
{
	bool common = main != NULL
	    && gr_slice_eq(gr_obligation_name(v->standard, main->slot).name,
	        GR_S("attained_common"));

	return figure(v, place,
	    common ? "undetermined_common" : "undetermined");
}

/* What leaves the verdict open. */
static void show_open(const struct gr_verdicts *v,
    const struct gr_obligation_test *judged,
    const struct gr_verdict_case *place, struct gr_verdict_cells *out)
{
	const struct gr_verdict_reading *main = main_reading(v, judged);

	if (main != NULL && main->gap)
		show_uncovered(v, row_of(main, place), main, out->note);
	else if (main != NULL && main->by_due)
		show_undated(v, row_of(main, place), main, out->note);
	else
		gr_buf_format(out->note,
		    gr_wording_in(v->chinese,
		        "%.*s undetermined, %.*s not responded"),
		    GR_ARG(undetermined(v, main, place)),
		    GR_ARG(figure(v, place, "not_responded")));
}

void gr_verdict_judge_stats(struct gr_verdicts *v,
    const struct gr_obligation_test *judged,
    const struct gr_verdict_case *place, struct gr_verdict_cells *out)
{
	if (judged->expr == NULL) {
		gr_verdict_show(v, judged, place, out);
		return;
	}
	gr_verdict_parameters(v, judged, place, judged->o->due);
	out->status = status_of(v, judged, place);
	out->outlook = outlook_of(v, judged, place);
	show_figures(v, judged, place, out);
	if (out->status == GR_OBLIGATION_UNDETERMINED
	    && v->as_of >= judged->o->due)
		show_open(v, judged, place, out);
}

bool gr_verdicts_target(struct gr_verdicts *v, size_t obligation,
    const struct gr_verdict_place *of, struct gr_dec *share_pct, size_t *column)
{
	/* Of so many units the smallest count is the share itself. */
	const int64_t units = 100000000;
	const unsigned decimals = 6;
	const struct gr_obligation_test *judged = &v->judged[obligation];
	const struct gr_verdict_reading *main;
	struct gr_verdict_case here;
	int64_t count;

	if (!judged->target || !gr_verdict_find_case(judged, of, &here))
		return false;
	main = main_reading(v, judged);
	if (main == NULL || main->gap)
		return false;
	gr_verdict_parameters(v, judged, &here, judged->o->due);
	read_figures(v, judged, &here, ALL_BADLY, false);
	for (size_t i = 0; i < judged->readings; i++)
		if (judged->reading[i].registered)
			v->name[judged->reading[i].slot] = GR_S("100000000");
	if (!smallest(v, judged, main, units, &count))
		return false;
	*share_pct = (struct gr_dec){ count, decimals };
	while (share_pct->scale > 0 && share_pct->coef % 10 == 0) {
		share_pct->coef /= 10;
		share_pct->scale--;
	}
	*column = main->low;
	return true;
}
