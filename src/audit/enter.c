/* Entering the files of a run into the books. */
#include "audit/books.h"

static enum gr_audit_file_kind kind_of(const struct gr_header *header)
{
	size_t n = header->n;

	if (gr_header_find(header, GR_S("records_in")) != GR_NONE
	    && gr_slice_eq(header->name[0], GR_S("program")))
		return GR_FILE_LEDGER;
	if (gr_header_find(header, GR_S("action")) != GR_NONE
	    && gr_header_find(header, GR_S("raw")) != GR_NONE)
		return GR_FILE_FINDINGS;
	if (n > 2 && gr_slice_eq(header->name[n - 2], GR_S("rule"))
	    && gr_slice_eq(header->name[n - 1], GR_S("message")))
		return GR_FILE_ASIDE;
	if (gr_header_find(header, GR_S("measure")) != GR_NONE
	    && gr_header_find(header, GR_S("bin")) != GR_NONE)
		return GR_FILE_TALLY;
	if (n > GR_LINE && gr_slice_eq(header->name[GR_WAVE], GR_S("wave"))
	    && gr_slice_eq(header->name[GR_SRC], GR_S("src"))
	    && gr_slice_eq(header->name[GR_LINE], GR_S("line")))
		return GR_FILE_ROWS;
	if (gr_slice_eq(header->name[GR_WAVE], GR_S("wave")))
		return GR_FILE_COUNTS;
	return GR_FILE_OTHER;
}

static struct gr_slice cell(const struct gr_audit_file *file,
    const struct gr_row *row, const char *column)
{
	size_t at = gr_header_find(file->header, gr_slice_of(column));

	return at < row->n ? row->field[at] : GR_S("");
}

static enum gr_status count_in_file(struct gr_audit *audit,
    struct gr_audit_file *file, struct gr_slice wave, enum gr_audit_count kind,
    uint64_t n, struct gr_err *err)
{
	void *items = file->count;
	size_t i = 0;
	enum gr_status status = GR_OK;

	while (i < file->counts && !gr_slice_eq(file->count[i].wave, wave))
		i++;
	if (i == file->counts) {
		status = gr_arena_grow(audit->keep, &items, &file->room,
		    file->counts, sizeof *file->count, err);
		if (status != GR_OK)
			return status;
		file->count = items;
		file->count[i] = (struct gr_audit_file_counts){
			.wave = gr_arena_copy(audit->keep, wave)
		};
		file->counts++;
	}
	file->count[i].n[kind] += n;
	return status;
}

static enum gr_status enter_ledger(struct gr_audit *audit,
    const struct gr_audit_file *file, const struct gr_row *row,
    struct gr_err *err)
{
	static const char *const column[GR_COUNTERS] = { "records_in",
		"records_out", "set_aside", "merged", "skipped", "cells_fixed",
		"cells_flagged", "cells_asked" };
	void *items = audit->entry;
	struct gr_audit_entry *entry;
	enum gr_status status = gr_arena_grow(audit->keep, &items,
	    &audit->entries_room, audit->entries, sizeof *audit->entry, err);

	if (status != GR_OK)
		return status;
	audit->entry = items;
	entry = &audit->entry[audit->entries++];
	*entry = (struct gr_audit_entry){ .program = gr_arena_copy(audit->keep,
		                              cell(file, row, "program")),
		.part = gr_arena_copy(audit->keep, cell(file, row, "part")),
		.wave = gr_arena_copy(audit->keep, cell(file, row, "wave")),
		.rows = gr_slice_eq(cell(file, row, "kind"), GR_S("rows")) };
	for (size_t i = 0; i < GR_COUNTERS; i++)
		if (!gr_slice_to_uint64(cell(file, row, column[i]),
		        &entry->n[i]))
			return gr_err_at(err, GR_EDATA, file->name, row->line,
			    column[i], "not a whole number");
	return GR_OK;
}

/* Nothing happens twice: a finding that stands twice was put in. */
static enum gr_status look_for_twin(struct gr_audit *audit,
    const struct gr_audit_place *place, const struct gr_row *row,
    struct gr_err *err)
{
	struct gr_slice key = gr_buf_join(&audit->key, row->field, row->n,
	    '\t');
	uint64_t there;

	if (key.ptr != NULL && gr_map_get(&audit->said, key, &there))
		return gr_audit_place(audit, &audit->twice, &audit->twices,
		    &audit->twices_room, *place, err);
	return gr_audit_remember(audit, &audit->said, key, err);
}

static enum gr_status enter_finding(struct gr_audit *audit,
    struct gr_audit_file *file, const struct gr_row *row, struct gr_err *err)
{
	static const struct {
		const char *action;
		enum gr_audit_count kind;
	} counted[] = { { "FLAG", GR_COUNT_FLAG }, { "ASK", GR_COUNT_ASK },
		{ "MERGE", GR_COUNT_MERGE }, { "SKIP", GR_COUNT_SKIP } };
	struct gr_audit_place at = { cell(file, row, "wave"),
		cell(file, row, "src"), cell(file, row, "line"),
		cell(file, row, "column"), cell(file, row, "rule"),
		file->name };
	struct gr_slice action = cell(file, row, "action");
	bool stop = gr_slice_eq(action, GR_S("STOP"));
	bool aside = gr_slice_eq(action, GR_S("SETASIDE"));
	bool ask = gr_slice_eq(action, GR_S("ASK"));
	/* a column that the delivery lacks is asked about once */
	bool whole_column = stop || gr_slice_eq(at.rule, GR_S("L17"));
	enum gr_status status = look_for_twin(audit, &at, row, err);
	uint64_t rows;

