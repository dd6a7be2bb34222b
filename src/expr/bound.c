/* bound.c - how large the numbers of an expression can get.
 *
 * Exactness is promised, so an expression whose numbers could leave 128 bits
 * is refused when it is compiled, not when the record comes that does it. */
#include "expr/expr_internal.h"

enum { SCALE_MAX = 36 };

static const int64_t most_of_cell = INT64_C(1000000000000000000);

static gr_i128 magnitude_of(struct gr_dec value)
{
	gr_i128 power, amount = value.coef < 0 ? -value.coef : value.coef;

	if (value.scale == 0)
		return amount;
	if (!gr_dec_rescale((struct gr_dec){ 1, 0 }, value.scale, &power))
		return 1;
	return amount / power + (amount % power != 0);
}

/* The coefficient that a bound's magnitude has at a scale. */
static bool coef_at(const struct gr_expr_bound *bound, unsigned scale,
    gr_i128 *out)
{
	return gr_dec_rescale((struct gr_dec){ bound->magnitude, 0 }, scale,
	    out);
}

struct gr_expr_bound gr_expr_bound_of_cell(const struct gr_symbol *symbol)
{
	gr_i128 low = magnitude_of(symbol->min);
	gr_i128 high = magnitude_of(symbol->max);
	struct gr_expr_bound bound = { .magnitude = low > high ? low : high,
		.scale = symbol->decimals };

	if (symbol->min.scale > bound.scale)
		bound.scale = symbol->min.scale;
	if (symbol->max.scale > bound.scale)
		bound.scale = symbol->max.scale;
	if (!coef_at(&bound, bound.scale, &bound.coef)
	    || bound.coef > most_of_cell)
		bound.coef = most_of_cell;
	return bound;
}

struct gr_expr_bound gr_expr_bound_of_literal(struct gr_dec value)
{
	return (struct gr_expr_bound){ .magnitude = magnitude_of(value),
		.coef = value.coef < 0 ? -value.coef : value.coef,
		.scale = value.scale };
}

/* False if the sum could leave 128 bits, also on the way to a common scale. */
bool gr_expr_bound_add(struct gr_expr_bound *a, const struct gr_expr_bound *b)
{
	if (b->scale > a->scale)
		a->scale = b->scale;
	return !__builtin_add_overflow(a->magnitude, b->magnitude,
	           &a->magnitude)
	    && coef_at(a, a->scale, &a->coef);
}

bool gr_expr_bound_multiply(struct gr_expr_bound *a,
    const struct gr_expr_bound *b)
{
	a->scale += b->scale;
	return a->scale <= SCALE_MAX
	    && !__builtin_mul_overflow(a->magnitude, b->magnitude,
	        &a->magnitude)
	    && !__builtin_mul_overflow(a->coef, b->coef, &a->coef);
}
