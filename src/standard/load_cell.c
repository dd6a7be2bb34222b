/* load_cell.c - rows and cells of a standard's tables, each checked as it
 * is read */
#include "standard/standard_internal.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "base/buf.h"
#include "number/date_read.h"

void gr_load_fail(struct gr_loader *l, const char *column, const char *format,
    ...)
{
	va_list args;

	if (l->status != GR_OK)
		return;
	va_start(args, format);
	l->status = gr_table_verror(&l->table, l->row, column, l->err, format,
	    args);
	va_end(args);
}

bool gr_load_ok(struct gr_loader *l, enum gr_status status)
{
	if (l->status == GR_OK)
		l->status = status;
	return l->status == GR_OK;
}

bool gr_load_open(struct gr_loader *l, const char *file, bool must_exist,
    const char *const *required, const char *const *columns)
{
	const char *path;

	if (l->status != GR_OK)
		return false;
	path = gr_arena_path(l->keep, l->std->path, gr_slice_of(file));
	if (!path)
		return gr_load_ok(l, gr_err_memory(l->err));
	l->row = NULL;
	if (!must_exist && access(path, F_OK) != 0 && errno == ENOENT)
		return false;
	return gr_load_ok(l,
	    gr_table_read_plain(l->keep, path, required, columns, &l->table,
	        l->err));
}

bool gr_load_row(struct gr_loader *l, size_t i)
{
	if (l->status != GR_OK || i >= l->table.rows) {
		l->row = NULL;
		return false;
	}
	l->row = &l->table.row[i];
	return true;
}

void *gr_load_items(struct gr_loader *l, size_t item_bytes)
{
	size_t n = l->table.rows ? l->table.rows : 1;
	void *items = gr_arena_alloc(l->keep, n, item_bytes);

	if (!items)
		gr_load_ok(l, gr_err_memory(l->err));
	return items;
}

struct gr_slice gr_load_cell(struct gr_loader *l, const char *column)
{
	const struct gr_header *header = &l->table.header;
	struct gr_asked_column *asked =
	    &l->asked[(uintptr_t)column / 4 % GR_ASKED_COLUMNS];

	/* the same words of this program ask the same of each row */
	if (asked->name != column || asked->header != header->name)
		*asked = (struct gr_asked_column){ column, header->name,
			gr_header_find(header, gr_slice_of(column)) };
	return gr_table_at(l->row, asked->position);
}

struct gr_slice gr_load_need(struct gr_loader *l, const char *column)
{
	struct gr_slice cell = gr_load_cell(l, column);

	if (cell.len == 0)
		gr_load_fail(l, column, "may not be empty");
	return cell;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_id(struct gr_slice word)
{
	for (size_t i = 0; i < word.len; i++) {
		char c = word.ptr[i];

		if (!is_letter(c) && !is_digit(c) && c != '_' && c != '-'
		    && c != '.')
			return false;
	}
	return word.len > 0;
}

bool gr_load_is_name(struct gr_slice word)
{
	static const char *const reserved[] = { "and", "or", "not", "prev" };

	if (!is_id(word) || !is_letter(word.ptr[0]))
		return false;
	for (size_t i = 0; i < word.len; i++)
		if (word.ptr[i] == '-' || word.ptr[i] == '.')
			return false;
	for (size_t i = 0; i < sizeof(reserved) / sizeof(*reserved); i++)
		if (gr_slice_eq(word, gr_slice_of(reserved[i])))
			return false;
	return true;
}

/* A word of its kind, once in its table. */
static struct gr_slice once(struct gr_loader *l, const char *column,
    bool (*is_kind)(struct gr_slice word), const char *kind,
    struct gr_map *seen, size_t position)
{
	struct gr_slice word = gr_load_need(l, column);
	uint64_t before;

	if (word.len > 0 && !is_kind(word))
		gr_load_fail(l, column, "'%.*s' is no %s", GR_ARG(word), kind);
	if (l->status == GR_OK && gr_map_get(seen, word, &before))
		gr_load_fail(l, column, "'%.*s' stands in line %llu already",
		    GR_ARG(word),
		    (unsigned long long)l->table.row[before].line);
	if (l->status == GR_OK)
		gr_load_ok(l, gr_map_put(seen, word, position, l->err));
	return word;
}

struct gr_slice gr_load_id(struct gr_loader *l, const char *column,
    struct gr_map *seen, size_t position)
{
	return once(l, column, is_id,
	    "id: letters, digits, '_', '-' and '.' only", seen, position);
}

struct gr_slice gr_load_name(struct gr_loader *l, const char *column,
    struct gr_map *seen, size_t position)
{
	return once(l, column, gr_load_is_name,
	    "name: a letter, then letters, digits and '_'", seen, position);
}

void gr_load_titles(struct gr_loader *l, struct gr_slice name,
    struct gr_slice *title_zh, struct gr_slice *title_en)
{
	struct gr_slice zh = gr_load_cell(l, "title_zh");
	struct gr_slice en = gr_load_cell(l, "title_en");

	*title_zh = zh.len ? zh : en.len ? en : name;
	*title_en = en.len ? en : zh.len ? zh : name;
}

size_t gr_load_word_of(struct gr_loader *l, const char *column,
    struct gr_slice cell, const char *const *words)
{
	struct gr_buf all = { 0 };

