/* scan_avx512.c - the kernel of scan.h with vectors of 64 bytes. */
#include "csv/scan_internal.h"

#if defined(__x86_64__)

#include <immintrin.h>

#define TARGET target("avx512f,avx512bw,avx512vl,avx512vbmi2,bmi,bmi2,popcnt")
#define AVX512 __attribute__((TARGET, always_inline)) static inline

enum { BLOCK = 64, PLACES = 16 };

_Static_assert(GR_SCAN_SLACK >= PLACES, "so many places are written at once");

AVX512 __mmask64 is_byte(__m512i v, char c)
{
	return _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8(c));
}

/* 0, 1, 2 ... 63 */
AVX512 __m512i count_up(void)
{
	const long long step = 0x0808080808080808, first = 0x0706050403020100;

	return _mm512_set_epi64(first + 7 * step, first + 6 * step,
	    first + 5 * step, first + 4 * step, first + 3 * step,
	    first + 2 * step, first + step, first);
}

AVX512 void put_stops(struct gr_scan_found *found, uint64_t all, uint64_t stop)
{
	for (; stop != 0; stop = _blsr_u64(stop))
		found->stop[found->stops++] = (uint32_t)(found->n
		    + (size_t)_mm_popcnt_u64(all & (_blsmsk_u64(stop) >> 1)));
}

/* The places of a block's bits, side by side as bytes, then as they are kept. */
AVX512 void put_places(struct gr_scan_found *found, uint64_t all, uint32_t base)
{
	__m512i place = _mm512_maskz_compress_epi8(all, count_up());
	size_t n = (size_t)_mm_popcnt_u64(all);
	uint32_t *at = found->at + found->n, *stop = at + n;

	found->n += n;
	for (; at < stop; at += PLACES) {
		_mm512_storeu_si512(at,
		    _mm512_add_epi32(_mm512_set1_epi32((int)base),
		        _mm512_cvtepu8_epi32(_mm512_castsi512_si128(place))));
		place = _mm512_alignr_epi64(place, place, 2);
	}
}

__attribute__((TARGET)) void gr_scan_avx512(const char *text, size_t n,
    char delimiter, uint32_t base, struct gr_scan_found *found)
{
	for (size_t i = 0; i < n; i += BLOCK) {
		__mmask64 live = n - i < BLOCK
		    ? _bzhi_u64(UINT64_MAX, (unsigned)(n - i))
		    : UINT64_MAX;
		__m512i v = _mm512_maskz_loadu_epi8(live, text + i);
		uint64_t stop = (is_byte(v, '"') | is_byte(v, '\r')
		                    | is_byte(v, '\n'))
		    & live;
		uint64_t all = stop | (is_byte(v, delimiter) & live);

		put_stops(found, all, stop);
		put_places(found, all, base + (uint32_t)i);
	}
}

#endif
