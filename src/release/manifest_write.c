/* manifest_write.c - the manifest.json of a release that has been made */
#include "release/manifest_write.h"

#include <jansson.h>

#include "release/chain.h"
#include "release/file_facts.h"
#include "release/sums.h"
#include "release/walk.h"
#include "stream/stream.h"

#include <nettle/sha2.h>

#define MANIFEST GR_S("manifest.json")
#define SUMS GR_S(GR_SUMS_FILE)

/* ---- how many records each delivery held ---- */

static enum gr_status add_records(struct gr_map *delivered,
    struct gr_arena *keep, struct gr_slice part, uint64_t records,
    struct gr_err *err)
{
	uint64_t before = 0;

	if (!gr_map_get(delivered, part, &before)) {
		part = gr_arena_copy(keep, part);
		if (part.ptr == NULL)
			return gr_err_memory(err);
	}
	return gr_map_put(delivered, part, before + records, err);
}

static enum gr_status read_ledger(const struct gr_manifest_job *job,
    struct gr_stream *stream, const char *path, struct gr_map *delivered,
    struct gr_err *err)
{
	static const char *const name[] = { "program", "part", "records_in" };
	size_t at[3];
	struct gr_row row;
	enum gr_status status;
	uint64_t records;

	for (size_t i = 0; i < 3; i++) {
		at[i] = gr_header_find(gr_stream_header(stream),
		    gr_slice_of(name[i]));
		if (at[i] == GR_NONE)
			return gr_err_at(err, GR_EDATA, path, 1, NULL,
			    "a ledger without column '%s'", name[i]);
	}
	while ((status = gr_stream_next(stream, &row, err)) == GR_OK) {
		if (!gr_slice_eq(row.field[at[0]], GR_S("green-ingest")))
			continue;
		if (!gr_slice_to_uint64(row.field[at[2]], &records))
			return gr_err_at(err, GR_EDATA, path, row.line,
			    "records_in", "not a whole number");
		status = add_records(delivered, job->keep, row.field[at[1]],
		    records, err);
		if (status != GR_OK)
			return status;
	}
	return status == GR_END ? GR_OK : status;
}

static enum gr_status read_ledgers(const struct gr_manifest_job *job,
    struct gr_map *delivered, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	*delivered = gr_map_make(job->keep);
	for (size_t i = 0; status == GR_OK && i < job->ledgers; i++) {
		struct gr_stream *stream = NULL;

		status = gr_stream_open_file(job->ledger[i], false, &stream,
		    err);
		if (status == GR_OK)
			status = read_ledger(job, stream, job->ledger[i],
			    delivered, err);
		gr_stream_close(stream);
	}
	return status;
}

/* ---- the SM3 of every input ---- */

static enum gr_status add_sm3(const struct gr_manifest_job *job,
    struct gr_inventory *sums, const struct gr_row *row, struct gr_err *err)
{
	if (row->n != 2)
		return gr_err_at(err, GR_EDATA, job->sm3, row->line, NULL,
		    "is no list of green-inbox");
	struct gr_inventory_item item = { .kind = GR_INVENTORY_INPUT,
		.path = gr_arena_copy(job->keep, row->field[0]),
		.sm3 = gr_arena_copy(job->keep, row->field[1]) };
	return item.path.ptr && item.sm3.ptr ? gr_inventory_add(sums, item, err)
	                                     : gr_err_memory(err);
}

/* Those of the list, whose path is the SHA-256 of the same bytes. */
static enum gr_status read_sm3(const struct gr_manifest_job *job,
    struct gr_inventory *sums, struct gr_err *err)
{
	struct gr_stream *stream = NULL;
	struct gr_row row;
	enum gr_status status = gr_stream_open_file(job->sm3, false, &stream,
	    err);

	while (status == GR_OK) {
		status = gr_stream_next(stream, &row, err);
		if (status == GR_OK)
			status = add_sm3(job, sums, &row, err);
	}
	gr_stream_close(stream);
	return status == GR_END ? GR_OK : status;
}

static enum gr_status find_sm3(const struct gr_manifest_job *job,
    struct gr_inventory *all, struct gr_err *err)
{
	struct gr_inventory sums = { .keep = job->keep };
	enum gr_status status = job->sm3 ? read_sm3(job, &sums, err) : GR_OK;

	for (size_t i = 0; status == GR_OK && job->sm3 && i < all->n; i++) {
		struct gr_inventory_item *item = &all->item[i];
		const struct gr_inventory_item *sum;

		if (item->kind != GR_INVENTORY_INPUT
		    && item->kind != GR_INVENTORY_WITHDRAWN
		    && item->kind != GR_INVENTORY_TABLE)
			continue;
		sum = gr_inventory_find(&sums, GR_INVENTORY_INPUT,
		    item->sha256);
		if (sum == NULL)
			return gr_err_at(err, GR_EDATA, job->sm3, 0, NULL,
			    "has no SM3 of %.*s", GR_ARG(item->path));
		item->sm3 = sum->sm3;
	}
	return status;
}

