/* kept_row.h: rows are read as they were written, and none that is cut off. */
#include "stream/kept_row.h"
#include <criterion/criterion.h>
#include <stdlib.h>

#define S(text) \
	{ \
		(text), sizeof(text) - 1 \
	}

enum { FIELDS = 5, ROWS = 3 };

static char text[3][70000];

static const struct gr_slice row[ROWS][FIELDS] = {
	{ S("2021"), S(""), S("a.csv"), S("7"), S("") },
	{ { text[0], 254 }, S("x"), { text[1], 255 }, S("?"),
	    { text[2], 70000 } },
	{ { NULL, 0 }, { NULL, 0 }, S("1"), S("sixteen bytes ok"),
	    S("seventeen bytes !") },
};

static void fill(struct gr_buf *rows)
{
	for (int i = 0; i < 3; i++)
		memset(text[i], 'a' + i, sizeof text[i]);
	for (int i = 0; i < ROWS; i++)
		gr_kept_row_add(rows, row[i], FIELDS);
	cr_assert_not(rows->failed);
}

Test(kept_row, is_read_as_it_was_written)
{
	struct gr_buf rows = { 0 };
	struct gr_slice field[FIELDS], rest;

	fill(&rows);
	rest = gr_buf_slice(&rows);
	for (int i = 0; i < ROWS; i++) {
		cr_assert(gr_kept_row_next(&rest, field, FIELDS));
		for (int k = 0; k < FIELDS; k++)
			cr_expect(gr_slice_eq(field[k], row[i][k]), "%d, %d", i,
			    k);
	}
	cr_expect_eq(rest.len, 0);
	gr_buf_free(&rows);
}

Test(kept_row, has_between_its_fields_what_a_line_has)
{
	struct gr_buf rows = { 0 };
	struct gr_slice field[FIELDS], rest;

	fill(&rows);
	rest = gr_buf_slice(&rows);
	cr_assert(gr_kept_row_next(&rest, field, FIELDS));
	cr_expect_eq(memcmp(field[0].ptr, "2021\t\ta.csv\t7\t\n", 15), 0);
	gr_buf_free(&rows);
}

/* In memory of its own, so that what is read behind it is seen. */
Test(kept_row, one_that_is_cut_off_is_none)
{
	struct gr_buf rows = { 0 };

	fill(&rows);
	for (size_t n = 0; n < rows.len; n += n < 700 ? 1 : 4999) {
		char *cut = malloc(n + 1);
		struct gr_slice field[FIELDS], rest = { cut, n };
		int read = 0;

		cr_assert_not_null(cut);
		memcpy(cut, rows.ptr, n);
		while (gr_kept_row_next(&rest, field, FIELDS))
			read++;
		cr_expect_lt(read, ROWS, "%zu of %zu", n, rows.len);
		free(cut);
	}
	gr_buf_free(&rows);
}
