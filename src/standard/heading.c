/* heading.c - what a column of a published table is called */
#include "standard/heading.h"

#include "base/wording.h"
#include "number/plain.h"
#include "standard/standard_figure.h"

#define GR_HEADING_ROW(column, what, chinese, english) \
	{ #column, chinese, english, GR_HEADING_##what },
static const struct {
	const char *column, *zh, *en;
	enum gr_heading_kind kind;
} own[] = {
#include "standard/heading.def"
};
#undef GR_HEADING_ROW

static enum gr_heading_kind kind_of_figure(const struct gr_figure *figure)
{
	if (gr_slice_eq(gr_figure_column(figure), GR_S("level")))
		return GR_HEADING_WORD;
	switch (figure->kind) {
	case GR_KIND_TEXT:
	case GR_KIND_CRITERION:
		return GR_HEADING_TEXT;
	case GR_KIND_YEAR:
		return GR_HEADING_YEAR;
	case GR_KIND_POINTS:
		return GR_HEADING_POINTS;
	case GR_KIND_COUNT:
	case GR_KIND_ESTIMATE:
	case GR_KIND_RATE:
	case GR_KIND_RATIO:
	case GR_KIND_DIFFERENCE:
	case GR_KIND_SUM:
	case GR_KIND_RANK:
		break;
	}
	if (figure->unit == GR_UNIT_PERCENT)
		return GR_HEADING_PERCENT;
	if (figure->unit == GR_UNIT_PERCENTAGE_POINTS)
		return GR_HEADING_CHANGE;
	return figure->kind == GR_KIND_SUM || figure->decimals > 0
	    ? GR_HEADING_DECIMAL
	    : GR_HEADING_WHOLE;
}

static enum gr_heading_kind kind_of_answer(enum gr_type type)
{
	switch (type) {
	case GR_TYPE_INT:
	case GR_TYPE_BOOL:
		return GR_HEADING_WHOLE;
	case GR_TYPE_DEC:
		return GR_HEADING_DECIMAL;
	case GR_TYPE_PCT:
		return GR_HEADING_PERCENT;
	case GR_TYPE_YEAR:
		return GR_HEADING_YEAR;
	case GR_TYPE_TEXT:
	case GR_TYPE_CODE:
	case GR_TYPE_DATE:
	case GR_TYPE_ENUM:
	case GR_TYPE_SET:
	case GR_TYPES:
		break;
	}
	return GR_HEADING_TEXT;
}

static const char *unit_of_kind(enum gr_heading_kind kind, bool chinese)
{
	switch (kind) {
	case GR_HEADING_PERCENT:
		return "%";
	case GR_HEADING_CHANGE:
		return gr_wording_in(chinese, "percentage points");
	case GR_HEADING_POINTS:
		return gr_wording_in(chinese, "points of 100");
	case GR_HEADING_ANY:
	case GR_HEADING_TEXT:
	case GR_HEADING_WORD:
	case GR_HEADING_YEAR:
	case GR_HEADING_WHOLE:
	case GR_HEADING_DECIMAL:
		break;
	}
	return "";
}

/* Of a criterion, group or atom: no place has it. */
static const struct gr_figure *figure_of_result(struct gr_slice column)
{
	for (size_t i = 0; i < GR_FIGURES; i++)
		if (gr_figure_table[i].family == GR_FAMILY_RESULT
		    && gr_slice_eq(gr_figure_column(&gr_figure_table[i]),
		        column))
			return &gr_figure_table[i];
	return NULL;
}

static bool find_figure(const struct gr_standard *standard,
    struct gr_slice column, bool chinese, struct gr_heading *out,
    struct gr_buf *title)
{
	struct gr_slice stem = { NULL, 0 };
	const struct gr_figure *figure = standard != NULL
	    ? gr_standard_figure(standard, column, &stem)
	    : gr_figure_of_place(column);

	if (figure == NULL)
		figure = figure_of_result(column);
	if (figure == NULL)
		return false;
	out->figure = figure;
	out->kind = kind_of_figure(figure);
	out->known = true;
	out->further = figure->family != GR_FAMILY_PLACE
	    && figure->family != GR_FAMILY_RESULT;
	out->unit = figure->unit == GR_UNIT_COMMUNITIES
	    ? gr_wording_in(chinese, GR_WORDS_AS("unit", "communities"))
	    : unit_of_kind(out->kind, chinese);
	if (title != NULL && standard != NULL)
		gr_standard_figure_title(standard, figure, stem, chinese,
		    title);
	else if (title != NULL)
		gr_buf_text(title, chinese ? figure->zh : figure->en);
	return true;
}

static bool find_own(struct gr_slice column, bool chinese,
    struct gr_heading *out, struct gr_buf *title)
{
	for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
		if (!gr_slice_eq(column, gr_slice_of(own[i].column)))
			continue;
		out->kind = own[i].kind;
		out->known = true;
		out->unit = unit_of_kind(own[i].kind, chinese);
		if (title != NULL)
			gr_buf_text(title, chinese ? own[i].zh : own[i].en);
		return true;
	}
	return false;
}

