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
	struct gr_kept_rows reading = { 0 };
	struct gr_slice field[FIELDS];
	struct gr_err err;

	fill(&rows);
	for (int again = 0; again < 2; again++) {
		gr_kept_rows_begin(&reading, gr_buf_slice(&rows));
		for (int i = 0; i < ROWS; i++) {
			cr_assert_eq(gr_kept_rows_next(&reading, field, FIELDS,
			                 &err),
			    GR_OK);
			for (int k = 0; k < FIELDS; k++)
				cr_expect(gr_slice_eq(field[k], row[i][k]),
				    "%d, %d", i, k);
		}
		cr_expect_eq(gr_kept_rows_next(&reading, field, FIELDS, &err),
		    GR_ESYS);
	}
	gr_kept_rows_free(&reading);
	gr_buf_free(&rows);
}

Test(kept_row, has_between_its_fields_what_a_line_has)
{
	struct gr_buf rows = { 0 };
	struct gr_kept_rows reading = { 0 };
	struct gr_slice field[FIELDS];
	struct gr_err err;

	fill(&rows);
	gr_kept_rows_begin(&reading, gr_buf_slice(&rows));
	cr_assert_eq(gr_kept_rows_next(&reading, field, FIELDS, &err), GR_OK);
	cr_expect_eq(memcmp(field[0].ptr, "2021\t\ta.csv\t7\t\n", 15), 0);
	gr_kept_rows_free(&reading);
	gr_buf_free(&rows);
}

/* Many rows of every width, so that every look ends somewhere else, by the
 * vectors and by their twin. */
Test(kept_row, is_the_same_wherever_a_look_ends)
{
	enum { MOST = 40, MANY = 700 };
	static const enum gr_simd level[] = { GR_SIMD_SCALAR, GR_SIMD_AVX2,
		GR_SIMD_AVX512 };
	struct gr_slice field[MOST], got[MOST];
	struct gr_kept_rows reading = { 0 };
	struct gr_buf rows = { 0 };
	struct gr_err err;

	memset(text[0], 'x', sizeof text[0]);
	for (size_t n = 1; n <= MOST; n++)
		for (size_t l = 0; l < 3; l++) {
			gr_simd_set(level[l]);
			gr_buf_clear(&rows);
			for (size_t r = 0; r < MANY; r++) {
				for (size_t i = 0; i < n; i++)
					field[i] = gr_slice_make(text[0],
					    (i * 7 + r) % 11);
				gr_kept_row_add(&rows, field, n);
			}
			gr_kept_rows_begin(&reading, gr_buf_slice(&rows));
			for (size_t r = 0; r < MANY; r++) {
				cr_assert_eq(gr_kept_rows_next(&reading, got, n,
				                 &err),
				    GR_OK);
				for (size_t i = 0; i < n; i++)
					cr_assert_eq(got[i].len,
					    (i * 7 + r) % 11);
			}
			cr_expect_eq(reading.rest.len, 0);
		}
	gr_simd_set(gr_simd_best());
	gr_kept_rows_free(&reading);
	gr_buf_free(&rows);
}

Test(kept_row, one_of_other_fields_is_none)
{
	struct gr_buf rows = { 0 };
	struct gr_kept_rows reading = { 0 };
	struct gr_slice field[FIELDS + 1];
	struct gr_err err;

	fill(&rows);
	for (size_t n = FIELDS - 1; n <= FIELDS + 1; n += 2) {
		gr_kept_rows_begin(&reading, gr_buf_slice(&rows));
		cr_expect_eq(gr_kept_rows_next(&reading, field, n, &err),
		    GR_ESYS);
	}
	gr_kept_rows_free(&reading);
	gr_buf_free(&rows);
}

/* In memory of its own, so that what is read behind it is seen. */
Test(kept_row, one_that_is_cut_off_is_none)
{
	struct gr_buf rows = { 0 };

	fill(&rows);
	for (size_t n = 0; n < rows.len; n += n < 700 ? 1 : 4999) {
		char *cut = malloc(n + 1);
		struct gr_kept_rows reading = { 0 };
		struct gr_slice field[FIELDS];
		struct gr_err err;
		int read = 0;

		cr_assert_not_null(cut);
		memcpy(cut, rows.ptr, n);
		gr_kept_rows_begin(&reading, gr_slice_make(cut, n));
		while (
		    gr_kept_rows_next(&reading, field, FIELDS, &err) == GR_OK)
			read++;
		cr_expect_lt(read, ROWS, "%zu of %zu", n, rows.len);
		gr_kept_rows_free(&reading);
		free(cut);
	}
	gr_buf_free(&rows);
}
