/* book_sheet.c - tables as sheets of a workbook */
#include "book/book_sheet.h"

#include "base/wording.h"
#include "book/book_words.h"
#include "text/width.h"

enum { ROW_BITS = 32, CHANGES = 2 };
enum { PAGE_DIGITS = 230 }; /* that can still be read across a page */

struct filling {
	struct gr_book_work *work;
	enum gr_book_part part;
	struct gr_book_sheet *own;
	size_t sheet; /* that is being filled */
	size_t n;
	struct gr_header header;
	struct gr_heading *heading; /* by column */
	struct gr_slice *title;
	size_t wave, city, level, code, county, name;
	struct gr_slice seen[CHANGES]; /* wave and city of the row before */
};

/* ---- what is known of a row ---- */

static struct gr_slice key_of(struct gr_book_work *work, enum gr_book_part part,
    struct gr_slice wave, struct gr_slice city)
{
	gr_buf_clear(&work->text);
	gr_buf_uint(&work->text, part);
	gr_buf_byte(&work->text, '\n');
	gr_buf_add(&work->text, wave);
	gr_buf_byte(&work->text, '\n');
	gr_buf_add(&work->text, city);
	return gr_buf_slice(&work->text);
}

bool gr_book_sheet_find(struct gr_book_work *work, enum gr_book_part part,
    struct gr_slice wave, struct gr_slice city, size_t *sheet, uint32_t *row)
{
	struct gr_slice none = { NULL, 0 };
	uint64_t at;

	if (!gr_map_get(&work->at, key_of(work, part, wave, city), &at)
	    && !gr_map_get(&work->at, key_of(work, part, none, city), &at))
		return false;
	*sheet = (size_t)(at >> ROW_BITS);
	*row = (uint32_t)at;
	return true;
}

/* The first row of a city in a wave is one to which something leads. */
static enum gr_status note_place(struct filling *f, struct gr_slice wave,
    struct gr_slice city, struct gr_err *err)
{
	struct gr_book_work *work = f->work;
	uint64_t at;

	if (city.len == 0
	    || (gr_slice_eq(f->seen[0], wave) && gr_slice_eq(f->seen[1], city)))
		return GR_OK;
	f->seen[0] = gr_arena_copy(work->keep, wave);
	f->seen[1] = gr_arena_copy(work->keep, city);
	struct gr_slice key = gr_arena_copy(work->keep,
	    key_of(work, f->part, wave, city));
	if (key.ptr == NULL || work->text.failed || f->seen[0].ptr == NULL
	    || f->seen[1].ptr == NULL)
		return gr_err_memory(err);
	if (gr_map_get(&work->at, key, &at))
		return GR_OK;
	return gr_map_put(&work->at, key,
	    (uint64_t)f->sheet << ROW_BITS | f->own->last, err);
}

static struct gr_slice cell_at(const struct gr_slice *cell, size_t at)
{
	return at == GR_NONE ? (struct gr_slice){ NULL, 0 } : cell[at];
}

/* Whose county it is, its communities say. */
static enum gr_status note_county(struct filling *f,
    const struct gr_slice *cell, struct gr_err *err)
{
	struct gr_book_work *work = f->work;
	struct gr_slice county = cell_at(cell, f->county);
	uint64_t there;

	if (f->city == GR_NONE || county.len == 0
	    || gr_map_get(&work->county, county, &there))
		return GR_OK;
	struct gr_slice *city = GR_NEW(work->keep, struct gr_slice);
	if (city == NULL)
		return gr_err_memory(err);
	*city = gr_arena_copy(work->keep, cell[f->city]);
	county = gr_arena_copy(work->keep, county);
	if (city->ptr == NULL || county.ptr == NULL)
		return gr_err_memory(err);
	return gr_map_put(&work->county, county, (uint64_t)(uintptr_t)city,
	    err);
}

static struct gr_slice city_of(const struct filling *f,
    const struct gr_slice *cell)
{
	uint64_t there;

	if (f->part != GR_BOOK_COUNTIES)
		return cell_at(cell, f->city);
	return gr_map_get(&f->work->county, cell_at(cell, f->code), &there)
	    ? *(const struct gr_slice *)(uintptr_t)there
	    : (struct gr_slice){ NULL, 0 };
}

