/* lanes.h: every kernel says what the scalar one says. */
#include "expr/lanes.h"
#include <criterion/criterion.h>

static uint64_t state = 20261130;

static uint64_t any(void)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return state;
}

static int64_t numbers[2][GR_BATCH_ROWS];

/* Of all sizes, and now and then what the other holds. */
static void fill(unsigned bits)
{
	for (size_t i = 0; i < GR_BATCH_ROWS; i++) {
		numbers[0][i] = (int64_t)any() >> (64 - bits);
		numbers[1][i] = any() % 3 == 0 ? numbers[0][i]
		                               : (int64_t)any() >> (64 - bits);
	}
}

static void expect_same(const struct gr_lanes *a, const struct gr_lanes *b,
    struct gr_lane x, struct gr_lane y, bool small)
{
	int64_t sum[2][GR_BATCH_ROWS], rest[2][GR_BATCH_ROWS],
	    product[2][GR_BATCH_ROWS];

	cr_assert_eq(a->less(x, y), b->less(x, y));
	cr_assert_eq(a->equal(x, y), b->equal(x, y));
	a->add(x, y, sum[0]);
	b->add(x, y, sum[1]);
	a->subtract(x, y, rest[0]);
	b->subtract(x, y, rest[1]);
	a->multiply(x, y, small, product[0]);
	b->multiply(x, y, small, product[1]);
	cr_assert_arr_eq(sum[0], sum[1], sizeof sum[0]);
	cr_assert_arr_eq(rest[0], rest[1], sizeof rest[0]);
	cr_assert_arr_eq(product[0], product[1], sizeof product[0]);
}

Test(lanes, of_numbers_are_the_same_in_every_kernel)
{
	for (size_t k = 1; gr_lanes_kind(k) != NULL; k++)
		for (unsigned round = 0; round < 2000; round++) {
			unsigned bits = 1 + round % 64;

			fill(bits);
			for (unsigned same = 0; same < 4; same++)
				expect_same(gr_lanes_kind(0), gr_lanes_kind(k),
				    (struct gr_lane){ numbers[0], same & 1 },
				    (struct gr_lane){ numbers[1], same & 2 },
				    bits <= 32);
		}
}

Test(lanes, are_calculated_in_place)
{
	for (size_t k = 0; gr_lanes_kind(k) != NULL; k++)
		for (unsigned same = 0; same < 2; same++) {
			int64_t want[GR_BATCH_ROWS], got[GR_BATCH_ROWS];

			fill(40);
			gr_lanes_kind(0)->add((struct gr_lane){ numbers[0],
			                          same },
			    (struct gr_lane){ numbers[1], false }, want);
			memcpy(got, numbers[0], sizeof got);
			gr_lanes_kind(k)->add((struct gr_lane){ got, same },
			    (struct gr_lane){ numbers[1], false }, got);
			cr_assert_arr_eq(got, want, sizeof want);
		}
}

Test(lanes, tell_from_a_glance_what_a_cell_is)
{
	static const char *const cells[] = { "", "n/a", "?", "0", "1", "7", "9",
		":", "/", "a", "10", "n/b", "2021-03-05", "na" };
	enum { CELLS = sizeof cells / sizeof *cells };
	struct gr_slice row[1][CELLS];
	const struct gr_slice *rows[] = { row[0] };
	struct gr_glance glance[CELLS];

	for (size_t i = 0; i < CELLS; i++)
		row[0][i] = gr_slice_of(cells[i]);
	gr_glance(rows, 1, CELLS, glance);
	for (size_t k = 0; gr_lanes_kind(k) != NULL; k++)
		for (size_t i = 0; i < CELLS; i++) {
			struct gr_glances at;

			gr_lanes_kind(k)->sort(&glance[i], &at);
			cr_expect_eq(at.empty & 1, i == 0, "%s", cells[i]);
			cr_expect_eq(at.na & 1, i == 1, "%s", cells[i]);
			cr_expect_eq(at.query & 1, i == 2, "%s", cells[i]);
			cr_expect_eq(at.zero & 1, i == 3, "%s", cells[i]);
			cr_expect_eq(at.one & 1, i == 4, "%s", cells[i]);
			cr_expect_eq(at.digit & 1, i >= 3 && i <= 6, "%s",
			    cells[i]);
			cr_expect_eq(at.rest & 1, i > 6, "%s", cells[i]);
		}
}

