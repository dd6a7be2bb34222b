/* parse.c - from the text of an expression to its compiled form.
 *
 * One function a level of precedence: or, and, not, comparison, sum, product,
 * sign, operand.  Each emits code for what it has read and answers what that
 * yields, with the bounds of a number. */
#include "expr/expr_internal.h"

#include "base/wording.h"

typedef enum gr_status level_fn(struct gr_expr_parser *p,
    struct gr_expr_piece *out);
typedef enum gr_status need_fn(struct gr_expr_parser *p,
    const struct gr_expr_piece *piece);

static enum gr_status parse_or(struct gr_expr_parser *p,
    struct gr_expr_piece *out);

/* ---- operands ---- */

static enum gr_status parse_constant(struct gr_expr_parser *p,
    enum gr_value_kind kind, struct gr_expr_piece *out)
{
	struct gr_expr_code code = { .op = GR_EXPR_CONSTANT,
		.kind = kind,
		.constant = p->lexer.value };

	out->kind = kind;
	if (kind == GR_VALUE_NUMBER)
		out->bound = gr_expr_bound_of_literal(code.constant.as.number);

	enum gr_status status = gr_expr_emit(p, code);
	return status != GR_OK ? status : gr_expr_lex(&p->lexer);
}

static enum gr_status fail_unknown(struct gr_expr_parser *p,
    enum gr_name_class class, struct gr_slice name)
{
	if (class == GR_NAME_PARAMETER)
		return gr_expr_fail(&p->lexer, p->lexer.at,
		    "there is no parameter '$%.*s'", GR_ARG(name));
	return gr_expr_fail(&p->lexer, p->lexer.at,
	    "there is no column '%.*s'%s", GR_ARG(name),
	    class == GR_NAME_PREV ? GR_WORDS(" of the last wave") : "");
}

/* A name is under the lexer. */
static enum gr_status parse_name(struct gr_expr_parser *p,
    enum gr_name_class class, struct gr_expr_piece *out)
{
	struct gr_slice name = p->lexer.name;
	struct gr_symbol symbol = { .kind = GR_VALUE_TEXT };

	if (!p->symbol(p->context, class, name, &symbol))
		return fail_unknown(p, class, name);
	out->kind = symbol.kind;
	out->bound = gr_expr_bound_of_cell(&symbol);

	enum gr_status status = gr_expr_note_slot(p, class, symbol.slot);
	if (status != GR_OK)
		return status;
	status = gr_expr_emit(p,
	    (struct gr_expr_code){ .op = GR_EXPR_LOAD,
	        .kind = symbol.kind,
	        .class = class,
	        .slot = symbol.slot });
	return status != GR_OK ? status : gr_expr_lex(&p->lexer);
}

static enum gr_status expect_close(struct gr_expr_parser *p, size_t opened_at)
{
	if (p->lexer.token == GR_TOKEN_CLOSE)
		return gr_expr_lex(&p->lexer);
	if (p->lexer.token == GR_TOKEN_END)
		return gr_expr_fail(&p->lexer, opened_at, "'(' is not closed");
	return gr_expr_fail_found(p, "an operator or ')'");
}

/* prev(column); its '(' is known to follow. */
static enum gr_status parse_prev(struct gr_expr_parser *p,
    struct gr_expr_piece *out)
{
	enum gr_status status = gr_expr_lex(&p->lexer);
	size_t opened_at = p->lexer.at;

	if (status == GR_OK)
		status = gr_expr_lex(&p->lexer);
	if (status != GR_OK)
		return status;
	if (p->lexer.token != GR_TOKEN_NAME)
		return gr_expr_fail_found(p,
		    "the name of a column, in prev(),");
	status = parse_name(p, GR_NAME_PREV, out);
	if (status != GR_OK)
		return status;
	if (p->lexer.token != GR_TOKEN_CLOSE && p->lexer.token != GR_TOKEN_END)
		return gr_expr_fail_found(p, "')': prev() takes one column,");
	return expect_close(p, opened_at);
}

static enum gr_status parse_group(struct gr_expr_parser *p,
    struct gr_expr_piece *out)
{
	size_t opened_at = p->lexer.at;
	enum gr_status status = gr_expr_enter(p);

	if (status == GR_OK)
		status = gr_expr_lex(&p->lexer);
	if (status == GR_OK)
		status = parse_or(p, out);
	if (status != GR_OK)
		return status;
	p->nesting--;
	out->at = opened_at;
	return expect_close(p, opened_at);
}

