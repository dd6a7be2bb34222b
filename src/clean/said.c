/* said.c - what a row says as a whole: nothing, or hardly anything to be read */
#include "clean/said.h"
#include "standard/canonical.h"
#include "text/blank.h"

/* The rule that something is told of a cell by; empty where nothing is. */
static struct gr_slice rule_of(const struct gr_cells *cells, size_t cell)
{
	for (size_t i = 0; i < cells->n; i++)
		if (cells->told[i].cell == cell)
			return cells->told[i].rule;
	return GR_S("");
}

static bool is_written(struct gr_slice raw)
{
	return !gr_blank_only(raw) && !gr_slice_eq(raw, GR_CELL_STOPPED);
}

/* A word for none, which answers yes or no, or how many, is such a mark beside
 * a template.  A row without even these was set aside by ingest, or what it
 * said stood in columns that are stopped. */
bool gr_said_none(const struct gr_standard *standard,
    const struct gr_said_row *row)
{
	bool none = false, word = false, untouched = false;

	for (size_t i = 0; i < row->answers; i++) {
		size_t cell = row->answer[i], field = row->field[cell];
		struct gr_slice raw = row->raw[field],
		                value = row->value[field];

		if (!is_written(raw))
			continue;
		none = true;
		if (value.len == 0 || gr_cell_is_na(value))
			continue;
		if (gr_cell_is_query(value)
		    && gr_standard_says_nothing(standard,
		        rule_of(row->cells, cell)))
			untouched = true;
		else if (gr_standard_is_none(standard, raw))
			word = true;
		else
			return false;
	}
	return none && (untouched || !word);
}

bool gr_said_unreadable(const struct gr_said_row *row, uint64_t *asked)
{
	size_t unread = 0, written = 0;

	for (size_t i = 0; i < row->cells->n; i++)
		unread += row->cells->told[i].action == GR_CELL_ASK
		    && is_written(
		        row->raw[row->field[row->cells->told[i].cell]]);
	*asked += unread;
	if (*asked <= GR_SAID_CELLS || unread == 0)
		return false;
	for (size_t i = 0; i < row->answers; i++)
		written += is_written(row->raw[row->field[row->answer[i]]]);
	return 2 * unread > written;
}
