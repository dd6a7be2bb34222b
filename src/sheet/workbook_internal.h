/* workbook_internal.h - what the files of workbook.h share: workbook.c finds the
 * parts, sheet_text.c writes a sheet. */
#ifndef GREEN_SHEET_WORKBOOK_INTERNAL_H
#define GREEN_SHEET_WORKBOOK_INTERNAL_H

#include "sheet/formats.h"
#include "sheet/strings.h"
#include "sheet/workbook.h"

struct gr_workbook {
	const char *name;
	int own;               /* what a converter made of it; -1: nothing */
	struct gr_buf version; /* the converter's */
	struct gr_package *package;
	struct gr_arena *keep;
	bool of_1904;
	struct gr_sheet *sheet;
	size_t sheets, room;
	size_t styles; /* the member, or GR_PACKAGE_NO_MEMBER */
	struct gr_formats formats;
	struct gr_strings *strings;
};

#endif