static bool is_whole(const struct filling *f, const struct gr_slice *cell)
{
	struct gr_slice level = cell_at(cell, f->level);

	/* of several, the last is the whole */
	return gr_slice_eq(level, GR_S("province"))
	    || gr_slice_eq(level, GR_S("nation"));
}

/* ---- what the front of the book needs of cities.csv ---- */

static enum gr_status keep_region(struct filling *f,
    const struct gr_slice *cell, struct gr_err *err)
{
	struct gr_book_work *work = f->work;

	work->of_region = GR_NEW_ARRAY(work->keep, f->n, struct gr_slice);
	if (work->of_region == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < f->n; i++) {
		work->of_region[i] = gr_arena_copy(work->keep, cell[i]);
		if (work->of_region[i].ptr == NULL)
			return gr_err_memory(err);
	}
	work->region = f->header;
	return GR_OK;
}

static enum gr_status keep_city(struct filling *f, const struct gr_slice *cell,
    struct gr_err *err)
{
	struct gr_book_work *work = f->work;
	struct gr_slice wave = cell_at(cell, f->wave);
	void *items = work->city;

	if (!gr_slice_eq(work->wave, wave)) {
		work->wave = gr_arena_copy(work->keep, wave);
		work->cities = 0;
		if (work->wave.ptr == NULL)
			return gr_err_memory(err);
	}
	if (is_whole(f, cell))
		return keep_region(f, cell, err);
	enum gr_status status = gr_arena_grow(work->keep, &items,
	    &work->city_room, work->cities, sizeof *work->city, err);
	if (status != GR_OK)
		return status;
	work->city = items;
	gr_buf_clear(&work->text);
	gr_buf_add(&work->text, cell_at(cell, f->code));
	gr_buf_byte(&work->text, '\n');
	gr_buf_add(&work->text, cell_at(cell, f->name));
	struct gr_slice both = gr_arena_copy(work->keep,
	    gr_buf_slice(&work->text));
	work->city[work->cities++] = both;
	return both.ptr != NULL ? gr_buf_check(&work->text, err)
	                        : gr_err_memory(err);
}

struct gr_slice gr_book_sheet_region(const struct gr_book_work *work,
    const char *column)
{
	size_t at = work->of_region == NULL
	    ? GR_NONE
	    : gr_header_find(&work->region, gr_slice_of(column));

	return cell_at(work->of_region, at);
}

/* ---- headings ---- */

static unsigned look_of(enum gr_heading_kind kind)
{
	switch (kind) {
	case GR_HEADING_YEAR:
		return GR_BOOK_YEAR;
	case GR_HEADING_WHOLE:
		return GR_BOOK_WHOLE;
	case GR_HEADING_PERCENT:
		return GR_BOOK_PERCENT;
	case GR_HEADING_CHANGE:
		return GR_BOOK_CHANGE;
	case GR_HEADING_POINTS:
		return GR_BOOK_POINTS;
	case GR_HEADING_ANY:
	case GR_HEADING_DECIMAL:
		return GR_BOOK_NUMBER;
	case GR_HEADING_TEXT:
	case GR_HEADING_WORD:
		break;
	}
	return GR_BOOK_TEXT;
}

static bool is_wrapped(const struct filling *f, size_t i)
{
	struct gr_slice name = f->header.name[i];

	return (f->part == GR_BOOK_QUERIES || f->part == GR_BOOK_CORRECTIONS)
	    && (gr_slice_eq(name, GR_S("written"))
	        || gr_slice_eq(name, GR_S("reason"))
	        || gr_slice_eq(name, GR_S("heading"))
	        || gr_slice_eq(name, GR_S("cause")));
}

/* In digits: of texts by what they are, of numbers by their titles, which may
 * stand in three lines. */
