/* remark_drawing.c - the shapes in which comments are shown (VML)
 *
 * What Excel writes here need not be XML (<br> without an end), so the part is
 * taken as text: shapes are put before its end.
 */
#include "sheet/remark_internal.h"

enum {
	DRAWING_MAX_BYTES = 64 << 20,
	FIRST_SHAPE = 1025,
	TEXT_LINE_BYTES = 45, /* of a box of three columns */
	LINES_MIN = 4,
	LINES_MAX = 20
};

#define SHAPE_ID "_x0000_s"
#define SHAPE_TYPE "_x0000_t202"

static enum gr_status take(void *context, struct gr_slice block,
    struct gr_err *err)
{
	struct gr_buf *text = context;

	if (text->len + block.len > DRAWING_MAX_BYTES)
		return gr_err_set(err, GR_EDATA,
		    "a workbook with a drawing of more than %d bytes [W02]",
		    DRAWING_MAX_BYTES);
	gr_buf_add(text, block);
	return gr_buf_check(text, err);
}

static const char opening[] =
    "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" "
    "xmlns:o=\"urn:schemas-microsoft-com:office:office\" "
    "xmlns:x=\"urn:schemas-microsoft-com:office:excel\">"
    "<o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"1\"/>"
    "</o:shapelayout>";

/* Spaces of names, where a drawing that is there may call them otherwise. */
static const char spaces[] =
    " xmlns:v=\"urn:schemas-microsoft-com:vml\""
    " xmlns:o=\"urn:schemas-microsoft-com:office:office\""
    " xmlns:x=\"urn:schemas-microsoft-com:office:excel\"";

static void put_type(struct gr_buf *out, const char *own)
{
	gr_buf_format(out,
	    "<v:shapetype id=\"" SHAPE_TYPE "\"%s coordsize=\"21600,21600\" "
	    "o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\">"
	    "<v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" "
	    "o:connecttype=\"rect\"/></v:shapetype>",
	    own);
}

/* The last number of a shape that there is. */
static uint64_t last_shape(struct gr_slice text)
{
	uint64_t last = FIRST_SHAPE - 1;

	for (size_t at;
	     (at = gr_slice_find(text, GR_S(SHAPE_ID))) != SIZE_MAX;) {
		uint64_t n = 0;

		text = gr_slice_skip(text, at + strlen(SHAPE_ID));
		for (; text.len > 0 && text.ptr[0] >= '0' && text.ptr[0] <= '9'
		     && n < UINT32_MAX;
		     text = gr_slice_skip(text, 1))
			n = n * 10 + (uint64_t)(text.ptr[0] - '0');
		last = n > last ? n : last;
	}
	return last;
}

static unsigned lines_of(struct gr_slice text)
{
	unsigned lines = 1;
	size_t line = 0;

	for (size_t i = 0; i < text.len; i++, line++)
		if (text.ptr[i] == '\n' || line == TEXT_LINE_BYTES) {
			lines++;
			line = 0;
		}
	lines = lines < LINES_MIN ? LINES_MIN : lines;
	return lines > LINES_MAX ? LINES_MAX : lines;
}

static void put_shape(struct gr_buf *out, const struct gr_remark *remark,
    uint64_t number, const char *own)
{
	uint32_t row = remark->at.row - 1, column = remark->at.column - 1;
	uint32_t top = row > 0 ? row - 1 : 0;
	uint32_t left = column + 1 < GR_SHEET_COLUMNS_MAX - 3
	    ? column + 1
	    : GR_SHEET_COLUMNS_MAX - 4;

	gr_buf_format(out,
	    "<v:shape id=\"" SHAPE_ID "%llu\"%s type=\"#" SHAPE_TYPE "\" "
	    "style=\"position:absolute;visibility:hidden\" "
	    "fillcolor=\"#ffffe1\" o:insetmode=\"auto\">"
	    "<v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\" "
	    "obscured=\"t\"/><v:path o:connecttype=\"none\"/>"
	    "<v:textbox style=\"mso-direction-alt:auto\">"
	    "<div style=\"text-align:left\"></div></v:textbox>",
	    (unsigned long long)number, own);
	gr_buf_format(out,
	    "<x:ClientData ObjectType=\"Note\"><x:MoveWithCells/>"
	    "<x:SizeWithCells/><x:Anchor>%u, 15, %u, 4, %u, 15, %u, 4"
	    "</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>%u</x:Row>"
	    "<x:Column>%u</x:Column></x:ClientData></v:shape>",
	    left, top, left + 3, top + lines_of(remark->text), row, column);
}

static void put_shapes(const struct gr_remark_sheet *s, struct gr_buf *out,
    const bool *has, uint64_t last, const char *own)
{
	for (size_t i = 0; i < s->n; i++)
		if (!has[i])
			put_shape(out, &s->remark[i], ++last, own);
}

/* Where the last </xml> stands, or SIZE_MAX. */
static size_t end_of(struct gr_slice text)
{
	static const char tag[] = "</xml>";

	for (size_t i = text.len; i >= sizeof tag - 1; i--)
		if (memcmp(text.ptr + i - (sizeof tag - 1), tag, sizeof tag - 1)
		    == 0)
			return i - (sizeof tag - 1);
	return SIZE_MAX;
}

enum gr_status gr_remark_drawing_write(struct gr_remark_sheet *s, size_t member,
    const bool *has, int fd, struct gr_err *err)
{
	struct gr_buf old = { 0 }, text = { 0 };
	enum gr_status status = GR_OK;

	if (member == GR_PACKAGE_NO_MEMBER) {
		gr_buf_text(&old, opening);
		put_type(&old, "");
		gr_buf_text(&old, "</xml>");
	} else {
		status = gr_package_read(s->book->package, member, take, &old,
		    err);
	}
	struct gr_slice all = gr_buf_slice(&old);
	size_t end = end_of(all);
	if (status == GR_OK && end == SIZE_MAX)
		status = gr_err_at(err, GR_EDATA, s->book->name, 0, NULL,
		    "a workbook with a drawing that has no end [W01]");
	if (status == GR_OK) {
		const char *own = member == GR_PACKAGE_NO_MEMBER ? "" : spaces;

		gr_buf_add(&text, gr_slice_make(all.ptr, end));
		if (gr_slice_find(all, GR_S("\"" SHAPE_TYPE "\"")) == SIZE_MAX
		    && gr_slice_find(all, GR_S("'" SHAPE_TYPE "'")) == SIZE_MAX)
			put_type(&text, own);
		put_shapes(s, &text, has, last_shape(all), own);
		gr_buf_add(&text, gr_slice_skip(all, end));
		status = gr_remark_write_text(fd, &text, err);
	}
	gr_buf_free(&old);
	gr_buf_free(&text);
	return status;
}
