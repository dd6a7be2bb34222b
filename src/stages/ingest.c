/* green-ingest: deliveries in any state to rows under dictionary names. */
#include "delivery/delivery.h"
#include "delivery/kit.h"
#include "delivery/sheets.h"
#include "delivery/source_name.h"
#include "stages/stages.h"

/* what a run leaves to another is called so */
static const char KIT[] = "kit of deliveries";

struct ingest {
	const char *wave;        /* --wave */
	const char *root;        /* --root */
	const char *layout_path; /* --layout */
	bool keep_going;         /* --keep-going */
	uint64_t max_record, max_field, max_columns;
	/* what the run learns */
	struct gr_delivery_kit *kit;
	bool well; /* it can be left to another run */
	struct gr_delivery_setup setup;
	const struct gr_slice *name; /* of the output's columns */
	size_t names;
	struct gr_side *layout;  /* NULL: not asked for */
	struct gr_buf src, line; /* of the delivery, of an event */
	struct gr_run *run;      /* for the sink's calls */
};

static const struct gr_option ingest_options[] = {
	GR_OPTION_TEXT_NEEDED('w', "wave", struct ingest, wave, "YEAR",
	    "The wave that the deliveries belong to, four digits"),
	GR_OPTION_TEXT('r', "root", struct ingest, root, "DIR",
	    "Call deliveries by their path below DIR; refuse what is not in it"),
	GR_OPTION_FLAG('k', "keep-going", struct ingest, keep_going,
	    "Set a delivery that cannot be used aside and go on"),
	GR_OPTION_TEXT(0, "layout", struct ingest, layout_path, "FILE",
	    "Write which heading stands over which column"),
	GR_OPTION_NUMBER(0, "max-record", struct ingest, max_record, "BYTES", 1,
	    1 << 28, "The longest record (default 2000000)"),
	GR_OPTION_NUMBER(0, "max-field", struct ingest, max_field, "BYTES", 1,
	    1 << 28, "The longest cell (default 2000000)"),
	GR_OPTION_NUMBER(0, "max-columns", struct ingest, max_columns, "N", 1,
	    1 << 20, "The most cells of a record (default 16384)"),
	GR_OPTION_END
};

static void ingest_defaults(void *state)
{
	struct ingest *in = state;

	in->max_record = gr_csv_default_limits.max_record_bytes;
	in->max_field = gr_csv_default_limits.max_field_bytes;
	in->max_columns = gr_csv_default_limits.max_columns;
}

/* ---- layouts ---- */

enum { LAYOUT_COLUMNS = 6 };

static enum gr_status open_layout(struct ingest *in, struct gr_err *err)
{
	static const struct gr_slice name[LAYOUT_COLUMNS] = { { "src", 3 },
		{ "column", 6 }, { "position", 8 }, { "header", 6 },
		{ "unit", 4 }, { "inverted", 8 } };

	return gr_side_new(in->run, in->layout_path, name, LAYOUT_COLUMNS,
	    &in->layout, err);
}

static enum gr_status write_layout(struct ingest *in,
    const struct gr_layout *layout, struct gr_err *err)
{
	const struct gr_standard *s = in->setup.standard;
	enum gr_status status = GR_OK;

	for (size_t i = 0;
	     i < layout->width && in->layout != NULL && status == GR_OK; i++) {
		const struct gr_file_column *c = &layout->column[i];
		if (c->column == GR_NONE || s->column[c->column].personal)
			continue;
		gr_buf_clear(&in->line);
		gr_buf_uint(&in->line, i + 1);
		struct gr_slice field[] = { gr_buf_slice(&in->src),
			s->column[c->column].name, gr_buf_slice(&in->line),
			c->shown, c->unit, c->inverse ? GR_S("1") : GR_S("0") };
		status = gr_buf_check(&in->line, err);
		if (status == GR_OK)
			status = gr_side_emit(in->layout, field, LAYOUT_COLUMNS,
			    err);
	}
	return status;
}

/* ---- what a delivery tells ---- */

static struct gr_finding finding_of(struct ingest *in,
    const struct gr_event *event)
{
	/* what concerns a whole delivery stands at its first line */
	gr_buf_clear(&in->line);
	gr_buf_uint(&in->line, event->line > 0 ? event->line : 1);
	return (struct gr_finding){ .wave = in->setup.wave,
		.src = gr_buf_slice(&in->src),
		.line = gr_buf_slice(&in->line),
		.community_code = event->code,
		.column = event->column,
		.rule = event->rule,
		.action = event->action,
		.raw = event->raw,
		.value = event->value,
		.message = event->message };
}