static bool found(struct gr_heading *out, enum gr_heading_kind kind,
    struct gr_slice words, struct gr_buf *title)
{
	out->kind = kind;
	out->known = true;
	if (title != NULL)
		gr_buf_add(title, words);
	return true;
}

static bool find_derived(const struct gr_standard *standard,
    struct gr_slice column, bool chinese, struct gr_heading *out,
    struct gr_buf *title)
{
	for (size_t i = 0; i < standard->deriveds; i++)
		if (gr_slice_eq(column, standard->derived[i].name))
			return found(out, GR_HEADING_DECIMAL,
			    chinese ? standard->derived[i].title_zh
			            : standard->derived[i].title_en,
			    title);
	return false;
}

/* The units of a standard are its own words, and stand behind the title. */
static bool find_answer(const struct gr_standard *standard,
    struct gr_slice column, bool chinese, struct gr_heading *out,
    struct gr_buf *title)
{
	size_t at = gr_standard_column(standard, column);

	if (at == GR_NONE)
		return find_derived(standard, column, chinese, out, title);
	const struct gr_column *answer = &standard->column[at];
	struct gr_slice words = chinese ? answer->title_zh : answer->title_en;

	(void)found(out, kind_of_answer(answer->type), words, title);
	if (title != NULL && answer->unit.len > 0
	    && gr_slice_find(words, answer->unit) == SIZE_MAX)
		gr_buf_format(title, chinese ? "（%.*s）" : " (%.*s)",
		    GR_ARG(answer->unit));
	return true;
}

static bool same_letters(struct gr_slice column, struct gr_slice id)
{
	bool same = column.len == id.len;

	for (size_t i = 0; same && i < id.len; i++)
		same = (column.ptr[i] | 0x20) == (id.ptr[i] | 0x20);
	return same;
}

/* c03 or C03.1: what is asked of a community, and was answered 1 0 N U. */
static bool find_test(const struct gr_standard *standard,
    struct gr_slice column, bool chinese, struct gr_heading *out,
    struct gr_buf *title)
{
	for (size_t i = 0; i < standard->criteria; i++) {
		const struct gr_criterion *c = &standard->criterion[i];

		if (!same_letters(column, c->criterion))
			continue;
		if (title != NULL)
			gr_buf_format(title, "%.*s ", GR_ARG(c->criterion));
		return found(out, GR_HEADING_ANY,
		    chinese ? c->title_zh : c->title_en, title);
	}
	for (size_t i = 0; i < standard->atoms; i++)
		if (gr_slice_eq(column, standard->atom[i].atom))
			return found(out, GR_HEADING_ANY,
			    chinese ? standard->atom[i].title_zh
			            : standard->atom[i].title_en,
			    title);
	return false;
}

