/* charset.c - which character set a delivery is written in, or why in none. */
#include <errno.h>
#include <iconv.h>
#include <inttypes.h>
#include <stdlib.h>

#include "csv/charset.h"
#include "csv/foreign.h"
#include "csv/gb18030.h"
#include "csv/gb18030_look.h"
#include "csv/line_ends.h"
#include "csv/scan.h"
#include "text/utf8.h"

#include "csv/charset_internal.h"

enum {
	BLOCK_BYTES = 64 * 1024,
	CARRY_BYTES = 8, /* a cut character, or a cut sign of damage */
	SNIFF_BYTES = 4096,
	FOREIGN_BYTES = 1 << 20 /* that tell which set a text is in */
};

/* What reading the file once has shown. */
struct look {
	struct gr_source *source;
	char *block; /* CARRY_BYTES + BLOCK_BYTES */
	char *text;  /* decoded: 4 * BLOCK_BYTES */
	struct gr_text_facts facts;
	struct gr_foreign foreign;
	struct gr_line_ends ends;
	bool shifts; /* a '~' or an escape, with which HZ and its like begin */
	uint64_t offset;            /* of the byte after the block */
	char seam[2 * CARRY_BYTES]; /* the end of the text seen so far */
	size_t seam_bytes;
};

static enum gr_status next_block(struct look *look, size_t keep, size_t *n,
    struct gr_err *err)
{
	enum gr_status status = gr_source_read(look->source, look->block + keep,
	    BLOCK_BYTES, n, err);

	if (status == GR_OK)
		look->offset += *n;
	*n += keep;
	return status;
}

/* The line that a byte stands in, for a message: read it all again. */
static enum gr_status line_of(struct look *look, uint64_t byte, uint64_t *line,
    struct gr_err *err)
{
	enum gr_status status = gr_source_rewind(look->source, err);
	bool after_cr = false;
	size_t n;

	*line = 1;
	while (status == GR_OK && byte > 0) {
		status = gr_source_read(look->source, look->block, BLOCK_BYTES,
		    &n, err);
		for (size_t i = 0; status == GR_OK && i < n && byte > 0; i++) {
			char c = look->block[i];
			*line += (c == '\n' && !after_cr) || c == '\r';
			after_cr = c == '\r';
			byte--;
		}
	}
	return status == GR_END ? GR_OK : status;
}

static enum gr_status refuse_byte(struct look *look, uint64_t offset,
    unsigned char byte, const char *why, struct gr_err *err)
{
	uint64_t line;
	enum gr_status status = line_of(look, offset, &line, err);

	if (status != GR_OK)
		return status;
	return gr_err_at(err, GR_EDATA, gr_source_name(look->source), line,
	    NULL, "byte %" PRIu64 " (0x%02X): %s", offset + 1, byte, why);
}

static enum gr_status refuse_kind(struct look *look, const char *kind,
    const char *rule, struct gr_err *err)
{
	return gr_err_at(err, GR_EDATA, gr_source_name(look->source), 1, NULL,
	    "this is %s, not a CSV text [%s]", kind, rule);
}

/* Look at the line ends in the text's next `n` bytes, and for damage in them
 * and across the seam. */
static void note_text(struct look *look, const char *p, size_t n)
{
	char *seam = look->seam;
	size_t head = n < CARRY_BYTES ? n : CARRY_BYTES;

	gr_line_ends_add(&look->ends, p, n);
	if (look->facts.damaged || n == 0)
		return;
	memcpy(seam + look->seam_bytes, p, head);
	look->seam_bytes += head;
	look->facts.damaged = gr_scan_damage(seam, look->seam_bytes)
	    || gr_scan_damage(p, n);
	if (n >= CARRY_BYTES) {
		memcpy(seam, p + n - CARRY_BYTES, CARRY_BYTES);
		look->seam_bytes = CARRY_BYTES;
	} else if (look->seam_bytes > CARRY_BYTES) {
		memmove(seam, seam + look->seam_bytes - CARRY_BYTES,
		    CARRY_BYTES);
		look->seam_bytes = CARRY_BYTES;
	}
}

/* Look at the first block: a kind of file that is no text, a byte order mark.
 * *decided: the character set is known from the mark. */
static enum gr_status sniff(struct look *look, bool *decided,
    struct gr_err *err)
{
	size_t have = 0, n = 0;
	enum gr_status status = GR_OK;

