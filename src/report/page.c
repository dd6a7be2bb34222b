/* page.c - a page in the making: the document, sentences, sections, figures */
#include "report/page.h"

#include <assert.h>

#include "base/wording.h"
#include "release/markup.h"
#include "report/assets.h"

/* ---- text ---- */

void gr_page_text(struct gr_page *page, struct gr_slice text)
{
	gr_markup_html(&page->to, text);
}

void gr_page_name(struct gr_page *page, struct gr_slice name)
{
	gr_page_html(page, "<bdi>");
	gr_page_text(page, name);
	gr_page_html(page, "</bdi>");
}

struct gr_slice gr_page_taken(struct gr_page *page, const struct gr_buf *text)
{
	page->to.failed = page->to.failed || text->failed;
	return gr_buf_slice(text);
}

void gr_page_words(struct gr_page *page, const char *text)
{
	gr_page_text(page, gr_slice_of(gr_wording_in(page->chinese, text)));
}

void gr_page_html(struct gr_page *page, const char *html)
{
	gr_buf_text(&page->to, html);
}

void gr_page_gap(struct gr_page *page)
{
	gr_page_html(page, page->chinese ? "" : " ");
}

void gr_page_format(struct gr_page *page, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	gr_buf_vformat(&page->to, format, args);
	va_end(args);
}

/* ---- sentences ---- */

static const struct gr_saying *find_said(const struct gr_saying *with,
    struct gr_slice place)
{
	for (; with != NULL && with->place != NULL; with++)
		if (gr_slice_eq(gr_slice_of(with->place), place))
			return with;
	assert(false); /* a place of a sentence that is not given */
	return NULL;
}

static bool is_one(const struct gr_saying *said)
{
	return said->is_number ? said->number == 1
	                       : gr_slice_eq(said->text, GR_S("1"));
}

typedef void put_fn(void *to, struct gr_slice text, bool name);

/* "{n}", or "{n?one|many}" without its braces. */
static void put_place(struct gr_slice inner, const struct gr_saying *with,
    put_fn *put, void *to)
{
	struct gr_slice place;
	(void)gr_slice_split(&inner, '?', &place);
	const struct gr_saying *said = find_said(with, place);
	char digits[24];

	if (said == NULL)
		return;
	if (inner.ptr != NULL) {
		struct gr_slice one;
		(void)gr_slice_split(&inner, '|', &one);
		put(to, is_one(said) ? one : inner, false);
	} else if (said->is_number) {
		int n = snprintf(digits, sizeof digits, "%jd",
		    (intmax_t)said->number);
		put(to, gr_slice_make(digits, (size_t)n), false);
	} else {
		put(to, said->text, said->is_name);
	}
}

static void fill(struct gr_slice text, const struct gr_saying *with,
    put_fn *put, void *to)
{
	while (text.len > 0) {
		size_t open = gr_slice_find(text, GR_S("{"));
		size_t before = open == SIZE_MAX ? text.len : open;

		if (before > 0)
			put(to, gr_slice_make(text.ptr, before), false);
		text = gr_slice_skip(text, before);
		if (text.len == 0)
			break;
		size_t close = gr_slice_find(text, GR_S("}"));
		assert(close != SIZE_MAX);
		put_place(gr_slice_make(text.ptr + 1, close - 1), with, put,
		    to);
		text = gr_slice_skip(text, close + 1);
	}
}

static void put_escaped(void *to, struct gr_slice text, bool name)
{
	struct gr_page *page = to;

	if (name)
		gr_page_name(page, text);
	else
		gr_page_text(page, text);
}

static void put_plain(void *to, struct gr_slice text, bool name)
{
	(void)name;
	gr_buf_add(to, text);
}

void gr_page_say(struct gr_page *page, const char *text,
    const struct gr_saying *with)
{
	fill(gr_slice_of(gr_wording_in(page->chinese, text)), with, put_escaped,
	    page);
}

void gr_page_fill(struct gr_buf *to, bool chinese, const char *text,
    const struct gr_saying *with)
{
	fill(gr_slice_of(gr_wording_in(chinese, text)), with, put_plain, to);
}

/* ---- the document ---- */

static void put_policy(struct gr_page *page, struct gr_slice script)
{
	gr_page_html(page,
	    "<meta http-equiv=\"Content-Security-Policy\" "
	    "content=\"default-src 'none'; base-uri 'none'; "
	    "form-action 'none'; style-src 'sha256-");
	gr_markup_hash(&page->to, gr_asset(GR_ASSET_STYLE));
	if (script.len > 0) {
		gr_page_html(page, "'; script-src 'sha256-");
		gr_markup_hash(&page->to, script);
	}
	gr_page_html(page, "'\">\n");
}

