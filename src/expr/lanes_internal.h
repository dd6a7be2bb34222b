/* lanes_internal.h - the kernels of lanes.h, for machines that have them */
#ifndef GREEN_EXPR_LANES_INTERNAL_H
#define GREEN_EXPR_LANES_INTERNAL_H

#include "expr/lanes.h"

#if defined(__x86_64__)
extern const struct gr_lanes gr_lanes_avx2;
#endif

#endif
