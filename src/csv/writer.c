/* writer.c - RFC 4180 as it is published. */
#include "csv/writer.h"

#include "text/blank.h"
#include "text/shown.h"
#include "text/utf8.h"

bool gr_csv_is_number(struct gr_slice cell)
{
	size_t digits = 0, points = 0;

	for (size_t i = 0; i < cell.len; i++) {
		char c = cell.ptr[i];

		if (c >= '0' && c <= '9')
			digits++;
		else if (c == '.' && digits > 0 && points == 0)
			points++;
		else if (i > 0 || (c != '-' && c != '+'))
			return false;
	}
	return digits > 0 && cell.ptr[cell.len - 1] != '.';
}

static bool begins_formula(struct gr_slice s)
{
	static const char *const twins[] = { "=", "+", "-", "@", "＝", "＋",
		"－", "＠" };

	for (size_t i = 0; i < sizeof(twins) / sizeof(twins[0]); i++)
		if (gr_slice_starts(s, gr_slice_of(twins[i])))
			return true;
	return false;
}

/* Bytes of a blank, or of a control character, which programs drop. */
static size_t unseen_bytes(struct gr_slice s)
{
	uint32_t c;
	size_t n = gr_blank_bytes(s);

	/* most begin with ASCII or a hanzi */
	if (n > 0 || s.len == 0 || (s.ptr[0] > ' ' && s.ptr[0] < 0x7f)
	    || (unsigned char)s.ptr[0] >= 0xe3)
		return n;
	n = gr_utf8_next(s, &c);
	return n > 0 && gr_shown_steers(c) ? n : 0;
}

bool gr_csv_is_formula(struct gr_slice cell)
{
	struct gr_slice rest = cell;

	if (cell.len == 0 || gr_csv_is_number(cell))
		return false;
	if (cell.ptr[0] == '\t' || cell.ptr[0] == '\r')
		return true;
	for (size_t n; (n = unseen_bytes(rest)) > 0;)
		rest = gr_slice_skip(rest, n);
	return begins_formula(rest);
}

static bool needs_quotes(struct gr_slice cell)
{
	for (size_t i = 0; i < cell.len; i++)
		if (cell.ptr[i] == ',' || cell.ptr[i] == '"'
		    || cell.ptr[i] == '\n' || cell.ptr[i] == '\r')
			return true;
	return false;
}

static void add_cell(struct gr_buf *buf, struct gr_slice cell)
{
	bool guard = gr_csv_is_formula(cell);

	if (!needs_quotes(cell)) {
		if (guard)
			gr_buf_byte(buf, '\'');
		gr_buf_add(buf, cell);
		return;
	}
	gr_buf_byte(buf, '"');
	if (guard)
		gr_buf_byte(buf, '\'');
	for (size_t i = 0; i < cell.len; i++) {
		if (cell.ptr[i] == '"')
			gr_buf_byte(buf, '"');
		gr_buf_byte(buf, cell.ptr[i]);
	}
	gr_buf_byte(buf, '"');
}

void gr_csv_row(struct gr_buf *buf, const struct gr_slice *cell, size_t n)
{
	/* A line with nothing on it is no row to most readers. */
	if (n == 1 && cell[0].len == 0)
		gr_buf_text(buf, "\"\"");
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			gr_buf_byte(buf, ',');
		add_cell(buf, cell[i]);
	}
	gr_buf_byte(buf, '\n');
}