/* What pictures fill with; they find it by its name. */
static const char patterns[] =
    "<svg class=\"patterns\" width=\"0\" height=\"0\" aria-hidden=\"true\" "
    "focusable=\"false\"><defs>"
    "<pattern id=\"hatch\" width=\"5\" height=\"5\" "
    "patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
    "<rect class=\"hatch-ground\" width=\"5\" height=\"5\"/>"
    "<line class=\"hatch-line\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"5\"/>"
    "</pattern></defs></svg>\n";

void gr_page_begin(struct gr_page *page, const char *kind,
    struct gr_slice title, struct gr_slice script)
{
	gr_page_format(page,
	    "<!DOCTYPE html>\n<html lang=\"%s\" data-page=\"%s\">\n<head>\n"
	    "<meta charset=\"utf-8\">\n",
	    page->chinese ? "zh-CN" : "en", kind);
	put_policy(page, script);
	gr_page_html(page,
	    "<meta name=\"viewport\" "
	    "content=\"width=device-width, initial-scale=1\">\n"
	    "<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
	gr_page_text(page, title);
	gr_page_html(page, "</title>\n<style>");
	gr_buf_add(&page->to, gr_asset(GR_ASSET_STYLE));
	gr_page_html(page,
	    "</style>\n</head>\n<body>\n"
	    "<a class=\"skip\" href=\"#main\">");
	gr_page_words(page, GR_WORDS("To the content"));
	gr_page_html(page, "</a>\n");
	gr_page_html(page, patterns);
}

void gr_page_end(struct gr_page *page, struct gr_slice script)
{
	if (script.len > 0) {
		gr_page_html(page, "<script>");
		gr_buf_add(&page->to, script);
		gr_page_html(page, "</script>\n");
	}
	gr_page_html(page, "</body>\n</html>\n");
}

void gr_page_free(struct gr_page *page)
{
	gr_buf_free(&page->to);
	gr_buf_free(&page->scratch);
}

/* ---- sections, paragraphs, figures ---- */

void gr_page_section(struct gr_page *page, const char *id, const char *heading)
{
	gr_page_format(page,
	    "<section id=\"%s\" aria-labelledby=\"%s-h\">\n<h2 id=\"%s-h\">",
	    id, id, id);
	gr_page_words(page, heading);
	gr_page_html(page, "</h2>\n");
}

void gr_page_section_end(struct gr_page *page)
{
	gr_page_html(page, "</section>\n");
}

void gr_page_paragraph(struct gr_page *page, const char *class,
    const char *text, const struct gr_saying *with)
{
	gr_page_format(page, *class != '\0' ? "<p class=\"%s\">" : "<p>",
	    class);
	gr_page_say(page, text, with);
	gr_page_html(page, "</p>\n");
}

void gr_page_figure(struct gr_page *page, const char *chart)
{
	gr_page_format(page,
	    "<figure class=\"chart\" id=\"fig-%s\" data-chart=\"%s\">\n"
	    "<figcaption><strong id=\"fig-%s-says\">",
	    chart, chart, chart);
}

static void put_how(struct gr_page *page, const char *how)
{
	gr_page_html(page, "</strong>");
	if (how != NULL) {
		gr_page_html(page, " <span class=\"how\">");
		gr_page_words(page, how);
		gr_page_html(page, "</span>");
	}
	gr_page_html(page, "</figcaption>\n");
}

void gr_page_figure_drawn(struct gr_page *page, const char *how)
{
	put_how(page, how);
	/* one size may be wider than the window, and is scrolled */
	gr_page_format(page,
	    "<div class=\"live\" hidden></div>\n<div class=\"drawn\"%s>\n",
	    page->facts->many ? " tabindex=\"0\"" : "");
}

void gr_page_tinted(struct gr_page *page, const char *chart)
{
	gr_page_format(page,
	    "<figure class=\"chart tinted\" id=\"fig-%s\">\n"
	    "<figcaption><strong id=\"fig-%s-says\">",
	    chart, chart);
}

void gr_page_tinted_how(struct gr_page *page, const char *how)
{
	put_how(page, how);
}

void gr_page_tinted_end(struct gr_page *page)
{
	gr_page_html(page, "</figure>\n");
}

void gr_page_figure_numbers(struct gr_page *page)
{
	gr_page_html(page, "</div>\n<details class=\"numbers\"><summary>");
	gr_page_words(page, GR_WORDS("The numbers"));
	gr_page_html(page, "</summary>\n");
}

void gr_page_figure_end(struct gr_page *page)
{
	gr_page_html(page, "</details>\n</figure>\n");
}
