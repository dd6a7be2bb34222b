/* row_look_masks.h - what the kernels of row_look.h do with a bit for each byte. */
#ifndef GREEN_DELIVERY_ROW_LOOK_MASKS_H
#define GREEN_DELIVERY_ROW_LOOK_MASKS_H

#include "delivery/row_look_internal.h"

#if defined(__x86_64__)

#include <immintrin.h>

#define GR_ROW_MASKS \
	__attribute__((target("bmi,bmi2,popcnt"), always_inline)) static inline

/* Where a text is parted, 64 bytes at a time. */
struct gr_row_place {
	size_t cell;    /* that the next byte is of */
	size_t seen;    /* digits of it */
	uint64_t first; /* whether it is its first */
	uint64_t *begins, *digits;
};

/* Cells that begin at one of `hits`. */
GR_ROW_MASKS void gr_row_put_begins(struct gr_row_place *place, const char *p,
    size_t n, uint64_t hits, uint64_t ends)
{
	for (; hits != 0; hits = _blsr_u64(hits)) {
		size_t at = (size_t)_tzcnt_u64(hits);
		uint64_t before = ends & (_blsmsk_u64(hits) >> 1);

		if (gr_row_begins(gr_slice_make(p + at, n - at)))
			gr_row_look_add(place->begins,
			    place->cell + (size_t)_mm_popcnt_u64(before));
	}
}

_Static_assert(GR_PERSONAL_DIGITS == 7, "runs of seven are looked for");

/* Of digits and ends alone, side by side, ends are bits that are set, so that the
 * digits of a cell are a run that are not. */
GR_ROW_MASKS void gr_row_put_digits(struct gr_row_place *place, uint64_t may,
    uint64_t ends)
{
	size_t n = (size_t)_mm_popcnt_u64(may | ends);
	uint64_t end = _pext_u64(ends, may | ends);
	uint64_t run = _bzhi_u64(~end, (unsigned)n);

	place->seen += end == 0 ? n : (size_t)_tzcnt_u64(end);
	if (place->seen >= GR_PERSONAL_DIGITS)
		gr_row_look_add(place->digits, place->cell);
	if (end != 0) /* behind the last one */
		place->seen = n + (size_t)__builtin_clzll(end) - 64;
	run &= run >> 1;
	run &= run >> 2;
	run &= run >> 3;
	for (; run != 0; run = _blsr_u64(run)) {
		uint64_t before = end & (_blsmsk_u64(run) >> 1);

		gr_row_look_add(place->digits,
		    place->cell + (size_t)_mm_popcnt_u64(before));
	}
}

#endif

#endif
