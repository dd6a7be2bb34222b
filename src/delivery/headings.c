/* headings.c - which column of the dictionary a heading of a delivery means. */
#include <stdlib.h>

#include "delivery/headings.h"
#include "text/blank.h"

/* What a key of an index says: a column, and how it is asked. */
enum { SAYS_YES, SAYS_INVERSE, SAYS_TRAP, SAYS, SEVERAL = 1u << 30 };

struct gr_headings {
	const struct gr_standard *standard;
	const struct gr_layout_words *words;
	struct gr_pattern **unit;               /* of units.csv, row by row */
	struct gr_slice *own_unit, *title_unit; /* by column: its unit, and the
						   one in its title's brackets */
	struct gr_map exact, folded, base;      /* base: without its unit */
	struct gr_map lower; /* folded, and capitals made small letters */
	struct gr_map cut;   /* without a word that says what yes means */
	struct gr_buf fold, part;
};

/* The key is borrowed. */
static enum gr_status put(struct gr_map *map, struct gr_slice key,
    size_t column, unsigned says, struct gr_err *err)
{
	uint64_t value = column * SAYS + says, old;

	if (key.len == 0)
		return GR_OK;
	if (gr_map_get(map, key, &old)) {
		if (old / SAYS == column || old == SEVERAL)
			return GR_OK;
		value = SEVERAL;
	}
	return gr_map_put(map, key, value, err);
}

/* True with column and says if one column has this key. */
static bool get(const struct gr_map *map, struct gr_slice key, size_t *column,
    unsigned *says)
{
	uint64_t value;

	if (key.len == 0 || !gr_map_get(map, key, &value) || value == SEVERAL)
		return false;
	*column = (size_t)(value / SAYS);
	*says = (unsigned)(value % SAYS);
	return true;
}

/* "base(inner)" -> both parts; false if there are no brackets at the end. */
static bool split_bracket(struct gr_slice s, struct gr_slice *base,
    struct gr_slice *inner)
{
	size_t depth = 0, i = s.len;

	if (s.len == 0 || s.ptr[s.len - 1] != ')')
		return false;
	while (i > 0) {
		depth += s.ptr[i - 1] == ')';
		if (s.ptr[i - 1] == '(' && --depth == 0)
			break;
		i--;
	}
	if (i < 2)
		return false;
	*base = gr_slice_make(s.ptr, i - 1);
	*inner = gr_slice_make(s.ptr + i, s.len - i - 1);
	return inner->len > 0;
}

/* "base/inner": the unit behind the last stroke. */
static bool split_stroke(struct gr_slice s, struct gr_slice *base,
    struct gr_slice *inner)
{
	size_t i = s.len;

	while (i > 0 && s.ptr[i - 1] != '/')
		i--;
	if (i < 2 || i == s.len)
		return false;
	*base = gr_slice_make(s.ptr, i - 1);
	*inner = gr_slice_make(s.ptr + i, s.len - i);
	return true;
}

/* Without "单位:" before a unit. */
static struct gr_slice strip_key(const struct gr_layout_words *words,
    struct gr_slice inner)
{
	size_t n =
	    gr_layout_words_begins(words, GR_LAYOUT_WORD_UNIT_KEY, inner).len;

	if (n == 0 || n + 1 >= inner.len || inner.ptr[n] != ':')
		return inner;
	return gr_slice_skip(inner, n + 1);
}

/* Units are compared without "/年": a count of this year is a count. */
static bool same_unit(struct gr_headings *h, size_t column,
    struct gr_slice unit)
{
	struct gr_slice own = h->own_unit[column];
	size_t stroke = gr_slice_find(own, GR_S("/"));

	if (own.len == 0)
		return false;
	return gr_slice_eq(own, unit)
	    || gr_slice_eq(h->title_unit[column], unit)
	    || (stroke != SIZE_MAX
	        && gr_slice_eq(gr_slice_make(own.ptr, stroke), unit));
}

