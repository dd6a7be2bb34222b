/* green-mark: what is asked, shown in the deliveries themselves. */
#include "base/wording.h"
#include "delivery/kit.h"
#include "delivery/marked_book.h"
#include "query/outbox.h"
#include "stages/stages.h"
#include "stream/taker.h"
#include "text/file_name.h"

#include <stdlib.h>

/* Where the columns of the input stand. */
enum field {
	SRC = 1,
	LINE,
	POSITION,
	CITY,
	COLUMN,
	HEADING,
	WRITTEN,
	REASON,
	CONFIRMABLE,
	FIELDS
};

struct asked {
	struct gr_slice wave, file, sheet, city;
	struct gr_asked_place place;
	bool whole; /* it is of the delivery as a whole: refused */
};

struct mark {
	const char *out;   /* --out */
	const char *parts; /* --parts */
	/* what the run learns */
	size_t at[FIELDS];
	struct gr_map path; /* wave and file -> position */
	struct gr_slice *paths;
	size_t paths_n, paths_room;
	size_t part_wave, part_src, part_path; /* in the list of parts */
	struct asked *asked;
	size_t n, room;
	struct gr_outbox outbox;
	struct gr_delivery_kit *kit;
	struct gr_buf key, text;
	struct gr_arena *keep;
	bool chinese;
};

static const struct gr_option mark_options[] = {
	GR_OPTION_TEXT_NEEDED(0, "out", struct mark, out, "DIR",
	    "Write the workbooks to DIR, as <city_code>/<file>.xlsx"),
	GR_OPTION_TEXT_NEEDED(0, "parts", struct mark, parts, "FILE",
	    "List of green-inbox: where the deliveries lie"),
	GR_OPTION_END
};

/* ---- where the deliveries lie ---- */

static enum gr_status begin_parts(void *context, const struct gr_header *header,
    const char *name, struct gr_err *err)
{
	struct mark *m = context;

	(void)name;
	m->part_wave = gr_header_find(header, GR_S("wave"));
	m->part_src = gr_header_find(header, GR_S("src"));
	m->part_path = gr_header_find(header, GR_S("path"));
	return m->part_wave != GR_NONE && m->part_src != GR_NONE
	        && m->part_path != GR_NONE
	    ? GR_OK
	    : gr_err_set(err, GR_EDATA, "is no list of green-inbox");
}

static struct gr_slice key_of(struct mark *m, struct gr_slice wave,
    struct gr_slice file)
{
	struct gr_slice part[] = { wave, file };

	return gr_buf_join(&m->key, part, 2, '\t');
}

static enum gr_status take_part(void *context, const struct gr_row *row,
    struct gr_err *err)
{
	struct mark *m = context;
	enum gr_status status = gr_arena_grow(m->keep, (void **)&m->paths,
	    &m->paths_room, m->paths_n, sizeof *m->paths, err);

	if (status != GR_OK)
		return status;
	gr_buf_clear(&m->text);
	if (!gr_file_name_unquote(&m->text, row->field[m->part_path]))
		return gr_err_set(err, GR_EDATA, "is no list of green-inbox");
	gr_buf_byte(&m->text, '\0');
	struct gr_slice key = gr_arena_copy(m->keep,
	    key_of(m, row->field[m->part_wave], row->field[m->part_src]));
	m->paths[m->paths_n] = gr_arena_copy(m->keep, gr_buf_slice(&m->text));
	if (key.ptr == NULL || m->paths[m->paths_n].ptr == NULL
	    || m->text.failed)
		return gr_err_memory(err);
	return gr_map_put(&m->path, key, m->paths_n++, err);
}

/* ---- what is asked ---- */

static enum gr_status mark_start(struct gr_run *run, void *state,
    struct gr_err *err)
{
	static const struct gr_slice out[] = { { "wave", 4 }, { "src", 3 },
		{ "file", 4 }, { "marks", 5 }, { "why", 3 } };
	static const char *const need[FIELDS] = { "wave", "src", "line",
		"position", "city_code", "column", "heading", "written",
		"reason", "confirmable" };
	struct mark *m = state;
	const struct gr_taker parts = { m, begin_parts, take_part, NULL };

	m->keep = gr_run_keep(run);
	m->chinese = gr_run_is_chinese(run);
	m->path = gr_map_make(m->keep);
	for (size_t i = 0; i < FIELDS; i++) {
		enum gr_status status = gr_input_need(run, gr_slice_of(need[i]),
		    &m->at[i], err);

		if (status != GR_OK)
			return status;
	}
	enum gr_status status = gr_run_take(run, m->parts, &parts, err);
	if (status == GR_OK)
		status = gr_delivery_kit_make(gr_run_standard(run), &m->kit,
		    err);
	return status == GR_OK ? gr_output(run, out, 5, err) : status;
}

