/* readings.h: of a row of another length stands what its readings agree on
 * (ruling 36 a). */
#include "misfit_table.h"

#include "delivery/readings.h"

TestSuite(readings, .init = misfit_setup, .fini = misfit_teardown);

static struct gr_readings *make(size_t cells)
{
	struct gr_readings *readings;
	struct gr_err err;

	cr_assert_eq(gr_readings_new(keep, &layout, cells, plausible, &readings,
	                 &err),
	    GR_OK);
	return readings;
}

static void set_habit(struct gr_readings *readings,
    const struct gr_row_habit *habit)
{
	struct gr_err err;

	cr_assert_eq(gr_readings_habit(readings, habit, &err), GR_OK);
}

static size_t cut(const char *text, struct gr_slice *cell)
{
	struct gr_slice rest = gr_slice_of(text);
	size_t n = 1, at;

	while ((at = gr_slice_find(rest, GR_S(","))) != SIZE_MAX) {
		cell[n++ - 1] = gr_slice_make(rest.ptr, at);
		rest = gr_slice_skip(rest, at + 1);
	}
	cell[n - 1] = rest;
	return n;
}

/* "cell|?|cell": what is agreed on, or "none", or "no unit". */
static void assert_aligns(struct gr_readings *readings, const char *text,
    const char *want)
{
	struct gr_slice cell[40];
	struct gr_csv_record record = { .cell = cell,
		.cells = cut(text, cell) };
	struct gr_aligned aligned;
	struct gr_buf out = { 0 };
	struct gr_err err;
	bool doubtful = false;

	cr_assert_eq(gr_readings_align(readings, &record, &aligned, &err),
	    GR_OK);
	if (!aligned.plausible)
		gr_buf_text(&out, "none");
	else if (!gr_readings_has_unit(readings, &aligned))
		gr_buf_text(&out, "no unit");
	for (size_t i = 0; out.ptr == NULL || i > 0; i++) {
		if (i == gr_readings_cells(readings))
			break;
		gr_buf_text(&out, i > 0 ? "|" : "");
		if (aligned.doubt[i])
			gr_buf_byte(&out, '?');
		else
			gr_buf_add(&out, aligned.cell[i]);
		if (out.ptr == NULL)
			gr_buf_reserve(&out, 1);
		doubtful |= aligned.doubt[i];
	}
	cr_assert(gr_slice_eq(gr_buf_slice(&out), gr_slice_of(want)),
	    "'%s' is %.*s", text, GR_ARG(gr_buf_slice(&out)));
	cr_assert(!doubtful || aligned.doubtful);
	gr_buf_free(&out);
}

Test(readings, ruling_36a_short_rows)
{
	static const char *const row[][2] = {
		/* what only one reading has stands */
		{ "2301,Oak,1,0,x", "2301|Oak|?|?|?|x" },
		{ "2301,Oak,5,x", "2301|Oak|5|||x" },
		{ "2301,Oak", "no unit" },
		{ "2301,Oak,5,", "2301|Oak|5|||" },
		{ "Oak,5,1,0,x", "no unit" },
		/* a cell that is two */
		{ "2301,Oak,51,0,x", "2301|Oak|?|?|?|x" },
		{ "2301,Oak,5,10,x", "2301|Oak|5|1|0|x" },
		{ "2301Oak,5,1,0,x", "no unit" },
		/* none, or no unit */
		{ "2301,5,1,0,x", "2301||5|1|0|x" },
		{ "Oak", "no unit" },
		{ "2301,Oak,x,y", "none" },
		{ "5,1,0,x", "no unit" },
	};
	struct gr_readings *readings = make(WIDTH);

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++)
		assert_aligns(readings, row[i][0], row[i][1]);
}

