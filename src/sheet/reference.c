/* reference.c - the places of cells */
#include "sheet/reference.h"

enum { LETTERS = 26 };

/* Reads a place at *text and stands behind it. */
static bool parse(const char **text, struct gr_cell_place *out)
{
	const char *p = *text;

	out->row = out->column = 0;
	for (p += *p == '$'; (*p | 0x20) >= 'a' && (*p | 0x20) <= 'z'; p++) {
		out->column = out->column * LETTERS
		    + (uint32_t)((*p | 0x20) - 'a' + 1);
		if (out->column > GR_SHEET_COLUMNS_MAX)
			return false;
	}
	for (p += *p == '$'; *p >= '0' && *p <= '9'; p++) {
		out->row = out->row * 10 + (uint32_t)(*p - '0');
		if (out->row > GR_SHEET_ROWS_MAX)
			return false;
	}
	*text = p;
	return out->row > 0 && out->column > 0;
}

bool gr_cell_place_parse(const char *text, struct gr_cell_place *out)
{
	return parse(&text, out) && *text == '\0';
}

bool gr_cell_range_parse(const char *text, struct gr_cell_range *out)
{
	if (!parse(&text, &out->first))
		return false;
	out->last = out->first;
	return *text == '\0'
	    || (*text++ == ':' && parse(&text, &out->last) && *text == '\0'
	        && out->first.row <= out->last.row
	        && out->first.column <= out->last.column);
}

void gr_cell_column_print(struct gr_buf *buf, uint32_t column)
{
	char letter[8];
	size_t n = sizeof letter;

	for (; column > 0; column = (column - 1) / LETTERS)
		letter[--n] = (char)('A' + (column - 1) % LETTERS);
	gr_buf_add(buf, gr_slice_make(letter + n, sizeof letter - n));
}
