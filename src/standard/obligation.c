/* obligation.c - the names that an obligation's expression may use. */
#include "standard/obligation.h"

#include "figure/figure.h"

#include <stdlib.h>

/* No count or sum of a place comes near it; it leaves room in 128 bits for
 * products of two figures and a parameter. */
#define COUNT_MAX 999999999999999

const char *const gr_obligation_kind_name[GR_OBLIGATION_KINDS + 1] = {
#define GR_OBLIGATION_KIND(name) #name,
#include "standard/obligation_kind.def"
#undef GR_OBLIGATION_KIND
	NULL
};

/* Names that are no figures, whose they are, and of which column if that is
 * called otherwise. */
static const struct {
	const char *name;
	enum gr_value_kind type;
	enum gr_obligation_kind kind;
	const char *newest_of;
} others[] = {
	{ "doc_date", GR_VALUE_DATE, GR_OBLIGATION_filings, NULL },
	{ "received_date", GR_VALUE_DATE, GR_OBLIGATION_filings, NULL },
	{ "recorded_at", GR_VALUE_DATE, GR_OBLIGATION_filings, NULL },
	{ "value", GR_VALUE_NUMBER, GR_OBLIGATION_filings, NULL },
	{ "doc_title", GR_VALUE_TEXT, GR_OBLIGATION_filings, NULL },
	{ "doc_no", GR_VALUE_TEXT, GR_OBLIGATION_filings, NULL },
	{ "evidence_ref", GR_VALUE_TEXT, GR_OBLIGATION_filings, NULL },
	{ "recorder", GR_VALUE_TEXT, GR_OBLIGATION_filings, NULL },
	{ "newest_value", GR_VALUE_NUMBER, GR_OBLIGATION_filings, "value" },
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* ---- figures that tests may use, as the table of figures says ---- */

static bool is_tested(const struct gr_figure *figure, bool of_indicator)
{
	return figure->tested
	    && (figure->family == GR_FAMILY_INDICATOR) == of_indicator;
}

/* How many there are of places, or of each indicator. */
static size_t figures(bool of_indicator)
{
	size_t n = 0;

	for (size_t i = 0; i < GR_FIGURES; i++)
		n += is_tested(&gr_figure_table[i], of_indicator);
	return n;
}

/* The n-th of them. */
static const struct gr_figure *figure_at(bool of_indicator, size_t n)
{
	size_t i = 0;

	while (!is_tested(&gr_figure_table[i], of_indicator) || n-- > 0)
		i++;
	return &gr_figure_table[i];
}

/* What a test calls it: its column without the day, or without the indicator
 * and '_'. */
static struct gr_slice name_of(const struct gr_figure *figure)
{
	struct gr_slice column = gr_figure_column(figure);

	if (figure->family == GR_FAMILY_DAY)
		return gr_slice_make(column.ptr,
		    gr_slice_find(column, GR_S("_*")));
	if (figure->family == GR_FAMILY_INDICATOR)
		return gr_slice_skip(column, strlen("*_"));
	return column;
}

/* Which of them has the name; false: none. */
static bool find_named(bool of_indicator, struct gr_slice name, size_t *n)
{
	*n = 0;
	for (size_t i = 0; i < GR_FIGURES; i++) {
		if (!is_tested(&gr_figure_table[i], of_indicator))
			continue;
		if (gr_slice_eq(name_of(&gr_figure_table[i]), name))
			return true;
		++*n;
	}
	return false;
}

/* Slots: plain figures, figures of indicators, both once more for first_,
 * then the other names. */
static size_t stats_names(const struct gr_standard *standard)
{
	return figures(false) + standard->indicators * figures(true);
}

size_t gr_obligation_names(const struct gr_standard *standard)
{
	return 2 * stats_names(standard) + COUNT(others);
}

size_t gr_obligation_parameters(const struct gr_standard *standard)
{
	return standard->parameter_names + 2;
}

size_t gr_obligation_due_slot(const struct gr_standard *standard)
{
	return standard->parameter_names;
}

size_t gr_obligation_window_slot(const struct gr_standard *standard)
{
	return standard->parameter_names + 1;
}

/* `name` is `<indicator>_<figure>`: its place among the indicators' figures. */
static bool find_indicator(const struct gr_standard *standard,
    struct gr_slice name, size_t *out)
{
	for (size_t i = 0; i < standard->indicators; i++) {
		struct gr_slice stem = standard->indicator[i].name;

		if (!gr_slice_starts(name, stem) || name.len <= stem.len
		    || name.ptr[stem.len] != '_')
			continue;
		size_t part;

		if (find_named(true, gr_slice_skip(name, stem.len + 1),
		        &part)) {
			*out = i * figures(true) + part;
			return true;
		}
	}
	return false;
}

static bool find_figure(const struct gr_standard *standard,
    struct gr_slice name, size_t *slot)
{
	if (find_named(false, name, slot))
		return true;
	if (!find_indicator(standard, name, slot))
		return false;
	*slot += figures(false);
	return true;
}

static bool find_stats(const struct gr_standard *standard, struct gr_slice name,
    size_t *slot)
{
	struct gr_slice first = GR_S("first_");

	/* An indicator may itself be called first_...: the whole name wins. */
	if (find_figure(standard, name, slot))
		return true;
	if (!gr_slice_starts(name, first)
	    || !find_figure(standard, gr_slice_skip(name, first.len), slot))
		return false;
	*slot += stats_names(standard);
	return true;
}

static bool find_parameter(const struct gr_standard *standard,
    struct gr_slice name, struct gr_symbol *out)
{
	size_t slot;

	if (gr_slice_eq(name, GR_S("due")))
		slot = gr_obligation_due_slot(standard);
	else if (gr_slice_eq(name, GR_S("window_from")))
		slot = gr_obligation_window_slot(standard);
	else
		return gr_standard_symbol(standard, GR_NAME_PARAMETER, name,
		    out);
	*out = (struct gr_symbol){
		.kind = GR_VALUE_DATE,
		.slot = (unsigned)slot,
	};
	return true;
}

bool gr_obligation_symbol(const void *context, enum gr_name_class class,
    struct gr_slice name, struct gr_symbol *out)
{
	const struct gr_standard *standard = context;
	size_t slot;

	if (class == GR_NAME_PARAMETER)
		return find_parameter(standard, name, out);
	if (class == GR_NAME_PREV)
		return false;
	if (find_stats(standard, name, &slot)) {
		*out = (struct gr_symbol){
			.kind = GR_VALUE_NUMBER,
			.slot = (unsigned)slot,
			.min = { .coef = 0 },
			.max = { .coef = COUNT_MAX },
		};
		return true;
	}
	for (size_t i = 0; i < COUNT(others); i++)
		if (gr_slice_eq(name, gr_slice_of(others[i].name))) {
			slot = 2 * stats_names(standard) + i;
			*out = (struct gr_symbol){
				.kind = others[i].type,
				.slot = (unsigned)slot,
				.min = { .coef = -COUNT_MAX },
				.max = { .coef = COUNT_MAX },
			};
			return true;
		}
	return false;
}

struct gr_obligation_name gr_obligation_name(const struct gr_standard *standard,
    size_t slot)
{
	struct gr_obligation_name out = { .kind = GR_OBLIGATION_stats };
	size_t stats = stats_names(standard);

	if (slot >= 2 * stats) {
		slot -= 2 * stats;
		out.newest = others[slot].newest_of != NULL;
		out.kind = others[slot].kind;
		out.name = gr_slice_of(others[slot].name);
		out.column = out.newest ? gr_slice_of(others[slot].newest_of)
		                        : out.name;
		return out;
	}
	out.first = slot >= stats;
	if (out.first)
		slot -= stats;
	if (slot < figures(false)) {
		const struct gr_figure *figure = figure_at(false, slot);

		out.name = name_of(figure);
		out.any_time = gr_slice_of(figure->any_time);
		out.by_due = figure->family == GR_FAMILY_DAY;
		return out;
	}
	slot -= figures(false);
	out.stem = standard->indicator[slot / figures(true)].name;
	out.name = name_of(figure_at(true, slot % figures(true)));
	return out;
}

static int by_id(const void *a, const void *b, void *opaque)
{
	const struct gr_obligation *const *obligation = opaque;

	return gr_slice_cmp((*obligation)[*(const size_t *)a].id,
	    (*obligation)[*(const size_t *)b].id);
}

enum gr_status gr_obligation_order(struct gr_arena *keep,
    const struct gr_standard *standard, size_t **out, struct gr_err *err)
{
	const struct gr_obligation *obligation = standard->obligation;
	size_t n = standard->obligations;

	*out = GR_NEW_ARRAY(keep, n, size_t);
	if (*out == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < n; i++)
		(*out)[i] = i;
	if (n > 0)
		qsort_r(*out, n, sizeof(**out), by_id, &obligation);
	return GR_OK;
}

bool gr_obligation_binds(const struct gr_obligation *obligation, bool province)
{
	return province ? obligation->province : obligation->city;
}