	/* a SKIP of several rows says how many */
	if (!gr_slice_eq(action, GR_S("SKIP"))
	    || !gr_slice_to_uint64(cell(file, row, "value"), &rows))
		rows = 1;
	for (size_t i = 0; i < sizeof counted / sizeof *counted; i++)
		if (status == GR_OK
		    && gr_slice_eq(action, gr_slice_of(counted[i].action)))
			status = count_in_file(audit, file, at.wave,
			    counted[i].kind, rows, err);
	if (status == GR_OK && (stop || ask))
		status = gr_audit_remember(audit, &audit->known,
		    gr_audit_key(audit, at.wave, at.src,
		        whole_column ? GR_S("") : at.line, at.column),
		    err);
	if (status == GR_OK && (stop || aside))
		status = gr_audit_remember(audit, &audit->known,
		    gr_audit_key(audit, at.wave, at.src, at.line,
		        GR_WHOLE_RECORD),
		    err);
	/* a tie, or a row whose cells cannot be told apart */
	if (status == GR_OK && ask
	    && (at.column.len == 0 || gr_slice_eq(at.rule, GR_S("R02"))))
		status = gr_audit_remember(audit, &audit->known,
		    gr_audit_key(audit, at.wave, at.src, at.line,
		        GR_EVERY_ANSWER),
		    err);
	return status;
}

static enum gr_status enter_queried(struct gr_audit *audit,
    const struct gr_audit_file *file, const struct gr_row *row, size_t at,
    struct gr_err *err)
{
	struct gr_audit_place place = { row->field[GR_WAVE], row->field[GR_SRC],
		row->field[GR_LINE], file->header->name[at], GR_S(""),
		file->name };
	struct gr_slice key = gr_audit_key(audit, place.wave, place.src,
	    place.line, place.column);
	enum gr_status status;
	uint64_t there;

	if (key.ptr != NULL && gr_map_get(&audit->met, key, &there))
		return GR_OK;
	status = gr_audit_remember(audit, &audit->met, key, err);
	if (status == GR_OK)
		status = gr_audit_place(audit, &audit->queried, &audit->queries,
		    &audit->queries_room, place, err);
	return status;
}

static enum gr_status enter_row(struct gr_audit *audit,
    struct gr_audit_file *file, const struct gr_row *row, struct gr_err *err)
{
	enum gr_status status = count_in_file(audit, file, row->field[GR_WAVE],
	    GR_COUNT_STREAM, 1, err);

	for (size_t i = GR_PLACE_COLUMNS; i < row->n && status == GR_OK; i++)
		if (file->answers[i] && gr_slice_eq(row->field[i], GR_S("?")))
			status = enter_queried(audit, file, row, i, err);
	return status;
}

static enum gr_status enter_aside(struct gr_audit *audit,
    struct gr_audit_file *file, const struct gr_row *row, struct gr_err *err)
{
	struct gr_audit_place place = { row->field[GR_WAVE], row->field[GR_SRC],
		row->field[GR_LINE], GR_S(""), cell(file, row, "rule"),
		file->name };
	enum gr_status status = count_in_file(audit, file, place.wave,
	    GR_COUNT_SET_ASIDE, 1, err);

	if (status == GR_OK)
		status = gr_audit_place(audit, &audit->aside, &audit->asides,
		    &audit->asides_room, place, err);
	return status;
}

static enum gr_status enter_count(struct gr_audit *audit,
    struct gr_audit_file *file, const struct gr_row *row, struct gr_err *err)
{
	struct gr_slice wave = cell(file, row, "wave");
	uint64_t n;
	enum gr_status status = count_in_file(audit, file, wave,
	    GR_COUNT_STREAM, 1, err);

	if (status != GR_OK || file->kind != GR_FILE_TALLY
	    || !gr_slice_eq(cell(file, row, "measure"), GR_S("responded")))
		return status;
	if (!gr_slice_to_uint64(cell(file, row, "count"), &n))
		return gr_err_at(err, GR_EDATA, file->name, row->line, "count",
		    "not a whole number");
	return count_in_file(audit, file, wave, GR_COUNT_RESPONDED, n, err);
}

/* A place cannot have more answers than units: the register would be wrong, or
 * the record of a unit that it does not have was counted. */
static enum gr_status enter_place(struct gr_audit *audit,
    struct gr_audit_file *file, const struct gr_row *row, struct gr_err *err)
{
	struct gr_slice code = cell(file, row, "code");
	uint64_t registered, responded;

