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

/* The plain way to say it; what lies behind the last stays as it is. */
static bool expect(const struct gr_slice *field, size_t n, uint8_t *length,
    uint8_t *filled)
{
	bool all = true;

	memset(filled, 0, (n + 7) / 8);
	for (size_t i = 0; i < n; i++) {
		length[i] = (uint8_t)field[i].len;
		filled[i / 8] |= (uint8_t)((field[i].len > 0) << i % 8);
		all &= field[i].len < GR_LENGTHS_LESS;
	}
	return all;
}

static void check(const struct gr_slice *field, size_t n, enum gr_simd level)
{
	uint8_t want[2][MOST + 1], got[2][MOST + 1];

	memset(want, 0xa5, sizeof want);
	memset(got, 0xa5, sizeof got);
	gr_simd_set(level);
	bool are_short = expect(field, n, want[0], want[1]);
	bool say_short = gr_field_lengths(got[0], field, n);
	gr_fields_filled(got[1], field, n);
	cr_assert_eq(memcmp(got, want, sizeof got), 0, "%zu fields", n);
	/* it may say so of one that is not that long, but not the reverse */
	cr_assert(are_short || !say_short);
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
