/* sheets.c - whose answers each sheet among the answers holds */
#include "inbox/inbox_internal.h"

#include "release/walk.h"
#include "text/file_name.h"
#include "text/personal.h"

struct asked { /* while a sheet is read */
	struct gr_arena *keep;
	struct gr_map known; /* src -> 1 */
	struct gr_inbox_sheet *sheet;
	size_t room, complaints_room;
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

/* Whose query a row is.  A delivery of another wave is none that is there. */
static enum gr_status take_query(const struct gr_inbox *inbox,
    struct asked *asked, const struct gr_query *query, struct gr_err *err)
{
	struct gr_buf astray = { 0 };
	struct gr_slice src = gr_file_name_file(query->src, NULL);

	for (size_t i = 0; i < inbox->deliveries; i++)
		if (gr_slice_eq(inbox->delivery[i].src, src)
		    && !gr_slice_eq(inbox->delivery[i].wave, query->wave)) {
			gr_buf_format(&astray, "%.*s-%.*s", GR_ARG(query->wave),
			    GR_ARG(src));
			src = gr_buf_slice(&astray);
			break;
		}
	enum gr_status status = gr_buf_check(&astray, err);
	if (status == GR_OK)
		status = remember_written(asked, src, err);
	gr_buf_free(&astray);
	return status;
}

static enum gr_status keep_complaint(const struct gr_inbox_job *job,
    struct asked *asked, const struct gr_sheet_row *row, struct gr_err *err)
{
	struct gr_inbox_sheet *sheet = asked->sheet;
	void *items = sheet->complaint;
	enum gr_status status = gr_arena_grow(asked->keep, &items,
	    &asked->complaints_room, sheet->complaints,
	    sizeof *sheet->complaint, err);

	if (status != GR_OK)
		return status;
	sheet->complaint = items;
	return gr_sheet_complain(row, gr_slice_eq(job->language, GR_S("zh")),
	    asked->keep, &sheet->complaint[sheet->complaints++], err);
}

static enum gr_status read_sheet(const struct gr_inbox *inbox,
    const struct gr_inbox_job *job, struct asked *asked,
    struct gr_answer_sheet *open, struct gr_err *err)
{
	struct gr_sheet_row row;
	enum gr_status status;

	while ((status = gr_answer_sheet_next(open, &row, err)) == GR_OK) {
		if (row.what != GR_SHEET_QUERY)
			status = keep_complaint(job, asked, &row, err);
		else
			status = take_query(inbox, asked, &row.query, err);
		if (status != GR_OK)
			return status;
	}
	return status == GR_END ? GR_OK : status;
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
		status = read_sheet(inbox, job, &asked, &open, err);
	gr_answer_sheet_close(&open);
	if (status == GR_OK)
		gr_slice_sort(sheet->asked, sheet->n);
	return status;
}

/* Which of several of the same bytes stands is not known yet. */
static struct gr_inbox_delivery *find_delivery(struct gr_inbox *inbox,
    struct gr_slice src)
{
	for (size_t i = 0; i < inbox->deliveries; i++)
		if (gr_slice_eq(inbox->delivery[i].src, src))
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