/* How `unit` stands to the unit of `column`, or of any, if that is GR_NONE. */
static enum gr_status judge_unit(struct gr_headings *h, size_t column,
    struct gr_slice unit, bool *same, bool *converts, struct gr_err *err)
{
	const struct gr_standard *s = h->standard;

	*same = column != GR_NONE && same_unit(h, column, unit);
	*converts = false;
	for (size_t i = 0; i < s->columns && column == GR_NONE; i++)
		*same |= same_unit(h, i, unit);
	for (size_t i = 0; i < s->units && !*same; i++) {
		const struct gr_unit_of_measure *rule = &s->unit[i];
		bool matched;
		if (column != GR_NONE
		    && !gr_slice_eq(rule->column_unit, s->column[column].unit))
			continue;
		enum gr_status status = gr_pattern_match(h->unit[i], unit, 0,
		    &matched, err);
		if (status != GR_OK)
			return status;
		*same |= matched
		    && (column != GR_NONE
		            ? rule->numerator == rule->denominator
		            : gr_slice_eq(rule->unit, rule->column_unit));
		*converts |= matched;
	}
	*converts &= !*same;
	return GR_OK;
}

enum gr_status gr_headings_unit(struct gr_headings *headings,
    struct gr_slice unit, bool *known, bool *converts, struct gr_err *err)
{
	gr_buf_clear(&headings->part);
	gr_blank_fold(&headings->part, unit);
	if (gr_buf_check(&headings->part, err) != GR_OK)
		return GR_ESYS;
	return judge_unit(headings, GR_NONE, gr_buf_slice(&headings->part),
	    known, converts, err);
}

/* What a title would be without such a word at its end. */
static enum gr_status index_cut(struct gr_headings *h, struct gr_slice title,
    size_t column, struct gr_err *err)
{
	const struct gr_layout_words *words = h->words;
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < words->n[GR_LAYOUT_WORD_TRAP]; i++) {
		struct gr_slice word = words->word[GR_LAYOUT_WORD_TRAP][i];
		if (status == GR_OK && gr_slice_ends(title, word))
			status = put(&h->cut,
			    gr_slice_make(title.ptr, title.len - word.len),
			    column, SAYS_TRAP, err);
	}
	return status;
}

/* `s` with ASCII's capitals made small letters: itself, or in h->part. */
static struct gr_slice lowered(struct gr_headings *h, struct gr_slice s)
{
	size_t at = 0;

	while (at < s.len && (s.ptr[at] < 'A' || s.ptr[at] > 'Z'))
		at++;
	if (at == s.len)
		return s;
	gr_buf_clear(&h->part);
	char *to = gr_buf_reserve(&h->part, s.len);
	for (size_t i = 0; to != NULL && i < s.len; i++)
		to[i] = s.ptr[i] >= 'A' && s.ptr[i] <= 'Z'
		    ? (char)(s.ptr[i] - 'A' + 'a')
		    : s.ptr[i];
	h->part.len = to != NULL ? s.len : 0;
	return gr_buf_slice(&h->part);
}

/* A title as it is compared, kept. */
static struct gr_slice fold_title(struct gr_headings *h, struct gr_arena *keep,
    struct gr_slice title)
{
	gr_buf_clear(&h->fold);
	gr_blank_fold(&h->fold, title);
	return h->fold.failed ? gr_slice_make(NULL, 0)
	                      : gr_arena_copy(keep, gr_buf_slice(&h->fold));
}

static enum gr_status index_lowered(struct gr_headings *h,
    struct gr_arena *keep, struct gr_slice folded, size_t column, unsigned says,
    struct gr_err *err)
{
	struct gr_slice small = lowered(h, folded);

	if (small.ptr != folded.ptr)
		small = gr_arena_copy(keep, small);
	return small.ptr && !h->part.failed
	    ? put(&h->lower, small, column, says, err)
	    : gr_err_memory(err);
}

