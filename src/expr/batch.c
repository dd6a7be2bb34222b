/* batch.c - the operations of an expression, each over a batch of rows.
 *
 * A number or a date stands between `low` and `high`, and a lower bound has no
 * upper end; each comparison is told from the two ends, as in eval.c. */
#include "expr/batch.h"
#include "expr/expr_internal.h"

#include <assert.h>

/* What one place of the stack holds: values or truths. */
struct operand {
	const struct gr_values *values; /* a column's, or those of `own` */
	struct gr_values own;
	struct gr_slice text; /* of a literal */
	struct gr_truths truths;
};

struct gr_batch {
	struct operand stack[1 + GR_EXPR_STACK]; /* [0] is its bottom */
	int64_t (*room)[GR_BATCH_ROWS]; /* numbers of `own`, by place */
	int64_t left[GR_BATCH_ROWS], right[GR_BATCH_ROWS]; /* rescaled */
	const struct gr_lanes *lanes;
};

enum gr_status gr_batch_new(struct gr_arena *keep, struct gr_batch **out,
    struct gr_err *err)
{
	*out = GR_NEW(keep, struct gr_batch);
	if (*out == NULL)
		return gr_err_memory(err);
	(*out)->room = gr_arena_alloc(keep, 1 + GR_EXPR_STACK,
	    sizeof(*(*out)->room));
	(*out)->lanes = gr_lanes_now();
	return (*out)->room ? GR_OK : gr_err_memory(err);
}

/* ---- truths ---- */

void gr_truths_not(struct gr_truths *a)
{
	gr_rows is = a->is;

	a->is = a->is_not;
	a->is_not = is;
}

void gr_truths_and(struct gr_truths *a, const struct gr_truths *b)
{
	gr_rows na = a->na & b->na;

	a->is = (a->is | a->na) & (b->is | b->na) & ~na;
	a->is_not |= b->is_not;
	a->na = na;
}

void gr_truths_or(struct gr_truths *a, const struct gr_truths *b)
{
	gr_rows na = a->na & b->na;

	a->is_not = (a->is_not | a->na) & (b->is_not | b->na) & ~na;
	a->is |= b->is;
	a->na = na;
}

/* ---- operands ---- */

static const struct gr_values *values_of(const struct gr_batch_env *env,
    const struct gr_expr_code *code)
{
	switch (code->class) {
	case GR_NAME_NOW:
		return &env->now[code->slot];
	case GR_NAME_PREV:
		return &env->prev[code->slot];
	case GR_NAME_PARAMETER:
		return &env->parameter[code->slot];
	}
	return NULL;
}

/* A literal in every row; only what has a value there is looked at later.
 * False if it does not fit. */
static bool put_constant(struct operand *at, int64_t *room,
    const struct gr_expr_code *code)
{
	const struct gr_expr_value *c = &code->constant;
	struct gr_values *v = &at->own;

	*v = (struct gr_values){ .kind = code->kind, .same = true };
	v->has = UINT64_MAX;
	v->low = v->high = room;
	switch (code->kind) {
	case GR_VALUE_NUMBER:
		if (c->as.number.coef > INT64_MAX
		    || c->as.number.coef < -INT64_MAX)
			return false;
		room[0] = (int64_t)c->as.number.coef;
		v->scale = c->as.number.scale;
		v->most = (uint64_t)(room[0] < 0 ? -room[0] : room[0]);
		break;
	case GR_VALUE_DATE:
		room[0] = c->as.days.first;
		room[1] = c->as.days.last;
		v->high = room + 1;
		break;
	case GR_VALUE_TEXT:
		at->text = c->as.text;
		v->text = &at->text;
		break;
	}
	at->values = v;
	return true;
}

/* ---- numbers at one scale ---- */

static struct gr_lane lane_of(const struct gr_values *v)
{
	return (struct gr_lane){ v->low, v->same };
}

/* `v` at a larger scale: *lane are its numbers there, in `room` unless they are
 * as they were.  False if one might not fit. */
static bool rescale(const struct gr_batch *batch, const struct gr_values *v,
    unsigned scale, int64_t *room, struct gr_lane *lane, uint64_t *most)
{
	*lane = lane_of(v);
	*most = v->most;
	if (scale == v->scale)
		return true;
	if (scale - v->scale > 18)
		return false;
	const int64_t factor = (int64_t)gr_dec_ten_to(scale - v->scale);
	if (__builtin_mul_overflow(*most, (uint64_t)factor, most)
	    || *most > INT64_MAX)
		return false;
	if (v->same)
		room[0] = (int64_t)((uint64_t)v->low[0] * (uint64_t)factor);
	else
		batch->lanes->multiply(*lane, (struct gr_lane){ &factor, true },
		    factor <= INT32_MAX && v->most <= INT32_MAX, room);
	lane->number = room;
	return true;
}

