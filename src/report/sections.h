/* sections.h - the sections of a report that are more than one figure. */
#ifndef GREEN_REPORT_SECTIONS_H
#define GREEN_REPORT_SECTIONS_H

#include "report/judged.h"
#include "report/page.h"

/* The head of the page: what it is, what it says, where what stands. */
void gr_report_head(struct gr_page *page);

/* The fewest fixes by which places reach their targets. */
void gr_report_shortlist(struct gr_page *page,
    const struct gr_report_judged *judged);

/* What rests on doubt: scenarios, ranks that open cases can change, rules of
 * their own. */
GR_MUST_USE enum gr_status gr_report_doubt(struct gr_page *page,
    const struct gr_report_judged *judged, struct gr_err *err);

/* A section for every city, which prints alone. */
void gr_report_cities(struct gr_page *page,
    const struct gr_report_judged *judged);

/* What was counted and how, and what the release is. */
void gr_report_notes(struct gr_page *page);

/* The embedded data: what the script of the first page, and of the second,
 * draws and searches. */
GR_MUST_USE enum gr_status gr_report_data(struct gr_page *page,
    const struct gr_report_judged *judged, struct gr_err *err);
GR_MUST_USE enum gr_status gr_report_finder(struct gr_page *page,
    const struct gr_report_judged *judged, struct gr_err *err);

/* Words of a status of a community, of a pace, of an obligation's status. */
struct gr_slice gr_report_status_word(bool chinese, struct gr_slice status);
struct gr_slice gr_report_pace_word(bool chinese, struct gr_slice pace);
struct gr_slice gr_report_duty_word(bool chinese, struct gr_slice word);

#endif
