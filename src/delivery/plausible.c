/* plausible.c - whether a cell can be an answer of a column. */
#include "delivery/plausible.h"

#include <stdlib.h>

#include "clean/rules.h"
#include "text/blank.h"

struct gr_plausible {
	const struct gr_standard *standard;
	struct gr_cell_rules *rules; /* NULL: not asked for yet */
	struct gr_buf escaped;
};

struct gr_plausible *gr_plausible_new(const struct gr_standard *standard)
{
	struct gr_plausible *plausible = calloc(1, sizeof(*plausible));

	if (plausible != NULL)
		plausible->standard = standard;
	return plausible;
}

void gr_plausible_free(struct gr_plausible *plausible)
{
	if (plausible == NULL)
		return;
	gr_cell_rules_free(plausible->rules);
	gr_buf_free(&plausible->escaped);
	free(plausible);
}

static bool is_name(enum gr_role role)
{
	return role == GR_ROLE_NAME || role == GR_ROLE_CITY_NAME
	    || role == GR_ROLE_COUNTY_NAME || role == GR_ROLE_STREET;
}

/* A digit, sign or blank is no letter; everything beyond ASCII may be one. */
static bool has_letter(struct gr_slice cell)
{
	for (size_t i = 0; i < cell.len; i++) {
		unsigned char c = (unsigned char)cell.ptr[i];
		if (c >= 0x80 || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'))
			return true;
	}
	return false;
}

/* By the rules, which read cells as ingest writes them. */
static enum gr_status by_rules(struct gr_plausible *p, size_t column,
    struct gr_slice cell, bool *yes, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	if (p->rules == NULL)
		status = gr_cell_rules_new(p->standard, &p->rules, err);
	if (status != GR_OK)
		return status;
	if (cell.ptr[0] == '!' || cell.ptr[0] == '\\') {
		gr_buf_clear(&p->escaped);
		gr_buf_byte(&p->escaped, '\\');
		gr_buf_add(&p->escaped, cell);
		status = gr_buf_check(&p->escaped, err);
		cell = gr_buf_slice(&p->escaped);
	}
	return status == GR_OK
	    ? gr_cell_rules_can_answer(p->rules, column, cell, yes, err)
	    : status;
}

enum gr_status gr_plausible_cell(struct gr_plausible *plausible,
    const struct gr_file_column *column, struct gr_slice cell, bool *yes,
    struct gr_err *err)
{
	*yes = true;
	if (gr_blank_only(cell))
		return GR_OK;
	if (column->column == GR_NONE) {
		*yes = !gr_blank_only(column->header);
		return GR_OK;
	}
	const struct gr_column *def =
	    &plausible->standard->column[column->column];
	if (def->type == GR_TYPE_TEXT) {
		*yes = !is_name(def->role) || has_letter(cell);
		return GR_OK;
	}
	return by_rules(plausible, column->column, cell, yes, err);
}

bool gr_plausible_is_text(const struct gr_plausible *plausible,
    const struct gr_file_column *column)
{
	return column->column == GR_NONE
	    || plausible->standard->column[column->column].type == GR_TYPE_TEXT;
}
