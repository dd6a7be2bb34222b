/* eval.c - an expression's value for one record.
 *
 * A number is a point or, as `>=2`, everything from there on; a date is the
 * days it may be.  A comparison holds, or does not, only if that is so for all
 * of both sides. */
#include "expr/expr_internal.h"

#include <assert.h>

static enum gr_tri tri_not(enum gr_tri a)
{
	if (a == GR_TRUE)
		return GR_FALSE;
	return a == GR_FALSE ? GR_TRUE : a;
}

enum gr_tri gr_tri_or(enum gr_tri a, enum gr_tri b)
{
	return tri_not(gr_tri_and(tri_not(a), tri_not(b)));
}

/* Of arithmetic and comparison: GR_TRUE if both sides have a value. */
static enum gr_tri both(enum gr_tri a, enum gr_tri b)
{
	if (a == GR_UNKNOWN || b == GR_UNKNOWN)
		return GR_UNKNOWN;
	return a == GR_NA || b == GR_NA ? GR_NA : GR_TRUE;
}

/* ---- cells ---- */

static bool read_number(struct gr_slice cell, struct gr_expr_value *out)
{
	out->at_least = gr_slice_starts(cell, GR_S(">="));
	if (out->at_least)
		cell = gr_slice_skip(cell, 2);
	return gr_dec_parse(cell, &out->as.number);
}

static void load(struct gr_slice cell, enum gr_value_kind kind,
    struct gr_expr_value *out)
{
	bool readable = true;

	out->at_least = false;
	out->state = GR_UNKNOWN;
	if (cell.len == 0 || gr_slice_eq(cell, GR_S("?")))
		return;
	if (gr_slice_eq(cell, GR_S("n/a"))) {
		out->state = GR_NA;
		return;
	}
	switch (kind) {
	case GR_VALUE_NUMBER:
		readable = read_number(cell, out);
		break;
	case GR_VALUE_DATE:
		readable = gr_date_parse(cell, &out->as.days);
		break;
	case GR_VALUE_TEXT:
		out->as.text = cell;
		break;
	}
	/* What is not canonical says nothing; the stages refuse it. */
	if (readable)
		out->state = GR_TRUE;
}

static const struct gr_slice *cells_of(const struct gr_env *env,
    enum gr_name_class class)
{
	switch (class) {
	case GR_NAME_NOW:
		return env->now;
	case GR_NAME_PREV:
		return env->prev;
	case GR_NAME_PARAMETER:
		return env->parameter;
	}
	return NULL;
}

/* ---- comparison ---- */

/* The order of a's largest and b's smallest value. */
static int top_to_bottom(const struct gr_expr_value *a,
    const struct gr_expr_value *b, enum gr_value_kind kind)
{
	if (kind == GR_VALUE_DATE)
		return (a->as.days.last > b->as.days.first)
		    - (a->as.days.last < b->as.days.first);
	return a->at_least ? 1 : gr_dec_cmp(a->as.number, b->as.number);
}

/* The order of a's smallest and b's largest value. */
static int bottom_to_top(const struct gr_expr_value *a,
    const struct gr_expr_value *b, enum gr_value_kind kind)
{
	return -top_to_bottom(b, a, kind);
}

static enum gr_tri is_equal(const struct gr_expr_value *a,
    const struct gr_expr_value *b, enum gr_value_kind kind)
{
	if (kind == GR_VALUE_TEXT)
		return gr_slice_eq(a->as.text, b->as.text) ? GR_TRUE : GR_FALSE;

	int top = top_to_bottom(a, b, kind), bottom = bottom_to_top(a, b, kind);

	if (top == 0 && bottom == 0)
		return GR_TRUE;
	return top < 0 || bottom > 0 ? GR_FALSE : GR_UNKNOWN;
}

static enum gr_tri is_less(const struct gr_expr_value *a,
    const struct gr_expr_value *b, enum gr_value_kind kind)
{
	if (top_to_bottom(a, b, kind) < 0)
		return GR_TRUE;
	return bottom_to_top(a, b, kind) >= 0 ? GR_FALSE : GR_UNKNOWN;
}

static enum gr_tri compare(enum gr_expr_op op, const struct gr_expr_value *a,
    const struct gr_expr_value *b, enum gr_value_kind kind)
{
	enum gr_tri state = both(a->state, b->state);

	if (state != GR_TRUE)
		return state;
	switch (op) {
	case GR_EXPR_EQ:
		return is_equal(a, b, kind);
	case GR_EXPR_NE:
		return tri_not(is_equal(a, b, kind));
	case GR_EXPR_LT:
		return is_less(a, b, kind);
	case GR_EXPR_GE:
		return tri_not(is_less(a, b, kind));
	case GR_EXPR_GT:
		return is_less(b, a, kind);
	case GR_EXPR_LE:
		return tri_not(is_less(b, a, kind));
	case GR_EXPR_CONSTANT:
	case GR_EXPR_LOAD:
	case GR_EXPR_NEGATE:
	case GR_EXPR_ADD:
	case GR_EXPR_SUBTRACT:
	case GR_EXPR_MULTIPLY:
	case GR_EXPR_NOT:
	case GR_EXPR_AND:
	case GR_EXPR_OR:
		break;
	}
	assert(false); /* not a comparison */
	return GR_UNKNOWN;
}

