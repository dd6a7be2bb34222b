/* counts.c - prepare to count: find the columns, name the bins. */
#include "score/counts_internal.h"

#include "standard/view.h"

const struct gr_slice gr_counts_unit = { "attained_unit", 13 };

bool gr_counts_reads(const struct gr_standard *standard,
    enum gr_name_class class, size_t slot)
{
	for (size_t i = 0; i < standard->indicators; i++) {
		const struct gr_expr *side[] = {
			standard->indicator[i].numerator,
			standard->indicator[i].denominator,
		};

		for (size_t k = 0; k < 2; k++) {
			const unsigned *read;
			size_t n = gr_expr_slots(side[k], class, &read);

			for (size_t j = 0; j < n; j++)
				if (read[j] == slot)
					return true;
		}
	}
	return false;
}

size_t gr_counts_slots(const struct gr_standard *standard,
    enum gr_name_class class)
{
	return class == GR_NAME_PARAMETER ? standard->parameter_names
	                                  : standard->columns;
}

/* Whether a figure of places is of the answers under its role. */
static bool is_of_answers(const struct gr_figure *figure)
{
	return figure->family == GR_FAMILY_DAY
	    ? !figure->at_most
	    : figure->kind == GR_KIND_SUM && figure->role != NULL;
}

static bool has_role(const struct gr_standard *standard, size_t column)
{
	for (size_t i = 0; i < GR_ROLES; i++)
		if (standard->role[i] == column)
			return true;
	return false;
}

bool gr_counts_carries(const struct gr_standard *standard, size_t column)
{
	if (standard->column[column].sum)
		return true;
	for (size_t i = 0; has_role(standard, column) && i < GR_FIGURES; i++)
		if (is_of_answers(&gr_figure_table[i])
		    && gr_standard_figure_answer(standard, &gr_figure_table[i])
		        == column)
			return true;
	return gr_counts_reads(standard, GR_NAME_NOW, column);
}

enum gr_status gr_counts_sum_bin(struct gr_arena *arena, struct gr_slice base,
    unsigned scale, struct gr_slice *out, struct gr_err *err)
{
	/* '/', '1' and a zero for each decimal */
	char *text = GR_NEW_ARRAY(arena, base.len + 2 + scale, char);
	size_t len = base.len;

	if (text == NULL)
		return gr_err_memory(err);
	memcpy(text, base.ptr, base.len);
	if (scale > 0) {
		text[len++] = '/';
		text[len++] = '1';
		memset(text + len, '0', scale);
		len += scale;
	}
	*out = gr_slice_make(text, len);
	return GR_OK;
}

/* Steps of preparing stop at the first that fails, so that a list of them
 * reads as a list. */
struct steps {
	struct gr_counts *m;
	enum gr_status status;
	struct gr_err *err;
};

static size_t need(struct steps *s, struct gr_slice name)
{
	size_t at = gr_header_find(s->m->header, name);

	if (at == GR_NONE && s->status == GR_OK)
		s->status = gr_err_set(s->err, GR_EDATA,
		    "the input has no column '%.*s'", GR_ARG(name));
	return at;
}

/* A column under a fixed name, there only if the standard has the role. */
static size_t need_role(struct steps *s, enum gr_role role, const char *name)
{
	if (s->m->standard->role[role] == GR_NONE)
		return GR_NONE;
	return need(s, gr_slice_of(name));
}

static size_t bin(struct steps *s, struct gr_slice measure,
    struct gr_slice name)
{
	size_t out = GR_NONE;

	if (s->status == GR_OK)
		s->status = gr_tally_bin(s->m->tally, measure, name, &out,
		    s->err);
	return out;
}

static void *items(struct steps *s, size_t n, size_t size)
{
	void *out = gr_arena_alloc(s->m->keep, n, size);

	if (out == NULL && s->status == GR_OK)
		s->status = gr_err_memory(s->err);
	return out;
}