/* ---- what the release is ---- */

static enum gr_status check_files(const struct gr_manifest_job *job,
    const struct gr_inventory *outputs, struct gr_err *err)
{
	for (size_t f = 0; f < gr_chain_files; f++) {
		struct gr_slice name = gr_slice_of(gr_chain_file[f].name);

		if (!gr_slice_eq(name, MANIFEST) && !gr_slice_eq(name, SUMS)
		    && !gr_slice_ends(name, GR_S("/"))
		    && !gr_inventory_find(outputs, GR_INVENTORY_INPUT, name))
			return gr_err_at(err, GR_EDATA, job->folder, 0, NULL,
			    "the release has no %s", gr_chain_file[f].name);
	}
	return GR_OK;
}

static enum gr_status add_output(const struct gr_manifest_job *job,
    struct gr_slice name, struct gr_inventory *outputs, struct gr_err *err)
{
	const char *path = gr_walk_path(job->keep, job->folder, name);
	struct gr_file_facts facts;

	if (path == NULL)
		return gr_err_memory(err);
	if (gr_chain_find_file(name) == NULL)
		return gr_err_at(err, GR_EDATA, path, 0, NULL,
		    "is no file of a release");
	enum gr_status status = gr_file_facts_sm3(path, &facts, err);
	if (status != GR_OK)
		return status;
	struct gr_inventory_item item = { .kind = GR_INVENTORY_INPUT,
		.path = name,
		.sha256 = gr_arena_copy(job->keep, gr_slice_of(facts.sha256)),
		.bytes = facts.bytes,
		.lines = facts.lines,
		.sm3 = gr_arena_copy(job->keep, gr_slice_of(facts.sm3)) };
	return item.sha256.ptr && item.sm3.ptr
	    ? gr_inventory_add(outputs, item, err)
	    : gr_err_memory(err);
}

static enum gr_status find_outputs(const struct gr_manifest_job *job,
    struct gr_inventory *outputs, struct gr_err *err)
{
	struct gr_walk walk = { .keep = job->keep, .root = job->folder };
	enum gr_status status = gr_walk_add(&walk, "", err);

	gr_walk_sort(&walk);
	for (size_t i = 0; status == GR_OK && i < walk.n; i++) {
		const struct gr_walk_entry *entry = &walk.entry[i];

		if (entry->kind == GR_WALK_CLOSED)
			status = gr_err_named(err, job->folder,
			    "cannot be read", entry->why);
		else if (!gr_slice_eq(entry->path, MANIFEST)
		    && !gr_slice_eq(entry->path, SUMS))
			status = add_output(job, entry->path, outputs, err);
	}
	return status == GR_OK ? check_files(job, outputs, err) : status;
}

/* ---- as JSON ---- */

static json_t *text(struct gr_slice s)
{
	return json_stringn(s.len > 0 ? s.ptr : "", s.len);
}

/* Lines but the heading, or the records that the chain found in it. */
static json_t *count(const struct gr_inventory_item *item,
    const struct gr_map *delivered)
{
	uint64_t records;

	return delivered && gr_map_get(delivered, item->path, &records)
	    ? json_integer((json_int_t)records)
	    : json_integer((json_int_t)item->lines - 1);
}

/* One of a list; NULL: no memory. */
static json_t *item_json(const struct gr_inventory_item *item,
    const struct gr_map *delivered)
{
	if (item->kind == GR_INVENTORY_PROGRAM)
		return json_pack("{s:o, s:o}", "name", text(item->path),
		    "version", text(item->version));
	if (item->kind == GR_INVENTORY_WAVE)
		return json_pack("{s:o, s:o}", "wave", text(item->path),
		    "folder", text(item->version));
	if (item->kind == GR_INVENTORY_UNREAD)
		return json_pack("{s:o, s:o}", "path", text(item->path), "what",
		    text(item->version));
	return json_pack("{s:o, s:o, s:o*, s:I, s:o}", "path", text(item->path),
	    "sha256", text(item->sha256), "sm3",
	    item->sm3.len > 0 ? text(item->sm3) : NULL, "bytes",
	    (json_int_t)item->bytes, "count", count(item, delivered));
}

/* Those of one kind as a list; NULL: no memory. */
static json_t *list(const struct gr_inventory *of, enum gr_inventory_kind kind,
    const struct gr_map *delivered)
{
	json_t *all = json_array();

	for (size_t i = 0; all != NULL && i < of->n; i++) {
		const struct gr_inventory_item *item = &of->item[i];

		if (item->kind != kind
		    || (kind == GR_INVENTORY_WAVE && item->version.len == 0))
			continue;
		if (json_array_append_new(all, item_json(item, delivered))
		    != 0) {
			json_decref(all);
			all = NULL;
		}
	}
	return all;
}

