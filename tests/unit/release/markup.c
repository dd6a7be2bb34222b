/* markup.h: the same text is a page and a plain one, and no text is a tag. */
#include "release/markup.h"
#include <criterion/criterion.h>

static struct gr_buf out;
static struct gr_markup m;

static void teardown(void)
{
	gr_buf_free(&out);
}

TestSuite(markup, .fini = teardown);

static void begin(enum gr_markup_format format)
{
	gr_markup_begin(&m, &out, format, "zh", GR_S("<t>"));
	gr_buf_clear(&out);
}

static void expect(const char *text)
{
	cr_expect(gr_slice_eq(gr_buf_slice(&out), gr_slice_of(text)),
	    "%.*s\nis not\n%s", GR_ARG(gr_buf_slice(&out)), text);
	gr_buf_clear(&out);
}

static void paragraph(struct gr_slice text)
{
	gr_markup_open(&m, GR_MARKUP_PARAGRAPH);
	gr_markup_text(&m, text);
	gr_markup_close(&m, GR_MARKUP_PARAGRAPH);
}

Test(markup, html_escapes_what_could_be_a_tag_or_end_an_attribute)
{
	begin(GR_MARKUP_HTML);
	paragraph(GR_S("<script>alert(\"a&b\", 'c')</script>"));
	expect("<p>&lt;script&gt;alert(&quot;a&amp;b&quot;, "
	       "&#39;c&#39;)&lt;/script&gt;</p>\n");
	paragraph(GR_S("1 | *2*\n\t\x7f"));
	expect("<p>1 | *2*   </p>\n");
}

Test(markup, markdown_escapes_what_could_be_markup_or_html)
{
	begin(GR_MARKUP_MARKDOWN);
	paragraph(GR_S("<b>&amp;</b> [x](y) `c` *i* _u_ ~s~ a|b \\ $m$"));
	expect("&lt;b&gt;&amp;amp;&lt;/b&gt; \\[x\\](y) \\`c\\` \\*i\\* "
	       "\\_u\\_ \\~s\\~ a\\|b \\\\ \\$m\\$\n\n");
	paragraph(GR_S("a\nb\r\nc"));
	expect("a b  c\n\n");
}

Test(markup, markdown_blocks_never_begin_by_what_a_text_begins_with)
{
	begin(GR_MARKUP_MARKDOWN);
	paragraph(GR_S("# no heading"));
	expect("\\# no heading\n\n");
	paragraph(GR_S("- no item - here"));
	expect("\\- no item - here\n\n");
	paragraph(GR_S("12. no list"));
	expect("12\\. no list\n\n");
	paragraph(GR_S("12) no list"));
	expect("12\\) no list\n\n");
	paragraph(GR_S("12.5"));
	expect("12.5\n\n");
	paragraph(GR_S("-33.3"));
	expect("-33.3\n\n");
	paragraph(GR_S("12."));
	expect("12\\.\n\n");
	paragraph(GR_S("12"));
	expect("12\n\n");
	gr_markup_open(&m, GR_MARKUP_PARAGRAPH);
	gr_markup_text(&m, GR_S(""));
	gr_markup_text(&m, GR_S("+a"));
	gr_markup_text(&m, GR_S("+b"));
	expect("\\+a+b");
}

Test(markup, an_html_document_may_load_and_run_nothing)
{
	gr_markup_begin(&m, &out, GR_MARKUP_HTML, "zh", GR_S("<t> & \"u\""));
	gr_markup_end(&m);
	struct gr_slice all = gr_buf_slice(&out);

	cr_expect(gr_slice_starts(all,
	    GR_S("<!DOCTYPE html>\n<html lang=\"zh\">\n<head>\n"
	         "<meta charset=\"utf-8\">\n")));
	cr_expect_neq(gr_slice_find(all,
	                  GR_S("content=\"default-src 'none'; "
	                       "base-uri 'none'; form-action 'none'; "
	                       "style-src 'sha256-")),
	    SIZE_MAX);
	cr_expect_neq(gr_slice_find(all,
	                  GR_S("<title>&lt;t&gt; &amp; "
	                       "&quot;u&quot;</title>")),
	    SIZE_MAX);
	cr_expect(gr_slice_ends(all, GR_S("</main>\n</body>\n</html>\n")));
}

static const struct gr_slice heading[] = { { "a|b", 3 }, { "<c>", 3 } };
static const struct gr_slice cell[] = { { "1", 1 }, { "-2.5", 4 } };

static void table(void)
{
	gr_markup_table(&m, 2, GR_S("\"x\""), heading, 2);
	gr_markup_row(&m, cell, 2, 7);
	gr_markup_row(&m, heading, 2, 0);
	gr_markup_table_end(&m);
}

Test(markup, tables_have_a_caption_and_headings)
{
	begin(GR_MARKUP_HTML);
	table();
	expect("<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
	       "aria-label=\"&quot;x&quot;\">\n<table>\n<caption><h2>"
	       "&quot;x&quot;</h2></caption>\n<thead>\n"
	       "<tr><th scope=\"col\">a|b</th><th scope=\"col\">&lt;c&gt;"
	       "</th></tr>\n</thead>\n<tbody>\n"
	       "<tr id=\"r7\"><th scope=\"row\" class=\"code\">1</th>"
	       "<td class=\"n\">-2.5</td></tr>\n"
	       "<tr><th scope=\"row\" class=\"short\">a|b</th>"
	       "<td class=\"short\">&lt;c&gt;</td></tr>\n"
	       "</tbody>\n</table>\n</div>\n");
	begin(GR_MARKUP_MARKDOWN);
	table();
	expect("## \"x\"\n\n| a\\|b | &lt;c&gt; |\n| --- | --- |\n"
	       "| 1 | -2.5 |\n| a\\|b | &lt;c&gt; |\n\n");
}