	while (status == GR_OK && have < SNIFF_BYTES) {
		status = gr_source_read(look->source, look->block + have,
		    SNIFF_BYTES - have, &n, err);
		have += n;
	}
	if (status != GR_OK && status != GR_END)
		return status;
	const char *p = look->block;
	const char *kind = gr_kind_of_file(p, have);
	if (kind)
		return refuse_kind(look, kind, "D09", err);
	if (have >= 4
	    && (memcmp(p, "\xff\xfe\0\0", 4) == 0
	        || memcmp(p, "\0\0\xfe\xff", 4) == 0))
		return refuse_kind(look, "UTF-32", "D05", err);
	*decided = have >= 2
	    && (memcmp(p, "\xff\xfe", 2) == 0 || memcmp(p, "\xfe\xff", 2) == 0);
	if (*decided)
		look->facts.charset = *p == '\xff' ? GR_UTF16LE : GR_UTF16BE;
	else if (memchr(p, '\0', have) && (kind = gr_kind_of_nuls(p, have)))
		return refuse_kind(look, kind, "D10", err);
	return gr_source_rewind(look->source, err);
}

/* A set that has a name, and that we do not read. */
static enum gr_status refuse_set(struct look *look, const char *set,
    struct gr_err *err)
{
	return gr_err_at(err, GR_EDATA, gr_source_name(look->source), 1, NULL,
	    "the text is %s, which is not read: save it as UTF-8 [D05]", set);
}

static enum gr_status refuse_nul(struct look *look, uint64_t offset,
    struct gr_err *err)
{
	return refuse_byte(look, offset, 0, "a NUL byte is no text [D10]", err);
}

/* Whether these last bytes begin a character of UTF-8 and do not end it. */
static bool is_cut(const char *p, size_t n)
{
	unsigned char lead = (unsigned char)p[0];
	size_t want = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;

	if (lead < 0xc2 || lead > 0xf4 || n >= want)
		return false;
	for (size_t i = 1; i < n; i++)
		if (((unsigned char)p[i] & 0xc0) != 0x80)
			return false;
	return true;
}

/* Round 1: is all of it strict UTF-8?  *bad is the first byte that is not, or
 * UINT64_MAX; *cut: all that is wrong is that the last character is cut. */
static enum gr_status try_utf8(struct look *look, uint64_t *bad,
    unsigned char *bad_byte, bool *cut, struct gr_err *err)
{
	size_t keep = 0, n;
	enum gr_status status;

	*bad = UINT64_MAX;
	look->facts.ascii = true;
	while ((status = next_block(look, keep, &n, err)) == GR_OK) {
		struct gr_slice s = gr_slice_make(look->block, n);
		const char *nul = memchr(s.ptr + keep, '\0', n - keep);
		if (nul)
			return refuse_nul(look,
			    look->offset - n + (uint64_t)(nul - s.ptr), err);
		note_text(look, s.ptr + keep, n - keep);
		size_t at = gr_utf8_bad(s);
		if (at != SIZE_MAX && n - at > 3) {
			*bad = look->offset - n + at;
			*bad_byte = (unsigned char)s.ptr[at];
			return GR_OK;
		}
		look->shifts |= look->facts.ascii
		    && (memchr(s.ptr, '~', n) || memchr(s.ptr, 0x1b, n));
		for (size_t i = keep; look->facts.ascii && i < n; i++)
			look->facts.ascii = (unsigned char)s.ptr[i] < 0x80;
		keep = at == SIZE_MAX ? 0 : n - at;
		memmove(look->block, s.ptr + n - keep, keep);
	}
	if (status == GR_END && keep > 0) {
		*bad = look->offset - keep;
		*bad_byte = (unsigned char)look->block[0];
		*cut = is_cut(look->block, keep);
	}
	return status == GR_END ? GR_OK : status;
}

/* Whether a text of ASCII is one of a set that has seven bits. */
static enum gr_status check_shifts(struct look *look, struct gr_err *err)
{
	enum gr_status status = gr_source_rewind(look->source, err);
	const char *set;
	size_t n;

	while (
	    status == GR_OK && (status = next_block(look, 0, &n, err)) == GR_OK)
		gr_foreign_add_seven_bit(&look->foreign, look->block, n);
	if (status != GR_END)
		return status;
	set = gr_foreign_seven_bit(&look->foreign);
	return set != NULL ? refuse_set(look, set, err) : GR_OK;
}

/* ---- round 2: GB18030, or a mixture ---- */