struct writing {
	struct gr_sink *sink;
	struct sha256_ctx hash;
	enum gr_status status;
	struct gr_err *err;
};

static int write_json(const char *bytes, size_t n, void *opaque)
{
	struct writing *writing = opaque;

	sha256_update(&writing->hash, n, (const uint8_t *)bytes);
	writing->status = gr_sink_write(writing->sink, gr_slice_make(bytes, n),
	    writing->err);
	return writing->status == GR_OK ? 0 : -1;
}

/* The manifest to the sink, and the hash of it. */
static enum gr_status dump(const json_t *manifest, struct gr_sink *sink,
    char hash[GR_SHA256_DIGITS + 1], struct gr_err *err)
{
	struct writing writing = { .sink = sink, .status = GR_OK, .err = err };
	uint8_t digest[SHA256_DIGEST_SIZE];

	sha256_init(&writing.hash);
	if (manifest == NULL
	    || (json_dump_callback(manifest, write_json, &writing,
	            JSON_INDENT(2))
	            != 0
	        && writing.status == GR_OK))
		return gr_err_memory(err);
	if (writing.status == GR_OK)
		(void)write_json("\n", 1, &writing);
	sha256_digest(&writing.hash, sizeof(digest), digest);
	gr_file_hex(digest, sizeof(digest), hash);
	return writing.status;
}

static enum gr_status write_sums(const struct gr_manifest_job *job,
    const char *hash, const struct gr_inventory *outputs, struct gr_err *err)
{
	struct gr_sink *sink = NULL;
	struct gr_buf lines = { 0 };

	gr_sums_add(&lines, gr_slice_of(hash), MANIFEST);
	for (size_t i = 0; i < outputs->n; i++)
		gr_sums_add(&lines, outputs->item[i].sha256,
		    outputs->item[i].path);
	enum gr_status status = gr_buf_check(&lines, err);
	if (status == GR_OK)
		status = gr_sink_open(job->sums, &sink, err);
	if (status == GR_OK)
		status = gr_sink_write(sink, gr_buf_slice(&lines), err);
	gr_buf_free(&lines);
	return gr_sink_end(sink, status, err);
}

static json_t *describe(const struct gr_manifest_job *job,
    const struct gr_inventory *all, const struct gr_inventory *outputs,
    const struct gr_map *delivered)
{
	const struct gr_inventory_item *language = &all->item[2];

	return json_pack("{s:o, s:o, s:o, s:s*, s:o, s:o, s:o, s:o, s:o, s:o, "
	                 "s:o, s:o}",
	    "as_of", text(all->item[0].path), "standard",
	    text(all->item[1].path), "key", text(all->item[0].sha256), "sums",
	    job->sums ? GR_SUMS_FILE : NULL, "language", text(language->path),
	    "inputs", list(all, GR_INVENTORY_INPUT, delivered), "tables",
	    list(all, GR_INVENTORY_TABLE, NULL), "outputs",
	    list(outputs, GR_INVENTORY_INPUT, NULL), "programs",
	    list(all, GR_INVENTORY_PROGRAM, NULL), "waves",
	    list(all, GR_INVENTORY_WAVE, NULL), "unread",
	    list(all, GR_INVENTORY_UNREAD, NULL), "withdrawn",
	    list(all, GR_INVENTORY_WITHDRAWN, NULL));
}

static enum gr_status read_inventory(const struct gr_manifest_job *job,
    struct gr_inventory *all, struct gr_err *err)
{
	static const enum gr_inventory_kind first[] = { GR_INVENTORY_NIGHT,
		GR_INVENTORY_STANDARD, GR_INVENTORY_LANGUAGE };
	enum gr_status status = gr_inventory_read(all, job->inventory, err);

	for (size_t i = 0; status == GR_OK && i < 3; i++)
		if (all->n <= i || all->item[i].kind != first[i])
			return gr_err_at(err, GR_EDATA, job->inventory, 0, NULL,
			    "does not say of which night it is");
	return status == GR_OK ? find_sm3(job, all, err) : status;
}

enum gr_status gr_manifest_write(const struct gr_manifest_job *job,
    struct gr_sink *sink, struct gr_err *err)
{
	struct gr_inventory all = { .keep = job->keep };
	struct gr_inventory outputs = { .keep = job->keep };
	struct gr_map delivered;
	char hash[GR_SHA256_DIGITS + 1];
	enum gr_status status = read_inventory(job, &all, err);

	if (status == GR_OK)
		status = read_ledgers(job, &delivered, err);
	if (status == GR_OK)
		status = find_outputs(job, &outputs, err);
	if (status != GR_OK)
		return status;

	json_t *manifest = describe(job, &all, &outputs, &delivered);
	status = dump(manifest, sink, hash, err);
	json_decref(manifest);
	return status == GR_OK && job->sums != NULL
	    ? write_sums(job, hash, &outputs, err)
	    : status;
}