/* ---- comparison ---- */

struct ends { /* of a column at the scale of the comparison */
	struct gr_lane low, high;
	gr_rows at_least;
};

/* Rows in which every value of a is less than every one of b. */
static gr_rows all_less(const struct gr_lanes *lanes, const struct ends *a,
    const struct ends *b)
{
	return lanes->less(a->high, b->low) & ~a->at_least;
}

/* Rows in which no value of a is less than one of b. */
static gr_rows none_less(const struct gr_lanes *lanes, const struct ends *a,
    const struct ends *b)
{
	return ~lanes->less(a->low, b->high) & ~b->at_least;
}

/* Numbers that are none but themselves, as nearly all are. */
static bool are_points(const struct ends *a, const struct ends *b)
{
	return a->low.number == a->high.number
	    && b->low.number == b->high.number
	    && (a->at_least | b->at_least) == 0;
}

static void is_less(const struct gr_lanes *lanes, const struct ends *a,
    const struct ends *b, struct gr_truths *out)
{
	out->is = all_less(lanes, a, b);
	out->is_not = are_points(a, b) ? ~out->is : none_less(lanes, a, b);
}

static void is_equal(const struct gr_lanes *lanes, const struct ends *a,
    const struct ends *b, struct gr_truths *out)
{
	if (are_points(a, b)) {
		out->is = lanes->equal(a->low, b->low);
		out->is_not = ~out->is;
		return;
	}
	out->is_not = all_less(lanes, a, b) | all_less(lanes, b, a);
	out->is = none_less(lanes, a, b) & none_less(lanes, b, a);
}

static void is_same_text(const struct gr_values *a, const struct gr_values *b,
    gr_rows has, size_t n, struct gr_truths *out)
{
	assert(a->text != NULL && b->text != NULL);
	for (size_t i = 0; i < n; i++)
		if (has >> i & 1)
			out->is |= (gr_rows)gr_slice_eq(
			               a->text[a->same ? 0 : i],
			               b->text[b->same ? 0 : i])
			    << i;
	out->is_not = ~out->is;
}

static bool find_ends(struct gr_batch *batch, const struct gr_values *a,
    const struct gr_values *b, struct ends *left, struct ends *right)
{
	unsigned scale = a->scale > b->scale ? a->scale : b->scale;
	uint64_t most;

	*left = (struct ends){ lane_of(a), { a->high, a->same }, a->at_least };
	*right = (struct ends){ lane_of(b), { b->high, b->same }, b->at_least };
	if (a->kind != GR_VALUE_NUMBER)
		return true;
	if (!rescale(batch, a, scale, batch->left, &left->low, &most)
	    || !rescale(batch, b, scale, batch->right, &right->low, &most))
		return false;
	left->high = left->low;
	right->high = right->low;
	return true;
}

static bool compare(struct gr_batch *batch, const struct gr_expr_code *code,
    struct operand *left, const struct operand *right, size_t n)
{
	const struct gr_values *a = left->values, *b = right->values;
	struct gr_truths *out = &left->truths;
	gr_rows has = a->has & b->has;
	struct ends ends_a, ends_b;
	bool turned = code->op == GR_EXPR_GT || code->op == GR_EXPR_LE;
	bool equality = code->op == GR_EXPR_EQ || code->op == GR_EXPR_NE;

	*out = (struct gr_truths){ 0, 0,
		(a->has | a->na) & (b->has | b->na) & ~has };
	if (code->kind == GR_VALUE_TEXT)
		is_same_text(a, b, has, n, out);
	else if (!find_ends(batch, a, b, &ends_a, &ends_b))
		return false;
	else if (equality)
		is_equal(batch->lanes, &ends_a, &ends_b, out);
	else if (turned)
		is_less(batch->lanes, &ends_b, &ends_a, out);
	else
		is_less(batch->lanes, &ends_a, &ends_b, out);
	out->is &= has;
	out->is_not &= has;
	if (code->op == GR_EXPR_NE || code->op == GR_EXPR_GE
	    || code->op == GR_EXPR_LE)
		gr_truths_not(out);
	return true;
}

/* ---- arithmetic ---- */

/* A lower bound has no value to calculate with. */
static gr_rows points(const struct gr_values *v)
{
	return v->has & ~v->at_least;
}

static bool add_up(struct gr_batch *batch, const struct gr_values *a,
    const struct gr_values *b, bool subtract, struct gr_values *out)
{
	unsigned scale = a->scale > b->scale ? a->scale : b->scale;
	struct gr_lane x, y;
	uint64_t most_a, most_b;

	if (!rescale(batch, a, scale, batch->left, &x, &most_a)
	    || !rescale(batch, b, scale, batch->right, &y, &most_b)
	    || most_a > INT64_MAX - most_b)
		return false;
	out->scale = scale;
	out->most = most_a + most_b;
	(subtract ? batch->lanes->subtract : batch->lanes->add)(x, y, out->low);
	return true;
}

