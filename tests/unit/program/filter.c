/* filter.h: a stage gives the same in one process as by pipe, and fails as it
 * should. */
#include "program/filter.h"
#include <criterion/criterion.h>
#include <criterion/redirect.h>

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ended.h"

struct repeat {
	uint64_t times; /* --times */
};

static const struct gr_option repeat_options[] = {
	GR_OPTION_NUMBER(0, "times", struct repeat, times, "N", 1, 9,
	    "Emit every row N times"),
	GR_OPTION_END
};

static void repeat_defaults(void *state)
{
	((struct repeat *)state)->times = 1;
}

static enum gr_status repeat_row(struct gr_run *run, void *state,
    struct gr_row *row, struct gr_err *err)
{
	const struct repeat *r = state;
	enum gr_status status = GR_OK;

	for (uint64_t i = 0; i < r->times && status == GR_OK; i++)
		status = gr_emit(run, row->field, row->n, err);
	return status;
}

static const struct gr_filter repeat = {
	.name = "repeat",
	.summary = "Repeats rows.",
	.options = repeat_options,
	.state_bytes = sizeof(struct repeat),
	.defaults = repeat_defaults,
	.row = repeat_row,
};

/* Appends how many rows there are in all, which takes two passes. */
struct total {
	uint64_t rows;
	struct gr_buf text;
	struct gr_slice field[16];
};

static enum gr_status total_start(struct gr_run *run, void *state,
    struct gr_err *err)
{
	struct total *t = state;
	const struct gr_header *in = gr_input(run);

	cr_assert_lt(in->n, 16);
	for (size_t i = 0; i < in->n; i++)
		t->field[i] = in->name[i];
	t->field[in->n] = GR_S("total");
	return gr_output(run, t->field, in->n + 1, err);
}

static enum gr_status total_scan(struct gr_run *run, void *state,
    const struct gr_row *row, struct gr_err *err)
{
	struct total *t = state;

	(void)run, (void)row, (void)err;
	t->rows++;
	return GR_OK;
}

static enum gr_status total_row(struct gr_run *run, void *state,
    struct gr_row *row, struct gr_err *err)
{
	struct total *t = state;

	gr_buf_clear(&t->text);
	gr_buf_uint(&t->text, t->rows);
	for (size_t i = 0; i < row->n; i++)
		t->field[i] = row->field[i];
	t->field[row->n] = gr_buf_slice(&t->text);
	return gr_emit(run, t->field, row->n + 1, err);
}

static void total_stop(struct gr_run *run, void *state)
{
	(void)run;
	gr_buf_free(&((struct total *)state)->text);
}

static const struct gr_filter total = {
	.name = "total",
	.summary = "Counts rows.",
	.state_bytes = sizeof(struct total),
	.start = total_start,
	.scan = total_scan,
	.row = total_row,
	.stop = total_stop,
};

/* Passes rows on and writes them to --copy, too; learns from --second first,
 * and fails at a row whose x is "bad". */
struct twin {
	const char *copy_path, *second_path;
	struct gr_side *copy;
	size_t seen;
};

static const struct gr_option twin_options[] = {
	GR_OPTION_TEXT(0, "copy", struct twin, copy_path, "FILE", "A copy"),
	GR_OPTION_TEXT(0, "second", struct twin, second_path, "FILE", "More"),
	GR_OPTION_END
};

static enum gr_status twin_begin(void *context, const struct gr_header *header,
    const char *name, struct gr_err *err)
{
	(void)context, (void)header, (void)name, (void)err;
	return GR_OK;
}

static enum gr_status twin_take(void *context, const struct gr_row *row,
    struct gr_err *err)
{
	(void)row, (void)err;
	((struct twin *)context)->seen++;
	return GR_OK;
}

static enum gr_status twin_start(struct gr_run *run, void *state,
    struct gr_err *err)
{
	struct twin *t = state;
	const struct gr_taker taker = { t, twin_begin, twin_take, NULL };
	enum gr_status status = gr_side_new(run, t->copy_path,
	    gr_input(run)->name, gr_input(run)->n, &t->copy, err);

	if (status == GR_OK && t->second_path != NULL) {
		status = gr_run_take(run, t->second_path, &taker, err);
		cr_expect(status != GR_OK || t->seen == 2);
	}
	return status;
}

static enum gr_status twin_row(struct gr_run *run, void *state,
    struct gr_row *row, struct gr_err *err)
{
	struct twin *t = state;
	enum gr_status status = gr_side_emit(t->copy, row->field, row->n, err);

	if (gr_slice_eq(row->field[3], GR_S("bad")))
		return gr_err_set(err, GR_EDATA, "bad");
	return status == GR_OK ? gr_emit(run, row->field, row->n, err) : status;
}

