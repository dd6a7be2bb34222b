/* decode.c - a delivery's bytes as UTF-8 text, a block at a time. */
#include <assert.h>
#include <errno.h>
#include <iconv.h>
#include <stdlib.h>

#include "base/wording.h"
#include "csv/decode.h"
#include "csv/gb18030.h"
#include "text/utf8.h"

enum {
	RAW_BYTES = 32 * 1024,
	TEXT_BYTES = 4 * RAW_BYTES,
	CARRY_BYTES = 8, /* a character that the block's end cuts */
	DOS_END = 0x1a,
	END_BYTES = 3 /* of it, and of a line's end put behind it */
};

/* One conversion: raw bytes come in at `raw`, cut characters stay there, and what
 * had no room where it was wanted. */
struct step {
	iconv_t cd;
	bool gb18030; /* from it */
	size_t keep;
	char raw[CARRY_BYTES + RAW_BYTES];
};

struct gr_decoder {
	struct gr_source *source;
	enum gr_charset charset;
	bool undo;
	bool single_cr, after_cr; /* CR CR is one; the last byte was one */
	bool begun;               /* the byte order mark has been looked for */
	size_t held; /* bytes that may be the end of a file of DOS */
	bool at_end;
	size_t next, len;  /* of `text`: not yet given */
	struct step *in;   /* to UTF-8; NULL if it is */
	struct step *back; /* to GB18030 again, for undo; else NULL */
	/* END_BYTES: for held bytes that were not the last; `end` has them */
	char end[END_BYTES], text[END_BYTES + TEXT_BYTES];
};

static enum gr_status step_open(struct step **out, const char *to,
    const char *from, struct gr_err *err)
{
	struct step *step = malloc(sizeof(*step));

	if (!step)
		return gr_err_memory(err);
	step->keep = 0;
	step->gb18030 = strcmp(from, "GB18030") == 0;
	step->cd = iconv_open(to, from);
	if (step->cd == (iconv_t)-1) {
		free(step);
		return gr_err_sys(err, NULL, "iconv");
	}
	*out = step;
	return GR_OK;
}

static void step_close(struct step *step)
{
	if (!step)
		return;
	iconv_close(step->cd);
	free(step);
}

enum gr_status gr_decoder_open(struct gr_source *source,
    enum gr_charset charset, bool undo, struct gr_decoder **out,
    struct gr_err *err)
{
	struct gr_decoder *decoder = malloc(sizeof(*decoder));
	enum gr_status status = GR_OK;

	*out = NULL;
	if (!decoder)
		return gr_err_memory(err);
	memset(decoder, 0, offsetof(struct gr_decoder, text));
	decoder->source = source;
	decoder->charset = charset;
	decoder->undo = undo;
	if (charset != GR_UTF8)
		status = step_open(&decoder->in, "UTF-8",
		    gr_charset_name(charset), err);
	if (status == GR_OK && undo)
		status = step_open(&decoder->back, "GB18030", "UTF-8", err);
	if (status != GR_OK) {
		gr_decoder_close(decoder);
		return status;
	}
	*out = decoder;
	return GR_OK;
}

/* Convert the step's kept bytes and the `n` behind them, as far as `to` has room.
 * False at what does not convert. */
static bool step_convert(struct step *step, size_t n, char *to, size_t room,
    size_t *len)
{
	size_t have = step->keep + n, left = have;
	char *in = step->raw, *out = to;
	bool ok;

	if (step->gb18030)
		ok = gr_gb18030_convert(step->cd, &in, &left, &out, &room);
	else
		ok = iconv(step->cd, &in, &left, &out, &room) != (size_t)-1
		    || errno == EINVAL || errno == E2BIG;
	*len = (size_t)(out - to);
	if (!ok || (left > CARRY_BYTES && errno != E2BIG))
		return false;
	memmove(step->raw, step->raw + have - left, left);
	step->keep = left;
	return true;
}

static enum gr_status refuse(const struct gr_decoder *decoder,
    struct gr_err *err)
{
	return gr_err_at(err, GR_EDATA, gr_source_name(decoder->source), 0,
	    NULL, "not %s [D05]",
	    decoder->undo ? GR_WORDS("a text that can be read "
	                             "back")
	                  : gr_charset_name(decoder->charset));
}

/* U+E5E5 and U+3000 both have three bytes in UTF-8.  A block of a step ends
 * with a whole character, so none is cut here. */
