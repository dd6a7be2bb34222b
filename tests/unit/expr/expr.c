/* expr.h: the language of the tables has four states, and each operator its own
 * law. */
#include "expr/expr.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

/* The names that the tests know: slots are positions. */
static const struct name {
	const char *name;
	enum gr_value_kind kind;
	int64_t min, max;
	unsigned decimals;
} names[] = {
	{ "a", GR_VALUE_NUMBER, 0, 366, 0 },
	{ "b", GR_VALUE_NUMBER, 0, 366, 0 },
	{ "c", GR_VALUE_NUMBER, 0, 366, 0 },
	{ "area.m2", GR_VALUE_NUMBER, 0, 999999999999, 18 },
	{ "people", GR_VALUE_NUMBER, 0, 200000, 0 },
	{ "any", GR_VALUE_NUMBER, -999999999999999999, 999999999999999999, 0 },
	{ "rate", GR_VALUE_NUMBER, 0, 100, 18 },
	{ "begun", GR_VALUE_DATE, 0, 0, 0 },
	{ "ended", GR_VALUE_DATE, 0, 0, 0 },
	{ "level", GR_VALUE_TEXT, 0, 0, 0 },
	{ "class", GR_VALUE_TEXT, 0, 0, 0 },
	{ "prev", GR_VALUE_NUMBER, 0, 9, 0 },
};
enum { NAMES = sizeof(names) / sizeof(*names) };

static struct gr_arena *keep;
static struct gr_slice now[NAMES], last[NAMES], parameter[NAMES];
static const struct gr_env env = { now, last, parameter };
static struct gr_err err;

static bool find(const void *context, enum gr_name_class class,
    struct gr_slice name, struct gr_symbol *out)
{
	(void)context;
	for (unsigned i = 0; i < NAMES; i++) {
		if (!gr_slice_eq(name, gr_slice_of(names[i].name)))
			continue;
		/* Nothing but rate has a last wave. */
		if (class == GR_NAME_PREV && names[i].decimals != 18)
			return false;
		*out = (struct gr_symbol){ .kind = names[i].kind,
			.slot = i,
			.min = { names[i].min, 0 },
			.max = { names[i].max, 0 },
			.decimals = names[i].decimals };
		return true;
	}
	return false;
}

static void setup(void)
{
	keep = gr_arena_new();
	cr_assert_not_null(keep);
}

static void teardown(void)
{
	gr_arena_free(keep);
}

TestSuite(expr, .init = setup, .fini = teardown);

static const struct gr_expr *test_of(const char *text)
{
	const struct gr_expr *expr = NULL;
	enum gr_status status = gr_expr_test_compile(keep, gr_slice_of(text),
	    find, NULL, "atoms.csv", 7, "test", &expr, &err);

	cr_assert_eq(status, GR_OK, "%s: %s", text, err.message);
	return expr;
}

static const struct gr_expr *number_of(const char *text)
{
	const struct gr_expr *expr = NULL;
	enum gr_status status = gr_expr_number_compile(keep, gr_slice_of(text),
	    find, NULL, "derived.csv", 3, "numerator", &expr, &err);

	cr_assert_eq(status, GR_OK, "%s: %s", text, err.message);
	return expr;
}

static void set(struct gr_slice *cells, const char *name, const char *value)
{
	struct gr_symbol symbol;

	cr_assert(find(NULL, GR_NAME_NOW, gr_slice_of(name), &symbol));
	cells[symbol.slot] = gr_slice_of(value);
}

static void expect(const char *text, enum gr_tri want)
{
	enum gr_tri got = gr_expr_test(test_of(text), &env);

	cr_expect_eq(got, want, "%s: %c is not %c", text, got, want);
}

static void expect_number(const char *text, const char *want)
{
	struct gr_dec value = { 0 };
	enum gr_tri state = gr_expr_number(number_of(text), &env, &value);
	struct gr_buf buf = { 0 };

	if (state == GR_TRUE)
		gr_dec_print(&buf, value);
	else
		gr_buf_byte(&buf, (char)state);
	cr_expect(gr_slice_eq(gr_buf_slice(&buf), gr_slice_of(want)),
	    "%s: '%.*s' is not '%s'", text, GR_ARG(gr_buf_slice(&buf)), want);
	gr_buf_free(&buf);
}