/* One title or alias, of the standard's own memory, into the indexes. */
static enum gr_status index_title(struct gr_headings *h, struct gr_arena *keep,
    struct gr_slice title, size_t column, unsigned says, struct gr_err *err)
{
	struct gr_slice base, inner, folded = fold_title(h, keep, title);
	bool same = false, converts = false, parted;
	enum gr_status status = folded.ptr
	    ? put(&h->exact, gr_blank_trim(title), column, says, err)
	    : gr_err_memory(err);

	if (status == GR_OK)
		status = put(&h->folded, folded, column, says, err);
	if (status == GR_OK)
		status = index_lowered(h, keep, folded, column, says, err);
	if (status == GR_OK)
		status = index_cut(h, folded, column, err);
	parted = split_bracket(folded, &base, &inner);
	if (status == GR_OK && parted)
		status = index_cut(h, base, column, err);
	if (status != GR_OK || says == SAYS_TRAP
	    || !(parted || split_stroke(folded, &base, &inner)))
		return status;
	status = judge_unit(h, column, inner, &same, &converts, err);
	if (status == GR_OK && same)
		status = put(&h->base, base, column, says, err);
	return status;
}

/* A column's unit, as it is compared. */
static enum gr_status note_own_unit(struct gr_headings *h,
    struct gr_arena *keep, size_t i, struct gr_err *err)
{
	gr_buf_clear(&h->fold);
	gr_blank_fold(&h->fold, h->standard->column[i].unit);
	if (gr_buf_check(&h->fold, err) != GR_OK)
		return GR_ESYS;
	h->own_unit[i] = gr_arena_copy(keep, gr_buf_slice(&h->fold));
	return h->own_unit[i].ptr ? GR_OK : gr_err_memory(err);
}

/* What stands in the brackets of a title is the column's unit in words. */
static enum gr_status note_title_unit(struct gr_headings *h,
    struct gr_arena *keep, size_t i, struct gr_err *err)
{
	struct gr_slice base, inner;

	gr_buf_clear(&h->fold);
	gr_blank_fold(&h->fold, h->standard->column[i].title_zh);
	enum gr_status status = gr_buf_check(&h->fold, err);
	if (status != GR_OK
	    || !split_bracket(gr_buf_slice(&h->fold), &base, &inner))
		return status;
	h->title_unit[i] = gr_arena_copy(keep, inner);
	return h->title_unit[i].ptr ? GR_OK : gr_err_memory(err);
}

static enum gr_status index_column(struct gr_headings *h, struct gr_arena *keep,
    size_t i, struct gr_err *err)
{
	const struct gr_column *c = &h->standard->column[i];
	const struct gr_slice own[] = { c->name, c->title_zh, c->title_en };
	enum gr_status status = note_title_unit(h, keep, i, err);

	for (size_t k = 0; k < 3 && status == GR_OK; k++)
		status = index_title(h, keep, own[k], i, SAYS_YES, err);
	for (size_t k = 0; k < c->aliases && status == GR_OK; k++)
		status = index_title(h, keep, c->alias[k].text, i,
		    c->alias[k].trap          ? SAYS_TRAP
		        : c->alias[k].inverse ? SAYS_INVERSE
		                              : SAYS_YES,
		    err);
	return status;
}

static enum gr_status compile_units(struct gr_headings *h,
    struct gr_arena *keep, struct gr_patterns *patterns, struct gr_err *err)
{
	const struct gr_standard *s = h->standard;
	enum gr_status status = GR_OK;
	const char *source = gr_standard_table(s, keep, "units.csv");

	h->unit = GR_NEW_ARRAY(keep, s->units + 1, struct gr_pattern *);
	if (!source || !h->unit)
		return gr_err_memory(err);
	for (size_t i = 0; i < s->units && status == GR_OK; i++)
		status = gr_pattern_compile(patterns, s->unit[i].pattern,
		    GR_PATTERN_WHOLE, source, s->unit[i].line, "pattern",
		    &h->unit[i], err);
	return status;
}

/* Room for all titles at once. */
static enum gr_status make_room(struct gr_headings *h, struct gr_err *err)
{
	const struct gr_standard *s = h->standard;
	size_t titles = 3 * s->columns;