static double width_of(const struct filling *f, size_t i)
{
	static const struct {
		const char *ending;
		double digits;
	} wide[] = { { "_code", 14 }, { "code", 9 }, { "_name", 22 },
		{ "name", 18 }, { "src", 27 }, { "note", 60 }, { "cause", 60 },
		{ "reason", 46 }, { "written", 26 }, { "heading", 30 },
		{ "failed", 32 }, { "undetermined", 18 }, { "flags", 26 },
		{ "query", 24 }, { "city", 14 }, { "county", 16 },
		{ "community", 22 }, { "place", 14 }, { "status", 14 },
		{ "status_common", 16 }, { "title", 22 }, { "due", 12 },
		{ "earlier", 30 }, { "old", 30 }, { "new", 30 } };
	struct gr_slice name = f->header.name[i];
	double digits = 9;
	double titled = (double)gr_width_of(f->title[i]) / 1.5 + 2;

	if (f->heading[i].kind == GR_HEADING_TEXT
	    || f->heading[i].kind == GR_HEADING_WORD
	    || f->heading[i].figure == NULL)
		for (size_t k = 0; k < sizeof wide / sizeof *wide; k++)
			if (gr_slice_eq(name, gr_slice_of(wide[k].ending))
			    || (wide[k].ending[0] == '_'
			        && gr_slice_ends(name,
			            gr_slice_of(wide[k].ending))))
				digits = wide[k].digits;
	if (digits < titled)
		digits = titled < 22 ? titled : 22;
	return digits;
}

static enum gr_status note_column(struct filling *f, size_t i,
    struct gr_err *err)
{
	struct gr_book_work *work = f->work;
	void *items = work->column;
	uint64_t there;

	if (gr_map_get(&work->seen, f->header.name[i], &there))
		return GR_OK;
	enum gr_status status = gr_arena_grow(work->keep, &items, &work->room,
	    work->columns, sizeof *work->column, err);
	if (status != GR_OK)
		return status;
	work->column = items;
	gr_buf_clear(&work->text);
	if (f->heading[i].figure != NULL)
		gr_heading_define(f->heading[i].figure, work->book->chinese,
		    &work->text);
	struct gr_slice definition = gr_arena_copy(work->keep,
	    gr_buf_slice(&work->text));
	work->column[work->columns++] = (struct gr_book_column){
		f->header.name[i], f->title[i], definition, f->heading[i].unit
	};
	if (definition.ptr == NULL || work->text.failed)
		return gr_err_memory(err);
	return gr_map_put(&work->seen, f->header.name[i], 1, err);
}

static enum gr_status learn_columns(struct filling *f,
    const struct gr_header *header, struct gr_err *err)
{
	const struct gr_release_book *book = f->work->book;
	struct gr_buf title = { 0 };
	enum gr_status status = gr_header_make(f->work->keep, header->name,
	    header->n, &f->header, err);

	f->n = header->n;
	f->heading = GR_NEW_ARRAY(f->work->keep, f->n, struct gr_heading);
	f->title = GR_NEW_ARRAY(f->work->keep, f->n, struct gr_slice);
	if (status == GR_OK && (f->heading == NULL || f->title == NULL))
		return gr_err_memory(err);
	bool places = gr_heading_has_places(header->name, header->n);
	for (size_t i = 0; status == GR_OK && i < f->n; i++) {
		gr_buf_clear(&title);
		if (!gr_book_query_title(f->part, header->name[i],
		        book->chinese, &title))
			f->heading[i] = gr_heading_of(book->standard,
			    header->name[i], places, book->chinese, &title);
		else
			f->heading[i] = (struct gr_heading){
				.kind = GR_HEADING_TEXT,
				.unit = ""
			};
		if (f->heading[i].unit[0] == '%'
		    && gr_slice_find(gr_buf_slice(&title), GR_S("%"))
		        == SIZE_MAX)
			gr_buf_text(&title, book->chinese ? "（%）" : " (%)");
		f->title[i] = gr_arena_copy(f->work->keep,
		    gr_buf_slice(&title));
		status = f->title[i].ptr != NULL ? gr_buf_check(&title, err)
		                                 : gr_err_memory(err);
		if (status == GR_OK)
			status = note_column(f, i, err);
	}
	gr_buf_free(&title);
	return status;
}

