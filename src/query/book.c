/* Entering what is asked, and learning whose it is. */
#include "query/book_internal.h"

#include <assert.h>

#include "standard/canonical.h"
#include "text/blank.h"

enum gr_status gr_query_book_new(struct gr_arena *keep,
    const struct gr_standard *standard, struct gr_query_book **out,
    struct gr_err *err)
{
	struct gr_query_book *book = GR_NEW(keep, struct gr_query_book);

	if (book == NULL)
		return gr_err_memory(err);
	book->keep = keep;
	book->standard = standard;
	book->record_index = gr_map_make(keep);
	book->cell_index = gr_map_make(keep);
	book->sender_index = gr_map_make(keep);
	book->unit_index = gr_map_make(keep);
	*out = book;
	return GR_OK;
}

void gr_query_book_free(struct gr_query_book *book)
{
	if (book != NULL)
		gr_buf_free(&book->key);
}

struct gr_slice gr_query_book_key(struct gr_query_book *book, struct gr_slice a,
    struct gr_slice b, struct gr_slice c, struct gr_slice d)
{
	struct gr_slice part[] = { a, b, c, d };

	return gr_buf_join(&book->key, part, 4, '\t');
}

/* The position that `key` has in an array, or that of a new item, for which
 * the key is entered and room is made. */
static enum gr_status find_or_add(struct gr_query_book *book,
    struct gr_map *map, struct gr_slice key, void **items, size_t *room,
    size_t *used, size_t item_bytes, size_t *position, struct gr_err *err)
{
	uint64_t at;
	enum gr_status status;

	if (key.ptr == NULL)
		return gr_err_memory(err);
	if (gr_map_get(map, key, &at)) {
		*position = (size_t)at;
		return GR_OK;
	}
	key = gr_arena_copy(book->keep, key);
	if (key.ptr == NULL)
		return gr_err_memory(err);
	status = gr_arena_grow(book->keep, items, room, *used, item_bytes, err);
	if (status == GR_OK)
		status = gr_map_put(map, key, *used, err);
	*position = (*used)++;
	return status;
}

static enum gr_status find_record(struct gr_query_book *book,
    const struct gr_asked *asked, size_t *position, struct gr_err *err)
{
	void *items = book->record;
	size_t before = book->records;
	struct gr_slice key = gr_query_book_key(book, asked->wave, asked->src,
	    asked->line, GR_S(""));
	enum gr_status status = find_or_add(book, &book->record_index, key,
	    &items, &book->records_room, &book->records, sizeof *book->record,
	    position, err);

	if (status != GR_OK || book->records == before)
		return status;
	book->record = items;
	book->record[before] = (struct gr_asked_record){
		.wave = gr_arena_copy(book->keep, asked->wave),
		.src = gr_arena_copy(book->keep, asked->src),
		.line = gr_arena_copy(book->keep, asked->line),
		.stands = asked->always
	};
	return book->record[before].line.ptr ? GR_OK : gr_err_memory(err);
}

/* The position of a cell, new or not. */
static enum gr_status find_cell(struct gr_query_book *book,
    const struct gr_asked *asked, size_t *position, struct gr_err *err)
{
	void *items = book->cell;
	size_t before = book->cells, record = 0, at = 0;
	enum gr_status status = find_record(book, asked, &record, err);

	if (status == GR_OK && asked->successor.len > 0) {
		struct gr_slice *successor = &book->record[record].successor;

		*successor = gr_arena_copy(book->keep, asked->successor);
		if (successor->ptr == NULL)
			status = gr_err_memory(err);
		book->waits = true;
	}
	if (status != GR_OK)
		return status;
	status = find_or_add(book, &book->cell_index,
	    gr_query_book_key(book, asked->wave, asked->src, asked->line,
	        asked->column),
	    &items, &book->cells_room, &book->cells, sizeof *book->cell, &at,
	    err);
	if (status != GR_OK)
		return status;
	book->cell = items;
	*position = at;
	if (at == before)
		book->cell[at] = (struct gr_asked_cell){ .record = record,
			.column = gr_standard_column(book->standard,
			    asked->column),
			.name = gr_arena_copy(book->keep, asked->column),
			.raw = gr_arena_copy(book->keep, asked->raw),
			.first_reason = GR_NONE };
	return book->cell[at].raw.ptr ? GR_OK : gr_err_memory(err);
}

