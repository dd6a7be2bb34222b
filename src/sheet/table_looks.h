/* table_looks.h - what the cells of a workbook of tables look like; private to
 * the wing. */
#ifndef GREEN_SHEET_TABLE_LOOKS_H
#define GREEN_SHEET_TABLE_LOOKS_H

#include <xlsxwriter.h>

#include "sheet/table_book.h"

/* A new format of the workbook for a look; NULL: no memory. */
lxw_format *gr_table_look(lxw_workbook *book, unsigned look);

#endif
