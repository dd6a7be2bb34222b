/* sheet_file.c - one city's sheet of queries, as it is written out */
#include "query/sheet_file.h"

#include "base/wording.h"
#include "csv/writer.h"
#include "query/query_id.h"
#include "stream/sink.h"

#include <stdlib.h>

struct gr_sheet_file {
	const char *folder;
	struct gr_slice city_code;
	struct gr_buf text;
};

/* gr_csv_row() ends a row as published tables do; these are for Excel. */
static void put_row(struct gr_buf *text, const struct gr_slice *cell)
{
	gr_csv_row(text, cell, GR_SHEET_COLUMNS);
	if (text->len > 0)
		text->len--;
	gr_buf_text(text, "\r\n");
}

static void fill_heading(struct gr_slice *cell, bool chinese)
{
	static const char *const heading[GR_SHEET_COLUMNS] = {
		"query",
		GR_WORDS_AS("heading of a sheet", "city"),
		GR_WORDS_AS("heading of a sheet", "county"),
		GR_WORDS_AS("heading of a sheet", "community"),
		GR_WORDS_AS("heading of a sheet", "heading"),
		GR_WORDS_AS("heading of a sheet", "where"),
		GR_WORDS_AS("heading of a sheet", "written"),
		GR_WORDS_AS("heading of a sheet", "reason"),
	};

	cell[GR_SHEET_AT_QUERY] = gr_slice_of(heading[GR_SHEET_AT_QUERY]);
	for (size_t i = 1; i < GR_SHEET_AT_ANSWER; i++)
		cell[i] = gr_slice_of(gr_wording_in(chinese, heading[i]));
	cell[GR_SHEET_AT_ANSWER] = gr_slice_of(
	    chinese ? GR_QUERY_ANSWER_ZH : GR_QUERY_ANSWER_EN);
}

enum gr_status gr_sheet_file_new(const char *folder, struct gr_slice city_code,
    bool chinese, struct gr_sheet_file **out, struct gr_err *err)
{
	struct gr_sheet_file *file = calloc(1, sizeof *file);
	struct gr_slice heading[GR_SHEET_COLUMNS];

	*out = file;
	if (file == NULL)
		return gr_err_memory(err);
	file->folder = folder;
	file->city_code = city_code;
	fill_heading(heading, chinese);
	gr_buf_text(&file->text, "\xEF\xBB\xBF");
	put_row(&file->text, heading);
	return GR_OK;
}

void gr_sheet_file_free(struct gr_sheet_file *file)
{
	if (file == NULL)
		return;
	gr_buf_free(&file->text);
	free(file);
}

enum gr_status gr_sheet_file_add(struct gr_sheet_file *file,
    const struct gr_slice *cell, enum gr_sheet_answer answer,
    struct gr_err *err)
{
	(void)answer;
	put_row(&file->text, cell);
	return gr_buf_check(&file->text, err);
}

enum gr_status gr_sheet_file_save(struct gr_sheet_file *file,
    struct gr_err *err)
{
	struct gr_buf path = { 0 };
	struct gr_sink *sink = NULL;
	enum gr_status status;

	gr_buf_format(&path, "%s/%.*s.csv", file->folder,
	    GR_ARG(file->city_code));
	gr_buf_byte(&path, '\0');
	status = gr_buf_check(&path, err);
	if (status == GR_OK)
		status = gr_buf_check(&file->text, err);
	if (status == GR_OK)
		status = gr_sink_open(path.ptr, &sink, err);
	gr_buf_free(&path);
	if (status != GR_OK)
		return status;
	status = gr_sink_write(sink, gr_buf_slice(&file->text), err);
	if (status != GR_OK) {
		gr_sink_abandon(sink);
		return status;
	}
	return gr_sink_commit(sink, err);
}
