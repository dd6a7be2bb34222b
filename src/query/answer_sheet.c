/* answer_sheet.c - a filled-in sheet of queries as rows of cells */
#include "query/answer_sheet.h"

static bool separates(char c)
{
	return c == ',' || c == ';' || c == '\t';
}

/* What stands beside the word "query", quotes and blanks apart; ',' if there is
 * no such word, for then there is nothing to separate. */
static char delimiter_of(struct gr_slice text)
{
	size_t at = gr_slice_find(text, GR_S("uery"));
	size_t before, behind;

	if (at == SIZE_MAX)
		return ',';
	before = at > 0 ? at - 1 : 0; /* the q, or the Q */
	while (before > 0
	    && (text.ptr[before - 1] == '"' || text.ptr[before - 1] == ' '))
		before--;
	behind = at + 4;
	while (behind < text.len
	    && (text.ptr[behind] == '"' || text.ptr[behind] == ' '))
		behind++;
	if (behind < text.len && separates(text.ptr[behind]))
		return text.ptr[behind];
	return before > 0 && separates(text.ptr[before - 1])
	    ? text.ptr[before - 1]
	    : ',';
}

static enum gr_status find_delimiter(struct gr_source *source,
    enum gr_charset charset, char *delimiter, struct gr_err *err)
{
	struct gr_decoder *decoder = NULL;
	char start[4096];
	size_t used = 0, got;
	enum gr_status status = gr_decoder_open(source, charset, false,
	    &decoder, err);

	while (status == GR_OK && used < sizeof start) {
		status = gr_decoder_read(decoder, start + used,
		    sizeof start - used, &got, err);
		used += status == GR_OK ? got : 0;
	}
	gr_decoder_close(decoder);
	*delimiter = delimiter_of(gr_slice_make(start, used));
	if (status == GR_OK || status == GR_END)
		status = gr_source_rewind(source, err);
	return status;
}

static enum gr_status open_text(struct gr_answer_sheet *sheet, const char *path,
    struct gr_err *err)
{
	struct gr_text_facts facts;
	char delimiter;
	enum gr_status status = gr_charset_decide(sheet->source, &facts, err);

	if (status == GR_OK)
		status = find_delimiter(sheet->source, facts.charset,
		    &delimiter, err);
	if (status == GR_OK)
		status = gr_decoder_open(sheet->source, facts.charset, false,
		    &sheet->decoder, err);
	if (status == GR_OK)
		status = gr_csv_open(gr_decoder_read, sheet->decoder, path,
		    delimiter, NULL, 0, &sheet->csv, err);
	return status;
}

enum gr_status gr_answer_sheet_open(const char *path,
    struct gr_answer_sheet *out, struct gr_err *err)
{
	*out = (struct gr_answer_sheet){ .source = NULL };
	enum gr_status status = gr_source_open(path, NULL, &out->source, err);

	return status == GR_OK ? open_text(out, path, err) : status;
}

void gr_answer_sheet_close(struct gr_answer_sheet *sheet)
{
	gr_csv_close(sheet->csv);
	gr_decoder_close(sheet->decoder);
	gr_source_close(sheet->source);
}