static const struct gr_filter twin = {
	.name = "twin",
	.summary = "Writes rows twice.",
	.options = twin_options,
	.state_bytes = sizeof(struct twin),
	.start = twin_start,
	.row = twin_row,
};

static char folder[] = "/tmp/green-filter-XXXXXX";

static void make_folder(void)
{
	cr_assert_not_null(mkdtemp(folder));
	cr_assert_eq(chdir(folder), 0);
	cr_redirect_stderr();
}

static void drop_folder(void)
{
	cr_assert_eq(system("rm -f in one a b"), 0);
	cr_assert_eq(chdir("/"), 0);
	cr_assert_eq(rmdir(folder), 0, "something was left behind");
}

TestSuite(filter, .init = make_folder, .fini = drop_folder);

static void put(const char *name, const char *text)
{
	FILE *file = fopen(name, "wb");

	cr_assert_not_null(file);
	cr_assert_geq(fputs(text, file), 0);
	cr_assert_eq(fclose(file), 0);
}

static char *get(const char *name)
{
	static char text[4][4096];
	static int next;
	char *to = text[next++ % 4];
	FILE *file = fopen(name, "rb");
	size_t n;

	cr_assert_not_null(file, "%s", name);
	n = fread(to, 1, sizeof *text - 1, file);
	to[n] = '\0';
	fclose(file);
	return to;
}

static const char rows[] = "wave\tsrc\tline\tx\n2021\ta.csv\t1\tp\n"
                           "2021\ta.csv\t2\tq\n";

Test(filter, stages_in_one_process_give_the_bytes_of_the_pipe)
{
	const struct gr_filter *both[] = { &repeat, &total };
	char *first[] = { "green-repeat", "--times=3", "in", NULL };
	char *second[] = { "green-total", "-o", "one", NULL };
	char **chain[] = { first, second };
	char *alone_a[] = { "green-repeat", "--times=3", "-o", "a", "in",
		NULL };
	char *alone_b[] = { "green-total", "-o", "b", "a", NULL };

	put("in", ended(rows, "green-test", ""));
	cr_assert_eq(gr_filter_chain(both, chain, 2, 1, NULL), 0);
	cr_assert_eq(gr_filter_main(&repeat, 5, alone_a), 0);
	cr_assert_eq(gr_filter_main(&total, 4, alone_b), 0);
	cr_assert_str_eq(get("one"), get("b"));
	cr_assert_str_eq(get("one"),
	    ended("wave\tsrc\tline\tx\ttotal\n"
	          "2021\ta.csv\t1\tp\t6\n2021\ta.csv\t1\tp\t6\n"
	          "2021\ta.csv\t1\tp\t6\n2021\ta.csv\t2\tq\t6\n"
	          "2021\ta.csv\t2\tq\t6\n2021\ta.csv\t2\tq\t6\n",
	        "green-total", ""));
}

Test(filter, a_cut_stream_ends_in_3_and_renames_nothing)
{
	char *argv[] = { "green-total", "-q", "-o", "one", "--findings", "a",
		"--ledger", "b", "in", NULL };
	char cut[sizeof rows];

	for (size_t n = 0; n < sizeof rows - 1; n++) {
		memcpy(cut, rows, n);
		cut[n] = '\0';
		put("in", cut);
		cr_assert_eq(gr_filter_main(&total, 9, argv), 3, "cut at %zu",
		    n);
		cr_assert_neq(access("one", F_OK), 0, "cut at %zu", n);
		cr_assert_neq(access("a", F_OK), 0, "cut at %zu", n);
		cr_assert_neq(access("b", F_OK), 0, "cut at %zu", n);
	}
}

Test(filter, the_ledger_balances_and_names_the_part)
{
	char *argv[] = { "green-repeat", "--times=2", "-o", "one", "--ledger",
		"a", "--part", "north", "in", NULL };

	put("in", ended(rows, "green-test", ""));
	cr_assert_eq(gr_filter_main(&repeat, 9, argv), 0);
	cr_assert_not_null(strstr(get("a"),
	    "green-repeat\trows\tnorth\t2021\t2\t4\t0\t0\t0\t0\t0\t0\t84\t"));
}

Test(filter, the_ledger_counts_every_wave_by_itself)
{
	char *argv[] = { "green-repeat", "--times=2", "-o", "one", "--ledger",
		"a", "in", NULL };

	put("in",
	    ended("wave\tsrc\tline\n2021\ta\t2\n2022\ta\t3\n"
	          "2021\ta\t4\nx\ta\t5\n2022\ta\t6\nx\ta\t7\n"
	          "2021\ta\t8\n",
	        "green-test", ""));
	cr_assert_eq(gr_filter_main(&repeat, 7, argv), 0);
	cr_expect_not_null(strstr(get("a"), "\tall\t2021\t3\t6\t"));
	cr_expect_not_null(strstr(get("a"), "\tall\t2022\t2\t4\t"));
	cr_expect_not_null(strstr(get("a"), "\tall\tx\t2\t4\t"));
}

