/* figure.c - the table of figures, and the names of their columns. */
#include "figure/figure.h"

/* The shapes of figure.def. */
#define OF(count) GR_COUNT_BIT(count)
#define ABSENT GR_COUNT_ABSENT
#define IS(chinese, english, what, measured_in) \
	.zh = (chinese), .en = (english), .kind = GR_KIND_##what, \
	.unit = GR_UNIT_##measured_in
#define KEY(chinese, english, what) IS(chinese, english, what, NONE)
#define COUNTED(chinese, english, counts) \
	IS(chinese, english, COUNT, COMMUNITIES), .of = (counts), \
	                                          .who = GR_WHO_COUNTED
#define COMPUTED(chinese, english) IS(chinese, english, COUNT, COMMUNITIES)
#define ESTIMATED(chinese, english, measured_in) \
	IS(chinese, english, ESTIMATE, measured_in)
#define RATE(chinese, english, above, below) \
	IS(chinese, english, RATE, PERCENT), .part = GR_FIGURE_##above, \
	                                     .whole = GR_FIGURE_##below, \
	                                     .decimals = 2
#define SUM(chinese, english, under, counts) \
	IS(chinese, english, SUM, AS_ANSWERED), \
	    .role = (under), .of = (counts), .who = GR_WHO_ADDING
#define POINTS(chinese, english) \
	IS(chinese, english, POINTS, POINTS), .decimals = 2, \
	                                      .who = GR_WHO_ADDING
#define RANK(chinese, english) IS(chinese, english, RANK, NONE)
#define DEFINED(chinese, english) .formula = (english), .formula_zh = (chinese)
#define SAID(chinese, english) IS(chinese, english, COUNT, NONE)
#define DIFFERENCE(chinese, english) \
	IS(chinese, english, DIFFERENCE, PERCENTAGE_POINTS), .decimals = 2
#define CRITERION(chinese, english) IS(chinese, english, CRITERION, NONE)
#define RATIO(chinese, english) \
	IS(chinese, english, RATIO, PERCENT), \
	    .part = GR_FIGURE_indicator_numerator, \
	    .whole = GR_FIGURE_indicator_denominator
#define PART(chinese, english, what, measured_in, names) \
	IS(chinese, english, what, measured_in), \
	    .family = GR_FAMILY_INDICATOR, .pattern = (names)
#define BY_DAY(chinese, english, names, under, counted) \
	IS(chinese, english, COUNT, COMMUNITIES), \
	    .family = GR_FAMILY_DAY, .pattern = (names), .role = (under), \
	    .measure = (counted), .who = GR_WHO_BY_DAY
#define SUMMED(chinese, english, names) \
	IS(chinese, english, SUM, AS_ANSWERED), \
	    .family = GR_FAMILY_SUMMED, .pattern = (names), .measure = "sum", \
	    .bin = "*", .who = GR_WHO_ADDING
#define RESULT(chinese, english, column, what, measured_in) \
	IS(chinese, english, what, measured_in), .family = GR_FAMILY_RESULT, \
	                                         .pattern = (column)

const struct gr_figure gr_figure_table[GR_FIGURES] = {
#define GR_FIGURE_ROW(name, ...) \
	[GR_FIGURE_##name] = { .id = #name, __VA_ARGS__ },
#include "figure/figure.def"
};

struct gr_slice gr_figure_column(const struct gr_figure *figure)
{
	return gr_slice_of(figure->pattern ? figure->pattern : figure->id);
}

bool gr_figure_fits(struct gr_slice pattern, struct gr_slice name,
    struct gr_slice *stem)
{
	size_t star = gr_slice_find(pattern, GR_S("*"));

	*stem = GR_S("");
	if (star == SIZE_MAX)
		return gr_slice_eq(pattern, name);
	struct gr_slice head = gr_slice_make(pattern.ptr, star);
	struct gr_slice tail = gr_slice_skip(pattern, star + 1);

	if (name.len <= head.len + tail.len || !gr_slice_starts(name, head)
	    || !gr_slice_ends(name, tail))
		return false;
	*stem = gr_slice_make(name.ptr + head.len,
	    name.len - head.len - tail.len);
	return true;
}

size_t gr_figure_fill(struct gr_slice pattern, struct gr_slice stem, char *to)
{
	size_t n = 0;

	for (size_t i = 0; i < pattern.len; i++) {
		if (pattern.ptr[i] != '*') {
			to[n++] = pattern.ptr[i];
			continue;
		}
		memcpy(to + n, stem.ptr, stem.len);
		n += stem.len;
	}
	return n;
}

const struct gr_figure *gr_figure_of_place(struct gr_slice column)
{
	for (size_t i = 0; i < GR_FIGURES; i++)
		if (gr_figure_table[i].family == GR_FAMILY_PLACE
		    && gr_slice_eq(gr_figure_column(&gr_figure_table[i]),
		        column))
			return &gr_figure_table[i];
	return NULL;
}

bool gr_figure_is_text(const struct gr_figure *figure)
{
	return figure->kind == GR_KIND_TEXT
	    || figure->kind == GR_KIND_CRITERION;
}
