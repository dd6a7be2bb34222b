/* row_look_internal.h - what the kernels of row_look.h share. */
#ifndef GREEN_DELIVERY_ROW_LOOK_INTERNAL_H
#define GREEN_DELIVERY_ROW_LOOK_INTERNAL_H

#include "delivery/row_look.h"
#include "text/personal.h"

/* What is behind the first byte tells quotes and blanks from the check marks and
 * the full-width signs that many cells begin with. */
static inline bool gr_row_begins(struct gr_slice cell)
{
	const unsigned char *c = (const unsigned char *)cell.ptr;

	if (cell.len < 2 || c[0] < 0xe2)
		return cell.len > 0 && (c[0] == '!' || c[0] == '\\');
	if (c[0] == 0xe2)
		return (c[1] & 0xfe) == 0x80;
	return c[0] == 0xef
	    && (c[1] == 0xb8 || c[1] == 0xbb
	        || (c[1] == 0xbc && cell.len > 2 && c[2] == 0x82));
}

#if defined(__x86_64__)
gr_row_part_fn gr_row_part_avx2, gr_row_part_avx512;
#endif

#endif
