/* svg.h - plain pictures: rectangles, lines, marks and text, by whole numbers.
 *
 * A picture has its own coordinates, in tenths of a pixel, so that the same
 * release gives the same bytes everywhere; it is drawn twice, for wide and for
 * narrow screens, and the style sheet shows one.  Colours are classes: light,
 * dark and paper are the style sheet's.  A picture says nothing that its figure
 * does not say in words and numbers; to a screen reader it is one image with
 * the figure's sentence for a name.
 */
#ifndef GREEN_REPORT_SVG_H
#define GREEN_REPORT_SVG_H

#include "report/page.h"

enum { GR_PX = 10 }; /* a pixel in tenths */

enum gr_svg_size { GR_SVG_WIDE, GR_SVG_NARROW, GR_SVG_SIZES };

struct gr_svg {
	struct gr_page *page;
	enum gr_svg_size size;
	bool wide;
};

/* Whether there is a picture of this size: of many cities only the wide one. */
bool gr_svg_is_drawn(const struct gr_page *page, enum gr_svg_size size);

/* Of how many of `all` places there is one picture: many have several, each of
 * which has room on a page of paper. */
size_t gr_svg_places(const struct gr_page *page, size_t all);

/* Begin a picture of so many pixels, of figure `chart`, and end it. */
void gr_svg_begin(struct gr_svg *svg, struct gr_page *page,
    enum gr_svg_size size, const char *chart, int width, int height);
void gr_svg_end(struct gr_svg *svg);

/* Positions and lengths in tenths of a pixel; classes are of style.css. */
void gr_svg_rect(struct gr_svg *svg, const char *class, int x, int y, int width,
    int height);
void gr_svg_line(struct gr_svg *svg, const char *class, int x1, int y1, int x2,
    int y2);
void gr_svg_circle(struct gr_svg *svg, const char *class, int x, int y,
    int radius);

enum gr_svg_anchor { GR_SVG_START, GR_SVG_MIDDLE, GR_SVG_END };

/* Text on the line y; one that would be wider than `room` tenths at the size of
 * its class (13 pixels, or 11 with `small`) is cut, with an ellipsis.  room 0:
 * as long as it is. */
void gr_svg_text(struct gr_svg *svg, const char *class,
    enum gr_svg_anchor anchor, int x, int y, struct gr_slice text, int room);
void gr_svg_words(struct gr_svg *svg, const char *class,
    enum gr_svg_anchor anchor, int x, int y, const char *text);

/* A text that goes up beside (x, y), from its end. */
void gr_svg_text_up(struct gr_svg *svg, const char *class, int x, int y,
    struct gr_slice text, int room);

/* About how wide a text is, in tenths of a pixel, at a size in pixels. */
int gr_svg_text_width(struct gr_slice text, int size);

/* Upright lines from y1 to y2, at each x, as one path. */
void gr_svg_upright(struct gr_svg *svg, const char *class, const int *x,
    size_t n, int y1, int y2);

/* A path of straight lines through the points: gr_svg_path, then a point each,
 * then _end. */
void gr_svg_path(struct gr_svg *svg, const char *class);
void gr_svg_point(struct gr_svg *svg, int x, int y, bool first);
void gr_svg_path_end(struct gr_svg *svg);

#endif