static void blank_e5e5(char *p, size_t n)
{
	char *end = p + n;

	while ((p = memchr(p, 0xee, (size_t)(end - p))) != NULL) {
		if (end - p >= 3 && memcmp(p, "\xee\x97\xa5", 3) == 0)
			memcpy(p, "\xe3\x80\x80", 3);
		p++;
	}
}

/* The next block of text, whatever its size, where there is room for RAW_BYTES at
 * least; *len 0 at the end. */
static enum gr_status next_text(struct gr_decoder *decoder, char *to,
    size_t room, size_t *len, struct gr_err *err)
{
	struct step *in = decoder->in;
	enum gr_status status = GR_OK;

	*len = 0;
	if (in == NULL) {
		status = gr_source_read(decoder->source, to, RAW_BYTES, len,
		    err);
		return status == GR_END ? GR_OK : status;
	}
	do {
		size_t n = 0;
		if (in->keep <= CARRY_BYTES)
			status = gr_source_read(decoder->source,
			    in->raw + in->keep, RAW_BYTES, &n, err);
		if (status == GR_END && in->keep > 0)
			return refuse(decoder, err);
		if (status != GR_OK)
			return status == GR_END ? GR_OK : status;
		if (!step_convert(in, n, to, room, len))
			return refuse(decoder, err);
	} while (*len == 0);
	if (decoder->charset == GR_GB18030)
		blank_e5e5(to, *len);
	return GR_OK;
}

/* The same, with the misreading taken back. */
static enum gr_status next_block(struct gr_decoder *decoder, char *to,
    size_t room, size_t *len, struct gr_err *err)
{
	struct step *back = decoder->back;
	enum gr_status status;

	if (!back)
		return next_text(decoder, to, room, len, err);
	do {
		status = next_text(decoder, to, room, len, err);
		if (status != GR_OK)
			return status;
		if (*len == 0)
			return back->keep > 0 ? refuse(decoder, err) : GR_OK;
		/* a block may be larger than the step takes at once */
		size_t n = *len, done = 0, made = 0, part, got = 0;
		char *text = malloc(n);
		if (!text)
			return gr_err_memory(err);
		memcpy(text, to, n);
		for (; done < n && status == GR_OK; done += part) {
			part = n - done < RAW_BYTES ? n - done : RAW_BYTES;
			memcpy(back->raw + back->keep, text + done, part);
			if (!step_convert(back, part, to + made, room - made,
			        &got)
			    || back->keep > CARRY_BYTES)
				status = refuse(decoder, err);
			made += got;
		}
		free(text);
		*len = made;
	} while (status == GR_OK && *len == 0);
	return status;
}

/* Without a CR that stands behind another. */
static size_t drop_doubled(struct gr_decoder *decoder, char *p, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		bool again = p[i] == '\r' && decoder->after_cr;

		decoder->after_cr = p[i] == '\r' && !again;
		if (!again)
			p[kept++] = p[i];
	}
	return kept;
}

static enum gr_status next_lines(struct gr_decoder *decoder, char *to,
    size_t room, size_t *len, struct gr_err *err)
{
	enum gr_status status = next_block(decoder, to, room, len, err);

	while (status == GR_OK && *len > 0 && decoder->single_cr) {
		*len = drop_doubled(decoder, to, *len);
		if (*len > 0)
			break;
		status = next_block(decoder, to, room, len, err);
	}
	return status;
}

void gr_decoder_single_cr(struct gr_decoder *decoder)
{
	decoder->single_cr = true;
}

static size_t mark_bytes(const char *p, size_t n)
{
	return n >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}

/* Bytes of a 0x1A, and of a line's end behind it, that a text ends with. */
static size_t dos_end_bytes(const char *p, size_t n)
{
	size_t at = n;

	if (at > 0 && p[at - 1] == '\n')
		at--;
	if (at > 0 && p[at - 1] == '\r')
		at--;
	return at > 0 && p[at - 1] == DOS_END ? n - at + 1 : 0;
}

/* Fill `text`.  The first block is made long enough to show a mark. */
static enum gr_status fill(struct gr_decoder *decoder, struct gr_err *err)
{
	size_t have = END_BYTES, n;
	enum gr_status status;

