/* previous_wave.h: last wave's record is found by code, and answers for itself
 * only. */
#include "score/previous_wave.h"

#include "ended.h"
#include "little.h"

static struct gr_previous previous;

TestSuite(previous_wave, .init = little_setup, .fini = little_teardown);

/* The lines as a stream, '|' for TAB, with its trailer. */
static void write_stream(const char *lines, const char *mark)
{
	struct gr_buf buf = { 0 };

	for (const char *c = lines; *c != '\0'; c++)
		gr_buf_byte(&buf, *c == '|' ? '\t' : *c);
	gr_buf_byte(&buf, '\0');
	scratch_text("last.tsv", ended(buf.ptr, "green-score", mark));
	gr_buf_free(&buf);
}

static bool is_foreign;

static enum gr_status read_file(const char *name, bool foreign)
{
	struct gr_taker taker = gr_previous_taker(&previous);
	enum gr_status status = gr_previous_wave_none(keep, &standard,
	    &previous, &err);

	return status == GR_OK ? gr_taker_read(&taker, scratch_path(name),
	           foreign, &is_foreign, &err)
	                       : status;
}

static enum gr_status read_stream(void)
{
	return read_file("last.tsv", false);
}

static void must_read(const char *lines)
{
	write_stream(lines, "");
	cr_assert_eq(read_stream(), GR_OK, "%s", scratch_said(&err));
}

static void expect_cells(const char *code, const char *b, const char *status)
{
	const struct gr_slice *cell = gr_previous_wave_find(&previous,
	    gr_slice_of(code));

	cr_assert_not_null(cell, "%s", code);
	cr_expect_eq(previous.columns, 1);
	cr_expect(gr_slice_eq(cell[0], gr_slice_of(b)), "b: '%.*s'",
	    GR_ARG(cell[0]));
	cr_expect(gr_slice_eq(cell[1], gr_slice_of(status)), "status: '%.*s'",
	    GR_ARG(cell[1]));
}

static void expect_refused(const char *lines, const char *sentence)
{
	write_stream(lines, "");
	cr_expect_eq(read_stream(), GR_EDATA);
	cr_expect_str_eq(scratch_said(&err), sentence);
}

Test(previous_wave, finds_a_scored_unit_by_its_published_code)
{
	must_read("wave|src|line|community_code|status|criteria_met|b\n"
	          "2020|f|2|X1|attained|2|7\n2020|f|3|X2|not_attained|1|\n");
	expect_cells("X1", "7", "attained");
	expect_cells("X2", "", "not_attained");
	cr_expect_null(gr_previous_wave_find(&previous, GR_S("X3")));
	cr_expect(gr_slice_eq(previous.wave, GR_S("2020")));
	cr_expect_not(is_foreign);
}

Test(previous_wave, a_normalised_stream_has_no_status)
{
	must_read("wave|src|line|id|b\n2020|f|2|X1|?\n");
	expect_cells("X1", "?", "");
	must_read("wave|src|line|id|b|status\n2020|f|2|X1|n/a|married\n");
	expect_cells("X1", "n/a", "");
}

Test(previous_wave, a_column_may_stand_under_the_name_of_its_role)
{
	little_read("atoms.csv",
	    "atom,criterion,source,strength,period,applies,test\n"
	    "P.1,P,eval,hard,,,says == prev(says)\n"
	    "Q.1,Q,eval,hard,,,b == 1\n");
	must_read("wave|src|line|community_code|criteria_met|reported|status\n"
	          "2020|f|2|X1|2|1|attained\n");
	expect_cells("X1", "1", "attained");
}

Test(previous_wave, records_without_a_code_are_passed_over)
{
	must_read("wave|src|line|id|b\n2020|f|2||1\n2020|f|3||2\n");
	cr_expect_null(gr_previous_wave_find(&previous, GR_S("")));
	cr_expect_eq(previous.units, 0);
}

Test(previous_wave, holds_many_units)
{
	struct gr_buf lines = { 0 };

	gr_buf_text(&lines, "wave|src|line|id|b\n");
	for (int i = 0; i < 3000; i++)
		gr_buf_format(&lines, "2020|f|%d|X%d|%d\n", i + 2, i, i % 100);
	gr_buf_byte(&lines, '\0');
	cr_assert_eq(gr_buf_check(&lines, &err), GR_OK);
	must_read(lines.ptr);
	gr_buf_free(&lines);
	expect_cells("X0", "0", "");
	expect_cells("X2999", "99", "");
	cr_expect_eq(previous.units, 3000);
}

Test(previous_wave, an_empty_wave_has_no_units)
{
	must_read("wave|src|line|id|b\n");
	cr_expect_eq(previous.units, 0);
	cr_expect_eq(previous.wave.len, 0);
	cr_expect_null(gr_previous_wave_find(&previous, GR_S("X1")));
}

Test(previous_wave, none_still_knows_the_columns)
{
	cr_assert_eq(gr_previous_wave_none(keep, &standard, &previous, &err),
	    GR_OK);
	cr_expect_eq(previous.columns, 1);
	cr_expect_null(gr_previous_wave_find(&previous, GR_S("X1")));
}

Test(previous_wave, passes_on_the_mark_of_foreign_input)
{
	write_stream("wave|src|line|id|b\n2020|f|2|X1|1\n", "foreign");
	cr_assert_eq(read_stream(), GR_OK, "%s", scratch_said(&err));
	cr_expect(is_foreign);
}

Test(previous_wave, refuses_what_is_not_one_whole_wave)
{
	expect_refused("wave|src|line|id|b\n2020|f|2|X1|1\n2020|f|3|X1|1\n",
	    "last.tsv:3: id: 'X1' is there twice");
	expect_refused("wave|src|line|id|b\n2020|f|2|X1|1\n2019|f|3|X2|1\n",
	    "last.tsv:3: wave: '2019' is a second wave in one stream");
	expect_refused("wave|src|line|id|b\n2020|f|2|X1|one\n",
	    "last.tsv:2: b: 'one' is not a canonical value");
	expect_refused("wave|src|line|id|a\n2020|f|2|X1|1\n",
	    "last.tsv:1: the last wave's stream has no column 'b'");
	expect_refused("wave|src|line|b\n2020|f|2|1\n",
	    "last.tsv:1: the last wave's stream has no column 'id'");
	expect_refused("county|wave|id|b\n1|2020|X1|1\n",
	    "last.tsv:1: a stream of records begins with the column wave");
}

Test(previous_wave, refuses_a_stream_without_its_trailer)
{
	scratch_text("last.tsv", "wave\tsrc\tline\tid\tb\n2020\tf\t2\tX1\t1\n");
	cr_expect_eq(read_stream(), GR_EDATA);
	cr_expect_eq(read_file("last.tsv", true), GR_OK);
	cr_expect(is_foreign);
	cr_expect_eq(read_file("absent.tsv", true), GR_EDATA);
}
