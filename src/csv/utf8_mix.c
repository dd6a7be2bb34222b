/* utf8_mix.c - which lines of a file read as UTF-8 and which do not. */
#include "csv/charset_internal.h"

#include <string.h>

static void end_line(struct gr_evidence *e)
{
	enum gr_row_print_kind kind = GR_LINE_EITHER;
	bool utf8 = e->utf8_ok && e->need == 0;

	if (utf8 && e->wide)
		kind = GR_LINE_UTF8;
	else if (!utf8 && e->gb_ok && e->gb == 0)
		kind = GR_LINE_GB;
	if (kind != GR_LINE_EITHER && e->first == GR_LINE_EITHER)
		e->first = kind;
	if (kind != GR_LINE_EITHER && kind != e->first && e->changed == 0)
		e->changed = e->line;
	e->need = e->gb = 0;
	e->utf8_ok = e->gb_ok = true;
	e->wide = false;
}

static void add_utf8(struct gr_evidence *e, unsigned char c)
{
	if (e->need > 0) {
		e->utf8_ok &= c >= e->low && c <= e->high;
		e->low = 0x80;
		e->high = 0xbf;
		e->need--;
		return;
	}
	if (c < 0x80)
		return;
	e->utf8_ok &= c >= 0xc2 && c <= 0xf4;
	e->need = c < 0xe0 ? 1 : c < 0xf0 ? 2 : 3;
	e->wide |= c >= 0xe0;
	e->low = c == 0xe0 ? 0xa0 : c == 0xf0 ? 0x90 : 0x80;
	e->high = c == 0xed ? 0x9f : c == 0xf4 ? 0x8f : 0xbf;
}

static void add_gb(struct gr_evidence *e, unsigned char c)
{
	bool lead = c >= 0x81 && c <= 0xfe;
	bool digit = c >= '0' && c <= '9';

	switch (e->gb) {
	case 0:
		e->gb = lead;
		e->gb_ok &= lead || c < 0x80; /* an € of 0x80 proves nothing */
		break;
	case 1:
		e->gb = digit ? 2 : 0;
		e->gb_ok &= digit || (c >= 0x40 && c != 0x7f && c != 0xff);
		break;
	case 2:
		e->gb = 3;
		e->gb_ok &= lead;
		break;
	default:
		e->gb = 0;
		e->gb_ok &= digit;
		break;
	}
}

/* Bytes up to the end of a line, or all; looked for a piece at a time, since it
 * may be one of two. */
static size_t rest_of_line(const char *p, size_t n)
{
	enum { PIECE = 256 };

	for (size_t i = 0; i < n; i += PIECE) {
		size_t piece = n - i < PIECE ? n - i : PIECE;
		const char *lf = memchr(p + i, '\n', piece);
		const char *cr = memchr(p + i, '\r',
		    lf ? (size_t)(lf - p) - i : piece);

		if (cr || lf)
			return (size_t)((cr ? cr : lf) - p);
	}
	return n;
}

void gr_evidence_add(struct gr_evidence *e, const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		/* one more that is not UTF-8, in whatever form, is no news */
		if (!e->utf8_ok && e->first == GR_LINE_GB) {
			i += rest_of_line(p + i, n - i);
			if (i == n)
				return;
		}
		unsigned char c = (unsigned char)p[i];
		if (c == '\n' && e->after_cr) {
			e->after_cr = false;
			continue;
		}
		e->after_cr = c == '\r';
		if (c == '\n' || c == '\r') {
			end_line(e);
			e->line++;
			continue;
		}
		add_utf8(e, c);
		add_gb(e, c);
	}
}

void gr_evidence_begin(struct gr_evidence *e)
{
	*e = (struct gr_evidence){ .utf8_ok = true, .gb_ok = true, .line = 1 };
}

void gr_evidence_end(struct gr_evidence *e)
{
	end_line(e);
}