	for (size_t i = 0; i < s->columns; i++)
		titles += s->column[i].aliases;
	enum gr_status status = gr_map_reserve(&h->exact, titles, err);
	if (status == GR_OK)
		status = gr_map_reserve(&h->folded, titles, err);
	return status == GR_OK ? gr_map_reserve(&h->lower, titles, err)
	                       : status;
}

enum gr_status gr_headings_make(struct gr_arena *keep,
    struct gr_patterns *patterns, const struct gr_standard *standard,
    const struct gr_layout_words *words, struct gr_headings **out,
    struct gr_err *err)
{
	struct gr_headings *h = calloc(1, sizeof(*h));

	*out = NULL;
	if (!h)
		return gr_err_memory(err);
	h->standard = standard;
	h->words = words;
	h->exact = gr_map_make(keep);
	h->folded = gr_map_make(keep);
	h->base = gr_map_make(keep);
	h->lower = gr_map_make(keep);
	h->cut = gr_map_make(keep);
	h->own_unit = GR_NEW_ARRAY(keep, standard->columns + 1,
	    struct gr_slice);
	h->title_unit = GR_NEW_ARRAY(keep, standard->columns + 1,
	    struct gr_slice);
	enum gr_status status = h->own_unit && h->title_unit
	    ? compile_units(h, keep, patterns, err)
	    : gr_err_memory(err);
	if (status == GR_OK)
		status = make_room(h, err);
	for (size_t i = 0; i < standard->columns && status == GR_OK; i++)
		status = note_own_unit(h, keep, i, err);
	for (size_t i = 0; i < standard->columns && status == GR_OK; i++)
		status = index_column(h, keep, i, err);
	if (status != GR_OK) {
		gr_headings_free(h);
		return status;
	}
	*out = h;
	return GR_OK;
}

const struct gr_standard *gr_headings_standard(
    const struct gr_headings *headings)
{
	return headings->standard;
}

void gr_headings_free(struct gr_headings *headings)
{
	if (!headings)
		return;
	gr_buf_free(&headings->fold);
	gr_buf_free(&headings->part);
	free(headings);
}

/* ---- finding ---- */

static void found(struct gr_heading *out, size_t column, unsigned says)
{
	out->kind = says == SAYS_TRAP ? GR_HEADING_TRAP : GR_HEADING_FOUND;
	out->column = column;
	out->inverse = says == SAYS_INVERSE;
}

static bool is_title(const struct gr_headings *h, struct gr_slice folded,
    size_t *column, unsigned *says)
{
	return get(&h->folded, folded, column, says)
	    || get(&h->base, folded, column, says);
}

/* The heading without brackets, the brackets holding answers or a unit. */
static enum gr_status find_split(struct gr_headings *h, struct gr_arena *keep,
    struct gr_slice base, struct gr_slice inner, bool stroke,
    struct gr_heading *out, struct gr_err *err)
{
	size_t column;
	unsigned says;
	bool same, converts, known = true;

	if (!is_title(h, base, &column, &says))
		return GR_OK;
	const struct gr_column *c = &h->standard->column[column];
	if (gr_layout_words_is(h->words, GR_LAYOUT_WORD_ANSWERS, inner).len
	    > 0) {
		if (c->type == GR_TYPE_BOOL)
			found(out, column, says);
		return GR_OK;
	}
	if (gr_layout_words_is(h->words, GR_LAYOUT_WORD_UNIT_KEY, inner).len
	    > 0) {
		found(out, column, says); /* "(单位)": of the other columns */
		return GR_OK;
	}
	if (c->unit.len == 0)
		return GR_OK;
	inner = strip_key(h->words, inner);
	enum gr_status status = judge_unit(h, column, inner, &same, &converts,
	    err);
	/* behind a stroke stands a unit or anything else: 户数/人数 */
	if (status == GR_OK && stroke && !same && !converts) {
		status = judge_unit(h, GR_NONE, inner, &known, &converts, err);
		known |= converts;
		converts = false;
	}
	if (status != GR_OK || !known)
		return status;
	found(out, column, says);
	if (converts) {
		out->unit = gr_arena_copy(keep, inner);
		return out->unit.ptr ? GR_OK : gr_err_memory(err);
	}
	if (!same)
		out->kind = GR_HEADING_UNIT;
	return GR_OK;
}

