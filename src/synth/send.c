/* send.c - what a city sends beside a delivery: the same bytes again, and
 * what went wrong on the way and cannot be used */
#include "synth/synth.h"

#include <iconv.h>
#include <stdio.h>
#include <zlib.h>

struct sender {
	struct gr_synth_sheet *sheet;
	const struct gr_mess_row *row;
	gzFile in;    /* the delivery, packed or not */
	iconv_t gbk;  /* to read its bytes wrongly */
	char lead[2]; /* the first byte of a character, if any, and next */
	bool has_lead;
	struct gr_buf path, name;
	struct gr_sink *sink;
	struct gr_err *err;
};

/* ---- bytes ---- */

static enum gr_status put(struct sender *s, struct gr_slice bytes)
{
	return gr_sink_write(s->sink, bytes, s->err);
}

/* The row's text in the delivery's charset, or in `charset`. */
static enum gr_status put_value(struct sender *s, const char *charset)
{
	const struct gr_synth_format *format = &s->sheet->layout.format;
	struct gr_synth_form_args args = { .wave = s->sheet->wave };
	struct gr_buf text = { 0 };
	char room[1024], *to = room;
	size_t free_bytes = sizeof(room);
	enum gr_status status = GR_OK;

	if (charset == NULL)
		charset = format->gb18030 ? "GB18030" : "UTF-8";
	iconv_t cd = iconv_open(charset, "UTF-8");

	if (cd == (iconv_t)-1)
		return gr_err_sys(s->err, s->path.ptr, "iconv");
	if (!gr_synth_form_expand(&text, s->row->value, &args))
		status = gr_err_at(s->err, GR_EUSAGE,
		    s->sheet->synth->mess.path, s->row->line, "value",
		    "it cannot be written");
	char *from = text.ptr;
	size_t left = text.len;

	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] == ',')
			text.ptr[i] = format->delimiter;

	if (status == GR_OK)
		status = gr_buf_check(&text, s->err);
	if (status == GR_OK
	    && iconv(cd, &from, &left, &to, &free_bytes) == (size_t)-1)
		status = gr_err_sys(s->err, s->path.ptr, "cannot encode");
	(void)iconv_close(cd);
	gr_buf_free(&text);
	return status == GR_OK
	    ? put(s, gr_slice_make(room, (size_t)(to - room)))
	    : status;
}

static enum gr_status put_newline(struct sender *s)
{
	const struct gr_synth_format *format = &s->sheet->layout.format;

	return put(s,
	    format->crlf     ? GR_S("\r\n")
	        : format->cr ? GR_S("\r")
	                     : GR_S("\n"));
}

/* How a block of the delivery is written. */
typedef enum gr_status block_fn(struct sender *s, struct gr_slice block);

static enum gr_status copy(struct sender *s, block_fn *each)
{
	char room[8192];
	int n;

	while ((n = gzread(s->in, room, sizeof(room))) > 0) {
		enum gr_status status = each(s, gr_slice_make(room, (size_t)n));

		if (status != GR_OK)
			return status;
	}
	return n < 0 ? gr_err_sys(s->err, s->sheet->path.ptr, "cannot read")
	             : GR_OK;
}

/* ---- ways to spoil it ---- */

static enum gr_status append(struct sender *s, struct gr_slice bytes)
{
	enum gr_status status = copy(s, put);

	if (status == GR_OK && s->sheet->layout.format.no_final_newline)
		status = put_newline(s);
	return status == GR_OK ? put(s, bytes) : status;
}

static enum gr_status put_bad_byte(struct sender *s)
{
	return append(s, GR_S("\xFF"));
}

static enum gr_status put_nul(struct sender *s)
{
	return append(s, gr_slice_make("\0", 1));
}

static enum gr_status put_last_line(struct sender *s)
{
	enum gr_status status = append(s, GR_S(""));

	if (status == GR_OK)
		status = put_value(s, NULL);
	return status == GR_OK ? put_newline(s) : status;
}

/* As when two files of different programs are joined. */
static enum gr_status put_other_charset(struct sender *s)
{
	enum gr_status status = append(s, GR_S(""));

	if (status == GR_OK)
		status = put_value(s,
		    s->sheet->layout.format.gb18030 ? "UTF-8" : "GB18030");
	return status == GR_OK ? put_newline(s) : status;
}

static enum gr_status put_first_line(struct sender *s)
{
	struct gr_slice bom = GR_S("\xEF\xBB\xBF");
	char first[3];
	int n = gzread(s->in, first, sizeof(first));
	enum gr_status status = GR_OK;

	if (n < 0)
		return gr_err_sys(s->err, s->sheet->path.ptr, "cannot read");
	struct gr_slice head = gr_slice_make(first, (size_t)n);