/* `base` + `tail`, kept. */
static struct gr_slice joined(struct steps *s, struct gr_slice base,
    const char *tail)
{
	size_t more = strlen(tail);
	char *text = items(s, base.len + more, 1);

	if (text == NULL)
		return GR_S("");
	memcpy(text, base.ptr, base.len);
	memcpy(text + base.len, tail, more);
	return gr_slice_make(text, base.len + more);
}

static void name_states(struct steps *s, struct gr_counted_states *judged,
    const char *measure, struct gr_slice id)
{
	for (size_t i = 0; i < GR_STATES; i++) {
		char tail[] = { '=', (char)gr_counts_state[i], '\0' };

		judged->bin[i] = bin(s, gr_slice_of(measure),
		    joined(s, id, tail));
	}
}

/* The criterion's column is its id in lower case. */
static struct gr_slice lower(struct steps *s, struct gr_slice id)
{
	char *text = items(s, id.len, 1);

	if (text == NULL)
		return id;
	for (size_t i = 0; i < id.len; i++) {
		char c = id.ptr[i];

		text[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
	}
	return gr_slice_make(text, id.len);
}

static void find_judged(struct steps *s)
{
	struct gr_counts *m = s->m;
	const struct gr_standard *std = m->standard;
	size_t n = std->criteria + std->atoms, *at = items(s, n, sizeof(*at));
	struct gr_counted_states *judged = items(s, n, sizeof(*judged));

	m->only_short = items(s, std->criteria, sizeof(*m->only_short));
	m->result = items(s, std->criteria, sizeof(*m->result));
	m->group = items(s, std->groups, sizeof(*m->group));
	m->group_of = items(s, std->criteria, sizeof(*m->group_of));
	m->seen = items(s, std->groups + 1, sizeof(*m->seen));
	m->judged = judged;
	for (size_t i = 0; s->status == GR_OK && i < std->criteria; i++) {
		struct gr_slice id = std->criterion[i].criterion;
		size_t group = std->criterion[i].group;

		m->group_of[i] = group == GR_NONE ? std->groups : group;
		*at++ = need(s, lower(s, id));
		name_states(s, judged++, "criterion", id);
		m->only_short[i] = bin(s, GR_S("only_short"), id);
	}
	for (size_t i = 0; s->status == GR_OK && i < std->groups; i++)
		name_states(s, &m->group[i], "group", std->group[i].group);
	for (size_t i = 0; s->status == GR_OK && i < std->atoms; i++) {
		*at++ = need(s, std->atom[i].atom);
		name_states(s, judged++, "atom", std->atom[i].atom);
	}
	if (s->status == GR_OK)
		s->status = gr_state_cells_make(m->keep, at - n, n, &m->cells,
		    s->err);
}

/* The number of a column that is read as one. */
static size_t number(struct steps *s, size_t at)
{
	struct gr_counts *m = s->m;
	void *numbers = m->number;

	for (size_t i = 0; i < m->numbers; i++)
		if (m->number[i].at == at)
			return i;
	if (s->status == GR_OK)
		s->status = gr_arena_grow(m->keep, &numbers, &m->number_room,
		    m->numbers, sizeof(*m->number), s->err);
	if (s->status != GR_OK)
		return GR_NONE;
	m->number = numbers;
	m->number[m->numbers].at = at;
	return m->numbers++;
}

static void make_sum(struct steps *s, struct gr_counted_sum *sum,
    const char *measure, struct gr_slice base)
{
	*sum = (struct gr_counted_sum){ .base = base,
		.measure = gr_slice_of(measure),
		.number = GR_NONE,
		.counted = GR_NONE };
	sum->bin[0] = bin(s, sum->measure, base);
	for (size_t i = 1; i < GR_SCALES; i++)
		sum->bin[i] = GR_NONE;
}

static void find_sums(struct steps *s)
{
	struct gr_counts *m = s->m;
	const struct gr_standard *std = m->standard;

	m->sum = items(s, std->columns, sizeof(*m->sum));
	for (size_t i = 0; s->status == GR_OK && i < std->columns; i++) {
		struct gr_slice name = std->column[i].name;

		if (!std->column[i].sum)
			continue;
		make_sum(s, &m->sum[m->sums], "sum", name);
		m->sum[m->sums].number = number(s, need(s, name));
		m->sum[m->sums++].counted = bin(s, GR_S("counted"), name);
	}
}

/* What the figures of places take of the answers under a role: a sum stands
 * under the figure's own name. */
static void find_answers(struct steps *s)
{
	struct gr_counts *m = s->m;

	m->answers = items(s, GR_FIGURES, sizeof(*m->answers));
	for (size_t i = 0; s->status == GR_OK && i < GR_FIGURES; i++) {
		const struct gr_figure *figure = &gr_figure_table[i];
		struct gr_counted_answers *of = &m->answers[m->answered];
		size_t column = gr_standard_figure_answer(m->standard, figure);

		if (!is_of_answers(figure) || column == GR_NONE)
			continue;
		of->figure = figure;
		of->at = need(s, m->standard->column[column].name);
		if (figure->family == GR_FAMILY_DAY) {
			of->dates = gr_date_bins_new(m->keep);
			if (of->dates == NULL && s->status == GR_OK)
				s->status = gr_err_memory(s->err);
		} else {
			make_sum(s, &of->sum, figure->id, GR_S(""));
			of->sum.number = number(s, of->at);
		}
		m->answered++;
	}
}

/* The words of the table of figures for a part of an indicator. */
static struct gr_slice part_bin(struct steps *s, enum gr_figure_id part,
    struct gr_slice indicator)
{
	struct gr_slice pattern = gr_slice_of(gr_figure_table[part].bin);
	char *text = items(s, pattern.len + indicator.len, 1);

