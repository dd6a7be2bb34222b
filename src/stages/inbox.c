/* green-inbox: what lies in the inbox, and why each part of a night is made. */
#include "inbox/inbox.h"
#include "release/file_facts.h"
#include "stages/stages.h"
#include "text/file_name.h"

#include <nettle/sha2.h>

struct inbox {
	const char *root, *cache, *previous, *published, *inventory, *waiting,
	    *withdrawn, *sm3;
	uint64_t now, quiet;      /* --now, seconds; --quiet-period, minutes */
	struct sha256_ctx common; /* of the files that were named */
	struct gr_buf quoted;
};

static const struct gr_option inbox_options[] = {
	GR_OPTION_TEXT(0, "root", struct inbox, root, "DIR",
	    "The folder that holds the inbox (default: this one)"),
	GR_OPTION_TEXT(0, "cache", struct inbox, cache, "DIR",
	    "Where the parts of earlier nights lie, by their keys"),
	GR_OPTION_TEXT(0, "previous", struct inbox, previous, "FILE",
	    "The inventory of the last night: what has changed since"),
	GR_OPTION_TEXT(0, "published", struct inbox, published, "FILE",
	    "The manifest of what is published: whether it was made from a "
	    "delivery that waits"),
	GR_OPTION_TEXT(0, "inventory", struct inbox, inventory, "FILE",
	    "Write all that the night depends on, with its hashes, to FILE"),
	GR_OPTION_NUMBER(0, "now", struct inbox, now, "SECONDS", 0, INT64_MAX,
	    "The time, in seconds since 1970, for --quiet-period"),
	GR_OPTION_NUMBER(0, "quiet-period", struct inbox, quiet, "MINUTES", 0,
	    100000,
	    "A delivery that was touched within MINUTES and is cut off waits "
	    "(default: 0, none does)"),
	GR_OPTION_TEXT(0, "waiting", struct inbox, waiting, "FILE",
	    "Write the deliveries that wait to FILE"),
	GR_OPTION_TEXT(0, "withdrawn", struct inbox, withdrawn, "FILE",
	    "Write what withdrawn.csv leaves out to FILE"),
	GR_OPTION_TEXT(0, "sm3", struct inbox, sm3, "FILE",
	    "Write the SM3 of every input and table to FILE, by its SHA-256"),
	GR_OPTION_END
};

static void inbox_defaults(void *state)
{
	((struct inbox *)state)->root = ".";
}

static enum gr_status inbox_start(struct gr_run *run, void *state,
    struct gr_err *err)
{
	static const struct gr_slice column[] = { { "wave", 4 }, { "key", 3 },
		{ "src", 3 }, { "path", 4 }, { "why", 3 }, { "answers", 7 } };
	struct inbox *in = state;

	if (gr_run_as_of(run).len == 0)
		return gr_err_set(err, GR_EUSAGE, "--as-of must be given");
	sha256_init(&in->common);
	return gr_output(run, column, sizeof column / sizeof *column, err);
}

static enum gr_status inbox_file(struct gr_run *run, void *state,
    struct gr_source *source, struct gr_err *err)
{
	(void)run;
	return gr_inbox_hash(&((struct inbox *)state)->common, source, err);
}

/* ---- findings ---- */

static enum gr_status report(struct gr_run *run, enum gr_finding_kind kind,
    const struct gr_finding_arg *with, struct gr_slice wave,
    struct gr_slice src, struct gr_err *err)
{
	struct gr_finding finding = gr_found(run, kind, with);

	finding.wave = wave;
	finding.src = src;
	return gr_report(run, &finding, err);
}

static enum gr_status report_twins(struct gr_run *run,
    const struct gr_inbox *inbox, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (size_t i = 0; status == GR_OK && i < inbox->deliveries; i++) {
		const struct gr_inbox_delivery *d = &inbox->delivery[i];

		if (d->twin == NULL)
			continue;
		status = gr_count(run, d->wave, GR_SKIPPED, 1, err);
		if (status == GR_OK)
			status = report(run, GR_FINDING_R06,
			    GR_WITH(GR_TEXT("delivery", d->twin->src)), d->wave,
			    d->src, err);
	}
	return status;
}

