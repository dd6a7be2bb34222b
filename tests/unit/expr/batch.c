/* batch.h: a batch says of every row what the expression says of it alone. */
#include "expr/batch.h"
#include <criterion/criterion.h>
#include <stdio.h>

enum { NUMBERS = 5, DATES = 2, TEXTS = 2, NAMES = NUMBERS + DATES + TEXTS };

static const struct name {
	const char *name;
	enum gr_value_kind kind;
	int64_t min, max;
	unsigned decimals;
} names[NAMES] = {
	{ "a", GR_VALUE_NUMBER, -9, 9, 0 },
	{ "b", GR_VALUE_NUMBER, 0, 366, 0 },
	{ "rate", GR_VALUE_NUMBER, 0, 100, 18 },
	{ "area", GR_VALUE_NUMBER, 0, 999999999999, 18 },
	{ "any", GR_VALUE_NUMBER, -999999999999999999, 999999999999999999, 0 },
	{ "begun", GR_VALUE_DATE, 0, 0, 0 },
	{ "ended", GR_VALUE_DATE, 0, 0, 0 },
	{ "level", GR_VALUE_TEXT, 0, 0, 0 },
	{ "class", GR_VALUE_TEXT, 0, 0, 0 },
};

static const char *const cells[][15] = {
	[GR_VALUE_NUMBER] = { "", "?", "n/a", "0", "1", "7", "12.5", "-3.25",
	    ">=2", ">=0.5", "999999999999999999", "0.000000000000000001", "010",
	    "7.0", "1." },
	[GR_VALUE_DATE] = { "", "?", "n/a", "2021", "2021-03", "2021-03-05",
	    "2021-03-06", "2020-12-31", "1900-01-01", "2021-04", "2022",
	    "spring", "2021-02-29", "2021-03-00", "2021-03-0x" },
	[GR_VALUE_TEXT] = { "", "?", "n/a", "x", "y", "xx", "达标", "x;y", "0",
	    "1", "X", "z", "n/", "??", "a" },
};

static bool find(const void *context, enum gr_name_class class,
    struct gr_slice name, struct gr_symbol *out)
{
	(void)context;
	for (unsigned i = 0; i < NAMES; i++) {
		if (!gr_slice_eq(name, gr_slice_of(names[i].name)))
			continue;
		*out = (struct gr_symbol){ .kind = names[i].kind,
			.slot = i,
			.min = { names[i].min, 0 },
			.max = { names[i].max, 0 },
			.decimals = names[i].decimals };
		return class != GR_NAME_PARAMETER || i < NUMBERS;
	}
	return false;
}

/* ---- random expressions ---- */

static uint64_t state;

static unsigned pick(unsigned n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)(state >> 33) % n;
}

static void write_name(struct gr_buf *to, unsigned from, unsigned n)
{
	const char *name = names[from + pick(n)].name;

	switch (pick(4)) {
	case 0:
		gr_buf_format(to, "prev(%s)", name);
		break;
	case 1:
		gr_buf_format(to, from == 0 ? "$%s" : "%s", name);
		break;
	default:
		gr_buf_format(to, "%s", name);
		break;
	}
}

static void write_number(struct gr_buf *to, unsigned depth)
{
	static const char *const literal[] = { "0", "1", "3", "2.5", "0.001",
		"100000", "-4", "999999999999999999" };
	static const char *const op[] = { " + ", " - ", " * " };
	unsigned what = depth == 0 ? pick(2) : pick(6);

	if (what == 0) {
		gr_buf_format(to, "%s", literal[pick(8)]);
	} else if (what <= 2) {
		write_name(to, 0, NUMBERS);
	} else if (what == 3) {
		gr_buf_format(to, "-(");
		write_number(to, depth - 1);
		gr_buf_format(to, ")");
	} else {
		gr_buf_format(to, "(");
		write_number(to, depth - 1);
		gr_buf_format(to, "%s", op[pick(3)]);
		write_number(to, depth - 1);
		gr_buf_format(to, ")");
	}
}

