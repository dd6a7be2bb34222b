/* taker.h: a stream is told to its taker, and only a whole one to
 * its end. */
#include "stream/taker.h"

#include "ended.h"
#include "scratch.h"

struct heard {
	size_t columns, rows, ends;
	char program[32], name[512];
	bool foreign;
	size_t refused_row; /* it says no to this one; 0: to none */
};

static enum gr_status begin(void *context, const struct gr_header *header,
    const char *name, struct gr_err *err)
{
	struct heard *heard = context;

	(void)err;
	heard->columns = header->n;
	snprintf(heard->name, sizeof heard->name, "%s", name);
	return GR_OK;
}

static enum gr_status row(void *context, const struct gr_row *row,
    struct gr_err *err)
{
	struct heard *heard = context;

	cr_expect_eq(row->n, heard->columns);
	if (++heard->rows == heard->refused_row)
		return gr_err_set(err, GR_EUSAGE, "no more");
	return GR_OK;
}

static enum gr_status end(void *context, struct gr_slice program, bool foreign,
    struct gr_err *err)
{
	struct heard *heard = context;

	(void)err;
	heard->ends++;
	heard->foreign = foreign;
	snprintf(heard->program, sizeof heard->program, "%.*s",
	    GR_ARG(program));
	return GR_OK;
}

TestSuite(taker, .init = scratch_open, .fini = scratch_close);

static struct heard heard;
static struct gr_err err;
static bool is_foreign;

static enum gr_status read_text(const char *text, bool foreign)
{
	const struct gr_taker taker = { &heard, begin, row, end };
	size_t refused = heard.refused_row;

	heard = (struct heard){ .refused_row = refused };
	scratch_text("in", text);
	return gr_taker_read(&taker, scratch_path("in"), foreign, &is_foreign,
	    &err);
}

#define TWO_ROWS "a\tb\n1\t2\n3\t4\n"

Test(taker, hears_columns_rows_and_the_program_that_wrote_them)
{
	cr_assert_eq(read_text(ended(TWO_ROWS, "green-x", ""), false), GR_OK);
	cr_expect_eq(heard.columns, 2);
	cr_expect_eq(heard.rows, 2);
	cr_expect_eq(heard.ends, 1);
	cr_expect_str_eq(heard.program, "green-x");
	cr_expect_str_eq(heard.name, scratch_path("in"));
	cr_expect_not(heard.foreign || is_foreign);
}

Test(taker, hears_no_end_of_a_stream_that_was_cut)
{
	cr_assert_eq(read_text(TWO_ROWS, false), GR_EDATA);
	cr_expect_eq(heard.rows, 2);
	cr_expect_eq(heard.ends, 0);
	cr_assert_eq(read_text(TWO_ROWS "#end\tgreen-x\t3\t12\n", false),
	    GR_EDATA);
	cr_expect_eq(heard.ends, 0);
}

Test(taker, is_heard_when_it_refuses_a_row)
{
	heard.refused_row = 1;
	cr_assert_eq(read_text(ended(TWO_ROWS, "green-x", ""), false),
	    GR_EUSAGE);
	cr_expect_eq(heard.rows, 1);
	cr_expect_eq(heard.ends, 0);
	cr_expect_str_eq(scratch_said(&err), ": no more");
}

Test(taker, knows_what_is_foreign)
{
	cr_assert_eq(read_text(TWO_ROWS, true), GR_OK);
	cr_expect(heard.foreign && is_foreign);
	cr_assert_eq(read_text(ended(TWO_ROWS, "x", "foreign"), false), GR_OK);
	cr_expect(heard.foreign && is_foreign);
}

Test(taker, of_a_file_that_is_not_there_hears_nothing)
{
	const struct gr_taker taker = { &heard, begin, row, end };

	heard = (struct heard){ .rows = 0 };
	cr_assert_eq(gr_taker_read(&taker, scratch_path("absent"), false,
	                 &is_foreign, &err),
	    GR_EDATA);
	cr_expect_eq(heard.columns + heard.rows + heard.ends, 0);
}
