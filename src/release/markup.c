/* markup.c - a document written as HTML or as Markdown by the same calls. */
#include "release/markup.h"

#include <nettle/base64.h>
#include <nettle/sha2.h>

#include "csv/writer.h"
#include "text/width.h"

/* ---- escaping ---- */

static bool is_control(char c)
{
	return ((unsigned char)c < ' ') || c == '\x7f';
}

/* How many bytes at `at` are a code point that no document may hold: U+0080 to
 * U+009F, U+FDD0 to U+FDEF, and the last two of every plane. */
static size_t no_character(struct gr_slice text, size_t at)
{
	const unsigned char *b = (const unsigned char *)text.ptr + at;
	size_t n = text.len - at;

	if (n >= 2 && b[0] == 0xc2 && b[1] < 0xa0)
		return 2;
	if (n >= 3 && b[0] == 0xef
	    && ((b[1] == 0xb7 && b[2] >= 0x90 && b[2] <= 0xaf)
	        || (b[1] == 0xbf && b[2] >= 0xbe)))
		return 3;
	if (n >= 4 && b[0] >= 0xf0 && (b[1] & 0x0f) == 0x0f && b[2] == 0xbf
	    && b[3] >= 0xbe)
		return 4;
	return 0;
}

void gr_markup_html(struct gr_buf *to, struct gr_slice text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		size_t none = (unsigned char)c >= 0x80 ? no_character(text, i)
		                                       : 0;

		if (none > 0) {
			gr_buf_text(to, "\xef\xbf\xbd");
			i += none - 1;
		} else if (c == '&')
			gr_buf_text(to, "&amp;");
		else if (c == '<')
			gr_buf_text(to, "&lt;");
		else if (c == '>')
			gr_buf_text(to, "&gt;");
		else if (c == '"')
			gr_buf_text(to, "&quot;");
		else if (c == '\'')
			gr_buf_text(to, "&#39;");
		else
			gr_buf_byte(to, is_control(c) ? ' ' : c);
	}
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* What would begin a heading, a list, a rule: only at the start of a block,
 * and no number does. */
static bool begins_block(struct gr_slice text, size_t *mark)
{
	size_t i = 0;

	while (i < text.len && is_digit(text.ptr[i]))
		i++;
	*mark = i;
	if (i == text.len || strchr(i > 0 ? ".)" : "#+-=", text.ptr[i]) == NULL)
		return false;
	return i + 1 == text.len || !is_digit(text.ptr[i + 1]);
}

/* HTML is allowed in Markdown, so what could be a tag is an entity, which no
 * renderer undoes; all else gets a backslash. */
static void escape_markdown(struct gr_buf *to, struct gr_slice text,
    bool block_start)
{
	size_t mark = 0;
	bool begins = block_start && begins_block(text, &mark);

	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (is_control(c)) {
			gr_buf_byte(to, ' ');
		} else if (c == '&' || c == '<' || c == '>') {
			gr_markup_html(to, gr_slice_make(&text.ptr[i], 1));
		} else {
			if ((c != '\0' && strchr("\\`*_[]|~$", c) != NULL)
			    || (begins && i == mark))
				gr_buf_byte(to, '\\');
			gr_buf_byte(to, c);
		}
	}
}

static void escape(struct gr_markup *m, struct gr_slice text)
{
	if (m->format == GR_MARKUP_HTML)
		gr_markup_html(m->to, text);
	else
		escape_markdown(m->to, text, m->block_start);
	m->block_start = m->block_start && text.len == 0;
}

/* ---- the document ---- */

void gr_markup_hash(struct gr_buf *to, struct gr_slice bytes)
{
	struct sha256_ctx sha;
	uint8_t digest[SHA256_DIGEST_SIZE];
	char text[BASE64_ENCODE_RAW_LENGTH(SHA256_DIGEST_SIZE)];

	sha256_init(&sha);
	sha256_update(&sha, bytes.len, (const uint8_t *)bytes.ptr);
	sha256_digest(&sha, sizeof(digest), digest);
	base64_encode_raw(text, sizeof(digest), digest);
	gr_buf_add(to, gr_slice_make(text, sizeof(text)));
}

