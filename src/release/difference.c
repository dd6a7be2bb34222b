/* difference.c - two releases held against each other. */
#include "release/difference_internal.h"

#include <assert.h>
#include <stdlib.h>

/* ---- communities ---- */

static enum gr_status read_records(struct gr_difference_finder *f,
    struct gr_difference_side *side, struct gr_err *err)
{
	static const char *const place[] = { "wave", "src", "line", NULL };
	enum gr_status status = gr_release_stream(side->release, "records.tsv",
	    NULL, NULL, &side->records, err);

	side->by_place = gr_map_make(f->keep);
	for (size_t i = 0; status == GR_OK && i < side->records.rows; i++) {
		struct gr_slice key;

		status = gr_difference_pair_key(f, &side->records,
		    &side->records.row[i], place, &key, err);
		if (status == GR_OK)
			status = gr_map_put(&side->by_place, key, i, err);
	}
	return status;
}

/* The record that a row of communities.csv was made of. */
static enum gr_status record_of(struct gr_difference_finder *f,
    const struct gr_difference_side *side, const struct gr_table_row *community,
    const struct gr_table_row **out, struct gr_err *err)
{
	static const char *const place[] = { "wave", "src", "line", NULL };
	struct gr_slice key;
	uint64_t at;
	enum gr_status status = gr_difference_pair_key(f, &side->table,
	    community, place, &key, err);

	*out = NULL;
	if (status != GR_OK)
		return status;
	if (!gr_map_get(&side->by_place, key, &at))
		return gr_err_at(err, GR_EDATA, side->table.path,
		    community->line, "line", "records.tsv has no such record");
	*out = &side->records.row[at];
	return GR_OK;
}

static struct gr_slice code_of(const struct gr_difference_finder *f,
    const struct gr_difference_pair *pair)
{
	return pair->new ? gr_difference_pair_cell(&f->new.table, pair->new,
	           "community_code")
	                 : gr_difference_pair_cell(&f->old.table, pair->old,
	                     "community_code");
}

/* Link the pairs of each community. */
static enum gr_status link_pairs(struct gr_difference_finder *f,
    struct gr_err *err)
{
	enum gr_status status = GR_OK;

	f->by_code = gr_map_make(f->keep);
	for (size_t i = f->pairs; status == GR_OK && i-- > 0;) {
		struct gr_slice code = code_of(f, &f->pair[i]);
		uint64_t next;

		f->pair[i].next = gr_map_get(&f->by_code, code, &next)
		    ? next
		    : GR_NONE;
		status = gr_map_put(&f->by_code, code, i, err);
	}
	return status;
}

/* Why a community differs: by the deliveries that it stands in, in either
 * release and in any wave. */
static enum gr_status blame(struct gr_difference_finder *f,
    struct gr_difference_about *about, struct gr_err *err)
{
	uint64_t first = GR_NONE;
	size_t n = 0;

	(void)gr_map_get(&f->by_code, about->code, &first);
	for (size_t i = first; i != GR_NONE; i = f->pair[i].next)
		n += 2;
	struct gr_slice *src = GR_NEW_ARRAY(f->keep, n + 1, struct gr_slice);
	if (src == NULL)
		return gr_err_memory(err);
	n = 0;
	for (size_t i = first; i != GR_NONE; i = f->pair[i].next) {
		if (f->pair[i].old != NULL)
			src[n++] = gr_difference_pair_cell(&f->old.table,
			    f->pair[i].old, "src");
		if (f->pair[i].new != NULL)
			src[n++] = gr_difference_pair_cell(&f->new.table,
			    f->pair[i].new, "src");
	}
	return gr_difference_causes_of(&f->causes, about->wave, src, n, false,
	    &about->cause, err);
}

/* Answers stand before `flags`; what comes behind is computed. */
static struct gr_difference_span answers_of(const struct gr_table *records)
{
	size_t flags = gr_header_find(&records->header, GR_S("flags"));

	return (struct gr_difference_span){ 0,
		flags == GR_NONE ? records->header.n : flags };
}

