/* cards.h - the data behind a community's card: every atom, what was answered,
 * and in which cell of which delivery.
 *
 * They are laid out column by column, and what many communities have in common
 * (a delivery's heading, a county's name) stands once, so that a country's
 * page stays one that a browser can hold.
 */
#ifndef GREEN_REPORT_CARDS_H
#define GREEN_REPORT_CARDS_H

#include "report/judged.h"
#include "report/page.h"

/* The data element of the second page. */
GR_MUST_USE enum gr_status gr_report_cards(struct gr_page *page,
    const struct gr_report_judged *judged, struct gr_err *err);

#endif
