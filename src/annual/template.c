/* template.c - a sentence with places for figures: {attained_rate},
 * {prev(attained)}, {change(participating/registered)|abs}. */
#include "annual/annual_internal.h"

/* What is being read, for messages. */
struct place {
	const struct gr_annual_facts *facts;
	enum gr_annual_file file;
	const struct gr_table *at;
	const struct gr_table_row *row;
	const char *column;
	struct gr_err *err;
};

static enum gr_status add(struct place *p, struct gr_template *to,
    const struct gr_piece *piece)
{
	void *items = to->piece;
	enum gr_status status = gr_arena_grow(p->facts->keep, &items, &to->room,
	    to->n, sizeof(*piece), p->err);

	if (status != GR_OK)
		return status;
	to->piece = items;
	to->piece[to->n++] = *piece;
	return GR_OK;
}

static enum gr_status find_column(struct place *p, struct gr_slice name,
    size_t *out)
{
	const struct gr_annual_table *t = p->facts->file[p->file];

	name = gr_slice_trim(name);
	*out = gr_header_find(&t->table.header, name);
	if (*out == GR_NONE)
		return gr_table_error(p->at, p->row, p->column, p->err,
		    "there is no figure '%.*s' in %s", GR_ARG(name),
		    t->path ? t->path : "the claims");
	return GR_OK;
}

/* What stands in the parentheses of "word(...)". */
static bool is_call(struct gr_slice text, const char *word,
    struct gr_slice *inside)
{
	size_t n = strlen(word);

	if (!gr_slice_starts(text, gr_slice_of(word)) || text.len < n + 2
	    || text.ptr[n] != '(' || text.ptr[text.len - 1] != ')')
		return false;
	*inside = gr_slice_make(text.ptr + n + 1, text.len - n - 2);
	return true;
}

static enum gr_status read_style(struct place *p, struct gr_slice name,
    struct gr_piece *piece)
{
	static const char *const style[] = { "", "abs", "title", "word", "date",
		"tenth", "wan" };

	name = gr_slice_trim(name);
	for (size_t i = 0; i < sizeof(style) / sizeof(*style); i++)
		if (gr_slice_eq(name, gr_slice_of(style[i]))) {
			piece->style = (enum gr_piece_style)i;
			return GR_OK;
		}
	return gr_table_error(p->at, p->row, p->column, p->err,
	    "'%.*s' is no way to print: abs, title, word, date, "
	    "tenth, wan",
	    GR_ARG(name));
}

static enum gr_status read_change(struct place *p, struct gr_slice inside,
    struct gr_piece *piece)
{
	struct gr_slice part;

	piece->kind = gr_slice_find(inside, GR_S("/")) == SIZE_MAX
	    ? GR_PIECE_CHANGE
	    : GR_PIECE_CHANGE_RATE;
	(void)gr_slice_split(&inside, '/', &part);
	enum gr_status status = find_column(p, part, &piece->column);
	if (status == GR_OK && piece->kind == GR_PIECE_CHANGE_RATE)
		status = find_column(p, inside, &piece->whole);
	return status;
}

static enum gr_status read_count(struct place *p, struct gr_slice inside,
    struct gr_piece *piece)
{
	piece->kind = GR_PIECE_COUNT;
	piece->text = gr_slice_trim(inside);
	if (piece->text.len == 0)
		return GR_OK;
	return gr_annual_facts_compile(p->facts, p->file, piece->text, p->at,
	    p->row, p->column, &piece->test, p->err);
}

static enum gr_status read_dollar(struct place *p, struct gr_slice name,
    struct gr_piece *piece)
{
	if (gr_slice_eq(name, GR_S("$as_of")))
		piece->kind = GR_PIECE_AS_OF;
	else if (gr_slice_eq(name, GR_S("$release")))
		piece->kind = GR_PIECE_RELEASE;
	else
		return gr_table_error(p->at, p->row, p->column, p->err,
		    "'%.*s' is neither $as_of nor $release", GR_ARG(name));
	return GR_OK;
}

/* What stands between braces. */
static enum gr_status read_figure(struct place *p, struct gr_slice text,
    struct gr_piece *piece)
{
	struct gr_slice name, inside, style = text;

	(void)gr_slice_split(&style, '|', &name);
	name = gr_slice_trim(name);
	enum gr_status status = read_style(p, style, piece);
	if (status != GR_OK)
		return status;
	if (gr_slice_starts(name, GR_S("$")))
		return read_dollar(p, name, piece);
	if (is_call(name, "count", &inside))
		return read_count(p, inside, piece);
	if (is_call(name, "change", &inside))
		return read_change(p, inside, piece);
	piece->kind = is_call(name, "prev", &inside) ? GR_PIECE_BEFORE
	                                             : GR_PIECE_VALUE;
	return find_column(p, piece->kind == GR_PIECE_BEFORE ? inside : name,
	    &piece->column);
}

static enum gr_status read_pieces(struct place *p, struct gr_slice rest,
    struct gr_template *out)
{
	enum gr_status status = GR_OK;

	while (status == GR_OK && rest.len > 0) {
		struct gr_piece piece = { .kind = GR_PIECE_TEXT };
		bool figure = rest.ptr[0] == '{';
		size_t n = gr_slice_find(rest, figure ? GR_S("}") : GR_S("{"));

		if (figure && n == SIZE_MAX)
			return gr_table_error(p->at, p->row, p->column, p->err,
			    "a { is not closed");
		if (figure) {
			status = read_figure(p,
			    gr_slice_make(rest.ptr + 1, n - 1), &piece);
			n++;
		} else {
			n = n == SIZE_MAX ? rest.len : n;
			piece.text = gr_slice_make(rest.ptr, n);
			if (gr_slice_find(piece.text, GR_S("}")) != SIZE_MAX)
				return gr_table_error(p->at, p->row, p->column,
				    p->err, "a } closes nothing");
		}
		if (status == GR_OK)
			status = add(p, out, &piece);
		rest = gr_slice_skip(rest, n);
	}
	return status;
}

enum gr_status gr_annual_template_read(const struct gr_annual_facts *facts,
    enum gr_annual_file file, const struct gr_table *at,
    const struct gr_table_row *row, const char *column, struct gr_template *out,
    struct gr_err *err)
{
	struct place place = { facts, file, at, row, column, err };

	*out = (struct gr_template){ .n = 0 };
	return read_pieces(&place, gr_table_cell(at, row, column), out);
}