enum { WIDEST = 450, LONGEST = 70 };

/* A row of cells such as there are, most of them side by side in a line; what is
 * between two may be no TAB, and some stand elsewhere. */
static void write_row(struct gr_slice *row, size_t columns, char *line)
{
	static const char *const cells[] = { "", "", "n/a", "?", "0", "1", "7",
		"n/b", "x/a", "12.5", "2021-03-05", "na", "\xe7\xa4\xbe", "n",
		"/a", "an/a" };
	static char other[LONGEST];
	unsigned odd = any() % 3 == 0 ? 1 + (unsigned)(any() % 40) : 0;

	for (size_t i = 0; i < columns; i++) {
		const char *cell = cells[any() % 16];
		size_t n = strlen(cell);

		if (any() % 64 == 0) {
			n = any() % LONGEST;
			memset(line, 'l', n);
		} else {
			memcpy(line, cell, n);
		}
		row[i] = gr_slice_make(line, n);
		line += n;
		*line++ = odd > 0 && any() % odd == 0 ? '|' : '\t';
		if (odd > 0 && any() % odd == 0)
			row[i] = gr_slice_make(other, any() % LONGEST);
		else if (odd > 0 && any() % odd == 0)
			line++;
	}
}

Test(lanes, glance_alike_in_every_kernel)
{
	static struct gr_slice cell[GR_BATCH_ROWS][WIDEST];
	static char line[GR_BATCH_ROWS][WIDEST * (LONGEST + 2)];
	static struct gr_glance want[WIDEST], got[WIDEST];
	const struct gr_slice *row[GR_BATCH_ROWS];

	for (unsigned round = 0; round < 300; round++) {
		size_t n = 1 + any() % GR_BATCH_ROWS,
		       columns = 1 + any() % WIDEST;

		for (size_t i = 0; i < n; i++) {
			write_row(cell[i], columns, line[i]);
			row[i] = cell[i];
		}
		gr_glance_kind(0)(row, n, columns, want);
		for (size_t k = 1; gr_glance_kind(k) != NULL; k++) {
			gr_glance_kind(k)(row, n, columns, got);
			for (size_t c = 0; c < columns; c++)
				cr_assert_arr_eq(got[c].of, want[c].of, n);
		}
	}
}

Test(lanes, sort_every_byte_alike_in_every_kernel)
{
	for (unsigned round = 0; round < 100; round++) {
		struct gr_glance glance;
		struct gr_glances want, got;
		int64_t digits[2][GR_BATCH_ROWS];

		for (size_t i = 0; i < GR_BATCH_ROWS; i++)
			glance.of[i] = (unsigned char)any();
		gr_lanes_kind(0)->sort(&glance, &want);
		gr_lanes_kind(0)->digits(&glance, digits[0]);
		for (size_t k = 1; gr_lanes_kind(k) != NULL; k++) {
			gr_lanes_kind(k)->sort(&glance, &got);
			cr_assert_arr_eq(&got, &want, sizeof want);
			gr_lanes_kind(k)->digits(&glance, digits[1]);
			cr_assert_arr_eq(digits[1], digits[0],
			    sizeof digits[0]);
		}
	}
}

Test(lanes, turn_a_square_of_bits_over)
{
	gr_rows word[GR_BATCH_ROWS], turned[GR_BATCH_ROWS];

	for (size_t i = 0; i < GR_BATCH_ROWS; i++)
		word[i] = turned[i] = any();
	gr_rows_turn(turned);
	for (size_t i = 0; i < GR_BATCH_ROWS; i++)
		for (size_t k = 0; k < GR_BATCH_ROWS; k++)
			cr_assert_eq(turned[k] >> i & 1, word[i] >> k & 1);
}