Test(readings, ruling_36a_long_rows)
{
	static const char *const row[][2] = {
		{ "2301,Oak,5,1,0,x,", "2301|Oak|5|1|0|x" },
		{ "2301,Oak,5,1,0,x, ,", "2301|Oak|5|1|0|x" },
		{ ",2301,Oak,5,1,0,x", "2301|Oak|5|1|0|x" },
		{ "2301,Oak,5,,1,0,x", "2301|Oak|5|1|0|x" },
		{ "2301,Oak,5,1,,0,", "2301|Oak|5|1|?|?" },
		{ "2301,Oak,,5,1,0,", "2301|Oak|5|1|0|" },
		{ "2301,Oak,5,1,0,,,x", "2301|Oak|5|1|0|x" },
		{ "2301,Oak,5,1,0,x,y", "none" },
		{ "2301,Oak,a,5,1,0,", "none" },
	};
	struct gr_readings *readings = make(WIDTH);

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++)
		assert_aligns(readings, row[i][0], row[i][1]);
}

Test(readings, ruling_36a_a_habit_is_the_only_reading_of_the_rows_it_fits)
{
	struct gr_readings *readings = make(WIDTH);

	set_habit(readings,
	    &(struct gr_row_habit){ .is_short = true, .is_long = true });
	assert_aligns(readings, "2301,Oak,5,1,0", "2301|Oak|5|1|0|");
	assert_aligns(readings, "2301,Oak,5,1,,0,", "2301|Oak|5|1||0");
	assert_aligns(readings, "2301,Oak,1,0,x", "2301|Oak|?|?|?|x");
}

static bool is_whole(const struct gr_readings *readings, const char *text)
{
	struct gr_slice cell[40];
	struct gr_csv_record record = { .cell = cell,
		.cells = cut(text, cell) };

	return gr_readings_is_whole(readings, &record);
}

Test(readings,
    ruling_36a_where_a_blank_stands_behind_all_rows_one_without_lost_a_cell)
{
	struct gr_readings *readings = make(WIDTH);

	cr_assert(is_whole(readings, "2301,Oak,1,0,x,"));
	set_habit(readings,
	    &(struct gr_row_habit){ .is_long = true, .all = WIDTH + 1 });
	cr_assert_not(is_whole(readings, "2301,Oak,1,0,x,"));
	cr_assert(is_whole(readings, "2301,Oak,5,1,0,x"), "it ends as a row");
	cr_assert_not(is_whole(readings, "2301,Oak,5,1,0,x,"));
	assert_aligns(readings, "2301,Oak,5,1,0,x,", "2301|Oak|5|1|0|x");
	assert_aligns(readings, "2301,Oak,1,0,x,", "2301|Oak|?|?|?|x");
	assert_aligns(readings, "2301,Oak,1,0,,", "2301|Oak|?|?|?|");
	/* two are lost, or one and the blank behind */
	assert_aligns(readings, "2301,Oak,5,x,", "2301|Oak|5|||x");
	assert_aligns(readings, "2301,Oak,1,0,x", "2301|Oak|?|?|?|x");
	/* one came in */
	assert_aligns(readings, "2301,Oak,5,1,,0,,", "2301|Oak|5|1|?|?");
}

Test(readings, ruling_36a_of_any_number_of_blanks_behind_all_rows)
{
	struct gr_readings *readings = make(WIDTH);

	set_habit(readings,
	    &(struct gr_row_habit){ .is_long = true, .all = WIDTH + 9 });
	assert_aligns(readings, "2301,Oak,5,1,0,x,,,,,,,,,",
	    "2301|Oak|5|1|0|x");
	assert_aligns(readings, "2301,Oak,1,0,x,,,,,,,,,", "2301|Oak|?|?|?|x");
	assert_aligns(readings, "2301,Oak,5,1,0,x,,,,,,,,", "2301|Oak|5|1|0|x");
}

Test(readings, blank_headings_behind_the_last_hold_nothing)
{
	struct gr_readings *readings = make(WIDTH + 2);

	assert_aligns(readings, "2301,Oak,5,1,0,x", "2301|Oak|5|1|0|x||");
	assert_aligns(readings, "2301,Oak,5,1,0,x,", "2301|Oak|5|1|0|x||");
	assert_aligns(readings, "2301,Oak,5,1,0,,y", "none");
}
