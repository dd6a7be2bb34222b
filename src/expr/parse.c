/* parse.c - from the text of an expression to its compiled form.
 *
 * One function a level of precedence: or, and, not, comparison, sum, product,
 * sign, operand.  Each emits code for what it has read and answers what that
 * yields, with the bounds of a number. */
#include "expr/expr_internal.h"

#include "base/wording.h"

typedef enum gr_status level_fn(struct expr_parser *p, struct expr_piece *out);
typedef enum gr_status need_fn(struct expr_parser *p,
    const struct expr_piece *piece);

static enum gr_status parse_or(struct expr_parser *p, struct expr_piece *out);

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

	enum gr_status status = expr_note_slot(p, class, symbol.slot);
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

static enum gr_status parse_group(struct expr_parser *p, struct expr_piece *out)
{
	size_t opened_at = p->lexer.at;
	enum gr_status status = expr_enter(p);

	if (status == GR_OK)
		status = expr_lex(&p->lexer);
	if (status == GR_OK)
		status = parse_or(p, out);
	if (status != GR_OK)
		return status;
	p->nesting--;
	out->at = opened_at;
	return expect_close(p, opened_at);
}

static enum gr_status parse_operand(struct expr_parser *p,
    struct expr_piece *out)
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

/* An operator before its operand, which may begin with one like it. */
static enum gr_status parse_prefix(struct expr_parser *p, level_fn *operand,
    need_fn *need, enum expr_op op, struct expr_piece *out)
{
	size_t at = p->lexer.at;
	enum gr_status status = expr_enter(p);

	if (status == GR_OK)
		status = expr_lex(&p->lexer);
	if (status == GR_OK)
		status = operand(p, out);
	if (status == GR_OK)
		status = need(p, out);
	if (status != GR_OK)
		return status;
	p->nesting--;
	out->at = at;
	return expr_emit(p, (struct expr_code){ .op = op });
}

/* ---- arithmetic ---- */

static enum gr_status parse_sign(struct expr_parser *p, struct expr_piece *out)
{
	if (p->lexer.token != TOKEN_MINUS)
		return parse_operand(p, out);
	return parse_prefix(p, parse_sign, expr_need_number, EXPR_NEGATE, out);
}

static enum gr_status fail_overflow(struct expr_parser *p, size_t at)
{
	return expr_fail(&p->lexer, at,
	    "the numbers can become too large for exact arithmetic (within "
	    "the columns' min and max)");
}

/* left OP right, both numbers, with `right` just parsed. */
static enum gr_status join_numbers(struct expr_parser *p, enum expr_op op,
    struct expr_piece *left, const struct expr_piece *right)
{
	bool fits = op == EXPR_MULTIPLY
	    ? expr_bound_multiply(&left->bound, &right->bound)
	    : expr_bound_add(&left->bound, &right->bound);

	if (!fits)
		return fail_overflow(p, left->at);
	return expr_emit(p, (struct expr_code){ .op = op });
}

static enum gr_status parse_product(struct expr_parser *p,
    struct expr_piece *out)
{
	enum gr_status status = parse_sign(p, out);

	while (status == GR_OK && p->lexer.token == TOKEN_TIMES) {
		struct expr_piece right;

		status = expr_need_number(p, out);
		if (status == GR_OK)
			status = expr_lex(&p->lexer);
		if (status == GR_OK)
			status = parse_sign(p, &right);
		if (status == GR_OK)
			status = expr_need_number(p, &right);
		if (status == GR_OK)
			status = join_numbers(p, EXPR_MULTIPLY, out, &right);
	}
	return status;
}

static enum gr_status parse_sum(struct expr_parser *p, struct expr_piece *out)
{
	enum gr_status status = parse_product(p, out);

	while (status == GR_OK
	    && (p->lexer.token == TOKEN_PLUS
	        || p->lexer.token == TOKEN_MINUS)) {
		enum expr_op op = p->lexer.token == TOKEN_PLUS ? EXPR_ADD
		                                               : EXPR_SUBTRACT;
		struct expr_piece right;

		status = expr_need_number(p, out);
		if (status == GR_OK)
			status = expr_lex(&p->lexer);
		if (status == GR_OK)
			status = parse_product(p, &right);
		if (status == GR_OK)
			status = expr_need_number(p, &right);
		if (status == GR_OK)
			status = join_numbers(p, op, out, &right);
	}
	return status;
}

/* ---- tests ---- */

static bool comparison_of(enum expr_token token, enum expr_op *op)
{
	if (token < TOKEN_EQ)
		return false;

	static const enum expr_op ops[] = { EXPR_EQ, EXPR_NE, EXPR_LT, EXPR_LE,
		EXPR_GT, EXPR_GE };
	*op = ops[token - TOKEN_EQ];
	return true;
}

