/* difference_cause.c - what changed between two releases, by their manifests. */
#include "release/difference_internal.h"

#include <assert.h>

#include "base/buf.h"
#include "release/withdrawn.h"
#include "text/file_name.h"

#define INBOX GR_S("inbox/")

/* ---- what changed at all ---- */

/* Walk the two sorted lists together: what is in one only, or has another
 * mark, has changed. */
static enum gr_status compare(struct gr_difference_causes *c,
    enum gr_manifest_kind kind, struct gr_err *err)
{
	const struct gr_manifest *old = &c->old->manifest;
	const struct gr_manifest *new = &c->new->manifest;
	size_t i = 0, k = 0, room = old->n[kind] + new->n[kind];

	c->name[kind] = GR_NEW_ARRAY(c->keep, room ? room : 1, struct gr_slice);
	if (c->name[kind] == NULL)
		return gr_err_memory(err);
	while (i < old->n[kind] || k < new->n[kind]) {
		const struct gr_manifest_item *a = i < old->n[kind]
		    ? &old->item[kind][i]
		    : NULL;
		const struct gr_manifest_item *b = k < new->n[kind]
		    ? &new->item[kind][k]
		    : NULL;
		int order = a == NULL ? 1
		    : b == NULL       ? -1
		                      : gr_slice_cmp(a->name, b->name);

		const struct gr_manifest_item *first = order <= 0 ? a : b;

		assert(first != NULL);
		if (order != 0 || !gr_slice_eq(a->mark, b->mark))
			c->name[kind][c->n[kind]++] = first->name;
		i += order <= 0;
		k += order >= 0;
	}
	return GR_OK;
}

enum gr_status gr_difference_causes_find(struct gr_arena *keep,
    const struct gr_release *old, const struct gr_release *new,
    struct gr_difference_causes *out, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	*out = (struct gr_difference_causes){ .keep = keep,
		.old = old,
		.new = new,
		.as_of = !gr_slice_eq(old->manifest.as_of,
		    new->manifest.as_of) };
	for (unsigned kind = 0; status == GR_OK && kind < GR_MANIFEST_KINDS;
	     kind++)
		if (kind != GR_MANIFEST_OUTPUTS)
			status = compare(out, kind, err);
	return status;
}

/* ---- what of it could have changed this ---- */

/* The wave of a delivery's path, inbox/<wave>/...; empty if it is another
 * input. */
static struct gr_slice wave_of(struct gr_slice path)
{
	struct gr_slice wave;

	if (!gr_slice_starts(path, INBOX))
		return (struct gr_slice){ NULL, 0 };
	path = gr_slice_skip(path, INBOX.len);
	return gr_slice_split(&path, '/', &wave) ? wave : path;
}

static bool is_among(struct gr_slice name, const struct gr_slice *src, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (gr_slice_eq(name, gr_file_name_file(src[i], NULL)))
			return true;
	return false;
}

static void add_name(struct gr_buf *names, struct gr_slice name)
{
	if (names->len > 0)
		gr_buf_byte(names, ';');
	gr_buf_add(names, name);
}

static void add_kind(struct gr_buf *kinds, const char *kind)
{
	add_name(kinds, gr_slice_of(kind));
}

/* A later wave changes nothing of an earlier one; a wave's verdicts may rest
 * on the wave before. */
static bool could_matter(struct gr_slice name, struct gr_slice wave,
    bool filings)
{
	struct gr_slice of = wave_of(name);

	if (of.len > 0)
		return wave.len == 0 || gr_slice_cmp(of, wave) <= 0;
	/* what it leaves out is an input no more: that is what changed */
	if (gr_slice_eq(name, GR_S(GR_WITHDRAWN_LIST)))
		return false;
	return filings || !gr_slice_eq(name, GR_S("filings.csv"));
}

/* Add the changed inputs that could matter; `src` restricts deliveries, unless
 * n is 0.  Returns how many deliveries there were. */
static size_t add_inputs(const struct gr_difference_causes *c,
    struct gr_slice wave, const struct gr_slice *src, size_t n, bool filings,
    struct gr_buf *names)
{
	size_t deliveries = 0;

	for (size_t i = 0; i < c->n[GR_MANIFEST_INPUTS]; i++) {
		struct gr_slice name = c->name[GR_MANIFEST_INPUTS][i];
		bool delivery = wave_of(name).len > 0;

		if (!could_matter(name, wave, filings)
		    || (delivery && n > 0 && !is_among(name, src, n)))
			continue;
		add_name(names, name);
		deliveries += delivery;
	}
	return deliveries;
}

static void add_others(const struct gr_difference_causes *c,
    struct gr_buf *kinds, struct gr_buf *names)
{
	static const struct {
		enum gr_manifest_kind kind;
		const char *word;
	} others[] = {
		{ GR_MANIFEST_TABLES, "tables" },
		{ GR_MANIFEST_PROGRAMS, "program" },
	};

	for (size_t k = 0; k < sizeof(others) / sizeof(others[0]); k++) {
		enum gr_manifest_kind kind = others[k].kind;

		if (c->n[kind] > 0)
			add_kind(kinds, others[k].word);
		for (size_t i = 0; i < c->n[kind]; i++)
			add_name(names, c->name[kind][i]);
	}
	if (c->as_of)
		add_kind(kinds, "as_of");
}

enum gr_status gr_difference_causes_of(const struct gr_difference_causes *c,
    struct gr_slice wave, const struct gr_slice *src, size_t n, bool filings,
    struct gr_difference_cause *out, struct gr_err *err)
{
	struct gr_buf kinds = { 0 }, names = { 0 };

	/* none of its own deliveries: then another one, which perhaps had, or
	 * has now, a record of it */
	if (add_inputs(c, wave, src, n, filings, &names) == 0 && n > 0) {
		gr_buf_clear(&names);
		(void)add_inputs(c, wave, NULL, 0, filings, &names);
	}
	if (names.len > 0)
		add_kind(&kinds, "data");
	add_others(c, &kinds, &names);
	if (kinds.len == 0)
		add_kind(&kinds, "unexplained");
	bool failed = kinds.failed || names.failed;
	out->kinds = gr_arena_copy(c->keep, gr_buf_slice(&kinds));
	out->names = gr_arena_copy(c->keep, gr_buf_slice(&names));
	failed |= out->kinds.ptr == NULL || out->names.ptr == NULL;
	gr_buf_free(&kinds);
	gr_buf_free(&names);
	return failed ? gr_err_memory(err) : GR_OK;
}