static enum gr_status report_unread(struct gr_run *run,
    const struct gr_inbox *inbox, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (size_t i = 0; status == GR_OK && i < inbox->unreads; i++) {
		const struct gr_inbox_unread *u = &inbox->unread[i];

		if (u->what == GR_UNREAD_ASTRAY)
			status = report(run, GR_FINDING_R12_ASTRAY, NULL,
			    u->wave, u->src, err);
		if (u->what == GR_UNREAD_LINK)
			status = report(run, GR_FINDING_R12_LINK, NULL, u->wave,
			    u->src, err);
	}
	return status;
}

/* Once for all of them, at the first. */
static enum gr_status report_temporary(struct gr_run *run,
    const struct gr_inbox *inbox, struct gr_err *err)
{
	const struct gr_inbox_unread *first = NULL;
	size_t n = 0;

	for (size_t i = inbox->unreads; i-- > 0;)
		if (inbox->unread[i].what == GR_UNREAD_TEMPORARY) {
			first = &inbox->unread[i];
			n++;
		}
	return n == 0
	    ? GR_OK
	    : report(run, GR_FINDING_R15, GR_WITH(GR_NUMBER("files", n)),
	        GR_S(""), first->src, err);
}

/* A delivery or answers that are left out, and by which row. */
static enum gr_status report_left_out(struct gr_run *run,
    const struct gr_inbox_left_out *left, struct gr_err *err)
{
	const struct gr_withdrawal *by = left->by;
	enum gr_status status = left->wave.len > 0
	    ? gr_count(run, left->wave, GR_SKIPPED, 1, err)
	    : GR_OK;

	if (status != GR_OK)
		return status;
	if (left->wave.len == 0)
		return report(run, GR_FINDING_R16_ANSWERS,
		    GR_WITH(GR_TEXT("date", by->date), GR_TEXT("who", by->who),
		        GR_TEXT("why", by->why)),
		    left->wave, left->src, err);
	if (gr_inbox_is_copy(left))
		return report(run, GR_FINDING_R16_COPY,
		    GR_WITH(GR_TEXT("delivery", by->called)), left->wave,
		    left->src, err);
	return report(run, GR_FINDING_R16_DELIVERY,
	    GR_WITH(GR_TEXT("date", by->date), GR_TEXT("who", by->who),
	        GR_TEXT("why", by->why)),
	    left->wave, left->src, err);
}

/* A row of the list that leaves nothing out. */
static enum gr_status report_row(struct gr_run *run, enum gr_finding_kind kind,
    const struct gr_finding_arg *with, const struct gr_withdrawal *row,
    struct gr_err *err)
{
	struct gr_finding finding = gr_found(run, kind, with);
	struct gr_buf line = { 0 };

	gr_buf_uint(&line, row->line);
	finding.src = GR_S(GR_WITHDRAWN_LIST);
	finding.line = gr_buf_slice(&line);
	finding.column = GR_S("src");
	finding.raw = row->called;
	enum gr_status status = gr_buf_check(&line, err);
	if (status == GR_OK)
		status = gr_report(run, &finding, err);
	gr_buf_free(&line);
	return status;
}

static enum gr_status report_withdrawn(struct gr_run *run,
    const struct gr_inbox *inbox, const struct gr_inbox_job *job,
    struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (size_t i = 0; status == GR_OK && i < inbox->left_outs; i++)
		status = report_left_out(run, &inbox->left_out[i], err);
	for (size_t i = 0; status == GR_OK && i < inbox->withdrawn.n; i++) {
		const struct gr_withdrawal *row = &inbox->withdrawn.row[i];

		if (row->twice != NULL)
			status = report_row(run, GR_FINDING_R16_TWICE,
			    GR_WITH(GR_NUMBER("line", row->twice->line)), row,
			    err);
		else if (!gr_withdrawal_holds(row, job->as_of))
			status = report_row(run, GR_FINDING_R16_LATER,
			    GR_WITH(GR_TEXT("date", row->date)), row, err);
		else if (gr_inbox_names_nothing(inbox, job, i))
			status = report_row(run, GR_FINDING_R16_GONE, NULL, row,
			    err);
	}
	return status;
}

