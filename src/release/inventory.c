/* inventory.c - all that a night depends on, with its hashes */
#include "release/inventory.h"

#include <nettle/sha2.h>

#include "base/buf.h"
#include "release/file_facts.h"
#include "stream/stream.h"

enum { COLUMNS = 6 };

static const struct gr_slice column[COLUMNS] = { { "kind", 4 }, { "path", 4 },
	{ "sha256", 6 }, { "bytes", 5 }, { "lines", 5 }, { "version", 7 } };

static const char *const kind_name[GR_INVENTORY_KINDS] = {
	[GR_INVENTORY_NIGHT] = "night",
	[GR_INVENTORY_STANDARD] = "standard",
	[GR_INVENTORY_LANGUAGE] = "language",
	[GR_INVENTORY_WAVE] = "wave",
	[GR_INVENTORY_INPUT] = "input",
	[GR_INVENTORY_TABLE] = "table",
	[GR_INVENTORY_PROGRAM] = "program",
	[GR_INVENTORY_BASIS] = "basis",
	[GR_INVENTORY_ANSWERS] = "answers",
	[GR_INVENTORY_UNREAD] = "unread",
	[GR_INVENTORY_WITHDRAWN] = "withdrawn"
};

enum gr_status gr_inventory_add(struct gr_inventory *inventory,
    struct gr_inventory_item item, struct gr_err *err)
{
	void *items = inventory->item;
	enum gr_status status = gr_arena_grow(inventory->keep, &items,
	    &inventory->room, inventory->n, sizeof(item), err);

	if (status != GR_OK)
		return status;
	inventory->item = items;
	inventory->item[inventory->n] = item;
	struct gr_map *index = &inventory->index[item.kind];
	if (index->arena == NULL)
		*index = gr_map_make(inventory->keep);
	uint64_t there;
	if (!gr_map_get(index, item.path, &there))
		status = gr_map_put(index, item.path, inventory->n, err);
	inventory->n++;
	return status;
}

const struct gr_inventory_item *gr_inventory_find(
    const struct gr_inventory *inventory, enum gr_inventory_kind kind,
    struct gr_slice path)
{
	uint64_t at;

	return inventory->index[kind].arena != NULL
	        && gr_map_get(&inventory->index[kind], path, &at)
	    ? &inventory->item[at]
	    : NULL;
}

static enum gr_status print_item(struct gr_buf *line,
    const struct gr_inventory_item *item, struct gr_err *err)
{
	gr_buf_clear(line);
	gr_buf_format(line, "%s\t%.*s\t%.*s\t%ju\t%ju\t%.*s\n",
	    kind_name[item->kind], GR_ARG(item->path), GR_ARG(item->sha256),
	    (uintmax_t)item->bytes, (uintmax_t)item->lines,
	    GR_ARG(item->version));
	return gr_buf_check(line, err);
}

enum gr_status gr_inventory_digest(const struct gr_inventory *inventory,
    struct gr_slice *out, struct gr_err *err)
{
	char hex[GR_SHA256_DIGITS + 1];
	uint8_t digest[SHA256_DIGEST_SIZE];
	struct sha256_ctx sha;
	struct gr_buf line = { 0 };
	enum gr_status status = GR_OK;

	sha256_init(&sha);
	for (size_t i = 0; status == GR_OK && i < inventory->n; i++) {
		status = print_item(&line, &inventory->item[i], err);
		if (status == GR_OK)
			sha256_update(&sha, line.len,
			    (const uint8_t *)line.ptr);
	}
	gr_buf_free(&line);
	sha256_digest(&sha, sizeof(digest), digest);
	gr_file_hex(digest, sizeof(digest), hex);
	*out = gr_arena_copy(inventory->keep, gr_slice_of(hex));
	return status == GR_OK && out->ptr == NULL ? gr_err_memory(err)
	                                           : status;
}

enum gr_status gr_inventory_write(const struct gr_inventory *inventory,
    const char *path, const char *program, struct gr_err *err)
{
	struct gr_sink *sink = NULL;
	struct gr_buf line = { 0 };
	enum gr_status status = gr_sink_open(path, &sink, err);

	if (status == GR_OK)
		status = gr_sink_record(sink, column, COLUMNS, err);
	for (size_t i = 0; status == GR_OK && i < inventory->n; i++) {
		status = print_item(&line, &inventory->item[i], err);
		if (status == GR_OK)
			status = gr_sink_write(sink, gr_buf_slice(&line), err);
	}
	gr_buf_free(&line);
	if (status == GR_OK)
		status = gr_stream_end(sink, program, inventory->n, false, err);
	return gr_sink_end(sink, status, err);
}

static enum gr_status read_item(struct gr_inventory *inventory,
    const char *path, const struct gr_row *row, struct gr_err *err)
{
	struct gr_inventory_item item = { .kind = 0 };
	const struct gr_slice *field = row->field;

	while (item.kind < GR_INVENTORY_KINDS
	    && !gr_slice_eq(field[0], gr_slice_of(kind_name[item.kind])))
		item.kind++;
	if (item.kind == GR_INVENTORY_KINDS)
		return gr_err_at(err, GR_EDATA, path, row->line, "kind",
		    "no kind of an inventory: '%.*s'", GR_ARG(field[0]));
	if (!gr_slice_to_uint64(field[3], &item.bytes)
	    || !gr_slice_to_uint64(field[4], &item.lines))
		return gr_err_at(err, GR_EDATA, path, row->line, "bytes",
		    "not a whole number");
	item.path = gr_arena_copy(inventory->keep, field[1]);
	item.sha256 = gr_arena_copy(inventory->keep, field[2]);
	item.version = gr_arena_copy(inventory->keep, field[5]);
	if (!item.path.ptr || !item.sha256.ptr || !item.version.ptr)
		return gr_err_memory(err);
	return gr_inventory_add(inventory, item, err);
}

static enum gr_status check_header(const struct gr_header *header,
    const char *path, struct gr_err *err)
{
	bool same = header->n == COLUMNS;

	for (size_t i = 0; same && i < COLUMNS; i++)
		same = gr_slice_eq(header->name[i], column[i]);
	return same ? GR_OK
	            : gr_err_at(err, GR_EDATA, path, 1, NULL,
	                "is no inventory of green-inbox");
}

enum gr_status gr_inventory_read(struct gr_inventory *inventory,
    const char *path, struct gr_err *err)
{
	struct gr_stream *stream = NULL;
	struct gr_row row;
	enum gr_status status = gr_stream_open_file(path, false, &stream, err);

	if (status != GR_OK)
		return status;
	status = check_header(gr_stream_header(stream), path, err);
	while (status == GR_OK) {
		status = gr_stream_next(stream, &row, err);
		if (status == GR_OK)
			status = read_item(inventory, path, &row, err);
	}
	gr_stream_close(stream);
	return status == GR_END ? GR_OK : status;
}
