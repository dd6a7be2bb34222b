#include "stream/row_scan_internal.h"

#include "base/simd.h"
#include "text/utf8_pairs.h"

/* Whether `c` is wrong behind the three bytes of `before`, the last of which
 * is the lowest. */
static bool is_wrong(uint32_t before, unsigned char c)
{
	const struct gr_utf8_pairs *t = &gr_utf8_pairs;
	unsigned last = before & 0xff;
	bool asked = (before >> 8 & 0xff) >= 0xe0
	    || (before >> 16 & 0xff) >= 0xf0;

	return (t->first_upper[last >> 4] & t->first_lower[last & 15]
	           & t->second_upper[c >> 4])
	    != (asked ? GR_UTF8_INSIDE : 0);
}

void gr_row_scan_scalar(struct gr_row_scan *scan, const char *text, size_t from,
    size_t to)
{
	uint32_t before = 0; /* the last four bytes */

	for (size_t i = from < GR_UTF8_BEFORE ? 0 : from - GR_UTF8_BEFORE;
	     i < from; i++)
		before = before << 8 | (unsigned char)text[i];
	for (size_t i = from; i < to; i++) {
		unsigned char c = (unsigned char)text[i];
		uint32_t now = before << 8 | c;

		if ((now & UINT32_C(0x80808080)) && !scan->known)
			scan->odd |= is_wrong(before & 0xffffff, c);
		before = now;
		if (c == '\n')
			scan->end[scan->lines++] = (uint32_t)scan->found;
		if (c == '\n' || c == '\t')
			scan->at[scan->found++] = (uint32_t)i;
		scan->odd |= c == '\0' || c == '\r';
	}
}

void gr_row_split_scalar(const char *base, const char *from, const uint32_t *at,
    size_t n, struct gr_slice *field)
{
	for (size_t i = 0; i < n; i++) {
		const char *end = base + at[i];

		field[i] = gr_slice_make(from, (size_t)(end - from));
		from = end + 1;
	}
}

#if defined(__x86_64__)

void gr_row_scan(struct gr_row_scan *scan, const char *text, size_t from,
    size_t to)
{
	enum gr_simd level = gr_simd_level();

	if (level >= GR_SIMD_AVX512)
		gr_row_scan_avx512(scan, text, from, to);
	else if (level >= GR_SIMD_AVX2)
		gr_row_scan_avx2(scan, text, from, to);
	else
		gr_row_scan_scalar(scan, text, from, to);
}

gr_row_scan_fn *gr_row_scan_kind(size_t i)
{
	gr_row_scan_fn *const kind[] = { gr_row_scan_scalar,
		gr_simd_best() >= GR_SIMD_AVX2 ? gr_row_scan_avx2 : NULL,
		gr_simd_best() >= GR_SIMD_AVX512 ? gr_row_scan_avx512 : NULL };

	return i < sizeof kind / sizeof *kind ? kind[i] : NULL;
}

void gr_row_split(const char *base, const char *from, const uint32_t *at,
    size_t n, struct gr_slice *field)
{
	enum gr_simd level = gr_simd_level();

	if (level >= GR_SIMD_AVX512)
		gr_row_split_avx512(base, from, at, n, field);
	else if (level >= GR_SIMD_AVX2)
		gr_row_split_avx2(base, from, at, n, field);
	else
		gr_row_split_scalar(base, from, at, n, field);
}

gr_row_split_fn *gr_row_split_kind(size_t i)
{
	gr_row_split_fn *const kind[] = { gr_row_split_scalar,
		gr_simd_best() >= GR_SIMD_AVX2 ? gr_row_split_avx2 : NULL,
		gr_simd_best() >= GR_SIMD_AVX512 ? gr_row_split_avx512 : NULL };

	return i < sizeof kind / sizeof *kind ? kind[i] : NULL;
}

#else

void gr_row_scan(struct gr_row_scan *scan, const char *text, size_t from,
    size_t to)
{
	gr_row_scan_scalar(scan, text, from, to);
}

gr_row_scan_fn *gr_row_scan_kind(size_t i)
{
	return i == 0 ? gr_row_scan_scalar : NULL;
}

void gr_row_split(const char *base, const char *from, const uint32_t *at,
    size_t n, struct gr_slice *field)
{
	gr_row_split_scalar(base, from, at, n, field);
}

gr_row_split_fn *gr_row_split_kind(size_t i)
{
	return i == 0 ? gr_row_split_scalar : NULL;
}

#endif
