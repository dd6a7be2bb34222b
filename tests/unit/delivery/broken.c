/* broken.h: a record in pieces is known by the cells that they have together
 * (ruling 36). */
#include "misfit_table.h"

#include "delivery/broken.h"
#include "delivery/row_kind.h"

static struct gr_readings *readings;
static struct gr_broken broken;

static void setup(void)
{
	struct gr_err err;

	misfit_setup();
	cr_assert_eq(gr_readings_new(keep, &layout, WIDTH, plausible, &readings,
	                 &err),
	    GR_OK);
	broken = (struct gr_broken){ .n = 0 };
}

static void teardown(void)
{
	gr_broken_end(&broken);
	misfit_teardown();
}

TestSuite(broken, .init = setup, .fini = teardown);

/* 'w': the last of some pieces, 'h': held, '-': it stands for itself. */
static char take(const char *text, uint64_t line, unsigned kind)
{
	struct gr_slice cell[GR_BROKEN_MOST], rest = gr_slice_of(text);
	struct gr_csv_record record = { .cell = cell,
		.line = line,
		.text = rest };
	struct gr_err err;
	bool yes = false, whole;
	size_t at;

	while (rest.len > 0 || record.cells > 0) {
		at = gr_slice_find(rest, GR_S(","));
		cell[record.cells++] = gr_slice_make(rest.ptr,
		    at == SIZE_MAX ? rest.len : at);
		if (at == SIZE_MAX)
			break;
		rest = gr_slice_skip(rest, at + 1);
	}
	if (broken.n > 0)
		cr_assert_eq(gr_broken_goes_on(&broken, readings, kind, &record,
		                 &yes, &err),
		    GR_OK);
	else
		yes = gr_broken_may_begin(readings, kind, &record);
	if (!yes)
		return '-';
	cr_assert_eq(gr_broken_hold(&broken, readings, kind, &record, &whole,
	                 &err),
	    GR_OK);
	return whole ? 'w' : 'h';
}

Test(broken, ruling_36_pieces_are_a_record_when_they_have_its_cells)
{
	cr_assert_eq(take("2301,Oak,5,1,0,x", 1, GR_ROW_DATA), '-');
	cr_assert_eq(take("2301,Oak,5,1,", 2, GR_ROW_DATA), 'h');
	cr_assert_eq(take("0,x", 3, GR_ROW_DATA), 'w');
	cr_assert_eq(gr_broken_lines(&broken), 2);
	gr_broken_let_go(&broken);
	cr_assert_eq(take("2301,Oak,5 or", 4, GR_ROW_DATA), 'h');
	cr_assert_eq(take("", 5, GR_ROW_BLANK), 'h');
	cr_assert_eq(take("6 or", 6, GR_ROW_TEXT), 'h');
	cr_assert_eq(take("7,1,0,x", 7, GR_ROW_DATA), 'w');
	cr_assert_eq(gr_broken_lines(&broken), 4);
	cr_assert_eq(broken.piece[0].record.cells, 3);
	cr_assert(gr_slice_eq(broken.piece[0].record.cell[2], GR_S("5 or")));
}

Test(broken, ruling_36_what_is_no_piece)
{
	cr_assert_eq(take("2301,Oak,5,1", 1, GR_ROW_DATA), 'h');
	cr_assert_eq(take("2302,x", 2, GR_ROW_DATA), '-', "it has a code");
	cr_assert_eq(take("Note: x,y,z", 2, GR_ROW_FOOTNOTE), '-');
	cr_assert_eq(take("a,b,c,d", 2, GR_ROW_DATA), '-', "too many cells");
	cr_assert_eq(take("1,0,q", 2, GR_ROW_DATA), 'w');
	gr_broken_let_go(&broken);
	cr_assert_eq(take("2301,Oak,5,1", 1, GR_ROW_DATA), 'h');
	cr_assert_eq(take("1,tree,q", 2, GR_ROW_DATA), 'h',
	    "a tree is no answer to yes or no");
}

Test(broken, rows_of_names_alone_are_no_pieces_of_each_other)
{
	cr_assert_eq(take(",x", 1, GR_ROW_DATA), '-');
	cr_assert_eq(take(",y", 2, GR_ROW_DATA), '-');
}

Test(broken, short_rows_by_habit_are_not_held)
{
	struct gr_err err;

	cr_assert_eq(gr_readings_habit(readings,
	                 &(struct gr_row_habit){ .is_short = true }, &err),
	    GR_OK);
	cr_assert_eq(take("2301,Oak,5,1", 1, GR_ROW_DATA), '-');
}

Test(broken, without_codes_a_piece_has_no_name)
{
	layout.role[GR_ROLE_CODE] = GR_NONE;
	cr_assert_eq(take("2301,Oak,5,1", 1, GR_ROW_DATA), 'h');
	cr_assert_eq(take("2,Elm,6", 2, GR_ROW_DATA), '-', "a row of its own");
	cr_assert_eq(take("0,0,q", 2, GR_ROW_DATA), 'w');
}