/* What a person reads at the cell. */
static void say(struct mark *m, const struct gr_row *row, bool whole)
{
	const struct gr_slice *f = row->field;
	struct gr_slice heading = f[m->at[HEADING]];

	gr_buf_clear(&m->text);
	if (f[m->at[COLUMN]].len == 0)
		gr_buf_text(&m->text,
		    whole
		        ? gr_wording_in(m->chinese,
		            "This file could not be used.")
		        : gr_wording_in(m->chinese, "Please check this row."));
	else if (heading.len == 0)
		gr_buf_format(&m->text,
		    gr_wording_in(m->chinese, "Please check %.*s."),
		    GR_ARG(f[m->at[WRITTEN]]));
	else
		gr_buf_format(&m->text,
		    gr_wording_in(m->chinese, "Please check \"%.*s\": %.*s."),
		    GR_ARG(heading), GR_ARG(f[m->at[WRITTEN]]));
	gr_buf_byte(&m->text, '\n');
	gr_buf_format(&m->text, gr_wording_in(m->chinese, "Why: %.*s."),
	    GR_ARG(f[m->at[REASON]]));
	gr_buf_byte(&m->text, '\n');
	gr_buf_text(&m->text,
	    gr_wording_in(m->chinese,
	        "Correct it here and send the whole file again, as a later "
	        "revision."));
	if (whole || !gr_slice_eq(f[m->at[CONFIRMABLE]], GR_S("1")))
		return;
	gr_buf_byte(&m->text, '\n');
	gr_buf_text(&m->text,
	    gr_wording_in(m->chinese,
	        "If it is so, leave it and answer \"confirmed: \" and the "
	        "reason on the sheet of queries."));
}

static enum gr_status mark_row(struct gr_run *run, void *state,
    struct gr_row *row, struct gr_err *err)
{
	struct mark *m = state;
	struct gr_slice sheet;
	struct gr_slice file = gr_file_name_file(row->field[m->at[SRC]],
	    &sheet);
	uint64_t position = 0, line = 0;
	enum gr_status status = gr_arena_grow(m->keep, (void **)&m->asked,
	    &m->room, m->n, sizeof *m->asked, err);

	(void)run;
	if (status != GR_OK)
		return status;
	(void)gr_slice_to_uint64(row->field[m->at[POSITION]], &position);
	(void)gr_slice_to_uint64(row->field[m->at[LINE]], &line);
	bool whole = sheet.len == 0 && position == 0
	    && row->field[m->at[COLUMN]].len == 0;
	say(m, row, whole);
	struct asked *one = &m->asked[m->n++];
	*one = (struct asked){ .wave = gr_arena_copy(m->keep,
		                   row->field[m->at[0]]),
		.file = gr_arena_copy(m->keep, file),
		.sheet = gr_arena_copy(m->keep, sheet),
		.city = gr_arena_copy(m->keep, row->field[m->at[CITY]]),
		.place = { .line = line,
		    .column = position > 0 ? (uint32_t)position : 1,
		    .text = gr_arena_copy(m->keep, gr_buf_slice(&m->text)) },
		.whole = whole };
	one->place.sheet = one->sheet;
	return m->text.failed || one->city.ptr == NULL
	        || one->place.text.ptr == NULL
	    ? gr_err_memory(err)
	    : GR_OK;
}

static int by_file(const void *a, const void *b)
{
	const struct asked *x = a, *y = b;
	int order = gr_slice_cmp(x->wave, y->wave);

	if (order == 0)
		order = gr_slice_cmp(x->file, y->file);
	if (order == 0)
		order = gr_slice_cmp(x->sheet, y->sheet);
	if (order == 0)
		order = (x->place.line > y->place.line)
		    - (x->place.line < y->place.line);
	if (order == 0)
		order = (x->place.column > y->place.column)
		    - (x->place.column < y->place.column);
	return order != 0 ? order : gr_slice_cmp(x->place.text, y->place.text);
}

/* ---- a delivery ---- */

struct sent { /* one delivery, and what is asked of it */
	const struct asked *first;
	size_t n;
	struct gr_slice name; /* in the outbox */
	const char *path;
};

/* A delivery of several cities belongs to none of them. */
static struct gr_slice city_of(const struct sent *sent)
{
	for (size_t i = 1; i < sent->n; i++)
		if (!gr_slice_eq(sent->first[i].city, sent->first[0].city))
			return GR_S("000000");
	return sent->first[0].city;
}

static struct gr_slice base_name(struct gr_slice file)
{
	for (size_t i = file.len; i > 0; i--)
		if (file.ptr[i - 1] == '/')
			return gr_slice_skip(file, i);
	return file;
}

static enum gr_status name_sent(struct mark *m, struct sent *sent,
    struct gr_err *err)
{
	uint64_t at;

	if (!gr_map_get(&m->path,
	        key_of(m, sent->first->wave, sent->first->file), &at))
		return GR_OK; /* no delivery of ours */
	sent->path = m->paths[at].ptr;
	return gr_outbox_name(&m->outbox, city_of(sent), sent->first->wave,
	    base_name(sent->first->file), &sent->name, err);
}