/* Decode a block by iconv to see whether it can be; *used as far as it goes.
 * False at a byte that does not decode. */
static bool convert(iconv_t cd, struct look *look, size_t n, size_t *used,
    size_t *text_bytes)
{
	char *in = look->block, *out = look->text;
	size_t left = n, room = 4 * BLOCK_BYTES;
	bool ok;

	if (look->facts.charset == GR_GB18030)
		ok = gr_gb18030_convert(cd, &in, &left, &out, &room)
		    && errno != E2BIG;
	else
		ok = iconv(cd, &in, &left, &out, &room) != (size_t)-1
		    || errno == EINVAL;
	*used = n - left;
	*text_bytes = (size_t)(out - look->text);
	return ok;
}

/* Look at a block of GB18030 without decoding it all; false, and nothing is
 * noted, if that does not tell what is asked. */
static bool look_through(iconv_t cd, struct look *look, size_t n, size_t *used)
{
	struct gr_gb18030_ends ends;

	if (look->facts.charset != GR_GB18030
	    || !gr_gb18030_look(cd, look->block, n, &ends)
	    || (!look->facts.damaged && gr_scan_damage(look->block, n)))
		return false;
	note_text(look, ends.head, ends.head_bytes);
	gr_line_ends_add(&look->ends, look->block + ends.from,
	    ends.to - ends.from);
	look->seam_bytes = 0;
	note_text(look, ends.tail, ends.tail_bytes);
	*used = ends.used;
	return true;
}

/* Run `charset` over the whole file.  *bad: the first byte that does not
 * decode, or UINT64_MAX.  `e` may be NULL; with it the file is read to its end
 * even so. */
static enum gr_status try_iconv(struct look *look, iconv_t cd,
    struct gr_evidence *e, uint64_t *bad, unsigned char *bad_byte,
    struct gr_err *err)
{
	size_t keep = 0, n, used, text_bytes;
	enum gr_status status;

	*bad = UINT64_MAX;
	while ((status = next_block(look, keep, &n, err)) == GR_OK) {
		const char *nul = e ? memchr(look->block + keep, '\0', n - keep)
		                    : NULL;
		if (nul)
			return refuse_nul(look,
			    look->offset - n + (uint64_t)(nul - look->block),
			    err);
		if (e)
			gr_evidence_add(e, look->block + keep, n - keep);
		if (e && look->offset <= FOREIGN_BYTES)
			gr_foreign_add(&look->foreign, look->block + keep,
			    n - keep);
		if (*bad != UINT64_MAX)
			continue;
		bool ok = look_through(cd, look, n, &used);
		if (!ok) {
			ok = convert(cd, look, n, &used, &text_bytes);
			note_text(look, look->text, text_bytes);
			if (memchr(look->text, '\0', text_bytes))
				return refuse_kind(look,
				    "a text with NUL characters", "D10", err);
		}
		keep = n - used;
		if (!ok || keep > CARRY_BYTES) {
			*bad = look->offset - keep;
			*bad_byte = (unsigned char)look->block[used];
			keep = 0;
			if (!e)
				return GR_OK;
		}
		memmove(look->block, look->block + used, keep);
	}
	if (status == GR_END && keep > 0) {
		*bad = look->offset - keep;
		*bad_byte = (unsigned char)look->block[0];
	}
	return status == GR_END ? GR_OK : status;
}

static enum gr_status refuse_mixed(struct look *look,
    const struct gr_evidence *e, struct gr_err *err)
{
	bool to_gb = e->first == GR_LINE_UTF8;

	return gr_err_at(err, GR_EDATA, gr_source_name(look->source),
	    e->changed, NULL,
	    "the text is %s up to here and %s from this line "
	    "on: two files in one? [D08]",
	    to_gb ? "UTF-8" : "GB18030", to_gb ? "GB18030" : "UTF-8");
}

/* Not UTF-8 (at byte `bad_utf8`): GB18030, a mixture, or neither. */
static enum gr_status second_round(struct look *look, iconv_t cd,
    uint64_t bad_utf8, unsigned char bad_utf8_byte, bool cut,
    struct gr_err *err)
{
	struct gr_evidence e;
	unsigned char byte = 0;
	uint64_t bad;
	enum gr_status status = gr_source_rewind(look->source, err);

