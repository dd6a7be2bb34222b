#include "query/answers.h"
#include "text/blank.h"

#include <string.h>

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

static bool is_one_query(const struct gr_query *a, const struct gr_query *b)
{
	return gr_slice_eq(a->column, b->column)
	    && gr_slice_eq(a->hash, b->hash);
}

/* The same answer twice is one; another one makes both useless. */
static bool is_settled(struct gr_answers *answers, size_t first,
    const struct gr_query *query, const struct gr_sheet_row *row,
    bool *conflict)
{
	for (size_t i = first; i != SIZE_MAX; i = answers->answer[i].next) {
		struct gr_answer *a = &answers->answer[i];

		if (!is_one_query(&a->query, query))
			continue;
		if (!is_same(a->text, row->answer)) {
			a->state = GR_ANSWER_CONFLICT;
			*conflict = true;
		} else if (gr_slice_eq(a->community, row->community)) {
			return true;
		}
	}
	return false;
}

static enum gr_status add(struct gr_answers *answers,
    const struct gr_sheet_row *row, struct gr_err *err)
{
	struct gr_slice kept = gr_arena_copy(answers->keep, row->name), key;
	void *items = answers->answer;
	struct gr_answer *a;
	struct gr_query query;
	bool conflict = false;
	enum gr_status status;
	size_t first;

	if (kept.ptr == NULL)
		return gr_err_memory(err);
	(void)gr_query_parse(kept, &query);
	first = gr_answers_find(answers, query.wave, query.src, query.line);
	if (is_settled(answers, first, &query, row, &conflict))
		return GR_OK;
	status = gr_arena_grow(answers->keep, &items, &answers->room,
	    answers->n, sizeof *answers->answer, err);
	if (status != GR_OK)
		return status;
	answers->answer = items;
	a = &answers->answer[answers->n];
	*a = (struct gr_answer){ query,
		gr_arena_copy(answers->keep, row->answer),
		gr_arena_copy(answers->keep, row->community), GR_S(""),
		row->line, conflict ? GR_ANSWER_CONFLICT : GR_ANSWER_OPEN,
		first };
	key = gr_arena_copy(answers->keep,
	    key_of(answers, query.wave, query.src, query.line));
	if (a->text.ptr == NULL || a->community.ptr == NULL || key.ptr == NULL)
		return gr_err_memory(err);
	return gr_map_put(&answers->record, key, answers->n++, err);
}

enum gr_status gr_answers_read(struct gr_answers *answers, const char *path,
    gr_unusable_fn *told, void *context, struct gr_err *err)
{
	struct gr_answer_sheet sheet;
	struct gr_sheet_row row;
	enum gr_status status = gr_answer_sheet_open(path, &sheet, err);

	while (status == GR_OK) {
		status = gr_answer_sheet_next(&sheet, &row, err);
		if (status == GR_OK && row.what != GR_SHEET_QUERY)
			status = told(context, &row, err);
		else if (status == GR_OK && row.answer.len > 0)
			status = add(answers, &row, err);
	}
	gr_answer_sheet_close(&sheet);
	return status == GR_END ? GR_OK : status;
}