static enum gr_status parse_operand(struct gr_expr_parser *p,
    struct gr_expr_piece *out)
{
	*out = (struct gr_expr_piece){ .at = p->lexer.at };
	switch (p->lexer.token) {
	case GR_TOKEN_NUMBER:
		return parse_constant(p, GR_VALUE_NUMBER, out);
	case GR_TOKEN_DATE:
		return parse_constant(p, GR_VALUE_DATE, out);
	case GR_TOKEN_TEXT:
		return parse_constant(p, GR_VALUE_TEXT, out);
	case GR_TOKEN_NAME:
		return parse_name(p, GR_NAME_NOW, out);
	case GR_TOKEN_PARAMETER:
		return parse_name(p, GR_NAME_PARAMETER, out);
	case GR_TOKEN_PREV:
		return parse_prev(p, out);
	case GR_TOKEN_OPEN:
		return parse_group(p, out);
	case GR_TOKEN_END:
	case GR_TOKEN_AND:
	case GR_TOKEN_OR:
	case GR_TOKEN_NOT:
	case GR_TOKEN_CLOSE:
	case GR_TOKEN_PLUS:
	case GR_TOKEN_MINUS:
	case GR_TOKEN_TIMES:
	case GR_TOKEN_EQ:
	case GR_TOKEN_NE:
	case GR_TOKEN_LT:
	case GR_TOKEN_LE:
	case GR_TOKEN_GT:
	case GR_TOKEN_GE:
		break;
	}
	return gr_expr_fail_found(p, "a name, a value or '('");
}

/* An operator before its operand, which may begin with one like it. */
static enum gr_status parse_prefix(struct gr_expr_parser *p, level_fn *operand,
    need_fn *need, enum gr_expr_op op, struct gr_expr_piece *out)
{
	size_t at = p->lexer.at;
	enum gr_status status = gr_expr_enter(p);

	if (status == GR_OK)
		status = gr_expr_lex(&p->lexer);
	if (status == GR_OK)
		status = operand(p, out);
	if (status == GR_OK)
		status = need(p, out);
	if (status != GR_OK)
		return status;
	p->nesting--;
	out->at = at;
	return gr_expr_emit(p, (struct gr_expr_code){ .op = op });
}

/* ---- arithmetic ---- */

static enum gr_status parse_sign(struct gr_expr_parser *p,
    struct gr_expr_piece *out)
{
	if (p->lexer.token != GR_TOKEN_MINUS)
		return parse_operand(p, out);
	return parse_prefix(p, parse_sign, gr_expr_need_number, GR_EXPR_NEGATE,
	    out);
}

static enum gr_status fail_overflow(struct gr_expr_parser *p, size_t at)
{
	return gr_expr_fail(&p->lexer, at,
	    "the numbers can become too large for exact arithmetic (within "
	    "the columns' min and max)");
}

/* left OP right, both numbers, with `right` just parsed. */
static enum gr_status join_numbers(struct gr_expr_parser *p, enum gr_expr_op op,
    struct gr_expr_piece *left, const struct gr_expr_piece *right)
{
	bool fits = op == GR_EXPR_MULTIPLY
	    ? gr_expr_bound_multiply(&left->bound, &right->bound)
	    : gr_expr_bound_add(&left->bound, &right->bound);

	if (!fits)
		return fail_overflow(p, left->at);
	return gr_expr_emit(p, (struct gr_expr_code){ .op = op });
}

static enum gr_status parse_product(struct gr_expr_parser *p,
    struct gr_expr_piece *out)
{
	enum gr_status status = parse_sign(p, out);

	while (status == GR_OK && p->lexer.token == GR_TOKEN_TIMES) {
		struct gr_expr_piece right;

		status = gr_expr_need_number(p, out);
		if (status == GR_OK)
			status = gr_expr_lex(&p->lexer);
		if (status == GR_OK)
			status = parse_sign(p, &right);
		if (status == GR_OK)
			status = gr_expr_need_number(p, &right);
		if (status == GR_OK)
			status = join_numbers(p, GR_EXPR_MULTIPLY, out, &right);
	}
	return status;
}

static enum gr_status parse_sum(struct gr_expr_parser *p,
    struct gr_expr_piece *out)
{
	enum gr_status status = parse_product(p, out);

	while (status == GR_OK
	    && (p->lexer.token == GR_TOKEN_PLUS
	        || p->lexer.token == GR_TOKEN_MINUS)) {
		enum gr_expr_op op = p->lexer.token == GR_TOKEN_PLUS
		    ? GR_EXPR_ADD
		    : GR_EXPR_SUBTRACT;
		struct gr_expr_piece right;

		status = gr_expr_need_number(p, out);
		if (status == GR_OK)
			status = gr_expr_lex(&p->lexer);
		if (status == GR_OK)
			status = parse_product(p, &right);
		if (status == GR_OK)
			status = gr_expr_need_number(p, &right);
		if (status == GR_OK)
			status = join_numbers(p, op, out, &right);
	}
	return status;
}

/* ---- tests ---- */

