/* drawn.h - a picture of the report alone, for other documents. */
#ifndef GREEN_REPORT_DRAWN_H
#define GREEN_REPORT_DRAWN_H

#include "report/charts.h"

/* Have `draw` (charts.h) draw the release of a report, as SVG. */
GR_MUST_USE enum gr_status gr_report_drawn(const struct gr_report *report,
    void (*draw)(struct gr_page *page), struct gr_buf *to, struct gr_err *err);

#endif