enum gr_status gr_query_book_ask(struct gr_query_book *book,
    const struct gr_asked *asked, struct gr_err *err)
{
	size_t at;
	enum gr_status status = find_cell(book, asked, &at, err);

	if (status != GR_OK)
		return status;
	struct gr_asked_cell *cell = &book->cell[at];
	/* an answer may have been entered first, with what it replaced */
	if (cell->first_reason == GR_NONE
	    && !gr_slice_eq(cell->raw, asked->raw)) {
		cell->raw = gr_arena_copy(book->keep, asked->raw);
		if (cell->raw.ptr == NULL)
			return gr_err_memory(err);
	}
	cell->confirmable |= asked->confirmable;
	return gr_query_reason_add(book, cell, asked, err);
}

enum gr_status gr_query_book_settle(struct gr_query_book *book,
    const struct gr_asked *asked, struct gr_err *err)
{
	size_t at;
	enum gr_status status = find_cell(book, asked, &at, err);

	if (status == GR_OK)
		book->cell[at].settled = true;
	return status;
}

enum gr_status gr_query_book_answer(struct gr_query_book *book,
    const struct gr_asked *asked, struct gr_err *err)
{
	size_t at;
	enum gr_status status = find_cell(book, asked, &at, err);

	if (status == GR_OK)
		book->cell[at].answered = true;
	return status;
}

static struct gr_slice cell_of(const struct gr_query_book *book,
    const struct gr_row *row, struct gr_slice column)
{
	size_t at = column.len == 0 ? GR_NONE
	                            : gr_header_find(book->from.header, column);

	return at < row->n ? row->field[at] : GR_S("");
}

/* Sheets are named by it, so it must be able to name a file. */
static bool is_city_code(struct gr_slice code)
{
	for (size_t i = 0; i < code.len; i++)
		if (!(code.ptr[i] >= '0' && code.ptr[i] <= '9')
		    && !(code.ptr[i] >= 'A' && code.ptr[i] <= 'Z')
		    && !(code.ptr[i] >= 'a' && code.ptr[i] <= 'z')
		    && code.ptr[i] != '-')
			return false;
	return code.len > 0 && code.len <= 32;
}

/* A delivery with records of one city is that city's. */
static enum gr_status learn_sender(struct gr_query_book *book,
    const struct gr_row *row, struct gr_slice city_code, struct gr_slice city,
    struct gr_err *err)
{
	void *items = book->sender;
	size_t before = book->senders, at = 0;
	enum gr_status status;

	if (!is_city_code(city_code))
		return GR_OK;
	status = find_or_add(book, &book->sender_index,
	    gr_query_book_key(book, row->field[GR_WAVE], row->field[GR_SRC],
	        GR_S(""), GR_S("")),
	    &items, &book->senders_room, &book->senders, sizeof *book->sender,
	    &at, err);
	if (status != GR_OK)
		return status;
	book->sender = items;
	if (at == before) {
		book->sender[at] = (struct gr_sender){ gr_arena_copy(book->keep,
			                                   city_code),
			gr_arena_copy(book->keep, city), false };
		return book->sender[at].city.ptr ? GR_OK : gr_err_memory(err);
	}
	if (!gr_slice_eq(book->sender[at].city_code, city_code))
		book->sender[at].several = true;
	return GR_OK;
}