static void check_refusal(enum gr_status status, const char *text,
    const char *place, const char *words)
{
	char said[2048];

	cr_expect_eq(status, GR_EUSAGE, "accepted: %s", text);
	snprintf(said, sizeof(said), "%s:%d:%s", err.source, (int)err.line,
	    err.column);
	cr_expect_str_eq(said, place);
	cr_expect(strstr(err.message, words) != NULL, "%s: '%s' lacks '%s'",
	    text, err.message, words);
}

static void expect_refused(const char *text, const char *words)
{
	const struct gr_expr *expr = NULL;

	memset(&err, 0, sizeof(err));
	check_refusal(gr_expr_test_compile(keep, gr_slice_of(text), find, NULL,
	                  "atoms.csv", 7, "test", &expr, &err),
	    text, "atoms.csv:7:test", words);
}

static void expect_no_number(const char *text, const char *words)
{
	const struct gr_expr *expr = NULL;

	memset(&err, 0, sizeof(err));
	check_refusal(gr_expr_number_compile(keep, gr_slice_of(text), find,
	                  NULL, "derived.csv", 3, "numerator", &expr, &err),
	    text, "derived.csv:3:numerator", words);
}

/* ---- four states ---- */

static const char states[] = "10NU";

/* A cell that makes `name == 1` the state. */
static const char *cell_for(char state)
{
	switch (state) {
	case '1':
		return "1";
	case '0':
		return "0";
	case 'N':
		return "n/a";
	default:
		return "?";
	}
}

static void expect_table(const char *text, const char want[4][5])
{
	for (int i = 0; i < 4; i++) {
		for (int j = 0; j < 4; j++) {
			set(now, "a", cell_for(states[i]));
			set(now, "b", cell_for(states[j]));
			char got = (char)gr_expr_test(test_of(text), &env);
			cr_expect_eq(got, want[i][j], "%c %c: %s is %c",
			    states[i], states[j], text, got);
		}
	}
}

Test(expr, and_lets_false_outrank_unknown_and_unknown_what_does_not_apply)
{
	static const char want[4][5] = { "101U", "0000", "10NU", "U0UU" };

	expect_table("a == 1 and b == 1", want);
}

Test(expr, or_lets_true_outrank_unknown_and_unknown_what_does_not_apply)
{
	static const char want[4][5] = { "1111", "100U", "10NU", "1UUU" };

	expect_table("a == 1 or b == 1", want);
}

Test(expr, comparison_and_arithmetic_let_unknown_outrank_not_applicable)
{
	static const char equal[4][5] = { "10NU", "01NU", "NNNU", "UUUU" };
	static const char sum[4][5] = { "01NU", "10NU", "NNNU", "UUUU" };

	expect_table("a == b", equal);
	expect_table("a + b == 1", sum);
}

Test(expr, not_keeps_what_is_not_true_or_false)
{
	static const char want[] = "01NU";

	for (int i = 0; i < 4; i++) {
		set(now, "a", cell_for(states[i]));
		expect("not a == 1", (enum gr_tri)want[i]);
	}
}

Test(expr, connectives_fold_in_any_order_from_not_applicable)
{
	for (int i = 0; i < 4; i++) {
		enum gr_tri x = (enum gr_tri)states[i];

		cr_expect_eq(gr_tri_and(GR_NA, x), x);
		cr_expect_eq(gr_tri_or(GR_NA, x), x);
		for (int j = 0; j < 4; j++) {
			enum gr_tri y = (enum gr_tri)states[j];

			cr_expect_eq(gr_tri_and(x, y), gr_tri_and(y, x));
			cr_expect_eq(gr_tri_or(x, y), gr_tri_or(y, x));
			for (int k = 0; k < 4; k++) {
				enum gr_tri z = (enum gr_tri)states[k];

				cr_expect_eq(gr_tri_and(gr_tri_and(x, y), z),
				    gr_tri_and(x, gr_tri_and(y, z)));
				cr_expect_eq(gr_tri_or(gr_tri_or(x, y), z),
				    gr_tri_or(x, gr_tri_or(y, z)));
			}
		}
	}
}

Test(expr, an_empty_cell_is_unknown_and_zero_is_a_value)
{
	set(now, "a", "");
	expect("a == 0", GR_UNKNOWN);
	set(now, "a", "0");
	expect("a == 0", GR_TRUE);
}

Test(expr, what_is_not_canonical_is_unknown_not_wrong)
{
	set(now, "a", "two");
	expect("a >= 2", GR_UNKNOWN);
	set(now, "begun", "5.3.2021");
	expect("begun <= '2021-06-30'", GR_UNKNOWN);
}