static bool differ(const struct gr_difference_side *old,
    const struct gr_table_row *a, const struct gr_difference_side *new,
    const struct gr_table_row *b)
{
	struct gr_difference_span span = answers_of(&new->records);

	for (size_t i = span.first; i < span.end; i++) {
		struct gr_slice name = new->records.header.name[i];

		if (!gr_difference_pair_is_place(name)
		    && !gr_slice_eq(b->cell[i],
		        gr_release_cell(&old->records, a, name)))
			return true;
	}
	return false;
}

/* A community that has a record in both. */
static enum gr_status compare_community(struct gr_difference_finder *f,
    const struct gr_difference_pair *pair, struct gr_difference_about *about,
    struct gr_err *err)
{
	const struct gr_table_row *old, *new;
	const struct gr_difference_span all = { 0, f->new.table.header.n };
	size_t found = 0;
	enum gr_status status = record_of(f, &f->old, pair->old, &old, err);

	if (status == GR_OK)
		status = record_of(f, &f->new, pair->new, &new, err);
	if (status != GR_OK)
		return status;
	assert(old != NULL && new != NULL);
	bool revised = differ(&f->old, old, &f->new, new);
	about->kind = revised ? GR_DIFF_REVISED : GR_DIFF_REFLAGGED;
	for (size_t i = 0; !revised && i < all.end; i++) {
		struct gr_slice name = f->new.table.header.name[i];

		found += !gr_difference_pair_is_place(name)
		    && !gr_slice_eq(pair->new->cell[i],
		        gr_release_cell(&f->old.table, pair->old, name));
	}
	if (!revised && found == 0)
		return GR_OK;
	f->out->codes[about->kind]++;
	status = blame(f, about, err);
	if (status == GR_OK && revised)
		status = gr_difference_pair_compare(f, about, &f->old.records,
		    old, &f->new.records, new, answers_of(&f->new.records),
		    &found, err);
	if (status == GR_OK)
		status = gr_difference_pair_compare(f, about, &f->old.table,
		    pair->old, &f->new.table, pair->new, all, &found, err);
	return status;
}

static enum gr_status compare_pair(struct gr_difference_finder *f,
    const struct gr_difference_pair *pair, struct gr_err *err)
{
	const struct gr_difference_side *side = pair->new ? &f->new : &f->old;
	const struct gr_table_row *row = pair->new ? pair->new : pair->old;
	struct gr_difference_about about = {
		.kind = pair->new ? GR_DIFF_ADDED : GR_DIFF_WITHDRAWN,
		.wave = gr_difference_pair_cell(&side->table, row, "wave"),
		.code = gr_difference_pair_cell(&side->table, row,
		    "community_code"),
		.src = gr_difference_pair_cell(&side->table, row, "src"),
		.line = gr_difference_pair_cell(&side->table, row, "line"),
	};

	if (pair->old != NULL && pair->new != NULL)
		return compare_community(f, pair, &about, err);
	f->out->codes[about.kind]++;
	enum gr_status status = blame(f, &about, err);
	if (status != GR_OK)
		return status;
	return gr_difference_pair_add(f, &about, GR_S("status"),
	    gr_difference_pair_cell(&f->old.table, pair->old, "status"),
	    gr_difference_pair_cell(&f->new.table, pair->new, "status"), err);
}

static enum gr_status compare_communities(struct gr_difference_finder *f,
    struct gr_err *err)
{
	static const char *const key[] = { "wave", "community_code", NULL };
	enum gr_status status = read_records(f, &f->old, err);

	if (status == GR_OK)
		status = read_records(f, &f->new, err);
	if (status == GR_OK)
		status = gr_difference_pair_rows(f, "communities.csv", key,
		    err);
	if (status == GR_OK)
		status = link_pairs(f, err);
	for (size_t i = 0; status == GR_OK && i < f->pairs; i++)
		status = compare_pair(f, &f->pair[i], err);
	return status;
}

/* ---- what was published for the same day ---- */

/* The day that a wave is judged as of: its last, or the release's. */
static bool is_over(struct gr_slice wave, struct gr_slice as_of)
{
	return wave.len == 4
	    && gr_slice_cmp(gr_slice_make(as_of.ptr, as_of.len < 4 ? 0 : 4),
	           wave)
	    > 0;
}

