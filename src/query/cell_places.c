/* cell_places.c - where a cell stands in its workbook */
#include "query/cell_places.h"

#include "sheet/reference.h"
#include "stream/record.h"
#include "text/file_name.h"

struct gr_cell_places gr_cell_places_make(struct gr_arena *keep)
{
	return (struct gr_cell_places){ .keep = keep,
		.position = gr_map_make(keep) };
}

void gr_cell_places_free(struct gr_cell_places *places)
{
	gr_buf_free(&places->key);
}

static bool is_of_workbook(struct gr_slice src)
{
	struct gr_slice sheet;

	(void)gr_file_name_file(src, &sheet);
	return sheet.len > 0;
}

static struct gr_slice key_of(struct gr_cell_places *places,
    struct gr_slice src, struct gr_slice column)
{
	struct gr_slice part[] = { src, column };

	return gr_buf_join(&places->key, part, 2, '\t');
}

static enum gr_status begin(void *context, const struct gr_header *header,
    const char *name, struct gr_err *err)
{
	struct gr_cell_places *places = context;

	(void)name;
	places->src = gr_header_find(header, GR_S("src"));
	places->column = gr_header_find(header, GR_S("column"));
	places->at = gr_header_find(header, GR_S("position"));
	return places->src != GR_NONE && places->column != GR_NONE
	        && places->at != GR_NONE
	    ? GR_OK
	    : gr_err_set(err, GR_EDATA,
	        "a layout without one of src, column and position");
}

/* Of two columns that say they are one the first is named. */
static enum gr_status take(void *context, const struct gr_row *row,
    struct gr_err *err)
{
	struct gr_cell_places *places = context;
	struct gr_slice src = row->field[places->src];
	uint64_t position, there;

	if (!is_of_workbook(src)
	    || !gr_slice_to_uint64(row->field[places->at], &position))
		return GR_OK;
	struct gr_slice key = key_of(places, src, row->field[places->column]);
	if (key.ptr != NULL && gr_map_get(&places->position, key, &there))
		return GR_OK;
	key = gr_arena_copy(places->keep, key);
	return key.ptr != NULL
	    ? gr_map_put(&places->position, key, position, err)
	    : gr_err_memory(err);
}

struct gr_taker gr_cell_places_layouts(struct gr_cell_places *places)
{
	return (struct gr_taker){ places, begin, take, NULL };
}

void gr_cell_places_call(struct gr_cell_places *places, struct gr_slice src,
    struct gr_slice line, struct gr_slice column, struct gr_buf *to)
{
	uint64_t position;

	if (column.len == 0
	    || !gr_map_get(&places->position, key_of(places, src, column),
	        &position))
		return;
	gr_cell_column_print(to, (uint32_t)position);
	gr_buf_add(to, line);
}