void gr_markup_begin(struct gr_markup *m, struct gr_buf *to,
    enum gr_markup_format format, const char *lang, struct gr_slice title)
{
	struct gr_buf style = { 0 };

	*m = (struct gr_markup){ .to = to, .format = format };
	if (format == GR_MARKUP_MARKDOWN)
		return;
	gr_markup_style(&style);
	gr_buf_format(to,
	    "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n"
	    "<meta charset=\"utf-8\">\n"
	    "<meta http-equiv=\"Content-Security-Policy\" "
	    "content=\"default-src 'none'; base-uri 'none'; "
	    "form-action 'none'; style-src 'sha256-",
	    lang);
	gr_markup_hash(to, gr_buf_slice(&style));
	gr_buf_text(to,
	    "'\">\n<meta name=\"viewport\" "
	    "content=\"width=device-width, initial-scale=1\">\n<title>");
	gr_markup_html(to, title);
	gr_buf_text(to, "</title>\n<style>");
	gr_buf_add(to, gr_buf_slice(&style));
	gr_buf_text(to, "</style>\n</head>\n<body>\n<main>\n");
	to->failed = to->failed || style.failed;
	gr_buf_free(&style);
}

void gr_markup_end(struct gr_markup *m)
{
	if (m->format == GR_MARKUP_HTML)
		gr_buf_text(m->to, "</main>\n</body>\n</html>\n");
}

static void put_heading(struct gr_markup *m, unsigned level,
    struct gr_slice text)
{
	bool html = m->format == GR_MARKUP_HTML;

	if (html)
		gr_buf_format(m->to, "<h%u>", level);
	for (unsigned i = 0; !html && i < level; i++)
		gr_buf_byte(m->to, '#');
	if (!html)
		gr_buf_byte(m->to, ' ');
	escape(m, text);
	if (html)
		gr_buf_format(m->to, "</h%u>", level);
}

void gr_markup_heading(struct gr_markup *m, unsigned level,
    struct gr_slice text)
{
	put_heading(m, level, text);
	gr_buf_text(m->to, m->format == GR_MARKUP_HTML ? "\n" : "\n\n");
}

void gr_markup_open(struct gr_markup *m, enum gr_markup_block block)
{
	static const char *const html[GR_MARKUP_BLOCKS] = { "<p>",
		"<p class=\"note\">", "<ul>\n", "<li>", "<p class=\"to\">",
		"<p class=\"from\"><span>", "<p class=\"dated\">",
		"<p class=\"copy\">", "<p class=\"issued\">" };
	static const char *const markdown[GR_MARKUP_BLOCKS] = { "", "", "",
		"- ", "", "", "", "", "" };

	gr_buf_text(m->to,
	    m->format == GR_MARKUP_HTML ? html[block] : markdown[block]);
	m->block_start = true;
}

void gr_markup_close(struct gr_markup *m, enum gr_markup_block block)
{
	static const char *const html[GR_MARKUP_BLOCKS] = { "</p>\n", "</p>\n",
		"</ul>\n", "</li>\n", "</p>\n", "</span></p>\n", "</p>\n",
		"</p>\n", "</p>\n" };
	static const char *const markdown[GR_MARKUP_BLOCKS] = { "\n\n", "\n\n",
		"\n", "\n", "\n\n", "\n\n", "\n\n", "\n\n", "\n\n" };

	gr_buf_text(m->to,
	    m->format == GR_MARKUP_HTML ? html[block] : markdown[block]);
	m->block_start = false;
}

void gr_markup_text(struct gr_markup *m, struct gr_slice text)
{
	escape(m, text);
}

void gr_markup_reference(struct gr_markup *m, uint64_t anchor,
    struct gr_slice text)
{
	bool html = m->format == GR_MARKUP_HTML;

	if (html)
		gr_buf_format(m->to, "<a href=\"#r%ju\">", (uintmax_t)anchor);
	escape(m, text);
	if (html)
		gr_buf_text(m->to, "</a>");
}