Test(markup, a_list_ends_its_lines_and_a_day_does_not)
{
	static const struct gr_slice list[] = { { "C1;<b>;", 7 },
		{ "2021-12-31", 10 } };

	begin(GR_MARKUP_HTML);
	gr_markup_row(&m, list, 2, 0);
	expect(
	    "<tr><th scope=\"row\" class=\"many\">C1;<wbr>&lt;b&gt;;<wbr></th>"
	    "<td class=\"code\">2021-12-31</td></tr>\n");
}

/* How a table of n headings is printed. */
static void expect_print(struct gr_slice one, size_t n, struct gr_slice tag)
{
	struct gr_slice many[15];

	for (size_t i = 0; i < 15; i++)
		many[i] = one;
	gr_buf_clear(&out);
	gr_markup_table(&m, 2, GR_S("x"), many, n);
	cr_expect_neq(gr_slice_find(gr_buf_slice(&out), tag), SIZE_MAX,
	    "%zu of %.*s: %.*s", n, GR_ARG(one), GR_ARG(gr_buf_slice(&out)));
}

Test(markup, many_columns_are_in_small_print)
{
	begin(GR_MARKUP_HTML);
	expect_print(GR_S("c"), 11, GR_S("<table>\n"));
	expect_print(GR_S("c"), 15, GR_S("<table class=\"dense\">\n"));
}

Test(markup, headings_are_parted_within_words_where_a_page_is_too_narrow)
{
	begin(GR_MARKUP_HTML);
	expect_print(GR_S("c"), 12, GR_S("<table class=\"tight\">\n"));
	expect_print(GR_S("四个字们"), 10, GR_S("<table class=\"tight\">\n"));
	expect_print(GR_S("四个 字们（字）"), 10, GR_S("<table>\n"));
	gr_markup_part(&m, GR_MARKUP_WIDE, GR_S(""), false);
	expect_print(GR_S("c"), 14, GR_S("<table>\n"));
	expect_print(GR_S("四个字们"), 14, GR_S("<table class=\"tight\">\n"));
	expect_print(GR_S("四个字们"), 13, GR_S("<table>\n"));
}

static void parts(void)
{
	static const struct gr_slice title[] = { { "<A>", 3 }, { "B", 1 } };

	gr_markup_annexes(&m, GR_S("With: "), title, 2);
	gr_markup_annexes(&m, GR_S("With: "), title, 1);
	gr_markup_annexes(&m, GR_S("With: "), title, 0);
	gr_markup_part(&m, GR_MARKUP_WIDE, GR_S("<1>"), true);
	gr_markup_picture(&m, "bars", GR_S("<C>"), GR_S("<svg></svg>\n"));
	gr_markup_part_end(&m);
}

Test(markup, parts_have_their_places_on_paper_alone)
{
	begin(GR_MARKUP_HTML);
	parts();
	expect("<div class=\"annexes\">\n<p>With: </p>\n<div>\n"
	       "<p>1. &lt;A&gt;</p>\n<p>2. B</p>\n</div>\n</div>\n"
	       "<div class=\"annexes\">\n<p>With: </p>\n<div>\n"
	       "<p>&lt;A&gt;</p>\n</div>\n</div>\n"
	       "<div class=\"annex wide first\">\n"
	       "<p class=\"label\">&lt;1&gt;</p>\n<figure>\n"
	       "<figcaption id=\"fig-bars-says\"><h2>&lt;C&gt;</h2>"
	       "</figcaption>\n<svg></svg>\n</figure>\n</div>\n");
	begin(GR_MARKUP_MARKDOWN);
	parts();
	expect("");
}

Test(markup, headings_lists_and_references)
{
	begin(GR_MARKUP_HTML);
	gr_markup_heading(&m, 1, GR_S("a"));
	gr_markup_open(&m, GR_MARKUP_LIST);
	gr_markup_open(&m, GR_MARKUP_ITEM);
	gr_markup_reference(&m, 3, GR_S("<5"));
	gr_markup_close(&m, GR_MARKUP_ITEM);
	gr_markup_close(&m, GR_MARKUP_LIST);
	gr_markup_open(&m, GR_MARKUP_NOTE);
	gr_markup_close(&m, GR_MARKUP_NOTE);
	expect("<h1>a</h1>\n<ul>\n<li><a href=\"#r3\">&lt;5</a></li>\n</ul>\n"
	       "<p class=\"note\"></p>\n");
	begin(GR_MARKUP_MARKDOWN);
	gr_markup_heading(&m, 3, GR_S("a"));
	gr_markup_open(&m, GR_MARKUP_LIST);
	gr_markup_open(&m, GR_MARKUP_ITEM);
	gr_markup_reference(&m, 3, GR_S("<5"));
	gr_markup_close(&m, GR_MARKUP_ITEM);
	gr_markup_close(&m, GR_MARKUP_LIST);
	gr_markup_end(&m);
	expect("### a\n\n- &lt;5\n\n");
}
