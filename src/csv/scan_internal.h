/* scan_internal.h - the kernel of scan.h that has a file of its own. */
#ifndef GREEN_CSV_SCAN_INTERNAL_H
#define GREEN_CSV_SCAN_INTERNAL_H

#include "csv/scan.h"

#if defined(__x86_64__)
gr_scan_fn gr_scan_avx512;
#endif

#endif