static enum gr_status check_comparable(struct expr_parser *p, enum expr_op op,
    const struct expr_piece *left, const struct expr_piece *right)
{
	if (left->is_test || right->is_test)
		return expr_fail(&p->lexer,
		    left->is_test ? left->at : right->at,
		    "a test cannot be compared: join tests with and, or, not");
	if (left->kind != right->kind)
		return expr_fail(&p->lexer, left->at,
		    "%s cannot be compared with %s", expr_kind_name(left),
		    expr_kind_name(right));
	if (left->kind == GR_VALUE_TEXT && op != EXPR_EQ && op != EXPR_NE)
		return expr_fail(&p->lexer, left->at,
		    "texts can only be compared with == and !=");
	return GR_OK;
}

static enum gr_status parse_comparison(struct expr_parser *p,
    struct expr_piece *out)
{
	enum gr_status status = parse_sum(p, out);
	enum expr_op op, again;

	if (status != GR_OK || !comparison_of(p->lexer.token, &op))
		return status;

	struct expr_piece right;
	status = expr_lex(&p->lexer);
	if (status == GR_OK)
		status = parse_sum(p, &right);
	if (status == GR_OK)
		status = check_comparable(p, op, out, &right);
	if (status != GR_OK)
		return status;
	if (comparison_of(p->lexer.token, &again))
		return expr_fail(&p->lexer, p->lexer.at,
		    "comparisons cannot be chained: join two with 'and'");
	status = expr_emit(p,
	    (struct expr_code){ .op = op, .kind = out->kind });
	out->is_test = true;
	return status;
}

static enum gr_status parse_not(struct expr_parser *p, struct expr_piece *out)
{
	if (p->lexer.token != TOKEN_NOT)
		return parse_comparison(p, out);
	return parse_prefix(p, parse_not, expr_need_test, EXPR_NOT, out);
}

/* A chain of tests of the next level, joined by one connective. */
static enum gr_status parse_connective(struct expr_parser *p, level_fn *level,
    enum expr_token token, enum expr_op op, struct expr_piece *out)
{
	enum gr_status status = level(p, out);

	while (status == GR_OK && p->lexer.token == token) {
		struct expr_piece right;

		status = expr_need_test(p, out);
		if (status == GR_OK)
			status = expr_lex(&p->lexer);
		if (status == GR_OK)
			status = level(p, &right);
		if (status == GR_OK)
			status = expr_need_test(p, &right);
		if (status == GR_OK)
			status = expr_emit(p, (struct expr_code){ .op = op });
	}
	return status;
}

static enum gr_status parse_and(struct expr_parser *p, struct expr_piece *out)
{
	return parse_connective(p, parse_not, TOKEN_AND, EXPR_AND, out);
}

static enum gr_status parse_or(struct expr_parser *p, struct expr_piece *out)
{
	return parse_connective(p, parse_and, TOKEN_OR, EXPR_OR, out);
}

/* ---- whole expressions ---- */

static enum gr_status parse_whole(struct expr_parser *p, bool wants_test)
{
	struct expr_piece whole;
	enum gr_status status = expr_lex(&p->lexer);

	if (status != GR_OK)
		return status;
	if (p->lexer.token == TOKEN_END)
		return expr_fail(&p->lexer, 0, "the expression is empty");
	status = parse_or(p, &whole);
	if (status != GR_OK)
		return status;
	if (p->lexer.token != TOKEN_END)
		return expr_fail_found(p, "an operator or the end");
	return wants_test ? expr_need_test(p, &whole)
	                  : expr_need_number(p, &whole);
}

static enum gr_status compile(bool wants_test, struct gr_arena *keep,
    struct gr_slice text, gr_symbol_fn *symbol, const void *context,
    const char *source, uint64_t line, const char *column,
    const struct gr_expr **out, struct gr_err *err)
{
	struct expr_parser p = { .lexer = { .text = text,
		                     .source = source,
		                     .line = line,
		                     .column = column,
		                     .err = err },
		.keep = keep,
		.symbol = symbol,
		.context = context,
		.expr = GR_NEW(keep, struct gr_expr) };

	if (p.expr == NULL)
		return gr_err_memory(err);

	enum gr_status status = parse_whole(&p, wants_test);
	if (status == GR_OK)
		*out = p.expr;
	return status;
}

enum gr_status gr_expr_test_compile(struct gr_arena *keep, struct gr_slice text,
    gr_symbol_fn *symbol, const void *context, const char *source,
    uint64_t line, const char *column, const struct gr_expr **out,
    struct gr_err *err)
{
	return compile(true, keep, text, symbol, context, source, line, column,
	    out, err);
}

enum gr_status gr_expr_number_compile(struct gr_arena *keep,
    struct gr_slice text, gr_symbol_fn *symbol, const void *context,
    const char *source, uint64_t line, const char *column,
    const struct gr_expr **out, struct gr_err *err)
{
	return compile(false, keep, text, symbol, context, source, line, column,
	    out, err);
}
