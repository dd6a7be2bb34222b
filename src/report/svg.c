/* svg.c - plain pictures */
#include "report/svg.h"

#include <stdlib.h>

#include "base/wording.h"
#include "text/utf8.h"
#include "text/width.h"

/* A number of tenths: 125 is 12.5. */
static void put(struct gr_svg *svg, const char *name, int tenths)
{
	gr_page_format(svg->page, " %s=\"%s%d", name, tenths < 0 ? "-" : "",
	    abs(tenths) / GR_PX);
	if (tenths % GR_PX != 0)
		gr_page_format(svg->page, ".%d", abs(tenths) % GR_PX);
	gr_page_html(svg->page, "\"");
}

bool gr_svg_is_drawn(const struct gr_page *page, enum gr_svg_size size)
{
	return size == GR_SVG_WIDE || !page->facts->many;
}

size_t gr_svg_places(const struct gr_page *page, size_t all)
{
	return page->facts->many ? 30 : all;
}

void gr_svg_begin(struct gr_svg *svg, struct gr_page *page,
    enum gr_svg_size size, const char *chart, int width, int height)
{
	*svg = (struct gr_svg){ page, size, size == GR_SVG_WIDE };
	gr_page_format(page,
	    "<svg class=\"%s\" role=\"img\" aria-labelledby=\"fig-%s-says\" "
	    "viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">\n",
	    page->facts->many ? "on-both"
	        : svg->wide   ? "on-wide"
	                      : "on-narrow",
	    chart, width, height, width, height);
}

void gr_svg_end(struct gr_svg *svg)
{
	gr_page_html(svg->page, "</svg>\n");
}

void gr_svg_rect(struct gr_svg *svg, const char *class, int x, int y, int width,
    int height)
{
	if (width <= 0 || height <= 0)
		return;
	gr_page_format(svg->page, "<rect class=\"%s\"", class);
	put(svg, "x", x);
	put(svg, "y", y);
	put(svg, "width", width);
	put(svg, "height", height);
	gr_page_html(svg->page, "/>\n");
}

void gr_svg_line(struct gr_svg *svg, const char *class, int x1, int y1, int x2,
    int y2)
{
	gr_page_format(svg->page, "<line class=\"%s\"", class);
	put(svg, "x1", x1);
	put(svg, "y1", y1);
	put(svg, "x2", x2);
	put(svg, "y2", y2);
	gr_page_html(svg->page, "/>\n");
}

void gr_svg_circle(struct gr_svg *svg, const char *class, int x, int y,
    int radius)
{
	gr_page_format(svg->page, "<circle class=\"%s\"", class);
	put(svg, "cx", x);
	put(svg, "cy", y);
	put(svg, "r", radius);
	gr_page_html(svg->page, "/>\n");
}

/* ---- text ---- */

int gr_svg_text_width(struct gr_slice text, int size)
{
	size_t halves = gr_width_of(text);
	uint32_t code;

	/* Latin letters are some 0.56 as wide as they are high, what is wide at
	 * a terminal twice that, and no sign of others is wider. */
	for (struct gr_slice rest = text; rest.len > 0;) {
		size_t n = gr_utf8_step(rest, &code);
		bool other = code > 0x24f && (code < 0x2010 || code > 0x2027);

		if (other && gr_width_of(gr_slice_make(rest.ptr, n)) == 1)
			halves++;
		rest = gr_slice_skip(rest, n);
	}
	return (int)halves * size * 56 / 10;
}

static bool has_class(const char *class, const char *word)
{
	return strstr(class, word) != NULL;
}

/* As much of a text as there is room for. */
static struct gr_slice cut(struct gr_slice text, int room, int size)
{
	while (text.len > 0 && gr_svg_text_width(text, size) > room) {
		text.len--;
		while (text.len > 0
		    && ((unsigned char)text.ptr[text.len] & 0xc0) == 0x80)
			text.len--;
	}
	return text;
}

static void put_text(struct gr_svg *svg, const char *class,
    struct gr_slice text, int room)
{
	int size = has_class(class, "small") ? 11 : 13;

	if (room > 0 && gr_svg_text_width(text, size) > room) {
		gr_page_text(svg->page, cut(text, room - size * GR_PX, size));
		gr_page_html(svg->page, "…");
	} else {
		gr_page_text(svg->page, text);
	}
	gr_page_html(svg->page, "</text>\n");
}

void gr_svg_text(struct gr_svg *svg, const char *class,
    enum gr_svg_anchor anchor, int x, int y, struct gr_slice text, int room)
{
	static const char *const anchors[] = { "", " text-anchor=\"middle\"",
		" text-anchor=\"end\"" };

	gr_page_format(svg->page, "<text class=\"%s\"%s", class,
	    anchors[anchor]);
	put(svg, "x", x);
	put(svg, "y", y);
	gr_page_html(svg->page, ">");
	put_text(svg, class, text, room);
}

void gr_svg_words(struct gr_svg *svg, const char *class,
    enum gr_svg_anchor anchor, int x, int y, const char *text)
{
	gr_svg_text(svg, class, anchor, x, y,
	    gr_slice_of(gr_wording_in(svg->page->chinese, text)), 0);
}

void gr_svg_text_up(struct gr_svg *svg, const char *class, int x, int y,
    struct gr_slice text, int room)
{
	/* Chinese stands upright, one character below the other */
	if (svg->page->chinese) {
		gr_page_format(svg->page,
		    "<text class=\"%s\" writing-mode=\"vertical-rl\" "
		    "text-anchor=\"end\"",
		    class);
		put(svg, "x", x);
		put(svg, "y", y);
		gr_page_html(svg->page, ">");
	} else {
		gr_page_format(svg->page,
		    "<text class=\"%s\" transform=\"translate(%d.%d %d.%d) "
		    "rotate(-90)\">",
		    class, (x + 4 * GR_PX) / GR_PX, x % GR_PX, y / GR_PX,
		    y % GR_PX);
	}
	put_text(svg, class, text, room);
}

/* ---- paths ---- */

void gr_svg_path(struct gr_svg *svg, const char *class)
{
	gr_page_format(svg->page, "<path class=\"%s\" d=\"", class);
}

void gr_svg_point(struct gr_svg *svg, int x, int y, bool first)
{
	gr_page_format(svg->page, "%s%d.%d %d.%d", first ? "M" : "L", x / GR_PX,
	    x % GR_PX, y / GR_PX, y % GR_PX);
}

void gr_svg_upright(struct gr_svg *svg, const char *class, const int *x,
    size_t n, int y1, int y2)
{
	if (n == 0)
		return;
	gr_svg_path(svg, class);
	for (size_t i = 0; i < n; i++)
		gr_page_format(svg->page, "M%d.%d %d.%dv%d", x[i] / GR_PX,
		    x[i] % GR_PX, y1 / GR_PX, y1 % GR_PX, (y2 - y1) / GR_PX);
	gr_svg_path_end(svg);
}

void gr_svg_path_end(struct gr_svg *svg)
{
	gr_page_html(svg->page, "\"/>\n");
}
