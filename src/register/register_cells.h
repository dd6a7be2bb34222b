/* register_cells.h - the cells of a register's row: of one form, and checked.
 *
 * Private to register_read.c, which makes units of rows.
 */
#ifndef GREEN_REGISTER_REGISTER_CELLS_H
#define GREEN_REGISTER_REGISTER_CELLS_H

#include "register/register.h"

/* Those that must be there, in this order; ends with NULL. */
extern const char *const gr_register_columns[];
enum {
	GR_REGISTER_CODE,
	GR_REGISTER_NAME,
	GR_REGISTER_PLACE, /* the first of those that say where a unit lies */
	GR_REGISTER_CITY = GR_REGISTER_PLACE,
	GR_REGISTER_COUNTY = 4,
	GR_REGISTER_COLUMNS = 8
};

/* A code has digits alone, as many as the standard says (form->lengths > 0);
 * those behind the code proper end in the class, which is none if it is zeros.
 * *class is "" before. */
GR_MUST_USE enum gr_status gr_register_read_code(const struct gr_table *table,
    const struct gr_table_row *row, const struct gr_code_form *form,
    struct gr_slice *code, struct gr_slice *class, struct gr_err *err);

/* The code of a place is the first `digits` of its units' codes, zeros behind
 * them or not; in the register it has as many as a county's.  What is made
 * lives in the table's arena. */
GR_MUST_USE enum gr_status gr_register_read_place(const struct gr_table *table,
    const struct gr_table_row *row, size_t column, unsigned digits,
    const struct gr_code_form *form, struct gr_slice code,
    struct gr_slice *place, struct gr_err *err);

#endif
