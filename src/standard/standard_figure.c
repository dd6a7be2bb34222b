/* standard_figure.c - the figures that a standard's places have. */
#include "standard/standard_figure.h"

size_t gr_standard_figure_answer(const struct gr_standard *standard,
    const struct gr_figure *figure)
{
	for (size_t i = 0; figure->role != NULL && i < GR_ROLES; i++)
		if (strcmp(figure->role, gr_role_rule[i].word) == 0)
			return standard->role[i];
	return GR_NONE;
}

bool gr_standard_has_figure(const struct gr_standard *standard,
    const struct gr_figure *figure)
{
	return figure->role == NULL
	    || gr_standard_figure_answer(standard, figure) != GR_NONE;
}

static bool is_day(struct gr_slice text)
{
	uint64_t number;

	return text.len == 8 && gr_slice_to_uint64(text, &number);
}

static bool is_indicator(const struct gr_standard *standard,
    struct gr_slice name)
{
	for (size_t i = 0; i < standard->indicators; i++)
		if (gr_slice_eq(standard->indicator[i].name, name))
			return true;
	return false;
}

/* Whether the standard has what a family's figure would be about. */
static bool knows(const struct gr_standard *standard,
    enum gr_figure_family family, struct gr_slice stem)
{
	switch (family) {
	case GR_FAMILY_INDICATOR:
		return is_indicator(standard, stem);
	case GR_FAMILY_DAY:
		return is_day(stem);
	case GR_FAMILY_SUMMED:
		return gr_standard_column(standard, stem) != GR_NONE;
	case GR_FAMILY_PLACE:
	case GR_FAMILY_RESULT:
		break;
	}
	return false;
}

const struct gr_figure *gr_standard_figure(const struct gr_standard *standard,
    struct gr_slice column, struct gr_slice *stem)
{
	const struct gr_figure *figure = gr_figure_of_place(column);

	*stem = column;
	for (size_t i = 0; figure == NULL && i < GR_FIGURES; i++) {
		const struct gr_figure *one = &gr_figure_table[i];

		if (gr_figure_fits(gr_figure_column(one), column, stem)
		    && knows(standard, one->family, *stem))
			figure = one;
	}
	return figure;
}

/* YYYYMMDD as a date reads. */
static void print_day(struct gr_slice stem, struct gr_buf *to)
{
	gr_buf_format(to, "%.4s-%.2s-%.2s", stem.ptr, stem.ptr + 4,
	    stem.ptr + 6);
}

static void print_about(const struct gr_standard *standard,
    const struct gr_figure *figure, struct gr_slice stem, bool chinese,
    struct gr_buf *to)
{
	if (figure->family == GR_FAMILY_DAY) {
		print_day(stem, to);
		return;
	}
	for (size_t i = 0; i < standard->indicators; i++)
		if (gr_slice_eq(standard->indicator[i].name, stem))
			stem = chinese ? standard->indicator[i].title_zh
			               : standard->indicator[i].title_en;
	for (size_t i = 0; i < standard->columns; i++)
		if (gr_slice_eq(standard->column[i].name, stem))
			stem = chinese ? standard->column[i].title_zh
			               : standard->column[i].title_en;
	gr_buf_add(to, stem);
}

void gr_standard_figure_title(const struct gr_standard *standard,
    const struct gr_figure *figure, struct gr_slice stem, bool chinese,
    struct gr_buf *to)
{
	struct gr_slice rest = gr_slice_of(chinese ? figure->zh : figure->en);
	size_t star = gr_slice_find(rest, GR_S("*"));

	if (star == GR_NONE) {
		gr_buf_add(to, rest);
		return;
	}
	gr_buf_add(to, gr_slice_make(rest.ptr, star));
	print_about(standard, figure, stem, chinese, to);
	gr_buf_add(to, gr_slice_skip(rest, star + 1));
}
