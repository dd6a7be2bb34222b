/* difference_pair.c - rows of two releases, paired and compared. */
#include "release/difference_internal.h"

#include <stdlib.h>

/* ---- pairs of rows ---- */

struct gr_slice gr_difference_pair_cell(const struct gr_table *t,
    const struct gr_table_row *row, const char *column)
{
	return row ? gr_release_cell(t, row, gr_slice_of(column))
	           : (struct gr_slice){ NULL, 0 };
}

enum gr_status gr_difference_pair_key(struct gr_difference_finder *f,
    const struct gr_table *t, const struct gr_table_row *row,
    const char *const *key, struct gr_slice *out, struct gr_err *err)
{
	gr_buf_clear(&f->key);
	for (size_t i = 0; i < GR_DIFFERENCE_KEYS && key[i] != NULL; i++) {
		gr_buf_add(&f->key, gr_difference_pair_cell(t, row, key[i]));
		gr_buf_byte(&f->key, '\t');
	}
	*out = gr_arena_copy(f->keep, gr_buf_slice(&f->key));
	return f->key.failed || out->ptr == NULL ? gr_err_memory(err) : GR_OK;
}

static int by_key(const void *a, const void *b)
{
	const struct gr_difference_pair *left = a, *right = b;

	return gr_slice_cmp(left->key, right->key);
}

/* Put a row into the pair of its key, or begin one. */
static enum gr_status enter(struct gr_difference_finder *f,
    struct gr_map *index, const struct gr_table *t,
    const struct gr_table_row *row, const char *const *key, bool is_new,
    struct gr_err *err)
{
	struct gr_slice text;
	uint64_t at;
	enum gr_status status = gr_difference_pair_key(f, t, row, key, &text,
	    err);

	if (status != GR_OK)
		return status;
	if (!gr_map_get(index, text, &at)) {
		void *pairs = f->pair;

		at = f->pairs;
		status = gr_arena_grow(f->keep, &pairs, &f->room, f->pairs,
		    sizeof(*f->pair), err);
		if (status != GR_OK)
			return status;
		f->pair = pairs;
		f->pair[f->pairs++] = (struct gr_difference_pair){
			.key = text
		};
		status = gr_map_put(index, text, at, err);
	}
	if (is_new)
		f->pair[at].new = row;
	else
		f->pair[at].old = row;
	return status;
}

/* Read a table of both releases and pair its rows by the columns of `key`. */
enum gr_status gr_difference_pair_rows(struct gr_difference_finder *f,
    const char *name, const char *const *key, struct gr_err *err)
{
	struct gr_map index = gr_map_make(f->keep);
	struct gr_difference_side *const side[] = { &f->old, &f->new };
	enum gr_status status = GR_OK;

	f->pair = NULL;
	f->pairs = f->room = 0;
	for (size_t k = 0; status == GR_OK && k < 2; k++) {
		status = gr_release_table(side[k]->release, name, key,
		    &side[k]->table, err);
		for (size_t i = 0; status == GR_OK && i < side[k]->table.rows;
		     i++)
			status = enter(f, &index, &side[k]->table,
			    &side[k]->table.row[i], key, k == 1, err);
	}
	if (status == GR_OK && f->pairs > 0)
		qsort(f->pair, f->pairs, sizeof(*f->pair), by_key);
	return status;
}

/* ---- lines ---- */

enum gr_status gr_difference_pair_add(struct gr_difference_finder *f,
    const struct gr_difference_about *about, struct gr_slice column,
    struct gr_slice old, struct gr_slice new, struct gr_err *err)
{
	static const char *const kind[GR_DIFF_KINDS] = { "added", "withdrawn",
		"revised", "reflagged", "figure", "criterion", "milestone" };
	void *lines = f->out->line;
	enum gr_status status = gr_arena_grow(f->keep, &lines, &f->out->room,
	    f->out->n, sizeof(*f->out->line), err);

	if (status != GR_OK)
		return status;
	f->out->line = lines;
	struct gr_difference *line = &f->out->line[f->out->n++];
	*line = (struct gr_difference){ about->kind,
		{ about->wave, gr_slice_of(kind[about->kind]), about->code,
		    column, old, new, about->cause.kinds, about->src,
		    about->line, about->cause.names } };
	f->out->lines[about->kind]++;
	if (about->prefix.len == 0)
		return GR_OK;
	gr_buf_clear(&f->key);
	gr_buf_format(&f->key, "%.*s.%.*s", GR_ARG(about->prefix),
	    GR_ARG(column));
	line->field[GR_D_COLUMN] = gr_arena_copy(f->keep,
	    gr_buf_slice(&f->key));
	return f->key.failed || line->field[GR_D_COLUMN].ptr == NULL
	    ? gr_err_memory(err)
	    : GR_OK;
}

/* Where a record stands is not what it says. */
bool gr_difference_pair_is_place(struct gr_slice column)
{
	return gr_slice_eq(column, GR_S("wave"))
	    || gr_slice_eq(column, GR_S("src"))
	    || gr_slice_eq(column, GR_S("line"));
}

/* Add the columns of the new table, or of the one there is, in which two rows
 * differ.  One row may be NULL: its cells are empty. */
enum gr_status gr_difference_pair_compare(struct gr_difference_finder *f,
    const struct gr_difference_about *about, const struct gr_table *old_table,
    const struct gr_table_row *old, const struct gr_table *new_table,
    const struct gr_table_row *new, struct gr_difference_span span,
    size_t *found, struct gr_err *err)
{
	const struct gr_table *t = new ? new_table : old_table;
	enum gr_status status = GR_OK;

	for (size_t i = span.first; status == GR_OK && i < span.end; i++) {
		struct gr_slice name = t->header.name[i];
		struct gr_slice before = old
		    ? gr_release_cell(old_table, old, name)
		    : GR_S("");
		struct gr_slice after = new
		    ? gr_release_cell(new_table, new, name)
		    : GR_S("");

		if (gr_difference_pair_is_place(name)
		    || gr_slice_eq(before, after))
			continue;
		(*found)++;
		status = gr_difference_pair_add(f, about, name, before, after,
		    err);
	}
	return status;
}
