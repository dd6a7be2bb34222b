/* lanes.c - the loops over the rows of a batch, without vectors. */
#include "expr/lanes_internal.h"

#include "base/simd.h"

/* ---- at first sight ---- */

/* A row's cells lie side by side, so it is read as it lies; four of them a
 * turn. */
static void glance(const struct gr_slice *const *row, size_t n, size_t columns,
    struct gr_glance *out)
{
	for (size_t i = 0; i < n; i++) {
		const struct gr_slice *cell = row[i];
		struct gr_glance *to = out;
		size_t left = columns;

		for (; left >= 4; left -= 4, cell += 4, to += 4) {
			to[0].of[i] = gr_glance_at(cell[0]);
			to[1].of[i] = gr_glance_at(cell[1]);
			to[2].of[i] = gr_glance_at(cell[2]);
			to[3].of[i] = gr_glance_at(cell[3]);
		}
		for (; left > 0; left--)
			to++->of[i] = gr_glance_at(*cell++);
	}
}

static void sort(const struct gr_glance *glance, struct gr_glances *out)
{
	struct gr_glances s = { 0 };

	for (size_t i = 0; i < GR_BATCH_ROWS; i++) {
		unsigned char c = glance->of[i];
		gr_rows bit = (gr_rows)1 << i;

		s.empty |= c == GR_GLANCE_EMPTY ? bit : 0;
		s.na |= c == GR_GLANCE_NA ? bit : 0;
		s.query |= c == '?' ? bit : 0;
		s.digit |= c >= '0' && c <= '9' ? bit : 0;
		s.zero |= c == '0' ? bit : 0;
		s.one |= c == '1' ? bit : 0;
	}
	s.rest = ~(s.empty | s.na | s.query | s.digit);
	*out = s;
}

static void digits(const struct gr_glance *glance, int64_t *out)
{
	for (size_t i = 0; i < GR_BATCH_ROWS; i++)
		out[i] = (unsigned char)(glance->of[i] - '0');
}

/* ---- sets ---- */

/* The two quarters of a square beside its diagonal change places; then those of
 * each of its quarters, down to single bits. */
void gr_rows_turn(gr_rows word[GR_BATCH_ROWS])
{
	gr_rows low = UINT32_MAX; /* bits of the lower half of each part */

	for (unsigned half = GR_BATCH_ROWS / 2; half > 0;
	     half /= 2, low ^= low << half)
		for (size_t at = 0; at < GR_BATCH_ROWS; at += 2 * half)
			for (size_t i = at; i < at + half; i++) {
				gr_rows change = (word[i] >> half
				                     ^ word[i + half])
				    & low;

				word[i + half] ^= change;
				word[i] ^= change << half;
			}
}

/* ---- numbers ---- */

static gr_rows less(struct gr_lane a, struct gr_lane b)
{
	size_t step_a = !a.same, step_b = !b.same;
	gr_rows found = 0;

	for (size_t i = 0; i < GR_BATCH_ROWS; i++)
		found |= (gr_rows)(a.number[i * step_a] < b.number[i * step_b])
		    << i;
	return found;
}

static gr_rows equal(struct gr_lane a, struct gr_lane b)
{
	size_t step_a = !a.same, step_b = !b.same;
	gr_rows found = 0;

	for (size_t i = 0; i < GR_BATCH_ROWS; i++)
		found |= (gr_rows)(a.number[i * step_a] == b.number[i * step_b])
		    << i;
	return found;
}

/* The number of a row; of one that is the same in all, `first`, for what it
 * stood in may have been written to. */
static inline uint64_t at(struct gr_lane lane, uint64_t first, size_t i)
{
	return lane.same ? first : (uint64_t)lane.number[i];
}

static void add(struct gr_lane a, struct gr_lane b, int64_t *out)
{
	const uint64_t x = (uint64_t)*a.number, y = (uint64_t)*b.number;

	for (size_t i = 0; i < GR_BATCH_ROWS; i++)
		out[i] = (int64_t)(at(a, x, i) + at(b, y, i));
}

static void subtract(struct gr_lane a, struct gr_lane b, int64_t *out)
{
	const uint64_t x = (uint64_t)*a.number, y = (uint64_t)*b.number;

	for (size_t i = 0; i < GR_BATCH_ROWS; i++)
		out[i] = (int64_t)(at(a, x, i) - at(b, y, i));
}

static void multiply(struct gr_lane a, struct gr_lane b, bool small,
    int64_t *out)
{
	const uint64_t x = (uint64_t)*a.number, y = (uint64_t)*b.number;

	(void)small;
	for (size_t i = 0; i < GR_BATCH_ROWS; i++)
		out[i] = (int64_t)(at(a, x, i) * at(b, y, i));
}

/* ---- which ---- */

static const struct gr_lanes scalar = { sort, digits, less, equal, add,
	subtract, multiply };

#if defined(__x86_64__)

const struct gr_lanes *gr_lanes_now(void)
{
	return gr_simd_level() >= GR_SIMD_AVX2 ? &gr_lanes_avx2 : &scalar;
}

void gr_glance(const struct gr_slice *const *row, size_t n, size_t columns,
    struct gr_glance *out)
{
	if (gr_simd_level() >= GR_SIMD_AVX512)
		gr_glance_avx512(row, n, columns, out);
	else
		glance(row, n, columns, out);
}

gr_glance_fn *gr_glance_kind(size_t i)
{
	if (i == 1 && gr_simd_best() >= GR_SIMD_AVX512)
		return gr_glance_avx512;
	return i == 0 ? glance : NULL;
}

const struct gr_lanes *gr_lanes_kind(size_t i)
{
	if (i == 1 && gr_simd_best() >= GR_SIMD_AVX2)
		return &gr_lanes_avx2;
	return i == 0 ? &scalar : NULL;
}

#else

void gr_glance(const struct gr_slice *const *row, size_t n, size_t columns,
    struct gr_glance *out)
{
	glance(row, n, columns, out);
}

gr_glance_fn *gr_glance_kind(size_t i)
{
	return i == 0 ? glance : NULL;
}

const struct gr_lanes *gr_lanes_now(void)
{
	return &scalar;
}

const struct gr_lanes *gr_lanes_kind(size_t i)
{
	return i == 0 ? &scalar : NULL;
}

#endif
