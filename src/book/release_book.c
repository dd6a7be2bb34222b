/* release_book.c - a release as a workbook */
#include "book/release_book.h"

#include "base/wording.h"
#include "book/book_front.h"
#include "stream/spool_file.h"

#include <unistd.h>

enum front { COVER, CONTENTS, NOTES, FRONT };

/* All sheets, in the order in which they stand. */
static enum gr_status add_sheets(struct gr_book_work *work, size_t *front,
    struct gr_err *err)
{
	static const char *const zh[FRONT] = { "封面", "目录", "说明" };
	static const char *const en[FRONT] = { "cover", "contents", "notes" };
	const bool chinese = work->book->chinese;
	enum gr_status status = GR_OK;

	for (size_t i = 0; status == GR_OK && i < FRONT; i++)
		status = gr_table_book_add(work->to, chinese ? zh[i] : en[i],
		    &front[i], err);
	for (size_t i = 0; status == GR_OK && i < GR_BOOK_SHEETS; i++)
		status = gr_table_book_add(work->to,
		    chinese ? gr_book_table[i].zh : gr_book_table[i].en,
		    &work->part[i].sheet, err);
	return status;
}

/* What others lead to goes first. */
static enum gr_status fill(struct gr_book_work *work, const size_t *front,
    struct gr_err *err)
{
	static const enum gr_book_part order[GR_BOOK_SHEETS] = {
		GR_BOOK_COMMUNITIES, GR_BOOK_NOT_RESPONDED, GR_BOOK_QUERIES,
		GR_BOOK_MILESTONES, GR_BOOK_PACE, GR_BOOK_CRITERIA,
		GR_BOOK_COUNTIES, GR_BOOK_CITIES, GR_BOOK_CORRECTIONS
	};
	enum gr_status status = GR_OK;

	for (size_t i = 0; status == GR_OK && i < GR_BOOK_SHEETS; i++)
		status = gr_book_sheet_fill(work, order[i], err);
	if (status == GR_OK)
		status = gr_book_front_cover(work, front[COVER], err);
	if (status == GR_OK)
		status = gr_book_front_contents(work, front[CONTENTS],
		    front[NOTES], err);
	if (status == GR_OK)
		status = gr_book_front_notes(work, front[NOTES], err);
	return status;
}

static enum gr_status save(struct gr_book_work *work, struct gr_sink *to,
    struct gr_err *err)
{
	struct gr_table_book *book = work->to;
	int fd;
	enum gr_status status = gr_spool_file_open(&fd, err);

	if (status != GR_OK)
		return status;
	work->to = NULL; /* saving closes it */
	status = gr_table_book_save(book, fd, err);
	if (status == GR_OK)
		status = gr_sink_copy(to, fd, err);
	close(fd);
	return status;
}

enum gr_status gr_release_book_write(const struct gr_release_book *book,
    struct gr_sink *to, struct gr_err *err)
{
	struct gr_arena *keep = book->release->keep;
	struct gr_book_work work = { .book = book,
		.keep = keep,
		.rows_max = book->rows,
		.at = gr_map_make(keep),
		.county = gr_map_make(keep),
		.seen = gr_map_make(keep) };
	size_t front[FRONT];

	if (work.rows_max == 0 || work.rows_max > GR_SHEET_ROWS_MAX)
		work.rows_max = GR_SHEET_ROWS_MAX;
	enum gr_status status = gr_table_book_open("greenline",
	    gr_wording_in(book->chinese, "the figures of a release"), &work.to,
	    err);
	if (status == GR_OK)
		status = add_sheets(&work, front, err);
	if (status == GR_OK)
		status = fill(&work, front, err);
	if (status == GR_OK)
		status = save(&work, to, err);
	gr_table_book_close(work.to);
	gr_buf_free(&work.text);
	return status;
}

enum gr_status gr_release_book_save(const struct gr_release_book *book,
    const char *path, struct gr_err *err)
{
	struct gr_sink *sink = NULL;
	enum gr_status status = gr_sink_open(path, &sink, err);

	if (status == GR_OK)
		status = gr_release_book_write(book, sink, err);
	return gr_sink_end(sink, status, err);
}