static enum gr_status take_row(void *context, const struct gr_slice *field,
    size_t n, struct gr_err *err)
{
	struct ingest *in = context;

	return gr_emit(in->run, field, n, err);
}

static enum gr_status take_event(void *context, const struct gr_event *event,
    struct gr_err *err)
{
	struct ingest *in = context;
	struct gr_finding finding = finding_of(in, event);

	return gr_report(in->run, &finding, err);
}

static enum gr_status take_set_aside(void *context,
    const struct gr_slice *field, size_t n, const struct gr_event *event,
    struct gr_err *err)
{
	struct ingest *in = context;

	return gr_set_aside(in->run, field, n, finding_of(in, event), err);
}

static enum gr_status count(struct ingest *in, enum gr_counter counter,
    uint64_t n, struct gr_err *err)
{
	return gr_count(in->run, in->setup.wave, counter, n, err);
}

/* ---- the stage ---- */

/* One that a run before has left, or a new one. */
static enum gr_status find_kit(struct gr_run *run, struct ingest *in,
    struct gr_err *err)
{
	const struct gr_standard *standard = gr_run_standard(run);
	enum gr_status status = GR_OK;

	in->kit = gr_run_inherit(run, KIT);
	if (in->kit != NULL && in->kit->standard != standard) {
		gr_delivery_kit_free(in->kit);
		in->kit = NULL;
	}
	if (in->kit == NULL)
		status = gr_delivery_kit_make(standard, &in->kit, err);
	if (status != GR_OK)
		return status;
	in->setup.words = &in->kit->words;
	in->setup.names = &in->kit->names;
	in->setup.headings = in->kit->headings;
	in->setup.plausible = in->kit->plausible;
	return GR_OK;
}

static enum gr_status ingest_start(struct gr_run *run, void *state,
    struct gr_err *err)
{
	struct ingest *in = state;
	const struct gr_standard *standard = gr_run_standard(run);
	struct gr_arena *keep = gr_run_keep(run);
	struct gr_slice wave = gr_slice_of(in->wave);
	uint64_t year;

	if (wave.len != 4 || !gr_slice_to_uint64(wave, &year))
		return gr_err_set(err, GR_EUSAGE,
		    "--wave: '%s' is no year of four digits", in->wave);
	in->run = run;
	in->setup = (struct gr_delivery_setup){ .standard = standard,
		.wave = wave,
		.stops = !in->keep_going,
		.chinese = gr_run_is_chinese(run),
		.limits = { in->max_record, in->max_field, in->max_columns } };
	enum gr_status status = find_kit(run, in, err);
	in->name = gr_delivery_fields(standard, keep, &in->names);
	if (status == GR_OK && in->name == NULL)
		status = gr_err_memory(err);
	if (status == GR_OK)
		status = open_layout(in, err);
	return status == GR_OK ? gr_output(run, in->name, in->names, err)
	                       : status;
}

/* A delivery that cannot be used is one record, set aside whole. */
static enum gr_status refuse(struct ingest *in,
    const struct gr_refusal *refusal, struct gr_err *err)
{
	struct gr_slice *field = GR_NEW_ARRAY(gr_run_scratch(in->run),
	    in->names, struct gr_slice);
	struct gr_event event = { .action = GR_STOP,
		.rule = gr_slice_of(refusal->rule),
		.line = refusal->line,
		.message = gr_slice_of(refusal->message) };
	struct gr_finding finding = finding_of(in, &event);

	if (field == NULL)
		return gr_err_memory(err);
	field[GR_WAVE] = finding.wave;
	field[GR_SRC] = finding.src;
	field[GR_LINE] = finding.line;
	enum gr_status status = count(in, GR_RECORDS_IN, 1, err);
	if (status == GR_OK)
		gr_warn(in->run, err);
	return status == GR_OK
	    ? gr_set_aside(in->run, field, in->names, finding, err)
	    : status;
}

static struct gr_delivery_sink sink_of(struct ingest *in)
{
	return (struct gr_delivery_sink){ in, take_row, take_event,
		take_set_aside };
}

