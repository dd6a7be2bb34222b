/* answer_cell.c - an answer as green-ingest would have written it */
#include "query/answer_cell.h"

#include "standard/canonical.h"

struct gr_answer_cells gr_answer_cells_make(struct gr_arena *keep)
{
	return (struct gr_answer_cells){ .keep = keep,
		.layout = gr_map_make(keep) };
}

void gr_answer_cells_free(struct gr_answer_cells *cells)
{
	gr_buf_free(&cells->key);
	gr_buf_free(&cells->cell);
}

/* ---- layouts ---- */

static enum gr_status begin(void *context, const struct gr_header *header,
    const char *name, struct gr_err *err)
{
	struct gr_answer_cells *cells = context;
	struct gr_answer_layout *at = &cells->at;
	const struct {
		const char *name;
		size_t *at;
	} need[] = { { "src", &at->src }, { "column", &at->column },
		{ "unit", &at->unit }, { "inverted", &at->inverted } };

	(void)name;
	for (size_t i = 0; i < sizeof need / sizeof *need; i++) {
		*need[i].at = gr_header_find(header, gr_slice_of(need[i].name));
		if (*need[i].at == GR_NONE)
			return gr_err_set(err, GR_EDATA,
			    "a layout without column '%s'", need[i].name);
	}
	return GR_OK;
}

static struct gr_slice key_of(struct gr_answer_cells *cells,
    struct gr_slice src, struct gr_slice column)
{
	struct gr_slice part[] = { src, column };

	return gr_buf_join(&cells->key, part, 2, '\t');
}

static enum gr_status take(void *context, const struct gr_row *row,
    struct gr_err *err)
{
	struct gr_answer_cells *cells = context;
	const struct gr_answer_layout *at = &cells->at;
	struct gr_slice key = key_of(cells, row->field[at->src],
	    row->field[at->column]);
	void *items = cells->heading;
	uint64_t there;

	if (key.ptr != NULL && gr_map_get(&cells->layout, key, &there))
		return GR_OK;
	enum gr_status status = gr_arena_grow(cells->keep, &items, &cells->room,
	    cells->headings, sizeof *cells->heading, err);
	if (status != GR_OK)
		return status;
	cells->heading = items;
	key = gr_arena_copy(cells->keep, key);
	struct gr_slice unit = gr_arena_copy(cells->keep, row->field[at->unit]);
	if (key.ptr == NULL || unit.ptr == NULL)
		return gr_err_memory(err);
	cells->heading[cells->headings] = (struct gr_answer_heading){
		gr_slice_eq(row->field[at->inverted], GR_S("1")), unit
	};
	return gr_map_put(&cells->layout, key, cells->headings++, err);
}

struct gr_taker gr_answer_cells_layouts(struct gr_answer_cells *cells)
{
	return (struct gr_taker){ cells, begin, take, NULL };
}

/* ---- cells ---- */

static bool ends_in_digit(struct gr_slice text)
{
	unsigned char last = text.len ? (unsigned char)text.ptr[text.len - 1]
	                              : 0;

	return (last >= '0' && last <= '9')
	    || (text.len >= 3
	        && gr_slice_starts(gr_slice_skip(text, text.len - 3),
	            GR_S("\xEF\xBC"))
	        && last >= 0x90 && last <= 0x99);
}

static void confirm(struct gr_buf *cell, struct gr_slice old)
{
	if (!gr_slice_starts(old, GR_CELL_CONFIRMED))
		gr_buf_add(cell, GR_CELL_CONFIRMED);
	gr_buf_add(cell, old);
}

static void replace(struct gr_answer_cells *cells,
    const struct gr_answer *answer, struct gr_slice old)
{
	static const struct gr_answer_heading none;
	const struct gr_answer_heading *heading = &none;
	struct gr_slice text = answer->text;
	struct gr_buf *cell = &cells->cell;
	uint64_t at;

	if (gr_map_get(&cells->layout,
	        key_of(cells, answer->query.src, answer->query.column), &at))
		heading = &cells->heading[at];
	if (heading->inverted || (old.len > 0 && old.ptr[0] == '!'))
		gr_buf_byte(cell, '!');
	if (text.len > 0 && (text.ptr[0] == '!' || text.ptr[0] == '\\'))
		gr_buf_byte(cell, '\\');
	gr_buf_add(cell, text);
	if (ends_in_digit(text))
		gr_buf_add(cell, heading->unit);
}

enum gr_status gr_answer_cells_put(struct gr_answer_cells *cells,
    const struct gr_answer *answer, struct gr_slice old,
    struct gr_arena *scratch, struct gr_slice *to, struct gr_err *err)
{
	gr_buf_clear(&cells->cell);
	if (gr_answer_confirms(answer->text) == GR_CONFIRMS)
		confirm(&cells->cell, old);
	else
		replace(cells, answer, old);
	enum gr_status status = gr_buf_check(&cells->cell, err);
	if (status != GR_OK)
		return status;
	*to = gr_arena_copy(scratch, gr_buf_slice(&cells->cell));
	return to->ptr ? GR_OK : gr_err_memory(err);
}
