/* sheet_covered.c - cells that a merged block covers, and what they hold */
#include "delivery/state.h"

#include "text/blank.h"

#include <stdlib.h>

/* A block that the last row lies in, and what it shows. */
struct showing {
	const struct gr_cell_range *block;
	struct gr_buf text; /* of its first cell */
};

/* The blocks that reach into the table, in the order of their rows. */
struct gr_covered_cells {
	struct gr_cell_range *block;
	size_t n, next;
	struct showing *at;
	size_t now, room; /* at most one a column: blocks do not overlap */
};

static int by_row(const void *a, const void *b)
{
	const struct gr_cell_range *x = a, *y = b;

	return (x->first.row > y->first.row) - (x->first.row < y->first.row);
}

enum gr_status gr_sheet_covered_begin(struct gr_row_maker *m,
    struct gr_err *err)
{
	const struct gr_sheet_marks *sheet = m->d->sheet;
	struct gr_covered_cells *covered;

	if (sheet == NULL || sheet->merges == 0 || m->d->layout.width == 0)
		return GR_OK;
	m->covered = covered = calloc(1, sizeof *covered);
	if (covered == NULL)
		return gr_err_memory(err);
	covered->room = m->d->layout.width;
	covered->block = calloc(sheet->merges, sizeof *covered->block);
	covered->at = calloc(covered->room, sizeof *covered->at);
	if (covered->block == NULL || covered->at == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < sheet->merges; i++)
		if (sheet->merged[i].first.column <= covered->room)
			covered->block[covered->n++] = sheet->merged[i];
	qsort(covered->block, covered->n, sizeof *covered->block, by_row);
	return GR_OK;
}

void gr_sheet_covered_end(struct gr_row_maker *m)
{
	struct gr_covered_cells *covered = m->covered;

	for (size_t i = 0; covered != NULL && i < covered->room; i++)
		if (covered->at != NULL)
			gr_buf_free(&covered->at[i].text);
	if (covered != NULL) {
		free(covered->block);
		free(covered->at);
	}
	free(covered);
}

/* The blocks of this row: those that have ended go; of one that begins here, what
 * it shows is kept.  What one shows that began above the rows is not known. */
static enum gr_status move_to(struct gr_covered_cells *covered,
    const struct gr_csv_record *record, struct gr_err *err)
{
	for (size_t i = 0; i < covered->now;) {
		struct showing was = covered->at[i];

		if (was.block->last.row >= record->line) {
			i++;
			continue;
		}
		covered->at[i] = covered->at[--covered->now];
		covered->at[covered->now] = was;
	}
	for (; covered->next < covered->n
	     && covered->block[covered->next].first.row <= record->line;
	     covered->next++) {
		const struct gr_cell_range *block =
		    &covered->block[covered->next];

		if (block->first.row != record->line
		    || block->first.column > record->cells
		    || covered->now == covered->room)
			continue;
		struct showing *one = &covered->at[covered->now++];
		one->block = block;
		gr_buf_clear(&one->text);
		gr_buf_add(&one->text, record->cell[block->first.column - 1]);
		enum gr_status status = gr_buf_check(&one->text, err);
		if (status != GR_OK)
			return status;
	}
	return GR_OK;
}

/* Ask for a cell that people do not see, and that holds something else. */
static enum gr_status ask(struct gr_row_maker *m,
    const struct gr_csv_record *record, size_t i, struct gr_err *err)
{
	const struct gr_file_column *c = &m->d->layout.column[i];

	if (c->column == GR_NONE || c->state != GR_COLUMN_READ
	    || m->output[c->column] == GR_NONE
	    || gr_slice_eq(m->field[m->output[c->column]], GR_CELL_STOPPED))
		return GR_OK;
	m->field[m->output[c->column]] = GR_CELL_STOPPED;
	return gr_row_maker_tell(m, GR_FINDING_W13, record->line, c->column,
	    record->cell[i], err);
}

enum gr_status gr_sheet_covered_ask(struct gr_row_maker *m,
    const struct gr_csv_record *record, struct gr_err *err)
{
	struct gr_covered_cells *covered = m->covered;

	if (covered == NULL)
		return GR_OK;
	enum gr_status status = move_to(covered, record, err);
	for (size_t k = 0; k < covered->now && status == GR_OK; k++) {
		const struct gr_cell_range *block = covered->at[k].block;
		struct gr_slice shown = gr_buf_slice(&covered->at[k].text);

		/* the first is what is shown */
		for (size_t i = block->first.column - 1u;
		     status == GR_OK && i < block->last.column
		     && i < m->d->layout.width && i < record->cells;
		     i++)
			if (!gr_blank_only(record->cell[i])
			    && !gr_slice_eq(record->cell[i], shown))
				status = ask(m, record, i, err);
	}
	return status;
}
