#include "query/answers.h"
#include "query/answer_sheet.h"
#include "text/blank.h"

#include <string.h>

#define ROWS_ABOVE 20 /* a heading */

struct gr_answers gr_answers_make(struct gr_arena *keep)
{
	return (struct gr_answers){ .keep = keep, .record = gr_map_make(keep) };
}

void gr_answers_free(struct gr_answers *answers)
{
	gr_buf_free(&answers->key);
}

static struct gr_slice key_of(struct gr_answers *answers, struct gr_slice wave,
    struct gr_slice src, struct gr_slice line)
{
	struct gr_slice part[] = { wave, src, line };

	return gr_buf_join(&answers->key, part, 3, '\t');
}

size_t gr_answers_find(struct gr_answers *answers, struct gr_slice wave,
    struct gr_slice src, struct gr_slice line)
{
	uint64_t at;

	return gr_map_get(&answers->record, key_of(answers, wave, src, line),
	           &at)
	    ? (size_t)at
	    : SIZE_MAX;
}

enum gr_confirmation gr_answer_confirms(struct gr_slice text)
{
	static const char *const word[] = { "情况属实", "确认", "confirmed",
		"Confirmed" };
	static const char *const colon[] = { "：", ":", "，", "," };

	for (size_t i = 0; i < sizeof word / sizeof *word; i++) {
		struct gr_slice rest = gr_blank_trim(text);

		if (!gr_slice_starts(rest, gr_slice_of(word[i])))
			continue;
		rest = gr_slice_skip(rest, strlen(word[i]));
		rest = gr_blank_trim(rest);
		if (rest.len == 0 || gr_slice_eq(rest, GR_S("。")))
			return GR_CONFIRMS_BARELY;
		for (size_t k = 0; k < sizeof colon / sizeof *colon; k++) {
			if (!gr_slice_starts(rest, gr_slice_of(colon[k])))
				continue;
			rest = gr_slice_skip(rest, strlen(colon[k]));
			return gr_blank_trim(rest).len > 0 ? GR_CONFIRMS
			                                   : GR_CONFIRMS_BARELY;
		}
	}
	return GR_CONFIRMS_NOT;
}

/* Two that confirm agree, whatever their reasons. */
static bool is_same(struct gr_slice a, struct gr_slice b)
{
	return gr_slice_eq(a, b)
	    || (gr_answer_confirms(a) == GR_CONFIRMS
	        && gr_answer_confirms(b) == GR_CONFIRMS);
}

/* The same answer twice is one; another one makes both useless. */
static bool is_settled(struct gr_answers *answers, size_t first,
    const struct gr_query *query, struct gr_slice text, bool *conflict)
{
	for (size_t i = first; i != SIZE_MAX; i = answers->answer[i].next) {
		struct gr_answer *a = &answers->answer[i];

		if (!gr_slice_eq(a->query.column, query->column)
		    || !gr_slice_eq(a->query.hash, query->hash))
			continue;
		if (is_same(a->text, text))
			return true;
		a->state = GR_ANSWER_CONFLICT;
		*conflict = true;
	}
	return false;
}

static enum gr_status add(struct gr_answers *answers, struct gr_slice name,
    struct gr_slice text, const char *file, uint64_t line, struct gr_err *err)
{
	struct gr_slice kept = gr_arena_copy(answers->keep, name), key;
	void *items = answers->answer;
	struct gr_answer *a;
	struct gr_query query;
	bool conflict = false;
	enum gr_status status;
	size_t first;

	if (kept.ptr == NULL)
		return gr_err_memory(err);
	if (!gr_query_parse(kept, &query))
		return gr_err_at(err, GR_EDATA, file, line, "query",
		    "'%.*s' is not the name of a query", GR_ARG(name));
	first = gr_answers_find(answers, query.wave, query.src, query.line);
	if (is_settled(answers, first, &query, text, &conflict))
		return GR_OK;
	status = gr_arena_grow(answers->keep, &items, &answers->room,
	    answers->n, sizeof *answers->answer, err);
	if (status != GR_OK)
		return status;
	answers->answer = items;
	a = &answers->answer[answers->n];
	*a = (struct gr_answer){ query, gr_arena_copy(answers->keep, text),
		GR_S(""), line, conflict ? GR_ANSWER_CONFLICT : GR_ANSWER_OPEN,
		first };
	key = gr_arena_copy(answers->keep,
	    key_of(answers, query.wave, query.src, query.line));
	if (a->text.ptr == NULL || key.ptr == NULL)
		return gr_err_memory(err);
	return gr_map_put(&answers->record, key, answers->n++, err);
}