/* With --keep-going a delivery is read once without a word before anything of
 * it goes out, since what makes it unusable may stand at its end. */
static enum gr_status read_delivery(struct ingest *in,
    struct gr_delivery *delivery, struct gr_err *err)
{
	const struct gr_delivery_sink sink = sink_of(in);
	struct gr_delivery_counts counts;
	enum gr_status status = GR_OK;

	if (in->keep_going)
		status = gr_delivery_read(delivery, NULL, &counts, err);
	if (status == GR_OK)
		status = write_layout(in, gr_delivery_layout(delivery), err);
	if (status == GR_OK)
		status = gr_delivery_read(delivery, &sink, &counts, err);
	if (status == GR_OK)
		status = count(in, GR_RECORDS_IN, counts.in, err);
	if (status == GR_OK)
		status = count(in, GR_SKIPPED, counts.skipped, err);
	if (status == GR_OK)
		status = count(in, GR_CELLS_FIXED, counts.fixed, err);
	return status;
}

static enum gr_status read_text(struct ingest *in, struct gr_source *source,
    struct gr_refusal *refusal, struct gr_err *err)
{
	struct gr_delivery *delivery = NULL;
	enum gr_status status = gr_delivery_open(&in->setup, source, NULL,
	    gr_buf_slice(&in->src), refusal, &delivery, err);

	if (status == GR_OK)
		status = read_delivery(in, delivery, err);
	gr_delivery_close(delivery);
	return status;
}

/* Each sheet that is a delivery, called by the file's name and its own. */
static enum gr_status read_book(struct ingest *in, struct gr_sheets *book,
    struct gr_err *err)
{
	const struct gr_delivery_sink sink = sink_of(in);
	size_t n, file = in->src.len;
	enum gr_status status = gr_sheets_choose(book, &n, err);

	if (status == GR_OK)
		status = gr_sheets_tell(book, &sink, err);
	for (size_t i = 0; status == GR_OK && i < n; i++) {
		struct gr_delivery *delivery = NULL;

		in->src.len = file;
		gr_sheets_call(book, i, &in->src);
		status = gr_buf_check(&in->src, err);
		if (status == GR_OK)
			status = gr_sheets_delivery(book, i,
			    gr_buf_slice(&in->src), &delivery, err);
		if (status == GR_OK)
			status = read_delivery(in, delivery, err);
		gr_delivery_close(delivery);
	}
	return status;
}

static enum gr_status ingest_file(struct gr_run *run, void *state,
    struct gr_source *source, struct gr_err *err)
{
	struct ingest *in = state;
	struct gr_refusal refusal = { .line = 0 };
	struct gr_sheets *book = NULL;
	enum gr_status status = gr_delivery_source_name(source, in->root,
	    &in->src, err);

	(void)run;
	if (status == GR_OK)
		status = gr_sheets_open(&in->setup, source, &refusal, &book,
		    err);
	if (status == GR_OK)
		status = book != NULL ? read_book(in, book, err)
		                      : read_text(in, source, &refusal, err);
	gr_sheets_close(book);
	if (status == GR_EDATA && in->keep_going && refusal.rule[0] != '\0')
		return refuse(in, &refusal, err);
	return status;
}

static enum gr_status ingest_finish(struct gr_run *run, void *state,
    struct gr_err *err)
{
	(void)run;
	(void)err;
	((struct ingest *)state)->well = true;
	return GR_OK;
}

static void discard_kit(void *kit)
{
	gr_delivery_kit_free(kit);
}

static void ingest_stop(struct gr_run *run, void *state)
{
	struct ingest *in = state;

	if (in->well)
		gr_run_leave(run, KIT, in->kit, discard_kit);
	else
		gr_delivery_kit_free(in->kit);
	gr_buf_free(&in->src);
	gr_buf_free(&in->line);
}

static const struct gr_apart ingest_apart = { .may = NULL };

const struct gr_filter gr_ingest = {
	.name = "ingest",
	.summary = "Read deliveries in any state into rows under dictionary "
	           "names.",
	.options = ingest_options,
	.state_bytes = sizeof(struct ingest),
	.traits = GR_NEEDS_STANDARD | GR_READS_CELLS,
	.effort = 5,
	.defaults = ingest_defaults,
	.start = ingest_start,
	.file = ingest_file,
	.finish = ingest_finish,
	.stop = ingest_stop,
	.apart = &ingest_apart,
};
