/* kept_row.h: rows are read as they were written, and none that is cut off. */
#include "stream/kept_row.h"
#include "base/simd.h"
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

/* Rows of every width, with a long field at every place and without one, by the
 * vectors and by their twin. */
Test(kept_row, is_the_same_whatever_reads_the_lengths)
{
	enum { MOST = 40 };
	static const size_t long_ones[] = { 0, 1, 127, 128, 254, 255, 256,
		66000 };
	struct gr_slice field[MOST], got[MOST], rest;
	struct gr_buf scalar = { 0 }, best = { 0 };

	memset(text[0], 'x', sizeof text[0]);
	for (size_t n = 1; n <= MOST; n++)
		for (size_t k = 0; k < 8 * n; k++) {
			for (size_t i = 0; i < n; i++)
				field[i] = gr_slice_make(text[0], i * 7 % 11);
			field[k % n].len = long_ones[k / n];
			gr_buf_clear(&scalar);
			gr_buf_clear(&best);
			gr_simd_set(GR_SIMD_SCALAR);
			gr_kept_row_add(&scalar, field, n);
			gr_simd_set(gr_simd_best());
			gr_kept_row_add(&best, field, n);
			cr_assert(gr_slice_eq(gr_buf_slice(&scalar),
			    gr_buf_slice(&best)));
			rest = gr_buf_slice(&best);
			cr_assert(gr_kept_row_next(&rest, got, n));
			cr_assert_eq(rest.len, 0);
			for (size_t i = 0; i < n; i++)
				cr_assert(gr_slice_eq(got[i], field[i]));
		}
	gr_buf_free(&scalar);
	gr_buf_free(&best);
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
