/* supplied.c - the rows of a text that people supply, however it was saved. */
#include "csv/supplied.h"

#include "base/buf.h"

static enum gr_status find_delimiter(struct gr_source *source,
    enum gr_charset charset, gr_supplied_fn *delimiter, char *out,
    struct gr_err *err)
{
	enum { START = 16384 };
	struct gr_decoder *decoder = NULL;
	struct gr_buf start = { 0 };
	size_t got = 0;
	enum gr_status status = gr_decoder_open(source, charset, false,
	    &decoder, err);

	while (status == GR_OK && start.len < START) {
		char *to = gr_buf_reserve(&start, START);

		status = to ? gr_decoder_read(decoder, to, START, &got, err)
		            : gr_err_memory(err);
		start.len += status == GR_OK ? got : 0;
	}
	gr_decoder_close(decoder);
	*out = delimiter(gr_buf_slice(&start));
	gr_buf_free(&start);
	if (status == GR_OK || status == GR_END)
		status = gr_source_rewind(source, err);
	return status;
}

enum gr_status gr_supplied_open(struct gr_source *source,
    gr_supplied_fn *delimiter, struct gr_supplied *out, struct gr_err *err)
{
	struct gr_text_facts facts;

	*out = (struct gr_supplied){ .csv = NULL };
	enum gr_status status = gr_charset_decide(source, &facts, err);
	if (status == GR_OK)
		status = find_delimiter(source, facts.charset, delimiter,
		    &out->delimiter, err);
	if (status == GR_OK)
		status = gr_decoder_open(source, facts.charset, false,
		    &out->decoder, err);
	if (status == GR_OK && facts.doubled_cr)
		gr_decoder_single_cr(out->decoder);
	return status == GR_OK
	    ? gr_csv_open(gr_decoder_read, out->decoder, gr_source_name(source),
	        out->delimiter, NULL, 0, &out->csv, err)
	    : status;
}

void gr_supplied_close(struct gr_supplied *supplied)
{
	gr_csv_close(supplied->csv);
	gr_decoder_close(supplied->decoder);
}
