/* aggregate_ask.c - what may be asked of the counts of a place */
#include "stats/figures_internal.h"

const struct gr_figures *gr_aggregate_figures(const struct gr_aggregate *s,
    size_t area)
{
	return &s->figures[area];
}

int64_t gr_aggregate_count(const struct gr_aggregate *s, size_t area,
    struct gr_slice measure, struct gr_slice bin)
{
	return gr_tally_count(s->tally, s->place[area],
	    gr_tally_find(s->tally, measure, bin));
}

int64_t gr_aggregate_counts(const struct gr_aggregate *s, size_t area,
    gr_count_set set)
{
	int64_t n = 0;

	for (size_t i = 0; i < GR_COUNTS; i++)
		if (set >> i & 1)
			n += gr_aggregate_count(s, area,
			    gr_count_table[i].measure, gr_count_table[i].bin);
	if (set & GR_COUNT_ABSENT)
		n += s->areas->area[area].registered
		    - gr_aggregate_counts(s, area, GR_COUNT_BIT(responded));
	return n;
}

struct gr_judged_counts gr_aggregate_judged(const struct gr_aggregate *s,
    size_t area, struct gr_slice measure, struct gr_slice id)
{
	static const char state[] = { '1', '0', 'N', 'U' };
	int64_t count[sizeof(state)] = { 0 };
	char *bin = s->key;

	memcpy(bin, id.ptr, id.len);
	bin[id.len] = '=';
	for (size_t i = 0; i < sizeof(state); i++) {
		bin[id.len + 1] = state[i];
		count[i] = gr_aggregate_count(s, area, measure,
		    gr_slice_make(bin, id.len + 2));
	}
	return (
	    struct gr_judged_counts){ count[0], count[1], count[2], count[3] };
}

struct gr_sum gr_aggregate_sum(const struct gr_aggregate *s, size_t area,
    struct gr_slice measure, struct gr_slice base)
{
	struct gr_sum sum = { .coef = gr_aggregate_count(s, area, measure,
		                  base) };

	for (size_t i = 0; i < s->scaled_bins; i++) {
		const struct gr_scaled_bin *bin = &s->scaled[i];
		gr_i128 term = gr_tally_count(s->tally, s->place[area],
		    bin->bin);

		if (!gr_slice_eq(bin->measure, measure)
		    || !gr_slice_eq(bin->base, base))
			continue;
		for (; sum.scale < bin->scale; sum.scale++)
			sum.coef *= 10;
		for (unsigned k = bin->scale; k < sum.scale; k++)
			term *= 10;
		sum.coef += term;
	}
	return sum;
}

static void add_up(const struct gr_aggregate *s, size_t area,
    struct gr_dated_bin *item, size_t n)
{
	int64_t sum = 0;

	for (size_t i = 0; i < n; i++) {
		sum += gr_tally_count(s->tally, s->place[area], item[i].bin);
		item[i].sum = sum;
	}
}

/* The sum of those whose day is not behind `day`. */
static int64_t sum_until(const struct gr_dated_bin *item, size_t n, int32_t day)
{
	size_t from = 0;

	/* below `from` none is behind it, from `n` on all are */
	while (from < n) {
		size_t middle = from + (n - from) / 2;

		if (item[middle].day <= day)
			from = middle + 1;
		else
			n = middle;
	}
	return from > 0 ? item[from - 1].sum : 0;
}

void gr_aggregate_by(const struct gr_aggregate *s, size_t area,
    struct gr_slice measure, int32_t day, int64_t *certain, int64_t *at_most)
{
	*certain = *at_most = 0;
	for (size_t i = 0; i < s->dateds; i++) {
		struct gr_dated_bins *dated = &s->dated[i];

		if (!gr_slice_eq(dated->measure, measure))
			continue;
		if (dated->area != area) {
			add_up(s, area, dated->first, dated->n);
			add_up(s, area, dated->last, dated->n);
			dated->area = area;
		}
		*certain += sum_until(dated->last, dated->n, day);
		*at_most += sum_until(dated->first, dated->n, day);
	}
}

bool gr_aggregate_target(const struct gr_aggregate *s, size_t area,
    struct gr_dec *out)
{
	return gr_target_pct(&s->target, s->areas, area, out);
}
