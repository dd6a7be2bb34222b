/* field_lengths.h: lengths are the same whatever reads them. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/simd.h"
#include "stream/field_lengths.h"

enum { MOST = 41 };

static const size_t lengths[] = { 0, 1, 2, 127, 128, 254, 255, 256, 511, 65536,
	(size_t)1 << 32, ((size_t)1 << 32) + 1 };

/* Field `at` of `n` is `len` long, those beside it as their place says. */
static void fill(struct gr_slice *field, size_t n, size_t at, size_t len)
{
	for (size_t i = 0; i < n; i++)
		field[i] = gr_slice_make("", i * 7 % 5);
	field[at].len = len;
}

static void check(const struct gr_slice *field, size_t n, enum gr_simd level)
{
	uint8_t length[MOST + 1], filled[MOST / 8 + 2];
	bool all = true;

	memset(length, 0xa5, sizeof length);
	memset(filled, 0xa5, sizeof filled);
	gr_simd_set(level);
	bool short_ones = gr_field_lengths(length, field, n);
	gr_fields_filled(filled, field, n);
	for (size_t i = 0; i < n; i++) {
		cr_assert_eq(length[i], (uint8_t)field[i].len);
		cr_assert_eq(filled[i / 8] >> i % 8 & 1, field[i].len > 0);
		all &= field[i].len < GR_LENGTHS_LESS;
	}
	/* it may say so of one that is not that long, but not the reverse */
	cr_assert(all || !short_ones);
	for (size_t i = n; i % 8 != 0; i++)
		cr_assert_eq(filled[i / 8] >> i % 8 & 1, 0);
	cr_assert_eq(length[n], 0xa5, "beyond the last of %zu", n);
	cr_assert_eq(filled[(n + 7) / 8], 0xa5, "beyond the last of %zu", n);
}

Test(field_lengths, every_length_at_every_place)
{
	struct gr_slice field[MOST];

	for (size_t n = 1; n <= MOST; n++)
		for (size_t at = 0; at < n; at++)
			for (size_t k = 0; k < sizeof lengths / sizeof *lengths;
			     k++) {
				fill(field, n, at, lengths[k]);
				check(field, n, GR_SIMD_SCALAR);
				check(field, n, gr_simd_best());
			}
}

Test(field_lengths, short_ones_are_known_to_be)
{
	struct gr_slice field[MOST];
	uint8_t length[MOST];

	fill(field, MOST, 0, 100);
	gr_simd_set(GR_SIMD_SCALAR);
	cr_expect(gr_field_lengths(length, field, MOST));
	gr_simd_set(gr_simd_best());
	cr_expect(gr_field_lengths(length, field, MOST));
}
