/* normal.h: of a row that is as usual there is nothing to say by itself. */
#include "score/normal.h"

#include "little_rows.h"

static const struct little_kind kinds[] = {
	{ "wave", { "2021" } },
	{ "src", { "f" } },
	{ "line", { "2" } },
	{ "id", { "1", "2", "3", "4", "" } },
	{ "town", { "9901", "9902", "9901" } },
	{ "shire", { "990101", "990102", "990101" } },
	{ "joins", { "1", "0", "1", "", "?", "n/a", "2" } },
	{ "a", { "4", "20", "7", "", "?", "n/a", "0", ">=3", "12345", "x" } },
	{ "b",
	    { "3", "12", "5", "", "?", "n/a", "0", ">=3", "99999999999",
	        "1.5" } },
	{ "rate",
	    { "12.5", "3", "0.25", "", "?", "n/a", "0", "0.001", "30.0",
	        "123456789012345.678" } },
	{ "seen",
	    { "2021-11-03", "2021-10-30", "2021", "", "?", "n/a",
	        "2021-02-30" } },
	{ "parts", { "x;y", "x", "", "?", "n/a", "x;;y", ";" } },
	{ "flags", { "" } },
};

enum { COLUMNS = sizeof kinds / sizeof *kinds };

static struct gr_header header;
static struct gr_previous previous;
static struct gr_normal ahead, alone;

static void read_standard(void)
{
	little_open();
	for (size_t i = 0; i < sizeof(little_tables) / sizeof(*little_tables);
	     i++)
		scratch_text(little_tables[i][0], little_tables[i][1]);
	scratch_text("columns.csv",
	    "name,title_en,aliases,type,values,min,max,requirement,na,role,"
	    "sum,personal\n"
	    "id,Code,,code,,,,R,no,code,,\n"
	    "town,Town,,code,,,,R,no,city,,\n"
	    "shire,County,,code,,,,R,no,county,,\n"
	    "joins,Joins,,bool,,,,R,yes,participating,,\n"
	    "a,A,,int,,0,,R,no,,yes,\n"
	    "b,B,,int,,0,,R,joins == 0,,,\n"
	    "rate,Rate,,dec,,,,R,a == 0 or prev(b) > 4,,,\n"
	    "seen,Seen,,date,,,,R,no,survey_date,,\n"
	    "parts,Parts,,set,x|y,,,R,yes,,,\n");
	scratch_text("atoms.csv",
	    "atom,criterion,source,strength,period,applies,test\n"
	    "P.1,P,eval,hard,annual,,a >= $least\n"
	    "Q.1,Q,eval,hard,,,b == 1\n");
	scratch_text("checks.csv",
	    "check,level,expression,columns,action,message_zh,message_en\n"
	    "K1,whole,b <= a * a,b,ASK,k,k\n"
	    "K2,whole,rate <= 100 and b + prev(b) >= 3,rate,ASK,k,k\n"
	    "K3,plausibility,seen >= '2021' or joins == 0,seen,NOTE,k,k\n");
	scratch_text("derived.csv",
	    "name,title_en,numerator,denominator,decimals\n"
	    "share,Share,100 * b,a,2\n"
	    "growth,Growth,b - prev(b),prev(b),1\n"
	    "per,Per,rate,rate - a,4\n");
	cr_assert_eq(gr_standard_read(keep, scratch_folder, &standard, &err),
	    GR_OK, "%s", scratch_said(&err));
}

static void take_previous(const char *const *rows, size_t n)
{
	struct gr_taker taker = gr_previous_taker(&previous);
	struct gr_header in = little_header("wave|src|line|id|b");

	cr_assert_eq(taker.begin(taker.context, &in, "last", &err), GR_OK);
	for (size_t i = 0; i < n; i++) {
		struct gr_row row = little_row(rows[i]);

		cr_assert_eq(taker.row(taker.context, &row, &err), GR_OK);
	}
}

