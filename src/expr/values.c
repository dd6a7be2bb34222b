/* values.c - a column of cells, read once for all expressions of a batch.
 *
 * Most cells are one byte or none, and those of a whole column are told from
 * its glances.  A number of several digits and a date are read here as far as
 * they have the form that nearly all have, by the number's and the date's own
 * rules else. */
#include "expr/batch.h"
#include "number/date.h"

enum {
	DIGITS = 18, /* that a cell's number has, at most */
	DATE_BYTES = 10,
	MONTH_BYTES = 8,
	MONTHS = 64 /* of four years */
};

struct gr_month {
	char name[MONTH_BYTES]; /* "2021-03-" */
	int32_t day;            /* the one before its first */
	int last;               /* how many it has */
};

enum gr_status gr_values_make(struct gr_arena *keep, enum gr_value_kind kind,
    struct gr_values *out, struct gr_err *err)
{
	*out = (struct gr_values){ .kind = kind, .lanes = gr_lanes_now() };
	if (kind == GR_VALUE_TEXT) {
		out->text = GR_NEW_ARRAY(keep, GR_BATCH_ROWS, struct gr_slice);
		return out->text ? GR_OK : gr_err_memory(err);
	}
	out->low = GR_NEW_ARRAY(keep, GR_BATCH_ROWS, int64_t);
	out->high = out->low;
	if (kind == GR_VALUE_DATE) {
		out->high = GR_NEW_ARRAY(keep, GR_BATCH_ROWS, int64_t);
		out->month = GR_NEW_ARRAY(keep, MONTHS, struct gr_month);
		if (out->month == NULL)
			return gr_err_memory(err);
	}
	return out->low && out->high ? GR_OK : gr_err_memory(err);
}

void gr_values_make_sets(struct gr_values *out)
{
	*out = (struct gr_values){ .kind = GR_VALUE_TEXT,
		.lanes = gr_lanes_now() };
}

static gr_rows bit(size_t row)
{
	return (gr_rows)1 << row;
}

/* The row that comes first in a set, which is not empty; taken out of it. */
static inline size_t take_row(gr_rows *left)
{
	size_t row = (size_t)__builtin_ctzll(*left);

	*left &= *left - 1;
	return row;
}

/* ---- numbers ---- */

/* A number without a sign in its one form, of no more than 18 bytes: not what
 * begins with a needless 0, nor a fraction that ends with one. */
static bool read_short(struct gr_slice cell, int64_t *coef, unsigned *scale)
{
	size_t point = cell.len;
	int64_t value = 0;

	if (cell.len > DIGITS || (cell.ptr[0] == '0' && cell.ptr[1] != '.'))
		return false;
	for (size_t i = 0; i < cell.len; i++) {
		unsigned digit = (unsigned char)cell.ptr[i] - (unsigned)'0';

		if (digit <= 9)
			value = value * 10 + (int64_t)digit;
		else if (cell.ptr[i] == '.' && point == cell.len && i > 0)
			point = i;
		else
			return false;
	}
	*coef = value;
	*scale = 0;
	if (point == cell.len)
		return true;
	*scale = (unsigned)(cell.len - point - 1);
	return *scale > 0 && cell.ptr[cell.len - 1] != '0';
}

/* Any other; what is no number says nothing, as in gr_expr_test(). */
static bool read_long(struct gr_values *v, struct gr_slice cell, size_t row,
    unsigned *scale)
{
	struct gr_dec number;
	bool at_least = cell.len > 2 && cell.ptr[0] == '>'
	    && cell.ptr[1] == '=';

	if (!gr_dec_parse(at_least ? gr_slice_skip(cell, 2) : cell, &number))
		return false;
	if (at_least)
		v->at_least |= bit(row);
	v->low[row] = (int64_t)number.coef;
	*scale = number.scale;
	return true;
}

/* All numbers to the largest scale among them. */
static void find_scale(struct gr_values *v, const unsigned char *scale)
{
	int64_t factor[DIGITS + 1] = { 0 };
	int64_t most = 0;

	for (gr_rows left = v->has; left != 0;) {
		size_t row = take_row(&left);

		v->scale = scale[row] > v->scale ? scale[row] : v->scale;
	}
	for (unsigned i = 0; i <= v->scale; i++)
		factor[i] = (int64_t)gr_dec_ten_to(v->scale - i);
	for (gr_rows left = v->has; left != 0;) {
		size_t row = take_row(&left);
		int64_t *number = &v->low[row];

		if (__builtin_mul_overflow(*number, factor[scale[row]], number))
			v->wide = true;
		else if (*number > most || -*number > most)
			most = *number < 0 ? -*number : *number;
	}
	v->most = (uint64_t)most;
}

static void fill_numbers(struct gr_values *v, const struct gr_glance *glance,
    gr_rows rest, const struct gr_slice *const *row, size_t position)
{
	unsigned char scale[GR_BATCH_ROWS] = { 0 };
	gr_rows plain = 0, fraction = 0, other = 0;
	uint64_t most = (v->has & ~(v->zero | v->one)) != 0 ? 9 : 1;
	int64_t *low = v->low;

	v->lanes->digits(glance, low);
	while (rest != 0) {
		size_t i = take_row(&rest);
		struct gr_slice cell = row[i][position];
		unsigned decimals = 0;
		int64_t coef;

		if (cell.len > 1 && read_short(cell, &coef, &decimals)) {
			low[i] = coef;
			plain |= decimals == 0 ? bit(i) : 0;
			fraction |= decimals > 0 ? bit(i) : 0;
		} else if (read_long(v, cell, i, &decimals)) {
			other |= bit(i);
		} else {
			continue;
		}
		scale[i] = (unsigned char)decimals;
		uint64_t amount = (uint64_t)(low[i] < 0 ? -low[i] : low[i]);
		most = amount > most ? amount : most;
	}
	v->plain |= plain;
	v->fraction |= fraction;
	v->has |= plain | fraction | other;
	v->most = most;
	if ((fraction | other) != 0)
		find_scale(v, scale);
}