static bool comparison_of(enum gr_expr_token token, enum gr_expr_op *op)
{
	if (token < GR_TOKEN_EQ)
		return false;

	static const enum gr_expr_op ops[] = { GR_EXPR_EQ, GR_EXPR_NE,
		GR_EXPR_LT, GR_EXPR_LE, GR_EXPR_GT, GR_EXPR_GE };
	*op = ops[token - GR_TOKEN_EQ];
	return true;
}

static enum gr_status check_comparable(struct gr_expr_parser *p,
    enum gr_expr_op op, const struct gr_expr_piece *left,
    const struct gr_expr_piece *right)
{
	if (left->is_test || right->is_test)
		return gr_expr_fail(&p->lexer,
		    left->is_test ? left->at : right->at,
		    "a test cannot be compared: join tests with and, or, not");
	if (left->kind != right->kind)
		return gr_expr_fail(&p->lexer, left->at,
		    "%s cannot be compared with %s", gr_expr_kind_name(left),
		    gr_expr_kind_name(right));
	if (left->kind == GR_VALUE_TEXT && op != GR_EXPR_EQ && op != GR_EXPR_NE)
		return gr_expr_fail(&p->lexer, left->at,
		    "texts can only be compared with == and !=");
	return GR_OK;
}

static enum gr_status parse_comparison(struct gr_expr_parser *p,
    struct gr_expr_piece *out)
{
	enum gr_status status = parse_sum(p, out);
	enum gr_expr_op op, again;

	if (status != GR_OK || !comparison_of(p->lexer.token, &op))
		return status;

	struct gr_expr_piece right;
	status = gr_expr_lex(&p->lexer);
	if (status == GR_OK)
		status = parse_sum(p, &right);
	if (status == GR_OK)
		status = check_comparable(p, op, out, &right);
	if (status != GR_OK)
		return status;
	if (comparison_of(p->lexer.token, &again))
		return gr_expr_fail(&p->lexer, p->lexer.at,
		    "comparisons cannot be chained: join two with 'and'");
	status = gr_expr_emit(p,
	    (struct gr_expr_code){ .op = op, .kind = out->kind });
	out->is_test = true;
	return status;
}

static enum gr_status parse_not(struct gr_expr_parser *p,
    struct gr_expr_piece *out)
{
	if (p->lexer.token != GR_TOKEN_NOT)
		return parse_comparison(p, out);
	return parse_prefix(p, parse_not, gr_expr_need_test, GR_EXPR_NOT, out);
}

/* A chain of tests of the next level, joined by one connective. */
static enum gr_status parse_connective(struct gr_expr_parser *p,
    level_fn *level, enum gr_expr_token token, enum gr_expr_op op,
    struct gr_expr_piece *out)
{
	enum gr_status status = level(p, out);

	while (status == GR_OK && p->lexer.token == token) {
		struct gr_expr_piece right;

		status = gr_expr_need_test(p, out);
		if (status == GR_OK)
			status = gr_expr_lex(&p->lexer);
		if (status == GR_OK)
			status = level(p, &right);
		if (status == GR_OK)
			status = gr_expr_need_test(p, &right);
		if (status == GR_OK)
			status = gr_expr_emit(p,
			    (struct gr_expr_code){ .op = op });
	}
	return status;
}

static enum gr_status parse_and(struct gr_expr_parser *p,
    struct gr_expr_piece *out)
{
	return parse_connective(p, parse_not, GR_TOKEN_AND, GR_EXPR_AND, out);
}

static enum gr_status parse_or(struct gr_expr_parser *p,
    struct gr_expr_piece *out)
{
	return parse_connective(p, parse_and, GR_TOKEN_OR, GR_EXPR_OR, out);
}

/* ---- whole expressions ---- */

static enum gr_status parse_whole(struct gr_expr_parser *p, bool wants_test)
{
	struct gr_expr_piece whole;
	enum gr_status status = gr_expr_lex(&p->lexer);

	if (status != GR_OK)
		return status;
	if (p->lexer.token == GR_TOKEN_END)
		return gr_expr_fail(&p->lexer, 0, "the expression is empty");
	status = parse_or(p, &whole);
	if (status != GR_OK)
		return status;
	if (p->lexer.token != GR_TOKEN_END)
		return gr_expr_fail_found(p, "an operator or the end");
	return wants_test ? gr_expr_need_test(p, &whole)
	                  : gr_expr_need_number(p, &whole);
}

static enum gr_status compile(bool wants_test, struct gr_arena *keep,
    struct gr_slice text, gr_symbol_fn *symbol, const void *context,
    const char *source, uint64_t line, const char *column,
    const struct gr_expr **out, struct gr_err *err)
{
	struct gr_expr_parser p = { .lexer = { .text = text,
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