static void setup(void)
{
	struct gr_slice name[COLUMNS];

	read_standard();
	for (size_t i = 0; i < COLUMNS; i++)
		name[i] = gr_slice_of(kinds[i].name);
	cr_assert_eq(gr_header_make(keep, name, COLUMNS, &header, &err), GR_OK);
	cr_assert_eq(gr_previous_wave_none(keep, &standard, &previous, &err),
	    GR_OK);
	cr_assert_eq(gr_normal_make(keep, &standard, &header, &previous, &ahead,
	                 &err),
	    GR_OK);
	cr_assert_eq(gr_normal_make(keep, &standard, &header, &previous, &alone,
	                 &err),
	    GR_OK);
}

static void teardown(void)
{
	gr_normal_free(&ahead);
	gr_normal_free(&alone);
	little_teardown();
}

TestSuite(normal, .init = setup, .fini = teardown);

static bool has_something_to_say(const struct gr_row *row,
    const struct gr_slice **last)
{
	if (gr_normal_load(&alone, row, GR_S(""), 18992, last, &err) != GR_OK)
		return true;
	for (size_t i = 0; i < standard.checks; i++)
		if (gr_normal_breaks(&alone, i))
			return true;
	for (size_t i = 0; i < standard.columns; i++)
		if (gr_normal_fate(&alone, i) != GR_FATE_KEEP)
			return true;
	return false;
}

static void expect_derived(const struct gr_slice *derived)
{
	struct gr_slice want[8];

	cr_assert_eq(gr_normal_derive(&alone, keep, want, &err), GR_OK);
	for (size_t i = 0; i < standard.deriveds; i++)
		cr_assert(gr_slice_eq(derived[i], want[i]),
		    "%.*s: '%.*s' is not '%.*s'",
		    GR_ARG(standard.derived[i].name), GR_ARG(derived[i]),
		    GR_ARG(want[i]));
}

/* Both ways must agree on each row, and most must be told together. */
static void compare_rounds(unsigned rounds)
{
	size_t usual = 0, quiet = 0;

	for (unsigned round = 0; round < rounds; round++) {
		size_t n = little_fill(kinds, COLUMNS);

		cr_assert_eq(gr_normal_look(&ahead, keep, little_batch, n,
		                 GR_S(""), 18992, &err),
		    GR_OK);
		for (size_t i = 0; i < n; i++) {
			const struct gr_slice *derived, *last, *want;
			bool some = has_something_to_say(&little_batch[i],
			    &want);

			quiet += !some;
			if (!gr_normal_is_usual(&ahead, &little_batch[i],
			        &derived, &last))
				continue;
			usual++;
			cr_assert_not(some, "row %zu of round %u", i, round);
			expect_derived(derived);
			for (size_t k = 0; k <= previous.columns; k++)
				cr_assert(gr_slice_eq(last[k], want[k]));
		}
	}
	cr_expect_gt(usual * 10, quiet * 8, "%zu of %zu", usual, quiet);
	cr_expect_gt(usual, 500, "%zu", usual);
}

Test(normal, says_of_all_rows_what_is_said_of_each)
{
	compare_rounds(120);
}

Test(normal, knows_what_each_unit_had_last_wave)
{
	static const char *const rows[] = { "2020|g|2|1|4", "2020|g|3|2|",
		"2020|g|4|3|?" };

	take_previous(rows, 3);
	compare_rounds(120);
}

Test(normal, leaves_a_last_wave_that_is_none_to_be_refused)
{
	static const char *const rows[] = { "2021|g|2|1|4" };
	const struct gr_slice *derived, *last;
	size_t n = little_fill(kinds, COLUMNS);

	take_previous(rows, 1);
	cr_assert_eq(gr_normal_look(&ahead, keep, little_batch, n, GR_S(""),
	                 18992, &err),
	    GR_OK);
	for (size_t i = 0; i < n; i++)
		cr_expect_not(gr_normal_is_usual(&ahead, &little_batch[i],
		    &derived, &last));
}
