/* row_look.c - which cells of a row must be looked at before they go out. */
#include "base/simd.h"
#include "text/digit_pairs.h"

#include "delivery/row_look_internal.h"

bool gr_row_look_begins(struct gr_slice cell)
{
	return gr_row_begins(cell);
}

void gr_row_part_scalar(char *text, size_t n, char delimiter, uint64_t *begins,
    uint64_t *digits)
{
	size_t cell = 0, seen = 0; /* digits of the cell */
	bool first = true;         /* of a cell */

	for (size_t at = 0; at < n; at++) {
		const char *behind = at + 1 < n ? text + at + 1 : "";

		if (first && gr_row_begins(gr_slice_make(text + at, n - at)))
			gr_row_look_add(begins, cell);
		first = text[at] == delimiter;
		seen += gr_digit_may((unsigned char)text[at],
		    (unsigned char)*behind);
		if (seen >= GR_PERSONAL_DIGITS)
			gr_row_look_add(digits, cell);
		if (first) {
			text[at] = '\t';
			cell++;
			seen = 0;
		}
	}
}

#if defined(__x86_64__)

void gr_row_part(char *text, size_t n, char delimiter, uint64_t *begins,
    uint64_t *digits)
{
	enum gr_simd level = gr_simd_level();

	if (level >= GR_SIMD_AVX512)
		gr_row_part_avx512(text, n, delimiter, begins, digits);
	else if (level >= GR_SIMD_AVX2)
		gr_row_part_avx2(text, n, delimiter, begins, digits);
	else
		gr_row_part_scalar(text, n, delimiter, begins, digits);
}

gr_row_part_fn *gr_row_part_kind(size_t i)
{
	gr_row_part_fn *const kind[] = { gr_row_part_scalar,
		gr_simd_best() >= GR_SIMD_AVX2 ? gr_row_part_avx2 : NULL,
		gr_simd_best() >= GR_SIMD_AVX512 ? gr_row_part_avx512 : NULL };

	return i < sizeof kind / sizeof *kind ? kind[i] : NULL;
}

#else

void gr_row_part(char *text, size_t n, char delimiter, uint64_t *begins,
    uint64_t *digits)
{
	gr_row_part_scalar(text, n, delimiter, begins, digits);
}

gr_row_part_fn *gr_row_part_kind(size_t i)
{
	return i == 0 ? gr_row_part_scalar : NULL;
}

#endif