/* ---- dates ---- */

/* The month of a date, which is one if its first day is; the dates of a column
 * mostly lie in few. */
static bool know_month(struct gr_month *month, const char *date)
{
	char first[DATE_BYTES];
	struct gr_days days;

	memcpy(first, date, MONTH_BYTES);
	memcpy(first + MONTH_BYTES, "01", 2);
	if (!gr_date_parse(gr_slice_make(first, DATE_BYTES), &days))
		return false;
	int32_t day = days.first - 1;
	if (!gr_date_parse(gr_slice_make(first, MONTH_BYTES - 1), &days))
		return false;
	month->day = day;
	month->last = days.last - day;
	memcpy(month->name, date, MONTH_BYTES);
	return true;
}

/* Where a month is kept: by the last digit of its year and its own two. */
static struct gr_month *place_of(const struct gr_values *v, const char *date)
{
	unsigned year = (unsigned char)date[3],
	         month = (unsigned char)date[5] * 10u + (unsigned char)date[6];

	return &v->month[(year << 4 | (month & 15)) & (MONTHS - 1)];
}

static const struct gr_month *find_month(const struct gr_values *v,
    const char *date)
{
	struct gr_month *month = place_of(v, date);

	return memcmp(month->name, date, MONTH_BYTES) == 0
	        || know_month(month, date)
	    ? month
	    : NULL;
}

static bool read_date(struct gr_values *v, struct gr_slice cell, size_t row)
{
	const struct gr_month *month = cell.len == DATE_BYTES
	    ? find_month(v, cell.ptr)
	    : NULL;
	struct gr_days days;

	if (month != NULL) {
		unsigned tens = (unsigned char)cell.ptr[MONTH_BYTES] - '0';
		unsigned ones = (unsigned char)cell.ptr[MONTH_BYTES + 1] - '0';
		int day = (int)(10 * tens + ones);

		v->low[row] = v->high[row] = month->day + day;
		return tens <= 9 && ones <= 9 && day > 0 && day <= month->last;
	}
	if (!gr_date_parse(cell, &days))
		return false;
	v->low[row] = days.first;
	v->high[row] = days.last;
	return true;
}

static void fill_dates(struct gr_values *v, gr_rows rest,
    const struct gr_slice *const *row, size_t position)
{
	while (rest != 0) {
		size_t i = take_row(&rest);

		if (read_date(v, row[i][position], i))
			v->has |= bit(i);
	}
	v->plain |= v->has;
}

/* ---- a column ---- */

static void fill_texts(struct gr_values *v, gr_rows rest,
    const struct gr_slice *const *row, size_t position)
{
	v->has |= rest;
	while (v->text != NULL && rest != 0) {
		size_t i = take_row(&rest);

		v->text[i] = row[i][position];
	}
}

/* What the glances tell; of the rest nothing is known yet. */
static gr_rows begin(struct gr_values *v, const struct gr_glance *glance,
    gr_rows all)
{
	struct gr_glances at;

	v->lanes->sort(glance, &at);
	v->empty = at.empty & all;
	v->query = at.query & all;
	v->na = at.na & all;
	v->zero = at.zero & all;
	v->one = at.one & all;
	v->plain = (at.empty | at.query | at.na) & all;
	v->has = v->at_least = v->fraction = 0;
	v->wide = v->same = false;
	v->scale = 0;
	v->most = 0;
	if (v->kind != GR_VALUE_NUMBER)
		return all & ~v->plain;
	v->has = at.digit & all;
	v->plain |= v->has;
	return at.rest & all;
}

void gr_values_fill(struct gr_values *values, const struct gr_glance *glance,
    const struct gr_slice *const *row, size_t position, size_t n)
{
	gr_rows rest = begin(values, glance, gr_rows_first(n));

	switch (values->kind) {
	case GR_VALUE_NUMBER:
		fill_numbers(values, glance, rest, row, position);
		break;
	case GR_VALUE_DATE:
		fill_dates(values, rest, row, position);
		break;
	case GR_VALUE_TEXT:
		fill_texts(values, rest, row, position);
		break;
	}
}

/* Numbers are no greater for it. */
void gr_values_void(struct gr_values *values, size_t row, bool na)
{
	gr_rows *const other[] = { &values->has, &values->na, &values->empty,
		&values->query, &values->zero, &values->one, &values->at_least,
		&values->fraction };

	for (size_t i = 0; i < sizeof(other) / sizeof(*other); i++)
		*other[i] &= ~bit(row);
	*(na ? &values->na : &values->query) |= bit(row);
	values->plain |= bit(row);
}

void gr_values_repeat(struct gr_values *values, struct gr_slice cell, size_t n)
{
	const struct gr_slice *const row[] = { &cell };
	struct gr_glance glance = { { 0 } };
	const gr_rows all = gr_rows_first(n);

	gr_glance(row, 1, 1, &glance);
	gr_values_fill(values, &glance, row, 0, 1);
	values->same = true;
	values->has = values->has ? all : 0;
	values->na = values->na ? all : 0;
	values->at_least = values->at_least ? all : 0;
}
