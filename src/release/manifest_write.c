/* manifest_write.c - the manifest.json of a release that has been made */
#include "release/manifest_write.h"

#include <jansson.h>

#include "release/chain.h"
#include "release/file_facts.h"
#include "release/walk.h"
#include "stream/stream.h"

#define MANIFEST GR_S("manifest.json")

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

/* ---- what the release is ---- */

static enum gr_status check_files(const struct gr_manifest_job *job,
    const struct gr_inventory *outputs, struct gr_err *err)
{
	for (size_t f = 0; f < gr_chain_files; f++) {
		struct gr_slice name = gr_slice_of(gr_chain_file[f].name);

		if (!gr_slice_eq(name, MANIFEST)
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
	enum gr_status status = gr_file_facts(path, &facts, err);
	struct gr_slice sum = gr_arena_copy(job->keep,
	    gr_slice_of(facts.sha256));
	if (status == GR_OK && sum.ptr == NULL)
		return gr_err_memory(err);
	return status != GR_OK
	    ? status
	    : gr_inventory_add(outputs,
	        (struct gr_inventory_item){ GR_INVENTORY_INPUT, name, sum,
	            facts.bytes, facts.lines, GR_S("") },
	        err);
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
			status = gr_file_cannot(err, job->folder, "read",
			    entry->why);
		else if (!gr_slice_eq(entry->path, MANIFEST))
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

/* Those of one kind as a list; NULL: no memory. */
static json_t *list(const struct gr_inventory *of, enum gr_inventory_kind kind,
    const struct gr_map *delivered)
{
	json_t *all = json_array();

	for (size_t i = 0; all != NULL && i < of->n; i++) {
		const struct gr_inventory_item *item = &of->item[i];
		json_t *one;

		if (item->kind != kind)
			continue;
		if (kind == GR_INVENTORY_PROGRAM)
			one = json_pack("{s:o, s:o}", "name", text(item->path),
			    "version", text(item->version));
		else
			one = json_pack("{s:o, s:o, s:I, s:o}", "path",
			    text(item->path), "sha256", text(item->sha256),
			    "bytes", (json_int_t)item->bytes, "count",
			    count(item, delivered));
		if (json_array_append_new(all, one) != 0) {
			json_decref(all);
			all = NULL;
		}
	}
	return all;
}

struct writing {
	struct gr_sink *sink;
	enum gr_status status;
	struct gr_err *err;
};

static int write_json(const char *bytes, size_t n, void *opaque)
{
	struct writing *writing = opaque;

	writing->status = gr_sink_write(writing->sink, gr_slice_make(bytes, n),
	    writing->err);
	return writing->status == GR_OK ? 0 : -1;
}

static enum gr_status dump(const json_t *manifest, struct gr_sink *sink,
    struct gr_err *err)
{
	struct writing writing = { sink, GR_OK, err };

	if (manifest == NULL
	    || (json_dump_callback(manifest, write_json, &writing,
	            JSON_INDENT(2))
	            != 0
	        && writing.status == GR_OK))
		return gr_err_memory(err);
	return writing.status == GR_OK ? gr_sink_write(sink, GR_S("\n"), err)
	                               : writing.status;
}

enum gr_status gr_manifest_write(const struct gr_manifest_job *job,
    struct gr_sink *sink, struct gr_err *err)
{
	struct gr_inventory all = { .keep = job->keep };
	struct gr_inventory outputs = { .keep = job->keep };
	struct gr_map delivered;
	enum gr_status status = gr_inventory_read(&all, job->inventory, err);

	if (status == GR_OK
	    && (all.n < 2 || all.item[0].kind != GR_INVENTORY_NIGHT
	        || all.item[1].kind != GR_INVENTORY_STANDARD))
		return gr_err_at(err, GR_EDATA, job->inventory, 0, NULL,
		    "does not say of which night it is");
	if (status == GR_OK)
		status = read_ledgers(job, &delivered, err);
	if (status == GR_OK)
		status = find_outputs(job, &outputs, err);
	if (status != GR_OK)
		return status;

	json_t *manifest = json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o}",
	    "as_of", text(all.item[0].path), "standard", text(all.item[1].path),
	    "key", text(all.item[0].sha256), "inputs",
	    list(&all, GR_INVENTORY_INPUT, &delivered), "tables",
	    list(&all, GR_INVENTORY_TABLE, NULL), "outputs",
	    list(&outputs, GR_INVENTORY_INPUT, NULL), "programs",
	    list(&all, GR_INVENTORY_PROGRAM, NULL));
	status = dump(manifest, sink, err);
	json_decref(manifest);
	return status;
}
