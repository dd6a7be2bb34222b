/* lanes_internal.h - the kernels of lanes.h, for machines that have them */
#ifndef GREEN_EXPR_LANES_INTERNAL_H
#define GREEN_EXPR_LANES_INTERNAL_H

#include "expr/lanes.h"

#if defined(__x86_64__)
extern const struct gr_lanes gr_lanes_avx2;
gr_glance_fn gr_glance_avx512;
#endif

static inline unsigned char gr_glance_at(struct gr_slice cell)
{
	if (cell.len == 1)
		return (unsigned char)*cell.ptr;
	if (cell.len == 0)
		return GR_GLANCE_EMPTY;
	return cell.len == 3 && memcmp(cell.ptr, "n/a", 3) == 0
	    ? GR_GLANCE_NA
	    : GR_GLANCE_LONG;
}

#endif
