/* assets.h - what a page carries with it: its style sheet and its scripts.
 *
 * They are files of src/report/web, as they are, and part of the program from
 * its build on: a page needs nothing from beside the program.
 */
#ifndef GREEN_REPORT_ASSETS_H
#define GREEN_REPORT_ASSETS_H

#include "base/slice.h"

enum gr_asset { GR_ASSET_STYLE, GR_ASSET_REPORT, GR_ASSET_FINDER };

/* Its bytes; none where there is no such file. */
struct gr_slice gr_asset(enum gr_asset asset);

#endif
