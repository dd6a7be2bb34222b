/* little_rows.h - batches of random rows under the header of a little standard,
 * for tests of what looks at rows ahead. */
#ifndef GREEN_TEST_LITTLE_ROWS_H
#define GREEN_TEST_LITTLE_ROWS_H

#include "expr/lanes.h"

#include "little.h"

struct little_kind { /* what the cells of a column may be */
	const char *name;
	const char *cell[12]; /* NULL behind the last; the first are common */
};

enum { LITTLE_ROW_FIELDS = 32 };

static struct gr_row little_batch[GR_BATCH_ROWS];
static uint64_t little_state = 20261130;

static inline unsigned little_pick(unsigned n)
{
	little_state ^= little_state << 13;
	little_state ^= little_state >> 7;
	little_state ^= little_state << 17;
	return (unsigned)(little_state >> 33) % n;
}

/* One of the first three, of an odd row any. */
static inline struct gr_slice little_cell(const struct little_kind *kind,
    bool odd)
{
	unsigned n = 0;

	while (kind->cell[n] != NULL && n < (odd ? 12u : 3u))
		n++;
	return gr_slice_of(kind->cell[little_pick(n)]);
}

/* Rows of these columns; how many there are. */
static inline size_t little_fill(const struct little_kind *kind, size_t columns)
{
	static struct gr_slice field[GR_BATCH_ROWS][LITTLE_ROW_FIELDS];
	size_t n = 1 + little_pick(GR_BATCH_ROWS);

	for (size_t i = 0; i < n; i++) {
		bool odd = little_pick(3) == 0;

		for (size_t k = 0; k < columns; k++)
			field[i][k] = little_cell(&kind[k],
			    odd && little_pick(3) == 0);
		little_batch[i] = (struct gr_row){ field[i], columns, "in.tsv",
			i + 2 };
	}
	return n;
}

#endif
