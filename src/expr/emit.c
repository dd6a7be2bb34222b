/* emit.c - compiled code as it grows, and what is said of pieces of it */
#include "expr/expr_internal.h"

#include "base/wording.h"

enum gr_status gr_expr_emit(struct gr_expr_parser *p, struct gr_expr_code code)
{
	struct gr_expr *e = p->expr;
	void *items = e->code;
	enum gr_status status = gr_arena_grow(p->keep, &items, &e->room, e->n,
	    sizeof(*e->code), p->lexer.err);

	if (status != GR_OK)
		return status;
	e->code = items;
	e->code[e->n++] = code;
	return GR_OK;
}

enum gr_status gr_expr_note_slot(struct gr_expr_parser *p,
    enum gr_name_class class, unsigned slot)
{
	struct gr_expr_slots *read = &p->expr->read[class];

	for (size_t i = 0; i < read->n; i++) {
		if (read->slot[i] == slot)
			return GR_OK;
	}

	void *items = read->slot;
	enum gr_status status = gr_arena_grow(p->keep, &items, &read->room,
	    read->n, sizeof(*read->slot), p->lexer.err);
	if (status != GR_OK)
		return status;
	read->slot = items;
	read->slot[read->n++] = slot;
	return GR_OK;
}

const char *gr_expr_kind_name(const struct gr_expr_piece *piece)
{
	if (piece->is_test)
		return GR_WORDS("a test");
	switch (piece->kind) {
	case GR_VALUE_NUMBER:
		return GR_WORDS("a number");
	case GR_VALUE_DATE:
		return GR_WORDS("a date");
	case GR_VALUE_TEXT:
		return GR_WORDS("a text");
	}
	return GR_WORDS("nothing");
}

/* A piece's text up to where the parser stands, without blanks at its end. */
static struct gr_slice text_of(const struct gr_expr_parser *p,
    const struct gr_expr_piece *piece)
{
	return gr_slice_trim(gr_slice_make(p->lexer.text.ptr + piece->at,
	    p->lexer.at - piece->at));
}

enum gr_status gr_expr_fail_found(struct gr_expr_parser *p, const char *wanted)
{
	if (p->lexer.token == GR_TOKEN_END)
		return gr_expr_fail(&p->lexer, p->lexer.at, "%s is missing",
		    wanted);
	return gr_expr_fail(&p->lexer, p->lexer.at, "%s is wanted, not '%.*s'",
	    wanted, GR_ARG(p->lexer.word));
}

enum gr_status gr_expr_need_test(struct gr_expr_parser *p,
    const struct gr_expr_piece *piece)
{
	if (piece->is_test)
		return GR_OK;

	struct gr_slice text = text_of(p, piece);
	if (piece->kind == GR_VALUE_NUMBER)
		return gr_expr_fail(&p->lexer, piece->at,
		    "'%.*s' is a number where a test is wanted: write "
		    "'%.*s == 1'",
		    GR_ARG(text), GR_ARG(text));
	return gr_expr_fail(&p->lexer, piece->at,
	    "'%.*s' is %s where a test is wanted: compare it with something",
	    GR_ARG(text), gr_expr_kind_name(piece));
}

enum gr_status gr_expr_need_number(struct gr_expr_parser *p,
    const struct gr_expr_piece *piece)
{
	if (!piece->is_test && piece->kind == GR_VALUE_NUMBER)
		return GR_OK;

	struct gr_slice text = text_of(p, piece);
	return gr_expr_fail(&p->lexer, piece->at,
	    "'%.*s' is %s where a number is wanted", GR_ARG(text),
	    gr_expr_kind_name(piece));
}

enum gr_status gr_expr_enter(struct gr_expr_parser *p)
{
	if (p->nesting == GR_EXPR_NESTING)
		return gr_expr_fail(&p->lexer, p->lexer.at,
		    "more than %d levels of parentheses, 'not' and '-' "
		    "within each other",
		    GR_EXPR_NESTING);
	p->nesting++;
	return GR_OK;
}
