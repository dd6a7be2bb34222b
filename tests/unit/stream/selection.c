/* selection.h: --columns, --where and --sort mean what they say, or are
 * refused. */
#include "stream/selection.h"
#include <criterion/criterion.h>
#include <string.h>

static struct gr_arena *keep;
static struct gr_header header;
static struct gr_err err;

static void setup(void)
{
	static const struct gr_slice name[] = { { "wave", 4 }, { "code", 4 },
		{ "line", 4 } };

	keep = gr_arena_new();
	cr_assert_not_null(keep);
	cr_assert_eq(gr_header_make(keep, name, 3, &header, &err), GR_OK);
}

static void teardown(void)
{
	gr_arena_free(keep);
}

TestSuite(selection, .init = setup, .fini = teardown);

Test(selection, columns_are_chosen_ordered_and_renamed)
{
	const struct gr_selection_column *column;
	size_t n;

	cr_assert_eq(gr_selection_columns(keep, &header,
	                 GR_S("line,code=place"), &column, &n, &err),
	    GR_OK);
	cr_assert_eq(n, 2);
	cr_expect(
	    column[0].at == 2 && gr_slice_eq(column[0].name, GR_S("line")));
	cr_expect(
	    column[1].at == 1 && gr_slice_eq(column[1].name, GR_S("place")));
}

static void expect_refused(const char *text, const char *message)
{
	const struct gr_selection_column *column;
	size_t n;

	cr_expect_eq(gr_selection_columns(keep, &header, gr_slice_of(text),
	                 &column, &n, &err),
	    GR_EUSAGE, "%s", text);
	cr_expect_str_eq(err.message, message);
}

Test(selection, columns_that_cannot_be_are_refused)
{
	expect_refused("wave,name", "the input has no column 'name'");
	expect_refused("", "the input has no column ''");
	expect_refused("wave,code=wave", "two columns would be called 'wave'");
	expect_refused("wave=", "'wave=' gives a column no name");
}

static bool holds(const char *test, const char *code)
{
	struct gr_selection_test parsed;
	struct gr_slice field[] = { GR_S("2021"), gr_slice_of(code),
		GR_S("7") };

	cr_assert_eq(gr_selection_test(&header, gr_slice_of(test), &parsed,
	                 &err),
	    GR_OK, "%s", err.message);
	return gr_selection_holds(&parsed, field);
}

Test(selection, a_row_has_one_of_the_values)
{
	cr_expect(holds("code=230100|230200", "230200"));
	cr_expect_not(holds("code=230100|230200", "2302"));
	cr_expect(holds("code=", ""));
	cr_expect_not(holds("code=", "x"));
	cr_expect(holds("code=a=b", "a=b"));
}

Test(selection, a_test_needs_a_column_and_a_value)
{
	struct gr_selection_test parsed;

	cr_expect_eq(gr_selection_test(&header, GR_S("code"), &parsed, &err),
	    GR_EUSAGE);
	cr_expect_str_eq(err.message, "'code' is not COLUMN=VALUE|VALUE");
	cr_expect_eq(gr_selection_test(&header, GR_S("x=1"), &parsed, &err),
	    GR_EUSAGE);
}

static int order(const char *keys, const char *line_a, const char *line_b)
{
	const struct gr_selection_key *key;
	size_t n;
	struct gr_slice a[] = { GR_S("2021"), GR_S("c"), gr_slice_of(line_a) };
	struct gr_slice b[] = { GR_S("2021"), GR_S("c"), gr_slice_of(line_b) };

	cr_assert_eq(gr_selection_keys(keep, &header, gr_slice_of(keys), &key,
	                 &n, &err),
	    GR_OK, "%s", err.message);
	int order = gr_selection_compare(key, n, a, b);

	return (order > 0) - (order < 0);
}

Test(selection, sorts_bytewise_by_number_and_downwards)
{
	cr_expect_eq(order("wave,line", "10", "9"), -1);
	cr_expect_eq(order("wave,line:n", "10", "9"), 1);
	cr_expect_eq(order("wave,line:n:r", "10", "9"), -1);
	cr_expect_eq(order("line:n", "10", "x"), -1);
	cr_expect_eq(order("line:n", "", "0"), 1);
	cr_expect_eq(order("line:n", "07", "7"), -1);
	cr_expect_eq(order("code", "1", "2"), 0);
}