/* Whether something of a wave (empty: of all) is of one day in both. */
static bool is_of_one_day(const struct gr_difference_finder *f,
    struct gr_slice wave)
{
	struct gr_slice old = f->old.release->manifest.as_of;
	struct gr_slice new = f->new.release->manifest.as_of;

	if (gr_slice_eq(old, new))
		return true;
	/* the last day of a wave is one on which it is judged for good */
	return (is_over(wave, old)
	           || (gr_slice_starts(old, wave)
	               && gr_slice_ends(old, GR_S("-12-31"))))
	    && (is_over(wave, new)
	        || (gr_slice_starts(new, wave)
	            && gr_slice_ends(new, GR_S("-12-31"))));
}

/* Whether a table has the same bytes in both, so that nothing in it differs. */
static bool is_same_table(const struct gr_difference_finder *f,
    const char *name)
{
	const struct gr_manifest_item *old = gr_manifest_find(
	    &f->old.release->manifest, GR_MANIFEST_OUTPUTS, gr_slice_of(name));
	const struct gr_manifest_item *new = gr_manifest_find(
	    &f->new.release->manifest, GR_MANIFEST_OUTPUTS, gr_slice_of(name));

	return f->same_day && old != NULL
	    && new != NULL &&gr_slice_eq(old->mark, new->mark);
}

static enum gr_status compare_status(struct gr_difference_finder *f,
    const struct gr_difference_pair *pair, struct gr_err *err)
{
	const struct gr_difference_side *side = pair->new ? &f->new : &f->old;
	const struct gr_table_row *row = pair->new ? pair->new : pair->old;
	struct gr_slice old = gr_difference_pair_cell(&f->old.table, pair->old,
	    "status");
	struct gr_slice new = gr_difference_pair_cell(&f->new.table, pair->new,
	    "status");
	struct gr_difference_about about = {
		.kind = pair->old == NULL ? GR_DIFF_ADDED
		    : pair->new == NULL   ? GR_DIFF_WITHDRAWN
		                          : GR_DIFF_REFLAGGED,
		.wave = gr_difference_pair_cell(&side->table, row, "wave"),
		.code = gr_difference_pair_cell(&side->table, row,
		    "community_code"),
		.src = gr_difference_pair_cell(&side->table, row, "src"),
		.line = gr_difference_pair_cell(&side->table, row, "line"),
	};

	if (gr_slice_eq(old, new) || !is_of_one_day(f, about.wave))
		return GR_OK;
	f->out->codes[about.kind]++;
	enum gr_status status = blame(f, &about, err);
	return status == GR_OK
	    ? gr_difference_pair_add(f, &about, GR_S("status"), old, new, err)
	    : status;
}

static enum gr_status compare_statuses(struct gr_difference_finder *f,
    struct gr_err *err)
{
	static const char *const key[] = { "wave", "community_code", NULL };
	enum gr_status status;

	if (is_same_table(f, "communities.csv"))
		return GR_OK;
	status = gr_difference_pair_rows(f, "communities.csv", key, err);
	if (status == GR_OK)
		status = link_pairs(f, err);
	for (size_t i = 0; status == GR_OK && i < f->pairs; i++)
		status = compare_status(f, &f->pair[i], err);
	return status;
}

/* ---- tables of figures ---- */

struct figures {
	const char *table;
	enum gr_difference_kind kind;
	const char *key[GR_DIFFERENCE_KEYS + 1];
	const char *prefix; /* the column that names the figure */
	bool filings;
};