	if (gr_slice_eq(head, bom)) {
		status = put(s, bom);
		head.len = 0;
	}
	if (status == GR_OK)
		status = put_value(s, NULL);
	if (status == GR_OK)
		status = put_newline(s);
	if (status == GR_OK)
		status = put(s, head);
	return status == GR_OK ? copy(s, put) : status;
}

static enum gr_status put_zip(struct sender *s)
{
	enum gr_status status = put(s, GR_S("PK\x03\x04"));

	return status == GR_OK ? copy(s, put) : status;
}

/* Commas as an input method writes them; neither UTF-8 nor GB18030 has the
 * byte of one within a character. */
static enum gr_status widen(struct sender *s, struct gr_slice block)
{
	struct gr_slice wide = s->sheet->layout.format.gb18030
	    ? GR_S("\xA3\xAC")
	    : GR_S("\xEF\xBC\x8C");
	enum gr_status status = GR_OK;
	size_t start = 0;

	for (size_t i = 0; i < block.len && status == GR_OK; i++) {
		if (block.ptr[i] != s->sheet->layout.format.delimiter)
			continue;
		status = put(s, gr_slice_make(block.ptr + start, i - start));
		if (status == GR_OK)
			status = put(s, wide);
		start = i + 1;
	}
	return status == GR_OK ? put(s, gr_slice_skip(block, start)) : status;
}

static enum gr_status put_wide_commas(struct sender *s)
{
	return copy(s, widen);
}

/* UTF-8 read as GBK and saved again.  A heading of an odd number of characters
 * loses its last byte, so that this can never be taken back. */
static enum gr_status misread(struct sender *s, struct gr_slice block)
{
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < block.len && status == GR_OK; i++) {
		char *from = s->lead, out[8], *to = out;
		size_t left = sizeof(s->lead), room = sizeof(out);
		bool is_ascii = (block.ptr[i] & 0x80) == 0;

		s->lead[s->has_lead ? 1 : 0] = block.ptr[i];
		if (!s->has_lead && is_ascii) {
			status = put(s, gr_slice_make(s->lead, 1));
			continue;
		}
		s->has_lead = !s->has_lead;
		if (s->has_lead)
			continue;
		if (iconv(s->gbk, &from, &left, &to, &room) != (size_t)-1)
			status = put(s, gr_slice_make(out, (size_t)(to - out)));
		else
			status = put(s,
			    is_ascii ? gr_slice_make(s->lead + 1, 1)
			             : GR_S("?"));
	}
	return status;
}

static enum gr_status put_misread(struct sender *s)
{
	s->gbk = iconv_open("UTF-8", "GBK");
	if (s->gbk == (iconv_t)-1)
		return gr_err_sys(s->err, s->path.ptr, "iconv");
	enum gr_status status = copy(s, misread);

	(void)iconv_close(s->gbk);
	return status;
}

/* The whole of it among the deliveries of the next wave, a line longer, so
 * that it is not the same file. */
static enum gr_status put_other_wave(struct sender *s)
{
	return append(s, GR_S("\n"));
}

static const struct {
	const char *form;
	enum gr_status (*put)(struct sender *s);
} ways[] = {
	{ "bad-byte", put_bad_byte },
	{ "nul", put_nul },
	{ "last-line", put_last_line },
	{ "other-charset", put_other_charset },
	{ "first-line", put_first_line },
	{ "zip", put_zip },
	{ "wide-commas", put_wide_commas },
	{ "misread", put_misread },
	{ "other-wave", put_other_wave },
};

/* ---- one more file ---- */

/* The wave after the sheet's, if this run makes it; else an empty slice. */
static struct gr_slice next_wave(const struct gr_synth_sheet *sheet)
{
	const struct gr_standard *standard = sheet->synth->standard;

	for (size_t w = 0; w + 1 < standard->waves; w++)
		if (gr_slice_eq(standard->wave[w], sheet->wave)
		    && gr_synth_is_wanted(sheet->synth, standard->wave[w + 1]))
			return standard->wave[w + 1];
	return (struct gr_slice){ NULL, 0 };
}

/* Open a file beside the delivery, in the inbox of a wave. */
static enum gr_status open_file(struct sender *s, struct gr_slice wave,
    struct gr_slice suffix, bool packed)
{
	const struct gr_synth_sheet *sheet = s->sheet;
	struct gr_slice base = sheet->src, part;

	for (struct gr_slice rest = base; gr_slice_split(&rest, '/', &part);)
		base = part;
	base.len = gr_slice_find(base, GR_S("."));
	gr_buf_format(&s->name, "inbox/%.*s/%.*s_%.*s.csv%s", GR_ARG(wave),
	    GR_ARG(base), GR_ARG(suffix), packed ? ".gz" : "");
	gr_buf_format(&s->path, "%s/%.*s%c", sheet->synth->out,
	    GR_ARG(gr_buf_slice(&s->name)), '\0');
	enum gr_status status = gr_buf_check(&s->name, s->err);