static enum gr_status list_withdrawn(struct gr_run *run, const struct inbox *in,
    const struct gr_inbox *inbox, struct gr_err *err)
{
	static const struct gr_slice column[] = { { "wave", 4 }, { "kind", 4 },
		{ "src", 3 }, { "date", 4 }, { "who", 3 }, { "why", 3 } };
	struct gr_side *side;
	enum gr_status status = gr_side_new(run, in->withdrawn, column, 6,
	    &side, err);

	for (size_t i = 0; status == GR_OK && i < inbox->left_outs; i++) {
		const struct gr_inbox_left_out *left = &inbox->left_out[i];
		const struct gr_slice field[] = { left->wave,
			left->wave.len > 0 ? GR_S("delivery") : GR_S("answers"),
			left->src, left->by->date, left->by->who,
			left->by->why };

		status = gr_side_emit(side, field, 6, err);
	}
	return status;
}

static enum gr_status list_waiting(struct gr_run *run, const struct inbox *in,
    const struct gr_inbox *inbox, struct gr_err *err)
{
	static const struct gr_slice column[] = { { "wave", 4 }, { "src", 3 },
		{ "published", 9 } };
	struct gr_side *side;
	enum gr_status status = gr_side_new(run, in->waiting, column, 3, &side,
	    err);

	for (size_t i = 0; status == GR_OK && i < inbox->waitings; i++)
		status = gr_side_emit(side,
		    (struct gr_slice[]){ inbox->waiting[i].wave,
		        inbox->waiting[i].src,
		        inbox->waiting[i].published ? GR_S("1") : GR_S("0") },
		    3, err);
	return status;
}

static enum gr_status list_sm3(struct gr_run *run, const struct inbox *in,
    const struct gr_inbox *inbox, struct gr_err *err)
{
	static const struct gr_slice column[] = { { "sha256", 6 },
		{ "sm3", 3 } };
	struct gr_side *side;
	enum gr_status status = gr_side_new(run, in->sm3, column, 2, &side,
	    err);

	for (size_t i = 0; status == GR_OK && i < inbox->inventory.n; i++) {
		const struct gr_inventory_item *item =
		    &inbox->inventory.item[i];

		if (item->sm3.len > 0)
			status = gr_side_emit(side,
			    (struct gr_slice[]){ item->sha256, item->sm3 }, 2,
			    err);
	}
	return status;
}

/* What a sheet has that cannot be used. */
static enum gr_status report_unusable(struct gr_run *run,
    const struct gr_inbox_sheet *sheet, struct gr_err *err)
{
	struct gr_buf line = { 0 };
	enum gr_status status = GR_OK;

	for (size_t i = 0; status == GR_OK && i < sheet->complaints; i++) {
		const struct gr_sheet_complaint *c = &sheet->complaint[i];

		gr_buf_clear(&line);
		if (c->line > 0)
			gr_buf_uint(&line, c->line);
		status = gr_buf_check(&line, err);
		if (status != GR_OK)
			break;
		status = gr_report(run,
		    &(struct gr_finding){ .src = sheet->src,
		        .line = gr_buf_slice(&line),
		        .rule = gr_finding_rule(c->kind),
		        .action = gr_finding_action(c->kind),
		        .value = c->answer,
		        .message = c->message },
		    err);
	}
	gr_buf_free(&line);
	return status;
}

/* Answers that no delivery that is there has asked for. */
static enum gr_status report_unclaimed(struct gr_run *run,
    const struct gr_inbox *inbox, const struct gr_inbox_sheet *sheet,
    struct gr_err *err)
{
	enum gr_status status = report_unusable(run, sheet, err);

	if (status == GR_OK && sheet->n == 0 && sheet->complaints == 0)
		return report(run, GR_FINDING_A05_SHEET, NULL, GR_S(""),
		    sheet->src, err);
	for (size_t i = 0; status == GR_OK && i < sheet->n; i++)
		if (!gr_inbox_has(inbox, sheet->asked[i]))
			status = report(run, GR_FINDING_A05_DELIVERY,
			    GR_WITH(GR_TEXT("delivery", sheet->asked[i])),
			    GR_S(""), sheet->src, err);
	return status;
}