static void write_comparison(struct gr_buf *to, unsigned depth)
{
	static const char *const op[] = { " == ", " != ", " < ", " <= ", " > ",
		" >= " };
	static const char *const day[] = { "'2021-03-05'", "'2021-03'",
		"'2021'" };
	unsigned kind = pick(4);

	if (kind == 0) {
		write_name(to, NUMBERS, DATES);
		gr_buf_format(to, "%s", op[pick(6)]);
		if (pick(2))
			write_name(to, NUMBERS, DATES);
		else
			gr_buf_format(to, "%s", day[pick(3)]);
	} else if (kind == 1) {
		write_name(to, NUMBERS + DATES, TEXTS);
		gr_buf_format(to, "%s", op[pick(2)]);
		if (pick(2))
			write_name(to, NUMBERS + DATES, TEXTS);
		else
			gr_buf_format(to, "\"x\"");
	} else {
		write_number(to, depth);
		gr_buf_format(to, "%s", op[pick(6)]);
		write_number(to, depth);
	}
}

static void write_test(struct gr_buf *to, unsigned depth)
{
	unsigned what = depth == 0 ? 0 : pick(5);

	if (what <= 1) {
		write_comparison(to, depth < 2 ? depth : 2);
	} else if (what == 2) {
		gr_buf_format(to, "not (");
		write_test(to, depth - 1);
		gr_buf_format(to, ")");
	} else {
		gr_buf_format(to, "(");
		write_test(to, depth - 1);
		gr_buf_format(to, what == 3 ? " and " : " or ");
		write_test(to, depth - 1);
		gr_buf_format(to, ")");
	}
}

/* ---- random rows ---- */

static struct gr_slice field[3][GR_BATCH_ROWS][NAMES];
static const struct gr_slice *row[3][GR_BATCH_ROWS];
static struct gr_values values[3][NAMES];

/* Most cells have a value; of the awkward ones only some columns have any. */
static struct gr_slice random_cell(enum gr_value_kind kind, unsigned kinds)
{
	unsigned from = pick(8) == 0 ? 0 : 3;

	return gr_slice_of(cells[kind][from + pick(kinds - from)]);
}

static void fill(size_t n)
{
	for (unsigned class = 0; class < 3; class ++) {
		for (unsigned i = 0; i < NAMES; i++) {
			unsigned kinds = pick(2) ? 8 : 15;
			struct gr_glance glance[NAMES];

			for (size_t k = 0; k < n; k++) {
				row[class][k] = field[class][k];
				field[class][k][i] = class == 2 && k > 0
				    ? field[class][0][i]
				    : random_cell(names[i].kind, kinds);
			}
			if (class == 2)
				gr_values_repeat(&values[class][i],
				    field[class][0][i], n);
			else
				gr_glance(row[class], n, NAMES, glance);
			if (class < 2)
				gr_values_fill(&values[class][i], &glance[i],
				    row[class], i, n);
		}
	}
}

/* How many rows were told by the batch; every one must be as it is alone. */
static size_t compare(struct gr_batch *batch, const struct gr_expr *expr,
    const char *text, size_t n)
{
	const struct gr_batch_env all = { values[0], values[1], values[2] };
	struct gr_truths truths;

	if (!gr_batch_test(batch, expr, &all, n, &truths))
		return 0;
	for (size_t k = 0; k < n; k++) {
		struct gr_env env = { field[0][k], field[1][k], field[2][k] };
		enum gr_tri want = gr_expr_test(expr, &env);

		cr_assert_eq(gr_truths_at(&truths, k), want,
		    "row %zu of %s: %c, not %c", k, text,
		    (char)gr_truths_at(&truths, k), (char)want);
	}
	return n;
}