	gr_evidence_begin(&e);
	look->offset = look->seam_bytes = 0;
	look->ends = (struct gr_line_ends){ .seen = false };
	look->facts.charset = GR_GB18030;
	look->facts.ascii = look->facts.damaged = false;
	if (status == GR_OK)
		status = try_iconv(look, cd, &e, &bad, &byte, err);
	if (status != GR_OK)
		return status;
	gr_evidence_end(&e);
	const char *set = e.first == GR_LINE_UTF8
	    ? NULL
	    : gr_foreign_name(&look->foreign, bad == UINT64_MAX);
	if (set != NULL)
		return refuse_set(look, set, err);
	look->facts.guess = gr_foreign_guess(&look->foreign);
	if (cut && e.first == GR_LINE_UTF8)
		return refuse_byte(look, bad_utf8, bad_utf8_byte,
		    "the text is cut off within a character [D05]", err);
	if (e.changed > 0)
		return refuse_mixed(look, &e, err);
	if (bad == UINT64_MAX && e.first != GR_LINE_UTF8)
		return GR_OK;
	if (e.first != GR_LINE_UTF8)
		return refuse_byte(look, bad, byte,
		    "neither UTF-8 nor GB18030; another character set, or cut "
		    "off [D05]",
		    err);
	return refuse_byte(look, bad_utf8, bad_utf8_byte,
	    "not UTF-8 here, though the text before it is; damaged, or cut off "
	    "[D05]",
	    err);
}

static enum gr_status decide_utf16(struct look *look, iconv_t cd,
    struct gr_err *err)
{
	uint64_t bad;
	unsigned char byte = 0;
	enum gr_status status = try_iconv(look, cd, NULL, &bad, &byte, err);

	if (status != GR_OK || bad == UINT64_MAX)
		return status;
	return gr_err_at(err, GR_EDATA, gr_source_name(look->source), 0, NULL,
	    "byte %" PRIu64 " (0x%02X): not UTF-16, though it begins with its "
	    "byte order mark [D05]",
	    bad + 1, byte);
}

/* A converter, and room for what comes out of it. */
static enum gr_status open_iconv(struct look *look, enum gr_charset charset,
    iconv_t *cd, struct gr_err *err)
{
	look->text = malloc(4 * BLOCK_BYTES);
	if (!look->text)
		return gr_err_memory(err);
	*cd = iconv_open("UTF-8", gr_charset_name(charset));
	if (*cd == (iconv_t)-1)
		return gr_err_sys(err, NULL, "iconv");
	return GR_OK;
}

static enum gr_status decide_8bit(struct look *look, struct gr_err *err)
{
	uint64_t bad;
	unsigned char byte = 0;
	bool cut = false;
	enum gr_status status = try_utf8(look, &bad, &byte, &cut, err);

	if (status != GR_OK || bad == UINT64_MAX)
		return status == GR_OK && look->facts.ascii && look->shifts
		    ? check_shifts(look, err)
		    : status;
	iconv_t cd = (iconv_t)-1;
	status = open_iconv(look, GR_GB18030, &cd, err);
	if (status != GR_OK)
		return status;
	status = second_round(look, cd, bad, byte, cut, err);
	iconv_close(cd);
	return status;
}

static enum gr_status decide(struct look *look, struct gr_err *err)
{
	bool is_utf16 = false;
	enum gr_status status = sniff(look, &is_utf16, err);

	if (status != GR_OK)
		return status;
	if (!is_utf16)
		return decide_8bit(look, err);
	iconv_t cd = (iconv_t)-1;
	status = open_iconv(look, look->facts.charset, &cd, err);
	if (status != GR_OK)
		return status;
	status = decide_utf16(look, cd, err);
	iconv_close(cd);
	return status;
}

enum gr_status gr_charset_decide(struct gr_source *source,
    struct gr_text_facts *out, struct gr_err *err)
{
	struct look look = { .source = source };

	look.block = malloc(CARRY_BYTES + BLOCK_BYTES);
	enum gr_status status = look.block ? decide(&look, err)
	                                   : gr_err_memory(err);
	free(look.block);
	free(look.text);
	if (status != GR_OK)
		return status;
	look.facts.doubled_cr = gr_line_ends_are_doubled(&look.ends);
	*out = look.facts;
	return gr_source_rewind(source, err);
}

const char *gr_charset_name(enum gr_charset charset)
{
	static const char *const name[] = {
		[GR_UTF8] = "UTF-8",
		[GR_GB18030] = "GB18030",
		[GR_UTF16LE] = "UTF-16LE",
		[GR_UTF16BE] = "UTF-16BE",
	};
	return name[charset];
}
