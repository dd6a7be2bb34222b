/* superseded.c - the units of which one submission took the place of another. */
#include "dedup/superseded.h"

#include "base/buf.h"

static struct gr_slice join(struct gr_buf *key, struct gr_slice wave,
    struct gr_slice code)
{
	return gr_buf_join(key, (struct gr_slice[]){ wave, code }, 2, '\t');
}

static enum gr_status keep_merge(struct gr_superseded *to, struct gr_slice wave,
    struct gr_slice code, struct gr_slice rule, struct gr_err *err)
{
	struct gr_buf text = { 0 };
	void *items = to->rule;
	struct gr_slice key;
	enum gr_status status = gr_arena_grow(to->keep, &items, &to->room,
	    to->rules, sizeof(*to->rule), err);

	if (status != GR_OK)
		return status;
	to->rule = items;
	key = gr_arena_copy(to->keep, join(&text, wave, code));
	status = gr_buf_check(&text, err);
	gr_buf_free(&text);
	if (status != GR_OK)
		return status;
	to->rule[to->rules] = gr_arena_copy(to->keep, rule);
	if (key.ptr == NULL || to->rule[to->rules].ptr == NULL)
		return gr_err_memory(err);
	return gr_map_put(&to->rule_at, key, to->rules++, err);
}

static enum gr_status begin(void *context, const struct gr_header *header,
    const char *path, struct gr_err *err)
{
	static const char *const name[GR_MERGES_COLUMNS] = {
		[GR_MERGES_WAVE] = "wave",
		[GR_MERGES_CODE] = "community_code",
		[GR_MERGES_RULE] = "rule",
		[GR_MERGES_ACTION] = "action"
	};
	struct gr_superseded *to = context;

	for (size_t i = 0; i < GR_MERGES_COLUMNS; i++) {
		to->at[i] = gr_header_find(header, gr_slice_of(name[i]));
		if (to->at[i] == GR_NONE)
			return gr_err_at(err, GR_EDATA, path, 1, NULL,
			    "the findings have no column '%s'", name[i]);
	}
	return GR_OK;
}

static enum gr_status take(void *context, const struct gr_row *row,
    struct gr_err *err)
{
	struct gr_superseded *to = context;
	struct gr_slice rule = row->field[to->at[GR_MERGES_RULE]];

	if (!gr_slice_eq(row->field[to->at[GR_MERGES_ACTION]], GR_S("MERGE"))
	    || gr_slice_eq(rule, GR_S("R01")))
		return GR_OK;
	return keep_merge(to, row->field[to->at[GR_MERGES_WAVE]],
	    row->field[to->at[GR_MERGES_CODE]], rule, err);
}

struct gr_superseded gr_superseded_make(struct gr_arena *keep)
{
	return (
	    struct gr_superseded){ .keep = keep, .rule_at = gr_map_make(keep) };
}

struct gr_taker gr_superseded_taker(struct gr_superseded *superseded)
{
	return (struct gr_taker){ superseded, begin, take, NULL };
}

enum gr_status gr_superseded_find(const struct gr_superseded *superseded,
    struct gr_slice wave, struct gr_slice code, struct gr_slice *rule,
    struct gr_err *err)
{
	struct gr_buf key = { 0 };
	struct gr_slice joined = join(&key, wave, code);
	enum gr_status status = gr_buf_check(&key, err);
	uint64_t at;

	*rule = GR_S("");
	if (status == GR_OK && gr_map_get(&superseded->rule_at, joined, &at))
		*rule = superseded->rule[at];
	gr_buf_free(&key);
	return status;
}
