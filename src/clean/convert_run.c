/* Conversions at work: from the groups of a pattern to one canonical text. */
#include "clean/convert_internal.h"

#include "number/numeral.h"
#include "text/same.h"
#include "text/utf8.h"

#define ROUNDED_DECIMALS 6 /* of a conversion that does not end: 亩 */
#define MAX_DECIMALS 18

static enum gr_reading put_number(const struct gr_column *column,
    struct gr_dec value, struct gr_buf *to)
{
	if (value.scale > 0
	    && (column->type == GR_TYPE_INT || column->type == GR_TYPE_YEAR))
		return GR_READING_NOT_WHOLE;
	gr_dec_print(to, value);
	return GR_READING_DONE;
}

static enum gr_reading put_shifted(const struct gr_column *column,
    struct gr_slice number, int power, struct gr_buf *to)
{
	struct gr_dec value;

	if (!gr_numeral_read(number, &value)
	    || !gr_numeral_shift(value, power, &value))
		return GR_READING_NO_NUMBER;
	return put_number(column, value, to);
}

/* ---- numbers ---- */

/* 1.234E+03 shows all of 1234; 1.23E+03 could be 1226. */
static enum gr_reading put_sci(const struct gr_column *column,
    const struct gr_slice *arg, struct gr_buf *to)
{
	size_t point = gr_slice_find(arg[0], GR_S("."));
	size_t decimals = point == SIZE_MAX ? 0 : arg[0].len - point - 1;
	struct gr_slice power = arg[1];
	struct gr_dec value;
	int64_t exponent;

	if (power.len > 0 && power.ptr[0] == '+')
		power = gr_slice_skip(power, 1);
	if (!gr_slice_to_int64(power, &exponent) || exponent < -MAX_DECIMALS
	    || exponent > MAX_DECIMALS || !gr_numeral_plain(arg[0], &value)
	    || !gr_numeral_shift(value, (int)exponent, &value))
		return GR_READING_NO_NUMBER;
	if (exponent > (int64_t)decimals)
		return GR_READING_DIGITS_LOST;
	return put_number(column, value, to);
}

/* value * numerator / denominator: exactly if it ends within 18 decimals, else
 * rounded half up to six. */
static bool convert_exactly(struct gr_dec value, int64_t numerator,
    int64_t denominator, struct gr_dec *out)
{
	struct gr_dec n = { value.coef * numerator, 0 };
	gr_i128 scale = denominator, coef;
	unsigned decimals = 0;

	for (unsigned i = 0; i < value.scale; i++)
		scale *= 10;
	for (coef = n.coef; coef % scale != 0; decimals++) {
		if (decimals == MAX_DECIMALS
		    || !gr_dec_rescale(n, decimals + 1, &coef)) {
			if (!gr_dec_rescale(n, ROUNDED_DECIMALS, &coef))
				return false;
			coef = gr_dec_ratio(n.coef, scale, ROUNDED_DECIMALS,
			    GR_HALF_UP);
			return gr_numeral_shift(
			    (struct gr_dec){ coef, ROUNDED_DECIMALS }, 0, out);
		}
	}
	*out = (struct gr_dec){ coef / scale, decimals };
	return gr_numeral_shift(*out, 0, out);
}

static enum gr_status put_unit(const struct gr_column *column,
    const struct gr_slice *arg, const struct gr_units_of_measure *units,
    struct gr_buf *to, enum gr_reading *reading, struct gr_err *err)
{
	const struct gr_unit_of_measure *unit = NULL;
	struct gr_dec value;
	enum gr_status status;

	*reading = GR_READING_NO_NUMBER;
	if (!gr_numeral_read(arg[0], &value))
		return GR_OK;
	if (arg[1].len > 0 && !gr_slice_eq(arg[1], column->unit)) {
		status = gr_units_of_measure_find(units, arg[1], column->unit,
		    &unit, err);
		*reading = GR_READING_NO_UNIT;
		if (status != GR_OK || unit == NULL)
			return status;
	}
	*reading = GR_READING_NO_NUMBER;
	if (unit != NULL
	    && !convert_exactly(value, unit->numerator, unit->denominator,
	        &value))
		return GR_OK;
	*reading = put_number(column, value, to);
	if (*reading == GR_READING_DONE && unit != NULL
	    && (unit->numerator != 1 || unit->denominator != 1))
		*reading = GR_READING_FACTOR;
	return GR_OK;
}

/* 三成五, 3.5成: `tail` is the digit behind the 成, or empty. */
static enum gr_reading put_tenths(const struct gr_column *column,
    struct gr_slice number, struct gr_slice tail, struct gr_buf *to)
{
	struct gr_dec value, part = { 0, 0 };

	if (!gr_numeral_read(number, &value)
	    || !gr_numeral_shift(value, 1, &value)
	    || (tail.len > 0
	        && (!gr_numeral_read(tail, &part) || part.scale > 0
	            || part.coef > 9 || value.scale > 0)))
		return GR_READING_NO_NUMBER;
	value.coef += part.coef;
	return put_number(column, value, to);
}

static enum gr_reading put_bound(const struct gr_column *column,
    struct gr_slice number, struct gr_buf *to)
{
	size_t before = to->len;
	enum gr_reading reading;

	gr_buf_text(to, ">=");
	reading = put_shifted(column, number, 0, to);
	if (reading != GR_READING_DONE)
		to->len = before;
	return reading;
}

static void put_digits(struct gr_slice text, struct gr_buf *to)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] >= '0' && text.ptr[i] <= '9')
			gr_buf_byte(to, text.ptr[i]);
}