	do {
		if (have + RAW_BYTES > TEXT_BYTES)
			break;
		status = next_lines(decoder, decoder->text + have,
		    sizeof decoder->text - have, &n, err);
		if (status != GR_OK)
			return status;
		have += n;
	} while (!decoder->begun && n > 0 && have < END_BYTES + 3);
	decoder->next = END_BYTES;
	decoder->len = have;
	if (!decoder->begun)
		decoder->next += mark_bytes(decoder->text + END_BYTES,
		    have - END_BYTES);
	decoder->begun = true;
	decoder->at_end = have == END_BYTES;
	if (decoder->at_end)
		return GR_OK;
	decoder->next -= decoder->held;
	memcpy(decoder->text + decoder->next, decoder->end, decoder->held);
	decoder->held = dos_end_bytes(decoder->text + decoder->next,
	    decoder->len - decoder->next);
	decoder->len -= decoder->held;
	memcpy(decoder->end, decoder->text + decoder->len, decoder->held);
	return GR_OK;
}

/* Whether what comes next can be read to where it is wanted: as much at once as
 * otherwise, so that a reader that stops has read as much. */
static bool is_direct(const struct gr_decoder *decoder, size_t room)
{
	return decoder->begun && !decoder->at_end
	    && decoder->next == decoder->len && !decoder->back
	    && !decoder->single_cr && room >= RAW_BYTES + decoder->held;
}

static enum gr_status read_direct(struct gr_decoder *decoder, char *to,
    size_t room, size_t *got, struct gr_err *err)
{
	size_t n = 0, held = decoder->held;
	enum gr_status status = next_text(decoder, to + held, room - held, &n,
	    err);

	if (status != GR_OK)
		return status;
	decoder->at_end = n == 0;
	if (decoder->at_end)
		return GR_OK;
	memcpy(to, decoder->end, held);
	decoder->held = dos_end_bytes(to, held + n);
	*got = held + n - decoder->held;
	memcpy(decoder->end, to + *got, decoder->held);
	return GR_OK;
}

enum gr_status gr_decoder_read(void *opaque, char *to, size_t room, size_t *got,
    struct gr_err *err)
{
	struct gr_decoder *decoder = opaque;

	*got = 0;
	while (*got == 0 && is_direct(decoder, room)) {
		enum gr_status status = read_direct(decoder, to, room, got,
		    err);
		if (status != GR_OK)
			return status;
	}
	if (*got > 0)
		return GR_OK;
	while (decoder->next == decoder->len && !decoder->at_end) {
		enum gr_status status = fill(decoder, err);
		if (status != GR_OK)
			return status;
	}
	*got = decoder->len - decoder->next;
	if (*got > room)
		*got = room;
	memcpy(to, decoder->text + decoder->next, *got);
	decoder->next += *got;
	return *got > 0 ? GR_OK : GR_END;
}

void gr_decoder_close(struct gr_decoder *decoder)
{
	if (!decoder)
		return;
	step_close(decoder->in);
	step_close(decoder->back);
	free(decoder);
}

/* Whether the whole of what a decoder gives is strict UTF-8. */
static enum gr_status check_utf8(struct gr_decoder *decoder, bool *whole,
    struct gr_err *err)
{
	char block[CARRY_BYTES + 4096];
	size_t keep = 0, n;
	enum gr_status status;

	*whole = true;
	while ((status = gr_decoder_read(decoder, block + keep, 4096, &n, err))
	    == GR_OK) {
		n += keep;
		size_t at = gr_utf8_bad(gr_slice_make(block, n));
		if (at != SIZE_MAX && n - at > 3) {
			*whole = false;
			return GR_OK;
		}
		keep = at == SIZE_MAX ? 0 : n - at;
		memmove(block, block + n - keep, keep);
	}
	*whole = status == GR_END && keep == 0;
	return status == GR_END || status == GR_EDATA ? GR_OK : status;
}

enum gr_status gr_decoder_can_undo(struct gr_source *source,
    enum gr_charset charset, bool *whole, struct gr_err *err)
{
	struct gr_decoder *decoder;
	enum gr_status status = gr_source_rewind(source, err);

	if (status == GR_OK)
		status = gr_decoder_open(source, charset, true, &decoder, err);
	if (status != GR_OK)
		return status;
	assert(decoder != NULL);
	status = check_utf8(decoder, whole, err);
	gr_decoder_close(decoder);
	if (status != GR_OK)
		return status;
	return gr_source_rewind(source, err);
}