	if (!gr_slice_to_uint64(cell(file, row, "registered"), &registered)
	    || !gr_slice_to_uint64(cell(file, row, "responded"), &responded))
		return GR_OK;
	audit->places++;
	if (responded <= registered)
		return GR_OK;
	return gr_audit_place(audit, &audit->over, &audit->overs,
	    &audit->overs_room,
	    (struct gr_audit_place){ .wave = cell(file, row, "wave"),
	        .src = code,
	        .line = cell(file, row, "responded"),
	        .column = cell(file, row, "registered"),
	        .file = file->name },
	    err);
}

static enum gr_status enter_one(struct gr_audit *audit,
    struct gr_audit_file *file, const struct gr_row *row, struct gr_err *err)
{
	switch (file->kind) {
	case GR_FILE_LEDGER:
		return enter_ledger(audit, file, row, err);
	case GR_FILE_FINDINGS:
		return enter_finding(audit, file, row, err);
	case GR_FILE_ASIDE:
		return enter_aside(audit, file, row, err);
	case GR_FILE_ROWS:
		return enter_row(audit, file, row, err);
	case GR_FILE_TALLY:
		return enter_count(audit, file, row, err);
	case GR_FILE_COUNTS: {
		enum gr_status status = enter_count(audit, file, row, err);

		return status == GR_OK ? enter_place(audit, file, row, err)
		                       : status;
	}
	case GR_FILE_OTHER:
		break;
	}
	return GR_OK;
}

/* Raw text of ingest may be "?" without being in query: clean decides. */
static enum gr_status find_answers(struct gr_audit *audit,
    struct gr_audit_file *file, struct gr_err *err)
{
	bool *answers = GR_NEW_ARRAY(audit->keep, file->header->n, bool);
	bool cleaned = gr_header_find(file->header, GR_S("flags")) != GR_NONE;

	if (answers == NULL)
		return gr_err_memory(err);
	for (size_t i = GR_PLACE_COLUMNS; i < file->header->n; i++)
		answers[i] = cleaned
		    && gr_standard_column(audit->standard,
		           file->header->name[i])
		        != GR_NONE;
	file->answers = answers;
	return GR_OK;
}

/* What a kind of file says about its program, even when it has no rows. */
static const enum gr_audit_count says[][5] = {
	[GR_FILE_LEDGER] = { GR_COUNT_KINDS },
	[GR_FILE_FINDINGS] = { GR_COUNT_FLAG, GR_COUNT_ASK, GR_COUNT_MERGE,
	    GR_COUNT_SKIP, GR_COUNT_KINDS },
	[GR_FILE_ASIDE] = { GR_COUNT_SET_ASIDE, GR_COUNT_KINDS },
	[GR_FILE_TALLY] = { GR_COUNT_STREAM, GR_COUNT_RESPONDED,
	    GR_COUNT_KINDS },
	[GR_FILE_ROWS] = { GR_COUNT_STREAM, GR_COUNT_KINDS },
	[GR_FILE_COUNTS] = { GR_COUNT_STREAM, GR_COUNT_KINDS },
	[GR_FILE_OTHER] = { GR_COUNT_KINDS },
};

static enum gr_status book(struct gr_audit *audit,
    const struct gr_audit_file *file, struct gr_slice program,
    struct gr_err *err)
{
	for (size_t i = 0; i < file->counts; i++) {
		struct gr_audit_counts *counts = gr_audit_counts(audit, program,
		    file->count[i].wave, err);

		if (counts == NULL)
			return GR_ESYS;
		for (size_t k = 0; k < GR_COUNT_KINDS; k++)
			counts->n[k] += file->count[i].n[k];
	}
	for (size_t k = 0; says[file->kind][k] != GR_COUNT_KINDS; k++) {
		struct gr_audit_counts *any = gr_audit_counts(audit, program,
		    GR_ANY_WAVE, err);

		if (any == NULL)
			return GR_ESYS;
		any->seen[says[file->kind][k]] = true;
	}
	return GR_OK;
}

static enum gr_status begin(void *context, const struct gr_header *header,
    const char *name, struct gr_err *err)
{
	struct gr_audit *audit = context;
	struct gr_slice kept = gr_arena_copy(audit->keep, gr_slice_of(name));

	if (kept.ptr == NULL)
		return gr_err_memory(err);
	audit->file = (struct gr_audit_file){ .header = header,
		.name = kept.ptr,
		.kind = kind_of(header) };
	return find_answers(audit, &audit->file, err);
}

static enum gr_status take(void *context, const struct gr_row *row,
    struct gr_err *err)
{
	struct gr_audit *audit = context;

	return enter_one(audit, &audit->file, row, err);
}

static enum gr_status end(void *context, struct gr_slice program, bool foreign,
    struct gr_err *err)
{
	struct gr_audit *audit = context;
	enum gr_status status = foreign
	    ? gr_audit_foreign(audit, audit->file.name, err)
	    : GR_OK;

	return status == GR_OK ? book(audit, &audit->file, program, err)
	                       : status;
}

struct gr_taker gr_audit_taker(struct gr_audit *audit)
{
	return (struct gr_taker){ audit, begin, take, end };
}
