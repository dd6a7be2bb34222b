/* Canonical values: what they look like, whether they lie within bounds, and a
 * share judged by its counts. */
#include "clean/convert_internal.h"

#include "number/date.h"
#include "number/numeral.h"
#include "standard/canonical.h"

/* A number, or what stands behind the >= of a lower bound. */
static bool number_of(struct gr_slice text, struct gr_dec *out)
{
	if (gr_slice_starts(text, GR_S(">=")))
		text = gr_slice_skip(text, 2);
	return gr_dec_parse(text, out);
}

static bool is_set(const struct gr_column *column, struct gr_slice text)
{
	struct gr_buf buf = { 0 };
	bool same = gr_convert_set(column, text, &buf) == GR_READING_DONE
	    && !buf.failed && gr_slice_eq(gr_buf_slice(&buf), text);

	gr_buf_free(&buf);
	return same;
}

static bool is_listed(const struct gr_column *column, struct gr_slice text)
{
	for (size_t i = 0; i < column->values; i++)
		if (gr_slice_eq(column->value[i], text))
			return true;
	return false;
}

bool gr_value_is_listed(const struct gr_column *column, struct gr_slice text)
{
	if (text.len == 0 || gr_cell_is_query(text) || gr_cell_is_na(text))
		return false;
	if (column->type == GR_TYPE_ENUM)
		return is_listed(column, text);
	if (column->type == GR_TYPE_SET)
		return is_set(column, text);
	return gr_cell_is_canonical(column, text);
}

static bool date_is_within(const struct gr_column *column, struct gr_slice text)
{
	struct gr_days days, bound;

	if (!gr_date_parse(text, &days))
		return false;
	if (gr_date_parse(column->min, &bound) && days.last < bound.first)
		return false;
	return !gr_date_parse(column->max, &bound) || days.first <= bound.last;
}

bool gr_value_is_within(const struct gr_column *column, struct gr_slice text)
{
	struct gr_dec value, bound;

	if (column->type == GR_TYPE_DATE)
		return date_is_within(column, text);
	if (column->type != GR_TYPE_INT && column->type != GR_TYPE_DEC
	    && column->type != GR_TYPE_PCT && column->type != GR_TYPE_YEAR)
		return true;
	if (!number_of(text, &value))
		return false;
	if (!gr_slice_starts(text, GR_S(">="))
	    && gr_dec_parse(column->min, &bound)
	    && gr_dec_cmp(value, bound) < 0)
		return false;
	return !gr_dec_parse(column->max, &bound)
	    || gr_dec_cmp(value, bound) <= 0;
}

/* ---- a share and its counts ---- */

#define SHARE_SCALE 10 /* shares are compared as multiples of 1e-10 */
#define COUNT_SCALE 6  /* and their counts of 1e-6 */

static size_t decimals_of(struct gr_slice number)
{
	size_t point = gr_slice_find(number, GR_S("."));

	return point == SIZE_MAX ? 0 : number.len - point - 1;
}

/* |share - 100 numerator / denominator| <= slack; share and slack are
 * multiples of 1e-10 points.  Fits: 18 + 6 + 2 + 10 digits. */
static bool agrees(gr_i128 share, gr_i128 slack, gr_i128 numerator,
    gr_i128 denominator)
{
	gr_i128 off = share * denominator
	    - numerator * 100 * gr_dec_ten_to(SHARE_SCALE);

	return (off < 0 ? -off : off) <= slack * denominator;
}

static bool count_of(struct gr_slice cell, gr_i128 *out)
{
	struct gr_dec value;

	return gr_dec_parse(cell, &value) && value.scale <= COUNT_SCALE
	    && value.coef >= 0 && gr_dec_rescale(value, COUNT_SCALE, out);
}

enum gr_reading gr_convert_rate(struct gr_slice written,
    struct gr_slice numerator, struct gr_slice denominator, struct gr_buf *to)
{
	const gr_i128 half_point = gr_dec_ten_to(SHARE_SCALE) / 2;
	size_t decimals = decimals_of(written);
	gr_i128 share, n, d, digit;
	bool as_points, as_fraction;
	struct gr_dec value;

	if (!gr_numeral_plain(written, &value) || decimals >= SHARE_SCALE
	    || value.coef < 0 || value.coef > 100 * gr_dec_ten_to(value.scale)
	    || !gr_dec_rescale(value, SHARE_SCALE, &share))
		return GR_READING_NO_NUMBER;
	if (!count_of(numerator, &n) || !count_of(denominator, &d) || d == 0)
		return GR_READING_NO_EVIDENCE;
	digit = gr_dec_ten_to(SHARE_SCALE - (unsigned)decimals) / 2;
	as_points = agrees(share, digit < half_point ? digit : half_point, n,
	    d);
	as_fraction = value.coef != 0 && agrees(share * 100, half_point, n, d);
	if (as_points == as_fraction
	    || !gr_numeral_shift(value, as_fraction ? 2 : 0, &value))
		return GR_READING_DISAGREES;
	gr_dec_print(to, value);
	return GR_READING_DONE;
}
