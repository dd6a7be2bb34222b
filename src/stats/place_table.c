/* place_table.c - the columns of cities.csv and counties.csv. */
#include "stats/place_table_internal.h"

#include "number/date.h"
#include "standard/standard_figure.h"
#include <stdio.h>
#include <stdlib.h>

/* A pattern with its stem, kept. */
static enum gr_status filled(struct gr_arena *keep, struct gr_slice pattern,
    struct gr_slice stem, struct gr_slice *out, struct gr_err *err)
{
	char *text = GR_NEW_ARRAY(keep, pattern.len + stem.len, char);

	if (text == NULL)
		return gr_err_memory(err);
	*out = gr_slice_make(text, gr_figure_fill(pattern, stem, text));
	return GR_OK;
}

/* The column of a figure, about `stem` where it is of a family. */
static enum gr_status add_column(struct gr_place_table *t,
    const struct gr_figure *figure, struct gr_slice stem,
    struct gr_place_column about, struct gr_err *err)
{
	struct gr_place_column *column = &t->column[t->columns];
	enum gr_status status = filled(t->keep, gr_figure_column(figure), stem,
	    &t->name[t->columns++], err);

	*column = about;
	column->figure = figure;
	column->empty = !gr_standard_has_figure(t->standard, figure);
	if (status != GR_OK)
		return status;
	return filled(t->keep, gr_slice_of(figure->bin), stem, &column->bin,
	    err);
}

/* ---- indicators ---- */

static enum gr_status make_indicator(struct gr_place_table *t, size_t i,
    struct gr_err *err)
{
	struct gr_place_indicator *to = &t->indicator[i];
	const struct {
		struct gr_slice *bin;
		enum gr_figure_id figure;
	} parts[] = {
		{ &to->numerator, GR_FIGURE_indicator_numerator },
		{ &to->denominator, GR_FIGURE_indicator_denominator },
		{ &to->open, GR_FIGURE_indicator_open },
	};
	enum gr_status status = GR_OK;

	to->ratio = &t->standard->indicator[i];
	to->has_threshold = gr_dec_parse(to->ratio->threshold, &to->threshold);
	to->has_change_target = gr_dec_parse(to->ratio->change_target,
	    &to->change_target);
	for (size_t k = 0; status == GR_OK && k < 3; k++)
		status = filled(t->keep,
		    gr_slice_of(gr_figure_table[parts[k].figure].bin),
		    to->ratio->name, parts[k].bin, err);
	return status;
}

/* The indicator whose ratio has a column among those of every release, under
 * its own name, or GR_NONE. */
static size_t indicator_named(const struct gr_place_table *t,
    struct gr_slice name)
{
	for (size_t i = 0; i < t->standard->indicators; i++)
		if (gr_slice_eq(t->standard->indicator[i].name, name))
			return i;
	return GR_NONE;
}

/* ---- due days ---- */

static int by_day(const void *a, const void *b)
{
	const int32_t *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

static void find_dues(struct gr_place_table *t)
{
	size_t n = 0;

	for (size_t i = 0; i < t->standard->obligations; i++)
		if (t->standard->obligation[i].due != INT32_MIN)
			t->due[n++] = t->standard->obligation[i].due;
	if (n > 0)
		qsort(t->due, n, sizeof(*t->due), by_day);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || t->due[i] != t->due[i - 1])
			t->due[t->dues++] = t->due[i];
}

/* ---- the columns, family by family ---- */

/* Those of every release.  One that is called like an indicator is its ratio,
 * which then stands nowhere else. */
static enum gr_status add_fixed(struct gr_place_table *t, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (size_t i = 0; status == GR_OK && i < GR_FIGURES; i++) {
		const struct gr_figure *figure = &gr_figure_table[i];
		struct gr_place_column about = { .indicator = GR_NONE };

		if (figure->family != GR_FAMILY_PLACE)
			continue;
		if (figure->kind == GR_KIND_RATIO)
			about.indicator = indicator_named(t,
			    gr_figure_column(figure));
		status = add_column(t, figure, GR_S(""), about, err);
	}
	return status;
}

