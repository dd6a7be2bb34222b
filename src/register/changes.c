/* changes.c - what became of codes: renamed, merged, split, abolished */
#include "register/changes.h"

#include <stdlib.h>

#include "number/date.h"
#include "register/unit_code.h"

static const char *const kind_name[] = {
	[GR_CHANGE_RENAMED] = "renamed",
	[GR_CHANGE_MERGED] = "merged",
	[GR_CHANGE_SPLIT] = "split",
	[GR_CHANGE_ABOLISHED] = "abolished",
};

enum { KINDS = sizeof(kind_name) / sizeof(*kind_name) };

static enum gr_status read_kind(const struct gr_table *table,
    const struct gr_table_row *row, enum gr_change_kind *out,
    struct gr_err *err)
{
	struct gr_slice cell = gr_table_cell(table, row, "kind");

	for (unsigned k = 0; k < KINDS; k++) {
		if (gr_slice_eq(cell, gr_slice_of(kind_name[k]))) {
			*out = (enum gr_change_kind)k;
			return GR_OK;
		}
	}
	return gr_table_error(table, row, "kind", err,
	    "'%.*s' is none of renamed, merged, split, abolished",
	    GR_ARG(cell));
}

/* The code of a unit without the class behind it.  Streets and counties may
 * stand in the list, too, with fewer digits; what has no digits alone (2.3E+11)
 * would be no one's code, and its change be lost. */
static enum gr_status read_code(const struct gr_table *table,
    const struct gr_table_row *row, const char *column,
    const struct gr_code_form *form, struct gr_slice *code, struct gr_err *err)
{
	*code = gr_table_cell(table, row, column);
	if (code->len == 0)
		return GR_OK; /* whether it may be is for its kind to say */
	if (gr_unit_code_is(form, *code))
		*code = gr_unit_code_proper(form, *code);
	else if (!gr_slice_is_digits(*code))
		return gr_unit_code_refuse(table, row, column, *code, form,
		    err);
	return GR_OK;
}

static enum gr_status read_codes(const struct gr_table *table,
    const struct gr_table_row *row, const struct gr_code_form *form,
    struct gr_change *out, struct gr_err *err)
{
	enum gr_status status = read_code(table, row, "old_code", form,
	    &out->old_code, err);

	return status == GR_OK
	    ? read_code(table, row, "new_code", form, &out->new_code, err)
	    : status;
}

static enum gr_status read_change(const struct gr_table *table,
    const struct gr_table_row *row, const struct gr_code_form *form,
    struct gr_change *out, struct gr_err *err)
{
	*out = (struct gr_change){
		.note = gr_table_cell(table, row, "note"),
		.line = row->line,
	};
	enum gr_status status = read_codes(table, row, form, out, err);
	if (status != GR_OK)
		return status;
	if (out->old_code.len == 0)
		return gr_table_error(table, row, "old_code", err,
		    "a change must name the code that changed");
	status = gr_changes_day(table, row, &out->day, err);
	if (status == GR_OK)
		status = read_kind(table, row, &out->kind, err);
	if (status != GR_OK)
		return status;
	if (out->kind == GR_CHANGE_ABOLISHED && out->new_code.len > 0)
		return gr_table_error(table, row, "new_code", err,
		    "what is abolished has no successor");
	if (out->kind != GR_CHANGE_ABOLISHED && out->new_code.len == 0)
		return gr_table_error(table, row, "new_code", err,
		    "what is %s must have a successor", kind_name[out->kind]);
	return GR_OK;
}

static int by_code_and_day(const void *a, const void *b)
{
	const struct gr_change *x = a, *y = b;
	int order = gr_slice_cmp(x->old_code, y->old_code);

	if (order == 0 && x->day != y->day)
		order = x->day < y->day ? -1 : 1;
	if (order == 0)
		order = gr_slice_cmp(x->new_code, y->new_code);
	if (order == 0)
		order = x->line < y->line ? -1 : x->line > y->line;
	return order;
}

static bool is_same_event(const struct gr_change *a, const struct gr_change *b)
{
	return gr_slice_eq(a->old_code, b->old_code) && a->day == b->day;
}

/* Index sorted changes; on one day a code has one fate. */
static enum gr_status index_changes(struct gr_changes *changes,
    struct gr_err *err)
{
	for (size_t i = 0; i < changes->n; i++) {
		const struct gr_change *at = &changes->change[i];

		if (i > 0 && is_same_event(at, at - 1)
		    && (at->kind != GR_CHANGE_SPLIT
		        || at[-1].kind != GR_CHANGE_SPLIT
		        || gr_slice_eq(at->new_code, at[-1].new_code))) {
			bool later = at->line > at[-1].line;

			return gr_err_at(err, GR_EUSAGE, changes->path,
			    later ? at->line : at[-1].line, "old_code",
			    "%.*s has another fate on the same day in line "
			    "%llu",
			    GR_ARG(at->old_code),
			    (unsigned long long)(later ? at[-1].line
			                               : at->line));
		}
		if (i > 0 && gr_slice_eq(at->old_code, at[-1].old_code))
			continue;
		enum gr_status status = gr_map_put(&changes->by_old,
		    at->old_code, i, err);
		if (status != GR_OK)
			return status;
	}
	return GR_OK;
}