static bool multiply(struct gr_batch *batch, const struct gr_values *a,
    const struct gr_values *b, struct gr_values *out)
{
	out->scale = a->scale + b->scale;
	if (__builtin_mul_overflow(a->most, b->most, &out->most)
	    || out->most > INT64_MAX)
		return false;
	batch->lanes->multiply(lane_of(a), lane_of(b),
	    a->most <= INT32_MAX && b->most <= INT32_MAX, out->low);
	return true;
}

static bool calculate(struct gr_batch *batch, enum gr_expr_op op,
    struct operand *left, const struct operand *right, size_t place)
{
	const struct gr_values *a = left->values, *b = right->values;
	struct gr_values out = { .kind = GR_VALUE_NUMBER,
		.has = points(a) & points(b),
		.low = batch->room[place],
		.high = batch->room[place] };

	out.na = (points(a) | a->na) & (points(b) | b->na) & ~out.has;
	if (op == GR_EXPR_MULTIPLY
	        ? !multiply(batch, a, b, &out)
	        : !add_up(batch, a, b, op == GR_EXPR_SUBTRACT, &out))
		return false;
	left->own = out;
	left->values = &left->own;
	return true;
}

static void negate(const struct gr_batch *batch, struct operand *at,
    int64_t *room)
{
	static const int64_t zero = 0;
	const struct gr_values *a = at->values;
	struct gr_values out = *a;

	out.has = points(a);
	out.at_least = 0;
	out.low = out.high = room;
	if (a->same)
		room[0] = (int64_t)(0 - (uint64_t)a->low[0]);
	else
		batch->lanes->subtract((struct gr_lane){ &zero, true },
		    lane_of(a), room);
	at->own = out;
	at->values = &at->own;
}

/* ---- the machine ---- */

/* One step: the new top of the stack; 0 if it cannot be done here. */
static size_t step(struct gr_batch *batch, const struct gr_expr_code *code,
    const struct gr_batch_env *env, size_t top, size_t n)
{
	struct operand *at = &batch->stack[top];

	switch (code->op) {
	case GR_EXPR_CONSTANT:
		at++;
		top++;
		return put_constant(at, batch->room[top], code) ? top : 0;
	case GR_EXPR_LOAD:
		at[1].values = values_of(env, code);
		return at[1].values->wide ? 0 : top + 1;
	case GR_EXPR_NEGATE:
		negate(batch, at, batch->room[top]);
		return top;
	case GR_EXPR_NOT:
		gr_truths_not(&at->truths);
		return top;
	case GR_EXPR_ADD:
	case GR_EXPR_SUBTRACT:
	case GR_EXPR_MULTIPLY:
		return calculate(batch, code->op, at - 1, at, top - 1) ? top - 1
		                                                       : 0;
	case GR_EXPR_EQ:
	case GR_EXPR_NE:
	case GR_EXPR_LT:
	case GR_EXPR_LE:
	case GR_EXPR_GT:
	case GR_EXPR_GE:
		return compare(batch, code, at - 1, at, n) ? top - 1 : 0;
	case GR_EXPR_AND:
		gr_truths_and(&at[-1].truths, &at->truths);
		return top - 1;
	case GR_EXPR_OR:
		gr_truths_or(&at[-1].truths, &at->truths);
		return top - 1;
	}
	return 0;
}

/* Whether all of it could be done here; what it comes to is on the stack. */
static bool run(struct gr_batch *batch, const struct gr_expr *expr,
    const struct gr_batch_env *env, size_t n)
{
	size_t top = 0;

	for (size_t i = 0; i < expr->n; i++) {
		assert(top < GR_EXPR_STACK);
		top = step(batch, &expr->code[i], env, top, n);
		if (top == 0)
			return false;
	}
	assert(top == 1);
	return true;
}

bool gr_batch_test(struct gr_batch *batch, const struct gr_expr *expr,
    const struct gr_batch_env *env, size_t n, struct gr_truths *out)
{
	if (!run(batch, expr, env, n))
		return false;
	*out = batch->stack[1].truths;
	return true;
}

bool gr_batch_number(struct gr_batch *batch, const struct gr_expr *expr,
    const struct gr_batch_env *env, struct gr_values *out)
{
	if (!run(batch, expr, env, GR_BATCH_ROWS))
		return false;
	*out = *batch->stack[1].values;
	out->has = points(out);
	out->at_least = 0;
	return true;
}
