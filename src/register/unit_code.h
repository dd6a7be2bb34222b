/* unit_code.h - the code of a unit, as tables that people keep write it.
 *
 * The register and the table of what became of its codes come out of the same
 * spreadsheets: full-width digits, blanks among them, the urban and rural class
 * behind the code proper.  What names one unit in both is read in one place.
 */
#ifndef GREEN_REGISTER_UNIT_CODE_H
#define GREEN_REGISTER_UNIT_CODE_H

#include "csv/table.h"
#include "standard/standard.h"

/* Bring these columns (GR_NONE: not there) to codes as one types them: in half
 * width and without blanks. */
GR_MUST_USE enum gr_status gr_unit_code_fold(struct gr_table *table,
    const size_t *column, size_t n, struct gr_err *err);

/* The same for one row, whose cells change. */
GR_MUST_USE enum gr_status gr_unit_code_fold_row(const struct gr_table *table,
    struct gr_table_row *row, const size_t *column, size_t n,
    struct gr_err *err);

/* Whether a code is digits alone, as many as the standard says; where it says
 * nothing any is. */
bool gr_unit_code_is(const struct gr_code_form *form, struct gr_slice code);

/* The code proper of one that is, without the digits behind it. */
struct gr_slice gr_unit_code_proper(const struct gr_code_form *form,
    struct gr_slice code);

/* GR_EUSAGE at the cell that holds no code of a unit. */
enum gr_status gr_unit_code_refuse(const struct gr_table *table,
    const struct gr_table_row *row, const char *column, struct gr_slice code,
    const struct gr_code_form *form, struct gr_err *err);

#endif