static enum gr_status add_family(struct gr_place_table *t,
    enum gr_figure_family family, struct gr_slice stem,
    struct gr_place_column about, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (size_t i = 0; status == GR_OK && i < GR_FIGURES; i++) {
		const struct gr_figure *figure = &gr_figure_table[i];

		if (figure->family != family
		    || (figure->kind == GR_KIND_RATIO
		        && gr_figure_of_place(stem) != NULL
		        && gr_figure_of_place(stem)->kind == GR_KIND_RATIO))
			continue;
		status = add_column(t, figure, stem, about, err);
	}
	return status;
}

static enum gr_status add_day(struct gr_place_table *t, int32_t day,
    struct gr_err *err)
{
	const struct gr_place_column about = { .indicator = GR_NONE,
		.day = day };
	char text[32];
	int year, month, of_month;

	gr_date_to_civil(day, &year, &month, &of_month);
	(void)snprintf(text, sizeof(text), "%04d%02d%02d", year, month,
	    of_month);
	return add_family(t, GR_FAMILY_DAY, gr_slice_of(text), about, err);
}

static enum gr_status add_columns(struct gr_place_table *t, struct gr_err *err)
{
	const struct gr_standard *std = t->standard;
	const struct gr_place_column none = { .indicator = GR_NONE };
	enum gr_status status = add_fixed(t, err);

	for (size_t i = 0; status == GR_OK && i < std->indicators; i++) {
		status = make_indicator(t, i, err);
		if (status == GR_OK)
			status = add_family(t, GR_FAMILY_INDICATOR,
			    std->indicator[i].name,
			    (struct gr_place_column){ .indicator = i }, err);
	}
	for (size_t i = 0; status == GR_OK && i < t->dues; i++)
		status = add_day(t, t->due[i], err);
	for (size_t i = 0; status == GR_OK && i < std->columns; i++)
		if (std->column[i].sum)
			status = add_family(t, GR_FAMILY_SUMMED,
			    std->column[i].name, none, err);
	return status;
}

/* ---- names ---- */

static enum gr_status taken(const struct gr_place_table *t, size_t column,
    struct gr_err *err)
{
	const char *table = gr_standard_table(t->standard, t->keep,
	    "indicators.csv");

	if (table == NULL)
		return gr_err_memory(err);
	return gr_err_at(err, GR_EUSAGE, table,
	    t->indicator[t->column[column].indicator].ratio->line, "name",
	    "'%.*s' is the name of another column of green-stats",
	    GR_ARG(t->name[column]));
}

/* Each of an indicator's columns must be the only one of its name. */
static enum gr_status check_indicator(const struct gr_place_table *t, size_t i,
    struct gr_err *err)
{
	for (size_t k = 0; k < t->columns; k++) {
		if (t->column[k].figure->family != GR_FAMILY_INDICATOR
		    || t->column[k].indicator != i)
			continue;
		for (size_t j = 0; j < t->columns; j++)
			if (j != k && gr_slice_eq(t->name[j], t->name[k]))
				return taken(t, k, err);
	}
	return GR_OK;
}

/* Of two the one that stands later is to blame. */
static enum gr_status check_names(const struct gr_place_table *t,
    struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (size_t i = t->standard->indicators; i-- > 0 && status == GR_OK;)
		status = check_indicator(t, i, err);
	return status;
}

enum gr_status gr_place_table_new(struct gr_arena *keep,
    const struct gr_standard *standard, struct gr_place_table **out,
    struct gr_err *err)
{
	struct gr_place_table *t = GR_NEW(keep, struct gr_place_table);
	/* no family has more figures than there are */
	size_t room = GR_FIGURES
	    * (1 + standard->indicators + standard->obligations
	        + standard->columns);

	if (t == NULL)
		return gr_err_memory(err);
	t->keep = keep;
	t->standard = standard;
	t->name = gr_arena_room(keep, room, sizeof(*t->name));
	t->column = gr_arena_room(keep, room, sizeof(*t->column));
	t->indicator = GR_NEW_ARRAY(keep, standard->indicators,
	    struct gr_place_indicator);
	t->due = GR_NEW_ARRAY(keep, standard->obligations, int32_t);
	if (t->name == NULL || t->column == NULL || t->indicator == NULL
	    || t->due == NULL)
		return gr_err_memory(err);
	find_dues(t);
	*out = t;
	enum gr_status status = add_columns(t, err);

	return status == GR_OK ? check_names(t, err) : status;
}

const struct gr_slice *gr_place_table_names(const struct gr_place_table *t,
    size_t *n)
{
	*n = t->columns;
	return t->name;
}
