/* hash.h: the hash is XXH3-64, however the bytes come. */
#include "stream/hash.h"
#include "base/simd.h"
#include <criterion/criterion.h>

static struct gr_hash *hash;

static void setup(void)
{
	hash = gr_hash_new();
	cr_assert_not_null(hash);
}

static void teardown(void)
{
	gr_hash_free(hash);
	gr_simd_set(GR_SIMD_AVX512);
}

TestSuite(hash, .init = setup, .fini = teardown);

Test(hash, is_that_of_the_standard)
{
	cr_assert_eq(gr_hash_value(hash), UINT64_C(0x2d06800538d394c2));
	gr_hash_add(hash, GR_S("abc"));
	cr_assert_eq(gr_hash_value(hash), UINT64_C(0x78af5f94892f3950));
	gr_hash_reset(hash);
	gr_hash_add(hash, GR_S(""));
	cr_assert_eq(gr_hash_value(hash), UINT64_C(0x2d06800538d394c2));
}

Test(hash, is_the_same_at_every_level_and_however_the_bytes_come)
{
	static char bytes[5000];
	uint64_t whole = 0;

	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (char)(i * i >> 3);
	for (int level = GR_SIMD_SCALAR; level <= GR_SIMD_AVX512; level++)
		for (size_t step = 1; step <= sizeof bytes; step += 211) {
			gr_simd_set((enum gr_simd)level);
			gr_hash_reset(hash);
			for (size_t i = 0; i < sizeof bytes; i += step) {
				size_t left = sizeof bytes - i;

				gr_hash_add(hash,
				    gr_slice_make(bytes + i,
				        left < step ? left : step));
			}
			if (whole == 0)
				whole = gr_hash_value(hash);
			cr_assert_eq(gr_hash_value(hash), whole);
		}
}