	for (size_t i = 0; words[i]; i++)
		if (gr_slice_eq(cell, gr_slice_of(words[i])))
			return i;
	for (size_t i = 0; words[i]; i++)
		gr_buf_format(&all, "%s%s", i ? ", " : "", words[i]);
	gr_load_fail(l, column, "'%.*s' is none of: %.*s", GR_ARG(cell),
	    GR_ARG(gr_buf_slice(&all)));
	gr_buf_free(&all);
	return 0;
}

size_t gr_load_word(struct gr_loader *l, const char *column,
    const char *const *words, size_t empty)
{
	struct gr_slice cell = gr_load_cell(l, column);

	if (cell.len == 0 && empty != GR_NONE)
		return empty;
	return gr_load_word_of(l, column, cell, words);
}

bool gr_load_yes(struct gr_loader *l, const char *column)
{
	static const char *const words[] = { "no", "yes", "0", "1", NULL };

	return gr_load_word(l, column, words, 0) % 2 == 1;
}

int64_t gr_load_int(struct gr_loader *l, const char *column, int64_t min,
    int64_t max, int64_t empty)
{
	struct gr_slice cell = gr_load_cell(l, column);
	int64_t value = empty;

	if (cell.len == 0)
		return empty;
	if (!gr_slice_to_int64(cell, &value) || value < min || value > max) {
		gr_load_fail(l, column,
		    "'%.*s' is no whole number from %lld "
		    "to %lld",
		    GR_ARG(cell), (long long)min, (long long)max);
		return empty;
	}
	return value;
}

struct gr_slice gr_load_date(struct gr_loader *l, struct gr_slice text)
{
	struct gr_buf date = { 0 };

	if (gr_date_read(&date, text) && date.len > 0
	    && gr_load_ok(l, gr_buf_check(&date, l->err))) {
		text = gr_arena_copy(l->keep, gr_buf_slice(&date));
		if (!text.ptr) {
			gr_load_ok(l, gr_err_memory(l->err));
			text = GR_S("");
		}
	}
	gr_buf_free(&date);
	return text;
}

int32_t gr_load_day(struct gr_loader *l, const char *column, bool last,
    int32_t empty)
{
	struct gr_slice cell = gr_load_cell(l, column);
	struct gr_days days;

	if (cell.len == 0)
		return empty;
	cell = gr_load_date(l, cell);
	if (!gr_date_parse(cell, &days)) {
		gr_load_fail(l, column,
		    "'%.*s' is no date (YYYY-MM-DD, "
		    "YYYY-MM or YYYY)",
		    GR_ARG(cell));
		return empty;
	}
	return last ? days.last : days.first;
}

const struct gr_slice *gr_load_list(struct gr_loader *l, const char *column,
    size_t *n)
{
	struct gr_slice rest = gr_load_cell(l, column), part;
	size_t room = 1, used = 0;

	*n = 0;
	if (rest.len == 0)
		return NULL;
	for (size_t i = 0; i < rest.len; i++)
		room += rest.ptr[i] == '|';
	struct gr_slice *list = GR_NEW_ARRAY(l->keep, room, struct gr_slice);
	if (!list) {
		gr_load_ok(l, gr_err_memory(l->err));
		return NULL;
	}
	while (gr_slice_split(&rest, '|', &part)) {
		list[used] = gr_slice_trim(part);
		if (list[used++].len == 0)
			gr_load_fail(l, column, "nothing between two '|'");
	}
	*n = used;
	return list;
}

const size_t *gr_load_columns(struct gr_loader *l, const char *column,
    size_t *n)
{
	const struct gr_slice *name = gr_load_list(l, column, n);
	size_t *position = GR_NEW_ARRAY(l->keep, *n ? *n : 1, size_t);

	if (!position)
		gr_load_ok(l, gr_err_memory(l->err));
	for (size_t i = 0; i < *n && l->status == GR_OK; i++) {
		position[i] = gr_standard_column(l->std, name[i]);
		if (position[i] == GR_NONE)
			gr_load_fail(l, column,
			    "'%.*s' is no column of the standard",
			    GR_ARG(name[i]));
	}
	return position;
}

const struct gr_expr *gr_load_test(struct gr_loader *l, const char *column,
    bool may_be_empty)
{
	struct gr_slice text = gr_load_cell(l, column);
	const struct gr_expr *expr = NULL;

	if (text.len == 0 && may_be_empty)
		return NULL;
	gr_load_need(l, column);
	if (l->status == GR_OK)
		gr_load_ok(l,
		    gr_expr_test_compile(l->keep, text, gr_standard_symbol,
		        l->std, l->table.path, l->row->line, column, &expr,
		        l->err));
	return expr;
}

const struct gr_expr *gr_load_number(struct gr_loader *l, const char *column)
{
	struct gr_slice text = gr_load_need(l, column);
	const struct gr_expr *expr = NULL;

	if (l->status == GR_OK)
		gr_load_ok(l,
		    gr_expr_number_compile(l->keep, text, gr_standard_symbol,
		        l->std, l->table.path, l->row->line, column, &expr,
		        l->err));
	return expr;
}