static enum gr_status learn_place(struct gr_query_book *book,
    const struct gr_row *row, struct gr_asked_record *record,
    struct gr_slice city_code, struct gr_slice city, bool trusted,
    struct gr_err *err)
{
	record->stands = true;
	if (trusted && is_city_code(city_code))
		record->city_code = gr_arena_copy(book->keep, city_code);
	record->city = gr_arena_copy(book->keep, city);
	record->county = gr_arena_copy(book->keep,
	    cell_of(book, row,
	        gr_standard_head(book->standard, GR_ROLE_COUNTY_NAME)));
	if (!record->named)
		record->community = gr_arena_copy(book->keep,
		    cell_of(book, row,
		        gr_standard_head(book->standard, GR_ROLE_NAME)));
	return record->community.ptr ? GR_OK : gr_err_memory(err);
}

/* That a unit stands, where somebody waits for one. */
static enum gr_status learn_unit(struct gr_query_book *book,
    const struct gr_row *row, struct gr_err *err)
{
	struct gr_slice key = gr_query_book_key(book, row->field[GR_WAVE],
	    cell_of(book, row, gr_standard_head(book->standard, GR_ROLE_CODE)),
	    GR_S(""), GR_S(""));

	if (key.ptr == NULL)
		return gr_err_memory(err);
	key = gr_arena_copy(book->keep, key);
	return key.ptr ? gr_map_put(&book->unit_index, key, 1, err)
	               : gr_err_memory(err);
}

static enum gr_status begin(void *context, const struct gr_header *header,
    const char *name, struct gr_err *err)
{
	struct gr_query_book *book = context;

	(void)name, (void)err;
	book->from = (struct gr_learning){ .header = header,
		.aside = gr_header_find(header, GR_S("message")) != GR_NONE,
		.heading = gr_map_make(book->keep) };
	return GR_OK;
}

static enum gr_status take_place(void *context, const struct gr_row *row,
    struct gr_err *err)
{
	struct gr_query_book *book = context;
	struct gr_slice code = cell_of(book, row,
	    gr_standard_head(book->standard, GR_ROLE_CITY));
	struct gr_slice city = cell_of(book, row,
	    gr_standard_head(book->standard, GR_ROLE_CITY_NAME));
	enum gr_status status = GR_OK;
	uint64_t at;

	/* whose it is, is known of records that were identified */
	if (!book->from.aside)
		status = learn_sender(book, row, code, city, err);
	if (status == GR_OK && !book->from.aside && book->waits)
		status = learn_unit(book, row, err);
	if (status != GR_OK
	    || !gr_map_get(&book->record_index,
	        gr_query_book_key(book, row->field[GR_WAVE], row->field[GR_SRC],
	            row->field[GR_LINE], GR_S("")),
	        &at))
		return status;
	return learn_place(book, row, &book->record[at], code, city,
	    !book->from.aside, err);
}

struct gr_taker gr_query_book_places(struct gr_query_book *book)
{
	return (struct gr_taker){ book, begin, take_place, NULL };
}

static enum gr_status begin_texts(void *context, const struct gr_header *header,
    const char *name, struct gr_err *err)
{
	struct gr_query_book *book = context;
	enum gr_status status = begin(book, header, name, err);

	book->has_rows = true;
	book->from.unit = gr_query_unit_find(book->standard, header);
	return status;
}

/* As its sender names the unit: by this its answers find it again. */
static enum gr_status learn_name(struct gr_query_book *book,
    const struct gr_row *row, struct gr_asked_record *record,
    struct gr_err *err)
{
	struct gr_slice name = gr_query_unit_text(book->from.unit, row);

	if (gr_blank_only(name))
		return GR_OK;
	record->community = gr_arena_copy(book->keep, name);
	record->named = true;
	return record->community.ptr ? GR_OK : gr_err_memory(err);
}

static enum gr_status take_text(void *context, const struct gr_row *row,
    struct gr_err *err)
{
	struct gr_query_book *book = context;
	struct gr_slice key = gr_query_book_key(book, row->field[GR_WAVE],
	    row->field[GR_SRC], row->field[GR_LINE], GR_S(""));
	uint64_t at;

