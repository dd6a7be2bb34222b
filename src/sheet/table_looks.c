/* table_looks.c - what the cells of a workbook of tables look like */
#include "sheet/table_looks.h"

enum {
	COLOUR_DARK = 0x1F5C46,
	COLOUR_PALE = 0xE6F1EC,
	COLOUR_GREY = 0x6B7280,
	COLOUR_WHITE = 0xFFFFFF,
	COLOUR_LINK = 0x0B5CAD,
	COLOUR_LINE = 0x9FB8AD
};

/* Number formats: texts stay texts when their cell is edited. */
static const struct {
	const char *number; /* NULL: as it is */
	double size;
	lxw_color_t colour, ground; /* 0: none */
	bool bold, wraps, centred;
} looks[GR_BOOK_LOOKS] = {
	[GR_BOOK_TEXT] = { "@", 0, 0, 0, false, false, false },
	[GR_BOOK_WRAPPED] = { "@", 0, 0, 0, false, true, false },
	[GR_BOOK_NUMBER] = { NULL, 0, 0, 0, false, false, false },
	[GR_BOOK_YEAR] = { "0", 0, 0, 0, false, false, true },
	[GR_BOOK_WHOLE] = { "#,##0", 0, 0, 0, false, false, false },
	[GR_BOOK_PERCENT] = { "0.00##\"%\"", 0, 0, 0, false, false, false },
	[GR_BOOK_CHANGE] = { "+0.00;-0.00;0.00", 0, 0, 0, false, false, false },
	[GR_BOOK_POINTS] = { "0.00", 0, 0, 0, false, false, false },
	[GR_BOOK_HEADING] = { "@", 10, COLOUR_WHITE, COLOUR_DARK, true, true,
	    true },
	[GR_BOOK_NAME] = { "@", 8, COLOUR_GREY, COLOUR_PALE, false, false,
	    false },
	[GR_BOOK_LINK] = { "@", 0, COLOUR_LINK, 0, false, false, false },
	[GR_BOOK_LABEL] = { "@", 0, 0, 0, true, true, false },
	[GR_BOOK_TITLE] = { "@", 22, COLOUR_DARK, 0, true, false, false },
	[GR_BOOK_SUBTITLE] = { "@", 12, COLOUR_GREY, 0, false, false, false },
	[GR_BOOK_LARGE] = { "#,##0.####", 16, COLOUR_DARK, 0, true, false,
	    false },
};

lxw_format *gr_table_look(lxw_workbook *book, unsigned look)
{
	const unsigned own = look % GR_BOOK_TOTAL;
	lxw_format *format = workbook_add_format(book);

	if (format == NULL)
		return NULL;
	if (looks[own].number != NULL)
		format_set_num_format(format, looks[own].number);
	if (looks[own].size > 0)
		format_set_font_size(format, looks[own].size);
	if (looks[own].colour != 0)
		format_set_font_color(format, looks[own].colour);
	if (looks[own].ground != 0)
		format_set_bg_color(format, looks[own].ground);
	if (looks[own].bold || look >= GR_BOOK_TOTAL)
		format_set_bold(format);
	if (looks[own].wraps)
		format_set_text_wrap(format);
	if (looks[own].centred)
		format_set_align(format, LXW_ALIGN_CENTER);
	if (own == GR_BOOK_TEXT || own == GR_BOOK_WRAPPED || own == GR_BOOK_NAME
	    || own == GR_BOOK_LINK)
		format_set_indent(format, 1); /* away from a number before it */
	if (own == GR_BOOK_LINK)
		format_set_underline(format, LXW_UNDERLINE_SINGLE);
	if (own == GR_BOOK_LARGE)
		format_set_align(format, LXW_ALIGN_LEFT);
	format_set_align(format,
	    looks[own].wraps && own != GR_BOOK_HEADING
	        ? LXW_ALIGN_VERTICAL_TOP
	        : LXW_ALIGN_VERTICAL_CENTER);
	if (look >= GR_BOOK_TOTAL) {
		format_set_bg_color(format, COLOUR_PALE);
		format_set_top(format, LXW_BORDER_THIN);
		format_set_top_color(format, COLOUR_LINE);
	}
	return format;
}
