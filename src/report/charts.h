/* charts.h - the figures of a report, a file each: sentence, picture, numbers.
 *
 * Every one says its result in words first; the picture shows it, and the table
 * has its numbers as they are published.  What a release or a standard does not
 * have is left out with the figure that would show it.  The plain pictures need
 * no page of ours around them, only the facts of a release (gr_report_facts_read)
 * and a struct gr_page to be written to: who draws one elsewhere begins with
 * svg.h, or calls the figure as a whole.
 */
#ifndef GREEN_REPORT_CHARTS_H
#define GREEN_REPORT_CHARTS_H

#include "report/judged.h"
#include "report/svg.h"

/* Cities against the target: which miss it, by how many communities. */
void gr_report_bars(struct gr_page *page);

/* Cities where they lie. */
void gr_report_tiles(struct gr_page *page);

/* Criteria by cities: where which fails. */
GR_MUST_USE enum gr_status gr_report_heat(struct gr_page *page,
    struct gr_err *err);

/* Rates by wave, with the way to the target. */
void gr_report_paths(struct gr_page *page);

/* Obligations by cities. */
GR_MUST_USE enum gr_status gr_report_duties(struct gr_page *page,
    struct gr_err *err);

/* The picture of the bars and of the paths alone, as wide as it gets. */
void gr_report_bars_drawn(struct gr_page *page);
void gr_report_paths_drawn(struct gr_page *page);

/* Records from delivery to figure; responses by city and week. */
void gr_report_flow(struct gr_page *page);
void gr_report_response(struct gr_page *page,
    const struct gr_report_judged *judged);

/* How far the rates of places go under other readings of the rules. */
struct gr_report_range {
	const struct gr_report_place *place;
	int64_t low, high; /* hundredths of a percent; -1: none */
	int64_t *reading;  /* the rate of each other than the standard's */
	size_t readings;
	size_t otherwise; /* of them: with another verdict */
};
void gr_report_draw_ranges(struct gr_page *page, enum gr_svg_size size,
    const struct gr_report_range *range, size_t n);

/* What the verdicts of single communities rest on. */
GR_MUST_USE enum gr_status gr_report_firm(struct gr_page *page,
    const struct gr_report_judged *judged, struct gr_err *err);

/* A picture with a line a place on a scale of percent. */
struct gr_report_frame { /* where things stand, in pixels */
	int width, left, plot, row, bar, top;
};
struct gr_report_key {
	const char *class, *words;
};
struct gr_report_lines {
	const char *id;
	const struct gr_report_frame *frame;
	const struct gr_report_key *key; /* the legend */
	size_t keys, n;
	bool region; /* the last of the n is all of them, and stands apart */
	/* Draws the line `which`, whose top is `y`. */
	void (*line)(struct gr_svg *svg, const struct gr_report_frame *frame,
	    const void *context, size_t which, int y);
	const void *context;
};
void gr_report_draw_lines(struct gr_page *page, enum gr_svg_size size,
    const struct gr_report_lines *lines);

/* A scale of percent from 0 to 100, from `left` on, `plot` pixels wide. */
void gr_report_scale(struct gr_svg *svg, int left, int plot, int top,
    int bottom);
int gr_report_across(int left, int plot, int64_t hundredths);

/* Where the target stands for a place: everybody's, or its own count; -1: it
 * has none. */
int64_t gr_report_target_of(const struct gr_report_facts *facts,
    const struct gr_report_place *place);

/* A picture's legend: marks with words, from (x, y) on. */
void gr_report_legend(struct gr_svg *svg, const struct gr_report_key *key,
    size_t n, int x, int y);

#endif
