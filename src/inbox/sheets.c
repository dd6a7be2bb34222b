/* sheets.c - whose answers each sheet among the answers holds */
#include "inbox/inbox_internal.h"

#include "query/answer_sheet.h"
#include "query/query_id.h"
#include "release/walk.h"
#include "text/personal.h"

struct asked { /* while a sheet is read */
	struct gr_arena *keep;
	struct gr_map known; /* src -> 1 */
	struct gr_inbox_sheet *sheet;
	size_t room;
};

static enum gr_status remember(struct asked *asked, struct gr_slice src,
    struct gr_err *err)
{
	void *items = asked->sheet->asked;
	uint64_t there;

	if (gr_map_get(&asked->known, src, &there))
		return GR_OK;
	src = gr_arena_copy(asked->keep, src);
	if (src.ptr == NULL)
		return gr_err_memory(err);
	enum gr_status status = gr_arena_grow(asked->keep, &items, &asked->room,
	    asked->sheet->n, sizeof(src), err);
	if (status != GR_OK)
		return status;
	asked->sheet->asked = items;
	asked->sheet->asked[asked->sheet->n++] = src;
	return gr_map_put(&asked->known, src, 1, err);
}

/* What is written as the name of a delivery may hold anything; a delivery is
 * called by nothing that must be masked. */
static enum gr_status remember_written(struct asked *asked, struct gr_slice src,
    struct gr_err *err)
{
	struct gr_buf shown = { 0 };

	(void)gr_personal_add(&shown, src, gr_personal_anywhere);
	enum gr_status status = gr_buf_check(&shown, err);
	if (status == GR_OK)
		status = remember(asked, gr_buf_slice(&shown), err);
	gr_buf_free(&shown);
	return status;
}

static enum gr_status read_sheet(struct asked *asked,
    struct gr_answer_sheet *open, struct gr_err *err)
{
	struct gr_csv_record record;
	enum gr_status status;

	while ((status = gr_csv_next(open->csv, &record, err)) == GR_OK)
		for (size_t i = 0; i < record.cells; i++) {
			struct gr_query query;

			if (!gr_query_parse(gr_slice_trim(record.cell[i]),
			        &query)
			    || !gr_slice_starts(query.src, GR_S("inbox/")))
				continue;
			status = remember_written(asked, query.src, err);
			if (status != GR_OK)
				return status;
		}
	return status == GR_END ? GR_OK : status;
}

/* What cannot be read as a sheet may still be one, and is then for green-amend
 * to complain of: its bytes are searched for the names of deliveries. */
static enum gr_status search(const struct gr_inbox *inbox, struct asked *asked,
    const char *path, struct gr_err *err)
{
	struct gr_source *source = NULL;
	struct gr_buf bytes = { 0 }, name = { 0 };
	enum gr_status status = gr_source_open(path, NULL, &source, err);

	if (status == GR_OK)
		status = gr_source_read_all(source, &bytes, err);
	gr_source_close(source);
	bool any = gr_slice_find(gr_buf_slice(&bytes), GR_S("-inbox/"))
	    != SIZE_MAX;
	/* a gzip that is cut holds what could be read of it */
	if (status == GR_EDATA)
		status = GR_OK;
	for (size_t i = 0; any && status == GR_OK && i < inbox->deliveries;
	     i++) {
		gr_buf_clear(&name);
		gr_buf_format(&name, "-%.*s-", GR_ARG(inbox->delivery[i].src));
		status = gr_buf_check(&name, err);
		if (status == GR_OK
		    && gr_slice_find(gr_buf_slice(&bytes), gr_buf_slice(&name))
		        != SIZE_MAX)
			status = remember(asked, inbox->delivery[i].src, err);
	}
	gr_buf_free(&bytes);
	gr_buf_free(&name);
	return status;
}

static enum gr_status look_at_sheet(struct gr_inbox *inbox,
    const struct gr_inbox_job *job, struct gr_inbox_sheet *sheet,
    struct gr_err *err)
{
	struct asked asked = { .keep = inbox->keep,
		.known = gr_map_make(inbox->keep),
		.sheet = sheet };
	const char *path = gr_walk_path(inbox->keep, job->root, sheet->path);
	struct gr_answer_sheet open;

	if (path == NULL)
		return gr_err_memory(err);
	enum gr_status status = gr_answer_sheet_open(path, &open, err);
	if (status == GR_OK)
		status = read_sheet(&asked, &open, err);
	gr_answer_sheet_close(&open);
	if (status == GR_EDATA)
		status = search(inbox, &asked, path, err);
	if (status == GR_OK)
		gr_slice_sort(sheet->asked, sheet->n);
	return status;
}

/* Deliveries of the same bytes: only the one that stands has queries. */
static struct gr_inbox_delivery *find_delivery(struct gr_inbox *inbox,
    struct gr_slice src)
{
	for (size_t i = 0; i < inbox->deliveries; i++)
		if (inbox->delivery[i].twin == NULL
		    && gr_slice_eq(inbox->delivery[i].src, src))
			return &inbox->delivery[i];
	return NULL;
}

bool gr_inbox_has(const struct gr_inbox *inbox, struct gr_slice src)
{
	for (size_t i = 0; i < inbox->deliveries; i++)
		if (inbox->delivery[i].twin == NULL
		    && gr_slice_eq(inbox->delivery[i].src, src))
			return true;
	return false;
}

static enum gr_status claim(struct gr_inbox *inbox,
    struct gr_inbox_delivery *delivery, const struct gr_inbox_sheet *sheet,
    struct gr_err *err)
{
	void *items = delivery->sheet;
	enum gr_status status = gr_arena_grow(inbox->keep, &items,
	    &delivery->sheets_room, delivery->sheets, sizeof(void *), err);

	if (status != GR_OK)
		return status;
	delivery->sheet = items;
	delivery->sheet[delivery->sheets++] = sheet;
	return GR_OK;
}

enum gr_status gr_inbox_sheets(struct gr_inbox *inbox,
    const struct gr_inbox_job *job, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (size_t i = 0; status == GR_OK && i < inbox->sheets; i++) {
		struct gr_inbox_sheet *sheet = &inbox->sheet[i];

		status = look_at_sheet(inbox, job, sheet, err);
		for (size_t k = 0; status == GR_OK && k < sheet->n; k++) {
			struct gr_inbox_delivery *delivery = find_delivery(
			    inbox, sheet->asked[k]);

			if (delivery != NULL)
				status = claim(inbox, delivery, sheet, err);
		}
	}
	return status;
}
