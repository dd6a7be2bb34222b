/* row_scan_internal.h - the kernels of row_scan.h, for machines that have them */
#ifndef GREEN_STREAM_ROW_SCAN_INTERNAL_H
#define GREEN_STREAM_ROW_SCAN_INTERNAL_H

#include "stream/row_scan.h"

#if defined(__x86_64__)
gr_row_scan_fn gr_row_scan_avx2, gr_row_scan_avx512;
gr_row_split_fn gr_row_split_avx2, gr_row_split_avx512;
#endif

#endif