static enum gr_status write_book(struct gr_run *run, struct mark *m,
    const struct sent *sent, int fd, struct gr_err *err)
{
	struct gr_asked_place *place = GR_NEW_ARRAY(m->keep, sent->n,
	    struct gr_asked_place);
	const struct gr_delivery_setup setup = { .standard = gr_run_standard(
		                                     run),
		.words = &m->kit->words,
		.headings = m->kit->headings,
		.plausible = m->kit->plausible,
		.names = &m->kit->names,
		.limits = gr_csv_default_limits,
		.wave = sent->first->wave,
		.chinese = m->chinese };

	if (place == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < sent->n; i++)
		place[i] = sent->first[i].place;
	return gr_marked_book(&setup, sent->path, place, sent->n, fd, err);
}

static enum gr_status report_book(struct gr_run *run, const struct sent *sent,
    size_t marks, const char *why, struct gr_err *err)
{
	struct gr_buf number = { 0 };

	gr_buf_uint(&number, marks);
	enum gr_status status = gr_buf_check(&number, err);
	if (status == GR_OK)
		status = gr_emit(run,
		    (struct gr_slice[]){ sent->first->wave, sent->first->file,
		        sent->name, gr_buf_slice(&number), gr_slice_of(why) },
		    5, err);
	gr_buf_free(&number);
	return status;
}

/* What cannot be shown in its delivery stands on the sheet of queries alone.
 * Of one that was refused, and is no workbook that opens, all is said there. */
static enum gr_status leave_out(struct gr_run *run, struct mark *m,
    const struct sent *sent, struct gr_err *err)
{
	const struct gr_err why = *err;

	if (sent->n == 1 && sent->first->whole)
		return GR_OK;
	gr_warn(run, &why);
	return report_book(run, sent, 0, m->chinese ? why.chinese : why.message,
	    err);
}

static enum gr_status make_book(struct gr_run *run, struct mark *m,
    const struct sent *sent, struct gr_err *err)
{
	int fd;
	enum gr_status status = gr_outbox_file(&m->outbox, &fd, err);

	if (status != GR_OK)
		return status;
	status = write_book(run, m, sent, fd, err);
	if (status == GR_EDATA)
		return leave_out(run, m, sent, err);
	if (status == GR_OK)
		status = gr_outbox_put(&m->outbox, sent->name, err);
	return status == GR_OK ? report_book(run, sent, sent->n, "", err)
	                       : status;
}

static enum gr_status find_sent(struct mark *m, struct sent **out, size_t *n,
    struct gr_err *err)
{
	struct sent *sent = GR_NEW_ARRAY(m->keep, m->n, struct sent);
	enum gr_status status = sent != NULL ? GR_OK : gr_err_memory(err);

	*n = 0;
	*out = sent;
	for (size_t i = 0; i < m->n && status == GR_OK;) {
		struct sent *one = &sent[*n];

		one->first = &m->asked[i];
		for (;
		     i < m->n && gr_slice_eq(m->asked[i].wave, one->first->wave)
		     && gr_slice_eq(m->asked[i].file, one->first->file);
		     i++)
			one->n++;
		status = name_sent(m, one, err);
		*n += one->path != NULL;
		if (one->path == NULL)
			one->n = 0;
	}
	return status;
}

static enum gr_status mark_finish(struct gr_run *run, void *state,
    struct gr_err *err)
{
	struct mark *m = state;
	struct sent *sent = NULL;
	size_t n = 0;
	enum gr_status status = gr_outbox_open(m->keep, m->out, &m->outbox,
	    err);

	if (m->n > 0)
		qsort(m->asked, m->n, sizeof *m->asked, by_file);
	if (status == GR_OK && m->n > 0)
		status = find_sent(m, &sent, &n, err);
	if (status == GR_OK)
		status = gr_outbox_begin(&m->outbox, err);
	for (size_t i = 0; i < n && status == GR_OK; i++)
		status = make_book(run, m, &sent[i], err);
	return status == GR_OK ? gr_outbox_settle(&m->outbox, err) : status;
}

static void mark_stop(struct gr_run *run, void *state)
{
	struct mark *m = state;

	(void)run;
	gr_delivery_kit_free(m->kit);
	gr_outbox_close(&m->outbox);
	gr_buf_free(&m->key);
	gr_buf_free(&m->text);
}

const struct gr_filter gr_mark = {
	.name = "mark",
	.summary = "Show what is asked in the deliveries themselves, as "
	           "workbooks for their senders.",
	.options = mark_options,
	.state_bytes = sizeof(struct mark),
	.traits = GR_NEEDS_STANDARD | GR_COUNTS_IN | GR_COUNTS_OUT,
	.start = mark_start,
	.row = mark_row,
	.finish = mark_finish,
	.stop = mark_stop,
};
