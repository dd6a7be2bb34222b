#include "base/simd.h"

#include <stddef.h>
#include <string.h>

enum gr_simd gr_simd_now;

enum gr_simd gr_simd_best(void)
{
#if defined(__x86_64__)
	if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("bmi")
	    || !__builtin_cpu_supports("bmi2"))
		return GR_SIMD_SSE2; /* every x86-64 has it */
	if (!__builtin_cpu_supports("avx512f")
	    || !__builtin_cpu_supports("avx512bw")
	    || !__builtin_cpu_supports("avx512vl")
	    || !__builtin_cpu_supports("avx512vbmi2"))
		return GR_SIMD_AVX2;
	return GR_SIMD_AVX512;
#else
	return GR_SIMD_SCALAR;
#endif
}

void gr_simd_set(enum gr_simd level)
{
	enum gr_simd best = gr_simd_best();

	gr_simd_now = level < best ? level : best;
}

__attribute__((constructor)) static void use_best(void)
{
	gr_simd_now = gr_simd_best();
}

bool gr_simd_choose(const char *name)
{
	static const char *const known[] = { [GR_SIMD_SCALAR] = "scalar",
		[GR_SIMD_SSE2] = "sse2",
		[GR_SIMD_AVX2] = "avx2",
		[GR_SIMD_AVX512] = "avx512" };

	if (name == NULL)
		return true;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(name, known[i]) == 0) {
			gr_simd_set((enum gr_simd)i);
			return true;
		}
	return false;
}
