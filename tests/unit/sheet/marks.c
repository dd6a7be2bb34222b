/* marks.h: marks come back row by row, and spans are joined where they touch. */
#include <criterion/criterion.h>

#include "sheet/marks.h"

static struct gr_sheet_marks *made(void)
{
	static struct gr_sheet_marks marks;
	struct gr_err err;

	cr_assert_eq(gr_sheet_marks_make(&marks, &err), GR_OK);
	return &marks;
}

/* Three of every even row, of more than are held at a time. */
Test(marks, walk)
{
	enum { ROWS = 2000, EACH = 3 };
	struct gr_sheet_marks *marks = made();
	struct gr_marks_cursor *cursor = calloc(2, sizeof *cursor);
	struct gr_err err;

	for (uint32_t row = 2; row <= ROWS; row += 2)
		for (uint16_t i = 1; i <= EACH; i++)
			cr_assert_eq(
			    gr_sheet_marks_add(marks,
			        (struct gr_mark){ row, i, GR_MARK_FORMULA },
			        &err),
			    GR_OK);
	cr_assert_eq(gr_sheet_marks_end(marks, &err), GR_OK);
	for (size_t pass = 0; pass < 2; pass++)
		for (uint32_t row = 1; row <= ROWS; row++) {
			struct gr_mark mark = { .row = 1 };
			unsigned n = 0;

			if (pass == 1 && row % 5 == 0)
				continue; /* rows nobody asks for */
			for (; mark.row != 0; n += mark.row != 0)
				cr_assert_eq(gr_sheet_marks_next(marks,
				                 &cursor[pass], row, &mark,
				                 &err),
				    GR_OK);
			cr_assert_eq(n, row % 2 == 0 ? EACH : 0, "row %u", row);
		}
	free(cursor);
	gr_sheet_marks_free(marks);
}

Test(marks, spans)
{
	struct gr_sheet_marks *marks = made();
	struct gr_spans *spans = &marks->hidden_rows;
	struct gr_err err;

	for (uint32_t row = 3; row < 10; row++)
		cr_assert_eq(gr_spans_add(marks->keep, spans, row, row, &err),
		    GR_OK);
	cr_assert_eq(gr_spans_add(marks->keep, spans, 12, 14, &err), GR_OK);
	cr_assert_eq(spans->n, 2);
	cr_assert_eq(spans->all, 10);
	cr_assert_eq(spans->span[0].last, 9);
	for (uint32_t row = 20; row < 200000; row += 2)
		cr_assert_eq(gr_spans_add(marks->keep, spans, row, row, &err),
		    GR_OK);
	cr_assert_eq(spans->all, 10 + 99990);
	cr_assert_lt(spans->n, 5000);
	gr_sheet_marks_free(marks);
}
