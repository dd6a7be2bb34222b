/* expr_operand.c - names, literals and what stands in parentheses. */
#include "expr_internal.h"

#include <green/wording.h>

/* ---- code ---- */

enum gr_status expr_emit(struct expr_parser *p, struct expr_code code)
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

/* Note that a slot is read; each stands once in the list. */
static enum gr_status note_slot(struct expr_parser *p, enum gr_name_class class,
    unsigned slot)
{
	struct expr_slots *read = &p->expr->read[class];

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

/* ---- words of messages ---- */

const char *expr_kind_name(const struct expr_piece *piece)
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
static struct gr_slice text_of(const struct expr_parser *p,
    const struct expr_piece *piece)
{
	return gr_slice_trim(gr_slice_make(p->lexer.text.ptr + piece->at,
	    p->lexer.at - piece->at));
}

enum gr_status expr_fail_found(struct expr_parser *p, const char *wanted)
{
	if (p->lexer.token == TOKEN_END)
		return expr_fail(&p->lexer, p->lexer.at, "%s is missing",
		    wanted);
	return expr_fail(&p->lexer, p->lexer.at, "%s is wanted, not '%.*s'",
	    wanted, GR_ARG(p->lexer.word));
}

enum gr_status expr_need_test(struct expr_parser *p,
    const struct expr_piece *piece)
{
	if (piece->is_test)
		return GR_OK;

	struct gr_slice text = text_of(p, piece);
	if (piece->kind == GR_VALUE_NUMBER)
		return expr_fail(&p->lexer, piece->at,
		    "'%.*s' is a number where a test is wanted: write "
		    "'%.*s == 1'",
		    GR_ARG(text), GR_ARG(text));
	return expr_fail(&p->lexer, piece->at,
	    "'%.*s' is %s where a test is wanted: compare it with something",
	    GR_ARG(text), expr_kind_name(piece));
}

enum gr_status expr_need_number(struct expr_parser *p,
    const struct expr_piece *piece)
{
	if (!piece->is_test && piece->kind == GR_VALUE_NUMBER)
		return GR_OK;

	struct gr_slice text = text_of(p, piece);
	return expr_fail(&p->lexer, piece->at,
	    "'%.*s' is %s where a number is wanted", GR_ARG(text),
	    expr_kind_name(piece));
}

/* ---- operands ---- */

static enum gr_status parse_constant(struct expr_parser *p,
    enum gr_value_kind kind, struct expr_piece *out)
{
	struct expr_code code = { .op = EXPR_CONSTANT,
		.kind = kind,
		.constant = p->lexer.value };

	out->kind = kind;
	if (kind == GR_VALUE_NUMBER)
		out->bound = expr_bound_of_literal(code.constant.as.number);

	enum gr_status status = expr_emit(p, code);
	return status != GR_OK ? status : expr_lex(&p->lexer);
}

static enum gr_status fail_unknown(struct expr_parser *p,
    enum gr_name_class class, struct gr_slice name)
{
	if (class == GR_NAME_PARAMETER)
		return expr_fail(&p->lexer, p->lexer.at,
		    "there is no parameter '$%.*s'", GR_ARG(name));
	return expr_fail(&p->lexer, p->lexer.at, "there is no column '%.*s'%s",
	    GR_ARG(name),
	    class == GR_NAME_PREV ? GR_WORDS(" of the last wave") : "");
}

/* A name is under the lexer. */
static enum gr_status parse_name(struct expr_parser *p,
    enum gr_name_class class, struct expr_piece *out)
{
	struct gr_slice name = p->lexer.name;
	struct gr_symbol symbol = { .kind = GR_VALUE_TEXT };

	if (!p->symbol(p->context, class, name, &symbol))
		return fail_unknown(p, class, name);
	out->kind = symbol.kind;
	out->bound = expr_bound_of_cell(&symbol);

	enum gr_status status = note_slot(p, class, symbol.slot);
	if (status != GR_OK)
		return status;
	status = expr_emit(p,
	    (struct expr_code){ .op = EXPR_LOAD,
	        .kind = symbol.kind,
	        .class = class,
	        .slot = symbol.slot });
	return status != GR_OK ? status : expr_lex(&p->lexer);
}

static enum gr_status expect_close(struct expr_parser *p, size_t opened_at)
{
	if (p->lexer.token == TOKEN_CLOSE)
		return expr_lex(&p->lexer);
	if (p->lexer.token == TOKEN_END)
		return expr_fail(&p->lexer, opened_at, "'(' is not closed");
	return expr_fail_found(p, "an operator or ')'");
}

/* prev(column); its '(' is known to follow. */
static enum gr_status parse_prev(struct expr_parser *p, struct expr_piece *out)
{
	enum gr_status status = expr_lex(&p->lexer);
	size_t opened_at = p->lexer.at;

	if (status == GR_OK)
		status = expr_lex(&p->lexer);
	if (status != GR_OK)
		return status;
	if (p->lexer.token != TOKEN_NAME)
		return expr_fail_found(p, "the name of a column, in prev(),");
	status = parse_name(p, GR_NAME_PREV, out);
	if (status != GR_OK)
		return status;
	if (p->lexer.token != TOKEN_CLOSE && p->lexer.token != TOKEN_END)
		return expr_fail_found(p, "')': prev() takes one column,");
	return expect_close(p, opened_at);
}

enum gr_status expr_enter(struct expr_parser *p)
{
	if (p->nesting == EXPR_NESTING)
		return expr_fail(&p->lexer, p->lexer.at,
		    "more than %d levels of parentheses, 'not' and '-' "
		    "within each other",
		    EXPR_NESTING);
	p->nesting++;
	return GR_OK;
}

static enum gr_status parse_group(struct expr_parser *p, struct expr_piece *out)
{
	size_t opened_at = p->lexer.at;
	enum gr_status status = expr_enter(p);

	if (status == GR_OK)
		status = expr_lex(&p->lexer);
	if (status == GR_OK)
		status = expr_parse(p, out);
	if (status != GR_OK)
		return status;
	p->nesting--;
	out->at = opened_at;
	return expect_close(p, opened_at);
}

enum gr_status expr_operand(struct expr_parser *p, struct expr_piece *out)
{
	*out = (struct expr_piece){ .at = p->lexer.at };
	switch (p->lexer.token) {
	case TOKEN_NUMBER:
		return parse_constant(p, GR_VALUE_NUMBER, out);
	case TOKEN_DATE:
		return parse_constant(p, GR_VALUE_DATE, out);
	case TOKEN_TEXT:
		return parse_constant(p, GR_VALUE_TEXT, out);
	case TOKEN_NAME:
		return parse_name(p, GR_NAME_NOW, out);
	case TOKEN_PARAMETER:
		return parse_name(p, GR_NAME_PARAMETER, out);
	case TOKEN_PREV:
		return parse_prev(p, out);
	case TOKEN_OPEN:
		return parse_group(p, out);
	case TOKEN_END:
	case TOKEN_AND:
	case TOKEN_OR:
	case TOKEN_NOT:
	case TOKEN_CLOSE:
	case TOKEN_PLUS:
	case TOKEN_MINUS:
	case TOKEN_TIMES:
	case TOKEN_EQ:
	case TOKEN_NE:
	case TOKEN_LT:
	case TOKEN_LE:
	case TOKEN_GT:
	case TOKEN_GE:
		break;
	}
	return expr_fail_found(p, "a name, a value or '('");
}
