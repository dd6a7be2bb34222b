/* fields_filled.h: what holds something does, whatever looks at it. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/simd.h"
#include "stream/fields_filled.h"

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

/* What lies behind the last byte stays as it is. */
static void check(const struct gr_slice *field, size_t n, enum gr_simd level)
{
	uint8_t want[MOST + 1], got[MOST + 1];

	memset(want, 0xa5, sizeof want);
	memset(got, 0xa5, sizeof got);
	memset(want, 0, (n + 7) / 8);
	for (size_t i = 0; i < n; i++)
		want[i / 8] |= (uint8_t)((field[i].len > 0) << i % 8);
	gr_simd_set(level);
	gr_fields_filled(got, field, n);
	cr_assert_eq(memcmp(got, want, sizeof got), 0, "%zu fields", n);
}

Test(fields_filled, every_length_at_every_place)
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
