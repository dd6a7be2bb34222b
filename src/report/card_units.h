/* card_units.h - the communities as the second page holds them, packed.
 *
 * A country has more than a hundred thousand, of each of which some ninety
 * answers stand on its card.  What a search asks of all of them (code, name,
 * street, county, verdict) is one packed text, unpacked when the page opens; the
 * rest lies in packed pieces of GR_CARD_EACH communities, of which a reader
 * unpacks the one that a card is asked for.  The texts are lines of cells
 * with TABs between them, a line for each column, since what stands in one
 * column is alike.
 */
#ifndef GREEN_REPORT_CARD_UNITS_H
#define GREEN_REPORT_CARD_UNITS_H

#include "report/shared_data.h"
#include "report/sources.h"

enum { GR_CARD_EACH = 1024 };

/* The members "n", "each", "index" and "pieces".
 *
 * "index" has five lines: codes, each as the difference to the one before or
 * behind `=` as it is; names; streets, each with the number of communities
 * that follow one another in it; counties (positions), the same; a letter of
 * the verdict each.  A piece has the lines points, results of criteria, delivery
 * (position), line, flags, needs, what its place has settled, what it rests on,
 * answers of yes or no (a letter each), then a line for each other column that
 * atoms read; then its queries as JSON, a line; then the results of atoms, two
 * bits each, a record beginning at a byte. */
GR_MUST_USE enum gr_status gr_report_card_units(struct gr_json *json,
    const struct gr_report_judged *judged,
    const struct gr_report_counties *counties,
    const struct gr_report_sources *sources, struct gr_err *err);

#endif