/* ---- numbers ---- */

Test(expr, knows_precedence_signs_and_parentheses)
{
	set(now, "a", "2");
	set(now, "b", "3");
	set(now, "c", "4");
	expect_number("a + b * c", "14");
	expect_number("(a + b) * c", "20");
	expect_number("a - b - c", "-5");
	expect_number("a - (b - c)", "3");
	expect_number("-a * b", "-6");
	expect_number("a * -b", "-6");
	expect_number("--a", "2");
	expect_number("- (a + b)", "-5");
	expect_number("a-1", "1");
	expect_number("((a))", "2");
}

Test(expr, or_binds_weaker_than_and_and_not_weaker_than_comparison)
{
	set(now, "a", "1");
	set(now, "b", "0");
	set(now, "c", "0");
	expect("a == 1 or b == 1 and c == 1", GR_TRUE);
	expect("(a == 1 or b == 1) and c == 1", GR_FALSE);
	expect("not a == 0", GR_TRUE);
	expect("not a == 1 or b == 0", GR_TRUE);
	expect("not (a == 1 or b == 0)", GR_FALSE);
	expect("not not a == 1", GR_TRUE);
	expect("1 + 1 == 2 and 3 > 2", GR_TRUE);
}

Test(expr, decimals_are_exact)
{
	set(now, "area.m2", "0.1");
	expect("area.m2 * 3 == 0.3", GR_TRUE);
	expect("area.m2 + 0.2 == 0.30", GR_TRUE);
	expect_number("area.m2 * area.m2", "0.01");
	expect_number("1.50 + 1.5", "3");
}