/* The upper rows of a sheet of the table. */
static enum gr_status begin_sheet(struct filling *f, struct gr_err *err)
{
	struct gr_table_book *to = f->work->to;
	const struct gr_cell_place below = { GR_BOOK_FIRST_ROW,
		(uint32_t)(f->name == GR_NONE ? 0 : f->name + 1) + 1 };
	enum gr_status status = GR_OK;

	double all = 0;

	gr_table_book_freeze(to, f->sheet, below);
	for (uint32_t i = 0; i < f->n; i++) {
		double digits = width_of(f, i);

		gr_table_book_width(to, f->sheet, i + 1, digits,
		    f->heading[i].further);
		all += f->heading[i].further ? 0 : digits;
	}
	if (all > PAGE_DIGITS)
		gr_table_book_many_pages(to, f->sheet, below.column - 1);
	gr_table_book_height(to, f->sheet, 1, 46);
	for (uint32_t i = 0; status == GR_OK && i < f->n; i++)
		status = gr_table_book_text(to, f->sheet,
		    (struct gr_cell_place){ 1, i + 1 }, f->title[i],
		    GR_BOOK_HEADING, err);
	for (uint32_t i = 0; status == GR_OK && i < f->n; i++)
		status = gr_table_book_text(to, f->sheet,
		    (struct gr_cell_place){ 2, i + 1 }, f->header.name[i],
		    GR_BOOK_NAME, err);
	f->own->last = GR_BOOK_FIRST_ROW - 1;
	return status;
}

/* Filters, and bars where figures are to be compared. */
static enum gr_status end_sheet(struct filling *f, struct gr_err *err)
{
	static const struct {
		const char *column;
		double full;
	} barred[] = { { "attained_rate", 100 }, { "response_rate", 100 },
		{ "gap", 0 }, { "failure_share", 100 }, { "points", 100 } };
	struct gr_table_book *to = f->work->to;
	struct gr_cell_range all = { { 2, 1 },
		{ f->own->last, (uint32_t)f->n } };
	enum gr_status status = f->n == 0
	    ? GR_OK
	    : gr_table_book_filter(to, f->sheet, all, err);

	for (size_t k = 0; k < sizeof barred / sizeof *barred; k++) {
		size_t at = gr_header_find(&f->header,
		    gr_slice_of(barred[k].column));

		if (status != GR_OK || at == GR_NONE
		    || f->part == GR_BOOK_MILESTONES
		    || f->own->last < GR_BOOK_FIRST_ROW)
			continue;
		all = (struct gr_cell_range){ { GR_BOOK_FIRST_ROW,
			                          (uint32_t)at + 1 },
			{ f->own->last, (uint32_t)at + 1 } };
		status = gr_table_book_bars(to, f->sheet, all, barred[k].full,
		    err);
	}
	return status;
}

static enum gr_status go_on(struct filling *f, struct gr_err *err)
{
	struct gr_book_work *work = f->work;
	enum gr_status status = end_sheet(f, err);

	gr_buf_clear(&work->text);
	gr_buf_format(&work->text, "%s (%zu)",
	    gr_table_book_name(work->to, f->own->sheet), ++f->own->further + 1);
	gr_buf_byte(&work->text, '\0');
	if (status == GR_OK)
		status = gr_buf_check(&work->text, err);
	if (status == GR_OK)
		status = gr_table_book_add(work->to, work->text.ptr, &f->sheet,
		    err);
	return status == GR_OK ? begin_sheet(f, err) : status;
}

/* ---- rows ---- */

/* A city's name leads to its communities. */
static enum gr_status put_city(struct filling *f, struct gr_cell_place at,
    const struct gr_slice *cell, bool *linked, struct gr_err *err)
{
	size_t sheet;
	uint32_t row;

	*linked = f->part == GR_BOOK_CITIES && at.column == f->name + 1
	    && gr_book_sheet_find(f->work, GR_BOOK_COMMUNITIES,
	        cell_at(cell, f->wave), cell_at(cell, f->code), &sheet, &row);
	return *linked ? gr_table_book_link(f->work->to, f->sheet, at,
	           cell[f->name], sheet, (struct gr_cell_place){ row, 1 }, err)
	               : GR_OK;
}

