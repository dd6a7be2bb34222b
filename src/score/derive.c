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

/* ---- many at once ---- */

void gr_derive_above(struct gr_derive_rows *rows, const struct gr_values *above)
{
	rows->above = *above;
	memcpy(rows->number, above->low,
	    above->same ? sizeof(*above->low) : sizeof(rows->number));
	rows->above.low = rows->above.high = rows->number;
}

/* What both have to be multiplied with so that the quotient of whole numbers
 * is the ratio's coefficient, see gr_dec_quotient(). */
struct factors {
	int64_t above, below;
};

static bool find_factors(const struct gr_ratio *ratio,
    const struct gr_derive_rows *rows, struct factors *out)
{
	unsigned up = rows->below.scale + ratio->decimals;
	unsigned down = rows->above.scale;
	unsigned common = up < down ? up : down;

	if (up - common > 18 || down - common > 18)
		return false;
	out->above = (int64_t)gr_dec_ten_to(up - common);
	out->below = (int64_t)gr_dec_ten_to(down - common);
	return true;
}

static uint64_t amount(int64_t number)
{
	return number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
}

/* n / d, rounded once; false if that does not fit. */
static bool divide(int64_t n, int64_t d, const struct factors *factor,
    enum gr_rounding rounding, int64_t *out)
{
	if (__builtin_mul_overflow(n, factor->above, &n)
	    || __builtin_mul_overflow(d, factor->below, &d))
		return false;
	uint64_t quotient = amount(n) / amount(d), rest = amount(n) % amount(d);
	uint64_t other = amount(d) - rest;

	if (rest > other
	    || (rest == other && (rounding == GR_HALF_UP || quotient % 2 == 1)))
		quotient++;
	if (quotient > INT64_MAX)
		return false;
	*out = (n < 0) != (d < 0) ? -(int64_t)quotient : (int64_t)quotient;
	return true;
}

static int64_t number_of(const struct gr_values *v, size_t row)
{
	return v->low[v->same ? 0 : row];
}

static gr_rows divide_all(const struct gr_ratio *ratio,
    enum gr_rounding rounding, const struct gr_derive_rows *rows, gr_rows of,
    char **to)
{
	struct factors factor;
	gr_rows alone = 0;

	if (!find_factors(ratio, rows, &factor))
		return of;
	for (; of != 0; of &= of - 1) {
		size_t i = (size_t)__builtin_ctzll(of);
		int64_t below = number_of(&rows->below, i), value;
		struct gr_slice *out = &rows->out[i * rows->step];

		*out = gr_slice_make(*to, 0);
		if (below == 0)
			continue;
		if (!divide(number_of(&rows->above, i), below, &factor,
		        rounding, &value)) {
			alone |= of & -of;
			continue;
		}
		out->len = gr_dec_put(*to, value, ratio->decimals);
		*to += out->len;
	}
	return alone;
}

gr_rows gr_derive_rows(const struct gr_ratio *ratio, enum gr_rounding rounding,
    const struct gr_derive_rows *rows, char **to)
{
	const struct gr_values *a = &rows->above, *b = &rows->below;
	gr_rows both = a->has & b->has & rows->of;
	gr_rows known = (a->has | a->na) & (b->has | b->na);

	for (gr_rows left = rows->of & ~both; left != 0; left &= left - 1) {
		gr_rows row = left & -left;

		rows->out[(size_t)__builtin_ctzll(left) * rows->step] = known
		        & row
		    ? GR_CELL_NA
		    : rows->query & row ? GR_CELL_QUERY
		                        : GR_S("");
	}
	return divide_all(ratio, rounding, rows, both, to);
}
