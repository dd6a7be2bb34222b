/* file.c - one CSV file, in the bytes that a city would send */
#include "synth/synth.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <zlib.h>

struct gr_synth_file {
	struct gr_sink *sink;
	struct gr_synth_format format;
	iconv_t charset; /* (iconv_t)-1: the bytes stay UTF-8 */
	z_stream deflate;
	bool deflating;
	uint64_t line;        /* where the next record starts */
	bool pending_newline; /* owed before the next record or the end */
	struct gr_buf text;   /* one record, UTF-8 */
	struct gr_buf bytes;  /* the same, in the file's charset */
	const char *path;
};

enum { ZIP_ROOM = 1 << 16 };

static enum gr_status zip_out(struct gr_synth_file *f, struct gr_slice in,
    int flush, struct gr_err *err)
{
	unsigned char room[ZIP_ROOM];
	enum gr_status status = GR_OK;

	/* zlib promises not to write there, but does not say so. */
	union {
		const char *in;
		unsigned char *next;
	} bytes = { .in = in.ptr };

	f->deflate.next_in = bytes.next;
	f->deflate.avail_in = (uInt)in.len;
	do {
		f->deflate.next_out = room;
		f->deflate.avail_out = sizeof(room);
		if (deflate(&f->deflate, flush) == Z_STREAM_ERROR)
			return gr_err_set(err, GR_ESYS, "zlib: %s",
			    f->deflate.msg ? f->deflate.msg : "stream error");
		status = gr_sink_write(f->sink,
		    gr_slice_make((const char *)room,
		        sizeof(room) - f->deflate.avail_out),
		    err);
	} while (status == GR_OK && f->deflate.avail_out == 0);
	return status;
}

static enum gr_status put_bytes(struct gr_synth_file *f, struct gr_slice in,
    struct gr_err *err)
{
	if (f->deflating)
		return zip_out(f, in, Z_NO_FLUSH, err);
	return gr_sink_write(f->sink, in, err);
}

/* From UTF-8 to the file's charset; every character has a place there. */
static enum gr_status put_text(struct gr_synth_file *f, struct gr_slice text,
    struct gr_err *err)
{
	if (f->charset == (iconv_t)-1)
		return put_bytes(f, text, err);
	gr_buf_clear(&f->bytes);
	char *to = gr_buf_reserve(&f->bytes, 4 * text.len + 8);
	size_t room = 4 * text.len + 8, left = text.len;
	union {
		const char *in;
		char *next;
	} from = { .in = text.ptr };

	if (to == NULL)
		return gr_err_memory(err);
	char *end = to;

	if (left > 0
	    && iconv(f->charset, &from.next, &left, &end, &room) == (size_t)-1)
		return gr_err_sys(err, f->path, "cannot encode");
	return put_bytes(f, gr_slice_make(to, (size_t)(end - to)), err);
}

static enum gr_status start(struct gr_synth_file *f, struct gr_err *err)
{
	if (f->format.gb18030 || f->format.utf16) {
		f->charset = iconv_open(
		    f->format.gb18030 ? "GB18030" : "UTF-16LE", "UTF-8");
		if (f->charset == (iconv_t)-1)
			return gr_err_sys(err, f->path, "iconv");
	}
	if (f->format.gzip) {
		/* 15 + 16: a gzip member, whose time stamp zlib leaves 0 */
		if (deflateInit2(&f->deflate, 9, Z_DEFLATED, 15 + 16, 8,
		        Z_DEFAULT_STRATEGY)
		    != Z_OK)
			return gr_err_memory(err);
		f->deflating = true;
	}
	if (f->format.bom)
		return put_text(f, GR_S("\xEF\xBB\xBF"), err);
	return GR_OK;
}

enum gr_status gr_synth_folder(const char *path, struct gr_err *err)
{
	struct gr_buf part = { 0 };
	enum gr_status status = GR_OK;