bool gr_changes_are(const struct gr_table *table)
{
	return gr_header_find(&table->header, GR_S("old_code")) != GR_NONE;
}

enum gr_status gr_changes_day(const struct gr_table *table,
    const struct gr_table_row *row, int32_t *out, struct gr_err *err)
{
	struct gr_slice date = gr_table_cell(table, row, "date");
	struct gr_days days;

	if (!gr_date_parse(date, &days))
		return gr_table_error(table, row, "date", err,
		    "'%.*s' is not a date (YYYY-MM-DD)", GR_ARG(date));
	*out = days.last;
	return GR_OK;
}

enum gr_status gr_changes_tidy(struct gr_table *table, struct gr_err *err)
{
	static const char *const required[] = { "old_code", "new_code", "date",
		"kind", NULL };
	static const char *const optional[] = { "note", NULL };
	static const char *const days[] = { "date", NULL };
	enum gr_status status = gr_table_tidy(table, err);

	if (status == GR_OK)
		status = gr_table_columns(table, required, optional, err);
	if (status == GR_OK)
		status = gr_table_plain(table, err);
	if (status == GR_OK)
		status = gr_table_dates(table, days, err);
	if (status != GR_OK)
		return status;
	const size_t codes[] = { gr_header_find(&table->header,
		                     GR_S("old_code")),
		gr_header_find(&table->header, GR_S("new_code")) };
	return gr_unit_code_fold(table, codes, 2, err);
}

enum gr_status gr_changes_make(const struct gr_table *table,
    const struct gr_standard *standard, struct gr_changes *out,
    struct gr_err *err)
{
	static const struct gr_code_form any = { .lengths = 0 };
	struct gr_change *change = GR_NEW_ARRAY(table->arena, table->rows,
	    struct gr_change);

	if (!change)
		return gr_err_memory(err);
	for (size_t i = 0; i < table->rows; i++) {
		enum gr_status status = read_change(table, &table->row[i],
		    standard ? &standard->code_form : &any, &change[i], err);
		if (status != GR_OK)
			return status;
	}
	if (table->rows > 1)
		qsort(change, table->rows, sizeof(*change), by_code_and_day);
	*out = (struct gr_changes){
		.path = table->path,
		.change = change,
		.n = table->rows,
		.by_old = gr_map_make(table->arena),
	};
	return index_changes(out, err);
}

enum gr_status gr_changes_read(struct gr_arena *keep, const char *path,
    const struct gr_standard *standard, struct gr_changes *out,
    struct gr_err *err)
{
	struct gr_table table;
	enum gr_status status = gr_table_read(keep, path, &table, err);

	if (status == GR_OK)
		status = gr_changes_tidy(&table, err);
	return status == GR_OK ? gr_changes_make(&table, standard, out, err)
	                       : status;
}

/* The first row of the code's change that is in force on `day`: the latest
 * one for the code that was written, the next one from then on.  A code may
 * be used again after it changed, hence "latest". */
static const struct gr_change *next_change(const struct gr_changes *changes,
    struct gr_slice code, int32_t after, int32_t day, bool latest)
{
	const struct gr_change *found = NULL;
	uint64_t at;

	if (!gr_map_get(&changes->by_old, code, &at))
		return NULL;
	for (; at < changes->n; at++) {
		const struct gr_change *c = &changes->change[at];

		if (c->day > day || !gr_slice_eq(c->old_code, code))
			break;
		bool keeps = c->kind != GR_CHANGE_SPLIT
		    && gr_slice_eq(c->new_code, code);

		if (c->day < after || keeps
		    || (found && is_same_event(found, c)))
			continue;
		found = c;
		if (!latest)
			break;
	}
	return found;
}

/* Rows of a split, from its first on. */
static size_t successors(const struct gr_changes *changes,
    const struct gr_change *first)
{
	const struct gr_change *end = changes->change + changes->n;
	size_t n = 1;

	while (first + n < end && is_same_event(first, first + n))
		n++;
	return n;
}

struct gr_fate gr_changes_follow(const struct gr_changes *changes,
    struct gr_slice code, int32_t day)
{
	struct gr_fate fate = { .code = code };
	int32_t after = INT32_MIN;

	/* A circle within one day is cut off by the number of rows. */
	for (size_t steps = 0; steps < changes->n; steps++) {
		const struct gr_change *c = next_change(changes, fate.code,
		    after, day, !fate.changed);

		if (!c)
			break;
		if (!fate.changed || fate.kind != GR_CHANGE_MERGED
		    || c->kind != GR_CHANGE_RENAMED)
			fate.kind = c->kind;
		fate.changed = true;
		fate.last = c;
		fate.code = c->new_code;
		after = c->day;
		if (c->kind == GR_CHANGE_SPLIT)
			fate.successors = successors(changes, c);
		if (c->kind == GR_CHANGE_SPLIT
		    || c->kind == GR_CHANGE_ABOLISHED) {
			fate.code = GR_S("");
			break;
		}
	}
	return fate;
}
