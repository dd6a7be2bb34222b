/* unit_code.c - the code of a unit, as tables that people keep write it. */
#include "register/unit_code.h"

#include "base/buf.h"
#include "text/blank.h"

enum gr_status gr_unit_code_fold_row(const struct gr_table *table,
    struct gr_table_row *row, const size_t *column, size_t n,
    struct gr_err *err)
{
	struct gr_buf fold = { 0 };
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < n && !row->plain && status == GR_OK; i++) {
		if (column[i] == GR_NONE)
			continue;
		struct gr_slice *cell = &row->cell[column[i]];

		gr_buf_clear(&fold);
		gr_blank_fold(&fold, *cell);
		if (gr_slice_eq(gr_buf_slice(&fold), *cell))
			continue;
		*cell = gr_arena_copy(table->arena, gr_buf_slice(&fold));
		if (fold.failed || !cell->ptr)
			status = gr_err_memory(err);
	}
	gr_buf_free(&fold);
	return status;
}

enum gr_status gr_unit_code_fold(struct gr_table *table, const size_t *column,
    size_t n, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < table->rows && status == GR_OK; i++) {
		struct gr_table_row row = table->row[i];

		status = gr_unit_code_fold_row(table, &row, column, n, err);
	}
	return status;
}

bool gr_unit_code_is(const struct gr_code_form *form, struct gr_slice code)
{
	bool known = false;

	for (size_t i = 0; i < form->lengths; i++)
		known |= code.len == form->digits[i];
	return form->lengths == 0 || (known && gr_slice_is_digits(code));
}

struct gr_slice gr_unit_code_proper(const struct gr_code_form *form,
    struct gr_slice code)
{
	if (form->lengths > 0 && code.len > form->digits[0])
		code.len = form->digits[0];
	return code;
}

enum gr_status gr_unit_code_refuse(const struct gr_table *table,
    const struct gr_table_row *row, const char *column, struct gr_slice code,
    const struct gr_code_form *form, struct gr_err *err)
{
	struct gr_buf digits = { 0 };

	for (size_t i = 0; i < form->lengths; i++)
		gr_buf_format(&digits, "%s%u", i > 0 ? ", " : "",
		    form->digits[i]);
	gr_buf_byte(&digits, '\0');
	enum gr_status status = gr_buf_check(&digits, err);
	if (status == GR_OK)
		status = gr_table_error(table, row, column, err,
		    "'%.*s' is no code of a unit (digits: %s)", GR_ARG(code),
		    digits.ptr);
	gr_buf_free(&digits);
	return status;
}