	for (size_t i = 1; path[i] != '\0' && status == GR_OK; i++) {
		if (path[i] != '/')
			continue;
		gr_buf_clear(&part);
		gr_buf_add(&part, gr_slice_make(path, i));
		gr_buf_byte(&part, '\0');
		status = gr_buf_check(&part, err);
		if (status == GR_OK && mkdir(part.ptr, 0777) != 0
		    && errno != EEXIST)
			status = gr_err_sys(err, part.ptr, "cannot make");
	}
	gr_buf_free(&part);
	return status;
}

enum gr_status gr_synth_file_open(const char *path,
    const struct gr_synth_format *format, struct gr_synth_file **out,
    struct gr_err *err)
{
	struct gr_synth_file *f = calloc(1, sizeof(*f));
	enum gr_status status;

	*out = NULL;
	if (f == NULL)
		return gr_err_memory(err);
	f->format = *format;
	f->charset = (iconv_t)-1;
	f->line = 1;
	f->path = path;
	status = gr_synth_folder(path, err);
	if (status == GR_OK)
		status = gr_sink_open(path, &f->sink, err);
	if (status == GR_OK)
		status = start(f, err);
	if (status != GR_OK) {
		gr_synth_file_abandon(f);
		return status;
	}
	*out = f;
	return GR_OK;
}

static bool needs_quotes(struct gr_slice cell, char delimiter)
{
	for (size_t i = 0; i < cell.len; i++) {
		char c = cell.ptr[i];

		if (c == delimiter || c == '"' || c == '\n' || c == '\r')
			return true;
	}
	return false;
}

static void put_cell(struct gr_synth_file *f, struct gr_slice cell)
{
	if (!needs_quotes(cell, f->format.delimiter)) {
		gr_buf_add(&f->text, cell);
		return;
	}
	gr_buf_byte(&f->text, '"');
	for (size_t i = 0; i < cell.len; i++) {
		if (cell.ptr[i] == '"')
			gr_buf_byte(&f->text, '"');
		if (cell.ptr[i] == '\n')
			f->line++;
		gr_buf_byte(&f->text, cell.ptr[i]);
	}
	gr_buf_byte(&f->text, '"');
}

static const char *newline(const struct gr_synth_file *f)
{
	return f->format.crlf ? "\r\n" : f->format.cr ? "\r" : "\n";
}

enum gr_status gr_synth_file_row(struct gr_synth_file *f,
    const struct gr_slice *cell, size_t n, struct gr_err *err)
{
	gr_buf_clear(&f->text);
	if (f->pending_newline)
		gr_buf_text(&f->text, newline(f));
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			gr_buf_byte(&f->text, f->format.delimiter);
		put_cell(f, cell[i]);
	}
	f->line++;
	f->pending_newline = true;
	enum gr_status status = gr_buf_check(&f->text, err);

	return status == GR_OK ? put_text(f, gr_buf_slice(&f->text), err)
	                       : status;
}

uint64_t gr_synth_file_line(const struct gr_synth_file *f)
{
	return f->line;
}

enum gr_status gr_synth_file_close(struct gr_synth_file *f, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	if (f->pending_newline && !f->format.no_final_newline)
		status = put_text(f, gr_slice_of(newline(f)), err);
	if (status == GR_OK && f->format.sub)
		status = put_text(f, GR_S("\x1A"), err);
	if (status == GR_OK && f->deflating)
		status = zip_out(f, GR_S(""), Z_FINISH, err);
	if (status == GR_OK) {
		status = gr_sink_commit(f->sink, err);
		f->sink = NULL;
	}
	gr_synth_file_abandon(f);
	return status;
}

void gr_synth_file_abandon(struct gr_synth_file *f)
{
	if (f == NULL)
		return;
	if (f->sink != NULL)
		gr_sink_abandon(f->sink);
	if (f->deflating)
		(void)deflateEnd(&f->deflate);
	if (f->charset != (iconv_t)-1)
		(void)iconv_close(f->charset);
	gr_buf_free(&f->text);
	gr_buf_free(&f->bytes);
	free(f);
}