/* ---- all of them ---- */

/* int, dec and cn: a number in digits, without or with decimals, or in words. */
static enum gr_reading put_numeral(enum gr_call call, struct gr_slice text,
    const struct gr_column *column, struct gr_buf *to)
{
	struct gr_dec value;
	bool is = call == GR_CALL_CN ? gr_numeral_chinese(text, &value)
	                             : gr_numeral_plain(text, &value);

	if (!is)
		return GR_READING_NO_NUMBER;
	return call == GR_CALL_INT && value.scale > 0
	    ? GR_READING_NOT_WHOLE
	    : put_number(column, value, to);
}

static enum gr_reading put_plain_call(const struct gr_convert *c,
    const struct gr_slice *arg, const struct gr_column *column,
    struct gr_buf *to)
{
	switch (c->call) {
	case GR_CALL_INT:
	case GR_CALL_DEC:
	case GR_CALL_CN:
		return put_numeral(c->call, arg[0], column, to);
	case GR_CALL_SCALE:
	case GR_CALL_PERCENT:
		return put_shifted(column, arg[0], 0, to);
	case GR_CALL_PERMILLE:
		return put_shifted(column, arg[0], -1, to);
	case GR_CALL_SCI:
		return put_sci(column, arg, to);
	case GR_CALL_TENTHS:
		return put_tenths(column, arg[0], arg[1], to);
	case GR_CALL_BOUND:
		return put_bound(column, arg[0], to);
	case GR_CALL_DATE:
		return gr_convert_date(c, arg, to);
	case GR_CALL_INSTANT:
		return gr_convert_instant(c, arg, column, to);
	case GR_CALL_SERIAL:
		return gr_convert_serial(c, arg[0], to);
	case GR_CALL_YEAR:
		return gr_convert_year(c, arg[0], to);
	case GR_CALL_RATE:
		gr_buf_add(to, arg[0]);
		return GR_READING_LATER;
	case GR_CALL_LITERAL:
		gr_buf_add(to, c->literal);
		return GR_READING_DONE;
	case GR_CALL_TEXT:
		gr_buf_add(to, arg[0]);
		return GR_READING_DONE;
	case GR_CALL_DIGITS:
	case GR_CALL_PARTIAL:
		put_digits(arg[0], to);
		if (c->call == GR_CALL_PARTIAL)
			gr_buf_byte(to, '~');
		return GR_READING_DONE;
	case GR_CALL_ENUM:
		return gr_convert_enum(column, arg[0], to);
	case GR_CALL_SET:
		return gr_convert_set(column, arg[0], to);
	case GR_CALL_NA_OR_EMPTY:
		if (column->na != GR_NA_NO)
			gr_buf_text(to, "n/a");
		return GR_READING_DONE;
	case GR_CALL_UNIT:
	case GR_CALL_NARROW:
	case GR_CALL_IDEOGRAPHS:
	case GR_CALL_BLANK:
		break;
	}
	return GR_READING_NO_NUMBER;
}

enum gr_status gr_convert_run(const struct gr_convert *convert,
    const struct gr_pattern *pattern, const struct gr_column *column,
    const struct gr_units_of_measure *units, struct gr_buf *to,
    enum gr_reading *reading, struct gr_err *err)
{
	struct gr_slice arg[GR_CONVERT_ARGS] = { { NULL, 0 } };

	for (size_t i = 0; i < convert->args; i++)
		if (convert->arg[i].group > 0)
			arg[i] = gr_pattern_group(pattern,
			    convert->arg[i].group);
	if (convert->call == GR_CALL_UNIT)
		return put_unit(column, arg, units, to, reading, err);
	*reading = put_plain_call(convert, arg, column, to);
	return GR_OK;
}

/* U+FF01..U+FF5E are ASCII's printed characters, U+3000 its space. */
static void put_narrow(struct gr_slice text, struct gr_buf *to)
{
	while (text.len > 0) {
		uint32_t code;
		size_t bytes = gr_utf8_step(text, &code);

		if (code >= 0xff01 && code <= 0xff5e)
			gr_buf_byte(to, (char)(code - 0xff01 + '!'));
		else if (code == 0x3000)
			gr_buf_byte(to, ' ');
		else
			gr_buf_add(to, gr_slice_make(text.ptr, bytes));
		text = gr_slice_skip(text, bytes);
	}
}

static void put_ideographs(struct gr_slice text, struct gr_buf *to)
{
	while (text.len > 0) {
		uint32_t code;
		char out[4];
		size_t bytes = gr_utf8_step(text, &code);

		if (code == GR_UTF8_NONE)
			gr_buf_byte(to, text.ptr[0]);
		else
			gr_buf_add(to,
			    gr_slice_make(out,
			        gr_utf8_put(gr_same_ideograph(code), out)));
		text = gr_slice_skip(text, bytes);
	}
}

void gr_convert_text(const struct gr_convert *convert,
    const struct gr_pattern *pattern, struct gr_buf *to)
{
	if (convert->call == GR_CALL_LITERAL)
		gr_buf_add(to, convert->literal);
	else if (convert->call == GR_CALL_TEXT)
		gr_buf_add(to,
		    gr_pattern_group(pattern, convert->arg[0].group));
	else if (convert->call == GR_CALL_NARROW)
		put_narrow(gr_pattern_group(pattern, convert->arg[0].group),
		    to);
	else if (convert->call == GR_CALL_IDEOGRAPHS)
		put_ideographs(gr_pattern_group(pattern, convert->arg[0].group),
		    to);
	else
		gr_buf_byte(to, ' ');
}