	if (status == GR_OK)
		status = gr_buf_check(&s->path, s->err);
	if (status == GR_OK)
		status = gr_synth_folder(s->path.ptr, s->err);
	return status == GR_OK ? gr_sink_open(s->path.ptr, &s->sink, s->err)
	                       : status;
}

static enum gr_status finish(struct sender *s, enum gr_status status,
    struct gr_slice wave)
{
	const struct gr_synth_defect_row defect = { .wave = wave,
		.file = gr_buf_slice(&s->name),
		.id = s->row->id,
		.outcome = s->row->outcome };

	if (status == GR_OK) {
		status = gr_sink_commit(s->sink, s->err);
		s->sink = NULL;
	}
	gr_sink_abandon(s->sink);
	if (status == GR_OK)
		status = gr_synth_defect(s->sheet->synth, &defect, s->err);
	gr_buf_free(&s->path);
	gr_buf_free(&s->name);
	return status;
}

/* The same bytes under a name that sorts behind. */
static enum gr_status send_again(struct gr_synth_sheet *sheet,
    struct gr_err *err)
{
	struct sender s = { .sheet = sheet,
		.row = sheet->layout.resent,
		.err = err };
	char room[8192];
	FILE *in = fopen(sheet->path.ptr, "rb");
	enum gr_status status = GR_OK;

	if (in == NULL)
		return gr_err_sys(err, sheet->path.ptr, "cannot open");
	status = open_file(&s, sheet->wave, GR_S("copy"),
	    sheet->layout.format.gzip);
	for (size_t n = 1; status == GR_OK && n > 0;) {
		n = fread(room, 1, sizeof(room), in);
		status = put(&s, gr_slice_make(room, n));
	}
	if (status == GR_OK && ferror(in))
		status = gr_err_sys(err, sheet->path.ptr, "cannot read");
	(void)fclose(in); /* only read */
	return finish(&s, status, sheet->wave);
}

static enum gr_status send_spoilt(struct gr_synth_sheet *sheet,
    const struct gr_mess_row *row, size_t way, struct gr_slice wave,
    struct gr_err *err)
{
	struct sender s = { .sheet = sheet, .row = row, .err = err };
	enum gr_status status = GR_OK;

	s.in = gzopen(sheet->path.ptr, "rb");
	if (s.in == NULL)
		return gr_err_sys(err, sheet->path.ptr, "cannot open");
	status = open_file(&s, wave, row->id, false);
	if (status == GR_OK)
		status = ways[way].put(&s);
	(void)gzclose(s.in); /* only read */
	return finish(&s, status, wave);
}

/* Whether a delivery can be spoilt so; the wave whose inbox it goes to. */
static bool can_spoil(const struct gr_synth_sheet *sheet, size_t way,
    struct gr_slice *wave)
{
	const struct gr_synth_format *format = &sheet->layout.format;

	*wave = sheet->wave;
	/* what is put behind a 0x1A would be read as a record */
	if (format->utf16 || format->sub)
		return false;
	if (ways[way].put == put_other_wave) {
		*wave = next_wave(sheet);
		return wave->len > 0 && sheet->rows > 1;
	}
	return ways[way].put != put_misread || !format->gb18030;
}

static enum gr_status send_all_spoilt(struct gr_synth_sheet *sheet,
    struct gr_err *err)
{
	enum { WAYS = sizeof(ways) / sizeof(ways[0]) };
	const struct gr_mess *mess = &sheet->synth->mess;
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < mess->rows && status == GR_OK; i++) {
		const struct gr_mess_row *row = &mess->row[i];
		uint64_t draw = gr_draw(sheet->draw, row->line, 13);
		struct gr_slice wave;
		size_t way = 0;

		if (row->part != GR_MESS_SPOILT)
			continue;
		while (way < WAYS
		    && !gr_slice_eq(row->form, gr_slice_of(ways[way].form)))
			way++;
		if (way == WAYS)
			return gr_err_at(err, GR_EUSAGE, mess->path, row->line,
			    "form", "'%.*s' is no way to spoil a delivery",
			    GR_ARG(row->form));
		if (gr_draw_below(draw, 1000) < row->weight
		    && can_spoil(sheet, way, &wave))
			status = send_spoilt(sheet, row, way, wave, err);
	}
	return status;
}

enum gr_status gr_synth_send_more(struct gr_synth_sheet *sheet,
    struct gr_err *err)
{
	enum gr_status status = GR_OK;

	if (sheet->layout.resent != NULL)
		status = send_again(sheet, err);
	return status == GR_OK ? send_all_spoilt(sheet, err) : status;
}
