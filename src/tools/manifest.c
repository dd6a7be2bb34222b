/* green-manifest: what a release was made from and what it is. */
#include "base/buf.h"
#include "release/chain.h"
#include "release/manifest_write.h"
#include "tools/tools.h"

struct manifest_state {
	const char *list, *release, *inventory, *sm3, *sums;
	struct gr_list ledgers;
};

static const struct gr_option manifest_options[] = {
	GR_OPTION_TEXT(0, "release", struct manifest_state, release, "DIR",
	    "The folder of the release, whole but for its manifest"),
	GR_OPTION_TEXT(0, "inventory", struct manifest_state, inventory, "FILE",
	    "The inventory of green-inbox: what the release was made from"),
	GR_OPTION_LIST(0, "ingested", struct manifest_state, ledgers, "FILE",
	    "Ledgers of green-ingest: how many records a delivery held"),
	GR_OPTION_TEXT(0, "sm3", struct manifest_state, sm3, "FILE",
	    "The SM3 of every input, as green-inbox lists it"),
	GR_OPTION_TEXT(0, "sums", struct manifest_state, sums, "FILE",
	    "Write the list of hashes, as sha256sum checks it, to FILE"),
	GR_OPTION_CHOICE(0, "list", struct manifest_state, list, "chain|files",
	    "chain|files",
	    "List the programs of a night, or the files of a release"),
	GR_OPTION_END
};

/* "findings,set-aside" */
static enum gr_status name_sides(unsigned side, struct gr_buf *out,
    struct gr_err *err)
{
	static const struct {
		unsigned bit;
		const char *name;
	} known[] = { { GR_CHAIN_FINDINGS, "findings" },
		{ GR_CHAIN_SET_ASIDE, "set-aside" },
		{ GR_CHAIN_LEDGER, "ledger" }, { GR_CHAIN_LAYOUT, "layout" } };

	gr_buf_clear(out);
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (side & known[i].bit)
			gr_buf_format(out, "%s%s", out->len > 0 ? ";" : "",
			    known[i].name);
	return gr_buf_check(out, err);
}

static enum gr_status list_chain(struct gr_run *run, struct gr_err *err)
{
	static const char *const role[] = { [GR_CHAIN_LINE] = "line",
		[GR_CHAIN_ANSWERED] = "answered",
		[GR_CHAIN_WHOLE] = "whole",
		[GR_CHAIN_HELPER] = "helper" };
	struct gr_slice field[] = { GR_S("program"), GR_S("role"),
		GR_S("after"), GR_S("side_files") };
	struct gr_buf side = { 0 };
	enum gr_status status = gr_output(run, field, 4, err);

	for (size_t i = 0; status == GR_OK && i < gr_chain_programs; i++) {
		const struct gr_chain_program *p = &gr_chain[i];

		status = name_sides(p->side, &side, err);
		field[0] = gr_slice_of(p->name);
		field[1] = gr_slice_of(role[p->role]);
		field[2] = gr_slice_of(p->after);
		field[3] = gr_buf_slice(&side);
		if (status == GR_OK)
			status = gr_emit(run, field, 4, err);
	}
	gr_buf_free(&side);
	return status;
}

static enum gr_status list_files(struct gr_run *run, struct gr_err *err)
{
	struct gr_slice field[] = { GR_S("file"), GR_S("program") };
	enum gr_status status = gr_output(run, field, 2, err);

	for (size_t i = 0; status == GR_OK && i < gr_chain_files; i++) {
		field[0] = gr_slice_of(gr_chain_file[i].name);
		field[1] = gr_slice_of(gr_chain_file[i].maker);
		status = gr_emit(run, field, 2, err);
	}
	return status;
}

static enum gr_status manifest_run(struct gr_run *run, void *state,
    struct gr_err *err)
{
	const struct manifest_state *given = state;
	const struct gr_manifest_job job = { gr_run_keep(run), given->release,
		given->inventory, given->ledgers.item, given->ledgers.n,
		given->sm3, given->sums };

	if (given->list != NULL)
		return given->list[0] == 'c' ? list_chain(run, err)
		                             : list_files(run, err);
	if (given->release == NULL || given->inventory == NULL)
		return gr_err_set(err, GR_EUSAGE,
		    "give --release and --inventory, or --list");
	return gr_manifest_write(&job, gr_run_sink(run), err);
}

const struct gr_tool gr_manifest = {
	.program = "green-manifest",
	.summary = "Write the manifest of a release: what it was made from, "
	           "and the hash of all it is.",
	.options = manifest_options,
	.state_bytes = sizeof(struct manifest_state),
	.run = manifest_run,
};
