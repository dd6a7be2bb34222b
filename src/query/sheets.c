/* Writing the sheets that go back to the cities. */
#include "query/book_internal.h"

#include "base/wording.h"
#include "csv/writer.h"
#include "stream/sink.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#define COLUMNS 8

struct line { /* of a sheet, in its order */
	const struct gr_asked_cell *cell;
	const struct gr_asked_record *record;
	struct gr_slice city_code, city;
	uint64_t number;
};

static int compare_lines(const void *a, const void *b)
{
	const struct line *x = a, *y = b;
	int order = gr_slice_cmp(x->city_code, y->city_code);

	if (order == 0)
		order = gr_slice_cmp(x->record->wave, y->record->wave);
	if (order == 0)
		order = gr_slice_cmp(x->record->src, y->record->src);
	if (order == 0)
		order = (x->number > y->number) - (x->number < y->number);
	if (order == 0)
		order = (x->cell->column > y->cell->column)
		    - (x->cell->column < y->cell->column);
	if (order == 0)
		order = gr_slice_cmp(x->cell->name, y->cell->name);
	return order;
}

/* A record without a code goes to the city whose delivery it stands in. */
static void find_city(struct gr_query_book *book, struct line *line)
{
	const struct gr_asked_record *r = line->record;
	uint64_t at;

	line->city_code = r->city_code;
	line->city = r->city;
	if (line->city_code.len > 0)
		return;
	line->city_code = GR_NO_CITY;
	if (gr_map_get(&book->sender_index,
	        gr_query_book_key(book, r->wave, r->src, GR_S(""), GR_S("")),
	        &at)
	    && !book->sender[at].several) {
		line->city_code = book->sender[at].city_code;
		if (line->city.len == 0)
			line->city = book->sender[at].city;
	}
}

/* A part of a unit that reported as a whole has no more to say. */
static bool is_part(struct gr_query_book *book, const struct gr_asked_record *r)
{
	uint64_t at;

	return r->successor.len > 0
	    && gr_map_get(&book->unit_index,
	        gr_query_book_key(book, r->wave, r->successor, GR_S(""),
	            GR_S("")),
	        &at);
}

static enum gr_status sort_lines(struct gr_query_book *book,
    struct line **lines, size_t *n, struct gr_err *err)
{
	*lines = GR_NEW_ARRAY(book->keep, book->cells, struct line);
	*n = 0;
	if (*lines == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < book->cells; i++) {
		struct line *line = &(*lines)[*n];

		line->cell = &book->cell[i];
		line->record = &book->record[line->cell->record];
		if (!line->record->stands || line->cell->settled
		    || !gr_query_reason_is_open(book, line->cell)
		    || is_part(book, line->record))
			continue;
		if (!gr_slice_to_uint64(line->record->line, &line->number))
			line->number = 0;
		find_city(book, line);
		(*n)++;
	}
	if (*n > 0)
		qsort(*lines, *n, sizeof **lines, compare_lines);
	return GR_OK;
}

/* The heading that the sender wrote, else the standard's title. */
static struct gr_slice heading_of(const struct gr_query_book *book,
    const struct gr_asked_cell *cell, bool chinese)
{
	const struct gr_column *column;

	if (cell->heading.len > 0 || cell->column == GR_NONE)
		return cell->heading;
	column = &book->standard->column[cell->column];
	return chinese ? column->title_zh : column->title_en;
}

/* gr_csv_row() ends a row as published tables do; these are for Excel. */
static void put_row(struct gr_buf *text, const struct gr_slice *cell)
{
	gr_csv_row(text, cell, COLUMNS);
	if (text->len > 0)
		text->len--;
	gr_buf_text(text, "\r\n");
}

static void put_heading(struct gr_buf *text, bool chinese)
{
	/* green-amend finds the first and the last by these very names */
	static const char *const heading[COLUMNS] = {
		"query",
		GR_WORDS_AS("heading of a sheet", "city"),
		GR_WORDS_AS("heading of a sheet", "county"),
		GR_WORDS_AS("heading of a sheet", "community"),
		GR_WORDS_AS("heading of a sheet", "heading"),
		GR_WORDS_AS("heading of a sheet", "written"),
		GR_WORDS_AS("heading of a sheet", "reason"),
	};
	struct gr_slice cell[COLUMNS];

	cell[0] = gr_slice_of(heading[0]);
	for (size_t i = 1; i + 1 < COLUMNS; i++)
		cell[i] = gr_slice_of(gr_wording_in(chinese, heading[i]));
	cell[COLUMNS - 1] = gr_slice_of(
	    chinese ? GR_QUERY_ANSWER_ZH : GR_QUERY_ANSWER_EN);
	gr_buf_text(text, "\xEF\xBB\xBF");
	put_row(text, cell);
}

