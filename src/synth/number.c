/* number.c - the places of a form: numbers and codes as people, and
 * spreadsheets, write them */
#include "synth/mess.h"

#include "number/dec.h"

/* Each false where the value has no such form. */
typedef bool number_fn(struct gr_buf *out, const struct gr_synth_form_args *a);

static bool whole(const struct gr_synth_form_args *a, uint64_t *out)
{
	return gr_slice_to_uint64(a->value, out);
}

static bool put_wide(struct gr_buf *out, const struct gr_synth_form_args *a)
{
	gr_synth_form_wide(out, a->value);
	return true;
}

static bool put_grouped(struct gr_buf *out, const struct gr_synth_form_args *a,
    const char *comma)
{
	uint64_t value;

	if (!whole(a, &value) || a->value.len < 4)
		return false;
	for (size_t i = 0; i < a->value.len; i++) {
		if (i > 0 && (a->value.len - i) % 3 == 0)
			gr_buf_text(out, comma);
		gr_buf_byte(out, a->value.ptr[i]);
	}
	return true;
}

static bool put_group(struct gr_buf *out, const struct gr_synth_form_args *a)
{
	return put_grouped(out, a, ",");
}

static bool put_group_wide(struct gr_buf *out,
    const struct gr_synth_form_args *a)
{
	return put_grouped(out, a, "，");
}

static bool put_chinese(struct gr_buf *out, const struct gr_synth_form_args *a)
{
	uint64_t value;

	if (!whole(a, &value) || value >= 100000000)
		return false;
	gr_synth_form_chinese(out, value);
	return true;
}

/* The value times 10^power, exactly. */
static bool put_scaled(struct gr_buf *out, const struct gr_synth_form_args *a,
    int power)
{
	struct gr_dec value;

	if (!gr_dec_parse(a->value, &value) || value.scale > 9)
		return false;
	if (power < 0)
		value.scale += (unsigned)-power;
	for (; power > 0; power--)
		value.coef *= 10;
	gr_dec_print(out, value);
	return true;
}

static bool put_wan(struct gr_buf *out, const struct gr_synth_form_args *a)
{
	return put_scaled(out, a, -4);
}

static bool put_tenfold(struct gr_buf *out, const struct gr_synth_form_args *a)
{
	return put_scaled(out, a, 1);
}

static bool put_hundredfold(struct gr_buf *out,
    const struct gr_synth_form_args *a)
{
	return put_scaled(out, a, 2);
}

static bool put_myriadfold(struct gr_buf *out,
    const struct gr_synth_form_args *a)
{
	return put_scaled(out, a, 4);
}

/* A percentage as a part of one: 0.35; not those of one and above. */
static bool put_hundredth(struct gr_buf *out,
    const struct gr_synth_form_args *a)
{
	struct gr_dec value;

	return gr_dec_parse(a->value, &value) && value.coef > 0
	    && gr_dec_cmp(value, (struct gr_dec){ 100, 0 }) < 0
	    && put_scaled(out, a, -2);
}

/* All digits: 1.234E+03. */
static bool put_exponent(struct gr_buf *out, const struct gr_synth_form_args *a)
{
	uint64_t value;

	if (!whole(a, &value) || a->value.len < 2)
		return false;
	gr_buf_byte(out, a->value.ptr[0]);
	gr_buf_byte(out, '.');
	gr_buf_add(out, gr_slice_skip(a->value, 1));
	gr_buf_format(out, "E+%02zu", a->value.len - 1);
	return true;
}

/* Six digits, rounded as a spreadsheet shows a long number: 2.30102E+11. */
static bool put_rounded(struct gr_buf *out, const struct gr_synth_form_args *a)
{
	uint64_t value, unit = 1;

	if (!whole(a, &value) || a->value.len < 8)
		return false;
	for (size_t i = 6; i < a->value.len; i++)
		unit *= 10;
	value = (value + unit / 2) / unit;
	if (value > 999999)
		return false;
	gr_buf_format(out, "%u.%05uE+%zu", (unsigned)(value / 100000),
	    (unsigned)(value % 100000), a->value.len - 1);
	return true;
}

static bool put_shifted(struct gr_buf *out, const struct gr_synth_form_args *a,
    int64_t by)
{
	int64_t value;

	if (!gr_slice_to_int64(a->value, &value) || value + by < 0)
		return false;
	gr_buf_int(out, value + by);
	return true;
}

static bool put_more(struct gr_buf *out, const struct gr_synth_form_args *a)
{
	return put_shifted(out, a, 1);
}

static bool put_less(struct gr_buf *out, const struct gr_synth_form_args *a)
{
	return put_shifted(out, a, -1);
}

static bool put_head(struct gr_buf *out, const struct gr_synth_form_args *a,
    size_t n)
{
	if (a->value.len <= n)
		return false;
	gr_buf_add(out, gr_slice_make(a->value.ptr, n));
	return true;
}

static bool put_head6(struct gr_buf *out, const struct gr_synth_form_args *a)
{
	return put_head(out, a, 6);
}

static bool put_head9(struct gr_buf *out, const struct gr_synth_form_args *a)
{
	return put_head(out, a, 9);
}

static bool put_tail(struct gr_buf *out, const struct gr_synth_form_args *a)
{
	if (a->value.len <= 2)
		return false;
	gr_buf_add(out, gr_slice_skip(a->value, 2));
	return true;
}

/* Zeros typed as the letter. */
static bool put_letters(struct gr_buf *out, const struct gr_synth_form_args *a)
{
	bool any = false;

	for (size_t i = 0; i < a->value.len; i++) {
		bool zero = a->value.ptr[i] == '0';

		any = any || zero;
		gr_buf_byte(out, zero ? 'O' : a->value.ptr[i]);
	}
	return any;
}

/* The last two digits of a year of the last century. */
static bool put_year2(struct gr_buf *out, const struct gr_synth_form_args *a)
{
	uint64_t year;

	if (!whole(a, &year) || year < 1900 || year > 1999)
		return false;
	gr_buf_add(out, gr_slice_skip(a->value, 2));
	return true;
}

static bool put_tail6(struct gr_buf *out, const struct gr_synth_form_args *a)
{
	if (a->value.len <= 6)
		return false;
	gr_buf_add(out, gr_slice_skip(a->value, 6));
	return true;
}

static const struct {
	const char *name;
	number_fn *put;
} numbers[] = {
	{ "wide", put_wide },
	{ "group", put_group },
	{ "groupwide", put_group_wide },
	{ "zh", put_chinese },
	{ "wan", put_wan },
	{ "x10", put_tenfold },
	{ "x100", put_hundredfold },
	{ "x10000", put_myriadfold },
	{ "per100", put_hundredth },
	{ "exp", put_exponent },
	{ "exp6", put_rounded },
	{ "more", put_more },
	{ "less", put_less },
	{ "head6", put_head6 },
	{ "head9", put_head9 },
	{ "tail", put_tail },
	{ "letters", put_letters },
	{ "y2", put_year2 },
	{ "tail6", put_tail6 },
};

bool gr_synth_form_number(struct gr_buf *out, struct gr_slice name,
    const struct gr_synth_form_args *args)
{
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		if (gr_slice_eq(name, gr_slice_of(numbers[i].name)))
			return numbers[i].put(out, args);
	return false;
}
