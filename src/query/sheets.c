/* Writing the sheets that go back to the cities. */
#include "query/book_internal.h"

#include "base/wording.h"
#include "query/sheet_file.h"
#include "sheet/reference.h"
#include "text/file_name.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

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

/* Where it stands: the cell of a workbook, else the line. */
static void put_where(struct gr_buf *to, const struct line *line, bool chinese)
{
	const struct gr_asked_record *r = line->record;
	struct gr_slice sheet;

	(void)gr_file_name_file(r->src, &sheet);
	if (sheet.len > 0 && line->cell->position > 0) {
		gr_cell_column_print(to, line->cell->position);
		gr_buf_add(to, r->line);
	} else {
		gr_buf_format(to, gr_wording_in(chinese, "line %.*s"),
		    GR_ARG(r->line));
	}
}

/* And what can be answered; *bare: bytes of the reason alone.  False: nothing can
 * be. */
static bool put_reason(const struct gr_query_book *book, struct gr_buf *to,
    const struct line *line, bool chinese, size_t *bare)
{
	size_t from = to->len;
	bool closed;

	gr_query_reason_say(book, line->cell, to, &closed);
	*bare = to->len - from;
	/* green-amend could put an answer nowhere, or where it says nothing */
	closed |= book->has_rows && !line->cell->in_row;
	if (closed)
		gr_buf_text(to,
		    gr_wording_in(chinese,
		        " (no answer here: please send a corrected file)"));
	else if (line->cell->confirmable) /* the one answer that is no value */
		gr_buf_text(to,
		    gr_wording_in(chinese,
		        " (if it is so, answer \"confirmed: \" and the "
		        "reason)"));
	return !closed;
}

static void put_name(struct gr_buf *to, const struct line *line)
{
	const struct gr_asked_record *r = line->record;
	char hash[GR_QUERY_HASH_DIGITS + 1];
	struct gr_query query = { r->wave, r->src, r->line, line->cell->name,
		GR_S("") };

	gr_query_hash(line->cell->raw, hash);
	query.hash = gr_slice_of(hash);
	gr_query_name(to, &query);
}

/* What an answer can be, as far as a list to choose from says it. */
static enum gr_sheet_answer answer_of(const struct gr_query_book *book,
    const struct line *line, bool any)
{
	const struct gr_asked_cell *cell = line->cell;

	if (!any)
		return GR_SHEET_ANSWER_NONE;
	return cell->column != GR_NONE
	        && book->standard->column[cell->column].type == GR_TYPE_BOOL
	    ? GR_SHEET_ANSWER_YES_NO
	    : GR_SHEET_ANSWER_FREE;
}

/* The cells of a query's row, what is not held by the book in `text`; and what it
 * can be answered with. */
static enum gr_sheet_answer fill_row(struct gr_query_book *book,
    struct gr_buf *text, const struct line *line, bool chinese,
    struct gr_slice *column, size_t *bare)
{
	const struct gr_asked_cell *cell = line->cell;
	size_t end[4];

	gr_buf_clear(text);
	put_name(text, line);
	end[0] = text->len;
	put_where(text, line, chinese);
	end[1] = text->len;
	gr_buf_text(text, "「");
	gr_buf_add(text,
	    gr_slice_make(cell->raw.ptr, cell->raw.len - cell->added));
	gr_buf_text(text, "」");
	end[2] = text->len;
	bool any = put_reason(book, text, line, chinese, bare);
	end[3] = text->len;
	if (text->failed)
		memset(end, 0, sizeof end);
	column[GR_SHEET_AT_QUERY] = gr_slice_make(text->ptr, end[0]);
	column[GR_SHEET_AT_CITY] = line->city;
	column[GR_SHEET_AT_COUNTY] = line->record->county;
	column[GR_SHEET_AT_COMMUNITY] = line->record->community;
	column[GR_SHEET_AT_HEADING] = heading_of(book, cell, chinese);
	column[GR_SHEET_AT_WHERE] = gr_slice_make(text->ptr + end[0],
	    end[1] - end[0]);
	column[GR_SHEET_AT_WRITTEN] = gr_slice_make(text->ptr + end[1],
	    end[2] - end[1]);
	column[GR_SHEET_AT_REASON] = gr_slice_make(text->ptr + end[2],
	    end[3] - end[2]);
	column[GR_SHEET_AT_ANSWER] = GR_S("");
	return answer_of(book, line, any);
}

/* Tell of a query whose cell can be shown in its delivery. */
static enum gr_status tell_mark(struct gr_query_book *book,
    const struct line *line, const struct gr_slice *column, size_t bare,
    const struct gr_query_calls *calls, struct gr_err *err)
{
	const struct gr_asked_record *r = line->record;
	uint64_t at;
	struct gr_query_mark mark = { .wave = r->wave,
		.src = r->src,
		.line = r->line,
		.city_code = GR_NO_CITY,
		.column = line->cell->name,
		.heading = column[GR_SHEET_AT_HEADING],
		.written = column[GR_SHEET_AT_WRITTEN],
		.reason = gr_slice_make(column[GR_SHEET_AT_REASON].ptr, bare),
		.confirmable = line->cell->confirmable,
		.position = line->cell->position };

	if (calls->mark == NULL)
		return GR_OK;
	if (gr_map_get(&book->sender_index,
	        gr_query_book_key(book, r->wave, r->src, GR_S(""), GR_S("")),
	        &at)
	    && !book->sender[at].several)
		mark.city_code = book->sender[at].city_code;
	if (mark.position == 0)
		mark.position = line->cell->anchor;
	return calls->mark(calls->context, &mark, err);
}

enum gr_status gr_query_book_write(struct gr_query_book *book,
    const char *folder, bool chinese, const struct gr_query_calls *calls,
    struct gr_err *err)
{
	struct gr_slice column[GR_SHEET_COLUMNS];
	struct gr_buf scratch = { 0 };
	struct gr_sheet_file *file = NULL;
	struct line *line;
	size_t n, bare, first = 0;
	enum gr_status status = sort_lines(book, &line, &n, err);

	if (status == GR_OK && mkdir(folder, 0777) != 0 && errno != EEXIST)
		status = gr_err_sys(err, folder, "cannot be made");
	for (size_t i = 0; i < n && status == GR_OK; i++) {
		if (file == NULL)
			status = gr_sheet_file_new(folder, line[i].city_code,
			    chinese, &file, err);
		if (status != GR_OK)
			break;
		enum gr_sheet_answer answer = fill_row(book, &scratch, &line[i],
		    chinese, column, &bare);
		status = gr_buf_check(&scratch, err);
		if (status == GR_OK)
			status = gr_sheet_file_add(file, column, answer, err);
		if (status == GR_OK)
			status = tell_mark(book, &line[i], column, bare, calls,
			    err);
		if (status != GR_OK
		    || (i + 1 < n
		        && gr_slice_eq(line[i].city_code,
		            line[i + 1].city_code)))
			continue;
		status = gr_sheet_file_save(file, err);
		if (status == GR_OK)
			status = calls->sheet(calls->context, line[i].city_code,
			    i + 1 - first, err);
		gr_sheet_file_free(file);
		file = NULL;
		first = i + 1;
	}
	gr_sheet_file_free(file);
	gr_buf_free(&scratch);
	return status;
}