/* A spreadsheet may have put a line break into a cell. */
static void flatten(struct gr_buf *to, struct gr_slice text)
{
	gr_buf_clear(to);
	for (size_t i = 0; i < text.len; i++)
		gr_buf_byte(to,
		    text.ptr[i] == '\n' || text.ptr[i] == '\r'
		            || text.ptr[i] == '\t'
		        ? ' '
		        : text.ptr[i]);
}

/* Where a sheet has its queries and its answers: people add columns, move them,
 * and write a title above; spreadsheets leave the empty end of a row away. */
struct columns {
	size_t query, answer; /* SIZE_MAX: none, or more than one */
};

static size_t only_column(const struct gr_csv_record *record,
    struct gr_slice title, struct gr_slice other)
{
	size_t at = SIZE_MAX;

	for (size_t i = 0; i < record->cells; i++) {
		struct gr_slice cell = gr_slice_trim(record->cell[i]);

		if (!gr_slice_eq(cell, title) && !gr_slice_eq(cell, other))
			continue;
		if (at != SIZE_MAX)
			return SIZE_MAX;
		at = i;
	}
	return at;
}

static struct columns find_columns(const struct gr_csv_record *record)
{
	return (
	    struct columns){ only_column(record, GR_S("query"), GR_S("Query")),
		only_column(record, GR_S(GR_QUERY_ANSWER_ZH),
		    GR_S(GR_QUERY_ANSWER_EN)) };
}

static enum gr_status read_row(struct gr_answers *answers,
    const struct gr_csv_record *record, struct columns at, struct gr_buf *text,
    const char *file, struct gr_err *err)
{
	struct gr_slice name;
	enum gr_status status;

	if (at.query >= record->cells || at.answer >= record->cells)
		return GR_OK;
	name = gr_slice_trim(record->cell[at.query]);
	flatten(text, gr_slice_trim(record->cell[at.answer]));
	status = gr_buf_check(text, err);
	if (status != GR_OK || name.len == 0 || text->len == 0)
		return status;
	return add(answers, name, gr_slice_trim(gr_buf_slice(text)), file,
	    record->line, err);
}

static enum gr_status read_rows(struct gr_answers *answers, struct gr_csv *csv,
    const char *file, struct gr_err *err)
{
	struct columns at = { SIZE_MAX, SIZE_MAX };
	struct gr_buf text = { 0 };
	struct gr_csv_record record;
	uint64_t first = 1;
	enum gr_status status;

	for (size_t above = 0;
	     (status = gr_csv_next(csv, &record, err)) == GR_OK; above++) {
		if (at.query != SIZE_MAX && at.answer != SIZE_MAX) {
			status = read_row(answers, &record, at, &text, file,
			    err);
			if (status != GR_OK)
				break;
			continue;
		}
		first = above == 0 ? record.line : first;
		at = find_columns(&record);
		if (above == ROWS_ABOVE)
			break;
	}
	gr_buf_free(&text);
	if (status != GR_OK && status != GR_END)
		return status;
	return at.query != SIZE_MAX && at.answer != SIZE_MAX
	    ? GR_OK
	    : gr_err_at(err, GR_EDATA, file, first, NULL,
	        "not a sheet of queries: it has no heading with one column "
	        "'query' and one '%s' or '%s'",
	        GR_QUERY_ANSWER_ZH, GR_QUERY_ANSWER_EN);
}

enum gr_status gr_answers_read(struct gr_answers *answers, const char *path,
    struct gr_err *err)
{
	struct gr_answer_sheet sheet;
	enum gr_status status = gr_answer_sheet_open(path, &sheet, err);

	if (status == GR_OK)
		status = read_rows(answers, sheet.csv, path, err);
	gr_answer_sheet_close(&sheet);
	return status;
}