static enum gr_status put_cell(struct filling *f, uint32_t i,
    const struct gr_slice *cell, unsigned total, struct gr_err *err)
{
	const struct gr_cell_place at = { f->own->last, i + 1 };
	const enum gr_heading_kind kind = f->heading[i].kind;
	struct gr_slice text = cell[i];
	bool linked;
	enum gr_status status = put_city(f, at, cell, &linked, err);

	if (status != GR_OK || linked)
		return status;
	if (gr_heading_is_number(kind, text))
		return gr_table_book_number(f->work->to, f->sheet, at, text,
		    look_of(kind) + total, err);
	if (kind == GR_HEADING_WORD)
		text = gr_heading_word(text, f->work->book->chinese);
	return gr_table_book_text(f->work->to, f->sheet, at, text,
	    (is_wrapped(f, i) ? GR_BOOK_WRAPPED : GR_BOOK_TEXT) + total, err);
}

static enum gr_status put_row(struct filling *f, const struct gr_slice *cell,
    struct gr_err *err)
{
	enum gr_status status = GR_OK;

	if (f->own->last >= f->work->rows_max)
		status = go_on(f, err);
	f->own->last++;
	f->own->rows++;
	if (status == GR_OK)
		status = note_place(f, cell_at(cell, f->wave), city_of(f, cell),
		    err);
	if (status == GR_OK && f->part == GR_BOOK_COMMUNITIES)
		status = note_county(f, cell, err);
	if (status == GR_OK && f->part == GR_BOOK_CITIES)
		status = keep_city(f, cell, err);
	for (uint32_t i = 0; status == GR_OK && i < f->n; i++)
		status = put_cell(f, i, cell,
		    f->part < GR_BOOK_CRITERIA && is_whole(f, cell)
		        ? GR_BOOK_TOTAL
		        : 0,
		    err);
	return status;
}

static enum gr_status take_row(void *context, const struct gr_header *header,
    const struct gr_slice *cell, struct gr_err *err)
{
	struct filling *f = context;

	if (cell != NULL)
		return put_row(f, cell, err);
	const char *city = gr_book_table[f->part].city;
	enum gr_status status = learn_columns(f, header, err);
	f->wave = gr_header_find(header, GR_S("wave"));
	f->level = gr_header_find(header, GR_S("level"));
	f->code = gr_header_find(header, GR_S("code"));
	f->county = gr_header_find(header, GR_S("county_code"));
	f->name = gr_header_find(header,
	    f->part == GR_BOOK_COMMUNITIES || f->part == GR_BOOK_NOT_RESPONDED
	        ? GR_S("community_name")
	        : GR_S("name"));
	f->city = city == NULL ? GR_NONE
	                       : gr_header_find(header, gr_slice_of(city));
	return status == GR_OK ? begin_sheet(f, err) : status;
}

/* What a release is does not depend on what was published before it, so neither
 * does the workbook that is a part of it. */
static const char none_corrected[] = GR_WORDS(
    "When this workbook was made no figure was known that had been published "
    "before and is another one here. Such corrections are found when the "
    "release is published and lie beside it (corrections/); green-workbook "
    "puts them on this sheet.");

enum gr_status gr_book_sheet_fill(struct gr_book_work *work,
    enum gr_book_part part, struct gr_err *err)
{
	struct filling f = { .work = work,
		.part = part,
		.own = &work->part[part],
		.sheet = work->part[part].sheet };
	enum gr_status status = gr_book_each(work->book, part, take_row, &f,
	    err);

	if (status != GR_OK || f.n > 0)
		return status == GR_OK ? end_sheet(&f, err) : status;
	gr_table_book_width(work->to, f.sheet, 1, 80, false);
	return gr_table_book_text(work->to, f.sheet,
	    (struct gr_cell_place){ 1, 1 },
	    gr_slice_of(gr_wording_in(work->book->chinese,
	        part == GR_BOOK_CORRECTIONS ? none_corrected
	                                    : "There is none.")),
	    GR_BOOK_WRAPPED, err);
}
