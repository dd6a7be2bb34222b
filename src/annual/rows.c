/* rows.c - the rows that a line of the summary is about. */
#include "annual/annual_internal.h"

#include <stdlib.h>

/* A row with what it is sorted by; glibc's sort may not keep the order. */
struct sorted {
	const struct gr_table_row *row;
	const struct gr_script_line *line;
	const struct gr_annual_table *table;
	size_t position;
};

/* Missing comes last, whichever way. */
static int compare_cells(struct gr_slice a, struct gr_slice b, bool descending,
    bool number)
{
	struct gr_dec x, y;

	if (number) {
		bool has_x = gr_dec_parse(a, &x), has_y = gr_dec_parse(b, &y);

		if (!has_x || !has_y)
			return (int)has_y - (int)has_x;
	} else if (a.len == 0 || b.len == 0) {
		return (int)(b.len > 0) - (int)(a.len > 0);
	}
	int order = number ? gr_dec_cmp(x, y) : gr_slice_cmp(a, b);
	return descending ? -order : order;
}

static int compare(const void *left, const void *right)
{
	const struct sorted *a = left, *b = right;

	for (size_t i = 0; i < a->line->orders; i++) {
		const struct gr_script_order *by = &a->line->order[i];
		int order = compare_cells(a->row->cell[by->column],
		    b->row->cell[by->column], by->descending,
		    a->table->kind[by->column] == GR_VALUE_NUMBER);

		if (order != 0)
			return order;
	}
	return (a->position > b->position) - (a->position < b->position);
}

/* The rows of which the line's `when` is true. */
static enum gr_status filter(const struct gr_annual_facts *facts,
    const struct gr_script_line *line, struct sorted *to, size_t *n,
    struct gr_err *err)
{
	const struct gr_annual_table *t = facts->file[line->file];
	size_t rows = line->every ? t->rows : 1;

	*n = 0;
	for (size_t i = 0; i < rows; i++) {
		const struct gr_table_row *row = line->every ? t->row[i]
		                                             : facts->region;
		bool yes;
		enum gr_status status = gr_annual_facts_test(facts, line->file,
		    row, line->when, &yes, err);

		if (status != GR_OK)
			return status;
		if (yes)
			to[(*n)++] = (struct sorted){ row, line, t, i };
	}
	return GR_OK;
}

/* Put each row to the first of its group, or alone. */
static enum gr_status gather(const struct gr_annual_facts *facts,
    const struct gr_script_line *line, const struct sorted *sorted, size_t n,
    struct gr_annual_rows *group, size_t *groups, struct gr_err *err)
{
	struct gr_map seen = gr_map_make(facts->keep);
	enum gr_status status = GR_OK;

	*groups = 0;
	for (size_t i = 0; status == GR_OK && i < n; i++) {
		const struct gr_table_row *row = sorted[i].row;
		uint64_t at = *groups;
		struct gr_annual_rows *to;

		if (line->group != GR_NONE
		    && !gr_map_get(&seen, row->cell[line->group], &at))
			status = gr_map_put(&seen, row->cell[line->group], at,
			    err);
		if (status != GR_OK)
			break;
		to = &group[at];
		if (at == *groups) {
			to->row = GR_NEW_ARRAY(facts->keep,
			    line->group == GR_NONE ? 1 : n,
			    const struct gr_table_row *);
			if (to->row == NULL)
				return gr_err_memory(err);
			(*groups)++;
		}
		to->row[to->n++] = row;
	}
	return status;
}

enum gr_status gr_annual_rows_group(const struct gr_annual_facts *facts,
    const struct gr_script_line *line, struct gr_annual_rows **group,
    size_t *groups, struct gr_err *err)
{
	size_t room = facts->file[line->file]->rows + 1, n;
	struct sorted *sorted = GR_NEW_ARRAY(facts->keep, room, struct sorted);

	*group = GR_NEW_ARRAY(facts->keep, room, struct gr_annual_rows);
	if (sorted == NULL || *group == NULL)
		return gr_err_memory(err);
	enum gr_status status = filter(facts, line, sorted, &n, err);
	if (status != GR_OK)
		return status;
	if (n > 1)
		qsort(sorted, n, sizeof(*sorted), compare);
	status = gather(facts, line, sorted, n, *group, groups, err);
	if (status == GR_OK && line->first > 0 && line->first < *groups)
		*groups = (size_t)line->first;
	return status;
}
