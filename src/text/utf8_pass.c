/* utf8_pass.c - the beginning of a text that is surely UTF-8, fast. */
#include "text/utf8_pass.h"

#include "base/simd.h"
#include "text/utf8_pairs_avx2.h"

#if defined(__x86_64__)

enum { VECTOR = 32 };

/* Bytes up to the first vector that has something wrong in it. */
__attribute__((target("avx2,bmi,bmi2"))) static size_t pass_avx2(
    struct gr_slice s)
{
	__m256i before = _mm256_setzero_si256();
	bool high_before = false;
	size_t at = 0;

	for (; at + VECTOR <= s.len; at += VECTOR) {
		__m256i v = _mm256_loadu_si256(
		    (const __m256i *)(const void *)(s.ptr + at));
		bool high = _mm256_movemask_epi8(v) != 0;

		if (high || high_before) {
			__m256i wrong = gr_utf8_wrong_avx2(before, v);
			if (!_mm256_testz_si256(wrong, wrong))
				break;
		}
		before = v;
		high_before = high;
	}
	return at;
}

size_t gr_utf8_pass(struct gr_slice s)
{
	if (s.len < VECTOR || gr_simd_level() < GR_SIMD_AVX2)
		return 0;
	size_t at = pass_avx2(s);
	/* the last character may go on behind it */
	for (size_t i = 1; i <= GR_UTF8_BEFORE && i <= at; i++) {
		unsigned char c = (unsigned char)s.ptr[at - i];
		if (c >= 0xc0)
			return at - i;
		if (c < 0x80)
			break;
	}
	return at;
}

#else

size_t gr_utf8_pass(struct gr_slice s)
{
	(void)s;
	return 0;
}

#endif