static bool find_previous(const struct gr_standard *standard,
    struct gr_slice column, bool chinese, struct gr_heading *out,
    struct gr_buf *title)
{
	if (!gr_slice_starts(column, GR_S("prev.")))
		return false;
	if (title != NULL)
		gr_buf_text(title, gr_wording_in(chinese, "last wave: "));
	column = gr_slice_skip(column, 5);
	return find_answer(standard, column, chinese, out, title)
	    || find_own(column, chinese, out, title)
	    || found(out, GR_HEADING_ANY, column, title);
}

struct gr_heading gr_heading_of(const struct gr_standard *standard,
    struct gr_slice column, bool of_places, bool chinese, struct gr_buf *title)
{
	struct gr_heading out = { .kind = GR_HEADING_ANY, .unit = "" };

	if (of_places && find_figure(standard, column, chinese, &out, title))
		return out;
	if (find_own(column, chinese, &out, title))
		return out;
	if (standard != NULL
	    && (find_test(standard, column, chinese, &out, title)
	        || find_answer(standard, column, chinese, &out, title)
	        || find_previous(standard, column, chinese, &out, title)))
		return out;
	if (!of_places && find_figure(standard, column, chinese, &out, title))
		return out;
	if (gr_slice_ends(column, GR_S("_code")))
		out.kind = GR_HEADING_TEXT;
	if (title != NULL)
		gr_buf_add(title, column);
	return out;
}

void gr_heading_define(const struct gr_figure *figure, bool chinese,
    struct gr_buf *to)
{
	const struct gr_figure *part = &gr_figure_table[figure->part];
	const struct gr_figure *whole = &gr_figure_table[figure->whole];

	if (figure->formula != NULL)
		gr_buf_text(to, chinese ? figure->formula_zh : figure->formula);
	if (figure->formula != NULL || figure->kind != GR_KIND_RATE)
		return;
	gr_buf_text(to, chinese ? part->zh : part->en);
	gr_buf_text(to, chinese ? "÷" : " / ");
	gr_buf_text(to, chinese ? whole->zh : whole->en);
}

struct gr_slice gr_heading_word(struct gr_slice word, bool chinese)
{
	static const char *const words[] = {
		GR_WORDS_AS("status", "attained"),
		GR_WORDS_AS("status", "not_attained"),
		GR_WORDS_AS("status", "undetermined"),
		GR_WORDS_AS("status", "not_participating"),
		GR_WORDS_AS("status", "not_responded"),
		GR_WORDS_AS("status", "met"),
		GR_WORDS_AS("status", "met_on_time"),
		GR_WORDS_AS("status", "met_late"),
		GR_WORDS_AS("status", "not_met"),
		GR_WORDS_AS("status", "no_record"),
		GR_WORDS_AS("status", "not_due"),
		GR_WORDS_AS("status", "indicator"),
		GR_WORDS_AS("status", "certain"),
		GR_WORDS_AS("status", "likely"),
		GR_WORDS_AS("status", "unlikely"),
		GR_WORDS_AS("status", "out_of_reach"),
		GR_WORDS_AS("status", "nation"),
		GR_WORDS_AS("status", "province"),
		GR_WORDS_AS("status", "city"),
		GR_WORDS_AS("status", "county"),
	};

	return gr_wording_name(words, sizeof words / sizeof *words, word,
	    chinese);
}

bool gr_heading_has_places(const struct gr_slice *column, size_t n)
{
	bool level = false, registered = false;

	for (size_t i = 0; i < n; i++) {
		level = level || gr_slice_eq(column[i], GR_S("level"));
		registered = registered
		    || gr_slice_eq(column[i], GR_S("registered"));
	}
	return level || registered;
}

bool gr_heading_is_number(enum gr_heading_kind kind, struct gr_slice cell)
{
	return kind != GR_HEADING_TEXT && kind != GR_HEADING_WORD
	    && gr_number_is_plain(cell);
}