static void put_query(struct gr_query_book *book, struct gr_buf *text,
    struct gr_buf *scratch, const struct line *line, bool chinese)
{
	const struct gr_asked_cell *cell = line->cell;
	char hash[GR_QUERY_HASH_DIGITS + 1];
	size_t name_bytes, written_bytes;
	struct gr_query query = { line->record->wave, line->record->src,
		line->record->line, cell->name, GR_S("") };
	struct gr_slice column[COLUMNS];

	bool closed;

	gr_query_hash(cell->raw, hash);
	query.hash = gr_slice_of(hash);
	gr_buf_clear(scratch);
	gr_query_name(scratch, &query);
	name_bytes = scratch->len;
	gr_buf_text(scratch, "「");
	gr_buf_add(scratch,
	    gr_slice_make(cell->raw.ptr, cell->raw.len - cell->added));
	gr_buf_text(scratch, "」");
	written_bytes = scratch->len - name_bytes;
	gr_query_reason_say(book, cell, scratch, &closed);
	/* green-amend could put an answer nowhere, or where it says nothing */
	if (closed || (book->has_rows && !cell->in_row))
		gr_buf_text(scratch,
		    gr_wording_in(chinese,
		        " (no answer here: please send a corrected file)"));
	else if (cell->confirmable) /* the one answer that is no value */
		gr_buf_text(scratch,
		    gr_wording_in(chinese,
		        " (if it is so, answer \"confirmed: \" and the "
		        "reason)"));
	if (scratch->failed) {
		text->failed = true;
		return;
	}
	column[0] = gr_slice_make(scratch->ptr, name_bytes);
	column[1] = line->city;
	column[2] = line->record->county;
	column[3] = line->record->community;
	column[4] = heading_of(book, cell, chinese);
	column[5] = gr_slice_make(scratch->ptr + name_bytes, written_bytes);
	column[6] = gr_slice_skip(gr_buf_slice(scratch),
	    name_bytes + written_bytes);
	column[7] = GR_S("");
	put_row(text, column);
}

static enum gr_status save(const char *folder, struct gr_slice city,
    const struct gr_buf *text, struct gr_err *err)
{
	struct gr_buf path = { 0 };
	struct gr_sink *sink = NULL;
	enum gr_status status;

	gr_buf_format(&path, "%s/%.*s.csv", folder, GR_ARG(city));
	gr_buf_byte(&path, '\0');
	status = gr_buf_check(&path, err);
	if (status == GR_OK)
		status = gr_buf_check(text, err);
	if (status == GR_OK)
		status = gr_sink_open(path.ptr, &sink, err);
	gr_buf_free(&path);
	if (status != GR_OK)
		return status;
	status = gr_sink_write(sink, gr_buf_slice(text), err);
	if (status != GR_OK) {
		gr_sink_abandon(sink);
		return status;
	}
	return gr_sink_commit(sink, err);
}

enum gr_status gr_query_book_write(struct gr_query_book *book,
    const char *folder, bool chinese, gr_sheet_fn *report, void *context,
    struct gr_err *err)
{
	struct gr_buf text = { 0 }, scratch = { 0 };
	struct line *line;
	size_t n, first = 0;
	enum gr_status status = sort_lines(book, &line, &n, err);

	if (status == GR_OK && mkdir(folder, 0777) != 0 && errno != EEXIST)
		status = gr_err_sys(err, folder, "cannot be made");
	for (size_t i = 0; i < n && status == GR_OK; i++) {
		if (text.len == 0)
			put_heading(&text, chinese);
		put_query(book, &text, &scratch, &line[i], chinese);
		if (i + 1 < n
		    && gr_slice_eq(line[i].city_code, line[i + 1].city_code))
			continue;
		status = save(folder, line[i].city_code, &text, err);
		if (status == GR_OK)
			status = report(context, line[i].city_code,
			    i + 1 - first, err);
		gr_buf_clear(&text);
		first = i + 1;
	}
	gr_buf_free(&text);
	gr_buf_free(&scratch);
	return status;
}
