/* simd.h - how wide the vector instructions are that this process uses.
 *
 * A module with vector instructions has a kernel for each level it knows and a
 * scalar twin, all with the same answers; which one runs is decided here, for
 * all of them at once: the best that the machine has, or less if it was so
 * asked.  GREEN_SIMD (scalar, sse2, avx2, avx512) asks for every program, in
 * tests and where instructions are counted; it changes no byte of any output.
 */
#ifndef GREEN_BASE_SIMD_H
#define GREEN_BASE_SIMD_H

#include <stdbool.h>

enum gr_simd { GR_SIMD_SCALAR, GR_SIMD_SSE2, GR_SIMD_AVX2, GR_SIMD_AVX512 };

/* Set before main(), and by those below; to be read by gr_simd_level(). */
extern enum gr_simd gr_simd_now;

/* The level to use now.  AVX2 stands for BMI and BMI2 too, AVX-512 for F, BW,
 * VL and VBMI2.  It is asked for every row, and some cells. */
static inline enum gr_simd gr_simd_level(void)
{
	return gr_simd_now;
}

/* The best that this machine has. */
enum gr_simd gr_simd_best(void);

/* From now on use `level`, or the best there is if the machine has less. */
void gr_simd_set(enum gr_simd level);

/* The same by name, as GREEN_SIMD has it; NULL leaves it as it is.  False, and
 * nothing is changed, if no level is called so. */
bool gr_simd_choose(const char *name);

#endif