Test(expr, all_six_comparisons_hold_at_and_beside_their_limit)
{
	static const struct {
		const char *op, *truth; /* of 1, 2, 3 against 2 */
	} cases[] = {
		{ "==", "010" },
		{ "!=", "101" },
		{ "<", "100" },
		{ "<=", "110" },
		{ ">", "001" },
		{ ">=", "011" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		for (int n = 0; n < 3; n++) {
			char text[32], cell[2] = { (char)('1' + n), '\0' };

			snprintf(text, sizeof(text), "a %s 2", cases[i].op);
			set(now, "a", cell);
			expect(text, (enum gr_tri)cases[i].truth[n]);
		}
	}
}

Test(expr, thresholds_are_decided_on_exact_figures)
{
	/* Coverage of exactly 30 percent, and one person less. */
	set(now, "people", "1200");
	set(now, "any", "360");
	expect("any * 100 >= 30 * people", GR_TRUE);
	set(now, "any", "359");
	expect("any * 100 >= 30 * people", GR_FALSE);

	/* 20 m2 for each hundred households: the bound itself is met. */
	set(now, "a", "150");
	set(now, "area.m2", "30");
	expect("area.m2 * 100 >= 20 * a", GR_TRUE);
	set(now, "area.m2", "29.999999999999999");
	expect("area.m2 * 100 >= 20 * a", GR_FALSE);

	/* 5A >= 3N: 241 of 402 is not 60 percent, 240 of 400 is. */
	set(now, "people", "402");
	set(now, "a", "241");
	expect("5 * a >= 3 * people", GR_FALSE);
	set(now, "people", "400");
	set(now, "a", "240");
	expect("5 * a >= 3 * people", GR_TRUE);
}

Test(expr, a_number_of_a_missing_cell_has_its_state)
{
	set(now, "a", "");
	set(now, "b", "n/a");
	set(now, "c", "1");
	expect_number("a", "U");
	expect_number("b", "N");
	expect_number("b + c", "N");
	expect_number("a + b", "U");
	expect_number("-a", "U");
	expect_number("-b", "N");
}

/* ---- bounds ---- */

Test(expr, a_lower_bound_decides_only_what_holds_for_all_of_it)
{
	set(now, "a", ">=2");
	expect("a >= 2", GR_TRUE);
	expect("2 <= a", GR_TRUE);
	expect("a >= 1", GR_TRUE);
	expect("a > 1", GR_TRUE);
	expect("a > 2", GR_UNKNOWN);
	expect("a >= 3", GR_UNKNOWN);
	expect("a < 2", GR_FALSE);
	expect("a <= 1", GR_FALSE);
	expect("a <= 2", GR_UNKNOWN);
	expect("a == 1", GR_FALSE);
	expect("a != 1", GR_TRUE);
	expect("a == 2", GR_UNKNOWN);
	expect("a != 2", GR_UNKNOWN);
	expect("not a >= 2", GR_FALSE);
}

Test(expr, two_lower_bounds_say_nothing_of_each_other)
{
	set(now, "a", ">=2");
	set(now, "b", ">=3");
	expect("a < b", GR_UNKNOWN);
	expect("a >= b", GR_UNKNOWN);
	expect("a == b", GR_UNKNOWN);
}

Test(expr, a_lower_bound_in_arithmetic_is_unknown)
{
	set(now, "a", ">=2");
	set(now, "b", "n/a");
	expect("a * 1 >= 2", GR_UNKNOWN);
	expect("a + 1 >= 1", GR_UNKNOWN);
	expect("-a <= 0", GR_UNKNOWN);
	expect("a + b >= 1", GR_UNKNOWN);
	expect_number("a", "U");
}

/* ---- dates ---- */

Test(expr, a_date_of_low_precision_stands_for_all_its_days)
{
	set(now, "begun", "2021-06");
	expect("begun <= '2021-06-30'", GR_TRUE);
	expect("begun <= '2021-06-29'", GR_UNKNOWN);
	expect("begun >= '2021-06-01'", GR_TRUE);
	expect("begun < '2021-06-01'", GR_FALSE);
	expect("begun > '2021-06-30'", GR_FALSE);
	expect("begun == '2021-06-15'", GR_UNKNOWN);
	expect("begun != '2021-07-01'", GR_TRUE);
	set(now, "begun", "2021");
	expect("begun <= '2021-06-30'", GR_UNKNOWN);
	expect("begun <= '2021-12-31'", GR_TRUE);
	expect("begun < '2021'", GR_UNKNOWN);
	expect("begun < '2022'", GR_TRUE);
	expect("begun < '2021-01'", GR_UNKNOWN);
	expect("begun < '2020-12'", GR_FALSE);
}

Test(expr, full_dates_are_points)
{
	set(now, "begun", "2021-03-05");
	set(now, "ended", "2021-03-05");
	expect("begun == ended", GR_TRUE);
	expect("begun <= ended", GR_TRUE);
	expect("begun < ended", GR_FALSE);
	set(now, "ended", "");
	expect("begun <= ended", GR_UNKNOWN);
	set(now, "ended", "n/a");
	expect("begun <= ended", GR_NA);
}

/* ---- text ---- */

Test(expr, text_is_equal_by_its_bytes)
{
	set(now, "level", "\xE5\xB8\x82\xE7\xBA\xA7");
	expect("level == \"\xE5\xB8\x82\xE7\xBA\xA7\"", GR_TRUE);
	expect("level != \"\xE5\xB8\x82\xE7\xBA\xA7\"", GR_FALSE);
	expect("level == \"\xE5\xB8\x82\"", GR_FALSE);
	set(now, "class", "a;b");
	expect("class == \"a;b\"", GR_TRUE);
	expect("class == level", GR_FALSE);
	set(now, "class", "?");
	expect("class != \"a\"", GR_UNKNOWN);
	set(now, "class", "n/a");
	expect("class == \"a\"", GR_NA);
}

/* ---- names ---- */

Test(expr, reads_now_prev_and_parameters_each_from_its_own_cells)
{
	set(now, "rate", "50");
	set(last, "rate", "40");
	set(parameter, "rate", "10");
	expect("rate - prev(rate) >= $rate", GR_TRUE);
	expect("rate - prev( rate ) > $rate", GR_FALSE);
	set(last, "rate", "");
	expect("rate - prev(rate) >= $rate", GR_UNKNOWN);
}

Test(expr, a_column_may_be_called_prev)
{
	set(now, "prev", "3");
	expect("prev == 3", GR_TRUE);
}

Test(expr, blanks_and_line_breaks_separate_words)
{
	set(now, "a", "1");
	expect(" a==1\n\tand\r\n a<2 ", GR_TRUE);
	expect("(a==1)and(a<2)", GR_TRUE);
}

Test(expr, tells_the_slots_it_reads_once_each_in_order)
{
	const struct gr_expr *expr = test_of(
	    "c > a and a == c and prev(rate) < $b and rate < $b + $a");
	const unsigned *slots;

	cr_assert_eq(gr_expr_slots(expr, GR_NAME_NOW, &slots), 3);
	cr_expect_eq(slots[0], 2);
	cr_expect_eq(slots[1], 0);
	cr_expect_eq(slots[2], 6);
	cr_assert_eq(gr_expr_slots(expr, GR_NAME_PREV, &slots), 1);
	cr_expect_eq(slots[0], 6);
	cr_assert_eq(gr_expr_slots(expr, GR_NAME_PARAMETER, &slots), 2);
	cr_expect_eq(slots[0], 1);
	cr_expect_eq(slots[1], 0);
	cr_expect_eq(gr_expr_slots(test_of("1 < 2"), GR_NAME_NOW, &slots), 0);
}

/* ---- refusals ---- */

Test(expr, refuses_bad_words)
{
	expect_refused("a = 1", "write '=='");
	expect_refused("!a == 1", "write 'not'");
	expect_refused("a / b > 1", "no division");
	expect_refused("a == 1 & b == 1", "'&' has no meaning");
	expect_refused("a == 1;", "';' has no meaning");
	expect_refused("a == 2x", "'2x' is not a number");
	expect_refused("a == 2.", "'2.' is not a number");
	expect_refused("a == .5", "'.' has no meaning");
	expect_refused("a == 1e5", "'1e5' is not a number");
	expect_refused("a == 1234567890123456789", "is not a number");
	expect_refused("level == \"x", "the quote \" is not closed");
	expect_refused("begun <= '2021-06-30", "the quote ' is not closed");
	expect_refused("begun <= '2021-02-30'", "'2021-02-30' is not a date");
	expect_refused("level == 'x'", "'x' is not a date");
	expect_refused("a >= $", "without the name");
	expect_refused("max(a) == 1", "no function 'max'");
	expect_refused("a \xEF\xBC\x9D\xEF\xBC\x9D 1", "is wanted, not");
}

Test(expr, refuses_bad_sentences)
{
	expect_refused("", "is empty");
	expect_refused("  ", "is empty");
	expect_refused("a ==", "a name, a value or '(' is missing");
	expect_refused("== 1", "a name, a value or '(' is wanted, not '=='");
	expect_refused("a == 1 and", "is missing");
	expect_refused("a == 1 and and b == 1", "is wanted, not 'and'");
	expect_refused("(a == 1", "'(' is not closed");
	expect_refused("a == 1)", "an operator or the end is wanted, not ')'");
	expect_refused("a == 1 b == 1", "an operator or the end");
	expect_refused("()", "is wanted, not ')'");
	expect_refused("(a b) == 1", "an operator or ')' is wanted, not 'b'");
	expect_refused("not", "is missing");
	expect_refused("a +", "is missing");
	expect_refused("prev() == 1", "the name of a column, in prev()");
	expect_refused("prev(1) == 1", "the name of a column, in prev()");
	expect_refused("prev($a) == 1", "the name of a column, in prev()");
	expect_refused("prev(rate, a) == 1", "',' has no meaning");
	expect_refused("prev(rate a) == 1", "prev() takes one column");
	expect_refused("prev(rate == 1", "prev() takes one column");
	expect_refused("prev(rate", "'(' is not closed");
}

Test(expr, refuses_names_that_nobody_knows)
{
	expect_refused("nothing == 1", "there is no column 'nothing'");
	expect_refused("a == $nothing", "there is no parameter '$nothing'");
	expect_refused("prev(a) == 1", "no column 'a' of the last wave");
}

Test(expr, refuses_kinds_that_do_not_go_together)
{
	expect_refused("level == 1", "a text cannot be compared with a number");
	expect_refused("begun == 2021", "a date cannot be compared");
	expect_refused("a == \"1\"", "a number cannot be compared with a text");
	expect_refused("level < class", "only be compared with == and !=");
	expect_refused("level >= \"a\"", "only be compared with == and !=");
	expect_refused("begun + 1 > ended", "'begun' is a date where a number");
	expect_refused("1 + level == 1", "'level' is a text where a number");
	expect_refused("-level == 1", "'level' is a text where a number");
	expect_refused("(a == 1) + 1 == 2", "is a test where a number");
	expect_refused("(a == 1) == (b == 1)", "a test cannot be compared");
	expect_refused("1 == (b == 1)", "a test cannot be compared");
}

Test(expr, refuses_chains_of_comparisons)
{
	expect_refused("1 < a < 3", "cannot be chained");
	expect_refused("a == b == c", "cannot be chained");
}

Test(expr, says_what_to_write_where_a_test_is_wanted)
{
	expect_refused("a", "write 'a == 1'");
	expect_refused("a and b == 1", "write 'a == 1'");
	expect_refused("b == 1 and a", "write 'a == 1'");
	expect_refused("not a", "write 'a == 1'");
	expect_refused("a == 1 or (b)", "write '(b) == 1'");
	expect_refused("level", "is a text where a test is wanted");
	expect_refused("begun or a == 1", "is a date where a test is wanted");
	expect_no_number("a == 1", "is a test where a number is wanted");
	expect_no_number("begun", "is a date where a number is wanted");
}

Test(expr, points_at_the_character_in_utf8)
{
	expect_refused("level == \"\xE5\xB8\x82\" and x == 1",
	    "at character 18 of: level");
}

Test(expr, refuses_what_could_overflow_within_min_and_max)
{
	expect_refused("any * any * any > 1", "too large for exact");
	expect_refused("any * any * 2 + any * any * 169 > 1", "too large");
	expect_refused("1 < any * any * 1000", "too large");
	expect_refused("area.m2 * area.m2 * 1 * area.m2 > 0", "too large");
	expect_no_number("any * any - any * any * any", "too large");
}

Test(expr, accepts_and_computes_what_cannot_overflow)
{
	set(now, "any", "999999999999999999");
	expect_number("any * any", "999999999999999998000000000000000001");
	expect_number("any * any - any * any", "0");
	set(now, "people", "200000");
	expect_number("people * people * people * people * people",
	    "320000000000000000000000000");
	set(now, "area.m2", "0.000000000000000001");
	expect("area.m2 * any >= 0.9", GR_TRUE);
	expect("any > area.m2 * area.m2", GR_TRUE);
}

Test(expr, a_cell_beyond_its_bounds_is_never_a_wrong_figure)
{
	set(now, "people", "999999999999999999");
	expect_number("people * people * people", "U");
}

static char *nested(char *at, const char *piece, int times)
{
	for (int i = 0; i < times; i++)
		at += sprintf(at, "%s", piece);
	return at;
}

static const char *deep(int levels, const char *open, const char *inside,
    const char *close)
{
	static char text[8192];

	nested(nested(nested(text, open, levels), inside, 1), close, levels);
	return text;
}

Test(expr, limits_how_deep_things_may_stand_in_each_other)
{
	set(now, "a", "1");
	expect(deep(64, "(", "a == 1", ")"), GR_TRUE);
	expect(deep(64, "not ", "a == 1", ""), GR_TRUE);
	expect_refused(deep(65, "(", "a == 1", ")"), "more than 64 levels");
	expect_refused(deep(65, "not ", "a == 1", ""), "more than 64 levels");
	expect_refused(deep(65, "-", "a == 1", ""), "more than 64 levels");
	expect_refused(deep(2000, "(", "", ""), "more than 64 levels");
}

Test(expr, has_room_for_all_operands_that_wait_at_the_deepest_level)
{
	set(now, "a", "1");
	expect(deep(64, "a == 0 or a == 1 and (", "0 == 1 + 2 * 3", ")"),
	    GR_FALSE);
	expect_number(deep(64, "0 + 1 * (", "a + 0 * 1", ")"), "1");
}

Test(expr, long_chains_need_no_depth)
{
	static char text[65536];
	char *at = text;

	set(now, "a", "1");
	at += sprintf(at, "a == 0");
	nested(at, " or a == 0", 4000);
	expect(text, GR_FALSE);
}

Test(expr, tells_a_name_from_what_is_computed)
{
	enum gr_name_class class;
	unsigned slot;

	cr_expect(gr_expr_is_name(number_of("people"), &class, &slot));
	cr_expect_eq(class, GR_NAME_NOW);
	cr_expect_str_eq(names[slot].name, "people");
	cr_expect(gr_expr_is_name(number_of("(prev(rate))"), &class, &slot));
	cr_expect_eq(class, GR_NAME_PREV);
	cr_expect(gr_expr_is_name(number_of("$a"), &class, &slot));
	cr_expect_eq(class, GR_NAME_PARAMETER);
	cr_expect_not(gr_expr_is_name(number_of("a + b"), &class, &slot));
	cr_expect_not(gr_expr_is_name(number_of("-a"), &class, &slot));
	cr_expect_not(gr_expr_is_name(number_of("1"), &class, &slot));
}