/* The same of a number, and that it is known only where it is no bound. */
static size_t compare_number(struct gr_batch *batch, const struct gr_expr *expr,
    const char *text, size_t n)
{
	const struct gr_batch_env all = { values[0], values[1], values[2] };
	struct gr_values got;

	if (!gr_batch_number(batch, expr, &all, &got))
		return 0;
	for (size_t k = 0; k < n; k++) {
		struct gr_env env = { field[0][k], field[1][k], field[2][k] };
		struct gr_dec want = { 0, 0 };
		enum gr_tri known = gr_expr_number(expr, &env, &want);
		struct gr_dec number = { got.low[got.same ? 0 : k], got.scale };

		cr_assert_eq(got.has >> k & 1, known == GR_TRUE,
		    "row %zu of %s", k, text);
		cr_assert_eq(got.na >> k & 1, known == GR_NA, "row %zu of %s",
		    k, text);
		if (known == GR_TRUE)
			cr_assert_eq(gr_dec_cmp(number, want), 0,
			    "row %zu of %s", k, text);
	}
	return n;
}

Test(batch, has_of_every_row_the_number_that_it_has_alone)
{
	struct gr_arena *keep = gr_arena_new();
	struct gr_batch *batch;
	struct gr_err err;
	size_t asked = 0, told = 0;

	state = 20261130;
	cr_assert_eq(gr_batch_new(keep, &batch, &err), GR_OK);
	for (unsigned class = 0; class < 3; class ++)
		for (unsigned i = 0; i < NAMES; i++)
			cr_assert_eq(gr_values_make(keep, names[i].kind,
			                 &values[class][i], &err),
			    GR_OK);
	for (unsigned round = 0; round < 2000; round++) {
		const struct gr_expr *expr;
		struct gr_buf text = { 0 };
		size_t n = 1 + pick(GR_BATCH_ROWS);

		if (round % 16 == 0)
			fill(GR_BATCH_ROWS);
		write_number(&text, pick(3));
		gr_buf_byte(&text, '\0');
		if (gr_expr_number_compile(keep, gr_slice_of(text.ptr), find,
		        NULL, "x", 1, "number", &expr, &err)
		    == GR_OK) {
			asked += n;
			told += compare_number(batch, expr, text.ptr, n);
		}
		gr_buf_free(&text);
	}
	cr_expect_gt(told * 2, asked, "%zu of %zu", told, asked);
	gr_arena_free(keep);
}

Test(batch, says_of_every_row_what_is_said_of_it_alone)
{
	struct gr_arena *keep = gr_arena_new();
	struct gr_batch *batch;
	struct gr_err err;
	size_t compiled = 0, asked = 0, told = 0;

	state = 20261129;
	cr_assert_eq(gr_batch_new(keep, &batch, &err), GR_OK);
	for (unsigned class = 0; class < 3; class ++)
		for (unsigned i = 0; i < NAMES; i++)
			cr_assert_eq(gr_values_make(keep, names[i].kind,
			                 &values[class][i], &err),
			    GR_OK);
	for (unsigned round = 0; round < 4000; round++) {
		const struct gr_expr *expr;
		struct gr_buf text = { 0 };
		size_t n = 1 + pick(GR_BATCH_ROWS);

		if (round % 16 == 0)
			fill(GR_BATCH_ROWS);
		write_test(&text, 1 + pick(3));
		gr_buf_byte(&text, '\0');
		if (gr_expr_test_compile(keep, gr_slice_of(text.ptr), find,
		        NULL, "x", 1, "test", &expr, &err)
		    == GR_OK) {
			compiled++;
			asked += n;
			told += compare(batch, expr, text.ptr, n);
		}
		gr_buf_free(&text);
	}
	cr_expect_gt(compiled, 1500, "%zu", compiled);
	cr_expect_gt(told * 2, asked, "%zu of %zu", told, asked);
	cr_expect_lt(told, asked, "some have to be left to the other way");
	gr_arena_free(keep);
}