	if (!gr_map_get(&book->record_index, key, &at))
		return GR_OK;
	enum gr_status status = learn_name(book, row, &book->record[at], err);
	if (status != GR_OK)
		return status;
	for (size_t i = GR_PLACE_COLUMNS; i < row->n; i++) {
		key = gr_query_book_key(book, row->field[GR_WAVE],
		    row->field[GR_SRC], row->field[GR_LINE],
		    book->from.header->name[i]);
		if (!gr_map_get(&book->cell_index, key, &at))
			continue;
		book->cell[at].in_row = true;
		book->cell[at].own = gr_cell_has_own_unit(row->field[i]);
		book->cell[at].raw = gr_arena_copy(book->keep,
		    gr_query_written(row->field[i]));
		if (book->cell[at].raw.ptr == NULL)
			return gr_err_memory(err);
	}
	return GR_OK;
}

struct gr_taker gr_query_book_texts(struct gr_query_book *book)
{
	return (struct gr_taker){ book, begin_texts, take_text, NULL };
}

static enum gr_status take_heading(void *context, const struct gr_row *row,
    struct gr_err *err)
{
	struct gr_query_book *book = context;
	struct gr_learning *from = &book->from;
	void *items = from->text;
	size_t at = 0, before = from->texts;
	uint64_t position = 0;
	enum gr_status status = find_or_add(book, &from->heading,
	    gr_query_book_key(book, cell_of(book, row, GR_S("src")),
	        cell_of(book, row, GR_S("column")), GR_S(""), GR_S("")),
	    &items, &from->room, &from->texts, sizeof *from->text, &at, err);

	if (status != GR_OK)
		return status;
	from->text = items;
	assert(from->text != NULL);
	(void)gr_slice_to_uint64(cell_of(book, row, GR_S("position")),
	    &position);
	if (at < before) /* of two that say they are one, the first's place */
		position = from->text[at].position;
	from->text[at] = (struct gr_asked_heading){
		gr_arena_copy(book->keep, cell_of(book, row, GR_S("header"))),
		gr_arena_copy(book->keep, cell_of(book, row, GR_S("unit"))),
		(uint32_t)position
	};
	return from->text[at].text.ptr && from->text[at].unit.ptr
	    ? GR_OK
	    : gr_err_memory(err);
}

/* The heading of a column over a record, or NULL. */
static const struct gr_asked_heading *find_heading(struct gr_query_book *book,
    const struct gr_asked_cell *cell, struct gr_slice column)
{
	uint64_t found;

	return column.len > 0
	        && gr_map_get(&book->from.heading,
	            gr_query_book_key(book, book->record[cell->record].src,
	                column, GR_S(""), GR_S("")),
	            &found)
	    ? &book->from.text[found]
	    : NULL;
}

/* What is asked of a whole record is shown where it is named. */
static uint32_t find_anchor(struct gr_query_book *book,
    const struct gr_asked_cell *cell)
{
	static const enum gr_role role[] = { GR_ROLE_NAME, GR_ROLE_CODE };

	for (size_t i = 0; i < sizeof role / sizeof *role; i++) {
		const struct gr_asked_heading *h = find_heading(book, cell,
		    gr_standard_head(book->standard, role[i]));

		if (h != NULL)
			return h->position;
	}
	return 0;
}

static enum gr_status end_headings(void *context, struct gr_slice program,
    bool foreign, struct gr_err *err)
{
	struct gr_query_book *book = context;

	(void)program, (void)foreign, (void)err;
	for (size_t i = 0; i < book->cells; i++) {
		struct gr_asked_cell *cell = &book->cell[i];
		const struct gr_asked_heading *h = find_heading(book, cell,
		    cell->name);

		cell->anchor = find_anchor(book, cell);
		if (h == NULL)
			continue;
		cell->heading = h->text;
		cell->position = h->position;
		if (cell->in_row && !cell->own
		    && gr_slice_ends(cell->raw, h->unit))
			cell->added = h->unit.len;
	}
	return GR_OK;
}

struct gr_taker gr_query_book_headings(struct gr_query_book *book)
{
	return (struct gr_taker){ book, begin, take_heading, end_headings };
}