/* ---- parts ---- */

void gr_markup_part(struct gr_markup *m, enum gr_markup_part part,
    struct gr_slice label, bool first)
{
	static const char *const class[] = { "sign", "last", "annex",
		"annex wide", "aside" };

	m->wide = part == GR_MARKUP_WIDE;
	if (m->format != GR_MARKUP_HTML)
		return;
	gr_buf_format(m->to, "<div class=\"%s%s\">\n", class[part],
	    first ? " first" : "");
	if (label.len == 0)
		return;
	gr_buf_text(m->to, "<p class=\"label\">");
	escape(m, label);
	gr_buf_text(m->to, "</p>\n");
}

void gr_markup_part_end(struct gr_markup *m)
{
	if (m->format == GR_MARKUP_HTML)
		gr_buf_text(m->to, "</div>\n");
}

void gr_markup_annexes(struct gr_markup *m, struct gr_slice word,
    const struct gr_slice *title, size_t n)
{
	if (m->format != GR_MARKUP_HTML || n == 0)
		return;
	gr_buf_text(m->to, "<div class=\"annexes\">\n<p>");
	escape(m, word);
	gr_buf_text(m->to, "</p>\n<div>\n");
	for (size_t i = 0; i < n; i++) {
		gr_buf_text(m->to, "<p>");
		if (n > 1)
			gr_buf_format(m->to, "%zu. ", i + 1);
		escape(m, title[i]);
		gr_buf_text(m->to, "</p>\n");
	}
	gr_buf_text(m->to, "</div>\n</div>\n");
}

void gr_markup_picture(struct gr_markup *m, const char *name,
    struct gr_slice caption, struct gr_slice picture)
{
	if (m->format != GR_MARKUP_HTML)
		return;
	gr_buf_format(m->to, "<figure>\n<figcaption id=\"fig-%s-says\">", name);
	put_heading(m, 2, caption);
	gr_buf_text(m->to, "</figcaption>\n");
	gr_buf_add(m->to, picture);
	gr_buf_text(m->to, "</figure>\n");
}

/* ---- tables ---- */

/* With more columns than that, a heading has no room for a few characters side
 * by side in the usual print. */
enum { DENSE = 14, SHORT = 8 };

/* In quarters of a point: a page of text upright and on its side, what is half
 * as wide as high, the least of a column and of the first, and what is beside
 * the words. */
enum {
	PAGE = 4 * 442,
	PAGE_WIDE = 4 * 637,
	HALF = 21,
	LEAST = 130,
	LEAST_FIRST = 256,
	BESIDE = 18
};

/* A heading may end its line at a blank and before a bracket. */
static size_t width_of_heading(struct gr_slice heading)
{
	size_t widest = 0, from = 0;

	for (size_t i = 1; i <= heading.len; i++) {
		struct gr_slice rest = gr_slice_skip(heading, i);

		if (rest.len > 0 && rest.ptr[0] != ' '
		    && !gr_slice_starts(rest, GR_S("（")))
			continue;
		size_t width = gr_width_of(
		    gr_slice_make(heading.ptr + from, i - from));
		widest = width > widest ? width : widest;
		from = i;
	}
	return widest;
}

/* Whether headings are wider than the page unless their words are parted. */
static bool is_tight(const struct gr_markup *m, const struct gr_slice *heading,
    size_t n)
{
	size_t sum = 0;

	for (size_t i = 0; i < n; i++) {
		size_t least = i == 0 ? LEAST_FIRST : LEAST;
		size_t width = HALF * width_of_heading(heading[i]);

		sum += BESIDE + (width > least ? width : least);
	}
	return sum > (m->wide ? PAGE_WIDE : PAGE);
}