static enum gr_status report_all(struct gr_run *run,
    const struct gr_inbox *inbox, const struct gr_inbox_job *job,
    struct gr_err *err)
{
	enum gr_status status = report_twins(run, inbox, err);

	if (status == GR_OK)
		status = report_withdrawn(run, inbox, job, err);
	if (status == GR_OK)
		status = report_unread(run, inbox, err);
	if (status == GR_OK)
		status = report_temporary(run, inbox, err);
	for (size_t i = 0; status == GR_OK && i < inbox->sheets; i++)
		status = report_unclaimed(run, inbox, &inbox->sheet[i], err);
	return status;
}

/* ---- parts ---- */

static enum gr_status emit_part(struct gr_run *run, struct inbox *in,
    const struct gr_inbox_delivery *d, struct gr_err *err)
{
	struct gr_slice field[6] = { d->wave, d->key, d->src };
	size_t path, because;

	gr_buf_clear(&in->quoted);
	gr_file_name_quote(&in->quoted, d->path);
	path = in->quoted.len;
	gr_inbox_why(d->why, &in->quoted);
	because = in->quoted.len;
	for (size_t i = 0; i < d->sheets; i++) {
		gr_buf_text(&in->quoted, i > 0 ? " " : "");
		gr_file_name_quote(&in->quoted, d->sheet[i]->path);
	}
	enum gr_status status = gr_buf_check(&in->quoted, err);
	if (status != GR_OK)
		return status;
	field[3] = gr_slice_make(in->quoted.ptr, path);
	field[4] = gr_slice_make(in->quoted.ptr + path, because - path);
	field[5] = gr_slice_make(in->quoted.ptr + because,
	    in->quoted.len - because);
	return gr_emit(run, field, 6, err);
}

static enum gr_status inbox_finish(struct gr_run *run, void *state,
    struct gr_err *err)
{
	struct inbox *in = state;
	uint8_t digest[SHA256_DIGEST_SIZE];
	char hex[GR_SHA256_DIGITS + 1];
	struct gr_inbox inbox;

	sha256_digest(&in->common, sizeof digest, digest);
	gr_file_hex(digest, sizeof digest, hex);
	const struct gr_inbox_job job = { in->root, in->cache, in->previous,
		in->published, gr_run_standard(run), gr_run_as_of(run),
		gr_run_is_chinese(run) ? GR_S("zh") : GR_S("en"),
		gr_slice_of(hex), { (int64_t)in->now, (int64_t)in->quiet * 60 },
		in->sm3 != NULL };
	enum gr_status status = gr_inbox_look(gr_run_keep(run), &job, &inbox,
	    err);
	for (size_t i = 0; status == GR_OK && i < inbox.deliveries; i++)
		if (inbox.delivery[i].twin == NULL)
			status = emit_part(run, in, &inbox.delivery[i], err);
	if (status == GR_OK)
		status = report_all(run, &inbox, &job, err);
	if (status == GR_OK)
		status = list_waiting(run, in, &inbox, err);
	if (status == GR_OK)
		status = list_withdrawn(run, in, &inbox, err);
	if (status == GR_OK)
		status = list_sm3(run, in, &inbox, err);
	if (status == GR_OK && in->inventory != NULL)
		status = gr_inventory_write(&inbox.inventory, in->inventory,
		    "green-inbox", err);
	return status;
}

static void inbox_stop(struct gr_run *run, void *state)
{
	(void)run;
	gr_buf_free(&((struct inbox *)state)->quoted);
}

const struct gr_filter gr_inbox = {
	.name = "inbox",
	.summary = "List the deliveries of an inbox, the key of each one's "
	           "part, and why the part has to be made.",
	.args = "[FILE...]",
	.options = inbox_options,
	.state_bytes = sizeof(struct inbox),
	.traits = GR_NEEDS_STANDARD | GR_KNOWS_AS_OF | GR_COUNTS_IN
	    | GR_COUNTS_OUT,
	.defaults = inbox_defaults,
	.start = inbox_start,
	.file = inbox_file,
	.finish = inbox_finish,
	.stop = inbox_stop,
};
