/* simd.h: vector instructions are used up to the level that was asked for. */
#include "base/simd.h"
#include <criterion/criterion.h>

static void use_all_again(void)
{
	gr_simd_set(GR_SIMD_AVX512);
}

TestSuite(simd, .fini = use_all_again);

Test(simd, of_a_process_is_the_best_that_the_machine_has)
{
	cr_assert_eq(gr_simd_level(), gr_simd_best());
}

Test(simd, is_never_more_than_was_asked_for_nor_than_there_is)
{
	for (int i = GR_SIMD_SCALAR; i <= GR_SIMD_AVX512; i++) {
		enum gr_simd asked = (enum gr_simd)i, best = gr_simd_best();

		gr_simd_set(asked);
		cr_assert_eq(gr_simd_level(), asked < best ? asked : best);
	}
}

Test(simd, is_chosen_by_name)
{
	cr_assert(gr_simd_choose("scalar"));
	cr_assert_eq(gr_simd_level(), GR_SIMD_SCALAR);
	cr_assert(gr_simd_choose(NULL));
	cr_assert_eq(gr_simd_level(), GR_SIMD_SCALAR);
	cr_assert_not(gr_simd_choose("fast"));
	cr_assert_not(gr_simd_choose(""));
	cr_assert_eq(gr_simd_level(), GR_SIMD_SCALAR);
	cr_assert(gr_simd_choose("avx512"));
	cr_assert_eq(gr_simd_level(), gr_simd_best());
}