Test(filter, foreign_input_marks_all_that_is_made_from_it)
{
	char *make[] = { "green-repeat", "--foreign", "-o", "a", "in", NULL };
	char *pass[] = { "green-repeat", "-o", "b", "a", NULL };

	put("in", "wave\tsrc\tline\n2021\tx\t1\n");
	cr_assert_eq(gr_filter_main(&repeat, 5, make), 0);
	cr_assert_eq(gr_filter_main(&repeat, 4, pass), 0);
	cr_assert_not_null(strstr(get("b"), "\tforeign\n"));
}

Test(filter, inputs_of_one_run_have_one_header)
{
	char *argv[] = { "green-repeat", "-o", "b", "in", "a", NULL };

	put("in", ended("wave\tsrc\tline\tx\n", "t", ""));
	put("a", ended("wave\tsrc\tline\ty\n", "t", ""));
	cr_assert_eq(gr_filter_main(&repeat, 5, argv), 3);
}

Test(filter, a_stream_of_records_begins_with_its_place)
{
	char *argv[] = { "green-repeat", "-o", "b", "in", NULL };

	put("in", ended("wave\tline\tsrc\n", "t", ""));
	cr_assert_eq(gr_filter_main(&repeat, 4, argv), 3);
}

Test(filter, a_two_pass_stage_gives_the_same_from_a_pipe_and_a_file)
{
	char *pipe_argv[] = { "green-total", "-o", "a", NULL };
	char *file_argv[] = { "green-total", "-o", "b", "in", NULL };

	put("in", ended(rows, "green-test", ""));
	cr_assert_not_null(freopen("in", "rb", stdin));
	cr_assert_eq(gr_filter_main(&total, 3, pipe_argv), 0);
	cr_assert_eq(gr_filter_main(&total, 4, file_argv), 0);
	cr_assert_str_eq(get("a"), get("b"));
}

Test(filter, a_second_output_is_a_stream_of_the_same_program)
{
	char *argv[] = { "green-twin", "-o", "one", "--copy", "a", "in", NULL };

	put("in", ended(rows, "green-test", ""));
	cr_assert_eq(gr_filter_main(&twin, 6, argv), 0);
	cr_assert_str_eq(get("a"), get("one"));
	cr_assert_not_null(strstr(get("a"), "#end\tgreen-twin\t2\t"));
}

Test(filter, a_second_output_that_was_not_asked_for_takes_rows_all_the_same)
{
	char *argv[] = { "green-twin", "-o", "one", "in", NULL };

	put("in", ended(rows, "green-test", ""));
	cr_assert_eq(gr_filter_main(&twin, 4, argv), 0);
}

Test(filter, a_second_output_does_not_appear_when_the_run_fails)
{
	char *argv[] = { "green-twin", "-q", "-o", "one", "--copy", "a", "in",
		NULL };

	put("in", ended("wave\tsrc\tline\tx\n2021\ta\t1\tbad\n", "t", ""));
	cr_assert_eq(gr_filter_main(&twin, 7, argv), 3);
	cr_assert_neq(access("a", F_OK), 0);
	cr_assert_neq(access("one", F_OK), 0);
}

Test(filter, what_is_made_with_a_foreign_second_input_is_foreign)
{
	char *argv[] = { "green-twin", "-o", "one", "--copy", "a", "--second",
		"b", "in", NULL };

	put("in", ended(rows, "green-test", ""));
	put("b", ended(rows, "green-test", ""));
	cr_assert_eq(gr_filter_main(&twin, 8, argv), 0);
	cr_assert_null(strstr(get("one"), "\tforeign\n"));
	put("b", ended("k\n1\n2\n", "t", "foreign"));
	cr_assert_eq(gr_filter_main(&twin, 8, argv), 0);
	cr_assert_not_null(strstr(get("one"), "\tforeign\n"));
	cr_assert_not_null(strstr(get("a"), "\tforeign\n"));
}

Test(filter, a_second_input_that_was_cut_ends_in_3)
{
	char *argv[] = { "green-twin", "-q", "-o", "one", "--second", "b", "in",
		NULL };

	put("in", ended(rows, "green-test", ""));
	put("b", "k\n1\n2\n");
	cr_assert_eq(gr_filter_main(&twin, 7, argv), 3);
	cr_assert_neq(access("one", F_OK), 0);
}
