/* row_print.h: rows are printed cell by cell, whatever their size. */
#include "stream/row_print.h"
#include <criterion/criterion.h>

Test(row_print, cells_keep_their_text_while_the_buffer_grows)
{
	struct gr_row_print line = { .cells = 0 };
	const struct gr_slice *field;
	struct gr_err err;
	size_t n;

	for (int round = 0; round < 2; round++) {
		gr_row_print_clear(&line);
		for (int64_t i = 0; i < 500; i++)
			gr_row_print_int(&line, i * 1000);
		gr_row_print_text(&line, GR_S(""));
		gr_row_print_text(&line, GR_S("end"));
		cr_assert_eq(gr_row_print_fields(&line, &field, &n, &err),
		    GR_OK);
		cr_assert_eq(n, 502);
		cr_expect(gr_slice_eq(field[0], GR_S("0")));
		cr_expect(gr_slice_eq(field[499], GR_S("499000")));
		cr_expect_eq(field[500].len, 0);
		cr_expect(gr_slice_eq(field[501], GR_S("end")));
	}
	gr_row_print_free(&line);
}

Test(row_print, a_row_of_empty_cells_has_them)
{
	struct gr_row_print line = { .cells = 0 };
	const struct gr_slice *field;
	struct gr_err err;
	size_t n;

	gr_row_print_end_cell(&line);
	gr_row_print_end_cell(&line);
	cr_assert_eq(gr_row_print_fields(&line, &field, &n, &err), GR_OK);
	cr_expect(n == 2 && field[0].len == 0 && field[1].len == 0);
	gr_row_print_free(&line);
}
