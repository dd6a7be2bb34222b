/* exact_numbers.h - the numbers of a sheet as decimals; private to the wing.
 *
 * The library prints a number with 16 digits, of which the last is not always
 * what was meant: 8.7 as 8.699999999999999.  A spreadsheet reads the same binary
 * number of both; whoever reads the digits does not.  A number of 15 digits at
 * most (table_book.h) is the decimal that its binary number has with 15 digits.
 */
#ifndef GREEN_SHEET_EXACT_NUMBERS_H
#define GREEN_SHEET_EXACT_NUMBERS_H

#include <xlsxwriter.h>

#include "base/err.h"

/* Print the numbers of a sheet that is complete again, with 15 digits.  GR_ESYS:
 * what was written of it cannot be read or written once more. */
GR_MUST_USE enum gr_status gr_exact_numbers(lxw_worksheet *sheet,
    struct gr_err *err);

#endif