	return text == NULL
	    ? GR_S("")
	    : gr_slice_make(text, gr_figure_fill(pattern, indicator, text));
}

static void make_part(struct steps *s, struct gr_counted_sum *sum,
    enum gr_figure_id part, struct gr_slice indicator)
{
	make_sum(s, sum, gr_figure_table[part].measure,
	    part_bin(s, part, indicator));
}

static void find_indicators(struct steps *s)
{
	struct gr_counts *m = s->m;
	const struct gr_standard *std = m->standard;

	m->indicator = items(s, std->indicators, sizeof(*m->indicator));
	for (size_t i = 0; s->status == GR_OK && i < std->indicators; i++) {
		struct gr_counted_ratio *pair = &m->indicator[i];
		struct gr_slice name = std->indicator[i].name;

		make_part(s, &pair->numerator, GR_FIGURE_indicator_numerator,
		    name);
		make_part(s, &pair->denominator,
		    GR_FIGURE_indicator_denominator, name);
		make_part(s, &pair->gap, GR_FIGURE_indicator_gap, name);
		pair->covered = bin(s, GR_S("indicator"),
		    part_bin(s, GR_FIGURE_indicator_covered, name));
		pair->open = bin(s, GR_S("indicator"),
		    part_bin(s, GR_FIGURE_indicator_open, name));
		pair->not_applicable = bin(s, GR_S("indicator"),
		    joined(s, name, "=not_applicable"));
	}
}

/* The column of each slot that an indicator reads, or GR_NONE. */
static size_t *find_slots(struct steps *s, enum gr_name_class class)
{
	struct gr_counts *m = s->m;
	size_t n = gr_counts_slots(m->standard, class);
	size_t *at = items(s, n, sizeof(*at));

	m->cell[class] = items(s, n, sizeof(*m->cell[class]));
	for (size_t i = 0; s->status == GR_OK && i < n; i++) {
		struct gr_slice name;

		at[i] = GR_NONE;
		if (!gr_counts_reads(m->standard, class, i))
			continue;
		s->status = gr_view_name(m->keep, m->standard, class, i, &name,
		    s->err);
		if (s->status == GR_OK)
			at[i] = need(s, name);
	}
	return at;
}

static void read_cell(struct steps *s, struct gr_counted_cell cell)
{
	struct gr_counts *m = s->m;
	void *cells = m->read;

	if (s->status == GR_OK)
		s->status = gr_arena_grow(m->keep, &cells, &m->read_room,
		    m->reads, sizeof(*m->read), s->err);
	if (s->status != GR_OK)
		return;
	m->read = cells;
	m->read[m->reads++] = cell;
}

/* A name is read with the numbers; of anything else the cells are shown to the
 * expression. */
static void make_side(struct steps *s, struct gr_counted_side *side,
    const struct gr_expr *expr, size_t *const at[GR_COUNTS_CLASSES])
{
	enum gr_name_class class;
	unsigned slot;

	*side = (struct gr_counted_side){ expr, GR_NONE };
	if (gr_expr_is_name(expr, &class, &slot)) {
		side->number = number(s, at[class][slot]);
		return;
	}
	for (class = 0; class <= GR_NAME_PARAMETER; class ++) {
		const unsigned *read;
		size_t n = gr_expr_slots(expr, class, &read);

		for (size_t i = 0; i < n; i++)
			read_cell(s,
			    (struct gr_counted_cell){ class, read[i],
			        at[class][read[i]] });
	}
}

/* What the indicators read of a record. */
static void find_sides(struct steps *s)
{
	struct gr_counts *m = s->m;
	const struct gr_standard *std = m->standard;
	size_t *at[GR_COUNTS_CLASSES];

	for (unsigned class = 0; class < GR_COUNTS_CLASSES; class ++)
		at[class] = find_slots(s, class);
	for (size_t i = 0; s->status == GR_OK && i < std->indicators; i++) {
		make_side(s, &m->indicator[i].part, std->indicator[i].numerator,
		    at);
		make_side(s, &m->indicator[i].whole,
		    std->indicator[i].denominator, at);
	}
}

static void find_fixed(struct steps *s)
{
	struct gr_counts *m = s->m;

	m->code = need(s, GR_S("community_code"));
	m->county = need(s, GR_S("county_code"));
	m->participating = need_role(s, GR_ROLE_PARTICIPATING, "participating");
	m->pilot = need_role(s, GR_ROLE_PILOT, "pilot");
	m->claim = need_role(s, GR_ROLE_CLAIM, "reported");
	m->status = need(s, GR_S("status"));
	m->points = need(s, GR_S("points"));
	m->flags = need(s, GR_S("flags"));
	m->status_common = need(s, GR_S("status_common"));
	m->basis = need(s, GR_S("basis"));
	m->reasons = need(s, GR_S("reasons"));
	m->was = gr_header_find(m->header, GR_S("prev.status"));
}

static void name_bins(struct steps *s)
{
	for (size_t i = 0; i < GR_COUNTS; i++)
		s->m->count[i] = bin(s, gr_count_table[i].measure,
		    gr_count_table[i].bin);
}

enum gr_status gr_counts_new(struct gr_arena *keep,
    const struct gr_standard *standard, const struct gr_header *header,
    struct gr_tally *tally, struct gr_counts **out, struct gr_err *err)
{
	struct gr_counts *m = GR_NEW(keep, struct gr_counts);
	struct steps s = { m, GR_OK, err };

	if (m == NULL)
		return gr_err_memory(err);
	m->keep = keep;
	m->standard = standard;
	m->header = header;
	m->tally = tally;
	m->last_place = GR_NONE;
	find_fixed(&s);
	find_judged(&s);
	find_sums(&s);
	find_answers(&s);
	find_indicators(&s);
	find_sides(&s);
	name_bins(&s);
	for (size_t i = 0; i <= GR_SCORE_ATTAINED; i++)
		m->status_name[i] = gr_score_status_name(
		    (enum gr_score_status)i);
	m->points_bin = items(&s, GR_COUNTS_POINTS + 1, sizeof(*m->points_bin));
	m->known = gr_tally_bins(tally);
	*out = m;
	return s.status;
}