static void html_head(struct gr_markup *m, unsigned level,
    struct gr_slice caption, const struct gr_slice *heading, size_t n)
{
	/* what scrolls must be reachable by the keyboard, and have a name */
	gr_buf_text(m->to,
	    "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
	    "aria-label=\"");
	escape(m, caption);
	gr_buf_format(m->to, "\">\n<table%s>\n",
	    n > DENSE                     ? " class=\"dense\""
	        : is_tight(m, heading, n) ? " class=\"tight\""
	                                  : "");
	gr_buf_text(m->to, "<caption>");
	put_heading(m, level, caption);
	gr_buf_text(m->to, "</caption>\n<thead>\n<tr>");
	for (size_t i = 0; i < n; i++) {
		gr_buf_text(m->to, "<th scope=\"col\">");
		escape(m, heading[i]);
		gr_buf_text(m->to, "</th>");
	}
	gr_buf_text(m->to, "</tr>\n</thead>\n<tbody>\n");
}

void gr_markup_table(struct gr_markup *m, unsigned level,
    struct gr_slice caption, const struct gr_slice *heading, size_t n)
{
	if (m->format == GR_MARKUP_HTML) {
		html_head(m, level, caption, heading, n);
		return;
	}
	gr_markup_heading(m, level, caption);
	gr_markup_row(m, heading, n, 0);
	for (size_t i = 0; i < n; i++)
		gr_buf_text(m->to, i == 0 ? "| --- |" : " --- |");
	gr_buf_byte(m->to, '\n');
}

/* Lists are joined by ';': behind one a line may end, and so no list is wider
 * than its column. */
static void html_cell(struct gr_markup *m, struct gr_slice cell)
{
	struct gr_slice part;

	while (gr_slice_split(&cell, ';', &part)) {
		escape(m, part);
		if (cell.ptr != NULL)
			gr_buf_text(m->to, ";<wbr>");
	}
}

/* 230102001001 and 2021-12-31: a column of them is as wide as they are. */
static bool is_code(struct gr_slice cell)
{
	return gr_csv_is_number(cell)
	    || (cell.len == 10 && is_digit(cell.ptr[0]) && cell.ptr[4] == '-'
	        && cell.ptr[7] == '-' && is_digit(cell.ptr[9]));
}

/* A number of the first column is a code.  What is short no line parts, and a
 * list has more room than words. */
static const char *class_of(struct gr_slice cell, size_t column)
{
	if (column > 0 && gr_csv_is_number(cell))
		return " class=\"n\"";
	if (is_code(cell))
		return " class=\"code\"";
	if (gr_slice_find(cell, GR_S(";")) != SIZE_MAX)
		return " class=\"many\"";
	return cell.len > 0 && gr_width_of(cell) <= SHORT ? " class=\"short\""
	                                                  : "";
}

static void html_row(struct gr_markup *m, const struct gr_slice *cell, size_t n,
    uint64_t anchor)
{
	gr_buf_text(m->to, "<tr");
	if (anchor != 0)
		gr_buf_format(m->to, " id=\"r%ju\"", (uintmax_t)anchor);
	gr_buf_byte(m->to, '>');
	for (size_t i = 0; i < n; i++) {
		gr_buf_text(m->to, i == 0 ? "<th scope=\"row\"" : "<td");
		gr_buf_format(m->to, "%s>", class_of(cell[i], i));
		html_cell(m, cell[i]);
		gr_buf_text(m->to, i == 0 ? "</th>" : "</td>");
	}
	gr_buf_text(m->to, "</tr>\n");
}

void gr_markup_row(struct gr_markup *m, const struct gr_slice *cell, size_t n,
    uint64_t anchor)
{
	if (m->format == GR_MARKUP_HTML) {
		html_row(m, cell, n, anchor);
		return;
	}
	gr_buf_byte(m->to, '|');
	for (size_t i = 0; i < n; i++) {
		gr_buf_byte(m->to, ' ');
		escape(m, cell[i]);
		gr_buf_text(m->to, " |");
	}
	gr_buf_byte(m->to, '\n');
}

void gr_markup_table_end(struct gr_markup *m)
{
	gr_buf_text(m->to,
	    m->format == GR_MARKUP_HTML ? "</tbody>\n</table>\n</div>\n"
	                                : "\n");
}