/* ---- arithmetic ---- */

static bool add(struct gr_dec a, struct gr_dec b, struct gr_dec *out)
{
	out->scale = a.scale > b.scale ? a.scale : b.scale;

	return gr_dec_rescale(a, out->scale, &a.coef)
	    && gr_dec_rescale(b, out->scale, &b.coef)
	    && !__builtin_add_overflow(a.coef, b.coef, &out->coef);
}

static bool multiply(struct gr_dec a, struct gr_dec b, struct gr_dec *out)
{
	out->scale = a.scale + b.scale;
	return !__builtin_mul_overflow(a.coef, b.coef, &out->coef);
}

/* a = a OP b.  The compiler has refused what could overflow with cells within
 * their bounds; a cell outside them must not give a wrong figure either. */
static void calculate(enum gr_expr_op op, struct gr_expr_value *a,
    const struct gr_expr_value *b)
{
	struct gr_dec left = a->as.number, right = b->as.number;

	a->state = both(a->at_least ? GR_UNKNOWN : a->state,
	    b->at_least ? GR_UNKNOWN : b->state);
	a->at_least = false;
	if (a->state != GR_TRUE)
		return;
	if (op == GR_EXPR_SUBTRACT)
		right.coef = -right.coef;

	bool fits = op == GR_EXPR_MULTIPLY
	    ? multiply(left, right, &a->as.number)
	    : add(left, right, &a->as.number);
	if (!fits)
		a->state = GR_UNKNOWN;
}

static void negate(struct gr_expr_value *a)
{
	if (a->at_least && a->state == GR_TRUE)
		a->state = GR_UNKNOWN;
	a->at_least = false;
	if (a->state == GR_TRUE)
		a->as.number.coef = -a->as.number.coef;
}

/* ---- the machine ---- */

/* One step: the new top of the stack.  An operator of two operands takes the
 * upper away; the lower then holds the result. */
static struct gr_expr_value *step(const struct gr_expr_code *code,
    const struct gr_env *env, struct gr_expr_value *top)
{
	switch (code->op) {
	case GR_EXPR_CONSTANT:
		*++top = code->constant;
		return top;
	case GR_EXPR_LOAD:
		load(cells_of(env, code->class)[code->slot], code->kind, ++top);
		return top;
	case GR_EXPR_NEGATE:
		negate(top);
		return top;
	case GR_EXPR_NOT:
		top->state = tri_not(top->state);
		return top;
	case GR_EXPR_ADD:
	case GR_EXPR_SUBTRACT:
	case GR_EXPR_MULTIPLY:
		calculate(code->op, top - 1, top);
		break;
	case GR_EXPR_EQ:
	case GR_EXPR_NE:
	case GR_EXPR_LT:
	case GR_EXPR_LE:
	case GR_EXPR_GT:
	case GR_EXPR_GE:
		top[-1].state = compare(code->op, top - 1, top, code->kind);
		break;
	case GR_EXPR_AND:
		top[-1].state = gr_tri_and(top[-1].state, top->state);
		break;
	case GR_EXPR_OR:
		top[-1].state = gr_tri_or(top[-1].state, top->state);
		break;
	}
	return top - 1;
}

static void run(const struct gr_expr *expr, const struct gr_env *env,
    struct gr_expr_value *out)
{
	struct gr_expr_value
	    stack[1 + GR_EXPR_STACK]; /* stack[0] is its bottom */
	struct gr_expr_value *top = stack;

	*top = (struct gr_expr_value){ .state = GR_UNKNOWN };
	for (size_t i = 0; i < expr->n; i++) {
		assert(top < stack + GR_EXPR_STACK);
		top = step(&expr->code[i], env, top);
		assert(top > stack);
	}
	assert(top == stack + 1);
	*out = *top;
}

enum gr_tri gr_expr_test(const struct gr_expr *expr, const struct gr_env *env)
{
	struct gr_expr_value value;

	run(expr, env, &value);
	return value.state;
}

enum gr_tri gr_expr_number(const struct gr_expr *expr, const struct gr_env *env,
    struct gr_dec *out)
{
	struct gr_expr_value value;

	run(expr, env, &value);
	if (value.state == GR_TRUE && value.at_least)
		return GR_UNKNOWN;
	if (value.state == GR_TRUE)
		*out = value.as.number;
	return value.state;
}

bool gr_expr_is_name(const struct gr_expr *expr, enum gr_name_class *class,
    unsigned *slot)
{
	if (expr->n != 1 || expr->code[0].op != GR_EXPR_LOAD)
		return false;
	*class = expr->code[0].class;
	*slot = expr->code[0].slot;
	return true;
}

size_t gr_expr_slots(const struct gr_expr *expr, enum gr_name_class class,
    const unsigned **slots)
{
	*slots = expr->read[class].slot;
	return expr->read[class].n;
}
