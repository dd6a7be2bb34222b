#include "stream/record.h"

enum gr_status gr_header_make(struct gr_arena *arena,
    const struct gr_slice *name, size_t n, struct gr_header *out,
    struct gr_err *err)
{
	struct gr_slice *copy = GR_NEW_ARRAY(arena, n, struct gr_slice);

	if (copy == NULL)
		return gr_err_memory(err);
	if (n == 0)
		return gr_err_set(err, GR_EDATA, "a header without columns");
	out->index = gr_map_make(arena);
	enum gr_status status = gr_map_reserve(&out->index, n, err);
	if (status != GR_OK)
		return status;
	for (size_t i = 0; i < n; i++) {
		uint64_t twice;

		copy[i] = gr_arena_copy(arena, name[i]);
		if (copy[i].ptr == NULL)
			return gr_err_memory(err);
		if (copy[i].len == 0)
			return gr_err_set(err, GR_EDATA,
			    "column %zu of the header has no name", i + 1);
		if (copy[i].ptr[0] == '#')
			return gr_err_set(err, GR_EDATA,
			    "the header's column '%.*s' begins with '#'",
			    GR_ARG(copy[i]));
		if (gr_map_get(&out->index, copy[i], &twice))
			return gr_err_set(err, GR_EDATA,
			    "the header names column '%.*s' twice",
			    GR_ARG(copy[i]));
		status = gr_map_put(&out->index, copy[i], i, err);
		if (status != GR_OK)
			return status;
	}
	out->name = copy;
	out->n = n;
	return GR_OK;
}

size_t gr_header_find(const struct gr_header *header, struct gr_slice name)
{
	uint64_t position;

	return gr_map_get(&header->index, name, &position) ? (size_t)position
	                                                   : GR_NONE;
}
