/* derive.c - a derived indicator's cell. */
#include "score/derive.h"

#include "standard/canonical.h"

static bool reads_query(const struct gr_expr *expr, enum gr_name_class class,
    const struct gr_slice *cells)
{
	const unsigned *slot;
	size_t n = gr_expr_slots(expr, class, &slot);

	for (size_t i = 0; i < n; i++) {
		if (gr_cell_is_query(cells[slot[i]]))
			return true;
	}
	return false;
}

static bool any_in_query(const struct gr_expr *expr, const struct gr_env *env)
{
	return reads_query(expr, GR_NAME_NOW, env->now)
	    || reads_query(expr, GR_NAME_PREV, env->prev);
}

bool gr_derive(const struct gr_ratio *ratio, const struct gr_env *env,
    enum gr_rounding rounding, struct gr_buf *to)
{
	struct gr_dec above = { 0, 0 }, below = { 0, 0 };
	enum gr_tri top = gr_expr_number(ratio->numerator, env, &above);
	enum gr_tri bottom = gr_expr_number(ratio->denominator, env, &below);
	gr_i128 value;

	if (top == GR_UNKNOWN || bottom == GR_UNKNOWN) {
		if (any_in_query(ratio->numerator, env)
		    || any_in_query(ratio->denominator, env))
			gr_buf_add(to, GR_CELL_QUERY);
		return true;
	}
	if (top == GR_NA || bottom == GR_NA) {
		gr_buf_add(to, GR_CELL_NA);
		return true;
	}
	if (below.coef == 0)
		return true;
	if (!gr_dec_quotient(above, below, ratio->decimals, rounding, &value))
		return false;
	gr_dec_print(to, (struct gr_dec){ value, ratio->decimals });
	return true;
}
