/* values.c - a column of cells, read once for all expressions of a batch */
#include "expr/batch.h"
#include "number/date.h"

enum gr_status gr_values_make(struct gr_arena *keep, enum gr_value_kind kind,
    struct gr_values *out, struct gr_err *err)
{
	*out = (struct gr_values){ .kind = kind };
	if (kind == GR_VALUE_TEXT) {
		out->text = GR_NEW_ARRAY(keep, GR_BATCH_ROWS, struct gr_slice);
		return out->text ? GR_OK : gr_err_memory(err);
	}
	out->low = GR_NEW_ARRAY(keep, GR_BATCH_ROWS, int64_t);
	out->high = kind == GR_VALUE_DATE
	    ? GR_NEW_ARRAY(keep, GR_BATCH_ROWS, int64_t)
	    : out->low;
	return out->low && out->high ? GR_OK : gr_err_memory(err);
}

static gr_rows bit(size_t row)
{
	return (gr_rows)1 << row;
}

/* ---- numbers ---- */

/* The numbers before `row` to a larger scale. */
static void raise_scale(struct gr_values *v, unsigned scale, size_t row)
{
	while (v->scale < scale && !v->wide) {
		v->wide = v->most > INT64_MAX / 10;
		for (size_t i = 0; i < row && !v->wide; i++)
			v->low[i] *= 10;
		v->most *= 10;
		v->scale++;
	}
}

/* A whole number as most cells have it: up to 18 digits, no 0 in front.  -1:
 * it is none. */
static int64_t plain_number(struct gr_slice cell)
{
	int64_t number = 0;

	if (cell.len > 18 || cell.ptr[0] == '0')
		return -1;
	for (size_t i = 0; i < cell.len; i++) {
		unsigned digit = (unsigned char)cell.ptr[i] - (unsigned)'0';

		if (digit > 9)
			return -1;
		number = number * 10 + digit;
	}
	return number;
}

static bool read_number(struct gr_values *v, struct gr_slice cell, size_t row)
{
	struct gr_dec number;
	gr_i128 coef;

	if (cell.len > 2 && cell.ptr[0] == '>' && cell.ptr[1] == '=') {
		cell = gr_slice_skip(cell, 2);
		v->at_least |= bit(row);
	}
	if (!gr_dec_parse(cell, &number))
		return false;
	if (number.scale > v->scale)
		raise_scale(v, number.scale, row);
	if (v->wide || !gr_dec_rescale(number, v->scale, &coef)
	    || coef > INT64_MAX || coef < -INT64_MAX) {
		v->wide = true;
		return false;
	}
	v->low[row] = (int64_t)coef;
	uint64_t amount = (uint64_t)(coef < 0 ? -coef : coef);
	if (amount > v->most)
		v->most = amount;
	return true;
}

/* ---- cells ---- */

static bool read_date(struct gr_values *v, struct gr_slice cell, size_t row)
{
	struct gr_days days;

	if (!gr_date_parse(cell, &days))
		return false;
	v->low[row] = days.first;
	v->high[row] = days.last;
	return true;
}

/* What is not canonical says nothing, as in gr_expr_test(). */
static void read_cell(struct gr_values *v, struct gr_slice cell, size_t row)
{
	bool has = true;

	if (cell.len == 0 || (cell.len == 1 && cell.ptr[0] == '?')) {
		v->plain |= bit(row);
		return;
	}
	if (cell.len == 3 && memcmp(cell.ptr, "n/a", 3) == 0) {
		v->plain |= bit(row);
		v->na |= bit(row);
		return;
	}
	switch (v->kind) {
	case GR_VALUE_NUMBER:
		has = read_number(v, cell, row);
		break;
	case GR_VALUE_DATE:
		has = read_date(v, cell, row);
		if (has)
			v->plain |= bit(row);
		break;
	case GR_VALUE_TEXT:
		v->text[row] = cell;
		break;
	}
	if (has)
		v->has |= bit(row);
}

/* U in `n` rows.  What has no value is 0, so that no step can overflow. */
static void clear(struct gr_values *v, size_t n)
{
	if (v->low != NULL)
		memset(v->low, 0, n * sizeof(*v->low));
	if (v->high != v->low)
		memset(v->high, 0, n * sizeof(*v->high));
	v->has = v->na = v->at_least = v->plain = 0;
	v->wide = v->same = false;
	v->scale = 0;
	v->most = 0;
}

/* The number of a cell that is nothing but a digit, or nothing but digits. */
static inline int64_t whole_number(struct gr_slice cell)
{
	unsigned digit;

	if (cell.len != 1)
		return cell.len == 0 ? -1 : plain_number(cell);
	digit = (unsigned char)cell.ptr[0] - (unsigned)'0';
	return digit <= 9 ? (int64_t)digit : -1;
}

static void fill_numbers(struct gr_values *v, const struct gr_slice *const *row,
    size_t position, size_t n)
{
	gr_rows whole = 0;
	uint64_t most = 0;

	for (size_t i = 0; i < n; i++) {
		struct gr_slice cell = row[i][position];
		int64_t number = whole_number(cell);

		if (number >= 0 && v->scale == 0) {
			v->low[i] = number;
			most = (uint64_t)number > most ? (uint64_t)number
			                               : most;
			whole |= bit(i);
			continue;
		}
		/* which may move all that stand before it */
		v->most = most > v->most ? most : v->most;
		read_cell(v, cell, i);
		most = v->most;
	}
	v->most = most > v->most ? most : v->most;
	v->has |= whole;
	v->plain |= whole;
}

void gr_values_fill(struct gr_values *values, const struct gr_slice *const *row,
    size_t position, size_t n)
{
	clear(values, n);
	if (values->kind == GR_VALUE_NUMBER) {
		fill_numbers(values, row, position, n);
		return;
	}
	for (size_t i = 0; i < n; i++)
		read_cell(values, row[i][position], i);
}

void gr_values_repeat(struct gr_values *values, struct gr_slice cell, size_t n)
{
	const gr_rows all = n < 64 ? bit(n) - 1 : UINT64_MAX;

	clear(values, 1);
	values->same = true;
	read_cell(values, cell, 0);
	values->has = values->has ? all : 0;
	values->na = values->na ? all : 0;
	values->at_least = values->at_least ? all : 0;
}
