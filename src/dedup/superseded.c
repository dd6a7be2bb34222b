/* superseded.c - the units of which one submission took the place of another. */
#include "dedup/superseded.h"

#include "base/buf.h"
#include "stream/stream.h"

enum { WAVE, CODE, RULE, ACTION, COLUMNS };

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

static enum gr_status keep_stream(struct gr_superseded *to, const char *path,
    struct gr_stream *stream, struct gr_err *err)
{
	static const char *const name[COLUMNS] = { [WAVE] = "wave",
		[CODE] = "community_code",
		[RULE] = "rule",
		[ACTION] = "action" };
	enum gr_status status = GR_OK;
	size_t at[COLUMNS];
	struct gr_row row;

	for (size_t i = 0; i < COLUMNS; i++) {
		at[i] = gr_header_find(gr_stream_header(stream),
		    gr_slice_of(name[i]));
		if (at[i] == GR_NONE)
			return gr_err_at(err, GR_EDATA, path, 1, NULL,
			    "the findings have no column '%s'", name[i]);
	}
	while (status == GR_OK) {
		status = gr_stream_next(stream, &row, err);
		if (status == GR_OK
		    && gr_slice_eq(row.field[at[ACTION]], GR_S("MERGE"))
		    && !gr_slice_eq(row.field[at[RULE]], GR_S("R01")))
			status = keep_merge(to, row.field[at[WAVE]],
			    row.field[at[CODE]], row.field[at[RULE]], err);
	}
	to->foreign = gr_stream_is_foreign(stream);
	return status == GR_END ? GR_OK : status;
}

enum gr_status gr_superseded_read(struct gr_arena *keep, const char *path,
    bool foreign, struct gr_superseded *out, struct gr_err *err)
{
	struct gr_stream *stream;
	enum gr_status status = gr_stream_open_file(path, foreign, &stream,
	    err);

	*out = (struct gr_superseded){ .keep = keep,
		.rule_at = gr_map_make(keep) };
	if (status != GR_OK)
		return status;
	status = keep_stream(out, path, stream, err);
	gr_stream_close(stream);
	return status;
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