/* Whether the heading would be a column's if it had one of the words that say
 * what yes means. */
static bool is_trap(struct gr_headings *h, struct gr_slice base, size_t *column,
    bool *failed)
{
	const struct gr_layout_words *words = h->words;
	unsigned says;
	uint64_t any;

	if (!gr_map_get(&h->cut, base, &any))
		return false;
	for (size_t i = 0; i < words->n[GR_LAYOUT_WORD_TRAP]; i++) {
		gr_buf_clear(&h->part);
		gr_buf_add(&h->part, base);
		gr_buf_add(&h->part, words->word[GR_LAYOUT_WORD_TRAP][i]);
		size_t len = h->part.len;
		*failed |= h->part.failed;
		if (get(&h->folded, gr_buf_slice(&h->part), column, &says)
		    && says != SAYS_TRAP)
			return true;
		for (size_t k = 0; k < words->n[GR_LAYOUT_WORD_ANSWERS]; k++) {
			h->part.len = len;
			gr_buf_byte(&h->part, '(');
			gr_buf_add(&h->part,
			    words->word[GR_LAYOUT_WORD_ANSWERS][k]);
			gr_buf_byte(&h->part, ')');
			*failed |= h->part.failed;
			if (get(&h->folded, gr_buf_slice(&h->part), column,
			        &says)
			    && says != SAYS_TRAP)
				return true;
		}
	}
	return false;
}

static enum gr_status find_trap(struct gr_headings *h, struct gr_slice folded,
    struct gr_heading *out, struct gr_err *err)
{
	struct gr_slice base = folded, inner;
	size_t column;
	bool failed = false;

	if (split_bracket(folded, &base, &inner)
	    && gr_layout_words_is(h->words, GR_LAYOUT_WORD_ANSWERS, inner).len
	        == 0)
		return GR_OK;
	if (is_trap(h, base, &column, &failed)) {
		out->kind = GR_HEADING_TRAP;
		out->column = column;
	}
	return failed ? gr_err_memory(err) : GR_OK;
}

enum gr_status gr_headings_find(struct gr_headings *h, struct gr_arena *keep,
    struct gr_slice text, struct gr_heading *out, struct gr_err *err)
{
	struct gr_slice base, inner;
	size_t column;
	unsigned says;

	*out = (struct gr_heading){ .column = GR_NONE };
	text = gr_blank_trim(gr_blank_unquote(text));
	if (get(&h->exact, text, &column, &says)) {
		found(out, column, says);
		return GR_OK;
	}
	gr_buf_clear(&h->fold);
	gr_blank_fold(&h->fold, text);
	enum gr_status status = gr_buf_check(&h->fold, err);
	if (status != GR_OK || h->fold.len == 0)
		return status;
	struct gr_slice folded = gr_buf_slice(&h->fold);
	struct gr_slice bare = gr_layout_words_bare(h->words, folded);
	if (is_title(h, folded, &column, &says)
	    || is_title(h, bare, &column, &says))
		found(out, column, says);
	else if (split_bracket(bare, &base, &inner))
		status = find_split(h, keep, base, inner, false, out, err);
	else if (split_stroke(bare, &base, &inner))
		status = find_split(h, keep, base, inner, true, out, err);
	if (status == GR_OK && out->kind == GR_HEADING_UNKNOWN)
		status = find_trap(h, bare, out, err);
	/* databases write COMMUNITY_CODE */
	if (status == GR_OK && out->kind == GR_HEADING_UNKNOWN
	    && get(&h->lower, lowered(h, bare), &column, &says))
		found(out, column, says);
	return status;
}