static enum gr_status compare_figures(struct gr_difference_finder *f,
    const struct figures *figures, struct gr_err *err)
{
	enum gr_status status;

	if (is_same_table(f, figures->table))
		return GR_OK;
	status = gr_difference_pair_rows(f, figures->table, figures->key, err);
	for (size_t i = 0; status == GR_OK && i < f->pairs; i++) {
		const struct gr_difference_pair *pair = &f->pair[i];
		const struct gr_difference_side *side = pair->new ? &f->new
		                                                  : &f->old;
		const struct gr_table_row *row = pair->new ? pair->new
		                                           : pair->old;
		struct gr_difference_about about = { .kind = figures->kind,
			.wave = gr_difference_pair_cell(&side->table, row,
			    "wave"),
			.code = gr_difference_pair_cell(&side->table, row,
			    "code"),
			.prefix = figures->prefix ? gr_difference_pair_cell(
			              &side->table, row, figures->prefix)
			                          : GR_S("") };
		size_t found = 0;

		if (f->same_day && !is_of_one_day(f, about.wave))
			continue;
		status = gr_difference_causes_of(&f->causes, about.wave, NULL,
		    0, figures->filings, &about.cause, err);
		if (status == GR_OK)
			status = gr_difference_pair_compare(f, &about,
			    &f->old.table, pair->old, &f->new.table, pair->new,
			    (struct gr_difference_span){ 0,
			        side->table.header.n },
			    &found, err);
		f->out->codes[figures->kind] += found > 0;
	}
	return status;
}

struct place_in_order {
	const struct gr_difference *line;
};

/* By kind, wave and code; else as they were found, which is what the order of
 * the lines in their array says. */
static int in_order(const void *a, const void *b)
{
	const struct place_in_order *x = a, *y = b;
	const struct gr_difference *left = x->line, *right = y->line;
	int order = (left->kind > right->kind) - (left->kind < right->kind);

	if (order == 0)
		order = gr_slice_cmp(left->field[GR_D_WAVE],
		    right->field[GR_D_WAVE]);
	if (order == 0)
		order = gr_slice_cmp(left->field[GR_D_CODE],
		    right->field[GR_D_CODE]);
	return order != 0 ? order : (left > right) - (left < right);
}

static enum gr_status sort_lines(struct gr_differences *out, struct gr_err *err)
{
	struct place_in_order *order = GR_NEW_ARRAY(out->keep, out->n + 1,
	    struct place_in_order);
	struct gr_difference *sorted = GR_NEW_ARRAY(out->keep, out->n + 1,
	    struct gr_difference);

	if (order == NULL || sorted == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < out->n; i++)
		order[i].line = &out->line[i];
	qsort(order, out->n, sizeof(*order), in_order);
	for (size_t i = 0; i < out->n; i++)
		sorted[i] = *order[i].line;
	out->line = sorted;
	out->room = out->n + 1;
	return GR_OK;
}

static enum gr_status find(const struct gr_release *old,
    const struct gr_release *new, bool same_day, struct gr_differences *out,
    struct gr_err *err)
{
	static const struct figures figures[] = {
		{ "cities.csv", GR_DIFF_FIGURE, { "wave", "level", "code" },
		    NULL, false },
		{ "counties.csv", GR_DIFF_FIGURE, { "wave", "level", "code" },
		    NULL, false },
		{ "criteria.csv", GR_DIFF_CRITERION,
		    { "wave", "level", "code", "criterion" }, "criterion",
		    false },
		{ "milestones.csv", GR_DIFF_MILESTONE,
		    { "id", "level", "code" }, "id", true },
	};
	struct gr_difference_finder f = { .keep = new->keep,
		.out = out,
		.old = { .release = old },
		.new = { .release = new },
		.same_day = same_day };

	*out = (struct gr_differences){ .keep = new->keep };
	enum gr_status status = gr_difference_causes_find(new->keep, old, new,
	    &f.causes, err);
	if (status == GR_OK)
		status = same_day ? compare_statuses(&f, err)
		                  : compare_communities(&f, err);
	for (size_t i = 0;
	     status == GR_OK && i < sizeof(figures) / sizeof(figures[0]); i++)
		status = compare_figures(&f, &figures[i], err);
	if (status == GR_OK)
		status = sort_lines(out, err);
	gr_buf_free(&f.key);
	return status;
}

enum gr_status gr_difference_find(const struct gr_release *old,
    const struct gr_release *new, struct gr_differences *out,
    struct gr_err *err)
{
	return find(old, new, false, out, err);
}

enum gr_status gr_difference_published(const struct gr_release *old,
    const struct gr_release *new, struct gr_differences *out,
    struct gr_err *err)
{
	return find(old, new, true, out, err);
}
