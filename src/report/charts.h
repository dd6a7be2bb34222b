/* charts.h - the figures of a report, a file each: sentence, picture, numbers.
 *
 * Every one says its result in words first; the picture shows it, and the table
 * has its numbers as they are published.  What a release or a standard does not
 * have is left out with the figure that would show it.
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

/* A picture's legend: marks with words, from (x, y) on. */
struct gr_report_key {
	const char *class, *words;
};
void gr_report_legend(struct gr_svg *svg, const struct gr_report_key *key,
    size_t n, int x, int y);

#endif
